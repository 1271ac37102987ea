"""Companies × articles of a series: for whom each part is good or bad news, as a table."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from digest.site import addresses, stance
from digest.site.marks import circled
from digest.site.rows import Chip, chip

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.model import Article
    from digest.site.catalogue import Catalogue
    from digest.site.companies import Company
    from digest.site.settings import Lang
    from digest.site.stance import Stance

COLUMNS = 24
"""Most articles: the latest of a very long series."""
ROWS = 16
"""Most companies; all others are counted beneath."""
Cell: TypeAlias = "Stance | Literal['named'] | None"
"""A judgement of the company, `named` where the article is not about it, None where it does not name it."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a column."""

    href: str
    mark: str
    """`①`, or the day `01-30` of an article without a part."""
    title: str
    lang: str


@dataclass(frozen=True, slots=True)
class Line:
    """One company."""

    chip: Chip
    cells: tuple[Cell, ...]
    """Its own judgement in each article: `none` where that is about it and nobody judged what it means for it."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """The whole table."""

    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    more: tuple[Chip, ...]
    """Companies that did not fit, or that no article judges or is about."""
    cut: bool
    """Whether earlier articles were left out."""


def matrix(catalogue: Catalogue, articles: Sequence[Article], here: str, lang: Lang) -> Matrix | None:
    """The table over articles in the order of reading; None where no company is named."""
    shown = articles[-COLUMNS:]
    cells: dict[Company, list[Cell]] = {}
    weight: dict[Company, int] = {}
    for index, article in enumerate(shown):
        for company, subject in catalogue.named(article):
            made = stance.of_company(article, company.id, lambda code: catalogue.company(code).id)
            own = made if made.scope == "company" and made.label != "none" else None
            cells.setdefault(company, [None] * len(shown))[index] = own or (stance.NONE if subject else "named")
            weight[company] = weight.get(company, 0) + 2 * bool(own) + subject
    if not cells:
        return None
    order = sorted(cells, key=lambda company: (-weight[company], company.id))
    told = [company for company in order if weight[company]][:ROWS]
    return Matrix(
        heads=tuple(_head(catalogue, article, here, lang) for article in shown),
        lines=tuple(Line(chip(company, here, lang), tuple(cells[company])) for company in told),
        more=tuple(chip(company, here, lang, subject=False) for company in order if company not in told),
        cut=len(shown) < len(articles),
    )


def _head(catalogue: Catalogue, article: Article, here: str, lang: Lang) -> Head:
    return Head(
        href=addresses.relative(here, catalogue.path(article)),
        mark=circled(article.part) if article.part else f"{article.date:%m-%d}",
        title=article.title,
        lang=article.lang if article.lang != lang else "",
    )
