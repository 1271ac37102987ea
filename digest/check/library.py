"""Every rule over the whole library, in one list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.check import quotation
from digest.check.tickers import check_tickers
from digest.errors import Problem

if TYPE_CHECKING:
    from pathlib import Path

    from digest.acquire.store import Store
    from digest.enrich.securities import Securities
    from digest.library.folder import Library


def problems(library: Library, securities: Securities, store: Store, content: Path) -> tuple[Problem, ...]:
    """All problems, sorted by file and line; an empty library has none. `content` is the folder that was read."""
    found = list(check_tickers(library, securities, content))
    for article in library.articles:
        path = library.lines[library.paths[article.id]]
        found += quotation.problems(article, path, store.text(article.source.sha256))
        found += [_note(path, note) for note in article.notes]
    return tuple(sorted(found))


def _note(path: str, note: str) -> Problem:
    field, _, rest = note.partition(": ")
    what, _, remedy = rest.partition(": ")
    if not rest:
        return Problem(path, 0, "notes", note, "see to it, then remove the note", rule="note", severity="warning")
    return Problem(path, 0, field, what, remedy or "then remove the note", rule="note", severity="warning")
