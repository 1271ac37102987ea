"""Addresses that are not the original's: front pages, searches, short links, readers, caches, pages of one's own."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from digest.check.sources import TRACKING
from digest.text.wrapped import inner

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from urllib.parse import SplitResult

_OPEN = "open the article there, and copy its own address from the browser"
_SHOWN = "open it, and copy the address that the browser shows in the end"
_KINDS: Mapping[str, tuple[str, str]] = {
    "short": ("is a short link, which tells nobody where it leads and may end", _SHOWN),
    "front": ("is the front page of a site, not the article", _OPEN),
    "search": ("is a search, which shows something else every day", _OPEN),
    "reader": ("shows the article through another service", _OPEN),
    "machine": ("is an answer of a machine, which is no source", "give the article that it rests on"),
    "own": ("is a page that only its owner can open", "give the public address of the original"),
}
"""What is told of an address of each kind, and the remedy."""
_FRONT = re.compile(r"(?:/(?:index|main|home|default)(?:\.\w{2,5})?)?/?", re.IGNORECASE)
_SEARCH = re.compile(r"(?:.*/)?search(?:\.\w{2,5}|result|results|list)?/?", re.IGNORECASE | re.DOTALL)
_ASKED = re.compile(r"q|query|keywords?|search(?:word|text|term)?|kwd|stx|sw|word", re.IGNORECASE)
"""Names of parameters that hold the words that are searched."""
_CUT = re.compile(r"(?:…|\.{3}|%E2%80%A6)$", re.IGNORECASE)


class Detour(NamedTuple):
    """What is wrong with an address, and the remedy."""

    what: str
    remedy: str


@cache
def _table() -> Mapping[str, Sequence[tuple[str, str]]]:
    """Beginnings of paths and kinds, by host."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    with resources.files("digest.data").joinpath("detours.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            found[row["host"]].append((row["path"], row["kind"]))
    return found


def detour(url: str) -> Detour | None:
    """Why a reader who follows the address may not come to the article; None where nothing says so."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower().removeprefix("www.").rstrip(".")
    except ValueError:
        return None
    if _CUT.search(url):
        return Detour("is cut off at its end", "copy the whole address from the browser")
    if (within := inner(url)) != url:
        return Detour("leads through another page to the original", f'write the address that is inside: "{within}"')
    kind = next((kind for path, kind in _table().get(host, ()) if f"{parts.path}/".startswith(f"{path}/")), "")
    return Detour(*_KINDS[kind or _place(parts)]) if kind or _place(parts) else None


def _place(parts: SplitResult) -> str:
    """What a page of any host is by its path and query: a search, a front page, or nothing of the kind."""
    asked = {name for name, _ in parse_qsl(parts.query, keep_blank_values=True) if not TRACKING.fullmatch(name)}
    if any(map(_ASKED.fullmatch, asked)) and _SEARCH.fullmatch(parts.path):
        return "search"
    told = asked or parts.fragment or (parts.query and not parse_qsl(parts.query))
    return "" if told or not _FRONT.fullmatch(parts.path) else "front"
