"""The page of a series: its thesis, the parts in order, the gaps, how the sentiment moved, and all of its sources.

The page of a series that ended long ago says each thing once: the parts have their judgements, days and publishers, so
that it is without the charts and lists that show these in other ways.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

from digest.site import addresses, differences, paging, prose, stance
from digest.site.cards import of_series
from digest.site.events import events
from digest.site.head import series_data
from digest.site.matrix import matrix
from digest.site.page import BODY_SLOT, Body, Page, slot
from digest.site.render import render
from digest.site.rows import row, series_title
from digest.site.series_sentiment import moved
from digest.site.series_sources import sources
from digest.site.settings import LANGS
from digest.site.strip import Part, parts
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.model import Article, Series
    from digest.site.catalogue import Catalogue
    from digest.site.settings import Lang

PER_WHOLE = 20
"""Articles on one leaf of the page that holds a whole series."""
CARDS = 24
"""Series at the head of their list that are shown with thesis and parts."""
_MARKS = 30
"""Marks on a card: the last parts of a very long series."""
_THESIS = "thesis"


@dataclass(frozen=True, slots=True)
class Card:
    """What lists show of a series."""

    href: str
    title: str
    subtitle: str
    line: str
    complete: bool
    first: str
    last: str
    count: int
    strip: list[Part]


def page(catalogue: Catalogue, series: Series, number: int = 1, lang: Lang | None = None) -> Page:
    """One leaf of a series' page. All but the parts and their sources stands on the first.

    In another language than the series' own, the thesis is its paragraphs in that language, or else the same text.
    """
    lang = lang or series.lang
    other: Lang = "en" if lang == "ko" else "ko"
    here = path(series, number, lang)
    entries = _entries(catalogue, series, here, lang)
    leaf, items = paging.leaf(path(series, 1, lang), entries, number)
    found = [item if isinstance(item, Part) else None for item in items]
    others = [item for item in items if not isinstance(item, Part)]
    shown = [part.article for part in found if part and part.article] + others
    title, subtitle = titles(series, lang)
    first = number == 1
    all_listed = listed(catalogue, series, lang)
    has_whole = bool(whole_leaves(catalogue, series))
    ended = bool(all_listed) and series.slug not in catalogue.living
    translated = prose.in_language(series.body, lang) if lang != series.lang else ""
    html = render(
        "series.html",
        catalogue,
        here,
        lang,
        series=series,
        title=title,
        subtitle=subtitle,
        card=card(catalogue, series, here, lang),
        thesis=Markup(BODY_SLOT if lang == series.lang else slot(_THESIS)),  # noqa: S704 - constants
        thesis_lang=other if lang != series.lang and not translated else "",
        strip=[(part, row(catalogue, part.article, here, lang) if part.article else None) for part in found if part],
        others=[row(catalogue, article, here, lang) for article in others],
        moved=moved(all_listed, lang) if first and not ended else None,
        matrix=matrix(catalogue, all_listed, here, lang) if first else None,
        events=None if ended else events(catalogue, shown, here, lang),
        differing=differences.of_series(catalogue, series.slug, here, lang) if first else [],
        sources=[] if ended else sources(shown, lang),
        whole=addresses.relative(here, whole_path(series, lang)) if has_whole else "",
        ended=ended,
        opens=ended and len(all_listed) > 1,
        leaf=leaf,
        both=series.lang == "ko",
    )
    own = first and lang == series.lang
    return Page(
        path=here,
        title=title if first else f"{title} · {number}/{leaf.total}",
        lang=lang,
        description=prose.first_sentence(translated or series.body),
        html=html,
        kind="series",
        alternates=_both(series, number),
        search=first,
        source=addresses.series(series.slug) if own else "",
        body=(prose.without(series.body, other) if series.lang == "ko" else series.body) if own else "",
        bodies={_THESIS: Body(addresses.series(series.slug), translated or series.body, top=1)}
        if first and not own
        else {},
        data=series_data(catalogue, series, lang, brief=ended) if first else None,
        picture=of_series(catalogue, series),
        brief=ended,
    )


def whole(catalogue: Catalogue, series: Series, number: int = 1, lang: Lang | None = None) -> Page:
    """One leaf of the page on which all articles of a series can be read, one after the other.

    In another language than the series' own, what cannot be read in it has its headline and line: its text stands on
    the page in the series' language.
    """
    lang = lang or series.lang
    articles = listed(catalogue, series, lang)
    leaf, items = paging.leaf(whole_path(series, lang), articles, number, PER_WHOLE)
    here = leaf.here
    title, _ = titles(series, lang)
    read = [item for item in items if lang in {series.lang, item.lang} and item.body]
    html = render(
        "series_all.html",
        catalogue,
        here,
        lang,
        title=title,
        back=addresses.relative(here, addresses.series_in(series.slug, series.lang, lang)),
        items=[
            (
                article,
                row(catalogue, article, here, lang),
                Markup(slot(article.id) if article in read else ""),  # noqa: S704 - an id is a slug
                _impacts(catalogue, article),
                _translated(catalogue, article),
            )
            for article in items
        ],
        leaf=leaf,
        both=series.lang == "ko",
    )
    name = say(lang, "whole_of", title=title)
    return Page(
        path=here,
        title=name if number == 1 else f"{name} · {number}/{leaf.total}",
        lang=lang,
        description=prose.first_sentence(series.body),
        html=html,
        kind="list",
        search=False,
        unlisted=True,
        alternates=_both(series, number, whole_path),
        bodies={one.id: Body(catalogue.library.paths[one.id], one.body) for one in read},
    )


def path(series: Series, number: int, lang: Lang) -> str:
    """Where a leaf of its page stands."""
    return paging.at(addresses.series_in(series.slug, series.lang, lang), number, 1)


def leaves(catalogue: Catalogue, series: Series) -> int:
    """How many leaves the page of a series has."""
    return paging.count(len(_entries(catalogue, series, addresses.series(series.slug), series.lang)))


def whole_leaves(catalogue: Catalogue, series: Series) -> int:
    """How many leaves its whole text has: none of a single article, which has a page, or where all ended long ago.

    The page of a series that lives no more fetches the texts itself, from the articles' pages, when a reader asks.
    """
    count = len(listed(catalogue, series))
    return paging.count(count, PER_WHOLE) if count > 1 and series.slug in catalogue.living else 0


def whole_path(series: Series, lang: Lang) -> str:
    """Where the whole of a series stands."""
    path = addresses.series_in(series.slug, series.lang, lang)
    return f"{path.removesuffix('.md')}/all.md"


def _both(series: Series, number: int, path: Callable[[Series, Lang], str] | None = None) -> dict[Lang, str]:
    """The same leaf in each language; nothing for a series that is English alone."""
    where = path or (lambda one, lang: addresses.series_in(one.slug, one.lang, lang))
    return {lang: paging.at(where(series, lang), number, 1) for lang in LANGS} if series.lang == "ko" else {}


def titles(series: Series, lang: Lang) -> tuple[str, str]:
    """Its title in one language, and in the other where that differs."""
    title = series_title(series.title, series.title_ko, series.title_en, lang)
    other = series_title(series.title, series.title_ko, series.title_en, "en" if lang == "ko" else "ko")
    return title, other if other != title else ""


def card(catalogue: Catalogue, series: Series, here: str, lang: Lang, *, brief: bool = False) -> Card:
    """The series as a card on the page at `here`; a brief one is without its line and parts."""
    articles = listed(catalogue, series)
    days = sorted(f"{article.date:%Y-%m-%d}" for article in articles)
    title, subtitle = titles(series, lang)
    return Card(
        href=addresses.relative(here, addresses.series_in(series.slug, series.lang, lang)),
        title=title,
        subtitle=subtitle,
        line="" if brief else prose.first_sentence(_thesis_in(series, lang)),
        complete=series.status == "complete",
        first=days[0] if days else "",
        last=days[-1] if days else "",
        count=len(articles),
        strip=[] if brief else parts(catalogue, series, here, lang=lang)[-_MARKS:],
    )


def _thesis_in(series: Series, lang: Lang) -> str:
    return series.body if series.lang == lang else prose.in_language(series.body, lang)


def in_order(catalogue: Catalogue) -> list[Series]:
    """All series: ongoing ones first, then by the day of their latest article."""
    found = [
        (max((f"{article.date:%Y-%m-%d}" for article in listed(catalogue, one)), default=""), one)
        for one in catalogue.library.series.values()
    ]
    found.sort(key=lambda item: item[0], reverse=True)
    return [one for _, one in sorted(found, key=lambda item: item[1].status == "complete")]


def listing(catalogue: Catalogue, lang: Lang = "ko") -> Page:
    """The list of all series; those below its head have a line each."""
    here = addresses.local(addresses.SERIES, lang)
    order = in_order(catalogue)
    html = render(
        "series_list.html",
        catalogue,
        here,
        lang,
        cards=[card(catalogue, one, here, lang) for one in order[:CARDS]],
        briefs=[card(catalogue, one, here, lang, brief=True) for one in order[CARDS:]],
    )
    other: Lang = "en" if lang == "ko" else "ko"
    both = paging.both(addresses.SERIES)
    return Page(here, say(lang, "series"), lang, say(other, "series"), html, search=False, kind="list", alternates=both)


def listed(catalogue: Catalogue, series: Series, lang: Lang | None = None) -> list[Article]:
    """Its articles in the order of reading, without those withdrawn; in `lang` where they can be read in it."""
    found = [article for article in catalogue.series[series.slug] if article.status != "withdrawn"]
    return [catalogue.read_in(article, lang) for article in found] if lang else found


def _entries(catalogue: Catalogue, series: Series, here: str, lang: Lang) -> list[Part | Article]:
    rest = [article for article in listed(catalogue, series, lang) if not article.part]
    return [*parts(catalogue, series, here, lang=lang), *rest]


def _translated(catalogue: Catalogue, article: Article) -> str:
    """The key of the word that says who translated it; empty where it is as it was written."""
    words = catalogue.library.translations.get(article.id)
    if words is None or words.lang != article.lang:
        return ""
    return "translated_machine" if words.by_machine else "translated"


def _impacts(catalogue: Catalogue, article: Article) -> list[tuple[str, stance.Stance]]:
    """Companies judged on their own, by name in the article's language."""
    wanted = [catalogue.company(item.ticker) for item in article.impacts]
    return [
        (
            company.name(article.lang),
            stance.of_company(article, company.id, lambda code: catalogue.company(code).id),
        )
        for company in dict.fromkeys(wanted)
    ]
