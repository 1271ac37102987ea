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
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from digest.search.normal import NARROW, WIDE, normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from digest.search.record import Record

LONGEST = 7
"""Characters of a key of letters."""
OFTEN = 3
"""From how many times in the text on an article is about a word rather than has it."""
PARTICLES = frozenset("은는이가을를의도로에와과만")
END = "$"
"""Stands in the last window of a line."""
_REMEMBERED = 300_000
"""Most words and most joints whose keys are kept during a build: a few dozen megabytes."""
_BREAK = f" {END} "
"""What words do not reach across; no text in normal form has it but by way of a break."""

_BREAKS = re.compile(f"[^{NARROW}{WIDE} .&]+")
_TOKEN = re.compile(f"[{NARROW}]+(?:[.&]+[{NARROW}]+)*")
_WIDE = re.compile(f"[{WIDE}]")
_FIRST_WIDE = WIDE[0]
"""Of the characters of a word those from here on are wide."""
_IDEOGRAPH = re.compile("[\u3400-\u9fff]")


class Postings(NamedTuple):
    """The keys of one article by where they stand; each key once, in its best place."""

    title: Sequence[str]
    names: Sequence[str]
    often: Sequence[str]
    text: Sequence[str]


class _Words(dict[str, tuple[str, ...]]):
    """The keys of words."""

    def __missing__(self, word: str) -> tuple[str, ...]:
        self[word] = found = () if word == END else tuple(_of_word(word))
        return found


class _Tails(dict[str, str]):
    """The last two characters of words: what a joint begins with."""

    def __missing__(self, word: str) -> str:
        self[word] = found = word[-2:]
        return found


class _Heads(dict[str, str]):
    """The first two characters of words: what a joint ends with."""

    def __missing__(self, word: str) -> str:
        self[word] = found = word[:2]
        return found


class _Joints(dict[tuple[str, str], tuple[str, ...]]):
    """The keys of joints: the end of one word and the beginning of the next."""

    def __missing__(self, both: tuple[str, str]) -> tuple[str, ...]:
        self[both] = found = () if both[0] == END else tuple(_of_joint(*both))
        return found


class Keys:
    """The keys of texts. Those of a word and of a joint are worked out once: words repeat, after Zipf."""

    def __init__(self) -> None:
        """Nothing is known yet."""
        self._forget()

    def _forget(self) -> None:
        self._words, self._tails, self._heads, self._joints = _Words(), _Tails(), _Heads(), _Joints()

    def of(self, text: str) -> Iterator[str]:
        """All keys of a text in normal form, as often as they occur."""
        if max(len(self._words), len(self._joints)) > _REMEMBERED:
            self._forget()
        words = _BREAKS.sub(_BREAK, text.replace(". ", "\n") + "\n").replace(f".{_BREAK}", _BREAK).split()
        if not _WIDE.search(text):
            return chain.from_iterable(map(self._words.__getitem__, words))
        tails, heads = map(self._tails.__getitem__, words), map(self._heads.__getitem__, words[1:])
        joints = map(self._joints.__getitem__, zip(tails, heads, strict=False))
        return chain.from_iterable(chain(map(self._words.__getitem__, words), joints))

    def postings(self, record: Record) -> Postings:
        """The keys of one article."""
        title = dict.fromkeys(self.of(normal(record.title)))
        names = dict.fromkeys(f"#{facet}" for facet in record.facets)
        names[f"#d:{record.date:%Y-%m-%d}"] = None
        names.update(dict.fromkeys(self.of(normal("\n".join(record.names)))))
        counts = Counter(self.of(normal("\n".join(record.text))))
        named = [key for key in names if key not in title]
        for key in chain(title, named):
            counts.pop(key, None)
        often = [key for key, count in counts.items() if count >= OFTEN]
        text = [key for key, count in counts.items() if count < OFTEN]
        return Postings(list(title), named, often, text)


def _of_word(word: str) -> Iterable[str]:
    """`엔비디아` has 엔비0디, 비디0아."""
    if word.isascii():
        return dict.fromkeys(_of_letters(word))
    found = []
    windows = zip(word, word[1:], word[2:], strict=False)
    if min(word) >= "\uac00" and max(word) <= "\ud7a3":  # most words of a Korean text
        found += [f"{one}{two}0{three}" for one, two, three in windows]
    else:
        found += _of_letters(word)
        if max(word) < _FIRST_WIDE:
            return dict.fromkeys(found)
        found += [f"{one}{two}0{three}" for one, two, three in windows if max(one, two, three) >= _FIRST_WIDE]
        found += ["=" + one for one in _IDEOGRAPH.findall(word)]
    if len(word) == 1 or (len(word) == 2 and word[1] in PARTICLES):
        found.append("=" + word[0])
    return dict.fromkeys(found)


def _of_letters(word: str) -> Iterator[str]:
    for token in _TOKEN.findall(word):
        yield "^" + token[:LONGEST]
        if not token[0].isdecimal():
            for start in range(1, len(token) - 2):
                yield "-" + token[start : start + LONGEST]


def _of_joint(tail: str, head: str) -> Iterable[str]:
    if len(tail) == 2 and max(tail[0], tail[1], head[0]) >= _FIRST_WIDE:
        yield f"{tail}{0 if head == END else 1}{head[0]}"
    if len(head) == 2 and max(tail[-1], head[0], head[1]) >= _FIRST_WIDE:
        yield f"{tail[-1]}{head[0]}2{head[1]}"
