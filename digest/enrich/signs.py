"""The sign of a profit: `34억원 적자`, `a loss of $126 million`, `△146억원`.

A triangle before a profit is a minus in one table and a plus in the next; a loss named some way off may
be of another year. Where the words do not say it plainly there is no value.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from decimal import Decimal

    from digest.enrich.quantity import Quantity

_PROFIT = re.compile(r"이익$|net income|operating income|net profit|operating profit")
"""What has a sign: profits. Sales and prices have none."""
_TRIANGLE = re.compile(r"[△▲▽▼]\s?$")
_MINUS_KO = re.compile(
    r"\s?(?:규모의?|가량|정도)?\s?(?:의\s)?(?:영업|순|당기순)?(?:적자|손실)(?=[.,)를을로이였다]|$|\s(?:기록|냈|전환|났))(?!에서|폭)"
)
"""Right behind an amount: it is a loss."""
_BEFORE_KO = re.compile(r"^[은는이가]?\s(?:영업|순|당기순)?(?:적자|손실)\s?$")
"""Right between the noun and the amount."""
_LOSS_KO = re.compile(r"적자|손실")
_MINUS_EN = re.compile(r"\b(?:net |operating )?loss of (?:about |nearly |a record )?$|\bnegative $")
_LOSS_EN = re.compile(r"\b(?:loss|losses|deficit|negative)\b")
_AFTER_EN = re.compile(r"\s(?:net |operating )?loss\b")


def signed(item: Quantity, what: str, between: str, after: str) -> Decimal | None:
    """The value of `item` as `what`, a loss below zero; None where its sign is doubtful."""
    if _TRIANGLE.search(between) or item.text[:1] in "△▲▽▼":
        return None
    near = after[:16]
    said = bool(
        _MINUS_KO.match(near) or _BEFORE_KO.search(between) or _MINUS_EN.search(between) or _AFTER_EN.match(near)
    )
    lost = _LOSS_KO.search(between) or _LOSS_KO.match(near.lstrip()) or _LOSS_EN.search(between)
    if not _PROFIT.search(what):
        return None if said or lost else item.value
    if said:
        return -abs(item.value)
    return None if lost else item.value
