"""The only module that speaks HTTP: one page, politely, within bounds, from a public address.

A publisher's server is asked as rarely and as openly as possible (robots.txt, pauses, conditional requests, our
name and a contact), and it is not trusted: where it leads, how much it sends and how slowly are all limited.
Proxies of the environment are not used, since the guard cannot see where a proxy connects to.
"""

from __future__ import annotations

import ssl
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

from digest import __version__
from digest.acquire import address
from digest.acquire.cache import Entry
from digest.acquire.exchange import MAX_BODY, Reply, TransientError, content_type, exchange
from digest.acquire.hosts import Hosts
from digest.acquire.item import mail_date
from digest.acquire.robots import MAX_BYTES, Answer, Robots
from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.acquire.cache import Cache

MAX_REDIRECTS = 5
TRIES = 3
FETCH_SECONDS = 60.0
"""Wall clock of one page with all its redirects and tries; the pauses between two requests come on top."""
MAX_RETRY_AFTER = 60.0
"""A host that asks for a longer wait is left alone for that long, at once."""
BACKOFF = 2.0
"""Seconds before the second try; doubled before the third."""
PRODUCT = "finance-digest"
_ACCEPT = "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.5"
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PASSING = frozenset({429, 500, 502, 503, 504})
_SAVE = "open it in a browser, save the page and import the file"
_REFUSALS = {
    401: ("asks for a login", _SAVE),
    402: ("asks for payment", _SAVE),
    403: ("refuses to be fetched by a program", _SAVE),
    404: ("is not there", "check the address"),
    410: ("was taken down", "check the address"),
    429: ("says that it is asked too often", "try again later"),
    451: ("may not be shown for legal reasons", "leave it out"),
}

Origin = Literal["network", "unchanged", "offline"]
"""Fetched now; kept before and confirmed by the server now; kept before and not asked about."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it was served."""

    url: str
    """As asked for, without its fragment."""
    final_url: str
    """After redirects."""
    content_type: str
    """Lower case, without parameters; "" where the server says none."""
    charset: str | None
    """Of the HTTP header."""
    body: bytes
    """With gzip or deflate undone, at most 5 MB."""
    retrieved: datetime
    """When these bytes came, UTC."""
    origin: Origin


@dataclass(slots=True)
class _Budget:
    """What is left of the time of one page, in seconds."""

    left: float = field(default=FETCH_SECONDS)


class Fetcher:
    """Fetches pages one by one.

    Args:
        contact: Mail or web address by which a publisher reaches the curator; sent with every request.
        cache: Where answers are kept, or None to keep nothing.
        offline: Answer from the cache only; nothing is sent.
        allow_loopback: Lets a test use its own server (and any port). Never set it otherwise.
        resolver: Host to addresses.
        hosts: The pauses, shared by fetchers of one run.
        now: The time, with its zone.
        clock: Seconds that only grow.
        context: TLS settings; certificates and names are verified whatever they say.
        seconds: Wall clock of one page.
    """

    def __init__(
        self,
        contact: str,
        *,
        cache: Cache | None = None,
        offline: bool = False,
        allow_loopback: bool = False,
        resolver: address.Resolver = address.resolve,
        hosts: Hosts | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        clock: Callable[[], float] = time.monotonic,
        context: ssl.SSLContext | None = None,
        seconds: float = FETCH_SECONDS,
    ) -> None:
        self._cache, self._offline, self._loopback = cache, offline, allow_loopback
        self._resolver, self._hosts, self._now, self._clock = resolver, hosts or Hosts(), now, clock
        self._context, self._seconds = _verifying(context), seconds
        self._contact = contact
        self._robots = Robots(PRODUCT, self._ask_robots, now, cache)

    def get(self, url: str) -> Fetched:
        """The page at `url`.

        Raises:
            InputError: In one line, why it is not had and what to do: a bad or private address, robots.txt,
                a status, a limit, a network that fails three times, no contact, or `offline` and not in the cache.
        """
        first = address.target(url, allow_loopback=self._loopback)
        kept = self._cache.get(first.url) if self._cache else None
        if self._offline:
            if kept is None:
                raise InputError("was not fetched before", "run once without --offline", path=first.url)
            return _fetched(kept, "offline")
        try:
            reply, last = self._followed(first, kept, robots=True)
        except TransientError as error:
            raise InputError(f"cannot be fetched: {error}", "try again later", path=address.shown(url)) from error
        if reply.status == 304 and kept:
            return _fetched(kept, "unchanged")
        if reply.status != 200:
            what, remedy = _REFUSALS.get(reply.status, (f"is answered with status {reply.status}", "try again later"))
            raise InputError(f"{what} ({reply.status})", remedy, path=last.url)
        entry = Entry(
            first.url,
            last.url,
            _one_line(reply.headers.get("content-type", "")),
            _one_line(reply.headers.get("etag", "")),
            _one_line(reply.headers.get("last-modified", "")),
            self._now().astimezone(UTC),
            reply.body,
        )
        if self._cache:
            self._cache.put(entry)
        return _fetched(entry, "network")

    def _followed(self, first: address.Target, kept: Entry | None, *, robots: bool) -> tuple[Reply, address.Target]:
        hop, seen, budget = first, {first.url}, _Budget(self._seconds)
        for _ in range(MAX_REDIRECTS + 1):
            delay = self._robots.delay(hop) if robots else 0.0
            headers = self._headers(kept if kept and kept.final_url == hop.url else None)
            reply = self._tried(hop, headers, delay, budget, cut=MAX_BYTES if robots is False else 0)
            location = reply.headers.get("location", "")
            if reply.status not in _REDIRECTS or not location:
                return reply, hop
            hop = address.follow(hop, location, allow_loopback=self._loopback)
            if hop.url in seen:
                raise InputError("redirects in a circle", _SAVE, path=first.url)
            seen.add(hop.url)
        raise InputError(f"redirects more than {MAX_REDIRECTS} times", _SAVE, path=first.url)

    def _tried(self, hop: address.Target, headers: dict[str, str], delay: float, budget: _Budget, *, cut: int) -> Reply:
        """The answer of one hop; one that may pass is asked for again, at most three times in all."""
        for again in range(TRIES):
            failure: TransientError | None = None
            reply: Reply | None = None
            with self._hosts.turn(hop.host, delay):
                try:
                    reply = self._once(hop, headers, budget, cut)
                except TransientError as error:
                    failure = error
            if reply and reply.status not in _PASSING:
                return reply
            wait = self._hosts.jittered(BACKOFF * 2**again)
            if reply:
                wait = max(wait, self._retry_after(reply))
            if wait > MAX_RETRY_AFTER:
                self._hosts.close(hop.host, wait)
                what = f"{hop.host} asks to wait {wait:,.0f} s"
                raise InputError(what, "import it again after that", path=hop.url)
            if again == TRIES - 1 or wait >= budget.left:
                break
            budget.left -= wait
            self._hosts.pause(wait)
        if reply:
            return reply
        raise TransientError(f"{failure} (tried {again + 1} times)" if again else str(failure)) from failure

    def _once(self, hop: address.Target, headers: dict[str, str], budget: _Budget, cut: int) -> Reply:
        started = self._clock()
        try:
            try:
                found = address.addresses(hop, self._resolver, allow_loopback=self._loopback)
            except OSError as error:
                raise TransientError(f"the name {hop.host} is not known to the name server") from error
            left = budget.left - (self._clock() - started)
            if left <= 0:
                raise TransientError(f"it took longer than {self._seconds:.0f} s")
            limit = cut or MAX_BODY
            return exchange(hop, found, headers, context=self._context, seconds=left, limit=limit, cut=bool(cut))
        finally:
            budget.left -= self._clock() - started

    def _ask_robots(self, hop: address.Target) -> Answer:
        try:
            reply, _ = self._followed(hop, None, robots=False)
        except TransientError:
            return Answer(0, b"", self._now())
        return Answer(reply.status, reply.body, self._now())

    def _headers(self, kept: Entry | None) -> dict[str, str]:
        headers = {"User-Agent": user_agent(self._contact), "Accept": _ACCEPT, "Accept-Encoding": "gzip, deflate"}
        if kept and kept.etag:
            headers["If-None-Match"] = kept.etag
        if kept and kept.last_modified:
            headers["If-Modified-Since"] = kept.last_modified
        return headers

    def _retry_after(self, reply: Reply) -> float:
        """Seconds that the server asks for, from either form of the header; 0 where it asks nothing."""
        text = reply.headers.get("retry-after", "").strip()[:60]
        if text.isascii() and text.isdigit():
            return float(text)
        until = mail_date(text)
        if until is None:
            return 0.0
        until = until if until.tzinfo else until.replace(tzinfo=UTC)
        return max(0.0, (until - self._now()).total_seconds())


def user_agent(contact: str) -> str:
    """Our name, version and the contact, as it is sent.

    Raises:
        InputError: When the contact is no mail and no web address in ASCII.
    """
    contact = contact.strip()
    if not contact:
        what = "a publisher must be able to reach whoever fetches, but no contact is given"
        raise InputError(what, "add --contact you@example.org, or set DIGEST_CONTACT", field="contact")
    mail = "@" in contact
    if not (mail or contact.startswith(("http://", "https://"))) or not 6 <= len(contact) <= 200:
        remedy = "write --contact you@example.org, or the address of your site with https://"
        raise InputError("the contact is no mail address and no address of a site", remedy, field="contact")
    if not contact.isascii() or any(character <= " " or character in "()\x7f" for character in contact):
        raise InputError(
            "the contact holds characters that no address has", "give it in plain letters", field="contact"
        )
    return f"{PRODUCT}/{__version__} (+{'mailto:' if mail and '://' not in contact else ''}{contact})"


def _one_line(header: str) -> str:
    """A header's value that may be stored and sent back; "" for one that is none."""
    text = " ".join(header.split())
    return text if text.isascii() and text.isprintable() and len(text) <= 200 else ""


def _verifying(context: ssl.SSLContext | None) -> ssl.SSLContext:
    made = context or ssl.create_default_context()
    made.check_hostname = True
    made.verify_mode = ssl.CERT_REQUIRED
    made.minimum_version = max(made.minimum_version, ssl.TLSVersion.TLSv1_2)
    return made


def _fetched(entry: Entry, origin: Origin) -> Fetched:
    kind, charset = content_type(entry.content_type)
    return Fetched(entry.url, entry.final_url, kind, charset, entry.body, entry.retrieved, origin)
