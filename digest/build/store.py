"""The cache of builds: one SQLite file. Deleting it costs time and nothing else.

Every row is true by itself (what a file of this hash says; what a page made of these inputs is), so rows of an older
and a newer build may stand side by side, and a kill at any moment leaves at worst less. A file that SQLite cannot read
is thrown away. Rows hold for one version of the code; with another the file is begun anew. All of it is data, checked
as files of the content are: a cache from elsewhere can run nothing.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import zlib
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

_SCHEMA = """
create table if not exists meta (name text primary key, value blob) without rowid;
create table if not exists sources (path text primary key, size int, mtime int, seen int, sha text, kind text,
  fact blob) without rowid;
create table if not exists articles (sha text primary key, value blob);
create table if not exists pages (variant text, name text, deps text, hash blob, outputs blob, notes blob,
  primary key (variant, name)) without rowid;
create table if not exists pieces (variant text, name text, value blob, primary key (variant, name)) without rowid;
create table if not exists memory (variant text, kind text, name text, digest text, value blob,
  primary key (variant, kind, name)) without rowid;
create index if not exists memory_digests on memory (variant, kind, name, digest);
create table if not exists near (variant text, id text, profile blob, found blob, primary key (variant, id))
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
    """The light side, as JSON."""


class Made(NamedTuple):
    """One node of the last build: a page, a feed or other files."""

    name: str
    deps: str
    """Names of what it read, a line each."""
    hash: bytes
    """Over the values of those, and what all pages depend on."""
    outputs: tuple[tuple[str, int, int], ...]
    """Path below the site, size and time of change in nanoseconds of each file."""
    notes: list[Any]
    """What other steps need of it."""
    value: bytes = b""
    """Of a piece: what it gives, where it was just made."""


class Store:
    """The cache below `folder`, for one version of the code."""

    def __init__(self, folder: Path, version: str) -> None:
        self.folder = folder
        self._path = folder / "build.sqlite"
        try:
            self._open(version)
        except sqlite3.DatabaseError:
            self.drop()
            self._open(version)

    def _open(self, version: str) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.db = sqlite3.connect(self._path, timeout=60, check_same_thread=False)
        self.db.execute("pragma synchronous = off")
        self.db.executescript(_SCHEMA)
        found = self.db.execute("select value from meta where name = 'version'").fetchone()
        if found is None or found[0] != version:
            for table in ("sources", "articles", "pages", "pieces", "memory", "near"):
                self.db.execute(f"delete from {table}")  # noqa: S608 - names of our own
            self.db.execute("insert or replace into meta values ('version', ?)", (version,))
            self.db.commit()

    def drop(self) -> None:
        """Throw everything away."""
        with contextlib.suppress(AttributeError, sqlite3.Error):
            self.db.close()
        for path in self.folder.glob("build.sqlite*"):
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def sources(self) -> dict[str, Source]:
        """Every known file by its path."""
        return {row[0]: Source(*row) for row in self.db.execute("select * from sources")}

    def put_sources(self, rows: Iterable[Source], gone: Iterable[str] = ()) -> None:
        """Note what files said."""
        self.db.executemany("insert or replace into sources values (?,?,?,?,?,?,?)", rows)
        self.db.executemany("delete from sources where path = ?", [(path,) for path in gone])

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

    def forget(self) -> None:
        """Let go of models that no file says any more, where they have become many."""
        kept = self.db.execute("select count(*) from articles").fetchone()[0]
        known = self.db.execute("select count(*) from sources").fetchone()[0]
        if kept > 1.5 * known + 100:
            self.db.execute("delete from articles where sha not in (select sha || ' ' || path from sources)")

    def near(self, variant: str) -> dict[str, tuple[str, str]]:
        """Of each article: what is compared of it, and which are near, both as JSON."""
        rows = self.db.execute("select id, profile, found from near where variant = ?", (variant,))
        return {row[0]: (row[1], row[2]) for row in rows}

    def put_near(self, variant: str, rows: Iterable[tuple[str, str, str]], gone: Iterable[str] = ()) -> None:
        """Note id, profile and neighbours."""
        self.db.executemany("insert or replace into near values (?,?,?,?)", ((variant, *row) for row in rows))
        self.db.executemany("delete from near where variant = ? and id = ?", [(variant, one) for one in gone])

    def made(self, variant: str) -> dict[str, Made]:
        """The nodes of the last build by their names."""
        rows = self.db.execute("select name, deps, hash, outputs, notes from pages where variant = ?", (variant,))
        return {row[0]: Made(row[0], row[1], row[2], _outputs(row[3]), json.loads(row[4])) for row in rows}

    def put_made(self, variant: str, rows: Iterable[Made], gone: Iterable[str] = ()) -> None:
        """Note what was made."""
        rows, gone = list(rows), list(gone)
        packed = (
            (variant, row.name, row.deps, row.hash, json.dumps(row.outputs), json.dumps(row.notes)) for row in rows
        )
        self.db.executemany("insert or replace into pages values (?,?,?,?,?,?)", packed)
        given = ((variant, row.name, row.value) for row in rows if row.value)
        self.db.executemany("insert or replace into pieces values (?,?,?)", given)
        self.db.executemany("delete from pieces where variant = ? and name = ?", [(variant, name) for name in gone])
        self.db.executemany("delete from pages where variant = ? and name = ?", [(variant, name) for name in gone])

    def pieces(self, variant: str) -> dict[str, bytes]:
        """What each piece gave, by the name of its node."""
        return dict(self.db.execute("select name, value from pieces where variant = ?", (variant,)))

    def memory(self, variant: str) -> Iterator[tuple[str, str, str]]:
        """What search remembers: kind, name, digest."""
        asked = "select kind, name, digest from memory indexed by memory_digests where variant = ?"  # past the values
        return self.db.execute(asked, (variant,))

    def memory_value(self, variant: str, kind: str, name: str) -> bytes:
        """The bytes of one row.

        Raises:
            ValueError: It is gone.
        """
        asked = "select value from memory where variant = ? and kind = ? and name = ?"
        row = self.db.execute(asked, (variant, kind, name)).fetchone()
        if row is None:
            raise ValueError(f"the cache of search has lost {kind} {name}")
        return bytes(row[0])

    def put_memory(
        self, variant: str, rows: Iterable[tuple[str, str, str, bytes]], gone: Iterable[tuple[str, str]]
    ) -> None:
        """Note what search remembers of its parts that are other now."""
        self.db.executemany("insert or replace into memory values (?,?,?,?,?)", ((variant, *row) for row in rows))
        wanted = [(variant, *one) for one in gone]
        self.db.executemany("delete from memory where variant = ? and kind = ? and name = ?", wanted)

    def commit(self) -> None:
        """Make what was noted last."""
        self.db.commit()


def _outputs(text: str) -> tuple[tuple[str, int, int], ...]:
    return tuple((path, size, mtime) for path, size, mtime in json.loads(text))
