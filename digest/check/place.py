"""Where in a file a field or a word stands, found in the text that was read anyway, so no file is read twice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from digest.check.markdown import links

if TYPE_CHECKING:
    from digest.check.markdown import Link

_ITEM = re.compile(r"\s*- ")
_ANY_KEY = re.compile(r"^[\w-]+\s*:\s*")
_QUOTED = re.compile(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'')
_NESTED = re.compile(r"[^,}#]*")
_REST = re.compile(r".*")


@lru_cache(maxsize=256)
def _key(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}\s*:\s*")


class Place(NamedTuple):
    """1-based line and column, and how many characters are meant; 0 where not known."""

    line: int
    column: int = 0
    length: int = 0


@dataclass(frozen=True)
class FileText:
    """A content file with the lines of its front matter and its body as they stand in it."""

    text: str

    @cached_property
    def lines(self) -> list[str]:
        """The lines of the whole file."""
        return self.text.split("\n")

    @cached_property
    def end(self) -> int:
        """Index of the closing `---`, or 0 where there is no front matter."""
        if self.lines[0].rstrip() != "---":
            return 0
        return next((number for number, line in enumerate(self.lines[1:], 1) if line.rstrip() == "---"), 0)

    @cached_property
    def body_line(self) -> int:
        """The 1-based line on which the body starts, blank lines left out; of an empty one, where it would start."""
        first = self.end + 1 if self.end else 0
        return next((at for at in range(first, len(self.lines)) if self.lines[at].strip()), first) + 1

    @cached_property
    def body(self) -> str:
        """The body from `body_line` on, as it stands in the file."""
        return "\n".join(self.lines[self.body_line - 1 :])

    @cached_property
    def _keys(self) -> dict[str, int]:
        """Index of the line of each field of the front matter."""
        found: dict[str, int] = {}
        for number in range(1, self.end):
            key, colon, _ = self.lines[number].partition(":")
            if colon and key[:1] not in {" ", "\t", "#", "-", ""}:
                found.setdefault(key.strip("\"' "), number)
        return found

    @cached_property
    def links(self) -> list[Link]:
        """Links and images of the body."""
        return links(self.body)

    def in_body(self, start: int, end: int) -> Place:
        """The place of `body[start:end]`, up to the end of its first line."""
        line_start = self.body.rfind("\n", 0, start) + 1
        line_end = self.body.find("\n", start)
        stop = min(end, line_end if line_end >= 0 else len(self.body))
        return Place(self.body_line + self.body.count("\n", 0, start), start - line_start + 1, stop - start)

    def field(self, name: str, needle: str = "") -> Place:
        """The place of a field (`impacts.0.ticker`), or of `needle` in it; line 1 where it is not written."""
        parts = name.split(".")
        first = self._keys.get(parts[0], 0)
        if not first:
            return Place(1)
        last = min((n for n in self._keys.values() if n > first), default=self.end)
        return self._within(parts[1:], first, last, needle)

    def _within(self, parts: list[str], first: int, last: int, needle: str) -> Place:
        for part in parts:
            if part.isdecimal():
                items = [n for n in range(first + 1, last) if _ITEM.match(self.lines[n])]
                if int(part) < len(items):
                    first = items[int(part)]
                    last = items[int(part) + 1] if int(part) + 1 < len(items) else last
        if needle:
            for number in range(first, last):
                at = self.lines[number].find(needle)
                if at >= 0:
                    return Place(number + 1, at + 1, len(needle))
        key = parts[-1] if parts and not parts[-1].isdecimal() else ""
        pattern = _key(key) if key else _ANY_KEY
        for number in range(first, last if key else first + 1):
            match = pattern.search(self.lines[number])
            if match:
                return Place(number + 1, match.end() + 1, self._value(number, match.end(), nested=bool(key)))
        return Place(first + 1)

    def _value(self, number: int, start: int, *, nested: bool) -> int:
        rest = self.lines[number][start:]
        if quoted := _QUOTED.match(rest):
            return quoted.end()
        plain = (_NESTED if nested else _REST).match(rest)
        return len(plain.group().rstrip()) if plain else 0
