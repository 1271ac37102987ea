"""What the code is: a hash over the package and its templates, so that no result of another version is taken."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import TYPE_CHECKING

import markdown
import nh3
import pyromark

import digest
from digest.site.render import overrides

if TYPE_CHECKING:
    from collections.abc import Iterable

FORMAT = "2"
"""Of the cache; raised when its tables change their meaning."""
_SUFFIXES = frozenset({".py", ".csv", ".yml", ".html", ".css", ".js"})
_APART = frozenset({"acquire", "extract", "curate", "mkdocs_plugin", "__pycache__"})
"""Folders of the package that no page is made with."""


def version() -> str:
    """The version of all that makes pages, with the templates and the packages that render bodies."""
    package = Path(digest.__file__).resolve().parent
    told = [f"{one.__name__} {one.__version__}" for one in (markdown, nh3, pyromark)]
    return _hash([*_files(package, _APART), *_files(overrides(), frozenset())], FORMAT, *told)


def theme_version(root: Path) -> str:
    """The version of what the frame around pages is made with, besides the settings: templates and other packages."""
    import importlib.metadata  # noqa: PLC0415 - costs some milliseconds

    told = [f"{name} {importlib.metadata.version(name)}" for name in ("mkdocs", "mkdocs-material", "jinja2")]
    plugin = Path(digest.__file__).resolve().parent / "mkdocs_plugin"
    own = root / "overrides"
    files = [*_files(plugin, frozenset()), *_every(overrides())]
    return _hash([*files, *(_every(own) if own.resolve() != overrides() else [])], *told)


def _files(folder: Path, apart: frozenset[str]) -> list[Path]:
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix in _SUFFIXES and not apart.intersection(path.relative_to(folder).parts)
    )


def _every(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob("*") if path.is_file())


def _hash(paths: Iterable[Path], *told: str) -> str:
    found = hashlib.sha256("\n".join(told).encode())
    for path in paths:
        data = path.read_bytes()
        found.update(f"\n{path.name} {len(data)}\n".encode())
        found.update(data)
    return found.hexdigest()
