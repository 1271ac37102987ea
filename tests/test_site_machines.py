"""Files for machines: sitemaps, robots.txt."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.robotparser import RobotFileParser

import pytest

from digest.enrich.securities import Securities
from digest.library import folder
from digest.model import Series, Translation
from digest.site import sitemaps
from digest.site.catalogue import Catalogue
from digest.site.extras import extras
from digest.site.origin import Origin
from tests import hostile
from tests.site_builds import GOLDEN, build
from tests.test_site import SETTINGS, article, library

if TYPE_CHECKING:
    from pathlib import Path

    from digest.library.folder import Library

ORIGIN = Origin("https://example.org/news/", "Finance Digest")
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "n": "http://www.google.com/schemas/sitemap-news/0.9"}
SERIES = Series.model_validate({"slug": "s", "title": "시리즈"})


def catalogue(found: Library) -> Catalogue:
    """What a site of `found` shows."""
    return Catalogue(found, Securities.load(), SETTINGS)


def made(found: Library, paths: tuple[str, ...] = (), now: datetime | None = None) -> dict[str, str]:
    """Text files of a site of `found` that are no page."""
    return {path: text for path, text in extras(catalogue(found), ORIGIN, paths, now) if isinstance(text, str)}


def entries(text: str) -> dict[str, str]:
    """`lastmod` by address."""
    return {
        row.findtext("s:loc", "", NAMES): row.findtext("s:lastmod", "", NAMES)
        for row in ET.fromstring(text)  # noqa: S314 - ours
    }


def news(text: str) -> list[str]:
    """The titles of a news sitemap."""
    return [str(row.text) for row in ET.fromstring(text).iterfind(".//n:title", NAMES)]  # noqa: S314 - ours


def test_sitemap_tells_when_what_a_page_shows_changed() -> None:
    """An article by its last change, a list by its newest article, a page of ours without a day."""
    found = library(
        article(modified="2025-02-03T00:10:00+09:00", series="s"),
        article(id="a-2", date="2025-01-01T09:00:00+09:00", tickers=["AAPL"], lang="en"),
        series=(SERIES,),
    )
    words = Translation(id="a-1", lang="en", title="In English", body="Words.")
    found = replace(found, translations={"a-1": words})
    paths = (
        "articles/2025/01/a-1.md", "articles/2025/01/a-2.md", "series/s.md", "companies/xnas-aapl.md",
        "index.md", "en/index.md", "about/index.md", "en/articles/2025/01/a-1.md",
    )  # fmt: skip
    assert entries(made(found, paths)["sitemap.xml"]) == {
        "https://example.org/news/articles/2025/01/a-1/": "2025-02-03",
        "https://example.org/news/articles/2025/01/a-2/": "2025-01-01",
        "https://example.org/news/series/s/": "2025-02-03",
        "https://example.org/news/companies/xnas-aapl/": "2025-01-01",
        "https://example.org/news/": "2025-02-03",
        "https://example.org/news/en/": "2025-02-03",
        "https://example.org/news/en/articles/2025/01/a-1/": "2025-02-03",
        "https://example.org/news/about/": "",
    }


def test_tombstones_are_in_no_sitemap() -> None:
    """A withdrawn article keeps its page; search engines are not sent there."""
    found = library(article(status="withdrawn"), article(id="a-2"))
    paths = ("articles/2025/01/a-1.md", "articles/2025/01/a-2.md")
    assert list(entries(made(found, paths)["sitemap.xml"])) == ["https://example.org/news/articles/2025/01/a-2/"]


def test_more_addresses_than_a_file_may_hold() -> None:
    """Above 50,000 the sitemap is an index, and no part is larger; every address stands once."""
    paths = tuple(f"x/{number}.md" for number in range(sitemaps.MOST + 1))
    files = made(library(article()), paths)
    parts = [entries(files[f"sitemap-{number}.xml"]) for number in (1, 2)]
    assert [len(part) for part in parts] == [sitemaps.MOST, 1]
    assert len(parts[0] | parts[1]) == len(paths)
    index = ET.fromstring(files["sitemap.xml"])  # noqa: S314 - ours
    assert index.tag.endswith("sitemapindex")
    assert list(entries(files["sitemap.xml"])) == [f"https://example.org/news/sitemap-{n}.xml" for n in (1, 2)]


def test_addresses_in_hangul_are_escaped() -> None:
    """The protocol wants RFC 3986."""
    files = made(library(article(id="가-1")), ("articles/2025/01/가-1.md",))
    assert list(entries(files["sitemap.xml"])) == ["https://example.org/news/articles/2025/01/%EA%B0%80-1/"]


def test_news_sitemap_is_two_days_before_the_newest_or_the_build() -> None:
    """By the newest article without a clock; by the build where its time is fixed; nothing of the future."""
    found = library(
        article(title="now"),
        article(id="a-2", title="two days", date="2025-01-29T14:43:00+09:00"),
        article(id="a-3", title="older", date="2025-01-29T14:42:00+09:00"),
    )
    assert news(made(found)["news-sitemap.xml"]) == ["now", "two days"]
    assert news(made(found, now=datetime(2025, 1, 31, 5, 42, tzinfo=UTC))["news-sitemap.xml"]) == ["two days", "older"]
    assert news(made(found, now=datetime(2025, 3, 1, tzinfo=UTC))["news-sitemap.xml"]) == []
    assert news(made(library())["news-sitemap.xml"]) == []


def test_news_sitemap_names_publication_language_and_moment() -> None:
    """What Google's extension requires; a day where only the day is known."""
    found = library(article(), article(id="a-2", lang="en", date_precision="day", date="2025-01-31T00:00:00-05:00"))
    rows = ET.fromstring(made(found)["news-sitemap.xml"]).findall("s:url/n:news", NAMES)  # noqa: S314 - ours
    told = [
        (row.findtext("n:publication/n:name", "", NAMES), row.findtext("n:publication/n:language", "", NAMES),
         row.findtext("n:publication_date", "", NAMES))
        for row in rows
    ]  # fmt: skip
    assert sorted(told) == [
        ("Finance Digest", "en", "2025-01-31"),
        ("Finance Digest", "ko", "2025-01-31T14:43+09:00"),
    ]


def test_not_more_news_than_allowed() -> None:
    """At most 1,000."""
    found = library(*(article(id=f"a-{number}") for number in range(1001)))
    assert len(news(made(found)["news-sitemap.xml"])) == 1000


def test_hostile_titles_are_text(tmp_path: Path) -> None:
    """Well-formed, each title whole."""
    hostile.write(tmp_path / "content")
    text = made(folder.load(tmp_path / "content"))["news-sitemap.xml"]
    told = news(text)
    assert told
    assert set(told) <= set(hostile.TITLES)


def test_robots() -> None:
    """All may be read; the sitemaps are named where the site's address is known."""
    parser = RobotFileParser()
    parser.parse(made(library())["robots.txt"].splitlines())
    assert parser.can_fetch("anyone", "https://example.org/news/articles/")
    assert parser.site_maps() == ["https://example.org/news/sitemap.xml", "https://example.org/news/news-sitemap.xml"]
    alone = dict(extras(catalogue(library()), None, ()))
    assert "Sitemap" not in str(alone["robots.txt"])
    assert "sitemap.xml" not in alone


@pytest.mark.parametrize("url", ["", ORIGIN.url])
def test_a_build_has_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, url: str) -> None:
    """The theme's own sitemap, dated by the day of the build, is gone; ours lacks tombstones and whole series."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1736470000")
    site = build(GOLDEN / "content", tmp_path / "site", GOLDEN / "digest.toml", site_url=url)
    assert (site / "robots.txt").is_file()
    assert (site / "sitemap.xml").is_file() is bool(url)
    assert not (site / "sitemap.xml.gz").exists()
    if url:
        told = set(entries((site / "sitemap.xml").read_text("utf-8")))
        files = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}
        built = {url if one == "." else f"{url}{one}/" for one in files}
        assert told <= built
        assert all("/articles/" in one or re.search(r"/series/[^/]+/all/", one) for one in built - told)
