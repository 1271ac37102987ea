"""Limits for other engines, which at some size take hours and all memory: a run of a benchmark ends by itself.

What a browser does is not cancelled from outside while its page computes. So its pages' processes are watched, and
ended where they reach a limit; playwright then raises an error, and `Limit.reached` says which it was.
"""

from __future__ import annotations

import os
import signal
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

_STEP = 0.5
"""Seconds between two looks."""
_PAGE = os.sysconf("SC_PAGE_SIZE")


class Limit:
    """Within it pages of browsers that this process started live no longer and grow no larger."""

    def __init__(self, seconds: float, size: float) -> None:
        """The most seconds from now on, and the most bytes of a page in memory."""
        self.seconds, self.size = seconds, size
        self.reached = ""
        self.most = 0
        """Bytes of the largest page that was seen."""
        self._over = threading.Event()

    def __enter__(self) -> Self:
        """Begin to watch."""
        self._thread = threading.Thread(target=self._watch, daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """No more."""
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        start = time.monotonic()
        while not self.reached:
            pages = renderers()
            self.most = max([self.most, *pages.values()])
            if self._over.wait(_STEP):
                return
            if time.monotonic() - start > self.seconds:
                self.reached = f"{self.seconds:.0f} s"
            elif any(size > self.size for size in pages.values()):
                self.reached = f"{self.size / 1e9:.0f} GB of memory"
        for process in renderers():
            os.kill(process, signal.SIGKILL)


def renderers() -> dict[int, int]:
    """Processes of pages below this process, each with its bytes in memory."""
    found, parents, names = dict[int, int](), dict[int, int](), dict[int, bytes]()
    for place in Path("/proc").glob("[0-9]*"):
        try:
            parents[int(place.name)] = int((place / "stat").read_text().rpartition(")")[2].split()[1])
            names[int(place.name)] = (place / "cmdline").read_bytes()
        except OSError:  # ended meanwhile
            continue
    for process, name in names.items():
        if b"--type=renderer" in name and _below(process, parents):
            try:
                found[process] = int(Path(f"/proc/{process}/statm").read_text().split()[1]) * _PAGE
            except OSError:
                continue
    return found


def _below(process: int, parents: dict[int, int]) -> bool:
    while process in parents:
        process = parents[process]
        if process == os.getpid():
            return True
    return False
