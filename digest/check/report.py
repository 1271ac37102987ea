"""Problems for people, for SARIF readers and for the annotations of GitHub.

What a stranger wrote stands in all three: hidden characters are shown as escapes, no line begins like a command of a
workflow, and the lines of a file are cut to what fits.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from digest import __version__
from digest.check.rules import RULES
from digest.errors import Problem, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence


WIDTH = 100
"""Columns of a line that are shown around what is meant."""
_MAX_LINE = 256 * 1024
_COMMAND = re.compile(r"^(\s*)::")
_COLOURS = {"error": "31", "warning": "33", "place": "1", "dim": "2", "caret": "36"}
_FIELDS = tuple(field.name for field in fields(Problem))
_UNREAD = frozenset(
    {"invalid", "file-link", "file-name", "file-case", "file-kind", "size", "encoding", "control-character"}
    | {"front-matter", "yaml", "image"}
)
"""A file that cannot be read gets one line, unless somebody watches."""


def text(problems: Sequence[Problem], *, colour: bool, watched: bool = False) -> Iterator[str]:
    """Lines for people: where, what and the remedy in one line, then the line of the file with a caret below.

    `watched` says that the lines go to a terminal.
    """
    lines = _Lines()
    for problem in problems:
        level = _paint(problem.severity, problem.severity, colour=colour)
        said = str(problem)
        where = _where(problem)
        rest = said.removeprefix(where)
        rule = _paint(f"[{visible(problem.rule)}]", "dim", colour=colour)
        yield _harmless(f"{_paint(_harmless(where), 'place', colour=colour)}{rest} ({level}) {rule}")
        if problem.line and (watched or problem.rule not in _UNREAD):
            yield from _excerpt(problem, lines, colour=colour)


def as_json(problems: Sequence[Problem]) -> str:
    """A JSON list with one object a problem; `docs` is the page of the rule."""
    rows = [
        {
            **{name: getattr(problem, name) for name in _FIELDS},
            "docs": RULES[problem.rule].page if problem.rule in RULES else "",
        }
        for problem in problems
    ]
    return json.dumps(rows, ensure_ascii=True, indent=1)


def sarif(problems: Sequence[Problem]) -> str:
    """A log in the Static Analysis Results Interchange Format 2.1.0 (OASIS)."""
    ids = sorted({problem.rule for problem in problems} | set(RULES))
    return json.dumps(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {
                            "name": "digest",
                            "semanticVersion": __version__,
                            "rules": [_sarif_rule(name) for name in ids],
                        }
                    },
                    "columnKind": "unicodeCodePoints",
                    "results": [_sarif_result(problem, ids.index(problem.rule)) for problem in problems],
                }
            ],
        },
        ensure_ascii=True,
        indent=1,
    )


def github(problems: Sequence[Problem]) -> Iterator[str]:
    """One workflow command a problem; values are escaped as GitHub's own toolkit does."""
    for problem in problems:
        kind = "error" if problem.severity == "error" else "warning"
        values = {"file": problem.path, "title": problem.rule}
        if problem.line:
            values["line"] = str(problem.line)
        if problem.column:
            values["col"] = str(problem.column)
            values["endColumn"] = str(problem.column + max(problem.length, 1))
        properties = ",".join(f"{name}={_property(value)}" for name, value in values.items())
        yield f"::{kind} {properties}::{_data(_message(problem) + _explained(problem.rule))}"


def _explained(name: str) -> str:
    """The page of a rule where the repository has it, else its sentence: a digest of one's own has no such pages."""
    rule = RULES.get(name)
    return f" ({rule.page if Path(rule.page).is_file() else rule.summary})" if rule else ""


def escaped_line(line: str) -> str:
    """A line of text that no runner takes for a workflow command."""
    return _harmless(visible(line))


def _where(problem: Problem) -> str:
    places = ":".join(str(place) for place in (problem.line, problem.column) if place)
    return visible(" ".join((f"{problem.path}:{places}" if problem.line else problem.path).split()))


def _message(problem: Problem) -> str:
    parts = (problem.field, problem.what, problem.remedy)
    return visible(" ".join(": ".join(part for part in parts if part).split()))


def _paint(words: str, style: str, *, colour: bool) -> str:
    return f"\x1b[{_COLOURS[style]}m{words}\x1b[0m" if colour else words


def _harmless(line: str) -> str:
    """GitHub reads `::` at the start of a line and `##[` anywhere as a command."""
    return _COMMAND.sub(r"\1./::", line).replace("##[", "##\\[")


class _Lines:
    """Lines of files, each file read once."""

    def __init__(self) -> None:
        self._files: dict[str, list[str]] = {}

    def get(self, path: str, number: int) -> str | None:
        if path not in self._files:
            self._files[path] = _read(Path(path))
        lines = self._files[path]
        return lines[number - 1] if 0 < number <= len(lines) else None


def _read(path: Path) -> list[str]:
    try:
        if path.is_symlink() or not path.is_file():
            return []
        with path.open("rb") as stream:
            data = stream.read(_MAX_LINE)
    except (OSError, ValueError):
        return []
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n").split("\n")


def _excerpt(problem: Problem, lines: _Lines, *, colour: bool) -> Iterator[str]:
    line = lines.get(problem.path, problem.line)
    if line is None or not line.strip():
        return
    start = max(problem.column - 1, 0)
    size = min(max(problem.length, 1), max(len(line) - start, 1))
    first = 0 if start + size <= WIDTH else max(0, start - WIDTH // 3)
    shown = line[first : first + WIDTH]
    before, meant = line[first:start], line[start : min(start + size, first + WIDTH)]
    head, tail = "…" if first else "", "…" if first + WIDTH < len(line) else ""
    gutter = f"{problem.line:>6} | "
    yield _harmless(f"{gutter}{head}{visible(shown)}{tail}")
    if problem.column:
        blank = " " * (len(gutter) - 2) + "| " + " " * _columns(head + visible(before))
        yield blank + _paint("^" * max(_columns(visible(meant)), 1), "caret", colour=colour)


def _columns(text: str) -> int:
    """Width in a terminal: Hangul and other wide letters take two columns, marks none."""
    return sum(
        0 if unicodedata.combining(letter) else 2 if unicodedata.east_asian_width(letter) in "WF" else 1
        for letter in text
    )


def _sarif_rule(name: str) -> dict[str, Any]:
    rule = RULES.get(name)
    return {
        "id": name,
        "shortDescription": {"text": rule.summary if rule else name},
        "help": {"text": f"See {rule.page}." if rule else name},
        "defaultConfiguration": {"level": rule.level if rule else "error"},
    }


def _sarif_result(problem: Problem, index: int) -> dict[str, Any]:
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(problem.path.encode("utf-8", "surrogateescape"))}}
    if problem.line:
        region = {"startLine": problem.line}
        if problem.column:
            region |= {"startColumn": problem.column, "endColumn": problem.column + max(problem.length, 1)}
        place["region"] = region
    return {
        "ruleId": problem.rule,
        "ruleIndex": index,
        "level": problem.severity if problem.severity in {"error", "warning"} else "note",
        "message": {"text": _message(problem)},
        "locations": [{"physicalLocation": place}],
    }


def _data(value: str) -> str:
    return value.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(value: str) -> str:
    return _data(visible(value)).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "json": as_json,
    "sarif": sarif,
    "github": lambda problems: "\n".join(github(problems)),
}
"""Formats for programs, by the name of the option."""
