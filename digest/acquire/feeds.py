"""RSS, Atom and JSON Feed: which articles there are, and what the feed says about each.

feedparser reads the many dialects; its dates are not used, because it misreads Korean ones
(`2025년01월31일 11:00` becomes 1 November) and takes a time without a zone for UTC.
"""

from __future__ import annotations

import html
import io
import json
import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from digest.acquire import charsets
from digest.acquire.item import Hints, Link, since_epoch
from digest.errors import InputError
from digest.text import wrapped
from digest.text.normalise import INLINE, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_ENTRIES = 5_000
MAX_FIELD = 1_000
"""Characters of a title or an author."""
MAX_TAG = 16 * 1024
"""Bytes of one tag, and of all that stands before the first: the time of every parser grows with the square of its
attributes, and that of ours with the square of the blank lines before the first tag."""
MAX_MARKS = 300_000
"""Tags, and entities, of one feed."""
_OPENING = re.compile(rb"<[^\s<>!?/](?:\"[^\"<]*+\"?|'[^'<]*+'?|[^<>\"']++)*+")
"""A tag of any name; a value may hold `>`, and one that nothing closes goes on to the next `<`."""
_FIRST = re.compile(rb"<\w")
_ENTRY = re.compile(rb"<(?:[^\s<>!?/:]++:)?(?:item|entry)[\s/>]", re.IGNORECASE)
_DECLARES = re.compile(rb"<!(?:ENTITY|ATTLIST)", re.IGNORECASE)
MAX_PREFIXES = 100
MAX_NAMESPACE = 1_000
"""Bytes. The parser holds elements against all namespaces."""
_PREFIX = re.compile(rb"\sxmlns:([^\s=<>]++)\s*+=\s*+(\"[^\"<]*+|'[^'<]*+)")
_SUBJECTS = re.compile(rb"(</?(?:[^\s<>:/]++:)?)(?:category|subject|keywords|tags)(?=[\s/>])", re.IGNORECASE)
"""Elements that we do not want, and of which the parser holds each against all before it."""
_UTF8 = b'<?xml version="1.0" encoding="utf-8"?>\n'
_TAG = re.compile(r"<[^<>]{0,500}>")
_DAY = re.compile(rb"(</?)dc:date(?=[\s/>])", re.IGNORECASE)
_ISSUED = re.compile(rb"<(?:pubDate|published|issued)[\s/>]", re.IGNORECASE)
_KOREAN = "Asia/Seoul"


def parse(data: bytes, *, url: str = "", charset: str | None = None) -> tuple[Link, ...]:
    """The articles of an RSS or Atom feed, in its order; entries without an http address are left out.

    Args:
        data: The feed.
        url: Where it was served, for relative addresses.
        charset: Of the HTTP header.

    Raises:
        InputError: When it is no feed, has more than 5,000 entries, or is built to keep a parser busy.
    """
    import feedparser  # type: ignore[import-untyped]  # noqa: PLC0415 - only feeds need it

    # The parser gets what was guarded, in UTF-8, and is told so: left to itself it would decode the bytes anew.
    headers = {"content-type": "application/xml; charset=utf-8"}
    stream = io.BytesIO(_UTF8 + _guarded(charsets.xml(data, charset).encode("utf-8", "replace")))
    try:
        found = feedparser.parse(stream, response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    except (ValueError, RecursionError, LookupError, AssertionError) as error:
        raise InputError("the feed cannot be read", "check that it opens in a feed reader") from error
    if not found.entries and not found.get("version"):
        raise InputError("is no feed", "check that it opens in a feed reader")
    about = found.feed
    lang = _text(about.get("language"))
    return tuple(_links(found.entries, url or _text(about.get("link")), lang, _plain(about.get("title_detail") or {})))


def _guarded(data: bytes) -> bytes:
    """The feed, in UTF-8, without the elements that are of no use.

    Raises:
        InputError: When no parser should be given it.
    """
    if len(_ENTRY.findall(data)) > MAX_ENTRIES:
        raise InputError(f"the feed has more than {MAX_ENTRIES:,} entries", "give a shorter one")
    first = _FIRST.search(data)
    if (
        max(data.count(b"<"), data.count(b"&")) > MAX_MARKS
        or (first and first.start() > MAX_TAG)
        or any(match.end() - match.start() > MAX_TAG for match in _OPENING.finditer(data))
        or _many_namespaces(data)
    ):
        raise InputError("the feed is built to be slow", "no honest feed is; check where it comes from")
    if _DECLARES.search(data):
        raise InputError("the feed declares entities", "no honest feed does; check where it comes from")
    if not _ISSUED.search(data):
        data = _DAY.sub(rb"\1pubDate", data)  # the parser takes it for the day of a change
    return _SUBJECTS.sub(rb"\1unread", data)


def _many_namespaces(data: bytes) -> bool:
    found = {match[1]: len(match[2]) for match in _PREFIX.finditer(data)}
    return len(found) > MAX_PREFIXES or max(found.values(), default=0) > MAX_NAMESPACE


def _links(entries: list[Mapping[str, Any]], base: str, lang: str, site: str) -> Iterator[Link]:
    for entry in entries:
        url = address(entry.get("feedburner_origlink")) or address(entry.get("link"), base) or address(entry.get("id"))
        if not url:
            continue
        authors = [_text(author.get("name")) for author in entry.get("authors", []) if author]
        yield Link(
            url,
            Hints(
                title=_plain(entry.get("title_detail") or {}),
                date=_text(entry.get("published")),
                modified=_text(entry.get("updated")) if "updated" in entry else "",
                zone=zone(url, lang),
                authors=tuple(name for name in authors if name),
                site=_text((entry.get("source") or {}).get("title")) or site,
                lang=lang,
            ),
        )


def is_json_feed(value: object) -> bool:
    """Is a JSON document a JSON Feed (jsonfeed.org, versions 1 and 1.1)?"""
    return isinstance(value, dict) and "jsonfeed.org/version" in str(value.get("version", ""))[:100]


def parse_json(data: bytes, *, url: str = "") -> tuple[Link, ...]:
    """The articles of a JSON Feed, in its order.

    Raises:
        InputError: When it is none, or has more than 5,000 items.
    """
    try:
        feed = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError("is no JSON", "check that it was saved whole") from error
    if not is_json_feed(feed) or not isinstance(feed.get("items"), list):
        raise InputError("is no JSON Feed", "check its version and items")
    if len(feed["items"]) > MAX_ENTRIES:
        raise InputError(f"the feed has more than {MAX_ENTRIES:,} entries", "give a shorter one")
    base = url or _text(feed.get("feed_url")) or _text(feed.get("home_page_url"))
    found = []
    for item in feed["items"]:
        link = _item_address(item, base) if isinstance(item, dict) else ""
        if link:
            lang = _text(item.get("language") or feed.get("language"))
            hints = Hints(
                title=_marked(item.get("title")),
                date=_day(item.get("date_published")),
                modified=_day(item.get("date_modified")),
                zone=zone(link, lang),
                authors=_names(item.get("authors") or [item.get("author")]),
                site=_text(feed.get("title")),
                lang=lang,
                description=_text(item.get("summary")),
            )
            found.append(Link(link, hints))
    return tuple(found)


def _item_address(item: Mapping[str, Any], base: str) -> str:
    """Its page; an id is one only where it is a whole address."""
    return address(item.get("url"), base) or address(item.get("id"))


def address(value: object, base: str = "") -> str:
    """An http or https address without its fragment, or ""."""
    text = clean_line(value[:2_000]) if isinstance(value, str) else ""
    try:
        url = urljoin(base, text) if text else ""
        parts = urlsplit(url)
    except ValueError:
        return ""
    if (onward := wrapped.onward(f"{parts.netloc}{parts.path}", parts.query)) and (inner := address(onward)):
        return inner
    return parts._replace(fragment="").geturl() if parts.scheme in {"http", "https"} and parts.hostname else ""


def zone(url: str, lang: str = "") -> str:
    """Asia/Seoul for a Korean host or a Korean feed, else ""."""
    host = urlsplit(url).hostname or ""
    return _KOREAN if host.endswith(".kr") or lang.lower().startswith("ko") else ""


def _names(value: object) -> tuple[str, ...]:
    rows = value if isinstance(value, list) else []
    return tuple(name for row in rows[:50] if isinstance(row, dict) and (name := _text(row.get("name"))))


def _plain(detail: Mapping[str, Any]) -> str:
    text = str(detail.get("value") or "")[: 4 * MAX_FIELD]
    return _text(html.unescape(_TAG.sub("", text)) if "html" in str(detail.get("type")) else text)


def _marked(value: object) -> str:
    """A title that should be plain text, and often is the page's markup."""
    text = value[: 4 * MAX_FIELD] if isinstance(value, str) else ""
    return _text(html.unescape(INLINE.sub("", text)))


def _day(value: object) -> str:
    number = isinstance(value, int | float) and not isinstance(value, bool)
    return since_epoch(str(value)) if number else _text(value)


def _text(value: object) -> str:
    return clean_line(value[:MAX_FIELD]) if isinstance(value, str) else ""
