"""A finding: numbers of a text that cannot all be right, where they stand and what would mend them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from digest.enrich.quantity import Quantity


@dataclass(frozen=True, slots=True)
class Finding:
    """One contradiction.

    Attributes:
        kind: `move` (level, change, percentage), `direction`, `sign`, `sum`, `ratio`, `conversion`,
            `equation`, `weekday`, `date` or `session`.
        start: Offset of the first character concerned.
        end: Offset behind the last.
        message: What does not hold, with the arithmetic.
        remedy: What would hold, or what to look up; never applied by itself.
        quantities: The numbers concerned, in the order of the text.
    """

    kind: str
    start: int
    end: int
    message: str
    remedy: str
    quantities: tuple[Quantity, ...] = ()


_MYRIADS = ((10**12, "조"), (10**8, "억"), (10**4, "만"))
"""Million million, hundred million, ten thousand."""


def like(value: Decimal, pattern: Quantity) -> str:
    """`value` printed as `pattern` is: in myriads where it has them, with thousands separators else."""
    if not any(word in pattern.text for _, word in _MYRIADS):
        return f"{shown(value, 0 if value == int(value) else 2)} {pattern.unit}"
    rest, parts = int(value), []
    for size, word in _MYRIADS:
        if rest >= size:
            parts.append(f"{rest // size}{word}")
            rest %= size
    if rest:
        parts.append(str(rest))
    return f"{''.join(parts)} {pattern.unit}"


def shown(value: Decimal, places: int = 2) -> str:
    """A value for a message: thousands separators, no idle zeros beyond `places`."""
    text = f"{value:,.{places}f}"
    return text.rstrip("0").rstrip(".") if "." in text and places > 2 else text
