"""The theme's side of a build: MkDocs is run only when something changed that it reads."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

from digest.build.theme import NAME, TOLD, Theme, theme
from digest.build.version import theme_version, version
from digest.errors import InputError, ToldError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


_INHERIT = re.compile(r"^INHERIT:\s*[\"']?([^\s\"'#]+)", re.MULTILINE)
_MOST_INHERITED = 10
_ENV = re.compile(r"!ENV\s+(?:\[([^\]]*)\]|(\S+))")
_NAME = re.compile(r"[A-Za-z_]\w*")


def framed(config: Path, cache: Path) -> Theme:
    """The frame of pages and the theme's files, from the last run of MkDocs where that still holds.

    Raises:
        InputError: MkDocs does not take the settings; it has said why.
        ToldError: The content cannot be read, as that run has told.
    """
    wanted = key(config)
    found = theme(cache)
    if found and found.key == wanted and found.holds(config.parent, cache):
        return found
    (cache / NAME).unlink(missing_ok=True)  # of files that are half written nothing may say that they are whole
    command = [sys.executable, "-m", "digest.mkdocs_plugin.frame", str(config), str(cache), wanted]
    # A process of its own: MkDocs and its packages take 0.4 s to load and 60 MB, which our workers need not inherit.
    # Ctrl-C is for this process alone, which ends the other one with itself.
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(command, check=False, env=environment, process_group=0)  # noqa: S603
    if done.returncode == TOLD:
        raise ToldError
    found = theme(cache) if done.returncode == 0 else None
    if found is None or found.key != wanted:
        raise InputError("MkDocs did not make the theme", "mend what it says above", path=config.name)
    return found


def key(config: Path) -> str:
    """A hash of what MkDocs' side is made from, as far as it is known before MkDocs runs (see `Theme` for the rest)."""
    root = config.parent
    told = [version(), theme_version(root), os.environ.get("DIGEST_SITE_URL", "")]
    for text in _inherited(config):
        asked = " ".join(match[1] or match[2] for match in _ENV.finditer(text))
        told += [text, *(f"{name}={os.environ.get(name)}" for name in _NAME.findall(asked))]
    told += [hashlib.sha256(path.read_bytes()).hexdigest() for path in _beside(root)]
    return hashlib.sha256("\n".join(told).encode("utf-8", "surrogateescape")).hexdigest()


def _inherited(config: Path) -> Iterator[str]:
    """The text of the settings, and of those that they inherit from (https://www.mkdocs.org/user-guide/configuration/)."""
    for _ in range(_MOST_INHERITED):
        if not config.is_file():
            return
        text = config.read_text("utf-8", "surrogateescape")
        yield text
        found = _INHERIT.search(text)
        if not found:
            return
        config = config.parent / found[1]


def _beside(root: Path) -> Iterator[Path]:
    yield from sorted(root.glob("*.toml"))
