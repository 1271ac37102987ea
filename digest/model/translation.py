"""A translation: our words of one article in the other language, and no fact of its own.

Companies, dates, figures, judgements and sources stay in the original's file alone, so that the two can
never disagree on them. Verbatim quotations are not translated: a translated quotation is none.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Annotated, Literal

from pydantic import Field, StringConstraints

from digest.model.article import By
from digest.model.base import Flag, Line, Model, Slug, Text

if TYPE_CHECKING:
    from digest.model.article import Article


class Word(Model):
    """One line of the original (a reason, a figure's label, a caption, the kicker) and its translation."""

    of: Line
    to: Line


class Translation(Model):
    """The words of one article in another language; its file stands beside the article's: `<id>.en.md`."""

    id: Slug
    """The article's."""
    lang: Literal["ko", "en"]
    title: Line
    deck: Annotated[tuple[Line, ...], Field(max_length=8)] = ()
    words: tuple[Word, ...] = ()
    by: By = "curator"
    version: Line | None = None
    """Which model wrote the draft."""
    reviewed: Flag = False
    """Whether a person has read a machine's draft against the original."""
    original: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{16}$")] | None = None
    """`fingerprint` of the article when it was translated: a later correction is then told."""
    body: Text = ""

    @property
    def by_machine(self) -> bool:
        """Whether readers must be told that no person has vouched for it yet."""
        return self.by != "curator" and not self.reviewed


def lines(article: Article) -> tuple[str, ...]:
    """The single lines of an article that a translation renders, each once, in a fixed order."""
    found = [article.kicker]
    found += [impact.reason for impact in article.impacts]
    found += [figure.label for figure in article.figures]
    for caption in article.captions:
        found += [caption.kind, caption.text]
    return tuple(dict.fromkeys(line for line in found if line))


def fingerprint(article: Article) -> str:
    """What a translation was made from: 16 hexadecimal digits over all words that it renders."""
    text = "\0".join([article.title, *article.deck, *lines(article), article.body])
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def translated(article: Article, translation: Translation) -> Article:
    """The article in the language of `translation`, every fact as it was; a line without translation stays."""
    words = {word.of: word.to for word in translation.words}

    def to(line: str | None) -> str | None:
        return words.get(line, line) if line else line

    return article.model_copy(
        update={
            "lang": translation.lang,
            "title": translation.title,
            "deck": translation.deck,
            "kicker": to(article.kicker),
            "body": translation.body,
            "impacts": tuple(item.model_copy(update={"reason": to(item.reason)}) for item in article.impacts),
            "figures": tuple(item.model_copy(update={"label": to(item.label)}) for item in article.figures),
            "captions": tuple(
                item.model_copy(update={"text": to(item.text), "kind": to(item.kind)}) for item in article.captions
            ),
        }
    )
