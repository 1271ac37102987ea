"""Themes of an article, from a small table of words in both languages.

A theme must be in the headline, or be spoken of more than once: a word in passing makes no topic.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

MAX_TOPICS = 4
_IN_TITLE = 3
_ENOUGH = 3
"""Least weight of a theme: once in the headline, or three times in the text."""


@dataclass(frozen=True, slots=True)
class Topic:
    """One row of `digest/data/topics.csv`."""

    key: str
    name_ko: str
    name_en: str
    pattern: re.Pattern[str]


@cache
def table() -> tuple[Topic, ...]:
    """All themes, in the order of the table."""
    text = resources.files("digest.data").joinpath("topics.csv").read_text("utf-8")
    return tuple(
        Topic(row["key"], row["name_ko"], row["name_en"], _pattern(row["words"].split("|")))
        for row in csv.DictReader(text.splitlines())
    )


def topics(text: str, *, title: str = "") -> tuple[str, ...]:
    """Keys of the themes of an article, the strongest first; ties in the order of the table."""
    weights = {
        topic.key: _IN_TITLE * len(topic.pattern.findall(title)) + len(topic.pattern.findall(text)) for topic in table()
    }
    enough = [key for key, weight in weights.items() if weight >= _ENOUGH]
    return tuple(sorted(enough, key=lambda key: -weights[key])[:MAX_TOPICS])


def _pattern(words: list[str]) -> re.Pattern[str]:
    """Latin words stand alone, acronyms in capitals; Hangul words begin a word, and anything may follow."""
    ordered = sorted(words, key=len, reverse=True)
    groups = (
        (r"(?<![A-Za-z0-9])(?:{})(?![A-Za-z0-9])", [word for word in ordered if word.isupper() and not _hangul(word)]),
        (r"(?<![A-Za-z0-9])(?i:{})(?![A-Za-z0-9])", [w for w in ordered if not w.isupper() and not _hangul(w)]),
        (r"(?<![가-힣])(?:{})", [word for word in ordered if _hangul(word)]),
    )
    parts = [shape.format("|".join(map(re.escape, group))) for shape, group in groups if group]
    return re.compile("|".join(parts))


def _hangul(word: str) -> bool:
    return bool(re.search("[가-힣]", word))
