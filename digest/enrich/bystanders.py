"""Which companies of a clause only stand beside its news: the rival, the one left out, the one that judges or sues.

A clause says good or bad of whom it is about; a name in it may be there only to measure, to compare or to act.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_BYSTANDER = re.compile(
    r"\b(?:unlike|on|vs|versus|against|with|by|from|in|at|to|for|than|over|of|says?|said)\s(?:the\s)?['\"]?$",
    re.IGNORECASE,
)
"""What stands before a company that only takes part in the news of another."""
_REASON = re.compile(r"\b(?:on|amid|over)\s(?:(?:the|a|an|its)\s)?(?:[$€£\w.,-]+\s){1,4}$")
_DEAL = re.compile(r"(?:['’]s)?\s(?:takeover|deal|bid|offer|buyout|acquisition|purchase|order|contract|stake)\b")
"""Around a company that deals with another, whose move comes of it: jumps on $48 billion Gana takeover."""
_BEATEN = re.compile(
    r"\b(?:beating|outbidding|defeating|overtaking|surpassing|outperforming|outpacing|besting|eclipsing|trouncing|"
    r"(?:beat|beats|outbid|outbids|overtook|overtakes|surpassed|surpasses|outperformed|outperforms|outpaced|"
    r"defeated|eclipsed|passed|dethroned)(?: out)?|(?:edged|edges|edging|pulled|pulling|moved|moving) (?:out|past)|"
    r"(?:fell|falls|fallen|falling|lag(?:s|ged|ging)?|trail(?:s|ed|ing)?|slip(?:s|ped|ping)?|dropped) behind|"
    r"(?:trails|trailed|trailing|lags|lagged|lagging|outsold|outsells|outselling|undercut|undercuts)|"
    r"ahead of|passed|failed|(?:won|wins|win|lost|loses|lose)\b[^,;]{1,40}\bagainst)"
    r"\s(?:the\s|rivals?\s|[a-z-]{3,14}\s(?:maker|giant|rival|company)\s)?['\"]?$",
    re.IGNORECASE,
)
"""Before an English company that is only what another is measured against."""
_AGENT = re.compile(
    r"\s(?:[A-Z]\w{1,20}\s)?(?:downgrades?|upgrades?|cuts? target|raises? target|recommends?|maintains?|expects?|sees"
    r"|says|prefers|initiates|puts|sues|sued|(?:is|are) suing|"
    r"to buy(?=\s)(?!\s(?:from|at|by|on|after|with)\b)|buys|sells|approves|names|asks)\b"
)
"""What stands after a company that judges or acts on another."""
_KIN_EN = re.compile(
    r"(?:['’]s?)?[ -](?:[a-z-]{3,14} )?(?:rivals?|competitors?|challengers?|suppliers?|partners?|customers?|backers?|"
    r"investors?|contractors?|assemblers?|distributors?|bottlers?|backed|linked)(?: [a-z]{4,12})? (?=[A-Z])"
)
"""Behind an English company that only says who the next one is: Nvidia rival Cerebras, Microsoft-backed OpenAI."""
_LEFT_OUT = re.compile(r"(?:\([^()]{1,20}\))?\s?(?:등)?[을를]? ?(?:제외(?:한|하고|하면|하곤)|빼고|뺀)\s")
"""Behind companies of which a clause does not speak: POSCO홀딩스를 제외한 종목이 내렸다."""
_WITH_NEXT = re.compile(r"(?:\([^()]{1,20}\))?\s?(?:[,·]|와|과|및)?\s?")
"""Between two companies of one list."""
_KIN = re.compile(
    r"의\s(?:[가-힣]{1,6}\s?)?(?:경쟁사|경쟁업체|경쟁자|맞수|라이벌|협력사|협력업체|공급사|납품업체|파트너|고객사)(?:인|이자)?\s"
)
"""Behind a company that only says who the next one is: 엔비디아의 경쟁업체인 AMD는."""
_KIN_TOPIC = re.compile(r"(?!주가|실적|매출|영업|수요|가격|점유율|대부분)[가-힣A-Za-z0-9&]{2,20}(?:은|는|이|가)\s")
"""The next one, where it is no company of ours: 엔비디아의 경쟁사 가나칩이 급등했다."""
_OVERTAKEN = re.compile(
    r"(?:\([^()]{1,20}\))?"
    r"(?:보다\s|[와과]의 (?:격차|차이)|[을를] 상대로 (?![^.]{0,40}(?:제기|냈|청구|걸었|제소|고소|고발))|"
    r"에게?\s(?:[^\s,.]{1,8} ){0,2}(?:자리|1위|선두|왕좌)[를을] (?:내|빼앗|넘)|"
    r"에게?\s(?:\S{1,8} )?(?:패소|이[겼긴]|승소|승리|밀[려렸리린]|뒤[처진졌]|추월)|"
    r"(?:의? ?(?:시총|시가총액|매출|영업이익|순이익|이익|실적|점유율|판매량))?[을를] "
    r"(?:[가-힣]{2,4}(?:으?로|에) )?(?:제치|제쳤|앞질|앞섰|앞서|추월|밀어내|따돌|누르|눌렀|꺾|"
    r"넘어[서섰]|뛰어넘|이[겼긴])|"
    r"[와과]의 (?:\S{1,8} ){0,2}(?:소송|분쟁|경쟁|수주전)에서 (?:최종 )?(?:이[겼긴]|승소|승리)|"
    r" 상대(?:로)? [^,.]{0,16}(?:승소|이[겼겨])|"
    r"의? (?:[가-힣]{1,4} ){0,2}(?:테스트|인증|검증)[를을] 통과|"
    r"(?:이|가) (?:낸|제기한|건|청구한|신청한) [^,.]{0,20}에서 (?:최종 )?(?:이[겼긴기겨]|승소)|"
    r"(?:의)? ?(?:가맹점주|점주|소액주주|주주|소비자|노조|직원|근로자|이용자|피해자)(?:들)?(?:이|가) "
    r"[^.]{0,24}(?:소송에서|상대로)[^.]{0,12}(?:이[겼긴기겨]|승소))"
)
"""Behind a Korean company that is only what another is measured against."""
_BOUND_FOR = re.compile(r"(?:향|向)\s(?=[가-힣A-Za-z0-9])")
"""Behind a Korean customer: SK하이닉스향 납품이 줄었다 is news of who delivers."""
_WITH = re.compile(
    r"(?:\([^()]{1,12}\))?[와과] (?!\S{2,12}[은는이가] )(?:[^,.]|\.(?=\d)){0,30}(?:계약|협약|제휴|양해각서|MOU|합작)"
)
_DEALT = re.compile(
    r"(?:[의을를이가])? ?(?:[^\s,.]{1,10} ){0,2}(?:인수|지분 매[각입]|투자 유치|투자)(?:에|로| 추진|하려|설|전|…)"
)
"""Behind a Korean company of which another takes, sells or gets a part: 가나, 다라 인수 추진…주가 급락."""
_SUBJECT_KO = re.compile(r"[가-힣A-Za-z0-9)](?:(?:은|는|이|가) |, )")
"""Behind a Korean company with which the subject before it signs something: the news is that of the subject."""
_SUES = re.compile(
    r"(?:\([^()]{1,20}\))?(?:은|는|이|가) [^,.]{0,30}[을를] 상대로 [^,.]{0,40}"
    r"(?:제기|냈|청구|걸었|제소|고소|고발)(?!.{0,12}에서)"
)
"""Behind a Korean company that goes to court: the news is that of the other."""
_SPEAKS = re.compile(
    r"(?:\([^()]{1,20}\))?\s?(?:[가-힣]{2,4}\s)?(?:CEO|최고경영자|회장|부회장|사장|부사장|대표|의장|창업자|이사회 의장)"
    r"(?:\([^()]{1,20}\))?(?:은|는|이|가)\s[^\"“]{0,24}[\"“]"
)
"""Behind a Korean company whose head speaks; what he says of another is news of that one."""
_TAIL = 30
"""Characters behind an English company in which a verb of its own is looked for."""


def is_bystander(sentence: str, begin: int, spans: Sequence[tuple[int, int, str]], lang: str, *, first: bool) -> bool:
    """Whether the first of `spans`, the companies left in the clause from `begin` on, only stands beside its news."""
    start, end, _ = spans[0]
    if lang == "ko":
        if (said := _SPEAKS.match(sentence, end)) and any(span[0] >= said.end() for span in spans[1:]):
            return True
        return bool(
            _OVERTAKEN.match(sentence, end)
            or _BOUND_FOR.match(sentence, end)
            or (
                (_WITH.match(sentence, end) or _DEALT.match(sentence, end))
                and _SUBJECT_KO.search(sentence, begin, start)
            )
            or _SUES.match(sentence, end)
            or _is_aside(sentence, spans)
        )
    head, tail = sentence[begin:start], sentence[end : end + _TAIL]
    return bool(
        (not first and (_BYSTANDER.search(head) or (_REASON.search(head) and _DEAL.match(tail))))
        or _BEATEN.search(head)
        or _AGENT.match(tail)
    ) or (_KIN_EN.match(sentence, end) is not None)


def _is_aside(sentence: str, spans: Sequence[tuple[int, int, str]]) -> bool:
    """Whether the first of `spans` is left out of what the clause says, alone or in a list, or is kin of the next."""
    end, following = spans[0][1], spans[1:]
    if (kin := _KIN.match(sentence, end)) and (
        kin.end() == following[0][0] if following else _KIN_TOPIC.match(sentence, kin.end())
    ):
        return True
    for start, stop, _ in following:
        if not _WITH_NEXT.fullmatch(sentence, end, start):
            break
        end = stop
    return _LEFT_OUT.match(sentence, end) is not None
