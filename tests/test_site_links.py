"""The site of the project's own content: every link and anchor leads somewhere, every page has its disclaimers."""

from __future__ import annotations

import itertools
import json
import posixpath
import re
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

import pytest

from digest.site.front_matter import escaped
from digest.site.settings import disclaimer, load
from tests.site_builds import ROOT, Links

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def read(real_site: Path) -> dict[str, tuple[str, Links]]:
    """Each built page and what it links to, by its path."""
    found = {}
    for path in sorted(real_site.rglob("*.html")):
        html = path.read_text("utf-8")
        found[path.relative_to(real_site).as_posix()] = (html, Links(html))
    return found


def test_internal_links_and_anchors(real_site: Path, read: dict[str, tuple[str, Links]]) -> None:
    """No link of any page leads to nothing."""
    count = 0
    for name, (_, page) in read.items():
        if name == "404.html":
            continue
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in {"https", "http", "mailto"}, (name, link)
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(parts.path) or "."))
            file = name if not parts.path else posixpath.normpath(posixpath.join(target, "index.html"))
            if not (real_site / file).is_file():
                file = target
            assert (real_site / file).is_file(), (name, link)
            if parts.fragment:
                assert unquote(parts.fragment) in read[file][1].ids, (name, link)
            count += 1
    assert count > 1000


def test_missing_page_links_from_the_root(real_site: Path, read: dict[str, tuple[str, Links]]) -> None:
    """404.html may show at any depth, so its links start at the root."""
    links = [link for link in read["404.html"][1].links if not link.startswith("#")]
    assert links
    for link in links:
        assert link.startswith("/")
        assert (real_site / link.lstrip("/") / "index.html").is_file(), link


def test_files_that_pages_load_exist(real_site: Path, read: dict[str, tuple[str, Links]]) -> None:
    """Styles, scripts and icons are on the site itself."""
    for name, (_, page) in read.items():
        for link in page.loaded:
            if name == "404.html" or link.startswith("https://example.org/"):
                continue
            assert not urlsplit(link).scheme, (name, link)
            assert not link.startswith("//"), (name, link)
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), urlsplit(link).path))
            assert (real_site / target).exists(), (name, link)


def test_ids_stand_once_on_a_page(read: dict[str, tuple[str, Links]]) -> None:
    """Anchors are unambiguous."""
    for name, (_, page) in read.items():
        doubles = {one for one in page.ids if page.ids.count(one) > 1}
        assert not doubles, name


def test_disclaimers_on_every_page(read: dict[str, tuple[str, Links]]) -> None:
    """All three notices, in the language of the page; both on 404.html."""
    settings = load(ROOT / "digest.toml")
    for name, (html, _) in read.items():
        languages = {"ko", "en"} if name == "404.html" else set(re.findall(r'<html lang="(ko|en)"', html))
        assert languages, name
        for lang in languages:
            for text in disclaimer(settings, lang).all:  # type: ignore[arg-type]
                assert escaped(text) in html, name


def test_short_notice_stands_beside_judgements(read: dict[str, tuple[str, Links]]) -> None:
    """Wherever companies are judged one by one, the notice is near."""
    settings = load(ROOT / "digest.toml")
    judged = [(name, html) for name, (html, _) in read.items() if "class=d-impacts" in html]
    assert judged
    for name, html in judged:
        lang = "en" if '<html lang="en"' in html else "ko"
        assert escaped(disclaimer(settings, lang).short) in html, name  # type: ignore[arg-type]


def test_language_of_pages(read: dict[str, tuple[str, Links]]) -> None:
    """The document's language is that of our part."""
    for name, (html, _) in read.items():
        outer = re.search(r'<html lang="(\w+)"', html)
        inner = re.search(r'<div class="?d[^>]*? lang="(\w+)"', html)
        assert outer, name
        assert name == "404.html" or (inner and inner[1] == outer[1]), name


def test_one_heading_of_the_first_level(read: dict[str, tuple[str, Links]]) -> None:
    """Each page has one title, and levels are not skipped."""
    for name, (html, _) in read.items():
        body = html[html.index("<article") : html.index("</article>")]
        levels = [int(level) for level in re.findall(r"<h([1-6])\b", body)]
        assert levels.count(1) == 1, name
        assert all(after - before <= 1 for before, after in itertools.pairwise(levels)), (name, levels)


def test_ways_in_follow_the_language(read: dict[str, tuple[str, Links]]) -> None:
    """On English pages the menu leads to the English home and method page, and back to the Korean ones."""
    for name, wanted in {
        "en/index.html": {"./", "../about/en/", ".."},
        "index.html": {".", "about/", "en/"},
        "about/en/index.html": {"../../en/", "./", "../.."},
    }.items():
        menu = read[name][0].split('class="md-grid d-ways__list"')[1].split("</nav>")[0]
        links = set(re.findall(r'href="([^"]*)"', menu))
        assert {link.rstrip("/") for link in wanted} <= {link.rstrip("/") for link in links}, name
        assert menu.count('aria-current="page"') == 1, name


def test_addresses_in_files_for_machines(real_site: Path) -> None:
    """Feeds, sitemaps, data, robots.txt and the heads of pages: each address of ours is a file of the site."""
    count = 0
    kinds = {".xml", ".json", ".csv", ".txt", ".html"}
    for path in sorted(one for one in real_site.rglob("*") if one.suffix in kinds):
        text = path.read_text("utf-8")
        for url in set(re.findall(r"https://example\.org/[^\s\"'<>,\\\\]*", text)):
            target = real_site / unquote(urlsplit(unescape(url)).path.lstrip("/"))
            assert target.is_file() or (target / "index.html").is_file(), (path.relative_to(real_site), url)
            count += 1
    assert count > 1000


def test_relative_addresses_of_the_data(real_site: Path) -> None:
    """Paths in the open data stand from the root of the site."""
    data = json.loads((real_site / "data/articles.json").read_text("utf-8"))
    for row in data["articles"]:
        assert (real_site / unquote(row["path"]) / "index.html").is_file(), row["path"]
    for year in data["years"]:
        assert (real_site / year["json"]).is_file()
        assert (real_site / year["csv"]).is_file()


def test_redirects_lead_somewhere(real_site: Path, read: dict[str, tuple[str, Links]]) -> None:
    """Each page that sends on sends to a page that does not."""
    for name, (text, _) in read.items():
        if to := re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', text):
            file = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(to[1]), "index.html"))
            assert (real_site / file).is_file(), name
            assert 'http-equiv="refresh"' not in read[file][0], name
