"""A fixed sample of the attacks through every field, in a real browser; all of them by `make torture`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from digest.cli import main
from digest.library.folder import survey
from tests.site_builds import GOLDEN, build
from tests.torture import commonmark, content, detector
from tests.torture.payloads import OWN, payloads

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

STEP = 60
"""Every how many-th attack of those kept outside is in the sample."""


@pytest.fixture(scope="module")
def attacks() -> list[str]:
    """The sample."""
    return payloads(STEP)


@pytest.fixture(scope="module")
def allowed(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """The inline scripts of a clean site."""
    folder = tmp_path_factory.mktemp("clean")
    return detector.scripts(build(GOLDEN / "content", folder / "site", GOLDEN / "digest.toml"))


@pytest.mark.browser
def test_the_detector_sees_attacks(browser: Browser, attacks: list[str]) -> None:
    """Where nothing stops them, most of the sample and nearly all of our own run."""
    ran = detector.control(browser, attacks)
    assert len(ran & set(range(len(OWN)))) >= len(OWN) - 2
    assert len(ran) > 0.9 * len(attacks)


@pytest.mark.browser
def test_nothing_runs_on_any_page(
    browser: Browser, attacks: list[str], allowed: set[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    """In every field and place of a body: no script of a stranger, no request to another origin."""
    folder = tmp_path_factory.mktemp("torture")
    count = content.write(folder / "content", attacks)
    _, problems = survey(folder / "content")
    assert problems == ()
    site = build(folder / "content", folder / "site", strict=False)
    pages = sorted(path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html"))
    assert len(pages) > count
    ran, outside = detector.run(browser, site, allowed, pages)
    assert ran == {}
    assert outside == []


@pytest.mark.browser
def test_a_planted_script_is_seen(browser: Browser, allowed: set[str], tmp_path: Path) -> None:
    """The second net works on pages like ours: a handler and a silent script are both told."""
    (tmp_path / "index.html").write_text(
        "<!doctype html><html><head></head><body><p onclick='window.x=1'>x</p></body></html>", "utf-8"
    )
    (tmp_path / "b.html").write_text("<html><head></head><body><script>window.x=1</script></body></html>", "utf-8")
    ran, _ = detector.run(browser, tmp_path, allowed, ["", "b.html"])
    assert set(ran) == {"", "b.html"}


def test_hostile_pages_are_imported_as_text(attacks: list[str], tmp_path: Path) -> None:
    """Scraped attacks become drafts whose words are text: no line of theirs is a field, none ends the front matter."""
    rows = [
        {
            "title": f"{attack} headline",
            "text": f"First paragraph of {number}.\n\n{attack}\n\nLast paragraph of {number}.",
            "url": f"https://news.example/{number}",
            "published": "2025-01-31T14:43:00+09:00",
        }
        for number, attack in enumerate(attacks)
    ]
    source = tmp_path / "rows.jsonl"
    source.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    library = tmp_path / "content"
    library.mkdir()
    main(["import", str(source), "--content", str(library), "--no-fetch"])
    found, problems = survey(library)
    assert problems == ()
    assert len(found.articles) > 0.8 * len(attacks)
    assert {article.source.url for article in found.articles} <= {row["url"] for row in rows}


def test_harmless_markdown_survives(shared: Path) -> None:
    """Of the specification's examples without raw HTML only links within links change: no HTML may hold those."""
    assert shared.is_dir()
    plain = [text for text in commonmark.examples() if not commonmark.raw(text)]
    assert len(plain) > 500
    assert len([text for text in plain if commonmark.lost(text)]) <= 2


def test_a_loss_is_seen() -> None:
    """The comparison tells a word, a tag and a link that is gone."""
    for text in ("<blink>x</blink>", "[x](javascript:y)", "<form>z</form>"):
        assert commonmark.lost(text)
    assert not commonmark.lost("# A *b* [c](https://d.example/ 'e')\n\n- f\n")
