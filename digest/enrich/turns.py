"""`The former` and `the latter` stand for one of two companies that were named together before them.

Without this a clause about one of a pair would be said of both. Two companies are a pair where nothing but a joiner
stands between them, in the same sentence or the one before; with three names, or none, nobody is meant.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    Span = tuple[int, int, str]

_TURN = re.compile(
    r"\b(?i:the (?P<which>former|latter))\b"
    r"(?! (?:[A-Z]|(?:[a-z]+ ){0,2}(?:chief|head|boss|executive|minister|president|chairman|director)\b))"
)
"""No former minister."""
_AND = re.compile(r",? (?:and|or|&|versus|vs\.?|against|with) ")
_THIRD = re.compile(r"[,&] ?$|\band $")
"""Before a pair: it is the end of a longer list."""


def turned(sentence: str, spans: Sequence[Span], earlier: tuple[str, Sequence[Span]]) -> list[Span]:
    """The spans of a sentence with those of `the former` and `the latter`; `earlier` is the sentence before."""
    found = list(spans)
    if "former" not in sentence and "latter" not in sentence:
        return found
    for match in _TURN.finditer(sentence):
        own = [span for span in spans if span[1] <= match.start()]
        pair = _pair(sentence, own) if own else _pair(*earlier)
        if pair:
            found.append((match.start(), match.end(), pair[match["which"].lower() == "latter"]))
    return sorted(found)


def is_turn(text: str) -> bool:
    """Whether the text of a span is `the former` or `the latter`."""
    return _TURN.fullmatch(text) is not None


def _pair(text: str, spans: Sequence[Span]) -> tuple[str, str] | None:
    if len({span[2] for span in spans}) != 2:
        return None
    for (start, end, first), (begin, _stop, second) in pairwise(spans):
        if first != second and _AND.fullmatch(text, end, begin) and not _THIRD.search(text, max(0, start - 6), start):
            return first, second
    return None
