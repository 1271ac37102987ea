"""Every attack as a scraper, a feed or a page would bring it: in each fact that an import takes, and in the text."""

from __future__ import annotations

import json
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PACK = 8
"""Attacks of one record: its title, author, outlet and section have one each or two, its text all of them."""
PAGES = 40
"""Every how many-th attack comes as a saved page too."""
WHEN = "2025-01-31T14:43:00+09:00"
WHOLE = ("--rights", "full", "--basis", "public domain")
"""With all of the text, which our own rights would leave out."""
ENTRIES = ("--rights", "link", "--limit", "5000")
"""What a feed alone gives: a reference without text."""


def write(folder: Path, attacks: Sequence[str]) -> tuple[list[list[str]], int]:
    """Fill `folder`; the arguments of each call of import, and how many articles they could make."""
    folder.mkdir()
    packs = [attacks[at : at + PACK] for at in range(0, len(attacks), PACK)]
    rows = folder / "rows.jsonl"
    rows.write_text("\n".join(json.dumps(record(number, pack)) for number, pack in enumerate(packs)), "utf-8")
    feed = folder / "feed.xml"
    entries = "".join(_entry(number, pack) for number, pack in enumerate(packs))
    head = '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    feed.write_text(f"{head}<channel><title>Feed</title>{entries}</channel></rss>", "utf-8", "replace")
    pages = []
    for number, attack in enumerate(attacks[::PAGES]):
        pages.append(folder / f"{number}.html")
        pages[-1].write_text(page(number, attack), "utf-8", "surrogatepass")
    calls = [[str(rows), *map(str, pages), *WHOLE], [str(feed), *ENTRIES]]
    return calls, 2 * len(packs) + len(pages)


def record(number: int, pack: Sequence[str]) -> dict[str, str]:
    """A record as scrapers write them."""
    first, second, third, fourth = (pack[at % len(pack)] for at in range(4))
    paragraphs = "\n\n".join(pack)
    return {
        "title": f"{first} {second} headline",
        "author": f"{third} author",
        "sitename": f"{fourth} outlet",
        "text": f"First paragraph of {number}, in words.\n\n{paragraphs}\n\nLast paragraph of {number}.",
        "url": f"https://rows.example/{number}",
        "published": WHEN,
    }


def _entry(number: int, pack: Sequence[str]) -> str:
    title, author, text = (escape(_xml(words)) for words in (" ".join(pack[:4]), " ".join(pack[4:]), " ".join(pack)))
    return (
        f"<item><title>{title} headline {number}</title><link>https://feed.example/{number}</link>"
        f"<dc:creator>{author}</dc:creator><pubDate>Fri, 31 Jan 2025 14:43:00 +0900</pubDate>"
        f"<description>{text}</description></item>"
    )


def _xml(text: str) -> str:
    """Without what no XML may hold."""
    return "".join(letter for letter in text if letter in "\t\n\r" or letter >= " ")


def page(number: int, attack: str) -> str:
    """A saved page with the attack in its head and its text."""
    return (
        f"<html><head><title>{attack}</title><meta property='og:title' content='Headline {number}'>"
        f"<meta property='article:published_time' content='{WHEN}'>"
        f"<link rel=canonical href='https://pages.example/{number}'></head><body><article><h1>Headline {number}</h1>"
        f"<p>{'Words of an article that is long enough. ' * 8}</p><p>{attack}</p></article></body></html>"
    )
