"""The week as a letter: whole, self-contained, and an error with a remedy where there is none to write."""

from __future__ import annotations

import re
import shutil
from typing import TYPE_CHECKING

import pytest

from digest.cli import main
from digest.enrich.securities import Securities
from digest.errors import InputError
from digest.site.catalogue import Catalogue
from digest.site.front_matter import escaped
from digest.site.newsletter import letter
from digest.site.origin import Origin
from digest.site.settings import disclaimer
from tests.site_builds import ROOT
from tests.test_site import SETTINGS, article, library

if TYPE_CHECKING:
    from pathlib import Path

    from digest.model import Article

WEEK = "2025-W05"
ORIGIN = Origin.at("https://example.org/news", "Digest")


def catalogue(*articles: Article) -> Catalogue:
    """The look-ups over some articles."""
    return Catalogue(library(*articles), Securities.load(), SETTINGS)


def test_letter_loads_nothing() -> None:
    """No picture, no script, no style sheet: only links, whole ones."""
    html = letter(catalogue(article()), WEEK, "ko", "Digest", ORIGIN).html
    assert not re.search(r"<(?:img|script|link|iframe|form|object)\b|url\(|@import", html)
    links = re.findall(r'href="([^"]+)"', html)
    assert "https://example.org/news/articles/2025/01/a-1/" in links
    assert "https://example.org/news/weeks/2025-W05/" in links
    assert all(link.startswith("https://") for link in links)


def test_letter_without_an_address_leads_to_the_original() -> None:
    """No relative link ever leaves in a mail."""
    made = letter(catalogue(article()), WEEK, "ko", "Digest")
    assert set(re.findall(r'href="([^"]+)"', made.html)) == {"https://www.example.com/1"}
    assert "https://www.example.com/1" in made.text


def test_disclaimers_in_both_forms() -> None:
    """All three, in the language of the letter."""
    made = letter(catalogue(article(lang="en", title="Nvidia falls")), WEEK, "en", "Digest", ORIGIN)
    flat = " ".join(made.text.split())
    for text in disclaimer(SETTINGS, "en").all:
        assert escaped(text) in made.html
        assert " ".join(text.split()) in flat


def test_hostile_words_are_text() -> None:
    """Headlines, names and reasons are no markup in a mail either."""
    title = '"><script>alert(1)</script><img src=x onerror=alert(1)>'
    source = {"url": "https://www.example.com/1?a=1&b=%22", "name": "<b>Name</b>"}
    html = letter(
        catalogue(article(title=title, source=source, deck=["<style>*{}</style>"])), WEEK, "ko", "<i>D</i>"
    ).html
    assert not re.search(r"<(?:script|img|style|b|i)\b", html)
    assert "&lt;script&gt;alert(1)" in html


def test_lines_of_text_are_short() -> None:
    """Mail programs break long lines badly; addresses alone are never broken."""
    made = letter(catalogue(article(title="긴 제목 " * 40, deck=["word " * 90])), WEEK, "ko", "Digest", ORIGIN)
    assert all(len(row) <= 78 for row in made.text.splitlines() if "https://" not in row)


@pytest.mark.parametrize("week", ["2025-5", "2025-W00", "2025-W54", "W05", "", "2025-W05 ", "２０２５-W05", "0000-W01"])
def test_no_such_week(week: str) -> None:
    """The remedy shows how a week is written."""
    with pytest.raises(InputError, match="2025-W05"):
        letter(catalogue(article()), week, "ko", "Digest")


def test_empty_week_names_the_nearest() -> None:
    """A curator learns where articles are."""
    with pytest.raises(InputError, match=r"no article was published in 2025-W09.*2025-W05"):
        letter(catalogue(article()), "2025-W09", "ko", "Digest")
    with pytest.raises(InputError, match="import an article"):
        letter(catalogue(), WEEK, "ko", "Digest")


def test_nothing_to_read_in_english() -> None:
    """No English letter full of Korean headlines."""
    with pytest.raises(InputError, match="--lang ko"):
        letter(catalogue(article()), WEEK, "en", "Digest")


def test_command_writes_both_forms_and_a_second_run_changes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The HTML file, the plain text beside it; equal bytes each time."""
    out = tmp_path / "letter.html"
    arguments = ["newsletter", "--week", WEEK, "--content", str(ROOT / "content"), "-o", str(out), "--site-url", ""]
    assert main(arguments) == 0
    assert "--site-url" in capsys.readouterr().err
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert set(first) == {"letter.html", "letter.txt"}
    assert main(arguments) == 0
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first


def test_command_refuses_what_it_cannot_do(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A bad week, a bad address, and HTML into a text file: one line, exit code 1, nothing written."""
    content = ["--content", str(ROOT / "content")]
    for more, words in {
        ("--week", "2025-W99"): "2025-W05",
        ("--week", WEEK, "--site-url", "example.org"): "give it whole",
        ("--week", WEEK, "-o", str(tmp_path / "letter.txt")): "--text",
    }.items():
        assert main(["newsletter", *content, *more]) == 1
        said = capsys.readouterr()
        assert words in said.err
        assert said.out == ""
    assert list(tmp_path.iterdir()) == []


def test_the_letter_bears_the_name_and_address_of_the_site(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """As mkdocs.yml says them, also by the environment; an option comes before, and a broken file is told."""
    monkeypatch.delenv("DIGEST_SITE_URL", raising=False)
    shutil.copytree(ROOT / "content", tmp_path / "content")
    shutil.copy(ROOT / "digest.toml", tmp_path)
    arguments = ["newsletter", "--week", WEEK, "--content", str(tmp_path / "content"), "--text"]
    config = tmp_path / "mkdocs.yml"
    config.write_text('site_name: "ed"\nsite_url: !ENV [DIGEST_SITE_URL, "https://ed.example/"]\n', "utf-8")
    assert main(arguments) == 0
    told = capsys.readouterr()
    assert told.out.startswith("ed · ")
    assert "https://ed.example/" in told.out
    assert told.err == ""
    assert main([*arguments, "--site-name", "Other", "--site-url", "https://other.example/"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("Other · ")
    assert "https://ed.example/" not in told.out
    config.write_text("site_name: [\n", "utf-8")
    assert main(arguments) == 1
    assert "mkdocs.yml: cannot be read" in capsys.readouterr().err
    assert main(["pages", "--content", str(tmp_path / "content"), "--out", str(tmp_path / "out")]) == 1
    config.write_text('site_name: "ed"\nsite_url: https://ed.example/\n', "utf-8")
    assert main(["pages", "--content", str(tmp_path / "content"), "--out", str(tmp_path / "out")]) == 0
    assert "no feeds" not in capsys.readouterr().err
