"""A move that was smaller than it was expected to be says the contrary: fell less than feared, a milder slowdown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.enrich.verdict import NEGATED, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.enrich.lexicon import Hit

_EXPECTED = re.compile(
    r"(?:less|milder|shallower|more slowly|not as (?:bad|badly|much|steep|steeply|sharp|sharply|weak) as)(?: than)? "
    r"(?:\w+ ){0,3}?(?:expected|feared|forecast|anticipated|estimated|predicted|projected|expectations|estimates|"
    r"fears)\b"
)
_BEFORE_EXPECTED = 24
"""Most characters between a judgement and such words."""


_CONSENSUS = re.compile(
    r"(?:estimates|expectations|forecasts|consensus)$|(?:예상|전망|기대|컨센서스)\S{0,2} ?(?:밑|웃|상회|하회)",
    re.IGNORECASE,
)
_IS = re.compile(
    r"\s(?:(?:was|were|is|are|came|come|comes|in|also|slightly|well|far|easily|of|[$€£]?[\d.,]+\w*|billion|million)\s)*|"
    r"[은는이가도] (?:(?:시장|증권가|월가|당초)의? )?"
)
"""Between an account and what it is held against."""


def held_against(sentence: str, found: Sequence[Verdict], accounts: Sequence[Hit]) -> list[Verdict]:
    """What is bad is good below what was expected of it, and bad above: costs came in below estimates."""
    return [
        one._replace(score=-one.score)
        if _CONSENSUS.search(one.words)
        and any(a.term.value < 0 and _IS.fullmatch(sentence, a.end, one.start) for a in accounts if a.end <= one.start)
        else one
        for one in found
    ]


def as_expected(sentence: str, found: list[Verdict], accounts: Sequence[Hit]) -> list[Verdict]:
    """Turns the judgement right before words that say it was smaller than expected, or judges the account there."""
    match = _EXPECTED.search(sentence)
    if match is None:
        return found
    low, high = match.start() - _BEFORE_EXPECTED, match.start()
    before = [n for n, v in enumerate(found) if v.start < high and v.end >= low]
    if before:
        one = found[before[-1]]
        turned = Verdict(one.start, match.end(), one.words, one.score * NEGATED)
        return [*found[: before[-1]], turned, *(v for v in found[before[-1] + 1 :] if v.start >= match.end())]
    near = [hit for hit in accounts if low <= hit.end <= high]
    if not near or not match.group().startswith("less"):
        return found
    less = Verdict(near[-1].start, match.end(), f"{near[-1].text} {match.group()}", NEGATED * near[-1].term.value)
    return sorted([*found, less])
