"""One build: read what changed, make what depends on it, leave the rest.

1. The content folder is read (`sources`), problems are told.
2. Every node of the last build is tested: if what it read has the hashes of then, and its files are as it left them,
   it stands. The others are made, in several processes where there are many.
3. Files go to a mirror below the cache, each whole or not at all; then into the site's folder by hard link.

Nothing is forgotten before what replaces it is on the disk: a kill at any moment costs the next build time only.
"""

from __future__ import annotations

import gc
import hashlib
import os
import sqlite3
import sys
import threading
import time
from concurrent.futures import ProcessPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from digest.build import links, recall, sources
from digest.build.disk import below, drop, put
from digest.build.near import Near
from digest.build.nodes import LISTING, Given, early, late, ledger_of, make
from digest.build.pieces import Pieces
from digest.build.sources import Progress
from digest.build.store import Made, Store
from digest.build.traces import Traces, unpacked
from digest.build.tracked import Recorder, Tracked
from digest.build.version import version
from digest.check.tickers import check_tickers
from digest.enrich.securities import Securities
from digest.errors import LibraryError, Problem
from digest.library import history
from digest.model import Article
from digest.site import ledger
from digest.site.render import templates
from digest.site.settings import load as load_settings

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from digest.build.document import Frame
    from digest.build.entry import Entry
    from digest.search import Memory
    from digest.site.origin import Origin

CACHE = Path(".cache/digest")
"""Beside mkdocs.yml."""
_MANY = 64
"""Nodes from which on several processes make them."""
_SHARED = (
    *("series", "coverage", "topics", "months", "weeks", "publishers", "pages_of_files", "feed_titles", "cards"),
    *("by_id", "revisions", "translations", "newest", "week_tallies", "coverage_counts", "recent_companies"),
)
"""Look-ups that are made once, before the processes part."""
_KEPT = 4096
"""Whole articles that are kept in memory."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be built."""

    content: Path
    settings: Path
    cache: Path
    origin: Origin | None = None
    now: datetime | None = None
    drafts: bool = False
    jobs: int = 1
    shown: bool = False
    """Whether someone watches the progress."""


@dataclass(slots=True)
class Report:
    """What a build did."""

    read: int = 0
    nodes: int = 0
    made: dict[str, int] = field(default_factory=dict)
    """How many of each kind were made."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Wall time by phase."""
    kinds: dict[str, float] = field(default_factory=dict)
    """Wall time of making, by kind; summed over processes."""
    bytes: dict[str, int] = field(default_factory=dict)
    """Size of all files, by kind."""
    changed: int = 0
    """Files of the mirror that have other bytes now, or are gone."""
    warnings: list[str] = field(default_factory=list)


class Graph:
    """A build in the middle: after `read` its catalogue can be looked at, `render` makes the pages.

    Args:
        job: What is to be built.
        worker: Whether it is one of several processes of a build.
        before: The build before in this process, as in a preview: what it had in memory is taken over.
    """

    def __init__(self, job: Job, *, worker: bool = False, before: Graph | None = None) -> None:
        self.job = job
        self.report = Report()
        self.progress = Progress(shown=job.shown)
        job.cache.mkdir(parents=True, exist_ok=True)
        self.lock = FileLock(job.cache / "lock", is_singleton=True)
        self.worker = worker
        self._version = f"{version()} {job.content.resolve()}"
        self.store = Store(job.cache, self._version)
        self.variant = "preview" if job.drafts else "site"
        self.mirror = job.cache / self.variant
        self._whole: dict[str, Article] = before._whole if before else {}  # noqa: SLF001 - its own
        self.memory: Memory | None = None
        """What search leaves for the next build."""
        self._recalled: Memory | None = None
        """What the last build left."""
        self._known: dict[str, tuple[int, int]] = {}
        """Files as the last build left them that need not be made again where they still are."""
        self._began = time.perf_counter()
        self.outputs: dict[str, tuple[int, int]] = {}
        """Size and time of every file of the site that this made, by its path."""

    def read(self) -> None:
        """Read the content and check it.

        Raises:
            DigestError: With every problem of the content, or of the settings.
        """
        job = self.job
        self.settings = load_settings(job.settings)
        with nullcontext() if self.worker else self.lock:
            found = sources.read(job.content, self.store, self.whole, job.jobs, self.progress)
        self.report.read = found.changed
        self.securities = Securities.beside(job.content)
        self.published = ledger_of(job.content)
        lost = [] if found.problems else ledger.problems(self.published, *ledger.standing(found.library))
        if wrong := [*found.problems, *check_tickers(found.library, self.securities, job.content), *lost]:
            raise LibraryError(wrong)
        self._salt = _hash(_bytes(job.content.absolute().parent / "securities.csv"))[:8]
        self.recorder = Recorder()
        library = replace(found.library, revisions=history.revisions(job.content))
        self._files = found.hashes
        hashes = {one.id: found.hashes[path] for path, one in _by_path(found.library.articles)}
        kept = self.store.near(self.variant)
        self.catalogue = Tracked(
            library,
            self.securities,
            self.settings,
            self.recorder,
            lambda catalogue: Near(catalogue, kept, self._salt),
            hashes,
            origin=job.origin,
            drafts=job.drafts,
        )
        self._lap("read")

    def render(self, frame: Frame) -> Report:
        """Make what is not as it should be. Until `close` no other build uses the cache.

        Raises:
            LibraryError: Two pages have one address.
        """
        self.lock.acquire()
        try:
            return self._rendered(frame)
        except BaseException:
            self.store.db.rollback()
            raise

    def _rendered(self, frame: Frame) -> Report:
        job, store = self.job, self.store
        self.given = Given(frame, job.origin, job.now, self.published)
        self._base = self._globals(frame)
        before = store.made(self.variant)
        if not before:
            store.forget_names(self.variant)
        self.traces = Traces(store, self.variant, self.catalogue, self._files)
        marker = job.cache / f"{self.variant}.unfinished"
        sweep = not before or marker.exists()
        marker.touch()
        self._changed = self.traces.changed()
        self._known = {row[0]: row[1:] for name in before if name.startswith("card\t") for row in before[name].outputs}
        names = list(early(self.catalogue, job.origin))
        valid = {name for name in names if self._stands(before.get(name))}
        todo = [name for name in names if name not in valid]
        self._lap("compare")
        made = {name: before[name] for name in valid}
        for row in self._make_all(todo, []):
            made[row.name] = row
        self._unique(made[name] for name in names)
        paths = sorted(made[name].path for name in names if made[name].path)
        self._lap("make")
        # Kept now, though not committed: what search needs of memory is then free.
        store.put_made(self.variant, (made[name] for name in todo))
        self.traces.keep()
        made |= {name: made[name]._replace(value=b"") for name in todo if made[name].value}
        own = {name.partition("\t")[2]: row.digest for name, row in made.items() if name.startswith("piece\t")}
        self.catalogue.pieces = Pieces(own, lambda name: store.piece(self.variant, f"piece\t{name}"))
        others = [name for name in before if name not in made]
        self._changed |= self.traces.again(name for name in [*todo, *others] if name.startswith("piece\t"))
        late_ones: list[Made] = []
        for name in late(self.catalogue):
            base = hashlib.sha256("\n".join([self._base.hex(), *(paths if name in LISTING else ())]).encode()).digest()
            old = before.get(name)
            if old is not None and self._stands(old, base):
                made[name] = old
                continue
            self._known = {path: (size, mtime) for path, size, mtime in old.outputs} if old else {}
            if name == "search":
                self.memory = self._recalled = recall.memory(store, self.variant)
            made[name] = self._noted(self._make(name, paths, base), {})
            late_ones.append(made[name])
            self._count(name)
        self._lap("other files")
        self._settle(before, made, late_ones)
        if sweep:
            self._sweep()
        marker.unlink()
        self.report.warnings += links.problems((row.source, row.links, row.anchors) for row in made.values())
        self._lap("note")
        return self.report

    def close(self) -> None:
        """Let others build with the same cache."""
        self.lock.release(force=True)

    def whole(self, entry: Entry) -> Article:
        """The whole article of an entry; a page that asks for it depends on it."""
        self.recorder.note(f"whole\t{entry.id}")
        name = f"{entry._sha} {entry.path}"  # noqa: SLF001 - half of one thing
        if name not in self._whole:
            if len(self._whole) >= _KEPT:
                self._whole.clear()
            self._whole[name] = Article.model_validate_json(self.store.article(name))
        return self._whole[name]

    def _globals(self, frame: Frame) -> bytes:
        job = self.job
        parts = [
            *(f"{lang}\n{shell.text}" for lang, shell in sorted(frame.shells.items())),
            frame.name,
            frame.description,
            frame.url,
            repr(job.origin),
            repr(job.now),
            repr(job.drafts),
            self.settings.model_dump_json(),
            self._salt,
            _hash(_bytes(ledger.beside(job.content))),
        ]
        return hashlib.sha256("\x00".join(parts).encode()).digest()

    def _stands(self, row: Made | None, base: bytes = b"") -> bool:
        if row is None or row.base != (base or self._base) or not self._intact(row):
            return False
        return not self._changed or self._changed.isdisjoint(unpacked(row.deps))

    def _noted(self, row: Made, heard: Mapping[str, bytes]) -> Made:
        """A row as it is kept: what it read by the numbers of the names."""
        names = row.deps.decode().split("\n") if row.deps else []
        return row._replace(deps=self.traces.packed(names, heard))

    def _intact(self, row: Made) -> bool:
        return all(self._intact_file(*output) for output in row.outputs)

    def _intact_file(self, path: str, size: int, mtime: int) -> bool:
        try:
            stat = os.stat(f"{self.mirror}/{path}")  # noqa: PTH116 - ten thousands of times
        except OSError:
            return False
        return stat.st_size == size and stat.st_mtime_ns == mtime

    def _make_all(self, todo: list[str], paths: list[str]) -> Iterator[Made]:
        for name in todo:
            self._count(name)
        if self.job.jobs < 2 or len(todo) < _MANY:
            yield from self.progress((self._noted(self._make(name, paths), {}) for name in todo), len(todo), "making")
            return
        self.catalogue.near  # noqa: B018 - made once, before the processes part
        for group in _SHARED:
            self.catalogue.current(f"{group}\t*")
        if len(todo) > len(self.catalogue.shown) // 2:
            self.catalogue.near.index()
        templates()
        self.store.commit()
        forked = sys.platform == "linux" and threading.active_count() == 1
        context = get_context("fork" if forked else "spawn")
        global _GRAPH  # noqa: PLW0603 - a fork inherits it
        _GRAPH = self if forked else None
        gc.collect()
        gc.freeze()  # what is here now is shared with the processes as long as no one writes to it
        start = partial(_started, replace(self.job, jobs=1, shown=False), self.given.frame)
        packs = [todo[at : at + 32] for at in range(0, len(todo), 32)]
        with ProcessPoolExecutor(self.job.jobs, mp_context=context, initializer=start) as pool:
            done = pool.map(_packed, packs)
            for rows, heard, found, changed, kinds in self.progress(done, len(packs), "making, 32 pages each"):
                self.catalogue.near.learn(found)
                self.report.changed += changed
                for kind, seconds in kinds.items():
                    self.report.kinds[kind] = self.report.kinds.get(kind, 0.0) + seconds
                yield from (self._noted(row, heard) for row in rows)
        _GRAPH = None
        gc.unfreeze()

    def _make(self, name: str, paths: list[str], base: bytes = b"") -> Made:
        began = time.perf_counter()
        with self.recorder.page() as read:
            output = make(self.catalogue, self.given, name, paths, self.memory)
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
            if (known := self._known.get(path)) and self._intact_file(path, *known):
                return known
            value = value()
        data = value.encode("utf-8") if isinstance(value, str) else value
        target = f"{self.mirror}/{path}"
        if put(target, data):
            self.report.changed += 1
        stat = os.stat(target)  # noqa: PTH116
        return stat.st_size, stat.st_mtime_ns

    def _unique(self, rows: Iterable[Made]) -> None:
        known: dict[str, str] = {}
        clashes: list[Problem] = []
        for row in rows:
            for path, _, _ in row.outputs:
                name = row.source or row.path or row.name.replace("\t", " ")
                other = known.setdefault(path, name)
                if other is not name:
                    what = f"has the address of {other}"
                    clashes.append(Problem(name, 0, "", what, "rename the file", rule="address-double"))
        if clashes:
            raise LibraryError(clashes)

    def _settle(self, before: Mapping[str, Made], made: Mapping[str, Made], late_ones: list[Made]) -> None:
        gone = [name for name in before if name not in made]
        for row in made.values():
            kind = row.name.partition("\t")[0]
            for path, size, mtime in row.outputs:
                self.outputs[path] = (size, mtime)
                self.report.bytes[kind] = self.report.bytes.get(kind, 0) + size
        self.report.nodes = len(made)
        near = self.catalogue.near
        self.store.put_near(self.variant, near.rows(), near.gone)
        self.store.put_made(self.variant, late_ones, gone)
        self.traces.save()
        if self.memory and self._recalled and self.memory is not self._recalled:
            self.store.put_memory(self.variant, *recall.changes(self._recalled, self.memory))
        if not self.job.drafts:
            self.store.forget()
        self.store.commit()
        old = {path for row in before.values() for path, _, _ in row.outputs}
        for path in old - self.outputs.keys():
            self.report.changed += 1
            drop(self.mirror, path)

    def _sweep(self) -> None:
        """Remove what a build left that did not end, or of which the cache knows nothing any more."""
        for path in list(below(self.mirror)):
            if path not in self.outputs:
                drop(self.mirror, path)

    def _count(self, name: str) -> None:
        kind = name.partition("\t")[0]
        self.report.made[kind] = self.report.made.get(kind, 0) + 1

    def _lap(self, name: str) -> None:
        now = time.perf_counter()
        self.report.seconds[name] = self.report.seconds.get(name, 0.0) + now - self._began
        self._began = now


_GRAPH: Graph | None = None


def _started(job: Job, frame: Frame) -> None:
    """Begin a worker: take over the parent's graph where there was a fork, else read it from the cache."""
    global _GRAPH  # noqa: PLW0603
    if _GRAPH is None:
        _GRAPH = Graph(job, worker=True)
        _GRAPH.read()
        _GRAPH.given = Given(frame, job.origin, job.now, _GRAPH.published)
        _GRAPH._base = _GRAPH._globals(frame)  # noqa: SLF001 - its own
    else:
        _GRAPH.store = Store(job.cache, _GRAPH._version)  # noqa: SLF001 - its own


def _packed(names: list[str]) -> tuple[list[Made], dict[str, bytes], dict[str, Any], int, dict[str, float]]:
    graph = _GRAPH
    if graph is None:  # pragma: no cover - the initializer has run
        raise RuntimeError("the worker has not begun")
    near = graph.catalogue.near
    known = {name: set(answers) for name, answers in near.found.items()}
    graph.report = Report()
    rows = [graph._make(name, []) for name in names]
    read = {name for row in rows for name in row.deps.decode().split("\n") if name}
    heard = {name: graph.catalogue.current(name) for name in read}
    found = {name: answers for name, answers in near.found.items() if known.get(name) != set(answers)}
    return rows, heard, found, graph.report.changed, graph.report.kinds


def build(job: Job, frame: Frame) -> Graph:
    """Read and render; a cache that is broken is thrown away, once.

    Raises:
        DigestError: With every problem of the content, or of the settings.
    """
    for attempt in (1, 2):
        graph = Graph(job)
        try:
            graph.read()
            graph.render(frame)
        except (sqlite3.DatabaseError, ValueError, KeyError):
            graph.lock.release(force=True)
            if attempt == 2:
                raise
            graph.store.drop()
        except BaseException:
            graph.close()
            raise
        else:
            return graph
    raise AssertionError  # pragma: no cover - the second attempt returns or raises


def _by_path(articles: Iterable[Any]) -> list[tuple[str, Any]]:
    return [(one.path, one) for one in articles]


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
