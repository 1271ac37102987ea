"""`digest pages` keeps what it makes apart from what curators write."""

from __future__ import annotations

import html
import re
from typing import TYPE_CHECKING

import pytest

from digest.cli import main
from tests import hostile
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("below", ["", "made"])
def test_generated_pages_never_go_into_the_content(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, below: str
) -> None:
    """Pages among the articles would be read as articles by the next run."""
    content = tmp_path / "content"
    content.mkdir()
    assert main(["pages", "--content", str(content), "--out", str(content / below)]) == 1
    assert "is in the content folder: name another folder" in capsys.readouterr().err
    assert not list(content.iterdir())


def test_generated_pages_never_go_among_other_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """A folder that holds something else stays as it is; one that holds these pages is brought up to date."""
    content = ["--content", str(ROOT / "content"), "--site-url", ""]
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "README.md").write_text("mine", "utf-8")
    assert main(["pages", *content, "--out", str(tmp_path / "mine")]) == 1
    assert "holds files that are no generated pages: name an empty folder" in capsys.readouterr().err
    assert [path.name for path in (tmp_path / "mine").iterdir()] == ["README.md"]
    assert main(["pages", *content, "--out", str(tmp_path / "made")]) == 0
    assert main(["pages", *content, "--out", str(tmp_path / "made")]) == 0
    assert ", 0 written to" in capsys.readouterr().out


def test_no_word_of_an_article_is_a_command_for_another_builder(tmp_path: Path) -> None:
    """Liquid, Nunjucks, Vue and Hugo read their commands anywhere in a file; a reader sees what was written."""
    words = ("{{ config }}", "{% include 'x' %}", "{{% x %}}", "{# x #}", "{{{ x }}}")
    content = tmp_path / "content"
    hostile.write(content)
    (tmp_path / "digest.toml").write_text((ROOT / "digest.toml").read_text("utf-8"), "utf-8")
    for number, text in enumerate(words):
        front = f"title: '{text.replace(chr(39), chr(39) * 2)}'\ndate: 2025-03-0{number + 1}T09:00:00+09:00\n"
        article = f"---\n{front}source: https://e.net/{number}\n---\n{text} `{text}`\n\n    {text}\n"
        (content / f"articles/t{number}.md").write_text(article, "utf-8")
    assert main(["pages", "--content", str(content), "--out", str(tmp_path / "made"), "--site-url", ""]) == 0
    bodies = [path.read_text("utf-8").split("\n---\n", 1)[1] for path in (tmp_path / "made").rglob("*.md")]
    assert len(bodies) > 20
    assert not any(re.search(r"\{[{%#]", text) for text in bodies)
    for text in words:
        assert any(text in html.unescape(body) for body in bodies)
