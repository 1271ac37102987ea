"""Under which keys articles stand in the index.

* Wide scripts (Hangul): each window of three characters, with where a space lies in it (`금리1인` of `금리 인`), so
  that a word is found inside a compound, with any particle, and across a space.
* Letters and digits: a word of three or more from its beginning and, where that is a letter, from each character
  within (`-nvidia`, `-vidia`), cut after `LONGEST`; a shorter one as a whole (`^ai`).
* One wide character that is a word by itself (`=금`), and each ideograph.

The worker makes the same keys of what is typed and intersects their lists: for a word this is a substring match.

A window is a number: its characters and where the space lies, in 50 bits. All other keys are texts, and their number is
that in a `Table`, which is another in each build.
"""

from __future__ import annotations

from array import array
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from digest.search.lists import EMPTY, Lists, merged, of_sorted
from digest.search.points import BREAK, DOT, NARROW, SPACE, WIDE, points
from digest.search.texts import day

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    from digest.search.record import Record

LONGEST = 7
"""Characters of a key of letters."""
OFTEN = 3
"""From how many times in the text on an article is about a word rather than has it."""
PARTICLES = "은는이가을를의도로에와과만"
END = "$"
"""Stands in the last window of a line."""
TEXT = 1 << 50
"""The numbers of keys that are texts begin here."""
STEM = 3
"""What keys of letters have in common that stand together."""
_TOGETHER = 256
"""Articles whose keys are worked out at once: some 40 MB."""
_ARTICLE, _FIELD = np.uint64(13), np.uint64(2)
_FIELDS = 3
"""Title, names and text: the first two are places."""


_PARTICLE = np.zeros(1 << 16, np.bool_)
_PARTICLE[[ord(one) for one in PARTICLES]] = True


class Table:
    """Numbers of the keys that are texts."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self.texts: list[str] = []
        self.numbers: dict[str, int] = {}
        self.tokens = _Tokens(self)
        self._columns: dict[Hashable, NDArray[np.int64]] = {}
        self._stems: dict[str, int] = {}

    def number(self, key: str) -> int:
        """The number of a key."""
        found = self.numbers.get(key)
        if found is None:
            found = self.numbers[key] = TEXT | len(self.texts)
            self.texts.append(key)
        return found

    def known(self, texts: Sequence[str]) -> list[int]:
        """The numbers of many keys."""
        found = [*map(self.numbers.get, texts)]
        return [self.number(text) if one is None else one for text, one in zip(texts, found, strict=True)]

    def written(self, keys: NDArray[np.uint64]) -> list[str]:
        """Keys that are texts as they are written."""
        return [self.texts[at] for at in (keys - np.uint64(TEXT)).tolist()]

    def values(self, keys: NDArray[np.uint64], name: Hashable, of: Callable[[str], int]) -> NDArray[np.int64]:
        """What `of` says of each key that is a text, worked out once a key.

        Args:
            keys: All of them texts, none twice.
            name: Of what is said; another for each `of`.
            of: Gives 0 or more.
        """
        known = self._columns.get(name, np.zeros(0, np.int64))
        if len(known) < len(self.texts):
            known = np.concatenate((known, np.full(len(self.texts) - len(known), -1, np.int64)))
            self._columns[name] = known
        own = (keys - np.uint64(TEXT)).astype(np.int64)
        fresh = own[known[own] < 0]
        if len(fresh):
            known[fresh] = [of(self.texts[at]) for at in fresh.tolist()]
        return known[own]

    def stems(self, keys: NDArray[np.uint64]) -> NDArray[np.int64]:
        """Of keys that are texts a number that those of letters with the same beginning share."""

        def of(text: str) -> int:
            return self._stems.setdefault(text[: STEM + 1] if text[0] == "-" else text, len(self._stems))

        return self.values(keys, "stem", of)

    def beginnings(self) -> list[str]:
        """What the numbers of `stems` stand for, with the sign before it."""
        return list(self._stems)

    def text(self, number: int) -> str:
        """A key as it is written."""
        if number >= TEXT:
            return self.texts[number - TEXT]
        first, second, form, third = number >> 34, number >> 18 & 0xFFFF, number >> 16 & 3, number & 0xFFFF
        start = chr(first) + chr(second)
        return f"{start}{form}{chr(third)}" if third else start


class _Tokens(dict[str, int]):
    """Words of letters and digits, each with a row of key numbers."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self.flat = array("Q")
        self.starts = array("q", [0])

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self.starts) - 1
        self.flat.extend(self.table.known(list(dict.fromkeys(_of_token(word.strip(".&"))))))
        self.starts.append(len(self.flat))
        return number


def _of_token(word: str) -> Iterable[str]:
    if len(word) < STEM:
        return ["^" + word] if word else []
    starts = range(1 if word[0].isdecimal() else len(word) - STEM + 1)
    return ["-" + word[start : start + LONGEST] for start in starts]


class _Found(NamedTuple):
    """Keys in the order of places in texts, and in which text each is."""

    keys: NDArray[np.uint64]
    texts: NDArray[np.uint32]


def lists(records: Sequence[Record], numbers: Sequence[int], table: Table) -> Lists:
    """The keys of articles.

    Args:
        records: The articles.
        numbers: Of each its number, in order.
        table: It learns their keys.
    """
    parts = []
    for start in range(0, len(records), _TOGETHER):
        own = np.array(numbers[start : start + _TOGETHER], np.uint32)
        part = _lists(records[start : start + _TOGETHER], table)
        entries = own[part.entries >> np.uint32(2)] << np.uint32(2) | part.entries & np.uint32(3)
        parts.append(part._replace(entries=entries))
    return merged(parts)


def of(text: str, table: Table | None = None) -> set[str]:
    """All keys of a text."""
    table = table or Table()
    found = _found([text], table)
    return {table.text(key) for part in found for key in part.keys.tolist()}


def _lists(records: Sequence[Record], table: Table) -> Lists:
    texts: list[str] = []
    facets: list[str] = []
    owners: list[int] = []
    for number, record in enumerate(records):
        texts += (record.title, "\n".join(record.names), "\n".join((*record.body, *record.text)))
        own = [*record.facets, f"d:{day(record)}"]
        facets += ["#" + facet for facet in own]
        owners += [number * _FIELDS + 1] * len(own)
    found = [*_found(texts, table), _Found(np.array(table.known(facets), np.uint64), np.array(owners, np.uint32))]
    keys = np.concatenate([part.keys for part in found])
    if not len(keys):
        return EMPTY
    articles, fields = np.divmod(np.arange(len(texts), dtype=np.uint64), np.uint64(_FIELDS))
    every = keys << _ARTICLE | (articles << _FIELD | fields)[np.concatenate([part.texts for part in found])]
    every.sort()
    changes = np.flatnonzero(np.concatenate((np.ones(1, np.bool_), every[1:] != every[:-1])))
    times = np.diff(np.append(changes, len(every)))
    every = every[changes]
    places = (every & np.uint64(3)).astype(np.uint32)
    places[(places == _FIELDS - 1) & (times < OFTEN)] = _FIELDS
    pairs = every >> _FIELD
    firsts = np.concatenate((np.ones(1, np.bool_), pairs[1:] != pairs[:-1]))
    pairs, places = pairs[firsts], places[firsts]
    mask = np.uint64((1 << 11) - 1)
    return of_sorted(pairs >> np.uint64(11), (pairs & mask).astype(np.uint32) << np.uint32(2) | places)


def _found(texts: Sequence[str], table: Table) -> list[_Found]:
    codes, kinds, owners = points(texts)
    return [_letters(codes, kinds, owners, table), *_windows(codes, kinds, owners)]


def _letters(codes: NDArray[np.uint16], kinds: NDArray[np.uint8], owners: NDArray[np.uint32], table: Table) -> _Found:
    inside = (kinds == NARROW) | (kinds == DOT)
    first = inside.copy()
    first[1:] &= ~inside[:-1]
    shown = inside.copy()
    shown[1:] |= inside[:-1]  # a word and what ends it
    written = np.where(inside[shown], codes[shown], np.uint16(ord(" ")))
    words = written.astype("<u2", copy=False).tobytes().decode("utf-16-le").split()
    tokens = table.tokens
    which = np.fromiter(map(tokens.__getitem__, words), np.int64, len(words))
    flat, starts = np.array(tokens.flat), np.array(tokens.starts)
    counts = (starts[1:] - starts[:-1])[which]
    places = np.arange(int(counts.sum())) + np.repeat(starts[which] - (np.cumsum(counts) - counts), counts)
    return _Found(flat[places], np.repeat(owners[first], counts))


def _windows(codes: NDArray[np.uint16], kinds: NDArray[np.uint8], owners: NDArray[np.uint32]) -> Iterable[_Found]:
    size = len(codes)
    chars = np.concatenate((codes, np.zeros(3, np.uint16))).astype(np.uint64)
    after = np.concatenate((kinds, np.zeros(3, np.uint8)))
    wide, word = after == WIDE, after >= DOT
    wide0, wide1, wide2, wide3 = (wide[at : size + at] for at in range(4))
    word0, word1, word2, word3 = (word[at : size + at] for at in range(4))
    two, one_space = word0 & word1, word0 & (after[1 : size + 1] == SPACE) & word2
    third = after[2 : size + 2]

    def made(which: NDArray[np.bool_], second: int, form: int, last: int) -> _Found:
        """`second` and `last`: how far the other characters are; 0 is the end of a line."""
        at = np.flatnonzero(which)
        start = chars[at] << np.uint64(34) | chars[at + second] << np.uint64(18) | np.uint64(form << 16)
        return _Found(start | (chars[at + last] if last else np.uint64(ord(END))), owners[at])

    yield made(two & word2 & (wide0 | wide1 | wide2), 1, 0, 2)
    yield made(two & (third == BREAK) & (wide0 | wide1), 1, 0, 0)
    yield made(two & (third == SPACE) & word3 & (wide0 | wide1 | wide3), 1, 1, 3)
    yield made(one_space & word3 & (wide0 | wide2 | wide3), 2, 2, 3)
    starts = wide0.copy()
    starts[1:] &= ~word0[:-1]
    alone = starts & ~word1 | (codes >= 0x3400) & (codes <= 0x9FFF)
    before = np.flatnonzero(starts & word1 & ~word2)
    alone[before[_PARTICLE[codes[before + 1]]]] = True
    at = np.flatnonzero(alone)
    yield _Found(np.uint64(ord("=") << 34) | chars[at] << np.uint64(18), owners[at])
