"""Puts a draft into the content folder: a new file, an update of an old one, or nothing to do."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digest.errors import LibraryError, Problem
from digest.files import write_text
from digest.library.files import is_translation, shown
from digest.library.merge import merge
from digest.library.reader import decode, read_article, read_series
from digest.library.writer import write_article, write_series
from digest.model import Series
from digest.text.slug import folded, slug

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from digest.acquire.store import Store
    from digest.model import Article


@dataclass(frozen=True, slots=True)
class Saved:
    """What became of a draft: `new`, `updated` or `unchanged`; fields that follow the source, fields kept."""

    outcome: str
    path: Path
    article: Article
    updated: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """Fields that changed because an option says so."""


class Earlier(NamedTuple):
    """An article that the digest has: its file now, what the last import wrote, and which options gave of it."""

    path: Path
    mine: Article
    base: Article | None
    held: frozenset[str]

    @property
    def grouped(self) -> bool:
        """Whether its series is the curator's word: by an option, by hand, or for all that is known."""
        return self.base is None or "series" in self.held or self.base.series != self.mine.series

    @property
    def numbered(self) -> bool:
        """The same of its part."""
        return self.base is None or "part" in self.held or self.base.part != self.mine.part


class Known(NamedTuple):
    """What an import keeps in memory of an article; the rest is read again from its file when it is needed."""

    id: str
    file: str
    day: date
    sha256: str | None
    head: str
    """Its column head (kicker) as it is compared."""


def entry(path: Path, article: Article) -> Known:
    """What is kept of an article at a path."""
    head = folded(article.kicker) if article.kicker else ""
    return Known(article.id, str(path), article.date.date(), article.source.sha256, head)


_TWO = 2
"""Articles of a series that are remembered: whether there is another one."""


class Shelf:
    """What an import must know of the library, small enough for millions of articles."""

    def __init__(
        self, content: Path, articles: Iterable[tuple[Path, Article]] = (), series: Iterable[Series] = ()
    ) -> None:
        self.content = content
        self.articles: dict[str, Known] = {}
        self.series: dict[str, Series] = {}
        self._sources: dict[str, str] = {}
        self._parts: dict[tuple[str, int], str] = {}
        self._days: dict[date, list[str]] = {}
        self._heads: dict[str, set[str]] = {}
        self._labels: dict[str, str] = {}
        self._members: dict[str, set[str]] = {}
        for one in series:
            self.add_series(one)
        for path, article in articles:
            self.add(path, article)

    def add(self, path: Path, article: Article) -> None:
        """Note an article that was written or read."""
        known = entry(path, article)
        before = self.articles.get(article.id)
        if before is None:
            self._days.setdefault(known.day, []).append(article.id)
        elif before.head:
            self._heads[before.head].discard(article.id)
        if known.head:
            self._heads.setdefault(known.head, set()).add(article.id)
        self.articles[article.id] = known
        if article.source.url:
            self._sources[article.source.url] = article.id
        if article.series and len(members := self._members.setdefault(article.series, set())) < _TWO:
            members.add(article.id)
        if article.series and article.part:
            self._parts[article.series, article.part] = article.id

    def add_series(self, series: Series) -> None:
        """Note a series that was written or read; of two with one label the first is meant."""
        self.series[series.slug] = series
        for word in (series.slug, series.title, series.title_en, series.title_ko, *series.aliases):
            if word and (label := folded(word)):
                self._labels.setdefault(label, series.slug)

    def begins(self, series: str, identifier: str) -> bool:
        """Whether an article is, or would be, alone in a series that has no thesis yet."""
        return not (self.series[series].body or self._members.get(series, set()) - {identifier})

    def around(self, day: date, days: int) -> list[Known]:
        """Articles of that day and the `days` before and after it."""
        near = (day + timedelta(days=offset) for offset in range(-days, days + 1))
        return [self.articles[name] for one in near for name in self._days.get(one, ())]

    def headed(self, kicker: str, identifier: str) -> list[str]:
        """Ids of at most three other articles under the same column head, in order."""
        return [name for name in sorted(self._heads.get(folded(kicker), ())) if name != identifier][:3]

    @classmethod
    def read(cls, content: Path) -> Shelf:
        """Read articles and series. Raises LibraryError with every problem found in them."""
        problems: list[Problem] = []
        shelf = cls(content)
        articles_first = sorted(content.glob("articles/**/*.md")) + sorted(content.glob("series/*.md"))
        for path in (path for path in articles_first if not is_translation(path.name)):
            name = shown(path)
            try:
                text = decode(path.read_bytes(), name)
                if path.parent == content / "series":
                    shelf.add_series(read_series(text, name))
                else:
                    shelf.add(path, read_article(text, name))
            except LibraryError as error:
                problems.extend(error.problems)
        if problems:
            raise LibraryError(problems)
        return shelf

    def find_series(self, label: str) -> str | None:
        """The slug of the series that `label` names, by its slug, titles and aliases."""
        return self._labels.get(folded(label))

    def find_source(self, url: str | None, identifier: str) -> str | None:
        """The id of the article that already has this source."""
        if identifier in self.articles:
            return identifier
        return self._sources.get(url) if url else None

    def holder(self, series: str, part: int, identifier: str) -> str | None:
        """Which other article has this part of the series."""
        found = self._parts.get((series, part))
        return found if found != identifier else None


def new_series(label: str, lang: str) -> Series:
    """A series as far as its label tells it; the thesis is left to the curator."""
    return Series(slug=slug(label), title=label, lang="en" if lang == "en" else "ko", aliases=(label,))


def save_series(series: Series, content: Path) -> Path:
    """Write the file of a new series."""
    path = content / "series" / f"{series.slug}.md"
    write_text(path, write_series(series))
    return path


def save(article: Article, shelf: Shelf, store: Store, given: frozenset[str] = frozenset()) -> Saved:
    """Write a draft, or merge it into the file that is there. Unchanged source: not one byte changes.

    The file comes before the memory of the import: a kill between the two costs nothing but that memory,
    and the next run of the same source renews it. `given` are the options that the curator gave (`merge.OPTIONS`).
    """
    before = earlier(article.id, shelf, store)
    saved = plan(article, shelf, given, before)
    text = write_article(saved.article) if saved.outcome != "unchanged" else ""
    if text:
        write_text(saved.path, text)
    base, held = (before.base, before.held) if before else (None, frozenset[str]())
    same = base is not None and base.source.sha256 == article.source.sha256
    if text or not same or not given <= held:
        # Of the same reading only what was asked for is new; the rest stays what that import wrote.
        changed = {name: getattr(article, name) for name in (*saved.asked, *saved.updated) if name != "source"}
        known = base.model_copy(update=changed) if base is not None and same else article
        store.keep_import(article.id, _remembered(known, given | held))
    return saved


def plan(article: Article, shelf: Shelf, given: frozenset[str], before: Earlier | None) -> Saved:
    """What `save` would write, without writing. `before` is the article as the digest has it."""
    if before is None:
        path = shelf.content / "articles" / f"{article.date:%Y}" / f"{article.date:%m}" / f"{article.id}.md"
        return Saved("new", path, article)
    if before.mine.source.sha256 == article.source.sha256 and not given:
        return Saved("unchanged", before.path, before.mine)
    merged = merge(before.base, before.mine, article, given, before.held)
    outcome = "updated" if merged.updated or merged.asked else "unchanged"
    return Saved(outcome, before.path, merged.article, merged.updated, merged.kept, merged.asked)


def earlier(identifier: str, shelf: Shelf, store: Store) -> Earlier | None:
    """The article as the digest has it, or None. Raises LibraryError when its file can no longer be read."""
    if identifier not in shelf.articles:
        return None
    path = Path(shelf.articles[identifier].file)
    mine = _read(path)
    stored = store.imported(identifier)
    if not stored:
        return Earlier(path, mine, None, frozenset())
    found = _GIVEN.match(stored)
    return Earlier(path, mine, read_article(stored, path.name), frozenset(found[1].split() if found else ()))


_GIVEN = re.compile(r"---\n# given: ([a-z ]+)\n")


def _remembered(article: Article, given: frozenset[str]) -> str:
    """The text that the store keeps of an import: the file, and in a comment which options gave of it."""
    text = write_article(article)
    return text.replace("---\n", f"---\n# given: {' '.join(sorted(given))}\n", 1) if given else text


def _read(path: Path) -> Article:
    name = shown(path)
    try:
        return read_article(decode(path.read_bytes(), name), name)
    except OSError as error:
        what, remedy = f"cannot be read any more ({error.strerror})", "import again"
        raise LibraryError([Problem(name, 0, "", what, remedy)]) from error
