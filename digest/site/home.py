"""The home pages: the few items of the latest day, which can be finished; then picks, weeks, series and companies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from digest.site import addresses, cards, dates, rows, series, topic, weeks
from digest.site.charts import svg
from digest.site.page import Page
from digest.site.render import render
from digest.site.rows import Row, chip

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from digest.model import Article, StaticPage
    from digest.site.catalogue import Catalogue
    from digest.site.companies import Company
    from digest.site.rows import Chip
    from digest.site.settings import Lang
    from digest.site.tally import Tally

WEEKS = 8
"""Weeks with articles in the strip; companies are counted over the same."""
PICKS = 5
SERIES = 6
_LEANING = (("up", ("positive",)), ("between", ("mixed", "neutral", "none")), ("down", ("negative",)))


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the news, in the zone in which it was printed."""

    iso: str
    name: str
    rows: list[Row]
    total: int
    """Articles of that day, shown or not."""
    month: str
    """Where all of them stand."""


@dataclass(frozen=True, slots=True)
class Week:
    """One week of the strip."""

    href: str
    name: str
    span: str
    tally: Tally
    bar: Markup


def page(catalogue: Catalogue, static: StaticPage, path: str, *, only: Lang | None = None) -> Page:
    """A home page with the words of `static`; `only` keeps what can be read in one language."""
    sizes = catalogue.settings.site
    lang = static.lang
    days = latest(catalogue, path, lang, sizes.latest, only=only)
    keys = list(catalogue.weeks)[:WEEKS]
    recent = [article for key in keys for article in catalogue.weeks[key]]
    picks = [article for article in catalogue.picks if _reads(catalogue, article, only)]
    html = render(
        "home.html",
        catalogue,
        path,
        lang,
        title=static.title,
        lead=static.description or "",
        days=days,
        count=sum(len(one.rows) for one in days),
        picks=[rows.row(catalogue, article, path, lang) for article in picks[:PICKS]],
        weeks=[_week(catalogue, key, path, lang) for key in keys],
        since=weeks.start(keys[-1]) if keys else None,
        cards=[series.card(catalogue, one, path, lang) for one in series.in_order(catalogue)[:SERIES]],
        companies=_companies(catalogue, recent, path, lang)[: sizes.companies],
        topics=[topic.chip(one, path, lang) for one in catalogue.topics],
        has_words=bool(static.body),
    )
    return Page(
        path=path,
        title=static.title,
        lang=lang,
        description=static.description or "",
        html=html,
        search=False,
        kind="home",
        source=static.path,
        body=static.body,
        picture=cards.of_site(catalogue, lang),
    )


def latest(catalogue: Catalogue, here: str, lang: Lang, size: int, *, only: Lang | None = None) -> list[Day]:
    """The `size` items to read, under their days: the latest day first, then those before it until there are enough.

    Where a day has more than there is room for, the rule of the week's digest chooses.
    """
    wanted: dict[date, list[Article]] = {}
    count = 0
    for month in catalogue.months.values():
        mine = [article for article in month if _reads(catalogue, article, only)]
        for article in mine:
            wanted.setdefault(article.date.date(), []).append(article)
        count += len(mine)
        if count >= size:
            break
    found: list[Day] = []
    for day in sorted(wanted, reverse=True):
        room = size - sum(len(one.rows) for one in found)
        if room <= 0:
            break
        chosen = weeks.choose(wanted[day])[:room]
        found.append(
            Day(
                iso=day.isoformat(),
                name=dates.day(day, lang),
                rows=[rows.row(catalogue, article, here, lang) for article in chosen],
                total=len(wanted[day]),
                month=addresses.relative(here, addresses.local(addresses.month(addresses.month_key(day)), lang)),
            )
        )
    return found


def is_home(path: str) -> bool:
    """Whether a page written by hand is a home page, and so gets the news."""
    return path in {addresses.HOME, addresses.HOME_EN, addresses.HOME_KO}


def _reads(catalogue: Catalogue, article: Article, only: Lang | None) -> bool:
    return only is None or catalogue.read_in(article, only).lang == only


def _week(catalogue: Catalogue, key: str, here: str, lang: Lang) -> Week:
    there = addresses.local(addresses.week(key), lang)
    tally = catalogue.week_tallies[key]
    return Week(addresses.relative(here, there), weeks.name(key, lang), weeks.span(key), tally, _bar(tally))


def _bar(tally: Tally) -> Markup:
    """How a week leans: good, neither and bad in one bar. The counts stand beside it in words."""
    marks: list[Markup] = []
    x = 0.0
    for kind, labels in _LEANING:
        width = 100 * sum(getattr(tally, label) for label in labels) / max(tally.total, 1)
        if width:
            marks.append(svg.rect(x, 0, width, 6, kind))
        x += width
    picture = Markup('<svg class="d-leaning" width="100%" height="6" aria-hidden="true" focusable="false">{}</svg>')
    return picture.format(Markup("").join(marks))


def _companies(
    catalogue: Catalogue, articles: Iterable[Article], here: str, lang: Lang
) -> Sequence[tuple[Chip, Company, int, int]]:
    """Companies of these articles with how many are about each and how many name it at all, most first."""
    found: dict[Company, tuple[int, int]] = {}
    for article in articles:
        for company, subject in catalogue.named(article):
            about, named = found.get(company, (0, 0))
            found[company] = (about + subject, named + 1)
    order = sorted(found, key=lambda one: (-found[one][1], -found[one][0], one.id))
    return [(chip(one, here, lang), one, *found[one]) for one in order]
