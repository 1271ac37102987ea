"""A company as the site shows it: a row of the securities table, or the bare code where there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Protocol

from digest.site.words import either

if TYPE_CHECKING:
    from digest.model import Security
    from digest.site.settings import Lang

_NO_MARKET = "XXXX"
"""ISO 10383's code for what is traded nowhere: indices, rates."""


class Securities(Protocol):
    """The part of the securities table that pages need."""

    def get(self, ticker: str, /) -> Security | None:
        """The security of `NVDA` or `XNAS:NVDA`, or None."""

    def ticker(self, security: Security, /) -> str:
        """The shortest code that names it alone."""


@dataclass(frozen=True, slots=True, order=True)
class Company:
    """One company; equal tickers of one security are one company."""

    id: str
    """`XNAS:NVDA`, or the ticker as written where the table has no row."""
    ticker: str
    name_ko: str
    name_en: str
    mic: str = ""
    sector_en: str = ""

    def __hash__(self) -> int:
        """Of its id alone: companies are keys of large tables."""
        return hash(self.id)

    @property
    def slug(self) -> str:
        """Its part of the address: `xnas-nvda`."""
        return _slug(self.id)

    @property
    def code(self) -> str:
        """The code without its market."""
        return self.id.rpartition(":")[2]

    def name(self, lang: Lang) -> str:
        """Its name in one language."""
        return self.name_ko if lang == "ko" else self.name_en

    def market(self, lang: Lang) -> str:
        """The market's name, or its MIC where the table of words has none; empty where unknown."""
        return "" if self.mic == _NO_MARKET else either(lang, "market", self.mic)

    def sector(self, lang: Lang) -> str:
        """The GICS sector, empty where unknown."""
        return either(lang, "sector", self.sector_en)


@cache
def _slug(name: str) -> str:
    return re.sub(r"[^0-9a-z]+", "-", name.lower()).strip("-")


def find(securities: Securities, ticker: str) -> Company:
    """The company of a ticker."""
    security = securities.get(ticker)
    if security is None:
        return Company(ticker, ticker, ticker, ticker)
    return Company(
        id=security.id,
        ticker=securities.ticker(security),
        name_ko=security.name_ko,
        name_en=security.name_en,
        mic=security.mic,
        sector_en=security.sector,
    )
