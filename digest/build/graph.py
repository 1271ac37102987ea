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
from contextlib import contextmanager
from typing import TYPE_CHECKING

from digest.build import groupings, links, recall, workers
from digest.build.contents import Contents
from digest.build.disk import clone, drop, sweep
from digest.build.groupings import Groupings
from digest.build.job import CYCLES
from digest.build.making import Maker
from digest.build.nodes import LEDGER, LISTING, Given, early, is_first, is_late, late
from digest.build.pieces import Pieces, divided
from digest.build.traces import Traces, unpacked
from digest.files import clear
from digest.site.render import templates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from digest.build.columns import Columns, Made
    from digest.build.document import Frame
    from digest.build.job import Report
    from digest.build.workers import Pack
    from digest.search import Memory

_MANY = 64
"""Nodes from which on several processes make them."""
_SHARED = (
    *("series", "coverage", "topics", "months", "weeks", "publishers", "pages_of_files", "feed_titles", "cards"),
    *("by_id", "revisions", "translations", "newest", "fresh", "week_tallies", "coverage_counts"),
    *("recent_companies", "living"),
)
"""Look-ups that are made once, before the processes part."""


class Graph(Contents):
    """A build: after `read` its catalogue can be looked at, `render` makes the pages."""

    _recalled: Memory | None = None
    """What search left at the last build."""
    gone: Sequence[str] = ()
    """Files of the last build that the site has no more."""

    def surround(self, frame: Frame) -> None:
        """Take what stands around every page."""
        job = self.job
        self.given = Given(frame, job.origin, job.now, self.published)
        self._base = self.given.hashed(self.meanings.since)
        self.maker = Maker(self.catalogue, self.given, self._base, self.mirror, self.report, self.go_on)

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
        self.hold()
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
        self._marker = job.cache / f"{self.variant}.unfinished"
        ended = not self._marker.exists()
        self._marker.touch()
        before = self._before = self._last()
        told = self._base, self.beside, self.meanings.since
        traces = self.traces = Traces(store, self.variant, self.catalogue, self.files, *told)
        if traces.same:
            self.catalogue.kept = Groupings(store.groupings(self.variant))
        self._swept = bool(before) and ended
        self._changed = traces.changed(self.go_on)
        self._away = before.broken(str(job.out)) if job.out else None
        self._broken = before.broken(str(self.mirror), self._away)
        fallen = before.fallen(self._base, self._changed, self._broken)
        if traces.same:
            names = [name for name in before if not is_late(name)]
        else:
            names = list(early(self.catalogue, job.origin))
        todo = [name for name in names if name in fallen or name not in before]
        if todo:
            self.maker.known = self._known()
        self.lap("compare")
        made = self._made = self._standing(before, names, todo)
        gone = [] if traces.same else [name for name in before.places.keys() - set(names) if not is_late(name)]
        behind = [name for name in before if is_late(name)] if traces.same else list(late(self.catalogue))
        meanwhile = [name for name in behind if whole and name not in LISTING]
        self._left = [name for name in behind if name not in meanwhile]
        self._fill(todo, [name for name in gone if name.startswith("piece\t")], meanwhile)
        links.unique(made, names)
        self.outputs = made.outputs()
        self.lap("other pages")

    def _last(self) -> Columns:
        """What the last build left; where nothing of that can stand, what the other of the two builds left."""
        found, job = self.store.nodes(self.variant), self.job.sibling
        if found.rests_on(self._base):
            return found
        other = self.store.nodes(job.variant)
        if other.rests_on(self._base):
            clone(job.mirror, self.mirror, other.files)
            self.store.inherit(self.variant, job.variant)
            return other
        if not found:
            self.store.forget_names(self.variant)
        return found

    def _fill(self, todo: Sequence[str], lost: Sequence[str], meanwhile: Sequence[str]) -> None:
        """Make these nodes. `lost` are pieces that are gone; `meanwhile` are late nodes that are made here."""
        first, rest = ([name for name in todo if is_first(name) is wanted] for wanted in (True, False))
        with self._makers(todo) as make_all:
            for row in make_all(first):
                if row.value:  # handed over, though not committed: search reads it there, one by one
                    self.store.put_piece(self.variant, row.name, *divided(row.value))
                self._made.add(row)
            self.store.drop_pieces(self.variant, lost)
            self.lap("articles")
            coming = make_all(rest)
            self._know_pieces([*first, *lost])
            for name in meanwhile:
                self._made.add(self._late(name, []))
            if meanwhile:
                self.lap("search and data")
            for row in coming:
                self._made.add(row)

    def _know_pieces(self, other: Iterable[str]) -> None:
        """All pieces are there; those among the nodes `other` may have changed."""
        store = self.store
        self.catalogue.pieces = Pieces(
            self._made.digests("piece"),
            lambda name: store.line(self.variant, f"piece\t{name}"),
            lambda name: store.piece(self.variant, f"piece\t{name}"),
        )
        self._put_near()
        if self.traces:
            self.traces.keep()
            self._changed |= self.traces.again(name for name in other if name.startswith("piece\t"))

    def _end(self) -> Report:
        before, made = self._before, self._made
        paths = sorted(filter(None, made.paths))
        for name in self._left:
            made.add(self._late(name, paths if name in LISTING else []))
        self.lap("other files")
        self._settle(before, made)
        if not self._swept:  # of a build that did not end, or of which the cache knows nothing any more
            sweep(self.mirror, self.outputs)
        clear(self._marker)
        self.report.warnings += links.problems(made.said())
        self.lap("note")
        return self.report

    def _standing(self, before: Columns, names: Sequence[str], todo: Iterable[str]) -> Columns:
        """The rows of the last build that stand, but for those that are made late."""
        wanted = set(names).difference(todo)
        return before.but([name for name in before if name not in wanted])

    def _stands(self, row: Made, base: bytes) -> bool:
        if row.base != base or any(path in self._broken for path, *_ in row.outputs):
            return False
        return not self._changed or self._changed.isdisjoint(unpacked(row.deps))

    def _known(self) -> dict[str, tuple[int, int]]:
        return {path: told for path, told in self._before.outputs().items() if path not in self._broken}

    def _noted(self, row: Made, heard: Mapping[str, bytes]) -> Made:
        """A row as it is kept: what it read by the numbers of the names."""
        names = row.deps.decode().split("\n") if row.deps else []
        return row._replace(deps=self.traces.packed(names, heard)) if self.traces else row

    @contextmanager
    def _makers(self, todo: Sequence[str]) -> Iterator[Callable[[Sequence[str]], Iterator[Made]]]:
        """Gives what makes nodes: here, one when it is asked for, or in several processes, all from the call on."""
        for name in todo:
            self.maker.count(name)
        if self.job.jobs < 2 or len(todo) < _MANY or not self.store.share():
            yield self._one_by_one
            return
        self.catalogue.near  # noqa: B018 - made once, before the processes part
        for group in _SHARED:
            self.catalogue.current(f"{group}\t*")
        if len(todo) > len(self.catalogue.shown) // 2:
            self.catalogue.near.index()
        templates()
        gc.set_threshold(*CYCLES)
        gc.enable()
        with workers.processes(self) as made:
            yield lambda names: self._learned(made(names))

    def _one_by_one(self, todo: Sequence[str]) -> Iterator[Made]:
        return self.progress((self._noted(self.maker.make(name, []), {}) for name in todo), len(todo), "making")

    def _learned(self, packs: Iterator[Pack]) -> Iterator[Made]:
        for pack in packs:
            self.catalogue.near.learn(pack.near)
            self.report.changed += pack.report.changed
            for kind, seconds in pack.report.kinds.items():
                self.report.kinds[kind] = self.report.kinds.get(kind, 0.0) + seconds
            yield from (self._noted(row, pack.heard) for row in pack.rows)

    def _late(self, name: str, paths: Sequence[str]) -> Made:
        """One of the nodes that need to know all pages, or what was made of articles one by one."""
        listed = self.listed if name == LEDGER else ""
        base = hashlib.sha256("\n".join([self._base.hex(), listed, *paths]).encode()).digest()
        old = self._before.get(name)
        if old is not None and self._stands(old, base):
            return old
        self.maker.known = self.maker.known or self._known()
        if name == "search":
            self.maker.memory = self._recalled = recall.memory(self.store, self.variant)
        self.maker.count(name)
        return self._noted(self.maker.make(name, paths, base), {})

    def _put_near(self) -> None:
        near = self.catalogue.near if self.catalogue.has_near or not self.same else None
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
        if not self.same:
            store.put_groupings(self.variant, groupings.told(self.catalogue))
            self.keep_meanings()
        if self.checked:
            store.put_checked(self.checked)
        memory, recalled = self.maker.memory, self._recalled
        if memory and recalled and memory is not recalled:
            store.put_memory(self.variant, *recall.changes(recalled, memory))
        if not self.job.drafts:
            store.forget(self.files)
        store.commit()
        store.fold()
        self.gone = sorted(set(before.files).difference(self.outputs))
        for path in self.gone:
            self.report.changed += 1
            drop(self.mirror, path)

    def unplaced(self, out: Path) -> Mapping[str, tuple[int, int]]:
        """The files of the site that may not be in a folder as they are now."""
        if self._away is None or out != self.job.out:
            return self.outputs
        away, before = self._away, self._before.outputs()
        return {path: told for path, told in self.outputs.items() if path in away or before.get(path) != told}

    def discard(self) -> None:
        """Throw the cache away: something in it is damaged."""
        self.lock.release(force=True)
        self.store.drop()
