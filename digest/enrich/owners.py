"""Nouns that prices and amounts belong to, with their owners: `가나전자 영업이익`, `Gana's revenue`.

An owner is a name. Particles are taken off it; periods (`2분기`) stay in the label behind the name they
belong to; days, verbs, brokers that set a target price, and pairs (`매출과 영업이익`) own nothing.
"""

from __future__ import annotations

import re
from itertools import chain
from typing import NamedTuple

from digest.enrich.particles import split_role

WHAT_KO = (
    "법인세(?:비용)? ?차감 ?전 ?(?:순)?(?:이익|손실)|세전 ?(?:순)?(?:이익|손실)|주가|종가|시가총액|매출액|매출|"
    "영업이익률|영업이익|영업손실|영업익|영업손|당기순이익|당기순손실|순이익|순손실|환율|목표주가|"
    "공모가|수출액|수출|수입액|무역수지|설비투자|거래대금|"
    "배당금|투자액|부채비율|점유율|기준금리|국제유가|수주액|수주잔고|자사주"
)
"""Profit or loss before tax, share price, close, market value, sales, margin, operating profit or loss, net
profit or loss, exchange rate, target price, offer price, exports, imports, trade balance, capital spending,
turnover, dividend, investment, debt ratio, market share, policy rate, oil price, orders, backlog, own shares."""
WHAT_EN = (
    "shares|stock|share price|market value|market capitali[sz]ation|revenue|sales|net income|operating "
    "income|pretax profit|gross profit|net revenue|net sales|net profit|operating profit|net loss|"
    "operating loss|profit|price target|capital spending|capital expenditures"
)
WHATS = re.compile(rf"(?:{WHAT_KO})[은는이가도]?|\b(?:{WHAT_EN})\b")
"""Any of them, wherever it stands."""
PRICES = frozenset(["주가", "종가", "목표주가", "공모가", "환율", "share price", "price target", "shares", "stock"])
"""Nouns whose value is a price of one unit."""
TARGETS = frozenset(["목표주가", "price target"])
"""What a broker sets: an opinion that is itself the fact."""
_SHORT = {"영업익": "영업이익", "영업손": "영업손실"}
"""Clipped nouns of headlines and their full form, so that one series has one label."""
_OWNED_KO = re.compile(
    rf"(?P<owner>(?:[A-Z][A-Za-z&]{{1,12}} )?[가-힣A-Za-z0-9&·/\-]{{2,24}}"
    r"(?:\((?:[A-Za-z0-9.]{1,8}|\d{1,2}[~∼-]\d{1,2}월)\))?)"
    rf"(?:의)? (?P<what>{WHAT_KO})"
    r"(?=[은는이가을를도의]? |[은는이가을를도의]|$)"
)
_WHO_EN = r"(?P<owner>(?:[A-Z][A-Za-z0-9&.\-]{1,20} ){0,2}[A-Z][A-Za-z0-9&.\-]{1,20})"
_WHEN_EN = (
    r"(?P<when>(?:(?:adjusted|quarterly|annual|full-year|half-year|"
    r"(?:fiscal )?(?:first|second|third|fourth)-(?:quarter|half)|January|February|March|April|May|June|July|"
    r"August|September|October|November|December) ){0,2})"
)
_NO_AMOUNT_EN = (
    r"(?!-)(?! (?:staff|team|teams|force|people|volume|volumes|incentives|"
    r"per|run|tax|taxes|target|mix|options?|split|buyback|award|growth|forecasts?|estimates?|margins?|warning|"
    r"outlook|view|guidance|before|after|attributable|sharing|taking|pool)\b)"
)
_OWNED_EN = (
    re.compile(rf"{_WHO_EN}['’]s? {_WHEN_EN}(?:record )?(?P<what>{WHAT_EN})\b{_NO_AMOUNT_EN}"),
    re.compile(
        rf"{_WHO_EN} (?:(?:also|on \w{{6,9}}) )?(?:reported|posted|logged|booked|recorded|generated|delivered|reports|"
        rf"posts) (?:an? )?(?:record )?{_WHEN_EN}(?:record )?(?P<what>{WHAT_EN}) of(?= )"
    ),
    re.compile(
        rf"{_WHO_EN} said (?:that )?(?:its )?{_WHEN_EN}(?P<what>{WHAT_EN})"
        r"(?= (?:rose|fell|grew|climbed|jumped|dropped|increased|declined|slid|was|were|came in|totall?ed)\b)"
    ),
)
"""`Gana's quarterly profit`, `Gana reported revenue of $5 billion`, `Gana said sales rose to $5 billion`."""
_LISTED_KO = re.compile(rf"(?:^|[,(]\s?|[고며]\s)(?P<what>{WHAT_KO})(?=[은는이가도을를]?\s)")
"""A noun of a list whose owner stands before its first one: `테슬라 매출은 …, 순이익은 …`."""
_ANOTHER = re.compile(r"[가-힣A-Za-z](?:은|는|도|의) |지만|반면|부문|사업부|자회사|가운데|;|[.](?!\d)")
"""Another topic or a part of the owner between two nouns of a list: the second may not be the first one's."""
_EARLIER = re.compile(r"(?:전년|작년|지난해|지난 해|전 ?분기|전월|동기|같은 기간|기간|직전)\s?$")
"""Right before a bracket: what stands inside is the value of another period."""
_PRONOUNS = frozenset([
    "업체", "회사", "동사", "이들", "양사", "그룹", "해당", "관련", "같은", "이날", "지난해", "올해", "전체", "분기",
    "당시", "최근", "하루", "개별", "전년", "기업", "연간", "누적", "순", "총", "현재", "이후",
])  # fmt: skip
"""Words that own nothing themselves: the firm, the company, they, the group, this day, last year ..."""
_PERIODS = frozenset(["지난해", "올해", "전년", "연간", "누적", "분기"])
"""Last year, this year, the year before, of the year, cumulative, quarter: they stay in the label."""
_DAY = re.compile(r"\d{1,2}일|이날|당일|오늘|첫날|상장일")
"""A day owns no price: it is the price of the company that was spoken of."""
_REGIONS = frozenset([
    "국내", "해외", "미국", "중국", "일본", "유럽", "북미", "국외", "글로벌", "세계", "인도", "동남아", "아시아",
    "중동", "내수",
])  # fmt: skip
_OF_COUNTRIES = frozenset(["수출액", "수출", "수입액", "무역수지", "환율", "기준금리", "국제유가"])
"""A country owns its exports, rates and balance; the sales of a country are those of a company in it."""
_NO_OWNER = re.compile(
    r"(?:[고며서]|지만|으나|는데|더니|는데|해|돼|져|도|분야|귀속|부문[은는의]?|사업부[은는의]?|대비|전망|예상|예상치|전망치|추정치|컨센서스|목표|기간|동기)$"
)
"""Verbs that join clauses (rose and, fell while), parts of a firm, and comparisons own nothing."""
_NO_NAME = re.compile(
    r"(?:[가-힣]{2,}[한된할될던]|[내밀올몰쏠열늘알]린|오른|따른|이른|[어아여라너빠커작러워려]진|뛴|줄인|높인|낮춘|늘어난|거둔|낸|받은|"
    r"(?:최대|최고|최저|수준|규모)인|(?:하|되|있|없|웃도|밑도|이르|오르|내리|이어지|늘어나|나타나|보이)는|"
    r"까지|부터|[가-힣]{2}으로|에서|보다|\d배|^\d+(?:[곳개사]|개사)|(?:협력|경쟁|고객|공급|관계|계열)사|(?:협력|경쟁|납품|동종)업체|^\d[\d.,]*[조억만천백]\S*|\d[\d.,조억만천백]*(?:원|달러|엔|유로|위안|%|포인트)\S{0,2}|\d{1,2}시|"
    r"적정|모두|대부분|선물|현물|근월물|최대|최고|최저|합산|합계|상장사|상장기업|원화|엔화|달러화|위안화|유로화|실적|결과|기준|반면|한편|평균|본지|본보|당사|전날|전일|어제|전주|전월|직전|지난주|이번|이번주|금주|매수|매도|투자의견|"
    r"따르면|보면|기존|종전|이전|새|희망|최종|확정|장중|한때|오전|오후|초반|중반|후반|주간|야간|주당|증권가|업계|시장|전문가|애널리스트|연구원)$"
)
"""Adnominal verbs (that started, that fell), sums, hours, and nouns that own nothing: results, basis, this
paper, the day before, a rating, the market, analysts."""
_OF_MANY = re.compile(r"(?:\d{1,3}(?:대|개|곳)|주요|전체|일부|나머지|다른|여러|양대|상위) $")
"""Before a word that then names many (4대 금융지주): the number is a sum of theirs."""
_PERIOD = re.compile(
    r"(?:[1-4]분기|상반기|하반기|올|지난|작년|지난해|올해|전년|(?:19|20)\d\d년|\d{1,2}월|연간|누적|연결|별도|잠정|개별|(?:연결|별도|잠정)?기준|회계연도)"
    r"(?:에|의|엔)?"
)
_BASIS = frozenset(
    ["회계연도", "올", "지난", "연결", "별도", "잠정", "개별", "기준", "연결기준", "별도기준", "잠정기준"]
)
"""This, last (before a quarter); consolidated, separate, provisional: how it was counted. No owner and no period."""
_LATEST = frozenset(["분기", "분기에"])
"""Behind 지난 or 이번: the quarter of which the text speaks."""
_ENDED = re.compile(
    r"[,\]\"”’']$|(?:따르면|현재|기준)$|(?:[은는을를에의로서고며도]|이날|당일|전날|한편|특히|[다요]\.)$"
)
"""A word of which the next one is no part."""
_MEMBERS = frozenset(["자회사", "계열사", "법인", "모회사", "양측", "본사", "회사채", "부문", "사업부"])
"""Parts of firms without a name."""
_SENTENCES = 2
"""How many sentences back a pronoun may look for its owner."""
_BACK = 60
"""Characters before a noun in which the topic that owns it is looked for."""
_TOPIC = re.compile(
    r"[^가-힣A-Za-z0-9]{0,4}(?P<who>[가-힣A-Za-z0-9&·\-]{2,20}?)(?:\([^()]{1,12}\)|\[[^\[\]]{1,12}\])?(?P<role>은|는|의|이|가)"
)
_BARE_NAME = re.compile(
    r"(?!(?:특히|다만|또한|이어|이에|그러나|하지만|우선|먼저|실제|앞서|당초|결국|당장|통상|보통|다음|이는|"
    r"이후|지난|역시|물론|만약|이처럼|"
    r"반도체|자동차|배터리|게임|건설|증권|은행|화장품)$)"
    r"[가-힣A-Za-z0-9&·\-]{2,14}(?<![은는을를에로도만서고며히게면한던된며])"
)
"""A name at the start of a sentence; adverbs, branches of industry and words with a particle are none."""
_CAPITALS = re.compile(r"[A-Z][A-Za-z&]{1,12}")
"""Right before a name: the first word of it (LG CNS, SK 하이닉스)."""
_JOINED_KO = re.compile(r"[가-힣A-Za-z0-9)](?:와|과|\s및)\s$")
_JOINED_EN = re.compile(r"(?:[A-Z][A-Za-z0-9&.\-]*|['’]s?) and $")
"""`A와 B의 …`, `A and B's …`: a noun of two owners, of which neither may have the number."""
_OPENERS_EN = re.compile(
    r"^(?:(?:If|When|While|As|After|Although|Though|But|And|Since|Because|Meanwhile|Despite|Still|Once|With|In|On|At|"
    r"For|Of|By|Yet|So|Even|Before|Until|Unless|Analysts|Also) )+"
)
_NO_OWNER_EN = re.compile(
    r"^(?:It|That|There|Here|What|Who|She|He|Let|Today|Yesterday|This|Last|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)$"
)


class Owned(NamedTuple):
    """A noun with its owner, and where it stands in its sentence."""

    start: int
    end: int
    owner: str
    what: str


Known = dict[str, tuple[str, int]]
"""By noun: its last named owner and the number of the sentence that named it."""


def owned(text: str, known: Known, number: int) -> tuple[Owned, ...]:
    """Every owned noun; pronouns resolved within two sentences, later nouns of a list owned as its first one."""
    found = [
        Owned(match.start(), match.end(), owner, _SHORT.get(match["what"], match["what"]))
        for match in _OWNED_KO.finditer(text)
        if (owner := _korean(match, text, known, number))
    ]
    for match in chain(*(pattern.finditer(text) for pattern in _OWNED_EN)):
        name = match["owner"]
        if owner := _english(name, match.start(), text):
            known[match["what"]] = (owner, number)
            start = match.start() + len(name) - len(owner)
            found.append(Owned(start, match.end(), f"{owner} {match['when']}".strip(), match["what"]))
    found.sort()
    for match in _LISTED_KO.finditer(text):
        before = [entry for entry in found if entry.end <= match.start()]
        if not before or any(entry.end == match.end() for entry in found):
            continue
        last = before[-1]
        if _ANOTHER.search(WHATS.sub("", text[last.end : match.start()])):
            continue
        if match.group().startswith("(") and _EARLIER.search(text, max(0, match.start() - 12), match.start()):
            continue
        what = _SHORT.get(match["what"], match["what"])
        found.append(Owned(match.start(), match.end(), last.owner, what))
        found.sort()
    return tuple(found)


def _korean(match: re.Match[str], text: str, known: Known, number: int) -> str | None:
    """The owner of a Korean noun as its label says it, or None where it has none."""
    raw, what = match["owner"], match["what"]
    name, role = split_role(re.sub(r"\([^)]*\)$", "", raw))
    head = text[max(0, match.start() - _BACK) : match.start()]
    if (
        role in {"와", "과"}
        or head.endswith(("~", "∼", "〜", "-", "–"))
        or _JOINED_KO.search(head)
        or _OF_MANY.search(head)
        or (name not in _PERIODS and _NO_OWNER.search(raw))
    ):
        return None
    before = known.get(what)
    recent = before[0] if before is not None and number - before[1] <= _SENTENCES else None
    if _PERIOD.fullmatch(name):
        return _of_period(name, head, recent)
    if _DAY.fullmatch(name) or name in _PRONOUNS:
        return f"{recent} {name}" if recent and name in _PERIODS else recent
    if name in _REGIONS and what not in _OF_COUNTRIES:
        whose = _topic(head.split())
        return f"{whose} {name}" if whose else None
    if not _is_name(raw, name) or (what in TARGETS and role not in {"", "의"}):
        return None
    known[what] = (name, number)
    return name


def whose(label: str) -> str | None:
    """The owner in the label of a period's amount, "" where it has none (`상반기 순이익`); None for other labels."""
    words = label.split(" ")
    at = next((number for number, word in enumerate(words) if _PERIOD.fullmatch(word)), None)
    return None if at is None else " ".join(words[:at])


def _is_name(raw: str, name: str) -> bool:
    """Whether a word, as printed and without its particle, can be the name of an owner."""
    return not (_NO_NAME.search(raw) or _NO_NAME.search(name) or _NO_OWNER.search(name))


def _of_period(name: str, head: str, recent: str | None) -> str | None:
    """`가나전자 2분기` of `가나전자는 2분기 연결 기준 매출`: the topic before the periods owns them."""
    words = [name]
    rest = head.split()
    while rest and (_PERIOD.fullmatch(rest[-1]) or _DAY.fullmatch(rest[-1])):
        words.insert(0, rest.pop())
    plain = [re.sub(r"(?:에|의|엔)$", "", word) for word in words]
    kept = [word for word in plain if word not in _BASIS and not _DAY.fullmatch(word)]
    if len(rest) > 1 and _OF_MANY.search(f"{rest[-2]} "):
        return None
    if whose := _topic(rest) or _opening(rest, head):
        return " ".join([whose, *kept])
    if recent and name in _PRONOUNS:
        return " ".join([recent, *kept])
    return " ".join(kept) if kept and not _PRONOUNS.issuperset(kept) else None


def of_topic(head: str) -> str | None:
    """`가나전자 3분기` of `가나전자는 연결 기준 3분기 `: the topic that ends a clause but for periods, and these."""
    words, periods = head.split(), list[str]()
    while words and (_PERIOD.fullmatch(words[-1]) or _DAY.fullmatch(words[-1]) or words[-1] in _LATEST):
        periods.insert(0, re.sub(r"(?:에|의|엔)$", "", words.pop()))
    if len(words) > 1 and not (_ENDED.search(words[-2]) or _CAPITALS.fullmatch(words[-2])):
        return None
    whose = _topic(words)
    if whose is None or whose in _MEMBERS:
        return None
    return " ".join([whose, *(word for word in periods if word not in _BASIS and not _DAY.fullmatch(word))])


def _opening(words: list[str], head: str) -> str | None:
    """The name without a particle that opens a sentence: `대한항공 3분기 영업이익`."""
    if len(words) != 1 or len(head) >= _BACK or not _BARE_NAME.fullmatch(words[0]):
        return None
    return words[0] if _is_name(words[0], words[0]) and words[0] not in _PRONOUNS | _REGIONS else None


def _topic(words: list[str]) -> str | None:
    """The name that the last of `words` marks as topic, subject or owner."""
    match = _TOPIC.fullmatch(words[-1]) if words else None
    if match is None or (len(words) > 1 and words[-2].endswith(("와", "과"))):
        return None
    whose, _ = split_role(match["who"] + match["role"])
    if len(words) > 1 and _CAPITALS.fullmatch(words[-2]):
        whose = f"{words[-2]} {whose}"
        return whose if _is_name(whose, whose) else None
    if whose == match["who"] + match["role"] or whose in _PRONOUNS or whose in _REGIONS:
        return None
    return whose if _is_name(whose, whose) else None


def _english(owner: str, start: int, text: str) -> str | None:
    owner = _OPENERS_EN.sub("", owner)
    if _NO_OWNER_EN.match(owner) or _JOINED_EN.search(text, max(0, start - 40), start):
        return None
    return owner
