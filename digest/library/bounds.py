"""What a body may hold so that rendering and checking it end soon, whoever wrote it.

The Markdown renderer looks from each opened bracket to the end of its paragraph, and from each block over all that
follow: the time grows with the square of the text, and with the cube for `[[[[…`. No summary comes near these bounds.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MAX_CHARACTERS = 60_000
MAX_LINES = 3_000
MAX_OPEN = 50
"""Brackets of a sign that are open at one place of a paragraph."""
MAX_NOTES = 500
"""Marks of footnotes. The renderer makes a way back to each place that speaks of a note, for each that does."""
MAX_QUOTED = 20
"""Marks of quotation or of lists before the text of a line."""
_PAIRS = {
    "[": ("]", re.compile(r"(?P<open>\[)|\]")),
    "(": (")", re.compile(r"(?P<open>\()|\)")),
    "<": (">", re.compile(r"(?P<open><(?=[A-Za-z/!?]))|>")),
    "*": ("*", re.compile(r"(?P<open>(?<![\w*])\*+(?=[^\s*]))|(?<=[^\s*])\*+(?!\w)")),
    "_": ("_", re.compile(r"(?P<open>(?<!\w)_+(?=[^\s_]))|(?<=[^\s_])_+(?!\w)")),
}
"""What opens, what closes it, and where either stands."""
_MARKS = re.compile(r"(?:[ \t]*(?:>|[-+*](?=[ \t])|\d{1,9}[.)](?=[ \t])))+")
_MARK = re.compile(r"[>*+-]|\d[.)]")


class Excess(NamedTuple):
    """What is too much, and the line of the body (from 0) on which it is."""

    line: int
    what: str
    remedy: str


def excess(body: str) -> Excess | None:
    """The first bound that a body breaks; the time is linear in its length."""
    if len(body) > MAX_CHARACTERS:
        return Excess(0, f"is too long (at most {MAX_CHARACTERS:,} characters)", "shorten it")
    lines = body.split("\n")
    if len(lines) > MAX_LINES:
        return Excess(
            MAX_LINES, f"is too long (at most {MAX_LINES:,} lines)", "shorten it, or join lines of a paragraph"
        )
    for number, line in enumerate(lines):
        marks = _MARKS.match(line)
        if marks and len(_MARK.findall(marks.group())) > MAX_QUOTED:
            return Excess(number, f"is nested deeper than {MAX_QUOTED} quotations or lists", "flatten it")
    if body.count("[^") > MAX_NOTES:
        before = "[^".join(body.split("[^", MAX_NOTES + 1)[:-1])
        return Excess(before.count("\n"), f"holds more than {MAX_NOTES} marks of footnotes", "leave some out")
    for opening, (closing, signs) in _PAIRS.items():
        at = _opened(lines, signs, whole=opening == "<") if body.count(opening) > MAX_OPEN else None
        if at is not None:
            what = f'holds more than {MAX_OPEN} "{opening}" that nothing closes'
            return Excess(at, what, f'close each with "{closing}", or remove it')
    return None


def _opened(lines: list[str], signs: re.Pattern[str], *, whole: bool) -> int | None:
    """The line on which more than MAX_OPEN signs of a paragraph (or of the `whole` body) are open."""
    depth = 0
    for number, line in enumerate(lines):
        if not whole and not line.strip():
            depth = 0
        for match in signs.finditer(line):
            depth = depth + 1 if match["open"] else max(0, depth - 1)
            if depth > MAX_OPEN:
                return number
    return None
