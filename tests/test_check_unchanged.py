"""A check where nothing changed loads no rule for single files and says the same; a ledger behind is told."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from digest.cli import main
from tests.site_builds import GOLDEN

if TYPE_CHECKING:
    from pathlib import Path

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
