"""What a build is about: the content folder as a catalogue that notes what is read of it, and the cache beside it."""

from __future__ import annotations

import hashlib
import sys
import time
from contextlib import nullcontext
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from digest.build import sources
from digest.build.entry import Entry
from digest.build.job import Report, Stopped
from digest.build.near import Near
from digest.build.nodes import ledger_of
from digest.build.noted import Recorder
from digest.build.sources import Facts, Progress
from digest.build.store import Store
from digest.build.tracked import Tracked
from digest.build.version import version
from digest.check.tickers import check_tickers
from digest.data import own_securities
from digest.enrich.securities import Securities
from digest.errors import LibraryError
from digest.files import clear
from digest.library import history
from digest.library.files import shown
from digest.model import Article
from digest.site import ledger
from digest.site.settings import load as load_settings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager
    from pathlib import Path

    from digest.build.job import Job
    from digest.build.traces import Traces

_PATIENCE = 1.0
"""Seconds for which another build is waited for without a word."""
_KEPT = 4096
"""Whole articles that are kept in memory."""


class Contents:
    """A build before its pages: after `read` its catalogue can be looked at.

    Args:
        job: What is to be built.
        worker: Whether it is one of several processes of a build.
        before: The build before in this process, as in a preview: what it had in memory is taken over.
    """

    def __init__(self, job: Job, *, worker: bool = False, before: Contents | None = None) -> None:
        self.job = job
        self.report = Report()
        self.progress = Progress(shown=job.shown)
        job.cache.mkdir(parents=True, exist_ok=True)
        lock = job.cache / "lock"
        if lock.is_dir():
            clear(lock)
        self.lock = FileLock(lock, is_singleton=True, thread_local=False)
        self._waited = self._stopped = False
        self.worker = worker
        self.version = f"{version()} {job.content.resolve()}"
        self.store = Store(job.cache, self.version)
        self.variant, self.mirror = job.variant, job.mirror
        self._whole: dict[str, Article] = before._whole if before else {}  # noqa: SLF001 - its own
        self._companies: tuple[str, Securities] | None = (before.table, before.securities) if before else None
        self.traces: Traces | None = None
        self._began = time.perf_counter()
        self.has_read = False
        self.beside = ""
        """A hash of the files beside the content of which pages read only some rows."""
        self.outputs: Mapping[str, tuple[int, int]] = {}
        """Size and time of every file of the site that this made, by its path."""

    table: str
    """A hash of the digest's own companies."""
    securities: Securities

    def read(self) -> None:
        """Read the content and check it.

        Raises:
            DigestError: With every problem of the content, or of the settings.
        """
        job = self.job
        self.settings = load_settings(job.settings)
        with nullcontext() if self.worker else self.hold():
            self.table = _hash(_bytes(own_securities(job.content)))[:8]
            self.listed = _hash(_bytes(ledger.beside(job.content)))
            beside = f"{self.table} {self.listed}"
            make = partial(Entry, told=Facts(lambda: self.store), whole=self.whole)
            found = sources.read(job.content, self.store, make, job.jobs, self.progress, beside, note=not self.worker)
            known = self.store.history()
            corrected = history.read(job.content, known)
            if corrected.at != known.at and not self.worker:
                self.store.put_history(corrected)
        self.report.read = found.changed
        self.report.notes += [history.SHALLOW] if corrected.shallow else []
        table, securities = self._companies or ("", None)
        self.securities = securities if securities and table == self.table else Securities.beside(job.content)
        self.published = ledger_of(job.content)
        lost = []
        if self.published.rows and not found.problems and not found.good:
            lost = list(ledger.problems(self.published, *ledger.standing(found.library)))
        unknown = () if found.good else check_tickers(found.library, self.securities, job.content)
        if wrong := [*found.problems, *unknown, *lost]:
            raise LibraryError(wrong)
        self.checked = "" if found.good else found.state
        self.recorder = Recorder()
        library = replace(found.library, revisions=corrected.revisions)
        self.files = found.hashes
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
        self.beside = _hash(f"{self.table}\n{self.settings.model_dump_json()}".encode())
        self._meant = self.store.meanings()
        self.meanings = self._meant.under(self.table, self.catalogue.beside.meant)
        self.has_read = True
        self.lap("read")

    def hold(self) -> AbstractContextManager[object]:
        """Keep other builds from the cache until `close`, or the end of the block; who waits is told for what."""
        try:
            return self.lock.acquire(timeout=_PATIENCE)
        except Timeout:
            if not self._waited:
                sys.stderr.write(f"another build works with {shown(self.job.cache)}: waiting until it ends\n")
            self._waited = True
            return self.lock.acquire()

    def stop(self) -> None:
        """Let the thread that makes pages end at its next step."""
        self._stopped = True

    def go_on(self) -> None:
        """Make the next one.

        Raises:
            Stopped: Nobody waits for it any more.
        """
        if self._stopped:
            raise Stopped

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

    def keep_meanings(self) -> None:
        """Note what the codes of all articles mean now; to be committed together with what was made."""
        codes = (code for one in self.catalogue.raws["library.articles"] for code in one.codes)
        meanings = self.meanings.with_codes(dict.fromkeys(codes), self.catalogue.beside.meant)
        if meanings is not self._meant:
            self.store.put_meanings(meanings)

    def _near(self, catalogue: Tracked) -> Near:
        kept = None if self.same else self.store.near(self.variant)
        # Asked anew each time: a process that parts from this one has a store of its own.
        one = (lambda name: self.store.near_of(self.variant, name)) if kept is None else kept.get
        return Near(catalogue, kept, one, self.meanings.since)

    @property
    def same(self) -> bool:
        """Whether at most the whole of articles is other than at the last build (`digest.build.traces`)."""
        return self.traces is not None and self.traces.same

    def lap(self, name: str) -> None:
        """Note how long a phase took."""
        now = time.perf_counter()
        self.report.seconds[name] = self.report.seconds.get(name, 0.0) + now - self._began
        self._began = now


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.is_file() else b""


def _hash(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
