"""A translation against its original: the same numbers, every line rendered, and nothing corrected since.

A wrong number in the second language is as wrong as in the first, and fewer curators read both.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from digest.check.summary_figures import trace
from digest.errors import Problem
from digest.model.translation import fingerprint, lines, translated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.model import Article, Translation


_HANGUL, _LATIN = re.compile("[가-힣]+"), re.compile("[A-Za-z]{2,}")
_WORDS = 4
"""Words in Latin letters that are no name any more, nor two."""
_PROVED = frozenset({"amount", "percent", "change", "level", "count", "shares"})
"""Kinds of quantity that both languages must state; ranks and durations are words as often as numbers."""


def problems(article: Article, translation: Translation, name: str) -> Iterator[Problem]:
    """What of `translation` does not agree with `article`; `name` is how messages name the translation's file."""
    if translation.original and translation.original != fingerprint(article):
        what = "was made before the article was last changed"
        remedy = f'bring it up to date, then write original: "{fingerprint(article)}"'
        yield Problem(name, 0, "original", what, remedy, rule="translation-stale", severity="warning")
    if len(translation.deck) != len(article.deck):
        what = f"has {len(translation.deck)} lines, the original {len(article.deck)}"
        yield Problem(name, 0, "deck", what, "translate each line", rule="translation-missing", severity="warning")
    known = {word.of for word in translation.words}
    for line in lines(article):
        if line not in known:
            remedy = f'add below a line words: the line - {{of: {json.dumps(line, ensure_ascii=False)}, to: "…"}}'
            yield Problem(name, 0, "words", f'"{line}" is not translated', remedy, "translation-missing", "warning")
    for word in translation.words:
        if word.of not in lines(article):
            what = f'"{word.of}" is not in the original'
            yield Problem(name, 0, "words", what, "remove it", "translation-missing", "warning")
    yield from _untranslated(translation, name)
    yield from _numbers(article, translation, name)


def _untranslated(translation: Translation, name: str) -> Iterator[Problem]:
    """Lines that are still in the other language: Hangul alone where English is due, none where Korean is."""
    lines_ = [("title", translation.title), *((f"deck.{n}", line) for n, line in enumerate(translation.deck))]
    lines_ += [(f"words.{number}.to", word.to) for number, word in enumerate(translation.words)]
    for field, line in lines_:
        hangul, latin = len(_HANGUL.findall(line)), len(_LATIN.findall(line))
        if (hangul > latin) if translation.lang == "en" else (latin >= _WORDS and not hangul):
            what = f'"{line[:60]}" is still in {"Korean" if hangul else "English"}'
            yield Problem(name, 0, field, what, "translate it", "translation-missing", "warning")


def _numbers(article: Article, translation: Translation, name: str) -> Iterator[Problem]:
    """Numbers that only one of the two states; days only where the translation adds one: a language may repeat them."""
    other = translated(article, translation)
    for one, two, what, kinds in (
        (other, article, "is not in the original", _PROVED | {"date"}),
        (article, other, "of the original is not in the translation", _PROVED),
    ):
        for found in trace(_text(one), _text(two), lang=one.lang, published=article.date.date()):
            if found.verdict == "missing" and {found.quantity.kind, found.quantity.unit} & kinds:
                remedy = "compare the two, and write the number of the original"
                text = f'"{found.quantity.text}" {what} ({found.how})'
                field = _field(one, found.quantity.start)
                yield Problem(name, 0, field, text, remedy, rule="translation-figures")


def _text(article: Article) -> str:
    return "\n".join(text for _, text in _pieces(article))


def _pieces(article: Article) -> Iterator[tuple[str, str]]:
    """The words that are compared, each with the field in which a translation has them."""
    yield "title", article.title
    yield from ((f"deck.{number}", line) for number, line in enumerate(article.deck))
    yield from (("words", impact.reason) for impact in article.impacts if impact.reason)
    yield "body", article.body


def _field(article: Article, start: int) -> str:
    """The field that holds the character at `start` of `_text`."""
    for field, text in _pieces(article):
        if start <= len(text):
            return field
        start -= len(text) + 1
    return "body"
