"""Every rule over a content folder: each file by itself (or as it was found before), then all of them together."""

from __future__ import annotations

import gc
import hashlib
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from digest.check import duplicates
from digest.check.cache import Cache, table, version
from digest.check.entry import Entry
from digest.check.known import Known
from digest.check.rules import RULES
from digest.check.together import Found, Together
from digest.errors import LibraryError, Problem
from digest.library.files import IMAGES, is_translation, shown, unfit, walk
from digest.text.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from digest.acquire.store import Store
    from digest.check.checker import Checker

_READ = 4 * 1024 * 1024
"""Most bytes of a file that are looked at; a larger one is refused for its size anyway."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found. `entries` are all files by their relative path, `names` what messages call them."""

    problems: tuple[Problem, ...]
    entries: Mapping[str, Entry] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def count(self, kind: str) -> int:
        """How many files of a kind could be read."""
        return sum(entry.kind == kind for entry in self.entries.values())


def check(
    content: Path, store: Store, *, today: date, selected: frozenset[str] | None = None, cache: Path | None = None
) -> Checked:
    """All problems of the folder, sorted by file and line.

    With `selected` (paths relative to `content`, also of deleted files) every file is still read, and only the
    problems that concern these are told. `cache` is the file in which entries are kept.

    Raises:
        LibraryError: The folder or the securities table cannot be read.
    """
    enabled = gc.isenabled()
    gc.disable()  # plain data without cycles, and much of it
    try:
        return _check(content, store, today, selected, cache)
    finally:
        if enabled:
            gc.enable()


def _check(content: Path, store: Store, today: date, selected: frozenset[str] | None, cache: Path | None) -> Checked:
    reading = _Reading(content, store, cache)
    kept = reading.cache
    walked: list[Problem] = []
    entries: dict[str, Entry] = {}
    for path in walk(content, walked):
        relative = path.relative_to(content).as_posix()
        entries[relative] = reading.entry(path, relative)
    names = reading.names
    found = [Found(_relative(problem, reading.base), problem) for problem in walked]
    found += [Found(path, problem) for path, entry in entries.items() for problem in entry.problems]
    found += Together(entries, names, selected or frozenset(), today).problems()
    found += _near(entries, names, store, kept)
    kept.save()
    told = [one for one in _unwaived(entries, names, found, store) if _concerns(one, selected)]
    return Checked(tuple(sorted(one.problem for one in told)), entries, names)


class _Reading:
    """Reads files of one folder; tables are loaded when the first file needs them."""

    def __init__(self, content: Path, store: Store, cache: Path | None) -> None:
        self.content, self.store = content, store
        self.cache = Cache(cache, version() if cache else "", table(content) if cache else "", self._holds)
        self.base = shown(content)
        self.names: dict[str, str] = {}
        self._keys: dict[str, str] = {}
        self._known: Known | None = None
        self._checker: Checker | None = None

    def entry(self, path: Path, relative: str) -> Entry:
        name = self.names[relative] = f"{self.base}/{relative}" if self.base != "." else relative
        try:
            data = _bytes(path)
            beside = self._beside(path)
        except OSError as error:
            what = f"cannot be read ({error.strerror})"
            return Entry("unread", (Problem(name, 0, "", what, "check its permissions", rule="invalid"),))
        key = hashlib.sha256(b"\0".join([data, beside or b""])).hexdigest()
        if entry := self.cache.get(relative, name, key, self.store.stamp):
            return entry
        if path.suffix in IMAGES and (wrong := unfit(data, len(data), path.suffix, name)):
            return Entry("image", (wrong,))
        asked = self.known.asked = {}
        entry = self.checker.check(relative, name, data, beside)
        self.cache.put(relative, key, entry, map(self.store.stamp, entry.facts.sources), asked)
        return entry

    @property
    def checker(self) -> Checker:
        if self._checker is None:
            from digest.check.checker import Checker  # noqa: PLC0415 - where nothing changed, no file is checked

            self._checker = Checker(self.known, self.store)
        return self._checker

    @property
    def known(self) -> Known:
        if self._known is None:
            from digest.enrich.securities import Securities  # noqa: PLC0415 - the same

            self._known = Known(Securities.beside(self.content))
        return self._known

    def _holds(self, asked: Mapping[str, str]) -> bool:
        return self.known.holds(asked)

    @staticmethod
    def _beside(path: Path) -> bytes | None:
        """The article that a translation translates, if the file is one and it is there."""
        if path.suffix != ".md" or not is_translation(path.name):
            return None
        original = path.with_name(f"{path.stem.rsplit('.', 1)[0]}.md")
        return _bytes(original) if original.is_file() and not original.is_symlink() else None


def _bytes(path: Path) -> bytes:
    with path.open("rb") as stream:
        return stream.read(_READ)


def _near(entries: Mapping[str, Entry], names: Mapping[str, str], store: Store, cache: Cache) -> Iterator[Found]:
    """A warning for the later of two articles whose stored texts are copies of one report."""
    known = [
        (path, entry.facts.day, sha, stamp)
        for path, entry in entries.items()
        if entry.kind == "article" and (sha := entry.facts.sources[0]) and (stamp := store.stamp(sha))
    ]
    if len(known) < 2:
        return
    key = hashlib.sha256(repr(sorted(known)).encode()).hexdigest()

    def pairs() -> list[list[Any]]:
        texts = (
            duplicates.Text(path, date.fromisoformat(day), text)
            for path, day, sha, _ in known
            if (text := store.text(sha))
        )
        return [[pair.first, pair.second, round(pair.containment, 4)] for pair in duplicates.near_duplicates(texts)]

    for first, second, containment in cache.pairs(key, pairs):
        place = entries[second].place("source")
        what = f"shares {containment:.0%} of its source text with {names[first]}"
        remedy = "keep one of them if they are copies of one report"
        problem = Problem(names[second], place.line, "source", what, remedy, "near-duplicate", "warning", place.column)
        yield Found(second, problem, frozenset([first]))


def _unwaived(
    entries: Mapping[str, Entry], names: Mapping[str, str], found: Iterable[Found], store: Store
) -> Iterator[Found]:
    """What no article sets aside, and waivers that set nothing aside."""
    used: Counter[tuple[str, int]] = Counter()
    for one in found:
        owner = _owner(one.relative, entries)
        numbers = [
            number
            for number, waiver in enumerate(entries[owner].waived if owner in entries else ())
            if waiver.rule == one.problem.rule and RULES[waiver.rule].waivable and waiver.text in one.problem.what
        ]
        used.update((owner, number) for number in numbers)
        if not numbers:
            yield one
    for path, entry in entries.items():
        for number, waiver in enumerate(entry.waived):
            rule = RULES.get(waiver.rule)
            problem = Problem(names[path], waiver.line, f"waive.{number}", "", "", "waiver-unused", "warning",
                              waiver.column, waiver.length)  # fmt: skip
            if rule is None or not rule.waivable:
                what = f'"{waiver.rule}" is no rule that can be waived'
                known = (name for name, one_rule in RULES.items() if one_rule.waivable)
                remedy = f"see docs/rules/{nearest(waiver.rule, known)}" if rule is None else "mend what it finds"
                yield Found(path, replace(problem, what=what, remedy=remedy, rule="waiver-unknown", severity="error"))
            elif not used[path, number] and _tried(rule.needs, entry, store):
                what = f"sets nothing aside: {waiver.rule} finds nothing here"
                yield Found(path, replace(problem, what=what, remedy="remove it"))


def _tried(needs: str, entry: Entry, store: Store) -> bool:
    """Whether a rule had all that it needs to find something."""
    return not needs or (needs == "source" and all(store.stamp(sha) for sha in entry.facts.sources))


def _owner(relative: str, entries: Mapping[str, Entry]) -> str:
    """The article whose waivers hold for a file: a translation's is its original."""
    entry = entries.get(relative)
    if entry is None or entry.kind != "translation":
        return relative
    return str(PurePosixPath(relative).with_name(f"{entry.facts.id}.md"))


def _concerns(one: Found, selected: Collection[str] | None) -> bool:
    if selected is None or one.relative in selected or not one.concerns.isdisjoint(selected):
        return True
    return any(path.startswith(f"{one.relative}/") for path in selected) if one.relative else True


def _relative(problem: Problem, base: str) -> str:
    return problem.path.removeprefix(f"{base}/") if problem.path != base else ""


def unreadable(error: LibraryError) -> Checked:
    """The result of a check that could not begin."""
    return Checked(error.problems)
