"""How the sentiment moved from part to part: good above, bad below, a mark that reads without colour at each step."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from markupsafe import Markup

from digest.site.charts import svg

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

HEIGHT = 118
_LEVELS: Mapping[str, int] = {"positive": 22, "mixed": 54, "neutral": 54, "negative": 86}
"""Pixels from the top. What nobody judged has no height, and breaks the line."""
_MIDDLE = 54
_NAMES = 16
"""More steps than this, and only the first and the last are named: the rest would run into one another."""


@dataclass(frozen=True, slots=True)
class Step:
    """One article in the order of reading."""

    name: str
    """What stands under it: `①`."""
    label: str
    """`positive`, `negative`, `mixed`, `neutral`, or `none`."""
    shape: str


def steps(title: str, desc: str, found: Sequence[Step]) -> Markup:
    """The line through the steps, with the mark of each."""
    width = 100 / max(len(found), 1)
    places = [(index + 0.5) * width for index in range(len(found))]
    marks = [svg.line(0, _MIDDLE, 100, _MIDDLE, "axis")]
    for (x1, one), (x2, two) in pairwise(zip(places, found, strict=True)):
        if one.label in _LEVELS and two.label in _LEVELS:
            marks.append(svg.line(x1, _LEVELS[one.label], x2, _LEVELS[two.label], "path"))
    heights = [_LEVELS.get(one.label, _MIDDLE) for one in found]
    # All grounds lie below all shapes: in a long series they reach over their neighbours.
    marks += [_disc(x, y) for x, y in zip(places, heights, strict=True)]
    for index, (x, y, one) in enumerate(zip(places, heights, found, strict=True)):
        marks.append(svg.text(x, y + 5, one.shape, kind=f"shape d-stance--{one.label}"))
        if len(found) <= _NAMES or index in {0, len(found) - 1}:
            marks.append(svg.text(x, HEIGHT - 3, one.name, kind="name"))
    return svg.chart("steps", title, desc, height=HEIGHT, marks=marks)


def _disc(x: float, y: float) -> Markup:
    return Markup('<circle class="d-chart__disc" cx="{}%" cy="{}" r="11"/>').format(svg.number(x), svg.number(y))
