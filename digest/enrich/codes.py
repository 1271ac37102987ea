"""Codes that a text writes out: `(NASDAQ: NVDA)`, `$TSLA`, `(247540, KQ)`, `005930.KS`, `<AAPL.O>`.

A bare word in capitals is no code: AI, IT, FT and CEO are listed symbols too. A bare symbol counts
only beside a word for shares, or when the same text names its company.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from digest.enrich.names import ambiguity
from digest.enrich.securities import KOREAN, KOREAN_CODE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.enrich.securities import Securities
    from digest.model import Security

_MARKETS = {
    "NASDAQ": ("XNAS",),
    "NASDAQGS": ("XNAS",),
    "나스닥": ("XNAS",),
    "NYSE": ("XNYS",),
    "뉴욕증권거래소": ("XNYS",),
    "뉴욕증시": ("XNYS", "XNAS"),
    "KRX": ("XKRX", "XKOS", "XKON"),
    "KOSPI": ("XKRX",),
    "코스피": ("XKRX",),
    "KOSDAQ": ("XKOS",),
    "코스닥": ("XKOS",),
    "KS": ("XKRX",),
    "KQ": ("XKOS",),
    "TYO": ("XTKS",),
    "TSE": ("XTKS",),
    "HKG": ("XHKG",),
    "HKEX": ("XHKG",),
    "SZSE": ("XSHE",),
    "SSE": ("XSHG",),
    "LON": ("XLON",),
    "LSE": ("XLON",),
}
_PREFIX = re.compile(
    r"(?<![0-9A-Za-z가-힣])("
    + "|".join(sorted(_MARKETS, key=len, reverse=True))
    + r"|X[A-Z]{3})\s?:\s?([0-9A-Z][0-9A-Z.\-]{0,7})(?![0-9A-Za-z])"
)
_CASH = re.compile(r"(?<![0-9A-Za-z$])\$([A-Z]{1,5}(?:\.[AB])?)(?![0-9A-Za-z])")
_KOREAN = re.compile(
    r"[(\[<（]\s?(?:(?:KRX|KOSPI|KOSDAQ|코스피|코스닥|유가증권시장|종목코드)\s?[:：·,]?\s?)?A?([0-9][0-9A-Z]{5})(?:\.K[SQ])?"
    r"(?:\s?[,·/]?\s?[A-Z가-힣]{2,8})?\s?[)\]>）]"
)
_LABELLED = re.compile(r"종목(?:코드|번호)\s?[:：]?\s?A?([0-9][0-9A-Z]{5})(?![0-9A-Za-z])")
_SUFFIX = re.compile(r"(?<![0-9A-Za-z])([0-9][0-9A-Z]{5})\.K[SQ](?![0-9A-Za-z])")
_RIC = re.compile(r"[(<\[]([A-Z]{1,5})(?:\.(?:O|OQ|N|US|K)|\sUS)(?:\sEquity)?[)>\]]")
_BARE = re.compile(r"(?<![0-9A-Za-z$.@#&가-힣-])[A-Z]{3,5}(?:\.[AB])?(?![0-9A-Za-z@-])")
_STOCK_AFTER = re.compile(r"\s?(?:주가|주식|stock|shares)(?![A-Za-z])")
_NO_CODE_BEFORE = re.compile(r"(?:번호|전화|문의|모델명|팩스|날짜|기준일)\s?[:：]?\s?$")
_US = frozenset(("XNAS", "XNYS", "BATS", "XASE"))
_OPEN = re.compile(r"[(\[<（]\s?")
_AHEAD = re.compile(r"(?:^|[▲▶■●◆◇□☞·,;] ?)[(\[<（]A?([0-9][0-9A-Z]{5})[)\]>）] ?$", re.MULTILINE)
"""The code before a name, at the start of a line or behind the mark of a list: [009540] 현대중공업."""
_LETTERS = re.compile(r" ?[(\[（]([A-Z]{1,5}(?:\.[A-Z])?)[)\]）]")
"""Letters in brackets that may be a symbol, and may be any short word: (GOOG), (AI)."""
_ALIKE = 0.75
"""How much letters must look like the symbol of a company to be a slip of it, or a fund on its shares: APPL, TSLL."""
_SHARES = re.compile(r"(?: (?:주가|주식|보통주|종목))?\s?(?=[(\[<（])")
"""What may stand between a name and its code."""
_KOREAN_FORM = re.compile(r"\d{6}|\d{5}[K-N]|0\d{3}[A-Z]\d")
_US_FORM = re.compile(r"[A-Z]{1,5}(?:[.-][A-Z])?")
"""What a code that the table lacks must look like; 2024Q4 and 코스피: 2500 are none."""
_NAMED = re.compile(r"([A-Za-z가-힣][\w&.’'-]{0,30}|㈜)\s?$")


class Code(NamedTuple):
    """A code in the text and what it means."""

    start: int
    end: int
    security: Security
    rule: str


class Beside(NamedTuple):
    """A code in brackets and the word before it; `security` is None where the table lacks the code."""

    name: str
    code: str
    """As it is written: `031430`, `NYSE: TSL`."""
    security: Security | None
    markets: tuple[str, ...] = KOREAN
    start: int = -1
    """Where it stands in the text."""

    @property
    def bare(self) -> str:
        """The code without its market."""
        return self.code.rpartition(":")[2].strip()

    def means(self, security: Security) -> bool:
        """True when this is the code of `security`, or that of a class of its shares that the table lacks: BRK.A."""
        base = security.code.partition(".")[0]
        if self.bare in {security.code, base}:
            return True
        # Receipts are traded in New York beside shares at home: Sony (NYSE: SONY) is the Sony of Tokyo.
        receipt = set(self.markets) <= _US and security.mic not in _US
        return self.security is None and (receipt or self.bare.partition(".")[0] == base)

    def issued_by(self, security: Security) -> bool:
        """True when this is another class of the shares of `security`: 005935 or 02826K beside the ordinary ones."""
        if self.security is None:
            return KOREAN_CODE.fullmatch(self.bare) is not None and self.bare[:5] == security.code[:5]
        return _issuer(self.security) == _issuer(security)


def _issuer(security: Security) -> str:
    of = next((flag.partition("=")[2] for flag in security.flags if flag.startswith("share_class_of=")), "")
    return f"{security.mic}:{of}" if of else security.id


def explicit(text: str, securities: Securities) -> Iterator[Code]:
    """Codes that name their market or their kind; they need no other proof."""
    for match in _PREFIX.finditer(text):
        found = _on(match[2].rstrip(".-"), _MARKETS.get(match[1], (match[1],)), securities)
        if found:
            yield Code(match.start(), match.end(), found, "code")
    if "$" in text:
        for match in _CASH.finditer(text):
            found = _on(match[1], tuple(_US), securities)
            if found:
                yield Code(match.start(), match.end(), found, "cashtag")
    yield from _korean(text, securities)
    for match in _RIC.finditer(text):
        found = _on(match[1], tuple(_US), securities)
        if found:
            yield Code(match.start(), match.end(), found, "code")


def beside(text: str, at: int, securities: Securities) -> Beside | None:
    """The code in brackets right behind a name that ends at `at`, known or not: it says which company is meant."""
    if (between := _SHARES.match(text, at)) is None or (opened := _OPEN.match(text, between.end())) is None:
        return None
    start = between.end()
    if match := _PREFIX.match(text, opened.end()):
        return _on_market(match, securities, text[max(0, at - 32) : at])
    match = _KOREAN.match(text, start)
    return _in_korea(match, securities, text[max(0, at - 32) : at]) if match else None


def ahead(text: str, at: int, securities: Securities) -> Beside | None:
    """The code in brackets right before a name that begins at `at`, where no other name can own it."""
    match = _AHEAD.search(text, max(0, at - 12), at)
    return _in_korea(match, securities, "") if match else None


def other_class(text: str, at: int, security: Security, securities: Securities) -> Security | None:
    """The other class of the shares of `security` whose symbol stands right behind its name: Alphabet (GOOG)."""
    match = _LETTERS.match(text, at)
    found = _on(match[1], tuple(_US), securities) if match else None
    return found if found and found.id != security.id and _issuer(found) == _issuer(security) else None


def slip(text: str, at: int, security: Security, securities: Securities) -> str | None:
    """Letters right behind a name that ends at `at`: no symbol of the table, and alike that of `security`: (TSL)."""
    match = _LETTERS.match(text, at)
    if match is None or _on(match[1], tuple(_US), securities):
        return None
    code, own = match[1].partition(".")[0], security.code
    same = code in {own.partition(".")[0], own.replace(".", "")}
    return None if same or SequenceMatcher(None, code, own).ratio() < _ALIKE else match[1]


def unknown(text: str, securities: Securities) -> Iterator[Beside]:
    """Codes behind a name that the table lacks, each once, in the order of the text."""
    seen: set[str] = set()
    for opened in _OPEN.finditer(text):
        before = text[max(0, opened.start() - 32) : opened.start()]
        if (named := _NAMED.search(before)) is None or _NO_CODE_BEFORE.search(before):
            continue
        found = beside(text, opened.start(), securities)
        if found and found.security is None and found.code not in seen:
            seen.add(found.code)
            yield found._replace(name=named[1])


def _on_market(match: re.Match[str], securities: Securities, name: str) -> Beside | None:
    markets, code = _MARKETS.get(match[1], (match[1],)), match[2].rstrip(".-").replace("-", ".")
    found = _on(code, markets, securities)
    form = _KOREAN_FORM if set(markets) <= set(KOREAN) else _US_FORM if set(markets) <= _US else None
    if found is None and form is not None and form.fullmatch(code) is None:
        return None
    return Beside(name, f"{match[1]}: {code}", found, markets, match.start())


def _in_korea(match: re.Match[str], securities: Securities, name: str) -> Beside | None:
    found = securities.get(f"XKRX:{match[1]}")
    if found is None and _KOREAN_FORM.fullmatch(match[1]) is None:
        return None
    return Beside(name, match[1], found, start=match.start())


def _korean(text: str, securities: Securities) -> Iterator[Code]:
    for expression in (_KOREAN, _SUFFIX, _LABELLED):
        for match in expression.finditer(text):
            found = securities.get(f"XKRX:{match[1]}")
            before = text[max(0, match.start() - 12) : match.start()]
            named = bool(before) and (before[-1].isalnum() or before[-1] in "㈜)&.'’ ")
            if found and (named or expression is not _KOREAN) and not _NO_CODE_BEFORE.search(before):
                yield Code(match.start(), match.end(), found, "code")


def bare(text: str, securities: Securities, named: frozenset[str]) -> Iterator[Code]:
    """Symbols in capitals: of companies `named` (ids) in the same text, or beside a word for shares."""
    known = ambiguity()
    for match in _BARE.finditer(text):
        row = known.get(match[0])
        if row is not None and row.level == "symbol":
            continue
        found = _on(match[0], tuple(_US), securities)
        if found and (found.id in named or _STOCK_AFTER.match(text, match.end())):
            yield Code(match.start(), match.end(), found, "symbol")


def _on(code: str, markets: tuple[str, ...], securities: Securities) -> Security | None:
    return next(
        (row for row in (securities.get(f"{mic}:{code}") for mic in markets) if row and row.kind == "share"), None
    )
