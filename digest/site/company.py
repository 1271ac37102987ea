"""The page of one company, and the list of all: the news about it, then the news that names it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site import addresses
from digest.site.page import Page
from digest.site.render import render
from digest.site.rows import chip, row
from digest.site.stance import Stance
from digest.site.words import either, say

if TYPE_CHECKING:
    from digest.model import Label
    from digest.site.catalogue import Catalogue, Coverage
    from digest.site.companies import Company
    from digest.site.rows import Chip
    from digest.site.settings import Lang

_ORDER: tuple[Label, ...] = ("positive", "negative", "mixed", "neutral")


def page(catalogue: Catalogue, company: Company) -> Page:
    """The page of one company, Korean with its English name beside it."""
    here = addresses.company(company.slug)
    covered = catalogue.coverage[company]
    rows = [
        (item.subject, row(catalogue, item.article, here, "ko", own=item.stance, besides=company)) for item in covered
    ]
    name = company.name_ko
    html = render(
        "company.html",
        catalogue,
        here,
        "ko",
        company=company,
        title=name,
        subtitle=company.name_en if company.name_en != name else "",
        tally=_tally(covered),
        subjects=[item for subject, item in rows if subject],
        mentions=[item for subject, item in rows if not subject],
    )
    title = name if name == company.code else f"{name} ({company.code})"
    description = say("ko", "count_articles", n=len(covered))
    return Page(here, title, "ko", f"{title} · {company.name_en} · {description}", html, kind="company")


def listing(catalogue: Catalogue) -> Page:
    """The list of all companies, by sector."""
    here = addresses.COMPANIES
    sectors: dict[str, list[tuple[Chip, str, int, int]]] = {}
    for chip_, company, subjects, total in counted(catalogue, here, "ko"):
        sectors.setdefault(company.sector_en, []).append((chip_, company.name_en, subjects, total))
    groups = [
        (_sector(name, "ko"), name if _sector(name, "ko") != name else "", sectors[name])
        for name in sorted(sectors, key=lambda name: (name == "", name))
    ]
    html = render("company_list.html", catalogue, here, "ko", groups=groups)
    return Page(here, say("ko", "companies"), "ko", say("en", "companies"), html, search=False, kind="list")


def counted(catalogue: Catalogue, here: str, lang: Lang) -> list[tuple[Chip, Company, int, int]]:
    """Companies with how many articles are about them and how many name them at all, most first."""
    found = [
        (chip(company, here, lang), company, sum(item.subject for item in covered), len(covered))
        for company, covered in catalogue.coverage.items()
    ]
    return sorted(found, key=lambda item: (-item[2], -item[3], item[1].id))


def _sector(name: str, lang: Lang) -> str:
    return either(lang, "sector", name)


def _tally(covered: tuple[Coverage, ...]) -> list[tuple[Stance, int]]:
    """How often the company itself was judged each way; judgements of whole articles do not count."""
    own = [item.stance.label for item in covered if item.stance.scope == "company" and item.stance.label != "none"]
    return [(Stance(label), own.count(label)) for label in _ORDER if label in own]
