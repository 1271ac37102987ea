"""Under which keys an article stands in the index.

* Wide scripts (Hangul): each window of three characters, with where a space lies in it (`금리1인` of `금리 인`), so
  that a word is found inside a compound, with any particle, and across a space; two syllables by their windows.
* Letters: each word from its beginning (`^nvidia`) and from each letter within (`-vidia`), cut after `LONGEST`.
* Digits: from the beginning of the number only.
* One wide character that is a word by itself (`=금`), and each ideograph.

The worker makes the same keys of what is typed and intersects their lists: for a word this is a substring match.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import chain, pairwise
from typing import TYPE_CHECKING, NamedTuple

from digest.search.normal import NARROW, WIDE, normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.search.record import Record

LONGEST = 7
"""Characters of a key of letters."""
OFTEN = 3
"""From how many times in the text on an article is about a word rather than has it."""
PARTICLES = frozenset("은는이가을를의도로에와과만")
END = "$"
"""Stands in the last window of a line."""
_REMEMBERED = 300_000
"""Words and joints whose keys are kept during a build: a few dozen megabytes."""

_BREAKS = re.compile(f"[^{NARROW}{WIDE} .&]+")
_TOKEN = re.compile(f"[{NARROW}]+(?:[.&]+[{NARROW}]+)*")
_WIDE = re.compile(f"[{WIDE}]")
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")


class Postings(NamedTuple):
    """The keys of one article by where they stand; each key once, in its best place, a line each."""

    title: str
    names: str
    often: str
    text: str


class Keys(dict[str, tuple[str, ...]]):
    """The keys of words and of joints between words, each worked out once: words repeat, after Zipf.

    A joint is `리 인`: the end of one word and the beginning of the next.
    """

    def __missing__(self, piece: str) -> tuple[str, ...]:
        """Work them out."""
        if len(self) > _REMEMBERED:
            self.clear()
        found = tuple(_of_joint(*piece.split(" ")) if " " in piece else _of_word(piece))
        self[piece] = found
        return found

    def of(self, text: str) -> Iterator[str]:
        """All keys of a text in normal form, as often as they occur."""
        return chain.from_iterable(map(self.__getitem__, _pieces(text)))

    def postings(self, record: Record) -> Postings:
        """The keys of one article: a small value that a build can keep."""
        title = dict.fromkeys(self.of(normal(record.title)))
        names = dict.fromkeys(f"#{facet}" for facet in record.facets)
        names[f"#d:{record.date:%Y-%m-%d}"] = None
        names |= dict.fromkeys(self.of(normal("\n".join(record.names))))
        counts = Counter(self.of(normal("\n".join(record.text))))
        named = [key for key in names if key not in title]
        for key in chain(title, named):
            counts.pop(key, None)
        often = [key for key, count in counts.items() if count >= OFTEN]
        text = [key for key, count in counts.items() if count < OFTEN]
        return Postings("\n".join(title), "\n".join(named), "\n".join(often), "\n".join(text))


def _pieces(text: str) -> Iterator[str]:
    for line in _BREAKS.split(text.replace(". ", "\n")):
        words = line.removesuffix(".").split()
        if words:
            yield from words
            if not line.isascii():
                yield from [f"{one[-2:]} {other[:2]}" for one, other in pairwise([*words, END])]


def _of_word(word: str) -> Iterable[str]:
    """`엔비디아` has 엔비0디, 비디0아."""
    found = []
    for token in _TOKEN.findall(word):
        found.append("^" + token[:LONGEST])
        if not token[0].isdecimal():
            found += ["-" + token[start : start + LONGEST] for start in range(1, len(token) - 2)]
    if _WIDE.search(word):
        windows = (word[at : at + 3] for at in range(len(word) - 2))
        found += [f"{window[:2]}0{window[2]}" for window in windows if _WIDE.search(window)]
        if len(word) == 1 or (len(word) == 2 and word[1] in PARTICLES):
            found.append("=" + word[0])
        found += ["=" + one for one in _IDEOGRAPH.findall(word)]
    return dict.fromkeys(found)


def _of_joint(tail: str, head: str) -> Iterable[str]:
    if len(tail) == 2 and _WIDE.search(tail + head[0]):
        yield f"{tail}{0 if head == END else 1}{head[0]}"
    if len(head) == 2 and _WIDE.search(tail[-1] + head):
        yield f"{tail[-1]}{head[0]}2{head[1]}"
