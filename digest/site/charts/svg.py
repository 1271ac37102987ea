"""What every chart shares: a picture that a screen reader can name, without a script or a style attribute.

Widths are percentages and heights are pixels, without a view box: a chart fills a phone and a desk alike, and its words
keep their size. Colours come from classes, so both schemes and forced colours are matters of the style sheet. The
numbers of each chart stand in a table behind it, which is the template's part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Iterable

Anchor = Literal["start", "middle", "end"]


def chart(kind: str, key: str, title: str, desc: str, *, height: float, marks: Iterable[Markup]) -> Markup:
    """The whole picture.

    Args:
        kind: Part of its class: `weeks`.
        key: Its id on the page; the ids of title and description begin with it.
        title: What it shows, plain text.
        desc: What can be seen in it, plain text; for those who cannot see it.
        height: In pixels.
        marks: What is drawn, back to front.
    """
    return Markup(
        '<svg class="d-chart d-chart--{kind}" width="100%" height="{height}" role="img" '
        'aria-labelledby="{key}-title {key}-desc">'
        '<title id="{key}-title">{title}</title><desc id="{key}-desc">{desc}</desc>{marks}</svg>'
    ).format(kind=kind, key=key, title=title, desc=desc, height=number(height), marks=Markup("").join(marks))


def rect(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    """A rectangle; `x` and `width` in percent, `y` and `height` in pixels."""
    return Markup('<rect class="d-chart__{}"{} y="{}" width="{}%" height="{}"/>').format(
        kind, _across("x", x), number(y), number(width), number(height)
    )


def line(x1: float, y1: float, x2: float, y2: float, kind: str) -> Markup:
    """A straight line; across in percent, down in pixels."""
    return Markup('<line class="d-chart__{}" x1="{}%" y1="{}" x2="{}%" y2="{}"/>').format(
        kind, number(x1), number(y1), number(x2), number(y2)
    )


def text(x: float, y: float, words: str, *, anchor: Anchor = "start", kind: str = "text") -> Markup:
    """Words on a base line at `y` pixels."""
    end = "" if anchor == "start" else Markup(' text-anchor="{}"').format(anchor)
    return Markup('<text class="d-chart__{}"{} y="{}"{}>{}</text>').format(kind, _across("x", x), number(y), end, words)


def _across(name: str, value: float) -> Markup:
    """A place across in percent; nothing at the left edge, where SVG puts what has no place."""
    shown = number(value)
    return Markup("") if shown == "0" else Markup(' {}="{}%"').format(name, shown)


def number(value: float) -> str:
    """`12.5`, `3`: at most two places, so that equal charts are equal bytes."""
    shown = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if shown == "-0" else shown
