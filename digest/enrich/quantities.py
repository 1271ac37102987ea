"""The reader of quantities: what a finance text counts, with unit, day, direction and precision.

`560만달러` is 5600000 USD, `135.26포인트(2.73%) 오른 5084.85` is a change, a percentage and a level.
Values are as printed: nothing is rounded or guessed, and a vague `수십억` is no value.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from digest.enrich import numerals, units
from digest.enrich.days import Day, days
from digest.enrich.indices import GENERIC, Index, indices
from digest.enrich.masks import strike
from digest.text import sentences

if TYPE_CHECKING:
    from datetime import date

    from digest.model import Figure

_DIGIT = re.compile(r"(?<![\d.,\x00])\d")
_WORD = re.compile(
    r"(?<![가-힣])(?:다섯|여섯|일곱|여덟|아홉|한|두|세|네|열)(?= ?[배달명곳개건대종분주])|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b(?=[ -][A-Za-z])",
    re.IGNORECASE,
)
_SIGN = re.compile(r"(?:(?<![\w%)\]\x00])[-−–]|[+＋]|[▲▼△▽]|(?:마이너스|플러스|minus|plus) ?)$")
"""A sign right before a number; a hyphen after a letter or digit joins and is no sign."""
_NEGATIVE = ("-", "−", "–", "▼", "▽", "마이너스", "minus")
_POSITIVE = ("+", "＋", "▲", "플러스", "plus")
_FRACTION = re.compile(r"(?<![\d.,\x00])(\d{1,4})분의 ?(\d{1,4})(?![\d.,])")
"""`18분의 1`: one eighteenth, denominator first."""
_RATIO = re.compile(
    r"(?<![\d.,\x00])(\d{1,6}(?:\.\d{1,7})?) ?(?:대|:|-for-|-to-) ?(\d{1,6}(?:\.\d{1,7})?)(?![\d:%])(?! ?(?:[조억만원%]|달러|개|명|건|곳|분기|월|일|년))"
)
"""`1대 2`, `10:1`, `2-for-1`."""
_RATIO_CUE = re.compile(
    r"비율|분할|배정|감자|합병|병합|경쟁률|무상|유상|교환|\bsplit\b|\bratio\b|\bmerger\b|\bexchange\b|대 ?\d|-for-|-to-\d"
)
"""Split, allotment, merger, competition: where `A:B` is a ratio and no clock time."""
_WHOLE_WORDS = {
    "절반": "0.5", "doubled": "2", "doubling": "2", "tripled": "3", "tripling": "3", "quadrupled": "4", "halved": "0.5",
    "halving": "0.5", "twice": "2", "half": "0.5", "double": "2", "triple": "3", "갑절": "2", "곱절": "2",
}  # fmt: skip
_WHOLE = re.compile(
    r"(?<!첫 )절반|갑절|곱절|\b(?:doubled|doubling|tripled|tripling|quadrupled|halved|halving|twice)\b|\bhalf\b(?= (?:of|the|as|its|a |that))|(?<=by )half\b|\b(?:double|triple)\b(?= (?:the|that|its|what|from|last))",
    re.IGNORECASE,
)
_RANGE = re.compile(r" ?(?:[~∼〜～]|–|—) ?|-|(?: to | or )")
_RANGE_CUE = re.compile(
    r"(?:\b(?:of|between|spend|invest|range|guidance|forecast|expects?|at|earn|cost|worth|for|be|was|is|were|are)|:)\s$"
)
_RANGE_AGAIN = re.compile(r"\d%? (?:to|-) [$€£]?[\d.]+%?[^.;]{0,24}?\b(?:up|down|raised|lowered) from \D{0,2}$")
"""`55% to 60%, up from 33% to 38%`: a range after a range."""
_ABOUT_BEFORE = re.compile(
    r"(?:약|대략|거의|얼추|\b(?:about|around|roughly|approximately|some|circa|an estimated|estimated))\s?$",
    re.IGNORECASE,
)
_OVER_BEFORE = re.compile(
    r"\b(?:more than|over|at least|above|exceeding|upwards of|greater than|topping|surpassing)\s?$|(?:최소|적어도)\s?$",
    re.IGNORECASE,
)
_UNDER_BEFORE = re.compile(
    r"\b(?:less than|under|up to|below|at most|nearly|almost|close to|just under|fewer than|not quite)\s?$|(?:최대|많아야)\s?$",
    re.IGNORECASE,
)
_ABOUT_AFTER = re.compile(r" ?(?:가량|안팎|정도|내외|쯤|선(?=[을이에까도마 ,.)]|$)|전후|수준)")
_OVER_AFTER = re.compile(r"(?:을|를|이|가|도)? ?(?:넘|이상|초과|웃도|웃돌|상회|돌파|\+|or more|-plus| plus)")
_UNDER_AFTER = re.compile(
    r"(?:에|을|를|이|가)? ?(?:가까|육박|미만|이하|밑도|밑돌|못 ?미|하회|달하지|조금 안)|(?:에)? ?근접"
)
_BAND = re.compile(
    r"대(?=[를의에로까 ,.·)]|$|[^가-힣 ]| ?(?:하락|상승|초반|중반|후반|강세|약세|급|로|이|의))(?! ?(?:\d|한))"
)
_BARE_AFTER = re.compile(
    r"(?:선|대|으로|로|에서?|까지|을|를|이|은|는|의|보다|마저|도|과|와|다|이다|였|이었|시대|고지|[,.·;:()」’'”\"]|\s|$|—|-)"
)
_BARE_BEFORE = re.compile(
    r"(?:\b(?:to|at|of|above|below|past|from|crossed|topped|hit|reached|near|around|through|breached|broke|over|under|touched|passed|and|the|stood|nearly|surpassed|cleared|score|between)|[가-힣A-Za-z&\x00]|[(,])\s?$"
)
_KINDS = {
    "percent": "percent",
    "points": "change",
    "index": "level",
    "ratio": "ratio",
    "count": "count",
    "duration": "duration",
    "rank": "rank",
}


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


def quantities(text: str, *, lang: str = "ko", published: date | None = None) -> tuple[Quantity, ...]:
    """Every quantity of `text`, in order.

    `published` is the day of publication in the publisher's own zone; days without a year stay
    unknown without it. `lang` is the article's; both languages are read either way.
    """
    return tuple(item for item in read(text, lang=lang, published=published) if item.kind != "number")


def read(text: str, *, lang: str = "ko", published: date | None = None) -> tuple[Quantity, ...]:
    """`quantities` and the bare numbers that have no unit (kind `number`)."""
    from digest.enrich.context import placed  # noqa: PLC0415 - it needs Quantity itself

    found: list[Quantity] = []
    offset = 0
    for line in text.split("\n"):
        named = days(line, published=published)
        marks = indices(line)
        items = _line(line, named, marks)
        for sentence in sentences.split(line):
            inside = [item for item in items if sentence.start <= item.start < sentence.end]
            if inside:
                found.extend(_shift(item, offset) for item in placed(line, sentence, inside, named, marks, lang=lang))
        offset += len(line) + 1
    return tuple(found)


def key_figures(text: str, *, lang: str, published: date | None, n: int = 8) -> tuple[Figure, ...]:
    """Up to `n` prices, indices and amounts that the text states and names, in its order; see `labels`."""
    from digest.enrich.labels import labelled  # noqa: PLC0415 - it needs this module

    return labelled(text, lang=lang, published=published, n=n)


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
        | {match.start() for match in _WHOLE.finditer(masked)}
    )
    for at in starts:
        if at < taken:
            continue
        item = _special(line, masked, at) or _one(line, masked, at, marks)
        if item is not None and item.start >= taken:
            found.append(item)
            taken = item.end
    return found


def _special(line: str, masked: str, at: int) -> Quantity | None:
    """Fractions, ratios and whole words such as `절반`."""
    if match := _FRACTION.match(masked, at):
        if not int(match[1]):
            return None
        return Quantity(
            Decimal(match[2]) / Decimal(match[1]), "x", at, match.end(), line[at : match.end()], "ratio", spelled=True
        )
    if (
        (match := _RATIO.match(masked, at))
        and Decimal(match[2])
        and _RATIO_CUE.search(line[max(0, at - 24) : match.end() + 16])
    ):
        return Quantity(
            Decimal(match[1]) / Decimal(match[2]), "ratio", at, match.end(), line[at : match.end()], "ratio"
        )
    if match := _WHOLE.match(masked, at):
        value = Decimal(_WHOLE_WORDS[match.group().lower()])
        return Quantity(
            value,
            "x",
            at,
            match.end(),
            line[at : match.end()],
            "ratio",
            step=Decimal("0.2") if value < 1 else Decimal(1),
            spelled=True,
        )
    return None


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
    return _Part(numeral, unit.code, unit.kind, unit.factor, at, end, approx)


def _one(line: str, masked: str, at: int, marks: tuple[Index, ...]) -> Quantity | None:
    part = _part(masked, at)
    if part is None or part.kind == "none":
        return None
    if (
        part.unit == "count"
        and masked[part.end - 1] == "대"
        and _BAND.match(masked, part.end - 1)
        and (bare := _bare(line, masked, replace(part, end=part.numeral.end), marks))
        and bare.unit
    ):
        return bare
    ranged = _ranged(masked, part)
    high: Decimal | None = None
    value, step, end = part.numeral.value * part.factor, part.numeral.step * part.factor, part.end
    unit, kind = part.unit, part.kind
    if ranged is not None:
        other, first = ranged
        value, high, end = first * other.factor, other.numeral.value * other.factor, other.end
        unit, kind = other.unit, other.kind
    if not unit:
        return _bare(line, masked, part, marks)
    if part.numeral.spelled and kind not in {"ratio", "duration", "count", "percent", "money", "points"}:
        return None
    start = part.start
    sign = _SIGN.search(masked, max(0, start - 6), start)
    negative = positive = False
    if sign and not (sign.group() == "▲" and len(re.findall(r"▲[가-힣]", line)) > 1):
        word = sign.group().strip()
        negative, positive = word in _NEGATIVE, word in _POSITIVE
        start = sign.start()
        value = -value if negative else value
    if not sign and masked[at - 1 : at] in "-−" and start < at and masked[start:at].strip()[-1:] in "-−":
        negative, value = True, -value
    approx = "range" if high is not None else part.approx or _approximation(masked, start, end)
    low: Decimal | None = value if high is not None else None
    band = None if high is not None else _BAND.match(masked, end)
    if band and kind in {"percent", "money", "index"}:
        magnitude = abs(value)
        place = step if kind == "percent" or magnitude % 1 else max(step, _round_place(magnitude))
        low, high, approx, end = value, value + place if value >= 0 else value - place, "band", band.end()
    if approx == "over":
        low = value
    elif approx == "under":
        high = value
    return Quantity(
        value, unit, start, end, line[start:end], _KINDS.get(kind, "amount"), low, high,
        step=step, approx=approx, direction=(positive - negative), spelled=part.numeral.spelled,
    )  # fmt: skip


def _round_place(value: Decimal) -> Decimal:
    """Worth of the last digit that is not zero: 10 for 2450, 10000 for 160000."""
    if not value:
        return Decimal(1)
    exponent = value.normalize().as_tuple().exponent
    return Decimal(1).scaleb(int(exponent))


def _ranged(masked: str, part: _Part) -> tuple[_Part, Decimal] | None:
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
            _RANGE_CUE.search(before) or _RANGE_AGAIN.search(masked[max(0, part.start - 60) : part.start])
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


def _approximation(masked: str, start: int, end: int) -> str:
    before = masked[max(0, start - 18) : start]
    if _UNDER_BEFORE.search(before) or _UNDER_AFTER.match(masked, end):
        return "under"
    if _OVER_BEFORE.search(before) or _OVER_AFTER.match(masked, end):
        return "over"
    return "about" if _ABOUT_BEFORE.search(before) or _ABOUT_AFTER.match(masked, end) else ""


def _bare(line: str, masked: str, part: _Part, marks: tuple[Index, ...]) -> Quantity | None:
    """A number without a unit: index points beside an index, else kind `number` where it is printed as a measure."""
    numeral = part.numeral
    if numeral.spelled:
        return None
    start, end = numeral.start, part.end
    printed = masked[start : numeral.end]
    near = masked[max(0, start - 110) : start]
    cut = max(near.rfind("다. "), near.rfind(". ") if not near.rstrip().endswith(".") else -1)
    begin = max(0, start - 110) + max(0, cut)
    indexed = any(begin <= mark.start < start for mark in marks) or GENERIC.search(line, begin, start)
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
        band = _BAND.match(masked, end)
        low = high = None
        approx = _approximation(masked, start, end)
        if band:
            low, high, approx, end = (
                numeral.value,
                numeral.value + max(numeral.step, _round_place(numeral.value)),
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
    sign = _SIGN.search(masked, max(0, start - 6), start)
    if (
        indexed
        and sign
        and masked[: sign.start()].rstrip()[-1:] in "(,/"
        and re.match(r" ?[,/;)(]", masked[end : end + 2])
    ):
        down = sign.group().strip() in _NEGATIVE
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
