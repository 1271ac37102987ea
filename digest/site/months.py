"""Articles by month, as charts and calendars need them: every month between two, also those without any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site.addresses import month_key
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from digest.site.settings import Lang


def counts(days: Iterable[date], most: int = 24) -> list[tuple[str, int]]:
    """How many of `days` fall in each month, oldest first; at most the last `most` months."""
    found: dict[str, int] = {}
    for day in days:
        key = month_key(day)
        found[key] = found.get(key, 0) + 1
    if not found:
        return []
    first, key = min(found), max(found)
    keys = [key]
    while key > first and len(keys) < most:
        key = before(key)
        keys.append(key)
    return [(key, found.get(key, 0)) for key in reversed(keys)]


def before(key: str) -> str:
    """`2024-12` of `2025-01`."""
    year, month = map(int, key.split("-"))
    return f"{year:04}-{month - 1:02}" if month > 1 else f"{year - 1:04}-12"


def name(key: str, lang: Lang) -> str:
    """`2025년 1월`, `January 2025` of `2025-01`."""
    year, month = key.split("-")
    return say(lang, "month_title", year=year, name=say(lang, "month_names").split()[int(month) - 1])
