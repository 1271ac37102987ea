"""Proofs of the securities table: a wrong row would put news on another company's page.

What can be proved without the outside world is proved: codes have the form of their market, ISINs
have a right check digit and agree with the Korean code, no name belongs to two issuers, sectors are
GICS sectors, flags are known and share classes point to a row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from digest.enrich.names import ambiguity
from digest.enrich.securities import CODES, KOREAN, TABLE
from digest.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.enrich.securities import Securities
    from digest.model import Security

SECTORS = frozenset(
    (
        "Communication Services",
        "Consumer Discretionary",
        "Consumer Staples",
        "Energy",
        "Financials",
        "Health Care",
        "Industrials",
        "Information Technology",
        "Materials",
        "Real Estate",
        "Utilities",
    )
)
"""The eleven sectors of the Global Industry Classification Standard."""
FLAGS = frozenset(("ambiguous", "broker", "data", "group", "weak"))
SHARE_CLASS = "share_class_of="
_CODES = {
    **CODES,
    "XNAS": re.compile(r"[A-Z]{1,5}(?:\.[A-Z])?"),
    "XNYS": re.compile(r"[A-Z]{1,5}(?:\.[A-Z])?"),
    "BATS": re.compile(r"[A-Z]{1,5}"),
    "XSHG": re.compile(r"6[0-9]{5}"),
    "XSHE": re.compile(r"[03][0-9]{5}"),
    "XTAI": re.compile(r"[0-9]{4}"),
}
_ISIN = re.compile(r"[A-Z]{2}[0-9A-Z]{9}[0-9]")


def valid_isin(isin: str) -> bool:
    """Form and check digit (ISO 6166: letters as two digits, then the Luhn sum)."""
    if not _ISIN.fullmatch(isin):
        return False
    digits = "".join(str(int(character, 36)) for character in isin)
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def problems(table: Securities) -> tuple[Problem, ...]:
    """Everything that is wrong in the table, or nothing."""
    rows = tuple(table)
    found = [problem for row in rows for problem in _row(row, table)]
    found.extend(_shared(rows))
    found.extend(_unused(rows))
    return tuple(sorted(found))


def _problem(row: Security | None, field: str, what: str, remedy: str, severity: str = "error") -> Problem:
    place = f"{row.id}.{field}" if row else field
    return Problem(TABLE.name, 0, place, what, remedy, rule="securities-table", severity=severity)


def _row(row: Security, table: Securities) -> Iterator[Problem]:
    shape = _CODES.get(row.mic)
    if shape and not shape.fullmatch(row.code):
        yield _problem(row, "code", f"is no code of {row.mic}", "correct the code or the market")
    if row.isin and not valid_isin(row.isin):
        yield _problem(row, "isin", "has a wrong form or check digit", "copy it again")
    if row.isin and row.mic in KOREAN and row.isin[3:8] != row.code[:5] and row.isin.startswith("KR7"):
        yield _problem(row, "isin", f"is of {row.isin[3:9]}", "give the ISIN of this code")
    if row.kind == "share" and row.sector and row.sector not in SECTORS:
        yield _problem(row, "sector", f'"{row.sector}" is no GICS sector', "write its English name, or nothing")
    if (row.kind == "share") == (row.mic == "XXXX"):
        yield _problem(row, "mic", "XXXX is for what is no share", "correct the market or the kind")
    yield from _flags(row, table)


def _flags(row: Security, table: Securities) -> Iterator[Problem]:
    for flag in row.flags:
        if flag.startswith(SHARE_CLASS):
            parent = table.get(f"{row.mic}:{flag.removeprefix(SHARE_CLASS)}")
            if parent is None:
                yield _problem(row, "flags", f"{flag} is no row of this market", "correct the code")
        elif flag not in FLAGS:
            yield _problem(
                row, "flags", f'"{flag}" is no flag', f"write {', '.join(sorted(FLAGS))} or {SHARE_CLASS}CODE"
            )


def _shared(rows: Iterable[Security]) -> Iterator[Problem]:
    owners: defaultdict[str, list[Security]] = defaultdict(list)
    for row in rows:
        for name in dict.fromkeys((row.name_ko, row.name_en, *row.aliases)):
            owners[name].append(row)
    for name, found in owners.items():
        if len(found) > 1:
            ids = ", ".join(row.id for row in found)
            yield _problem(None, name, f"is a name of {ids}", "keep it on one of them: shared names are never matched")


def _unused(rows: Iterable[Security]) -> Iterator[Problem]:
    names = {name for row in rows for name in (row.name_ko, row.name_en, row.code, *row.aliases)}
    for name in ambiguity():
        if name not in names:
            yield _problem(None, name, "of ambiguous.csv is no name in the table", "remove the row", "warning")
