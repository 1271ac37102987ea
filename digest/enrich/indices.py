"""Names of stock indices: a bare `5084.85` is index points only beside one of them.

The table is `digest/data/quantity_indices.csv`; `mic` is the market whose sessions the index follows.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib import resources

GENERIC = re.compile(r"(?<![가-힣])지수(?=[는가를도의 ])|\b[Tt]he (?:index|benchmark|gauge)\b")
"""An index that the text named before (`지수는`, `the index`)."""


@dataclass(frozen=True, slots=True)
class Index:
    """One name in a text: the label of the index, its market and where the name stands."""

    label: str
    mic: str
    start: int
    end: int


@cache
def _table() -> dict[str, tuple[str, str]]:
    with resources.files("digest.data").joinpath("quantity_indices.csv").open(encoding="utf-8") as file:
        return {row["name"]: (row["label"], row["mic"]) for row in csv.DictReader(file)}


@cache
def _pattern() -> re.Pattern[str]:
    names = "|".join(map(re.escape, sorted(_table(), key=len, reverse=True)))
    return re.compile(rf"(?<![A-Za-z가-힣&])(?:{names})(?![A-Za-z])(?!\d*[A-Za-z])")


def indices(text: str) -> tuple[Index, ...]:
    """Every index named in `text`, in order, longest names first."""
    return tuple(Index(*_table()[match.group()], match.start(), match.end()) for match in _pattern().finditer(text))
