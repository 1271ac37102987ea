"""The digest as feeds: one of everything, one of each series, company and topic, in no format yet.

An item whose source gives only a day is dated at midnight in the source's own zone, for feeds know no days.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from digest.enrich import topics
from digest.site import addresses
from digest.site.rows import publisher, series_title
from digest.site.settings import disclaimer
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from digest.model import Article
    from digest.site.catalogue import Catalogue
    from digest.site.origin import Origin
    from digest.site.settings import Disclaimer, Lang

MOST = 50
"""Most items of the feed of everything, newest first; readers fetch it whole each time."""
MOST_OF_ONE = 10
"""Most items of the feed of one series, company or topic: there are thousands of those."""
MOST_OF_ENDED = 1
"""Items of the feed of a series that has none of the newest articles: who follows it has long seen the others."""
URN = "urn:x-finance-digest:"
"""What ids begin with: they change neither with a title nor with the site's address."""


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

    place: str
    """Path of the page beside which its files stand: `series/deepseek-shock.md`."""
    page: str
    """Path of the page that it follows: the same, unless its language has no home page of its own."""
    title: str
    lang: Lang
    items: tuple[Item, ...]
    notices: Disclaimer
    origin: Origin

    @property
    def folder(self) -> str:
        """Where its files stand below the site."""
        return addresses.url(self.place)

    @property
    def home(self) -> str:
        """The address of its page."""
        return self.origin.url + quote(addresses.url(self.page))

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
        return self.origin.url + quote(self.folder) + name


Key = tuple[str, str]
"""`all`, `series`, `company` or `topic`, and which."""


def feeds(catalogue: Catalogue, origin: Origin) -> Iterator[Feed]:
    """Every feed that has items: drafts and withdrawn articles are in none."""
    for key in keys(catalogue):
        yield feed(catalogue, origin, key)


def keys(catalogue: Catalogue) -> Iterator[Key]:
    """The keys of all feeds that have items."""
    wanted: list[Key] = [("all", "ko"), ("all", "en")]
    wanted += [("series", slug) for slug in catalogue.library.series]
    wanted += [("company", company.id) for company in catalogue.coverage]
    wanted += [("topic", topic.key) for topic in catalogue.topics]
    return (key for key in wanted if has_items(catalogue, key))


def has_items(catalogue: Catalogue, key: Key) -> bool:
    """Whether there is a feed of this key."""
    return any(True for _ in _published(catalogue, key))


def place(catalogue: Catalogue, key: Key) -> str:
    """The path of the page beside which a feed stands."""
    kind, name = key
    if kind == "all":
        return addresses.HOME if name == "ko" else addresses.HOME_EN
    if kind == "company":
        return addresses.company(catalogue.company(name).slug)
    return addresses.series(name) if kind == "series" else addresses.topic(name)


def title(catalogue: Catalogue, origin: Origin, key: Key) -> str:
    """The title of a feed."""
    kind, name = key
    if kind == "all":
        told = "" if name == "ko" else "English"
    elif kind == "series":
        series = catalogue.library.series[name]
        told = series_title(series.title, series.title_ko, series.title_en, series.lang)
    else:
        told = catalogue.company(name).name_ko if kind == "company" else topics.by_key(name).name_ko
    return f"{origin.name} · {told}" if told else origin.name


def feed(catalogue: Catalogue, origin: Origin, key: Key) -> Feed:
    """One feed; it reads no other."""
    kind, name = key
    listed = _published(catalogue, key)
    most = MOST if kind == "all" else MOST_OF_ONE
    if kind == "series" and name not in catalogue.living:
        most = MOST_OF_ENDED
    newest = heapq.nlargest(most, listed, key=lambda article: (article.date, article.id))
    read = [catalogue.read_in(article, "en") for article in newest] if key == ("all", "en") else newest
    items = tuple(
        _item(catalogue, article, origin, "" if article is original else f":{article.lang}")
        for article, original in zip(read, newest, strict=True)
    )
    lang, beside = _lang(catalogue, key), place(catalogue, key)
    page = catalogue.homes["en"] if beside == addresses.HOME_EN else beside
    notices = disclaimer(catalogue.settings, lang)
    return Feed(beside, page, title(catalogue, origin, key), lang, items, notices, origin)


def _lang(catalogue: Catalogue, key: Key) -> Lang:
    kind, name = key
    if kind == "series":
        return catalogue.library.series[name].lang
    home = catalogue.library.pages.get(addresses.HOME) if key == ("all", "ko") else None
    return home.lang if home else "en" if key == ("all", "en") else "ko"


def _published(catalogue: Catalogue, key: Key) -> Iterator[Article]:
    kind, name = key
    found: Iterable[Article]
    if kind == "all":
        found = catalogue.listed if name == "ko" else catalogue.english
    elif kind == "series":
        found = catalogue.series[name]
    elif kind == "company":
        found = catalogue.about(catalogue.company(name))
    else:
        found = catalogue.topics[topics.by_key(name)]
    return (article for article in found if article.status == "published")


def _item(catalogue: Catalogue, article: Article, origin: Origin, more: str) -> Item:
    """One article; what a translation has `more` in its id, for readers take entries of one id for one."""
    lang = article.lang
    names = [company.name(lang) for company, _ in catalogue.named(article)]
    names += [topic.name_ko if lang == "ko" else topic.name_en for topic in catalogue.topics_of(article)]
    return Item(
        id=URN + quote(article.id) + more,
        url=origin.url + quote(addresses.url(catalogue.path(article))),
        external=article.source.url or "",
        title=article.title,
        line=catalogue.description(article),
        credit=f"{say(lang, 'source')}: {publisher(article.source, lang)}",
        notice=disclaimer(catalogue.settings, lang).short,
        published=article.date,
        updated=max(article.date, article.modified or article.date),
        lang=lang,
        categories=tuple(dict.fromkeys(names)),
    )
