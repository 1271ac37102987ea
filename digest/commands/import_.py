"""`digest import`: what a curator has in hand becomes a draft that is nearly right.

It never invents: a title or date that the page does not say is asked for, and everything that was
not found or is doubtful is told.
"""

from __future__ import annotations

import json
import os
import sys
from collections import Counter
from contextlib import closing
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from digest.acquire.cache import Cache
from digest.acquire.endpoint import post
from digest.acquire.fetch import Fetcher
from digest.acquire.inputs import Inputs
from digest.acquire.item import Trouble, Wanted, unforeseen
from digest.acquire.jsonlines import read_map
from digest.acquire.store import Store
from digest.engines import Lost
from digest.engines import choose as choose_engine
from digest.enrich.backends import choose
from digest.enrich.securities import Securities
from digest.errors import DigestError, InputError
from digest.library.files import refuse_own, shown
from digest.pipeline import Imported, Importer, Options, importer
from digest.stage import Prepared, Refused, Setup, preparer

if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable

    from digest.acquire.item import Item
    from digest.library.save import Saved

CONTACT = "DIGEST_CONTACT"
"""Environment variable with the mail or web address that publishers are told."""
_SUMMARY = ("new", "updated", "unchanged", "needs attention", "failed")


def run(arguments: argparse.Namespace) -> int:
    """Import every input given; 1 when one of them failed."""
    counts: Counter[str] = Counter()
    total = 0
    try:
        for name in arguments.inputs:
            refuse_own(name, arguments.content)
        engine = choose_engine(
            arguments.engine, _jobs(arguments), arguments.scheduler, at_once=arguments.jobs is not None
        )
        options = _options(arguments)
        setup = Setup.beside(arguments.content, options.wishes, arguments.sentiment)
        with importer(arguments.content, Securities.beside(arguments.content), options) as at_work:
            items = _inputs(arguments).read(arguments.inputs)
            with closing(engine.map(_preparer, setup, items)) as done:
                # Placing and writing is done here alone and in order, whoever prepared.
                expected = _expected(arguments.inputs)
                for item, prepared in tqdm(done, total=expected, unit=" articles", disable=None, leave=False):
                    total += 1
                    if isinstance(item, Trouble):
                        _trouble(item, counts, as_json=arguments.json)
                    else:
                        _one(item, prepared, arguments, at_work, counts)
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    if total > 1 and not arguments.json:
        print("\n".join(f"{counts[word]:>6} {word}" for word in _SUMMARY))
    return 1 if counts["failed"] else 0


def _preparer(setup: Setup) -> Callable[[Item | Trouble], Prepared | Refused | None]:
    """Made in every process; a trouble among the items needs no preparing."""
    return partial(_attempted, preparer(setup))


def _attempted(do: Callable[[Item], Prepared | Refused], item: Item | Trouble) -> Prepared | Refused | None:
    """What becomes of one item. It is here that a fault is caught, so that no engine has to know of it."""
    if isinstance(item, Trouble):
        return None
    try:
        return do(item)
    except Exception as error:  # noqa: BLE001 - whatever one input is, the others go on
        return Refused(unforeseen(item.name, error))


def _jobs(arguments: argparse.Namespace) -> int:
    """Workers: as asked, else one for each core that is ours; one where an outside service judges."""
    if arguments.jobs is not None:
        return int(arguments.jobs)
    if arguments.sentiment.startswith("llm:"):
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _options(arguments: argparse.Namespace) -> Options:
    return Options(
        url=arguments.url,
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


def _inputs(arguments: argparse.Namespace) -> Inputs:
    wanted = Wanted(
        hosts=frozenset(host.lower().removeprefix("www.") for host in arguments.host),
        since=_day(arguments.since, "--since"),
        until=_day(arguments.until, "--until"),
        limit=arguments.limit,
    )
    contact = arguments.contact or os.environ.get(CONTACT, "")
    fetcher = None
    if not arguments.no_fetch and (contact or arguments.offline or _needs_fetching(arguments.inputs)):
        cache = Cache(Store(arguments.content).prepare() / "pages")
        fetcher = Fetcher(contact, cache=cache, offline=arguments.offline, allow_loopback=arguments.allow_loopback)
    return Inputs(fetcher, wanted, read_map(arguments.map))


def _expected(inputs: list[str]) -> int | None:
    """How many items files and folders will give, if each file holds one; None where that cannot be told."""
    total = 0
    for path in map(Path, inputs):
        if path.is_dir():
            total += sum(1 for below in path.rglob("*") if below.is_file())
        elif path.is_file():
            total += 1
        else:
            return None
    return total


def _needs_fetching(inputs: list[str]) -> bool:
    return any(name.lower().startswith(("http://", "https://")) for name in inputs)


def _day(text: str | None, option: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError as error:
        raise InputError(f'"{text}" is not a day', "write it as 2025-01-31", field=option) from error


def _one(
    item: Item,
    prepared: Prepared | Refused | Lost | None,
    arguments: argparse.Namespace,
    at_work: Importer,
    counts: Counter[str],
) -> None:
    try:
        imported = at_work.place(_prepared(prepared), item.data)
    except DigestError as error:
        counts["failed"] += 1
        _fail(item.name, error, as_json=arguments.json)
        return
    except OSError as error:
        counts["failed"] += 1
        told = InputError(f"cannot be written ({error.strerror or error})", "look at the disk and at its permissions")
        _fail(item.name, told, as_json=arguments.json)
        return
    except Exception as error:  # noqa: BLE001 - whatever one input is, the others go on
        _trouble(Trouble(item.name, unforeseen(item.name, error)), counts, as_json=arguments.json)
        return
    counts[imported.saved.outcome] += 1
    counts["needs attention"] += imported.doubtful
    _tell(item.name, imported, as_json=arguments.json)


def _prepared(found: Prepared | Refused | Lost | None) -> Prepared:
    if isinstance(found, Prepared):
        return found
    if isinstance(found, Refused):
        problem = found.problem
        raise InputError(problem.what, problem.remedy, path=problem.path, line=problem.line, field=problem.field)
    raise InputError("ended its worker every time it was read", "import it by itself: digest import --jobs 1 FILE")


def _trouble(trouble: Trouble, counts: Counter[str], *, as_json: bool) -> None:
    failed = trouble.problem.severity == "error"
    counts["failed"] += failed
    if as_json:
        outcome = "failed" if failed else "note"
        print(
            json.dumps({"input": trouble.name, "outcome": outcome, "error": str(trouble.problem)}, ensure_ascii=False)
        )
    else:
        print(trouble.problem, file=sys.stderr)


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
            "asked": saved.asked,
            "updated": saved.updated,
            "kept": saved.kept,
            "notes": imported.notes,
        }
        print(json.dumps(facts, ensure_ascii=False))
        return
    print(f"{saved.outcome}: {shown(saved.path)}")
    for label, value in _facts(saved):
        print(f"  {label:<10} {value}")
    if saved.asked:
        print(f"  as you asked:       {', '.join(saved.asked)}")
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
