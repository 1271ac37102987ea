"""One normal form of text, so that equal words are equal bytes and nothing invisible gets through.

Scraped text brings NFD Hangul, no-break and zero-width spaces, control characters and
bidirectional overrides (which can make a terminal or a page show another text than the file has).
"""

from __future__ import annotations

import re
import unicodedata

_INVISIBLE = re.compile(
    "[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200c\u200e\u200f"
    "\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
"""Control, bidirectional, zero-width (but not the joiner of emoji) and tag characters."""
_SPACES = re.compile(r"[ \t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
INLINE = re.compile(r"</?(?:em|i|b|strong|span|sup|sub|mark|u|br)\b[^<>]{0,200}>", re.IGNORECASE)
"""Marks of emphasis, also of words that a search found, in what should be plain text."""
_SURROGATES = re.compile("[\ud800-\udfff]")


def clean_text(text: str) -> str:
    """NFC, LF line ends, no invisible or unpaired surrogate characters; lines are kept.

    Applying it twice changes nothing.
    """
    if text.replace("\n", "").isprintable():
        # Nothing that is taken out below is printable, and most text needs no second look.
        return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    text = _SURROGATES.sub("", _INVISIBLE.sub("", text))
    return unicodedata.normalize("NFC", text)


def clean_line(text: str) -> str:
    """`clean_text` folded into one line, runs of spaces as one, outer spaces gone."""
    if text.isprintable() and "  " not in text and unicodedata.is_normalized("NFC", text):
        return text.strip(" ")
    return _SPACES.sub(" ", clean_text(text).replace("\n", " ")).strip(" ")
