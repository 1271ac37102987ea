"""The known word that a mistyped one was probably meant to be."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def closest(word: str, known: Iterable[str]) -> str:
    """The known word, or nothing."""
    return next(iter(difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.65)), "")


def nearest(word: str, known: Iterable[str]) -> str:
    """`, or did you mean X?` for an unknown word, or nothing."""
    found = closest(word, known)
    return f", or did you mean {found}?" if found else ""
