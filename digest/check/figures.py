"""What can be proved about the numbers of a text: each finding is a contradiction, not a suspicion.

A text that says too little is not accused. Moves, totals and shares are proved within a sentence (or,
for a chain of dated prices, with the sentence behind it); days against their weekday and the market.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import combinations, islice
from typing import TYPE_CHECKING

from digest.check import calendar_proof, moves_proof
from digest.check.findings import Finding, shown
from digest.check.relations import relations
from digest.check.skeleton import ABSOLUTE, Skeleton, build
from digest.check.totals import totals
from digest.enrich import moves
from digest.enrich.days import days
from digest.enrich.reader import mentions, read_line
from digest.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from digest.text.sentences import Sentence

_SUMMARY = re.compile(
    r"^(?:이로써|이로 인해|결국|최근|불과|이는|이 기간|이 사이|Ⓣ|사흘|나흘|닷새|단 |That (?:is|"
    r"was|makes|amounts)|It (?:is|was)|The "
    r"(?:drop|fall|rise|gain|loss) (?:is|was|amounts)|In (?:all|total)|Over )"
)
"""Openings of a sentence that sums up the move before: with this, in the end, lately, in this time."""
_SUMMED = re.compile(
    r"셈|것이다|하락한 것|상승한 것|낙폭|상승폭|누적|\b(?:that is|that was|a (?:drop|fall|"
    r"rise|gain|loss|decline) of|amounts "
    r"to|in (?:four|three|five|two|six) sessions)\b",
    re.IGNORECASE,
)
"""so it comes to, in all, range of the fall."""


MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

_VERB = re.compile(r"\)? ?(오른|올라|올랐|상승|급등|뛴|내린|내려|내렸|하락|급락|떨어|higher|lower)")
"""Rose, rise, jump, leapt; fell, fall, plunge, drop: words that are said of a plain size."""


_SIGNED = re.compile(r"[-−+＋▼](?<![\w%)\]][-−])[^\w\s]{0,3}(?:US)?[^\w\s]?\d")
"""A sign right before a number or its currency."""
_DATED = tuple(
    re.compile(pattern)
    for pattern in (
        r"일(?<=\d일)",
        r"[12](?:(?<=1)9|(?<=2)0)\d\d[.\-/]",
        r"오늘|어제",
        "|".join(rf"{month}[a-z]*\.? \d" for month in MONTHS),
        rf"\d(?:st|nd|rd|th)? (?:of )?(?:{'|'.join(MONTHS)})",
        r"Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday",
    )
)
"""A day with its number, or one that can be reckoned. Each starts with a few letters, by which a search is fast."""


MOST = 100
"""Most findings of a text: each costs a search for what would mend it, and no text of this kind is right."""


def check_text(text: str, *, lang: str, published: date | None) -> tuple[Finding, ...]:
    """The contradictions among the numbers and days of `text`, in order, `MOST` of them.

    `published` is the day of publication in the publisher's own zone; without it, days without a year
    are not checked. An empty result says that nothing was disproved, not that all is right.
    """
    every = (
        _shifted(finding, start)
        for start, line, parts in worth_reading(text)
        for finding in _line(line, parts, lang, published)
    )
    return tuple(sorted(islice(every, MOST), key=lambda finding: (finding.start, finding.end, finding.kind)))


def worth_reading(text: str) -> Iterator[tuple[int, str, list[Sentence]]]:
    """Start, text and sentences of each line in which something could contradict, told by a look that costs little.

    A contradiction needs two quantities in one sentence, a signed one, a day with its number, or a session's day.
    """
    numbers = mentions(text)
    if not numbers:
        return
    told = {match.start() for pattern in _DATED for match in pattern.finditer(text)}
    if any(sign in text for sign in "-−+＋▼"):
        told.update(match.start() for match in _SIGNED.finditer(text))
    days_and_signs = sorted(told)
    first = 0
    while first < len(numbers):
        start = text.rfind("\n", 0, numbers[first]) + 1
        end = text.find("\n", numbers[first])
        end = len(text) if end < 0 else end
        last = bisect_left(numbers, end, first)
        sure = bisect_left(days_and_signs, end) > bisect_left(days_and_signs, start)
        if sure or last - first > 1:
            line = text[start:end]
            parts = sentences.split(line)
            here = [at - start for at in numbers[first:last]]
            if sure or any(bisect_left(here, part.end) - bisect_left(here, part.start) > 1 for part in parts):
                yield start, line, parts
        first = last


def _line(line: str, parts: list[Sentence], lang: str, published: date | None) -> Iterator[Finding]:
    named = days(line, published=published)
    every = read_line(line, named, parts)
    before: Skeleton | None = None
    for sentence in parts:
        inside = sentences.inside(every, sentence)
        here = sentences.inside(named, sentence)
        if inside:
            shape = build(line, sentence.start, sentence.end, inside, here)
            yield from _against(shape)
            proved = (
                moves_proof.prove(relation, sentence.text) for relation in (relations(shape) if len(inside) > 1 else ())
            )
            hits = list(islice(filter(None, proved), MOST))
            yield from hits
            if len(inside) > 1:
                yield from totals(shape)
            if before is not None and not hits:
                yield from _chain(before, shape)
            before = shape
        else:
            before = None
        yield from calendar_proof.days_that_are_not(here)
        yield from calendar_proof.closed_markets(sentence.text, here, inside, lang)


def _shifted(finding: Finding, offset: int) -> Finding:
    if not offset:
        return finding
    return replace(
        finding,
        start=finding.start + offset,
        end=finding.end + offset,
        quantities=tuple(
            replace(item, start=item.start + offset, end=item.end + offset) for item in finding.quantities
        ),
    )


def _against(shape: Skeleton) -> Iterator[Finding]:
    """A printed sign against the verb right behind it: `-1.2% 오른`."""
    for at, item in shape.items.items():
        match = _VERB.match(shape.text, at + 1) if item.text[:1] in "-−+＋▼" else None
        if match and moves.direction(match[1]) != item.direction:
            message = f"{item.text} has a sign against the word {match[1]} behind it"
            yield Finding("sign", item.start, item.end, message, "Look up which way it went.", (item,))


def _chain(before: Skeleton, shape: Skeleton) -> Iterator[Finding]:
    """`142.62달러에서 … 124.65달러. 최근 4거래일 사이 12.6% 떨어진 셈`: one pair must give the percentage."""
    if not _SUMMARY.search(shape.text) or not _SUMMED.search(shape.text) or shape.numbered(ABSOLUTE):
        return
    percents = [item for item in shape.items.values() if item.unit == "%"]
    levels = [item for _, item in before.numbered(ABSOLUTE) if item.kind in {"level", "amount"} and not item.approx]
    if len(percents) != 1 or not 2 <= len(levels) <= 5 or len({item.unit for item in levels}) != 1:
        return
    percent = percents[0]
    if not percent.direction or len({item.date for item in levels}) < 2:
        return
    if any(not moves_proof.failure({"a": a, "b": b, "p": percent}, 0) for a, b in combinations(levels, 2)):
        return
    first, last = levels[0], levels[-1]
    real = abs(last.value / first.value - 1) * 100
    yield Finding(
        "move",
        first.start,
        percent.end,
        f"no two of {', '.join(item.text for item in levels)} are {percent.text} apart; first to last "
        f"is {shown(real)}%",
        "Look up the prices and the percentage.",
        (*levels, percent),
    )
