"""Checks one content file by itself, against the tables and the stored sources of this machine."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from digest.check import (
    days,
    images,
    judgement,
    left_over,
    letters,
    links,
    markdown,
    markup,
    numbers,
    publishers,
    quotation,
    repeated,
    style,
    translations,
)
from digest.check.entry import Entry, Facts, Reference, Waived
from digest.check.place import FileText
from digest.check.rules import canonical
from digest.check.tickers import check_doubles, check_listed, check_tickers
from digest.errors import LibraryError, Problem
from digest.library.files import IMAGES, is_translation
from digest.library.folder import Library
from digest.library.reader import decode, read_article, read_series, read_static_page, read_translation

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.acquire.store import Store
    from digest.check.known import Known
    from digest.model import Article, Series, StaticPage


@dataclass(frozen=True)
class Checker:
    """Checks files one by one against the tables and the store of this machine."""

    securities: Known
    store: Store

    def check(self, relative: str, name: str, data: bytes, beside: bytes | None = None) -> Entry:
        """The entry of a file. `name` is how messages call it; `beside` the article that a translation translates."""
        path = PurePosixPath(relative)
        if path.suffix in IMAGES:
            return Entry("image", tuple(_picture(data, path.suffix, name)))
        try:
            text = decode(data, name)
            top = path.parts[0]
            if top == "articles" and is_translation(path.name):
                return self._translation(text, relative, name, beside)
            if top == "articles":
                return self._article(data, read_article(text, name), text, relative, name)
            if top == "series":
                return _series(data, read_series(text, name), text, name)
            return _page(data, read_static_page(text, name, relative=relative), text, name)
        except LibraryError as error:
            return Entry("unread", tuple(_told(problem) for problem in error.problems))

    def _article(self, data: bytes, article: Article, text: str, relative: str, name: str) -> Entry:
        file = FileText(text)
        alone = Library(articles=(article,), paths={article.id: relative}, lines={relative: name})
        hashes = tuple(source.sha256 or "" for source in (article.source, *article.sources))
        texts = [stored for sha in hashes if (stored := self.store.text(sha or None))]
        whole = len(texts) == len(hashes)
        found = [
            *(replace(problem, line=0) for problem in check_tickers(alone, self.securities, _NOWHERE)),
            *check_doubles(article, self.securities, name),
            *check_listed(article, self.securities, name),
            *judgement.problems(article, name),
            *days.problems(article, name, self.securities.market),
            *quotation.problems(article, name, self.store.text(article.source.sha256)),
            *quotation.copied(article, name, file.body_line, texts),
            *numbers.problems(article, name, file.body_line, "\n".join(texts) or None, whole=whole),
            *_links_of_sources(article, name),
            *left_over.problems(file, article.title, name),
            *left_over.names(article, name),
            *repeated.problems(article, file, name),
            *publishers.problems(article, name),
            *_words(file, article.lang, name, ours=article.rights != "full"),
            *_form(data, file, name),
            *(_note(name, note) for note in article.notes),
        ]
        facts = Facts(
            id=article.id,
            day=article.date.date().isoformat(),
            modified=article.modified.date().isoformat() if article.modified else "",
            read=article.source.retrieved.isoformat() if article.source.retrieved else "",
            series=article.series or "",
            part=article.part or 0,
            url=article.source.url or "",
            sources=hashes,
            lang=article.lang,
            draft=article.status == "draft",
            template=0 if article.status == "draft" else letters.of_template(file),
        )
        fields = [field for field in ("id", "date", "modified", "series", "part") if f"\n{field}:" in text]
        return Entry(
            "article",
            tuple(_placed(problem, file) for problem in found),
            facts,
            _references(file),
            tuple(markdown.headings(file.body)),
            tuple(
                Waived(row.rule, row.text or "", *file.field(f"waive.{number}.rule", row.rule))
                for number, row in enumerate(article.waive)
            ),
            (
                *((field, file.field(field)) for field in fields),
                ("source", file.field("source", facts.url)),
                *((("source.retrieved", file.field("source.retrieved")),) if facts.read else ()),
            ),
        )

    def _translation(self, text: str, relative: str, name: str, beside: bytes | None) -> Entry:
        translation, file = read_translation(text, name), FileText(text)
        found = [*_words(file, translation.lang, name, ours=True), *_form(text.encode(), file, name)]
        found += left_over.problems(file, translation.title, name)
        original = _original(beside, relative)
        if original is not None:
            found += translations.problems(original, translation, name)
        facts = Facts(id=translation.id, lang=translation.lang)
        placed = tuple(_placed(problem, file) for problem in found)
        return Entry("translation", placed, facts, _references(file), tuple(markdown.headings(file.body)))


_NOWHERE = Path("/dev/null")
"""Stands for the content folder where a rule would read a file again only to find a line that is found here."""


def _original(data: bytes | None, relative: str) -> Article | None:
    if data is None:
        return None
    try:
        return read_article(decode(data, ""), str(PurePosixPath(relative).with_suffix("").with_suffix(".md")))
    except LibraryError:
        return None


def _series(data: bytes, series: Series, text: str, name: str) -> Entry:
    file = FileText(text)
    found = [*_words(file, series.lang, name, ours=True), *_form(data, file, name)]
    facts = Facts(
        id=series.slug,
        parts=series.parts or 0,
        complete=series.status == "complete",
        lang=series.lang,
        template=letters.of_template(file),
    )
    placed = tuple(_placed(problem, file) for problem in found)
    fields = (("parts", file.field("parts")),)
    return Entry("series", placed, facts, _references(file), tuple(markdown.headings(file.body)), places=fields)


def _page(data: bytes, page: StaticPage, text: str, name: str) -> Entry:
    file = FileText(text)
    found = [*_words(file, page.lang, name, ours=True), *_form(data, file, name)]
    placed = tuple(_placed(problem, file) for problem in found)
    return Entry("page", placed, Facts(lang=page.lang), _references(file), tuple(markdown.headings(file.body)))


def _words(file: FileText, lang: str, name: str, *, ours: bool) -> Iterator[Problem]:
    """Problems of a body's links, images and style; the words of others (`ours` is False) have no house style."""
    yield from letters.problems(file, name)
    for link in file.links:
        place = file.in_body(link.start, link.end)
        for problem in links.alone(link):
            yield replace(problem, path=name, line=place.line, column=place.column, length=place.length)
    if match := markdown.left_out(file.body):
        place = file.in_body(*match.span())
        what = f"holds the HTML element <{match['name']}>, which the page leaves out"
        remedy = "write it in Markdown; a sign that is meant as text is written &lt;"
        yield Problem(name, place.line, "body", what, remedy, "html-left-out", "warning", place.column, place.length)
    if match := markdown.foreign(file.body):
        place = file.in_body(*match.span())
        what = f'holds "{match[0][:40]}", a mark of another program that the page shows as it stands'
        remedy = "write a link as [words](file.md), a strong word as **word**; take notes, tags and tasks out"
        yield Problem(name, place.line, "body", what, remedy, "other-markup", "warning", place.column, place.length)
    yield from markup.problems(file, name)
    yield from _lang(file, lang, name) if ours else ()
    grouped: dict[tuple[str, str], list[style.Slip]] = {}
    for slip in style.slips(file.body, lang) if ours else ():
        grouped.setdefault((slip.rule, slip.message), []).append(slip)
    for (rule, message), found in grouped.items():
        slip = found[0]
        place = file.in_body(slip.start, slip.end)
        shown = " ".join(file.body[slip.start : slip.end].split()) or "a space"
        more = f", and {len(found) - 1} more like it," if len(found) > 1 else ""
        korean, _, english = message.rpartition(": ")
        remedy = f"{english} ({korean})" if korean else english
        what = f"{shown[:40]}{more} is not in house style"
        yield Problem(name, place.line, "body", what, remedy, rule, "warning", place.column, place.length)


def _lang(file: FileText, lang: str, name: str) -> Iterator[Problem]:
    """Our words in the other language: the page would stand in lists, feeds and search of the wrong one."""
    begun = file.body[:_BEGUN]
    korean, latin = (sum(map(len, letters.findall(begun))) for letters in (_HANGUL, _LATIN))
    if korean + latin < _ENOUGH:
        return
    hangul = korean / (korean + latin)
    if (other := "en" if hangul < _ENGLISH else "ko" if hangul > _KOREAN else "") and other != lang:
        what = f'is "{lang}", but the text is in {"English" if other == "en" else "Korean"}'
        by_name = is_translation(PurePosixPath(name).name)
        remedy = "translate it: the name of the file says its language" if by_name else f"write lang: {other}"
        yield Problem(name, 0, "lang", what, remedy, "field-consistent", "warning")


_BEGUN = 2000
"""Characters of a text that are looked at."""
_HANGUL, _LATIN = re.compile("[가-힣]+"), re.compile("[A-Za-z]+")
_ENOUGH, _ENGLISH, _KOREAN = 40, 0.02, 0.5
"""Letters of a text whose language can be told; the share of Hangul below which it is English, above which Korean."""


def _references(file: FileText) -> tuple[Reference, ...]:
    inside = (link for link in file.links if link.target and not link.target.startswith("/"))
    return tuple(
        Reference(link.target, link.image, *file.in_body(link.start, link.end))
        for link in inside
        if not links.scheme(link.target)
    )


def _form(data: bytes, file: FileText, name: str) -> Iterator[Problem]:
    from digest.check.fixes import unformed  # noqa: PLC0415 - fixes know how a file is formed, and check with entries

    for line, what in unformed(data, file):
        yield Problem(name, line, "", what, "digest check --fix mends it", rule="format", severity="warning")


def _links_of_sources(article: Article, name: str) -> Iterator[Problem]:
    from digest.check.detours import detour  # noqa: PLC0415 - urllib's parser is not needed for unread files
    from digest.check.sources import weakness  # noqa: PLC0415 - the same

    for number, source in enumerate((article.source, *article.sources)):
        field = f"sources.{number - 1}.url" if number else "source.url"
        if source.url and (what := weakness(source.url)):
            yield Problem(name, 0, field, what, "give the public address of the original", "source-link", "warning")
        elif source.url and (found := detour(source.url)):
            yield Problem(name, 0, field, found.what, found.remedy, "source-link", "warning")


def _picture(data: bytes, suffix: str, name: str) -> Iterator[Problem]:
    picture = images.look(data, suffix)
    if not picture.whole or not picture.width or not picture.height:
        yield Problem(name, 0, "", "is cut off, or does not say its size", "save it again", rule="image")
    if max(picture.width, picture.height) > images.MAX_SIDE or picture.width * picture.height > images.MAX_PIXELS:
        what = f"has {picture.width} × {picture.height} pixels"
        remedy = f"make it at most {images.MAX_SIDE} a side and {images.MAX_PIXELS // 10**6} million in all"
        yield Problem(name, 0, "", what, remedy, rule="image-size")
    if picture.extras:
        what = f"carries {', '.join(picture.extras[:5])}"
        yield Problem(name, 0, "", what, "export it as a still picture without metadata", rule="image-metadata")


def _placed(problem: Problem, file: FileText) -> Problem:
    """The problem with line and column, where it names a field or a word of the file."""
    problem = _told(problem)
    if problem.column and problem.line:
        return problem
    if problem.line and problem.field != "body":
        return problem
    if problem.field in {"", "body"}:
        return replace(problem, line=problem.line or (file.body_line if problem.field else 0))
    quoted = problem.what.split('"')[1] if problem.what.startswith('"') else ""
    # A number stands inside of a field's words; a code is all of it, and a shorter one may be part of another.
    needle = quoted if problem.rule == "translation-figures" else f'"{quoted}"' if quoted else ""
    place = file.field(problem.field, needle)
    return replace(problem, line=place.line, column=place.column, length=place.length)


def _told(problem: Problem) -> Problem:
    return replace(problem, rule=canonical(problem.rule))


def _note(path: str, note: str) -> Problem:
    field, _, rest = note.partition(": ")
    what, _, remedy = rest.partition(": ")
    if not rest:
        return Problem(path, 0, "notes", note, "see to it, then remove the note", rule="note", severity="warning")
    return Problem(path, 0, field, what, remedy or "then remove the note", rule="note", severity="warning")
