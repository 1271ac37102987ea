"""Numbers that stand before what they are: `3분기 550억원의 영업손실을 냈다`, `1.2% 내린 9만원에 마감했다`.

The noun behind an amount, or the verb behind a price, says what it is; whose it is says the one topic of its clause.
With two topics, or a word that may be a part of a longer name, it is nobody's.
"""

from __future__ import annotations

import re

from digest.enrich.owners import Owned, of_topic

_ACCOUNT = re.compile(
    r"(?:\([^()]{1,20}\))?(?:의| 규모의|에 달하는| 상당의) (?:(?:연결|별도|분기) )?"
    r"(?P<what>영업이익|영업손실|당기순이익|당기순손실|순이익|순손실|매출액|매출)"
    r"(?:[을를] (?:기록(?:했|한|하[며고면]| 중)|냈|낸 |내[며고]|올렸|올린 |"
    r"올리[며고]|거[뒀둔]|거두[며고]|달성(?:했|한|하[며고])|벌어들였)|"
    r"[이가] (?:났|발생했))"
)
"""Behind an amount: an account and a verb that says that it came to pass."""
_CLOSED = re.compile(
    r"(?:\([^()]{1,20}\))?에 (?:이날 |정규 )?(?:(?:정규장|거래|장|정규거래|주간 거래)[을를] )?"
    r"(?:마쳤|마쳐|마친|마치[며고면]|마감했|마감됐|마감한|마무리했)"
)
_MOVED = re.compile(
    r"(?:오른|내린|뛴|빠진|밀린|떨어진|치솟은|(?:상승|하락|급등|급락|폭등|폭락)한)(?: (?:주당|1주당))? $"
)
"""Around a price: it is that of the close."""
_BACK = 200
"""Characters before a number in which its clause is looked for."""
_JOINT = re.compile(r"지만,? |으나,? |[고며서],? |;|[다요]\. |…")
_TOPIC = re.compile(r"(?<![가-힣A-Za-z0-9·&])[가-힣A-Za-z0-9·&\-]{2,24}(?:\([^()]{1,12}\))?(?:은|는|이|가)(?= )")


def posted(text: str, start: int, end: int) -> Owned | None:
    """What the amount at `start` to `end` is, by the account behind it, and whose."""
    match = _ACCOUNT.match(text, end)
    owner = of_topic(_clause(text[max(0, start - _BACK) : start])) if match else None
    return Owned(start, end, owner, match["what"]) if match and owner else None


def closed(text: str, start: int, end: int) -> Owned | None:
    """Whose closing price the number at `start` to `end` is."""
    if not _CLOSED.match(text, end) or not _MOVED.search(text[max(0, start - 16) : start]):
        return None
    head = _clause(text[max(0, start - _BACK) : start])
    topics = list(_TOPIC.finditer(head))
    owner = of_topic(head[: topics[0].end()] + " ") if len(topics) == 1 else None
    return Owned(start, end, owner, "종가") if owner else None


def says(text: str, end: int) -> bool:
    """Whether an account stands behind the amount that ends at `end`: no noun before it owns it."""
    return _ACCOUNT.match(text, end) is not None


def _clause(head: str) -> str:
    """The clause that `head` ends in; a name of a list begins one too."""
    joints = [match.end() for match in _JOINT.finditer(head)]
    clause = head[joints[-1] if joints else 0 :]
    last = clause.rpartition(", ")[2]
    return last if _TOPIC.search(last) else clause
