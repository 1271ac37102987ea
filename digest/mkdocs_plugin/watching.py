"""Tells the preview of an edit as soon as it is saved.

MkDocs looks at every file twice a second. Of ten thousand files that is a seventh of a core all the time, late by half
a second, and it slows the build in the same process. So where the system tells of changes and surely tells all (Linux,
file systems of this machine), it is asked; elsewhere MkDocs' way stays.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.livereload import LiveReloadServer

_OWN = frozenset({"ext2", "ext3", "ext4", "xfs", "btrfs", "f2fs", "zfs", "tmpfs", "overlay"})
"""Types of file systems that no other machine writes to."""
_EDITS = frozenset({"created", "modified", "moved", "deleted"})
"""Kinds of events; that a file was opened or read is none."""


class Told:
    """Takes the place of MkDocs' observer; what it schedules is called for edits alone."""

    def __init__(self) -> None:
        self._observer = Observer()

    def schedule(self, handler: Any, path: str, *, recursive: bool = False) -> Any:
        """Watch a path."""
        told = handler.on_any_event

        def edits(event: Any) -> None:
            if event.event_type in _EDITS:
                told(event)

        handler.on_any_event = edits
        return self._observer.schedule(handler, path, recursive=recursive)

    def start(self) -> None:
        """Begin, where that is not done."""
        if not self._observer.is_alive():
            self._observer.start()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._observer, name)


def listen(server: LiveReloadServer, paths: list[str], later: list[str]) -> None:
    """Let the server be told of changes below the paths that it watches so far, and `later`, where that can be."""
    if not all(local(Path(path)) for path in [*paths, *later]):
        return
    observer = Told()
    try:
        observer.start()
        before = server.observer
        for path in paths:
            server.unwatch(path)
        server.observer = observer  # type: ignore[assignment]
        for path in paths:
            server.watch(path)
    except OSError:  # the system watches for others as much as it can
        observer.stop()
        server.observer = before
        for path in paths:
            server.unwatch(path)
            server.watch(path)


def appear(server: LiveReloadServer, paths: Iterable[Path], told: Callable[[], None]) -> None:
    """Tell of these files also where they are not there yet: nobody can watch a file before it is made."""
    missing = {str(path.absolute()) for path in paths if not path.exists()}
    handler = FileSystemEventHandler()

    def edits(event: FileSystemEvent) -> None:
        if {event.src_path, event.dest_path} & missing:
            told()

    handler.on_any_event = edits  # type: ignore[method-assign]
    for folder in {str(Path(path).parent) for path in missing}:
        with suppress(OSError):  # the system watches for others as much as it can: the next edit shows it
            server.observer.schedule(handler, folder, recursive=False)


def local(path: Path) -> bool:
    """Whether a path stands on a file system of this machine that tells of every change."""
    if sys.platform != "linux":
        return False
    try:
        rows = [row.split(" ") for row in Path("/proc/self/mounts").read_text("utf-8").splitlines()]
    except OSError:
        return False
    place = path.resolve()
    kinds = {Path(row[1].replace("\\040", " ")): row[2] for row in rows if len(row) > 2}
    found = next((kinds[one] for one in (place, *place.parents) if one in kinds), "")
    return found in _OWN
