"""The content folder as one value: every file read, every problem reported at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from digest.errors import LibraryError, Problem
from digest.library.files import IMAGES, is_translation, shown, unfit, walk

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from digest.library.history import Revision
    from digest.model import Article, Series, StaticPage, Translation


@dataclass(frozen=True, slots=True)
class Library:
    """All that is published, in memory. Paths are relative to the content folder, with `/`."""

    articles: tuple[Article, ...] = ()
    """Newest first, then by id."""
    series: Mapping[str, Series] = field(default_factory=dict)
    pages: Mapping[str, StaticPage] = field(default_factory=dict)
    """By path."""
    paths: Mapping[str, str] = field(default_factory=dict)
    """Path of the file of each article, by its id."""
    lines: Mapping[str, str] = field(default_factory=dict)
    """How messages name each file, by its path."""
    translations: Mapping[str, Translation] = field(default_factory=dict)
    """By the id of the article; there are two languages, so an article has one at most."""
    revisions: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    """Corrections of each article by its path, newest first; filled only by who builds a site (see `history`)."""


def load(content: Path) -> Library:
    """Read the whole folder.

    Raises:
        LibraryError: With all problems of all files, sorted by path and line.
    """
    library, problems = survey(content)
    if problems:
        raise LibraryError(problems)
    return library


def survey(content: Path) -> tuple[Library, tuple[Problem, ...]]:
    """What of the folder can be read, and every problem of the rest, so that further rules can run over the readable.

    Raises:
        LibraryError: When there is no such folder, or it holds too many files.
    """
    reading = Reading(content)
    for path in walk(content, reading.problems):
        reading.take(path)
    reading.compare()
    return reading.library(), tuple(sorted(reading.problems))


def newest_first(article: Article) -> tuple[float, str]:
    """What articles of a library are sorted by: the moment, then the id."""
    return -article.date.timestamp(), article.id


def without_file(slug: str, articles: int, known: Iterable[str]) -> tuple[str, str]:
    """What is wrong with a series that has no file, told once for all of its articles, and what to do."""
    more = f" here and in {articles - 1} more article{'s' * (articles > 2)}" if articles > 1 else ""
    what = f'is "{slug}"{more}, but content/series/{slug}.md does not exist'
    return what, f"add that file, or use one of: {', '.join(sorted(known)) or 'none yet'}"


class Reading:
    """What was taken from the files of a content folder so far; a builder may put in what it knows from before."""

    def __init__(self, content: Path) -> None:
        self.content = content
        self.problems: list[Problem] = []
        self.articles: dict[str, Article] = {}
        self.translations: dict[str, Translation] = {}
        self.series: dict[str, Series] = {}
        self.pages: dict[str, StaticPage] = {}
        self.names: dict[str, str] = {}
        self.broken: set[str] = set()
        """Series whose file is there but cannot be read; their articles are not blamed for it."""

    def take(self, path: Path) -> None:
        """Read one file; what is wrong with it is noted."""
        from digest.library.reader import (  # noqa: PLC0415 - who only walks a folder needs no models
            decode,
            read_article,
            read_series,
            read_static_page,
            read_translation,
        )

        relative = path.relative_to(self.content).as_posix()
        name = self.names[relative] = shown(path)
        try:
            if path.suffix in IMAGES:
                _check_image(path, name)
                return
            text = decode(_read(path, name), name)
            top = PurePosixPath(relative).parts[0]
            if top == "articles" and is_translation(path.name):
                self.translations[relative] = read_translation(text, name)
            elif top == "articles":
                self.articles[relative] = read_article(text, name)
            elif top == "series":
                series = read_series(text, name)
                self.series[series.slug] = series
            else:
                self.pages[relative] = read_static_page(text, name, relative=relative)
        except LibraryError as error:
            self.problems.extend(error.problems)
            if relative.startswith("series/"):
                self.broken.add(path.stem)

    def library(self) -> Library:
        """All that could be read."""
        articles = sorted(self.articles.items(), key=lambda item: newest_first(item[1]))
        return Library(
            articles=tuple(article for _, article in articles),
            series=dict(sorted(self.series.items())),
            pages=dict(sorted(self.pages.items())),
            paths={article.id: path for path, article in articles},
            translations={item.id: item for item in sorted(self.translations.values(), key=lambda item: item.id)},
            lines=self.names,
        )

    def compare(self) -> None:
        """Problems that only show between files."""
        self._doubles("id", lambda article: article.id, "is also the id of {other}", "give one of them another id")
        self._doubles(
            "part",
            lambda article: (article.series, article.part) if article.part else None,
            "is also the part of {other}",
            "give one of them another part",
        )
        self._doubles(
            "source.url", lambda article: article.source.url, "is also the source of {other}", "keep one article for it"
        )
        lost: dict[str, list[str]] = {}
        for path, article in self.articles.items():
            if article.series and article.series not in {*self.series, *self.broken}:
                lost.setdefault(article.series, []).append(path)
        for slug, paths in lost.items():
            self._problem(paths[0], "series", *without_file(slug, len(paths), self.series), "series-unknown")
        for path, translation in self.translations.items():
            self._beside(path, translation)

    def _beside(self, path: str, translation: Translation) -> None:
        """A translation stands beside its article and is in the other language."""
        original = str(PurePosixPath(path).with_name(f"{translation.id}.md"))
        article = self.articles.get(original)
        if article is None and original not in self.names:
            what, remedy = f"translates {original}, which does not exist", "name it after the article beside it"
            self.problems.append(Problem(self.names[path], 0, "", what, remedy, rule="translation-original"))
        elif article and (article.lang == translation.lang or article.id != translation.id):
            what = "has the language of the article beside it, or not its id"
            remedy = f"name it {article.id}.{'en' if article.lang == 'ko' else 'ko'}.md"
            self.problems.append(Problem(self.names[path], 0, "", what, remedy, rule="translation-original"))

    def _doubles(self, name: str, key: Callable[[Article], object], what: str, remedy: str) -> None:
        seen: dict[object, str] = {}
        for path, article in self.articles.items():
            value = key(article)
            if value is None:
                continue
            if value in seen:
                self._problem(path, name, what.format(other=self.names[seen[value]]), remedy, f"{name}-double")
            else:
                seen[value] = path

    def _problem(self, path: str, name: str, what: str, remedy: str, rule: str) -> None:
        self.problems.append(Problem(self.names[path], self._line(path, name), name, what, remedy, rule=rule))

    def _line(self, path: str, name: str) -> int:
        wanted = name.rsplit(".", 1)[-1] + ":"
        for number, line in enumerate((self.content / path).read_text("utf-8").split("\n"), 1):
            if line.strip().startswith(wanted):
                return number
        return 1


def _read(path: Path, name: str) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(4 * 1024 * 1024)
    except OSError as error:
        raise LibraryError(
            [Problem(name, 0, "", f"cannot be read ({error.strerror})", "check its permissions")]
        ) from error


def _check_image(path: Path, name: str) -> None:
    if problem := unfit(_read(path, name), path.stat().st_size, path.suffix, name):
        raise LibraryError([problem])
