"""What a number is said to be: a fact of its day, or a forecast, a target, a condition, the value before.

A figure is a fact. Everything that the words around mark as expected, possible, compared or withdrawn
is left out; an opinion about a price target alone is the fact itself.
"""

from __future__ import annotations

import re

from digest.enrich.particles import PAST, TO_COME

_REACH = 200
"""Characters on either side of a number in which its statement is looked for."""
_JOINT_KO = re.compile(
    rf"[{PAST}](?:고|으며|지만|으나|는데|던|다)|^(?:이며|이고|이지만|인데|인 반면)|"
    r"(?:기록|달성|집계|발표|공시|마감)(?:한|된) |(?:올린|거둔|낸) |(?:마감|마무리)하(?:며|고|면서)|마치(?:며|고|면서)"
)
"""Joints behind which another statement begins: the past tense, or an adnominal past (`기록한`)."""
_BESIDE_KO = re.compile(
    r"(?:예상|전망|추정|기대|예측|컨센서스|가이던스)[치액값]?(?:\([^()]{0,20}\))?(?:인? ?\d\S{0,16}?)?"
    r"(?:[을를] ?(?:[가-힣]{1,6} )?(?:밑|웃|상회|하회|넘|뛰어|벗어|충족|깨)|"
    r"에 ?(?:[가-힣]{1,4} )?(?:못|부합|미치|미달|근접)|보다|[와과] |대로|대비| 밖| ?수준에 부합)"
)
"""A fact held against what was expected of it: the number stays a fact."""
_IF = r"(?:다|이라)면[ ,]|(?<=[으이하되르리지오뛰주])(?<!따르)(?<!비하)(?<!교하)(?<!안하)(?<!려하)면[ ,]"
"""A condition (`넘으면`, `내주면`); `따르면`, `비교하면`, `감안하면` are none."""
_GUESSED_TAIL_KO = re.compile(
    rf"예상|전망|추정|예측|관측|점[쳐쳤]|기대|계획|예정|방침|목표(?!주가|가)|내다[봤보본]|"
    rf"[{TO_COME}] 수(?:도|는)? [있없]|[{TO_COME}] ?것(?:이|으로|이라|이란)|"
    rf"것으로(?![^.]{{0,20}}(?:집계|나타|확인|알려|조사|파악|드러|전해))|"
    rf"것 같|겠[다지고으습]|[{TO_COME}] 듯|[{TO_COME}] (?:가능성|경우|때|여력|여지|만하|태세)|가능성[이도은]|가정|"
    rf"{_IF}|"
    rf"^[\"”’']?(?:이|이었|였)?라는 (?:\S{{1,6}} )?(?:보도|글|소문|관측|주장|설|의혹|루머|이야기|추측|말)|"
    rf"^(?: ?\([^()]{{0,12}}\))?[을를]? ?(?:[으]?로 )?(?:제시|내걸|잡았|잡아|잡은)|"
    r"^(?:으?로|이라고|라고) (?:본다|보인|보고|봤|봐)|^[을를] (?:자신|바라[보본봤]|노[리린려렸]|겨냥|넘보)|"
    r"^ ?(?:눈앞|무산|불발|도전|목전|가시권)|^만 (?:돼|되|넘)|"
    rf"[어아해]야 |여야 [하한할]|[{TO_COME}]까(?!지)|시나리오|시 (?:매수|매도|손절)"
)
"""Behind a number: expected, planned, possible, only if."""
_GUESSED_HEAD_KO = re.compile(
    r"(?:추정|전망|예상|예측)[치액]?에 따르면|(?:추정|전망|예상|예측|목표)치[은는인가]? |"
    r"(?:컨센서스|가이던스)[은는인가]? |(?:예상|전망|추정|예측)(?:되는|하는|한|된) |만약|만일|가정하|" + _IF
)
"""Before a number, in its own clause: by estimates, if."""
_GUESSED_BETWEEN_KO = re.compile(
    r"목표(?!주가)|예상|전망|추정|예측|기대치|컨센서스|가이던스|밴드|상단|하단|저항선|지지선|전고점|연고점|"
    r"(?:분할|배당락|병합|감자|증자) 이?전|평균(?!지수|주가)|내년|향후|앞으로"
)
"""Between a noun and its number: target, band, resistance, average, next year."""
_NARROW_KO = re.compile(
    rf"[^,.]{{0,24}}?(?:예상|전망|추정|예측|관측|점쳐|기대|계획|목표로|"
    rf"[{TO_COME}] (?:수(?:도|는)? 있|가능성|예정|여지|것(?:이|으로))|[{TO_COME}]지|"
    r"것으로(?![^.]{0,20}(?:집계|나타|확인|알려|조사|파악|드러|전해)))"
)
_HEDGE_EN = (
    r"will|would|could|may|might|should|can|won['’]t|[Ii]f|[Uu]nless|sees?|seen|expect(?:s|ed|ing)?|"
    r"forecast(?:s|ed|ing)?|predict(?:s|ed|ing)?|project(?:s|ed|ing)|estimate[sd]?|target(?:s|ed|ing)?|likely|poised|aim(?:s|ed|ing)?|"
    r"plan(?:s|ned)?|guidance|outlook|hope[sd]?|"
    r"set to|needs? to|consensus|support|resistance|assum(?:es?|ed|ing)|toward|towards|calls? for"
)
_GUESSED_EN = re.compile(rf"\b(?:{_HEDGE_EN})\b")
"""Before an English number: expected or only possible, or a threshold that was passed."""
_THRESHOLD_EN = re.compile(
    r"\b(?:topp|cross|surpass|pass|breach|exceed|clear|near)(?:e[sd]|s|ed|ing)? (?:the |past )?$|\b(?:past|through) $"
)
"""Right before a number: a threshold that was passed, no value."""
_PRIOR_EN = re.compile(
    r"\b(?:(?:a|one|two|three) (?:day|week|month|quarter|year)s? (?:ago|earlier|before)|"
    r"last (?:week|month|quarter|year)),? $",
    re.IGNORECASE,
)
"""Right before an English noun: its value of another time."""
_CUT_EN = re.compile(r"[;:,] |\b(?:but|after|while|and|as|when) ")
_GUESSED_TAIL_EN = re.compile(
    r"\s(?:[a-z]{1,12}\s)?(?:estimate|estimated|expected|forecast|consensus|expectations?|target)\b|"
    r"\s(?:\S{1,14} ){0,3}?(?:by (?:the )?(?:year|end|mid|late|early|20\d\d|next)|next (?:year|quarter|month)|if )"
)
_OPINION_EN = re.compile(r"\b(?:will|would|could|may|might|should|[Ii]f)\b")
_COMPARED = re.compile(
    r" (?:short|shy|ahead) of\b| too (?:high|low|much|little)\b| (?:more|less|higher|lower|better|worse) than\b|"
    r" (?:below|above) (?:the |its |their |what )?(?:analysts|estimates|forecasts?|expectations|consensus|expected)\b|"
    r"\s?(?:달성|돌파|회복|진입|탈환|사이)(?=[에을를이은도까다였 ]|하[지려기고]|$)|"
    r" (?:IPO|initial|offer(?:ing)?|issue|strike|exercise|reference|takeover|buyout|bid)\b|"
    r"\)?\s?(?:보다|대비|에 비해|에 못 미치|[을를] (?:밑|웃)[도돌])|"
    r"\s?(?:위로|아래로|밑으로|선(?=[을이에까도 ])|고지| ?시대|[초중후]반)|"
    r"\s(?:(?:a|one|two|three) (?:day|week|month|quarter|year)s? (?:earlier|ago|before)|"
    r"(?:last|the (?:previous|prior)) (?:week|month|quarter|year)|the (?:day|year) before)\b|"
    r"[을를] (?:(?:사상 )?(?:처음(?:으로)?|가볍게|훌쩍|단숨에|크게|소폭|살짝|다시|재차|결국|마침내|이미|잠시|"
    r"한때|장중|또) ){1,2}(?:넘|돌파|웃[도돌]|밑[도돌]|상회|하회|뚫|회복|탈환|이탈)|"
    r"[이은]? ?아니[라다고며었]|이? ?채 (?:안|되지|못)|"
    r"[을를] (?:사이에|오르내|넘나|중심으로)|(?:도|조차) (?:안 |되지|못)|에도? 못|\s?클럽|"
    r"[을를] (?:회복|내[줬주]|지[키켰]|뚫|이탈|하회|상회|탈환|눈앞|앞두|향)"
)
"""Than, against, below, above, not; a threshold that was crossed: no value of the noun."""
_DENIED_EN = re.compile(r"(?:\b(?:not|never)|n['’]t) (?:\w{2,8} )?$|\b(?:short|shy) of (?:the )?$")
"""Right before an English number: it was not that."""
_NOT_AS = r"(?! ?(?:[가-힣]{1,4}(?<![은는이가]) ){0,2}?(?:[가-힣]{0,4}보다|대비|에 비해))"
"""Behind a time: a move is only measured from then."""
_ELSEWHEN_KO = re.compile(
    r"(?<![가-힣])(?:전날|전일|(?:이틀|사흘|나흘|닷새|열흘|보름|일주일|한 ?달|"
    r"\d{1,3} ?(?:일|주일?|개월|달|년|분기|거래일)) 전|"
    r"재?작년|지난해|전년|지난주|지난달|전월|지난 [월화수목금토일]요일|[1-4]분기 말|연초|월말|"
    r"내일|모레|다음 ?날|이튿날|당시)"
    rf"(?=[\s은는의에]){_NOT_AS}"
)
"""Another time than that of the article, which no day of the calendar says."""
_ELSEWHEN_EN = re.compile(
    r"\b(?:[Yy]esterday|[Ll]ast (?:week|month|quarter|year|(?:Mon|Tues|Wednes|Thurs|Fri)day)|"
    r"(?:[Aa]|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|\d{1,2}) (?:day|week|month|quarter|year)s? (?:ago|earlier|before)|"
    r"[Ii]n (?:January|February|March|April|May|June|July|August|September|October|November|December|(?:19|20)\d\d))"
    r"\b(?!['’]s)"
)
_OWN_TIME_KO = re.compile(r"^.*(?:[다요]\. |, |지만 |[고며] )")
_OTHER_EN = re.compile(r"[,;]|\b(?:from|than|since|compared|after|versus|while)\b")
_CLAUSE_REACH = 48
"""Characters of a clause in which its time is looked for."""
_PRIOR = re.compile(
    r"(?:전 ?거래일|전날|전일|전장|직전 ?거래일|직전|전주|지난주|지난 ?주말|전월|지난 ?달|지난 ?해|전년|작년|전 ?분기|"
    r"이전|종전|기존|어제|같은 기간|동기|\d년 전|\d개월 전)"
    r"(?: ?(?:종가|마감가|말|동기|같은 기간|최고치?|최저치?))*[인의은는에]?\s?[(（]?$"
)
"""Right before a number: it is the value of the session, quarter or year before."""
_ONCE = re.compile(
    r"(?<![가-힣])(?:한때|과거|예전|당시|옛날)(?![가-힣]{2})|"
    r"\b(?:last (?:year|quarter|month)|a year (?:ago|earlier)|the year before|previously|once)\b"
)
_FROM_KO = re.compile(
    r"\s?(?:→|->)|(?:\s?\([^()]{0,24}\)|\))?(?:\s?(?:흑자|적자|이익|손실))?에서(?!\s?(?:거래|출발|시작|마감|마쳤|장을|등락|움직|머물))"
)
"""`380달러에서 420달러로`: the value that was left."""
_FROM_EN = re.compile(
    r"\b(?:from|than|against|versus|vs\.?|between|compared (?:with|to)|"
    r"half (?:of|the)|twice|times|above|below|beneath|beyond)"
    r"\s(?:the\s|its\s)?$"
)
_RETRACTED = re.compile(
    r"사실(?:이|과)? ?(?:아니|아닌|다르|다른|무근)|오보|낭설|\bdenie[sd] "
    r"(?:that|reports?|rumou?rs|it|this|the (?:claims?|reports?|figures?))\b|"
    r"바로 ?잡|정정(?:합니다|했|한다|보도|해 )|오기(?:였|입)|잘못 ?(?:보도|표기|기재|전[하했달])|"
    r"(?:본지|본보|당사|본 매체|앞서)[^.]{0,80}(?:보도|기재|표기)(?:했|됐)|(?:본지|본보)[^.]{0,80}전했|"
    r"(?:보도|기재|표기)(?:했|됐)(?:으나|지만|는데)|"
    r"\b(?:[Aa]n earlier version|incorrectly|misstated|[Cc]orrection:|corrects)\b"
)
"""A denial, a correction, or what a paper says that it reported: one of its numbers is wrong by its own account."""


def retracted(sentence: str) -> bool:
    """Whether the sentence takes a number back."""
    return bool(_RETRACTED.search(sentence))


def guessed(text: str, noun: tuple[int, int], number: tuple[int, int], *, opinion: bool) -> bool:
    """Whether the number is expected, planned, possible or conditional; `noun` and `number` are spans of `text`.

    `opinion` is for a price target: that a broker expects it is what it is.
    """
    between, tail = text[noun[1] : number[0]], text[number[1] : number[1] + _REACH]
    if _GUESSED_TAIL_EN.match(tail) or _THRESHOLD_EN.search(between[-20:]):
        return True
    if opinion:
        return bool(_NARROW_KO.match(tail) or _OPINION_EN.search(_clause_en(text, noun, number)))
    if _PRIOR_EN.search(text[max(0, noun[0] - 30) : noun[0]]) or _GUESSED_EN.search(_clause_en(text, noun, number)):
        return True
    if _GUESSED_BETWEEN_KO.search(_facts(between)) or "내년" in text[max(0, noun[0] - 10) : noun[1]]:
        return True
    joint = _JOINT_KO.search(tail)
    if _GUESSED_TAIL_KO.search(_facts(tail[: joint.end() if joint else len(tail)])):
        return True
    head = text[max(0, number[0] - _REACH) : number[0]]
    starts = [match.end() for match in _JOINT_KO.finditer(head)]
    return bool(_GUESSED_HEAD_KO.search(_facts(head[starts[-1] if starts else 0 :])))


def _facts(words: str) -> str:
    """`words` without what a fact was held against."""
    return _BESIDE_KO.sub("", words)


def _clause_en(text: str, noun: tuple[int, int], number: tuple[int, int]) -> str:
    """The words before a number in its clause, without the noun itself (`price target`)."""
    head = text[max(0, noun[0] - _REACH) : noun[0]]
    cuts = [match.end() for match in _CUT_EN.finditer(head)]
    return head[cuts[-1] if cuts else 0 :] + " " + text[noun[1] : number[0]]


def compared(before: str, after: str) -> bool:
    """Whether the words right around a number make it the other side of a comparison, or the value before."""
    if _DENIED_EN.search(before[-24:]):
        return True
    return bool(_COMPARED.match(after) or _PRIOR.search(before[-30:]) or _FROM_EN.search(before[-16:]))


def elsewhen(text: str, number: tuple[int, int], lang: str) -> bool:
    """Whether the clause of a number speaks of a time before or after the article's, without a date (1년 전)."""
    head, tail = text[max(0, number[0] - _CLAUSE_REACH) : number[0]], text[number[1] : number[1] + _CLAUSE_REACH]
    if lang == "ko":
        return _ELSEWHEN_KO.search(_OWN_TIME_KO.sub("", head)) is not None
    return any(_ELSEWHEN_EN.search(part) for part in (_OTHER_EN.split(head)[-1], _OTHER_EN.split(tail)[0]))


def once(between: str) -> bool:
    """Whether the amount was so at another time, which has no date (매출은 한때 5조원이었다)."""
    return _ONCE.search(between) is not None


def left(after: str) -> bool:
    """Whether the number is where the move began."""
    return bool(_FROM_KO.match(after))


def bracketed(between: str) -> bool:
    """Whether the number stands in a bracket that opened behind its noun."""
    return between.count("(") > between.count(")")
