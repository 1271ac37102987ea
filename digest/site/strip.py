"""The parts of a series in order, with what is missing named."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.site import addresses
from digest.site.marks import circled

if TYPE_CHECKING:
    from digest.model import Article, Series
    from digest.site.catalogue import Catalogue


_WHOLE = 9
"""A series of so many parts stands whole on the pages of its articles."""
_AROUND = 7
"""Parts of a longer one that stand there, the one that is read in their middle where it can be."""


@dataclass(frozen=True, slots=True)
class Part:
    """One place in a series."""

    number: int
    mark: str
    state: Literal["here", "there", "missing", "withdrawn"]
    title: str = ""
    lang: str = ""
    href: str = ""
    article: Article | None = None


def parts(catalogue: Catalogue, series: Series, here: str, current: str = "", lang: str = "") -> list[Part]:
    """Parts 1 to the last known one, in `lang` where they are translated.

    `current` is the id of the article on whose page they stand.
    """
    known = {article.part: article for article in catalogue.series[series.slug] if article.part}
    last = max([*known, series.parts or 0, 0])
    read = {number: catalogue.read_in(article, lang or article.lang) for number, article in known.items()}
    return [_part(catalogue, number, read.get(number), here, current) for number in range(1, last + 1)]


def around(found: list[Part]) -> list[Part]:
    """The parts near to the one that is here; all of a short series."""
    if len(found) <= _WHOLE:
        return found
    here = next((index for index, part in enumerate(found) if part.state == "here"), 0)
    first = max(0, min(here - _AROUND // 2, len(found) - _AROUND))
    return found[first : first + _AROUND]


def _part(catalogue: Catalogue, number: int, article: Article | None, here: str, current: str) -> Part:
    if article is None:
        return Part(number, circled(number), "missing")
    if article.status == "withdrawn":
        return Part(number, circled(number), "withdrawn")
    return Part(
        number=number,
        mark=circled(number),
        state="here" if article.id == current else "there",
        title=article.title,
        lang=article.lang,
        href=addresses.relative(here, catalogue.path(article)),
        article=article,
    )
