"""What stands around an article on a page: menus, widgets, notices, related articles, trackers, footers.

Rows of words with their meaning, by what they do to the text: a line to leave out, a block to leave out,
or the place where the article is over. A marker that ends the article counts only after its body has begun.
"""

from __future__ import annotations

import re
from functools import lru_cache

from digest.extract.patterns import MAIL, MAX_LINE, PLACED, ROLE, any_of

_ORDER = "(?:최신|공감|호감|인기|추천|등록|과거|답글)순"
"""How readers' comments are sorted."""
_ENDS = any_of(
    r"\[?뉴스핌 베스트 ?기사\]?.{0,10}|\[.{1,10} 베스트 ?기사\]",  # best articles
    r"기사 번역|종목 추적기|안다쇼핑|T[Oo][Pp]으로 이동|맨 위로 이동",  # translation, stock tracker, shop, back to top
    r"로그인 후 이용해 주시기 바랍니다\.?",  # log in to read on
    r".{0,40}(?:유료|프리미엄) ?(?:회원|구독자|콘텐츠).{0,40}(?:로그인|구독|결제).{0,12}(?:세요|바랍니다|주십시오)\.?",
    r"Created with Highcharts.{0,20}",
    r"S&P 500 기업 중 기사 내용이 영향을 줄 종목 추적",
    r"이 내용에 포함된 데이터와 의견은 .{2,20}AI가 분석한 결과입니다\..{0,300}",
    r"[<\[(]?\s?저작권자\s?.{0,3}[ⓒ©(].{0,120}",
    r".{0,80}무단\s?(?:전재|복제|배포|사용)[^.]{0,40}금지[^.]{0,60}\.?",  # copyright
    r"댓글 ?삭제|삭제한 댓글은 다시 복구할 수 없습니다\.?|계정을 선택하시면.{0,40}",  # comments
    r"이 기사에 대해 어떻게 생각하시나요\?",  # a portal's vote, and its link to the paper
    r".{2,14}에서 직접 확인하세요\..{0,30}",
    r"(?:이|본) 기사는.{2,40}(?:보도준칙|윤리강령).{0,100}|당신이 담은 순간이 뉴스입니다!?",
    r"※ ?['‘“]?당신의 제보가 뉴스가 됩니다.{0,3}|\[(?:카카오톡|전화|메일)\] .{2,60}",
    r"[▶▣■☞※]\s?(?:기사 원문|제보 ?(?:안내|하기)?|.{0,20}채널 ?(?:구독|추가))\s?[:：].{0,200}",  # of broadcasters
    r"View (?:original|source) (?:content|version).{0,300}|SOURCE [A-Z].{1,80}",  # of releases
    r"(?:(?:Press|Media) )?(?:CONTACTS?|Contacts?)(?: [Ii]nformation)?:?|For (?:media|press) [ei]nquiries.{0,200}",
    r"[가-힣 ]{0,10}[부국팀실]에서 .{2,30}[을를] (?:취재|담당)합니다\.?",  # who the reporter is
    r"(?:TAGS?|Tags?|태그)(?:\s?[:：].{0,160})?|Filed [Uu]nder\s?:\s.{2,160}",
    r"(?:Risk )?Discl(?:aimer|osure)\s?:.{0,400}",
    r"(?:※ ?)?This article was (?:generated|written) by .{0,160}(?:algorithm|AI|automated).{0,120}",
    r"\(END\) Dow Jones Newswires",
    r"(?:이전|다음)\s?글(?![은을에의로이도]).{0,200}(?<![.!?])",  # articles before and after
    r"순서\s?글\s?제목|평가하기|위 (?:보도자료|게시물|콘텐츠|페이지).{0,24}평가해 ?주세요\.?",
    r"(?:콘텐츠|페이지|정보|이용자) ?만족도(?: ?(?:조사|평가))?|.{0,40}만족하(?:십니까|셨습니까|셨나요|시나요)\?",
    r"(?:담당 ?(?:부서|자)|책임자|총괄)\s.{2,80}\(?0\d{1,2}-\d{3,4}-\d{4}\)?.{0,40}",  # whom to ask at an authority
    r"You(?: have|'re| are)? receiv(?:ed|ing) this (?:e-?mail|message|newsletter) because .{1,300}",
    r"등록된 댓글이 없습니다\.?|댓글 ?목록|댓글을 (?:입력|작성|남겨).{0,20}",
    rf"{_ORDER}(?:[\s|·/]{{1,3}}{_ORDER}){{0,4}}",
    r"['‘\"“].{1,60}['’\"”]\s?카테고리의 다른 글|게시글 관리|저작자표시.{0,40}",  # of blogs
    r"이런 (?:기사|뉴스|콘텐츠)는? 어때요\??|기사 ?더 ?보기|[가-힣 ]{2,14}의 (?:다른 )?기사 ?(?:더 ?보기|모음|보기)",
    r"(?:[Cc]ompliance [Nn]otice|컴플라이언스 ?(?:노티스|고지)).{0,80}",  # of brokers
    r"투자의견 및 목표주가 (?:변경|변동).{0,40}",
    # whose opinion a column is
    r"[※*(\[]{0,2}\s?(?:외부|본|이|위)\s?(?:필자|기고|기고문|칼럼|글|원고|콘텐츠)[은는의]\s.{0,80}"
    r"(?:다를 수 있|무관|일치하지 않|공식 ?(?:입장|견해|의견)).{0,40}",
    r"안녕하세요[.,!]?\s.{0,80}(?:기자|특파원|앵커|에디터)입니다\..{0,120}",  # what reporters say of themselves
    r"회사 ?소개|광고 ?(?:문의|안내)|이용 ?약관|개인정보 ?(?:처리|취급) ?방침|청소년 ?보호.{0,8}",  # the foot
    r"등록번호\s?[:：].{0,120}",
    r".{0,14}(?:레터|메일|콘텐츠)[은는,]?\s.{0,8}어떠셨나요\??.{0,20}",
    r"(?:이|본) 기사[가를의]\s.{0,40}(?:좋아요|마음에|도움이|궁금하다면|추천합니다).{0,40}|이 기사를 추천합니다",
    r"Explore more on these topics|Reuse this content.{0,40}|About the [Aa]uthors?|Disclosures?\s?:.{0,400}",
    r"View comments|Latest comments?|Comments \(\d{1,6}\)|(?:Jump|Go|Skip) to comments.{0,12}|"
    r"Leave a (?:Reply|Comment)|Terms and Privacy Policy|Your Privacy Choices",
    r"[\s\-–—]{0,3}(?:Copyright|COPYRIGHT).{0,120}|[ⓒ©].{0,120}(?:[Rr]eserved|금지).{0,60}",
    r".{0,60}All [Rr]ights [Rr]eserved.{0,60}",
    r"Post navigation|Posted in [^.]{1,80}(?:Tagged|Permalink).{0,80}|Discussion about this post",
    r"Analyst['’]s Disclosure\s?:.{0,400}|(?:Source URL|Original URL)\s?:\s?https?://.{0,300}",
    r"출처\s?[:：]\s?[^:：]{2,40}[(\[]https?://\S{4,300}[)\]]",
    r"(?:This article|This story) (?:first |originally )?appeared (?:in|on) .{4,240}",
    r"Follow me on [A-Z][^.]{1,40}\. Check out .{4,60}|Editorial Standards",
    r"Reprints (?:&|and) Permissions|View Bio|※?.{0,14}여러분의 (?:소중한 )?제보.{0,160}",
    r"Our Standards:.{0,120}|Purchase Licensing Rights.{0,20}|Suggested Topics:?.{0,20}",
)
"""After the body has begun, such a line is where the page's own matter begins."""

_WALL = any_of(
    # log in to read the whole article; subscribers read on
    r".{0,20}로그인.{0,12}(?:이용|기사|전문|전체|본문|나머지|이어|계속).{0,30}(?:있습니다|세요|바랍니다|십시오)\.?",
    r".{0,20}(?:유료|프리미엄|구독|결제|멤버십).{0,20}(?:기사|콘텐츠|전문|전체|나머지).{0,20}"
    r"(?:보실|읽으실|이용하실) 수 있습니다\.?",
    r"(?:이|본) (?:기사|콘텐츠|글)[는은] (?:유료|프리미엄|구독자|회원|멤버십) ?(?:전용|회원).{0,100}",
    r"Created with Highcharts.{0,20}",
    r"(?:Reminder, )?[Tt]his is a [Pp]remium (?:article|story).{0,80}",
    r"Subscribe to .{2,60} to (?:read|continue|unlock|get).{0,60}|Become a paying subscriber .{0,200}|Upgrade to paid",
    r"(?:Subscribe|Log in|Sign in|Register|Sign up)(?: now| or subscribe)? to "
    r"(?:continue|read|unlock|view|keep reading).{0,80}",
    r"(?:This (?:article|story|content) is (?:for|available to|exclusive to) (?:\w{1,12} )?subscribers).{0,60}"
    r"|Already a (?:subscriber|member)\?.{0,40}",
)
"""The page asks for a login or money: the text above is only its beginning."""

_BOXES = any_of(
    r"[\[<◇■▶【\-\s]{0,4}(?:[가-힣A-Za-z]{1,8}\s)?(?:관련 ?(?:기사|뉴스)|관련기사 ?(?:보기|목록)"
    r"|많이 본 (?:뉴스|기사)"
    r"|인기 ?(?:기사|뉴스)|추천 ?(?:기사|뉴스)"
    r"|주요 ?(?:기사|뉴스)|핫 ?뉴스"
    r"|이 시각 (?:주요|추천|인기) ?(?:뉴스|기사)|이 블로그.{0,20} 카테고리 글"
    r"|실시간 (?:(?:인기|주요) ?뉴스|급상승.{0,6}|검색어|랭킹)|함께 볼만한 기사|다른 기사|최신 ?기사"
    r"|오늘의 (?:핫|주요) ?뉴스|오늘의 이슈 ?픽|(?:이 )?기자의 다른 기사|베스트 클릭|기획·연재|에디터 추천)"
    r"[\]>】\s:]{0,4}(?:\(.{1,20}\)|더 ?보기|TOP ?\d{0,2})?",  # related, popular, recommended, latest
    r"[▶▷☞■◆\s]{0,4}관련 ?(?:기사|뉴스)\s?[:：]\s?[^.]{4,120}",
    r"[\[<【]?(?:이 (?:기사|글)와 )?함께 (?:읽으면|보면|읽을|볼)\s.{0,10}(?:기사|글|뉴스|콘텐츠)[\]>】]?",
    r"\[?(?:관련 ?)?키워드\]?|KEYWORDS?|Keywords?",
    r"[가-힣A-Za-z]{2,14} (?:구독하기|구독하고 .{2,40})",
    r"네이버(?:에서| 메인에).{0,40}(?:세요|하기)|.{0,30}(?:채널|언론사).{0,12}구독(?:하기|.{0,12}세요)",  # subscribe
    r".{0,20}(?:카카오톡|카톡).{0,10}(?:제보|친구 ?추가)(?:하기|.{0,20}세요)?",
    r"(?:[가-힣A-Za-z]{2,12}\s)?기사 ?문의(?: ?및 ?제보)?\s?[:：].{0,60}",
    r"[▶▣■☞※*\s]{0,3}기사 ?제보.{0,60}|제보\s?(?:하기|[:：].{0,60})|제보는\s.{0,60}",
    r"(?:Read|READ|See|SEE) (?:[Mm]ore|[Nn]ext|[Aa]lso|MORE|NEXT|ALSO)\s?(?:[:：].{0,200})?|More to Read",
    r"(?:Recommended|Related|More) (?:[Ss]tories|[Aa]rticles|[Nn]ews|[Cc]overage)(?:\s?[:：].{0,120}|\s[^.]{1,40})?",
    r"More (?:from|on) [^.]{2,60}|Should you (?:invest|buy)\s[^.]{4,80}\?",
    r"Most (?:[Rr]ead|[Pp]opular)[^.]{0,60}|(?:Sign|SIGN) up (?:for|to|here)[^.]{0,120}\.?",
    r"WATCH(?: NOW| LIVE)?\s?[:：].{0,200}",
    r"Click here (?:for|to) [^.]{2,120}|Read the latest [^.]{2,120}",
    r"(?:What to Read Next|Popular Now|Trending Now|Latest News|You may also like|Trending|Related (?:Tags?|[Tt]opics)"
    r"|Sponsored Content)\s?:?",
)
"""Boxes of links. They end the text too, but some stand inside it, with the reporter's mail still to come."""

_FULL_STOPS = re.compile(r"(?:^|[\s.])[(<\[]\s?(?:끝|END|End)\s?[)>\]]\s{0,3}$")
"""`(끝)`: the wire's own end."""
_SIGNATURES = any_of(
    r"◎\s?공감언론\s?뉴시스.{0,40}|.{0,20}◎\s?.{1,12}\s?뉴시스\s?.{0,40}",  # the slogan of an agency
    rf"\[(?:뉴스핌\s?Newspim|뉴스핌|Newspim)\]\s?[가-힣]{{2,5}}\s?{ROLE}?\s?\(?(?:{MAIL})?\)?",
    rf"\[[가-힣]{{2,5}}\s?{ROLE}\]\s?\[[ⓒ©].{{1,80}}\]",
    r"[(\[](?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting|[Cc]ompiled|[Ee]dited)(?: and (?:writing"
    r"|editing))?\sby\s.{2,400}",
    r"/\s?(?:연합뉴스|뉴시스|뉴스1)",  # the wire whose text it is
    r"(?:Contributing|Contributors?)\s?:\s.{2,160}",
    r"[\s—–\-]{0,4}With assistance (?:from|by)\s.{2,300}",
    r"Additional (?:reporting|writing) (?:by|from)\s.{2,200}",
    r"Reporting by\s.{2,400};\s(?:Writing|Editing|Additional reporting) by\s.{2,200}",
    rf"(?:Write to|Contact|Reach|E-?mail) [A-Z][^@]{{2,80}} (?:at|on) {MAIL}\.?",
    r"(?:The )?(?:AP|Associated Press)\s[^.]{2,160}\scontributed(?: to this (?:report|story))?\.",
    r"# ?# ?#|-0-|-30-",
)
_LONE_MAIL = re.compile(
    rf"[/\s(\[<]{{0,4}}(?:(?:[가-힣]{{2,5}}(?:[\s,·]{{1,3}}[가-힣]{{2,5}}){{0,3}}"
    rf"|[A-Z][a-z]{{1,14}}(?:\s[A-Z][A-Za-z.\-]{{0,14}}){{0,3}})?\s?{ROLE}?\s{{0,3}}[(\[/:=|]?\s?)?"
    rf"(?:(?:이메일|메일|E-?mail"
    rf"|e-?mail)\s?[:=]?\s?)?{MAIL}(?:\s?[,/·;\s]\s?(?:[가-힣]{{2,5}}\s?{ROLE}?\s?)?{MAIL}){{0,5}}[)\]>\s]{{0,4}}(?:[(<]끝[)>]|\(END\))?"
)
_LONE_PHOTO = re.compile(r"사진|사진=?|포토|PHOTO")

MAX_TITLE_WORDS = 4
"""Of the title of a box."""
MAX_FACT = 160
"""Characters of what is printed of a share above a text."""
MAX_QUOTE = 80
"""Characters of a line in a box with prices of shares."""
_CORRECTION = (
    r"[\[<(【]{0,2}\s?(?:알려드립니다|알립니다|정정|수정|바로\s?잡습니다)\s?[\]>)】:=]\s?.{0,900}(?:수정|정정|바로\s?잡|고[칩쳤]|삭제).{0,200}",
    r".{0,900}(?:이를|다음과 같이) 바로\s?잡습니다.{0,900}",
    r"[(\[]?(?:Correction|CORRECTION)\s?[:—–].{8,900}",
    r"[(\[]?(?:This|A previous|An earlier) (?:story|article|report|version)\s.{0,120}(?:corrected|misstated)\s.{0,600}",
)
"""What was wrong, and what is right; the wrong number is no figure of the article."""
_EDITOR = (
    r"[※*<(\[【]{1,2}\s?편집자\s?(?:주|註)?\s?[\]>)】:.].{0,1900}",  # editor's note
    r"편집자\s?(?:주|註)\s?[\]:=].{0,1900}",
    r".{0,1900}[<\[(]편집자\s?(?:주|註)[>\])]\s?",
    r".{0,80}(?:AI|인공지능)가 (?:생성|작성|요약|정리)한 .{0,80}(?:다를 수 있|정확하지 않|확인이 필요|바랍니다).{0,40}",
    r"이 기사는.{0,100}(?:AI|인공지능|로봇|알고리즘).{0,60}(?:작성|생성|번역).{0,60}",  # written by a machine
    *_CORRECTION,
)
_BODY_NOTICES = any_of(*_EDITOR)
_CORRECTIONS = any_of(*_CORRECTION)
_NOTICES = any_of(
    *_EDITOR,
    r"※.{0,1900}",
    # this article appeared on ...
    r"이 기사는\s.{0,600}(?:프리미엄|유료|회원|전용|출고|게재|작성|노출|표출|먼저|보도|송고).{0,300}",
    r"[《<\[(]\s?이 기사는\s.{0,80}[》>\])]",
    r"\(ATTN: .{2,200}\)",  # how a wire says what has changed
    r"\*\s?['\"‘“]?AI MY 뉴스.{0,1900}",
    # written by a machine
    r"(?:이|본|위) (?:기사|콘텐츠|리포트|내용|요약문?)(?:는|은)\s.{0,200}(?:AI|인공지능|알고리즘|로봇).{0,300}",
    r"이 콘텐츠는.{0,300}",
    r"(?:질문|답변)\s?[:：].{0,600}",
    r"\[?(?:Editor'?s? [Nn]ote|EDITOR'?S NOTE).{0,1900}",
    r"(?:This article|This story) (?:was|is|has been|first).{0,400}",
)
_TRANSLATION = re.compile(
    r"(?:다음은|이 기사는|본 기사는)?.{0,60}(?:번역).{0,80}원문은\s?(?P<source>.{2,60}?)"
    r"(?:입니다|이다|이며|을 참|를 참).{0,80}"
)
_SIGNED = re.compile(r"[+\-−▲▼△▽]\s?\d{1,4}(?:[.,]\d{1,4})?\s?%")
"""A deck has no signed percentage; `상하이종합지수 3589.14 (+7.06, +0.20%)` is an index line."""
_PRICE = re.compile(
    r"[가-힣A-Za-z&/·0-9 ]{2,16}\s\d{1,3}(?:,?\d{3}){0,4}\.\d{1,2}(?:\s?[▲▼△▽+\-−]\s?[\d,.]{1,9})?"
    r"(?:\s?\(?[+\-−]?[\d.]{1,6}\s?%?\)?)?"
)
"""`코스피 2,774.29 ▲ 2.14 (0.08%)`: a line of a ticker."""
_SHARE = any_of(
    r"[가-힣A-Za-z&. ]{2,24} ?\((?:KS |KQ )?\d{6}(?:[ .]?K[SQ])?\)",
    r"(?:투자 ?의견|(?:목표|현재|적정) ?주가|현재가|상승 ?여력|시가 ?총액|발행 ?주식수?|외국인 ?지분율|"
    r"52주 ?최[고저].{0,8})"
    r"\s?(?:\(.{1,14}\))?\s?[:：]?\s?(?:[\d,.]{1,12}\s?[가-힣%]{0,4}\s?){1,3}(?:\(.{1,8}\))?",
    r"투자 ?의견\s?[:：]?\s?\(?(?:BUY|HOLD|SELL|Buy|Hold|Sell|매수|중립|매도|비중확대|Not Rated|NR)\)?"
    r"(?:\s?\(.{1,8}\))?",
    r"(?:WASHINGTON|Washington), D\.?C\.? 20549|Pursuant to Section .{4,120}|\(Exact name of registrant .{4,60}\)",
    r"Date of Report \(.{4,40}\)\s?[:：].{4,40}",
)
"""What brokers' notes and filings print of a share above their text: name and code, price, target, which law."""
_LISTED = re.compile(r"[*◇◆■□●○▶▷☞]\s?\S.{0,300}")


def is_end(line: str) -> bool:
    """The page's own matter begins with this line (tested only after the body began)."""
    return len(line) <= 600 and _is_end(line)


@lru_cache(maxsize=4096)
def _is_end(line: str) -> bool:
    """Several readers ask the same line; the patterns are many."""
    return bool(_ENDS.fullmatch(line) or is_wall(line))


def is_wall(line: str) -> bool:
    """The page asks for a login or a subscription here."""
    return len(line) <= 200 and bool(_WALL.fullmatch(line))


def is_box(line: str) -> bool:
    """The title of a box of links, which may stand inside the text or below it."""
    return len(line) <= 300 and bool(_BOXES.fullmatch(line))


def opens_box(line: str) -> bool:
    """The title of a box with the links below it, glued to it: `많이 본 기사 다온모터스 …`."""
    words = line.split(maxsplit=MAX_TITLE_WORDS)[:MAX_TITLE_WORDS]
    return any(is_box(" ".join(words[:n])) for n in range(1, len(words) + 1))


def is_lone_photo(line: str) -> bool:
    """`사진` alone: it heads a related article where a long line follows."""
    return bool(_LONE_PHOTO.fullmatch(line[:20]))


def ends_wire(line: str) -> bool:
    """`(끝)` or `(END)` at the end of the line."""
    return bool(_FULL_STOPS.search(line[-20:]))


def is_signature(line: str) -> bool:
    """Who wrote it, below the text: a mail alone, the agency's slogan, `[뉴스핌 Newspim] …`, `(Reporting by …)`."""
    if len(line) > 500:
        return False
    return bool(("@" in line or "protected" in line) and _LONE_MAIL.fullmatch(PLACED.sub("", line))) or bool(
        _SIGNATURES.fullmatch(line)
    )


def is_notice(line: str) -> bool:
    """A note of the publisher about the article: where it appeared first, editor's note, how it was made."""
    return bool(_NOTICES.fullmatch(line[:MAX_LINE]))


def is_editors(line: str) -> bool:
    """A notice that is one wherever it stands, also inside the text."""
    return bool(_BODY_NOTICES.fullmatch(line[:MAX_LINE]))


def is_correction(line: str) -> bool:
    """The publisher says that it changed what it had printed."""
    return bool(_CORRECTIONS.fullmatch(line[:MAX_LINE]))


def translated_from(line: str) -> str | None:
    """What a translation notice names as its original, or None."""
    match = _TRANSLATION.fullmatch(line[:400])
    return match["source"].strip() if match else None


def is_quote(line: str) -> bool:
    """A share with its price and change."""
    return len(line) <= MAX_QUOTE and bool(_SIGNED.search(line))


def is_index(line: str) -> bool:
    """An index or stock line with a signed percentage, a fact of a share, or an item of a list: no deck."""
    head = line[:MAX_LINE]
    return bool(
        _SIGNED.search(head) or _SHARE.fullmatch(head[:MAX_FACT]) or _LISTED.fullmatch(head) or _PRICE.fullmatch(head)
    )
