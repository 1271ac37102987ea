"""Trading days come from a table, so that a check needs no pandas; the table says what its package says."""

from __future__ import annotations

import csv
import io
import subprocess
import sys
from datetime import date
from importlib.metadata import version
from pathlib import Path

from digest.check import sessions_table
from digest.check.sessions import is_open, years

ROOT = Path(__file__).resolve().parents[1]


def test_the_table_is_what_the_package_makes() -> None:
    """Made anew by the version that its sources name, it is the same to the byte."""
    assert f"exchange_calendars {version('exchange_calendars')}" in (ROOT / "digest/data/SOURCES.md").read_text("utf-8")
    assert sessions_table.table() == sessions_table.TABLE.read_text("utf-8")


def test_every_market_has_all_years_in_one_row_each() -> None:
    """No row twice; New York and Seoul from the first year to the last."""
    rows = [(row["mic"], row["year"]) for row in csv.DictReader(io.StringIO(sessions_table.TABLE.read_text("utf-8")))]
    assert len(rows) == len(set(rows)) == len(years())
    for mic in ("XNYS", "XKRX", "XTKS"):
        assert {year for name, year in years() if name == mic} == set(
            range(sessions_table.FIRST, sessions_table.LAST + 1)
        )


def test_days_of_markets_with_another_week() -> None:
    """Riyadh trades on Sundays and not on Fridays."""
    assert is_open("XSAU", date(2024, 1, 7)) is True
    assert is_open("XSAU", date(2024, 1, 5)) is False


def test_a_day_that_the_table_does_not_hold_is_unknown() -> None:
    """Neither open nor closed: nobody is accused."""
    assert is_open("XKRX", date(sessions_table.FIRST - 1, 12, 30)) is None
    assert is_open("XKRX", date(sessions_table.LAST + 1, 1, 3)) is None
    assert is_open("XTAE", date(2025, 1, 7)) is None
    assert is_open("", date(2025, 1, 7)) is None


def test_asking_brings_no_pandas() -> None:
    """Its start costs more than checking a thousand articles."""
    code = (
        "import sys, datetime\nfrom digest.check.sessions import is_open\n"
        "is_open('XNYS', datetime.date(2025, 1, 9))\n"
        "print(sorted({'pandas', 'numpy', 'exchange_calendars'} & set(sys.modules)))"
    )
    out = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert out.stdout.strip() == "[]"
