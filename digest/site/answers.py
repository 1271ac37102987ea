"""What answers an address of the ledger that no page has now: a small page that leads on, or a tombstone.

The pages hold no script and redirect by `<meta http-equiv="refresh">`, which needs nothing of the server.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import quote

from digest.site import addresses
from digest.site.front_matter import escaped
from digest.site.ledger import ARTICLE, SERIES, Row, by_id, is_elsewhere
from digest.site.policy import REFERRER, STILL
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from digest.site.ledger import Ledger


def files(ledger: Ledger, paths: Collection[str], site: str = "") -> Iterator[tuple[str, str]]:
    """A page for each address of the ledger that no page has now: a redirect, or a tombstone with the curator's words.

    Args:
        ledger: The addresses.
        paths: The paths of all pages (`series/index.md`).
        site: The site's address with its last slash; empty where it is not known.
    """
    for address, target, gone in _ends(ledger, paths):
        yield f"{address}index.html", _tombstone(address, gone) if gone else _redirect(address, target, site)


def renamed(ledger: Ledger, paths: Collection[str]) -> Iterator[tuple[str, str]]:
    """Addresses of series that are another one now, with its slug: feed readers follow no page that leads on."""
    for address, target, _ in _ends(ledger, paths):
        if SERIES.fullmatch(address) and SERIES.fullmatch(target):
            yield address, target.split("/")[1]


def _ends(ledger: Ledger, paths: Collection[str]) -> Iterator[tuple[str, str, str]]:
    """Each address of the ledger that no page has now, where it leads, and the words of its tombstone."""
    built = {addresses.url(path) for path in paths} | {""}
    moved = by_id(address for address in built if not address.startswith(("en/", "ko/")))
    for row in ledger.rows.values():
        if row.address not in built:
            yield row.address, *_end(ledger, row, built, moved)


def _end(ledger: Ledger, row: Row, built: Collection[str], moved: Mapping[str, str]) -> tuple[str, str]:
    """Where an address leads in the end, or the words of its tombstone."""
    seen: set[str] = set()
    address = row.address
    while address not in built and address not in seen:
        if is_elsewhere(address):
            return address, ""
        seen.add(address)
        here = _row(ledger, address, built)
        if here.gone:
            return "", here.gone
        article = ARTICLE.fullmatch(address)
        if here.moved_to:
            address = here.moved_to
        elif article and article[1] in moved:
            address = moved[article[1]]
        else:
            address = f"{address.rstrip('/').rpartition('/')[0]}/".lstrip("/")
    return (address if address in built else ""), ""


def _row(ledger: Ledger, address: str, built: Collection[str]) -> Row:
    """What a curator wrote of an address; of an English page without words of its own, those of its Korean one."""
    row = ledger.rows.get(address, Row(address))
    twin = ledger.rows.get(address.removeprefix("en/"), row)
    if row.moved_to or row.gone or twin is row:
        return row
    english = f"en/{twin.moved_to}"
    there = bool(twin.moved_to) and (english in built or english in ledger.rows)
    return replace(twin, moved_to=english) if there else twin


def _redirect(here: str, target: str, site: str) -> str:
    if is_elsewhere(target):
        link = canonical = quote(target, safe="/:%")
    else:
        link = quote("../" * here.count("/") + target) or "./"
        canonical = site + quote(target) if site else link
    head = f'<meta http-equiv="refresh" content="0; url={link}">\n<link rel="canonical" href="{canonical}">'
    rows = [f'<h1><a href="{link}">{say("ko", "moved")} <span lang="en">{say("en", "moved")}</span></a></h1>']
    return _page(here, say("ko", "moved"), head, rows)


def _tombstone(here: str, gone: str) -> str:
    home = "../" * here.count("/")
    rows = [
        f'<h1>{say("ko", "gone")} <span lang="en">{say("en", "gone")}</span></h1>',
        f"<p>{escaped(gone)}</p>",
        f'<p><a href="{home}">{say("ko", "back_home")} <span lang="en">{say("en", "back_home")}</span></a></p>',
    ]
    return _page(here, say("ko", "gone"), "", rows)


def _page(here: str, title: str, head: str, rows: Iterable[str]) -> str:
    style = f'<link rel="stylesheet" href="{"../" * here.count("/")}assets/digest.css">'
    lines = [
        "<!doctype html>",
        '<html lang="ko">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width,initial-scale=1">',
        f'<meta http-equiv="Content-Security-Policy" content="{STILL}">',
        f'<meta name="referrer" content="{REFERRER}">',
        '<meta name="robots" content="noindex">',
        '<meta name="color-scheme" content="light dark">',
        f"<title>{title}</title>",
        *([head] if head else []),
        style,
        "</head>",
        '<body class="d-plain">',
        "<main>",
        *rows,
        "</main>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"
