"""Every number of our own summary against the text that it sums up: found, derivable, or from nowhere.

Derivations stay narrow on purpose: with enough numbers anything can be reckoned from anything, so two
source numbers count only where they stand in one paragraph, and the way is always shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations
from typing import TYPE_CHECKING, Literal

from digest.check.intervals import of, precision
from digest.enrich.days import days
from digest.enrich.quantity import Quantity
from digest.enrich.reader import read

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

Verdict = Literal["found", "derived", "missing"]
_PAIRS = 40
"""Most numbers of one paragraph that are combined; a table has more, and proves nothing by chance."""


@dataclass(frozen=True, slots=True)
class Trace:
    """One number (or day, kind `date`) of the summary and where it comes from.

    Attributes:
        quantity: As read in the summary; a day has unit `date` and value YYYYMMDD.
        verdict: `found`, `derived` or `missing`.
        how: The words of the source, the reckoning, or what was looked for.
    """

    quantity: Quantity
    verdict: Verdict
    how: str


def trace(summary: str, source: str, *, lang: str, published: date | None) -> tuple[Trace, ...]:
    """Where each quantity and day of `summary` comes from in `source`, in the order of the summary.

    `lang` is that of the summary; the source may be in the other language. `published` is the day of
    publication of the source, in its own zone, and resolves days without a year on both sides.
    """
    given = read(source, lang=lang, published=published)
    paragraphs = _paragraphs(source, given)
    found = [_number(item, given, paragraphs) for item in read(summary, lang=lang, published=published)]
    found.extend(_days(summary, source, published))
    return tuple(sorted(found, key=lambda entry: entry.quantity.start))


def _number(item: Quantity, given: Sequence[Quantity], paragraphs: Sequence[Sequence[Quantity]]) -> Trace:
    opposed = None
    for other in given:
        if _same_unit(item, other) and (
            abs(item.value) == abs(other.value) or (other.high is not None and abs(item.value) == abs(other.high))
        ):
            if item.kind in {"percent", "change"} and item.direction * other.direction < 0:
                opposed = other
                continue
            if item.high is not None and item.approx == "range" and other.high != item.high:
                continue
            return Trace(item, "found", f"“{other.text}”")
    for other in given:
        if _same_unit(item, other) and item.direction * other.direction >= 0 and _rounds(item, other):
            return Trace(item, "derived", f"“{other.text}” rounded")
    for paragraph in paragraphs:
        way = _reckoned(item, paragraph)
        if way:
            return Trace(item, "derived", way)
    if opposed is not None:
        return Trace(item, "missing", f"“{opposed.text}” moves the other way in the source")
    return Trace(item, "missing", f"no {item.unit or 'number'} of this value in the source")


def _same_unit(item: Quantity, other: Quantity) -> bool:
    return item.unit == other.unit or "" in {item.unit, other.unit}


def _rounds(item: Quantity, other: Quantity) -> bool:
    """Whether `item` is `other` printed with fewer places."""
    if not item.value or not other.value or item.spelled or other.spelled or item.kind in {"duration", "rank"}:
        return False
    interval = of(item)
    coarse = precision(item) > precision(other) or item.approx in {"about", "over", "under", "band"}
    near = abs(item.value / other.value - 1) <= Decimal("0.1")
    return coarse and near and interval.low <= abs(other.value) <= interval.high


def _paragraphs(source: str, given: Sequence[Quantity]) -> list[list[Quantity]]:
    grouped: list[list[Quantity]] = []
    offset = 0
    for line in source.split("\n"):
        inside = [item for item in given if offset <= item.start < offset + len(line) and item.approx in {"", "about"}]
        if 2 <= len(inside) <= _PAIRS:
            grouped.append(inside)
        offset += len(line) + 1
    return grouped


def _reckoned(item: Quantity, paragraph: Sequence[Quantity]) -> str:  # noqa: C901 - one line a way to reckon
    """How `item` follows from two numbers of one paragraph, or ""."""
    target = of(item)
    digits = len((abs(item.value) / item.step).to_integral_value().as_tuple().digits)
    for first, second in combinations(paragraph, 2):
        if first.unit != second.unit or not first.value or not second.value or first.kind in {"duration", "rank"}:
            continue
        a, b = abs(first.value), abs(second.value)
        if item.unit == "%" and first.unit != "%" and digits >= 2:
            for base, end in ((a, b), (b, a)):
                if target.low <= abs(end / base - 1) * 100 <= target.high:
                    return f"from {first.text} and {second.text}: {(end / base - 1) * 100:+.2f}%"
        if item.unit == first.unit and digits >= 2:
            if target.low <= a + b <= target.high and a + b >= target.low > 0:
                return f"{first.text} + {second.text}"
            if target.low <= abs(a - b) <= target.high and target.low > 0:
                return f"difference of {first.text} and {second.text}"
        if item.unit == "%p" and first.unit == "%" and target.low <= abs(a - b) <= target.high:
            return f"difference of {first.text} and {second.text}"
        if item.unit == "x" and first.unit not in {"%", "x"} and target.low <= max(a, b) / min(a, b) <= target.high:
            return f"{second.text} against {first.text}"
    return ""


def _days(summary: str, source: str, published: date | None) -> list[Trace]:
    known = [day for line in source.split("\n") for day in days(line, published=published)]
    dates = {day.date: day.text for day in known if day.date is not None}
    found: list[Trace] = []
    offset = 0
    for line in summary.split("\n"):
        for day in days(line, published=published):
            if day.date is None or day.refers:
                continue
            item = Quantity(
                Decimal(day.date.strftime("%Y%m%d")), "date", day.start + offset, day.end + offset, day.text,
                "date", date=day.date,
            )  # fmt: skip
            if day.date in dates:
                found.append(Trace(item, "found", f"“{dates[day.date]}”"))
            elif day.date == published:
                found.append(Trace(item, "derived", "the day of publication"))
            else:
                found.append(Trace(item, "missing", f"the source does not name {day.date.isoformat()}"))
        offset += len(line) + 1
    return found
