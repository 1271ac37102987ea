"""Reports often state two amounts and no verb of direction: "profit was 1.6 mn compared to 5.9 mn".

Reads the amount before and the one after the comparing word and says which is larger; amounts in
different units, years and single numbers say nothing.
"""

from __future__ import annotations

import re
from typing import NamedTuple

_AMOUNT = re.compile(
    r"(?P<minus>-|negative |minus |loss of |마이너스 )?(?P<currency>EUR|USD|SEK|GBP|eur|euro|Rs|[$€£₩])?\s?"
    r"(?P<number>\d[\d,]{0,15}(?:\s?\.\d{1,6})?)\s?"
    r"(?P<scale>million|billion|trillion|mln|bln|mn|bn|m\b|b\b|crore|cr\b|%|pct|percent|per cent"
    r"|조|억|만|천만|백만)?\s?"
    r"(?P<unit>유로|달러|원|엔|퍼센트)?"
)
_SCALES = {
    "million": 1e6, "mln": 1e6, "mn": 1e6, "m": 1e6, "billion": 1e9, "bln": 1e9, "bn": 1e9, "b": 1e9,
    "trillion": 1e12, "crore": 1e7, "cr": 1e7, "조": 1e12, "억": 1e8, "만": 1e4, "천만": 1e7, "백만": 1e6,
}  # fmt: skip
_PERCENT = frozenset({"%", "pct", "percent", "per cent"})
_EN_LINK = re.compile(
    r"\b(?:compared (?:to|with)|compares with|versus|vs\.?|against|(?<!ranging )(?<!ranged )from|as opposed to)\s",
    re.IGNORECASE,
)
_KO_LINK = re.compile(r"에 비해|과 비교|와 비교|(?<!이유)(?<!차원)(?<!측면)(?<!관점)(?<!시장)에서|보다|에 비하")


_EACH = re.compile(r"\s?(?:per|a) share\b")
_LOSS = re.compile(r"(?:loss(?:es)?|손실|적자)$", re.IGNORECASE)
_GAIN = re.compile(r"profit|income|earnings|흑자|이익")
"""A loss after a profit is no smaller loss, whatever the amounts."""


class _Amount(NamedTuple):
    start: int
    value: float
    percent: bool
    each: bool = False
    """Of one share."""


def _amounts(text: str) -> list[_Amount]:
    found: list[_Amount] = []
    for match in _AMOUNT.finditer(text):
        number = match["number"].replace(",", "").replace(" ", "")
        bare = not (match["currency"] or match["scale"] or match["unit"])
        if bare and re.fullmatch(r"(?:19|20)\d\d|\d{1,2}", number):
            continue
        value = float(number) * _SCALES.get(match["scale"] or "", 1.0) * (-1 if match["minus"] else 1)
        each = _EACH.match(text, match.end()) is not None
        found.append(_Amount(match.start(), value, match["scale"] in _PERCENT, each))
    return [amount for amount in found if not amount.each] or found


def is_past(sentence: str, start: int, end: int, lang: str) -> bool:
    """Whether the amount named at `sentence[start:end]` is the earlier one of a comparison."""
    if lang == "ko":
        return bool(_KO_LINK.search(sentence[end : end + 24])) and not sentence.startswith(
            ("은", "는", "이", "가"), end
        )
    links = list(_EN_LINK.finditer(sentence, max(0, start - 40), start))
    return bool(links) or bool(re.match(r"[^,;]{0,6}(?:a year (?:earlier|ago)|last year)", sentence[end : end + 24]))


def change(sentence: str, after: int, lang: str) -> tuple[int, str] | None:
    """1 or -1 and the comparing words, when the amounts after `after` are compared; else None."""
    link = (_KO_LINK if lang == "ko" else _EN_LINK).search(sentence, after)
    if link is None:
        return None
    before = _amounts(sentence[after : link.start()])[-1:]
    behind = _amounts(sentence[link.end() : link.end() + 80])[:1]
    if not before or not behind or before[0].percent != behind[0].percent or before[0].value == behind[0].value:
        return None
    if _LOSS.search(sentence[:after]) and _GAIN.search(sentence, link.end(), link.end() + 60):
        return None
    if "loss" in sentence[link.end() : link.end() + 60] or "손실" in sentence[after : link.start()]:
        return None
    now, then = (behind[0], before[0]) if lang == "ko" else (before[0], behind[0])
    return (1 if now.value > then.value else -1), link.group().strip()
