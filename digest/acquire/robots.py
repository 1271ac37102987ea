"""May this page be fetched, and how often? RFC 9309, with the wildcards and delays that publishers use.

A robots.txt that is not there (4xx) allows all; 401 and 403 forbid all, because a publisher that locks even
this file does not invite; one that cannot be had (5xx, 429, no connection) forbids all until it can.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from digest.acquire.cache import Entry
from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from protego import Protego

    from digest.acquire.address import Target
    from digest.acquire.cache import Cache

PATH = "/robots.txt"
MAX_BYTES = 500 * 1024
"""What RFC 9309 asks a crawler to read at least; the rest is cut off."""
KEPT = timedelta(hours=24)
_FORBIDDING = frozenset({401, 403})
_SILENT = frozenset({0, 429})
_SAVE = "open it in a browser, save the page and import the file"


@dataclass(frozen=True, slots=True)
class Answer:
    """What came for robots.txt: its status, or 0 where nothing could be had."""

    status: int
    body: bytes = b""
    retrieved: datetime = datetime(1970, 1, 1, tzinfo=UTC)


class Robots:
    """The rules of each host, asked once in 24 hours.

    Args:
        agent: Our name in robots.txt (`finance-digest`).
        ask: Fetches a robots.txt; never raises for what the network does.
        now: The time, with its zone.
        cache: Where answers outlive the run, or None.
    """

    def __init__(
        self, agent: str, ask: Callable[[Target], Answer], now: Callable[[], datetime], cache: Cache | None = None
    ) -> None:
        self._agent, self._ask, self._now, self._cache = agent, ask, now, cache
        self._known: dict[str, Answer] = {}

    def delay(self, hop: Target) -> float:
        """Seconds between two requests that the host asks of us; 0 where it asks nothing.

        Raises:
            InputError: When the page may not be fetched.
        """
        answer = self._answer(hop)
        if answer.status in _SILENT or answer.status >= 500:
            what = f"the robots.txt of {hop.host} cannot be read, so nothing is fetched from it"
            raise InputError(what, "try again later, or save the page in a browser", path=hop.url)
        if answer.status in _FORBIDDING:
            raise InputError(f"{hop.host} refuses its robots.txt ({answer.status})", _SAVE, path=hop.url)
        if answer.status != 200:
            return 0.0
        rules = _rules(answer.body)
        if not rules.can_fetch(hop.url, self._agent):
            raise InputError(f"the robots.txt of {hop.host} does not allow this page", _SAVE, path=hop.url)
        return max(0.0, rules.crawl_delay(self._agent) or 0.0)

    def _answer(self, hop: Target) -> Answer:
        now = self._now()
        known = self._known.get(hop.origin)
        if known and now - known.retrieved < KEPT:
            return known
        there = hop._replace(path=PATH)
        kept = self._cache.get(there.url) if self._cache else None
        old = Answer(200, kept.body, kept.retrieved) if kept else None
        answer = old if old and now - old.retrieved < KEPT else self._ask(there)
        if old and (answer.status == 0 or answer.status >= 500):
            answer = Answer(200, old.body, now)
        elif answer.status == 200 and answer is not old and self._cache:
            self._cache.put(
                Entry(there.url, there.url, "text/plain", "", "", answer.retrieved, answer.body[:MAX_BYTES])
            )
        self._known[hop.origin] = answer
        return answer


@lru_cache(maxsize=64)
def _rules(body: bytes) -> Protego:
    from protego import Protego  # noqa: PLC0415 - only fetching needs it

    return Protego.parse(body[:MAX_BYTES].decode("utf-8-sig", "replace"))
