"""Texts as arrays of code points in normal form: what `normal` does to one text, done to thousands at once.

The form is that of `normal`, so the keys of an article are those of what a reader types. Only texts with characters
that are not in normal form by themselves (`①`, accents, half of a syllable) go through `normal` one by one.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from digest.search.normal import composed, of_ranges

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

BREAK, SPACE, DOT, NARROW, WIDE = range(5)
"""Kinds of characters, in an order: from `DOT` on they are parts of words, below they stand between words."""
_PLANE = 0x10000
"""Characters beyond the first plane are breaks."""

_LOOKED_AT = ((0, 0x3400), (0xA000, 0xAC00), (0xD7A0, 0xD800), (0xF900, _PLANE))
"""All but ideographs, Hangul syllables, surrogates and private use: those are as they are in normal form."""
_ROW = 32


class Points(NamedTuple):
    """Characters of many texts, each text ended by a line end."""

    codes: NDArray[np.uint16]
    kinds: NDArray[np.uint8]
    """Spaces beside a break, and full stops at an end of a word, are breaks."""
    texts: NDArray[np.uint32]
    """In which text each stands."""


_KIND, _ODD = np.uint32(16), np.uint32(1 << 20)


@cache
def _table() -> NDArray[np.uint32]:
    """Of each character the one in lower case, from bit 16 on the kind of that, and in bit 20 whether it is odd.

    Odd is what is not in normal form, or joined to what stands before.
    """
    lower = np.arange(_PLANE, dtype=np.uint16)
    kinds = np.zeros(_PLANE, np.uint8)
    odd = np.zeros(_PLANE, np.bool_)
    starts = (start for first, last in _LOOKED_AT for start in range(first, last, _ROW))
    for code in (code for start in starts if _strange(start) for code in range(start, start + _ROW)):
        char = chr(code)
        small = char.lower()
        lower[code] = ord(small) if len(small) == 1 else code
        if char.isspace() and char != "\n":
            kinds[code] = SPACE
        odd[code] = unicodedata.combining(char) or not unicodedata.is_normalized("NFKC", char)
    for first, last in of_ranges("accented"):
        odd[first : last + 1] = True
    for kind, name in ((NARROW, "narrow"), (WIDE, "wide")):
        for first, last in of_ranges(name):
            kinds[first : last + 1] = kind
    kinds[[ord("."), ord("&")]] = DOT
    return lower | kinds[lower].astype(np.uint32) << _KIND | odd * _ODD


def _strange(start: int) -> bool:
    """Whether any of the characters from `start` on is not as it should be, or joins the one before."""
    row = "".join(map(chr, range(start, start + _ROW)))
    plain = unicodedata.is_normalized("NFKC", row) and row.lower() == row and not any(map(str.isspace, row))
    return not plain or any(map(unicodedata.combining, row))


def points(texts: Sequence[str]) -> Points:
    """All texts, one after the other."""
    found = _table()[_codes(texts)]
    lengths = _lengths(texts)
    ends = np.cumsum(lengths)
    odd = np.unique(np.searchsorted(ends, np.flatnonzero(found >= _ODD), "right"))
    if len(odd):
        parts, done = [], 0
        for number in odd.tolist():
            other = composed(texts[number])
            parts += [found[done : ends[number] - lengths[number]], _table()[_codes([other])]]
            done, lengths[number] = ends[number], len(other) + 1
        found = np.concatenate((*parts, found[done:]))
    codes, kinds = found.astype(np.uint16), (found >> _KIND).astype(np.uint8) & np.uint8(7)
    keep = _ungrouped(codes)
    spaces = kinds == SPACE
    keep[1:] &= ~(spaces[1:] & spaces[:-1])
    left_out = np.searchsorted(np.cumsum(lengths), np.flatnonzero(~keep), "right")
    owners = np.repeat(np.arange(len(texts), dtype=np.uint32), lengths - np.bincount(left_out, minlength=len(texts)))
    codes, kinds = codes[keep], kinds[keep]
    _break(kinds)
    return Points(codes, kinds, owners)


def _lengths(texts: Sequence[str]) -> NDArray[np.int64]:
    return np.fromiter(map(len, texts), np.int64, len(texts)) + 1


def _codes(texts: Sequence[str]) -> NDArray[np.uint16]:
    """Characters, those beyond the first plane as 0."""
    text = "\n".join((*texts, ""))
    units = np.frombuffer(text.encode("utf-16-le", "surrogatepass"), np.dtype("<u2"))
    if len(units) == len(text):
        return units
    wide = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), np.dtype("<u4"))
    return np.where(wide < _PLANE, wide, 0).astype(np.uint16)


def _ungrouped(codes: NDArray[np.uint16]) -> NDArray[np.bool_]:
    """All but the commas between groups of digits: `19,341` is `19341`."""
    keep = np.ones(len(codes), np.bool_)
    commas = np.flatnonzero(codes == ord(","))
    commas = commas[(commas > 0) & (commas + 4 < len(codes))]

    def digit(places: NDArray[np.int64]) -> NDArray[np.bool_]:
        return np.asarray((codes[places] >= ord("0")) & (codes[places] <= ord("9")))

    after = digit(commas + 1) & digit(commas + 2) & digit(commas + 3) & ~digit(commas + 4)
    keep[commas[digit(commas - 1) & after]] = False
    return keep


def _break(kinds: NDArray[np.uint8]) -> None:
    """Make breaks of full stops at either end of a word, then of spaces beside a break."""
    dots = np.flatnonzero(kinds == DOT)
    while len(dots):
        loose = (dots == 0) | (kinds[dots - 1] < DOT) | (kinds[dots + 1] < DOT)  # the last character is a line end
        if not loose.any():
            break
        kinds[dots[loose]] = BREAK
        dots = dots[~loose]
    breaks = kinds == BREAK
    beside = np.zeros(len(kinds), np.bool_)
    beside[1:] |= breaks[:-1]
    beside[:-1] |= breaks[1:]
    kinds[beside & (kinds == SPACE)] = BREAK
