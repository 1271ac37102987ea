"""What an input is made of: one item an article, with what is known about it from outside its page.

Facts of a feed, a sitemap or a record are hints: they are kept beside the page, as they were written, and the
readers of pages decide. A date is a raw string here; only the project's own reader of dates reads it.
"""

from __future__ import annotations

import email.utils
import re
import traceback
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from digest.errors import Problem

Kind = Literal["html", "dump", "record", "entry"]
"""html: a page. dump: text copied from a page. record: a body that another scraper extracted. entry: only hints."""

_OURS = Path(__file__).parents[1]
"""The folder of the package."""
_MAX_TOLD = 200
"""Characters of an exception's words."""
_EPOCH = re.compile(r"(?:/Date\()?(1[0-8]\d{8})(?:\d{3}|\.\d{1,6})?(?:\)/)?")
"""Seconds or milliseconds since 1970; from 2030 on they could be a day and hour as digits."""
_ISO_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Hints:
    """What a feed, a sitemap, an archive or a record says about an article; "" where it says nothing."""

    title: str = ""
    date: str = ""
    """When it was published, as written."""
    modified: str = ""
    zone: str = ""
    """IANA zone that a date without one is probably in, or "" where nothing points to one."""
    authors: tuple[str, ...] = ()
    site: str = ""
    lang: str = ""
    description: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One article to be read.

    Attributes:
        name: How it is called in messages: a path, an address, `feed.xml: https://…`, `items.jsonl:12`.
        kind: What `data` is.
        data: Bytes as they were served or stored, without compression; empty for an entry.
        url: Where it was served, or "".
        charset: What the server or the container says; None where nothing does.
        hints: Facts from outside the page.
        retrieved: When the bytes were fetched, or None where nothing says it.
    """

    name: str
    kind: Kind
    data: bytes = b""
    url: str = ""
    charset: str | None = None
    hints: Hints = field(default_factory=Hints)
    retrieved: datetime | None = None


@dataclass(frozen=True, slots=True)
class Trouble:
    """An input, or one part of it, that gives no item; the others go on."""

    name: str
    problem: Problem


def unforeseen(name: str, error: Exception) -> Problem:
    """A fault of ours that one input brought to light; the others go on.

    It is told with its kind, its words and the last line of ours that it went through, so that it is mended.
    """
    words = f"{type(error).__name__}: {str(error)[:_MAX_TOLD]}".rstrip(": ")
    ours = [
        f"{Path(frame.f_code.co_filename).relative_to(_OURS.parent).as_posix()}:{line}"
        for frame, line in traceback.walk_tb(error.__traceback__)
        if Path(frame.f_code.co_filename).is_relative_to(_OURS)
    ]
    what = f"could not be read ({words}{f', at {ours[-1]}' if ours else ''})"
    return Problem(name, 0, "", what, "leave it out, and tell the maintainers: this is a fault of ours", rule="fault")


@dataclass(frozen=True, slots=True)
class Link:
    """An article that a feed, sitemap or list points to."""

    url: str
    hints: Hints


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which articles of a large source are taken.

    Attributes:
        hosts: Domains with all their subdomains; none means every host.
        since: First day.
        until: Last day.
        limit: At most so many of one feed, sitemap or list; archives and records have no limit.
    """

    hosts: frozenset[str] = frozenset()
    since: date | None = None
    until: date | None = None
    limit: int = 200

    def url(self, url: str) -> bool:
        """Is the address on one of the hosts?"""
        if not self.hosts:
            return True
        try:
            labels = (urlsplit(url).hostname or "").rstrip(".").split(".")
        except ValueError:
            return False
        return any(".".join(labels[start:]) in self.hosts for start in range(max(0, len(labels) - 8), len(labels)))

    def day(self, text: str) -> bool:
        """Is the day of a raw date between `since` and `until`? One that cannot be told is taken."""
        if self.since is None and self.until is None:
            return True
        day = day_of(text)
        return day is None or ((self.since is None or day >= self.since) and (self.until is None or day <= self.until))

    def may_hold(self, changed: str) -> bool:
        """May a list that was last changed on that raw date name articles of these days?"""
        day = day_of(changed)
        return day is None or self.since is None or day >= self.since


def day_of(text: str) -> date | None:
    """The day of an ISO 8601 or RFC 822 date, for choosing only; None for any other form."""
    text = text.strip()[:60]
    match = _ISO_DAY.match(text)
    try:
        if match:
            return date(*map(int, match.groups()))
    except ValueError:
        return None
    when = mail_date(text)
    return when.date() if when else None


def mail_date(text: str) -> datetime | None:
    """A date of a mail or of HTTP (RFC 5322), or None where it is none; years without end overflow."""
    try:
        return email.utils.parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None


def since_epoch(value: str) -> str:
    """A moment that is counted in seconds as text; other dates as they are."""
    match = _EPOCH.fullmatch(value)
    return datetime.fromtimestamp(int(match[1]), UTC).isoformat() if match else value
