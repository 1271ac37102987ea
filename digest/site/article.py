"""The page of one article: what happened, for whom, who says so, and where the original is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site import addresses, cards, differences, evidence, figures, prose, stance, topic
from digest.site.head import article_data
from digest.site.page import Page
from digest.site.related import related
from digest.site.render import render
from digest.site.rows import chip, publisher, series_title
from digest.site.strip import around, parts
from digest.site.words import say

if TYPE_CHECKING:
    from digest.model import Article
    from digest.site.catalogue import Catalogue
    from digest.site.rows import Chip
    from digest.site.settings import Lang
    from digest.site.stance import Stance

REVISIONS = 10
"""Corrections that are listed, newest first; the rest is counted."""


def page(catalogue: Catalogue, article: Article) -> Page:
    """The article's page, its translation's, or its tombstone where it was withdrawn."""
    here = catalogue.path(article)
    lang = article.lang
    source = catalogue.library.paths[article.id]
    if article.status == "withdrawn":
        title = say(lang, "withdrawn_title")
        html = render("withdrawn.html", catalogue, here, lang, title=title, home=catalogue.homes[lang])
        told = say(lang, "withdrawn")
        return Page(here, title, lang, told, html, search=False, unlisted=True, kind="article", source=source)
    series = catalogue.library.series.get(article.series or "")
    strip = parts(catalogue, series, here, article.id, lang) if series else []
    readable = [part for part in strip if part.href]
    position = next((index for index, part in enumerate(readable) if part.state == "here"), None)
    named = catalogue.named(article)
    judged = _judged(catalogue, article, here)
    judges = {made.judge(lang) for _, _, made in judged}
    ended = catalogue.ended(article)
    revisions = catalogue.revisions.get(article.id, ())
    html = render(
        "article.html",
        catalogue,
        here,
        lang,
        article=article,
        publisher=publisher(article.source, lang),
        series=series,
        series_title=series_title(series.title, series.title_ko, series.title_en, lang) if series else "",
        series_href=addresses.relative(here, addresses.series_in(series.slug, series.lang, lang)) if series else "",
        ended=ended,
        strip=[] if ended else around(strip),
        count_parts=len(strip),
        previous=readable[position - 1] if position else None,
        next=readable[position + 1] if position is not None and position + 1 < len(readable) else None,
        stance=stance.of_article(article),
        subjects=[chip(company, here, lang) for company, subject in named if subject],
        mentions=[chip(company, here, lang, subject=False) for company, subject in named if not subject],
        topics=[topic.chip(one, here, lang) for one in catalogue.topics_of(article)],
        grounds=evidence.of_article(catalogue, article),
        differing=differences.of_article(catalogue, article, here),
        related=related(catalogue, article, here),
        judged=judged,
        judge=judges.pop() if len(judges) == 1 else "",
        figures=figures.rows(article.figures, lang),
        charts=figures.charts(article.figures, lang),
        revisions=revisions[:REVISIONS],
        more_revisions=max(0, len(revisions) - REVISIONS),
        repository=(catalogue.settings.site.repository or "").rstrip("/"),
        further=[(publisher(item, lang), item) for item in article.sources],
        versions=_versions(catalogue, article, here),
        quoted=prose.script(article.excerpt or "") or "",
        written=catalogue.by_id[article.id].lang,
        machine=_by_machine(catalogue, article),
    )
    return Page(
        path=here,
        title=article.title,
        lang=lang,
        description=prose.description(article),
        html=html,
        kind="article",
        source=source,
        body=article.body,
        search=article.status == "published",
        data=article_data(catalogue, article, brief=ended),
        brief=ended,
        alternates=_alternates(catalogue, article),
        picture=cards.of_article(catalogue, article),
    )


def _alternates(catalogue: Catalogue, article: Article) -> dict[Lang, str]:
    """The paths of the original and its translation, by language."""
    other = catalogue.translations.get(article.id)
    both = (catalogue.by_id[article.id], other) if other else ()
    return {one.lang: catalogue.path(one) for one in both}


def _versions(catalogue: Catalogue, article: Article, here: str) -> list[tuple[Lang, str]]:
    """The languages in which the article can be read, and the way to each; empty where there is one alone."""
    return [(lang, addresses.relative(here, path)) for lang, path in _alternates(catalogue, article).items()]


def _by_machine(catalogue: Catalogue, article: Article) -> bool:
    """Whether this is a translation that a model wrote and no person has reviewed."""
    words = catalogue.library.translations.get(article.id)
    return bool(words and words.lang == article.lang and words.by_machine)


def _judged(catalogue: Catalogue, article: Article, here: str) -> list[tuple[Chip, str, Stance]]:
    """Companies that were judged on their own, with their sectors: impacts, then those of the sentiment alone."""
    wanted = [catalogue.company(row.ticker) for row in article.impacts]
    wanted += [catalogue.company(row.ticker) for row in (article.sentiment.companies if article.sentiment else ())]
    return [
        (
            chip(company, here, article.lang),
            company.sector(article.lang),
            stance.of_company(article, company.id, lambda code: catalogue.company(code).id),
        )
        for company in dict.fromkeys(wanted)
    ]
