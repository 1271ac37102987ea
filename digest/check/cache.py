"""What a check found in each file, kept until something that it depends on changes; deleting it costs only time.

An entry holds for the bytes of its file (and of the article that it translates), the code and the tables, what was
asked of the securities, and the state of the stored source texts. The file is data, checked by its own hash: nothing in
it is run.
"""

from __future__ import annotations

import hashlib
import json
import platform
from dataclasses import fields
from importlib.metadata import version as installed
from itertools import starmap
from pathlib import Path
from typing import TYPE_CHECKING, Any

import digest
from digest.check.entry import Entry, Facts, Reference, Waived
from digest.check.place import Place
from digest.data import own_securities
from digest.errors import Problem
from digest.files import clear, write_atomic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

_WORKERS = ("pydantic", "pyyaml")
"""Packages whose other version may judge otherwise."""
_PARTS = ("acquire", "check", "data", "enrich", "library", "model", "text")
"""The packages that a check of a file imports; a test proves that there are no others."""
_FACTS = tuple(field.name for field in fields(Facts))
_TABLE = "\0securities"
"""Stands beside the files for the digest's own securities."""
_SUFFIXES = frozenset({".py", ".csv", ".yml"})


class Cache:
    """The entries of the last check of a content folder.

    Args:
        path: Where they are kept; None keeps nothing.
        version: Of the code and tables.
        securities: Of the digest's own securities.
        holds: Whether these still answer as they did; asked where they are others.
    """

    def __init__(
        self, path: Path | None, version: str, securities: str, holds: Callable[[Mapping[str, str]], bool]
    ) -> None:
        self._path, self._version, self._securities, self._holds = path, version, securities, holds
        self._kept: dict[str, list[Any]] = _load(path, version) if path else {}
        self._same = self._kept.pop(_TABLE, None) == [securities]
        self._made: dict[str, list[Any]] = {}
        self._changed = False

    def get(self, relative: str, name: str, key: str, stamp: Callable[[str], str]) -> Entry | None:
        """The entry of a file under `key`, if all that it depends on is as it was; `name` is how messages call it."""
        row = self._kept.get(relative)
        if row is None or row[0] != key:
            return None
        try:
            entry = _unpack(row[2], name)
        except (TypeError, ValueError, IndexError, KeyError):
            return None
        if row[1] != [stamp(sha) for sha in entry.facts.sources] or not (self._same or self._holds(row[3])):
            return None
        self._made[relative] = row
        return entry

    def put(self, relative: str, key: str, entry: Entry, stamps: Iterable[str], asked: Mapping[str, str]) -> None:
        """Keep an entry; `stamps` are those of its sources before it was made, `asked` what the securities answered."""
        self._made[relative] = [key, list(stamps), _pack(entry), asked]
        self._changed = True

    def pairs(self, key: str, make: Callable[[], list[list[Any]]]) -> list[list[Any]]:
        """A result over all files under one key, from the last time or made now."""
        row = self._kept.get("")
        if row is None or row[0] != key:
            row = [key, make()]
            self._changed = True
        self._made[""] = row
        return list(row[1])

    def save(self) -> None:
        """Write what was used or made this time; a disk that refuses costs the next run time, and nothing else."""
        if self._path is None or (self._same and not self._changed and len(self._made) == len(self._kept)):
            return
        text = json.dumps({**self._made, _TABLE: [self._securities]}, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "surrogatepass"
        )
        head = f"{self._version} {hashlib.sha256(text).hexdigest()}\n".encode()
        try:
            if self._path.is_dir():
                clear(self._path)
            write_atomic(self._path, head + text)
        except OSError:
            return


def table(content: Path) -> str:
    """Hash of the digest's own securities, "" where there are none."""
    own = own_securities(content)
    return hashlib.sha256(own.read_bytes()).hexdigest() if own.is_file() else ""


def version() -> str:
    """Hash of our code and tables, and the packages that judge with us."""
    package = Path(digest.__file__).resolve().parent
    state = hashlib.sha256()
    below = (path for part in _PARTS for path in (package / part).rglob("*"))
    files = sorted(path for path in [*package.glob("*.py"), *below] if path.suffix in _SUFFIXES)
    for path in files:
        data = path.read_bytes()
        state.update(f"{path.name} {len(data)}\n".encode())
        state.update(data)
    state.update(" ".join([platform.python_version(), *map(installed, _WORKERS)]).encode())
    return state.hexdigest()


def _load(path: Path, version: str) -> dict[str, list[Any]]:
    try:
        head, _, text = path.read_bytes().partition(b"\n")
        if head.decode() != f"{version} {hashlib.sha256(text).hexdigest()}":
            return {}
        rows = json.loads(text.decode("utf-8", "surrogatepass"))
    except (OSError, ValueError):
        return {}
    return rows if isinstance(rows, dict) else {}


def _pack(entry: Entry) -> list[Any]:
    facts = entry.facts
    return [
        entry.kind,
        [[*_without_path(problem)] for problem in entry.problems],
        [getattr(facts, name) for name in _FACTS],
        entry.references,
        entry.headings,
        entry.waived,
        entry.places,
    ]


def _without_path(problem: Problem) -> tuple[Any, ...]:
    return (problem.line, problem.field, problem.what, problem.remedy, problem.rule, problem.severity,
            problem.column, problem.length)  # fmt: skip


def _unpack(kept: list[Any], name: str) -> Entry:
    kind, problems, facts, references, headings, waived, places = kept
    known = dict(zip(_FACTS, facts, strict=True))
    return Entry(
        kind,
        tuple(Problem(name, *row) for row in problems),
        Facts(**{**known, "sources": tuple(known["sources"])}),
        tuple(starmap(Reference, references)),
        tuple(headings),
        tuple(starmap(Waived, waived)),
        tuple((field, Place(*place)) for field, place in places),
    )
