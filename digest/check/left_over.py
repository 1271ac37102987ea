"""What was left in a title or a summary: furniture of the source, notes to oneself, words of an assistant.

The table `digest/data/left_over.csv` has where it stands, what it is and what to do.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

from digest.check.markdown import prose
from digest.errors import Problem
from digest.extract.publishers import by_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.check.place import FileText
    from digest.model import Article

_TAIL = re.compile(r" (?:[-–—|:]|::) (?P<name>[^-–—|:]{2,40})$")
"""The name of a publisher behind a headline, as pages have it in their own title."""
_ALONE = "write the headline without it: the publisher stands in the group source"


class Row(NamedTuple):
    """One kind of rest."""

    hints: tuple[str, ...]
    pattern: re.Pattern[str]
    what: str
    remedy: str


@cache
def _rows(where: str) -> Sequence[Row]:
    with resources.files("digest.data").joinpath("left_over.csv").open(encoding="utf-8") as file:
        return [
            Row(tuple(row["hint"].split("|")), re.compile(row["pattern"], re.MULTILINE), row["what"], row["remedy"])
            for row in csv.DictReader(file)
            if row["where"] == where
        ]


def problems(file: FileText, title: str, name: str) -> Iterator[Problem]:
    """Each rest of the body and the title of an article or a translation."""
    likely = any(hint in file.body for row in _rows("body") for hint in row.hints)
    for match, row in _found("body", prose(file.body)) if likely else ():
        place = file.in_body(*match.span())
        shown = " ".join(match[0].split())[:40]
        what, level = f'"{shown}" {row.what}', "warning"
        yield Problem(name, place.line, "body", what, row.remedy, "left-over", level, place.column, place.length)
    for match, row in _found("title", title):
        yield Problem(name, 0, "title", f'"{match[0].strip()}" {row.what}', row.remedy, "left-over", "warning")
    if (tail := _TAIL.search(title)) and by_name(tail["name"]):
        yield Problem(
            name, 0, "title", f'"{tail[0].strip()}" is the name of a publisher', _ALONE, "left-over", "warning"
        )


def _found(where: str, text: str) -> Iterator[tuple[re.Match[str], Row]]:
    for row in _rows(where):
        if any(hint in text for hint in row.hints) and (match := row.pattern.search(text)):
            yield match, row


_NAMES = (
    (re.compile(r"\S{1,40}@\S{1,60}"), "has an address of mail, which is no part of a name"),
    (re.compile(r"^(?:[Bb]y|글|취재)[ :=]"), "begins with a word that is no part of the name"),
    (re.compile(r"[\[\]=|〔〕【】]"), "has signs around it that are no part of the name"),
    (re.compile(r" (?:기자|특파원|선임기자|인턴기자|[Rr]eporter)$"), "ends with a profession"),
)
"""What stands beside a name where it was copied with its line."""


def names(article: Article, path: str) -> Iterator[Problem]:
    """Authors and places of the sources that are more than a name."""
    for number, source in enumerate((article.source, *article.sources)):
        where = f"sources.{number - 1}" if number else "source"
        for field, value in (("author", source.author), ("place", source.place)):
            wrong = next((what for pattern, what in _NAMES if value and pattern.search(value)), "")
            if wrong:
                yield Problem(
                    path, 0, f"{where}.{field}", f'"{value}" {wrong}', "write the name alone", "left-over", "warning"
                )
