"""Articles in blocks of time and language, so that a change touches the numbers of its own block only.

A period is a year, half, quarter or month: the longest that holds at most `MOST` articles (a small library is one
period, a full month stays one). It has a block for each language: words of one are in hardly any article of the other,
so the gaps in their lists are half as long, and the index a sixth smaller. Blocks depend on dates and languages in the
library alone, so a clean build and a build after a change agree.
"""

from __future__ import annotations

from base64 import b64encode
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.search.record import Record, Source

MOST = 2048
ROOM = 128
"""Blocks begin at multiples of this, so that an article more or less moves no number of other blocks, mostly."""


def order(record: Source | Record) -> tuple[int, float, str]:
    """Articles stand by printed day, then by moment, then by id."""
    return record.date.toordinal(), record.date.timestamp(), record.id


def blocks(records: Sequence[Source]) -> dict[str, list[Source]]:
    """Blocks by name, periods and the articles of each block oldest first."""
    found: dict[str, list[Source]] = {}
    for period, items in _split("all", sorted(records, key=order), 0).items():
        for lang in sorted({one.lang for one in items}):
            found[f"{period}-{lang}"] = [one for one in items if one.lang == lang]
    return found


_PERIODS = (
    lambda day: f"{day.year:04}",
    lambda day: f"{day.year:04}h{(day.month + 5) // 6}",
    lambda day: f"{day.year:04}q{(day.month + 2) // 3}",
    lambda day: f"{day.year:04}-{day.month:02}",
)


def _split(name: str, records: list[Source], level: int) -> dict[str, list[Source]]:
    if len(records) <= MOST or level == len(_PERIODS):
        return {name: records}
    found: dict[str, list[Source]] = {}
    for record in records:
        found.setdefault(_PERIODS[level](record.date), []).append(record)
    return {key: value for part, items in found.items() for key, value in _split(part, items, level + 1).items()}


def starts(sizes: Sequence[int]) -> tuple[list[int], int]:
    """The number of the first article of each block, and the number behind the last article."""
    found, end = [], 0
    for size in sizes:
        found.append(-(-end // ROOM) * ROOM)
        end = found[-1] + size
    return found, end


def bits(values: Sequence[int]) -> str:
    """Small numbers, each in as many bits as the largest needs, in Base64: one bit an article where there are two."""
    width = max(values, default=0).bit_length()
    every = "".join([f"{value:0{width}b}" for value in values]) if width else ""
    octets = bytes(int(every[at : at + 8].ljust(8, "0"), 2) for at in range(0, len(every), 8))
    return b64encode(octets).decode()
