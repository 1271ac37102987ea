"""The page of one company, and the list of all: the news about it, then the news that names it."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from digest.site import addresses, cards, months, paging, stance
from digest.site.charts.sparkline import sparkline
from digest.site.company_links import links
from digest.site.page import Page
from digest.site.render import render
from digest.site.rows import brief, chip, halves, row, series_title
from digest.site.tally import Tally
from digest.site.words import either, say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from digest.site.catalogue import Catalogue, Coverage
    from digest.site.companies import Company
    from digest.site.rows import Chip
    from digest.site.settings import Lang
    from digest.site.stance import Stance

TOGETHER = 12
"""Most companies shown that are named together with one."""
SERIES = 12
"""Most series shown in which it stands."""
_SPARK = 3
"""Fewer months than this are a table of their own: no chart."""


def page(catalogue: Catalogue, company: Company, number: int = paging.FRONT, lang: Lang = "ko") -> Page:
    """One leaf of a company's page; the profile and the chart stand on its front."""
    path = addresses.local(addresses.company(company.slug), lang)
    covered = catalogue.coverage[company]
    leaf, items = paging.newest(path, covered, number, paging.KEPT)
    whole, rest = halves([item for item in items if item.subject], front=leaf.is_front)
    said = partial(_said, catalogue, company=company, lang=lang)
    subjects, mentions = catalogue.coverage_counts[company]
    name, other = company.name(lang), company.name("en" if lang == "ko" else "ko")
    first = leaf.is_front
    counted = months.counts(item.article.date for item in covered) if first else []
    html = render(
        "company.html",
        catalogue,
        leaf.here,
        lang,
        company=company,
        title=name,
        subtitle=other if other != name else "",
        tally=_own(covered).judged if first else [],
        outside=links(company, lang) if first else [],
        chart=_chart(name, counted, lang),
        counted=[(key, months.name(key, lang), count) for key, count in reversed(counted)],
        subjects=[row(catalogue, one.article, leaf.here, lang, own=said(one), besides=company) for one in whole],
        briefs=[brief(catalogue, one.article, leaf.here, lang, own=said(one)) for one in rest],
        mentions=[brief(catalogue, one.article, leaf.here, lang, own=said(one)) for one in items if not one.subject],
        count_subjects=subjects,
        count_mentions=mentions,
        together=_together(catalogue, company, covered, leaf.here, lang) if first else [],
        series=_series(catalogue, covered, leaf.here, lang) if first else [],
        leaf=leaf,
        rest=addresses.found(leaf.here, lang, company=company.slug) if leaf.names_rest else "",
    )
    title = name if name == company.code else f"{name} ({company.code})"
    count = say(lang, "count_articles", n=len(covered))
    shown = title if first else f"{title} · {number}"
    return Page(
        path=leaf.here,
        title=shown,
        lang=lang,
        description=f"{title} · {other} · {count}" if first else f"{title} · {other}",
        html=html,
        search=first,
        kind="company",
        alternates=paging.both(addresses.company(company.slug), number),
        picture=cards.of_company(catalogue, company, lang),
    )


def listing(catalogue: Catalogue, lang: Lang = "ko") -> Page:
    """The list of all companies, by sector."""
    here = addresses.local(addresses.COMPANIES, lang)
    other: Lang = "en" if lang == "ko" else "ko"
    sectors: dict[str, list[tuple[Chip, str, int, int]]] = {}
    for chip_, company, subjects, total in counted(catalogue, here, lang):
        sectors.setdefault(company.sector_en, []).append((chip_, company.name(other), subjects, total))
    groups = [
        (_sector(name, lang), _sector(name, other) if _sector(name, other) != _sector(name, lang) else "", found)
        for name, found in sorted(sectors.items(), key=lambda item: (item[0] == "", item[0]))
    ]
    html = render("company_list.html", catalogue, here, lang, groups=groups)
    both = paging.both(addresses.COMPANIES)
    return Page(
        here, say(lang, "companies"), lang, say(other, "companies"), html, search=False, kind="list", alternates=both
    )


def counted(catalogue: Catalogue, here: str, lang: Lang) -> list[tuple[Chip, Company, int, int]]:
    """Companies with how many articles are about them and how many name them at all, most first."""
    found = [
        (chip(company, here, lang), company, subjects, subjects + mentions)
        for company, (subjects, mentions) in catalogue.coverage_counts.items()
    ]
    return sorted(found, key=lambda item: (-item[2], -item[3], item[1].id))


def _sector(name: str, lang: Lang) -> str:
    return either(lang, "sector", name)


def _said(catalogue: Catalogue, item: Coverage, company: Company, lang: Lang) -> Stance:
    """The judgement in the words of the page's language, where the article has a translation."""
    read = catalogue.read_in(item.article, lang)
    if read is item.article:
        return item.stance
    return stance.of_company(read, company.id, lambda ticker: catalogue.company(ticker).id)


def _own(covered: Sequence[Coverage]) -> Tally:
    """How often the company itself was judged each way; judgements of whole articles do not count."""
    return Tally.of(item.stance.label for item in covered if item.stance.scope == "company")


def _chart(name: str, counted: Sequence[tuple[str, int]], lang: Lang) -> Markup | None:
    if len(counted) < _SPARK:
        return None
    peak, most = max(counted, key=lambda item: item[1])
    total = say(lang, "count_articles", n=sum(count for _, count in counted))
    words = {"first": months.name(counted[0][0], lang), "last": months.name(counted[-1][0], lang)}
    desc = say(lang, "chart_months_desc", total=total, peak=months.name(peak, lang), most=most, **words)
    return sparkline(say(lang, "chart_months", name=name), desc, counted)


def _together(
    catalogue: Catalogue, company: Company, covered: Sequence[Coverage], here: str, lang: Lang
) -> list[tuple[Chip, int]]:
    """Companies that stand in the same articles, with in how many, most first."""
    found = Counter(other.id for item in covered for other, _ in catalogue.named(item.article))
    found.pop(company.id, None)
    order = sorted(found, key=lambda name: (-found[name], name))[:TOGETHER]
    return [(chip(catalogue.company(name), here, lang), found[name]) for name in order]


def _series(catalogue: Catalogue, covered: Sequence[Coverage], here: str, lang: Lang) -> list[tuple[str, str, int]]:
    """Address, title and count of the series of which most articles name the company, most first."""
    found: dict[str, int] = {}
    for item in covered:
        if slug := item.article.series:
            found[slug] = found.get(slug, 0) + 1
    made = []
    for slug in sorted(found, key=lambda slug: (-found[slug], slug))[:SERIES]:
        if one := catalogue.library.series.get(slug):
            title = series_title(one.title, one.title_ko, one.title_en, lang)
            made.append((addresses.relative(here, addresses.series_in(slug, one.lang, lang)), title, found[slug]))
    return made
