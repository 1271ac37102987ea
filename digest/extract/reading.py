"""An item of any form as facts of one article, with hints from around it where the page itself is silent.

What a feed, an archive or another scraper says never replaces what the page says; it fills what is empty.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Literal

from digest.acquire.files import decode
from digest.errors import InputError
from digest.extract import guard
from digest.extract.date_lines import byline
from digest.extract.dates import read_date, zone_info
from digest.extract.dump import extract_dump
from digest.extract.html import extract_html_guarded
from digest.extract.marks import MAX_TITLE, read_title
from digest.extract.metadata import persons, strip_site
from digest.extract.publishers import by_host, by_name, is_media, table
from digest.extract.urls import canonical, host_of
from digest.model import Extraction
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from digest.acquire.item import Hints, Item

_LANGS: Mapping[str, Literal["ko", "en"]] = {"ko": "ko", "en": "en", "한국": "ko", "영어": "en"}
"""By two letters of a code or a name: `ko-KR`, `English`, `한국어`."""
_HANGUL = re.compile("[가-힣]")
LARGE_DUMP = 300_000
"""Characters; the dump of a page with all its furniture has about 10,000."""


def read_item(item: Item, *, url: str | None = None, title: str | None = None) -> Extraction:
    """The facts of one item. `url` and `title` are the curator's and come before the item's own.

    Raises:
        InputError: When nothing can be read from it; says what to do.
    """
    address = url or item.url or None
    if item.kind == "html":
        page = extract_html_guarded(item.data, url=address, charset=item.charset)
    elif item.kind == "entry":
        page = _entry(item, address)
    else:
        named = title or _headline(item.hints, address) or None
        page = _dump(decode(item.name, item.data, item.charset).text, address, named)
    return _with_hints(page, item.hints, title)


def _dump(text: str, url: str | None, title: str | None) -> Extraction:
    """A dump; one far larger than an article is read in the process with limits on time and memory."""
    if len(text) <= LARGE_DUMP:
        return extract_dump(text, url=url, title=title)
    options = {"kind": "dump", "url": url, "title": title}
    return Extraction.model_validate_json(guard.shared().call(text.encode("utf-8"), options))


def plain(page: Extraction) -> str:
    """The article's own words as text: headline, deck, paragraphs. Menus and other articles are not in it."""
    return "\n".join([page.title or "", *page.deck, "", *page.body]) + "\n"


def _entry(item: Item, address: str | None) -> Extraction:
    if not address:
        raise InputError("has no address", "give it: --url https://…", path=item.name)
    link = canonical(address)
    publisher = by_host(host_of(link) or "") or by_name(item.hints.site)
    return Extraction(
        **_heading(_headline(item.hints, address)),
        url=link,
        publisher=publisher.key if publisher else None,
        publisher_name=publisher.name if publisher else clean_line(item.hints.site) or None,
        lang=publisher.lang if publisher else _lang(item.hints),
    )


def _lang(hints: Hints) -> Literal["ko", "en"]:
    """The language that is told, else that of the words."""
    told = _LANGS.get(hints.lang[:2].lower())
    return told or ("ko" if _HANGUL.search(hints.title + hints.description) else "en")


def _heading(title: str) -> dict[str, Any]:
    """A headline taken apart, as those of pages are."""
    if not title or len(title) > MAX_TITLE:  # none has so many characters: the article is refused with it
        return {"title": title or None}
    read = read_title(title)
    told = {"kicker": read.kicker, "series_label": read.series_label, "part": read.part, "parts": read.parts}
    return {"title": read.title or title, **told}


def _headline(hints: Hints, address: str | None) -> str:
    """A headline without the site that some put behind it."""
    return strip_site(clean_line(hints.title), [hints.site], (host_of(address) or "") if address else "")


def _moment(hints: Hints, page: Extraction) -> tuple[datetime, Literal["minute", "day"], str] | None:
    """When it was published, in the publisher's zone: feeds write UTC, whose day may be another.

    A time without a zone, where nothing tells which, and midnight without one, are only a day; the last is what to
    tell the curator.
    """
    own = table()[page.publisher].zone if page.publisher else "Asia/Seoul" if page.lang == "ko" else ""
    zone = hints.zone or own
    found = read_date(hints.date, zone=zone or "UTC")
    if not found or found.precision == "day":
        return (found.moment, "day", "") if found else None
    if found.zoned:
        return (
            (found.moment if found.moment.utcoffset() or not own else found.moment.astimezone(zone_info(own))),
            "minute",
            "",
        )
    midnight = found.moment.replace(hour=0, minute=0, second=0)
    if not zone:
        return midnight, "day", "date: a time without a zone was given: check the day at the source"
    return found.moment, "day" if found.moment == midnight else "minute", ""


def _people(author: str, site: str) -> tuple[str, ...]:
    """Names in what another scraper calls an author: `황보름 기자`, `황보름(mail)`, `By Joyce Ahn, Nuri Times`."""
    told = clean_line(author)[:200]
    return (byline(told) if _HANGUL.search(told) else None) or persons([told], [site])


def _with_hints(page: Extraction, hints: Hints, title: str | None) -> Extraction:
    changes: dict[str, Any] = {}
    filled: list[str] = []
    told = ""
    if not page.title and (given := clean_line(title or "") or _headline(hints, page.url)):
        changes |= _heading(given[:500])
        filled.append("title:")
    if not page.authors and hints.authors:
        named = (name for author in hints.authors[:8] for name in _people(author, hints.site))
        changes["authors"] = tuple(dict.fromkeys(name for name in named if name and not is_media(name)))
        filled += ["author:"] if changes["authors"] else []
    if not page.publisher_name and (site := clean_line(hints.site)):
        known = None if page.publisher else by_name(site)
        changes |= {"publisher": known.key, "publisher_name": known.name} if known else {"publisher_name": site[:200]}
        filled.append("publisher:")
    silent = page.published is None or page.date_source == "url_id"
    if silent and hints.date and (read_as := _moment(hints, page)):
        changes |= {"published": read_as[0], "date_precision": read_as[1], "date_source": "feed"}
        told = read_as[2]
        filled.append("date:")
    if filled:
        kept = (note for note in page.notes if not note.startswith(tuple(filled)))
        changes["notes"] = (*kept, told) if told else tuple(kept)
    return page.model_copy(update=changes) if changes else page
