"""What of a library is old enough to stand on a site of its own: whole series together, so that none is torn."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.library.folder import newest_first

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.library.folder import Library
    from digest.model import Article


@dataclass(frozen=True, slots=True)
class Parted:
    """A library in two. Pages written by hand (about, home) belong to both."""

    newer: Library
    older: Library
    reaching: tuple[str, ...]
    """Slugs of series that began before, and stay whole because they reach further."""


def part(library: Library, before: int) -> Parted:
    """Part a library at the beginning of the year `before`, by the day printed on each article in its own zone."""
    years: dict[str, list[int]] = {}
    for article in library.articles:
        if article.series:
            years.setdefault(article.series, []).append(article.date.year)
    old = {slug for slug, found in years.items() if max(found) < before}

    def goes(article: Article) -> bool:
        return article.series in old if article.series else article.date.year < before

    return Parted(
        newer=_of(library, lambda one: not goes(one), lambda slug: slug not in old),
        older=_of(library, goes, lambda slug: slug in old),
        reaching=tuple(sorted(slug for slug, found in years.items() if slug not in old and min(found) < before)),
    )


def joined(one: Library, other: Library) -> Library:
    """Two libraries as one, articles newest first; the pages written by hand are those of the first."""
    return replace(
        one,
        articles=tuple(sorted((*one.articles, *other.articles), key=newest_first)),
        series=dict(sorted({**one.series, **other.series}.items())),
        paths={**one.paths, **other.paths},
        translations=dict(sorted({**one.translations, **other.translations}.items())),
        lines={**one.lines, **other.lines},
    )


def _of(library: Library, has: Callable[[Article], bool], holds: Callable[[str], bool]) -> Library:
    articles = tuple(article for article in library.articles if has(article))
    ids = {article.id for article in articles}
    return replace(
        library,
        articles=articles,
        series={slug: one for slug, one in library.series.items() if holds(slug)},
        paths={name: path for name, path in library.paths.items() if name in ids},
        translations={name: one for name, one in library.translations.items() if name in ids},
    )
