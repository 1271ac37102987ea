"""What the cache holds of each build of the site (`variant`): its nodes, what they read, and what was made.

Nodes, the names of what they read and the hashes of those belong together: they are committed at once, at the end.
"""

from __future__ import annotations

from itertools import repeat
from typing import TYPE_CHECKING, Any, NamedTuple

from digest.build.cache import Cache
from digest.build.columns import FIELDS, Columns

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


_OF_BUILDS = {
    "nodes": "field, value",
    "names": "name, id, hash",
    "settled": "path, stamp, keys",
    "state": "value",
    "groupings": "value",
    "pieces": "name, value",
    "lines": "name, value",
    "memory": "kind, name, digest, value",
    "near": "id, profile, found",
}
"""Tables of which each build has rows of its own, and their other columns."""


class Name(NamedTuple):
    """Something that can be read, and the hash of what it was."""

    name: str
    id: int
    hash: bytes


class Store(Cache):
    """The cache, with what builds left in it."""

    def near(self, variant: str) -> dict[str, tuple[str, str]]:
        """Of each article: what is compared of it, and which are near, both as JSON."""
        rows = self.db.execute("select id, profile, found from near where variant = ?", (variant,))
        return {row[0]: (row[1], row[2]) for row in rows}

    def near_of(self, variant: str, name: str) -> tuple[str, str] | None:
        """The same of one article."""
        asked = "select profile, found from near where variant = ? and id = ?"
        row = self.db.execute(asked, (variant, name)).fetchone()
        return (row[0], row[1]) if row else None

    def put_near(self, variant: str, rows: Iterable[tuple[str, str, str]], gone: Iterable[str] = ()) -> None:
        """Note id, profile and neighbours."""
        self.db.executemany("insert or replace into near values (?,?,?,?)", ((variant, *row) for row in rows))
        self.db.executemany("delete from near where variant = ? and id = ?", [(variant, one) for one in gone])

    def nodes(self, variant: str) -> Columns:
        """The nodes of the last build; none where there was none.

        Raises:
            ValueError: They are damaged.
        """
        found = dict(self.db.execute("select field, value from nodes where variant = ?", (variant,)))
        if not found:
            return Columns()
        if found.keys() != set(FIELDS):
            raise ValueError("a column of the cache is missing")
        return Columns.restored(found[name] for name in FIELDS)

    def put_nodes(self, variant: str, nodes: Columns) -> None:
        """Note all nodes of a build."""
        rows = zip(repeat(variant), FIELDS, nodes.stored(), strict=False)
        self.db.executemany("insert or replace into nodes values (?,?,?)", rows)

    def put_piece(self, variant: str, name: str, line: str, value: bytes) -> None:
        """Note what a piece gave, by the name of its node: a line for the open data, and what search holds."""
        self.db.execute("insert or replace into lines values (?,?,?)", (variant, name, line))
        self.db.execute("insert or replace into pieces values (?,?,?)", (variant, name, value))

    def drop_pieces(self, variant: str, gone: Iterable[str]) -> None:
        """Let go of pieces that are no more."""
        gone = list(gone)
        for table in ("lines", "pieces"):
            asked = f"delete from {table} where variant = ? and name = ?"  # noqa: S608 - names of our own
            self.db.executemany(asked, [(variant, name) for name in gone])

    def names(self, variant: str) -> Iterator[Name]:
        """Every name that nodes have read."""
        return map(Name._make, self.db.execute("select name, id, hash from names where variant = ?", (variant,)))

    def names_between(self, variant: str, start: str, stop: str) -> list[Name]:
        """Names from `start` on, before `stop`, in the order of their characters."""
        asked = "select name, id, hash from names where variant = ? and name >= ? and name < ?"
        return [Name._make(row) for row in self.db.execute(asked, (variant, start, stop))]

    def name(self, variant: str, name: str) -> Name | None:
        """One name."""
        asked = "select name, id, hash from names where variant = ? and name = ?"
        row = self.db.execute(asked, (variant, name)).fetchone()
        return Name._make(row) if row else None

    def groups(self, variant: str) -> list[str]:
        """What stands before the tab in names, each once."""
        found: list[str] = []
        asked = "select min(name) from names where variant = ? and name >= ?"
        row = self.db.execute(asked, (variant, "")).fetchone()
        while row[0] is not None:
            found.append(row[0].partition("\t")[0])
            row = self.db.execute(asked, (variant, f"{found[-1]}\n")).fetchone()
        return found

    def next_name(self, variant: str) -> int:
        """The number for the next new name."""
        row = self.db.execute("select max(id) from names where variant = ?", (variant,)).fetchone()
        return 0 if row[0] is None else int(row[0]) + 1

    def put_names(self, variant: str, rows: Iterable[tuple[str, int, bytes]]) -> None:
        """Note names with their numbers and hashes."""
        self.db.executemany("insert or replace into names values (?,?,?,?)", ((variant, *row) for row in rows))

    def forget_names(self, variant: str) -> None:
        """Let go of all names, where no node is known that has read them."""
        for table in ("names", "settled", "state", "groupings"):
            self.db.execute(f"delete from {table} where variant = ?", (variant,))  # noqa: S608 - names of our own

    def inherit(self, variant: str, other: str) -> None:
        """Take what another build of the site left, in place of what this one did."""
        for table, columns in _OF_BUILDS.items():
            self.db.execute(f"delete from {table} where variant = ?", (variant,))  # noqa: S608 - names of our own
            asked = f"insert into {table} select ?, {columns} from {table} where variant = ?"  # noqa: S608 - the same
            self.db.execute(asked, (variant, other))

    def settled(self, variant: str) -> dict[str, str]:
        """Of each article's file at the last build, what tells whether it changed."""
        return dict(self.db.execute("select path, stamp from settled where variant = ?", (variant,)))

    def settled_keys(self, variant: str, paths: Iterable[str]) -> list[str]:
        """The keys, as JSON, below which these articles could be found at the last build."""
        asked = "select keys from settled where variant = ? and path = ?"
        return [row[0] for path in paths for row in self.db.execute(asked, (variant, path))]

    def put_settled(self, variant: str, rows: Iterable[tuple[str, str, str]], gone: Iterable[str]) -> None:
        """Note path, stamp and keys."""
        self.db.executemany("insert or replace into settled values (?,?,?,?)", ((variant, *row) for row in rows))
        self.db.executemany("delete from settled where variant = ? and path = ?", [(variant, path) for path in gone])

    def state(self, variant: str) -> str | None:
        """What else must be the same for the names of few articles to tell all; as JSON."""
        row = self.db.execute("select value from state where variant = ?", (variant,)).fetchone()
        return row[0] if row else None

    def put_state(self, variant: str, value: str) -> None:
        """Note that."""
        self.db.execute("insert or replace into state values (?,?)", (variant, value))

    def groupings(self, variant: str) -> str:
        """Which articles stand together, as JSON (`digest.build.groupings`)."""
        row = self.db.execute("select value from groupings where variant = ?", (variant,)).fetchone()
        return row[0] if row else "{}"

    def put_groupings(self, variant: str, value: str) -> None:
        """Note that."""
        self.db.execute("insert or replace into groupings values (?,?)", (variant, value))

    def piece(self, variant: str, name: str) -> bytes:
        """What a piece gave for search, by the name of its node.

        Raises:
            KeyError: It is gone.
        """
        return bytes(self._piece("select value from pieces where variant = ? and name = ?", variant, name))

    def line(self, variant: str, name: str) -> str:
        """What it gave for the open data.

        Raises:
            KeyError: It is gone.
        """
        return str(self._piece("select value from lines where variant = ? and name = ?", variant, name))

    def _piece(self, asked: str, variant: str, name: str) -> Any:
        row = self.db.execute(asked, (variant, name)).fetchone()
        if row is None:
            raise KeyError(name)
        return row[0]

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
