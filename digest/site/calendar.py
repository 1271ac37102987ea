"""A month as a grid of days with how many articles each has: a table, so that it reads without being seen."""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from digest.site import addresses

if TYPE_CHECKING:
    from collections.abc import Mapping

LEVELS = 4
"""Shades of the heat map; the number stands in each cell anyway."""


@dataclass(frozen=True, slots=True)
class Cell:
    """One day of the month."""

    day: date
    count: int
    level: int
    """0 for none, 1 to LEVELS by its share of the busiest day."""
    href: str
    """Where its articles stand; empty for a day without any."""


@dataclass(frozen=True, slots=True)
class Row:
    """One ISO week, Monday first; None outside the month."""

    week: str
    cells: tuple[Cell | None, ...]


def grid(month: str, counts: Mapping[date, int], hrefs: Mapping[date, str]) -> list[Row]:
    """The weeks of `2025-01`."""
    year, number = map(int, month.split("-"))
    most = max(counts.values(), default=0)
    rows = []
    for numbers in calendar.Calendar().monthdayscalendar(year, number):
        days = [date(year, number, day) if day else None for day in numbers]
        cells = tuple(_cell(day, counts.get(day, 0), most, hrefs) if day else None for day in days)
        rows.append(Row(addresses.week_key(next(day for day in days if day)), cells))
    return rows


def _cell(day: date, count: int, most: int, hrefs: Mapping[date, str]) -> Cell:
    level = -(-LEVELS * count // most) if most else 0
    return Cell(day, count, level, hrefs.get(day, "") if count else "")
