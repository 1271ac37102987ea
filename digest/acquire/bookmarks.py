"""Bookmarks as files (`.url` of Windows, `.webloc` of macOS, `.desktop` of Linux): each holds an address alone."""

from __future__ import annotations

import re

from digest.errors import InputError

BINARY = b"bplist00"
"""How property lists of macOS open, `.webloc` files and web archives of Safari among them."""
OPENS = re.compile(r"\[(?:InternetShortcut|Desktop Entry)\]")
_KEY = re.compile(r"^URL(?:\[\w{1,12}\])?\s?=\s?(?P<url>https?://\S{1,2000})\s{0,2}$", re.MULTILINE | re.IGNORECASE)
_VALUE = re.compile(
    r"<key>\s{0,4}URL\s{0,4}</key>\s{0,20}<string>\s{0,4}(?P<url>https?://[^\s<]{1,2000})\s{0,4}</string>"
)
_BYTES = re.compile(rb"https?://[\x21-\x7e]{1,2000}")
"""The address in a binary list, where it is the only text; what follows it is no letter."""


REMEDY = "open the page, save it, and import that file (or let the page be fetched: --contact with your mail or site)"


def address(name: str, data: bytes) -> str:
    """The address that a bookmark holds. Raises InputError where it holds none."""
    if data.startswith(BINARY):
        found = _BYTES.search(data)
        link = found[0].decode("ascii") if found else ""
    else:
        text = data.decode("utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8", "replace")
        match = _KEY.search(text) or _VALUE.search(text)
        link = match["url"].replace("&amp;", "&") if match else ""
    if not link:
        raise InputError("is a bookmark without an address", "give the page's address itself", path=name)
    return link
