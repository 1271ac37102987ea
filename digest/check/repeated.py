"""What one article says twice: a paragraph, its headline in the deck, a figure with two values, a source."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator

    from digest.check.place import FileText
    from digest.model import Article

_RULE = "said-twice"
_LEAST = 30
"""Characters of a paragraph that nobody writes twice on purpose."""


def problems(article: Article, file: FileText, path: str) -> Iterator[Problem]:
    """A warning for each of them, at its second place."""
    for number, line in enumerate(article.deck):
        if line.casefold() == article.title.casefold():
            yield Problem(path, 0, f"deck.{number}", f'"{line[:40]}" is the title again', "remove it", _RULE, "warning")
    heading = re.search(r"^#{1,6}[ \t]*(?P<words>[^\n#]{1,500}?)[ \t]*$", file.body, re.MULTILINE)
    if heading and heading["words"].casefold() == article.title.casefold():
        place = file.in_body(*heading.span())
        what = f'"{heading["words"][:40]}" is the title again, which the page has above'
        yield Problem(path, place.line, "body", what, "remove it", _RULE, "warning", place.column, place.length)
    figures = ((row.label.casefold(), row.unit, row.date) for row in article.figures)
    for number in _again(figures):
        what = f'"{article.figures[number].label}" stands there already, with the same unit and date'
        remedy = "keep the right one, or say in the label what makes them two"
        yield Problem(path, 0, f"figures.{number}.label", what, remedy, _RULE, "warning")
    addresses = [source.url for source in (article.source, *article.sources)]
    for number in _again(addresses):
        if url := addresses[number]:
            what = f'"{url[:60]}" is a source of this article already'
            yield Problem(path, 0, f"sources.{number - 1}", what, "remove the row", _RULE, "warning")
    start = 0
    seen: set[str] = set()
    for paragraph in file.body.split("\n\n"):
        words = " ".join(paragraph.split())
        if len(words) >= _LEAST and words in seen:
            place = file.in_body(start + len(paragraph) - len(paragraph.lstrip()), start + len(paragraph))
            what = f'"{words[:40]}" is a paragraph that stands above already'
            yield Problem(path, place.line, "body", what, "remove it", _RULE, "warning", place.column, place.length)
        seen.add(words)
        start += len(paragraph) + 2


def _again(values: Iterable[Hashable]) -> Iterator[int]:
    """Places of values that stood before."""
    seen: set[Hashable] = set()
    for number, value in enumerate(values):
        if value in seen:
            yield number
        seen.add(value)
