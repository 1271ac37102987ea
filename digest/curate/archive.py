"""The oldest years of a digest, moved to a site of their own: what goes, what leads there, which links change.

A host publishes sites up to some size. Two sites under one ledger of addresses have no such limit: every address of the
first goes on leading to its page, wherever that stands now. All is planned here, from the library alone;
`digest.curate.moving` writes it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import quote

from digest.check import links, markdown
from digest.errors import InputError
from digest.library import older
from digest.library.files import IMAGE_SUFFIXES
from digest.site import addresses
from digest.site.catalogue import Catalogue
from digest.site.pages import paths

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.enrich.securities import Securities
    from digest.library.folder import Library
    from digest.site.ledger import Ledger
    from digest.site.origin import Origin
    from digest.site.settings import Settings

_FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n.*?^---[ \t]*(?:\r?\n|\Z)", re.DOTALL | re.MULTILINE)
"""The front matter of a file, up to its body."""


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two sites, as it will be."""

    library: Library
    origin: Origin
    paths: frozenset[str]
    """Of all of its pages."""
    pages: Mapping[str, str]
    """The page of each content file whose page has another path."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What is to be done. Paths of files are relative to the content folder."""

    here: Side
    there: Side
    files: tuple[str, ...]
    """Those that go."""
    shared: tuple[str, ...]
    """Pictures that both sites show."""
    reaching: tuple[str, ...]
    """Series that began before, and stay."""
    articles: int
    series: int
    ledger: Ledger
    """Of this site, every address that goes with where it is then."""

    @property
    def leading(self) -> int:
        """How many addresses of this site lead to the other one."""
        return sum(row.moved_to.startswith(self.there.origin.url) for row in self.ledger.rows.values())


def plan(
    library: Library,
    before: int,
    *,
    known: Ledger,
    origins: tuple[Origin, Origin],
    beside: tuple[Securities, Settings],
    present: Library | None = None,
) -> Plan:
    """Plan to move what was published before the year `before`.

    Args:
        library: All that stands here.
        before: The first year that stays.
        known: The ledger here.
        origins: Of this site, and of the one for the older articles.
        beside: The table of securities and the settings of both.
        present: What the other site holds already.

    Raises:
        InputError: Nothing is that old, or all is.
    """
    parted = older.part(library, before)
    if not parted.older.articles:
        raise InputError(
            f"no article is from before {before}", "name a later year, or leave all as it is", field="--before"
        )
    if not parted.newer.articles:
        raise InputError(f"every article is from before {before}", "name an earlier year", field="--before")
    everything = _side(library, origins[0], beside)
    here = _side(parted.newer, origins[0], beside)
    there = _side(older.joined(present, parted.older) if present else parted.older, origins[1], beside)
    gone = {addresses.url(path): there.origin.page(path) for path in (everything.paths - here.paths) & there.paths}
    leaving, staying = _pictures(parted.older), _pictures(parted.newer, pages=True)
    return Plan(
        here,
        there,
        files=tuple(sorted({*_files(parted.older), *(leaving - staying)})),
        shared=tuple(sorted(leaving & staying)),
        reaching=parted.reaching,
        articles=len(parted.older.articles),
        series=len(parted.older.series),
        ledger=known.with_new(map(addresses.url, everything.paths)).moved(gone),
    )


def relinked(text: str, file: str, own: Side, other: Side) -> str:
    """A file's text with whole addresses where its links lead to pages that stand on the other site alone."""
    head = _FRONT.match(text)
    start = head.end() if head else 0
    body, made, done = text[start:], [], 0
    for link in markdown.links(body):
        found = None if link.image else links.target(file, link.target)
        if found is None or link.start < done:
            continue
        file_, heading = found
        page = own.pages.get(file_) or other.pages.get(file_, file_)
        if page not in own.paths and page in other.paths:
            made += [body[done : link.start], other.origin.page(page), f"#{quote(heading)}" if heading else ""]
            done = link.end
    return text[:start] + "".join((*made, body[done:]))


def linking(library: Library) -> Iterator[str]:
    """The files of a library whose words may link to a page of it."""
    return (path for path, body in _bodies(library, pages=True) if ".md" in body)


def _side(library: Library, origin: Origin, beside: tuple[Securities, Settings]) -> Side:
    catalogue = Catalogue(library, *beside)
    pages = {library.paths[article.id]: catalogue.path(article) for article in catalogue.shown}
    pages |= {_translation(library, name): catalogue.path(one) for name, one in catalogue.translations.items()}
    return Side(library, origin, frozenset(paths(catalogue)), pages)


def _files(library: Library) -> Iterator[str]:
    """The files of its articles, translations and series."""
    yield from library.paths.values()
    yield from (_translation(library, name) for name in library.translations)
    yield from map(addresses.series, library.series)


def _translation(library: Library, name: str) -> str:
    file = PurePosixPath(library.paths[name])
    return str(file.with_name(f"{name}.{library.translations[name].lang}.md"))


def _pictures(library: Library, *, pages: bool = False) -> frozenset[str]:
    """The files of pictures to which its words lead."""
    return frozenset(
        found[0]
        for path, body in _bodies(library, pages=pages)
        if any(suffix in body.lower() for suffix in IMAGE_SUFFIXES)
        for link in markdown.links(body)
        if (found := links.target(path, link.target)) and found[0] in library.lines
        if PurePosixPath(found[0]).suffix in IMAGE_SUFFIXES
    )


def _bodies(library: Library, *, pages: bool) -> Iterator[tuple[str, str]]:
    """Its words by their files; with `pages` also those of pages written by hand."""
    for article in library.articles:
        yield library.paths[article.id], article.body
    for name, words in library.translations.items():
        yield _translation(library, name), words.body
    for slug, series in library.series.items():
        yield addresses.series(slug), series.body
    for path, page in library.pages.items() if pages else ():
        yield path, page.body
