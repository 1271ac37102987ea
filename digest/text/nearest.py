"""The known word that a mistyped one was probably meant to be."""

from __future__ import annotations

import difflib
import unicodedata
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


def one_off(word: str, other: str) -> bool:
    """Whether one letter more, less or other, or two exchanged, make one of the other; Hangul is taken apart."""
    apart = [pair for pair in zip(word.split(), other.split(), strict=False) if pair[0] != pair[1]]
    if len(word.split()) == len(other.split()) > 1:  # of `NBC News` and `BBC News` the short word differs
        return len(apart) == 1 and one_off(*apart[0])
    left, right = (unicodedata.normalize("NFD", text) for text in (word, other))
    if left == right or min(len(left), len(right)) < _SHORTEST:
        return False
    for _ in range(2):  # without what both begin with, then the same from behind
        start = next((at for at, pair in enumerate(zip(left, right, strict=False)) if pair[0] != pair[1]), None)
        start = min(len(left), len(right)) if start is None else start
        left, right = left[start:][::-1], right[start:][::-1]
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])


_SHORTEST = 5
"""Of shorter words too many differ by a letter."""
