"""What a check keeps of one content file: its problems, and the few facts that rules over the whole library need.

An entry is plain data, so that it can be kept until the file, our code or a table that it was checked against changes.
This module imports next to nothing: where all entries are kept from before, no rule for single files is loaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from digest.check.place import Place

if TYPE_CHECKING:
    from digest.errors import Problem


class Reference(NamedTuple):
    """A link or image of a body that stays inside the digest."""

    target: str
    image: bool
    line: int
    column: int
    length: int


class Waived(NamedTuple):
    """A waiver of an article with its place."""

    rule: str
    text: str
    line: int
    column: int
    length: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What of an article or series other files must agree with."""

    id: str = ""
    day: str = ""
    """ISO day of publication in its own zone."""
    modified: str = ""
    read: str = ""
    """ISO days on which the source was changed and read, where the article tells them."""
    series: str = ""
    part: int = 0
    parts: int = 0
    """Of a series: how many there are, or 0."""
    complete: bool = False
    """Of a series: no more parts will come."""
    url: str = ""
    sources: tuple[str, ...] = ()
    """SHA-256 of the texts that it sums up, "" for one that was never stored; its own source first."""
    lang: str = ""
    draft: bool = False
    """Of an article: it has no page yet."""
    template: int = 0
    """The first line that is still as `digest init` wrote it, or 0."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one file says: `kind` is article, translation, series, page, image or unread."""

    kind: str
    problems: tuple[Problem, ...] = ()
    facts: Facts = Facts()
    references: tuple[Reference, ...] = ()
    headings: tuple[str, ...] = ()
    waived: tuple[Waived, ...] = ()
    places: tuple[tuple[str, Place], ...] = ()
    """Places of the fields that rules over the library speak of."""

    def place(self, field: str) -> Place:
        """The place of a field, or line 1."""
        return dict(self.places).get(field, Place(1))

    def tells(self, rule: str) -> bool:
        """Whether that rule finds something here that is not set aside."""
        return any(one.rule == rule for one in self.problems) and all(one.rule != rule for one in self.waived)
