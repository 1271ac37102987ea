"""Beginnings of words that very many articles have: what a reader's first query costs is decided here.

Two syllables are looked up by all windows that begin with them, three letters by all words that do. Where those lists
are long, they are not read: one list of their own has the articles of all (`배당`, `~com`), and what begins so is
spread over all shards, so that no shard is large. Which beginnings those are the head of the index says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from digest.search.keys import STEM, TEXT
from digest.search.lists import best, merged

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from numpy.typing import NDArray

    from digest.search.keys import Table
    from digest.search.lists import Lists

_SINGLE = np.uint64(ord("="))
_PAIR = np.uint64(18)
_SIZES = (STEM, STEM + 1)
"""How many letters have a list of their own below a frequent stem."""
_FORM_TWO = np.uint64(2)
"""Windows whose space lies after the first character: no pair of theirs stands together in the text."""


class Often(NamedTuple):
    """Frequent beginnings: pairs of characters as the upper bits of windows, in order, and letters or digits."""

    pairs: NDArray[np.uint64]
    stems: frozenset[str]

    def has(self, windows: NDArray[np.uint64]) -> NDArray[np.bool_]:
        """Which windows begin with a frequent pair."""
        if not len(self.pairs):
            return np.zeros(len(windows), np.bool_)
        own = windows >> _PAIR
        at = np.minimum(np.searchsorted(self.pairs, own), len(self.pairs) - 1)
        return np.asarray(self.pairs[at] == own)

    def words(self) -> list[str]:
        """Both as the head says them."""
        pairs = "".join(chr(one >> 16) + chr(one & 0xFFFF) for one in self.pairs.tolist())
        return [pairs, " ".join(sorted(self.stems))]


NONE = Often(np.zeros(0, np.uint64), frozenset())


def limit(articles: int) -> int:
    """From how many entries of all its keys on a beginning is frequent; in wide steps, so that it hardly changes."""
    return 1_500 if articles <= 2_000 else 3_000 if articles <= 20_000 else 6_000


def weights(lists: Lists, table: Table, least: int) -> dict[str, int]:
    """Entries of all keys of each beginning in one block, where they are `least` or more."""
    texts = lists.keys >= np.uint64(TEXT)
    windows = ~texts & (lists.keys >> np.uint64(34) != _SINGLE)
    pairs = lists.keys[windows] >> _PAIR
    sums = _sums(pairs, lists.counts[windows])
    found = {chr(one >> 16) + chr(one & 0xFFFF): total for one, total in sums if total >= least}
    totals = np.bincount(table.stems(lists.keys[texts]), lists.counts[texts]).astype(np.int64)
    stems = zip(table.beginnings(), totals.tolist(), strict=False)
    return found | {"~" + stem[1:]: total for stem, total in stems if total >= least and stem[0] == "-"}


def _sums(keys: NDArray[np.uint64], counts: NDArray[np.int64]) -> Iterable[tuple[int, int]]:
    if not len(keys):
        return ()
    starts = np.flatnonzero(np.concatenate((np.ones(1, np.bool_), keys[1:] != keys[:-1])))
    return zip(keys[starts].tolist(), np.add.reduceat(counts, starts).tolist(), strict=True)


def often(blocks: Iterable[Mapping[str, int]], most: int) -> Often:
    """The beginnings that have more than `most` entries in all blocks."""
    sums: dict[str, int] = {}
    for block in blocks:
        for one, total in block.items():
            sums[one] = sums.get(one, 0) + total
    found = [one for one, total in sums.items() if total > most]
    pairs = sorted(ord(one[0]) << 16 | ord(one[1]) for one in found if one[0] != "~")
    return Often(np.array(pairs, np.uint64), frozenset(one[1:] for one in found if one[0] == "~"))


def roots_of(keys: NDArray[np.uint64], table: Table) -> NDArray[np.uint64]:
    """What keys begin with that may have a list together: a pair of characters, or the stem of a text."""
    found = keys >> _PAIR
    texts = keys >= np.uint64(TEXT)
    found[texts] = table.stems(keys[texts]).astype(np.uint64) | np.uint64(TEXT)
    return found


def joined(lists: Lists, table: Table, often: Often) -> Lists:
    """With the lists of frequent beginnings; keys of letters that are no longer than those are in them."""
    return merged(beside(lists, table, often))


def beside(lists: Lists, table: Table, often: Often) -> list[Lists]:
    """The same before it is put together: lists of which no two have a key in common."""
    texts = lists.keys >= np.uint64(TEXT)
    windows = lists.chosen(~texts & often.has(lists.keys) & (lists.keys >> np.uint64(16) & np.uint64(3) != _FORM_TWO))
    pairs = best(np.repeat(windows.keys >> _PAIR, windows.counts), windows.entries)
    pairs = pairs._replace(keys=pairs.keys << _PAIR)
    into = [table.values(lists.keys[texts], (size, often.stems), _beginning(table, often, size)) for size in _SIZES]
    if not into[0].any():
        return [lists, pairs]
    keys, entries = [], []
    for one in into:
        which = texts.copy()
        which[texts] = one > 0
        rows = lists.chosen(which)
        keys.append(np.repeat(one[one > 0].astype(np.uint64), rows.counts))
        entries.append(rows.entries)
    made = best(np.concatenate(keys), np.concatenate(entries))
    gone = texts.copy()
    gone[texts] = (into[0] > 0) & (table.values(lists.keys[texts], "length", len) <= STEM + 2)
    return [lists.chosen(~gone), pairs, made._replace(keys=made.keys - np.uint64(1) | np.uint64(TEXT))]


def _beginning(table: Table, often: Often, size: int) -> Callable[[str], int]:
    """Of a key of letters that begins with a frequent stem: the list of its first `size` letters, counted from 1."""

    def of(text: str) -> int:
        if text[0] != "-" or len(text) <= size or text[1 : 1 + STEM] not in often.stems:
            return 0
        return table.number("~" + text[1 : 1 + size]) - TEXT + 1

    return of
