"""`digest import`: what a curator has in hand becomes a draft that is nearly right.

It never invents: a title or date that the page does not say is asked for, and everything that was
not found or is doubtful is told.
"""

from __future__ import annotations

import hashlib
import json
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from digest.acquire.files import read
from digest.acquire.store import Store
from digest.enrich.draft import Wishes, draft
from digest.enrich.securities import Securities
from digest.errors import DigestError, InputError
from digest.extract.dates import read_date
from digest.extract.dump import extract_dump
from digest.extract.urls import identify
from digest.library.folder import shown
from digest.library.save import Saved, Shelf, new_series, preview, save, save_series
from digest.text.slug import slug

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from digest.model import Extraction


def run(arguments: argparse.Namespace) -> int:
    """Import every file given; 1 when one of them failed."""
    content: Path = arguments.content
    securities = Securities.load()
    failed = 0
    for name in arguments.files:
        try:
            shelf = Shelf.read(content) if content.is_dir() else Shelf(content, {}, {})
            saved, page = _import(name, arguments, shelf, securities)
        except DigestError as error:
            failed += 1
            _fail(name, error, as_json=arguments.json)
            continue
        _tell(name, saved, page, as_json=arguments.json)
    return 1 if failed else 0


def _import(name: str, arguments: argparse.Namespace, shelf: Shelf, securities: Securities) -> tuple[Saved, Extraction]:
    acquired = read(name)
    page = extract_dump(acquired.text, url=arguments.url, title=arguments.title)
    page = _with_arguments(page, arguments, name)
    digest = hashlib.sha256(acquired.text.encode("utf-8")).hexdigest()
    identifier = _identifier(page, digest, shelf)
    series, page = _place(page, arguments, shelf, identifier)
    wishes = Wishes(
        identifier=identifier,
        rights=arguments.rights,
        basis=arguments.basis,
        series=series,
        part=page.part if series else None,
        retrieved=datetime.now(UTC).date(),
        sha256=digest,
    )
    article = draft(page, wishes, securities)
    if arguments.dry_run:
        return preview(article, shelf), page
    store = Store(shelf.content)
    store.keep(acquired.text)
    saved = save(article, shelf, store)
    if saved.outcome == "new" and series and series not in shelf.series:
        save_series(new_series(page.series_label or series, page.lang), shelf.content)
    return saved, page


def _with_arguments(page: Extraction, arguments: argparse.Namespace, name: str) -> Extraction:
    changes: dict[str, Any] = {}
    if arguments.date:
        read_as = read_date(arguments.date, zone="Asia/Seoul" if page.lang == "ko" else "UTC")
        if read_as is None:
            what = f'"{arguments.date}" is not a date'
            raise InputError(what, "write it as 2025-01-31T14:43+09:00 or 2025-01-31", path=name, field="--date")
        changes |= {"published": read_as.moment, "date_precision": read_as.precision, "date_source": "argument"}
        changes["notes"] = tuple(note for note in page.notes if not note.startswith("date:"))
    if arguments.lang:
        changes["lang"] = arguments.lang
    page = page.model_copy(update=changes)
    if not page.body:
        raise InputError(
            "holds no article text", "check that the dump has the body; try the page's own text", path=name
        )
    if not page.title:
        raise InputError("has no title", 'give it: --title "…"', path=name, field="title")
    if page.published is None:
        remedy = "look at the source and give it: --date 2025-01-31T14:43+09:00 (or --date 2025-01-31)"
        raise InputError("does not say when it was published", remedy, path=name, field="date")
    return page


def _identifier(page: Extraction, digest: str, shelf: Shelf) -> str:
    day = f"{page.published:%Y%m%d}"
    if not page.url:
        return f"{day}-{slug(page.publisher or 'source')}-{digest[:8]}"
    found = identify(page.url)
    identifier = f"{day}-{slug(page.publisher or found.publisher)}-{slug(found.key) or digest[:8]}"
    return shelf.find_source(page.url, identifier) or identifier


def _place(
    page: Extraction, arguments: argparse.Namespace, shelf: Shelf, identifier: str
) -> tuple[str | None, Extraction]:
    """The slug of the article's series, and the page with what the curator must know about it."""
    label = arguments.series or page.series_label
    if not label:
        return None, page
    known = shelf.find_series(label)
    if known is None and page.part is None and not arguments.series:
        note = (
            f"series: [{label}] has no part mark and is no series of the digest: kept as kicker; use --series to group"
        )
        return None, page.model_copy(update={"kicker": page.kicker or label, "notes": (*page.notes, note)})
    series = known or slug(label)
    notes = list(page.notes)
    part = arguments.part or page.part
    if known is None:
        notes.append(f"series: {label} is new: write its thesis in content/series/{series}.md")
    if part and (other := shelf.holder(series, part, identifier)):
        notes.append(f"part: {part} of {series} is taken by {other}: give this one another part")
        part = None
    if part and part > 1 and (missing := [n for n in range(1, part) if not shelf.holder(series, n, identifier)]):
        notes.append(f"part: before {part} the digest has no part {', '.join(map(str, missing))} of {series}")
    return series, page.model_copy(update={"part": part, "series_label": label, "notes": tuple(notes)})


def _fail(name: str, error: DigestError, *, as_json: bool) -> None:
    told = f"{name}: {error}" if isinstance(error, InputError) and not error.problem.path else str(error)
    if as_json:
        print(json.dumps({"input": name, "outcome": "failed", "error": told}, ensure_ascii=False))
    else:
        print(told, file=sys.stderr)


def _tell(name: str, saved: Saved, page: Extraction, *, as_json: bool) -> None:
    if as_json:
        facts = {
            "input": name,
            "outcome": saved.outcome,
            "path": str(saved.path),
            "article": saved.article.model_dump(mode="json", exclude_defaults=True),
            "extraction": page.model_dump(mode="json", exclude_defaults=True),
            "updated": saved.updated,
            "kept": saved.kept,
            "notes": list(dict.fromkeys((*saved.article.notes, *page.notes))),
        }
        print(json.dumps(facts, ensure_ascii=False))
        return
    print(f"{saved.outcome}: {shown(saved.path)}")
    for label, value in _facts(saved):
        print(f"  {label:<10} {value}")
    if saved.updated:
        print(f"  follows the source: {', '.join(saved.updated)}")
    if saved.kept:
        print(f"  your words stay:    {', '.join(saved.kept)}")
    for note in saved.article.notes:
        print(f"  ! {note}")


def _facts(saved: Saved) -> list[tuple[str, str]]:
    article = saved.article
    day = f"{article.date:%Y-%m-%d}" if article.date_precision == "day" else f"{article.date:%Y-%m-%d %H:%M %z}"
    rows = [
        ("title", article.title),
        ("date", f"{day} (from: {article.date_source})"),
        ("source", article.source.url or "no link yet"),
        ("author", article.source.author or "not found"),
        ("series", f"{article.series} {article.part or ''}".strip() if article.series else "none"),
        ("tickers", ", ".join(article.tickers) or "none"),
        ("mentions", ", ".join(article.mentions) or "none"),
    ]
    if sentiment := article.sentiment:
        words = "; ".join(f"{item.words} (sentence {item.sentence})" for item in sentiment.evidence)
        rows.append(("sentiment", f"{sentiment.label}{f': {words}' if words else ''}"))
    return rows
