"""Markup that stands thousands of times in a site: rows of lists, links to companies, judgements.

Written as text by code, since a template's macros take ten times as long for the same, and every article stands in a
dozen lists. All words go through `plain`, the one way by which text becomes part of markup here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from markupsafe import Markup

from digest.site import prose
from digest.site.words import say

if TYPE_CHECKING:
    from digest.site.matrix import Cell
    from digest.site.rows import Brief, Chip, Row
    from digest.site.settings import Lang
    from digest.site.stance import Stance


def plain(text: str) -> str:
    """Text that is safe in HTML and in quoted attributes; as the templates' own escaping writes it."""
    return (
        text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("'", "&#39;").replace('"', "&#34;")
    )


def foreign(text: str, lang: Lang) -> str:
    """The language of a name or quotation that is not the page's, as far as its letters tell; else nothing.

    Only Hangul tells for sure: Latin names stand in Korean text as they are.
    """
    return "ko" if lang != "ko" and prose.script(text) == "ko" else ""


def name(text: str, lang: Lang) -> Markup:
    """A name or quotation, in an element of its own where its language is not the page's."""
    code = foreign(text, lang)
    return Markup(f'<span lang="{code}">{plain(text)}</span>' if code else plain(text))  # noqa: S704 - escaped here


def row(
    item: Row, lang: Lang, level: str = "h3", *, date: bool = True, series: bool = True, chips: bool = True
) -> Markup:
    """An article in a list, without the end of its element, which browsers supply.

    `date`, `series` and the links to companies are left out where the list itself says them.
    """
    other = _language(item.lang)
    found = [
        (
            f"<li class=d-row><{level} class=d-row__title{other}>"
            f'<a href="{plain(item.href)}">{plain(item.title)}</a></{level}>'
        )
    ]
    if item.reason:
        found.append(f'<p class="d-row__line d-row__line--reason"{_spoken(item, lang)}>{plain(item.reason)}</p>')
    elif item.line:
        found.append(f"<p class=d-row__line{other}>{plain(item.line)}</p>")
    found.append("<p class=d-row__meta>")
    if item.draft:
        found.append(_flag(lang))
    found.append(_judged(item, lang) + "\n")
    if date:
        found.append(f"<time>{plain(item.day)}</time>")
    who = plain(item.publisher)
    found.append(f"<span class=d-row__publisher{_language(foreign(item.publisher, lang))}>{who}</span>")
    if series and item.series:
        told = f"{plain(item.series)}{' ' if item.mark else ''}{item.mark}"
        found.append(f"\n<span class=d-row__series{_language(foreign(item.series, lang))}>{told}</span>")
    found.append("</p>")
    if chips and item.chips:
        more = f"<span class=d-more>+{item.more}</span>" if item.more else ""
        found.append(f"<p class=d-row__chips>{''.join([f'{_chip(one)} ' for one in item.chips])}{more}</p>")
    return Markup("".join(found))  # noqa: S704 - every word of it went through `plain`


def brief(item: Brief, lang: Lang, *, date: bool = True) -> Markup:
    """An article in one line, without the end of its element."""
    day = f"<time>{plain(item.day)}</time> " if date else ""
    title = f'<a href="{plain(item.href)}"{_language(item.lang)}>{plain(item.title)}</a>'
    flag = f"{_flag(lang)} " if item.draft else ""
    reason = f"<small{_spoken(item, lang)}>{plain(item.reason)}</small>" if item.reason else ""
    return Markup(f"<li>{title} <p>{day}{flag}{_judged(item, lang)} {reason}")  # noqa: S704 - as above


def chip(item: Chip) -> Markup:
    """A link to a company, or to a theme."""
    return Markup(_chip(item))  # noqa: S704 - escaped there


def stance(item: Stance, lang: Lang) -> Markup:
    """A judgement: its word, with a class for its shape and colour."""
    return Markup(_stance(item, lang))  # noqa: S704 - words of our own


def cell(made: Cell, lang: Lang) -> Markup:
    """A field of the table of companies and parts: the judgement, a point where one is only named, or nothing."""
    if made is None:
        return Markup("")
    if made == "named":
        return Markup(f"<span class=d-matrix__named>{plain(say(lang, 'matrix_named'))}</span>")  # noqa: S704 - as above
    return Markup(_unjudged(made, lang)) if made.label == "none" else stance(made, lang)  # noqa: S704 - as above


def language(code: str) -> Markup:
    """The attribute for a language that is not the page's; nothing for the page's own, which is empty."""
    return Markup(_language(code))  # noqa: S704 - a code of our own


def _chip(item: Chip) -> str:
    kind = "d-chip" if item.subject else "d-chip--quiet"
    code = f" <small>{plain(item.code)}</small>" if item.code else ""
    return f'<a class={kind} href="{plain(item.href)}">{plain(item.name)}{code}</a>'


def _stance(item: Stance, lang: Lang) -> str:
    return f"<b class=d-stance--{item.label}>{plain(item.word(lang))}</b>"


def _unjudged(item: Stance, lang: Lang) -> str:
    return f"<span class=d-stance--none>{plain(item.word(lang))}</span>"


def _flag(lang: Lang) -> str:
    """Marks a draft."""
    return f"<span class=d-flag>{plain(say(lang, 'draft').split('.')[0])}</span>"


def _judged(item: Brief, lang: Lang) -> str:
    if item.stance.label == "none":
        return _unjudged(item.stance, lang)
    whole = f"<span class=d-judge>{plain(say(lang, 'sentiment_article'))}</span> " if item.inherited else ""
    judge = f" <span class=d-judge>{plain(item.stance.judge(lang))}</span>" if item.stance.made_by_machine else ""
    return f"{whole}{_stance(item.stance, lang)}{judge}"


def _spoken(item: Brief, lang: Lang) -> str:
    """The language of a reason: the article's, or that of the original where it is not translated."""
    return _language(item.lang or foreign(item.reason, lang))


def _language(code: str) -> str:
    return f' lang="{plain(code)}"' if code else ""
