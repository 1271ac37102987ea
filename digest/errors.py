"""One exception tree, so that every failure reaches a curator in the same shape.

A message names where (path, line, field), what is wrong and what to do about it.
Nothing below `DigestError` is ever shown as a traceback.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong in one place, printed as one line.

    Attributes:
        path: The file, as the curator knows it (relative where possible).
        line: 1-based line, or 0 when the whole file is meant.
        field: The front-matter field (`impacts.0.ticker`), or "" outside front matter.
        what: What is wrong.
        remedy: What to do.
        rule: A stable name of the rule that found it (`ticker-unknown`).
        severity: `error` stops a build, `warning` does not.
    """

    path: str
    line: int
    field: str
    what: str
    remedy: str
    rule: str = "invalid"
    severity: str = "error"

    def __str__(self) -> str:
        """`path:line: field: what is wrong: what to do`, always one line."""
        where = f"{self.path}:{self.line}" if self.line else self.path
        parts = [where, self.field, self.what, self.remedy]
        return " ".join(": ".join(part for part in parts if part).split())


class DigestError(Exception):
    """Base of every error that the project raises on purpose."""


class InputError(DigestError):
    """An input (dump, page, argument) cannot be used as it is; says the remedy."""

    def __init__(self, what: str, remedy: str = "", *, path: str | Path = "", line: int = 0, field: str = "") -> None:
        self.problem = Problem(str(path), line, field, what, remedy)
        super().__init__(str(self.problem))


class LibraryError(DigestError):
    """Files of the library are invalid; carries every problem found, not only the first."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems))
        super().__init__("\n".join(map(str, self.problems)))
