"""The content folder read once: a file that has not changed since is not read again.

Whether a file changed is told by size and time, as git does it, and by its hash where the time is so near to that of
the last reading that a later change could have the same.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from stat import S_ISREG
from typing import TYPE_CHECKING, Any

from digest.build.cache import Source
from digest.build.entry import compared, fact, head
from digest.errors import LibraryError, Problem
from digest.files import is_temporary
from digest.library import files, folder
from digest.library.folder import Library
from digest.model import Series, StaticPage, Translation

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from digest.build.entry import Entry
    from digest.build.store import Store

_RACY = 2 * 10**9
"""Nanoseconds: file systems keep time in steps of up to two seconds."""
_MODELS: dict[str, Any] = {"series": Series, "page": StaticPage, "translation": Translation}
_MANY = 200
"""Files from which on several processes read."""
_ONE_BY_ONE = 300
"""Light sides from which on all are read at once."""


@dataclass(slots=True)
class Sources:
    """The library by its light sides, and what a build compares."""

    library: Library
    problems: list[Problem] = field(default_factory=list)
    hashes: dict[str, str] = field(default_factory=dict)
    """SHA-256 of every file by its path."""
    changed: int = 0
    state: str = ""
    """What tells whether files that were compared with each other would say the same again; empty with problems."""
    good: bool = False
    """Whether they did at an earlier build, without a problem; then they are not compared anew."""


def read(  # noqa: PLR0917 - what a reading needs
    content: Path,
    store: Store,
    make: Callable[..., Entry],
    jobs: int,
    progress: Progress,
    salt: str = "",
    *,
    note: bool = True,
) -> Sources:
    """Read what changed, take the rest from the cache.

    Args:
        content: The folder.
        store: The cache.
        make: Makes an entry of its head, path, sha and light.
        jobs: How many processes may read.
        progress: Counts.
        salt: What files are compared with beside each other.
        note: Whether the cache is told what was read: one of several processes of a build leaves that to the first.

    Raises:
        LibraryError: There is no such folder, or it holds too many files.
    """
    known = store.sources()
    found = dict(_stats(content))
    reading = folder.Reading(content)
    if found.keys() != known.keys() or not all(S_ISREG(one.st_mode) for one in found.values()):
        allowed = {path.relative_to(content).as_posix() for path in files.walk(content, reading.problems)}
        found = {path: stat for path, stat in found.items() if path in allowed}
    fresh = [path for path, stat in found.items() if not _same(known.get(path), stat)]
    rows, whole, broken = _taken(content, fresh, known, jobs, progress)
    gone = [path for path in known if path not in found or path in broken]
    if rows or gone:
        known |= {row.path: row for row in rows}
        for path in gone:
            known.pop(path, None)
        if note:
            store.put_articles(whole)
            store.put_sources(known.values(), gone)
            store.commit()
    return _library(reading, known, broken, make, Sources(Library(), changed=len(fresh)), (salt, store.checked()))


def _stats(content: Path) -> Iterator[tuple[str, os.stat_result]]:
    if not content.is_dir():
        raise LibraryError([Problem(files.shown(content), 0, "", "is not a folder", "run this where content/ is")])
    todo = [""]
    while todo:
        below = todo.pop()
        with os.scandir(content / below) as entries:
            for entry in sorted(entries, key=lambda one: one.name):
                path = f"{below}{entry.name}"
                if entry.is_dir(follow_symlinks=False):
                    todo.append(f"{path}/")
                elif not is_temporary(entry.name):
                    yield path, entry.stat(follow_symlinks=False)


def _same(row: Source | None, stat: os.stat_result) -> bool:
    if row is None or row.size != stat.st_size or row.mtime != stat.st_mtime_ns:
        return False
    return row.mtime < row.seen - _RACY


def _taken(
    content: Path, paths: list[str], known: dict[str, Source], jobs: int, progress: Progress
) -> tuple[list[Source], list[tuple[str, str]], dict[str, list[Problem]]]:
    """Rows of these files, whole articles as the cache keeps them, and the problems of those that are wrong."""
    rows: list[Source] = []
    whole: list[tuple[str, str]] = []
    broken: dict[str, list[Problem]] = {}
    todo: list[tuple[str, str, str]] = []
    for path in paths:
        row = known.get(path)
        todo.append((str(content), path, row.sha if row else ""))
    results: Iterable[Any]
    if jobs > 1 and len(todo) >= _MANY:
        with ProcessPoolExecutor(jobs) as pool:
            results = list(progress(pool.map(_take, todo, chunksize=50), len(todo), "reading"))
    else:
        results = progress(map(_take, todo), len(todo), "reading")
    for path, row, text, problems in results:
        if problems:
            broken[path] = problems
        elif row is not None:
            rows.append(row if row.fact or row.path not in known else row._replace(**_kept(known[row.path])))
            if text:
                whole.append((f"{row.sha} {path}", text))
    return rows, whole, broken


def _kept(row: Source) -> dict[str, Any]:
    return {"fact": row.fact, "kind": row.kind, "light": row.light, "head": row.head, "compared": row.compared}


def _take(job: tuple[str, str, str]) -> tuple[str, Source | None, str, list[Problem]]:
    """One file: its row, and the whole article as JSON; or its problems."""
    content, relative, before = job
    path = Path(content, relative)
    seen = time.time_ns()
    try:
        stat = path.stat()
        data = path.read_bytes() if stat.st_size <= files.MAX_IMAGE_BYTES else b""
        sha = hashlib.sha256(data).hexdigest()
        kind = _kind(relative)
        row = Source(relative, stat.st_size, stat.st_mtime_ns, seen, sha, kind, "")
        if sha == before:
            return relative, row, "", []
        reading = folder.Reading(Path(content))
        reading.take(path)
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        return relative, None, "", [Problem(files.shown(path), 0, "", what, "check its permissions")]
    if reading.problems:
        return relative, None, "", reading.problems
    if kind == "article":
        article = reading.articles[relative]
        text = json.dumps(fact(article), ensure_ascii=False, separators=(",", ":"))
        light = hashlib.blake2b(f"{relative}\n{text}".encode(), digest_size=12).digest()
        row = row._replace(fact=text, light=light, head=head(article), compared=compared(article))
        return relative, row, article.model_dump_json(exclude_defaults=True), []
    made: dict[str, Any] = {"series": reading.series, "page": reading.pages, "translation": reading.translations}
    model = next(iter(made.get(kind, {}).values()), None)
    return relative, row._replace(fact=model.model_dump_json() if model else "{}"), "", []


def _kind(path: str) -> str:
    pure = PurePosixPath(path)
    if pure.suffix in files.IMAGES:
        return "image"
    if pure.parts[0] == "articles":
        return "translation" if files.is_translation(pure.name) else "article"
    return "series" if pure.parts[0] == "series" else "page"


def _library(  # noqa: PLR0917 - the last step of `read`
    reading: folder.Reading,
    known: dict[str, Source],
    broken: dict[str, list[Problem]],
    make: Callable[..., Entry],
    found: Sources,
    checked: tuple[str, str],
) -> Sources:
    top = files.shown(reading.content)
    state = hashlib.blake2b(checked[0].encode(), digest_size=16)
    articles: dict[str, Any] = reading.articles
    for path in sorted([*known, *broken]):
        reading.names[path] = f"{top}/{path}"
        if path in broken:
            reading.problems += broken[path]
            if path.startswith("series/"):
                reading.broken.add(PurePosixPath(path).stem)
            continue
        row = known[path]
        if row.kind == "article":
            articles[path] = make(row.head, path=path, sha=row.sha, light=row.light)
            state.update(f"{path}\n".encode() + row.compared)
        elif row.kind != "image":
            state.update(f"{path}\n{row.sha}".encode())
            model = _MODELS[row.kind].model_validate_json(row.fact)
            if row.kind == "series":
                reading.series[model.slug] = model
            else:
                (reading.pages if row.kind == "page" else reading.translations)[path] = model
    found.state = state.hexdigest()
    found.good = found.state == checked[1] and not reading.problems
    if not found.good:
        reading.compare()
    found.library, found.problems = reading.library(), sorted(reading.problems)
    found.hashes = {path: row.sha for path, row in known.items()}
    return found


class Facts:
    """Light sides of articles: a few are read one by one, where many are asked for all are read at once."""

    def __init__(self, store: Callable[[], Store]) -> None:
        self._store = store
        self._asked = 0
        self._every: dict[str, str] = {}

    def __call__(self, path: str) -> str:
        """That of the article at `path`, once."""
        self._asked += 1
        if self._asked == _ONE_BY_ONE:
            self._every = self._store().facts()
        return self._every.pop(path, "") or self._store().fact(path)


class Progress:
    """Shows how far a long step is, where someone watches."""

    def __init__(self, *, shown: bool) -> None:
        self.shown = shown

    def __call__(self, items: Iterable[Any], total: int, what: str) -> Iterator[Any]:
        """The items, counted."""
        if not self.shown or total < _MANY:
            return iter(items)
        from tqdm import tqdm  # noqa: PLC0415 - only where it is shown

        tqdm.monitor_interval = 0  # its thread would keep the build from forking
        return iter(tqdm(items, total=total, desc=what, unit="", leave=False, disable=None))
