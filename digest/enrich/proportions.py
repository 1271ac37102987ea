"""Proportions in words: `18분의 1`, `1대 2`, `10-for-1`, `절반`, `doubled`."""

from __future__ import annotations

import re
from decimal import Decimal

from digest.enrich.quantity import Quantity

_FRACTION = re.compile(r"(?<![\d.,\x00])(\d{1,4})분의 ?(\d{1,4})(?![\d.,])")
"""`18분의 1`: one eighteenth, denominator first."""
_RATIO = re.compile(
    r"(?<![\d.,\x00])(\d{1,6}(?:\.\d{1,7})?) ?(?:대|:|-for-|-to-) ?(\d{1,6}(?:\.\d{1,7})?)(?![\d:%])(?! "
    r"?(?:[조억만원%]|달러|개|명|건|곳|분기|월|일|년))"
)
"""`1대 2`, `10:1`, `2-for-1`."""
_RATIO_CUE = re.compile(
    r"비율|분할|배정|감자|합병|병합|경쟁률|무상|유상|교환|\bsplit\b|\bratio\b|\bmerger\b|\bexchange\b|"
    r"대 ?\d|-for-|-to-\d"
)
"""Split, allotment, merger, competition: where `A:B` is a ratio and no clock time."""
_WHOLE_WORDS = {
    "절반": "0.5", "doubled": "2", "doubling": "2", "tripled": "3", "tripling": "3", "quadrupled": "4", "halved": "0.5",
    "halving": "0.5", "twice": "2", "half": "0.5", "double": "2", "triple": "3", "갑절": "2", "곱절": "2",
}  # fmt: skip
_HALF = (
    r"(?:(?<=by )half\b|\bhalf\b(?= (?:of|the|as|its|a |that)))"
    r"(?! an? (?:(?:m|b|tr)illion|dozen|century|decade|year|month|day|hour|point|percent))"
)
"""Half of what was; half a point is a half of another unit."""
WHOLE = re.compile(
    r"(?<!첫 )절반|갑절|곱절|\b(?:doubled|doubling|tripled|tripling|quadrupled|halved|halving|twice)\b|"
    rf"{_HALF}|\b(?:double|triple)\b(?= (?:the|that|its|what|from|last))",
    re.IGNORECASE,
)


def read(line: str, masked: str, at: int) -> Quantity | None:
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
    if match := WHOLE.match(masked, at):
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
