"""Menus, buttons, counters and tickers: lines of a page that are left out wherever they stand.

Words that are whole lines are in a table; what varies is a pattern here.
"""

from __future__ import annotations

import re

from digest.extract.patterns import any_of
from digest.extract.words import words

LINES = frozenset(words("line"))
"""Whole lines of menus and buttons, as printed."""

_SECTIONS = (
    "홈|HOME|뉴스|GAM|중국|글로벌|마이|산업|금융|증권|경제|정치|사회|국제|부동산|문화|스포츠|연예|오피니언|해외|IT|과학|생활|라이프|마켓|기업|재테크|"
    "투자|테크|가상자산|전국|종합|일반|속보|특파원|주식|채권|외환|펀드|바이오|제약|자동차|유통|외신"
)
_CATEGORY = re.compile(
    rf"(?:{_SECTIONS})"
    r"(?:\s?[>·/|]?\s?(?:일반|경제일반|특파원|증권|금융|산업|경제|주식|종합|정책|시황|전망|국제|해외증시|중국|미국|글로벌|기업|업종|종목|마켓|테크)){0,3}"
)
_MENU = re.compile(rf"(?:{_SECTIONS})(?:[\s>·/|]{{1,3}}(?:{_SECTIONS})){{2,15}}")
"""Sections in one line, as a menu is copied: `홈 정치 경제 산업 증권`."""
_NETWORKS = (
    "페이스북|트위터|엑스|X|카카오톡|카톡|카카오스토리|네이버(?: ?블로그| ?밴드)?|밴드|라인|링크드인|텔레그램|"
    "이메일|메일"
)
"""Where readers share an article."""
_BULLET = re.compile(r"[•·]\s{1,3}")
_OFF = any_of(
    r"[※*]?\s?(?:본문 )?글(?:자|씨) ?크기.{0,12}",
    r"[※*]?\s?번역할 언어.{0,8}",
    r"[•·\-*]\s{0,2}(?:더 작게|작게|보통|크게|더 크게|한국어|영어|일본어|중국어|English|日本語|中文|Español)",
    r"(?:https?://|www\.)\S{4,300}",
    r"(?:View|Read|Open)(?: this (?:e-?mail|message|newsletter))? (?:in|on) (?:your |a |the )?(?:web )?browser\.?",
    r"You(?: have|'re| are)? receiv(?:ed|ing) this (?:e-?mail|message|newsletter) because .{1,300}",
    r"(?:(?:To |Click here to )?[Uu]nsubscribe|수신\s?거부(?:하기)?|구독\s?해지)(?: from .{1,80}| here)?\.?",
    r"(?:이 )?메일이 (?:제대로|잘) (?:안 )?보이.{1,60}",
    r"<YNAPHOTO\s[^>]{0,800}>?",  # how an agency marks a picture in its text
    r"(?:[Ss]ubscribe\s)?Support our (?:[a-z\-]{1,20}\s){0,3}journalism.{0,300}",
    r"!\[[^\]]{0,300}\]\([^()]{0,500}\)",
    r"입력\s?:?|수정\s?:?|등록\s?:?",
    r"(?:Views?|VIEW|Likes?|Shares?)\s?:?\s?[\d,]{1,9}",
    r"조회(?:수)?\s?[:：]?\s?[\d,]{1,12}|추천\s?\d{0,6}|댓글\s?\(?\d{1,6}\)?|좋아요\s?\d{1,6}|공유\s?\d{1,6}|공감\s?\d{1,6}",
    r"\[?(?:AD|광고|sponsored|Sponsored)\]?",
    r"[\W_]{1,60}",
    r"(?:기사|본문|뉴스)\s?(?:읽기|듣기|보기|공유)(?:\s?\(\d{1,3}분\)|\s?가 ?-? ?가 ?\+?|-)?",
    r"(?:Home|HOME|홈|뉴스 ?홈)\s{0,2}[>›»/|]\s{0,2}.{1,60}",  # where the page stands in the site
    r".{1,14}\s바로 ?가기|바로 ?가기 메뉴",  # links that skip the menu
    rf"(?:{_NETWORKS})(?:\([가-힣]{{1,4}}\))?(?:으로|로)?\s?(?:기사\s?)?(?:공유|보내기|공유하기|노출\s?\d{{1,6}})",
    r"글(?:자|씨) ?(?:크기)? ?(?:크게|작게|키우기|줄이기|설정 ?닫기|조절 레이어)",
    r"음성(?: 기사 옵션 조절 레이어|재생 설정)",
    r"(?:글자 ?크기 ?설정 )?파란원을 좌우로.{0,40}|\(예시\) 가장 빠른 뉴스가 있고.{0,100}",
    r"번역\s?(?:beta|-).{0,30}|Translated by .{2,20}|G?언어 선택|(?:중국어|中文)\(.{1,4}\)|베트남어|Tiếng Việt",
    r"지금 보시는 뉴스를 읽어드립니다\.|이동 통신망을 이용하여 음성을 재생하면.{0,60}",
    r"기사 ?(?:목록|프린트|스크랩)|광고 ?삭제|reporterImage|\d{1,2} [Mm]in(?:ute)? [Rr]ead",
    r"Skip (?:to )?[A-Za-z ]{2,24}",
    r"(?:댓글|기사) 표시하기|.{0,24}대표 이미지.{0,24}|첨부파일.{0,12}|(?:인쇄|목록)하기 ?(?:목록)?",
    r".{0,20}이 누리집은 대한민국 공식 전자정부 누리집입니다\.?",
    r"(?:[A-Z][A-Za-z]{1,20} )?Newsroom|[가-힣A-Za-z]{2,12} ?뉴스룸|[가-힣A-Za-z0-9 ]{1,20} 블로그",  # names of sites
)
"""Further lines to leave out anywhere: font-size and translation widgets, addresses, counters, rules."""

_NUMBER = re.compile(r"[▲▼△▽+\-−]?\s?\d[\d,.]{0,12}\s?%?(?:\s?/\s?\d{1,3})?")


def is_line(line: str) -> bool:
    """A line of a menu, widget or button."""
    head = unlisted(line[:200].strip())
    words = head.split() if len(line) <= 80 else []
    if len(words) > 1 and words[0] in LINES and all(word in LINES or word.isdigit() for word in words):
        return True
    return (
        head in LINES
        or head.capitalize() in LINES
        or (len(line) <= 400 and bool(_OFF.fullmatch(line) or _OFF.fullmatch(head)))
    )


def unlisted(line: str) -> str:
    """A line without the bullet of a list, as menus and facts of a page become lists in a dump."""
    return _BULLET.sub("", line, count=1) if _BULLET.match(line) else line


def is_number(line: str) -> bool:
    """A number alone: a counter, or an index of a ticker."""
    return bool(_NUMBER.fullmatch(line[:40]))


def is_category(line: str) -> bool:
    """A section's name above a headline, or a line of them: `GAM 일반`, `글로벌 특파원`."""
    return len(line) <= 80 and bool(_MENU.fullmatch(line) or (len(line) <= 24 and _CATEGORY.fullmatch(line)))
