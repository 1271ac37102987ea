"""`digest pages` keeps what it makes apart from what curators write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.cli import main
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
