"""The digest as data: every article as JSON and CSV, by year and all together, and one JSON file a company.

Documented in docs/open-data.md, and stable: `schema` is raised when a field changes its meaning or goes; new fields may
come without that. The data hold our own words, judgements and references. No text of a publisher is in them but the
headline, and names; quotations, bodies, captions and evidence stay on the pages.

Addresses are relative to the root of the site (`path`), and whole too (`url`) where the site's own is known, so that a
copy on a disk works as well. CSV cells that a spreadsheet would run as a formula get an apostrophe before them.

The files of years are gzip: they hold every article once more, which packed is a sixth of its size.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from digest.site import addresses, dates, prose, stance
from digest.site.rows import publisher
from digest.site.settings import LANGS, disclaimer

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.model import Article, Sentiment
    from digest.site.catalogue import Catalogue, Coverage
    from digest.site.companies import Company
    from digest.site.origin import Origin

SCHEMA = 1
"""Of every file; raised when a field changes its meaning or is taken away."""
MOST = 1_000
"""Most articles of the files that hold all: beyond that they hold the newest, and the years hold the rest."""
MOST_OF_ONE = 100
"""Most articles of a company's file."""
FOLDER = "data/"
PACKED = ".gz"
_LEVEL = 6
"""At 9 an edit would take twice as long to pack a year, for 2 % of its bytes."""
COLUMNS = (
    "id", "date", "date_precision", "modified", "lang", "title", "line", "series", "part", "subjects", "mentions",
    "topics", "sentiment", "sentiment_score", "sentiment_by", "sentiment_reviewed", "publisher", "source_url", "rights",
    "path", "url",
)  # fmt: skip
"""Of the CSV files; lists in one cell are parted by a space."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a spreadsheet may take for the start of a formula (OWASP, "CSV Injection")."""


Text = tuple[str, str]
"""One article as a line of JSON and a line of CSV."""


def files(catalogue: Catalogue, origin: Origin | None) -> Iterator[tuple[str, str | bytes]]:
    """Every data file by its path."""
    for key in keys(catalogue):
        yield from files_of(catalogue, origin, key)


def keys(catalogue: Catalogue) -> Iterator[tuple[str, str]]:
    """The kinds of file and which of each: all articles, a year's, a company's."""
    yield "all", ""
    yield from (("year", str(year)) for year in catalogue.years)
    yield from (("company", company.id) for company in catalogue.coverage)


def files_of(catalogue: Catalogue, origin: Origin | None, key: tuple[str, str]) -> Iterator[tuple[str, str | bytes]]:
    """The files of one key; it reads the articles of those alone."""
    kind, name = key
    if kind == "company":
        company = catalogue.company(name)
        yield company_path(company), _json(catalogue, _company(catalogue, company, catalogue.coverage[company], origin))
    elif kind == "year":
        items = catalogue.years[int(name)]
        for path, data in _pair(catalogue, f"{FOLDER}{name}/", items, {"year": int(name), "count": len(items)}, origin):
            yield path + PACKED, gzip.compress(data.encode(), _LEVEL, mtime=0)  # without a time: the same each time
    else:
        listed = catalogue.listed
        newest = listed[:MOST]
        index = [
            {
                "year": year,
                "count": len(items),
                "json": f"{FOLDER}{year}/articles.json{PACKED}",
                "csv": f"{FOLDER}{year}/articles.csv{PACKED}",
            }
            for year, items in catalogue.years.items()
        ]
        whole = {"complete": len(newest) == len(listed), "count": len(listed), "years": index}
        yield from _pair(catalogue, FOLDER, newest, whole, origin)


def company_path(company: Company) -> str:
    """`data/companies/xnas-nvda.json`."""
    return f"{FOLDER}companies/{company.slug}.json"


def record(catalogue: Catalogue, article: Article, origin: Origin | None) -> dict[str, Any]:
    """One article; what it does not have is null or an empty list, so that every record has the same fields."""
    named = catalogue.named(article)
    return {
        "id": article.id,
        "date": dates.machine(article.date, article.date_precision),
        "date_precision": article.date_precision,
        "modified": dates.machine(article.modified) if article.modified else None,
        "lang": article.lang,
        "title": article.title,
        "line": _line(article),
        "series": article.series,
        "part": article.part,
        "subjects": [company.id for company, subject in named if subject],
        "mentions": [company.id for company, subject in named if not subject],
        "topics": [topic.key for topic in catalogue.topics_of(article)],
        "sentiment": _sentiment(article.sentiment),
        "impacts": [
            {
                "company": catalogue.company(row.ticker).id,
                "direction": row.direction,
                "reason": row.reason,
                "by": row.by,
            }
            for row in article.impacts
        ],
        "figures": [
            {
                "label": row.label,
                "value": f"{row.value:f}",
                "unit": row.unit,
                "date": row.date.isoformat() if row.date else None,
                "by": row.by,
            }
            for row in article.figures
        ],
        "source": {"publisher": publisher(article.source), "url": article.source.url},
        "further_sources": [{"publisher": publisher(one), "url": one.url} for one in article.sources],
        "rights": article.rights,
        **_place(catalogue.path(article), origin),
    }


def _line(article: Article) -> str | None:
    """The first sentence of our own summary; decks are the publisher's words and stay out."""
    return prose.first_sentence(article.body) or None if article.rights != "full" else None


def _sentiment(sentiment: Sentiment | None) -> dict[str, Any] | None:
    if sentiment is None:
        return None
    return {
        "label": sentiment.label,
        "score": f"{sentiment.score:f}" if sentiment.score is not None else None,
        "by": sentiment.by,
        "method": sentiment.method,
        "version": sentiment.version,
        "reviewed": sentiment.reviewed,
    }


def _place(path: str, origin: Origin | None) -> dict[str, str | None]:
    return {"path": quote(addresses.url(path)), "url": origin.page(path) if origin else None}


def _company(
    catalogue: Catalogue, company: Company, covered: Sequence[Coverage], origin: Origin | None
) -> dict[str, Any]:
    newest = sorted(covered, key=lambda item: (item.article.date, item.article.id), reverse=True)[:MOST_OF_ONE]
    return {
        "id": company.id,
        "code": company.code,
        "market": company.mic if company.market("en") else None,
        "name_ko": company.name_ko,
        "name_en": company.name_en,
        "sector": company.sector_en or None,
        **_place(addresses.company(company.slug), origin),
        "complete": len(newest) == len(covered),
        "count": len(covered),
        "articles": [
            {
                "id": item.article.id,
                "date": dates.machine(item.article.date, item.article.date_precision),
                "lang": item.article.lang,
                "title": item.article.title,
                "role": "subject" if item.subject else "mentioned",
                **_judged(item.stance),
                **_place(catalogue.path(item.article), origin),
            }
            for item in newest
        ],
    }


def _judged(judged: stance.Stance) -> dict[str, Any]:
    """The judgement for the company itself; an article's is not passed on to those it names."""
    if judged.label == "none" or judged.scope != "company":
        return {"sentiment": None, "reason": None, "by": None}
    return {"sentiment": judged.label, "reason": judged.reason or None, "by": judged.by}


def _pair(
    catalogue: Catalogue, folder: str, articles: Sequence[Article], about: Mapping[str, Any], origin: Origin | None
) -> Iterator[tuple[str, str]]:
    found = [catalogue.derived("data", one, partial(text, catalogue, one, origin)) for one in articles]
    head = _json(catalogue, about).rstrip().removesuffix("}")
    lines = ",\n".join([line for line, _ in found])
    yield f"{folder}articles.json", f'{head},"articles":[\n{lines}\n]}}\n' if found else f'{head},"articles":[]}}\n'
    # RFC 4180, with the mark by which spreadsheets know UTF-8.
    yield f"{folder}articles.csv", "\ufeff" + _line_of(COLUMNS) + "".join([row for _, row in found])


def text(catalogue: Catalogue, article: Article, origin: Origin | None) -> Text:
    """One article as it stands in the files: a line of JSON, and a row of CSV with its end."""
    row = record(catalogue, article, origin)
    judged = row["sentiment"] or {}
    flat = {
        **row,
        "sentiment": judged.get("label"),
        "sentiment_score": judged.get("score"),
        "sentiment_by": judged.get("by"),
        "sentiment_reviewed": {True: "true", False: "false"}.get(judged.get("reviewed")),  # type: ignore[arg-type]
        "publisher": row["source"]["publisher"],
        "source_url": row["source"]["url"],
    }
    return _compact(row), _line_of([_cell(name, flat[name]) for name in COLUMNS])


def _json(catalogue: Catalogue, data: Mapping[str, Any]) -> str:
    notices = {lang: disclaimer(catalogue.settings, lang).short for lang in LANGS}
    return _compact({"schema": SCHEMA, "notice": notices, **data}) + "\n"


def _compact(data: Mapping[str, Any]) -> str:
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))


def _line_of(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def _cell(name: str, value: Any) -> str:
    text = " ".join(value) if isinstance(value, list) else "" if value is None else str(value)
    return f"'{text}" if text.startswith(_FORMULA) and name != "sentiment_score" else text
