"""The timeline of a series: what its figures say of each day, and what was reported on it.

The day of an event is the day that a figure is of, as its article states it; an article without dated figures stands
only on the day of its publication. No day is worked out by us.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site import addresses, amounts, dates
from digest.site.charts.timeline import timeline
from digest.site.marks import circled
from digest.site.rows import publisher
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from markupsafe import Markup

    from digest.model import Article
    from digest.site.catalogue import Catalogue
    from digest.site.settings import Lang

OPEN = 3
"""Figures of one day that are seen at once; the rest unfolds."""
_CHART = 3
"""Fewer days than this need no chart."""


@dataclass(frozen=True, slots=True)
class Link:
    """An article, by its mark or its title."""

    href: str
    mark: str
    """`①`, or nothing."""
    publisher: str
    title: str
    lang: str


@dataclass(slots=True)
class Event:
    """One quantity of one day, and the articles that print it."""

    label: str
    lang: str
    amount: str
    links: list[Link]


@dataclass(frozen=True, slots=True)
class Day:
    """Everything of one day."""

    iso: str
    name: str
    open: tuple[Event, ...]
    folded: tuple[Event, ...]
    reports: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Events:
    """The days in order, and their chart."""

    days: tuple[Day, ...]
    chart: Markup | None


def events(catalogue: Catalogue, articles: Sequence[Article], here: str, lang: Lang) -> Events:
    """The timeline of some articles, as it stands on the page at `here`."""
    found: dict[date, dict[tuple[str, str], Event]] = {}
    reports: dict[date, list[Link]] = {}
    for article in articles:
        link = _link(catalogue, article, here, lang)
        reports.setdefault(article.date.date(), []).append(link)
        for figure in article.figures:
            if figure.date:
                shown = amounts.amount(figure, lang)
                made = Event(figure.label, article.lang if article.lang != lang else "", shown, [])
                event = found.setdefault(figure.date, {}).setdefault((figure.label, shown), made)
                if link not in event.links:
                    event.links.append(link)
    order = sorted({*found, *reports})
    days = []
    for day in order:
        mine = tuple(found.get(day, {}).values())
        days.append(Day(day.isoformat(), dates.day(day, lang), mine[:OPEN], mine[OPEN:], tuple(reports.get(day, ()))))
    counted = [(day, len(found.get(day, {})), len(reports.get(day, []))) for day in order]
    return Events(tuple(days), _chart(counted, lang))


def _chart(counted: Sequence[tuple[date, int, int]], lang: Lang) -> Markup | None:
    if len(counted) < _CHART:
        return None
    first, last = counted[0][0].isoformat(), counted[-1][0].isoformat()
    busiest = max(counted, key=lambda item: item[1])
    desc = say(lang, "chart_days_desc", first=first, last=last, day=busiest[0].isoformat(), n=busiest[1])
    return timeline(say(lang, "chart_days"), desc, counted)


def _link(catalogue: Catalogue, article: Article, here: str, lang: Lang) -> Link:
    return Link(
        href=addresses.relative(here, catalogue.path(article)),
        mark=circled(article.part) if article.part else "",
        publisher=publisher(article.source, lang),
        title=article.title,
        lang=article.lang if article.lang != lang else "",
    )
