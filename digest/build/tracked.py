"""A catalogue that notes what a page reads of it, and can say later whether that is still the same.

These are the verifying traces of Mokhov, Mitchell and Peyton Jones, "Build systems à la carte" (2018): a page is made
again only if something that it read has another hash. What it can read are look-ups of the catalogue (one key of a
group, the keys, a slice, the whole), light sides of articles through those, and whole articles. A look-up that is added
to `Catalogue` as a `cached_property` is tracked without more: by key where it is a mapping, by slice where a sequence.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from digest.build.entry import Entry
from digest.enrich import topics
from digest.model import Model
from digest.site import addresses, feeds, stance
from digest.site.catalogue import Catalogue, Coverage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.build.near import Near
    from digest.build.pieces import Pieces
    from digest.enrich.topics import Topic
    from digest.library.folder import Library
    from digest.model import Article
    from digest.site.companies import Company, Securities
    from digest.site.origin import Origin
    from digest.site.settings import Settings

ABSENT = b"absent"
_LONG = frozenset({"coverage", "topics"})
"""Groups whose values are lists in leaves."""


class Recorder:
    """What the page that is being made has read, by name."""

    def __init__(self) -> None:
        self._frames: list[dict[str, None]] = []
        self.paused = True

    def note(self, name: str) -> None:
        """Something was read."""
        if not self.paused:
            self._frames[-1][name] = None

    @contextmanager
    def page(self) -> Iterator[dict[str, None]]:
        """While a page is made; what it read."""
        self._frames, self.paused = [{}], False
        try:
            yield self._frames[0]
        finally:
            self._frames, self.paused = [], True

    @contextmanager
    def pause(self) -> Iterator[None]:
        """While a group is made, whose own hash will tell."""
        before, self.paused = self.paused, True
        try:
            yield
        finally:
            self.paused = before

    def push(self) -> None:
        """Begin to note apart what a value is made from that later pages will reuse."""
        if not self.paused:
            self._frames.append({})

    def pop(self) -> dict[str, None]:
        """What was noted since; the page has read it too."""
        if self.paused:
            return {}
        found = self._frames.pop()
        self._frames[-1].update(found)
        return found


class Memo(dict[str, Any]):
    """Values that a page leaves for others (`if key not in memo: memo[key] = …`), with what they were made from."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__()
        self._recorder = recorder
        self._read: dict[str, dict[str, None]] = {}

    def __contains__(self, key: object) -> bool:
        if super().__contains__(key):
            return True
        self._recorder.push()
        return False

    def __setitem__(self, key: str, value: Any) -> None:
        self._read[key] = self._recorder.pop()
        super().__setitem__(key, value)

    def __getitem__(self, key: str) -> Any:
        for name in self._read.get(key, ()):
            self._recorder.note(name)
        return super().__getitem__(key)


class Map(Mapping[Any, Any]):
    """A group whose look-ups are noted."""

    def __init__(self, name: str, raw: Mapping[Any, Any], recorder: Recorder) -> None:
        self._name, self._raw, self._recorder = name, raw, recorder

    def __getitem__(self, key: Any) -> Any:
        return self._found(key, self._raw[key])

    def _found(self, key: Any, value: Any) -> Any:
        """The value of a key; of long lists that pages show in leaves, what is read of it is noted, not all."""
        name = f"{self._name}\t={keyed(key)}"
        if self._name in _LONG:
            return Row(name, value, self._recorder)
        if self._name == "publishers":
            self._recorder.note(f"{name}\t@")
            return value[0], Row(name, value[1], self._recorder)
        self._recorder.note(name)
        return value

    def __contains__(self, key: object) -> bool:
        self._recorder.note(f"{self._name}\t?{keyed(key)}")
        return key in self._raw

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key."""
        if key in self._raw:
            return self._found(key, self._raw[key])
        self._recorder.note(f"{self._name}\t={keyed(key)}")
        return default

    def __iter__(self) -> Iterator[Any]:
        self._recorder.note(f"{self._name}\t*")
        return iter(self._raw)

    def __len__(self) -> int:
        self._recorder.note(f"{self._name}\t*")
        return len(self._raw)

    def items(self) -> Any:
        """All of it."""
        self._recorder.note(f"{self._name}\t**")
        return self._raw.items()

    def values(self) -> Any:
        """All of it."""
        self._recorder.note(f"{self._name}\t**")
        return self._raw.values()


class Row(Sequence[Any]):
    """A sequence whose reading is noted: slices apart from the whole."""

    def __init__(self, name: str, raw: Sequence[Any], recorder: Recorder) -> None:
        self._name, self._raw, self._recorder = name, raw, recorder

    def __getitem__(self, place: Any) -> Any:
        if isinstance(place, slice) and place.step is None:
            self._recorder.note(f"{self._name}\t{'' if place.start is None else place.start}:{place.stop or ''}")
        else:
            self._recorder.note(f"{self._name}\t**")
        return self._raw[place]

    def __len__(self) -> int:
        self._recorder.note(f"{self._name}\t#")
        return len(self._raw)

    def __iter__(self) -> Iterator[Any]:
        self._recorder.note(f"{self._name}\t**")
        return iter(self._raw)


class Group(AbstractSet[Any]):
    """A set whose questions are noted."""

    def __init__(self, name: str, raw: AbstractSet[Any], recorder: Recorder) -> None:
        self._name, self._raw, self._recorder = name, raw, recorder

    def __contains__(self, key: object) -> bool:
        self._recorder.note(f"{self._name}\t?{keyed(key)}")
        return key in self._raw

    def __iter__(self) -> Iterator[Any]:
        self._recorder.note(f"{self._name}\t**")
        return iter(self._raw)

    def __len__(self) -> int:
        self._recorder.note(f"{self._name}\t**")
        return len(self._raw)


class Tracked(Catalogue):
    """A catalogue over light sides of articles that notes what is read of it.

    Args:
        library: The library, its articles as entries.
        securities: The table of securities.
        settings: The site's settings.
        recorder: What notes.
        near: Which articles are near to which.
        hashes: The SHA-256 of the file of each article, by its id.
        origin: Where the site stands; None where that is not known.
        drafts: Whether drafts are shown.
    """

    def __init__(  # noqa: PLR0917 - a catalogue and what notes
        self,
        library: Library,
        securities: Securities,
        settings: Settings,
        recorder: Recorder,
        near: Callable[[Tracked], Near],
        hashes: Mapping[str, str],
        *,
        origin: Origin | None = None,
        drafts: bool = False,
    ) -> None:
        super().__init__(library, securities, settings, drafts=drafts)
        self.recorder, self.hashes, self.origin = recorder, hashes, origin
        self._make_near = near
        self.raws: dict[str, Any] = {}
        self._wraps: dict[str, Any] = {}
        self._current: dict[str, bytes] = {}
        self.disagreements = Memo(recorder)
        self.pieces: Pieces | None = None
        """What was made of articles one by one, when all of it is there."""
        self.library = replace(
            library,
            articles=self.wrap("library.articles", library.articles),
            series=self.wrap("library.series", library.series),
            pages=self.wrap("library.pages", library.pages),
            translations=self.wrap("library.translations", library.translations),
            lines=self.wrap("library.lines", library.lines),
        )

    def wrap(self, name: str, raw: Any) -> Any:
        """Give a value the name under which its reading is noted."""
        self.raws[name] = raw
        if isinstance(raw, Mapping):
            self._wraps[name] = Map(name, raw, self.recorder)
        elif isinstance(raw, AbstractSet):
            self._wraps[name] = Group(name, raw, self.recorder)
        elif isinstance(raw, tuple | list):
            self._wraps[name] = Row(name, raw, self.recorder)
        else:
            self._wraps[name] = None
        return self._wraps[name]

    def looked_up(self, name: str, make: Callable[[Any], Any]) -> Any:
        """One of the look-ups of the catalogue: as it is while another is made, else so that its reading is noted."""
        if name not in self.raws:
            with self.recorder.pause():
                self.wrap(name, make(self))
        if self.recorder.paused:
            return self.raws[name]
        found = self._wraps[name]
        if found is None:
            self.recorder.note(f"{name}\t**")
            return self.raws[name]
        return found

    def current(self, name: str) -> bytes:
        """The hash of what is read under `name`, as it is now."""
        if name not in self._current:
            self._current[name] = self._hashed(name)
        return self._current[name]

    def _hashed(self, name: str) -> bytes:  # noqa: PLR0911 - a table of forms
        group, _, key = name.partition("\t")
        if group == "whole":
            return self.hashes.get(key, "").encode()
        if group == "near":
            return self.near.current(key)
        if group == "piece":
            return self.pieces.hashes.get(key, ABSENT) if self.pieces else ABSENT
        raw = self.raws[group] if group in self.raws else self._raw(group)
        if key == "**":
            return fingerprint(raw)
        if key == "*":
            return fingerprint([keyed(one) for one in raw])
        if key == "#":
            return str(len(raw)).encode()
        if key[:1] == "?":
            return b"1" if key[1:] in self._keys(group, raw) else ABSENT
        if key[:1] == "=":
            wanted, _, part = key[1:].partition("\t")
            found = self._keys(group, raw).get(wanted, ABSENT)
            return ABSENT if found is ABSENT else _part(raw, found, part)
        return fingerprint(raw[_slice(key)])

    def _raw(self, group: str) -> Any:
        with self.recorder.pause():
            return getattr(self, group)

    def _keys(self, group: str, raw: Any) -> Mapping[str, Any]:
        name = f"\n{group}"
        if name not in self.raws:
            self.raws[name] = {keyed(one): one for one in raw}
        found: Mapping[str, Any] = self.raws[name]
        return found

    @cached_property
    def near(self) -> Near:
        """Which articles are near to which."""
        with self.recorder.pause():
            return self._make_near(self)

    @property
    def neighbours(self) -> Any:
        """The same as pages ask for it."""
        return self.near

    @property
    def pages_of_files(self) -> Mapping[str, str]:
        """The path of the page that each content file became, for links in bodies."""
        found: Mapping[str, str] = self.looked_up("pages_of_files", _pages_of_files)
        return found

    @property
    def feed_titles(self) -> Mapping[str, str]:
        """The title of the feed of each page that has one, by the page's path."""
        found: Mapping[str, str] = self.looked_up("feed_titles", _feed_titles)
        return found

    def topics_of(self, article: Article) -> tuple[Topic, ...]:
        """The themes of one article, from its light side where that is at hand."""
        if not isinstance(article, Entry):
            return super().topics_of(article)
        return tuple(topic for key in article.topics for topic in topics.table() if topic.key == key)

    def derived(self, name: str, article: Article, make: Callable[[], Any]) -> Any:
        """What was made of an article by itself."""
        if self.pieces is None:
            return make()
        self.recorder.note(f"piece\t{article.id}")
        return self.pieces.get(name, article.id)

    def derived_from(self, article: Article) -> str:
        """What the piece of an article was made from; a page that asks depends on it."""
        if self.pieces is None:
            return ""
        self.recorder.note(f"piece\t{article.id}")
        return self.pieces.hashes[article.id].hex()

    def judged_codes(self, article: Article) -> Sequence[str]:
        """The codes of an article's table of impacts, which an entry has as they are kept."""
        return article.judged if isinstance(article, Entry) else super().judged_codes(article)

    def about(self, company: Company) -> Any:
        """The articles in which a company stands; what is said of it there is not made for that."""
        self.coverage  # noqa: B018 - made where it is not yet
        self.recorder.note(f"coverage\t={keyed(company)}\t**")
        return self.raws["coverage"].articles(company)

    def line(self, article: Article) -> str:
        """The one line that stands for an article."""
        return article.line if isinstance(article, Entry) else super().line(article)

    def description(self, article: Article) -> str:
        """What search engines and feeds show of an article."""
        return article.summary if isinstance(article, Entry) else super().description(article)

    def path(self, article: Article) -> str:
        """Where the article's page stands."""
        if isinstance(article, Entry):
            return addresses.article(article.path, article.id)
        return super().path(article)


class _Rows(Sequence[Coverage]):
    """The rows of one company; their number is known before they are made."""

    def __init__(self, catalogue: Tracked, company: Company, sides: tuple[list[Any], list[Any]]) -> None:
        self._catalogue, self._company, self._sides = catalogue, company, sides

    def __len__(self) -> int:
        return len(self._sides[0]) + len(self._sides[1])

    def __getitem__(self, place: Any) -> Any:
        return self._rows[place]

    def __iter__(self) -> Iterator[Coverage]:
        return iter(self._rows)

    @cached_property
    def _rows(self) -> tuple[Coverage, ...]:
        return tuple(
            Coverage(
                article,
                not place,
                stance.of_company(article, self._company.id, lambda ticker: self._catalogue.company(ticker).id),
            )
            for place, articles in enumerate(self._sides)
            for article in articles
        )


class _Covered(Mapping[Any, Any]):
    """Coverage by company; the rows of a company are made when they are first asked for."""

    def __init__(self, catalogue: Tracked) -> None:
        self._catalogue = catalogue
        rows: dict[str, tuple[Company, tuple[list[Any], list[Any]]]] = {}
        for article in catalogue.listed:
            for company, subject in catalogue.named(article):
                found = rows.get(company.id)
                if found is None:
                    found = rows[company.id] = (company, ([], []))
                found[1][not subject].append(article)
        self._rows = dict(sorted(rows.values(), key=lambda one: one[0]))
        self._made: dict[Company, _Rows] = {}

    def __getitem__(self, company: Company) -> _Rows:
        if company not in self._made:
            self._made[company] = _Rows(self._catalogue, company, self._rows[company])
        return self._made[company]

    def articles(self, company: Company) -> Iterator[Any]:
        """Its articles, as subject first."""
        return chain(*self._rows[company])

    def hashed(self, company: Company, part: slice = slice(None)) -> bytes:
        """What its rows are made from: light sides of articles, and on which side each stands."""
        subjects, mentions = self._rows[company]
        start, stop, _ = part.indices(len(subjects) + len(mentions))
        turn = len(subjects)
        return fingerprint([subjects[start:stop], mentions[max(0, start - turn) : max(0, stop - turn)]])

    def counts(self) -> dict[Company, tuple[int, int]]:
        """Of each company the number of articles about it, and of those that only name it."""
        return {company: (len(about), len(named)) for company, (about, named) in self._rows.items()}

    def __iter__(self) -> Iterator[Company]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def _topics(catalogue: Tracked) -> Mapping[Topic, tuple[Any, ...]]:
    found: dict[str, list[Any]] = {topic.key: [] for topic in topics.table()}
    for article in catalogue.listed:
        for key in article.topics:  # type: ignore[attr-defined]
            found[key].append(article)
    return {topic: tuple(found[topic.key]) for topic in topics.table() if found[topic.key]}


def _pages_of_files(catalogue: Tracked) -> dict[str, str]:
    found = {article.path: addresses.article(article.path, article.id) for article in catalogue.shown}  # type: ignore[attr-defined]
    for name, article in catalogue.translations.items():
        original = catalogue.by_id[name].path  # type: ignore[attr-defined]
        found[f"{original.removesuffix('.md')}.{article.lang}.md"] = catalogue.path(article)
    return found | {path: path for path in (*map(addresses.series, catalogue.library.series), *catalogue.library.pages)}


def _feed_titles(catalogue: Tracked) -> dict[str, str]:
    if catalogue.origin is None:
        return {}
    return {feeds.place(catalogue, key): feeds.title(catalogue, catalogue.origin, key) for key in feeds.keys(catalogue)}


def _counts(catalogue: Tracked) -> Mapping[Company, tuple[int, int]]:
    found = catalogue.coverage
    return found.counts() if isinstance(found, _Covered) else {}


_OWN: dict[str, Callable[[Tracked], Any]] = {"coverage": _Covered, "coverage_counts": _counts, "topics": _topics}


def _tracked(name: str, make: Callable[[Any], Any]) -> property:
    return property(lambda self: self.looked_up(name, make))


for _name, _value in vars(Catalogue).items():
    if isinstance(_value, cached_property) and _name != "neighbours":
        setattr(Tracked, _name, _tracked(_name, _OWN.get(_name, _value.func)))


def _slice(text: str) -> slice:
    start, _, stop = text.partition(":")
    return slice(int(start) if start else None, int(stop) if stop else None)


def _part(raw: Any, key: Any, part: str) -> bytes:
    """The hash of what was read of the value of a key: all, its length, some places, the head of a pair."""
    if part == "@":
        return fingerprint(raw[key][0])
    places = _slice(part) if ":" in part else slice(None)
    if isinstance(raw, _Covered) and part != "#":
        return raw.hashed(key, places)
    value = raw[key]
    if isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], tuple) and part:  # a publisher's
        value = value[1]
    return str(len(value)).encode() if part == "#" else fingerprint(value[places] if part else value)


def keyed(key: object) -> str:
    """A key of a group as one line of text: companies by id, topics by key. A link in a body is a key too."""
    text = key if isinstance(key, str) else str(getattr(key, "id", None) or getattr(key, "key", None) or key)
    return text.replace("\\", "\\\\").replace("\n", "\\n") if "\n" in text or "\\" in text else text


def fingerprint(value: Any) -> bytes:
    """A hash of a value of a group: of articles, their light sides."""
    return hashlib.blake2b(_told(value), digest_size=12).digest()


def _told(value: Any) -> bytes:  # noqa: PLR0911 - a table of types
    if isinstance(value, Entry):
        return value.light
    if isinstance(value, tuple | list):
        if value and type(value[0]) is Entry and all(type(one) is Entry for one in value):
            return b"%d:" % len(value) + b"".join([one.light for one in value])
        return b"(%s)" % b",".join([fingerprint(one) for one in value])
    if isinstance(value, _Covered):
        return b"{%s}" % b",".join([fingerprint(key.id) + value.hashed(key) for key in value])
    if isinstance(value, Mapping):
        return b"{%s}" % b",".join([fingerprint(keyed(key)) + fingerprint(one) for key, one in value.items()])
    if isinstance(value, AbstractSet):
        return b"<%s>" % b",".join(sorted(fingerprint(one) for one in value))
    if isinstance(value, Model):
        return value.model_dump_json().encode()
    if is_dataclass(value) and not isinstance(value, type):
        return b"[%s]" % b",".join([fingerprint(getattr(value, one.name)) for one in fields(value)])
    return f"{type(value).__name__}:{value!r}".encode()
