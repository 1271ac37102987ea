"""Patterns and bounds that the readers of dumps share.

Every pattern is bounded and is matched against one line of at most `MAX_LINE` characters, so that the time
a dump takes grows with its length alone.
"""

from __future__ import annotations

import re

MAX_LINE = 2000
"""Characters at either end of a line that patterns see."""

MAIL = r"(?:[A-Za-z0-9._%+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,4}|\[email\s?protected\])"
ANY_MAIL = re.compile(MAIL)
TAIL_MAIL = re.compile(rf"[\s(\[</]{{0,4}}{MAIL}[\s)\]>]{{0,3}}$")

ROLES = ["선임기자", "전문기자", "인턴기자", "수습기자", "객원기자", "대기자", "기자", "특파원", "통신원", "논설위원", "편집위원", "칼럼니스트", "외신캐스터", "캐스터", "리포터", "앵커", "아나운서", "에디터", "PD"]
"""Reporter, correspondent, editorial writer, columnist, anchor ...; longer words first."""
ROLE = "(?:" + "|".join(ROLES) + ")"

_NAME = r"(?:[가-힣]{2,5}|[A-Z][A-Za-z'\-]{1,20}(?:\s[A-Z][A-Za-z.'\-]{0,20}){0,2})"
_DESK_STEM = (
    "증권|산업|국제|경제|정치|금융|사회|문화|부동산|글로벌|마켓|디지털|편집|전국|건설|유통|바이오|벤처|중기|생활|정책"
)
_DESK = re.compile(rf"(?:{_DESK_STEM}){{1,3}}(?:\d?부|팀|국|본부|센터)?")
BYLINE = re.compile(
    rf"(?:글\s?[=:]?\s|/|\[|\(|기자명\s?:?\s|취재\s?[=:]\s?)?(?P<who>{_NAME}(?:[\s,·ㆍ・/&]{{1,3}}{_NAME}){{0,8}}\s?{ROLE}"
    rf"(?:[\s,·ㆍ・/]{{1,3}}{_NAME}(?:[\s,·]{{1,3}}{_NAME}){{0,3}}\s?{ROLE}){{0,3}})"
    rf"[\])]?(?:\s{{0,3}}[(/|·]?\s?(?:{MAIL})\)?)?\s{{0,3}}(?:기자\s?페이지|구독|의 기사 더보기|다른 기사 보기)?"
)
"""A line that is only who wrote it: `황보름 기자`, `/황보름기자 mail`, `[황보름 기자]`."""
ENGLISH_BYLINE = re.compile(
    r"(?:By|BY|Written by|Reported by)\s(?P<who>[A-Z][\w.'\-]{0,24}(?:[ ,]{1,2}(?:and\s)?[A-Z][\w.'\-]{0,24}){0,12})"
    rf"(?:\s{{0,2}}[|•·,]\s{{0,2}}[\w .&'\-]{{1,60}})?(?:\s{{0,3}}[(|]?\s?{MAIL}\)?)?"
)
PLACES = frozenset(
    ["서울", "세종", "부산", "대구", "인천", "광주", "대전", "울산", "수원", "과천", "제주", "전주", "청주", "춘천", "창원", "포항", "여의도", "판교", "뉴욕", "워싱턴", "실리콘밸리", "샌프란시스코", "로스앤젤레스", "LA", "시카고", "휴스턴", "라스베이거스", "라스베가스", "보스턴", "시애틀", "애틀랜타", "베이징", "상하이", "홍콩", "선전", "타이베이", "도쿄", "오사카", "런던", "파리", "베를린", "프랑크푸르트", "브뤼셀", "제네바", "다보스", "모스크바", "싱가포르", "하노이", "호찌민", "자카르타", "방콕", "뉴델리", "시드니", "두바이", "아부다비", "리야드", "카이로", "이스탄불", "토론토", "멕시코시티", "상파울루", "국회", "용산", "종합", "해외"]
)
"""Cities and places that stand before or after a publisher's name in a dateline without `=`."""

_SEPARATORS = re.compile(r"[\s,·ㆍ・/&]{1,6}")
_GLUED_ROLE = re.compile(rf"(?P<name>[가-힣A-Za-z]{{2,24}}?){ROLE}$")
_MODIFIERS = frozenset({"선임", "전문", "인턴", "수습", "객원", "의학", "경제", "외", "대표", "본부장", "국장", "부장"})
_ENGLISH_SPLIT = re.compile(r"\s{0,2}(?:,\s{0,2}and\s|,|\sand\s|&)\s{0,2}")


def has_role(text: str) -> bool:
    """The text names a reporter's role."""
    return any(role in text for role in ROLES)


def authors(text: str) -> tuple[str, ...] | None:
    """Names in a phrase of names, desks, places and roles (`뉴욕 황보름·이도현 특파원`); None when it holds else."""
    names: list[str] = []
    pending: list[str] = []
    for word in _SEPARATORS.split(text.strip()):
        glued = _GLUED_ROLE.fullmatch(word)
        if word in ROLES or word in _MODIFIERS:
            names.extend(pending)
            pending = []
        elif glued and glued["name"] not in _MODIFIERS:
            names.extend([*pending, glued["name"]])
            pending = []
        elif word in PLACES or _DESK.fullmatch(word) or not word or glued:
            continue
        elif re.fullmatch(r"[가-힣]{2,5}|[A-Z][A-Za-z.'\-]{0,24}", word):
            pending.append(word)
        else:
            return None
    return tuple(dict.fromkeys(names)) if not pending or not names else None


def english_authors(text: str) -> tuple[str, ...]:
    """Names of `By A, B and C`."""
    return tuple(name.strip() for name in _ENGLISH_SPLIT.split(text) if name and name.strip())
