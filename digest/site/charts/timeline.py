"""When things happened and when they were reported: a line of days in scale, one mark a day, higher for more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site.charts import svg
from digest.site.charts.sparkline import ends

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from markupsafe import Markup

HEIGHT = 84
_LINE = 44
_LEAST, _MOST = 5, 34


def timeline(title: str, desc: str, days: Sequence[tuple[date, int, int]]) -> Markup:
    """Days in order, each with how many figures are of that day (above the line) and how many articles (below)."""
    marks = [svg.line(0, _LINE, 100, _LINE, "axis")]
    if days:
        first, last = days[0][0], days[-1][0]
        span = max((last - first).days, 1)
        top = max(max(events, reports) for _, events, reports in days)
        for day, events, reports in days:
            x = 1 + 98 * (day - first).days / span if first != last else 50.0
            if events:
                marks.append(svg.line(x, _LINE - 1, x, _LINE - _height(events, top), "event"))
            if reports:
                marks.append(svg.line(x, _LINE + 1, x, _LINE + _height(reports, top) * 0.6, "report"))
        marks += ends(first.isoformat(), last.isoformat() if first != last else "", HEIGHT - 2)
    return svg.chart("days", title, desc, height=HEIGHT, marks=marks)


def _height(count: int, top: int) -> float:
    return _LEAST + (_MOST - _LEAST) * count / top
