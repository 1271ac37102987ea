"""The theme's side of a build: MkDocs is run only when something changed that it reads."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from typing import TYPE_CHECKING

from digest.build.site import Theme, theme
from digest.build.version import theme_version, version
from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


def framed(config: Path, cache: Path) -> Theme:
    """The frame of pages and the theme's files, from the last run of MkDocs where that still holds.

    Raises:
        InputError: MkDocs does not take the settings; it has said why.
    """
    wanted = key(config)
    found = theme(cache)
    if found and found.key == wanted and (cache / "theme" / "404.html").is_file():
        return found
    command = [sys.executable, "-m", "digest.mkdocs_plugin.frame", str(config), str(cache), wanted]
    # A process of its own: MkDocs and its packages take 0.4 s to load and 60 MB, which our workers need not inherit.
    done = subprocess.run(command, check=False, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"})  # noqa: S603
    found = theme(cache) if done.returncode == 0 else None
    if found is None or found.key != wanted:
        raise InputError("MkDocs did not make the theme", "mend what it says above", path=config.name)
    return found


def key(config: Path) -> str:
    """A hash of all that MkDocs' side is made from."""
    root = config.parent
    told = [version(), theme_version(root), os.environ.get("DIGEST_SITE_URL", "")]
    told += [hashlib.sha256(path.read_bytes()).hexdigest() for path in (config, *_beside(root))]
    return hashlib.sha256("\n".join(told).encode()).hexdigest()


def _beside(root: Path) -> Iterator[Path]:
    yield from sorted(root.glob("*.toml"))
