"""From text to quantities: numerals with their units, ranges, ratios, bare index levels.

A line at a time; digits that count nothing are struck out first (`masks`), the words around are
read last (`context`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.enrich import bare, bounds, numerals, proportions, units
from digest.enrich.context import placed
from digest.enrich.days import Day, days
from digest.enrich.indices import Index, indices
from digest.enrich.masks import strike
from digest.enrich.quantity import Quantity
from digest.text import sentences

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from digest.text.sentences import Sentence


_DIGIT = re.compile(r"(?<![\d.,\x00])\d")
_WORD = re.compile(
    r"(?<![가-힣])(?:다섯|여섯|일곱|여덟|아홉|한|두|세|네|열)(?= ?[배달명곳개건대종분주])|"
    r"\b(?:one|two|three|four|five|six|seven|"
    r"eight|nine|ten|eleven|twelve)\b(?=[ -][A-Za-z])",
    re.IGNORECASE,
)
_COUNTED = r"(?= ?[배달명곳개건대종분주])"
_KOREAN = ("다섯", "여섯", "일곱", "여덟", "아홉", "한", "두", "세", "네", "열")
_MENTIONS = (
    re.compile(r"\d[\d.,]*"),
    re.compile("|".join([*(word + _COUNTED for word in _KOREAN), "절반", "갑절", "곱절"])),
)
_COUNTING = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_PROPORTIONS = ("doubl", "tripl", "quadrupl", "half", "halv", "twice")
"""With `_MENTIONS` and `_COUNTING` (before a space or hyphen) wider than `_DIGIT`, `_WORD` and `proportions.WHOLE`
together, and without what makes them slow."""
_BULLET = re.compile(r"▲[가-힣]")
_ARROWS = {"↑": 1, "↓": -1}
"""Behind a number of a headline: 영업익 12%↑."""
_POSITIVE = ("+", "＋", "▲", "플러스", "plus")
_RANGE = re.compile(r" ?(?:[~∼〜～]|–|—) ?|-|(?: to | or )")
_KINDS = {
    "percent": "percent",
    "points": "change",
    "index": "level",
    "ratio": "ratio",
    "count": "count",
    "duration": "duration",
    "rank": "rank",
}


def read(text: str, *, lang: str = "ko", published: date | None = None) -> tuple[Quantity, ...]:  # noqa: ARG001 - see below
    """Every quantity of `text` in order, bare numbers without a unit (kind `number`) included.

    `published` is the day of publication in the publisher's own zone. `lang` is the article's;
    both languages are read either way, since a page mixes them.
    """
    found: list[Quantity] = []
    offset = 0
    for line in text.split("\n"):
        named = days(line, published=published)
        found.extend(_shift(item, offset) for item in read_line(line, named, sentences.split(line)))
        offset += len(line) + 1
    return tuple(found)


def read_line(line: str, named: tuple[Day, ...], parts: Sequence[Sentence]) -> list[Quantity]:
    """Every quantity of one line; `named` are the days that it names, `parts` its sentences."""
    found: list[Quantity] = []
    marks = indices(line)
    items = _line(line, named, marks)
    for sentence in parts:
        inside = sentences.inside(items, sentence)
        if inside:
            found.extend(placed(line, sentence, inside, named, marks))
    return found


def mentions(text: str) -> list[int]:
    """Where quantities could stand in `text`, told cheaply: numerals, number words, words of proportion."""
    found = {match.start() for pattern in _MENTIONS for match in pattern.finditer(text)}
    lowered = _lower(text)
    for word in (*_COUNTING, *_PROPORTIONS):
        at = lowered.find(word)
        while at >= 0:
            if word in _PROPORTIONS or lowered.startswith((" ", "-"), at + len(word)):
                found.add(at)
            at = lowered.find(word, at + 1)
    return sorted(found)


def _lower(text: str) -> str:
    """Lower case in which every letter has its place: `İ` alone becomes two."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text.replace("İ", "I").lower()


def _shift(item: Quantity, offset: int) -> Quantity:
    return replace(item, start=item.start + offset, end=item.end + offset) if offset else item


def _line(line: str, named: tuple[Day, ...], marks: tuple[Index, ...]) -> list[Quantity]:
    masked = strike(
        line, tuple((day.start, day.end) for day in named) + tuple((mark.start, mark.end) for mark in marks)
    )
    found: list[Quantity] = []
    taken = 0
    starts = sorted(
        {match.start() for match in _DIGIT.finditer(masked)}
        | {match.start() for match in _WORD.finditer(masked)}
        | {match.start() for match in proportions.WHOLE.finditer(masked)}
    )
    for at in starts:
        if at < taken:
            continue
        item = proportions.read(line, masked, at) or _one(line, masked, at, marks)
        if item is not None and item.start >= taken:
            found.append(item)
            taken = item.end
    return found


@lru_cache(maxsize=4)
def _has_bullets(line: str) -> bool:
    """Whether ▲ marks the items of a list here; asked for each number of the line."""
    return len(_BULLET.findall(line)) > 1


@dataclass(frozen=True, slots=True)
class _Part:
    """A numeral with its unit, before ranges and words of approximation."""

    numeral: numerals.Numeral
    unit: str
    kind: str
    factor: Decimal
    start: int
    end: int
    approx: str


def _part(masked: str, at: int, *, joined: bool = False) -> _Part | None:
    money = units.currency_before(masked, at)
    word = numerals.read_word(masked, at)
    numeral = word or numerals.read(masked, at, short_scales=money is not None)
    if numeral is None:
        return None
    if money is None and at and masked[at - 1].isascii() and masked[at - 1].isalpha():
        return None
    if (
        not joined
        and money is None
        and at > 1
        and masked[at - 1] == "-"
        and (masked[at - 2].isalnum() or masked[at - 2] == "\x00")
    ):
        return None
    end, approx = numeral.end, ""
    if masked.startswith(("여", " 여"), end) and re.match(
        r" ?여 ?(?:개|명|곳|원|달러|건|대|주|년|일|종|엔|유로|위안|배|만|억|조|채|가구|척|포인트|%)",
        masked[end : end + 6],
    ):
        end, approx = masked.index("여", end) + 1, "about"
    found = units.unit_after(
        masked, end, scaled=numeral.scale >= 10_000, decimal=numeral.value != numeral.value.to_integral_value()
    )
    if money is not None:
        code, start = money
        if found is not None and found[0].code == code:
            end = found[1]
        return _Part(numeral, code, "money", Decimal(1), start, end, approx)
    if found is None:
        return _Part(numeral, "", "", Decimal(1), at, end, approx)
    unit, end = found
    if unit.code == "KRW" and numeral.scale == 1 and (small := units.jeon_after(masked, end)):
        numeral, end = replace(numeral, value=numeral.value + small[0], step=Decimal("0.01")), small[1]
    return _Part(numeral, unit.code, unit.kind, unit.factor, at, end, approx)


def _one(line: str, masked: str, at: int, marks: tuple[Index, ...]) -> Quantity | None:  # noqa: C901 - the order of the steps is the rule
    part = _part(masked, at)
    if part is None or part.kind == "none":
        return None
    if (
        part.unit == "count"
        and masked[part.end - 1] == "대"
        and bare.BAND.match(masked, part.end - 1)
        and (level := bare.read(line, masked, part.numeral, part.numeral.end, marks))
        and level.unit
    ):
        return level
    ranged = _ranged(masked, part)
    high: Decimal | None = None
    value, step, end = part.numeral.value * part.factor, part.numeral.step * part.factor, part.end
    unit, kind = part.unit, part.kind
    if ranged is not None:
        other, first = ranged
        value, high, end = first * other.factor, other.numeral.value * other.factor, other.end
        unit, kind = other.unit, other.kind
    if not unit:
        return bare.read(line, masked, part.numeral, part.end, marks)
    if part.numeral.spelled and kind not in {"ratio", "duration", "count", "percent", "money", "points"}:
        return None
    start = part.start
    sign = bare.SIGN.search(masked, max(0, start - 6), start)
    negative = positive = False
    if sign and not (sign.group() == "▲" and _has_bullets(line)):
        word = sign.group().strip()
        negative, positive = word in bare.NEGATIVE, word in _POSITIVE
        start = sign.start()
        value = -value if negative else value
    if not sign and masked[at - 1 : at] in "-−" and start < at and masked[start:at].strip()[-1:] in "-−":
        negative, value = True, -value
    arrow = _ARROWS.get(masked[end : end + 1], 0)
    approx = "range" if high is not None else part.approx or bounds.approximation(masked, start, end)
    low: Decimal | None = value if high is not None else None
    band = None if high is not None else bare.BAND.match(masked, end)
    if band and kind in {"percent", "money", "index"}:
        magnitude = abs(value)
        place = step if kind == "percent" or magnitude % 1 else max(step, bounds.round_place(magnitude))
        low, high, approx, end = value, value + place if value >= 0 else value - place, "band", band.end()
    if approx == "over":
        low = value
    elif approx == "under":
        high = value
    return Quantity(
        value, unit, start, end, line[start:end], _KINDS.get(kind, "amount"), low, high,
        step=step, approx=approx, direction=(positive - negative) or arrow, spelled=part.numeral.spelled,
    )  # fmt: skip


def _ranged(masked: str, part: _Part) -> tuple[_Part, Decimal] | None:  # noqa: C901, PLR0911 - one line a refusal
    """The upper part of a range that `part` opens, and the lower value scaled like it."""
    joint = _RANGE.match(masked, part.end)
    if joint is None or part.numeral.spelled:
        return None
    at = joint.end()
    while (at < len(masked) and masked[at] in "$€£₩¥") or masked.startswith("US$", at):
        at += 1
    if not masked[at : at + 1].isdigit():
        return None
    other = _part(masked, at, joined=True)
    if other is not None and not other.unit and part.kind == "money":
        wide = numerals.read(masked, at, short_scales=True) or other.numeral
        other = replace(other, numeral=wide, unit=part.unit, kind="money", end=max(other.end, wide.end))
    if other is None or not other.unit or other.kind in {"rank", "none"}:
        return None
    word = joint.group().strip()
    if word in {"to", "or"} and (
        part.unit or re.search(r"\bfrom (?:[$€£₩¥])?$", masked[: part.start][-8:], re.IGNORECASE)
    ):
        before = masked[max(0, part.start - 24) : part.start]
        if word == "or" or not (
            bounds.RANGE_CUE.search(before) or bounds.RANGE_AGAIN.search(masked[max(0, part.start - 60) : part.start])
        ):
            return None
    if part.unit and part.unit != other.unit:
        return None
    value = part.numeral.value
    if (
        part.numeral.scale == 1
        and (part.unit in {"", other.unit})
        and other.numeral.scale > 1
        and value * other.numeral.scale <= other.numeral.value
    ):
        value *= other.numeral.scale
    if value > other.numeral.value:
        return None
    return other, value
