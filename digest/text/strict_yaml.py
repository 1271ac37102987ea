"""Reads YAML, and a small safe part of it; no other module does, and `yaml_writer` alone writes it.

YAML turns `000660` into 432 and `ON` into true, takes the last of two equal keys without a word,
and lets a file of 100 KB crash its loader. So the text is bounded first, events are read one by one,
every scalar stays the text that was written, and tags, anchors, aliases and doubles are refused.
Line numbers are kept for messages.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import yaml

from digest.errors import LibraryError, Problem
from digest.text import yaml_mistakes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

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
_CURLED = re.compile(r"[“”„‟＂][^“”„‟＂\"]*[“”„‟＂\"]|[‘’＇][^‘’＇']*[‘’＇']")
"""A text whole in quotes as word processors make them."""
_COMMENT = re.compile(r"[ \t]+#")


@dataclass(slots=True)
class Tree:
    """A parsed mapping: `data` holds only str, list and dict; `lines` where each value stands.

    `unquoted` names the plain scalars that another YAML reader would not read as text, `cut` those behind which a
    comment stands: `#` may have been meant as part of the text, `curled` those whole in quotes that are none to YAML.
    """

    data: dict[str, Any]
    lines: dict[Path, int] = field(default_factory=dict)
    unquoted: set[Path] = field(default_factory=set)
    cut: set[Path] = field(default_factory=set)
    curled: set[Path] = field(default_factory=set)

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
        line, *said = yaml_mistakes.explained(error, text)
        raise _error(name, first_line + line, *said) from error
    except (ValueError, OverflowError) as error:
        raise _error(
            name, first_line, f"cannot be read as YAML ({error})", 'write it as lines of the form key: "value"'
        ) from error


def load_mapping(text: str, name: str) -> dict[str, Any]:
    """The data of `load` for a trusted table of ours (larger bounds)."""
    return load(text, name, max_bytes=4 * 1024 * 1024, max_nodes=200_000).data


def _error(name: str, line: int, what: str, remedy: str, where: str = "") -> LibraryError:
    return LibraryError([Problem(name, line, where, what, remedy, rule="yaml")])


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
        if _CURLED.fullmatch(value):
            self.tree.curled.add(path)
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
                more = f"; a further entry of the list begins with a hyphen: - {key}: …" if path else ""
                raise self._refuse(event, "is given twice", f"keep one of the two{more}", (*path, key))
            seen.add(key)
            where, after = (*path, key), next(self.events)
            if after.start_mark and event.end_mark and after.start_mark.index == event.end_mark.index:
                remedy = (
                    'put a value that holds a comma whole in straight double quotes: text: "1,234"; '
                    'a list stands in square brackets: ["…", "…"]'
                )
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
