"""Articles in blocks of time, so that a change touches the numbers of its own block only.

A block is a year, half, quarter or month: the longest that holds at most `MOST` articles (a small library is one
block, a full month stays one). It depends on the dates in the library alone, so a clean build and a build after a
change agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.search.record import Record

MOST = 2048


def order(record: Record) -> tuple[str, float, str]:
    """Articles stand by printed day, then by moment, then by id."""
    return f"{record.date:%Y-%m-%d}", record.date.timestamp(), record.id


def blocks(records: Sequence[Record]) -> dict[str, list[Record]]:
    """Blocks by name, both they and their articles oldest first."""
    return _split("all", sorted(records, key=order), 0)


_PERIODS = (
    lambda day: f"{day:%Y}",
    lambda day: f"{day:%Y}h{(day.month + 5) // 6}",
    lambda day: f"{day:%Y}q{(day.month + 2) // 3}",
    lambda day: f"{day:%Y-%m}",
)


def _split(name: str, records: list[Record], level: int) -> dict[str, list[Record]]:
    if len(records) <= MOST or level == len(_PERIODS):
        return {name: records}
    found: dict[str, list[Record]] = {}
    for record in records:
        found.setdefault(_PERIODS[level](record.date), []).append(record)
    return {key: value for part, items in found.items() for key, value in _split(part, items, level + 1).items()}
