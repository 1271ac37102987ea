"""The lines that Git writes around two versions of a passage, so that a merge left half done is told as what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WHAT = "holds two versions that a merge left, or marks of them (<<<<<<<, >>>>>>>)"
_MARKS = ("<<<<<<< ", ">>>>>>> ")
"""How their ends begin. What stands between them (`=======`) also underlines headings."""


def first(lines: Iterable[str]) -> int:
    """The first line that is such a mark; 0 where there is none."""
    return next((number for number, line in enumerate(lines, 1) if line.startswith(_MARKS)), 0)


def remedy(keep: str) -> str:
    """What to do; `keep` is what stays."""
    return f"keep {keep}, and remove the lines <<<<<<<, ======= and >>>>>>>"
