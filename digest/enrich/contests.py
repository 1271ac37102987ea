"""For whom a dispute ended: `the suit between A and B ended in B's favour` is B's news and no word of it A's.

Both parties stand in the clause, and so do words like dispute; without this all of it would be said of both. As with
suits elsewhere, the other party is left without a judgement. An end that is denied or
only hoped for decides nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    Span = tuple[int, int, str]

WEIGHT = 0.7
"""As much as a lawsuit won weighs in the lexicon."""
_KO = re.compile(
    r"(?:\([^()]{1,12}\))?의? ?(?:최종 |완전한? ?|일부 )?(?:(?P<won>승리|승소)|패배|패소)로 "
    r"(?:끝(?:났|난|나며|나면서|나자)|(?:마무리|종결|일단락|귀결)(?:됐|되었|된|되며|되면서)"
    r"|결론(?:이 )?[났난]|막을 내[렸린])"
    r"(?!다?는? ?(?:것|게)[은이]? ?아니)"
)
"""Behind the Korean company for which it ended."""
_EN_BEFORE = re.compile(
    r"\b(?:ended|concluded|closed) (?:in|with) (?:an? |the )?"
    r"(?:(?:clear|complete|decisive|final|full|legal|major|partial) )?"
    r"(?:(?P<won>victory|win|triumph)|defeat|loss) for $"
)
_EN_FAVOUR = re.compile(r"\b(?:ended|concluded|was (?:decided|settled|resolved)) in (?P<of>favou?r of )?$")
_EN_BEHIND = re.compile(r"['’]s? favou?r\b")
_EN_STOPS = re.compile(r"(?:\s?\([^()]{1,20}\))?(?:[.,;]|$| (?:in|on|after|when|and|as|while)\b)")
"""Behind an English company that is meant itself, not its workers."""
_UNREAL = re.compile(r"(?:\b(?:not|never|if|would|could|might|may|had it)|n['’]t)\b[^.;]{0,24}$", re.IGNORECASE)
_BEFORE = 60
"""Characters before an English company in which the end is told."""


class Decision(NamedTuple):
    """Whose an end is, where it is told, in which words, and its weight with its sign."""

    start: int
    words: str
    company: str
    score: float


def decided(sentence: str, spans: Sequence[Span], lang: str) -> list[Decision]:
    """The ends of disputes that a sentence tells."""
    return list((_korean if lang == "ko" else _english)(sentence, spans))


def _korean(sentence: str, spans: Sequence[Span]) -> Iterator[Decision]:
    for start, end, company in spans:
        if match := _KO.match(sentence, end):
            yield Decision(start, match[0].strip(), company, WEIGHT if match["won"] else -WEIGHT)


def _english(sentence: str, spans: Sequence[Span]) -> Iterator[Decision]:
    for start, end, company in spans:
        head = sentence[max(0, start - _BEFORE) : start]
        told = _EN_BEFORE.search(head)
        won = bool(told and told["won"])
        stops = _EN_STOPS
        if not told:
            told, won = _EN_FAVOUR.search(head), True
            stops = _EN_STOPS if told and told["of"] else _EN_BEHIND
        if told and stops.match(sentence, end) and not _UNREAL.search(head, 0, told.start()):
            yield Decision(start, told[0].strip(), company, WEIGHT if won else -WEIGHT)
