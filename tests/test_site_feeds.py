"""Feeds: read by feedparser without a complaint, the same each time, permanent ids, disclaimers in each."""

from __future__ import annotations

import json
import logging
import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

import feedparser  # type: ignore[import-untyped]
import pytest

from digest.cli import main
from digest.enrich.securities import Securities
from digest.errors import InputError
from digest.library import folder
from digest.model import Translation
from digest.site import feed_formats, feeds
from digest.site.catalogue import Catalogue
from digest.site.feed_formats import FORMATS
from digest.site.feeds import MOST
from digest.site.origin import Origin
from digest.site.settings import disclaimer
from digest.site.write import write_pages
from tests import hostile
from tests.site_builds import GOLDEN, build
from tests.test_site import SETTINGS, article, library

if TYPE_CHECKING:
    from pathlib import Path

    from digest.library.folder import Library

ORIGIN = Origin("https://example.org/news/", "Finance Digest")


def made(found: Library) -> dict[str, str]:
    """Every feed file of a library by its path."""
    texts: dict[str, str] = {}
    for feed in feeds.feeds(Catalogue(found, Securities.load(), SETTINGS), ORIGIN):
        texts |= feed_formats.files(feed)
    return texts


def parsed(text: str) -> Any:
    """What feedparser reads, which must find nothing wrong."""
    found = feedparser.parse(text.encode("utf-8"))
    assert found.bozo == 0, found.get("bozo_exception")
    return found


@pytest.fixture(scope="module")
def golden() -> dict[str, str]:
    """The feeds of the golden content."""
    return made(folder.load(GOLDEN / "content"))


def test_each_page_with_articles_has_three_files(golden: dict[str, str]) -> None:
    """All, the English ones, series, company and topic; nothing for a series without articles."""
    folders = {path.rpartition("/")[0] for path in golden}
    assert {"", "en", "series/gaon-chips", "companies/xnas-nvda", "topics/semiconductors"} <= folders
    assert "series/empty-series" not in folders
    assert set(golden) == {f"{one}/{name}".lstrip("/") for one in folders for name in FORMATS}


@pytest.mark.parametrize("name", ["feed.xml", "atom.xml"])
def test_xml_feeds_are_read_whole(golden: dict[str, str], name: str) -> None:
    """Titles, addresses, ids, dates with zone, categories and source come back as they were."""
    found = parsed(golden[name])
    assert found.version == {"feed.xml": "rss20", "atom.xml": "atom10"}[name]
    assert found.feed.title == "Finance Digest"
    entry = next(one for one in found.entries if one.id.endswith("gaon-1"))
    assert entry.id == "urn:x-finance-digest:20250110-gaon-1"
    assert entry.title == "[가온의 칩] '작은 칩'의 첫날 & <다음>"
    assert entry.link == "https://example.org/news/articles/2025/01/20250110-gaon-1/"
    assert entry.published in {"Fri, 10 Jan 2025 09:30:00 +0900", "2025-01-10T09:30:00+09:00"}
    assert {"엔비디아", "삼성전자", "버크셔해서웨이"} <= {tag.term for tag in entry.tags}
    assert "https://news.example.com/1?a=1&b=2" in [link.href for link in entry.links if link.rel == "via"]
    assert disclaimer(SETTINGS, "ko").short in entry.summary
    assert "첫 줄" in entry.summary


def test_json_feed(golden: dict[str, str]) -> None:
    """Version 1.1 with the original as external address, and text that is plain."""
    found = json.loads(golden["feed.json"])
    assert found["version"] == "https://jsonfeed.org/version/1.1"
    assert found["feed_url"] == "https://example.org/news/feed.json"
    item = next(one for one in found["items"] if one["id"].endswith("gaon-1"))
    assert item["external_url"] == "https://news.example.com/1?a=1&b=2"
    assert item["title"] == "[가온의 칩] '작은 칩'의 첫날 & <다음>"
    assert "엔비디아" in item["tags"]
    assert {"id", "url", "content_text", "date_published", "language"} <= set(item)
    for one in found["items"]:
        assert datetime.fromisoformat(one["date_published"]).tzinfo
        assert disclaimer(SETTINGS, one["language"]).short in one["content_text"]


def test_the_three_disclaimers_are_in_every_feed(golden: dict[str, str]) -> None:
    """In the language of the feed, in every format, and the short one in every item."""
    for path, text in golden.items():
        if path.endswith(".json"):
            data = json.loads(text)
            told, lang, items = data["description"], data["language"], [one["content_text"] for one in data["items"]]
        else:
            found = parsed(text)
            told, lang = found.feed.subtitle, found.feed.language
            items = [entry.summary for entry in found.entries]
        assert lang == ("en" if path.startswith("en/") else "ko")
        for notice in disclaimer(SETTINGS, lang).all:
            assert notice in told, path
        assert items, path
        for item in items:
            assert any(disclaimer(SETTINGS, one).short in item for one in ("ko", "en")), path


def test_hostile_content_is_text(tmp_path: Path) -> None:
    """Feeds of attacks are well-formed, keep their count of items, and hold no markup of theirs."""
    hostile.write(tmp_path / "content")
    texts = made(folder.load(tmp_path / "content"))
    titles = sorted(hostile.TITLES)
    for name in FORMATS:
        text = texts[name]
        if name == "feed.json":
            items = json.loads(text)["items"]
            assert sorted(item["title"] for item in items) == titles
            continue
        found = parsed(text)
        assert len(found.entries) == len(hostile.TITLES)
        assert sorted(entry.id for entry in found.entries) == sorted(
            f"urn:x-finance-digest:a{number}" for number in range(len(titles))
        )
        assert "<script" not in text
        assert "<img" not in text
        if name == "atom.xml":
            assert sorted(entry.title for entry in found.entries) == titles
            assert all(entry.title_detail.type == "text/plain" for entry in found.entries)
        else:
            for entry in found.entries:
                assert "<script" not in entry.summary
                assert "<img" not in entry.summary


def test_what_xml_cannot_hold_is_left_out() -> None:
    """Characters that no XML document may have do not break the feed."""
    found = made(library(article(title="가\ufffe나\uffff다 \U0001f4c8")))
    assert parsed(found["feed.xml"]).entries[0].title == "가나다 \U0001f4c8"
    assert parsed(found["atom.xml"]).entries[0].title == "가나다 \U0001f4c8"


def test_newest_first_and_not_without_end() -> None:
    """A feed is fetched whole by every reader."""
    many = [article(id=f"a-{n}", date=f"2025-01-31T14:{n:02}:00+09:00") for n in range(60)]
    items = json.loads(made(library(*many))["feed.json"])["items"]
    assert len(items) == MOST
    assert [item["id"].rpartition("-")[2] for item in items[:2]] == ["59", "58"]


def test_drafts_and_withdrawn_articles_are_in_no_feed() -> None:
    """A feed is copied away from the site: what is not published must not be in it."""
    found = made(
        library(article(), article(id="a-2", title="초안", status="draft"), article(id="a-3", status="withdrawn"))
    )
    assert all(json.loads(text)["items"][0]["id"].endswith(":a-1") for path, text in found.items() if "json" in path)
    assert all("초안" not in text for text in found.values())
    assert made(library(article(status="draft"))) == {}


def test_the_english_feed_has_translations() -> None:
    """It follows the English home page, with their words and address, and an id of their own."""
    found = library(
        article(id="a-1"), article(id="a-2", lang="en"), article(id="a-3"), article(id="a-4", status="draft")
    )
    words = {
        name: Translation(id=name, lang="en", title=f"In English {name}", body="Words.") for name in ("a-1", "a-4")
    }
    texts = made(replace(found, translations=words))
    items = {item["id"]: item for item in json.loads(texts["en/feed.json"])["items"]}
    assert set(items) == {"urn:x-finance-digest:a-1:en", "urn:x-finance-digest:a-2"}
    one = items["urn:x-finance-digest:a-1:en"]
    assert (one["title"], one["language"]) == ("In English a-1", "en")
    assert one["url"] == "https://example.org/news/en/articles/2025/01/a-1/"
    both = {item["id"] for item in json.loads(texts["feed.json"])["items"]}
    assert both == {f"urn:x-finance-digest:a-{number}" for number in (1, 2, 3)}


def test_ids_stay_when_title_and_address_of_the_site_change() -> None:
    """Readers see an article once."""
    here = json.loads(made(library(article()))["feed.json"])["items"][0]["id"]
    moved = feeds.feeds(
        Catalogue(library(article(title="새 제목")), Securities.load(), SETTINGS), Origin("https://a.b/", "x")
    )
    assert next(iter(moved)).items[0].id == here == "urn:x-finance-digest:a-1"


def test_id_in_hangul_is_a_valid_urn() -> None:
    """A URN is ASCII."""
    assert parsed(made(library(article(id="가-1")))["atom.xml"]).entries[0].id == "urn:x-finance-digest:%EA%B0%80-1"


def test_the_same_each_time(golden: dict[str, str]) -> None:
    """No clock, no chance."""
    assert made(folder.load(GOLDEN / "content")) == golden


@pytest.mark.parametrize("url", ["example.org", "ftp://e.org/", "https://", "javascript:x", "https://e.org/?a=1"])
def test_origin_must_be_a_site(url: str) -> None:
    """A wrong address would be in every item."""
    with pytest.raises(InputError, match="is not the address of a site"):
        Origin.at(url, "x")


def test_origin_ends_with_a_slash() -> None:
    """With or without it."""
    assert (
        Origin.at("https://e.org/news", "x").url == Origin.at("https://e.org/news/", "x").url == "https://e.org/news/"
    )


def test_site_has_feeds_and_pages_name_them(tmp_path: Path) -> None:
    """The files are beside their pages; a page names its own first, then the whole site's; links are relative."""
    site = build(GOLDEN / "content", tmp_path / "site", GOLDEN / "digest.toml", site_url="https://example.org/news/")
    for path in ("feed.xml", "series/gaon-chips/atom.xml", "companies/xnas-nvda/feed.json"):
        assert (site / path).is_file(), path
    parsed((site / "feed.xml").read_text("utf-8"))
    html = (site / "series/gaon-chips/index.html").read_text("utf-8")
    own = '<link rel="alternate" type="application/rss+xml" title="Finance Digest · 가온의 칩" href="feed.xml">'
    whole = '<link rel="alternate" type="application/feed+json" title="Finance Digest" href="../../feed.json">'
    assert html.index(own) < html.index(whole)
    assert "feed.xml" not in (site / "404.html").read_text("utf-8")


def test_without_an_address_no_feeds_and_it_is_said(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """Once, with the remedy; no page names what is not there."""
    with caplog.at_level(logging.INFO):
        site = build(GOLDEN / "content", tmp_path / "site", GOLDEN / "digest.toml")
    assert [record.message for record in caplog.records if "no feeds" in record.message] != []
    assert not list(site.rglob("feed.*"))
    assert "application/rss+xml" not in (site / "index.html").read_text("utf-8")


def test_pages_command_writes_them_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With an address; without it that is said; a wrong one is one line."""
    monkeypatch.delenv("DIGEST_SITE_URL", raising=False)
    command = ["pages", "--content", str(GOLDEN / "content"), "--out", str(tmp_path / "out")]
    assert main([*command, "--site-url", "https://example.org", "--site-name", "이름"]) == 0
    assert parsed((tmp_path / "out" / "feed.xml").read_text("utf-8")).feed.title == "이름"
    assert main([*command[:-1], str(tmp_path / "none")]) == 0
    assert "--site-url" in capsys.readouterr().err
    assert not list((tmp_path / "none").rglob("feed.*"))
    assert main([*command, "--site-url", "nowhere"]) == 1
    assert "is not the address of a site" in capsys.readouterr().err


def test_written_once(tmp_path: Path) -> None:
    """A second run changes no file."""
    content, securities = folder.load(GOLDEN / "content"), Securities.load()
    changed, total = write_pages(tmp_path, content, securities, SETTINGS, ORIGIN)
    assert changed == total
    assert write_pages(tmp_path, content, securities, SETTINGS, ORIGIN) == (0, total)


def test_rules_of_the_formats(golden: dict[str, str]) -> None:
    """RSS 2.0 with the best-practices profile, RFC 4287 and JSON Feed 1.1: what each requires is in every feed."""
    atom, whole = "{http://www.w3.org/2005/Atom}", ("https://", "http://")
    for path, text in golden.items():
        if path.endswith(".json"):
            data = json.loads(text)
            assert data["title"], path
            assert data["home_page_url"].startswith(whole), path
            ids = [item["id"] for item in data["items"]]
            for item in data["items"]:
                assert isinstance(item["id"], str)
                assert item.get("content_text") or item.get("content_html")
                assert all(item[key].startswith(whole) for key in ("url", "external_url") if key in item)
                assert all(re.search(r"(?:Z|[+-]\d\d:\d\d)$", item[key]) for key in item if key.startswith("date_"))
        elif path.endswith("atom.xml"):
            root = ET.fromstring(text)  # noqa: S314 - ours
            ids = [str(entry.findtext(f"{atom}id")) for entry in root.iter(f"{atom}entry")]
            for one in (root, *root.iter(f"{atom}entry")):
                for name in ("id", "title", "updated"):
                    assert len(one.findall(f"{atom}{name}")) == 1, (path, name)
                assert [link.get("rel") for link in one.findall(f"{atom}link")].count("alternate") == 1, path
                assert all(str(link.get("href")).startswith(whole) for link in one.findall(f"{atom}link")), path
                assert ":" in str(one.findtext(f"{atom}id"))
            assert root.findtext(f"{atom}author/{atom}name"), path
            assert [link.get("rel") for link in root.findall(f"{atom}link")].count("self") == 1, path
        else:
            channel = ET.fromstring(text)[0]  # noqa: S314 - ours
            ids = [str(item.findtext("guid")) for item in channel.iter("item")]
            assert all(channel.findtext(name) for name in ("title", "link", "description", "language")), path
            assert [link.get("rel") for link in channel.findall(f"{atom}link")] == ["self"], path
            for item in channel.iter("item"):
                assert item.findtext("title")
                assert str(item.findtext("link")).startswith(whole)
                assert parsedate_to_datetime(str(item.findtext("pubDate"))).tzinfo
                assert [guid.get("isPermaLink") for guid in item.findall("guid")] == ["false"]
        assert ids, path
        assert len(ids) == len(set(ids)) <= MOST, path
