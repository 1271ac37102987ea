"""The article: what happened, to which companies, good or bad, where the original is.

The short form needs `title`, `date`, `tickers`, `sentiment` and a source link. Everything else is
optional and stays empty when the source does not say it. Values that a machine made say so (`by`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, StringConstraints, model_validator

from digest.model.base import Day, Flag, Instant, Key, Line, Model, Number, Slug, Text, Ticker, Url, Whole

if TYPE_CHECKING:
    from decimal import Decimal

Label = Literal["positive", "neutral", "negative", "mixed"]
"""Good or bad for those it is about; not a price move."""
Direction = Literal["positive", "neutral", "negative", "mixed"]
By = Literal["curator", "importer", "model"]
"""Who made a value: a person, our rules over the source, or a sentiment model or lexicon."""
DatePrecision = Literal["minute", "day"]
DateSource = Literal["page", "meta", "feed", "dateline", "url_id", "argument", "curator"]
"""Where a date was read; `url_id` is the day a record was made, not always the day of publication."""
Rights = Literal["excerpt", "full", "link"]
Status = Literal["published", "draft", "withdrawn"]

MAX_EXCERPT = 200
"""Most characters that are quoted from a source (see the method page for the law behind it)."""

Excerpt = Annotated[Line, StringConstraints(max_length=MAX_EXCERPT)]
"""A verbatim quotation from the source, shown as one."""


Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


def _score(value: Decimal) -> Decimal:
    if abs(value) > 1:
        raise ValueError("must be from -1 (worst) to 1 (best)")
    return value


Score = Annotated[Number, AfterValidator(_score)]
"""-1 (worst) to 1 (best); only of machine-made values."""


class Source(Model):
    """Where an article comes from."""

    url: Url | None = None
    """Canonical address; only a draft may lack it."""
    publisher: Key | None = None
    name: Line | None = None
    author: Line | None = None
    place: Line | None = None
    """City of the dateline, as printed."""
    retrieved: Day | None = None
    sha256: Sha256 | None = None
    """Of the scraped text as it is kept in the local store."""
    history: tuple[Sha256, ...] = ()
    """Hashes of earlier states of the source, oldest first."""


class Caption(Model):
    """A caption of a picture or chart of the source, with its credit; the picture is not copied."""

    text: Line | None = None
    credit: Line | None = None
    kind: Line | None = None
    """What the credit calls it, as printed: `사진` (photo), `자료` (data), `그래픽`, `Photo`."""


class Evidence(Model):
    """Why a machine judged as it did: the words, and the 1-based sentence of the source that has them."""

    sentence: Whole
    words: Line
    score: Score | None = None


class CompanySentiment(Model):
    """The judgement for one company; never inherited from the article's."""

    ticker: Ticker
    label: Label
    score: Score | None = None
    evidence: tuple[Evidence, ...] = ()


class Sentiment(Model):
    """The article's sentiment and how it was made. `sentiment: negative` alone is a curator's word."""

    label: Label
    score: Score | None = None
    by: By = "curator"
    method: Key | None = None
    version: Line | None = None
    reviewed: Flag = False
    evidence: tuple[Evidence, ...] = ()
    companies: tuple[CompanySentiment, ...] = ()


class Impact(Model):
    """What the news means for one company."""

    ticker: Ticker
    direction: Direction
    reason: Line | None = None
    by: By = "curator"


class Figure(Model):
    """A number that the source states, as data."""

    label: Line
    value: Number
    unit: Line
    """ISO 4217 code in full units, `%`, `%p`, `bp`, `pt` (index points), `count` ..."""
    date: Day | None = None
    text: Line | None = None
    """As the source prints it."""
    by: By = "curator"


class Waiver(Model):
    """A rule that a curator sets aside in one article, and why."""

    rule: Key
    reason: Line
    text: Line | None = None
    """Only where the message speaks of this (`35.26포인트`); all of the rule without it."""


def _source(value: Any) -> Any:
    return {"url": value} if isinstance(value, str) else value


def _sentiment(value: Any) -> Any:
    return {"label": value} if isinstance(value, str) else value


SourceOrLink = Annotated[Source, BeforeValidator(_source, json_schema_input_type=Source | Url)]
"""A group of fields, or only the link."""


class Article(Model):
    """One article of the digest: front matter plus our own summary (`body`, Markdown)."""

    id: Slug
    title: Line
    date: Instant
    """When the source published; midnight in its own zone when only the day is known."""
    date_precision: DatePrecision = "minute"
    date_source: DateSource = "curator"
    modified: Instant | None = None
    """When the source last changed it."""
    lang: Literal["ko", "en"] = "ko"
    kicker: Line | None = None
    series: Slug | None = None
    part: Annotated[Whole, Field(ge=1, le=999)] | None = None
    tickers: Annotated[tuple[Ticker, ...], Field(max_length=20)] = ()
    mentions: Annotated[tuple[Ticker, ...], Field(max_length=60)] = ()
    sentiment: Annotated[Sentiment, BeforeValidator(_sentiment, json_schema_input_type=Sentiment | Label)] | None = None
    deck: Annotated[tuple[Line, ...], Field(max_length=8)] = ()
    impacts: tuple[Impact, ...] = ()
    figures: tuple[Figure, ...] = ()
    captions: tuple[Caption, ...] = ()
    source: SourceOrLink
    sources: tuple[SourceOrLink, ...] = ()
    """Further sources that the summary uses."""
    rights: Rights = "excerpt"
    rights_basis: Line | None = None
    """Required for `full`: the licence or permission, as a curator recorded it."""
    excerpt: Excerpt | None = None
    status: Status = "published"
    pick: Flag = False
    """Whether the editors recommend it: home page, and first in the digest of its week."""
    notes: tuple[Line, ...] = ()
    """For the curator, from the importer; never shown to readers."""
    waive: tuple[Waiver, ...] = ()
    body: Text = ""

    @model_validator(mode="after")
    def _consistent(self) -> Article:
        if self.status != "draft" and self.source.url is None:
            raise ValueError("source: has no link: give the address of the original, or set status: draft")
        if self.status != "draft" and self.rights == "full" and not self.rights_basis:
            raise ValueError("rights_basis: is required for rights full: write down the licence or permission")
        if self.part is not None and self.series is None:
            raise ValueError("part: needs a series beside it: add series, or remove part")
        both = set(self.tickers) & set(self.mentions)
        if both:
            raise ValueError(f"mentions: repeats {min(both)} of tickers: keep it in one of the two")
        return self
