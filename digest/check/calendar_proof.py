"""Proofs about days: does the day exist, is the weekday right, was the market open."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

from digest.check import sessions
from digest.check.findings import Finding
from digest.enrich.indices import indices

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.enrich.days import Day
    from digest.enrich.quantity import Quantity

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TRADED = re.compile(
    r"마감|거래를 마|장을 마|마쳤|종가|개장|출발|\bclos(?:ed?|ing)\b|\bended\b|\bfinished\b|\bsettled\b|\bopened\b",
    re.IGNORECASE,
)
"""Words of a session: closed, ended trading, close, opened."""
_NOT_TRADED = re.compile(
    r"휴장|휴일|쉬|연휴|주말|예정|발표|\b(?:holiday|closed for|shut|weekend|markets? (?:were|"
    r"was|is|are) closed|will)\b",
    re.IGNORECASE,
)
"""Holiday, closed for: nobody says that it traded."""
_PLACES = (
    (re.compile(r"뉴욕 ?증시|뉴욕증권거래소|월가|나스닥|\bWall Street\b|\bNew York\b|\bNYSE\b"), "XNYS"),
    (re.compile(r"국내 증시|서울 증시|한국거래소|유가증권시장|\bSeoul (?:stocks|shares)\b"), "XKRX"),
    (re.compile(r"도쿄 ?증시|일본 증시|\bTokyo\b"), "XTKS"),
    (re.compile(r"홍콩 ?증시|\bHong Kong (?:stocks|shares)\b"), "XHKG"),
    (re.compile(r"중국 ?증시|상하이 ?증시"), "XSHG"),
)
"""Markets by name: New York, Seoul, Tokyo, Hong Kong, Shanghai."""


def days_that_are_not(named: Sequence[Day]) -> Iterator[Finding]:
    """Days that the calendar does not have, or that fall on another weekday than printed."""
    for day in named:
        if not day.exists:
            yield Finding(
                "date",
                day.start,
                day.end,
                f"{day.text} does not exist in the calendar",
                "Look up the day at the source.",
            )
        elif day.weekday is not None and day.date is not None and day.date.weekday() != day.weekday:
            yield Finding(
                "weekday",
                day.start,
                day.end,
                f"{day.text}: {day.date.isoformat()} is a {_WEEKDAYS[day.date.weekday()]},"
                f" not a {_WEEKDAYS[day.weekday]}",
                "Look up the day or its weekday.",
            )


def closed_markets(text: str, named: Sequence[Day], inside: Sequence[Quantity], lang: str) -> Iterator[Finding]:
    """A session of a market on a day on which it was closed, where the sentence names one day and one market."""
    if not named or not _TRADED.search(text) or _NOT_TRADED.search(text):
        return
    mics = {mark.mic for mark in indices(text) if mark.mic} or {mic for pattern, mic in _PLACES if pattern.search(text)}
    if len(mics) != 1 or not any(item.kind in {"level", "change", "percent"} for item in inside):
        return
    mic = mics.pop()
    day = named[0] if len(named) == 1 else None
    if day is None or day.date is None or day.refers:
        return
    if sessions.is_open(mic, day.date) is not False:
        return
    shifted = mic in {"XNYS", "XLON", "XFRA", "XPAR"} and lang == "ko" and day.zone != "local"
    if (shifted or day.zone == "seoul") and sessions.is_open(mic, day.date - timedelta(days=1)) is not False:
        return
    yield Finding(
        "session",
        day.start,
        day.end,
        f"{day.text}: {mic} was closed on {day.date.isoformat()} ({_WEEKDAYS[day.date.weekday()]})",
        "Look up the day or the market.",
    )
