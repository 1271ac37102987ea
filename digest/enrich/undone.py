"""What was taken back: a strike that is called off, gains that were pared, production cuts that were halted.

Each word alone says the contrary (`strike` and `called off` are both bad, `gains` are good), so the pair is read as
one word before anything else of the clause is judged.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.enrich.lexicon import Hit, Term

if TYPE_CHECKING:
    from collections.abc import Sequence

TAKEN_BACK = 0.6
"""What is over is less good than what was bad is bad."""
_REACH = 48
"""Most characters of the words that end something and what stands between them and it."""
THINGS_EN = frozenset([
    "strike", "lawsuit", "investigation", "probe", "recall", "layoff", "layoffs", "lay offs",
    "job cuts", "cut jobs", "hiring freeze", "ban", "downgrade", "shortage", "dispute", "boycott", "penalty",
    "default", "bankruptcy", "insolvency", "shutdown", "outage", "restructuring", "tariff",
    "woes", "trouble", "sanctions", "downturn", "selloff", "sell off", "slump", "recession", "crisis", "turmoil",
])  # fmt: skip
"""Bad things that begin and end."""
_CHARGES = frozenset([
    "fine", "case against", "charges against", "verdict against", "ruling against", "complaint against",
    "probe", "investigation", "inquiry",
])  # fmt: skip
"""The same of a court; whom they are against may stand between them and their end."""
_RESTRAINTS = frozenset({"tariff", "sanctions", "ban", "clinical hold"})
"""What is in force until it is lifted; lifted to a number, it is raised."""
DOWN_EN = frozenset(
    {
        "loss",
        "losses",
        "decline",
        "drop",
        "fall",
        "slide",
        "slump",
        "declining",
        "downtrend",
        "sell off",
        "losing streak",
    }
)
UP_EN = frozenset({"gain", "advance", "rally", "rise", "rebound", "uptrend", "climb", "winning streak"})
_CUTS_EN = re.compile(r"(?:production|output|price|dividend|pay|wage|spending|staff|job) cuts?", re.IGNORECASE)
"""Two words that are one bad thing."""
_SUM = r"(?:[$€£]?\d[\d.,]*(?:\s?(?:tr|b|m)illion)?(?:-\w{3,7})?\s(?:(?:euro|dollar)s?\s)?)?"
_GAP_EN = (
    r"(?:\s(?:(?:a|an|the|its|their|his|her|this|any|all|some|most|much|part)\b ?(?:of (?:the |its |their )?)?)?"
    rf"(?:[\w.&-]{{1,20}}['’]s?\s)?{_SUM}"
    r"(?:(?!(?:with|at|in|on|to|by|for|as|and|but|after|amid)\b)[\w-]{2,16}\s){0,2}|\s)$"
)
_MAY = (
    r"(?:agree[sd]?|vote[sd]?|decide[sd]?|manage[sd]?|help(?:s|ed)?|fail(?:s|ed)?|able|plan(?:s|ned)?|yet) to |"
    r"will |would "
)
"""Before a bare verb; in a bid to end a strike it goes on."""
_ENDS = (
    r"halt(?:s|ed|ing)|suspend(?:s|ed|ing)|clos(?:es|ed|ing)|paus(?:es|ed|ing)|end(?:s|ed|ing)|cancel(?:s|l?ed|l?ing)|"
    r"scrap(?:s|ped|ping)|drop(?:s|ped|ping)|dismiss(?:es|ed|ing)|revers(?:es|ed|ing)|call(?:s|ed|ing) off|"
    r"resolv(?:es|ed|ing)|settl(?:es|ed|ing)|withdr(?:aws|ew|awing)|avert(?:s|ed|ing)|avoid(?:s|ed|ing)|escap(?:es|ed|ing)|dodg(?:es|ed|ing)|"
    r"shelv(?:es|ed|ing)|emerg(?:es|ed|ing) from|stav(?:es|ed|ing) off|ward(?:s|ed|ing) off|"
    r"(?:threw|throws|toss(?:es|ed)) out|(?:won|wins|winning) dismissal of|abandon(?:s|ed|ing)|"
    r"(?:scrap(?:s|ped)|abandon(?:s|ed)|drop(?:s|ped)|shelv(?:es|ed)) (?:its |their )?plans? (?:to|for)|"
    r"annul(?:s|led|ling)|overturn(?:s|ed|ing)|quash(?:es|ed|ing)|void(?:s|ed|ing)|str(?:ikes|uck) down|"
    rf"(?:{_MAY})(?P<bare>halt|suspend|pause|end|cancel|drop|dismiss|reverse|call off|resolve|settle|withdraw|avert|"
    r"avoid|stave off|ward off|stop)"
)
_LIFTS = r"lift(?:s|ed|ing)|remov(?:es|ed|ing)|waiv(?:es|ed|ing)|abolish(?:es|ed|ing)|eas(?:es|ed|ing)"
_TAKES_BACK = (
    r"par(?:es|ed|ing)|trim(?:s|med|ming)|eras(?:es|ed|ing)|g(?:ives|ave|iving) (?:up|back)|surrender(?:s|ed|ing)|"
    r"wip(?:es|ed|ing) out|claw(?:s|ed|ing) back|recoup(?:s|ed|ing)|revers(?:es|ed|ing)|recover(?:s|ed|ing)(?: from)?|"
    r"buck(?:s|ed|ing)|def(?:ies|ied|ying)|snap(?:s|ped|ping)|stem(?:s|med|ming)|curb(?:s|ed|ing)|"
    rf"(?:{_MAY})(?P<bare>pare|trim|erase|give up|recoup|recover|reverse|stem|curb)"
)
_BEFORE_THING = re.compile(rf"\b(?:{_ENDS}){_GAP_EN}", re.IGNORECASE)
_BEFORE_RESTRAINT = re.compile(rf"\b(?:{_ENDS}|{_LIFTS}){_GAP_EN}", re.IGNORECASE)
_BEFORE_MOVE = re.compile(rf"\b(?:{_TAKES_BACK}){_GAP_EN}", re.IGNORECASE)
_BE = r"\s(?:(?:was|were|is|are|been|being|be|has|have|had|finally|also|since|later)\s){1,4}"
_IS_OVER = (
    rf"(?:{_BE}(?:ended|averted|avoided|called off|cancell?ed|dismissed|dropped|reversed|resolved|settled|withdrawn|"
    r"annulled|overturned|quashed|voided|struck down|"
    r"scrapped|suspended|halted|paused|thrown out|over)|\s(?:has |have |had )?(?:ended|ends|ease|eased|eases|abated))\b"
    r"(?! (?:the|its|a|with|in an?)\b)"
)
_BEHIND_THING = re.compile(_IS_OVER, re.IGNORECASE)
_BEHIND_RESTRAINT = re.compile(
    r"(?:\s(?:on|against)(?:\s(?!was\b|were\b|is\b|are\b|has\b|have\b|had\b)[\w'’-]{2,16}){1,4})?"
    rf"(?:{_IS_OVER}|{_BE}(?:lifted|removed|waived|abolished|eased|relaxed|loosened)\b)",
    re.IGNORECASE,
)
"""A restraint may say on what it is: the ban on exports was eased."""
_BEHIND_CHARGE = re.compile(
    rf"(?:\s(?!was\b|were\b|is\b|are\b|has\b|have\b|had\b|and\b|but\b)[\w$€£.'’-]{{1,16}}){{0,5}}(?:{_IS_OVER}|"
    r"\s(?:closed|dropped|ended|dismissed|overturned|scrapped|closes|ends)\b"
    r"(?! (?:the|its|a|at|in|with|on|by|up|down)\b))",
    re.IGNORECASE,
)
_BEHIND_MOVE = re.compile(
    rf"(?:\s(?:in|of)(?:\s(?!(?:costs?|inflation|prices?|expenses?|debts?|claims|losses|unemployment|rates?|was|were|is|"
    r"are|has|have|had)\b)[a-z-]{2,16}){1,2})?"
    r"(?:\s(?:has |have |had )?(?:cooled|slow(?:s|ed)|eas(?:es|ed)|moderat(?:es|ed)|narrow(?:s|ed)|faded|"
    r"fizzled|stalled|evaporated|lost steam|ran out of steam|petered out)|"
    rf"{_BE}(?:pared|trimmed|erased|wiped out|reversed))\b",
    re.IGNORECASE,
)
"""It may say of what the move is (the decline in sales slowed); one in costs is the contrary."""
_CLEARED = re.compile(
    r"\b(?:cleared|acquitted|absolved|exonerated|not guilty|not liable) (?:him |it |her |them )?(?:of|for) ",
    re.IGNORECASE,
)
"""Before what somebody did not do: cleared of misleading investors."""
_TO_NUMBER = re.compile(r"[^.;]{0,30}?\b(?:to|by) [$€£]?\d")
THINGS_KO = frozenset([
    "감원", "감산", "파업", "소송", "과징금", "리콜", "제재", "관세", "벌금", "해고", "구조조정", "인력 감축",
    "법정관리", "워크아웃", "영업정지", "압수수색", "중단", "폐쇄", "철수",
    "횡령", "배임", "사기", "중징계", "제한", "상장폐지", "거래정지",
])  # fmt: skip
_SUIT_KO = re.compile(
    r"(?: ?[\d,.조억만천백]{1,12}원)?(?: ?부과)?(?: ?처분)? ?취소 ?(?:청구 ?)?소송(?:에서|을|도)? ?(?:[가-힣]{2} )?"
    r"(?:승소|이[겼긴기겨])|"
    r"에서 [^,.]{2,24}[을를] (?:피했|면했|피하게|면하게)|에서 [^,.]{2,16}(?:에|에게|[을를]) (?:이[겼긴]|승소|승리)"
)
"""Behind a fine or a lawsuit: the suit against it was won, and what it could have brought did not come."""
_LESS_KO = re.compile(
    r"(?: ?(?:부과액|총액|액수|규모|액))?(?:을|를|이|가|은|는|도)? ?(?:(?:기존|당초|종전) ?)?"
    r"(?:\S{1,16}(?:원|달러|유로)(?:에서|의| ?→)? ?)?"
    r"(?:(?:\S{1,16}(?:원|달러|유로)(?:으?로)?|절반(?:으로|가량)?|(?:\d+분의 ?\d+|\d[\d.]*%)(?:로|을|를)?) ?"
    r"(?:크게 |대폭 )?)?"
    r"(?:줄[였이여어었]|낮[췄추춰]|감액|깎[았아인이여였])(?!지|라|자|려|기 위|어야|아야)"
)
"""Behind a fine: it was made smaller, by or to an amount."""
_FINES_KO = frozenset({"과징금", "벌금", "배상금", "추징금"})
_BEHIND_KO = re.compile(
    r"(?: ?(?:사태|논란|분쟁)(?:를|을|가|이|도)? ?(?:마무리|일단락|매듭)|"
    r"(?: ?(?:부과|조치|절차|청구|처분|혐의|사유|위기|결정))?"
    r"(?:을|를|이|가|은|는|도|에서|에 대해|에)?\s?(?:[가-힣]{1,4} 앞두고 )?"
    r"(?:\d{1,3}(?:년|개월|일)(?:간|동안)? ?)?(?:(?:모두|전격|전면|조기|조기에|잠정|일시|결국|사실상) ?){0,2}"
    r"(?:철회|취하|중단|종료|취소|면제|감면|감경|경감|깎|유예|해제|졸업|피했|피하게|면했|면하게|모면|무죄|무혐의|벗었|벗게|"
    r"풀[렸리려린]|해소|접[고었은]|끝[내냈]))"
    r"(?!(?:를|을|가|이)?\s?(?:종료|끝|만료|중단|철회|불발))(?!\s?(?:청구|소송|요구|촉구|우려|여부|가능성|위기|논란|"
    r"[을를] (?:요구|촉구|요청|검토)|해야|하라(?!고 판결|는 판결)|하지|되지|돼야))"
)


def undone(sentence: str, hits: Sequence[Hit], lang: str) -> list[Hit]:
    """The words of a clause, each pair of a thing and what took it back as one polar word."""
    found: list[Hit] = []
    cleared = _CLEARED.search(sentence) if lang == "en" else None
    for hit in hits:
        if cleared and hit.start >= cleared.end() and hit.term.value < 0:
            continue
        pair = _korean(sentence, hit) if lang == "ko" else _english(sentence, hit, found)
        if pair is not None:
            found = [one for one in found if one.end <= pair.start]
            found.append(pair)
        elif not found or hit.start >= found[-1].end:
            found.append(hit)
    return found


def _pair(sentence: str, start: int, end: int, score: float) -> Hit:
    text = sentence[start:end]
    return Hit(start, end, Term(text, "polar", score, 0.0), text)


def _korean(sentence: str, hit: Hit) -> Hit | None:
    if hit.term.term not in THINGS_KO:
        return None
    behind = _BEHIND_KO.match(sentence, hit.end) or _SUIT_KO.match(sentence, hit.end)
    if behind is None and hit.term.term in _FINES_KO:
        behind = _LESS_KO.match(sentence, hit.end)
    return _pair(sentence, hit.start, behind.end(), TAKEN_BACK) if behind else None


def _english(sentence: str, hit: Hit, before: Sequence[Hit]) -> Hit | None:
    """The pair of a movement and what takes it back, else of a bad thing and what ends it, on either side of it."""
    term, start = hit.term.term, hit.start
    cuts = before and term in {"cut", "job cuts"} and _CUTS_EN.fullmatch(sentence, before[-1].start, hit.end)
    if cuts:
        start = before[-1].start
    sign = 1 if term in DOWN_EN else -1 if term in UP_EN else 0
    if sign and (pair := _around(sentence, start, hit.end, _BEFORE_MOVE, _BEHIND_MOVE, sign)):
        return pair
    if term in _RESTRAINTS and not _TO_NUMBER.match(sentence, hit.end):
        return _around(sentence, start, hit.end, _BEFORE_RESTRAINT, _BEHIND_RESTRAINT, 1)
    if term in _CHARGES:
        return _around(sentence, start, hit.end, _BEFORE_THING, _BEHIND_CHARGE, 1)
    if cuts or term in THINGS_EN:
        return _around(sentence, start, hit.end, _BEFORE_THING, _BEHIND_THING, 1)
    return None


def _around(  # noqa: PLR0917 - one place and the words of either side
    sentence: str, start: int, end: int, ahead: re.Pattern[str], behind: re.Pattern[str], sign: int
) -> Hit | None:
    """The thing at `start` to `end` with the words right before or behind it that end it."""
    low = max(0, start - _REACH)
    if match := ahead.search(sentence[low:start]):
        return _pair(sentence, low + match.start("bare" if match["bare"] else 0), end, sign * TAKEN_BACK)
    if found := behind.match(sentence, end):
        return _pair(sentence, start, found.end(), sign * TAKEN_BACK)
    return None
