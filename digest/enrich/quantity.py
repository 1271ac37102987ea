"""One quantity of a text, as a value: the currency between the reader, the labels and every check."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date


@dataclass(frozen=True, slots=True)
class Quantity:
    """One quantity of a text.

    Attributes:
        value: As printed and scaled to full units; negative only where a sign is printed
            (`-4.27%`, `▼3`, `마이너스`). The lower end of a range.
        unit: ISO 4217 code, `%`, `%p`, `bp`, `pt` (index points), `x` (times), `ratio` (`1대 2` is 0.5),
            `count`, `people`, `shares`, `GW` and other physical units, `day`, `session`, `month` ..., `rank`;
            `` for a bare number.
        start: Offset of its first character, sign and currency mark included.
        end: Offset behind its last.
        text: `text[start:end]` of the source.
        kind: `level`, `change`, `percent`, `amount`, `count`, `ratio`, `duration`, `rank` or `number`.
        low: Lower bound that the words state (range, `4%대`, `over`), else None.
        high: Upper bound that the words state, else None.
        date: Day that it speaks of, where the sentence names one.
        subject: The index, or the noun marked as topic, that stands before it, else None.
        step: Worth of the last printed place.
        approx: `about`, `over`, `under`, `band` (`4%대`), `range` or "".
        direction: 1 up, -1 down by the words of movement or the sign, 0 unknown.
        spelled: Whether the number is a word (`두 배`, `half`).
    """

    value: Decimal
    unit: str
    start: int
    end: int
    text: str
    kind: str
    low: Decimal | None = None
    high: Decimal | None = None
    date: date | None = None
    subject: str | None = None
    step: Decimal = Decimal(1)
    approx: str = ""
    direction: int = 0
    spelled: bool = False
