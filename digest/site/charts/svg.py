"""What every chart shares: a picture that a screen reader can name, without a script or a style attribute.

Widths are percentages and heights are pixels, without a view box: a chart fills a phone and a desk alike, and its words
keep their size. Colours come from classes, so both schemes and forced colours are matters of the style sheet. The
numbers of each chart stand in a table behind it, which is the template's part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

from digest.site.markup import plain

if TYPE_CHECKING:
    from collections.abc import Iterable

Anchor = Literal["start", "middle", "end"]


def chart(kind: str, title: str, desc: str, *, height: float, marks: Iterable[Markup]) -> Markup:
    """The whole picture.

    Args:
        kind: Part of its class: `weeks`.
        title: What it shows, plain text; its name for a screen reader.
        desc: What can be seen in it, plain text; for those who cannot see it.
        height: In pixels.
        marks: What is drawn, back to front.
    """
    drawn = "".join(marks)
    name, told = plain(title), plain(desc)
    return Markup(  # noqa: S704 - words went through `plain`, marks are made here
        f'<svg class="d-chart d-chart--{kind}" height="{number(height)}" role="img">'
        f"<title>{name}</title><desc>{told}</desc>{drawn}</svg>"
    )


def rect(x: float, y: float, width: float, height: float, kind: str = "") -> Markup:
    """A rectangle; `x` and `width` in percent, `y` and `height` in pixels."""
    place = f'{_across("x", x)} y="{number(y)}" width="{number(width)}%" height="{number(height)}"'
    return Markup(f"<rect{_kind(kind)}{place}/>")  # noqa: S704 - numbers, and a class of our own


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """A straight line; across in percent, down in pixels."""
    place = f'x1="{number(x1)}%" y1="{number(y1)}" x2="{number(x2)}%" y2="{number(y2)}"'
    return Markup(f"<line{_kind(kind)} {place}/>")  # noqa: S704 - the same


def text(x: float, y: float, words: str, *, anchor: Anchor = "start", kind: str = "") -> Markup:
    """Words on a base line at `y` pixels."""
    end = "" if anchor == "start" else f' text-anchor="{anchor}"'
    place = f'{_across("x", x)} y="{number(y)}"{end}'
    return Markup(f"<text{_kind(kind)}{place}>{plain(words)}</text>")  # noqa: S704 - escaped


def _kind(name: str) -> str:
    """The class of a mark; none for what a chart draws most, which its own class tells apart."""
    return f' class="d-chart__{name}"' if name else ""


def _across(name: str, value: float) -> str:
    """A place across in percent; nothing at the left edge, where SVG puts what has no place."""
    shown = number(value)
    return "" if shown == "0" else f' {name}="{shown}%"'


def number(value: float) -> str:
    """`12.5`, `3`: at most two places, so that equal charts are equal bytes."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
