"""A feed as files: RSS 2.0, Atom 1.0 and JSON Feed 1.1.

Made with the standard library: `feedgen` knows no JSON Feed, stamps the time of the build unless told otherwise,
and would add a dependency for some thirty elements. Nothing here depends on the clock: equal content gives equal bytes.
"""

from __future__ import annotations

import html
import json
import xml.etree.ElementTree as ET
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from digest.site.feeds import URN
from digest.site.xml import add, document

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.site.feeds import Feed, Item

FORMATS: Mapping[str, str] = {
    "feed.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
}
"""Names of the files beside the page whose feed it is, and their media types."""
ATOM = "http://www.w3.org/2005/Atom"


def files(feed: Feed) -> dict[str, str]:
    """The three files of a feed by their paths below the site."""
    made = (rss(feed), atom(feed), json_feed(feed))
    return {feed.folder + name: text for name, text in zip(FORMATS, made, strict=True)}


def rss(feed: Feed) -> str:
    """RSS 2.0. Descriptions are HTML by its custom, so text is escaped twice and stays text."""
    root = ET.Element("rss", {"version": "2.0", "xmlns:atom": ATOM})
    channel = ET.SubElement(root, "channel")
    add(channel, "title", feed.title)
    add(channel, "link", feed.home)
    add(channel, "atom:link", href=feed.address("feed.xml"), rel="self", type=FORMATS["feed.xml"])
    add(channel, "description", feed.description)
    add(channel, "language", feed.lang)
    add(channel, "copyright", feed.notices.copyright)
    add(channel, "lastBuildDate", format_datetime(feed.updated))
    for item in feed.items:
        entry = ET.SubElement(channel, "item")
        add(entry, "title", item.title)
        add(entry, "link", item.url)
        add(entry, "guid", item.id, isPermaLink="false")
        add(entry, "pubDate", format_datetime(item.published))
        for name in item.categories:
            add(entry, "category", name)
        if item.external:
            add(entry, "atom:link", href=item.external, rel="via")
        add(entry, "description", _html(item))
    return document(root)


def _html(item: Item) -> str:
    credit = html.escape(item.credit)
    if item.external:
        credit = f'<a href="{html.escape(item.external)}">{credit}</a>'
    found = (html.escape(item.line), credit, html.escape(item.notice))
    return "".join(f"<p>{text}</p>" for text in found if text)


def atom(feed: Feed) -> str:
    """Atom (RFC 4287), all text of type `text`."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed.lang})
    add(root, "id", f"{URN}feed:{quote(feed.folder.rstrip('/')) or 'all'}")
    add(root, "title", feed.title, type="text")
    add(root, "subtitle", feed.description, type="text")
    add(root, "rights", feed.notices.copyright, type="text")
    add(root, "updated", feed.updated.isoformat())
    add(root, "link", rel="self", type=FORMATS["atom.xml"], href=feed.address("atom.xml"))
    add(root, "link", rel="alternate", type="text/html", href=feed.home)
    author = ET.SubElement(root, "author")
    add(author, "name", feed.origin.name)
    add(author, "uri", feed.origin.url)
    for item in feed.items:
        entry = ET.SubElement(root, "entry", {"xml:lang": item.lang})
        add(entry, "id", item.id)
        add(entry, "title", item.title, type="text")
        add(entry, "link", rel="alternate", type="text/html", hreflang=item.lang, href=item.url)
        if item.external:
            add(entry, "link", rel="via", href=item.external)
        add(entry, "published", item.published.isoformat())
        add(entry, "updated", item.updated.isoformat())
        for name in item.categories:
            add(entry, "category", term=name)
        add(entry, "summary", "\n\n".join(item.paragraphs), type="text")
    return document(root)


def json_feed(feed: Feed) -> str:
    """JSON Feed 1.1; `external_url` is the original."""
    author = {"name": feed.origin.name, "url": feed.origin.url}
    found: dict[str, Any] = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.home,
        "feed_url": feed.address("feed.json"),
        "description": feed.description,
        "language": feed.lang,
        "authors": [author],
        "items": [_json_item(item) for item in feed.items],
    }
    return json.dumps(found, ensure_ascii=False, separators=(",", ":")) + "\n"


def _json_item(item: Item) -> dict[str, Any]:
    found: dict[str, Any] = {"id": item.id, "url": item.url}
    if item.external:
        found["external_url"] = item.external
    return found | {
        "title": item.title,
        "content_text": "\n\n".join(item.paragraphs),
        "date_published": item.published.isoformat(),
        "date_modified": item.updated.isoformat(),
        "language": item.lang,
        "tags": list(item.categories),
    }
