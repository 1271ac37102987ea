"""Since when a name means the listing that bears it today: 현대중공업 of 2015 is not what is 329180 since 2021.

Only names that another company had before are dated (`names_since.csv`); a name that was always that of one company
is right before its listing too.
"""

from __future__ import annotations

import csv
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from digest.model import Security

_TABLE = Path(__file__).resolve().parents[1] / "data" / "names_since.csv"


class _Since(NamedTuple):
    day: date
    names: frozenset[str]
    """The names that are dated; all names of the row where empty."""
    before: frozenset[str]
    """Codes of the companies that had the name before."""


@lru_cache(maxsize=1)
def _table() -> dict[str, _Since]:
    with _TABLE.open(encoding="utf-8", newline="") as file:
        return {
            f"{row['mic']}:{row['code']}": _Since(
                date.fromisoformat(row["since"]),
                frozenset(filter(None, row["names"].split("|"))),
                frozenset(filter(None, row["before"].split("|"))),
            )
            for row in csv.DictReader(file)
        }


def had_by(name: str, code: str, security: Security, beside: Security) -> bool:
    """True when `name`, of `security` today, may be that of `beside`, whose `code` stands at it.

    A company that had the name before it was split, or one whose whole name begins with it (오리온, 오리온홀딩스).
    """
    since = _table().get(security.id)
    if since is not None and code in since.before and (not since.names or name in since.names):
        return True
    return any(whole.startswith(name) for whole in (beside.name_ko, beside.name_en, *beside.aliases))


def too_early(name: str, security: Security, day: date | None) -> bool:
    """True when `name` meant another company on `day`; an unknown day is today."""
    since = _table().get(security.id)
    if since is None or day is None or day >= since.day:
        return False
    return not since.names or name in since.names
