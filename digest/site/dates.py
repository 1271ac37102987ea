"""Dates as readers see them: always year-month-day with the weekday, and the zone in which they were printed."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from digest.site.words import say

if TYPE_CHECKING:
    from datetime import date

    from digest.model import DatePrecision
    from digest.site.settings import Lang

_ZONE_NAMES = {timedelta(hours=9): "KST", timedelta(0): "UTC"}
"""Offsets with a name that Korean readers know; all others are printed as an offset."""


def day(value: date, lang: Lang) -> str:
    """`2025-01-31 (금)`; of a moment, its day in its own zone."""
    weekday = say(lang, "weekdays").split()[value.weekday()]
    return f"{value:%Y-%m-%d} ({weekday})"


def moment(value: datetime, precision: DatePrecision, lang: Lang) -> str:
    """`2025-01-31 (금) 14:43 KST`, or the day alone where only the day is known."""
    if precision == "day":
        return day(value, lang)
    return f"{day(value, lang)} {value:%H:%M} {zone(value)}"


def machine(value: date, precision: DatePrecision = "minute") -> str:
    """For `<time datetime>`: the moment with its offset, or the day alone."""
    if isinstance(value, datetime):
        return value.date().isoformat() if precision == "day" else value.isoformat(timespec="minutes")
    return value.isoformat()


def zone(value: datetime) -> str:
    """`KST`, `UTC`, or the offset: `UTC-05:00`."""
    offset = value.utcoffset() or timedelta(0)
    if name := _ZONE_NAMES.get(offset):
        return name
    minutes = int(offset.total_seconds()) // 60
    sign = "-" if minutes < 0 else "+"
    return f"UTC{sign}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
