"""Was the market open on that day? A close on a holiday is a wrong day or a wrong market.

Calendars come from `exchange_calendars`. It brings pandas, so it is imported at the first question.
A day outside its bounds (20 years back, about a year ahead) or a market that it does not know is
unknown, never an error. It may miss a holiday that was decreed late: then it says open, and nobody is accused.
"""

from __future__ import annotations

import warnings
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

_ALIASES = {"XNAS": "XNYS"}
"""Markets that keep the days of another."""


@cache
def _calendar(mic: str) -> Any | None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own calls of pandas are not ours to mend
        import exchange_calendars  # type: ignore[import-untyped] # noqa: PLC0415 - heavy: only the check pays for it

        if mic not in exchange_calendars.get_calendar_names(include_aliases=False):
            return None
        return exchange_calendars.get_calendar(mic)


def is_open(mic: str, day: date) -> bool | None:
    """Whether the market `mic` (ISO 10383) traded on `day`; None where the calendar does not say."""
    calendar = _calendar(_ALIASES.get(mic, mic))
    if calendar is None or not calendar.first_session.date() <= day <= calendar.last_session.date():
        return None
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return bool(calendar.is_session(day.isoformat()))
