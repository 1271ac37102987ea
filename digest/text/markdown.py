"""Plain text as Markdown that shows exactly that text: nothing in a scraped sentence may become markup."""

from __future__ import annotations

import re

_INLINE = re.compile(r"([\\`*_\[\]<>|~^$])")
_AMPERSAND = re.compile(r"&(?=[#\w]{1,32};)")
_LINE_START = re.compile(r"^(\s*)([#+\-=:>]|\d{1,9}(?=[.)]))")
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])")


def escape_paragraph(text: str) -> str:
    """One paragraph of plain text as one Markdown paragraph."""
    line = " ".join(text.split())
    line = _AMPERSAND.sub("&amp;", _INLINE.sub(r"\\\1", line))
    if _NUMBERED.match(line):
        return _NUMBERED.sub(r"\1\\\2", line)
    return _LINE_START.sub(r"\1\\\2", line)
