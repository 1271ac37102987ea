"""Mistakes of people who do not write Markdown daily, told once a kind: blocks run together, marks that are shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.check import blocks, marks
from digest.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.check.blocks import Slip
    from digest.check.place import FileText

_SHOWN = 40
"""Characters of the place that stand in the message."""


def problems(file: FileText, name: str) -> Iterator[Problem]:
    """Each kind of slip of a body, at its first place."""
    grouped: dict[tuple[str, str, str], list[Slip]] = {}
    for slip in (*blocks.slips(file.body), *marks.slips(file.body)):
        grouped.setdefault((slip.rule, slip.remedy, slip.level), []).append(slip)
    for (rule, remedy, level), found in grouped.items():
        slip = found[0]
        place = file.in_body(slip.start, slip.end)
        shown = " ".join(file.body[slip.start : slip.end].split())[:_SHOWN]
        more = f", and {len(found) - 1} more like it" if len(found) > 1 else ""
        what = f'"{shown}" {slip.what}{more}'
        yield Problem(name, place.line, "body", what, remedy, rule, level, place.column, place.length)
