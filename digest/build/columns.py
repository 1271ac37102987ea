"""The nodes of a build side by side: ten thousands of rows in a few long texts and arrays.

An edit makes some of them anew and leaves the others as they are. To read those one by one, and to write them again,
took longer than to make what the edit touches; as columns they are read and written whole in some milliseconds, and
hold a fifth of the memory.
"""

from __future__ import annotations

import json
import os
from array import array
from collections.abc import Mapping
from itertools import accumulate, compress
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from collections.abc import Set as AbstractSet

_DIGEST = 12
"""Bytes of the digest of a piece."""
_FEW = 8
"""Numbers that are looked for one by one, as bytes."""


class Made(NamedTuple):
    """One node: a page, a feed or other files."""

    name: str
    deps: bytes
    """Numbers of the names of what it read (`digest.build.traces`)."""
    base: bytes
    """A hash of what all nodes of its kind depend on."""
    outputs: tuple[tuple[str, int, int], ...]
    """Path below the site, size and time of change in nanoseconds of each file."""
    path: str = ""
    """Of a page."""
    source: str = ""
    """The content file of a page that has words of ours."""
    links: str = ""
    """Its links that need a look, as JSON; empty where there are none."""
    anchors: str = ""
    """The anchors that links may lead to, one a line."""
    digest: bytes = b""
    """Of a piece: a hash of what it gives."""
    value: bytes = b""
    """Of a piece: what it gives, where it was just made; columns do not hold it."""


class Columns(Mapping[str, Made]):
    """Rows in the order in which they came, found by name too."""

    def __init__(self) -> None:
        self.names: list[str] = []
        self.paths: list[str] = []
        self.files: list[str] = []
        """Of all rows, one after the other; so are their sizes, times and what was read."""
        self.sizes, self.times = array("q"), array("q")
        self._counts = array("I")
        """Of each row, how many files it has."""
        self._deps, self._reads = array("I"), array("I")
        """All numbers, and of each row how many."""
        self._bases: list[bytes] = []
        self._based = array("I")
        self._digests: list[bytes] = []
        self._said: list[str] = []
        """Of a page with words of ours: source, links and anchors as JSON; else empty."""
        self._at: dict[str, int] | None = None
        self._starts: tuple[list[int], list[int]] | None = None

    def add(self, row: Made) -> None:
        """A row at the end; one of a name that is there already is an error."""
        if self._at is not None:
            self._at[row.name] = len(self.names)
        self._starts = None
        self.names.append(row.name)
        self.paths.append(row.path)
        for path, size, time in row.outputs:
            self.files.append(path)
            self.sizes.append(size)
            self.times.append(time)
        self._counts.append(len(row.outputs))
        before = len(self._deps)
        self._deps.frombytes(row.deps)
        self._reads.append(len(self._deps) - before)
        self._based.append(self._number(row.base))
        self._digests.append(row.digest)
        said = (row.source, row.links, row.anchors)
        self._said.append(json.dumps(said, ensure_ascii=False, separators=(",", ":")) if any(said) else "")

    def _number(self, base: bytes) -> int:
        if base not in self._bases:
            self._bases.append(base)
        return self._bases.index(base)

    @property
    def places(self) -> Mapping[str, int]:
        """The number of the row of each name."""
        if self._at is None:
            self._at = dict(zip(self.names, range(len(self.names)), strict=True))
        return self._at

    def __getitem__(self, name: str) -> Made:
        place = self.places[name]
        files, reads = self._ends()
        mine = slice(files[place], files[place + 1])
        source, links, anchors = json.loads(self._said[place]) if self._said[place] else ("", "", "")
        return Made(
            name,
            self._deps[reads[place] : reads[place + 1]].tobytes(),
            self._bases[self._based[place]],
            tuple(zip(self.files[mine], self.sizes[mine], self.times[mine], strict=True)),
            self.paths[place],
            source,
            links,
            anchors,
            self._digests[place],
        )

    def __iter__(self) -> Iterator[str]:
        return iter(self.names)

    def __len__(self) -> int:
        return len(self.names)

    def __contains__(self, name: object) -> bool:
        return name in self.places

    def _ends(self) -> tuple[list[int], list[int]]:
        if self._starts is None:
            self._starts = ([0, *accumulate(self._counts)], [0, *accumulate(self._reads)])
        return self._starts

    def rests_on(self, base: bytes) -> bool:
        """Whether any row was made of what nodes depend on now."""
        return base in self._bases

    def fallen(self, base: bytes, changed: AbstractSet[int], broken: AbstractSet[str]) -> set[str]:
        """The names of rows that are not to be trusted.

        Args:
            base: What nodes depend on now, all but those that are made last.
            changed: Numbers of names of which a row may have read none.
            broken: Files that are not as they were left.
        """
        number = self._bases.index(base) if base in self._bases else -1
        found = {name for name, one in zip(self.names, self._based, strict=True) if one != number}
        files, reads = self._ends()
        if broken:
            found |= self._owners(files, [place for place, path in enumerate(self.files) if path in broken])
        if changed:
            found |= self._owners(reads, self._readers(changed))
        return found

    def _readers(self, changed: AbstractSet[int]) -> list[int]:
        """The places of these numbers among all that was read."""
        if len(changed) > _FEW:
            return [place for place, one in enumerate(self._deps) if one in changed]
        data, size = self._deps.tobytes(), self._deps.itemsize
        found = []
        for number in changed:
            wanted, at = array("I", [number]).tobytes(), -1
            while (at := data.find(wanted, at + 1)) >= 0:
                if at % size == 0:
                    found.append(at // size)
        return sorted(found)

    def _owners(self, starts: list[int], places: Iterable[int]) -> set[str]:
        """The names of the rows to which these places of a long column belong; places ascend."""
        found, row = set(), 0
        for place in places:
            while starts[row + 1] <= place:
                row += 1
            found.add(self.names[row])
        return found

    def broken(self, folder: str, among: AbstractSet[str] | None = None) -> set[str]:
        """The files that are not in a folder as they were left; `among` some, or all."""
        found, stat = set(), os.stat
        for path, size, time in zip(self.files, self.sizes, self.times, strict=True):
            if among is not None and path not in among:
                continue
            try:
                told = stat(f"{folder}/{path}")
            except OSError:
                found.add(path)
                continue
            if told.st_size != size or told.st_mtime_ns != time:
                found.add(path)
        return found

    def outputs(self) -> dict[str, tuple[int, int]]:
        """Size and time of every file by its path."""
        return dict(zip(self.files, zip(self.sizes, self.times, strict=True), strict=True))

    def bytes_by_kind(self) -> dict[str, int]:
        """The size of all files of each kind."""
        found: dict[str, int] = {}
        files, _ = self._ends()
        for name, start, count in zip(self.names, files, self._counts, strict=False):
            if count:
                kind = name.partition("\t")[0]
                found[kind] = found.get(kind, 0) + sum(self.sizes[start : start + count])
        return found

    def digests(self, kind: str) -> dict[str, bytes]:
        """What the rows of a kind gave, as hashes, by what stands behind the kind in their names."""
        start, cut = f"{kind}\t", len(kind) + 1
        rows = zip(self.names, self._digests, strict=True)
        return {name[cut:]: digest for name, digest in rows if digest and name.startswith(start)}

    def said(self) -> list[tuple[str, str, str]]:
        """Source, links and anchors of pages with words of ours."""
        wanted = [one for one in self._said if one]
        return [tuple(one) for one in json.loads(f"[{','.join(wanted)}]")]

    def but(self, gone: Collection[str]) -> Columns:
        """The same without these rows."""
        made = Columns()
        if not gone:
            made._append(self, 0, len(self))
            return made
        places = sorted(self.places[name] for name in gone)
        for start, stop in zip([-1, *places], [*places, len(self)], strict=True):
            made._append(self, start + 1, stop)
        return made

    def _append(self, other: Columns, start: int, stop: int) -> None:
        if start >= stop:
            return
        self._at = self._starts = None
        files, reads = other._ends()
        some, held, read = slice(start, stop), slice(files[start], files[stop]), slice(reads[start], reads[stop])
        self.names += other.names[some]
        self.paths += other.paths[some]
        self.files += other.files[held]
        self.sizes += other.sizes[held]
        self.times += other.times[held]
        self._counts += other._counts[some]
        self._deps += other._deps[read]
        self._reads += other._reads[some]
        numbers = {number: self._number(other._bases[number]) for number in sorted(set(other._based[some]))}
        self._based.extend(map(numbers.__getitem__, other._based[some]))
        self._digests += other._digests[some]
        self._said += other._said[some]

    def stored(self) -> tuple[str | bytes, ...]:
        """All of it for the cache, in the order of `FIELDS`."""
        texts = ["\n".join(column) for column in (self.names, self.paths, self.files, self._said)]
        flags = bytes(map(bool, self._digests))
        arrays = (self.sizes, self.times, self._counts, self._deps, self._reads, self._based)
        blobs = [*(one.tobytes() for one in arrays), b"".join(self._bases), flags, b"".join(self._digests)]
        return (*texts, *blobs)

    @classmethod
    def restored(cls, fields: Iterable[Any]) -> Columns:
        """What `stored` gave.

        Raises:
            ValueError: It is damaged.
        """
        made = cls()
        names, paths, files, said, *blobs, bases, flags, digests = fields
        arrays = (made.sizes, made.times, made._counts, made._deps, made._reads, made._based)
        for column, data in zip(arrays, blobs, strict=True):
            column.frombytes(data)
        count = len(made._counts)
        made.names, made.paths, made._said = (_lines(text, count) for text in (names, paths, said))
        made.files = _lines(files, len(made.sizes))
        made._bases = [bases[at : at + 32] for at in range(0, len(bases), 32)]
        made._digests = [b""] * count
        for number, place in enumerate(compress(range(count), flags)):
            made._digests[place] = digests[number * _DIGEST : (number + 1) * _DIGEST]
        starts = made._ends()
        if starts[0][-1] != len(made.files) or starts[1][-1] != len(made._deps) or not count == len(made._based):
            raise ValueError("the nodes of the cache do not fit together")
        return made


FIELDS = (
    *("names", "paths", "files", "said", "sizes", "times", "counts", "deps", "reads", "based", "bases", "flags"),
    "digests",
)


def _lines(text: str, count: int) -> list[str]:
    found = text.split("\n") if count else []
    if len(found) != count:
        raise ValueError("a column of the cache has not as many rows as the others")
    return found
