"""Values of one unit as bars beside each other: each with its name above it and its number, to the left of zero too."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.site.charts import svg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

_ROW, _WORDS, _THICK = 36, 13, 8
_MOST_NAME = 32
"""Places of a name that fit beside a number on a phone; a Hangul letter takes two."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One value."""

    name: str
    shown: str
    """The number as words."""
    value: float
    kind: Literal["", "rise", "fall"] = ""


def bars(title: str, desc: str, rows: Sequence[Bar]) -> Markup:
    """The bars in their order, all from one zero on one scale."""
    low = min(0.0, *(row.value for row in rows))
    high = max(0.0, *(row.value for row in rows))
    unit = 100 / ((high - low) or 1)
    zero = -low * unit
    marks: list[Markup] = []
    short = [_short(row.name) for row in rows]
    names = [_short(row.name, end=short.count(name) > 1) for row, name in zip(rows, short, strict=True)]
    for index, row in enumerate(rows):
        top = index * _ROW
        width = abs(row.value) * unit
        marks += [
            svg.text(0, top + _WORDS, names[index]),
            # The style sheet knows a number by its place, as it knows a bar that is no move.
            svg.text(100, top + _WORDS, row.shown),
            svg.rect(zero - width if row.value < 0 else zero, top + _WORDS + 6, width, _THICK, row.kind),
        ]
    if low < 0 < high:
        marks.append(svg.line(zero, 0, zero, len(rows) * _ROW, "axis"))
    return svg.chart("bars", title, desc, height=len(rows) * _ROW, marks=marks)


def _short(name: str, *, end: bool = False) -> str:
    """As much of a name as there is room for: its beginning, or its end where beginnings are alike."""
    room = _MOST_NAME
    for place, sign in enumerate(reversed(name) if end else name):
        room -= 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1
        if room < 0:
            return "…" + name[len(name) - place + 1 :].lstrip() if end else name[: place - 1].rstrip() + "…"
    return name
