"""What an input is made of: one item an article, with what is known about it from outside its page.

Facts of a feed, a sitemap or a record are hints: they are kept beside the page, as they were written, and the
readers of pages decide. A date is a raw string here; only the project's own reader of dates reads it.
"""

from __future__ import annotations

import email.utils
import re
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Literal
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from datetime import datetime

    from digest.errors import Problem

Kind = Literal["html", "dump", "record", "entry"]
"""html: a page. dump: text copied from a page. record: a body that another scraper extracted. entry: only hints."""

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
        return email.utils.parsedate_to_datetime(text).date()
    except ValueError:
        return None
