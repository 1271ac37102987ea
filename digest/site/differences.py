"""Numbers on which sources differ, as readers see them: nobody here decides which is right."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.check.disagreements import disagreements
from digest.site import addresses, amounts
from digest.site.marks import circled
from digest.site.rows import called

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from digest.check.disagreements import Disagreement, Value
    from digest.model import Article
    from digest.site.catalogue import Catalogue
    from digest.site.settings import Lang


@dataclass(frozen=True, slots=True)
class Printed:
    """Who prints a value: a name, the part's mark where it has one, and a link unless this is its page."""

    name: str
    mark: str
    href: str


@dataclass(frozen=True, slots=True)
class Difference:
    """One quantity on one day, with every value and those who print it."""

    label: str
    lang: str
    """Empty where the label is in the page's own language."""
    day: date
    values: tuple[tuple[str, tuple[Printed, ...]], ...]


def of_series(catalogue: Catalogue, slug: str, here: str, lang: Lang) -> list[Difference]:
    """Everything on which the articles of a series differ."""
    return [_shown(catalogue, item, here, lang, "") for item in _within(catalogue, slug)]


def of_article(catalogue: Catalogue, article: Article, here: str) -> list[Difference]:
    """Where this article differs within itself (it names several sources) or from others of its series."""
    found = _within(catalogue, article.series) if article.series else _found(catalogue, [article])
    mine = [item for item in found if any(value.article == article.id for value in item.values)]
    return [_shown(catalogue, item, here, article.lang, article.id) for item in mine]


def _within(catalogue: Catalogue, slug: str) -> tuple[Disagreement, ...]:
    """Compared once for all pages of a series: the work grows with its square otherwise."""
    if slug not in catalogue.disagreements:
        articles = [item for item in catalogue.series[slug] if item.status != "withdrawn"]
        catalogue.disagreements[slug] = _found(catalogue, articles)
    return catalogue.disagreements[slug]


def _found(catalogue: Catalogue, articles: Sequence[Article]) -> tuple[Disagreement, ...]:
    return disagreements(articles, names=_names(catalogue, articles))


def _names(catalogue: Catalogue, articles: Sequence[Article]) -> Mapping[str, str]:
    companies = {company for article in articles for company, _ in catalogue.named(article)}
    return {name: company.id for company in sorted(companies) for name in (company.name_ko, company.name_en)}


def _shown(catalogue: Catalogue, item: Disagreement, here: str, lang: Lang, current: str) -> Difference:
    own = next((value for value in item.values if catalogue.by_id[value.article].lang == lang), item.values[0])
    rows: dict[str, list[Printed]] = {}
    for value in item.values:
        printed = _printed(catalogue, value, here, lang, current)
        row = rows.setdefault(amounts.amount(value.figure, lang), [])
        if printed not in row:
            row.append(printed)
    written = catalogue.by_id[own.article].lang
    return Difference(
        label=own.figure.label.removesuffix(f"({own.source})").strip(),
        lang="" if written == lang else written,
        day=item.date,
        values=tuple((amount, tuple(row)) for amount, row in rows.items()),
    )


def _printed(catalogue: Catalogue, value: Value, here: str, lang: Lang, current: str) -> Printed:
    article = catalogue.read_in(catalogue.by_id[value.article], lang)
    href = "" if article.id == current else addresses.relative(here, catalogue.path(article))
    return Printed(called(value.source, lang), circled(article.part) if article.part else "", href)
