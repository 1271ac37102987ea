"""Every rule over the whole library, in one list."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from digest.check import days, duplicates, numbers, quotation, translations
from digest.check.tickers import check_tickers
from digest.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.acquire.store import Store
    from digest.enrich.securities import Securities
    from digest.library.folder import Library
    from digest.model import Article


def problems(library: Library, securities: Securities, store: Store, content: Path) -> tuple[Problem, ...]:
    """All problems, sorted by file and line; an empty library has none. `content` is the folder that was read."""
    found = list(check_tickers(library, securities, content))
    for article in library.articles:
        path = library.paths[article.id]
        found += _article(article, library.lines[path], content / path, store)
        if translation := library.translations.get(article.id):
            name = library.lines[str(PurePosixPath(path).with_name(f"{article.id}.{translation.lang}.md"))]
            found += translations.problems(article, translation, name)
    found += duplicates.problems(library, store)
    return tuple(sorted(found))


def _article(article: Article, name: str, path: Path, store: Store) -> Iterator[Problem]:
    raw = store.text(article.source.sha256)
    texts = [text for source in (article.source, *article.sources) if (text := store.text(source.sha256))]
    found = [
        *days.problems(article, name),
        *quotation.problems(article, name, raw),
        *numbers.problems(
            article,
            name,
            _body_line(path),
            "\n".join(texts) or None,
            whole=len(texts) == 1 + len(article.sources),
        ),
    ]
    yield from (problem for problem in found if not _waived(article, problem))
    yield from (_note(name, note) for note in article.notes)


def _body_line(path: Path) -> int:
    lines = path.read_text("utf-8").split("\n")
    end = lines.index("---", 1) + 2 if "---" in lines[1:] else 1
    while end <= len(lines) and not lines[end - 1].strip():
        end += 1
    return end


def _waived(article: Article, problem: Problem) -> bool:
    return any(
        waiver.rule == problem.rule and (waiver.text is None or waiver.text in problem.what) for waiver in article.waive
    )


def _note(path: str, note: str) -> Problem:
    field, _, rest = note.partition(": ")
    what, _, remedy = rest.partition(": ")
    if not rest:
        return Problem(path, 0, "notes", note, "see to it, then remove the note", rule="note", severity="warning")
    return Problem(path, 0, field, what, remedy or "then remove the note", rule="note", severity="warning")
