"""Was the market open on that day? A close on a holiday is a wrong day or a wrong market.

Days come from the table `digest/data/sessions.csv`, which `sessions_table.py` makes from `exchange_calendars`: that
package brings pandas and takes seconds to start. A day outside the table's years or a market that it does not hold is
unknown, never an error. It may miss a holiday that was decreed late: then it says open, and nobody is accused.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

_ALIASES = {"XNAS": "XNYS"}
"""Markets that keep the days of another."""


class Year(NamedTuple):
    """One market's year: its weekdays (ISO, Monday is 1) and the days (MMDD) that are otherwise."""

    week: str
    closed: frozenset[str]
    """Days of the week on which it was closed."""
    extra: frozenset[str]
    """Other days on which it was open."""


@cache
def years() -> Mapping[tuple[str, int], Year]:
    """The table, by market (ISO 10383) and year."""
    with resources.files("digest.data").joinpath("sessions.csv").open(encoding="utf-8") as file:
        return {
            (row["mic"], int(row["year"])): Year(
                row["week"], frozenset(row["closed"].split()), frozenset(row["extra"].split())
            )
            for row in csv.DictReader(file)
        }


def is_open(mic: str, day: date) -> bool | None:
    """Whether the market `mic` (ISO 10383) traded on `day`; None where the table does not say."""
    year = years().get((_ALIASES.get(mic, mic), day.year))
    if year is None:
        return None
    name = f"{day:%m%d}"
    return name in year.extra or (str(day.isoweekday()) in year.week and name not in year.closed)
