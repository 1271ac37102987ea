"""Makes one node: its files on the disk, and the row that tells what it was made of."""

from __future__ import annotations

import hashlib
import os
import time
from typing import TYPE_CHECKING, Any

from digest.build.columns import Made
from digest.build.disk import put
from digest.build.nodes import make

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from digest.build.job import Report
    from digest.build.nodes import Given
    from digest.build.tracked import Tracked
    from digest.search import Memory


class Maker:
    """Makes the nodes of one build.

    Args:
        catalogue: What is read.
        given: What all nodes may use besides it.
        base: A hash of that.
        mirror: Where files go.
        report: Where is counted what was made.
        go_on: Is called before each node.
    """

    def __init__(  # noqa: PLR0917 - what a build has
        self,
        catalogue: Tracked,
        given: Given,
        base: bytes,
        mirror: Path,
        report: Report,
        go_on: Callable[[], None],
    ) -> None:
        self._catalogue, self._given, self._base, self._mirror, self.report = catalogue, given, base, mirror, report
        self._go_on = go_on
        self.memory: Memory | None = None
        """What search leaves for the next build."""
        self.known: Mapping[str, tuple[int, int]] = {}
        """Files that are as the last build left them; what is known to be the same is not made again."""

    def make(self, name: str, paths: Sequence[str], base: bytes = b"") -> Made:
        """Make one node and write its files; what it read stands in its row by names."""
        self._go_on()
        began = time.perf_counter()
        with self._catalogue.recorder.page() as read:
            output = make(self._catalogue, self._given, name, paths, self.memory)
            self.memory = output.memory or self.memory
        files = []
        for path, value in sorted(output.files.items()):
            files.append((path, *self._written(path, value)))
        kind = name.partition("\t")[0]
        self.report.kinds[kind] = self.report.kinds.get(kind, 0.0) + time.perf_counter() - began
        digest = hashlib.blake2b(output.value, digest_size=12).digest() if output.value else b""
        deps = "\n".join(read).encode()
        return Made(name, deps, base or self._base, tuple(files), *output.page, digest, output.value)

    def _written(self, path: str, value: Any) -> tuple[int, int]:
        if callable(value):
            if known := self.known.get(path):
                return known
            value = value()
        data = value.encode("utf-8") if isinstance(value, str) else value
        target = f"{self._mirror}/{path}"
        if put(target, data):
            self.report.changed += 1
        stat = os.stat(target)  # noqa: PTH116
        return stat.st_size, stat.st_mtime_ns

    def count(self, name: str) -> None:
        """Note that a node is made."""
        kind = name.partition("\t")[0]
        self.report.made[kind] = self.report.made.get(kind, 0) + 1
