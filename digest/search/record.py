"""What is searched: articles as records, and the pages of companies, series and topics as entries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

Kind = Literal["company", "series", "topic", "publisher"]


@dataclass(frozen=True, slots=True)
class Record:
    """One article. Texts are plain: no markup, one line each."""

    id: str
    url: str
    """Below the root of the site, with its last slash."""
    date: datetime
    """With the offset in which it was printed; its day there is the day of the filters."""
    title: str
    lang: str
    names: tuple[str, ...]
    """By what else it is known: series and part, deck, companies in both languages, codes, publisher."""
    body: tuple[str, ...]
    """Its lines on the page at `url` and, where there is a translation, at `tu` of `shown`."""
    text: tuple[str, ...]
    """Further lines, which results bring with them."""
    facets: tuple[str, ...]
    """What filters select, as `c:xnas-nvda`, `s:deepseek-shock`, `s:deepseek-shock:2`, `t:ai`, `m:negative`."""
    shown: Mapping[str, str | int]
    """What a result shows besides title and text, by short keys."""
    companies: tuple[str, ...] = ()
    """Those of the names that are companies' names: a result has them from the list of names."""


@dataclass(frozen=True, slots=True)
class Source:
    """An article that is read only where it must be: one that did not change is known by its digest."""

    id: str
    date: datetime
    lang: str
    digest: str
    """Of all that its record was made from."""
    load: Callable[[], Record]


@dataclass(frozen=True, slots=True)
class Entry:
    """A page that has a name: it stands above the articles, completes what is typed, and is a filter."""

    kind: Kind
    key: str
    """`xnas-nvda`, `deepseek-shock`, `ai`, `newspim`: as in facets, without their first part."""
    ko: str
    en: str
    code: str = ""
    """The code of a company, as shown."""
    aliases: tuple[str, ...] = ()
    count: int = 0
    """How many articles it has."""
    lang: str = ""
    """The language of its own page, where it has but one."""
