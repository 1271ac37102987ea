"""Menus, buttons, counters and tickers: lines of a page that are left out wherever they stand.

Words that are whole lines are in a table; what varies is a pattern here.
"""

from __future__ import annotations

import re
from functools import lru_cache

from digest.extract.patterns import SURNAME, any_of
from digest.extract.words import words

LINES = frozenset(words("line"))
"""Whole lines of menus and buttons, as printed."""

_CATEGORY = re.compile(
    r"(?:홈|HOME|뉴스|GAM|중국|글로벌|마이|산업|금융|증권|경제|정치|사회|국제|부동산|문화|스포츠|연예|오피니언|해외|IT|과학|생활|라이프|마켓|기업|재테크|"
    r"투자|테크|가상자산|전국|종합|일반|속보|특파원|주식|채권|외환|펀드|바이오|제약|자동차|유통|외신)"
    r"(?:\s?[>·/|]?\s?(?:일반|경제일반|특파원|증권|금융|산업|경제|주식|종합|정책|시황|전망|국제|해외증시|중국|미국|글로벌|기업|업종|종목|마켓|테크)){0,3}"
)
_SECTIONS = frozenset(words("section"))
_PORTALS = frozenset(words("portal"))
_OF_PORTAL = re.compile(r"^(?:뉴스|news)\s?[:|]\s?|\s?(?:뉴스|news|증권|금융|finance)$")
_MAX_NAME = 40
_APART = re.compile(r"[\s>·/|]+")
"""Between the sections of a menu that was copied as one line: `홈 정치 경제 산업 증권`."""
_APART_SECTIONS = re.compile(r"\s[|>›»]\s")
MAX_WORDS = 2
"""Of a section's part: `Business | Warehouse robots`."""
_NETWORKS = (
    "페이스북|트위터|엑스|X|카카오톡|카톡|카카오스토리|네이버(?: ?블로그| ?밴드)?|밴드|라인|링크드인|텔레그램|"
    "이메일|메일"
)
"""Where readers share an article."""
_BULLET = re.compile(r"[•·∙]\s{1,3}")
_BETWEEN = re.compile(r"\s{0,3}[|ㅣ│]\s{0,3}")
"""What stands between the words of a menu in one line."""
_MAX_LINE = 400
_MAX_ROW = 160
"""Characters of a menu in one line."""
_TASK = (
    r"(?:영상|촬영|편집|그래픽|디자인|제작|녹취|음향)(?:취재|편집|제작|기자|디자인)?"
    rf"(?:\s?[:：]\s?[가-힣]{{2,4}}|\s{SURNAME}[가-힣]{{2}})(?:\s?(?:기자|PD|인턴))?"
)
"""Who else had a hand in a report of a broadcaster: `영상취재: 황보름`, `그래픽 이도현`."""
_OFF = any_of(
    r"[※*]?\s?(?:본문 )?글(?:자|씨) ?(?:크기|사이즈).{0,12}",
    r"[※*]?\s?번역할 언어.{0,8}",
    r"[•·\-*]\s{0,2}(?:더 작게|작게|보통|크게|더 크게|한국어|영어|일본어|중국어|English|日本語|中文|Español)",
    r"(?:https?://|www\.)\S{4,300}(?:\s\d{1,3}/\d{1,3})?",
    r"(?:View|Read|Open)(?: this (?:e-?mail|message|newsletter))? (?:in|on) (?:your |a |the )?(?:web )?browser\.?",
    r"You(?: have|'re| are)? receiv(?:ed|ing) this (?:e-?mail|message|newsletter) because .{1,300}",
    r"(?:(?:To |Click here to )?[Uu]nsubscribe|수신\s?거부(?:하기)?|구독\s?해지)(?: from .{1,80}| here)?\.?",
    r"(?:이 )?메일이 (?:제대로|잘) (?:안 )?보이.{1,60}",
    r"<YNAPHOTO\s[^>]{0,800}>?",  # how an agency marks a picture in its text
    r"(?:[Ss]ubscribe\s)?Support our (?:[a-z\-]{1,20}\s){0,3}journalism.{0,300}",
    r"!\[[^\]]{0,300}\]\([^()]{0,500}\)",
    r"입력\s?:?|수정\s?:?|등록\s?:?",
    r"(?:Views?|VIEW|Likes?|Shares?)\s?:?\s?[\d,]{1,9}",
    r"조회(?:수)?\s?[:：]?\s?[\d,]{1,12}|추천\s?\d{0,6}|(?:댓글|의견)\s?\(?\d{1,6}\)?|좋아요\s?\d{1,6}|공유\s?\d{1,6}|공감\s?\d{1,6}",
    r"\[?(?:AD|광고|sponsored|Sponsored)\]?",
    r"[\W_]{1,60}",
    r"(?:기사|본문|뉴스)\s?(?:읽기|듣기|보기|공유)(?:\s?\(\d{1,3}분\)|\s?가 ?-? ?가 ?\+?|-)?",
    r"(?:Home|HOME|홈|뉴스 ?홈)\s{0,2}[>›»/|]\s{0,2}.{1,60}",  # where the page stands in the site
    r".{1,14}\s바로 ?가기|바로 ?가기 메뉴",  # links that skip the menu
    rf"(?:(?:{_NETWORKS})(?:\([가-힣]{{1,4}}\))?(?:으로|로)?\s?(?:기사\s?)?"
    r"(?:공유하기|공유|보내기|노출\s?\d{1,6})[\s|·]{0,3}){1,8}",
    rf"(?:(?:{_NETWORKS}|링크|URL)(?:에|으로|로)?\s?(?:공유하기|공유|복사하기|복사)[\s|·]{{0,3}}){{1,8}}",
    r"글(?:자|씨) ?(?:크기)? ?(?:크게|작게|키우기|줄이기|설정 ?닫기|조절 레이어)",
    r"음성(?: 기사 옵션 조절 레이어|재생 설정)",
    r"(?:글자 ?크기 ?설정 )?파란원을 좌우로.{0,40}|\(예시\) 가장 빠른 뉴스가 있고.{0,100}",
    r"번역\s?(?:beta|-).{0,30}|Translated by .{2,20}|G?언어 선택|(?:중국어|中文)\(.{1,4}\)|베트남어|Tiếng Việt",
    r"지금 보시는 뉴스를 읽어드립니다\.|이동 통신망을 이용하여 음성을 재생하면.{0,60}",
    r"기사 ?(?:목록|프린트|스크랩)|광고 ?삭제|reporterImage|\d{1,2} [Mm]in(?:ute)? [Rr]ead",
    r"Skip (?:to )?[A-Za-z ]{2,24}|Jump (?:directly )?to [A-Za-z ]{2,24}|Continue reading the main story",
    r"(?:댓글|기사) 표시하기|.{0,24}대표 이미지.{0,24}|첨부파일.{0,12}|(?:인쇄|목록)하기 ?(?:목록)?",
    r".{0,20}이 누리집은 대한민국 공식 전자정부 누리집입니다\.?",
    r"[\[(<◀【]\s?(?:앵커|기자|리포트|앵커멘트|리포터)\s?[\])>▶】]",  # who speaks next in a broadcast
    r"(?:#[^\s#]{1,30}[\s,]{0,3}){1,20}|해시 ?태그|Topics",  # words to search by
    r"(?:관련 ?|해시 ?)?(?:키워드|태그)\s?[:：].{1,160}(?<![.?!])|관련 ?(?:키워드|태그)(?:\s.{1,80}(?<![.?!]))?",
    r"(?:Tags?|TAGS?|Keywords?|KEYWORDS?|(?:Related )?Topics?|TOPICS?)\s?:.{1,160}(?<![.?!])|TAGS\s.{2,120}(?<![.?!])",
    r"(?:지면\s?(?:보기\s)?)?(?:[가-힣·]{2,8}\s)?[A-Z]?\d{1,2}면",  # page and number of a paper
    r"지면\s?[A-Z]?\d{1,2}|호수\s?\d{1,6}",
    r"\[?[가-힣A-Za-z ]{2,20}\s\d{4}년\s?\d{1,2}월호.{0,30}\]?",
    r"\d{2,4}\s?[xX×]\s?\d{2,4}|뉴스\s?\d{1,2}",  # size of an advertisement; name of a programme
    r"안녕하세요[,.!]?\s.{0,30}(?:님|여러분|독자)[!.~]{0,2}",
    r"\d{1,2}\s?[–\-]\s?\d{1,2} minutes|\d{1,2} min(?:ute)?s? read",
    r"읽는 ?(?:데|시간)?\s?:?\s?(?:약\s?)?\d{1,2}\s?분.{0,6}",
    r"(?:www\.)?[a-z0-9\-]{2,40}(?:\.[a-z0-9\-]{2,20}){1,3}",  # the site, as readers of browsers print it
    rf"\(?{_TASK}(?:\s?[/,·|]\s?{_TASK}){{0,5}}\)?",
    # heads of a letter
    r"(?:From|To|Cc|CC|Reply-To|Sent|보낸 ?사람|받는 ?사람|참조)\s?:\s.{1,200}",
    r"-{2,12}\s?(?:Forwarded|Original) [Mm]essage\s?-{2,12}",
    # links to other pages, by what they show
    r".{10,160}\s\[(?:VIDEOS?|PHOTOS?|PICTURES|INSIGHT|REACTION|ANALYSIS|OPINION)\]\s?\|?",
    r"(?:EXHIBIT|Exhibit|EX-)\s?\d{1,3}(?:\.\d{1,2})?",
    r"\(\s?[가-힣 ]{2,24}\d{4}년 ?\d{1,2}월 ?\d{1,2}일자\s?\)\.?",  # of the printed paper
    r"[가-힣A-Za-z ]{2,16} 공유하기|\d{1,2} mins? to read|Listen to this article.{0,20}",
    r"(?:[A-Z][A-Za-z&]{1,20} ){0,4}(?:[Rr]eporter|[Cc]orrespondent|[Cc]olumnist|[Ee]ditor|[Jj]ournalist|[Ww]riter)"
    r"(?:, [A-Z][A-Za-z &]{1,30})?",
    # of a broker's note: the house, and its kind
    r"[가-힣A-Za-z]{2,12} ?(?:리서치(?: ?(?:센터|본부|팀))?|투자전략(?:팀|부)|Research(?: Center)?)",
    r"(?:Company|Industry|Sector|Market) (?:Comment|Note|Report|Update|Brief|Analysis)|기업 ?분석|산업 ?분석",
    r"(?:Simply )?[Ss]ign up to .{1,240} inbox\.|Stay informed with free updates",
    r".{2,20}(?:뉴스)?레터\s?(?:무료\s?)?(?:구독|신청).{0,12}",
    r".{0,80}(?:이메일|메일|뉴스레터).{0,40}구독(?:하세요|해 ?보세요|해 ?주세요)\.?",
    r"[《<].{2,40}(?:전문 ?미디어|전문지|신문|매체).{0,20}[》>]",  # what a paper says of itself
    r"(?:담당 ?(?:부서|과|자)|문의처|전화번호|연락처|첨부(?:파일)?)\s?[:：]\s?.{1,80}",  # of authorities
    r".{1,120}\.(?:hwpx?|pdf|docx?|xlsx?|pptx?|zip)(?:\s?[(\[]?[\d.,]{1,8}\s?[KMGkmg]?[Bb]?[)\]]?)?"
    r"(?:\s?(?:다운로드|미리보기|바로보기|내려받기)){0,3}",
    r"(?:작성자|글쓴이)\s?[:：]?\s?\S{1,20}\s.{0,60}(?:조회수?|작성일|댓글).{0,60}",  # facts of a board
    r"(?:(?:답글|공감|비공감|추천|비추천|댓글|신고)\s?\d{0,6}[\s|·]{0,2}){2,6}",
    # what caches, archives and browsers put above a page
    r"This is Google's cache of .{1,600}|이것은 Google에 저장되어 있는 .{1,600}|(?:Full version|전체 버전) .{4,60}",
    r"(?:Tip: To quickly find your search term|도움말: 검색어를 빠르게 찾으려면).{0,300}",
    r"The Wayback Machine - .{1,400}",
    # boxes that ask for consent
    r"We (?:value|respect|care about) your privacy\.?",
    r"We and our (?:[\d,]{1,6} )?(?:\w{1,20}[ -]){0,2}partners .{0,400}",
    r"(?:We|This (?:web)?site|By (?:clicking|using|continuing))\b[^.]{0,160}\bcookies?\b.{0,400}",
    r"(?:Accept|Reject|Allow|Manage|Customi[sz]e)(?: (?:all|cookies|choices|preferences|settings|options)){1,2}",
    r"(?:이|본|저희) ?(?:웹 ?)?사이트(?:는|에서는)\s.{0,80}쿠키.{0,200}|쿠키 (?:설정|동의).{0,20}",
    # of letters, and of sites that readers follow
    r"[가-힣A-Za-z0-9]{2,12} (?:APP|앱) ?다운로드.{0,10}",
    r"For (?:more|the latest) .{10,200} sign up (?:to|for) .{4,120}|.{10,200} newsletter\. Sign up here\.?",
    r"Follow .{2,60} at (?:https?://|www\.)\S{4,300}|Join .{2,30} (?:WhatsApp|Telegram) [Cc]hannel.{0,100}",
    r"You're reading a free article with .{4,160}|VIDEO ?\d{1,2}:\d\d(?::\d\d)?",
    r"Thanks for reading .{2,80}! (?:Subscribe|This post) .{4,160}|No spam\. Unsubscribe any ?time\.?",
    r"Choose .{2,40} as your preferred source on Google.{0,80}|[\d.,]{1,9}[KM]? [Ff]ollowers|[\d,]{1,7} [Ll]ikes?",
    r".{2,40}, Editor of the FT, selects .{2,20} favourite stories .{2,60}|Why you can trust .{2,24}",
    r".{2,14}\s[+\-]?\d{1,3}(?:\.\d)?\s?(?:[℃℉]|°\s?[CF]?).{0,14}",  # the weather
    r"[가A]\s?[+\-]|Reading [Tt]ime\s?:.{1,16}|(?:Listen )?\(\d{1,2} mins?\)|타임톡\s?\d{0,6}|Audio report: .{4,60}",
    r"(?:[A-Z][A-Za-z]{1,20} )?Newsroom|[가-힣A-Za-z]{2,12} ?뉴스룸|[가-힣A-Za-z0-9 ]{1,20} 블로그",  # names of sites
)
"""Further lines to leave out anywhere: font-size and translation widgets, addresses, counters, rules."""

_CLOCK = re.compile(r"\d{1,2}:\d\d(?:\s?[AaPp]\.?[Mm]\b\.?)?(?:\s[A-Z]{2,4})?")
_AGO = re.compile(
    r"\d{1,3}\s?(?:초|분|시간|일|주|개월|달|년)\s?전|(?:\d{1,3}|an?) (?:minute|hour|day|week|month|year)s? ago"
)
_NUMBER = re.compile(r"[▲▼△▽+\-−]?\s?\d[\d,.]{0,12}\s?%?(?:\s?/\s?\d{1,3})?")


def is_line(line: str) -> bool:
    """A line of a menu, widget or button, or how long ago something was written."""
    return len(line) <= _MAX_LINE and _is_line(line)


@lru_cache(maxsize=4096)
def _is_line(line: str) -> bool:
    """Several readers ask the same line; the patterns are many."""
    head = unlisted(line[:200].strip())
    parts = [part for part in _BETWEEN.split(head) if part] if len(line) <= _MAX_ROW else []
    if len(parts) > 1 and all(part in LINES for part in parts):
        return True
    if len(line) <= _MAX_ROW and _is_row(head.split()):
        return True
    return (
        head in LINES
        or head.capitalize() in LINES
        or is_ago(head)
        or bool(_OFF.fullmatch(line) or (head != line and _OFF.fullmatch(head)))
    )


def _is_row(words: list[str]) -> bool:
    """Words that are buttons one after another: `공유 URL 복사 글자 크기`."""
    at = count = 0
    while at < len(words):
        taken = next((n for n in range(min(4, len(words) - at), 0, -1) if " ".join(words[at : at + n]) in LINES), 0)
        if not taken and not (count and words[at].isdigit()):
            return False
        at += taken or 1
        count += 1
    return count > 1


def unlisted(line: str) -> str:
    """A line without the bullet of a list, as menus and facts of a page become lists in a dump."""
    return _BULLET.sub("", line, count=1) if _BULLET.match(line) else line


def is_ago(line: str) -> bool:
    """How long ago something was written: `3시간 전`, `2 hours ago`."""
    return bool(_AGO.fullmatch(line[:40]))


def is_portal(line: str) -> bool:
    """The name of a portal or a collection that prints articles of others, alone: never a headline."""
    name = line[: _MAX_NAME + 1].strip(" :|").casefold()
    return name in _PORTALS or _OF_PORTAL.sub("", name) in _PORTALS


def is_clock(line: str) -> bool:
    """A time alone: an entry of a live report, never a deck."""
    return bool(_CLOCK.fullmatch(line[:40]))


def is_number(line: str) -> bool:
    """A number alone: a counter, or an index of a ticker."""
    return bool(_NUMBER.fullmatch(line[:40]))


def is_category(line: str) -> bool:
    """A section's name above a headline: `GAM 일반`, `글로벌 특파원`, `HOME BUSINESS MARKETS`."""
    if len(line) <= 24 and _CATEGORY.fullmatch(line):
        return True
    first, *rest = _APART_SECTIONS.split(line[:_MAX_ROW])
    if rest and first.casefold() in _SECTIONS and all(len(part.split()) <= MAX_WORDS for part in rest):
        return True
    return len(line) <= _MAX_ROW and all(word.casefold() in _SECTIONS for word in _APART.split(line))
