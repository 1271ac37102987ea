"""Long lists in leaves of a hundred: a page stays light however long its list grows, and a full leaf never changes.

A list that grows at its head (newest first) stands at its own address with its newest items. What is older stands below
it in full leaves numbered from the oldest (`companies/xnas-nvda/1/`): a new article moves none of them, and none of
them tells how long the list is. A list that grows at its end (the parts of a series) is numbered from its beginning,
which stands at its own address.

Nobody turns to the ninetieth leaf of a company. Its list has its newest leaves, and search, asked for the company, has
all: with leaves without end, lists would grow to a sixth of a large site. Months have all of theirs, for readers
without scripts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from digest.site import addresses
from digest.site.settings import LANGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.site.settings import Lang

Item = TypeVar("Item")
PER = 100
"""Items of one full leaf: a line each."""
PER_GROWING = 50
"""Items of one leaf of a list that grows at its end: each is shown whole."""
FRONT = 0
"""The number of the leaf at the address of a list that grows at its head."""
KEPT = 1
"""Full leaves of a list of which search has the rest: with its front 125 to 224 items."""
_LEAST = 25
"""Items that stay at the head when a leaf is filled: the front of a list is never nearly empty."""
_NEAR = 2
"""Leaves that are linked on both sides of the present one, besides the first and the last."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of a list at `path`."""

    path: str
    """Of the list, which is that of its front."""
    number: int
    front: int
    """The number of the leaf at the address of the list."""
    end: int
    """The number of the leaf farthest from the front."""
    total: int
    """How many there are."""

    @property
    def here(self) -> str:
        """The path of this leaf."""
        return self._at(self.number)

    @property
    def is_front(self) -> bool:
        """Whether it stands at the address of the list."""
        return self.number == self.front

    @property
    def is_growing(self) -> bool:
        """Whether the list grows at its head, so that leaves are numbered from the oldest."""
        return self.front == FRONT

    @property
    def names_rest(self) -> bool:
        """Whether it is the first or the last of a list whose oldest leaves are left to search."""
        return self.is_growing and self.end > 1 and self.number in {FRONT, self.end}

    @property
    def near(self) -> list[tuple[int | None, str]]:
        """Numbers and paths that a reader can turn to, the front first; None where some are left out.

        A full leaf names two on each side, so that all but the last few stay as they are when one is added.
        """
        order = self._order
        place = order.index(self.number)
        around = range(max(0, place - _NEAR), min(len(order), place + _NEAR + 1))
        found: list[tuple[int | None, str]] = []
        last = -1
        for one in sorted({0, len(order) - 1, *around}):
            if one > last + 1:
                found.append((None, ""))
            found.append((order[one], self._at(order[one])))
            last = one
        return found

    @property
    def previous(self) -> str:
        """The path of the leaf nearer to the front; empty on the front."""
        order = self._order
        place = order.index(self.number)
        return self._at(order[place - 1]) if place else ""

    @property
    def next(self) -> str:
        """The path of the leaf farther from the front; empty on the last."""
        order = self._order
        place = order.index(self.number)
        return self._at(order[place + 1]) if place + 1 < len(order) else ""

    @property
    def _order(self) -> list[int]:
        """The numbers as a reader meets them."""
        return [FRONT, *range(self.total - 1, self.end - 1, -1)] if self.is_growing else list(range(1, self.total + 1))

    def _at(self, number: int) -> str:
        return at(self.path, number, self.front)


def at(path: str, number: int, front: int = FRONT) -> str:
    """`companies/xnas-nvda/2.md`; the list itself for the number of its front."""
    return path if number == front else f"{path.removesuffix('.md')}/{number}.md"


def both(path: str, number: int = FRONT) -> dict[Lang, str]:
    """The paths of one leaf of a list that stands in both languages; `path` is that of the Korean list."""
    return {lang: at(addresses.local(path, lang), number) for lang in LANGS}


def full(items: int) -> int:
    """How many full leaves stand below a list that grows at its head; its front keeps 25 to 124 items if it can."""
    return max(0, (items - _LEAST) // PER)


def place(items: int, index: int) -> int:
    """The number of the leaf on which the item at `index` of a list stands that grows at its head."""
    behind = (items - 1 - index) // PER + 1
    return behind if behind <= full(items) else FRONT


def kept(items: int, most: int | None = None) -> range:
    """The numbers of the full leaves that such a list has, from the oldest: all, or at most so many."""
    filled = full(items)
    return range(1 if most is None else max(1, filled - most + 1), filled + 1)


def newest(path: str, items: Sequence[Item], number: int, most: int | None = None) -> tuple[Leaf, Sequence[Item]]:
    """One leaf of `items`, newest first, and its items: the front, or a full leaf by its number from the oldest."""
    numbers = kept(len(items), most)
    filled = numbers.stop - 1
    leaf = Leaf(path, number, FRONT, numbers.start, numbers.stop)
    if number == FRONT:
        return leaf, items[0 : len(items) - filled * PER]
    # Counted from the end: what is added at the head is not among what this leaf has read.
    return leaf, items[-number * PER : -(number - 1) * PER or None]


def count(items: int, per: int = PER_GROWING) -> int:
    """How many leaves a list fills that grows at its end; an empty list has one."""
    return max(1, -(-items // per))


def leaf(path: str, items: Sequence[Item], number: int, per: int = PER_GROWING) -> tuple[Leaf, Sequence[Item]]:
    """One leaf of `items` that are added at the end, from 1, and the items on it."""
    first = (number - 1) * per
    total = count(len(items), per)
    return Leaf(path, number, 1, total, total), items[first : first + per]
