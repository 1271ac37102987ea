"""One build: read what changed, make what depends on it, leave the rest.

1. The content folder is read (`sources`), problems are told.
2. Every node of the last build is tested: if what it read has the hashes of then, and its files are as it left them,
   it stands. The others are made, in several processes where there are many (`workers`): first what reads whole
   articles; then, while the processes make the rest, search here.
3. Files go to a mirror below the cache, each whole or not at all; then into the site's folder by hard link.

Nothing is forgotten before what replaces it is on the disk: a kill at any moment costs the next build time only.
"""

from __future__ import annotations

import gc
import hashlib
import os
import sqlite3
import time
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from filelock import FileLock

from digest.build import groupings, links, recall, sources, workers
from digest.build.columns import Columns, Made
from digest.build.disk import below, drop, put
from digest.build.entry import Entry
from digest.build.groupings import Groupings
from digest.build.job import Report
from digest.build.near import Near, OneByOne
from digest.build.nodes import LISTING, Given, early, is_first, is_late, late, ledger_of, make
from digest.build.noted import Recorder
from digest.build.pieces import Pieces, Spool
from digest.build.sources import Facts, Progress
from digest.build.store import Store
from digest.build.traces import Traces, unpacked
from digest.build.tracked import Tracked
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
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from digest.build.document import Frame
    from digest.build.job import Job
    from digest.build.workers import Pack
    from digest.search import Memory

_MANY = 64
"""Nodes from which on several processes make them."""
_SHARED = (
    *("series", "coverage", "topics", "months", "weeks", "publishers", "pages_of_files", "feed_titles", "cards"),
    *("by_id", "revisions", "translations", "newest", "week_tallies", "coverage_counts", "recent_companies"),
)
"""Look-ups that are made once, before the processes part."""
_KEPT = 4096
"""Whole articles that are kept in memory."""


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
        self.lock = FileLock(job.cache / "lock", is_singleton=True, thread_local=False)
        self.worker = worker
        self.version = f"{version()} {job.content.resolve()}"
        self.store = Store(job.cache, self.version)
        self.variant, self.mirror = job.variant, job.mirror
        self._whole: dict[str, Article] = before._whole if before else {}  # noqa: SLF001 - its own
        self.memory: Memory | None = None
        """What search leaves for the next build."""
        self._recalled: Memory | None = None
        """What the last build left."""
        self.traces: Traces | None = None
        self._known: Mapping[str, tuple[int, int]] = {}
        """Files as the last build left them that need not be made again where they still are."""
        self._began = time.perf_counter()
        self.outputs: Mapping[str, tuple[int, int]] = {}
        """Size and time of every file of the site that this made, by its path."""

    def read(self) -> None:
        """Read the content and check it.

        Raises:
            DigestError: With every problem of the content, or of the settings.
        """
        job = self.job
        self.settings = load_settings(job.settings)
        with nullcontext() if self.worker else self.lock:
            self._salt = _hash(_bytes(job.content.absolute().parent / "securities.csv"))[:8]
            beside = f"{self._salt} {_hash(_bytes(ledger.beside(job.content)))}"
            make = partial(Entry, told=Facts(lambda: self.store), whole=self.whole)
            found = sources.read(job.content, self.store, make, job.jobs, self.progress, beside)
        self.report.read = found.changed
        self.securities = Securities.beside(job.content)
        self.published = ledger_of(job.content)
        lost = []
        if self.published.rows and not found.problems and not found.good:
            lost = list(ledger.problems(self.published, *ledger.standing(found.library)))
        unknown = () if found.good else check_tickers(found.library, self.securities, job.content)
        if wrong := [*found.problems, *unknown, *lost]:
            raise LibraryError(wrong)
        self._checked = "" if found.good else found.state
        self.recorder = Recorder()
        library = replace(found.library, revisions=history.revisions(job.content))
        self._files = found.hashes
        hashes = {one.id: found.hashes[one.path] for one in found.library.articles}  # type: ignore[attr-defined]
        self.catalogue = Tracked(
            library,
            self.securities,
            self.settings,
            self.recorder,
            self._near,
            hashes,
            origin=job.origin,
            drafts=job.drafts,
        )
        self._lap("read")

    def surround(self, frame: Frame) -> None:
        """Take what stands around every page."""
        self.given = Given(frame, self.job.origin, self.job.now, self.published)
        self._base = self._globals(frame)

    def render(self, frame: Frame) -> Report:
        """Make what is not as it should be. Until `close` no other build uses the cache.

        Raises:
            LibraryError: Two pages have one address.
        """
        self.begin(frame, whole=True)
        return self.end()

    def begin(self, frame: Frame, *, whole: bool = False) -> None:
        """Make pages and feeds: files that need to know all of them are left as they were until `end`.

        So are search and data, unless the build is `whole`.

        Raises:
            LibraryError: Two pages have one address.
        """
        self.lock.acquire()
        try:
            self._begin(frame, whole=whole)
        except BaseException:
            self.store.db.rollback()
            raise

    def end(self) -> Report:
        """Make the other files, and keep what was made."""
        try:
            return self._end()
        except BaseException:
            self.store.db.rollback()
            raise

    def _begin(self, frame: Frame, *, whole: bool) -> None:
        job, store = self.job, self.store
        self.surround(frame)
        before = self._before = store.nodes(self.variant)
        if not before:
            store.forget_names(self.variant)
        traces = self.traces = Traces(store, self.variant, self.catalogue, self._files, self._base)
        if traces.same:
            self.catalogue.kept = Groupings(store.groupings(self.variant))
        self._marker = job.cache / f"{self.variant}.unfinished"
        self._swept = bool(before) and not self._marker.exists()
        self._marker.touch()
        self._changed = traces.changed()
        fallen = before.fallen(self._base, self._changed, str(self.mirror))
        if traces.same:
            names = [name for name in before if not is_late(name)]
        else:
            names = list(early(self.catalogue, job.origin))
        todo = [name for name in names if name in fallen or name not in before]
        if todo:
            self._known = before.outputs()
        self._lap("compare")
        made = self._made = self._standing(before, names, todo)
        gone = [] if traces.same else [name for name in before.places.keys() - set(names) if not is_late(name)]
        behind = [name for name in before if is_late(name)] if traces.same else list(late(self.catalogue))
        meanwhile = [name for name in behind if whole and name not in LISTING]
        self._left = [name for name in behind if name not in meanwhile]
        self._fill(made, todo, [name for name in gone if name.startswith("piece\t")], meanwhile)
        self._unique(made, names)
        self.outputs = made.outputs()
        self._lap("other pages")

    def _fill(self, made: Columns, todo: Sequence[str], lost: Sequence[str], meanwhile: Sequence[str]) -> None:
        """Make these nodes. `lost` are pieces that are gone; `meanwhile` are late nodes that are made here."""
        first, rest = ([name for name in todo if is_first(name) is wanted] for wanted in (True, False))
        store = self.store
        with self._makers(todo) as make_all:
            with Spool(self.job.cache) as spool:
                for row in make_all(first):
                    if row.value:
                        spool.add(row.name, row.value)
                    made.add(row)
                self._lap("articles")
                coming = make_all(rest)
                # Kept now, though not committed: what search needs of memory is then free.
                store.put_pieces(self.variant, spool.rows(), lost)
            self._know_pieces(made, [*first, *lost])
            for name in meanwhile:
                made.add(self._late(name, []))
            if meanwhile:
                self._lap("search and data")
            for row in coming:
                made.add(row)

    def _know_pieces(self, made: Columns, other: Iterable[str]) -> None:
        """All pieces are there; those among the nodes `other` may have changed."""
        store = self.store
        self.catalogue.pieces = Pieces(
            made.digests("piece"),
            lambda name: store.line(self.variant, f"piece\t{name}"),
            lambda name: store.piece(self.variant, f"piece\t{name}"),
        )
        if self.traces:
            self.traces.keep()
            self._put_near()
            self._changed |= self.traces.again(name for name in other if name.startswith("piece\t"))

    def _end(self) -> Report:
        before, made = self._before, self._made
        paths = sorted(filter(None, made.paths))
        for name in self._left:
            made.add(self._late(name, paths if name in LISTING else []))
        self._lap("other files")
        self._settle(before, made)
        if not self._swept:
            self._sweep()
        self._marker.unlink(missing_ok=True)
        self.report.warnings += links.problems(made.said())
        self._lap("note")
        return self.report

    def close(self) -> None:
        """Let others build with the same cache."""
        self.lock.release(force=True)

    def release(self) -> None:
        """Let go of all that is in memory, where another build has taken the place of this one."""
        self.store.close()
        vars(self.catalogue).clear()
        vars(self).clear()

    def whole(self, entry: Entry) -> Article:
        """The whole article of an entry; a page that asks for it depends on it."""
        self.recorder.note_whole(entry.id)
        name = f"{entry._sha} {entry.path}"  # noqa: SLF001 - half of one thing
        if name not in self._whole:
            if len(self._whole) >= _KEPT:
                self._whole.clear()
            self._whole[name] = Article.model_validate_json(self.store.article(name))
        return self._whole[name]

    def _near(self, catalogue: Tracked) -> Near:
        if not self._same:
            return Near(catalogue, self.store.near(self.variant), self._salt)
        # A process that parts from this one has a store of its own.
        kept = OneByOne(lambda name: self.store.near_of(self.variant, name))
        return Near(catalogue, kept, self._salt, same=True)

    @property
    def _same(self) -> bool:
        return self.traces is not None and self.traces.same

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

    def _standing(self, before: Columns, names: Sequence[str], todo: Iterable[str]) -> Columns:
        """The rows of the last build that stand, but for those that are made late."""
        wanted = set(names).difference(todo)
        return before.but([name for name in before if name not in wanted])

    def _stands(self, row: Made, base: bytes) -> bool:
        if row.base != base or not all(self._intact(*output) for output in row.outputs):
            return False
        return not self._changed or self._changed.isdisjoint(unpacked(row.deps))

    def _noted(self, row: Made, heard: Mapping[str, bytes]) -> Made:
        """A row as it is kept: what it read by the numbers of the names."""
        names = row.deps.decode().split("\n") if row.deps else []
        return row._replace(deps=self.traces.packed(names, heard)) if self.traces else row

    def _intact(self, path: str, size: int, mtime: int) -> bool:
        try:
            stat = os.stat(f"{self.mirror}/{path}")  # noqa: PTH116 - ten thousands of times
        except OSError:
            return False
        return stat.st_size == size and stat.st_mtime_ns == mtime

    @contextmanager
    def _makers(self, todo: Sequence[str]) -> Iterator[Callable[[Sequence[str]], Iterator[Made]]]:
        """Gives what makes nodes: here, one when it is asked for, or in several processes, all from the call on."""
        for name in todo:
            self._count(name)
        if self.job.jobs < 2 or len(todo) < _MANY:
            yield self._one_by_one
            return
        self.catalogue.near  # noqa: B018 - made once, before the processes part
        for group in _SHARED:
            self.catalogue.current(f"{group}\t*")
        if len(todo) > len(self.catalogue.shown) // 2:
            self.catalogue.near.index()
        templates()
        # Many objects of a build stay and few are cycles: looking for those took a fifth of the time.
        gc.set_threshold(50_000, 20, 100)
        gc.enable()
        with workers.processes(self) as made:
            yield lambda names: self._learned(made(names))

    def _one_by_one(self, todo: Sequence[str]) -> Iterator[Made]:
        return self.progress((self._noted(self.make(name, []), {}) for name in todo), len(todo), "making")

    def _learned(self, packs: Iterator[Pack]) -> Iterator[Made]:
        for pack in packs:
            self.catalogue.near.learn(pack.near)
            self.report.changed += pack.report.changed
            for kind, seconds in pack.report.kinds.items():
                self.report.kinds[kind] = self.report.kinds.get(kind, 0.0) + seconds
            yield from (self._noted(row, pack.heard) for row in pack.rows)

    def _late(self, name: str, paths: Sequence[str]) -> Made:
        """One of the nodes that need to know all pages, or what was made of articles one by one."""
        base = hashlib.sha256("\n".join([self._base.hex(), *paths]).encode()).digest()
        old = self._before.get(name)
        if old is not None and self._stands(old, base):
            return old
        self._known = self._known or self._before.outputs()
        if name == "search":
            self.memory = self._recalled = recall.memory(self.store, self.variant)
        self._count(name)
        return self._noted(self.make(name, paths, base), {})

    def make(self, name: str, paths: Sequence[str], base: bytes = b"") -> Made:
        """Make one node and write its files; what it read stands in its row by names."""
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
            if (known := self._known.get(path)) and self._intact(path, *known):
                return known
            value = value()
        data = value.encode("utf-8") if isinstance(value, str) else value
        target = f"{self.mirror}/{path}"
        if put(target, data):
            self.report.changed += 1
        stat = os.stat(target)  # noqa: PTH116
        return stat.st_size, stat.st_mtime_ns

    def _unique(self, rows: Columns, names: Iterable[str]) -> None:
        if len(set(rows.files)) == len(rows.files):
            return
        known: dict[str, str] = {}
        clashes: list[Problem] = []
        for row in map(rows.__getitem__, names):
            for path, _, _ in row.outputs:
                name = row.source or row.path or row.name.replace("\t", " ")
                other = known.setdefault(path, name)
                if other is not name:
                    what = f"has the address of {other}"
                    clashes.append(Problem(name, 0, "", what, "rename the file", rule="address-double"))
        if clashes:
            raise LibraryError(clashes)

    def _put_near(self) -> None:
        near = self.catalogue.near if self.catalogue.has_near or not self._same else None
        if near:
            self.store.put_near(self.variant, near.rows(), near.gone)
            near.settle()

    def _settle(self, before: Columns, made: Columns) -> None:
        """Commit what this build knows, and remove files of which it has none any more."""
        self.outputs = made.outputs()
        self.report.bytes = made.bytes_by_kind()
        self.report.nodes = len(made)
        store = self.store
        if self.report.made or len(made) != len(before):
            store.put_nodes(self.variant, made)
        self._put_near()
        if self.traces:
            self.traces.save()
        if not self._same:
            store.put_groupings(self.variant, groupings.told(self.catalogue))
        if self._checked:
            store.put_checked(self._checked)
        if self.memory and self._recalled and self.memory is not self._recalled:
            store.put_memory(self.variant, *recall.changes(self._recalled, self.memory))
        if not self.job.drafts:
            store.forget(self._files)
        store.commit()
        for path in sorted(set(before.files).difference(self.outputs)):
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


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
