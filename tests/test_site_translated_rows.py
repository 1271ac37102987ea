"""Rows of a translated article, and charts of translated labels: the words are those of the page's language."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING, Any

import pytest

from digest.enrich.securities import Securities
from digest.model import Figure, Series
from digest.model.translation import Translation
from digest.site import figures
from digest.site.catalogue import Catalogue
from digest.site.pages import pages
from digest.site.write import write_pages
from tests.test_site import SETTINGS, article, library

if TYPE_CHECKING:
    from pathlib import Path


def test_company_page_gives_the_reason_in_its_language() -> None:
    """The Korean page has the curator's reason, the English page its translation, and neither has the other's."""
    impacts = [{"ticker": "NVDA", "direction": "negative", "reason": "수요가 줄어듦"}]
    words: dict[str, Any] = {"id": "a-1", "lang": "en", "title": "One", "body": "Words."}
    words["words"] = [{"of": "수요가 줄어듦", "to": "Demand is shrinking"}]
    held = dataclasses.replace(
        library(article(body="글", impacts=impacts)), translations={"a-1": Translation.model_validate(words)}
    )
    found = {page.path: page.html for page in pages(Catalogue(held, Securities.load(), SETTINGS))}
    korean, english = found["companies/xnas-nvda.md"], found["en/companies/xnas-nvda.md"]
    assert "수요가 줄어듦" in korean
    assert "Demand is shrinking" not in korean
    assert "Demand is shrinking" in english
    assert "수요가 줄어듦" not in english


def test_links_lead_to_the_file_that_they_name(tmp_path: Path) -> None:
    """In `digest pages` as in a build: that of an article leads to the article, that of its translation to this."""
    text = "[글](a-1.md) [words](a-1.en.md)"
    held = dataclasses.replace(
        library(article(body="글"), article(id="a-2", body=text)),
        translations={
            "a-1": Translation.model_validate({"id": "a-1", "lang": "en", "title": "One", "body": "Words."}),
        },
    )
    write_pages(tmp_path, held, Securities.load(), SETTINGS)
    written = (tmp_path / "articles/2025/01/a-2.md").read_text("utf-8")
    assert '<a href="../a-1/">글</a>' in written
    assert '<a href="../../../../en/articles/2025/01/a-1/">words</a>' in written


def test_sources_that_differ_lead_to_what_can_be_read() -> None:
    """On an English page to the translation of the other article, where it has one."""
    price = {"label": "엔비디아 종가", "unit": "USD", "date": "2025-01-27"}
    both = [
        article(id=f"a-{n}", series="s", part=n, body="글", figures=[{**price, "value": f"118.4{n}"}]) for n in (1, 2)
    ]
    words = [{"id": one.id, "lang": "en", "title": f"Part {one.part}", "body": "Words."} for one in both]
    held = dataclasses.replace(
        library(*both, series=(Series.model_validate({"slug": "s", "title": "시리즈"}),)),
        translations={one["id"]: Translation.model_validate(one) for one in words},
    )
    found = {page.path: page.html for page in pages(Catalogue(held, Securities.load(), SETTINGS))}
    for path, way in (("en/articles/2025/01/a-1.md", "../a-2/"), ("en/series/s.md", "../../articles/2025/01/a-2/")):
        panel = found[path].partition('id="d-differ"')[2].partition("</section>")[0]
        assert f'href="{way}"' in panel


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
