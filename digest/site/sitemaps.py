"""Sitemaps (sitemaps.org protocol 0.9): every page that stands in a list, and a news sitemap of the last two days.

`lastmod` is the day of the newest article that a page shows, never the day of a build: search engines stop believing
a date that changes by itself, and equal content gives equal bytes. The protocol allows 50,000 addresses and 50 MB a
file; beyond that `sitemap.xml` becomes the index of `sitemap-1.xml`, `sitemap-2.xml` and so on.

The news sitemap (Google's extension 0.9) holds what is at most two days old, at most 1,000 addresses. Two days before
what: before the time of the build where one is fixed (`SOURCE_DATE_EPOCH`), else before the newest article, so that a
build without a clock is the same tomorrow. An empty one is allowed.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import timedelta
from typing import TYPE_CHECKING

from digest.site import addresses, dates
from digest.site.settings import LANGS
from digest.site.xml import add, document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence
    from datetime import datetime

    from digest.model import Article
    from digest.site.catalogue import Catalogue
    from digest.site.origin import Origin

NAME = "sitemap.xml"
NEWS = "news-sitemap.xml"
MOST = 50_000
"""Most addresses of one file."""
MOST_NEWS = 1_000
FRESH = timedelta(days=2)
_PROTOCOL = "http://www.sitemaps.org/schemas/sitemap/0.9"
_WHOLE = re.compile(r"(?:en/)?series/[^/]+/all(?:/|\.md$)")
"""Series on one page: they repeat their articles, and ask search engines to leave them out."""
_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"


def files(
    catalogue: Catalogue, origin: Origin, paths: Collection[str], now: datetime | None = None
) -> Iterator[tuple[str, str]]:
    """The sitemap, or its index and parts, and the news sitemap, each by its path."""
    shown = latest(catalogue)
    withdrawn = {catalogue.path(article) for article in catalogue.shown if article.status == "withdrawn"}
    gone = withdrawn.union(*({addresses.translation(path, lang) for path in withdrawn} for lang in LANGS))
    wanted = sorted(path for path in set(paths) - gone if not _WHOLE.match(path))
    rows = [(origin.page(path), shown.get(path, "")) for path in wanted]
    if len(rows) <= MOST:
        yield NAME, _urls(rows)
    else:
        parts = [rows[start : start + MOST] for start in range(0, len(rows), MOST)]
        names = [f"sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        yield from zip(names, map(_urls, parts), strict=True)
        yield (
            NAME,
            _index([(origin.url + name, max(day for _, day in part)) for name, part in zip(names, parts, strict=True)]),
        )
    yield NEWS, _news(catalogue, origin, fresh(catalogue.listed, now))


def latest(catalogue: Catalogue) -> dict[str, str]:
    """The day on which the newest content of each page changed, by its path; pages without articles are not there."""
    found: dict[str, str] = {}
    days = {article.id: changed(article) for article in catalogue.listed}

    def note(path: str, articles: Iterable[Article]) -> None:
        if last := max((days.get(article.id) or changed(article) for article in articles), default=""):
            found[path] = last

    words = catalogue.library.translations
    for article in catalogue.listed:
        note(catalogue.path(article), [article])
        if article.id in words:
            note(addresses.translation(catalogue.path(article), words[article.id].lang), [article])
    groups: list[tuple[str, Iterable[Article]]] = [
        (addresses.HOME, catalogue.listed),
        (addresses.MONTHS, catalogue.listed),
        (addresses.HOME_EN, catalogue.english),
        *((addresses.series(slug), _listed(articles)) for slug, articles in catalogue.series.items()),
        *((addresses.company(one.slug), catalogue.about(one)) for one in catalogue.coverage),
        *((addresses.topic(topic.key), articles) for topic, articles in catalogue.topics.items()),
        *((addresses.month(key), articles) for key, articles in catalogue.months.items()),
    ]
    for path, articles in groups:
        note(path, articles)
    return found


def changed(article: Article) -> str:
    """The day on which the article last changed, in the zone in which it was printed."""
    return dates.machine(max(article.date, article.modified or article.date), "day")


def fresh(listed: Sequence[Article], now: datetime | None) -> list[Article]:
    """The articles of the two days before `now`, or before the newest one; newest first."""
    if not listed:
        return []
    end = now or listed[0].date
    return [article for article in listed if end - FRESH <= article.date <= end][:MOST_NEWS]


def _listed(articles: Iterable[Article]) -> list[Article]:
    return [article for article in articles if article.status != "withdrawn"]


def _urls(rows: Iterable[tuple[str, str]]) -> str:
    root = ET.Element("urlset", {"xmlns": _PROTOCOL})
    for address, day in rows:
        _entry(root, "url", address, day)
    return document(root)


def _index(rows: Iterable[tuple[str, str]]) -> str:
    root = ET.Element("sitemapindex", {"xmlns": _PROTOCOL})
    for address, day in rows:
        _entry(root, "sitemap", address, day)
    return document(root)


def _entry(root: ET.Element, name: str, address: str, day: str) -> ET.Element:
    made = add(root, name)
    add(made, "loc", address)
    if day:
        add(made, "lastmod", day)
    return made


def _news(catalogue: Catalogue, origin: Origin, articles: Iterable[Article]) -> str:
    root = ET.Element("urlset", {"xmlns": _PROTOCOL, "xmlns:news": _NEWS})
    for article in articles:
        news = add(_entry(root, "url", origin.page(catalogue.path(article)), ""), "news:news")
        publication = add(news, "news:publication")
        add(publication, "news:name", origin.name)
        add(publication, "news:language", article.lang)
        add(news, "news:publication_date", dates.machine(article.date, article.date_precision))
        add(news, "news:title", article.title)
    return document(root)
