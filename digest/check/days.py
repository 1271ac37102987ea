"""Days of one article that cannot all be right: read before it was published, or a close while the market was shut."""

from __future__ import annotations

import re
from datetime import time, timedelta
from typing import TYPE_CHECKING

from digest.check import sessions
from digest.enrich.indices import indices
from digest.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date

    from digest.model import Article, Figure

_CLOSE = re.compile(r"종가|마감|\b(?:close[ds]?|closing|settle[ds]?|settlement)\b", re.IGNORECASE)
"""Words of a label that speak of the end of a session."""
_PAST = re.compile(
    _CLOSE.pattern
    + r"|장중|시초가|등락|순매[수도]|거래대금|\b(?:intraday|session (?:high|low)|net (?:buying|selling))\b",
    re.IGNORECASE,
)
"""Words of a label that speak of what a market did."""
_FORESEEN = re.compile(
    r"전망|예상|예측|목표|추정|가정|가이던스|컨센서스|시나리오|선물|만기|청약|신청|접수|모집|계획|"
    r"forecast|outlook|target|expect|estimat|guidance|project|consensus|futures|assum|scenario|plan",
    re.IGNORECASE,
)
"""Words of a label that speak of a day to come."""
_FARTHEST = 50
"""Years that a forecast reaches; beyond, a digit of the year is wrong."""
_ALASKA = timedelta(hours=-9)
_SPARED = timedelta(days=1)
"""Zones differ by less than a day."""


def problems(article: Article, path: str, market: Callable[[str], str | None] = lambda _: None) -> Iterator[Problem]:
    """Errors of one article's days. `market` gives the market (MIC) of a company by its name, where it is known."""
    read_on = article.source.retrieved
    if read_on and article.date.date() > read_on + _SPARED:
        what = f"{article.date:%Y-%m-%d} is after the source was read ({read_on})"
        yield Problem(path, 0, "date", what, "look up the date at the source", rule="date-after-retrieved")
    if article.modified and article.modified.astimezone(article.date.tzinfo).date() < article.date.date():
        what = f"{article.modified:%Y-%m-%d} is before the article was published"
        yield Problem(path, 0, "modified", what, "look up both at the source", rule="modified-before-date")
    yield from _written(article, path)
    last = max(article.date, article.modified or article.date).date()
    for number, figure in enumerate(article.figures):
        if figure.date is None:
            continue
        field = f"figures.{number}.date"
        later = figure.date > last + _SPARED
        if later and _FORESEEN.search(figure.label) and figure.date.year <= last.year + _FARTHEST:
            continue
        if later and (_PAST.search(figure.label) or figure.date.year > last.year + _FARTHEST):
            what = f"{figure.date} is after the article was published ({article.date:%Y-%m-%d})"
            remedy = "look up the day of the figure, or the date of the article"
            yield Problem(path, 0, field, what, remedy, rule="date-before-event")
        if _CLOSE.search(figure.label) and (mic := _market(figure, market)):
            yield from _closed(path, field, mic, figure.date)


def _written(article: Article, path: str) -> Iterator[Problem]:
    """A time that is not shown, and a sign of the offset that is the wrong one."""
    if article.date_precision == "day" and article.date.time() != time():
        what = f"is day, so that the page leaves out the time of the date ({article.date:%H:%M})"
        remedy = "remove the line where the source tells that time, else write 00:00:00 in the date"
        yield Problem(path, 0, "date_precision", what, remedy, "field-consistent", "warning")
    if article.date.utcoffset() == _ALASKA:
        what, remedy = "has the offset -09:00, which is Alaska's", "write +09:00, if it is the time of Korea or Japan"
        yield Problem(path, 0, "date", what, remedy, "field-consistent", "warning")


def future(published: date, today: date) -> str:
    """What is wrong with an article of `published` on `today`, or nothing; a day is spared for zones."""
    return f"{published} is in the future" if published > today + _SPARED else ""


def _market(figure: Figure, market: Callable[[str], str | None]) -> str | None:
    if found := indices(figure.label):
        return found[0].mic
    words = figure.label.split(" ")
    names = (" ".join(words[:count]) for count in range(len(words) - 1, 0, -1))
    return next((mic for name in names if (mic := market(name))), None)


def _closed(path: str, field: str, mic: str, day: date) -> Iterator[Problem]:
    if sessions.is_open(mic, day) is False:
        what = f"{day} ({day:%A}) was no trading day of {mic}"
        yield Problem(path, 0, field, what, "look up the day of the close", rule="trading-day")
