"""The one line that stands for an article in lists: its first deck line, else the first sentence of its summary."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.text import sentences

if TYPE_CHECKING:
    from digest.model import Article
    from digest.site.settings import Lang

MAX_LINE = 160
_LINK = re.compile(r"!?\[([^\]\[]{0,300})\]\([^()\s]{0,500}\)|\[\^[^\]\s]{1,40}\]")
"""A link, of which its words stay, or the mark of a footnote."""
_MARKS = re.compile(r"[*`]{1,3}|(?<!\w)_{1,2}|_{1,2}(?!\w)")
_HANGUL = re.compile(r"[\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3]")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_REFERENCE = re.compile(r"\[[^\]]{1,100}\]:\s")
_ENOUGH_WORDS = 5
_NO_PROSE = ("#", ">", "|", "- ", "* ", "+ ", "```", "<", "[^")


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


def in_language(markdown: str, lang: Lang) -> str:
    """The paragraphs of `markdown` that are in `lang`, where it has prose of both languages; nothing where it has not.

    Curators write a thesis in Korean and below it in English; each reader wants one of the two.
    """
    blocks = [block for block in re.split(r"\n[ \t]*(?:\n[ \t]*)+", markdown.strip("\n")) if block.strip()]
    if any(block.startswith((*_NO_PROSE, " ", "\t")) for block in blocks):
        return ""
    kept = [block for block in blocks if _REFERENCE.match(block) or (script(block) == lang)]
    return "\n\n".join(kept) if any(not _REFERENCE.match(block) for block in kept) else ""


def without(markdown: str, lang: Lang) -> str:
    """`markdown` without the paragraphs in `lang` that stand below all others; whole where nothing else is left."""
    blocks = re.split(r"(\n[ \t]*(?:\n[ \t]*)+)", markdown.strip("\n"))
    if any(block.startswith((*_NO_PROSE, " ", "\t")) or _REFERENCE.match(block) for block in blocks[::2]):
        return markdown
    kept = blocks
    while kept and script(kept[-1]) == lang:
        kept = kept[:-2]
    return "".join(kept) or markdown


def script(text: str) -> Lang | None:
    """The language that the letters of `text` speak for: Korean with any Hangul, English from five Latin words on."""
    if _HANGUL.search(text):
        return "ko"
    return "en" if len(_LATIN.findall(text)) >= _ENOUGH_WORDS else None


def shorten(text: str, limit: int = MAX_LINE) -> str:
    """At most `limit` characters, cut between words."""
    if len(text) <= limit:
        return text
    head = text[: limit - 1]
    return (head.rsplit(" ", 1)[0] if " " in head else head).rstrip(" ,.·") + "…"
