"""The site's folder: files of the theme, of the digest and its pictures, each linked or copied into place."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.build.disk import below, drop, put
from digest.build.document import Frame
from digest.build.shell import Shell
from digest.errors import InputError
from digest.files import write_atomic
from digest.library.folder import IMAGES
from digest.site.assets import assets
from digest.site.render import overrides

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.build.graph import Graph

LIMIT = 1_000_000_000
"""Bytes of a site that GitHub Pages publishes."""
_WARN = 0.8
_IMAGES = tuple(IMAGES)


@dataclass(frozen=True, slots=True)
class Theme:
    """What MkDocs gave at its last run: the frame of pages, and where its own files are."""

    key: str
    """A hash of all that it was made from."""
    frame: Frame
    settings: Mapping[str, Any]
    """What the build must know of mkdocs.yml."""

    def save(self, folder: Path) -> None:
        """Keep it for the next build."""
        told = {
            "key": self.key,
            "shells": {lang: shell.text for lang, shell in self.frame.shells.items()},
            "name": self.frame.name,
            "description": self.frame.description,
            "url": self.frame.url,
            "settings": dict(self.settings),
        }
        text = json.dumps(told, ensure_ascii=False)
        write_atomic(folder / "theme.json", f"{hashlib.sha256(text.encode()).hexdigest()}\n{text}".encode())


def theme(folder: Path) -> Theme | None:
    """The last run of MkDocs; None where there was none that can be read."""
    try:
        sum_, _, text = (folder / "theme.json").read_text("utf-8").partition("\n")
        if hashlib.sha256(text.encode()).hexdigest() != sum_:
            return None
        told = json.loads(text)
        shells = {lang: Shell(one) for lang, one in told["shells"].items()}
        frame = Frame(shells, told["name"], told["description"], told["url"])
        return Theme(told["key"], frame, told["settings"])
    except (OSError, ValueError, KeyError):
        return None


def publish(graph: Graph, out: Path, others: Path | None = None) -> int:
    """Bring the site's folder to what the build made; how many files changed.

    Files are linked to those of the cache where the disk allows it, and copied elsewhere. What stands there and belongs
    to no build is removed, but for names that begin with a dot: the folder is the site's alone.

    Args:
        graph: What was made.
        out: The site's folder.
        others: The folder of what the theme brings; None where MkDocs has put that there itself.

    Raises:
        InputError: The folder holds something that is no site.
    """
    images = [path for path in graph.catalogue.library.lines if path.endswith(_IMAGES)]
    copied = {path: f"{graph.job.content}/{path}" for path in images}
    if others:
        copied |= {path: f"{others}/{path}" for path in below(others) if path not in graph.outputs}
    _fit(out)
    changed, cached = 0, f"{graph.job.cache}/"
    for path in _missing(out, graph.outputs):
        changed += 1
        _place(f"{graph.mirror}/{path}", f"{out}/{path}", link=True)
    for path in _missing(out, {path: _told(source) for path, source in copied.items()}):
        changed += 1
        _place(copied[path], f"{out}/{path}", link=copied[path].startswith(cached))
    wanted = {*graph.outputs, *copied}
    for path, text in assets(overrides()).items():
        changed += put(out / path, text.encode("utf-8"))
        wanted.add(path)
    if others:
        for path in [path for path in below(out) if path not in wanted]:
            drop(out, path)
            changed += 1
    return changed


def warning(total: int) -> str:
    """What to do where the site nears the limit; empty where it does not."""
    if total < _WARN * LIMIT:
        return ""
    return (
        f"the site has {total / 1e6:,.0f} MB; GitHub Pages publishes {LIMIT / 1e6:,.0f} MB: move the oldest years to a "
        "site of their own with `digest archive`, which keeps every address (docs/building.md)"
    )


def _fit(out: Path) -> None:
    """Refuse to take over a folder that holds something else."""
    if out.is_dir() and any(not name.startswith(".") for name in os.listdir(out)):  # noqa: PTH208 - names alone
        known = (out / "404.html").is_file() or (out / "index.html").is_file() or (out / "assets").is_dir()
        if not known:
            raise InputError(f"{out} holds files that are no site", "name an empty folder", field="--out")


def _told(source: str) -> tuple[int, int]:
    stat = os.stat(source)  # noqa: PTH116 - the same
    return stat.st_size, stat.st_mtime_ns


def _missing(out: Path, wanted: Mapping[str, tuple[int, int]]) -> list[str]:
    """The files that are not below `out` with that size and time, which a link shares with what it leads to."""
    found, top, stat = [], str(out), os.stat
    # Text, not `Path`: making one takes longer than looking at its file, and there are ten thousands.
    for path, told in wanted.items():
        try:
            here = stat(f"{top}/{path}")
        except OSError:
            found.append(path)
            continue
        if (here.st_size, here.st_mtime_ns) != told:
            found.append(path)
    return found


def _place(source: str, place: str, *, link: bool) -> None:
    target = Path(place)
    temporary = target.with_name(f".{target.name[:40]}.linkedto.tmp")
    for attempt in (1, 2):
        try:
            temporary.unlink(missing_ok=True)
            if link:
                with suppress(OSError):
                    os.link(source, temporary)
            if not temporary.exists():
                shutil.copy2(source, temporary)
            temporary.replace(target)
            break
        except FileNotFoundError:
            if attempt == 2:
                raise
            target.parent.mkdir(parents=True, exist_ok=True)
