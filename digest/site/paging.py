"""Long lists in leaves of fifty: a page stays light however long its list grows.

The first leaf has the address of the list itself; the others stand below it (`companies/xnas-nvda/2/`).
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
PER = 50
"""Items of one leaf."""
_NEAR = 2
"""Leaves that are linked on both sides of the present one, besides the first and the last."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """One leaf of a list at `path`."""

    path: str
    """Of the list: its first leaf."""
    number: int
    """From 1."""
    total: int
    first: int
    """Place of its first item in the whole list, from 0."""
    last: int
    """Place after its last item."""

    @property
    def here(self) -> str:
        """The path of this leaf."""
        return at(self.path, self.number)

    @property
    def near(self) -> list[tuple[int, str]]:
        """Numbers and paths that a reader can turn to; 0 with no path where some are left out."""
        around = range(max(1, self.number - _NEAR), min(self.total, self.number + _NEAR) + 1)
        wanted = sorted({1, self.total, *around})
        found: list[tuple[int, str]] = []
        for number in wanted:
            if found and number > found[-1][0] + 1:
                found.append((0, ""))
            found.append((number, at(self.path, number)))
        return found

    @property
    def previous(self) -> str:
        """The path of the leaf before; empty on the first."""
        return at(self.path, self.number - 1) if self.number > 1 else ""

    @property
    def next(self) -> str:
        """The path of the leaf after; empty on the last."""
        return at(self.path, self.number + 1) if self.number < self.total else ""


def at(path: str, number: int) -> str:
    """`companies/xnas-nvda/2.md`; the list itself for 1."""
    return path if number == 1 else f"{path.removesuffix('.md')}/{number}.md"


def both(path: str, number: int = 1) -> dict[Lang, str]:
    """The paths of one leaf of a list that stands in both languages; `path` is that of the Korean list."""
    return {lang: at(addresses.local(path, lang), number) for lang in LANGS}


def count(items: int, per: int = PER) -> int:
    """How many leaves so many items fill; an empty list has one."""
    return max(1, -(-items // per))


def leaf(path: str, items: Sequence[Item], number: int, per: int = PER) -> tuple[Leaf, Sequence[Item]]:
    """One leaf of `items`, and the items on it."""
    first = (number - 1) * per
    found = items[first : first + per]
    return Leaf(path, number, count(len(items), per), first, first + len(found)), found
