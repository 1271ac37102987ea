"""`digest securities`: look a company up, or prove the table."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING

from digest.check import securities as proofs
from digest.enrich.securities import Securities

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """1 when nothing is found, or the table has an error."""
    table = Securities.load()
    return {"find": _find, "check": _check}[arguments.action](arguments, table)


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
        print(f"{sum(1 for _ in table)} securities: {len(found)} problems")
    return 1 if any(problem.severity == "error" for problem in found) else 0
