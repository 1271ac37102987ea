"""`digest impacts`: a draft of the impact table of an article, from the clauses of its source.

Companies that the text does not name never appear; every row says `by: model` until a curator takes it over.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digest.acquire.endpoint import post
from digest.acquire.files import read
from digest.acquire.store import Store
from digest.enrich.backends import choose
from digest.enrich.impacts import impacts
from digest.enrich.securities import Securities
from digest.errors import DigestError, InputError
from digest.extract.dump import extract_dump
from digest.files import write_text
from digest.library.reader import read_article
from digest.library.writer import write_article, write_impacts
from digest.model import Extraction

if TYPE_CHECKING:
    import argparse

    from digest.model import Article


def run(arguments: argparse.Namespace) -> int:
    """Print the rows, or write them into an article that has none."""
    try:
        text = read(arguments.file).text
        article = read_article(text, arguments.file) if text.startswith("---") else None
        page = _page(article, text, arguments)
        securities = Securities.beside(arguments.content)
        scorer = choose(arguments.sentiment, os.environ, post)
        rows = impacts(page, securities, scorer=scorer)
        if arguments.write:
            if article is None or article.impacts:
                raise InputError(
                    "has impacts of its own", "remove them first, or leave out --write", path=arguments.file
                )
            write_text(
                Path(arguments.file),
                write_article(article.model_copy(update={"impacts": tuple(row.impact for row in rows)})),
            )
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.json:
        told = [row.impact.model_dump(mode="json") | {"sector": row.sector, "evidence": row.evidence} for row in rows]
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return 0
    print(write_impacts(tuple(row.impact for row in rows)), end="")
    for row in rows:
        print(f"# {row.impact.ticker} {row.sector}: {' / '.join(row.evidence) or 'no clause speaks of it'}")
    return 0


def _page(article: Article | None, text: str, arguments: argparse.Namespace) -> Extraction:
    if article is None:
        return extract_dump(text)
    source = Store(arguments.content).text(article.source.sha256)
    if source is None:
        remedy = "import the source again on this machine, or give the dump itself"
        raise InputError("its source is not in the local store", remedy, path=arguments.file)
    return Extraction(title=article.title, lang=article.lang, body=tuple(source.split("\n\n", 1)[-1].splitlines()))
