"""Figures with a name: which price, index or amount a quantity is, in the words of the text.

A label is the owner and what is counted (`엔비디아 주가`), both read from the sentence; a pronoun
(`업체의 주가`) is followed back only to the same noun with a named owner, close by. No label, no figure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from digest.enrich.indices import indices
from digest.enrich.reader import read
from digest.enrich.units import CURRENCIES
from digest.model import Figure
from digest.text import sentences
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from digest.enrich.quantity import Quantity

_WHAT_KO = (
    "주가|종가|시가총액|매출액|매출|영업이익|영업손실|당기순이익|순이익|순손실|환율|목표주가|"
    "공모가|수출액|수출|수입액|무역수지|설비투자|거래대금|"
    "배당금|투자액|영업이익률|부채비율|점유율|기준금리|국제유가|수주액|수주잔고|자사주"
)
"""Share price, close, market value, sales, operating profit or loss, net profit or loss, exchange rate,
target price, offer price, exports, imports, trade balance, capital spending, turnover, dividend,
investment, margin, debt ratio, market share, policy rate, oil price, orders, backlog, own shares."""
_OWNED_KO = re.compile(
    rf"(?P<owner>[가-힣A-Za-z0-9&·/]{{2,24}}(?:\([A-Za-z0-9.]{{1,8}}\))?)(?:의)? (?P<what>{_WHAT_KO})(?=[은는이가"
    rf"을를도의]? "
    rf"|[은는이가을를도의]|$)"
)
_PRONOUNS = frozenset(
    [
        "업체",
        "회사",
        "동사",
        "이들",
        "양사",
        "그룹",
        "해당",
        "관련",
        "같은",
        "이날",
        "지난해",
        "올해",
        "전체",
        "분기",
        "당시",
        "최근",
        "하루",
        "개별",
        "전년",
        "기업",
        "연간",
        "누적",
        "순",
        "총",
        "국내",
        "미국",
    ]
)
"""Words that own nothing themselves: the firm, the company, they, the group, this day, last year ..."""
_PERIODS = frozenset(["지난해", "올해", "전년", "연간", "누적", "분기"])
"""Last year, this year, the year before, of the year, cumulative, quarter: they stay in the label."""
_WHAT_EN = (
    "shares|stock|share price|market value|market capitali[sz]ation|revenue|sales|net income|operating "
    "income|net profit|operating profit|price target|capital spending|capital expenditures"
)
_OWNED_EN = re.compile(
    rf"(?P<owner>(?:[A-Z][A-Za-z0-9&.\-]{{1,20}} ){{0,2}}[A-Z][A-Za-z0-9&.\-]{{1,20}})['’]s? (?P<what>{_WHAT_EN})\b"
)
_EN_SUBJECT = re.compile(
    r"(?P<owner>(?:[A-Z][A-Za-z0-9&\-]{1,20} ){0,2}[A-Z][A-Za-z0-9&\-]{1,20})(?: \([A-Z.:]{1,12}\))? (?P<what>sh"
    r"ares|stock|fell|dropped|rose|jumped|gained|closed|ended|plunged|tumbled|slid|climbed)\b"
)
_WHATS = re.compile(rf"(?:{_WHAT_KO})[은는이가도]?|\b(?:{_WHAT_EN})\b")
_LISTED_KO = re.compile(rf"(?:^|[,(]\s?|[고며]\s)(?P<what>{_WHAT_KO})(?=[은는이가도을를]?\s)")
"""A noun of a list whose owner stands before its first one: `테슬라 매출은 …, 순이익은 …`."""
_NO_OWNER = re.compile(r"(?:[고며서]|지만|는데|해|도|부문은?|부문의?|사업부[은는]?|대비|전망|예상|기간|동기)$")
"""Verbs that join clauses (rose and, fell while), parts of a firm, and comparisons own nothing."""
_PERIOD = re.compile(r"(?:[1-4]분기|상반기|하반기|작년|지난해|올해|(?:19|20)\d\d년|\d{1,2}월|연간|누적|연결|별도)")
_BEFORE_PERIOD = re.compile(
    r"(?:^|[\s,\"“])(?P<who>[가-힣A-Za-z0-9&·]{2,20}?)(?:\([^()]{1,12}\)|\[[^\[\]]{1,12}\])?(?:은|는|의)\s$"
)
"""A quarter, half or year owns nothing: the topic right before it (`가나전자는 2분기 매출`) does."""
_PRICES = frozenset(["주가", "종가", "목표주가", "공모가", "환율", "share price", "price target", "shares", "stock"])
"""Nouns whose value is a price of one unit."""
_MOMENTS = (
    (re.compile(r"장중|한때|\bintraday\b|\bhigh of\b|\blow of\b"), "장중", "intraday"),
    (re.compile(r"출발|개장|시초|\bopen(?:ed|ing)?\b"), "시가", "open"),
    (
        re.compile(r"마감|마쳤|마친|끝났|종가|거래를 끝|\bclos(?:ed?|ing)\b|\bended\b|\bfinished\b|\bsettled\b"),
        "종가",
        "close",
    ),
)
"""Intraday, open, close: which price of the day it is."""


class _Owned(NamedTuple):
    """A noun with its owner, and where it stands in its sentence."""

    start: int
    end: int
    owner: str
    what: str


class _Around(NamedTuple):
    """What else one sentence holds."""

    named: tuple[_Owned, ...]
    amounts: tuple[Quantity, ...]


def labelled(text: str, *, lang: str, published: date | None, n: int) -> tuple[Figure, ...]:
    """Up to `n` figures in the order of the text, each once; only exact values (`about` and ranges are left out)."""
    found: list[Figure] = []
    seen: set[tuple[str, str, str]] = set()
    owners: dict[str, tuple[str, int]] = {}
    every = read(text, lang=lang, published=published)
    for number, sentence in enumerate(sentences.split(text)):
        inside = [item for item in every if sentence.start <= item.start < sentence.end]
        amounts = [item for item in inside if item.unit in CURRENCIES]
        around = _Around(tuple(_owned(sentence.text, owners, number)), tuple(amounts))
        for item in inside:
            figure = _figure(item, sentence, around, lang)
            if figure is None:
                continue
            key = (figure.label, str(figure.value), str(figure.date))
            if key not in seen:
                seen.add(key)
                found.append(figure)
    return tuple(found[:n])


def _owned(text: str, owners: dict[str, tuple[str, int]], number: int) -> Iterable[_Owned]:
    """Every owned noun; pronouns resolved within two sentences, later nouns of a list owned as its first one."""
    found: list[_Owned] = []
    for match in [*_OWNED_KO.finditer(text), *_OWNED_EN.finditer(text)]:
        owner, what = (
            re.sub(r"\([^)]*\)$|(?<=[가-힣])의$|(?<=[가-힣])는$|(?<=[가-힣]{3})은$", "", match["owner"]),
            match["what"],
        )
        if _NO_OWNER.search(match["owner"]):
            continue
        if _PERIOD.fullmatch(owner) and (
            named := _BEFORE_PERIOD.search(text[max(0, match.start() - 40) : match.start()])
        ):
            whose = named["who"]
            if whose not in _PRONOUNS and not _NO_OWNER.search(whose):
                owner = f"{whose} {owner}"
        if owner in _PRONOUNS:
            known = owners.get(what)
            if known is None or number - known[1] > 2:
                continue
            owner = f"{known[0]} {owner}" if owner in _PERIODS else known[0]
        else:
            owners[what] = (owner, number)
        found.append(_Owned(match.start(), match.end(), owner, what))
    for match in _LISTED_KO.finditer(text):
        before = [entry for entry in found if entry.end <= match.start()]
        if before and not any(entry.end == match.end() for entry in found):
            last = before[-1]
            between = _WHATS.sub("", text[last.end : match.start()])
            if not _ANOTHER.search(between):
                found.append(_Owned(match.start(), match.end(), last.owner, match["what"]))
                found.sort()
    return sorted(found)


def _figure(item: Quantity, sentence: sentences.Sentence, around: _Around, lang: str) -> Figure | None:
    if item.approx not in {"", "about"} or item.kind not in {"level", "amount", "change"}:
        return None
    if item.unit not in CURRENCIES and item.unit != "pt":
        return None
    at = item.start - sentence.start
    before = sentence.text[max(0, at - 160) : at]
    marks = indices(before)
    label = None
    if item.unit == "pt" and marks and item.kind == "level" and not item.approx:
        moment = _moment(sentence.text, at + len(item.text), lang) or ("지수" if lang == "ko" else "level")
        label = f"{marks[-1].label} {moment}"
        label = label.replace("지수 지수", "지수")
    elif item.unit in CURRENCIES or item.kind == "change":
        near = [entry for entry in around.named if entry.end <= at]
        label = _owned_label(item, sentence, near[-1], around, lang) if near else None
    if label is None:
        return None
    value = abs(item.value) * item.direction if item.kind == "change" else item.value
    return Figure(
        label=clean_line(label), value=value, unit=item.unit, date=item.date, text=clean_line(item.text), by="importer"
    )


def _owned_label(item: Quantity, sentence: sentences.Sentence, noun: _Owned, around: _Around, lang: str) -> str | None:
    """The label of a quantity behind an owned noun, or None where it may be the number of something else."""
    at, text = item.start - sentence.start, sentence.text
    between, after = text[noun.end : at], text[at + len(item.text) : at + len(item.text) + 40]
    if _is_of_other(between, after, lang):
        return None
    price = noun.what in _PRICES
    if item.kind == "change":
        return f"{noun.owner} {noun.what} {_change(item.direction, price=price, lang=lang)}" if item.direction else None
    if price != (item.kind == "level"):
        return None
    if price:
        left = item.date is None and (_FROM_KO.match(after) or between.endswith("from "))
        return None if left else f"{noun.owner} {noun.what}"
    earlier = [q for q in around.amounts if noun.end <= q.start - sentence.start < at]
    if earlier or _OTHER_OBJECT.search(between) or _FROM_KO.match(after):
        return None
    return f"{noun.owner} 주당 {noun.what}" if between.rstrip().endswith("주당") else f"{noun.owner} {noun.what}"


def _is_of_other(between: str, after: str, lang: str) -> bool:
    """Whether the words around a quantity give it to another noun, another company or a comparison."""
    if _OTHER_TOPIC.search(between) or _WHATS.search(between) or between.count("(") > between.count(")"):
        return True
    if lang == "en" and (_OTHER_CLAUSE.search(between) or _GUESSED.match(after)):
        return True
    return bool(_COMPARED.match(after) or _GUESSED_KO.match(after))


_OTHER_TOPIC = re.compile(r"[가-힣]{2,}(?:은|는|도) (?!뒤|후|채|다음|가운데|동안)|, (?:while|and) [A-Z]|지만|반면")
"""Another topic between the noun and the number: the number may be its own."""
_ANOTHER = re.compile(r"[가-힣A-Za-z](?:은|는|도|의) |지만|반면|부문|사업부|자회사|가운데|[.;]")
"""Another topic or a part of the owner between two nouns of a list: the second may not be the first one's."""
_OTHER_OBJECT = re.compile(
    r"[가-힣](?:을|를|에|에게|에서|로|와|과|고|며|면서|해|자|으로)[ ,](?<!기준으로 )(?<!처음으로 )(?<!최대로 )"
)
"""Another object or clause between the noun and an amount (`매출 증가에 힘입어 공장 증설에 30억달러`)."""
_OTHER_CLAUSE = re.compile(
    r";|\b(?:after|while|as|when|since|because|said|says|but|than|versus|vs|estimates?|expect\w*|forecasts?|consensus"
    r"|which|it|its|they|their|who)\b"
)
"""In English, words that open another clause or a comparison."""
_GUESSED = re.compile(r"\s(?:[a-z]{1,12}\s)?(?:estimate|estimated|expected|forecast|consensus|expectations?)\b")
"""Behind a number: it is what was expected, not what was reported."""
_GUESSED_KO = re.compile(
    r"[^,.]{0,24}?(?:예상|전망|추정|예측|관측|점쳐|기대|계획|목표로"
    r"|것으로(?![^.]{0,20}(?:집계|나타|확인|알려|조사|파악|드러|전해)))"
)
"""What is expected, forecast, planned: a number that nobody has reported."""
_COMPARED = re.compile(r"\)?\s?(?:보다|대비|에 비해|에 못 미치|를 (?:밑|웃)도|을 (?:밑|웃)도)")
"""Than, against, below, above: the number is what the value is compared with."""
_FROM_KO = re.compile(r"에서(?!\s거래)")
"""`380달러에서 420달러로`: the value that was left. A day beside it makes it a fact of that day."""


def _change(direction: int, *, price: bool, lang: str) -> str:
    if lang == "ko":
        return ("상승" if price else "증가") if direction > 0 else ("하락" if price else "감소")
    return "gain" if direction > 0 else "loss"


def _moment(text: str, end: int, lang: str) -> str | None:
    """Which price of the day the words right behind (or before, in English) say it is."""
    tail = text[end : end + 24]
    behind = [(match.start(), entry) for entry in _MOMENTS if (match := entry[0].search(tail))]
    if behind:
        _, (_, korean, english) = min(behind, key=lambda pair: pair[0])
        return korean if lang == "ko" else english
    head = text[max(0, end - 60) : end]
    for pattern, _, english in _MOMENTS:
        if lang == "en" and pattern.search(head):
            return english
    if re.search(r"장중|한때", head[-12:]):
        return "장중"
    return None
