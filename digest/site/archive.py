"""Pages by time: one for each month, and the list of months."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from digest.site import addresses, dates
from digest.site.page import Page
from digest.site.render import render
from digest.site.rows import row
from digest.site.words import say

if TYPE_CHECKING:
    from digest.site.catalogue import Catalogue


def page(catalogue: Catalogue, month: str) -> Page:
    """One month, newest day first; a day is the one printed on the article, in its own zone."""
    here = addresses.month(month)
    articles = sorted(catalogue.months[month], key=lambda article: article.date.date(), reverse=True)
    days = [
        (day.isoformat(), dates.day(day, "ko"), [row(catalogue, article, here, "ko") for article in group])
        for day, group in groupby(articles, key=lambda article: article.date.date())
    ]
    months = list(catalogue.months)
    place = months.index(month)
    title = name(month)
    html = render(
        "month.html",
        catalogue,
        here,
        "ko",
        title=title,
        subtitle=month,
        days=days,
        count=len(articles),
        earlier=_link(here, months[place + 1]) if place + 1 < len(months) else None,
        later=_link(here, months[place - 1]) if place else None,
    )
    return Page(here, title, "ko", say("ko", "count_articles", n=len(articles)), html, search=False, kind="month")


def listing(catalogue: Catalogue) -> Page:
    """The list of months, by year."""
    here = addresses.MONTHS
    most = max((len(articles) for articles in catalogue.months.values()), default=1)
    years = [
        (year, [(*_link(here, month), len(found), f"{100 * len(found) / most:.1f}") for month, found in group])
        for year, group in groupby(catalogue.months.items(), key=lambda item: item[0][:4])
    ]
    html = render("month_list.html", catalogue, here, "ko", years=years)
    return Page(here, say("ko", "months"), "ko", say("en", "months"), html, search=False, kind="list")


def name(month: str) -> str:
    """`2025년 1월` of `2025-01`."""
    year, number = month.split("-")
    return say("ko", "month_title", year=year, month=int(number))


def _link(here: str, month: str) -> tuple[str, str]:
    return addresses.relative(here, addresses.month(month)), name(month)
