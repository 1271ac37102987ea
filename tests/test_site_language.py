"""Words of another language than their page's say so: a screen reader would speak Korean letters as English ones."""

from __future__ import annotations

import dataclasses
import re
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from digest.enrich.securities import Securities
from digest.library import folder
from digest.model import Series
from digest.model.translation import Translation
from digest.site import body
from digest.site.catalogue import Catalogue
from digest.site.pages import pages
from tests.site_builds import GOLDEN
from tests.test_site import SETTINGS, article, library

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_HANGUL = re.compile("[가-힣]")
_QUOTED = "These chips are less powerful than the newest ones."
_WORDS = ("Words of an English article", _QUOTED)
_SOURCE = {"url": "https://e.com/1", "name": "가온경제", "author": "김가온", "place": "서울"}
_RICH: dict[str, Any] = {
    "series": "s",
    "kicker": "가온 특집",
    "source": _SOURCE,
    "sources": [{"url": "https://e.com/2", "name": "나래신문", "author": "이나래"}],
    "excerpt": "칩은 덜 강하다.",
    "captions": [{"text": "공장", "credit": "가온 사진부"}],
    "impacts": [{"ticker": "NVDA", "direction": "positive", "reason": "수요"}],
}


@pytest.fixture(scope="module")
def found() -> Mapping[str, str]:
    """The HTML of each page of a series without an English title, one part of which is translated, one English."""
    figure = {"label": "엔비디아 종가", "unit": "USD", "date": "2025-01-27"}
    first = article(part=1, body="글", figures=[{**figure, "value": "118", "text": "118 달러쯤"}], **_RICH)
    second = article(id="a-2", body="글", figures=[{**figure, "value": "119"}], **_RICH)
    english: dict[str, Any] = {"lang": "en", "title": "Third", "series": "s", "body": _WORDS[0], "excerpt": _QUOTED}
    english["impacts"] = [{"ticker": "NVDA", "direction": "negative"}]
    third, fourth = (article(id=f"a-{n}", part=n, **english) for n in (3, 4))
    ended = Series.model_validate({"slug": "empty", "title": "빈 시리즈"})
    held = dataclasses.replace(
        library(
            first,
            second,
            third,
            fourth,
            series=(Series.model_validate({"slug": "s", "title": "시리즈", "body": "글"}), ended),
        ),
        translations={
            "a-1": Translation.model_validate({"id": "a-1", "lang": "en", "title": "First", "body": "Words."}),
            "a-3": Translation.model_validate({"id": "a-3", "lang": "ko", "title": "셋째", "body": "글"}),
        },
    )
    return {
        page.path: page.with_body(page.body, body.further(page, {}))
        for page in pages(Catalogue(held, Securities.load(), SETTINGS))
    }


def _spoken(page: str) -> Iterator[tuple[str, str]]:
    """Each piece of text, or of a title, with its language."""
    for one in html.fromstring(page).iter():
        if one.tag in {"title", "desc", "text"}:  # of a chart, whose labels have no room for it
            continue
        own = [*one.xpath("ancestor-or-self::*/@lang"), ""]
        yield from ((text, own[-2]) for text in (one.text, one.get("title")) if text)
        around = one.xpath("ancestor::*/@lang")
        yield from ((text, around[-1]) for text in (one.tail,) if text and around)


@pytest.mark.parametrize(
    "path",
    [
        "en/articles/2025/01/a-1.md",
        "en/companies/index.md",
        "en/companies/xnas-nvda.md",
        "en/months/2025-01.md",
        "en/publishers/index.md",
        "en/publishers/e-com.md",
        "en/search/index.md",
        "en/series/index.md",
        "en/series/s.md",
        "en/series/s/all.md",
        "en/weeks/2025-W05.md",
    ],
)
def test_korean_on_english_pages_says_so(found: Mapping[str, str], path: str) -> None:
    """Names of publishers, people, places and series, kickers, captions, reasons, what sources print, titles."""
    pieces = list(_spoken(found[path]))
    unsaid = [text for text, lang in pieces if _HANGUL.search(text) and lang != "ko"]
    assert [text for text in unsaid if not text.startswith("Read the original at ")] == []  # a name in a sentence
    assert any(lang == "en" for _, lang in pieces)


@pytest.mark.parametrize("path", ["series/s/all.md", "ko/articles/2025/01/a-3.md"])
def test_english_on_korean_pages_says_so_and_the_rest_does_not(found: Mapping[str, str], path: str) -> None:
    """The text of an English article, and a quotation; what the site says of it stays Korean."""
    pieces = list(_spoken(found[path]))
    told = [lang for text, lang in pieces if any(words in text for words in _WORDS)]
    assert set(told) == {"en"}
    assert [text for text, lang in pieces if _HANGUL.search(text) and lang != "ko"] == []


@pytest.mark.parametrize("lang", ["ko", "en"])
def test_a_tombstone_leads_to_the_home_page_of_its_language(lang: str) -> None:
    """Not to the Korean one from an English article."""
    held = dataclasses.replace(
        library(article(status="withdrawn", lang=lang)), pages=folder.load(GOLDEN / "content").pages
    )
    tombstone = next(
        one.html for one in pages(Catalogue(held, Securities.load(), SETTINGS)) if one.path.endswith("a-1.md")
    )
    assert f'href="../../../../{"en/" if lang == "en" else ""}"' in tombstone
