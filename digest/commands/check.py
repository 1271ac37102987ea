"""`digest check`: the library is right, or every mistake is told with file, line, field and remedy."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from digest.acquire.store import Store
from digest.check.disagreements import disagreements
from digest.check.library import problems
from digest.enrich.securities import Securities
from digest.errors import LibraryError
from digest.library.folder import survey

if TYPE_CHECKING:
    import argparse

    from digest.library.folder import Library


def run(arguments: argparse.Namespace) -> int:
    """Read and check the content folder; 1 when there is an error."""
    try:
        (library, unread), securities = survey(arguments.content), Securities.beside(arguments.content)
        found = unread + problems(library, securities, Store(arguments.content), arguments.content)
        if arguments.differences:
            _differences(library, securities)
        found = tuple(sorted(found))
        counted = f"{_count(len(library.articles), 'article')}, {len(library.series)} series"
        if unread:
            counted += " that could be read"
    except LibraryError as error:
        found, counted = error.problems, "nothing could be read"
    errors = [problem for problem in found if problem.severity == "error"]
    if arguments.json:
        print(json.dumps([asdict(problem) for problem in found], ensure_ascii=False, indent=1))
    else:
        for problem in found:
            print(problem if problem.severity == "error" else f"{problem} (warning)", file=sys.stderr)
        print(f"{counted}: {_count(len(errors), 'error')}, {_count(len(found) - len(errors), 'warning')}")
    return 1 if errors else 0


def _differences(library: Library, securities: Securities) -> None:
    """List the numbers on which sources of a series differ; readers see the same."""
    names = {name: row.id for row in securities for name in (row.name_ko, row.name_en)}
    for slug in library.series:
        articles = [article for article in library.articles if article.series == slug]
        for item in disagreements(articles, names=names):
            values = ", ".join(f"{value.figure.value:f} ({value.source}, {value.article})" for value in item.values)
            print(f"{slug}: {item.label}, {item.date}, {item.unit}: {values}")


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"
