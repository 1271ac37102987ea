"""A number as finance pages print it: `5,084.85`, `1조661억`, `19만9200`, `6천억`, `5.6m`, `589 billion`.

A value keeps the place of its last printed digit (`step`): that is all a page says about its
precision, and every proof rests on it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

_PLAIN = re.compile(r"(?:\d{1,3}(?:,\d{3}){1,6}(?!\d)|\d{1,18})(?:\.\d{1,6})?(?![\d])")
_LARGE = {"만": 10**4, "억": 10**8, "조": 10**12, "경": 10**16}
"""Myriads: ten thousand, hundred million, million million, ten thousand million million."""
_SMALL = {"십": 10, "백": 100, "천": 1000}
"""Ten, hundred, thousand, inside a myriad (`6천억` is 6000 x 10^8)."""
_NATIVE = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10,
}  # fmt: skip
"""Native Korean one to ten, as they stand before a counter."""
_WORDS = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "one": 1,
}  # fmt: skip
_SCALES = {
    "trillion": 10**12, "billion": 10**9, "million": 10**6, "thousand": 10**3, "hundred": 100,
    "crore": 10**7, "lakh": 10**5, "tn": 10**12, "trn": 10**12, "bn": 10**9, "mn": 10**6, "mln": 10**6, "bln": 10**9,
}  # fmt: skip
_SHORT_SCALES = {"t": 10**12, "b": 10**9, "m": 10**6, "k": 10**3, "mm": 10**6}
"""Read as scales only beside a currency: `$5.6m`, but never the metres of `5.6 m`."""
_SCALE = re.compile(r"[ -]?(" + "|".join(sorted(_SCALES, key=len, reverse=True)) + r")(?![A-Za-z])", re.IGNORECASE)
_SHORT_SCALE = re.compile(r" ?(mm|[tbmkTBMK])(?![A-Za-z&])")
_NATIVE_AT = re.compile(
    r"(?<![가-힣])(다섯|여섯|일곱|여덟|아홉|한|두|세|네|열)(?= ?(?:배|달|명|곳|개|건|대|종목|분기|주|해))"
)
_WORD_AT = re.compile(r"(?<![A-Za-z-])(" + "|".join(_WORDS) + r")(?![A-Za-z])", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Numeral:
    """A number without its unit.

    Attributes:
        value: As printed, scaled (`560만` is 5600000); never negative.
        step: Worth of the last printed place (`0.01` for `5084.85`, 10^8 for `1조661억`).
        start: Where it starts in the text.
        end: Where it ends.
        scale: The largest multiplier that it names, 1 if none.
        spelled: Whether it is a word (`두`, `two`), which is never exact.
    """

    value: Decimal
    step: Decimal
    start: int
    end: int
    scale: int = 1
    spelled: bool = False


def read(text: str, at: int, *, short_scales: bool = False) -> Numeral | None:
    """The number that starts at `at`, or None. `short_scales` allows `m`, `bn`-like single letters."""
    match = _PLAIN.match(text, at)
    if match is None:
        return None
    korean = _korean(text, at)
    if korean is not None:
        return korean
    value, step, end, scale = *_plain(match.group()), match.end(), 1
    while found := _SCALE.match(text, end):
        factor = _SCALES[found[1].lower()]
        value, step, scale, end = value * factor, step * factor, scale * factor, found.end()
    if scale == 1 and short_scales and (found := _SHORT_SCALE.match(text, end)):
        scale = _SHORT_SCALES[found[1].lower()]
        value, step, end = value * scale, step * scale, found.end()
    return Numeral(_tidy(value), step, at, end, scale)


def read_word(text: str, at: int) -> Numeral | None:
    """A number in words before a counter (`두 배`, `two`), or None; `five billion` is scaled."""
    for pattern, table in ((_NATIVE_AT, _NATIVE), (_WORD_AT, _WORDS)):
        match = pattern.match(text, at)
        if match:
            value, end, scale = Decimal(table[match[1].lower()]), match.end(), 1
            while found := _SCALE.match(text, end):
                scale *= _SCALES[found[1].lower()]
                end = found.end()
            return Numeral(value * scale, Decimal(scale), at, end, scale, spelled=True)
    return None


def _plain(text: str) -> tuple[Decimal, Decimal]:
    digits = text.replace(",", "")
    places = len(digits.partition(".")[2])
    return Decimal(digits), Decimal(1).scaleb(-places)


def _korean(text: str, at: int) -> Numeral | None:
    """`1조2천500억`: sections of up to 9999 with a myriad behind each, from large to small."""
    total = section = Decimal(0)
    step, end, limit, largest = Decimal(1), at, 10**20, 0
    position, small_limit = at, 10**4
    while match := _PLAIN.match(text, position):
        value, place = _plain(match.group())
        position = match.end()
        small = _SMALL.get(text[position : position + 1], 1)
        if small > 1:
            position += 1
        if small >= small_limit or (limit < 10**20 and value * small >= limit):
            break
        section += value * small
        large = _LARGE.get(text[position : position + 1], 1)
        step, end, small_limit = place * small, position, small
        largest = max(largest, small)
        if large > 1:
            if large >= limit:
                break
            total, section, limit, small_limit = total + section * large, Decimal(0), large, 10**4
            step, largest, position = place * small * large, max(largest, large), position + 1
            end = position
        if largest <= 1:
            return None
        if (
            text[position : position + 1] == " "
            and (limit < 10**20 or small > 1)
            and text[position + 1 : position + 2].isdigit()
        ):
            position += 1
        elif large == 1 and small == 1:
            break
    return Numeral(_tidy(total + section), step, at, end, largest) if largest > 1 else None


def _tidy(value: Decimal) -> Decimal:
    """Without the decimals that scaling leaves behind (`1.2bn` is 1200000000)."""
    return value.quantize(Decimal(1)) if value > 1000 and value == value.to_integral_value() else value
