"""The digest by week: one page a week with at most ten articles, and the sentiment of all weeks at a glance.

A week is an ISO week, Monday to Sunday, of the day printed on the article in its own zone. Which ten is decided by a
rule that stands on the page, so that anybody can check it and the same library always gives the same ten.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from digest.site import addresses, months, paging
from digest.site.charts.diverging import Column, diverging
from digest.site.page import Page
from digest.site.render import render
from digest.site.rows import row
from digest.site.tally import ORDER, Tally
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from markupsafe import Markup

    from digest.model import Article
    from digest.site.catalogue import Catalogue
    from digest.site.settings import Lang

MOST = 10
"""Articles of one digest: it should be possible to finish it."""
SAME_SERIES = 3
"""Most of these from one series, besides the editors' picks."""
SHOWN = 53
"""Weeks in the chart; the table has all."""


def choose(articles: Iterable[Article]) -> list[Article]:
    """At most ten articles, most important first.

    Editors' picks come first. Then an article has two points for being part of a series, one for each company that it
    is about (three at most) and one where the impact on companies was judged. Equal points: the later first, then by
    id. Three of one series are taken at first, besides picks; the others only where places are left.
    """
    found: list[Article] = []
    rest: list[Article] = []
    taken: dict[str, int] = {}
    for article in sorted(articles, key=_rank):
        name = "" if _pick(article) else article.series or ""
        taken[name] = taken.get(name, 0) + 1
        (rest if name and taken[name] > SAME_SERIES else found).append(article)
    return [*found, *rest][:MOST]


def points(article: Article) -> int:
    """How important the rule holds an article, from 0 to 6."""
    return 2 * bool(article.series) + min(3, len(article.tickers)) + bool(article.impacts)


def _rank(article: Article) -> tuple[bool, int, float, str]:
    return (not _pick(article), -points(article), -article.date.timestamp(), article.id)


def _pick(article: Article) -> bool:
    """Whether an editor chose it (`pick: true`), where articles have that field."""
    return article.pick


def readable(catalogue: Catalogue, week: str, lang: Lang) -> list[Article]:
    """The week's articles that a reader of one language can read: in English those written in it or translated."""
    articles = catalogue.weeks.get(week, ())
    if lang == "ko":
        return list(articles)
    return [item for item in articles if catalogue.read_in(item, lang).lang == lang]


def page(catalogue: Catalogue, week: str, lang: Lang = "ko") -> Page:
    """The digest of one week, at its permanent address."""
    here = addresses.local(addresses.week(week), lang)
    everything = catalogue.weeks[week]
    read = readable(catalogue, week, lang)
    chosen = choose(read)
    earlier, later = catalogue.beside_week[week]
    title = name(week, lang)
    html = render(
        "week.html",
        catalogue,
        here,
        lang,
        key=week,
        title=title,
        span=span(week),
        rows=[row(catalogue, article, here, lang) for article in chosen],
        count=len(everything),
        unread=len(everything) - len(read),
        tally=catalogue.week_tallies[week],
        months=_months(here, everything, lang),
        earlier=_link(here, earlier, lang) if earlier else None,
        later=_link(here, later, lang) if later else None,
        most=MOST,
    )
    description = f"{span(week)} · " + " · ".join(article.title for article in chosen[:2])
    return Page(
        here,
        title,
        lang,
        description[:300],
        html,
        search=False,
        kind="week",
        alternates=paging.both(addresses.week(week)),
    )


def listing(catalogue: Catalogue, lang: Lang = "ko") -> Page:
    """All weeks: how many good and bad news each had, drawn and as a table."""
    here = addresses.local(addresses.WEEKS, lang)
    tallies = catalogue.week_tallies
    rows = [(*_link(here, week, lang), span(week), week, tally) for week, tally in tallies.items()]
    unjudged = any(tally.none for tally in tallies.values())
    html = render(
        "week_list.html", catalogue, here, lang, rows=rows, chart=_chart(tallies, lang), shown=SHOWN, unjudged=unjudged
    )
    other: Lang = "en" if lang == "ko" else "ko"
    both = paging.both(addresses.WEEKS)
    return Page(here, say(lang, "weeks"), lang, say(other, "weeks"), html, search=False, kind="list", alternates=both)


def start(week: str) -> date:
    """The Monday of `2025-W05`.

    Raises:
        ValueError: There is no such week.
    """
    year, number = week.split("-W")
    return date.fromisocalendar(int(year), int(number), 1)


def name(week: str, lang: Lang) -> str:
    """`2025년 5주`, `Week 5, 2025`."""
    year, number = week.split("-W")
    return say(lang, "week_title", year=year, week=int(number))


def span(week: str) -> str:
    """`2025-01-27 – 02-02`; over the turn of a year both days are whole."""
    first = start(week)
    last = first + timedelta(days=min(6, (date.max - first).days))
    return f"{first:%Y-%m-%d} – {last:%m-%d}" if first.year == last.year else f"{first:%Y-%m-%d} – {last:%Y-%m-%d}"


def _chart(tallies: Mapping[str, Tally], lang: Lang) -> Markup | None:
    if not tallies:
        return None
    last = start(max(tallies))
    most = min(SHOWN - 1, (last - date.min).days // 7)
    weeks = [addresses.week_key(last - timedelta(weeks=back)) for back in range(most, -1, -1)]
    weeks = weeks[next(index for index, week in enumerate(weeks) if week in tallies) :]
    shown = [(week, tallies.get(week, Tally())) for week in weeks]
    columns = [Column(week, one.positive, one.negative, one.mixed + one.neutral) for week, one in shown]
    whole = Tally(*(sum(getattr(one, label) for _, one in shown) for label in ORDER))
    desc = say(lang, "chart_weeks_desc", first=weeks[0], last=weeks[-1], words=whole.words(lang))
    return diverging(say(lang, "chart_weeks"), desc, columns)


def _months(here: str, articles: Sequence[Article], lang: Lang) -> list[tuple[str, str]]:
    """Where all articles of the week stand: its month, or its two."""
    keys = sorted({addresses.month_key(article.date) for article in articles})
    return [
        (addresses.relative(here, addresses.local(addresses.month(key), lang)), months.name(key, lang)) for key in keys
    ]


def _link(here: str, week: str, lang: Lang) -> tuple[str, str]:
    return addresses.relative(here, addresses.local(addresses.week(week), lang)), name(week, lang)
