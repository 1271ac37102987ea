"""`digest securities`: look a company up, prove the table, or add an official list of a market beside it."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from digest.check import securities as proofs
from digest.data import own_securities
from digest.enrich import listings
from digest.enrich.securities import Securities
from digest.errors import DigestError, InputError
from digest.library.files import shown

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """1 when nothing is found, or the table has an error."""
    try:
        table = Securities.beside(arguments.content)
        return {"find": _find, "check": _check, "import": _import}[arguments.action](arguments, table)
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1


def _find(arguments: argparse.Namespace, table: Securities) -> int:
    found = table.find(arguments.query)
    if arguments.json:
        print(json.dumps([row.model_dump(mode="json") for row in found], ensure_ascii=False, indent=1))
    for row in () if arguments.json else found:
        print(f"{row.id:<14} {row.name_ko} / {row.name_en}  {row.sector or row.kind}")
    if not found:
        print(f"nothing is named {arguments.query!r}: try a part of the name, or the code", file=sys.stderr)
    return 0 if found else 1


def _check(arguments: argparse.Namespace, table: Securities) -> int:
    found = tuple(proofs.problems(table))
    if arguments.json:
        print(json.dumps([asdict(problem) for problem in found], ensure_ascii=False, indent=1))
    else:
        for problem in found:
            print(problem, file=sys.stderr)
        print(f"{sum(1 for _ in table)} securities: {len(found)} problem{'s' * (len(found) != 1)}")
    return 1 if any(problem.severity == "error" for problem in found) else 0


def _import(arguments: argparse.Namespace, table: Securities) -> int:
    """Add what an export lists and the table lacks to the digest's own table; tell every conflict."""
    path = Path(arguments.file)
    if not path.is_file():
        raise InputError("is not a file", "give a downloaded list: KRX, KIND, Nasdaq, NYSE or SEC", path=path)
    rows, conflicts = listings.read(path, table)
    for problem in conflicts:
        print(problem, file=sys.stderr)
    target = own_securities(arguments.content)
    shipped = {row.id for row in Securities.load()}
    kept = [row for row in table if row.id not in shipped]
    if rows and not arguments.dry_run:
        listings.write(target, sorted([*kept, *rows], key=lambda row: row.id))
    print(f"{len(rows)} new, {len(conflicts)} conflicts or rows left out, {len(kept)} kept: {shown(target)}")
    return 0
