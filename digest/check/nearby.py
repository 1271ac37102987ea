"""Whether a text that is taken in is a copy of one that the library has, told while an import runs.

An index of all would not fit beside a long import, and one of the last texts would be made again and again where the
inputs are in no order of time. So a text is compared with each of the days around by its sample (a few microseconds),
and in full with the closest. What is needed for that is kept of the texts that were needed last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from digest.check.duplicates import CANDIDATE, Known, closest, paired, trace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from digest.check.duplicates import Pair, Trace

MAX_KEPT = 12_000_000
"""Letters of texts kept for comparison, some 5,000 articles and 30 MB; others are read again when they are needed."""
MAX_FULL = 6
"""Texts that one is compared with in full, twice as many as a curator is told of."""


class Other(Protocol):
    """What must be known of an article of the library."""

    @property
    def id(self) -> str:
        """Its id."""

    @property
    def day(self) -> date:
        """Of publication, in its zone."""

    @property
    def sha256(self) -> str | None:
        """Names its source's text; None where there is none."""


class Nearby:
    """Finds copies of one text after another. `read` gives a text by its SHA-256, or None where it is not there."""

    def __init__(self, read: Callable[[str], str | None]) -> None:
        self._read = read
        self._traces: dict[str, Trace] = {}
        self._size = 0

    def keep(self, sha256: str, found: Trace) -> Trace:
        """Keep the trace of a text, and forget those that were not needed for longest."""
        if before := self._traces.pop(sha256, None):
            self._size -= len(before.letters)
        self._traces[sha256] = found
        self._size += len(found.letters)
        while self._size > MAX_KEPT and len(self._traces) > 1:
            self._size -= len(self._traces.pop(next(iter(self._traces))).letters)
        return found

    def pairs(self, text: Known, others: Iterable[Other]) -> tuple[Pair, ...]:
        """Its pairs with the closest of the others, the closest first."""
        if not text.trace.enough:
            return ()
        sample = frozenset(text.trace.sample)
        shares: list[tuple[float, Known]] = []
        for other in others:
            found = self._trace(other.sha256)
            if found is None or not found.enough or other.id == text.id:
                continue
            share = len(sample.intersection(found.sample)) / max(1, min(len(sample), len(found.sample)))
            if share >= CANDIDATE:
                shares.append((share, Known(other.id, other.day, found)))
        shares.sort(key=lambda item: (-item[0], item[1].id))
        found_pairs = (paired(text, other) for _share, other in shares[:MAX_FULL])
        return tuple(sorted(filter(None, found_pairs), key=closest))

    def _trace(self, sha256: str | None) -> Trace | None:
        if not sha256:
            return None
        if found := self._traces.get(sha256):
            return self.keep(sha256, found)
        text = self._read(sha256)
        return self.keep(sha256, trace(text)) if text else None
