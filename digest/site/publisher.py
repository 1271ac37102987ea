"""The page of one publisher, and the list of all: where the digest's articles come from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site import addresses, paging
from digest.site.page import Page
from digest.site.render import render
from digest.site.rows import called, listed
from digest.site.words import say

if TYPE_CHECKING:
    from digest.site.catalogue import Catalogue
    from digest.site.settings import Lang


def page(catalogue: Catalogue, slug: str, number: int = paging.FRONT, lang: Lang = "ko") -> Page:
    """One leaf of a publisher's articles, newest first."""
    publisher, articles = catalogue.publishers[slug]
    name = called(publisher.name, lang)
    path = addresses.local(addresses.publisher(slug), lang)
    leaf, items = paging.newest(path, articles, number, paging.KEPT)
    rows, briefs = listed(catalogue, items, leaf.here, lang, front=leaf.is_front)
    html = render(
        "list.html",
        catalogue,
        leaf.here,
        lang,
        kicker=say(lang, "publisher"),
        title=name,
        subtitle=publisher.name if publisher.name != name else "",
        count=len(articles),
        rows=rows,
        briefs=briefs,
        leaf=leaf,
        rest=addresses.found(leaf.here, lang, publisher=slug) if leaf.names_rest else "",
        back=(addresses.PUBLISHERS, say(lang, "all_publishers")),
        note=say(lang, "publisher_note"),
    )
    title = name if leaf.is_front else f"{name} · {number}"
    description = name
    if leaf.is_front:
        description += f" · {say(lang, 'count_articles', n=len(articles))}"
    both = paging.both(addresses.publisher(slug), number)
    return Page(leaf.here, title, lang, description, html, search=leaf.is_front, kind="publisher", alternates=both)


def listing(catalogue: Catalogue, lang: Lang = "ko") -> Page:
    """All publishers, most articles first."""
    here = addresses.local(addresses.PUBLISHERS, lang)
    items = [
        (
            addresses.relative(here, addresses.local(addresses.publisher(slug), lang)),
            called(publisher.name, lang),
            len(articles),
        )
        for slug, (publisher, articles) in catalogue.publishers.items()
    ]
    html = render("publisher_list.html", catalogue, here, lang, items=items)
    other: Lang = "en" if lang == "ko" else "ko"
    both = paging.both(addresses.PUBLISHERS)
    return Page(
        here, say(lang, "publishers"), lang, say(other, "publishers"), html, search=False, kind="list", alternates=both
    )
