"""The page of one series, and the list of all: the thesis, the parts in order, the gaps."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site import addresses, differences, prose
from digest.site.page import Page
from digest.site.render import render
from digest.site.rows import chip, row, series_title
from digest.site.strip import Part, parts
from digest.site.words import say

if TYPE_CHECKING:
    from digest.model import Article, Series
    from digest.site.catalogue import Catalogue
    from digest.site.settings import Lang


@dataclass(frozen=True, slots=True)
class Card:
    """What lists show of a series."""

    href: str
    title: str
    subtitle: str
    line: str
    complete: bool
    first: str
    last: str
    count: int
    strip: list[Part]


def page(catalogue: Catalogue, series: Series) -> Page:
    """The page of one series."""
    here = addresses.series(series.slug)
    lang = series.lang
    other: Lang = "en" if lang == "ko" else "ko"
    strip = parts(catalogue, series, here)
    articles = _listed(catalogue, series)
    title = series_title(series.title, series.title_ko, series.title_en, lang)
    subtitle = series_title(series.title, series.title_ko, series.title_en, other)
    counts: dict[str, int] = {}
    chips = {}
    for article in articles:
        for company, subject in catalogue.named(article):
            made = chip(company, here, lang)
            counts[company.id] = counts.get(company.id, 0) + (1 if subject else 0)
            chips[company.id] = made
    html = render(
        "series.html",
        catalogue,
        here,
        lang,
        series=series,
        title=title,
        subtitle=subtitle if subtitle != title else "",
        card=card(catalogue, series, here, lang),
        strip=[(part, row(catalogue, part.article, here, lang) if part.article else None) for part in strip],
        others=[row(catalogue, article, here, lang) for article in articles if not article.part],
        differing=differences.of_series(catalogue, series.slug, here, lang),
        companies=[
            (chips[name], counts[name]) for name in sorted(chips, key=lambda name: (-counts[name], chips[name].name))
        ],
    )
    return Page(
        path=here,
        title=title,
        lang=lang,
        description=prose.first_sentence(series.body),
        html=html,
        kind="series",
        source=here,
        body=series.body,
    )


def card(catalogue: Catalogue, series: Series, here: str, lang: Lang) -> Card:
    """The series as a card on the page at `here`."""
    articles = _listed(catalogue, series)
    days = sorted(f"{article.date:%Y-%m-%d}" for article in articles)
    title = series_title(series.title, series.title_ko, series.title_en, lang)
    subtitle = series_title(series.title, series.title_ko, series.title_en, "en" if lang == "ko" else "ko")
    return Card(
        href=addresses.relative(here, addresses.series(series.slug)),
        title=title,
        subtitle=subtitle if subtitle != title else "",
        line=prose.first_sentence(series.body) if series.lang == lang else "",
        complete=series.status == "complete",
        first=days[0] if days else "",
        last=days[-1] if days else "",
        count=len(articles),
        strip=parts(catalogue, series, here),
    )


def cards(catalogue: Catalogue, here: str, lang: Lang) -> list[Card]:
    """All series: ongoing ones first, then by their latest article."""
    found = [card(catalogue, series, here, lang) for series in catalogue.library.series.values()]
    return sorted(sorted(found, key=lambda item: item.last, reverse=True), key=lambda item: item.complete)


def listing(catalogue: Catalogue) -> Page:
    """The list of all series."""
    here = addresses.SERIES
    html = render("series_list.html", catalogue, here, "ko", cards=cards(catalogue, here, "ko"))
    return Page(here, say("ko", "series"), "ko", say("en", "series"), html, search=False, kind="list")


def _listed(catalogue: Catalogue, series: Series) -> list[Article]:
    return [article for article in catalogue.series[series.slug] if article.status != "withdrawn"]
