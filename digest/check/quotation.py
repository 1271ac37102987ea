"""Quotations stay quotations: short, a small share of the source, subordinate to words of our own that copy nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.check import overlap
from digest.enrich.excerpt import MAX_SENTENCES, limit
from digest.errors import Problem
from digest.text.normalise import clean_line
from digest.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.model import Article


def problems(article: Article, path: str, source: str | None) -> Iterator[Problem]:
    """Rules over the excerpt of one article; `source` is the stored text, where this machine has it."""
    quoted = article.excerpt
    if article.status == "published" and article.rights != "link" and not article.body.strip() and not quoted:
        what, remedy = "is empty, and nothing is quoted", "write our summary, or status: draft, or rights: link"
        yield Problem(path, 0, "body", what, remedy, rule="summary-missing")
    if quoted and article.rights == "link":
        what, remedy = "quotes, though the rights are for a link alone", "remove it, or write rights: excerpt"
        yield Problem(path, 0, "excerpt", what, remedy, rule="rights-link")
    if quoted is None or article.rights != "excerpt":
        return
    if len(split(quoted)) > MAX_SENTENCES:
        what, remedy = f"has more than {MAX_SENTENCES} sentences", "quote less"
        yield Problem(path, 0, "excerpt", what, remedy, rule="excerpt-sentences")
    if (article.body or article.status == "published") and len(article.body) <= len(quoted):
        what, remedy = "is longer than our own summary", "write more, or quote less"
        if not article.body:
            what, remedy = "stands without a summary of our own", "write one below, or status: draft"
        yield Problem(path, 0, "excerpt", what, remedy, rule="excerpt-subordinate")
    if source is None:
        return
    flat = clean_line(source)
    if len(quoted) > limit(flat):
        what = f"has {len(quoted)} characters, more than a tenth of the source ({limit(flat)})"
        yield Problem(path, 0, "excerpt", what, "quote less", rule="excerpt-share")
    if clean_line(quoted) not in flat:
        what, remedy = "is not in the source word for word", "copy it again from the source"
        yield Problem(path, 0, "excerpt", what, remedy, rule="excerpt-verbatim")


def copied(article: Article, path: str, first_line: int, sources: Sequence[str]) -> Iterator[Problem]:
    """A problem for each run of the summary that stands in a stored source; `first_line` is that of the body."""
    if article.rights == "full" or not sources:
        return
    for run in overlap.runs(article.body, sources, article.excerpt or ""):
        line = first_line + article.body.count("\n", 0, run.start)
        column = run.start - article.body.rfind("\n", 0, run.start)
        text = clean_line(article.body[run.start : run.end])
        shown = f"{text[:40]}…" if len(text) > 40 else text
        what = f'copies {run.size} {run.unit} of the source: "{shown}"'
        remedy = "say it in our own words"
        yield Problem(path, line, "body", what, remedy, "summary-copied", "error", column, run.end - run.start)
