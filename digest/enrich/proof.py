"""Whether a name stands for the company: the proofs beside it, as two tables of rules.

What is sure alone needs no more than a look at what it is joined to; a name that is also a word,
a place, a person or a group needs one of these proofs, and loses to words of its other meaning.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from digest.enrich.names import alternatives, ambiguity, context, pattern
from digest.enrich.others import another
from digest.enrich.played import played

if TYPE_CHECKING:
    from digest.enrich.names import Candidate

_WORDS = context()
_FIRM = pattern(_WORDS["market"])
_MARKET = pattern((*_WORDS["market"], *_WORDS["move"]))
_BUSINESS = pattern(_WORDS["business"])
_OF_PERIOD = re.compile(r" (?:(?:올해|지난해|작년|\d{4}년) )?(?:[1-4]분기|상반기|하반기|연간|누적) (?:연결 )?")
"""Between a name and an account of it: SBS 3분기 매출."""
_DEAL = pattern(_WORDS["deal"])
_SHARE = pattern(_WORDS["share"])
_DESCRIBER = re.compile(rf"(?:{alternatives(_WORDS['describer'])})(?:인|이자|,)?[ ]?['\"‘“「『<〈]?$")
_SHARES_OF = re.compile(
    r"\b(?:(?:[Ss]hares|[Ss]tock) (?:of|in)|price target (?:on|for)|coverage (?:of|on)|rating (?:on|of|for)) $"
)
_SHARES_MOVED = re.compile(
    r"(?:['’]s?)? (?:shares|stock) (?:(?:have|has|were|was|also|briefly|initially) )?"
    r"(?:rose|fell|slid|sank|tumbled|dropped|plunged|slumped|jumped|gained|climbed|surged|soared|rallied|edged|dipped|"
    r"slipped|added|lost|shed|closed|opened|traded|ended|popped|spiked|advanced|declined|risen|fallen|up|down|rise|fall|jump|drop)\b"
)
"""Shares that moved, before or behind a name that is also a word: shares of Target, Block shares tumbled."""
_PRICE = re.compile(r"\s?[(\[（]\s?[+\-−▲▼△▽↑↓]?\s?\d[\d,.]{0,11}\s?(?:%|퍼센트|원|달러|엔|[,·)])")
_SIZE = re.compile(r"\d ?%|\d ?원")
_LEGAL = re.compile(r"(?:㈜|\(주\)|주식회사 ?|\(株\))$")
_LEGAL_AFTER = re.compile(r"(?:㈜|\(주\)| ?주식회사)")
_SYMBOL = re.compile(
    r"\s?[(\[（<]\s?(?:[A-Za-z가-힣]{2,8}\s?:\s?)?([0-9A-Z][0-9A-Z.]{0,7})(?:[.,·]\s?[A-Z가-힣]{1,8}|\sUS)?\s?[)\]）>]"
)
_CAPITAL = re.compile(r"(?<![A-Za-z0-9])([A-Z][a-z]+|Mr\.|Mrs\.|Ms\.|Dr\.|Sen\.|Rep\.)\s$")
_NEXT_CAPITAL = re.compile(
    rf"\s(?!(?:{alternatives(_WORDS['model'])})\b|Inc|Corp|Co\b|Ltd|Group|Holdings|Platforms|Motor|CEO|CFO|Chief|Chair|President|Stock|Shares|Q[1-4]|AI|[A-Z]{{3,}}|"
    r"(?:Drug|Deal|Boss|Profit|Sales|Revenue|Results|Earnings|Workers|Plant|To|Will|Has|Is|Said|And|In|On|As|At|For|With|"
    r"After|Over|Up|Down|Nears|Investors|Customers|Unit|Executive|Executives)\b)[A-Z][a-z]+"
)
_TITLE_NEXT = re.compile(r"\s[A-Z][a-z]{1,14}(?:s|ed|ing)\b")
_TITLE_BEFORE = re.compile(r"(?:s|ed|ing)$")
"""In a headline whose words are all capital: a verb beside the name, not a part of it."""
_LONG_WORD = re.compile(r"[A-Za-z]{4,30}")
_FEWEST_WORDS = 3
_MOSTLY = 0.7
"""Share of long words with a capital that makes an English headline in title case."""
_IN_PROSE = re.compile(r"[a-z],? $")
_ARTICLE = re.compile(r"(?<![A-Za-z])(?:[Tt]he|[Aa]|[Aa]n|[Tt]his|[Ee]very) $")
_NO_NOUN = re.compile(r"\s?(?:$|[.;:!?)\n]|, |(?:of|in|and|or|for|from|to|by|with|is|was|are|were|at|on|as)\b)")
"""An English name with an article stands before a noun (the Apple executive); without one it is a word (the Amazon)."""
_BEFORE_NOUN = re.compile(r" [가-힣]")
_AS_PLACE = re.compile(r"에서|로 |에 (?!대|따|의|비|맞|밀|이어|뒤|앞서|납품|공급|팔|넘|투자|매각|추월)")
"""A Korean name that stands as a place or a state."""
_TITLE_REST = re.compile(r" [가-힣]{2,8}(?: [가-힣]{2,8})?['’》〉]")
_HEADLINE = re.compile(r"(?:^|\n|\] ?)['\"‘“]?$")
_OPENING = re.compile(r"(?:^|[\n,.\"'“‘「…])\s?$")
_IRREGULAR = (
    "said|would|grew|lost|paid|rose|fell|slid|will|cut|has|beat|won|sold|bought|made|took|saw|gave|led|met|shut|left|went|"
    "became|began|sank|swung|sought|held|kept|built|got|had|hit|set|told|ran|spun|spent|chose|drew|brought|struck|quit|forecast"
)
_SUBJECT = re.compile(
    r"(?:은|는|이|가|의|도)(?![가-힣])|['’]s?(?![A-Za-z])|"
    rf" (?:[a-z]{{2,14}}(?:s|ed)|to [a-z]{{2,14}}|stock|{_IRREGULAR})\b"
)
"""A particle of the subject or owner, or an English verb right after the name."""
_FREE = frozenset(_WORDS["free"])
"""English words with a capital that stand before a name and are no part of it: a first word, a day, a nation."""


_ACTED = re.compile(rf" (?:[a-z]{{2,14}}ed|must|may|can|could|should|{_IRREGULAR})\b")
"""A verb behind a word with an article: the Dow took a hit."""


class _Around(NamedTuple):
    """A candidate and the words around it."""

    candidate: Candidate
    text: str
    low: int
    high: int
    market: bool
    plain: str = ""
    """The sentence in small letters when it is a headline in title case, else empty."""


def _own_code(at: _Around) -> bool:
    security = at.candidate.name.security
    symbol = _SYMBOL.match(at.text, at.candidate.stop) or _SYMBOL.match(at.text, at.candidate.end)
    return symbol is not None and symbol[1] in {security.code, security.code.partition(".")[0]}


def _legal(at: _Around) -> bool:
    start, end = at.candidate.start, at.candidate.end
    before = at.text[max(at.low, start - 6) : start]
    return bool(at.candidate.legal or _LEGAL.search(before) or _LEGAL_AFTER.match(at.text, end))


def _moved(at: _Around) -> bool:
    """An English name of whose shares the text speaks; 'block shares' without a capital is no candidate."""
    start, end = at.candidate.start, at.candidate.end
    if not at.candidate.name.text.isascii() or at.candidate.name.level == "noun" or _longer(at):
        return False
    before = at.text[max(at.low, start - 18) : start]
    return bool(_SHARES_OF.search(before) or _SHARES_MOVED.match(at.text, end))


def _doubtful(at: _Around) -> bool:
    start, end, bad = at.candidate.start, at.candidate.end, at.candidate.name.not_with
    before, after = at.text[max(at.low, start - 40) : start], at.text[end : min(at.high, end + 40)]
    return bad is not None and bad.search(f"{before}\n{after}") is not None


def _described(at: _Around) -> bool:
    start = at.candidate.start
    before = at.text[max(at.low, start - 16) : start]
    return at.candidate.name.level != "group" and _DESCRIBER.search(before) is not None


def _longer(at: _Around) -> bool:
    start, _end, stop, name, _legal_form = at.candidate
    return name.text.isascii() and _longer_name(at, start, stop)


def _common_noun(at: _Around) -> bool:
    start, end, name = at.candidate.start, at.candidate.end, at.candidate.name
    if not name.text.isascii() or at.candidate.stop != end:
        return False
    if not _ARTICLE.search(at.text[max(at.low, start - 6) : start]):
        return False
    return bool(_NO_NOUN.match(at.text, end) or (name.level == "common" and _ACTED.match(at.text, end)))


def _heads(at: _Around) -> bool:
    """The subject of a Korean headline, cut off by a comma: 대상, 1분기 영업이익 늘어."""
    start, end = at.candidate.start, at.candidate.end
    if at.candidate.name.level not in {"noun", "common"} or not at.text.startswith(", ", end):
        return False
    return at.market and _HEADLINE.search(at.text[max(0, start - 3) : start]) is not None


def _likely(at: _Around) -> bool:
    """A name that is rarely another thing, unless it stands like one in Korean: … 기아 상태, 아마존에서.

    Words of the market or of business anywhere in the sentence clear it, and so does its first place: 애플 맥북 출시.
    """
    end, name = at.candidate.end, at.candidate.name
    if name.level != "likely":
        return False
    if name.text.isascii() or at.market or _any_business(at) or _acts(at):
        return True
    return _AS_PLACE.match(at.text, end) is None and (_opens(at) or _BEFORE_NOUN.match(at.text, end) is None)


def _is_market(at: _Around) -> bool:
    """Words of the market that no club has; a club climbs (올랐다) and pulls ahead too, but by no percentage."""
    sized = at.market and _SIZE.search(at.text, at.low, at.high) is not None
    return sized or _FIRM.search(at.text, at.low, at.high) is not None


def _titled(at: _Around) -> bool:
    """The first word of a title in quotation marks: 신보 '애플 크러시'."""
    if at.market or at.text[max(at.low, at.candidate.start - 1) : at.candidate.start] not in {"'", "‘", "《", "〈"}:
        return False
    return _TITLE_REST.match(at.text, at.candidate.end) is not None and not _any_business(at)


def _opens(at: _Around) -> bool:
    return _OPENING.search(at.text[max(0, at.candidate.start - 3) : at.candidate.start]) is not None


def _acts(at: _Around) -> bool:
    return bool(
        _SUBJECT.match(at.text, at.candidate.end) or (at.plain and _SUBJECT.match(at.plain, at.candidate.end - at.low))
    )


def _traded(at: _Around) -> bool:
    level, stop = at.candidate.name.level, at.candidate.stop
    if at.market and (level in {"weak", "group"} or (level == "common" and (_acts(at) or not _opens(at)))):
        return True
    period = _OF_PERIOD.match(at.text, stop)
    return _SHARE.match(at.text, period.end() if period else stop + (at.text[stop : stop + 1] == " ")) is not None


def _in_business(at: _Around) -> bool:
    name = at.candidate.name
    if name.level not in {"weak", "common"}:
        return False
    if _any_business(at) and (name.level == "weak" or (_opens(at) and _acts(at))):
        return True
    acted = _ACTED.match(at.text, at.candidate.end) is not None
    if name.level == "weak":
        own = acted
    else:
        own = name.text.isascii() and not name.text.isupper() and (acted if _opens(at) else _capital(at))
    return own and (_any_business(at) or _DEAL.search(at.text, at.low, at.high) is not None)


def _capital(at: _Around) -> bool:
    """An English word with a capital where a word has none: an EU probe into Visa."""
    if ambiguity()[at.candidate.name.text].gloss.startswith("a surname"):
        return False
    low = max(at.low, at.candidate.start - 3)
    return not at.plain and _IN_PROSE.search(at.text, low, at.candidate.start) is not None


def _any_business(at: _Around) -> bool:
    return bool(_BUSINESS.search(at.text, at.low, at.high) or _BUSINESS.search(at.plain))


_BESIDE = (
    ("code", 2.0, _own_code),
    ("other", 0.0, lambda at: another(at.candidate, at.text)),
    ("price", 1.5, lambda at: _PRICE.match(at.text, at.candidate.end) is not None),
    ("legal", 1.5, _legal),
    ("name", 1.0, lambda at: at.candidate.name.level == "strong"),
)
"""Rules for every name, in order; the first that holds decides."""
_AMBIGUOUS = (
    ("market", 1.1, _moved),
    ("doubt", 0.0, _doubtful),
    ("described", 1.2, _described),
    ("other", 0.0, _longer),
    ("other", 0.0, _common_noun),
    ("other", 0.0, lambda at: not _is_market(at) and played(at.text, at.low, at.high, business=_any_business(at))),
    ("other", 0.0, _titled),
    ("name", 1.0, lambda at: at.candidate.name.level == "team" or _likely(at)),
    ("market", 1.1, _heads),
    ("market", 1.1, _traded),
    ("business", 1.0, _in_business),
)
"""Rules for names that are also something else, in order."""


def proof(candidate: Candidate, text: str, low: int, high: int) -> tuple[str, float]:
    """The rule that holds and its score: `other` when it is something else, `doubt` when only a list may save it."""
    around = _Around(candidate, text, low, high, market=False)
    for rule, score, holds in _BESIDE:
        if holds(around):
            return rule, score
    plain = _title_case(text, low, high) if candidate.name.text.isascii() else ""
    market = bool(_MARKET.search(text, low, high) or _MARKET.search(plain))
    around = around._replace(market=market, plain=plain)
    for rule, score, holds in _AMBIGUOUS:
        if holds(around):
            return rule, score
    return "", 0.0


def _longer_name(at: _Around, start: int, stop: int) -> bool:
    """Part of a longer English name: Harrison Ford, Target Field."""
    before = _CAPITAL.search(at.text[max(at.low, start - 24) : start])
    if before and before[1] not in _FREE and not (at.plain and _TITLE_BEFORE.search(before[1])):
        return True
    if stop != at.candidate.end and not at.candidate.legal:
        return False
    if at.plain and _TITLE_NEXT.match(at.text, stop):
        return False
    return _NEXT_CAPITAL.match(at.text, stop) is not None


def _title_case(text: str, low: int, high: int) -> str:
    """The sentence in small letters when most of its long words begin with a capital, else nothing."""
    words = [match[0] for match in _LONG_WORD.finditer(text, low, high)]
    capital = sum(word[0].isupper() for word in words)
    return text[low:high].lower() if len(words) >= _FEWEST_WORDS and capital >= _MOSTLY * len(words) else ""
