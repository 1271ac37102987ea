"""Letters and marks that no reader should see: lost or misread ones, those of HTML in fields, words of a template."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from digest.check.rules import RULES
from digest.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.place import FileText

_LOST = re.compile(
    "\ufffd+"
    "|[\u00a1-\u00ff\u201a\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u0152\u017d\u2022\u02dc\u2122\u0161\u0153\u017e\u0178]{4,}"
)
"""What stands for bytes that are no text, and runs of letters as another table shows Korean (`»ï¼ºÀüÀÚ`)."""
_LETTER = re.compile("[\u00c0-\u00ff]")
_AS_TEXT = re.compile(
    r"&(?:amp|quot|lt|gt|nbsp|apos|middot|hellip|[lr][sd]quo|ndash|mdash|#\d{1,5}|#x[0-9a-fA-F]{1,5});"
    r"|</?(?:a|b|br|div|em|font|i|p|span|strong|sub|sup|u|h[1-6]|iframe|img|li|script|style|svg|table|td|title|tr|ul)\b[^<>\n]{0,500}>"
    r"|\*\*(?=\S)[^*\n]{1,200}(?<=\S)\*\*|\]\(https?://"
)
"""HTML and Markdown, which fields show letter by letter."""
_INNER = re.compile(r"notes|waive|#")
"""Beginnings of lines that no page shows."""
_ENOUGH = 12
"""Letters of a line of a template by which it is known."""
_QUOTED = re.compile(r'"([^"\n]+)"')
_TEMPLATES = ("content/series/series.md", "content/articles/example.md")


class _Hit(NamedTuple):
    line: int
    column: int
    text: str


def problems(file: FileText, name: str) -> Iterator[Problem]:
    """Each kind once a file, at its first place."""
    lost = [
        hit
        for hit in _hits(file, _LOST, 0, len(file.lines))
        if "\ufffd" in hit.text or len(_LETTER.findall(hit.text)) > 1
    ]
    if lost:
        what = f'holds letters that were lost or misread ("{lost[0].text[:20]}")'
        yield _problem(name, lost, what, "copy the words again from the source", "lost-letters")
    marked = [hit for hit in _hits(file, _AS_TEXT, 1, file.end) if not _INNER.match(file.lines[hit.line - 1])]
    if marked:
        what = f'holds "{marked[0].text[:40]}" in its fields, which show it as it stands'
        yield _problem(name, marked, what, "write the sign that is meant, as plain text", "other-markup")


def of_template(file: FileText) -> int:
    """The first line that is still what `digest init` wrote, or 0."""
    known = _template()
    for number, line in enumerate(file.lines, 1):
        words = line.partition('title: "')[2].rstrip('" ') if line.startswith("title:") else line.strip()
        if words in known:
            return number
    return 0


@cache
def _template() -> frozenset[str]:
    lines = [line.strip() for name in _TEMPLATES for line in _read(name).split("\n")]
    made = [words for line in lines if "<<" in line for words in _QUOTED.findall(line)]
    plain = (line for line in lines if not line.startswith(("<%", "#")) and "<<" not in line and ": " not in line)
    return frozenset(line for line in (*made, *plain) if len(line) >= _ENOUGH)


def _read(name: str) -> str:
    return files("digest.skeleton").joinpath("files", name).read_text("utf-8")


def _hits(file: FileText, pattern: re.Pattern[str], start: int, end: int) -> list[_Hit]:
    return [
        _Hit(number + 1, match.start() + 1, match[0])
        for number in range(start, end)
        for match in pattern.finditer(file.lines[number])
    ]


def _problem(name: str, hits: list[_Hit], what: str, remedy: str, rule: str) -> Problem:
    first, more = hits[0], f", and {len(hits) - 1} more like it" if len(hits) > 1 else ""
    return Problem(
        name, first.line, "", f"{what}{more}", remedy, rule, RULES[rule].level, first.column, len(first.text)
    )
