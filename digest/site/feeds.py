"""The digest as feeds: RSS 2.0, Atom 1.0 and JSON Feed 1.1 of everything, of each series, company and topic.

Made with the standard library: `feedgen` knows no JSON Feed, stamps the time of the build unless told otherwise,
and would add a dependency for some thirty elements. Nothing here depends on the clock: equal content gives equal bytes.
An item whose source gives only a day is dated at midnight in the source's own zone, for feeds know no days.
"""

from __future__ import annotations

import html
import json
import re
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlsplit

from digest.errors import InputError
from digest.site import addresses, prose
from digest.site.catalogue import Catalogue
from digest.site.rows import publisher, series_title
from digest.site.settings import disclaimer
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from digest.library.folder import Library
    from digest.model import Article
    from digest.site.companies import Securities
    from digest.site.settings import Disclaimer, Lang, Settings

MOST = 50
"""Most items of one feed, newest first; readers fetch it whole each time."""
URN = "urn:x-finance-digest:"
"""What ids begin with: they change neither with a title nor with the site's address."""
FORMATS: Mapping[str, str] = {
    "feed.xml": "application/rss+xml",
    "atom.xml": "application/atom+xml",
    "feed.json": "application/feed+json",
}
"""Names of the files beside the page whose feed it is, and their media types."""
ATOM = "http://www.w3.org/2005/Atom"
_NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Origin:
    """Where the site stands: feeds are read far from it, so every address in them is whole."""

    url: str
    """`https://example.org/news/`, with the slash at its end."""
    name: str

    @classmethod
    def at(cls, url: str, name: str) -> Origin:
        """The origin of an address as a person writes it.

        Raises:
            InputError: It is no http or https address.
        """
        parts = urlsplit(url)
        if parts.scheme not in {"http", "https"} or not parts.hostname or parts.query or parts.fragment:
            raise InputError(f'"{url}" is not the address of a site', "give it whole: https://example.org/news/")
        return cls(url.rstrip("/") + "/", name)


@dataclass(frozen=True, slots=True)
class Item:
    """One article in a feed. All text is plain."""

    id: str
    url: str
    external: str
    """The original; empty where there is none."""
    title: str
    line: str
    credit: str
    """Who published the original."""
    notice: str
    published: datetime
    updated: datetime
    lang: Lang
    categories: tuple[str, ...]

    @property
    def paragraphs(self) -> tuple[str, ...]:
        """What a reader sees: our line, the source, the short notice."""
        return tuple(text for text in (self.line, self.credit, self.notice) if text)


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed, in no format yet."""

    page: str
    """Path of the page that it follows: `series/deepseek-shock.md`."""
    title: str
    lang: Lang
    items: tuple[Item, ...]
    notices: Disclaimer
    origin: Origin

    @property
    def folder(self) -> str:
        """Where its files stand below the site."""
        return addresses.url(self.page)

    @property
    def home(self) -> str:
        """The address of its page."""
        return self.origin.url + quote(self.folder)

    @property
    def description(self) -> str:
        """The three disclaimers."""
        return " ".join(self.notices.all)

    @property
    def updated(self) -> datetime:
        """When its latest item changed."""
        return max(item.updated for item in self.items)

    def address(self, name: str) -> str:
        """The address of one of its files."""
        return self.home + name


def files(feed: Feed) -> dict[str, str]:
    """The three files of a feed by their paths below the site."""
    made = (rss(feed), atom(feed), json_feed(feed))
    return {feed.folder + name: text for name, text in zip(FORMATS, made, strict=True)}


def feeds(library: Library, securities: Securities, settings: Settings, origin: Origin) -> Iterator[Feed]:
    """Every feed that has items: drafts and withdrawn articles are in none."""
    catalogue = Catalogue(library, securities, settings)
    for page, title, lang, articles in _groups(catalogue):
        newest = sorted(articles, key=lambda article: (article.date, article.id), reverse=True)[:MOST]
        if newest:
            items = tuple(_item(catalogue, article, origin) for article in newest)
            name = f"{origin.name} · {title}" if title else origin.name
            yield Feed(page, name, lang, items, disclaimer(settings, lang), origin)


def _groups(catalogue: Catalogue) -> Iterator[tuple[str, str, Lang, Iterable[Article]]]:
    yield addresses.HOME, "", "ko", catalogue.listed
    yield addresses.HOME_EN, "English", "en", [article for article in catalogue.listed if article.lang == "en"]
    for series in catalogue.library.series.values():
        title = series_title(series.title, series.title_ko, series.title_en, series.lang)
        parts = [article for article in catalogue.series[series.slug] if article.status != "withdrawn"]
        yield addresses.series(series.slug), title, series.lang, parts
    for company, covered in catalogue.coverage.items():
        yield addresses.company(company.slug), company.name_ko, "ko", [item.article for item in covered]
    for topic, articles in catalogue.topics.items():
        yield addresses.topic(topic.key), topic.name_ko, "ko", articles


def _item(catalogue: Catalogue, article: Article, origin: Origin) -> Item:
    lang = article.lang
    names = [company.name(lang) for company, _ in catalogue.named(article)]
    names += [topic.name_ko if lang == "ko" else topic.name_en for topic in catalogue.topics_of(article)]
    return Item(
        id=URN + quote(article.id),
        url=origin.url + quote(addresses.url(catalogue.path(article))),
        external=article.source.url or "",
        title=article.title,
        line=prose.description(article),
        credit=f"{say(lang, 'source')}: {publisher(article.source)}",
        notice=disclaimer(catalogue.settings, lang).short,
        published=article.date,
        updated=max(article.date, article.modified or article.date),
        lang=lang,
        categories=tuple(dict.fromkeys(names)),
    )


def rss(feed: Feed) -> str:
    """RSS 2.0. Descriptions are HTML by its custom, so text is escaped twice and stays text."""
    root = ET.Element("rss", {"version": "2.0", "xmlns:atom": ATOM})
    channel = ET.SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.home)
    _add(channel, "atom:link", href=feed.address("feed.xml"), rel="self", type=FORMATS["feed.xml"])
    _add(channel, "description", feed.description)
    _add(channel, "language", feed.lang)
    _add(channel, "copyright", feed.notices.copyright)
    _add(channel, "lastBuildDate", format_datetime(feed.updated))
    for item in feed.items:
        entry = ET.SubElement(channel, "item")
        _add(entry, "title", item.title)
        _add(entry, "link", item.url)
        _add(entry, "guid", item.id, isPermaLink="false")
        _add(entry, "pubDate", format_datetime(item.published))
        for name in item.categories:
            _add(entry, "category", name)
        if item.external:
            _add(entry, "atom:link", href=item.external, rel="via")
        _add(entry, "description", _html(item))
    return _document(root)


def _html(item: Item) -> str:
    credit = html.escape(item.credit)
    if item.external:
        credit = f'<a href="{html.escape(item.external)}">{credit}</a>'
    found = (html.escape(item.line), credit, html.escape(item.notice))
    return "".join(f"<p>{text}</p>" for text in found if text)


def atom(feed: Feed) -> str:
    """Atom (RFC 4287), all text of type `text`."""
    root = ET.Element("feed", {"xmlns": ATOM, "xml:lang": feed.lang})
    _add(root, "id", f"{URN}feed:{quote(feed.folder.rstrip('/')) or 'all'}")
    _add(root, "title", feed.title, type="text")
    _add(root, "subtitle", feed.description, type="text")
    _add(root, "rights", feed.notices.copyright, type="text")
    _add(root, "updated", feed.updated.isoformat())
    _add(root, "link", rel="self", type=FORMATS["atom.xml"], href=feed.address("atom.xml"))
    _add(root, "link", rel="alternate", type="text/html", href=feed.home)
    author = ET.SubElement(root, "author")
    _add(author, "name", feed.origin.name)
    _add(author, "uri", feed.origin.url)
    for item in feed.items:
        entry = ET.SubElement(root, "entry", {"xml:lang": item.lang})
        _add(entry, "id", item.id)
        _add(entry, "title", item.title, type="text")
        _add(entry, "link", rel="alternate", type="text/html", hreflang=item.lang, href=item.url)
        if item.external:
            _add(entry, "link", rel="via", href=item.external)
        _add(entry, "published", item.published.isoformat())
        _add(entry, "updated", item.updated.isoformat())
        for name in item.categories:
            _add(entry, "category", term=name)
        _add(entry, "summary", "\n\n".join(item.paragraphs), type="text")
    return _document(root)


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
    return json.dumps(found, ensure_ascii=False, indent=1) + "\n"


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


def _add(parent: ET.Element, name: str, text: str | None = None, /, **attributes: str) -> None:
    made = ET.SubElement(parent, name, {key: _NO_XML.sub("", value) for key, value in attributes.items()})
    if text is not None:
        made.text = _NO_XML.sub("", text)


def _document(root: ET.Element) -> str:
    ET.indent(root, " ")
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ET.tostring(root, encoding="unicode")}\n'
