"""`Hit` is bad where it strikes (tax hits banks) and says nothing where something is reached (hits a record high).

What is reached is judged by its own words; a value alone ("the first to hit a $1 trillion value") is no harm.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.enrich.verdict import Verdict

_VERBS = frozenset({"hit", "hits"})
_VALUE = re.compile(
    r"\s(?:(?:a|an|the|its|their|just|nearly|almost|about|above|over)\s){0,2}"
    r"(?:[$€£¥₩]|(?:record|milestone|target|goal|peak|all-time)\b|"
    r"\d[\d,.]*\s?(?:trillion|billion|points?|won|yen|dollars?|euros?|an? (?:share|barrel|ounce))\b)"
)
_NEAR = 30
"""Most characters between the verb and the judgement of what was reached."""


def without_reaching(sentence: str, found: Sequence[Verdict]) -> list[Verdict]:
    """`found` without the verbs behind which a value or another judgement says what was reached."""
    return [
        one
        for number, one in enumerate(found)
        if one.words.lower() not in _VERBS
        or not (_VALUE.match(sentence, one.end) or any(0 <= v.start - one.end < _NEAR for v in found[number + 1 :]))
    ]
