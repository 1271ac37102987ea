"""The form of text in which the index and the reader's words meet; `normal` of search.js is its twin.

Compatibility forms are folded (`①` is `1`, full-width letters are letters), case and accents do not count, digits are
grouped by nothing (`19,341` is `19341`), and all that is neither letter nor digit is a break.
"""

from __future__ import annotations

import re
import unicodedata

WIDE = "\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3"
"""Hangul syllables, kana, ideographs: scripts whose words are found by their syllables."""
NARROW = "0-9a-z\u00df-\u00f6\u00f8-\u052f"
"""Digits and letters of words that spaces divide, in lower case."""
_BEYOND = "\u00c0-\u024f\u0300-\u036f\u0370-\u052f\u1100-\u11ff\u1e00-\u1fff"
"""Letters that may have an accent, and what is joined to the character before."""

_ACCENTED = re.compile(f"[{_BEYOND}]")
_MARKS = re.compile("[\u0300-\u036f]")
_GROUPS = re.compile(r",(?<=[0-9],)(?=[0-9]{3}(?![0-9]))")
_SPACES = re.compile(r"[^\S\n ][^\S\n]*| [^\S\n]+")
"""All but the single plain space, which stays as it is."""


def normal(text: str) -> str:
    """The normal form; breaks between paragraphs stay line ends."""
    if not text.isascii() and (_ACCENTED.search(text) or not unicodedata.is_normalized("NFKC", text)):
        text = composed(text)
    return _SPACES.sub(" ", _GROUPS.sub("", text.lower()))


def composed(text: str) -> str:
    """Compatibility forms and accents folded; letters and spaces are as they were."""
    return unicodedata.normalize("NFC", _MARKS.sub("", unicodedata.normalize("NFKD", text)))


def of_ranges(name: str) -> list[tuple[int, int]]:
    """First and last code of the ranges `wide`, `narrow` or `accented`."""
    text = {"wide": WIDE, "narrow": NARROW, "accented": _BEYOND}[name]
    return [(ord(first), ord(last)) for first, last in re.findall("(.)-(.)", text)]
