"""The search page: the form with its filters, and, for readers without scripts, the ways to companies and months."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from digest.site import addresses, company, search_records
from digest.site.months import name
from digest.site.page import Page
from digest.site.render import render
from digest.site.words import say, words

if TYPE_CHECKING:
    from digest.search import Built, Memory
    from digest.site.catalogue import Catalogue
    from digest.site.settings import Lang

MOST = 60
"""Companies that are named; the list of all is a link."""
PREFIX = "search_"
SHARED = (
    *("company", "series_one", "topic", "articles", "positive", "negative", "mixed", "neutral", "sentiment_none"),
    *("by_importer", "by_model", "reviewed", "not_reviewed"),
)
"""Words of other pages that the script needs too."""


def page(catalogue: Catalogue, lang: Lang = "ko") -> Page:
    """The search page in one language; what it finds, its script shows."""
    here = addresses.local(addresses.SEARCH, lang)
    other: Lang = "en" if lang == "ko" else "ko"
    months = [
        (
            year,
            [
                (addresses.relative(here, addresses.local(addresses.month(key), lang)), name(key, lang), len(items))
                for key, items in group
            ],
        )
        for year, group in groupby(catalogue.months.items(), key=lambda item: item[0][:4])
    ]
    html = render(
        "search.html",
        catalogue,
        here,
        lang,
        companies=company.counted(catalogue, here, lang)[:MOST],
        years=months,
        labels=("positive", "negative", "mixed", "neutral"),
    )
    return Page(here, say(lang, "search_dialog"), lang, say(other, "search_dialog"), html, search=False, kind="search")


def index(catalogue: Catalogue, memory: Memory | None = None) -> Built:
    """The files of the index, and what the next build may start from."""
    from digest.search.index import build  # noqa: PLC0415 - arrays are loaded only for this

    return build(search_records.sources(catalogue), search_records.entries(catalogue), spoken(), memory)


def spoken() -> dict[str, dict[str, str]]:
    """The words that the script of search shows, by language: they come with the index, not with every page."""
    found: dict[str, dict[str, str]] = {}
    langs: tuple[Lang, ...] = ("ko", "en")
    for lang in langs:
        table = words(lang)
        own = {key.removeprefix(PREFIX): text for key, text in table.items() if key.startswith(PREFIX)}
        found[lang] = own | {key: table[key] for key in SHARED}
    return found
