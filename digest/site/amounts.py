"""Figures as readers write them: 조 and 억 in Korean, trillion and billion in English; never rounded."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from digest.site.words import either

if TYPE_CHECKING:
    from digest.model import Figure
    from digest.site.settings import Lang

_MINUS = "−"
_KO_STEPS = ((Decimal(10) ** 12, "조"), (Decimal(10) ** 8, "억"), (Decimal(10) ** 4, "만"))  # trillion, 10^8, 10^4
_EN_STEPS = ((Decimal(10) ** 12, "trillion"), (Decimal(10) ** 9, "billion"), (Decimal(10) ** 6, "million"))
_GLUED = frozenset({"%"})
_KO_GLUED = frozenset({"%p", "원", "달러", "엔", "유로", "위안", "포인트"})
"""Won, dollar, yen, euro, yuan, point: written close to digits in Korean, apart from 억 and 조."""
_BEFORE = {"USD": "$"}
"""Signs that stand before the number in English."""


def amount(figure: Figure, lang: Lang) -> str:
    """`−6,000억 달러`, `57조 2,300억 원`, `12.6%`; English `−$600 billion`, `57.23 trillion won`. Exact."""
    sign = _MINUS if figure.value < 0 else ""
    size = abs(figure.value)
    number = (_korean(size) if lang == "ko" else _english(size)) if figure.unit.isalpha() else _plain(size)
    if lang == "en" and figure.unit in _BEFORE:
        return f"{sign}{_BEFORE[figure.unit]}{number}"
    unit = either(lang, "unit", figure.unit)
    space = "" if figure.unit in _GLUED or not unit else " "
    if lang == "ko" and number[-1:].isdigit() and unit in _KO_GLUED:
        space = ""
    return f"{sign}{number}{space}{unit}"


def _plain(size: Decimal) -> str:
    return f"{size:,f}"


def _korean(size: Decimal) -> str:
    if size < _KO_STEPS[-1][0]:
        return _plain(size)
    if size != size.to_integral_value() or size < 10**6:
        return _plain(size)
    parts: list[str] = []
    rest = size
    for step, name in _KO_STEPS:
        count, rest = divmod(rest, step)
        if count:
            parts.append(f"{_plain(count.to_integral_value())}{name}")
    if rest:
        parts.append(_plain(rest.to_integral_value()))
    return " ".join(parts)


def _english(size: Decimal) -> str:
    for step, name in _EN_STEPS:
        if size >= step:
            scaled = (size / step).normalize()
            exact = scaled * step == size and -int(scaled.as_tuple().exponent) <= 4
            return f"{_plain(scaled)} {name}" if exact else _plain(size)
    return _plain(size)
