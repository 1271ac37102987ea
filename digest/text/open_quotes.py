"""A quote that is opened and not closed on its line: YAML notices only lines later, where another quote begins."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIELD = re.compile(r"""[ \-]*(?P<field>[\w\-]{1,40}):[ \t]+(?P<value>["'\[].*)""")
_ESCAPED = re.compile(r"\\.|''")
_CUT = 2000


class Open(NamedTuple):
    """Where a quote is open: the index of its line, the field, and the line with the quote closed at its end."""

    number: int
    field: str
    closed: str


def unclosed(lines: list[str]) -> Iterator[Open]:
    """Lines whose value opens a quote that it does not close, from the first on."""
    for number, line in enumerate(lines):
        found = _FIELD.match(line[:_CUT])
        if not found:
            continue
        value = _ESCAPED.sub("", found["value"]).rstrip()
        mark = "'" if value[0] == "'" else '"'
        if value.count(mark) != 1:
            continue
        closed = f"{line[:-1]}{mark}]" if line.endswith("]") else f"{line}{mark}"
        yield Open(number, found["field"], closed)
