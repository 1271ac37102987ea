"""What can be proved about the numbers of a text: each finding is a contradiction, not a suspicion.

A text that says too little is not accused. Moves, totals and shares are proved within a sentence (or,
for a chain of dated prices, with the sentence behind it); days against their weekday and the market.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from digest.check import calendar_proof, moves_proof
from digest.check.findings import Finding, shown
from digest.check.relations import relations
from digest.check.skeleton import ABSOLUTE, Skeleton, build
from digest.check.totals import totals
from digest.enrich import moves
from digest.enrich.days import days
from digest.enrich.reader import read
from digest.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

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


_VERB = re.compile(r"\)? ?(오른|올라|올랐|상승|급등|뛴|내린|내려|내렸|하락|급락|떨어|higher|lower)")
"""Rose, rise, jump, leapt; fell, fall, plunge, drop: words that are said of a plain size."""


def check_text(text: str, *, lang: str, published: date | None) -> tuple[Finding, ...]:
    """Every contradiction among the numbers and days of `text`, in order.

    `published` is the day of publication in the publisher's own zone; without it, days without a year
    are not checked. An empty result says that nothing was disproved, not that all is right.
    """
    found: list[Finding] = []
    every = read(text, lang=lang, published=published)
    offset = 0
    for line in text.split("\n"):
        named = tuple(
            replace(day, start=day.start + offset, end=day.end + offset) for day in days(line, published=published)
        )
        before: Skeleton | None = None
        for sentence in sentences.split(line):
            start, end = sentence.start + offset, sentence.end + offset
            inside = [item for item in every if start <= item.start < end]
            here = [day for day in named if start <= day.start < end]
            if inside:
                shape = build(text, start, end, inside, here)
                found.extend(_against(shape))
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
            found.extend(calendar_proof.days_that_are_not(here))
            found.extend(calendar_proof.closed_markets(sentence.text, here, inside, lang))
        offset += len(line) + 1
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.kind)))


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
