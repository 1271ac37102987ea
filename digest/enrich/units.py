"""What a number counts: currencies, percentages, points, shares, people, days.

The table is `digest/data/quantity_units.csv`. A unit is read only where the text allows it: many
Korean counters are also the first syllable of common words (`주` share, `주가` share price).
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Unit:
    """One row of the table. `kind`: money, percent, points, index, ratio, count, duration, rank, none."""

    word: str
    code: str
    factor: Decimal
    kind: str


_WEAK = frozenset(
    [
        "원",
        "불",
        "엔",
        "프로",
        "배",
        "개",
        "건",
        "대",
        "척",
        "장",
        "종",
        "채",
        "기",
        "주",
        "명",
        "인",
        "톤",
        "일",
        "달",
        "년",
        "위",
        "분",
        "시간",
        "가구",
        "세대",
        "달",
        "p",
        "t",
    ]
)
"""Units that are also the start of other words; what follows them must be a particle or the like."""
_FOLLOWER = re.compile(
    r"(?![가-힣A-Za-z])|[을를이가은는의에도만로과와씩여선당쯤였다며고나인라란뿐급치째간들간]|"
    r"어치|짜리|가량|정도|안팎|내외|"
    r"까지|부터|에서|보다|마다|이상|이하|미만|초과|규모|수준|넘|으로|이나|상당|대[를의에로까 "
    r"]|하락|상승|오른|내린|올라|떨어|증가|감소|"
    r"늘어|줄어|연속|동안|만에|전|후|뒤|앞|미|웃|밑|밖|조차|마저|엔|꼴|매수|매도|순|돌파|투자|뛴|뛰|급등|급락|인상|인하"
)
_STOP = re.compile(
    r"원(?:전|자력|칙|유|인|소|천기술|화|스토어)|엔(?:비디|터|진|씨|솔|켐|드|지니)|유로(?:존|"
    r"스톡스|피|넥스트)|프랑스|위안(?:부)|프로(?:그램|젝트|세서|모션)|"
    r"배(?:당|럴|터|경|송|출|분)|개(?:발|선|인|정|편|별|최|장|미|시|월물|방)|건(?:설|강|물|"
    r"전|네)|대(?:비|형|출|응|통|기업|그룹|표|신|우|한|상|만|규모|교역|주주|의원)|"
    r"장(?:중|초|기|비|마|외|세|관)|종(?:가|합|료|전|류|속)|기(?:관|업|준|존|록|대|술|반|금|아|자|간|말)|"
    r"주(?:가|식|요|주|당|간사|춤|도|력|목|문|장|택|최|중|말|체|년|인공|만에)|명(?:목|분|령|"
    r"단|확|의)|인(?:상|하|공|수|텔|도|플|터|사|기|력|근|프)|"
    r"일(?:본|부|반|제|단|정|자|봉|각|론|대)|달(?:리|성|라)|년(?:물|생|차|도|형|째 만)|위(?:원|"
    r"험|기|협|축|법|해|반)|분(?:기|기배|의|석|야|쟁|할|양|류|위)|"
    r"시간(?:외|당|대|표)|세대|채(?:권|무|용|널)|톤(?:당)|척도|불(?:확|안|과|공|법|황)|가구업"
)
_TOP = re.compile(
    r" ?(?:대 ?(?:그룹|기업|교역|은행|증권|품목|로펌|건설|제약|주주|초반|후반|중반|남성|여성|"
    r"청년|직장|시중|금융|뉴스|지주|과제|분야|업종|통신|재벌|투자자))"
)
"""`10대 그룹` (top ten groups), `30대 남성` (men in their thirties): no count of machines."""
_NOT_SHARES = re.compile(r" ?주 ?(?:최고|최저|신고|신저|간|만|연속|째|동안|후|뒤|전|앞|내|차|일|새|사이|기준 최)")
"""`52주 최고` (52-week high), `3주 만에`: weeks, no shares."""

_HANGUL = re.compile("[가-힣]")
_NEAR = 80
"""How far from `p` a Korean letter must stand: Korean papers print points so, English ones pence (180p a share)."""


def _pattern(words: list[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=len, reverse=True)
    return re.compile(" ?(" + "|".join(map(re.escape, ordered)) + r")")


@cache
def table() -> dict[str, Unit]:
    """Unit by its word, as printed."""
    with resources.files("digest.data").joinpath("quantity_units.csv").open(encoding="utf-8") as file:
        return {
            row["word"]: Unit(row["word"], row["unit"], Decimal(row["factor"]), row["kind"])
            for row in csv.DictReader(file)
        }


@cache
def _words() -> re.Pattern[str]:
    return _pattern(list(table()))


CURRENCIES = frozenset(
    re.findall(
        r"[A-Z]{3}",
        "KRW USD EUR JPY CNY GBP CHF HKD TWD CAD AUD NZD SGD INR RUB BRL THB IDR MYR SEK TRY SAR AED "
        "NOK DKK PLN MXN ZAR PHP VND ILS CZK HUF",
    )
)
_SYMBOLS = {
    "US$": "USD", "U.S.$": "USD", "C$": "CAD", "CA$": "CAD", "A$": "AUD", "AU$": "AUD", "HK$": "HKD", "NT$": "TWD",
    "S$": "SGD", "NZ$": "NZD", "R$": "BRL", "CN¥": "CNY", "RMB": "CNY", "JP¥": "JPY", "$": "USD", "＄": "USD",
    "€": "EUR",
    "£": "GBP", "￡": "GBP", "¥": "JPY", "￥": "JPY", "₩": "KRW", "￦": "KRW", "₹": "INR", "Rs.": "INR", "Rs": "INR",
}  # fmt: skip
_BEFORE = re.compile(
    r"(?:(?<![A-Za-z])(?:" + "|".join(sorted(CURRENCIES | {"RMB"})) + r")|"
    + "|".join(re.escape(symbol) for symbol in sorted(_SYMBOLS, key=len, reverse=True))
    + r") ?$"
)  # fmt: skip


def currency_before(text: str, at: int) -> tuple[str, int] | None:
    """ISO code of the currency mark that ends right before `at`, and where the mark starts.

    None for the dollar of a country that is not in the table: `MX$3 billion` is no sum in US dollars.
    """
    match = _BEFORE.search(text, max(0, at - 6), at)
    if match is None:
        return None
    mark = match.group().strip()
    if mark == "$" and "A" <= text[match.start() - 1 : match.start()] <= "Z":
        return None
    return _SYMBOLS.get(mark, mark), match.start()


_JEON = re.compile(
    r" ?(?P<jeon>\d{1,2})전(?=[에을를으이의은는보대가도만까 ,.)]|$|오른|내린|상승|하락|떨어|올라)(?! ?\d)"
)
"""A hundredth of a won, as exchange rates print it (`1,164원90전`)."""


def jeon_after(text: str, at: int) -> tuple[Decimal, int] | None:
    """The hundredths of a won that end a sum in won at `at`, and where they end; None if there are none."""
    match = _JEON.match(text, at)
    return (Decimal(match["jeon"]).scaleb(-2), match.end()) if match else None


def unit_after(text: str, at: int, *, scaled: bool = False, decimal: bool = False) -> tuple[Unit, int] | None:  # noqa: PLR0911 - one line a refusal
    """The unit whose word starts at `at` (after at most one space) and where it ends; None if there is none.

    `scaled` says that a myriad was named (`1만주`), which settles most doubts; `decimal` that the
    number has decimals, which no counter of people or things has.
    """
    hyphen = (
        1 if text[at : at + 1] == "-" and text[at + 1 : at + 2].isalpha() and text[at + 1 : at + 2].isascii() else 0
    )
    match = _words().match(text, at + hyphen)
    if match is None:
        return None
    word, end = match[1], match.end()
    start = match.start(1)
    if word[-1].isascii() and word[-1].isalnum() and re.match(r"[A-Za-z0-9]", text[end : end + 1]):
        return None
    stop = _STOP.match(text, start)
    if stop and stop.end() > end and (start > at or word in {"엔", "유로", "프랑"}):
        return None
    if word == "위" and start > at and text.startswith("로", end):
        return None
    if word == "대" and _TOP.match(text, at):
        return None
    if word == "주" and not scaled and _NOT_SHARES.match(text, at):
        return Unit("주", "week", Decimal(1), "duration"), end
    if word in _WEAK and not _FOLLOWER.match(text, end):
        return None
    if word == "p" and not _HANGUL.search(text, max(0, at - _NEAR), end + _NEAR):
        return None
    unit = table()[word]
    if decimal and not scaled and unit.kind in {"count", "rank"} and unit.code in {"count", "people", "shares", "rank"}:
        return None
    return unit, end
