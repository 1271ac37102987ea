"""What was read from a scraped page, before anything is inferred from it.

An empty field means that the page does not say it. `notes` tell the curator what was not found.
"""

from __future__ import annotations

from typing import Literal

from digest.model.article import Caption, DatePrecision, DateSource
from digest.model.base import Instant, Line, Model


class Extraction(Model):
    """Facts of one scraped article. Text is plain (no markup), NFC, one paragraph an item."""

    title: Line | None = None
    kicker: Line | None = None
    """The bracketed word before the title where it is no series label: `단독`, `특징주`."""
    series_label: Line | None = None
    """The label as printed: `딥시크 쇼크`."""
    part: int | None = None
    parts: int | None = None
    """Total, where the mark says it: `2/5`."""
    deck: tuple[Line, ...] = ()
    authors: tuple[Line, ...] = ()
    place: Line | None = None
    """City of the dateline."""
    publisher: str | None = None
    """Key in `publishers.yml`, from the dateline or the host."""
    publisher_name: Line | None = None
    published: Instant | None = None
    date_precision: DatePrecision = "minute"
    date_source: DateSource | None = None
    modified: Instant | None = None
    lang: Literal["ko", "en"] = "ko"
    body: tuple[str, ...] = ()
    captions: tuple[Caption, ...] = ()
    url: str | None = None
    """Canonical address."""
    translated_from: Line | None = None
    notes: tuple[Line, ...] = ()
