"""`digest import`: what a curator has in hand becomes a draft that is nearly right.

It never invents: a title or date that the page does not say is asked for, and everything that was
not found or is doubtful is told.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from typing import TYPE_CHECKING

from digest.acquire.endpoint import post
from digest.acquire.files import read
from digest.enrich.backends import choose
from digest.enrich.securities import Securities
from digest.errors import DigestError, InputError
from digest.extract.dump import extract_dump
from digest.library.folder import shown
from digest.pipeline import Imported, Importer, Options, importer

if TYPE_CHECKING:
    import argparse

    from digest.library.save import Saved

_SUMMARY = ("new", "updated", "unchanged", "needs attention", "failed")


def run(arguments: argparse.Namespace) -> int:
    """Import every file given; 1 when one of them failed."""
    counts: Counter[str] = Counter()
    try:
        options = Options(
            title=arguments.title,
            date=arguments.date,
            lang=arguments.lang,
            series=arguments.series,
            part=arguments.part,
            rights=arguments.rights,
            basis=arguments.basis,
            dry_run=arguments.dry_run,
            scorer=choose(arguments.sentiment, os.environ, post),
        )
        with importer(arguments.content, Securities.beside(arguments.content), options) as at_work:
            for name in arguments.files:
                _one(name, arguments, at_work, counts)
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    if len(arguments.files) > 1 and not arguments.json:
        print(", ".join(f"{counts[word]} {word}" for word in _SUMMARY))
    return 1 if counts["failed"] else 0


def _one(name: str, arguments: argparse.Namespace, at_work: Importer, counts: Counter[str]) -> None:
    try:
        acquired = read(name)
        page = extract_dump(acquired.text, url=arguments.url, title=arguments.title)
        imported = at_work.take(page, acquired.text, name)
    except DigestError as error:
        counts["failed"] += 1
        _fail(name, error, as_json=arguments.json)
        return
    counts[imported.saved.outcome] += 1
    counts["needs attention"] += imported.doubtful
    _tell(name, imported, as_json=arguments.json)


def _fail(name: str, error: DigestError, *, as_json: bool) -> None:
    told = f"{name}: {error}" if isinstance(error, InputError) and not error.problem.path else str(error)
    if as_json:
        print(json.dumps({"input": name, "outcome": "failed", "error": told}, ensure_ascii=False))
    else:
        print(told, file=sys.stderr)


def _tell(name: str, imported: Imported, *, as_json: bool) -> None:
    saved = imported.saved
    if as_json:
        facts = {
            "input": name,
            "outcome": saved.outcome,
            "path": str(saved.path),
            "article": saved.article.model_dump(mode="json", exclude_defaults=True),
            "extraction": imported.page.model_dump(mode="json", exclude_defaults=True),
            "updated": saved.updated,
            "kept": saved.kept,
            "notes": imported.notes,
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
    for note in imported.notes:
        print(f"  ! {note}")
    if imported.diff:
        print(imported.diff)


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
