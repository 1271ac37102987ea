"""An article as a row of a list: everything prepared here, so that templates only place it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from digest.extract.publishers import by_name, table
from digest.site import addresses, stance
from digest.site.marks import circled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Article, Source
    from digest.site.catalogue import Catalogue
    from digest.site.companies import Company
    from digest.site.settings import Lang
    from digest.site.stance import Stance

Item = TypeVar("Item")
CHIPS_IN_ROW = 3
ROWS = 20
"""Articles at the head of a list that are shown with their line and companies; those below have a line each."""


@dataclass(frozen=True, slots=True)
class Chip:
    """A link to a company."""

    href: str
    name: str
    code: str
    subject: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """An article in one line, for the long part of a list: what happened, when, and how it was judged."""

    href: str
    title: str
    lang: str
    day: str
    stance: Stance
    inherited: bool
    """Whether the list is a company's, but only the article as a whole was judged."""
    reason: str
    draft: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Row(Brief):
    """What the head of a list shows of one article."""

    publisher: str
    line: str
    chips: tuple[Chip, ...]
    more: int
    """Companies that did not fit."""
    mark: str
    series: str


def publisher(source: Source, lang: Lang = "ko") -> str:
    """The name under which the source is cited; that of its key where it has none, else its key or host.

    On English pages a publisher of our table has the English name that it uses itself, where the article has another.
    """
    if source.name:
        return called(source.name, lang)
    if source.publisher:
        known = table().get(source.publisher)
        return (known.name_en if lang == "en" else known.name_ko) if known else source.publisher
    return (source.url or "").partition("://")[2].partition("/")[0].removeprefix("www.")


def called(name: str, lang: Lang) -> str:
    """A publisher's name as pages of one language have it; itself where our table does not know it."""
    known = by_name(name) if lang == "en" and not name.isascii() else None
    return known.name_en if known else name


def chip(company: Company, here: str, lang: Lang, *, subject: bool = True) -> Chip:
    """The link from the page at `here`. A company without a name is its code alone."""
    name = company.name(lang)
    code = "" if name == company.code else company.code
    there = addresses.local(addresses.company(company.slug), lang)
    return Chip(addresses.relative(here, there), name, code, subject)


def row(
    catalogue: Catalogue,
    article: Article,
    here: str,
    lang: Lang,
    *,
    own: Stance | None = None,
    besides: Company | None = None,
) -> Row:
    """The row of `article` on the page at `here`.

    On the page of the company `besides`, `own` is its stance in place of the article's, and its link is left out.
    """
    article = catalogue.read_in(article, lang)
    left_out = besides.id if besides else ""
    subjects = [company for company, subject in catalogue.named(article) if subject and company.id != left_out]
    series = catalogue.library.series.get(article.series or "")
    return Row(
        publisher=publisher(article.source, lang),
        line=catalogue.line(article),
        chips=tuple(chip(company, here, lang) for company in subjects[:CHIPS_IN_ROW]),
        more=max(0, len(subjects) - CHIPS_IN_ROW),
        mark=circled(article.part) if article.part else "",
        series=series_title(series.title, series.title_ko, series.title_en, lang) if series else "",
        **_brief(catalogue, article, here, lang, own),
    )


def brief(catalogue: Catalogue, article: Article, here: str, lang: Lang, *, own: Stance | None = None) -> Brief:
    """The one line of `article` on the page at `here`; `own` is as in `row`."""
    return Brief(**_brief(catalogue, catalogue.read_in(article, lang), here, lang, own))


def _brief(catalogue: Catalogue, article: Article, here: str, lang: Lang, own: Stance | None) -> dict[str, Any]:
    """What both say of an article as it is read."""
    return {
        "href": addresses.relative(here, catalogue.path(article)),
        "title": article.title,
        "lang": article.lang if article.lang != lang else "",
        "day": f"{article.date:%Y-%m-%d}",
        "stance": own or stance.of_article(article),
        "inherited": own is not None and own.scope == "article" and own.label != "none",
        "reason": own.reason if own else "",
        "draft": article.status == "draft",
    }


def listed(
    catalogue: Catalogue, articles: Sequence[Article], here: str, lang: Lang, *, front: bool
) -> tuple[list[Row], list[Brief]]:
    """The articles on a leaf of a list: those that are shown whole, and those with one line."""
    whole, rest = halves(articles, front=front)
    rows = [row(catalogue, article, here, lang) for article in whole]
    return rows, [brief(catalogue, article, here, lang) for article in rest]


def halves(items: Sequence[Item], *, front: bool) -> tuple[Sequence[Item], Sequence[Item]]:
    """Of the items on a leaf those that are shown whole, which only the front of a list has, and the others."""
    whole = ROWS if front else 0
    return items[:whole], items[whole:]


def series_title(title: str, title_ko: str | None, title_en: str | None, lang: Lang) -> str:
    """The title of a series in one language, its main title where there is none."""
    return (title_ko if lang == "ko" else title_en) or title
