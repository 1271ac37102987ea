"""What MkDocs gave at its last run, and whether it would give the same again.

Its settings are in `framed.key`; here is what is known only once it has run: further files that it read, pages that its
menu names, and the files that it wrote, of which the cache may have lost or spoilt one.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from digest.build.disk import below
from digest.build.document import Frame
from digest.build.shell import Shell
from digest.files import write_atomic

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NAME = "theme.json"
FOLDER = "theme"
"""Below the cache: the files of the theme."""
TOLD = 3
"""How the run of MkDocs ends where it has told what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Theme:
    """The frame of pages, and what it was made from."""

    key: str
    """A hash of settings, code and environment."""
    frame: Frame
    settings: Mapping[str, Any]
    """What the build must know of mkdocs.yml."""
    read: Mapping[str, str] = field(default_factory=dict)
    """Hashes of other files and folders that MkDocs read, by their paths from the folder of mkdocs.yml."""
    named: Mapping[str, bool] = field(default_factory=dict)
    """Whether each content file is there that the menu names."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Hashes of the files that it wrote."""

    @property
    def missing(self) -> list[str]:
        """Names in the menu that lead to no file."""
        return [name for name, there in self.named.items() if not there]

    def save(self, cache: Path) -> None:
        """Keep it for the next build."""
        told = {
            "key": self.key,
            "shells": {lang: shell.text for lang, shell in self.frame.shells.items()},
            "name": self.frame.name,
            "description": self.frame.description,
            "url": self.frame.url,
            "settings": dict(self.settings),
            "read": dict(self.read),
            "named": dict(self.named),
            "files": written(cache),
        }
        text = json.dumps(told, ensure_ascii=False)
        write_atomic(cache / NAME, f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}".encode())

    def holds(self, root: Path, cache: Path) -> bool:
        """Whether all that it read, names and wrote is as it was; `root` is the folder of mkdocs.yml."""
        content = root / self.settings["content"]
        return (
            all(hashed(root / path) == found for path, found in self.read.items())
            and all((content / name).is_file() == there for name, there in self.named.items())
            and written(cache) == self.files
        )


def theme(cache: Path) -> Theme | None:
    """The last run of MkDocs; None where there was none that can be read."""
    try:
        sum_, _, text = (cache / NAME).read_text("utf-8").partition("\n")
        if hashlib.sha256(text.encode()).hexdigest() != sum_:
            return None
        told = json.loads(text)
        shells = {lang: Shell(one) for lang, one in told["shells"].items()}
        frame = Frame(shells, told["name"], told["description"], told["url"])
        return Theme(told["key"], frame, told["settings"], told["read"], told["named"], told["files"])
    except (OSError, ValueError, KeyError):
        return None


def hashed(path: Path) -> str:
    """SHA-256 of a file, or of all files below a folder; empty where there is none."""
    if path.is_file():
        return hashlib.sha256(path.read_bytes()).hexdigest()
    found = [f"{name} {hashed(path / name)}" for name in sorted(below(path))] if path.is_dir() else []
    return hashlib.sha256("\n".join(found).encode()).hexdigest() if found else ""


def written(cache: Path) -> dict[str, str]:
    """The hash of each file of the theme."""
    folder = cache / FOLDER
    return {path: hashed(folder / path) for path in sorted(below(folder))} if folder.is_dir() else {}
