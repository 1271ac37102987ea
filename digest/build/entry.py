"""The light side of an article: what lists show and sort by, so that a build reads whole articles only for their pages.

A fact is a row of plain values that JSON holds. An `Entry` looks like an `Article`; what
is not light (body, figures, captions, evidence …) it fetches from the cache when asked, and the fetch is told to the
recorder: a page depends on the whole of an article only if it read more than its light side.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from decimal import Decimal
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from digest.check.tickers import codes
from digest.enrich import topics
from digest.model.article import CompanySentiment, Impact
from digest.site import prose

if TYPE_CHECKING:
    from digest.model import Article

Fact = Sequence[Any]
"""In the order of `fact`."""


_SOURCE = ("url", "publisher", "name", "author", "place")
"""What is light of a source."""


def fact(article: Article) -> Fact:
    """The light side of an article, as plain values."""
    made = article.sentiment
    return (
        article.id,
        article.title,
        article.date.isoformat(),
        article.date_precision,
        article.modified.isoformat() if article.modified else None,
        article.lang,
        article.kicker,
        article.series,
        article.part,
        article.tickers,
        article.mentions,
        article.deck,
        article.status,
        article.pick,
        tuple((row.ticker, row.direction, row.reason, row.by) for row in article.impacts),
        _judgement(made) if made else None,
        tuple(getattr(article.source, name) for name in _SOURCE),
        topics.topics("\n".join([*article.deck, article.body]), title=article.title),
        prose.line(article),
        prose.description(article),
    )


def _judgement(made: Any) -> Fact:
    rows = tuple((row.ticker, row.label, None if row.score is None else str(row.score)) for row in made.companies)
    return (made.label, None if made.score is None else str(made.score), made.by, made.reviewed, rows)


def head(article: Article) -> str:
    """What is asked of every article of a library: id, date, status, language and place in a series, in one line."""
    place = f"{article.series or ''}\t{article.part or ''}"
    return f"{article.id}\t{article.date.isoformat()}\t{article.status}\t{article.lang}\t{place}"


def compared(article: Article) -> bytes:
    """A hash of all that is held against other files, by `digest.library.folder.Reading.compare` and at the reading.

    As long as it stays, an edit of a headline or a body puts no file at odds with another.
    """
    told = (head(article), str(article.source.url), *codes(article))
    return hashlib.blake2b("\n".join(told).encode(), digest_size=12).digest()


class Entry:
    """An article by its light side, which is read when more of it is asked for than its head.

    Args:
        top: Its head.
        told: Gives its fact as JSON, by its path.
        path: Its file, relative to the content folder.
        sha: SHA-256 of that file.
        light: A hash of the fact and the path.
        whole: Fetches the whole article, and tells the recorder.
    """

    __slots__ = (
        "_raw",
        "_sha",
        "_told",
        "_whole",
        "date",
        "date_precision",
        "deck",
        "id",
        "impacts",
        "kicker",
        "lang",
        "light",
        "line",
        "mentions",
        "modified",
        "part",
        "path",
        "pick",
        "sentiment",
        "series",
        "source",
        "status",
        "summary",
        "tickers",
        "title",
        "topics",
    )

    def __init__(  # noqa: PLR0917 - a row of the cache
        self,
        top: str,
        told: Callable[[str], str],
        path: str,
        sha: str,
        light: bytes,
        whole: Callable[[Entry], Article],
    ) -> None:
        self.id, date, self.status, self.lang, series, part = top.split("\t")
        self.date, self.series = datetime.fromisoformat(date), series or None
        self.part = int(part) if part else None
        self._told, self.path, self._sha, self.light, self._whole = told, path, sha, light, whole

    def _read(self) -> None:
        (
            _,
            self.title,
            _,
            self.date_precision,
            modified,
            _,
            self.kicker,
            _,
            _,
            tickers,
            mentions,
            deck,
            _,
            self.pick,
            *self._raw,
            self.topics,
            self.line,
            self.summary,
        ) = json.loads(self._told(self.path))
        self.tickers, self.mentions, self.deck = tuple(tickers), tuple(mentions), tuple(deck)
        self.modified = datetime.fromisoformat(modified) if modified else None

    @property
    def judged(self) -> list[str]:
        """The codes of its table of impacts."""
        return [row[0] for row in self._raw[0]]

    @property
    def codes(self) -> list[str]:
        """Every code in it, with repeats."""
        rows = self._raw[1][4] if self._raw[1] else ()
        return [*self.tickers, *self.mentions, *self.judged, *(row[0] for row in rows)]

    def __getattr__(self, name: str) -> Any:
        """What is made when it is first asked for, or stands in the whole article alone."""
        if name == "impacts":
            self.impacts = tuple(
                Impact.model_construct(ticker=code, direction=direction, reason=reason, by=by)
                for code, direction, reason, by in self._raw[0]
            )
            return self.impacts
        if name == "sentiment":
            self.sentiment = Judgement(self) if self._raw[1] else None
            return self.sentiment
        if name == "source":
            self.source = Origin(self)
            return self.source
        if name in _LATER:
            self._read()
            return getattr(self, name)
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(self._whole(self), name)

    def __repr__(self) -> str:
        return f"Entry({self.id!r})"


_LATER = frozenset(Entry.__slots__) - {"id", "date", "status", "lang", "series", "part", "path", "light"}
_LATER -= {"_sha", "_told", "_whole", "impacts", "sentiment", "source"}  # given, or made of the raw ones


class _Part(SimpleNamespace):
    """A group of fields of an entry; what is not light comes from the whole article."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):
            raise AttributeError(name)
        return getattr(getattr(self._entry._whole(self._entry), self._field), name)  # noqa: SLF001 - its own entry


def Judgement(entry: Entry) -> _Part:  # noqa: N802 - reads as the kind of thing that it makes
    """The sentiment of an entry."""
    label, score, by, reviewed, rows = entry._raw[1]  # noqa: SLF001
    companies = tuple(
        _Row(entry, place, CompanySentiment.model_construct(ticker=code, label=mood, score=_number(given)))
        for place, (code, mood, given) in enumerate(rows)
    )
    told = {"label": label, "score": _number(score), "by": by, "reviewed": reviewed, "companies": companies}
    return _Part(_entry=entry, _field="sentiment", **told)


def Origin(entry: Entry) -> _Part:  # noqa: N802
    """The source of an entry."""
    return _Part(_entry=entry, _field="source", **dict(zip(_SOURCE, entry._raw[2], strict=True)))  # noqa: SLF001


class _Row:
    """The judgement for one company; its evidence comes from the whole article."""

    __slots__ = ("_entry", "_place", "label", "score", "ticker")

    def __init__(self, entry: Entry, place: int, light: CompanySentiment) -> None:
        self._entry, self._place = entry, place
        self.ticker, self.label, self.score = light.ticker, light.label, light.score

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_rows(self._entry._whole(self._entry))[self._place], name)  # noqa: SLF001


def _rows(article: Article) -> Sequence[CompanySentiment]:
    return article.sentiment.companies if article.sentiment else ()


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
