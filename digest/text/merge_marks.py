"""The lines that Git writes around two versions of a passage, so that a merge left half done is told as what it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

WHAT = "holds two versions that a merge left (<<<<<<<)"
_MARKS = ("<<<<<<< ", "=======", ">>>>>>> ")
"""How they begin, in their order."""


def first(lines: Iterable[str]) -> int:
    """The line on which two versions begin; 0 where there are none."""
    found, waiting = 0, list(_MARKS)
    for number, line in enumerate(lines, 1):
        if line.startswith(waiting[0]):
            found = found or number
            del waiting[0]
            if not waiting:
                return found
    return 0


def remedy(keep: str) -> str:
    """What to do; `keep` is what stays."""
    return f"keep {keep}, and remove the lines <<<<<<<, ======= and >>>>>>>"
