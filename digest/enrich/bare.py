"""A number without a unit: index points beside an index, else a bare number where it is printed as a measure.

`5084.85` is a level behind `코스피` or behind points that moved; `(-3.06)` in a bracket is its move.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from digest.enrich import bounds
from digest.enrich.indices import GENERIC, Index
from digest.enrich.quantity import Quantity

if TYPE_CHECKING:
    from digest.enrich import numerals

SIGN = re.compile(
    r"(?:(?<![\w%)\]\x00])(?<!\+/)[-−–]|[+＋]|[▲▼△▽]|(?:(?<!플러스)(?<!플러스 )마이너스|플러스|(?<!or )minus|plus) ?)$"
)
"""A sign right before a number; a hyphen after a letter or digit joins and is no sign."""
NEGATIVE = ("-", "−", "–", "▼", "▽", "마이너스", "minus")
_POINTS = re.compile(r"\d ?(?:포인트|points\b)")
"""Points moved: the bare number behind is where the index arrived."""
BAND = re.compile(
    r"대(?=[를의에로까 ,.·)]|$|[^가-힣 ]| ?(?:하락|상승|초반|중반|후반|강세|약세|급|로|이|의))(?! ?(?:\d|한))"
)
_BARE_AFTER = re.compile(
    r"(?:선|대|으로|로|에서?|까지|을|를|이|은|는|의|보다|마저|도|과|와|다|다|이다|였|이었|시대|"
    r"고지|[,.·;:()」’'”\"]|\s|$|—|-)"
)
_BARE_BEFORE = re.compile(
    r"(?:\b(?:to|at|of|above|below|past|from|crossed|topped|hit|reached|near|around|through|breached|broke|"
    r"over|under|touched|passed|and|the|stood|nearly|surpassed|cleared|score|between)|[가-힣A-Za-z&\x00]|"
    r"[(,])\s?$"
)


def read(line: str, masked: str, numeral: numerals.Numeral, end: int, marks: tuple[Index, ...]) -> Quantity | None:
    """A number without a unit: index points beside an index, else kind `number` where it is printed as a measure."""
    if numeral.spelled:
        return None
    start = numeral.start
    printed = masked[start : numeral.end]
    near = masked[max(0, start - 110) : start]
    cut = max(near.rfind("다. "), near.rfind(". ") if not near.rstrip().endswith(".") else -1)
    begin = max(0, start - 110) + max(0, cut)
    indexed = any(begin <= mark.start < start for mark in marks) or GENERIC.search(line, begin, start)
    indexed = indexed or _POINTS.search(line, begin, start)
    decimals = "." in printed and numeral.step == Decimal("0.01")
    large = numeral.value >= 100 and (
        "," in printed or "." in printed or (numeral.value >= 400 and numeral.value % 10 == 0)
    )
    if (
        indexed
        and numeral.scale <= 10_000
        and large
        and _BARE_AFTER.match(masked, end)
        and (_BARE_BEFORE.search(masked, max(0, start - 14), start) or decimals)
    ):
        band = BAND.match(masked, end)
        low = high = None
        approx = bounds.approximation(masked, start, end)
        if band:
            low, high, approx, end = (
                numeral.value,
                numeral.value + max(numeral.step, bounds.round_place(numeral.value)),
                "band",
                band.end(),
            )
        elif approx == "over":
            low = numeral.value
        elif approx == "under":
            high = numeral.value
        return Quantity(
            numeral.value, "pt", start, end, line[start:end], "level", low, high, step=numeral.step, approx=approx
        )
    sign = SIGN.search(masked, max(0, start - 6), start)
    if (
        indexed
        and sign
        and masked[: sign.start()].rstrip()[-1:] in "(,/"
        and re.match(r" ?[,/;)(]", masked[end : end + 2])
    ):
        down = sign.group().strip() in NEGATIVE
        value = -numeral.value if down else numeral.value
        return Quantity(
            value,
            "pt",
            sign.start(),
            end,
            line[sign.start() : end],
            "change",
            step=numeral.step,
            direction=-1 if down else 1,
        )
    if "," in printed or "." in printed or numeral.scale > 1:
        return Quantity(numeral.value, "", start, end, line[start:end], "number", step=numeral.step)
    return None
