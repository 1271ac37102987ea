"""A sentence with every quantity as one sign, so that its shape can be matched by short patterns.

`코스피는 135.26포인트(2.73%) 오른 5084.85에` becomes `코스피는 Ⓝ(Ⓟ) 오른 Ⓝ에`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.enrich.days import Day
    from digest.enrich.quantity import Quantity

ABSOLUTE, PERCENT, POINTS, BASIS, TIMES, DAY, LASTING, NUMBER = "ⓃⓅⓆⒷⓍⒹⓉⓂ"
"""Sums, levels and counts; %; %p; bp; times; a day; a duration or rank; a bare number."""
_SIGNS = {"%": PERCENT, "%p": POINTS, "bp": BASIS, "x": TIMES, "ratio": LASTING, "": NUMBER}


@dataclass(frozen=True, slots=True)
class Skeleton:
    """`text` with signs; `items[i]` stands at `text[i]`, `offsets[i]` is where `text[i]` is in the source."""

    text: str
    items: dict[int, Quantity]
    offsets: tuple[int, ...]

    def numbered(self, sign: str) -> list[tuple[int, Quantity]]:
        """Place and quantity of every such sign, in order."""
        return [(at, item) for at, item in sorted(self.items.items()) if self.text[at] == sign]


def sign(item: Quantity) -> str:
    """Which sign stands for the quantity."""
    if item.kind in {"duration", "rank"}:
        return LASTING
    return _SIGNS.get(item.unit, ABSOLUTE)


def build(source: str, start: int, end: int, items: Sequence[Quantity], named: Sequence[Day]) -> Skeleton:
    """The skeleton of `source[start:end]`; quantities and days carry offsets into `source`."""
    marks: list[tuple[int, int, str, Quantity | None]] = [(item.start, item.end, sign(item), item) for item in items]
    marks.extend((day.start, day.end, DAY, None) for day in named)
    text: list[str] = []
    offsets: list[int] = []
    placed: dict[int, Quantity] = {}
    position = start
    for begin, stop, mark, item in sorted(marks, key=lambda entry: entry[:2]):
        if begin < position or stop > end:
            continue
        text.extend(_plain(source[position:begin]))
        offsets.extend(range(position, begin))
        if item is not None:
            placed[len(text)] = item
        text.append(mark)
        offsets.append(begin)
        position = stop
    text.extend(_plain(source[position:end]))
    offsets.extend(range(position, end))
    return Skeleton("".join(text), placed, (*offsets, end))


def _plain(piece: str) -> list[str]:
    return [" " if char in "ⓃⓅⓆⒷⓍⒹⓉⓂ" else char for char in piece]
