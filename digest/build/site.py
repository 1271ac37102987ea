"""The site's folder: files of the theme, of the digest and its pictures, each linked or copied into place."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from digest.build.disk import below, link, make_way, put, sweep
from digest.errors import InputError
from digest.library.files import IMAGES
from digest.site.assets import assets
from digest.site.render import overrides

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digest.build.graph import Graph

LIMIT = 1_000_000_000
"""Bytes of a site that GitHub Pages publishes."""
_WARN = 0.8
_IMAGES = tuple(IMAGES)
_SIGN = "assets/digest.css"
"""Tells a site of ours from other folders, which may have pages too."""


def publish(graph: Graph, out: Path, others: Path | None = None) -> int:
    """Bring the site's folder to what the build made; how many files changed.

    Pages are linked to those of the cache where the disk allows it, and copied elsewhere. What stands there and belongs
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
    own = assets(overrides())
    # First of all: by its style sheet the folder of a build that was ended is known as a site.
    changed = sum(put(out / path, text.encode("utf-8")) for path, text in own.items())
    for path in _missing(out, graph.unplaced(out)):
        changed += 1
        _link(f"{graph.mirror}/{path}", f"{out}/{path}")
    for path in _missing(out, {path: _told(source) for path, source in copied.items()}):
        changed += 1
        _place(copied[path], f"{out}/{path}", shutil.copy2)
    wanted = {*graph.outputs, *copied, *own}
    if others:
        changed += sweep(out, wanted)
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
    if not out.is_dir() or (out / _SIGN).is_file():
        return
    if any(not name.startswith(".") for name in os.listdir(out)):  # noqa: PTH208 - names alone
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


def _link(source: str, target: str) -> None:
    for attempt in (1, 2):
        try:
            os.link(source, target)
        except FileNotFoundError:
            if attempt == 1:
                make_way(target)
        except OSError:  # something is there, or the disk knows no links
            break
        else:
            return
    _place(source, target, link)


def _place(source: str, place: str, put_there: Callable[[str, Path], object]) -> None:
    target = Path(place)
    temporary = target.with_name(f".{target.name[:40]}.linkedto.tmp")
    for attempt in (1, 2):
        try:
            temporary.unlink(missing_ok=True)
            put_there(source, temporary)
            temporary.replace(target)
            temporary.unlink(missing_ok=True)  # it is left where the target was the same file: another build is as far
            break
        except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
            if attempt == 2:
                raise
            make_way(place)
