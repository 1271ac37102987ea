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
    starts = range(0, len(attacks), detector.FRAMES)
    with detector.serving(detector.unguarded(attacks), set()) as served:
        ran = detector.control(browser, served, starts)
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
    pages = detector.pages_of(site)
    assert len(pages) > count
    seen = detector.run(browser, site, allowed, pages)
    assert seen.ran == {}
    assert seen.outside == []


_PLANTED = {
    "handler": "<p onclick='window.x=1'>x</p>",
    "outer-handler": "<p onclick='window.x=1'><b>x</b></p>",
    "odd-handler": "<p onbeforexrselect='window.x=1'>x</p>",
    "script": "<script>window.x=1</script>",
    "address": "<a href='jav&#9;ascript:window.x=1'>x</a>",
    "frame": "<iframe srcdoc='x'></iframe>",
    "leaves": "<script nonce=torture>setTimeout(() => location = 'about:blank', 1)</script>",
}
"""Attacks that are silent: none opens a dialogue, and one leaves before it can be asked."""


@pytest.mark.browser
def test_planted_scripts_are_seen(browser: Browser, allowed: set[str], tmp_path: Path) -> None:
    """Every net works on pages like ours: what runs is told, and so is what only could."""
    for name, planted in {**_PLANTED, "clean": "<p>x</p>"}.items():
        html = f"<!doctype html><html><head></head><body>{planted}</body></html>"
        (tmp_path / f"{name}.html").write_text(html, "utf-8")
    feed = '<a><script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script></a>'
    (tmp_path / "feed.xml").write_text(feed, "utf-8")
    seen = detector.run(browser, tmp_path, allowed, detector.pages_of(tmp_path))
    assert set(seen.ran) == {*(f"{name}.html" for name in _PLANTED), "feed.xml"}
    assert seen.outside == []


@pytest.mark.browser
@pytest.mark.parametrize(
    "planted",
    [
        "<img src=http://elsewhere.example/x.png>",
        "<link rel=stylesheet href=https://elsewhere.example/x.css>",
        "<link rel=prefetch href=http://elsewhere.example/x>",
        "<style>p{background:url(http://127.0.0.1:9/x)}</style><p>x</p>",
        "<meta http-equiv=refresh content='0;url=http://elsewhere.example/'>",
        "<video poster=http://elsewhere.example/x></video>",
    ],
)
def test_a_planted_request_is_seen(browser: Browser, planted: str, tmp_path: Path) -> None:
    """Whatever reaches for another origin is noted, and gets no answer."""
    page = f"<!doctype html><html><head></head><body>{planted}</body></html>"
    (tmp_path / "index.html").write_text(page, "utf-8")
    assert detector.run(browser, tmp_path, set(), [""]).outside


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


def test_a_crowd_of_authors_is_no_crash(tmp_path: Path) -> None:
    """A feed's author of many names fills one line at most; found when every attack came as an author."""
    names = "; ".join(f"Reporter Number{number} {'x' * 80}" for number in range(12))
    row = {"title": "A headline", "author": names, "text": "Words.\n\nMore words.", "url": "https://n.example/1",
           "published": "2025-01-31T14:43:00+09:00"}  # fmt: skip
    source = tmp_path / "rows.jsonl"
    source.write_text(json.dumps(row), "utf-8")
    entry = f"<title>Another</title><link>https://n.example/2</link><dc:creator>{'name, ' * 300}</dc:creator>"
    feed = tmp_path / "feed.xml"
    feed.write_text(
        '<?xml version="1.0"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
        f"<item>{entry}<pubDate>Fri, 31 Jan 2025 14:43:00 +0900</pubDate></item></channel></rss>",
        "utf-8",
    )
    library = tmp_path / "content"
    library.mkdir()
    main(["import", str(source), str(feed), "--content", str(library), "--no-fetch", "--rights", "link"])
    found, problems = survey(library)
    assert problems == ()
    assert len(found.articles) == 2
    assert all(len(article.source.author or "") <= 500 for article in found.articles)
    assert any(article.source.author for article in found.articles)


def test_a_headline_beyond_bounds_costs_one_record(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It is refused in one line with its field, and the records around it are imported; found by attacks as titles."""
    titles = ("First headline", "word " * 150, "Last headline")
    items = "".join(
        f"<item><title>{title}</title><link>https://n.example/{number}</link>"
        "<pubDate>Fri, 31 Jan 2025 14:43:00 +0900</pubDate></item>"
        for number, title in enumerate(titles)
    )
    source = tmp_path / "feed.xml"
    source.write_text(f'<?xml version="1.0"?><rss version="2.0"><channel>{items}</channel></rss>', "utf-8")
    library = tmp_path / "content"
    library.mkdir()
    assert main(["import", str(source), "--content", str(library), "--no-fetch", "--rights", "link"]) == 1
    assert "title: cannot be kept" in capsys.readouterr().err
    assert {article.title for article in survey(library)[0].articles} == {"First headline", "Last headline"}


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
