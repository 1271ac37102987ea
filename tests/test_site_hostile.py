"""Every field of every kind of file attacks; the built pages hold no script, handler, scheme or origin but ours."""

from __future__ import annotations

import json
import re
import time
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

from digest.site.sanitise import MAX_DEPTH, clean
from tests import hostile
from tests.site_builds import GOLDEN, build

if TYPE_CHECKING:
    from pathlib import Path


class Danger(HTMLParser):
    """Scripts as they stand, and attributes that run or leave the site."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.scripts: list[str] = []
        self.bad: list[str] = []
        self.data: list[str] = []
        self._script = self._data = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Look at one tag."""
        values = {name: value or "" for name, value in attrs}
        self._script = tag == "script"
        self._data = self._script and values.get("type") == "application/ld+json"
        own = values.get("class", "")[:3] == "md-" or values.get("class") in {"d-find__form", "d-search__form"}
        if tag in {"iframe", "object", "embed", "base", "math", "form"} and not own:
            self.bad += [tag] if values.get("data-md-component") != "palette" else []
        self.bad += [f"{tag} {name}" for name in values if name.startswith("on") or name == "srcdoc"]
        for name in ("src", "href", "action", "formaction", "xlink:href"):
            target = values.get(name, "").strip().lower()
            if re.match(r"(?:java|vb)script:|data:", target):
                self.bad.append(f"{tag} {name}={target}")
            if tag != "a" and re.match(r"(?:https?:)?//", target) and values.get("rel") != "canonical":
                self.bad.append(f"{tag} {name}={target}")

    def handle_data(self, data: str) -> None:
        """Keep the text of scripts."""
        if self._data:
            self.data.append(data)
        elif self._script:
            self.scripts.append(re.sub(r'new URL\("[^"]*"', 'new URL("', re.sub(r'"base":\s*"[^"]*"', "", data)))

    def handle_endtag(self, tag: str) -> None:
        """A script ends."""
        self._script = self._script and tag != "script"
        self._data = self._data and self._script


def _scripts(site: Path) -> set[str]:
    found: set[str] = set()
    for path in site.rglob("*.html"):
        for text in Danger(path.read_text("utf-8")).scripts:
            found.add(re.sub(r'"search":\s*"[^"]*"', "", text) if '"translations"' in text else text)
    return found


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hostile content, built. Not strict: attacks hold links to nothing, which strict builds refuse."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile.write(folder / "content")
    return build(folder / "content", folder / "site", strict=False)


def test_no_page_holds_anything_that_runs(site: Path) -> None:
    """No handler, no frame, no odd scheme, nothing loaded from elsewhere."""
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 15
    for path in pages:
        assert Danger(path.read_text("utf-8")).bad == [], path


def test_scripts_are_those_of_a_clean_site(site: Path, tmp_path: Path) -> None:
    """The inline scripts are the theme's, compared with a build of harmless content."""
    reference = build(GOLDEN / "content", tmp_path / "clean", GOLDEN / "digest.toml")
    assert _scripts(site) <= _scripts(reference)


def test_data_for_machines_cannot_end_its_element(site: Path) -> None:
    """Each article has one object of data; it holds the attack as it was written, and no character of markup."""
    titles = set()
    for path in sorted((site / "articles").rglob("*.html")):
        found = Danger(path.read_text("utf-8")).data
        assert len(found) == 1, path
        assert not set("<>&") & set(found[0]), path
        titles.add(json.loads(found[0])["headline"])
    assert titles == set(hostile.TITLES)


def test_attacks_show_as_text(site: Path) -> None:
    """Nothing is hidden either: the reader sees what was written."""
    html = (site / "articles/a0/index.html").read_text("utf-8")
    assert f"&lt;/title&gt;&lt;script&gt;{hostile.RUN}&lt;/script&gt;" in html
    assert "{{ config }}" in (site / "articles/a4/index.html").read_text("utf-8")


def test_no_file_of_the_project_is_included(site: Path) -> None:
    """Snippets and macros stay words."""
    html = (site / "articles/a0/index.html").read_text("utf-8")
    assert "site_name:" not in html
    assert "mkdocs.yml" in html


def test_body_cannot_take_our_anchors(site: Path) -> None:
    """Our ids stand once on a page."""
    for path in site.rglob("*.html"):
        ids = re.findall(r'\bid="(d-[^"]+)"', path.read_text("utf-8"))
        assert len(ids) == len(set(ids)), path


@pytest.mark.parametrize(
    ("html", "left"),
    [
        ("<script>x</script>a", "a"),
        ('<a href="java&#10;script:x">a</a>', '<a rel="nofollow noopener">a</a>'),
        ('<a href="mailto:a@e.com">a</a>', '<a href="mailto:a@e.com" rel="nofollow noopener">a</a>'),
        ('<a href="../b/#c" target="_blank">a</a>', '<a href="../b/#c" rel="nofollow noopener">a</a>'),
        ('<a href="b" class="md-button footnote-ref">a</a>', 'class="footnote-ref"'),
        ('<img src="https://e.com/a.png" alt="x">', '<img alt="x">'),
        ('<img src="\\\\e.com/a.png" alt="x">', '<img alt="x">'),
        ('<img src="/\\e.com/a.png" alt="x">', '<img alt="x">'),
        ('<img src="/&#9;/e.com/a.png" alt="x">', '<img alt="x">'),
        ('<img src="&#1; /&#10;&#13;\\e.com/a.png" alt="x">', '<img alt="x">'),
        ('<img src="htt&#10;ps:e.com/a.png" alt="x">', '<img alt="x">'),
        ('<img src=" ..\\a.png" alt="x">', '<img src="../a.png" alt="x">'),
        ('<a href="/\\e.com/a">a</a>', '<a href="//e.com/a" rel="nofollow noopener">a</a>'),
        ('<a href="/&#9;/e.com/a">a</a>', '<a href="//e.com/a" rel="nofollow noopener">a</a>'),
        ('<a href="&#1;\\&#10;/e.com?b=\\">a</a>', '<a href="//e.com?b=\\" rel="nofollow noopener">a</a>'),
        ('<a href="https:&#9;\\\\e.com\\a#\\">a</a>', '<a href="https://e.com/a#\\" rel="nofollow noopener">a</a>'),
        ('<a href="mailto:a\\b@e.com">a</a>', '<a href="mailto:a\\b@e.com" rel="nofollow noopener">a</a>'),
        ('<img src="../a.png" alt="x" onerror="y" srcset="//e.com/b">', '<img src="../a.png" alt="x">'),
        ('<h1 id="a">t</h1>', '<h2 id="a">t</h2>'),
        ('<h2 id="d-title">t</h2><h3 id="__search">u</h3>', "<h2>t</h2><h3>u</h3>"),
        ('<h2 id="왜-중요한가">t</h2>', '<h2 id="왜-중요한가">t</h2>'),
        ('<p style="color:red" class="d-banner" data-md-component="x">t</p>', "<p>t</p>"),
        ("<svg><a xlink:href='javascript:x'><text>t</text></a></svg>", ""),
        ("<table><tr><td align='right' onclick='x'>1</td></tr></table>", '<td align="right">1</td>'),
        ("<!-- c --><b>t</b>", "<b>t</b>"),
        ("<details open ontoggle=x><summary>s</summary></details>", "s"),
        ("<input autofocus onfocus=x><button formaction='javascript:x'>b</button>", "b"),
    ],
)
def test_sanitiser(html: str, left: str) -> None:
    """What may stay stays, the rest goes."""
    assert left in clean(html)
    assert not re.search(r"\son\w+=|javascript:|style=|<svg|<script", clean(html))


def test_cleaning_twice_changes_nothing() -> None:
    """The result is stable."""
    once = clean(hostile.BODY)
    assert clean(once) == once


@pytest.mark.parametrize(
    "opening", ["<div>", "<b>", "<blockquote>", "<ul><li>", "<table><tr><td>", "<p><em>", "<a href=x>"]
)
def test_deep_nesting_takes_no_time(opening: str) -> None:
    """A quarter of a megabyte of open tags is cleaned at once, and comes back as text when it is deep."""
    started = time.process_time()
    clean(opening * (250_000 // len(opening)))
    assert time.process_time() - started < 3
    assert "<div>" in clean("<div>" * MAX_DEPTH)
    assert "<div>" not in clean("<div>" * (MAX_DEPTH + 1))
