"""Permanent addresses: what was once published always answers, and what would not is told."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from digest.cli import main
from digest.errors import LibraryError
from digest.library import folder
from digest.site import answers, ledger
from digest.site.feed_formats import FORMATS
from digest.site.ledger import Ledger, Row
from tests import hostile
from tests.site_builds import GOLDEN, Links, build
from tests.test_site import article, library

if TYPE_CHECKING:
    from pathlib import Path

    from digest.library.folder import Library

HEAD = "address,moved_to,gone\n"
PAGES = (
    "index.md",
    "en/index.md",
    "companies/index.md",
    "articles/2025/02/a-1.md",
    "series/s.md",
    "en/series/s.md",
    "about/index.md",
)


def written(tmp_path: Path, text: str) -> Ledger:
    """What is read of a ledger."""
    (tmp_path / "ledger.csv").write_text(text, "utf-8")
    return ledger.read(tmp_path / "ledger.csv")


def told(known: Ledger, found: Library) -> list[str]:
    """The problems as lines."""
    return [str(one) for one in ledger.problems(known, *ledger.standing(found))]


def of(*rows: Row) -> Ledger:
    """A ledger of some rows."""
    return Ledger(rows={row.address: row for row in rows})


def led(known: Ledger) -> dict[str, str]:
    """Where each page that the ledger makes leads, or `gone`."""
    found = {}
    for path, html in answers.files(known, PAGES):
        to = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', html)
        found[path] = to[1] if to else "gone"
    return found


def test_new_addresses_are_added_and_nothing_else_changes(tmp_path: Path) -> None:
    """Sorted at the end; rows of old stay with what a curator wrote; twice changes nothing."""
    known = written(tmp_path, HEAD + 'z/,about/,\nb/,,"내림, ""이유"""\n')
    more = known.with_new(["c/", "b/", "a/", ""])
    assert more.text() == HEAD + 'z/,about/,\nb/,,"내림, ""이유"""\n,,\na/,,\nc/,,\n'
    (tmp_path / "again.csv").write_text(more.text(), "utf-8")
    again = ledger.read(tmp_path / "again.csv")
    assert again.with_new(["c/", ""]).text() == more.text()


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("adress,moved_to,gone\n", 1, "must begin with"),
        ("", 1, "must begin with"),
        (HEAD + "a/,b/\n", 2, "has 2 cells"),
        (HEAD + "a/,,x,y\n", 2, "has 4 cells"),
        (HEAD + "https://evil.example/,,\n", 2, "is not an address"),
        (HEAD + "../up/,,\n", 2, "is not an address"),
        (HEAD + "a/,javascript:alert(1)/,\n", 2, "is not an address"),
        (HEAD + "a/,//evil.example/,\n", 2, "is not an address"),
        (HEAD + "a/,b/../../c/,\n", 2, "is not an address"),
        (HEAD + 'a"><script>/,,\n', 2, "is not an address"),
        (HEAD + "a,,\n", 2, "is not an address"),
        (HEAD + "a/,,\nb/,,\na/,,\n", 4, "repeats line 2"),
        (HEAD + "a/,b/,gone\n", 2, "both moved_to and gone"),
        (HEAD + "a/,,\n<<<<<<< HEAD\nb/,,\n=======\nc/,,\n>>>>>>> other\n", 3, "holds two versions that a merge left"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, text: str, line: int, what: str) -> None:
    """Each row with its line and a remedy."""
    with pytest.raises(LibraryError) as raised:
        written(tmp_path, text)
    (found,) = raised.value.problems
    assert (found.path, found.line) == ("ledger.csv", line)
    assert what in found.what
    assert found.remedy


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    """A file of another kind is told, not a traceback."""
    (tmp_path / "ledger.csv").write_bytes(b"\xff\xfe\x00a")
    with pytest.raises(LibraryError, match="is not UTF-8 text: save it as UTF-8"):
        ledger.read(tmp_path / "ledger.csv")
    assert ledger.read(tmp_path / "none.csv") == Ledger()


def test_an_article_that_is_gone_is_an_error() -> None:
    """Its line, and both ways out; so is a series; a list that ran empty is none."""
    known = of(Row("articles/2025/01/a-9/", line=2), Row("series/x/", line=3), Row("companies/xnas-x/", line=4))
    found = told(known, library(article()))
    assert len(found) == 2
    assert found[0].startswith("ledger.csv:2: address: articles/2025/01/a-9/ was published, and nothing stands there")
    assert "status: withdrawn" in found[0]
    assert "moved_to" in found[0]
    assert "series/x/" in found[1]


def test_what_answers_is_no_problem() -> None:
    """Standing, withdrawn, moved to another month, moved by hand, taken down with words."""
    known = of(
        Row("articles/2024/12/a-1/"), Row("articles/2025/01/a-1/"), Row("articles/2025/01/a-2/"),
        Row("articles/2025/01/a-3/", "articles/2025/01/a-1/"), Row("articles/2025/01/a-4/", gone="요청으로 내림"),
        Row("articles/2025/01/a-5/", "articles/2025/01/a-3/"), Row("", "", ""),
    )  # fmt: skip
    assert told(known, library(article(), article(id="a-2", status="withdrawn"))) == []


def test_a_published_article_that_became_a_draft_is_told() -> None:
    """Its page would be gone without a word."""
    found = told(of(Row("articles/2025/01/a-1/", line=2)), library(article(status="draft")))
    assert len(found) == 1
    assert "is a draft now" in found[0]


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ((Row("series/x/", "series/y/"),), "series/y/ is no address of this site"),
        ((Row("series/x/", "series/y/"), Row("series/y/", "series/x/")), "leads in a circle"),
        ((Row("series/x/", "series/x/"),), "leads in a circle"),
        ((Row("series/x/", "articles/2025/01/a-8/"), Row("articles/2025/01/a-8/")), "is gone too"),
    ],
)
def test_rows_that_lead_nowhere_are_told(rows: tuple[Row, ...], what: str) -> None:
    """Circles, unknown addresses, addresses that are gone themselves."""
    assert any(what in one for one in told(of(*rows), library(article())))


def test_where_old_addresses_lead() -> None:
    """To the article by its id, to where a curator says, through others, to what stands above; never outside."""
    known = of(
        Row("articles/2025/01/a-1/"), Row("series/old/", "series/s/"), Row("series/older/", "series/old/"),
        Row("companies/xnas-x/"), Row("companies/xnas-x/2/"), Row("months/2025-01/"), Row("series/s/2/"),
        Row("about/"), Row("series/bad/", gone="요청"), Row("series/worse/", "series/bad/"),
        Row("a/b/", "c/d/"), Row("c/d/", "a/b/"),
    )  # fmt: skip
    assert led(known) == {
        "articles/2025/01/a-1/index.html": "../../../../articles/2025/02/a-1/",
        "series/old/index.html": "../../series/s/",
        "series/older/index.html": "../../series/s/",
        "companies/xnas-x/index.html": "../../companies/",
        "companies/xnas-x/2/index.html": "../../../companies/",
        "months/2025-01/index.html": "../../",
        "series/s/2/index.html": "../../../series/s/",
        "series/bad/index.html": "gone",
        "series/worse/index.html": "gone",
        "a/b/index.html": "../../",
        "c/d/index.html": "../../",
    }


def test_english_pages_follow_what_is_written_of_their_korean_ones() -> None:
    """A curator writes one row of a series or article that was renamed; its page in English leads to the new one."""
    known = of(
        Row("series/old/", moved_to="series/s/"),
        Row("series/old/all/"),
        Row("en/series/old/"),
        Row("en/series/old/all/"),
        Row("en/series/own/", moved_to="about/"),
        Row("series/own/", moved_to="series/s/"),
        Row("articles/2025/01/b/", moved_to="articles/2025/02/a-1/"),
        Row("en/articles/2025/01/b/"),
        Row("series/dropped/", gone="No article is left."),
        Row("en/series/dropped/"),
        Row("articles/2025/02/a-1/"),
        Row("en/articles/2025/02/a-1/"),
    )
    assert led(known) == {
        "series/old/index.html": "../../series/s/",
        "series/old/all/index.html": "../../../series/s/",
        "en/series/old/index.html": "../../../en/series/s/",
        "en/series/old/all/index.html": "../../../../en/series/s/",
        "en/series/own/index.html": "../../../about/",
        "series/own/index.html": "../../series/s/",
        "articles/2025/01/b/index.html": "../../../../articles/2025/02/a-1/",
        "en/articles/2025/01/b/index.html": "../../../../../articles/2025/02/a-1/",
        "series/dropped/index.html": "gone",
        "en/series/dropped/index.html": "gone",
        "en/articles/2025/02/a-1/index.html": "../../../../../articles/2025/02/a-1/",
    }


@pytest.mark.parametrize("lang", ["en", "ko"])
def test_a_translation_that_is_gone_leads_to_its_article(lang: str) -> None:
    """In either language: an English article may have been translated into Korean."""
    address = f"{lang}/articles/2025/02/a-1/"
    known = of(Row(address), Row("articles/2025/02/a-1/"))
    assert led(known) == {f"{address}index.html": "../../../../../articles/2025/02/a-1/"}
    both = dict(answers.files(of(Row("articles/2025/01/a-1/")), [*PAGES, f"{lang}/articles/2025/02/a-1.md"]))
    assert 'url=../../../../articles/2025/02/a-1/"' in both["articles/2025/01/a-1/index.html"]


def test_an_address_may_lead_to_another_site(tmp_path: Path) -> None:
    """Whole, over others too, and nothing of ours is put before it; what stands here again is told."""
    text = HEAD + "series/x/,https://old.example/d/series/x/,\nseries/w/,series/x/,\nseries/x/2/,,\n"
    known = written(tmp_path, text)
    assert told(known, library(article())) == []
    assert led(known) == {
        "series/x/index.html": "https://old.example/d/series/x/",
        "series/w/index.html": "https://old.example/d/series/x/",
        "series/x/2/index.html": "https://old.example/d/series/x/",
    }
    html = dict(answers.files(known, PAGES, "https://example.org/"))["series/x/index.html"]
    assert '<link rel="canonical" href="https://old.example/d/series/x/">' in html
    assert Links(html).links == ["https://old.example/d/series/x/"]
    again = written(tmp_path, HEAD + "articles/2025/01/a-1/,https://old.example/articles/2025/01/a-1/,\n")
    (found,) = told(again, library(article()))
    assert "was moved to https://old.example/articles/2025/01/a-1/, and stands here again" in found


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)/", "data:text/html,x/", "//old.example/x/", "https://old.example/x", "https:///x/",
        "https://user@old.example/x/", 'https://old.example/"onload=x/', "https://old.example/x/?a=1/",
        "https://old.example/x;url=y/", "ftp://old.example/x/", "HTTPS://old.example/x/",
    ],
)  # fmt: skip
def test_only_a_plain_web_address_is_one_of_another_site(tmp_path: Path, target: str) -> None:
    """Nothing else gets into a page that leads on by itself."""
    (tmp_path / "ledger.csv").write_text(HEAD + ledger.Ledger(rows={"a/": Row("a/", target)}).text().split("\n", 1)[1])
    with pytest.raises(LibraryError, match="moved_to"):
        ledger.read(tmp_path / "ledger.csv")


def test_a_redirect_has_a_link_for_all_and_no_script() -> None:
    """Canonical, no index, a link to press, nothing that runs; whole where the site's address is known."""
    known = of(Row("series/옛/", "series/s/"))
    ((_, html),) = answers.files(known, PAGES, "https://example.org/news/")
    assert '<link rel="canonical" href="https://example.org/news/series/s/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert Links(html).links == ["../../series/s/"]
    assert "<script" not in html
    assert "style=" not in html


@pytest.mark.parametrize("text", hostile.TITLES)
def test_words_of_a_tombstone_are_text(text: str) -> None:
    """Whatever a stranger's pull request writes."""
    ((_, html),) = answers.files(of(Row("series/x/", gone=text)), PAGES)
    assert "<script" not in html
    assert "<img" not in html
    assert "onmouseover='" not in html
    assert html.count("<p>") == 2


def test_from_ledger_to_site(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`digest ledger`, then an article changes its month: each old address still answers."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    shutil.copy(GOLDEN / "digest.toml", tmp_path / "digest.toml")
    assert main(["ledger", "--content", str(tmp_path / "content")]) == 0
    text = (tmp_path / "ledger.csv").read_text("utf-8")
    assert "articles/2025/01/20250110-gaon-1/,," in text
    assert main(["ledger", "--content", str(tmp_path / "content")]) == 0
    assert "0 of them new" in capsys.readouterr().out
    assert (tmp_path / "ledger.csv").read_text("utf-8") == text

    path = next((tmp_path / "content/articles").rglob("20250110-gaon-1.md"))
    moved = tmp_path / "content/articles/2025/03" / path.name
    moved.parent.mkdir(parents=True, exist_ok=True)
    path.rename(moved)
    settings = tmp_path / "digest.toml"
    site = build(tmp_path / "content", tmp_path / "site", settings, site_url="https://example.org/", strict=False)
    old = (site / "articles/2025/01/20250110-gaon-1/index.html").read_text("utf-8")
    assert 'url=../../../../articles/2025/03/20250110-gaon-1/"' in old
    assert (site / "articles/2025/03/20250110-gaon-1/index.html").is_file()
    assert "2025/01/20250110-gaon-1" not in (site / "sitemap.xml").read_text("utf-8")
    assert main(["ledger", "--content", str(tmp_path / "content")]) == 0
    assert (tmp_path / "ledger.csv").read_text("utf-8").startswith(text)
    for address in ledger.read(tmp_path / "ledger.csv").rows:
        assert (site / address / "index.html").is_file(), address


def test_the_feed_of_a_renamed_series_goes_on_at_its_old_address(tmp_path: Path) -> None:
    """Feed readers follow no page that leads on: who subscribed to it would hear nothing more, and never know."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    shutil.copy(GOLDEN / "digest.toml", tmp_path / "digest.toml")
    (tmp_path / "content/series/gaon-chips.md").rename(tmp_path / "content/series/gaon.md")
    for path in (tmp_path / "content/articles").rglob("*.md"):
        path.write_text(path.read_text("utf-8").replace("gaon-chips", "gaon"), "utf-8")
    rows = ("gaon-chips/,series/gaon/,", "older/,series/gaon-chips/,", "gone/,,Gone.", "none/,series/empty-series/,")
    (tmp_path / "ledger.csv").write_text(HEAD + "".join(f"series/{row}\n" for row in rows), "utf-8")
    settings = tmp_path / "digest.toml"
    site = build(tmp_path / "content", tmp_path / "site", settings, site_url="https://example.org/", strict=False)
    for name in FORMATS:
        now = (site / "series/gaon" / name).read_bytes()
        assert (site / "series/gaon-chips" / name).read_bytes() == now
        assert (site / "series/older" / name).read_bytes() == now
        assert not (site / "series/gone" / name).exists()
        assert not (site / "series/none" / name).exists()


def test_check_and_build_refuse_a_lost_address(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A deleted article is told by check with the line and the remedy, and nothing is built."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    shutil.copy(GOLDEN / "digest.toml", tmp_path / "digest.toml")
    assert main(["ledger", "--content", str(tmp_path / "content")]) == 0
    before = main(["check", "--content", str(tmp_path / "content")])
    assert "ledger.csv" not in capsys.readouterr().err
    next((tmp_path / "content/articles").rglob("20250110-gaon-1.md")).unlink()
    assert main(["check", "--content", str(tmp_path / "content")]) == 1
    said = capsys.readouterr()
    assert "was published, and nothing stands there now" in said.err + said.out
    assert before in {0, 1}
    with pytest.raises(BaseException, match="problem"):
        build(tmp_path / "content", tmp_path / "site", tmp_path / "digest.toml")
    assert main(["ledger", "--content", str(tmp_path / "content")]) == 1


def test_the_project_loses_no_address() -> None:
    """Of our own content."""
    from tests.site_builds import ROOT

    known = ledger.read(ROOT / "ledger.csv")
    assert told(known, folder.load(ROOT / "content")) == []
