"""The home pages: the news first, then the series and the companies in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site import addresses, cards, company, series, topic
from digest.site.page import Page
from digest.site.render import render
from digest.site.rows import row

if TYPE_CHECKING:
    from digest.model import StaticPage
    from digest.site.catalogue import Catalogue
    from digest.site.settings import Lang


def page(catalogue: Catalogue, static: StaticPage, path: str, *, only: Lang | None = None) -> Page:
    """A home page with the words of `static`; `only` keeps the articles of one language."""
    sizes = catalogue.settings.site
    lang = static.lang
    articles = [article for article in catalogue.listed if only in {None, article.lang}]
    html = render(
        "home.html",
        catalogue,
        path,
        lang,
        title=static.title,
        lead=static.description or "",
        rows=[row(catalogue, article, path, lang) for article in articles[: sizes.latest]],
        count=len(articles),
        cards=series.cards(catalogue, path, lang),
        companies=company.counted(catalogue, path, lang)[: sizes.companies],
        topics=[topic.chip(one, path, lang) for one, _ in topic.counted(catalogue, articles)],
        has_words=bool(static.body),
    )
    return Page(
        path=path,
        title=static.title,
        lang=lang,
        description=static.description or "",
        html=html,
        search=False,
        kind="home",
        source=static.path,
        body=static.body,
        picture=cards.of_site(catalogue, lang),
    )


def is_home(path: str) -> bool:
    """Whether a page written by hand is a home page, and so gets the news."""
    return path in {addresses.HOME, addresses.HOME_EN}
