"""Proofs about totals and shares: sums that are announced as such, equations, parts of a whole, conversions."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from digest.check.findings import Finding, like, shown
from digest.check.intervals import Interval, of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from digest.check.skeleton import Skeleton
    from digest.enrich.quantity import Quantity

_G = r"[^ⓃⓅⓆⒷⓍⓂ.;]"
_SUM_KO = re.compile(
    rf"(?P<list>Ⓝ(?:{_G}{{0,24}}?Ⓝ){{1,5}}){_G}{{0,8}}?(?:합친|합쳐|합하면|합한|합산|합치면|"
    rf"더하면|더한|더해|도합|모두 합|합계|총합)(?P<gap>{_G}{{0"
    rf",18}}?)(?P<total>Ⓝ)"
)
"""added together."""
_SUM_COUNT_KO = re.compile(
    rf"(?P<list>Ⓝ(?:(?:,|과|와| 및|·| 그리고){_G}{{0,16}}?Ⓝ){{1,5}})(?P<gap>(?: 등|으로|,|을 "
    rf"더해)? ?(?:모두|총|합계) )(?P<total>Ⓝ)"
)
"""in all, total."""
_SUM_EN = re.compile(
    rf"(?P<list>Ⓝ(?:{_G}{{0,40}}?Ⓝ){{1,5}}){_G}{{0,40}}?(?P<gap>(?:for a (?:combined )?total of|a (?:combined "
    rf")?total of|totall?ing|together|combined(?: total)?(?: of)?|adding up to|which adds up to|in all,"
    rf"?|a sum of){_G}{{0,12}}?)(?P<total>Ⓝ)",
    re.IGNORECASE,
)
_EQUATION = re.compile(
    r"(?P<l>[ⓃⓂⓅ]) ?(?P<op>[+＋−\-–×÷*/x]) ?(?P<r>[ⓃⓂⓅ])(?: ?= ?|은 |는 |이면 )(?:약 )?(?P<out>[ⓃⓂⓅ])"
)
_SHARES = (
    re.compile(
        rf"(?P<w>Ⓝ)(?:의|중|가운데| 중| 가운데){_G}{{0,6}}?(?P<p>Ⓟ)(?:인|에 해당하는|에 달하는|"
        rf"에 이르는|가량인){_G}{{0,8}}?(?P<part>Ⓝ)"
    ),
    re.compile(rf"(?P<w>Ⓝ) ?(?:중|가운데){_G}{{0,10}}?(?P<part>Ⓝ) ?\((?:약 )?(?P<p>Ⓟ)\)"),
    re.compile(r"(?P<p>Ⓟ) of (?:the |its |a )?(?P<w>Ⓝ)[^ⓃⓅ.;]{0,16}?,? or (?P<part>Ⓝ)", re.IGNORECASE),
    re.compile(r"(?P<part>Ⓝ),? or (?P<p>Ⓟ)(?:,)? of (?:the |its |a )?(?:total )?(?P<w>Ⓝ)", re.IGNORECASE),
    re.compile(r"(?P<part>Ⓝ) of (?:the |its )?(?P<w>Ⓝ)[^ⓃⓅ.;]{0,16}?,? \(?(?:or )?(?P<p>Ⓟ)", re.IGNORECASE),
    re.compile(
        r"매출(?:액)?(?:은|이|을)? ?(?P<w>Ⓝ)[^Ⓟ.;]{0,40}?영업이익(?:은|이|을)? ?(?P<part>Ⓝ)[^ⓃⓅ.;]{0,"
        r"24}?영업이익률(?:은|"
        r"이|도)?[^ⓃⓅ.;]{0,6}?(?P<p>Ⓟ)"
    ),
    re.compile(
        r"(?:revenue|sales)[^ⓃⓅ.;]{0,14}?(?P<w>Ⓝ)[^ⓃⓅ.;]{0,30}?operating (?:profit|income)[^ⓃⓅ.;]{0,14}?(?P<part"
        r">Ⓝ)[^ⓃⓅ.;]{0,30}?operating margin[^ⓃⓅ.;]{0,8}?(?P<p>Ⓟ)",
        re.IGNORECASE,
    ),
)
"""A part, its whole and its share: `10조원의 20%인 2조원`, sales with operating profit and margin."""
_CONVERSION = re.compile(
    r"(?P<f>Ⓝ) ?\((?:약|한화|우리 ?돈|원화로?|약 한화|한화로?|한화 약|about |roughly |around "
    r"|or |approximately )? ?(?:약 ?)?(?P<k>Ⓝ)\)",
    re.IGNORECASE,
)
_RATES: dict[str, tuple[int | Decimal, int | Decimal]] = {
    "USD": (900, 1700),
    "EUR": (1100, 2000),
    "JPY": (Decimal("7.5"), 15),
    "CNY": (150, 260),
    "GBP": (1350, 2400),
    "HKD": (115, 220),
    "TWD": (30, 60),
    "CHF": (950, 2100),
    "AUD": (750, 1250),
    "CAD": (750, 1250),
    "SGD": (750, 1300),
    "INR": (14, 24),
}
"""Won for one unit, lowest and highest of 2008 to 2026 with a tenth to spare: a slipped digit falls outside."""


def totals(shape: Skeleton) -> Iterator[Finding]:
    """Every sum, equation, share and conversion of the sentence that does not hold."""
    yield from _sums(shape)
    yield from _equations(shape)
    yield from _shares(shape)
    yield from _conversions(shape)


def _sums(shape: Skeleton) -> Iterator[Finding]:
    for pattern in (_SUM_KO, _SUM_COUNT_KO, _SUM_EN):
        for match in pattern.finditer(shape.text):
            total = shape.items[match.start("total")]
            listed = [item for at, item in sorted(shape.items.items()) if match.start("list") <= at < match.end("list")]
            parts = [item for item in listed if item.unit == total.unit]
            if (
                len(parts) < 2
                or len(parts) != len(listed)
                or total.approx == "range"
                or any(part.approx == "range" for part in parts)
            ):
                continue
            open_list = "등" in shape.text[match.start("list") : match.start("total")]
            if any(_sum(parts[first:]).meets(of(total)) for first in range(len(parts) - 1)):
                continue
            if open_list and _sum(parts).high < of(total).low:
                continue
            texts = " + ".join(part.text for part in parts)
            real = sum((abs(part.value) for part in parts), Decimal(0))
            yield _finding(
                "sum",
                [*parts, total],
                f"{texts} is {like(real, total)}, not {total.text}",
                "Look up the parts and the total at the source.",
            )


def _sum(parts: Sequence[Quantity]) -> Interval:
    intervals = [of(part) for part in parts]
    return Interval(sum((one.low for one in intervals), Decimal(0)), sum((one.high for one in intervals), Decimal(0)))


def _equations(shape: Skeleton) -> Iterator[Finding]:
    for match in _EQUATION.finditer(shape.text):
        left, right, out = (shape.items[match.start(name)] for name in ("l", "r", "out"))
        a, b, c = (of(item, step=item.step) for item in (left, right, out))
        operator = match["op"]
        if operator in "+＋":
            result = Interval(a.low + b.low, a.high + b.high)
        elif operator in "−-–":
            result = Interval(a.low - b.high, a.high - b.low)
        elif operator in "×*x":
            result = Interval(a.low * b.low, a.high * b.high)
        elif b.low > 0:
            result = Interval(a.low / b.high, a.high / b.low)
        else:
            continue
        scales = [Decimal(1)]
        if "%" in {left.unit, right.unit, out.unit}:
            scales = [Decimal(1), Decimal(100), Decimal("0.01")]
        middle = (result.low + result.high) / 2 * (100 if out.unit == "%" and operator in "÷/" else 1)
        if not any(Interval(result.low * scale, result.high * scale).meets(c) for scale in scales):
            yield _finding(
                "equation",
                [left, right, out],
                f"{left.text} {operator} {right.text} is {shown(middle)}, not {out.text}",
                "Reckon it again.",
            )


def _shares(shape: Skeleton) -> Iterator[Finding]:
    for pattern in _SHARES:
        for match in pattern.finditer(shape.text):
            whole, part, percent = (shape.items[match.start(name)] for name in ("w", "part", "p"))
            if whole.unit != part.unit or percent.approx == "range":
                continue
            w, p = of(whole), of(part)
            if w.low <= 0 or not p.low >= 0:
                continue
            real = Interval(p.low / w.high * 100, p.high / w.low * 100)
            if not real.meets(of(percent)):
                yield _finding(
                    "ratio",
                    [whole, part, percent],
                    f"{part.text} of {whole.text} is {shown(abs(part.value) / abs(whole.value) * 100)}%,"
                    f" not {percent.text}",
                    "Look up the three numbers at the source.",
                )


def _conversions(shape: Skeleton) -> Iterator[Finding]:
    for match in _CONVERSION.finditer(shape.text):
        foreign, won = shape.items[match.start("f")], shape.items[match.start("k")]
        if foreign.unit == "KRW":
            foreign, won = won, foreign
        if won.unit != "KRW" or foreign.unit not in _RATES or not foreign.value:
            continue
        low, high = _RATES[foreign.unit]
        first, second = of(replace(foreign, approx=foreign.approx)), of(won)
        rate = Interval(second.low / first.high, second.high / first.low) if first.low > 0 else None
        if rate is not None and not rate.meets(Interval(Decimal(low), Decimal(high))):
            yield _finding(
                "conversion",
                [foreign, won],
                f"{foreign.text} for {won.text} means {shown(abs(won.value) / abs(foreign.value))} won "
                f"for one {foreign.unit}",
                f"Between 2008 and 2026 it was {low} to {high}: a digit or a unit slipped.",
            )


def _finding(kind: str, items: Sequence[Quantity], message: str, remedy: str) -> Finding:
    ordered = tuple(sorted(items, key=lambda item: item.start))
    return Finding(kind, ordered[0].start, max(item.end for item in ordered), message, remedy, ordered)
