"""Pages by time: one for each month with its calendar, and the list of months."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from digest.site import addresses, calendar, dates, months, paging
from digest.site.page import Page
from digest.site.render import render
from digest.site.rows import ROWS, brief, row
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from digest.model import Article
    from digest.site.catalogue import Catalogue
    from digest.site.settings import Lang


def page(catalogue: Catalogue, month: str, number: int = paging.FRONT, lang: Lang = "ko") -> Page:
    """One leaf of a month, newest day first; a day is the one printed on the article, in its own zone."""
    path = addresses.local(addresses.month(month), lang)
    articles = in_order(catalogue.months[month])
    leaf, items = paging.newest(path, articles, number)
    short = len(articles) > ROWS
    days = [
        (
            day.isoformat(),
            dates.day(day, lang),
            [(brief if short else row)(catalogue, article, leaf.here, lang) for article in group],
        )
        for day, group in groupby(items, key=_day)
    ]
    earlier, later = catalogue.beside_month[month]
    title = months.name(month, lang)
    first = leaf.is_front
    html = render(
        "month.html",
        catalogue,
        leaf.here,
        lang,
        title=title,
        subtitle=month,
        days=days,
        short=short,
        count=len(articles),
        grid=calendar.grid(month, *_days(articles, path)) if first else [],
        weeks={addresses.week_key(article.date) for article in articles},
        earlier=_link(leaf.here, earlier, lang) if earlier else None,
        later=_link(leaf.here, later, lang) if later else None,
        leaf=leaf,
    )
    count = say(lang, "count_articles", n=len(articles))
    shown = title if first else f"{title} · {number}"
    both = paging.both(addresses.month(month), number)
    return Page(
        leaf.here,
        shown,
        lang,
        f"{title} · {count}" if first else title,
        html,
        search=False,
        kind="month",
        alternates=both,
    )


def listing(catalogue: Catalogue, lang: Lang = "ko") -> Page:
    """The list of months, by year, and the other ways through the archive."""
    here = addresses.local(addresses.MONTHS, lang)
    most = max((len(articles) for articles in catalogue.months.values()), default=1)
    years = [
        (year, [(*_link(here, month, lang), len(found), f"{100 * len(found) / most:.1f}") for month, found in group])
        for year, group in groupby(catalogue.months.items(), key=lambda item: item[0][:4])
    ]
    ways = [
        (addresses.relative(here, addresses.local(path, lang)), say(lang, key), say(lang, f"{key}_way"))
        for path, key in (
            (addresses.WEEKS, "weeks"),
            (addresses.TOPICS, "topics"),
            (addresses.PUBLISHERS, "publishers"),
        )
    ]
    html = render("month_list.html", catalogue, here, lang, years=years, ways=ways)
    other: Lang = "en" if lang == "ko" else "ko"
    both = paging.both(addresses.MONTHS)
    return Page(here, say(lang, "months"), lang, say(other, "months"), html, search=False, kind="list", alternates=both)


def in_order(articles: Sequence[Article]) -> list[Article]:
    """Newest printed day first; the catalogue sorts by the moment, which may be another day elsewhere."""
    return sorted(articles, key=_day, reverse=True)


def _days(articles: Sequence[Article], path: str) -> tuple[dict[date, int], dict[date, str]]:
    """How many articles each day has, and the link to where it begins, from the front."""
    counts: dict[date, int] = {}
    hrefs: dict[date, str] = {}
    for index, article in enumerate(articles):
        day = _day(article)
        counts[day] = counts.get(day, 0) + 1
        there = paging.at(path, paging.place(len(articles), index))
        hrefs.setdefault(day, f"{'' if there == path else addresses.relative(path, there)}#d-{day.isoformat()}")
    return counts, hrefs


def _day(article: Article) -> date:
    return article.date.date()


def _link(here: str, month: str, lang: Lang) -> tuple[str, str]:
    return addresses.relative(here, addresses.local(addresses.month(month), lang)), months.name(month, lang)
