"""A page is light: what stands around the words of an article, and what a first visit loads."""

from __future__ import annotations

import gzip
import re
from statistics import median
from typing import TYPE_CHECKING

import pytest

from tests.site_builds import Links

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ("", "articles/2025/01/20250131-newspim-000527/", "series/deepseek-shock/", "companies/xnas-nvda/", "search/")


def packed(data: bytes) -> int:
    """Bytes on the way to a reader."""
    return len(gzip.compress(data, 9, mtime=0))


def test_article_without_its_words(real_site: Path) -> None:
    """At most 10 KB of HTML besides the text of the column, also with many tables; half of the articles 9.

    The disclaimers at the foot (1 KB) and what machines read of the article (2 KB) are counted.
    """
    sizes = []
    for path in sorted((real_site / "articles").glob("*/*/*/index.html")):
        html = path.read_text("utf-8")
        column = html[html.index("<article") : html.index("</article>")]
        words = re.sub(r"<[^>]*>|\s+", " ", column)
        sizes.append(len(html.encode()) - len(words.encode()))
        assert sizes[-1] <= 10_240, path
    assert median(sizes) <= 9_216


@pytest.mark.parametrize("page", PAGES)
def test_first_visit(real_site: Path, page: str) -> None:
    """At most 40 KB compressed, cards and search left for those who ask; the page of search a little more."""
    path = real_site / page / "index.html"
    found = packed(path.read_bytes())
    for link in dict.fromkeys(Links(path.read_text("utf-8")).loaded):
        file = path.parent / link
        if file.is_file() and file.suffix in {".css", ".js"}:
            found += packed(file.read_bytes())
        elif file.suffix == ".png":
            found += file.stat().st_size
    assert found <= (50_000 if page == "search/" else 40_000)


def test_later_pages(real_site: Path) -> None:
    """With styles and scripts kept by the browser, another article is at most 15 KB compressed."""
    sizes = [packed(path.read_bytes()) for path in (real_site / "articles").glob("*/*/*/index.html")]
    assert len(sizes) > 20
    assert max(sizes) <= 15_000


def test_what_repeats_other_pages_is_left_to_them(real_site: Path) -> None:
    """A series on one page asks search engines to leave it out, and is in no sitemap; the series itself is."""
    html = (real_site / "series/deepseek-shock/all/index.html").read_text("utf-8")
    assert '<meta name="robots" content="noindex">' in html
    assert "noindex" not in (real_site / "series/deepseek-shock/index.html").read_text("utf-8")
    listed = (real_site / "sitemap.xml").read_text("utf-8")
    assert "series/deepseek-shock/</loc>" in listed
    assert "/all/" not in listed
