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
    key, last = min(found), max(found)
    keys = [key]
    while key < last:
        key = after(key)
        keys.append(key)
    return [(key, found.get(key, 0)) for key in keys[-most:]]


def after(key: str) -> str:
    """`2025-01` of `2024-12`."""
    year, month = map(int, key.split("-"))
    return f"{year + month // 12:04}-{month % 12 + 1:02}"


def name(key: str, lang: Lang) -> str:
    """`2025년 1월`, `January 2025` of `2025-01`."""
    year, month = key.split("-")
    return say(lang, "month_title", year=year, name=say(lang, "month_names").split()[int(month) - 1])
