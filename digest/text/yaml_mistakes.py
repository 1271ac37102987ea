"""What is wrong with text that is no YAML, in words for a curator: the line, the mistake and what to write there.

What the YAML library says is for programmers, and it notices some mistakes lines after they were made.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

import yaml

from digest.text.open_quotes import unclosed

if TYPE_CHECKING:
    from digest.text.open_quotes import Open


class Mistake(NamedTuple):
    """The 0-based line, what is wrong there, what to do, and the field of that line or nothing."""

    line: int
    what: str
    remedy: str
    field: str = ""


def explained(error: yaml.YAMLError, text: str) -> Mistake:
    """What the library stumbled over in `text`."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or ""
    if (getattr(error, "context", None) or "") in _OPENED_EARLIER or problem in _IN_BRACKETS:
        mark = getattr(error, "context_mark", None) or mark
    lines = text.split("\n")
    number = min(mark.line, len(lines) - 1) if mark else 0
    what = _IN_WORDS.get(problem, problem or "is not valid YAML")
    if earlier := _indented(lines, number) or _endless(lines, number):
        return earlier
    where = _field(lines[number])
    if problem in _OWN:
        return Mistake(number, what, _OWN[problem].replace("FIELD", where or "name"), where)
    if problem.startswith("mapping values") and number and (bare := _COLONLESS.match(lines[number - 1][:300])):
        return Mistake(number - 1, _IN_WORDS["could not find expected ':'"], _KEY_VALUE, bare[1])
    for candidate in (number, number - 1):
        line = lines[candidate][:2000] if candidate >= 0 else ""
        unbraced = _UNBRACED.match(line[:300])
        if unbraced or (_VALUE_NEEDS_QUOTES.match(line[:300]) and not _WELL_QUOTED.fullmatch(line)):
            inner = _INNER_QUOTE if _QUOTED_AND_MORE.match(line) else _QUOTE_WHOLE
            remedy = _BRACES if unbraced else _BEHIND_LIST if _LIST_AND_MORE.match(line) else inner
            return Mistake(candidate, what, remedy.replace("FIELD", _field(line) or "title"), _field(line))
    line = lines[number][:2000]
    if line.count(": ") > 1 or (problem.startswith("mapping values") and where and not line.startswith(" ")):
        remedy = f'put a value that holds a colon in straight double quotes: {where or "title"}: "a: b"'
        return Mistake(number, what, remedy, where)
    return Mistake(number, what, _KEY_VALUE, where)


def _indented(lines: list[str], number: int) -> Mistake | None:
    """A line about `number` that is indented with something else than spaces, with what is so and the remedy."""
    if "\t" in lines[number][:2000]:
        return Mistake(number, "is indented with a tab", "indent with spaces, not tabs")
    behind = next((at for at in (number, number - 1) if at >= 0 and _ODD_BEHIND.match(lines[at])), None)
    if behind is not None:
        what = "has behind its colon what only looks like a space"
        return Mistake(behind, what, "type the space again", _field(lines[behind]))
    odd = (at for at, line in enumerate(lines[: number + 2]) if _ODD_INDENT.match(line))
    what = "is indented with what only looks like a space"
    return next((Mistake(at, what, "type the spaces again") for at in odd), None)


def _field(line: str) -> str:
    """The field that a line gives, or nothing."""
    return found[1] if (found := re.match(r"[ \-]*([\w\-]{1,40})(?=:)", line)) else ""


def _endless(lines: list[str], number: int) -> Mistake | None:
    """The line whose quote is open."""
    opened = _opened(lines, number)
    remedy = f"end the line with the quote: {opened.closed.strip()[:120]}" if opened else ""
    return Mistake(opened.number, _IN_WORDS[_ENDLESS], remedy, opened.field) if opened else None


def _opened(lines: list[str], number: int) -> Open | None:
    """The line at or before `number` whose quote is open, if closing it there mends what is wrong up to that line."""
    for found in islice(unclosed(lines[: number + 1]), _MAX_TRIED):
        mended = [*lines[: found.number], found.closed, *lines[found.number + 1 :]]
        try:
            for _ in yaml.parse("\n".join(mended), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
                pass
        except yaml.YAMLError as error:
            mark = getattr(error, "problem_mark", None)
            if mark is None or mark.line <= number:
                continue
        return found
    return None


_OPENED_EARLIER = frozenset({"while scanning a simple key", "while scanning a quoted scalar"})
"""What YAML notices lines later stands where it began."""
_MAX_TRIED = 20
"""Lines that are tried with their quote closed: each costs one more parsing."""
_ODD_INDENT = re.compile(r" *[\u00a0\u2000-\u200a\u202f\u3000]")
_ODD_BEHIND = re.compile(r"[ \-]*[\w\-]{1,40}:[\u00a0\u2000-\u200a\u202f\u3000]")
_COLONLESS = re.compile(r"[ \-]*([\w\-]{1,40}) +[\"'\[]")
_KEY_VALUE = (
    'write it as key: "value", with a plain colon and a space behind it, and indent it like the lines around it'
)
_ENDLESS = "found unexpected end of stream"
_IN_WORDS = {
    "did not find expected key": "goes on after its value",
    "did not find expected ',' or ']'": "is a list that is not closed, or lacks a comma",
    "did not find expected ',' or '}'": "is a group that is not closed, or lacks a comma",
    "mapping values are not allowed in this context": "holds a colon outside of quotes, or is indented too far",
    "could not find expected ':'": "is no field: a colon and a space are missing",
    "found character that cannot start any token": "starts with a sign that must stand in quotes",
    "did not find expected alphabetic or numeric character": "starts with a sign that must stand in quotes",
    "block sequence entries are not allowed in this context": "starts with a hyphen, which makes a list",
    "did not find expected '-' indicator": "goes on after a list, or is indented otherwise than the list",
    "found unknown escape character": "holds a backslash that means nothing inside of double quotes",
    "did not find expected comment or line break": "has words behind | or >",
    _ENDLESS: "opens a quote that is never closed",
}
"""What the YAML library says, in words for a curator."""
_IN_BRACKETS = frozenset({"did not find expected ',' or ']'", "did not find expected ',' or '}'"})
"""These are noticed behind what was opened, often lines later."""
_CLOSE = (
    'put a comma between entries and close the bracket: ["…", "…"], {name: "…", name: "…"}; a text that only starts '
    'with a bracket stands whole in straight double quotes: title: "[…] …"'
)
_SIGN = 'put the value whole in straight double quotes: FIELD: "…", as unit: "%"'
_OWN = {
    **dict.fromkeys(_IN_BRACKETS, _CLOSE),
    "found character that cannot start any token": _SIGN,
    "did not find expected alphabetic or numeric character": _SIGN,
    "block sequence entries are not allowed in this context": _SIGN,
    "found unknown escape character": r'write a backslash twice: "a \\ b"',
    "did not find expected comment or line break": _SIGN,
}
"""Mistakes whose remedy follows from the mistake alone."""
_VALUE_NEEDS_QUOTES = re.compile(r"^[ \-]*[\w\-]+:[ \t]+[\[{*&!%@`|>#\"']")
_WELL_QUOTED = re.compile(
    r"""[ \-]*[\w\-]+:[ \t]+(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\[\]]*\]|\{[^{}]*\})[ \t]*(?:#.*)?"""
)
_QUOTED_AND_MORE = re.compile(r"""[ \-]*[\w\-]+:[ \t]+(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*[^ \t#]""")
_UNBRACED = re.compile(r"""[ \-]*[\w\-]+:[ \t]+(?:"[^"]*"|'[^']*'|[^\s"'\[{,]+),[ \t]*[\w\-]+:[ \t]""")
_BRACES = 'put the fields of one entry in braces, or each on a line of its own: - {name: "…", name: "…"}'
_LIST_AND_MORE = re.compile(r"""[ \-]*[\w\-]+:[ \t]+\[ *+(?:(?:"[^"\n]*+"|'[^'\n]*+') *+(?:, *+)?)*+\]""")
_BEHIND_LIST = "delete what stands behind the closing bracket"
_QUOTE_WHOLE = 'put a value that starts with a bracket, quote or sign whole in straight double quotes: FIELD: "[…] …"'
_INNER_QUOTE = 'write a quote inside quotes as \\" (FIELD: "a \\"b\\" c"), and a list in brackets: ["…", "…"]'
