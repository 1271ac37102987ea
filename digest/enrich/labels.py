"""Figures with a name: which price, index or amount a quantity is, in the words of the text.

A label is the owner and what is counted (`엔비디아 주가`), both read from the sentence; a pronoun
(`업체의 주가`) is followed back only to the same noun with a named owner, close by. No label, no figure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

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
    rf"(?P<owner>[가-힣A-Za-z0-9&·]{{2,24}}(?:\([A-Za-z0-9.]{{1,8}}\))?)(?:의)? (?P<what>{_WHAT_KO})(?=[은는이가"
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


def labelled(text: str, *, lang: str, published: date | None, n: int) -> tuple[Figure, ...]:
    """Up to `n` figures in the order of the text, each once; only exact values (`about` and ranges are left out)."""
    found: list[Figure] = []
    seen: set[tuple[str, str, str]] = set()
    owners: dict[str, tuple[str, int]] = {}
    every = read(text, lang=lang, published=published)
    for number, sentence in enumerate(sentences.split(text)):
        inside = [item for item in every if sentence.start <= item.start < sentence.end]
        named = list(_owned(sentence.text, owners, number))
        for item in inside:
            figure = _figure(item, sentence, named, lang)
            if figure is None:
                continue
            key = (figure.label, str(figure.value), str(figure.date))
            if key not in seen:
                seen.add(key)
                found.append(figure)
    return tuple(found[:n])


def _owned(text: str, owners: dict[str, tuple[str, int]], number: int) -> Iterable[tuple[int, int, str, str]]:
    """Start, end, owner and what of every owned noun; pronouns resolved within two sentences."""
    for match in [*_OWNED_KO.finditer(text), *_OWNED_EN.finditer(text)]:
        owner, what = re.sub(r"\([^)]*\)$|(?<=[가-힣])의$", "", match["owner"]), match["what"]
        if owner in _PRONOUNS:
            known = owners.get(what)
            if known is None or number - known[1] > 2:
                continue
            owner = known[0]
        else:
            owners[what] = (owner, number)
        yield match.start(), match.end(), owner, what


def _figure(
    item: Quantity, sentence: sentences.Sentence, named: list[tuple[int, int, str, str]], lang: str
) -> Figure | None:
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
    elif (item.unit in CURRENCIES and item.kind in {"level", "amount"}) or (item.kind == "change" and named):
        near = [entry for entry in named if entry[1] <= at]
        if near and not _OTHER_TOPIC.search(sentence.text, near[-1][1], at):
            label = f"{near[-1][2]} {near[-1][3]}"
            price = near[-1][3] in {
                "주가",
                "종가",
                "목표주가",
                "공모가",
                "환율",
                "share price",
                "price target",
                "shares",
                "stock",
            }
            if price != (item.kind == "level") and item.kind != "change":
                label = None
            elif item.kind == "change":
                label = None if not item.direction else f"{label} {_change(item.direction, lang)}"
    if label is None:
        return None
    value = abs(item.value) * item.direction if item.kind == "change" else item.value
    return Figure(
        label=clean_line(label), value=value, unit=item.unit, date=item.date, text=clean_line(item.text), by="importer"
    )


_OTHER_TOPIC = re.compile(r"[가-힣]{2,}(?:은|는) (?!뒤|후|채|다음|가운데|동안)|, (?:while|and) [A-Z]|지만|반면")
"""Another topic between the noun and the number: the number may be its own."""


def _change(direction: int, lang: str) -> str:
    if lang == "ko":
        return "증가" if direction > 0 else "감소"
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
