"""Runs of words that a summary shares with its source: a copy is no summary, whatever its length in all.

A run is 30 Hangul syllables or 12 words in a row. Syllables are compared without what stands between them, since
papers set spaces and marks differently; words without case. Every run of the source is in one set, so that a
check is one look-up a position.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

SYLLABLES = 30
WORDS = 12
_SYLLABLE = re.compile(r"[가-힣]")
_WORD = re.compile(r"[^\W_]+(?:[’'][a-z]+)?")


class Run(NamedTuple):
    """A stretch of the summary that stands in the source."""

    start: int
    end: int
    size: int
    unit: str
    """`syllables` or `words`."""


def runs(summary: str, sources: Iterable[str], allowed: str = "") -> list[Run]:
    """Every run of `summary` that one of `sources` has too, the longest form of each, in order.

    `allowed` is what is quoted openly (the excerpt): runs inside it are no copies.
    """
    found: list[Run] = []
    for pattern, size, unit in ((_SYLLABLE, SYLLABLES, "syllables"), (_WORD, WORDS, "words")):
        places = list(pattern.finditer(summary))
        if len(places) < size:
            continue
        ours = [match.group().casefold() for match in places]
        theirs: set[str] = set()
        for source in sources:
            theirs |= _shingles([piece.casefold() for piece in pattern.findall(source)], size)
        theirs -= _shingles([piece.casefold() for piece in pattern.findall(allowed)], size)
        at = 0
        while at + size <= len(ours):
            if "\0".join(ours[at : at + size]) not in theirs:
                at += 1
                continue
            last = at
            while last + 1 + size <= len(ours) and "\0".join(ours[last + 1 : last + 1 + size]) in theirs:
                last += 1
            run = Run(places[at].start(), places[last + size - 1].end(), last + size - at, unit)
            if not any(other.start < run.end and run.start < other.end for other in found):
                found.append(run)
            at = last + size
    return sorted(found)


def _shingles(pieces: list[str], size: int) -> set[str]:
    return {"\0".join(pieces[at : at + size]) for at in range(len(pieces) - size + 1)}
