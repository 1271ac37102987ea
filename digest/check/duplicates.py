"""The same story twice: copies of a wire report that two publishers edited, found by the text that they share.

Shingles of 8 letters and digits do not care about spaces, which Korean papers set differently, nor about
punctuation. Containment (what share of the shorter text stands in the longer) finds a copy that was cut.
A day's report and the next day's are often one template with other numbers, so that a pair is reported to the
curator and never merged. Measured with other shingles in A. Broder, On the resemblance and containment of
documents (1997), which the measure comes from.
"""

from __future__ import annotations

import unicodedata
from array import array
from collections import Counter, deque
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date


SHINGLE = 8
"""Letters and digits."""
DAYS = 2
"""Copies appear within so many days."""
THRESHOLD = 0.6
"""Share of the shorter text's shingles that the longer one holds."""
MIN_SHINGLES = 150
"""A shorter text shares its few sentences with too many others: it is a copy only of one that is hardly longer."""
MIN_SHORT = 32
"""Shingles of flash news; what is shorter still says too little."""
SAME = 0.8
"""Share of all shingles of two such texts that both have."""
NEAREST = 20
"""Texts that one text is compared with in full: of a hundred copies it is enough to name some."""
MAX_LETTERS = 100_000
"""What is read of a text."""
KEPT = 32
"""Texts whose shingles are kept at a time; those of all texts would take half a megabyte a text."""
_SAMPLE = 8
"""One shingle of so many is looked up to find candidates; these are then compared in full."""
CANDIDATE = 0.25
"""Share of the shorter text's sampled shingles at which two texts are compared in full."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article's own text. `day` is the day of publication in its zone, or None where it is not known."""

    id: str
    day: date | None
    text: str


class Trace(NamedTuple):
    """What is compared of a text; can be made beforehand, in another process."""

    letters: str
    sample: array[int]
    """Checksums of some of its shingles, each once: four bytes each."""

    @property
    def enough(self) -> bool:
        """Whether it is long enough to be compared."""
        return len(self.letters) >= MIN_SHORT + SHINGLE - 1


class Pair(NamedTuple):
    """Two articles with much of one text. `first` sorts before `second` by day and id."""

    first: str
    second: str
    containment: float
    """0 to 1, of the shorter in the longer."""


class Known(NamedTuple):
    """A text that is compared."""

    id: str
    day: date | None
    trace: Trace


class Index:
    """Texts by what they hold. Texts come in any order; those with days far apart are never compared."""

    def __init__(self) -> None:
        self._texts: dict[str, Known] = {}
        self._holders: dict[int, list[str]] = {}

    def add(self, text: Text) -> tuple[Pair, ...]:
        """Take in a text; its pairs with those that are there, the closest first. An id that is there is replaced."""
        self.remove(text.id)
        known = Known(text.id, text.day, trace(text.text))
        if not known.trace.enough:
            return ()
        found = self._pairs(known)
        self._texts[known.id] = known
        for shingle in known.trace.sample:
            if holders := self._holders.get(shingle):
                holders.append(known.id)
            else:
                self._holders[shingle] = [known.id]
        return found

    def remove(self, identifier: str) -> None:
        """Forget a text, if it is there."""
        known = self._texts.pop(identifier, None)
        for shingle in known.trace.sample if known else ():
            holders = self._holders[shingle]
            holders.remove(identifier)
            if not holders:
                del self._holders[shingle]

    def _pairs(self, known: Known) -> tuple[Pair, ...]:
        shared: Counter[str] = Counter()
        for shingle in known.trace.sample:
            shared.update(self._holders.get(shingle, ()))
        found = []
        nearest = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:NEAREST]
        for identifier, count in nearest:
            other = self._texts[identifier]
            shorter = min(len(known.trace.sample), len(other.trace.sample))
            if near(known.day, other.day) and count >= CANDIDATE * shorter:
                found.append(paired(known, other))
        return tuple(sorted(filter(None, found), key=closest))


def near_duplicates(texts: Iterable[Text]) -> tuple[Pair, ...]:
    """All pairs, the closest first. Texts without a day are compared with every text."""
    index = Index()
    window: deque[Text] = deque()
    found: list[Pair] = []
    for text in sorted(texts, key=_order):
        while window and text.day and not near(window[0].day, text.day):
            index.remove(window.popleft().id)
        found += index.add(text)
        if text.day:
            window.append(text)
    return tuple(sorted(found, key=closest))


def paired(one: Known, two: Known) -> Pair | None:
    """The two as a pair, if so much of one stands in the other."""
    mine, its = _shingles(one.trace.letters), _shingles(two.trace.letters)
    common, shorter = len(mine & its), min(len(mine), len(its))
    containment = common / shorter
    if containment < THRESHOLD or (shorter < MIN_SHINGLES and common < SAME * len(mine | its)):
        return None
    first, second = sorted((one, two), key=_order)
    return Pair(first.id, second.id, containment)


@lru_cache(KEPT)
def _shingles(found: str) -> frozenset[str]:
    return frozenset(found[start : start + SHINGLE] for start in range(len(found) - SHINGLE + 1))


def closest(pair: Pair) -> tuple[float, Pair]:
    """Sorts pairs, those with most in common first."""
    return (-pair.containment, pair)


def letters(text: str) -> str:
    """What is compared: letters and digits without case, full-width forms as plain ones."""
    folded = unicodedata.normalize("NFKC", text[:MAX_LETTERS]).casefold()
    return "".join(filter(str.isalnum, folded))


def trace(text: str) -> Trace:
    """What is compared of a text; of a short one all is looked up."""
    found = letters(text)
    short = len(found) < MIN_SHINGLES + SHINGLE
    starts = [
        start
        for start in range(len(found) - SHINGLE + 1)
        if short or (ord(found[start]) * 31 + ord(found[start + 1])) % _SAMPLE == 0
    ]
    sample = {crc32(found[start : start + SHINGLE].encode("utf-8", "surrogatepass")) for start in starts}
    return Trace(found, array("I", sorted(sample)))


def near(one: date | None, two: date | None) -> bool:
    """Whether two days are close enough for copies, or one is not known."""
    return one is None or two is None or abs((one - two).days) <= DAYS


def _order(text: Text | Known) -> tuple[int, str]:
    """By day, then id; texts without a day come first, so that all others meet them."""
    return (text.day.toordinal() if text.day else 0, text.id)
