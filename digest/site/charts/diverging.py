"""Good news up, bad news down, a column a week: judgements that are neither stand as a tick on the axis between."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site.charts import svg
from digest.site.charts.sparkline import ends

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

_SIDE, _PAD, _FOOT = 72, 14, 18
_MOST_UNIT = 14
"""Pixels of one article at most: two articles are no mountain."""


@dataclass(frozen=True, slots=True)
class Column:
    """One place on the axis."""

    name: str
    up: int
    down: int
    between: int
    """Those that are neither: mixed and neutral."""


def diverging(title: str, desc: str, columns: Sequence[Column]) -> Markup:
    """The columns in order of time; one scale for both sides, and the most of each is printed."""
    up = max((one.up for one in columns), default=0)
    down = max((one.down for one in columns), default=0)
    unit = min(_MOST_UNIT, _SIDE / max(up, down, 1))
    zero = _PAD + up * unit + 6
    height = zero + down * unit + 6 + _PAD + _FOOT
    step = 100 / max(len(columns), 1)
    marks = [svg.line(0, zero, 100, zero, "axis")]
    for index, one in enumerate(columns):
        width = min(step * 0.74, 5)
        x = index * step + (step - width) / 2
        if one.up:
            marks.append(svg.rect(x, zero - 3 - one.up * unit, width, one.up * unit, "up"))
        if one.down:
            marks.append(svg.rect(x, zero + 3, width, one.down * unit, "down"))
        if one.between:
            marks.append(svg.rect(x, zero - 1.5, width, 3, "between"))
    for side, most, y in (("up", up, zero - up * unit - 7), ("down", down, zero + down * unit + 15)):
        if most:
            index = next(index for index, one in enumerate(columns) if getattr(one, side) == most)
            marks.append(_count((index + 0.5) * step, y, most))
    if columns:
        marks += ends(columns[0].name, columns[-1].name if len(columns) > 1 else "", height - 3)
    return svg.chart("weeks", title, desc, height=height, marks=marks)


def _count(x: float, y: float, count: int) -> Markup:
    anchor: svg.Anchor = "start" if x < 6 else "end" if x > 94 else "middle"
    return svg.text(x, y, str(count), anchor=anchor, kind="number")
