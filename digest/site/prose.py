"""The one line that stands for an article in lists: its first deck line, else the first sentence of its summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.text import sentences

if TYPE_CHECKING:
    from digest.model import Article

MAX_LINE = 160
_LINK = re.compile(r"!?\[([^\]\[]{0,300})\]\([^()\s]{0,500}\)")
_MARKS = re.compile(r"[*`]{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)")
_NO_PROSE = ("#", ">", "|", "- ", "* ", "+ ", "```", "<")


def line(article: Article) -> str:
    """One line of plain text, or nothing where there is neither deck nor summary."""
    return article.deck[0] if article.deck else first_sentence(article.body)


def description(article: Article) -> str:
    """For search engines and link previews: the deck whole, else the first sentence of the summary."""
    return shorten(" · ".join(article.deck)) if article.deck else first_sentence(article.body)


def first_sentence(markdown: str) -> str:
    """The first sentence of the first paragraph of prose, without its marks."""
    for row in markdown.split("\n"):
        if row.strip() and not row.startswith(_NO_PROSE):
            plain = _MARKS.sub("", _LINK.sub(r"\1", row[:2000])).strip()
            found = sentences.split(plain)
            if found:
                return shorten(found[0].text)
    return ""


def shorten(text: str, limit: int = MAX_LINE) -> str:
    """At most `limit` characters, cut between words."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,.·") + "…"
