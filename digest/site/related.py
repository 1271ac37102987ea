"""What to read next beside the parts of a series: near articles, each with the reason why it stands there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site import addresses
from digest.site.rows import publisher, series_title
from digest.site.words import say

if TYPE_CHECKING:
    from digest.enrich.related import Related
    from digest.model import Article
    from digest.site.catalogue import Catalogue

MOST = 4
MOST_OF_ENDED = 2
"""Of an article whose story is over."""
LEAST = 0.3
"""Least score without a shared company or series: a word in common with a headline is no reason."""
NAMES = 3


@dataclass(frozen=True, slots=True)
class Near:
    """One line of the list."""

    href: str
    title: str
    lang: str
    """Empty where it is the page's own."""
    day: str
    publisher: str
    reason: str


def related(catalogue: Catalogue, article: Article, here: str) -> list[Near]:
    """A few articles near to `article`; the parts of its series, which its strip leads to, are left out."""
    wanted = [item for item in catalogue.neighbours.further(article, n=2 * MOST) if _near(item)]
    most = MOST_OF_ENDED if catalogue.ended(article) else MOST
    return [_line(catalogue, article, item, here) for item in wanted[:most]]


def _near(item: Related) -> bool:
    return bool(item.companies) or item.same_series or item.score >= LEAST


def _line(catalogue: Catalogue, article: Article, item: Related, here: str) -> Near:
    other = catalogue.read_in(item.article, article.lang)
    return Near(
        href=addresses.relative(here, catalogue.path(other)),
        title=other.title,
        lang=other.lang if other.lang != article.lang else "",
        day=f"{other.date:%Y-%m-%d}",
        publisher=publisher(other.source, article.lang),
        reason=_reason(catalogue, article, item),
    )


def _reason(catalogue: Catalogue, article: Article, item: Related) -> str:
    lang = article.lang
    if item.companies:
        names = [catalogue.company(code).name(lang) for code in item.companies]
        more = f" +{len(names) - NAMES}" if len(names) > NAMES else ""
        return say(lang, "related_companies", names=", ".join(names[:NAMES]) + more)
    if item.same_series:
        series = catalogue.library.series[article.series or ""]
        title = series_title(series.title, series.title_ko, series.title_en, lang)
        return say(lang, "related_series", title=title)
    return say(lang, "related_title")
