"""Patterns and bounds that the readers of dumps share.

Every pattern is bounded and is matched against one line of at most `MAX_LINE` characters, so that the time
a dump takes grows with its length alone.
"""

from __future__ import annotations

import re

from digest.extract.publishers import is_media
from digest.extract.words import words

MAX_LINE = 2000
"""Characters at either end of a line that patterns see."""

MAIL = r"(?:[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}|\[email\s?protected\])"
ANY_MAIL = re.compile(MAIL)
TAIL_MAIL = re.compile(rf"[\s(\[</]{{0,4}}{MAIL}[\s)\]>]{{0,3}}$")

LONE_MAIL = re.compile(rf"[\s(\[<]{{0,4}}{MAIL}[\s)\]>]{{0,3}}")

END_SIGN = re.compile(r"\s{0,3}[(<\[]\s?(?:끝|END|End)\s?[)>\]]\s{0,3}$")
"""`(끝)`, `(END)`: the wire's own end."""

ROLES = words("role")
"""Reporter, correspondent, editorial writer, columnist, anchor ...; longer words first."""
ROLE = "(?:" + "|".join(ROLES) + ")"

_NAME = r"(?:[가-힣]{2,5}?|[A-Z][A-Za-z'\-]{1,20}|(?<=[A-Za-z.'\-]\s)[A-Z][A-Za-z.'\-]{0,20})"
_WORD = rf"(?>{_NAME}(?:{ROLE})?(?![가-힣]))"
"""Of a list of names: one, a word of an English one, a role, or a name with its role. It is read in one way only: to
try all of its ways with all of the other words' takes a time that grows with the power of their number."""
_DESK_STEM = (
    "증권|산업|국제|경제|정치|금융|사회|문화|부동산|글로벌|마켓|디지털|온라인|뉴스|편집|전국|건설|유통|바이오|벤처|"
    "중기|생활|정책"
)
_DESK = re.compile(rf"(?:{_DESK_STEM}){{1,3}}(?:\d?부|팀|국|본부|센터)?")
BYLINE = re.compile(
    rf"(?:{MAIL}\s|[•▪◆■]\s?|글\s?[=:]?\s|by\s?|/|\[\s?|\(|기자명\s?:?\s|취재\s?[=:]\s?)?(?:{_DESK.pattern}\s)?"
    rf"(?P<who>(?:{_WORD}[\s,·ㆍ・/&]{{1,3}}){{0,40}}{_NAME}\s?{ROLE})"
    rf"[\])]?(?:\s{{0,3}}[(/|·]?\s?(?:{MAIL})\s?[\])]?)?\s{{0,3}}"
    r"(?:\s?(?:기자\s?페이지|구독|의 기사 더보기|(?:기자의\s?)?다른\s?기사\s?(?:더\s?)?보기)){0,4}"
)
"""A line that is only who wrote it: `황보름 기자`, `/황보름기자 mail`, `[황보름 기자]`."""
ENGLISH_BYLINE = re.compile(
    r"(?:[Bb]y|BY|Written by|Reported by|Story by):?\s"
    r"(?P<who>[A-Z][\w.'\-]{0,24}(?:[ ,]{1,2}(?:and\s)?[A-Z][\w.'\-]{0,24}){0,12})"
    rf"(?:\s{{0,2}}[|•·,]\s{{0,2}}[\w .&'\-]{{1,60}})?(?:\s{{0,3}}[(|\[]?\s?{MAIL}[)\]]?|\s{{0,2}}@\w{{2,30}})?"
    r"|(?P<also>(?!By\s)[A-Z][\w.'\-]{1,24}(?:\s[A-Z][\w.'\-]{0,24}){1,3})"
    r"\s{0,2}(?:@\w{2,30}|[|•·]\s{0,2}(?:[A-Z][a-z]{2,12}\s){0,3}(?:Reporter|Correspondent|Writer|Editor|Contributor)"
    r"|,\s(?:[A-Z]?[a-z]{2,12}\s){0,3}(?:[Rr]eporter|[Cc]orrespondent|[Ww]riter|[Ee]ditor|[Cc]olumnist))"
)
PLACES = frozenset(words("place"))
"""Cities and places that stand before or after a publisher's name in a dateline without `=`."""

SURNAME = (
    "[강고공곽구국권금기길김나남노도류마맹명모목문민박반방배백변복봉부빈사서석선설성소손송신심안양"
    "어엄여연염예오옥온왕용우원위유육윤은음이인임장전정제조주지진차채천최추탁태편표하한함허현형홍황]"
)
MAY_BE_NAME = re.compile(rf"{SURNAME}[가-힣]{{1,2}}|(?:남궁|독고|사공|서문|선우|제갈|황보)[가-힣]{{1,2}}|[A-Z][a-z]+")
"""A word that is built like a name, by the surname; `황보름 이도현 기자` are two, `더가람 이도현 기자` is a paper's."""

PLACED = re.compile(r"(?<![가-힣])[가-힣]{2,4}=(?=[가-힣])")
"""`거제=황보름 기자·서울=이도현 기자`: where each of them is."""
_SEPARATORS = re.compile(r"[\s,·ㆍ・/&]{1,6}")
_GLUED_ROLE = re.compile(rf"(?P<name>[가-힣A-Za-z]{{2,24}}?){ROLE}$")
_MODIFIERS = frozenset((*words("role_modifier"), *words("task")))
MIN_CAPITALS = 2
"""Words of a name in capitals; one word is an agency."""
_CAPITALS = re.compile(r"[A-Z][A-Z.'’\-]{0,24}")
_INITIALS = re.compile(r"(?:[A-Z]\.){1,3}|[A-Z]|I{2,3}|IV")
_MC = re.compile(r"\b(Mc)([a-z])")
_ENGLISH_SPLIT = re.compile(r"\s{0,2}(?:,\s{0,2}and\s|,|\sand\s|&)\s{0,2}")


def any_of(*patterns: str) -> re.Pattern[str]:
    """One pattern that matches what any of `patterns` matches; alternatives of one regex cost one call."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


def has_role(text: str) -> bool:
    """The text names a reporter's role."""
    return any(role in text for role in ROLES)


def authors(text: str) -> tuple[str, ...] | None:
    """Names in a phrase of names, desks, papers, places and roles (`뉴욕 황보름·이도현 특파원`), or None."""
    names: list[str] = []
    pending: list[str] = []
    words = _SEPARATORS.split(text.strip())
    if "로봇" in words:  # a program that writes
        return ()
    for word in words:
        glued = _GLUED_ROLE.fullmatch(word)
        if word in ROLES or word in _MODIFIERS:
            names.extend(_people(pending))
            pending = []
        elif glued and glued["name"] not in _MODIFIERS:
            names.extend(_people([*pending, glued["name"]]))
            pending = []
        elif word in PLACES or _DESK.fullmatch(word) or not word or glued or is_media(word):
            continue
        elif re.fullmatch(r"[가-힣]{2,5}|[A-Z][A-Za-z.'\-]{0,24}", word):
            pending.append(word)
        else:
            return None
    return tuple(dict.fromkeys(names)) if not pending or not names else None


def _people(names: list[str]) -> list[str]:
    """Names before a role; beside one, what is not built like a name is a paper or a place."""
    return [name for name in names if MAY_BE_NAME.fullmatch(name)] or names


def english_authors(text: str) -> tuple[str, ...]:
    """Names of `By A, B and C`; those that are printed in capitals as names are written."""
    return tuple(_written(name.strip()) for name in _ENGLISH_SPLIT.split(text) if name and name.strip())


def _written(name: str) -> str:
    """`JANE O'HARA-LIND` as `Jane O'Hara-Lind`, `J.P. MCCOY` as `J.P. McCoy`; other names as they are."""
    words = name.split()
    if len(words) < MIN_CAPITALS or not all(map(_CAPITALS.fullmatch, words)):
        return name
    return " ".join(word if _INITIALS.fullmatch(word) else _MC.sub(_after_mc, word.title()) for word in words)


def _after_mc(found: re.Match[str]) -> str:
    return found[1] + found[2].upper()
