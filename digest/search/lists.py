"""Lists of articles by key, as arrays: put together, taken apart, kept from one build to the next.

A key is a number (`keys.py`), so that a million entries are sorted at once. An entry is 4 * article + place.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

_SIZES = struct.Struct("<III")


class Lists(NamedTuple):
    """Keys in order, how many entries each has, and the entries, key by key and in order."""

    keys: NDArray[np.uint64]
    counts: NDArray[np.int64]
    entries: NDArray[np.uint32]

    def same(self, other: Lists) -> bool:
        """Whether both hold the same."""
        pairs = ((self.keys, other.keys), (self.counts, other.counts), (self.entries, other.entries))
        return all(np.array_equal(mine, its) for mine, its in pairs)

    def starts(self) -> NDArray[np.int64]:
        """Where the entries of each key begin."""
        return np.cumsum(self.counts) - self.counts

    def chosen(self, which: NDArray[np.bool_]) -> Lists:
        """Some of the keys with all their entries."""
        return Lists(self.keys[which], self.counts[which], self.entries[np.repeat(which, self.counts)])

    def ordered(self, order: NDArray[np.int64]) -> Lists:
        """The keys in another order."""
        counts, starts = self.counts[order], self.starts()[order]
        places = np.repeat(starts - (np.cumsum(counts) - counts), counts) + np.arange(int(counts.sum()))
        return Lists(self.keys[order], counts, self.entries[places])

    def ordered_from(self, start: int, order: NDArray[np.int64]) -> Lists:
        """The keys from `start` on in another order, those before as they are."""
        cut = int(self.counts[:start].sum())
        keys, counts, entries = Lists(self.keys[start:], self.counts[start:], self.entries[cut:]).ordered(order)
        keys, counts = np.concatenate((self.keys[:start], keys)), np.concatenate((self.counts[:start], counts))
        return Lists(keys, counts, np.concatenate((self.entries[:cut], entries)))

    def some(self, which: NDArray[np.bool_]) -> Lists:
        """All keys that keep one of the entries `which`."""
        ends = np.concatenate((np.zeros(1, np.int64), np.cumsum(which, dtype=np.int64)))
        starts = self.starts()
        counts = ends[starts + self.counts] - ends[starts]
        left = counts > 0
        return Lists(self.keys[left], counts[left], self.entries[which])


EMPTY = Lists(np.zeros(0, np.uint64), np.zeros(0, np.int64), np.zeros(0, np.uint32))


def best(keys: NDArray[np.uint64], entries: NDArray[np.uint32]) -> Lists:
    """Lists of pairs in any order; of an article that a key has twice the best place counts.

    Args:
        keys: Below 2 ** 32.
        entries: Of each the entry.
    """
    pairs = np.sort(keys << np.uint64(32) | entries)
    pairs = pairs[_first(pairs >> np.uint64(2))]
    return of_sorted(pairs >> np.uint64(32), (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32))


def of_sorted(keys: NDArray[np.uint64], entries: NDArray[np.uint32]) -> Lists:
    """Lists of pairs in order."""
    places = np.flatnonzero(_first(keys))
    return Lists(keys[places], np.diff(np.append(places, len(keys))), entries)


def _first(values: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Whether a value differs from the one before."""
    found = np.ones(len(values), np.bool_)
    np.not_equal(values[1:], values[:-1], out=found[1:])
    return found


def merged(parts: Sequence[Lists], *, mixed: bool = False) -> Lists:
    """All parts as one: entries of an earlier part come first, unless they are `mixed`."""
    parts = [part for part in parts if len(part.keys)]
    if len(parts) < 2:
        return parts[0] if parts else EMPTY
    keys = np.sort(np.concatenate([part.keys for part in parts]))
    keys = keys[_first(keys)]
    places = [np.searchsorted(keys, part.keys) for part in parts]
    counts = np.zeros(len(keys), np.int64)
    for place, part in zip(places, parts, strict=True):
        counts[place] += part.counts
    fill = np.cumsum(counts) - counts
    entries = np.empty(int(counts.sum()), np.uint32)
    for place, part in zip(places, parts, strict=True):
        entries[np.repeat(fill[place] - part.starts(), part.counts) + np.arange(len(part.entries))] = part.entries
        fill[place] += part.counts
    if mixed:
        pairs = np.sort(np.repeat(np.arange(len(keys), dtype=np.uint64), counts) << np.uint64(32) | entries)
        entries = (pairs & np.uint64(0xFFFFFFFF)).astype(np.uint32)
    return Lists(keys, counts, entries)


def moved(lists: Lists, numbers: NDArray[np.int64]) -> Lists:
    """Articles at their new numbers; those with a number below 0 are gone."""
    articles = numbers[lists.entries >> np.uint32(2)]
    stays = articles >= 0
    entries = articles.astype(np.uint32) << np.uint32(2) | lists.entries & np.uint32(3)
    return lists._replace(entries=entries).some(stays)


def shifted(lists: Lists, begin: int) -> Lists:
    """All articles at numbers that are higher by `begin`."""
    return lists._replace(entries=lists.entries + np.uint32(begin << 2))


def differing(one: Lists, other: Lists) -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """The keys of each that the other has not, or with other entries."""
    alike, at = np.zeros(len(one.keys), np.bool_), np.searchsorted(other.keys, one.keys)
    inside = np.flatnonzero(at < len(other.keys))
    alike[inside] = (other.keys[at[inside]] == one.keys[inside]) & (other.counts[at[inside]] == one.counts[inside])
    mate = np.zeros(len(other.keys), np.bool_)
    mate[at[alike]] = True
    mine, its = one.chosen(alike), other.chosen(mate)
    if len(mine.keys):
        same = np.logical_and.reduceat(mine.entries == its.entries, mine.starts())
        alike[np.flatnonzero(alike)[~same]] = False
        mate[np.flatnonzero(mate)[~same]] = False
    return one.keys[~alike], other.keys[~mate]


def packed(lists: Lists) -> bytes:
    """As bytes."""
    small = not len(lists.entries) or int(lists.entries.max()) < 1 << 16
    parts = (lists.keys.astype("<u8"), lists.counts.astype("<u4"), lists.entries.astype("<u2" if small else "<u4"))
    sizes = _SIZES.pack(len(lists.keys), len(lists.entries), small)
    return b"".join((sizes, *(part.tobytes() for part in parts)))


def unpacked(data: bytes) -> Lists:
    """From bytes.

    Raises:
        ValueError: They are damaged.
    """
    if len(data) < _SIZES.size:
        raise ValueError("lists of search are cut")
    keys, entries, small = _SIZES.unpack_from(data)
    place = _SIZES.size
    found = []
    for count, kind in ((keys, "<u8"), (keys, "<u4"), (entries, "<u2" if small else "<u4")):
        found.append(np.frombuffer(data, np.dtype(kind), count, place))
        place += found[-1].nbytes
    if place != len(data) or int(found[1].sum(dtype=np.int64)) != entries:
        raise ValueError("lists of search are cut")
    return Lists(found[0].astype(np.uint64), found[1].astype(np.int64), found[2].astype(np.uint32))
