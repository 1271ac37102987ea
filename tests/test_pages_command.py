"""`digest pages` keeps what it makes apart from what curators write."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.cli import main

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
