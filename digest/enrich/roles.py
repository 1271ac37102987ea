"""Subject, mentioned or source: what a company does in an article.

* `source`: a firm whose people comment on others. Only firms that the press quotes (flag `broker`,
  or the sector Financials) can be one, and only where every place that names them reads as a
  comment: "…증권 연구원은", "골드만삭스는 … 목표주가를". News of the firm itself (its profit, its shares,
  its chief) makes it a company like others.
* `subject`: who the article is about: named in the title, or in the first paragraph and again, or
  often enough beside the most named one. In a text of one or two sentences everyone named is.
* `mentioned`: the rest.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.enrich.names import context, pattern

if TYPE_CHECKING:
    from digest.model import Security

_WORDS = context()
_ANALYST = pattern(_WORDS["analyst"])
_COMMENT = pattern(_WORDS["comment"])
_OWN = pattern(_WORDS["own"])
_BEFORE = re.compile(
    r"(?:(?:analysts?|strategists?|economists?|traders?)\s(?:at|from|with)|according to|note from|report by)"
    r"\s(?:the\s)?$",
    re.IGNORECASE,
)
_GAP = 24
"""Most characters between a firm and the title of its analyst."""
_OWN_GAP = 28


def comments(security: Security, text: str, place: tuple[int, int], sentence: tuple[int, int]) -> bool:
    """True when the firm at `place` comments on others in its `sentence` (both start and end in `text`)."""
    (start, end), (low, high) = place, sentence
    quoted = "broker" in security.flags
    if not quoted and security.sector != "Financials":
        return False
    near = text[end : min(high, end + _GAP)]
    if _ANALYST.search(near.split(",")[0]) or _BEFORE.search(text[max(low, start - 32) : start]):
        return True
    if not quoted:
        return False
    rest = text[end:high]
    said = _COMMENT.search(rest)
    own = _OWN.search(text[end : min(high, end + _OWN_GAP)])
    if own and not (said and said.start() <= own.start()):
        return False
    return said is not None


def subjects(
    scores: dict[str, float], title: frozenset[str], lead: frozenset[str], counts: dict[str, int], *, sentences: int
) -> frozenset[str]:
    """Ids of the companies that the text is about, given the score of each."""
    if not scores:
        return frozenset()
    if sentences <= 2:
        return frozenset(scores)
    top = max(scores.values())
    chosen = {
        key
        for key, score in scores.items()
        if key in title
        or (key in lead and counts[key] >= 2 and score >= 0.3 * top)
        or (counts[key] >= 3 and score >= 0.5 * top)
    }
    if not chosen:
        chosen = {key for key, score in scores.items() if key in lead and score >= 0.6 * top}
    return frozenset(chosen)
