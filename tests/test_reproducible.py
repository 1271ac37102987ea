"""Two builds of the same tree are the same bytes: at other times, in other folders, zones, locales and hash seeds."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

CONTENT = ROOT / "tests" / "golden"
WORLDS = (
    {"TZ": "Asia/Seoul", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": "1738300000"},
    {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "271828", "SOURCE_DATE_EPOCH": "1900000000"},
)
"""Two machines; the clock is that of the build in MkDocs, where anything may ask for it."""


def _built(folder: Path, world: dict[str, str], *, older: bool = False, more: str = "") -> dict[str, bytes]:
    """A build of the golden content from a copy of the project in `folder`."""
    folder.mkdir(parents=True)
    shutil.copytree(CONTENT / "content", folder / "content")
    shutil.copytree(ROOT / "overrides", folder / "overrides")
    shutil.copy(CONTENT / "digest.toml", folder)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    with (folder / "content" / "index.md").open("a", encoding="utf-8") as home:
        home.write(more)
    if older:
        for path in sorted(folder.rglob("*"), reverse=True):
            os.utime(path, (1_500_000_000, 1_500_000_000))
    env = {**os.environ, **world, "DIGEST_SITE_URL": "https://digest.example/", "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "-q"],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    site = folder / "site"
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in site.rglob("*") if path.is_file()}


def test_two_builds_are_the_same_bytes(tmp_path: Path) -> None:
    """Every file, the compressed ones too."""
    one = _built(tmp_path / "a", WORLDS[0])
    two = _built(tmp_path / "b" / "deep er" / "폴더", WORLDS[1], older=True)
    assert sorted(one) == sorted(two)
    assert [name for name in one if one[name] != two[name]] == []
    assert len(one) > 50


def test_the_comparison_can_fail(tmp_path: Path) -> None:
    """A changed word changes the build."""
    one = _built(tmp_path / "a", WORLDS[0])
    two = _built(tmp_path / "b", WORLDS[0], more="\nOne more line.\n")
    assert [name for name in one if one[name] != two[name]] == ["index.html"]
