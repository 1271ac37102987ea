"""From what a page says to a draft article: companies, sentiment, figures and a quotation are added.

What the page does not say stays empty, and a note tells the curator.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.enrich import excerpt
from digest.enrich.companies import companies
from digest.enrich.quantities import key_figures
from digest.enrich.sentiment import judge
from digest.model import Article, Source
from digest.text.markdown import escape_paragraph

if TYPE_CHECKING:
    from datetime import date

    from digest.enrich.securities import Securities
    from digest.enrich.sentiment import Scorer
    from digest.model import Extraction, Rights

MAX_TICKERS = 5
NO_SUMMARY = "body: write our own summary (what happened, why it matters, what to watch)"


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the curator decided on the command line."""

    identifier: str
    rights: Rights
    basis: str | None
    series: str | None
    part: int | None
    retrieved: date
    sha256: str


def draft(page: Extraction, wishes: Wishes, securities: Securities, scorer: Scorer | None = None) -> Article:
    """The article as far as a machine can take it. `page.published` and `page.title` must be known."""
    text = "\n".join(page.body)
    title, lead = page.title or "", page.body[0] if page.body else ""
    found = companies(text, securities, title=title, lead=lead)
    subjects = [company for company in found if company.role == "subject"]
    named = [company for company in found if company.role == "mentioned"] + subjects[MAX_TICKERS:]
    day = page.published.date() if page.published else None
    notes = list(page.notes)
    quoted = excerpt.choose(page.body) if wishes.rights == "excerpt" else None
    if wishes.rights == "excerpt":
        notes.append(NO_SUMMARY)
        if quoted is None:
            notes.append("excerpt: no opening sentence fits a tenth of the source: quote one by hand, or leave it out")
    if wishes.rights == "full" and not wishes.basis:
        notes.append("rights_basis: write down the licence or permission, then set status: published")
    linked = page.url is not None and (wishes.rights != "full" or bool(wishes.basis))
    return Article.model_validate(
        {
            "id": wishes.identifier,
            "title": page.title,
            "date": page.published,
            "date_precision": page.date_precision,
            "date_source": page.date_source or "page",
            "modified": page.modified,
            "lang": page.lang,
            "kicker": page.kicker,
            "series": wishes.series,
            "part": wishes.part,
            "tickers": tuple(securities.ticker(company.security) for company in subjects[:MAX_TICKERS]),
            "mentions": tuple(securities.ticker(company.security) for company in named),
            "sentiment": None
            if wishes.rights == "link"
            else judge(text, page.lang, found, title=title, scorer=scorer, ticker=securities.ticker),
            "deck": page.deck,
            "figures": () if wishes.rights == "link" else key_figures(text, lang=page.lang, published=day),
            "captions": () if wishes.rights == "link" else page.captions,
            "source": Source(
                url=page.url,
                publisher=page.publisher,
                name=page.publisher_name,
                author=", ".join(page.authors) or None,
                place=page.place,
                retrieved=wishes.retrieved,
                sha256=wishes.sha256,
            ),
            "rights": wishes.rights,
            "rights_basis": wishes.basis,
            "excerpt": quoted,
            "status": "published" if linked else "draft",
            "notes": tuple(notes),
            "body": "\n\n".join(map(escape_paragraph, page.body)) if wishes.rights == "full" else "",
        }
    )
