"""All pages of a library, in a fixed order. Nothing here knows a site generator."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site import addresses, archive, article, company, home, series, topic
from digest.site.catalogue import Catalogue
from digest.site.page import Page
from digest.site.render import render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.library.folder import Library
    from digest.model import StaticPage
    from digest.site.companies import Securities
    from digest.site.settings import Settings


def pages(library: Library, securities: Securities, settings: Settings, *, drafts: bool = False) -> Iterator[Page]:
    """Every page: those written by hand, then articles, series, companies, topics, months and the lists.

    Args:
        library: What was read from the content folder.
        securities: The table of securities.
        settings: Disclaimers and sizes.
        drafts: Whether drafts are shown, as in a preview.
    """
    catalogue = Catalogue(library, securities, settings, drafts=drafts)
    for static in library.pages.values():
        yield _static(catalogue, static)
    for item in catalogue.shown:
        yield article.page(catalogue, item)
    for one in library.series.values():
        yield series.page(catalogue, one)
    for firm in catalogue.coverage:
        yield company.page(catalogue, firm)
    for theme in catalogue.topics:
        yield topic.page(catalogue, theme)
    for month in catalogue.months:
        yield archive.page(catalogue, month)
    yield series.listing(catalogue)
    yield company.listing(catalogue)
    yield topic.listing(catalogue)
    yield archive.listing(catalogue)


def _static(catalogue: Catalogue, static: StaticPage) -> Page:
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
