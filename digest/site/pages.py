"""All pages of a library, in a fixed order. Nothing here knows a site generator.

A row of `KINDS` is a kind of page: which keys there are, and the page of a key. A builder that remembers what each
page has read (see `digest.build`) makes one at a time, so `make` reads nothing but its key and the catalogue.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.enrich import topics
from digest.site import addresses, archive, article, company, home, paging, publisher, search, series, topic, weeks
from digest.site.page import Page
from digest.site.render import render
from digest.site.settings import LANGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from digest.model import Series
    from digest.site.catalogue import Catalogue
    from digest.site.settings import Lang

Key = tuple[str, ...]
"""What tells one page of its kind from the others: an id, a slug, the number of a leaf, a language."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of page."""

    name: str
    keys: Callable[[Catalogue], Iterable[Key]]
    make: Callable[..., Page]
    """Of the catalogue and the parts of one key."""
    path: Callable[..., str]
    """Of the same; the path that the page will have, without making it."""


def _static(catalogue: Catalogue, path: str) -> Page:
    static = catalogue.library.pages[path]
    if home.is_home(static.path):
        return home.page(catalogue, static, static.path, only="en" if static.path == addresses.HOME_EN else None)
    html = render("static.html", catalogue, static.path, static.lang, title=static.title)
    return Page(
        path=static.path,
        title=static.title,
        lang=static.lang,
        description=static.description or "",
        html=html,
        source=static.path,
        body=static.body,
    )


def _topic(catalogue: Catalogue, key: str, number: str, lang: Lang) -> Page:
    return topic.page(catalogue, next(one for one in topics.table() if one.key == key), int(number), lang)


def _leaves(
    kind: Callable[[Catalogue], Iterable[tuple[str, int]]], *, every: bool = False
) -> Callable[[Catalogue], Iterator[Key]]:
    """The keys of lists in each language: what it lists, the number of the leaf, the language."""

    def keys(catalogue: Catalogue) -> Iterator[Key]:
        for lang in LANGS:
            for name, items in kind(catalogue):
                for number in (paging.FRONT, *paging.kept(items, None if every else paging.KEPT)):
                    yield name, str(number), lang

    return keys


def _series(catalogue: Catalogue, leaves: Callable[[Catalogue, Series], int]) -> Iterator[Key]:
    """A series in its own language, and a Korean one with English furniture too."""
    for slug, one in catalogue.library.series.items():
        for number in range(1, leaves(catalogue, one) + 1):
            for lang in LANGS if one.lang == "ko" else (one.lang,):
                yield slug, str(number), lang


def _leaf(path: Callable[[Catalogue, str], str]) -> Callable[[Catalogue, str, str, Lang], str]:
    """Where a leaf of a list stands whose Korean front stands at `path`."""
    return lambda c, key, number, lang: paging.at(addresses.local(path(c, key), lang), int(number))


_LISTS: dict[str, tuple[str, Callable[[Catalogue, Lang], Page]]] = {
    "series": (addresses.SERIES, series.listing),
    "companies": (addresses.COMPANIES, company.listing),
    "topics": (addresses.TOPICS, topic.listing),
    "months": (addresses.MONTHS, archive.listing),
    "publishers": (addresses.PUBLISHERS, publisher.listing),
    "weeks": (addresses.WEEKS, weeks.listing),
    "search": (addresses.SEARCH, search.page),
}

KINDS: tuple[Kind, ...] = (
    Kind("static", lambda c: ((path,) for path in c.library.pages), _static, lambda _, path: path),
    Kind(
        "article",
        lambda c: ((one.id,) for one in c.shown),
        lambda c, key: article.page(c, c.by_id[key]),
        lambda c, key: c.path(c.by_id[key]),
    ),
    Kind(
        "translation",
        lambda c: ((key,) for key in c.translations),
        lambda c, key: article.page(c, c.translations[key]),
        lambda c, key: c.path(c.translations[key]),
    ),
    Kind(
        "series",
        lambda c: _series(c, series.leaves),
        lambda c, key, number, lang: series.page(c, c.library.series[key], int(number), lang),
        lambda c, key, number, lang: series.path(c.library.series[key], int(number), lang),
    ),
    Kind(
        "whole series",
        lambda c: _series(c, series.whole_leaves),
        lambda c, key, number, lang: series.whole(c, c.library.series[key], int(number), lang),
        lambda c, key, number, lang: paging.at(series.whole_path(c.library.series[key], lang), int(number), 1),
    ),
    Kind(
        "company",
        _leaves(lambda c: ((firm.id, len(found)) for firm, found in c.coverage.items())),
        lambda c, key, number, lang: company.page(c, c.company(key), int(number), lang),
        _leaf(lambda c, key: addresses.company(c.company(key).slug)),
    ),
    Kind(
        "topic",
        _leaves(lambda c: ((one.key, len(found)) for one, found in c.topics.items())),
        _topic,
        _leaf(lambda _, key: addresses.topic(key)),
    ),
    Kind(
        "month",
        _leaves(lambda c: ((month, len(found)) for month, found in c.months.items()), every=True),
        lambda c, key, number, lang: archive.page(c, key, int(number), lang),
        _leaf(lambda _, key: addresses.month(key)),
    ),
    Kind(
        "publisher",
        _leaves(lambda c: ((slug, len(found)) for slug, (_, found) in c.publishers.items())),
        lambda c, key, number, lang: publisher.page(c, key, int(number), lang),
        _leaf(lambda _, key: addresses.publisher(key)),
    ),
    Kind(
        "week",
        lambda c: ((week, lang) for lang in LANGS for week in c.weeks),
        weeks.page,
        lambda _, week, lang: addresses.local(addresses.week(week), lang),
    ),
    Kind(
        "list",
        lambda _: ((name, lang) for lang in LANGS for name in _LISTS),
        lambda c, name, lang: _LISTS[name][1](c, lang),
        lambda _, name, lang: addresses.local(_LISTS[name][0], lang),
    ),
)
"""Every kind: those written by hand, then articles and series, then the lists, long ones in leaves."""


def pages(catalogue: Catalogue) -> Iterator[Page]:
    """Every page, one after the other."""
    for kind in KINDS:
        for key in kind.keys(catalogue):
            yield kind.make(catalogue, *key)


def paths(catalogue: Catalogue) -> Iterator[str]:
    """The path of every page, in the same order; none of them is made."""
    for kind in KINDS:
        for key in kind.keys(catalogue):
            yield kind.path(catalogue, *key)
