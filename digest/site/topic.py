"""The page of one theme, and the list of all: what the words of headlines and summaries are about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site import addresses
from digest.site.page import Page
from digest.site.render import render
from digest.site.rows import Chip, row
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.enrich.topics import Topic
    from digest.model import Article
    from digest.site.catalogue import Catalogue
    from digest.site.settings import Lang


def page(catalogue: Catalogue, topic: Topic) -> Page:
    """The page of one theme, Korean with its English name beside it; newest article first."""
    here = addresses.topic(topic.key)
    articles = catalogue.topics[topic]
    html = render(
        "topic.html",
        catalogue,
        here,
        "ko",
        title=topic.name_ko,
        subtitle=topic.name_en if topic.name_en != topic.name_ko else "",
        rows=[row(catalogue, article, here, "ko") for article in articles],
        count=len(articles),
    )
    description = f"{topic.name_ko} · {topic.name_en} · {say('ko', 'count_articles', n=len(articles))}"
    return Page(here, topic.name_ko, "ko", description, html, kind="topic")


def listing(catalogue: Catalogue) -> Page:
    """The list of all themes that have articles."""
    here = addresses.TOPICS
    items = [(chip(topic, here, "ko"), topic.name_en, n) for topic, n in counted(catalogue, catalogue.listed)]
    html = render("topic_list.html", catalogue, here, "ko", items=items)
    return Page(here, say("ko", "topics"), "ko", say("en", "topics"), html, search=False, kind="list")


def counted(catalogue: Catalogue, articles: Iterable[Article]) -> list[tuple[Topic, int]]:
    """The themes of some articles with how many have each, most first; ties in the order of the table."""
    wanted = {article.id for article in articles}
    counts = [(topic, sum(item.id in wanted for item in found)) for topic, found in catalogue.topics.items()]
    return sorted([(topic, n) for topic, n in counts if n], key=lambda item: -item[1])


def chip(topic: Topic, here: str, lang: Lang) -> Chip:
    """The link to a theme from the page at `here`."""
    name = topic.name_ko if lang == "ko" else topic.name_en
    return Chip(addresses.relative(here, addresses.topic(topic.key)), name, "", subject=False)
