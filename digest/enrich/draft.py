"""From what a page says to a draft article: companies, sentiment, figures and a quotation are added.

What the page does not say stays empty, and a note tells the curator.
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from digest.enrich import codes, excerpt
from digest.enrich.companies import companies
from digest.enrich.meanings import slips
from digest.enrich.quantities import key_figures
from digest.enrich.sentiment import judge
from digest.model import Article, Source
from digest.model.base import MAX_LINE
from digest.text.markdown import escape_paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from digest.enrich.securities import Securities
    from digest.enrich.sentiment import Scorer
    from digest.model import Extraction, Rights

MAX_TICKERS = 5
MAX_UNKNOWN = 5
"""Most notes about codes that the table lacks; a list of all listed companies would fill the file."""
NO_SUMMARY = "body: write our own summary (what happened, why it matters, what to watch)"


_UNPLACED = "unplaced"
"""The id of a draft until its place in the library is known."""


def draft(
    page: Extraction,
    sha256: str,
    securities: Securities,
    scorer: Scorer | None = None,
    *,
    rights: Rights,
    basis: str | None,
) -> Article:
    """The article as far as a machine can take it alone; `placed` gives it its id and series.

    `page.published` and `page.title` must be known; `sha256` is that of the text that the store keeps.
    """
    text = "\n".join(page.body)
    title, lead = page.title or "", page.body[0] if page.body else ""
    day = page.published.date() if page.published else None
    found = companies(text, securities, title=title, lead=lead, day=day)
    subjects = [company for company in found if company.role == "subject"]
    named = [company for company in found if company.role == "mentioned"] + subjects[MAX_TICKERS:]
    notes = list(page.notes)
    quoted = excerpt.choose(page.body) if rights == "excerpt" else None
    if rights == "excerpt":
        notes.append(NO_SUMMARY)
        if quoted is None:
            notes.append("excerpt: no opening sentence fits a tenth of the source: quote one by hand, or leave it out")
    if rights == "full" and not basis:
        notes.append("rights_basis: write down the licence or permission, then set status: published")
    notes.extend(_unknown_codes(f"{title}\n{text}", securities))
    linked = page.url is not None and (rights != "full" or bool(basis))
    return Article.model_validate(
        {
            "id": _UNPLACED,
            "title": page.title,
            "date": page.published,
            "date_precision": page.date_precision,
            "date_source": page.date_source or "page",
            "modified": page.modified,
            "lang": page.lang,
            "kicker": page.kicker,
            "tickers": tuple(securities.ticker(company.security) for company in subjects[:MAX_TICKERS]),
            "mentions": tuple(securities.ticker(company.security) for company in named),
            "sentiment": None
            if rights == "link"
            else judge(text, page.lang, found, title=title, scorer=scorer, ticker=securities.ticker),
            "deck": page.deck,
            "figures": () if rights == "link" else key_figures(text, lang=page.lang, published=day),
            "captions": () if rights == "link" else page.captions,
            "source": Source(
                url=page.url,
                publisher=page.publisher,
                name=page.publisher_name,
                author=_one_line(page.authors),
                place=page.place,
                sha256=sha256,
            ),
            "rights": rights,
            "rights_basis": basis,
            "excerpt": quoted,
            "status": "published" if linked else "draft",
            "notes": tuple(notes),
            "body": "\n\n".join(map(escape_paragraph, page.body)) if rights == "full" else "",
        }
    )


def _unknown_codes(text: str, securities: Securities) -> list[str]:
    """A note for each code that the table lacks or that is not of the company beside it; the name is no ticker."""
    return [
        f"tickers: {one.code} (beside {one.name}) is that of {one.security.name_ko}: look which of them is meant"
        if one.security
        else f"tickers: {one.code} (beside {one.name}) is in no table: add its row to securities.csv, or leave the "
        "company out"
        for one in islice(chain(codes.unknown(text, securities), slips(text, securities)), MAX_UNKNOWN)
    ]


def _one_line(names: Iterable[str]) -> str | None:
    """The names with commas between, as many whole ones as one line of a file holds; None where there are none."""
    line = ""
    for name in names:
        longer = f"{line}, {name}" if line else name
        if len(longer) > MAX_LINE:
            break
        line = longer
    return line or None


def placed(
    made: Article, read: Extraction, page: Extraction, *, identifier: str, series: str | None, retrieved: date
) -> Article:
    """A draft of the page `read` in its place; `page` is the same page with what the library adds: part, notes."""
    return type(made).model_validate(
        {
            **dict(made),
            "id": identifier,
            "kicker": page.kicker,
            "series": series,
            "part": page.part if series else None,
            "notes": (*page.notes, *made.notes[len(read.notes) :]),
            "source": made.source.model_copy(update={"retrieved": retrieved}),
        }
    )
