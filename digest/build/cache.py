"""The cache of builds: one SQLite file. Deleting it costs time and nothing else.

What a file of the content says is true by itself and kept as soon as it is known. Nodes, the names of what they read
and the hashes of those belong together: they are written in one transaction, and a kill leaves those of the last build.
What SQLite cannot read, a folder of that name too, is thrown away. Rows hold for one version of the code; with another
the file is begun anew. All of it is data, checked as files of the content are: a cache from elsewhere can run nothing.
"""

from __future__ import annotations

import contextlib
import sqlite3
import zlib
from array import array
from typing import TYPE_CHECKING, Any, NamedTuple

from digest.build.meanings import Meanings
from digest.files import clear
from digest.library.history import History

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

_PATIENCE = 60
"""Seconds for which another process may keep the file to itself."""
_SCHEMA = """
create table meta (name text primary key, value blob) without rowid;
create table sources (field text primary key, value blob) without rowid;
create table facts (path text primary key, value text) without rowid;
create table articles (sha text primary key, value blob);
create table nodes (variant text, field text, value blob, primary key (variant, field)) without rowid;
create table names (variant text, name text, id int, hash blob, primary key (variant, name))
  without rowid;
create table settled (variant text, path text, stamp text, keys text, primary key (variant, path))
  without rowid;
create table state (variant text primary key, value text) without rowid;
create table groupings (variant text primary key, value text) without rowid;
create table pieces (variant text, name text, value blob, primary key (variant, name)) without rowid;
create table lines (variant text, name text, value text, primary key (variant, name)) without rowid;
create table memory (variant text, kind text, name text, digest text, value blob,
  primary key (variant, kind, name)) without rowid;
create index memory_digests on memory (variant, kind, name, digest);
create table near (variant text, id text, profile blob, found blob, primary key (variant, id))
  without rowid;
"""


class Source(NamedTuple):
    """What is known of one file of the content folder."""

    path: str
    size: int
    mtime: int
    """In nanoseconds."""
    seen: int
    """When it was read, in nanoseconds; a file that changed about then may have changed after."""
    sha: str
    kind: str
    """`article`, `series`, `page`, `translation` or `image`."""
    fact: str
    """The model as JSON; of an article its light side, where it was just read (else `Store.fact` has it)."""
    light: bytes = b""
    """Of an article: a hash of path and fact."""
    head: str = ""
    """Of an article (`digest.build.entry`)."""
    compared: bytes = b""
    """Of an article: a hash of what other files are held against."""


class Cache:
    """The cache below `folder`, for one version of the code, and in it what files of the content said."""

    def __init__(self, folder: Path, version: str) -> None:
        self.folder = folder
        self._path, self._version = folder / "build.sqlite", version
        try:
            self._open(version)
        except sqlite3.DatabaseError:
            self.drop()
            self._open(version)

    def _open(self, version: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.db = sqlite3.connect(self._path, timeout=_PATIENCE, check_same_thread=False)
        self.db.execute("pragma synchronous = off")
        if self._found() == version:
            return
        self.db.execute("begin immediate")  # nobody else begins it anew meanwhile
        if self._found() != version:
            self._begin(version)
        self.db.commit()

    def _found(self) -> str | None:
        """The version for which the file holds; None where it is new."""
        if not self.db.execute("select 1 from sqlite_master where name = 'meta'").fetchone():
            return None
        row = self.db.execute("select value from meta where name = 'version'").fetchone()
        return str(row[0]) if row else None

    def _begin(self, version: str) -> None:
        """Tables of another version may have other columns."""
        names = [row[0] for row in self.db.execute("select name from sqlite_master where type = 'table'")]
        for name in names:
            self.db.execute(f'drop table "{name}"')
        for statement in filter(str.strip, _SCHEMA.split(";")):
            self.db.execute(statement)
        self.db.execute("insert into meta values ('version', ?)", (version,))

    def drop(self) -> None:
        """Throw everything away."""
        with contextlib.suppress(AttributeError, sqlite3.Error):
            self.db.close()
        for path in self.folder.glob("build.sqlite*"):
            clear(path)

    @contextlib.contextmanager
    def away(self) -> Iterator[None]:
        """While processes part from this one, none of which may hold what another has open."""
        self.db.close()
        try:
            yield
        finally:
            self._open(self._version)

    def share(self) -> bool:
        """Let processes read while this one writes, until `fold`; False where the file system has not what it takes."""
        self.db.commit()
        return bool(self.db.execute("pragma journal_mode = wal").fetchone()[0] == "wal")

    def fold(self) -> None:
        """One file again, alone, unless somebody reads it still: the next build need not put it together first."""
        if self.db.execute("pragma journal_mode").fetchone()[0] == "wal":
            self.db.execute("pragma busy_timeout = 0")
            with contextlib.suppress(sqlite3.OperationalError):
                self.db.execute("pragma journal_mode = delete")
            self.db.execute(f"pragma busy_timeout = {_PATIENCE * 1000}")

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def sources(self) -> dict[str, Source]:
        """Every known file by its path.

        Raises:
            ValueError: The rows are damaged.
        """
        found = dict(self.db.execute("select field, value from sources"))
        if not found:
            return {}
        columns = [_column(found.get(name), kind) for name, kind in _SOURCE.items()]
        paths = columns[0]
        return dict(zip(paths, map(Source._make, zip(*columns, strict=True)), strict=True))

    def put_sources(self, rows: Collection[Source], gone: Iterable[str] = ()) -> None:
        """Note what files said: all of them, in place of those of before."""
        light = [(row.path, row.fact) for row in rows if row.light and row.fact]
        self.db.executemany("insert or replace into facts values (?,?)", light)
        self.db.executemany("delete from facts where path = ?", [(path,) for path in gone])
        plain = [row._replace(fact="") if row.light else row for row in rows]
        columns = zip(*plain, strict=True) if plain else ()
        told = [(name, _joined(column, _SOURCE[name])) for name, column in zip(_SOURCE, columns, strict=bool(rows))]
        self.db.execute("delete from sources")
        self.db.executemany("insert into sources values (?,?)", told)

    def fact(self, path: str) -> str:
        """The light side of an article as JSON.

        Raises:
            ValueError: The cache has lost it.
        """
        row = self.db.execute("select value from facts where path = ?", (path,)).fetchone()
        if row is None:
            raise ValueError(f"the light side of {path} is missing")
        return str(row[0])

    def facts(self) -> dict[str, str]:
        """That of every article by its path."""
        return dict(self.db.execute("select path, value from facts"))

    def checked(self) -> str:
        """What tells the state of the library in which no file was at odds with another; empty for none."""
        return self._told("checked")

    def put_checked(self, state: str) -> None:
        """Note that."""
        self._tell("checked", state)

    def history(self) -> History:
        """The corrections of articles, as the last build knew them.

        Raises:
            ValueError: They are damaged.
        """
        return History.restored(self._told("history"))

    def put_history(self, history: History) -> None:
        """Keep them, at once."""
        self._tell("history", history.stored())
        self.db.commit()

    def meanings(self) -> Meanings:
        """What codes of companies meant at the last build.

        Raises:
            ValueError: It is damaged.
        """
        return Meanings.restored(self._told("meanings"))

    def put_meanings(self, meanings: Meanings) -> None:
        """Note that."""
        self._tell("meanings", meanings.stored())

    def _told(self, name: str) -> str:
        """What was noted under a name of its own; empty for nothing."""
        row = self.db.execute("select value from meta where name = ?", (name,)).fetchone()
        return str(row[0]) if row else ""

    def _tell(self, name: str, value: str) -> None:
        self.db.execute("insert or replace into meta values (?, ?)", (name, value))

    def put_articles(self, rows: Iterable[tuple[str, str]]) -> None:
        """Keep whole models by the hash and path of their file, which may give the id."""
        self.db.executemany(
            "insert or replace into articles values (?,?)",
            ((sha, zlib.compress(text.encode("utf-8"), 1)) for sha, text in rows),
        )

    def article(self, sha: str) -> str:
        """A whole model as JSON.

        Raises:
            sqlite3.DatabaseError: The cache has lost it.
        """
        found = self.db.execute("select value from articles where sha = ?", (sha,)).fetchone()
        if found is None:
            raise sqlite3.DatabaseError(f"{sha} is missing")
        return zlib.decompress(found[0]).decode("utf-8")

    def forget(self, hashes: Mapping[str, str]) -> None:
        """Let go of models that no file says any more, where they have become many.

        Args:
            hashes: The SHA-256 of every file by its path.
        """
        kept = self.db.execute("select count(*) from articles").fetchone()[0]
        if kept > 1.5 * len(hashes) + 100:
            known = [(f"{sha} {path}",) for path, sha in hashes.items()]
            self.db.execute("create temp table wanted (sha text primary key)")
            self.db.executemany("insert or ignore into wanted values (?)", known)
            self.db.execute("delete from articles where sha not in (select sha from wanted)")
            self.db.execute("drop table wanted")

    def commit(self) -> None:
        """Make what was noted last."""
        self.db.commit()


_SOURCE: Mapping[str, str] = {
    "path": "text",
    **dict.fromkeys(("size", "mtime", "seen"), "number"),
    **dict.fromkeys(("sha", "kind", "fact"), "text"),
    "light": "hash",
    "head": "text",
    "compared": "hash",
}
"""The fields of a source in their order, and what each holds."""


def _joined(column: Sequence[Any], kind: str) -> str | bytes:
    if kind == "number":
        return array("q", column).tobytes()
    return "\n".join(one.hex() for one in column) if kind == "hash" else "\n".join(column)


def _column(value: Any, kind: str) -> Sequence[Any]:
    if value is None:
        raise ValueError("a column of the cache is missing")
    if kind == "number":
        return memoryview(value).cast("q")
    found: list[str] = value.split("\n")
    return [bytes.fromhex(one) for one in found] if kind == "hash" else found
