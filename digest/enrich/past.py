"""Words of a clause that say nothing of what it is about today: where a move began, what once was, another's harm."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.enrich.lexicon import Hit

_ONCE = re.compile(r"[가-힣]{0,2}던 ")
"""Behind a Korean word: it was so once, and is said of what comes next (급등했던 주가가 하락했다)."""
_RANKED = re.compile(r"매[도수] [^,.]{0,16}\d위에 (?:[^,.]{0,20} )?$")
"""Before 올랐다: a place in a list of what is bought and sold, which no price reached."""
_FROM_PEAK = re.compile(
    r"\bfrom (?:(?:a|an|its|their|the|recent|another|new|all-time|record|near) ){0,4}$", re.IGNORECASE
)
"""Before an English high or low: a move began there (slipped from a record high)."""
_BENEFITS = re.compile(r"\s(?:[Bb]oost|[Ll]ift|[Bb]uoy|[Hh]elp|[Ff]uel)s\s(?=[A-Z])")
"""Behind a bad English noun that is good for another: turmoil boosts Gold."""
_PEAKS = ("record", "high", "highs", "low", "lows", "peak", "best", "worst")


def is_past(sentence: str, hit: Hit, lang: str) -> bool:
    """Whether a word is only where things stood before, a place in a list, or a harm that is good for another."""
    if lang == "en":
        if hit.term.kind == "polar" and hit.term.value < 0 and _BENEFITS.match(sentence, hit.end):
            return True
        before = sentence[max(0, hit.start - 40) : hit.start]
        return hit.text.lower().endswith(_PEAKS) and _FROM_PEAK.search(before) is not None
    if hit.term.kind not in {"direction", "trend", "polar"}:
        return False
    ranked = hit.text in {"올랐", "오르", "올라"} and _RANKED.search(sentence[max(0, hit.start - 48) : hit.start])
    return bool(ranked or _ONCE.match(sentence, hit.end))
