"""How many articles a month: small columns, for the head of a page. A column a month, also for months without any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site.charts import svg

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

HEIGHT = 64
_TOP, _GROUND = 14, 48


def sparkline(title: str, desc: str, counts: Sequence[tuple[str, int]]) -> Markup:
    """The columns of `counts`: what each is called, and how many, in the order in which they happened."""
    most = max((count for _, count in counts), default=0)
    step = 100 / max(len(counts), 1)
    marks = [svg.line(0, _GROUND + 0.5, 100, _GROUND + 0.5, "axis")]
    for index, (_, count) in enumerate(counts):
        height = (_GROUND - _TOP) * count / most if most else 0
        if count:
            width = min(step * 0.7, 6)
            marks.append(svg.rect(index * step + (step - width) / 2, _GROUND - height, width, height, "column"))
    if counts:
        peak = max(range(len(counts)), key=lambda index: counts[index][1])
        middle = (peak + 0.5) * step
        anchor: svg.Anchor = "start" if middle < 6 else "end" if middle > 94 else "middle"
        marks.append(svg.text(min(max(middle, 0), 100), _TOP - 4, str(most), anchor=anchor, kind="number"))
        marks += ends(counts[0][0], counts[-1][0] if len(counts) > 1 else "", HEIGHT - 3)
    return svg.chart("months", title, desc, height=HEIGHT, marks=marks)


def ends(first: str, last: str, y: float) -> list[Markup]:
    """The names of the first and the last place, under the axis."""
    found = [svg.text(0, y, first)]
    return [*found, svg.text(100, y, last, anchor="end")] if last else found
