"""Links of our own words that lead to nothing, and pages with one address: told when every page is known."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

from digest.errors import LibraryError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.build.columns import Columns
    from digest.site.page import Page

_ID = re.compile(r'id="(?<=\bid=")([^"]{1,300})"')
"""The letters come first, for a search for them takes a tenth of the time of one for the edge of a word."""


def anchors(page: Page, html: str) -> list[str]:
    """The anchors of a page that words of ours can name."""
    return sorted(set(_ID.findall(html))) if page.source else []


def problems(pages: Iterable[tuple[str, str, str]]) -> Iterator[str]:
    """One line for each link that is wrong.

    Args:
        pages: Of each page its content file, its links as JSON and its anchors, one a line (`digest.build.nodes`).
    """
    rows = sorted(row for row in pages if row[0])
    asking = [(source, json.loads(links)) for source, links, _ in rows if links]
    wanted = {file or source for source, links in asking for _, file, _, _ in links}
    ids_of: dict[str, set[str]] = {}
    for source, _, ids in rows:
        if source in wanted:
            ids_of.setdefault(source, set()).update(ids.split("\n") if ids else ())
    told: dict[str, None] = {}
    for source, links in asking:
        for written, file, anchor, found in links:
            wrong = found
            known = ids_of.get(file or source)
            if not wrong and known is not None and unquote(anchor) not in known:
                wrong = f"leads to {file or source}, which has no such anchor"
            if wrong:
                told[f'{source}: the link "{written}" {wrong}'] = None
    return iter(told)


def unique(rows: Columns, names: Iterable[str]) -> None:
    """Refuse two pages with one address, in the order of `names`.

    Raises:
        LibraryError: With each that has the address of another.
    """
    if len(set(rows.files)) == len(rows.files):
        return
    known: dict[str, str] = {}
    clashes: list[Problem] = []
    for row in map(rows.__getitem__, names):
        for path, _, _ in row.outputs:
            name = row.source or row.path or row.name.replace("\t", " ")
            other = known.setdefault(path, name)
            if other is not name:
                what = f"has the address of {other}"
                clashes.append(Problem(name, 0, "", what, "rename the file", rule="address-double"))
    if clashes:
        raise LibraryError(clashes)
