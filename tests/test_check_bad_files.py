"""Bad files end in one line each: no traceback, no hang, little memory, exit code 1; in the check and in the build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

FRONT = '---\nid: "a"\ntitle: "x"\ndate: 2026-01-27T16:02:00+09:00\nsource: "https://news.example/1"\n'
PLACE = "content/articles/2026/01"
_BOMB = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9 if n else ['x'] * 9)}]\n" for n in range(12))
_RUN = (
    "import pathlib, runpy, sys; sys.argv = sys.argv[1:]\n"
    "try: runpy.run_module(sys.argv[0], run_name='__main__', alter_sys=True)\n"
    "finally:\n"
    "    told = pathlib.Path('/proc/self/status')\n"
    "    lines = told.read_text().splitlines() if told.exists() else []\n"
    "    peak = next((line.split()[1] for line in lines if line.startswith('VmHWM')), '0')\n"
    "    pathlib.Path('peak').write_text(peak)\n"
)
"""Runs a module and notes its own peak of memory: what getrusage tells holds that of the tests before it too."""


def _text(text: str) -> Callable[[Path], object]:
    return lambda path: path.write_bytes(text.encode("utf-8", "surrogatepass"))


BAD: dict[str, tuple[str, Callable[[Path], object]]] = {
    "nested": ("a.md", _text(f"---\na: {'[' * 100_000}\n---\n")),
    "nested-body": ("a.md", _text(f"{FRONT}---\n{'[' * 300_000}\n")),
    "alias-bomb": ("a.md", _text(f"---\n{_BOMB}---\n")),
    "ten-megabytes": ("a.md", _text(f"{FRONT}---\n{'x' * 10_000_000}\n")),
    "nul": ("a.md", _text(f"{FRONT}---\na\0b\n")),
    "bidi": ("a.md", _text(f"{FRONT}---\na\u202eb\n")),
    "bad-date": ("a.md", _text(FRONT.replace("01-27T", "02-30T") + "---\nx\n")),
    "double-key": ("a.md", _text(f'{FRONT}title: "y"\n---\nx\n')),
    "not-utf8": ("a.md", lambda path: path.write_bytes(FRONT.encode() + b"---\n\xff\xfe\n")),
    "link-out": ("a.md", lambda path: path.symlink_to("/etc/passwd")),
    "link-loop": ("loop", lambda path: path.symlink_to(path.parent)),
    "fifo": ("a.md", os.mkfifo if hasattr(os, "mkfifo") else _text("")),
    "device": ("a.md", lambda path: path.symlink_to("/dev/zero")),
    "control-name": ("a\x1b[31m\n::error::x.md", _text(f"{FRONT}---\nx\n")),
    "bidi-name": ("a\u202edm.md", _text(f"{FRONT}---\nx\n")),
    "windows-name": ("aux.md", _text(f"{FRONT}---\nx\n")),
    "gif": ("a.png", _text("GIF89a")),
    "script": ("a.js", _text("alert(1)")),
    "empty": ("a.md", _text("")),
}


@pytest.mark.parametrize("name", sorted(BAD))
@pytest.mark.parametrize("program", ["check", "build"])
def test_a_bad_file_ends_in_one_line(name: str, program: str, tmp_path: Path) -> None:
    """Exit code 1, one line that names the file, no traceback, no control characters, below 200 MB."""
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no such files")
    file, make = BAD[name]
    place = tmp_path / PLACE
    place.mkdir(parents=True)
    make(place / file)
    if program == "build":
        for item in ("mkdocs.yml", "digest.toml"):
            shutil.copy(ROOT / item, tmp_path / item)
        shutil.copytree(ROOT / "overrides", tmp_path / "overrides")
        command = ["mkdocs", "build", "-q"]
    else:
        command = ["digest.cli", "check"]
    done = subprocess.run(
        [sys.executable, "-c", _RUN, *command], cwd=tmp_path, capture_output=True, timeout=60, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "NO_MKDOCS_2_WARNING": "1", "PYTHONUTF8": "1"},
    )  # fmt: skip
    said = done.stderr.decode()
    assert done.returncode == 1, said
    assert "Traceback" not in said
    lines = [line for line in said.splitlines() if PLACE in line]
    assert len(lines) == 1, said
    assert not any(letter in said for letter in "\x1b\x00\u202e")
    assert not any(line.lstrip().startswith("::") for line in said.split("\n"))
    assert int((tmp_path / "peak").read_text()) < 200 * 1024
