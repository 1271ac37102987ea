"""Rows of a translated article, and charts of translated labels: the words are those of the page's language."""

from __future__ import annotations

import dataclasses
from typing import Any

import pytest

from digest.enrich.securities import Securities
from digest.model import Figure
from digest.model.translation import Translation
from digest.site import figures
from digest.site.pages import pages
from tests.test_site import SETTINGS, article, library


def test_company_page_gives_the_reason_in_its_language() -> None:
    """The Korean page has the curator's reason, the English page its translation, and neither has the other's."""
    impacts = [{"ticker": "NVDA", "direction": "negative", "reason": "수요가 줄어듦"}]
    words: dict[str, Any] = {"id": "a-1", "lang": "en", "title": "One", "body": "Words."}
    words["words"] = [{"of": "수요가 줄어듦", "to": "Demand is shrinking"}]
    held = dataclasses.replace(
        library(article(body="글", impacts=impacts)), translations={"a-1": Translation.model_validate(words)}
    )
    found = {page.path: page.html for page in pages(held, Securities.load(), SETTINGS)}
    korean, english = found["companies/xnas-nvda.md"], found["en/companies/xnas-nvda.md"]
    assert "수요가 줄어듦" in korean
    assert "Demand is shrinking" not in korean
    assert "Demand is shrinking" in english
    assert "수요가 줄어듦" not in english


@pytest.mark.parametrize("when", ["year", "quarter", "month"])
def test_a_time_is_not_what_a_chart_measures(when: str) -> None:
    """Forecasts that share nothing but «this year» at their end are no measure called «year»."""
    rows = [
        Figure.model_validate({"label": f"{what} prices this {when}", "value": value, "unit": "%"})
        for what, value in (("DRAM", "120"), ("NAND", "90"))
    ]
    assert figures.charts(rows, "en") == []
    same = [row.model_copy(update={"label": row.label.removesuffix(f" this {when}")}) for row in rows]
    assert [title for title, _ in figures.charts(same, "en")] == ["prices (%)"]
