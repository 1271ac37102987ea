"""A check where nothing changed loads no rule for single files and says the same; a ledger behind is told."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from digest.check.checker import Checker
from digest.cli import main
from tests.site_builds import GOLDEN

if TYPE_CHECKING:
    from pathlib import Path

    from digest.check.entry import Entry

_LOADED = """
import sys
from digest.cli import main
main(["check", "--json"])
print([name for name in ("pydantic", "yaml", "digest.check.checker") if name in sys.modules], file=sys.stderr)
"""


@pytest.fixture
def library(tmp_path: Path) -> Path:
    """A small library with a fault, without the settings of a site."""
    shutil.copytree(GOLDEN / "content", tmp_path / "content")
    (tmp_path / "content" / "articles" / "bad.md").write_text("---\ntitle: [\n---\n", "utf-8")
    return tmp_path


def _run(folder: Path) -> tuple[str, str]:
    done = subprocess.run(
        [sys.executable, "-c", _LOADED], cwd=folder, capture_output=True, text=True, check=False, timeout=120
    )
    return done.stdout, done.stderr.strip().splitlines()[-1]


def test_a_second_check_loads_no_models_and_says_the_same(library: Path) -> None:
    """All entries are kept from the first; its findings, whole, are those of the second."""
    first, loaded = _run(library)
    assert "digest.check.checker" in loaded
    assert json.loads(first)
    again, loaded = _run(library)
    assert loaded == "[]"
    assert again == first


def test_a_folder_in_the_place_of_what_is_kept_is_thrown_away(library: Path) -> None:
    """The first check says what it would, and keeps it there; the second reads no file again."""
    first, _ = _run(library)
    kept = library / ".cache" / "digest" / "check" / "content.json"
    kept.unlink()
    (kept / "below").mkdir(parents=True)
    assert _run(library)[0] == first
    assert kept.is_file()
    assert _run(library) == (first, "[]")


def test_a_ledger_that_is_behind_is_told_of_the_whole_library(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A warning that names the first address that is missing; none where there is no ledger, or a part is checked."""
    monkeypatch.chdir(library)

    def told(*more: str) -> list[str]:
        main(["check", "--json", *more])
        return [row["what"] for row in json.loads(capsys.readouterr().out) if row["rule"] == "ledger-behind"]

    assert told() == []
    (library / "ledger.csv").write_text("address,moved_to,gone\nabout/,,\n", "utf-8")
    [what] = told()
    assert "of which the first is articles/" in what
    assert told("content/index.md") == []


_HEADER = "mic,code,isin,name_ko,name_en,aliases,sector,kind,flags\n"
_ROW = "XKRX,999990,,다온,Daon,,Industrials,share,\n"
_OTHER = "XKRX,999980,,라온,Raon,,Industrials,share,\n"


def test_a_row_of_securities_asks_only_the_files_anew_that_it_can_touch(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ten thousand articles are not read again for one row; and what it changes is told at once."""
    monkeypatch.chdir(library)
    article = next((library / "content" / "articles").rglob("20250203-gaon-2.md"))
    text = article.read_text("utf-8")
    codes = next(line for line in text.splitlines() if line.startswith("tickers: "))
    article.write_text(text.replace(codes, 'tickers: ["999990"]'), "utf-8")
    checked: list[str] = []
    check = Checker.check

    def noted(self: Checker, relative: str, name: str, data: bytes, beside: bytes | None = None) -> Entry:
        checked.append(relative)
        return check(self, relative, name, data, beside)

    monkeypatch.setattr(Checker, "check", noted)

    def told(table: str) -> list[str]:
        checked.clear()
        (library / "securities.csv").write_text(_HEADER + table, "utf-8")
        main(["check", "--json"])
        return [row["remedy"] for row in json.loads(capsys.readouterr().out) if row["rule"] == "ticker-unknown"]

    first = told("")
    assert len(first) == 1
    assert len(checked) > 3
    [nearer] = told(_OTHER)  # another code is like it now
    assert "999980" in nearer
    assert checked == [article.relative_to(library / "content").as_posix()]
    assert told(_OTHER + _ROW) == []
    assert len(checked) == 1
    assert told(_ROW) == []
    assert checked == []
    assert told("") == first
    (library / "securities.csv").unlink()
    checked.clear()
    main(["check"])
    assert checked == []
