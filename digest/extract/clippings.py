"""Clippers and reading services write what a page says of itself as fields above its text.

Front matter between two lines of dashes, or `Title:`, `URL Source:`, `Published Time:` and `Markdown Content:`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

MAX_FIELDS = 60
"""Lines of fields above a text."""

_FIELD = re.compile(r"(?P<name>[A-Za-z_][A-Za-z_ \-]{1,24}):(?:\s{1,3}(?P<value>.{1,2000}))?")
_ITEM = re.compile(r"\s{0,6}-\s{1,3}(?P<value>.{1,400})")
_SERVICE = ("title", "url source")
"""Fields that open what a reading service gives."""
_CONTENT = "markdown content"
_TITLE = ("title", "headline")
_URL = ("url source", "source", "url", "link", "canonical")
_AUTHORS = ("author", "authors", "byline")
_DATES = ("published time", "published", "publishdate", "date")
_ADDRESS = re.compile(r"https?://\S{4,2000}")


class Clipping(NamedTuple):
    """The fields, and the lines below them."""

    title: str
    url: str
    authors: tuple[str, ...]
    date: str
    lines: list[str]


def read(lines: list[str]) -> Clipping:
    """The fields above a text, and all lines where none stand there."""
    shown = [at for at, line in enumerate(lines) if line][:MAX_FIELDS]
    first = shown[0] if shown else 0
    if shown and re.fullmatch(r"-{3,}", lines[first]):
        end = next((at for at in shown[1:] if re.fullmatch(r"-{3,}", lines[at])), None)
        fields = _fields(lines[first + 1 : end]) if end else {}
    else:
        opening = [found["name"].lower() for at in shown[:2] if (found := _FIELD.fullmatch(lines[at]))]
        end = next((at for at in shown if lines[at].rstrip(": ").lower() == _CONTENT), None)
        fields = _fields(lines[first:end]) if end and tuple(opening) == _SERVICE else {}
    if not fields or end is None or not any(name in fields for name in _TITLE):
        return Clipping("", "", (), "", lines)
    url = _one(fields, _URL)
    return Clipping(
        _one(fields, _TITLE),
        url if _ADDRESS.fullmatch(url) else "",
        tuple(name for key in _AUTHORS for name in fields.get(key, ()) if name),
        _one(fields, _DATES),
        lines[end + 1 :],
    )


def _fields(lines: Sequence[str]) -> dict[str, list[str]]:
    """Values by lower-case name; items of a list belong to the name above them."""
    found: dict[str, list[str]] = {}
    name = ""
    for line in lines:
        item, field = _ITEM.fullmatch(line), _FIELD.fullmatch(line)
        if field:
            name = field["name"].strip().lower()
            found.setdefault(name, []).extend([_bare(field["value"])] if field["value"] else [])
        elif item and name:
            found[name].append(_bare(item["value"]))
    return found


def _bare(value: str) -> str:
    """A value without quotation marks and the brackets of a note."""
    return value.strip().strip("\"'").replace("[[", "").replace("]]", "").strip()


def _one(fields: dict[str, list[str]], names: Sequence[str]) -> str:
    return next((value for name in names for value in fields.get(name, ()) if value), "")
