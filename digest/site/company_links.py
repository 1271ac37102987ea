"""Where a company's prices and filings stand elsewhere: `digest/data/company_links.csv`, a row a market and site.

Addresses are made from the code alone, without asking anybody; where a pattern comes from is in SOURCES.md.
"""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from digest.site.companies import Company
    from digest.site.settings import Lang


@cache
def _rows() -> tuple[dict[str, str], ...]:
    text = (resources.files("digest.data") / "company_links.csv").read_text("utf-8")
    return tuple(csv.DictReader(text.splitlines()))


def links(company: Company, lang: Lang) -> list[tuple[str, str]]:
    """Name and address of each site, in the order of the table; empty for what is traded nowhere (an index, a rate)."""
    return [
        (row[f"name_{lang}"], row["pattern"].format(code=quote(company.code.replace(".", row["dot"]), safe="")))
        for row in _rows()
        if row["mic"] == company.mic
    ]
