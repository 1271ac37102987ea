"""Whether a name with what stands around it is something else: a team, money, a fund, a holding company, a member.

한화 1조원 is an amount in won, 현대중공업 지주 is the holding company, SK 실트론 is a company of the group that no
market lists, KODEX 테슬라 is a fund. Such a name is nobody: the row of another company would be wrong, and an empty
field is not.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from digest.enrich.names import alternatives, context
from digest.enrich.particles import tail

if TYPE_CHECKING:
    from digest.enrich.names import Candidate

_DATA = Path(__file__).resolve().parents[1] / "data"
_WORDS = context()


_FOLLOWER = re.compile(rf"[ ·](?:{alternatives(_WORDS['follower'])})(?![A-Za-z])")
"""A team, a foundation, a place of that name."""
_GROUP = re.compile(rf" ?(?:{alternatives(_WORDS['group'])})(?![A-Za-z])")
"""The business group: 한화 그룹."""
_HOLDING = re.compile(r" ?(?:지주|홀딩스)(?!사|회사|가 되|로 전환)")
"""The holding company of that name; 한진칼 지주사 전환 speaks of the company itself."""
_MONEY = frozenset(_WORDS["money"])
"""Names that are also the money of the country."""
_AMOUNT = re.compile(
    r"(?:로(?![가-힣])| ?(?:기준|환산|표시|결제)(?![가-힣]*주)|"
    r":? ?[(（]?(?:(?:약|대략|총|무려|최대|최소|연간?|매년|각각|우리 ?돈) ?){0,2}"
    r"(?:\d[\d,.]{0,14} ?여? ?[조억만천백십경원]|(?:수|몇) ?[십백천만억조]+ ?[억조만]?[ ]?원))"
)
"""An amount of money behind 한화: in won."""
_FOREIGN = re.compile(r"(?:달러|위안|엔|유로|파운드|루피|루블|동|프랑|페소|바트|링깃|크로나)화? ?[(（\[=·,/] ?$")
"""An amount of foreign money before it: 10억달러(한화 …)."""
_WON = re.compile(r"원 ?[(（]$")
"""An amount in won before it: 1조원(한화)."""
_ORDINARY = re.compile(
    rf" (?:[\d'\"‘’“”「『<(]|(?:{alternatives(_WORDS['ordinary'])})|[가-힣]{{1,7}}다(?=[\s.,!?…]|$))",
)
"""A word of any sentence behind the name of a group: 주가, 회장, 이번, 올랐다."""
_FUND = re.compile(rf"(?<![A-Za-z가-힣])(?:{alternatives(_WORDS['fund'])}) (?:(?:미국|글로벌|한국|차이나|US) ?)?$")
"""The brand of a fund before the name: KODEX 엔비디아 채권혼합."""
_PRODUCT = re.compile(
    rf"(?:[ -]?(?:\d(?:\.\d)?(?:배|[Xx])|{alternatives(_WORDS['product'])})(?![A-Za-z])){{0,6}}"
    rf"[ -]?(?:{alternatives(_WORDS['product_end'])})(?![A-Za-z])"
)
"""A fund or note on the shares behind the name: 테슬라 2배 레버리지 ETF, Tesla Bull 2X ETF."""
_FUND_EN = re.compile(r" (?:[A-Z][A-Za-z0-9&-]{1,14} ){1,5}(?:Trust|Fund|ETF)(?![A-Za-z])")
"""A fund of the firm's name: Invesco QQQ Trust."""
_TOURNAMENT = re.compile(
    r" (?:Open|Classic|Masters)"
    r"(?=\s(?:in|at|on|golf|tennis|final|finals|champion|title|tournament|was|is|ended|begins)\b|[.,;:]|$)"
)
"""What a company sponsors: the Sony Open."""
_INITIALS_BEFORE = re.compile(r"(?<![A-Za-z])(?!M&A|R&D|S&P|P&L|Q&A)[A-Z]&[A-Z] $")
"""The first word of another company's name: H&R Block."""
_LOCAL = re.compile(
    rf" ?(?:{alternatives(_WORDS['local_ko'])})(?! (?:{alternatives(_WORDS['local_ko_not'])}))"
    rf"| (?:{alternatives(_WORDS['local_en'])})(?![A-Za-z]|-[A-Za-z]| (?:[A-Z]|{alternatives(_WORDS['local_en_not'])}))"
)
"""A company of its own in one country: 구글코리아, Nestle India; not Apple India sales, SK 코리아 디스카운트."""
_MR = re.compile(r" 씨(?:[는가의를와도]|에게|한테|네)?(?![가-힣A-Za-z0-9])")
"""Behind the name of a person."""
_GIVEN = re.compile(
    rf"(?<![A-Za-z])(?:(?:{alternatives(_WORDS['given'])})|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Sgt|Capt|Lt|Prof)\.|"
    r"Mayor|Judge|Senator|Governor|Professor|Sheriff|Officer|Detective|Rev\.|Reverend)"
    r"(?: [A-Z]\.)? $"
)
"""A given name or a title before an English name: Walter Kroger, Mayor Moody."""
_LEGAL = re.compile(r"㈜|\(주\)|주식회사|Inc\.|Corp\.")
"""A name with its legal form is the holding company itself: SK㈜ C&C."""
_PERSON = re.compile(
    r" [강고곽구권김남노류명문박배백서성손송신안양오유윤이임장전정조주차최한허홍황][가-힣]{2}"
    r" (?:[가-힣]{1,4} )?(?:회장|부회장|사장|부사장|대표|의장|총수|전무|상무|이사|CEO)"
)
"""The head of a group with a name before the title: SK 최태원 회장."""
_FOUNDER = re.compile(
    r", (?:the |a |an |its |the company['’]s )?(?:[a-z-]{3,12} )?"
    r"(?:designer|founder|co-founder|billionaire|entrepreneur|philanthropist)\b(?! (?:member|of))"
)
"""Behind a name that is that of a person: Ralph Lauren, the designer."""
_WORD = re.compile(r" (?:[가-힣]|[A-Z][A-Z&]|[A-Z][a-z]?[A-Z])")
_INITIALS = re.compile(
    r" (?:CEO|CFO|COO|CTO|CIO|IPO|ESG|AI|US|EU|UK|EV|IR|R&D|M&A|ADR|GDR|HQ|Q[1-4])(?![0-9A-Za-z가-힣])"
)
_OPENS = frozenset(
    [" ", "·", ",", "-", "지", "홀", *"0123456789"]
    + [word[0] for kind in ("product", "product_end", "group", "local_ko") for word in _WORDS[kind]]
)
"""The first letter of whatever may make a name another that stands before it."""
_BRAND = 32
"""Most characters of a fund's brand and what stands between it and the name."""


@lru_cache(maxsize=1)
def _members() -> dict[str, tuple[str, ...]]:
    """Members of each group or parent that are no rows of the table, longest first."""
    with (_DATA / "affiliates.csv").open(encoding="utf-8", newline="") as file:
        return {
            row["parent"]: tuple(sorted(row["members"].split("|"), key=len, reverse=True))
            for row in csv.DictReader(file)
        }


def another(candidate: Candidate, text: str) -> bool:
    """True when the name at `candidate` is not its company, whatever the sentence says."""
    end, name = candidate.end, candidate.name.text
    if text[end : end + 1] in _OPENS and _followed(candidate, text):
        return True
    if name.isascii() and (
        _INITIALS_BEFORE.search(text, max(0, candidate.start - 4), candidate.start) or person(candidate, text)
    ):
        return True
    if _FUND.search(text, max(0, candidate.start - _BRAND), candidate.start):
        return True
    if name in _MONEY and _in_won(candidate, text):
        return True
    return _member(candidate, text)


def _followed(candidate: Candidate, text: str) -> bool:
    """True when what stands behind the name makes it another: a team, a fund, a group, a company of one country."""
    end, name = candidate.end, candidate.name.text
    if any(words.match(text, end) for words in (_FOLLOWER, _HOLDING, _MR, _LOCAL, _FOUNDER, _PRODUCT)):
        return True
    if name.isascii() and (_TOURNAMENT.match(text, end) or (not candidate.legal and _FUND_EN.match(text, end))):
        return True
    if candidate.legal or "Group" in name + candidate.name.security.name_en:
        return False
    return _GROUP.match(text, end) is not None


def person(candidate: Candidate, text: str) -> bool:
    """True when an English name stands behind a given name or a title: it is a surname there."""
    name, start = candidate.name.text, candidate.start
    return name.isascii() and " " not in name and _GIVEN.search(text, max(0, start - _BRAND), start) is not None


def _in_won(candidate: Candidate, text: str) -> bool:
    before = text[max(0, candidate.start - 8) : candidate.start]
    behind = _WON.search(before) and text.startswith((")", "）"), candidate.end)
    return bool(behind or _AMOUNT.match(text, candidate.end) or _FOREIGN.search(before))


def _member(candidate: Candidate, text: str) -> bool:
    """A company of the group: one that is known, or behind the group, written apart, any word of no sentence."""
    end, name = candidate.end, candidate.name
    apart = text[end : end + 1] == " "
    if candidate.legal:
        return False
    for member in _members().get(name.text, ()):
        if text.startswith(member, end + apart) and tail(text, end + apart + len(member)) is not None:
            return True
    if not apart:
        return False
    if (name.level != "group" and "group" not in name.security.flags) or _LEGAL.search(name.text):
        return False
    if not _WORD.match(text, end) or _INITIALS.match(text, end):
        return False
    return _ORDINARY.match(text, end) is None and _PERSON.match(text, end) is None
