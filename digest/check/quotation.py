"""Quotations stay quotations: short, a small share of the source, subordinate to words of our own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.enrich.excerpt import MAX_SENTENCES, limit
from digest.errors import Problem
from digest.text.normalise import clean_line
from digest.text.sentences import split

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Article


def problems(article: Article, path: str, source: str | None) -> Iterator[Problem]:
    """Rules over the excerpt of one article; `source` is the stored text, where this machine has it."""
    quoted = article.excerpt
    if quoted is None or article.rights != "excerpt":
        return
    if len(split(quoted)) > MAX_SENTENCES:
        what, remedy = f"has more than {MAX_SENTENCES} sentences", "quote less"
        yield Problem(path, 0, "excerpt", what, remedy, rule="excerpt-sentences")
    if article.body and len(article.body) <= len(quoted):
        what, remedy = "is longer than our own summary", "write more, or quote less"
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
