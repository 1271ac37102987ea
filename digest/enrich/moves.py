"""Which way a number moved: the words for up and down, in both languages.

The table is `digest/data/quantity_words.csv`; Korean words are stems, English words are whole.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib import resources

UP, DOWN = 1, -1


@cache
def _table() -> dict[str, int]:
    with resources.files("digest.data").joinpath("quantity_words.csv").open(encoding="utf-8") as file:
        return {row["word"]: UP if row["role"] == "up" else DOWN for row in csv.DictReader(file)}


@cache
def pattern() -> re.Pattern[str]:
    """Any word of the table; `direction` says which way it points."""
    words = sorted(_table(), key=len, reverse=True)
    korean = "|".join(word for word in words if not word.isascii())
    english = "|".join(word for word in words if word.isascii())
    return re.compile(rf"(?:{korean})|(?<![A-Za-z])(?:{english})(?![A-Za-z])", re.IGNORECASE)


def direction(word: str) -> int:
    """1 for up, -1 for down, of a word that `pattern` matched."""
    return _table()[word.lower()]


def first(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Direction, start and end of the first word of movement inside `text[start:end]`."""
    match = pattern().search(text, start, max(start, end))
    return (direction(match.group()), match.start(), match.end()) if match else None


def last(text: str, start: int, end: int) -> tuple[int, int, int] | None:
    """Direction, start and end of the last word of movement inside `text[start:end]`."""
    found = None
    for match in pattern().finditer(text, start, max(start, end)):
        found = (direction(match.group()), match.start(), match.end())
    return found
