"""Makes `digest/data/sessions.csv`, the trading days of each market, from the package `exchange_calendars`.

    python -m digest.check.sessions_table

Only who renews the table runs this, after each new version of the package and once a year: the package knows late
holidays only when somebody has written them into it. `digest/data/SOURCES.md` names the version.
"""

from __future__ import annotations

import csv
import io
import sys
import warnings
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

from digest.files import write_atomic

FIRST, LAST = 2006, 2027
"""Whole years of the table; a calendar that ends or begins within has fewer."""
TABLE = Path(__file__).resolve().parents[1] / "data" / "sessions.csv"
_MARKETS = (
    "BVMF XAMS XASX XBKK XBOM XBRU XCSE XETR XFRA XHEL XHKG XIDX XKLS XKRX XLON XMAD XMIL XNYS XOSL XPAR XSAU XSES "
    "XSHG XSTO XSWX XTAI XTKS XTSE"
)
"""ISO 10383; the package has more, some of which it cannot make."""


def table() -> str:
    """The text of the table as the installed package has it: a row a market and year, in a fixed order."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # its own calls of pandas are not ours to mend
        import exchange_calendars  # type: ignore[import-untyped] # noqa: PLC0415 - heavy, and only this needs it

        made = io.StringIO()
        writer = csv.writer(made, lineterminator="\n")
        writer.writerow(("mic", "year", "week", "closed", "extra"))
        for mic in _MARKETS.split():
            recent = exchange_calendars.get_calendar(mic)
            least, most = recent.bound_min(), recent.bound_max()
            first = max(date(FIRST, 1, 1), least.date()) if least is not None else date(FIRST, 1, 1)
            last = min(date(LAST, 12, 31), most.date()) if most is not None else date(LAST, 12, 31)
            if first > last:
                continue
            calendar = exchange_calendars.get_calendar(mic, start=first.isoformat(), end=last.isoformat())
            opened = {session.date() for session in calendar.sessions}
            for year in range(first.year, last.year + 1):
                if first <= date(year, 1, 1) and date(year, 12, 31) <= last:
                    writer.writerow((mic, year, *_year(year, opened)))
    return made.getvalue()


def _year(year: int, opened: set[date]) -> tuple[str, str, str]:
    """The weekdays that are open more often than not, and the days that are otherwise."""
    first = date(year, 1, 1)
    days = [first + timedelta(days=number) for number in range((date(year + 1, 1, 1) - first).days)]
    often = Counter(day.isoweekday() for day in days if day in opened)
    week = "".join(str(number) for number in range(1, 8) if often[number] > 26)  # of 52 or 53 weeks
    closed = (f"{day:%m%d}" for day in days if str(day.isoweekday()) in week and day not in opened)
    extra = (f"{day:%m%d}" for day in days if str(day.isoweekday()) not in week and day in opened)
    return week, " ".join(closed), " ".join(extra)


def main() -> int:
    """Write the table."""
    write_atomic(TABLE, table().encode())
    return 0


if __name__ == "__main__":
    sys.exit(main())
