"""Which files are told, what is remembered between two checks, and that mending never changes a fact."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.acquire.store import Store
from digest.check import cache, fixes, style
from digest.check.library import Checked, check
from digest.cli import main
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 24)
ARTICLE = """---
id: "{id}"
title: "x"
date: 2026-01-27T16:02:00+09:00
lang: en
{more}source: "https://news.example/{url}"
---
{body}
"""


def _write(root: Path, name: str, *, url: str = "", body: str = "Sales rose.", more: str = "") -> None:
    path = root / f"content/articles/2026/01/{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(ARTICLE.format(id=name, url=url or name, body=body, more=more), "utf-8")


def _git(root: Path, *arguments: str) -> None:
    names = ("-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *names, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A digest under git with two articles on main, the first with a slip of style, and a branch."""
    monkeypatch.chdir(tmp_path)
    _git(tmp_path, "init", "-q", "-b", "main")
    (tmp_path / ".gitignore").write_text(".cache/\n")
    _write(tmp_path, "old", body="Sales rose 5 %.")
    _write(tmp_path, "linked")
    _git(tmp_path, "add", ".")
    _git(tmp_path, "commit", "-q", "-m", "main")
    _git(tmp_path, "checkout", "-q", "-b", "topic")
    return tmp_path


def _rules(capsys: pytest.CaptureFixture[str], *arguments: str) -> list[tuple[str, str]]:
    main(["check", "--json", *arguments])
    return [(row["path"].rsplit("/", 1)[-1], row["rule"]) for row in json.loads(capsys.readouterr().out)]


def test_only_what_concerns_changed_files_is_told(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Committed, uncommitted and untracked changes count; the old slip of another file does not."""
    assert _rules(capsys) == [("old.md", "style-percent")]
    assert _rules(capsys, "--changed") == []
    _write(repository, "one", body="Costs fell 5 %.")
    assert _rules(capsys, "--changed") == [("one.md", "style-percent")]
    _git(repository, "add", ".")
    _git(repository, "commit", "-q", "-m", "one")
    assert _rules(capsys, "--changed", "main") == [("one.md", "style-percent")]
    assert _rules(capsys, "--changed=HEAD") == []


def test_a_double_is_told_on_the_changed_file(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Whichever name sorts first: the author of the change reads it."""
    _write(repository, "aaa", url="linked")
    assert _rules(capsys, "--changed") == [("aaa.md", "source-double")]


def test_a_deleted_file_tells_the_links_that_it_broke(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The link stands in a file that nobody touched, and concerns the one that is gone."""
    _write(repository, "linking", body="See [it](linked.md).")
    _git(repository, "add", ".")
    _git(repository, "commit", "-q", "-m", "link")
    (repository / "content/articles/2026/01/linked.md").unlink()
    assert _rules(capsys, "--changed=HEAD") == [("linking.md", "link-dead")]


def test_paths_choose_files_and_folders(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file, a folder, a file outside of content, and one that is not there."""
    assert repository.exists()
    old = "content/articles/2026/01/old.md"
    assert _rules(capsys, old) == [("old.md", "style-percent")]
    assert _rules(capsys, "content/articles/2026/01/linked.md") == []
    assert _rules(capsys, "content/articles") == [("old.md", "style-percent")]
    assert _rules(capsys, ".gitignore") == []
    assert _rules(capsys, "--changed", old) == []
    assert main(["check", "nowhere.md"]) == 2
    assert main(["check", "--changed=-x"]) == 2
    assert main(["check", "--changed=nowhere"]) == 2


def _plain(checked: Checked) -> object:
    return checked.problems, dict(checked.entries), dict(checked.names)


def test_a_path_that_is_no_content_is_told(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """“0 errors” of a folder that was not looked at would comfort for nothing; a list may hold other files too."""
    (repository / "docs").mkdir()
    (repository / "digest.toml").write_bytes((ROOT / "digest.toml").read_bytes())
    for paths in (["docs"], ["/etc"], ["docs", "/etc"]):
        assert main(["check", *paths]) == 2
        told = capsys.readouterr()
        assert f"{', '.join(paths)}: not of content, so not checked: name a file or folder of it" in told.err
        assert told.out == ""
    assert main(["check", "docs", "content/articles/2026/01/linked.md"]) == 0
    assert "docs: not of content, so not checked" in capsys.readouterr().err
    assert main(["check", ".gitignore"]) == 0
    assert ".gitignore: not of content, so not checked" in capsys.readouterr().err
    main(["check", "digest.toml"])
    assert "not of content" not in capsys.readouterr().err


def test_what_is_remembered_is_what_a_new_check_finds(tmp_path: Path) -> None:
    """After any change of any file, with and without the memory, twice: the same; a spoilt memory is not believed."""
    content, kept = tmp_path / "content", tmp_path / "kept.json"
    chance = random.Random(7)  # noqa: S311 - repeatable, no secret
    bodies = ["Sales rose.", "Sales rose 5 %.", "See [it](b.md#x).", "## X\n\nA [b](a.md).", "**", "![](c.png)"]
    more = ["", "series: chips\npart: 3\n", "status: draft\n", "waive: [{rule: style-percent, reason: r}]\n", "x: y\n"]
    sha = Store(content).keep("Sales rose by a lot.")
    for step in range(25):
        name = chance.choice("abcd")
        _write(tmp_path, name, url=chance.choice("12345"), body=chance.choice(bodies), more=chance.choice(more))
        path = content / f"articles/2026/01/{name}.md"
        if step % 5 == 0:
            path.write_text(path.read_text().replace("source: ", f'source: {{sha256: "{sha}", url: ').replace(
                f'/{path.read_text().split("example/")[1][0]}"\n', '/9"}\n'))  # fmt: skip
        if step % 7 == 6:
            path.unlink()
        if step == 12:
            Store(content)._source(sha).unlink()
        if step in {9, 18}:
            kept.write_bytes(kept.read_bytes()[: chance.randrange(200)] + b"\xff")
        runs = [_plain(check(content, Store(content), today=TODAY, cache=where)) for where in (None, kept, kept)]
        assert runs[0] == runs[1] == runs[2]


def test_the_memory_depends_on_all_code_that_judges() -> None:
    """A check imports no module of ours outside of the packages whose code names the memory's version."""
    code = "import sys, digest.check.library, digest.check.fixes, digest.check.sources\n"
    code += "print(*sorted(n for n in sys.modules if n.startswith('digest.')))"
    out = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    parts = {name.split(".")[1] for name in out.stdout.split()}
    assert parts - {"errors", "files"} <= set(cache._PARTS)


@settings(max_examples=150, deadline=None)
@given(
    st.text(st.sampled_from(list('가나 5%０．，"“”-.…$bnS&P억달러원\n|`[](){}<>*#\t\u00a0')), max_size=80),
    st.sampled_from(["ko", "en"]),
)
def test_mending_changes_no_fact_and_twice_nothing(body: str, lang: str) -> None:
    """The digits stay as they were, the front matter reads the same, and a mended file is mended."""
    data = f'---\nid: 5a\ntickers: [000660, "NVDA"]\ntitle: "a  b"\n---\n{body}'.encode()
    once, _ = fixes.mend(data, lang, ours=True)
    again, told = fixes.mend(once, lang, ours=True)
    assert again == once
    assert not told
    assert style.digits(once.decode().split("---\n", 2)[2]) == style.digits(body)


def test_words_of_others_are_not_mended() -> None:
    """Quotations, code, links and the publisher's whole text keep their form."""
    text = '---\ntitle: "a"\n---\nHe said “5 %  more”. `5 %` [5 x](a%20b.md) https://x.example/a...b\n> 7 %\n'
    assert fixes.mend(text.encode(), "en", ours=True) == (text.encode(), ())
    assert fixes.mend(text.replace("“", "").encode(), "en", ours=False)[1] == ()
