"""Numbers of our own summary add up, and each stands in the source where this machine has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.check.figures import check_text
from digest.check.summary_figures import trace
from digest.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Article


def problems(article: Article, path: str, first_line: int, source: str | None, *, whole: bool) -> Iterator[Problem]:
    """`figures-inconsistent` for what cannot be, `figures-untraced` for what the stored source does not say.

    `first_line` is the line of the file on which the body starts; `source` the plain text of the sources
    that this machine has; `whole` says that those are all that the article names (else a number may
    stand in another one, and it is a warning).
    """
    if article.rights == "full":
        return
    day = article.date.date()
    for finding in check_text(article.body, lang=article.lang, published=day):
        line, column = _place(article.body, finding.start, first_line)
        size = finding.end - finding.start
        what, remedy = finding.message, finding.remedy
        yield Problem(path, line, "body", what, remedy, "figures-inconsistent", "error", column, size)
    if source is None:
        return
    for found in trace(article.body, source, lang=article.lang, published=day):
        if found.verdict != "missing":
            continue
        line, column = _place(article.body, found.quantity.start, first_line)
        size = found.quantity.end - found.quantity.start
        what = f'"{found.quantity.text}" is not in the source and does not follow from it'
        remedy = "correct it, or waive figures-untraced, saying where it stands"
        severity = "error" if whole else "warning"
        yield Problem(path, line, "body", what, remedy, "figures-untraced", severity, column, size)


def _place(body: str, start: int, first_line: int) -> tuple[int, int]:
    """Line of the file and column, both from 1."""
    return first_line + body.count("\n", 0, start), start - body.rfind("\n", 0, start)
