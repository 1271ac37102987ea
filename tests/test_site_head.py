"""What machines read of a page: schema.org data, OpenGraph, canonical addresses."""

from __future__ import annotations

import json
import re
from html import unescape
from typing import TYPE_CHECKING, Any

import pytest

from digest.enrich.securities import Securities
from digest.model import Article, Series
from digest.site.head import head
from digest.site.pages import pages
from tests.hostile import TITLES
from tests.site_builds import GOLDEN, build
from tests.test_site import SETTINGS, article, library

if TYPE_CHECKING:
    from pathlib import Path

    from digest.site.page import Page

SITE = "https://example.org/news/"
SERIES = Series.model_validate({"slug": "s", "title": "시리즈", "title_en": "The series"})


def page(one: Article) -> Page:
    """The page of one article of a series."""
    found = pages(library(one, series=(SERIES,)), Securities.load(), SETTINGS)
    return next(item for item in found if item.kind == "article")


def data(html: str) -> dict[str, Any]:
    """The object in a head."""
    found = re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL)
    assert len(found) == 1
    read: dict[str, Any] = json.loads(found[0])
    return read


def properties(html: str) -> dict[str, str]:
    """OpenGraph properties as a reader of the page has them."""
    return {key: unescape(text) for key, text in re.findall(r'<meta property="([^"]+)" content="([^"]*)">', html)}


def test_article_is_an_analysis_based_on_the_original() -> None:
    """Original, companies with symbols, series with position, language, day, publisher."""
    one = article(
        series="s",
        part=3,
        tickers=["NVDA", "005930"],
        mentions=["BRK.B"],
        sources=["https://b.example/2"],
        title="금리",
    )
    found = data(head(page(one), "Finance Digest", SITE))
    assert found["@type"] == "AnalysisNewsArticle"
    assert found["isBasedOn"] == "https://www.example.com/1"
    assert found["citation"] == ["https://b.example/2"]
    assert found["about"] == [
        {"@type": "Corporation", "name": "엔비디아", "tickerSymbol": "XNAS NVDA"},
        {"@type": "Corporation", "name": "삼성전자", "tickerSymbol": "XKRX 005930"},
    ]
    assert [item["tickerSymbol"] for item in found["mentions"]] == ["XNYS BRK.B"]
    assert found["isPartOf"] == {"@type": "CreativeWorkSeries", "name": "시리즈"}
    assert (found["position"], found["inLanguage"], found["keywords"]) == (3, "ko", ["금리"])
    assert found["datePublished"] == "2025-01-31T14:43+09:00"
    assert found["author"] == found["publisher"] == {"@type": "Organization", "name": "Finance Digest", "url": SITE}
    assert found["url"] == SITE + "articles/2025/01/a-1/"


def test_what_is_not_known_is_not_there() -> None:
    """No deck, no series, no companies, no time of day, no site: no such keys, no empty values."""
    one = article(tickers=[], date_precision="day", date="2025-01-31T00:00:00+09:00", lang="en")
    html = head(page(one), "Finance Digest")
    found = data(html)
    assert found["datePublished"] == "2025-01-31"
    assert not {"about", "mentions", "isPartOf", "position", "citation", "description", "url"} & set(found)
    assert "url" not in found["publisher"]
    assert set(properties(html)) == {"og:title", "og:type", "og:site_name", "og:locale", "article:published_time"}
    assert all(found.values())


def test_index_is_no_corporation() -> None:
    """What is listed nowhere has a name and no symbol."""
    index = next(one for one in Securities.load() if one.kind == "index")
    found = data(head(page(article(tickers=[index.id])), "x"))
    assert found["about"][0]["@type"] == "Thing"
    assert "tickerSymbol" not in found["about"][0]


@pytest.mark.parametrize("title", [*TITLES, "a\u2028b", "</script\n><!--"])
def test_hostile_titles_stay_inside(title: str) -> None:
    """No title ends the element or an attribute, and each comes back as it is."""
    one = article(title=title, deck=[title])
    html = head(page(one), title, SITE)
    script = html[html.index("application/ld+json") :].removesuffix("</script>").partition(">")[2]
    assert not set("<>&\u2028\u2029") & set(script)
    found = json.loads(script)
    assert found["headline"] == one.title
    assert properties(html)["og:title"] == one.title
    assert html.count("<script") == html.count("</script>") == 1
    assert re.sub(r'<meta (?:property|name)="[\w:]+" content="[^"<>]*">\n', "", html).startswith("<script type=")


def test_pages_that_are_no_article_have_no_data() -> None:
    """Lists and tombstones are described, not more."""
    found = pages(library(article(status="withdrawn")), Securities.load(), SETTINGS)
    for one in found:
        html = head(one, "x", SITE)
        assert "<script" not in html
        assert properties(html)["og:type"] == "website"


@pytest.mark.parametrize("url", ["", SITE])
def test_addresses_of_our_own_need_the_site(tmp_path: Path, url: str) -> None:
    """Canonical and OpenGraph addresses only where the site has one; one description."""
    site = build(GOLDEN / "content", tmp_path / "site", GOLDEN / "digest.toml", site_url=url)
    html = (site / "articles/2025/01/20250110-gaon-1/index.html").read_text("utf-8")
    assert html.count('<meta name="description" content="첫 줄 · 둘째 줄 &quot;따옴표&quot;">') == 1
    assert ('rel="canonical"' in html) is bool(url)
    assert ("og:url" in properties(html)) is bool(url)
    assert ("url" in data(html)) is bool(url)
    assert html.index("application/ld+json") < html.index("</head>")
