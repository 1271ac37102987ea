"""Rules between files: doubles, series and their parts, addresses, links, images, translations.

They look at the facts of all files, also when only a few are asked about, and name with each problem the files that
it concerns. Of two equal files the one that was changed is told, for that is the one whose author reads it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from digest.check import folders, links
from digest.check.days import future
from digest.check.place import Place
from digest.errors import Problem
from digest.library.files import RESERVED_NAMES
from digest.library.folder import without_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from digest.check.entry import Entry

_SAME = re.compile(r"https?://(?:www\.)?(?P<rest>.*?)/?(?:#(?![/!]).*)?", re.DOTALL)


def _same(url: str) -> str:
    """An address without what two spellings of one differ in: scheme, www., the last slash, a place on the page."""
    found = _SAME.fullmatch(url)
    return found["rest"] if found else url


_DOUBLES: tuple[tuple[str, Callable[[Entry], object], str, str, str], ...] = (
    (
        "id",
        lambda e: e.facts.id,
        "id-double",
        "is also the id of {}",
        "remove the copy, or give one of them another id",
    ),
    ("source", lambda e: _same(e.facts.url), "source-double", "is also the source of {}", "keep one article for it"),
    (
        "part",
        lambda e: (e.facts.series, e.facts.part) if e.facts.part else None,
        "part-double",
        "is also the part of {}",
        "give one of them another part",
    ),
)
"""What may be there once: the field, its key, the rule, what is told and the remedy."""


_LOOK_UP = "look up the date at the source"


def _is_own(path: str, entry: Entry) -> bool:
    """Whether the file has the name of its id; a copy of it has not."""
    return PurePosixPath(path).stem == entry.facts.id


class Found(NamedTuple):
    """A problem, the file that it is told on, and all files that it is about."""

    relative: str
    problem: Problem
    concerns: frozenset[str] = frozenset()


class Together:
    """All entries with their names, and the files that were changed (of which doubles are told)."""

    def __init__(
        self, entries: Mapping[str, Entry], names: Mapping[str, str], changed: frozenset[str], today: date
    ) -> None:
        self.entries, self.names, self.changed, self.today = entries, names, changed, today
        self._anchors: dict[str, Anchors] = {}

    @cached_property
    def articles(self) -> dict[str, Entry]:
        """Articles that could be read: unchanged ones first, of these such as have the name of their id."""
        found = [(path, entry) for path, entry in self.entries.items() if entry.kind == "article"]
        return dict(sorted(found, key=lambda item: (item[0] in self.changed, not _is_own(*item), item[0])))

    @cached_property
    def series(self) -> dict[str, tuple[str, Entry]]:
        """Path and entry of each series that could be read, by its slug."""
        return {entry.facts.id: (path, entry) for path, entry in self.entries.items() if entry.kind == "series"}

    def problems(self) -> Iterator[Found]:
        """Every problem between files."""
        for field, key, rule, what, remedy in _DOUBLES:
            yield from self._doubles(field, key, rule, what, remedy)
        yield from self._series()
        yield from self._parts()
        yield from self._addresses()
        yield from self._translations()
        yield from self._links()
        yield from self._templates()
        for path, entry in self.articles.items():
            yield from self._dates(path, entry)

    def _dates(self, path: str, entry: Entry) -> Iterator[Found]:
        facts = entry.facts
        told = (("date", facts.day), ("modified", facts.modified), ("source.retrieved", facts.read))
        doubted = entry.tells("date-after-retrieved")  # one wrong date is told once
        for field, day in told:
            what = future(date.fromisoformat(day), self.today) if day else ""
            doubted = doubted or bool(what)
            if what and not (field == "date" and entry.tells("date-after-retrieved")):
                remedy = "write the day on which you read it" if field.startswith("source") else _LOOK_UP
                yield self._found(path, field, what, remedy, "date-future")
        if not doubted and (wrong := folders.misplaced(path, date.fromisoformat(facts.day), self.names[path])):
            yield self._found(path, *wrong, "address-month", level="warning")

    def _found(
        self,
        path: str,
        field: str,
        what: str,
        remedy: str,
        rule: str,
        *,
        also: Iterable[str] = (),
        level: str = "error",
    ) -> Found:
        place = self.entries[path].place(field) if field else Place(0)
        problem = Problem(self.names[path], place.line, field, what, remedy, rule, level, place.column, place.length)
        return Found(path, problem, frozenset(also))

    def _doubles(
        self, field: str, key: Callable[[Entry], object], rule: str, what: str, remedy: str
    ) -> Iterator[Found]:
        groups: defaultdict[object, list[str]] = defaultdict(list)
        for path, entry in self.articles.items():
            if value := key(entry):
                groups[value].append(path)
        for paths in groups.values():
            for path in paths[1:]:
                yield self._found(path, field, what.format(self.names[paths[0]]), remedy, rule, also=paths)

    def _series(self) -> Iterator[Found]:
        unread = {PurePosixPath(path).stem for path, entry in self.entries.items()
                  if entry.kind == "unread" and path.startswith("series/")}  # fmt: skip
        lost: defaultdict[str, list[str]] = defaultdict(list)
        for path, entry in self.articles.items():
            slug = entry.facts.series
            if slug and slug not in self.series and slug not in unread:
                lost[slug].append(path)
        for slug, paths in lost.items():
            told = next((path for path in paths if path in self.changed), paths[0])
            what, remedy = without_file(slug, len(paths), self.series)
            yield self._found(told, "series", what, remedy, "series-unknown", also=[f"series/{slug}.md"])

    def _parts(self) -> Iterator[Found]:
        groups: defaultdict[str, dict[int, str]] = defaultdict(dict)
        for path, entry in self.articles.items():
            if entry.facts.series and entry.facts.part:
                groups[entry.facts.series].setdefault(entry.facts.part, path)
        for slug, (path, series) in self.series.items():
            parts, known = series.facts.parts, groups.get(slug, {})
            for part, of in sorted(known.items()):
                if parts and part > parts:
                    what = f"is {part}, but the series {slug} has {parts} parts"
                    yield self._found(of, "part", what, "correct one of the two", "part-beyond", also=[path])
            last = max(known, default=0)
            for part in range(1, last):
                if part not in known and (part == 1 or part - 1 in known):
                    end = next(number for number in range(part, last + 1) if number in known)
                    names = str(part) if end == part + 1 else f"{part} to {end - 1}"
                    what = f"follows a gap: part {names} of {slug} is not here"
                    remedy = "add the missing part, or waive part-gap, saying why"
                    yield self._found(known[end], "part", what, remedy, "part-gap", also=[path], level="warning")
            if parts and series.facts.complete and last < parts and known:
                names = str(parts) if last == parts - 1 else f"{last + 1} to {parts}"
                what = f"is {parts} and the series complete, but part {names} is not here"
                remedy = "add it, or write status: ongoing"
                yield self._found(path, "parts", what, remedy, "part-gap", also=known.values(), level="warning")

    def _addresses(self) -> Iterator[Found]:
        seen: dict[str, str] = {}
        ordered = [*((p, e) for p, e in self.entries.items() if e.kind in {"series", "page"}), *self.articles.items()]
        ids = Counter(entry.facts.id for entry in self.articles.values())
        for path, entry in ordered:
            page = PurePosixPath(path)
            name = entry.facts.id if entry.kind == "article" else page.stem
            if entry.kind == "article" and name != page.stem and ids[name] == 1:  # a copy has its name from the other
                what, remedy = f'is "{name}", but the file is {page.name}', f"name the file {name}.md"
                yield self._found(path, "id", what, remedy, "address-file", level="warning")
            if entry.kind != "page" and (name in RESERVED_NAMES or name in {"index", "readme"}):
                what = f'gives the page the name "{name}", which has a meaning of its own'
                yield self._found(path, "id", what, "choose another name", "address-reserved")
                continue
            key = unicodedata.normalize("NFC", str(page.with_name(name))).casefold().removesuffix("/index")
            if other := seen.get(key):
                if entry.kind != "article" or entry.facts.id != self.entries[other].facts.id:
                    what = f"has the address of {self.names[other]}"
                    yield self._found(path, "id", what, "give one of them another name", "address-double", also=[other])
            else:
                seen[key] = path

    def _translations(self) -> Iterator[Found]:
        for path, entry in self.entries.items():
            if entry.kind != "translation":
                continue
            original = str(PurePosixPath(path).with_name(f"{entry.facts.id}.md"))
            article = self.entries.get(original)
            if article is None:
                what, remedy = f"translates {original}, which does not exist", "name it after the article beside it"
                yield self._found(path, "", what, remedy, "translation-original", also=[original])
            elif article.kind == "article" and (
                article.facts.lang == entry.facts.lang or article.facts.id != entry.facts.id
            ):
                what = "has the language of the article beside it, or not its id"
                remedy = f"name it {article.facts.id}.{'en' if article.facts.lang == 'ko' else 'ko'}.md"
                yield self._found(path, "", what, remedy, "translation-original", also=[original])

    def _templates(self) -> Iterator[Found]:
        """Words of the template in what is on the site: a series is, once an article of it is published."""
        begun = {entry.facts.series for entry in self.articles.values() if not entry.facts.draft}
        for path, entry in self.entries.items():
            if entry.facts.template and (entry.kind != "series" or entry.facts.id in begun):
                what, remedy = "is still the text of the template", "write your own in its place"
                problem = Problem(self.names[path], entry.facts.template, "", what, remedy, "template-text")
                yield Found(path, problem)

    def _links(self) -> Iterator[Found]:
        shown: set[str] = set()
        unread = any(entry.kind == "unread" for entry in self.entries.values())
        for path, entry in self.entries.items():
            for reference in entry.references:
                if found := links.target(path, reference.target):
                    shown.add(found[0])
                if wrong := links.together(path, reference, self.entries, self._headings):
                    problem, concerned = wrong
                    yield Found(path, Problem(self.names[path], reference.line, "body", problem.what, problem.remedy,
                                problem.rule, "error", reference.column, reference.length),
                                frozenset([concerned]))  # fmt: skip
        for path, entry in self.entries.items():
            if entry.kind == "image" and not entry.problems and path not in shown and not unread:
                yield self._found(
                    path, "", "is shown by no text", "show it or remove it", "image-unused", level="warning"
                )

    def _headings(self, path: str) -> Anchors:
        if path not in self._anchors:
            entry = self.entries[path]
            self._anchors[path] = Anchors(entry.headings, known=entry.kind != "unread")
        return self._anchors[path]


class Anchors:
    """Ids of the headings of a file as the renderer gives them, and of the parts that the site itself makes (`d-…`)."""

    def __init__(self, headings: Iterable[str], *, known: bool) -> None:
        from markdown.extensions.toc import slugify_unicode, unique  # noqa: PLC0415 - few bodies link to headings

        self._known = known
        self._names: set[str] = set()
        for heading in headings:
            unique(slugify_unicode(heading, "-"), self._names)

    def __contains__(self, name: object) -> bool:
        """Whether a link to it arrives; a file that cannot be read is given the benefit of the doubt."""
        return not self._known or name in self._names or str(name).startswith(("d-", "fn:", "fnref:"))
