"""`digest links`: once a week, do the originals still answer? A report; a dead link is news, not a failure."""

from __future__ import annotations

import os
import sys
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

from digest.acquire.fetch import Fetcher, user_agent
from digest.curate.span import code
from digest.errors import DigestError, InputError
from digest.files import as_file, write_text
from digest.library.folder import load

if TYPE_CHECKING:
    import argparse

    from digest.model import Article


def run(arguments: argparse.Namespace) -> int:
    """Ask each original; 1 only when the library cannot be read or no contact is given."""
    try:
        if arguments.out:
            as_file(arguments.out, "--out", "links.md")
        contact = arguments.contact or os.environ.get("DIGEST_CONTACT", "")
        user_agent(contact)  # else each original would be told as one that does not answer
        fetcher = Fetcher(contact, allow_loopback=arguments.allow_loopback)
        articles = load(arguments.content).articles
        chosen = turn(articles, arguments.limit, datetime.now(UTC).date())
        rows = [row for article in chosen if (row := _asked(fetcher, article))]
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    report = _report(rows, len(chosen), len(articles))
    if arguments.out:
        write_text(arguments.out, report)
    else:
        print(report)
    return 0


def turn(articles: tuple[Article, ...], limit: int, today: date) -> list[Article]:
    """Whose turn it is this week: rounds of `limit`, by the number of the week, so that each is asked in turn."""
    linked = sorted((article for article in articles if article.source.url), key=lambda article: article.id)
    rounds = max(1, -(-len(linked) // limit))
    start = (today.toordinal() // 7 % rounds) * limit
    return linked[start : start + limit]


def _asked(fetcher: Fetcher, article: Article) -> str:
    """A row of the report, or "" where the original answers."""
    url = article.source.url or ""
    try:
        got = fetcher.get(url)
    except InputError as error:
        return f"- {code(article.id)}: {code(url)}: {code(error.problem.what)}"
    same = got.final_url.rstrip("/") == got.url.rstrip("/")
    return "" if same else f"- {code(article.id)}: {code(url)}: 옮겨 감 / moved to {code(got.final_url)}"


def _report(rows: list[str], asked: int, total: int) -> str:
    head = (
        f"# 원문 링크 / Links to the originals\n\n{asked} / {total}: {asked - len(rows)} ok, {len(rows)} to look at\n"
    )
    return "\n".join([head, *rows, ""])
