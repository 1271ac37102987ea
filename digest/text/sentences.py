"""Where a sentence ends, in Korean and English news prose.

Scores, evidence and excerpts all speak of sentences; they must count them alike.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT = (
    "Mr|Mrs|Ms|Dr|Prof|Sr|Jr|St|vs|No|Inc|Corp|Co|Ltd|Cos|Bros|Bhd|Intl|Mfg|Pref|Gov|Sen|Rep|Gen|"
    "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|approx|est"
)
_ABBREVIATION = re.compile(rf"(?:\b(?:[A-Z]|{_SHORT})|\b(?:[A-Za-z]\.)+[A-Za-z])\.$|\b(?:Yahoo|Yum)!$")
"""What ends with a sign that ends no sentence: abbreviations, initials, companies with an exclamation mark."""
_END = re.compile(r"[.!?…。](?:[.!?…。]*[\"'”’」』)\]]*(?=\s|$)|(?<=[다요까죠]\.)(?=[가-힣A-Z\"'“‘]))")
"""Starts with the signs themselves, by which a search is fast."""

_LONG_LINE = 4000
"""Characters of a line that is no paragraph; it is not kept."""


class Sentence(NamedTuple):
    """A sentence and its place in the text that was split (`text[start:end]`)."""

    start: int
    end: int
    text: str


class _Placed(Protocol):
    @property
    def start(self) -> int: ...


_P = TypeVar("_P", bound=_Placed)


def inside(items: Sequence[_P], sentence: Sentence) -> Sequence[_P]:
    """Those of `items`, which are in the order of the text, that start in `sentence`; a long text has many of both."""
    first = bisect_left(items, sentence.start, key=_start)
    return items[first : bisect_left(items, sentence.end, first, key=_start)]


def _start(item: _Placed) -> int:
    return item.start


def split(text: str) -> list[Sentence]:
    """Sentences of `text` in order; paragraph breaks (newlines) always end one.

    A full stop inside a number, after an initial or an abbreviation, or inside brackets that are
    still open does not end a sentence.
    """
    found: list[Sentence] = []
    offset = 0
    for line in text.split("\n"):
        parts = _known_line(line) if len(line) < _LONG_LINE else _split_line(line)
        found.extend(Sentence(start + offset, end + offset, piece) for start, end, piece in parts)
        offset += len(line) + 1
    return found


@lru_cache(maxsize=128)
def _known_line(line: str) -> tuple[Sentence, ...]:
    """The sentences of a paragraph, which companies, sentiment, figures and excerpt each ask for."""
    return tuple(_split_line(line))


def _split_line(line: str) -> list[Sentence]:
    found: list[Sentence] = []
    start = 0
    for match in _END.finditer(line):
        head = line[start : match.end()]
        if match.group().startswith((".", "!")) and _ABBREVIATION.search(
            line[max(0, match.start() - 12) : match.start() + 1]
        ):
            continue
        if _open_quote(head) and match.end() < len(line) and len(head) < 400:
            continue
        _add(found, line, start, match.end())
        start = match.end()
    _add(found, line, start, len(line))
    return found


def _open_quote(head: str) -> bool:
    return head.count("“") > head.count("”") or head.count("(") > head.count(")") or head.count('"') % 2 == 1


def _add(found: list[Sentence], line: str, start: int, end: int) -> None:
    piece = line[start:end]
    lead = len(piece) - len(piece.lstrip())
    text = piece.strip()
    if text:
        found.append(Sentence(start + lead, start + lead + len(text), text))
