"""All sources of a series: every original that its articles rest on, once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site.marks import circled
from digest.site.rows import publisher

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.model import Article
    from digest.site.settings import Lang


@dataclass(frozen=True, slots=True)
class Original:
    """One original."""

    name: str
    url: str
    """Empty where only the publisher is known."""
    marks: tuple[str, ...]
    """The parts that rest on it; empty for those without a number."""
    title: str
    """Of the article whose first source it is; empty for a further source, and where a part's mark says it."""
    lang: str


def sources(articles: Iterable[Article], lang: Lang = "ko") -> list[Original]:
    """Originals in the order of reading; one that several articles name is one."""
    found: dict[tuple[str, str], Original] = {}
    for article in articles:
        mark = (circled(article.part),) if article.part else ()
        for index, item in enumerate((article.source, *article.sources)):
            name, url = publisher(item, lang), item.url or ""
            if not (name or url):
                continue
            title = "" if index or article.part else article.title
            known = found.get((name, url))
            marks = tuple(dict.fromkeys([*(known.marks if known else ()), *mark]))
            found[name, url] = Original(name, url, marks, (known and known.title) or title, article.lang)
    return list(found.values())
