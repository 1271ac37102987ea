"""The digest of a week as a letter: one HTML file for a mail program, and the same as plain text.

Mail programs know tables and inline styles and little else, so this is the one page of ours that has them. It loads
nothing: no picture, no font, no script. Words and choice are those of the week's page (`digest.site.weeks`).
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.errors import InputError
from digest.site import addresses, dates, prose, stance, weeks
from digest.site.marks import circled
from digest.site.render import render
from digest.site.rows import publisher, series_title
from digest.site.settings import disclaimer
from digest.site.words import say

if TYPE_CHECKING:
    from digest.model import Article
    from digest.site.catalogue import Catalogue
    from digest.site.origin import Origin
    from digest.site.settings import Lang
    from digest.site.stance import Stance

_WEEK = re.compile(r"\d{4}-W\d{2}")
_WIDTH: dict[Lang, int] = {"ko": 42, "en": 76}
"""Characters of a line of plain text: RFC 5322 advises at most 78 columns, and a Hangul syllable has two."""


@dataclass(frozen=True, slots=True)
class Item:
    """One article in the letter; all text is plain."""

    title: str
    lang: str
    url: str
    """Our page; empty where the site's address is not known."""
    original: str
    line: str
    publisher: str
    day: str
    series: str
    companies: tuple[str, ...]
    stance: Stance


@dataclass(frozen=True, slots=True)
class Letter:
    """The letter in both forms."""

    title: str
    html: str
    text: str
    count: int


def letter(catalogue: Catalogue, week: str, lang: Lang, name: str, origin: Origin | None = None) -> Letter:
    """The letter of one week.

    Args:
        catalogue: What the site shows; drafts should not be in it.
        week: `2025-W05`.
        lang: The language of its furniture; an English letter holds only what can be read in English.
        name: The site's name.
        origin: Where the site stands; without it links lead to the originals alone.

    Raises:
        InputError: There is no such week in the calendar or in the digest, or nothing of it can be read in `lang`.
    """
    _known(catalogue, week)
    chosen = weeks.choose(weeks.readable(catalogue, week, lang))
    if not chosen:
        raise InputError(
            f"no article of {week} can be read in English", "write it in Korean: --lang ko", field="--lang"
        )
    items = [_item(catalogue, article, lang, origin) for article in chosen]
    here = addresses.local(addresses.week(week), lang)
    title = f"{name} · {weeks.name(week, lang)}"
    online = origin.page(here) if origin else ""
    count = say(lang, "week_count", n=len(catalogue.weeks[week]), chosen=len(items))
    html = render(
        "newsletter.html",
        catalogue,
        here,
        lang,
        title=title,
        name=name,
        week=weeks.name(week, lang),
        span=weeks.span(week),
        count=count,
        items=items,
        online=online,
        rule=say(lang, "week_rule", most=weeks.MOST),
        notices=disclaimer(catalogue.settings, lang).all,
    )
    head = [title, weeks.span(week), count, *([online] if online else [])]
    foot = [say(lang, "week_rule", most=weeks.MOST), *disclaimer(catalogue.settings, lang).all]
    return Letter(title, html + "\n", _plain(head, items, foot, lang), len(items))


def _known(catalogue: Catalogue, week: str) -> None:
    try:
        weeks.start(week if _WEEK.fullmatch(week) else "0-W0")
    except ValueError:
        what = f'"{week}" is not a week'
        raise InputError(what, "give year and ISO week, such as 2025-W05", field="--week") from None
    if week not in catalogue.weeks:
        near = [one for one in catalogue.weeks if one < week][:1] or list(catalogue.weeks)[-1:]
        remedy = f"the nearest week with articles is {near[0]}" if near else "import an article first"
        raise InputError(f"no article was published in {week}", remedy, field="--week")


def _item(catalogue: Catalogue, article: Article, lang: Lang, origin: Origin | None) -> Item:
    article = catalogue.read_in(article, lang)
    series = catalogue.library.series.get(article.series or "")
    title = series_title(series.title, series.title_ko, series.title_en, lang) if series else ""
    mark = circled(article.part) if article.part else ""
    return Item(
        title=article.title,
        lang=article.lang if article.lang != lang else "",
        url=origin.page(catalogue.path(article)) if origin else "",
        original=article.source.url or "",
        line=prose.line(article),
        publisher=publisher(article.source, lang),
        day=dates.day(article.date, lang),
        series=f"{title} {mark}".strip(),
        companies=tuple(company.name(lang) for company, subject in catalogue.named(article) if subject),
        stance=stance.of_article(article),
    )


def _plain(head: list[str], items: list[Item], foot: list[str], lang: Lang) -> str:
    rows = [*head, ""]
    for number, item in enumerate(items, 1):
        judged = f"{item.stance.shape} {item.stance.word(lang)}"
        if item.stance.judge(lang) and item.stance.made_by_machine:
            judged += f" ({item.stance.judge(lang)})"
        meta = [judged, item.day, item.publisher, item.series, ", ".join(item.companies)]
        rows += _wrapped(f"{number}. {item.title}", lang)
        rows += _wrapped(item.line, lang) if item.line else []
        rows += _wrapped(" · ".join(part for part in meta if part), lang)
        rows += [item.url] if item.url else []
        rows += [f"{say(lang, 'read_original')}: {item.original}"] if item.original else []
        rows.append("")
    rows += ["-- ", *(row for text in foot for row in [*_wrapped(text, lang), ""])]
    return "\n".join(rows).rstrip("\n") + "\n"


def _wrapped(text: str, lang: Lang) -> list[str]:
    return textwrap.wrap(text, _WIDTH[lang], break_long_words=False, break_on_hyphens=False)
