"""Reads YAML, and a small safe part of it; no other module does, and `yaml_writer` alone writes it.

YAML turns `000660` into 432 and `ON` into true, takes the last of two equal keys without a word,
and lets a file of 100 KB crash its loader. So the text is bounded first, events are read one by one,
every scalar stays the text that was written, and tags, anchors, aliases and doubles are refused.
Line numbers are kept for messages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml

from digest.errors import LibraryError, Problem
from digest.text.open_quotes import unclosed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.text.open_quotes import Open

MAX_BYTES = 64 * 1024
MAX_DEPTH = 8
MAX_NODES = 5_000
_HIDDEN_BREAK = re.compile("[\u0085\u2028\u2029]")
"""YAML begins a line behind each, and most editors and reviews of changes do not: a comment could hold a field."""

Path = tuple[str | int, ...]
_RESOLVE: Callable[[Any, str, tuple[bool, bool]], str] = yaml.resolver.Resolver().resolve
_STRING_TAG = "tag:yaml.org,2002:str"
OTHER_THAN_TEXT = re.compile(
    r"[-+]?(0o[0-7]+|0x[0-9a-fA-F]+|\d[\d_]*(\.\d*)?([eE][-+]?\d+)?|\.\d+)|(?i:true|false|null|yes|no|on|off|y|n)|~"
)
_COMMENT = re.compile(r"[ \t]+#")
_VALUE_NEEDS_QUOTES = re.compile(r"^[ \-]*[\w\-]+:[ \t]+[\[{*&!%@`|>#\"']")


@dataclass(slots=True)
class Tree:
    """A parsed mapping: `data` holds only str, list and dict; `lines` where each value stands.

    `unquoted` names the plain scalars that another YAML reader would not read as text, `cut` those behind which a
    comment stands: `#` may have been meant as part of the text.
    """

    data: dict[str, Any]
    lines: dict[Path, int] = field(default_factory=dict)
    unquoted: set[Path] = field(default_factory=set)
    cut: set[Path] = field(default_factory=set)

    def line(self, path: Path) -> int:
        """The 1-based line of the value at `path`, or of the nearest thing around it."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)


def load(text: str, name: str, *, first_line: int = 1, max_bytes: int = MAX_BYTES, max_nodes: int = MAX_NODES) -> Tree:
    """Read one YAML mapping. `first_line` is the line of the file on which `text` starts.

    Raises:
        LibraryError: With one problem that names file, line and remedy.
    """
    if len(text.encode("utf-8", "surrogatepass")) > max_bytes:
        raise _error(name, first_line, f"front matter is larger than {max_bytes // 1024} KB", "shorten it")
    if hidden := _HIDDEN_BREAK.search(text):
        line = first_line + text.count("\n", 0, hidden.start())
        what = f"holds a line end that editors do not show (U+{ord(hidden.group()):04X})"
        raise _error(name, line, what, "delete it, or put an ordinary line end there")
    reader = _Reader(text, name, first_line, max_nodes)
    try:
        return reader.read()
    except yaml.YAMLError as error:
        raise _syntax_error(error, text, name, first_line) from error
    except (ValueError, OverflowError) as error:
        raise _error(
            name, first_line, f"cannot be read as YAML ({error})", 'write it as lines of the form key: "value"'
        ) from error


def load_mapping(text: str, name: str) -> dict[str, Any]:
    """The data of `load` for a trusted table of ours (larger bounds)."""
    return load(text, name, max_bytes=4 * 1024 * 1024, max_nodes=200_000).data


def _error(name: str, line: int, what: str, remedy: str, where: str = "") -> LibraryError:
    return LibraryError([Problem(name, line, where, what, remedy, rule="yaml")])


def _syntax_error(error: yaml.YAMLError, text: str, name: str, first_line: int) -> LibraryError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or ""
    if (getattr(error, "context", None) or "") in _OPENED_EARLIER or problem in _IN_BRACKETS:
        mark = getattr(error, "context_mark", None) or mark
    lines = text.split("\n")
    number = min(mark.line, len(lines) - 1) if mark else 0
    what = _IN_WORDS.get(problem, problem or "is not valid YAML")
    if indent := _indented(lines, number):
        return _error(name, first_line + indent[0], *indent[1:])
    if opened := _opened(lines, number):
        remedy = f"end the line with the quote: {opened.closed.strip()[:120]}"
        return _error(name, first_line + opened.number, _IN_WORDS[_ENDLESS], remedy, opened.field)
    where = _field(lines[number])
    if problem in _OWN:
        return _error(name, first_line + number, what, _OWN[problem], where)
    for candidate in (number, number - 1):
        line = lines[candidate][:2000] if candidate >= 0 else ""
        unbraced = _UNBRACED.match(line[:300])
        if unbraced or (_VALUE_NEEDS_QUOTES.match(line[:300]) and not _WELL_QUOTED.fullmatch(line)):
            remedy = _BRACES if unbraced else _INNER_QUOTE if _QUOTED_AND_MORE.match(line) else _QUOTE_WHOLE
            return _error(name, first_line + candidate, what, remedy, _field(line))
    line = lines[number][:2000]
    if line.count(": ") > 1 or (problem.startswith("mapping values") and where and not line.startswith(" ")):
        remedy = 'put a value that holds a colon in straight double quotes: title: "a: b"'
        return _error(name, first_line + number, what, remedy, where)
    remedy = (
        'write it as key: "value", with a plain colon and a space behind it, and indent it like the lines around it'
    )
    return _error(name, first_line + number, what, remedy, where)


def _indented(lines: list[str], number: int) -> tuple[int, str, str] | None:
    """A line about `number` that is indented with something else than spaces, with what is so and the remedy."""
    if "\t" in lines[number][:2000]:
        return number, "is indented with a tab", "indent with spaces, not tabs"
    odd = (at for at, line in enumerate(lines[: number + 2]) if _ODD_INDENT.match(line))
    return next(((at, "is indented with what only looks like a space", "type the spaces again") for at in odd), None)


def _field(line: str) -> str:
    """The field that a line gives, or nothing."""
    return found[1] if (found := re.match(r"[ \-]*([\w\-]{1,40})(?=:)", line)) else ""


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
_SIGN = 'put the value whole in straight double quotes: unit: "%"'
_OWN = {
    **dict.fromkeys(_IN_BRACKETS, _CLOSE),
    "found character that cannot start any token": _SIGN,
    "did not find expected alphabetic or numeric character": _SIGN,
    "block sequence entries are not allowed in this context": _SIGN,
    "found unknown escape character": r'write a backslash twice: "a \\ b"',
    "did not find expected comment or line break": _SIGN,
}
"""Mistakes whose remedy follows from the mistake alone."""
_WELL_QUOTED = re.compile(
    r"""[ \-]*[\w\-]+:[ \t]+(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|\[[^\[\]]*\]|\{[^{}]*\})[ \t]*(?:#.*)?"""
)
_QUOTED_AND_MORE = re.compile(r"""[ \-]*[\w\-]+:[ \t]+(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]*[^ \t#]""")
_UNBRACED = re.compile(r"""[ \-]*[\w\-]+:[ \t]+(?:"[^"]*"|'[^']*'|[^\s"'\[{,]+),[ \t]*[\w\-]+:[ \t]""")
_BRACES = 'put the fields of one entry in braces, or each on a line of its own: - {name: "…", name: "…"}'
_QUOTE_WHOLE = 'put a value that starts with a bracket, quote or sign whole in straight double quotes: title: "[…] …"'
_INNER_QUOTE = 'write a quote inside quotes as \\" (title: "a \\"b\\" c"), and a list in brackets: ["…", "…"]'


class _Reader:
    """Walks the event stream; never recurses deeper than MAX_DEPTH."""

    def __init__(self, text: str, name: str, first_line: int, max_nodes: int) -> None:
        self.name, self.first, self.max_nodes = name, first_line, max_nodes
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        self.events: Iterator[yaml.Event] = iter(loader(text).get_event, None)
        self.tree = Tree({})
        self.nodes = 0
        self.lines = text.split("\n") if " #" in text or "\t#" in text else ()

    def read(self) -> Tree:
        event = self._next(yaml.StreamStartEvent)
        event = next(self.events)
        if isinstance(event, yaml.StreamEndEvent):
            remedy = "add at least title, date, tickers, sentiment and source"
            raise _error(self.name, self.first, "front matter is empty", remedy)
        event = next(self.events)
        if not isinstance(event, yaml.MappingStartEvent):
            raise self._refuse(event, "is not a list of fields", "write lines of the form key: value")
        self.tree.data = self._mapping((), 1)
        self._next(yaml.DocumentEndEvent)
        end = next(self.events)
        if not isinstance(end, yaml.StreamEndEvent):
            raise self._refuse(end, "holds a second YAML document", "keep one block between the two --- lines")
        return self.tree

    def _next(self, kind: type[yaml.Event]) -> yaml.Event:
        event = next(self.events)
        if not isinstance(event, kind):
            raise self._refuse(event, "is not in the expected form", "write lines of the form key: value")
        return event

    def _refuse(self, event: yaml.Event, what: str, remedy: str, where: Path = ()) -> LibraryError:
        return _error(self.name, self._line(event), what, remedy, ".".join(map(str, where)))

    def _line(self, event: yaml.Event) -> int:
        mark = event.start_mark
        return self.first + (int(mark.line) if mark else 0)

    def _node(self, event: yaml.Event, path: Path, depth: int) -> Any:
        self.nodes += 1
        if self.nodes > self.max_nodes:
            raise self._refuse(event, f"has more than {self.max_nodes} values", "shorten it", path)
        if depth > MAX_DEPTH:
            raise self._refuse(event, f"is nested deeper than {MAX_DEPTH} levels", "flatten it", path)
        kind = type(event)
        if kind is yaml.AliasEvent or getattr(event, "anchor", None):
            raise self._refuse(event, "uses an anchor or alias (& or *)", "write the value out, in double quotes", path)
        if (tag := getattr(event, "tag", None)) is not None and tag != "!":
            raise self._refuse(event, f"uses a tag ({tag[:40]})", "remove it, or put the value in double quotes", path)
        self.tree.lines[path] = self._line(event)
        if isinstance(event, yaml.ScalarEvent):
            return event.value if event.style else self._plain(event, path)
        if kind is yaml.MappingStartEvent:
            return self._mapping(path, depth + 1)
        if kind is yaml.SequenceStartEvent:
            return self._sequence(path, depth + 1)
        raise self._refuse(event, "is not in the expected form", "write lines of the form key: value", path)

    def _plain(self, event: yaml.ScalarEvent, path: Path) -> str | None:
        value, end = str(event.value), event.end_mark
        if value and self.lines and end and _COMMENT.match(self.lines[end.line][end.column :]):
            self.tree.cut.add(path)
        if value in {"", "~", "null", "Null", "NULL"}:
            return None
        if _RESOLVE(yaml.ScalarNode, value, (True, False)) != _STRING_TAG or OTHER_THAN_TEXT.fullmatch(value[:200]):
            self.tree.unquoted.add(path)
        return value

    def _mapping(self, path: Path, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        seen: set[str] = set()
        for event in self.events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
                raise self._refuse(event, "has a key that is not a word", "write key: value", path)
            key = str(event.value)
            if key == "<<":
                raise self._refuse(event, "uses a merge key (<<)", "write the values out", path)
            if key in seen:
                raise self._refuse(event, "is given twice", "keep one of the two", (*path, key))
            seen.add(key)
            where, after = (*path, key), next(self.events)
            if after.start_mark and event.end_mark and after.start_mark.index == event.end_mark.index:
                remedy = 'put a value that holds a comma whole in straight double quotes: text: "1,234"'
                raise self._refuse(event, "is no field: it has no colon", remedy, where)
            value = self._node(after, where, depth)
            self.tree.lines[where] = self._line(event)
            if value is not None:
                found[key] = value
        return found

    def _sequence(self, path: Path, depth: int) -> list[Any]:
        found: list[Any] = []
        for event in self.events:
            if type(event) is yaml.SequenceEndEvent:
                break
            value = self._node(event, (*path, len(found)), depth)
            if value is None:
                raise self._refuse(event, "has an empty entry", "remove it", path)
            found.append(value)
        return found
