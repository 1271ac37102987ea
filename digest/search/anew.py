"""All shards at once, where none of the last build can be used: from the lists of every block of articles.

The lists of a large library would take more memory than all else. So shards are made in rounds: in each, all lists
are read, and what belongs to the shards of the round is kept.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.search.lists import Lists, shifted
from digest.search.often import beside
from digest.search.shards import Homed, gathered, homes, shard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from digest.search.keys import Table
    from digest.search.often import Often

    Part = tuple[int, Callable[[], Lists]]
    """The number of the first article of a block, and what reads its lists."""

ROUND = 100_000_000
"""Bytes of text of which the lists are in memory at once; they take three bytes for two of text. A round more takes a
hundredth of a build."""
_ENTRIES = 1_500_000
"""Entries of shards that are put together at once: some 40 MB. Larger steps are no faster."""


def anew(parts: Sequence[Part], table: Table, often: Often, shards: int, size: int) -> Iterator[tuple[int, bytes]]:
    """Each shard that holds anything, by its number, in order. `size` is that of all text in bytes."""
    width = -(-shards // (1 + size // ROUND))
    for first in range(0, shards, width):
        yield from _round(parts, table, often, shards, range(first, min(first + width, shards)))


def _round(
    parts: Sequence[Part], table: Table, often: Often, shards: int, wanted: range
) -> Iterator[tuple[int, bytes]]:
    held: list[Homed] = []
    for begin, read in parts:
        for lists in beside(shifted(read(), begin), table, often):
            where = homes(lists.keys, table, often, shards)
            inside = (where >= wanted.start) & (where < wanted.stop)
            held.append(Homed(lists, where) if inside.all() else Homed(lists.chosen(inside), where[inside]))
    total = sum(len(one.lists.entries) for one in held)
    step = max(1, len(wanted) // max(1, -(-total // _ENTRIES)))
    held.reverse()
    groups: dict[int, list[Homed]] = {}
    while held:  # each is let go of when it is divided
        for group, own in held.pop().divided(step):
            groups.setdefault(group, []).append(own)
    for group in sorted(groups):
        for number, lists in gathered(groups.pop(group)):
            yield number, shard(lists, table)
