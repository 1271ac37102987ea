"""What may stand between a noun and its number, and what gives the number to something else.

Another topic, another company of a list, another rate, a part of the owner: behind any of them a number is
not the noun's any more. Where the words leave a doubt, the number belongs to nobody.
"""

from __future__ import annotations

import re

from digest.enrich.claims import bracketed
from digest.enrich.owners import WHATS
from digest.enrich.particles import ADNOMINAL

_FAR = 200
"""A number so many characters behind a noun is not its own."""
_OTHER_TOPIC = re.compile(
    r"(?:[가-힣]{2,}|[A-Za-z0-9&)])(?:은|는|도) (?!뒤|후|채|다음|가운데|동안)|[A-Za-z&](?:이|가|의) |"
    r"[\s,](?![같많높낮적좋찍받얻남넘잡젊])[가-힣](?:은|는|도) (?!뒤|후|채)|, (?:while|and) [A-Z]|지만|반면"
)
"""Another topic between the noun and the number: the number may be its own."""
_OTHER_NAME = re.compile(r"[^\s,]{0,8},\s?(?P<who>[가-힣A-Za-z&]{2,12}) ")
"""`하이브 주가는 24만원, SM 8만원`: a name without a particle before the next number of a list."""
_MOMENT_WORD = re.compile(r"장중|한때|종가|시가|고가|저가|이날|현재|오전|오후|최고|최저|결국|다시|마감")
_OTHER_GAUGE = re.compile(
    r"[가-힣A-Za-z)]{2,}(?<![하되지있없르리])(?:은|는) (?!가운데|뒤|후|채)|"
    r"(?:환율|유가|금리|금값|비트코인|선물|주가|달러|엔화|위안)[은는이가]? "
)
"""A rate, price or topic between an index and a number."""
_ADJUSTED = re.compile(r"\b(?:[Ee]xcluding|[Aa]djusted for|[Nn]ot counting|[Ss]tripping out)\b[^.;]{0,60}, (?:the )?$")
_FUTURES_EN = re.compile(r"\s(?:\w+ )?futures\b|\bE-mini\b", re.IGNORECASE)
_FUTURES_OF = re.compile(r"\b[Ff]utures (?:contracts? )?(?:on|for|tied to|linked to|of|tracking) (?:the )?$")
"""Futures on an index, whose points are not its own."""
_SHARE_OF = re.compile(
    r"의 [^,]{0,12}(?:%|퍼센트|배|분의 ?\d+)(?:인|에 해당하는|에 달하는|에 이르는|가량인|수준인|에 상당하는) "
)
"""What is measured by a noun: 매출액의 3%인 300억원."""
_OWN_NOUN = re.compile(r"^\s?(?:지수|종가|시가|고가|저가)[은는이가도의]?")
"""The noun of the index itself, right behind its name."""
_BARE_NOUN = re.compile(
    r"(?:^|[\s,)/·])(?!(?:지수|종가|시가|고가|저가|현재|장중|한때|오전|오후|장초반|초반|약|각각|이날|최고|최저|사상|역대|또|다시|"
    r"결국|종합|정규장|하루|동반|나란히|일제히|상승|하락)\s?$)(?:[가-힣&/·A-Za-z]*[가-힣]|[A-Z][A-Za-z&]+)"
    rf"(?<![{ADNOMINAL}은는이가도의에서로보다며고해만했던져라대채뒤후째리럼쯤비려와워쳐여어아나데])\s?$"
)
"""A noun without a particle right before a number: the number is its own (`환율 1,452.70`)."""
_THAN = re.compile(
    r"(?:전 ?거래일|전날|전일|전장|직전 ?거래일|전 ?분기|전년)(?: (?:종가|마감가|주가|동기))?(?:보다| ?대비|에 비해)"
)
"""What a move is measured from: no other noun."""
_MOVED = re.compile(
    r"[\d.,]+ ?(?:포인트|%|p|년|월|일|시|원)?|[A-Za-z]*(?:ed|ing|at|to|of|rose|fell|up|down|by|points?|percent)\b"
)
_OTHER_OBJECT = re.compile(
    r"[가-힣](?:을|를|에|에게|에서|로|와|과|고|며|면서|해|자|으로)[ ,](?<!기준으로 )(?<!처음으로 )(?<!최대로 )"
)
"""Another object or clause between the noun and an amount (`매출 증가에 힘입어 공장 증설에 30억달러`)."""
_OTHER_CLAUSE = re.compile(
    r";|\b(?:excluding|including|combined|together|except|without|after|while|as|when|since|because|said|says|but|than|versus|vs|estimates?|expect\w*|forecasts?|consensus"
    r"|which|it|its|they|their|who)\b"
)
"""In English, words that open another clause or a comparison."""
_PART_EN = re.compile(
    r" (?!of (?:about |nearly |a record |some |roughly )?$)"
    r"(?:in|of|from|outside|across|at|for) (?!(?:about |nearly |a record |some |roughly )?[$€£¥\d]|(?:the |its |a )?"
    r"(?:first|second|third|fourth|latest|last|past|three|six|nine|12|same|most|previous|current|fiscal|full|"
    r"holiday|quarter|year|month|period|Q[1-4]|FY|Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|record|close))"
)
"""`sales in China`: of a part of the owner, no value of the whole."""
_SPAN_EN = re.compile(
    r"\b(?:over|for|in|during|across) (?:the |its )?(?:past|last|next|coming|previous|latest) "
    r"(?:two|three|four|five|six|seven|eight|nine|ten|\d{1,2}|several|few) (?:years|decades)\b|\bsince (?:19|20)\d\d\b"
)
"""A sum of several years."""
_WHOSE_EN = re.compile(r"[A-Z][A-Za-z0-9&.\-]*['’]s?\s(?:[a-z]+\s)?$")
"""Another owner right before the number (`half of Nvidia's $3 trillion`)."""
_PART = r"[1-4]분기|[상하]반기|\d{1,2}월"
_WHEN = rf"(?P<when>(?:(?:19|20)\d\d년|지난해|작년|올해|전년|{_PART})(?: (?:{_PART}))?)"
_OWN_PERIOD = re.compile(rf"[은는이가을를도의]?\s{_WHEN}(?:에|엔|에는)?\s")
_LISTED_PERIOD = re.compile(rf",\s{_WHEN}(?:에|엔|에는)?\s")
_DAY_BEFORE = re.compile(r"\d일(?:\s?\([^()]{1,8}\))?(?:\s?종가)?(?:에|엔|의)?\s$")
"""A day right before a price."""


def of_other(between: str, lang: str) -> bool:
    """Whether the words between give a number to another noun, another company or a part of the company."""
    between = _THAN.sub("", between)
    if _SHARE_OF.match(between):
        return True
    if len(between) > _FAR or _OTHER_TOPIC.search(between) or WHATS.search(between) or bracketed(between):
        return True
    return lang == "en" and bool(
        _SPAN_EN.search(between)
        or _OTHER_CLAUSE.search(between)
        or _PART_EN.match(between)
        or _WHOSE_EN.search(between)
    )


def of_another_index(between: str) -> bool:
    """Whether another noun stands between an index and a number, or the number in a bracket of something else."""
    if _FUTURES_EN.search(between[:24]):
        return True
    if bracketed(between) and not re.fullmatch(r"\s?\(", between):
        return True
    return bool(_OTHER_GAUGE.search(_OWN_NOUN.sub("", between)) or _BARE_NOUN.search(_MOVED.sub(" ", between)))


def adjusted(before: str) -> bool:
    """Whether the words before an owner leave something out of what follows: Excluding items, Gana's profit."""
    return _ADJUSTED.search(before) is not None


def of_futures(before: str) -> bool:
    """Whether the words before an index say that futures on it are meant."""
    return _FUTURES_OF.search(before) is not None


def of_object(between: str) -> bool:
    """Whether an object or a clause stands before the number, which may be of it."""
    return bool(_OTHER_OBJECT.search(between))


def named(between: str) -> bool:
    """Whether the words between two prices of a list name another owner for the second."""
    match = _OTHER_NAME.fullmatch(between)
    return match is not None and not _MOMENT_WORD.search(match["who"])


def own_day(between: str) -> bool:
    """Whether a day stands right before the number."""
    return bool(_DAY_BEFORE.search(between))


def period(between: str, *, listed: bool = False) -> str:
    """The year or quarter right before a number (`매출은 2022년 3조원`, `listed`: `…, 2023년 3조원`), or ""."""
    match = (_LISTED_PERIOD if listed else _OWN_PERIOD).fullmatch(between)
    return match["when"] if match else ""
