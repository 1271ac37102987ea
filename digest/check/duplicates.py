"""The same story twice: copies of a wire report that two publishers edited, found by the text that they share.

Shingles of 8 letters and digits do not care about spaces, which Korean papers set differently, nor about
punctuation. Containment (what share of the shorter text stands in the longer) finds a copy that was cut.
A day's report and the next day's are often one template with other numbers, so that a pair is reported to the
curator and never merged. Measured with other shingles in A. Broder, On the resemblance and containment of
documents (1997), which the measure comes from.
"""

from __future__ import annotations

import unicodedata
from collections import Counter, deque
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date


SHINGLE = 8
"""Letters and digits."""
DAYS = 2
"""Copies appear within so many days."""
THRESHOLD = 0.6
"""Share of the shorter text's shingles that the longer one holds."""
MIN_SHINGLES = 150
"""A shorter text shares its few sentences with too many others."""
NEAREST = 20
"""Texts that one text is compared with in full: of a hundred copies it is enough to name some."""
MAX_LETTERS = 100_000
"""What is read of a text."""
KEPT = 32
"""Texts whose shingles are kept at a time."""
_SAMPLE = 8
"""One shingle of so many is looked up to find candidates; these are then compared in full."""
_CANDIDATE = 0.25
"""Share of the shorter text's sampled shingles at which two texts are compared in full."""


@dataclass(frozen=True, slots=True)
class Text:
    """An article's own text. `day` is the day of publication in its zone, or None where it is not known."""

    id: str
    day: date | None
    text: str
    made: Trace | None = None
    """Its trace, where it is known already."""


class Trace(NamedTuple):
    """What is compared of a text; can be made beforehand, in another process."""

    letters: str
    sample: tuple[int, ...]
    """Checksums of some of its shingles: numbers take a third of the room of words."""


class Pair(NamedTuple):
    """Two articles with much of one text. `first` sorts before `second` by day and id."""

    first: str
    second: str
    containment: float
    """0 to 1, of the shorter in the longer."""


@dataclass(frozen=True, slots=True)
class _Known:
    id: str
    day: date | None
    letters: str
    sample: tuple[int, ...]


class Index:
    """Texts by what they hold. Texts come in any order; those with days far apart are never compared."""

    def __init__(self) -> None:
        self._texts: dict[str, _Known] = {}
        self._holders: dict[int, list[str]] = {}
        self._shingles: dict[str, frozenset[str]] = {}
        """Of the texts that were compared in full last; all of them would be half a megabyte a text."""

    def add(self, text: Text) -> tuple[Pair, ...]:
        """Take in a text; its pairs with those that are there, the closest first. An id that is there is replaced."""
        self.remove(text.id)
        known = _known(text)
        if known is None:
            return ()
        found = self._pairs(known)
        self._texts[known.id] = known
        for shingle in known.sample:
            if holders := self._holders.get(shingle):
                holders.append(known.id)
            else:
                self._holders[shingle] = [known.id]
        return found

    def remove(self, identifier: str) -> None:
        """Forget a text, if it is there."""
        known = self._texts.pop(identifier, None)
        self._shingles.pop(identifier, None)
        for shingle in known.sample if known else ():
            holders = self._holders[shingle]
            holders.remove(identifier)
            if not holders:
                del self._holders[shingle]

    def _pairs(self, known: _Known) -> tuple[Pair, ...]:
        shared: Counter[str] = Counter()
        for shingle in known.sample:
            shared.update(self._holders.get(shingle, ()))
        found = []
        nearest = sorted(shared.items(), key=lambda item: (-item[1], item[0]))[:NEAREST]
        for identifier, count in nearest:
            other = self._texts[identifier]
            if not _near(known.day, other.day) or count < _CANDIDATE * min(len(known.sample), len(other.sample)):
                continue
            one, two = self._full(known), self._full(other)
            containment = len(one & two) / min(len(one), len(two))
            if containment >= THRESHOLD:
                first, second = sorted((known, other), key=_order)
                found.append(Pair(first.id, second.id, containment))
        return tuple(sorted(found, key=lambda pair: (-pair.containment, pair)))

    def _full(self, known: _Known) -> frozenset[str]:
        found = self._shingles.pop(known.id, None)
        if found is None:
            found = frozenset(_shingles(known.letters))
            if len(self._shingles) >= KEPT:
                del self._shingles[next(iter(self._shingles))]
        self._shingles[known.id] = found
        return found


def near_duplicates(texts: Iterable[Text]) -> tuple[Pair, ...]:
    """All pairs, the closest first. Texts without a day are compared with every text."""
    index = Index()
    window: deque[Text] = deque()
    found: list[Pair] = []
    for text in sorted(texts, key=_order):
        while window and text.day and not _near(window[0].day, text.day):
            index.remove(window.popleft().id)
        found += index.add(text)
        if text.day:
            window.append(text)
    return tuple(sorted(found, key=lambda pair: (-pair.containment, pair)))


def letters(text: str) -> str:
    """What is compared: letters and digits without case, full-width forms as plain ones."""
    folded = unicodedata.normalize("NFKC", text[:MAX_LETTERS]).casefold()
    return "".join(filter(str.isalnum, folded))


def trace(text: str) -> Trace:
    """What is compared of a text."""
    found = letters(text)
    starts = [
        start
        for start in range(len(found) - SHINGLE + 1)
        if (ord(found[start]) * 31 + ord(found[start + 1])) % _SAMPLE == 0
    ]
    sample = {crc32(found[start : start + SHINGLE].encode("utf-8", "surrogatepass")) for start in starts}
    return Trace(found, tuple(sorted(sample)))


def _known(text: Text) -> _Known | None:
    found = text.made or trace(text.text)
    if len(found.letters) < MIN_SHINGLES + SHINGLE - 1:
        return None
    return _Known(text.id, text.day, found.letters, found.sample)


def _shingles(found: str) -> Iterator[str]:
    return (found[start : start + SHINGLE] for start in range(len(found) - SHINGLE + 1))


def _near(one: date | None, two: date | None) -> bool:
    return one is None or two is None or abs((one - two).days) <= DAYS


def _order(text: Text | _Known) -> tuple[int, str]:
    """By day, then id; texts without a day come first, so that all others meet them."""
    return (text.day.toordinal() if text.day else 0, text.id)
