"""One exception tree, so that every failure reaches a curator in the same shape.

A message names where (path, line, field), what is wrong and what to do about it.
Nothing below `DigestError` is ever shown as a traceback.
"""

from __future__ import annotations

import errno
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path


_HIDDEN = re.compile(
    "[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff]"
)
"""Control, bidirectional, zero-width and tag characters, and halves of surrogate pairs."""


def visible(text: str) -> str:
    r"""`text` on one line with every control, bidirectional or invisible character as its escape (`\u202e`).

    What a stranger wrote may so stand in a terminal or a log: it moves no cursor and hides nothing.
    """
    return _HIDDEN.sub(_escape, text)


def _escape(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


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
        column: 1-based column in characters, or 0 when the whole line is meant.
        length: How many characters are meant from there, or 0.
    """

    path: str
    line: int
    field: str
    what: str
    remedy: str
    rule: str = "invalid"
    severity: str = "error"
    column: int = 0
    length: int = 0

    def __str__(self) -> str:
        """`path:line:column: field: what is wrong: what to do`, always one line without hidden characters."""
        places = ":".join(str(place) for place in (self.line, self.column) if place)
        where = f"{self.path}:{places}" if self.line else self.path
        parts = [where, self.field, self.what, self.remedy]
        return visible(" ".join(": ".join(part for part in parts if part).split()))


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


class ToldError(DigestError):
    """The end of a verb after a process of its own has told what is wrong."""


_OF_MACHINE: Mapping[int | None, tuple[str, str]] = {
    errno.ENOENT: ("is not there", "check how it is written"),
    errno.EISDIR: ("is a folder", "name a file"),
    errno.ENOTDIR: ("leads through a file", "name a folder, or remove that file"),
    errno.EEXIST: ("is a file where a folder is needed", "name a folder, or remove the file"),
    errno.EACCES: ("may not be read or written by you", "name another place, or change its permissions"),
    errno.EPERM: ("may not be read or written by you", "name another place, or change its permissions"),
    errno.EROFS: ("is on a disk that cannot be written", "name another place"),
    errno.ENOSPC: ("does not fit: the disk is full", "make room, then run it again"),
    errno.ENAMETOOLONG: ("has a name that is too long", "shorten it"),
}
"""What the machine refuses most often, in our words, and what to do."""


_TEMPORARY = re.compile(r"[/\\]\.[^/\\]{1,40}\.[a-z0-9_]{8}\.tmp$")
"""The name that `digest.files` gives a file while it is written."""


def of_machine(error: OSError | UnicodeError) -> InputError:
    """An error of the machine that no verb foresaw, as every other is told: where, what, and what to do."""
    if isinstance(error, UnicodeEncodeError):
        return InputError("the terminal cannot show all letters", "set PYTHONIOENCODING=utf-8, then run it again")
    if isinstance(error, UnicodeError):
        return InputError("a file that was named is not UTF-8 text", "save it as UTF-8, then run it again")
    # A file that is written for a moment is none that anybody knows: its folder is meant.
    path = _TEMPORARY.sub("", str(error.filename2 or error.filename or ""))
    known = _OF_MACHINE.get(error.errno)
    what, remedy = known or (f"cannot be used ({error.strerror or error})", "see whether it is there, and run it again")
    return InputError(what, remedy, path=path)
