"""A move that stands in a bracket behind a name, with no verb: 가나전자(-3.2%), Gana (GNA, +1.1%).

In a list it is the company's own, and says more of it than the verb that all of the list share.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.enrich.companies import Company
    from digest.text.sentences import Sentence

MOVED = 0.35
"""What a printed rise or fall is worth; like 올랐다 alone."""
_MOVE = re.compile(
    r"(?:['’]s?)?(?:\s?[(\[（][A-Z0-9.:\s]{1,16}[)\]）])?\s?[(\[（]\s?"
    r"(?:[A-Z0-9.:]{1,12}[,·]?\s|[\d.,만천]{1,12}\s?(?:원|달러|엔)[,·/]?\s?)?"
    r"(?P<sign>[+＋\-−–▲▼▽↑↓]?)\s?\d[\d.,]{0,8}\s?%\s?[)\]）]"
)
"""△ is left out: it is a rise in a list of prices and a loss in accounts."""
_FELL = re.compile(r"[(\[（]\s?[\-−–▼▽↓]\s?\d[\d.,]{0,8}\s?%\s?[)\]）]")
_DOWN = "-−–▼▽↓"


class Moved(NamedTuple):
    """A printed move of a company: the number of the sentence, where the name stands in it, 1 or -1, and the words."""

    sentence: int
    start: int
    sign: int
    words: str


def moves(pieces: Sequence[Sentence], company: Company) -> Iterator[Moved]:
    """Every printed move right behind a place that names `company` in the sentences of a text.

    A percentage without a sign is a rise where another of its sentence has a minus: 가나(-2.1%), 다라(0.4%).
    """
    for span in company.spans:
        number = bisect_right(pieces, span.start, key=lambda piece: piece.start)
        if span.start < 0 or not number:
            continue
        sentence = pieces[number - 1]
        match = _MOVE.match(sentence.text, span.end - sentence.start)
        if match and (match["sign"] or _FELL.search(sentence.text)):
            down = match["sign"] != "" and match["sign"] in _DOWN
            yield Moved(number, span.start - sentence.start, -1 if down else 1, match[0].strip("'’s ()[]（）"))
