"""`digest impacts`: a draft of the impact table of an article, from the clauses of its source.

Companies that the text does not name, or of which no clause says anything, never appear; every row says `by: model`
until a curator takes it over.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digest.acquire.endpoint import post
from digest.curate.original import original
from digest.enrich.backends import choose
from digest.enrich.impacts import impacts
from digest.enrich.securities import Securities
from digest.errors import DigestError, InputError
from digest.files import write_text
from digest.library.writer import write_article, write_impacts

if TYPE_CHECKING:
    import argparse

    from digest.model import Article, Impact


def run(arguments: argparse.Namespace) -> int:
    """Print the rows, or write them into an article that has none."""
    try:
        article, page, _ = original(arguments.file, arguments.content)
        securities = Securities.beside(arguments.content)
        scorer = choose(arguments.sentiment, os.environ, post)
        rows = impacts(page, securities, scorer=scorer)
        said = tuple(row.impact for row in rows if row.evidence)
        if arguments.write:
            _write(Path(arguments.file), article, said)
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.json:
        told = [row.impact.model_dump(mode="json") | {"sector": row.sector, "evidence": row.evidence} for row in rows]
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    print(write_impacts(said), end="")
    for row in rows:
        why = " / ".join(row.evidence) or "no clause speaks of it: left out"
        print(f"# {row.impact.ticker} {row.sector}: {why}")
    return 0


def _write(path: Path, article: Article | None, rows: tuple[Impact, ...]) -> None:
    """Put the rows into the article's file. Raises InputError where it is none, or has rows."""
    if article is None:
        raise InputError("is no article", "give the article's file to --write", path=path)
    if article.impacts:
        raise InputError("has impacts of its own", "remove them first, or leave out --write", path=path)
    write_text(path, write_article(article.model_copy(update={"impacts": rows})))
