"""What can be proved about the numbers of a text: each finding is a contradiction, not a suspicion.

A text that says too little is not accused. Moves, totals and shares are proved within a sentence (or,
for a chain of dated prices, with the sentence behind it); days against their weekday and the market.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.check import moves_proof, sessions
from digest.check.findings import Finding, shown
from digest.check.relations import relations
from digest.check.skeleton import ABSOLUTE, Skeleton, build
from digest.check.totals import totals
from digest.enrich.days import Day, days
from digest.enrich.indices import indices
from digest.enrich.quantities import Quantity, read
from digest.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_SUMMARY = re.compile(
    r"^(?:이로써|이로 인해|결국|최근|불과|이는|이 기간|이 사이|Ⓣ|사흘|나흘|닷새|단 |That (?:is|was|makes|amounts)|It (?:is|was)|The (?:drop|fall|rise|gain|loss) (?:is|was|amounts)|In (?:all|total)|Over )"
)
"""Openings of a sentence that sums up the move before: with this, in the end, lately, in this time."""
_SUMMED = re.compile(
    r"셈|것이다|하락한 것|상승한 것|낙폭|상승폭|누적|\b(?:that is|that was|a (?:drop|fall|rise|gain|loss|decline) of|amounts to|in (?:four|three|five|two|six) sessions)\b",
    re.IGNORECASE,
)
"""so it comes to, in all, range of the fall."""
_TRADED = re.compile(
    r"마감|거래를 마|장을 마|마쳤|종가|개장|출발|\bclos(?:ed?|ing)\b|\bended\b|\bfinished\b|\bsettled\b|\bopened\b",
    re.IGNORECASE,
)
"""Words of a session: closed, ended trading, close, opened."""
_NOT_TRADED = re.compile(
    r"휴장|휴일|쉬|연휴|주말|예정|발표|\b(?:holiday|closed for|shut|weekend|markets? (?:were|was|is|are) closed|will)\b",
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


def check_text(text: str, *, lang: str, published: date | None) -> tuple[Finding, ...]:
    """Every contradiction among the numbers and days of `text`, in order.

    `published` is the day of publication in the publisher's own zone; without it, days without a year
    are not checked. An empty result says that nothing was disproved, not that all is right.
    """
    found: list[Finding] = []
    every = read(text, lang=lang, published=published)
    offset = 0
    for line in text.split("\n"):
        named = tuple(_moved(day, offset) for day in days(line, published=published))
        before: Skeleton | None = None
        for sentence in sentences.split(line):
            start, end = sentence.start + offset, sentence.end + offset
            inside = [item for item in every if start <= item.start < end]
            here = [day for day in named if start <= day.start < end]
            if inside:
                shape = build(text, start, end, inside, here)
                hits = [
                    finding for relation in relations(shape) if (finding := moves_proof.prove(relation, sentence.text))
                ]
                found.extend(hits)
                found.extend(totals(shape))
                if before is not None and not hits:
                    found.extend(_chain(before, shape))
                before = shape
            else:
                before = None
            found.extend(_weekdays(here, lang))
            found.extend(_sessions(sentence.text, start, here, inside, lang))
        offset += len(line) + 1
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.kind)))


def _moved(day: Day, offset: int) -> Day:
    from dataclasses import replace  # noqa: PLC0415

    return replace(day, start=day.start + offset, end=day.end + offset)


def _chain(before: Skeleton, shape: Skeleton) -> Iterator[Finding]:
    """`… 142.62달러에서 … 118.42달러까지 … 124.65달러. 최근 4거래일 사이 12.6% 떨어진 셈`: one pair must give the percentage."""
    if not _SUMMARY.search(shape.text) or not _SUMMED.search(shape.text) or shape.numbered(ABSOLUTE):
        return
    percents = [item for item in shape.items.values() if item.unit == "%"]
    levels = [item for _, item in before.numbered(ABSOLUTE) if item.kind in {"level", "amount"} and not item.approx]
    if len(percents) != 1 or not 2 <= len(levels) <= 5 or len({item.unit for item in levels}) != 1:
        return
    percent = percents[0]
    if not percent.direction or len({item.date for item in levels}) < 2:
        return
    for first, start in enumerate(levels):
        for end in levels[first + 1 :]:
            if not moves_proof._failed({"a": start, "b": end, "p": percent}, 0):  # noqa: SLF001
                return
    first, last = levels[0], levels[-1]
    real = abs(last.value / first.value - 1) * 100
    yield Finding(
        "move",
        first.start,
        percent.end,
        f"no two of {', '.join(item.text for item in levels)} are {percent.text} apart; first to last is {shown(real)}%",
        "Look up the prices and the percentage.",
        (*levels, percent),
    )


def _weekdays(named: list[Day], lang: str) -> Iterator[Finding]:
    del lang
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
                f"{day.text}: {day.date.isoformat()} is a {_WEEKDAYS[day.date.weekday()]}, not a {_WEEKDAYS[day.weekday]}",
                "Look up the day or its weekday.",
            )


def _sessions(text: str, start: int, named: list[Day], inside: list[Quantity], lang: str) -> Iterator[Finding]:
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
    from datetime import timedelta  # noqa: PLC0415

    shifted = mic in {"XNYS", "XLON", "XFRA", "XPAR"} and lang == "ko" and day.zone != "local"
    if (shifted or day.zone == "seoul") and sessions.is_open(mic, day.date - timedelta(days=1)) is not False:
        return
    del start
    yield Finding(
        "session",
        day.start,
        day.end,
        f"{day.text}: {mic} was closed on {day.date.isoformat()} ({_WEEKDAYS[day.date.weekday()]})",
        "Look up the day or the market.",
    )
