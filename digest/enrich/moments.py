"""Which price of the day a number is: the open, one within the session, or the close."""

from __future__ import annotations

import re

_WITHIN_KO, _OPEN_KO, _CLOSE_KO, _OUTSIDE_KO = "장중", "시가", "종가", "시간외"
_BEHIND_KO = (
    (re.compile(r"^까지 [가-힣 ]{1,10}(?:다가|기도|더니)|거래되고|거래 ?중"), _WITHIN_KO),
    (re.compile(r"출발|개장|시초|장을 (?:시작|열)|거래를 (?:시작|개시)"), _OPEN_KO),
    (re.compile(r"마감|마쳤|마친|마치|끝났|종가|거래를 (?:끝|마)|장을 마"), _CLOSE_KO),
)
"""Behind a Korean number: the verb says what it was."""
_BEFORE_KO = (
    (re.compile(r"장중|한때|장 ?초반|(?<![가-힣])(?:고가|저가|고점|저점)"), _WITHIN_KO),
    (re.compile(r"(?<![가-힣])시가(?!총)|시초가|개장가|출발가"), _OPEN_KO),
    (re.compile(r"종가|마감가"), _CLOSE_KO),
)
"""Before a Korean number: the noun or adverb that it follows."""
_RIGHT_BEFORE_KO = re.compile(r"(?:장중|한때|장 ?초반)(?:에는?)? ?(?:\S{1,5} )?$")
_RIGHT_BEHIND_KO = re.compile(r"(?:원|달러|포인트)?(?:에|으로|로) (?:거래를 |장을 )?(?:마감|마쳤|마친|마치|끝)")
_EN = (
    (re.compile(r"\bintraday\b|\b(?:high|low) of\b|\btrad(?:ed|ing) at\b"), "intraday"),
    (re.compile(r"\bopen(?:ed|ing)?\b"), "open"),
    (re.compile(r"\bclos(?:ed?|ing)\b|\bended\b|\bfinished\b|\bsettled\b"), "close"),
)
"""Intraday, open, close, as an English sentence says it before its number."""
_OUTSIDE = re.compile(r"(?:시간 ?외|애프터 ?마켓|프리 ?마켓)(?!.*(?:정규|본장|이날))")
_OUTSIDE_EN = re.compile(r"\b(?:after[ -]hours|extended[ -](?:hours|trading)|pre-?market)\b", re.IGNORECASE)
_BELL_EN = re.compile(r" (?:\w+ ){0,2}after the (?:bell|close)\b")
_CLAUSE_EN = re.compile(r"[,;] |\. |\b(?:but|while|before|had)\b")
"""Before the open or after the close, and where an English clause ends in which it is said."""
_SIZES = re.compile(
    r"\([^()]*\)|[\d.,]*\d\s?(?:%|percent\b|points?\b|포인트|원(?=\([^()]*\) (?:오른|내린)|\s?(?:오른|내린))|일|시)"
)
"""Moves, percentages, days: numbers that are no price of the day."""
_NUMBER = re.compile(r"\d")
_NEXT = re.compile(r"\d|,\s")
"""Where the words behind a price end: at the next number, at a comma."""
_AHEAD, _REACH = 24, 60


def moment(text: str, start: int, end: int, lang: str) -> str | None:
    """Which price `text[start:end]` is, by the words around it, as far as the next price on either side."""
    head = _behind_last_price(text[max(0, start - _REACH) : start])
    if lang == "en":
        behind = text[end : end + _REACH]
        clause = f"{_CLAUSE_EN.split(head)[-1]} {_CLAUSE_EN.split(behind)[0]}"
        outside = _OUTSIDE_EN.search(clause) or _BELL_EN.match(behind)
        return "after hours" if outside else _last(head, _EN)
    if _OUTSIDE.search(head):
        return _OUTSIDE_KO
    tail = _SIZES.sub("", text[end : end + _AHEAD])
    if stop := _NEXT.search(tail):
        tail = tail[: stop.start()]
    if _RIGHT_BEFORE_KO.search(head) and not _RIGHT_BEHIND_KO.match(tail):
        return _WITHIN_KO
    ends = [(match.start(), name) for pattern, name in _BEHIND_KO if (match := pattern.search(tail))]
    return min(ends)[1] if ends else _last(head, _BEFORE_KO)


def _behind_last_price(head: str) -> str:
    """The words before a number, back to the price before it."""
    plain = _SIZES.sub(" ", head)
    numbers = list(_NUMBER.finditer(plain))
    return plain[numbers[-1].end() :] if numbers else plain


def _last(words: str, table: tuple[tuple[re.Pattern[str], str], ...]) -> str | None:
    """The moment that was named last in `words`."""
    named = [(match.start(), name) for pattern, name in table for match in pattern.finditer(words)]
    return max(named)[1] if named else None
