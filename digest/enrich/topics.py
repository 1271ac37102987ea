"""Themes of an article, from a small table of words in both languages.

A theme must be in the headline, or be spoken of more than once: a word in passing makes no topic. What only begins
like its word (유가증권 beside 유가, "potato chips") is named in the table too, and takes the place of the word.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Literal, NamedTuple

MAX_TOPICS = 4
_IN_TITLE = 3
_ENOUGH = 3
"""Least weight of a theme: once in the headline, or three times in the text."""


_ODD = re.compile("[\u0130\u0131\u017f\u212a]")
"""Letters that are a Latin letter to a search without case, but not to `lower`."""


class Word(NamedTuple):
    """One word of a theme and how it must stand in a text."""

    text: str
    shape: Literal["acronym", "latin", "hangul"]
    """Acronyms stand alone, in capitals; Latin words alone, in any case; Hangul words begin a word."""
    counts: bool = True
    """False for what only looks like a word of the theme."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One row of `digest/data/topics.csv`."""

    key: str
    name_ko: str
    name_en: str
    words: tuple[Word, ...]
    """In the order in which they are tried at one place: what does not count, then longer ones first."""


@cache
def table() -> tuple[Topic, ...]:
    """All themes, in the order of the table."""
    text = resources.files("digest.data").joinpath("topics.csv").read_text("utf-8")
    return tuple(
        Topic(row["key"], row["name_ko"], row["name_en"], (*_words(row["but"], counts=False), *_words(row["words"])))
        for row in csv.DictReader(text.splitlines())
    )


def by_key(key: str) -> Topic:
    """The theme of a key. Raises StopIteration where there is none."""
    return next(topic for topic in table() if topic.key == key)


def topics(text: str, *, title: str = "") -> tuple[str, ...]:
    """Keys of the themes of an article, the strongest first; ties in the order of the table."""
    text, title = _ODD.sub(" ", text), _ODD.sub(" ", title)
    low, low_title = text.lower(), title.lower()
    weights = {
        topic.key: _IN_TITLE * count(topic.words, title, low_title) + count(topic.words, text, low) for topic in table()
    }
    enough = [key for key, weight in weights.items() if weight >= _ENOUGH]
    return tuple(sorted(enough, key=lambda key: -weights[key])[:MAX_TOPICS])


def count(words: tuple[Word, ...], text: str, low: str) -> int:
    """How often words of one theme stand in a text, none upon another; at one place the first of them counts.

    `low` is the text in lower case, letter for letter.
    """
    places: list[tuple[int, int, int]] = []
    for rank in range(len(words) - 1, -1, -1):
        word, shape, counts = words[rank]
        if not counts and not places:
            break  # what only looks like a word of the theme matters beside one
        where = low if shape == "latin" else text
        at = where.find(word)
        while at >= 0:
            end = at + len(word)
            if _stands(text, at, end, shape):
                places.append((at, rank, end))
            at = where.find(word, at + 1)
    count = behind = 0
    for at, rank, end in sorted(places):
        if at >= behind:
            count, behind = count + words[rank].counts, end
    return count


def _stands(text: str, at: int, end: int, shape: str) -> bool:
    before = text[at - 1] if at else " "
    if shape == "hangul":
        return not "가" <= before <= "힣"
    after = text[end] if end < len(text) else " "
    return not (before.isascii() and before.isalnum()) and not (after.isascii() and after.isalnum())


def _words(cell: str, *, counts: bool = True) -> tuple[Word, ...]:
    ordered = sorted(filter(None, cell.split("|")), key=len, reverse=True)
    hangul = [Word(word, "hangul", counts) for word in ordered if _hangul(word)]
    acronyms = [Word(word, "acronym", counts) for word in ordered if word.isupper() and not _hangul(word)]
    latin = [Word(word.lower(), "latin", counts) for word in ordered if not word.isupper() and not _hangul(word)]
    return (*acronyms, *latin, *hangul)


def _hangul(word: str) -> bool:
    return bool(re.search("[가-힣]", word))
