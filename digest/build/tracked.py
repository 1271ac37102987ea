"""A catalogue that notes what a page reads of it, and can say later whether that is still the same.

These are the verifying traces of Mokhov, Mitchell and Peyton Jones, "Build systems à la carte" (2018): a page is made
again only if something that it read has another hash. What it can read are look-ups of the catalogue (one key of a
group, the keys, a slice, the whole), light sides of articles through those, and whole articles. A look-up that is added
to `Catalogue` as a `cached_property` is tracked without more: by key where it is a mapping, by slice where a sequence.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from digest.build.beside import GROUPS, Beside
from digest.build.coverage import Covered, by_topic, counts, feed_titles
from digest.build.entry import Entry
from digest.build.fingerprint import ABSENT, fingerprint, keyed, named, part_of, places
from digest.build.groups import LIGHT
from digest.build.noted import Group, Map, Memo, Recorder, Row
from digest.enrich import topics
from digest.site import addresses
from digest.site.catalogue import Catalogue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.build.groupings import Groupings
    from digest.build.near import Near
    from digest.build.pieces import Pieces
    from digest.enrich.topics import Topic
    from digest.library.folder import Library
    from digest.model import Article
    from digest.site.companies import Company, Securities
    from digest.site.origin import Origin
    from digest.site.settings import Settings


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
        self.beside = Beside(securities, settings, recorder)
        self.company, self.securities, self.settings = self.beside.company, self.beside, self.beside.settings
        self._make_near = near
        self.raws: dict[str, Any] = {}
        self._wraps: dict[str, Any] = {}
        self._current: dict[str, bytes] = {}
        self.disagreements = Memo(recorder)
        self.kept: Groupings | None = None
        """Look-ups of the last build that are the same now."""
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
            with self.recorder.pause(name if name in LIGHT else ""):
                self.wrap(name, self.kept.restored(self, name) if self.kept and name in self.kept else make(self))
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

    def forget(self, most: int) -> None:
        """Let go of the hashes that were asked for where they are more: those of every name take tens of MB."""
        if len(self._current) > most:
            self._current.clear()

    def _hashed(self, name: str) -> bytes:  # noqa: PLR0911 - a table of forms
        group, _, key = name.partition("\t")
        if group == "whole":
            return self.hashes.get(key, "").encode()
        if group == "near":
            return self.near.current(key)
        if group == "piece":
            return self.pieces.hashes.get(key, ABSENT) if self.pieces else ABSENT
        if group in GROUPS:
            return self.beside.current(group, key)
        raw = self.raws[group] if group in self.raws else self._raw(group)
        if key == "**":
            return fingerprint(raw)
        if key == "*":
            return fingerprint([named(one) for one in raw])
        if key == "#":
            return str(len(raw)).encode()
        if key[:1] == "?":
            return b"1" if key[1:] in self._keys(group, raw) else ABSENT
        if key[:1] == "=":
            wanted, _, part = key[1:].partition("\t")
            found = self._keys(group, raw).get(wanted, ABSENT)
            return ABSENT if found is ABSENT else part_of(raw, found, part)
        return fingerprint(raw[places(key)])

    def _raw(self, group: str) -> Any:
        with self.recorder.pause():
            return getattr(self, group)

    def _keys(self, group: str, raw: Any) -> Mapping[str, Any]:
        name = f"\n{group}"
        if name not in self.raws:
            self.raws[name] = {keyed(one): one for one in raw}
        found: Mapping[str, Any] = self.raws[name]
        return found

    @contextmanager
    def remembering(self, near: Any, feed_titles: Mapping[str, str]) -> Iterator[None]:
        """While a page is made before it is known what stands in all lists: two look-ups as they are remembered."""
        vars(self)["near"] = near
        self.wrap("feed_titles", feed_titles)
        try:
            yield
        finally:
            del vars(self)["near"], self.raws["feed_titles"], self._wraps["feed_titles"]

    @cached_property
    def near(self) -> Near:
        """Which articles are near to which."""
        with self.recorder.pause():
            return self._make_near(self)

    @property
    def has_near(self) -> bool:
        """Whether anything has asked for that."""
        return "near" in vars(self)

    @property
    def neighbours(self) -> Any:
        """The same as pages ask for it."""
        return self.near

    @property
    def feed_titles(self) -> Mapping[str, str]:
        """The title of the feed of each page that has one, by the page's path."""
        found: Mapping[str, str] = self.looked_up("feed_titles", feed_titles)
        return found

    def topics_of(self, article: Article) -> tuple[Topic, ...]:
        """The themes of one article, from its light side; those of a translation are the original's."""
        entry: Any = article if isinstance(article, Entry) else self.by_id[article.id]
        return tuple(topic for key in entry.topics for topic in topics.table() if topic.key == key)

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

    def named(self, article: Article) -> list[tuple[Company, bool]]:
        """The companies of one article; a page that asks depends on what they are called."""
        found = super().named(article)
        for company, _ in found if not self.recorder.paused else ():
            self.recorder.note(f"firms\t{company.id}")
        return found

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


_OWN: dict[str, Callable[[Tracked], Any]] = {"coverage": Covered.of, "coverage_counts": counts, "topics": by_topic}


def _tracked(name: str, make: Callable[[Any], Any]) -> property:
    return property(lambda self: self.looked_up(name, make))


for _name, _value in vars(Catalogue).items():
    if isinstance(_value, cached_property) and _name != "neighbours":
        setattr(Tracked, _name, _tracked(_name, _OWN.get(_name, _value.func)))
