"""What a printed number can stand for: the interval that rounds (or, for percentages, truncates) to it.

No tolerance is fixed: it is half of the last printed place. Papers also drop trailing digits of large
sums (`1조2000억원`), so a scaled value that ends in two or more zeros is taken one place above its zeros.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.enrich.quantity import Quantity

_DECIMALS = re.compile(r"\d\.\d")
_WIDE = Decimal(2)
"""`over` and `under` are open ends; a factor of two bounds what a paper would still print so."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A closed interval of values."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Whether the two have a value in common."""
        return self.low <= other.high and other.low <= self.high


def spread(low: Decimal, high: Decimal) -> Interval:
    """The interval between two values in either order."""
    return Interval(min(low, high), max(low, high))


def precision(item: Quantity) -> Decimal:
    """Worth of the last place that is meant: the printed one, or above the zeros of a large round sum."""
    value, step = abs(item.value), item.step
    if item.spelled or not value or _DECIMALS.search(item.text):
        return step
    zeros = 0
    count = value / step
    while count and not count % 10:
        count /= 10
        zeros += 1
    if zeros >= 2 and (step >= 10_000 or zeros >= 4):
        return step.scaleb(zeros - 1)
    return step


def round_place(item: Quantity) -> Decimal:
    """Worth of the last digit that is not zero."""
    value = abs(item.value)
    return Decimal(1).scaleb(int(value.normalize().as_tuple().exponent)) if value else item.step


def of(item: Quantity, *, step: Decimal | None = None, truncated: bool = True) -> Interval:
    """Values (without sign) that the text can mean; `step` replaces the place where the context fixes it.

    Papers cut percentages off as often as they round them; `truncated` allows for both.
    """
    value = abs(item.value)
    place = precision(item) if step is None else step
    half = place / 2
    if item.approx == "band" and item.high is not None:
        return spread(value, abs(item.high))
    if item.approx == "range" and item.high is not None:
        return Interval(value - half, abs(item.high) + half)
    if item.approx == "over":
        return Interval(value - half, value * _WIDE)
    if item.approx == "under":
        return Interval(value / _WIDE, value + half)
    if item.approx == "about":
        half = max(half, round_place(item) / 2)
    if item.unit == "%" and truncated:
        return Interval(value - half, value + max(half, place))
    return Interval(value - half, value + half)
