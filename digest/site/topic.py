"""The page of one theme, and the list of all: what the words of headlines and summaries are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site import addresses, paging
from digest.site.page import Page
from digest.site.render import render
from digest.site.rows import Chip, listed
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.enrich.topics import Topic
    from digest.model import Article
    from digest.site.catalogue import Catalogue
    from digest.site.settings import Lang


def page(catalogue: Catalogue, topic: Topic, number: int = paging.FRONT, lang: Lang = "ko") -> Page:
    """One leaf of a theme, with its name in the other language beside it; newest article first."""
    articles = catalogue.topics[topic]
    path = addresses.local(addresses.topic(topic.key), lang)
    leaf, items = paging.newest(path, articles, number, paging.KEPT)
    name, other = names(topic, lang)
    rows, briefs = listed(catalogue, items, leaf.here, lang, front=leaf.is_front)
    html = render(
        "list.html",
        catalogue,
        leaf.here,
        lang,
        kicker=say(lang, "topic"),
        title=name,
        subtitle=other if other != name else "",
        count=len(articles),
        rows=rows,
        briefs=briefs,
        leaf=leaf,
        rest=addresses.found(leaf.here, lang, topic=topic.key) if leaf.names_rest else "",
        back=(addresses.TOPICS, say(lang, "all_topics")),
        note=say(lang, "topic_note"),
    )
    title = name if leaf.is_front else f"{name} · {number}"
    description = f"{name} · {other}"
    if leaf.is_front:
        description += f" · {say(lang, 'count_articles', n=len(articles))}"
    both = paging.both(addresses.topic(topic.key), number)
    return Page(leaf.here, title, lang, description, html, search=leaf.is_front, kind="topic", alternates=both)


def listing(catalogue: Catalogue, lang: Lang = "ko") -> Page:
    """The list of all themes that have articles, most articles first; ties in the order of the table."""
    here = addresses.local(addresses.TOPICS, lang)
    counts = sorted(catalogue.topics.items(), key=lambda item: -len(item[1]))
    items = [(chip(topic, here, lang), names(topic, lang)[1], len(found)) for topic, found in counts]
    html = render("topic_list.html", catalogue, here, lang, items=items)
    other: Lang = "en" if lang == "ko" else "ko"
    both = paging.both(addresses.TOPICS)
    return Page(here, say(lang, "topics"), lang, say(other, "topics"), html, search=False, kind="list", alternates=both)


def names(topic: Topic, lang: Lang) -> tuple[str, str]:
    """Its name in one language, and in the other."""
    return (topic.name_ko, topic.name_en) if lang == "ko" else (topic.name_en, topic.name_ko)


def counted(catalogue: Catalogue, articles: Iterable[Article]) -> list[tuple[Topic, int]]:
    """The themes of some articles with how many have each, most first; ties in the order of the table."""
    wanted = {article.id for article in articles}
    counts = [(topic, sum(item.id in wanted for item in found)) for topic, found in catalogue.topics.items()]
    return sorted([(topic, n) for topic, n in counts if n], key=lambda item: -item[1])


def chip(topic: Topic, here: str, lang: Lang) -> Chip:
    """The link to a theme from the page at `here`."""
    there = addresses.local(addresses.topic(topic.key), lang)
    return Chip(addresses.relative(here, there), names(topic, lang)[0], "", subject=False)
