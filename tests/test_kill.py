"""An import that is killed at any moment loses nothing: every file is whole, and the next run finishes the job."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from digest.cli import main
from digest.library.folder import load
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

FILES = int(os.environ.get("DIGEST_KILL_FILES", "30"))
KILLS = int(os.environ.get("DIGEST_KILLS", "12"))
"""More by hand: DIGEST_KILLS=200 DIGEST_KILL_FILES=200."""


def _inputs(folder: Path) -> list[str]:
    """Dumps of different articles, each with its own title, day and part."""
    text = (ROOT / "tests/input/newspim-layout.txt").read_text("utf-8")
    folder.mkdir()
    names = []
    for number in range(1, FILES + 1):
        path = folder / f"dump-{number:03}.txt"
        own = text.replace("시험대②", f"시험대 {number}번 ({number})")
        path.write_text(
            own.replace("기사입력 :", f"기사입력 : 2024년11월{1 + number % 28:02}일 10:{number:02}", 1), "utf-8"
        )
        names.append(str(path))
    return names


def _import(names: list[str], content: Path) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "digest.cli", "import", *names, "--content", str(content)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)


def _tree(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def test_killed_imports_lose_nothing(tmp_path: Path) -> None:
    """After each kill the library reads; at the end it is what one quiet run would have made."""
    names = _inputs(tmp_path / "in")
    quiet = _import(names, tmp_path / "quiet" / "content")
    assert quiet.wait() == 0, quiet.stderr and quiet.stderr.read()
    killed = tmp_path / "killed" / "content"
    dice = random.Random(20250131)  # noqa: S311 - a repeatable choice of moments
    hit = 0
    for _ in range(KILLS):
        process = _import(names, killed)
        time.sleep(dice.uniform(0.15, 0.9))
        process.send_signal(signal.SIGKILL)
        hit += process.wait() == -signal.SIGKILL
        if process.stderr:
            process.stderr.close()
        if killed.is_dir():
            load(killed)
    assert hit > 0
    last = _import(names, killed)
    assert last.wait() == 0, last.stderr and last.stderr.read()
    assert _tree(killed.parent) == _tree(tmp_path / "quiet")
    for process in (quiet, last):
        if process.stderr:
            process.stderr.close()


class _Killed(BaseException):
    """Stands for a kill."""


@pytest.mark.parametrize("moment", ["digest.pipeline.save", "digest.acquire.store.Store.keep_import"])
def test_a_series_of_which_nothing_else_was_written_is_new_still(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str
) -> None:
    """Killed after its file, or after that of its first article: the next run tells the curator of it all the same."""
    names = _inputs(tmp_path / "in")[:2]

    def imported(folder: str) -> dict[str, bytes]:
        main(["import", *names, "--content", str(tmp_path / folder / "content")])
        return _tree(tmp_path / folder)

    def kill(*_: object) -> None:
        raise _Killed

    with monkeypatch.context() as patched:
        patched.setattr(moment, kill)
        with pytest.raises(_Killed):
            imported("killed")
    assert list(tmp_path.glob("killed/content/series/*.md"))
    wanted = imported("quiet")
    assert any("is new: write its thesis" in data.decode() for path, data in wanted.items() if "articles" in path)
    assert imported("killed") == wanted


def test_ctrl_c_ends_in_one_line_and_leaves_nothing_half_made(tmp_path: Path) -> None:
    """Exit code 130, no traceback, no temporary file, and the next run finishes."""
    names = _inputs(tmp_path / "in")
    content = tmp_path / "digest" / "content"
    process = _import(names, content)
    while not list(content.glob("articles/*/*/*.md")) and process.poll() is None:
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode in {0, 130}
    assert b"Traceback" not in err
    load(content)
    assert not list(tmp_path.rglob("*.tmp"))
    last = _import(names, content)
    assert last.wait() == 0
    if last.stderr:
        last.stderr.close()
    assert len(load(content).articles) == FILES
