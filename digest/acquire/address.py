"""Which addresses may be connected to: the guard against pages that point into the curator's own network.

A feed, a redirect or a name server under a stranger's control must not make this machine ask its
router, its cloud's metadata service or a program on loopback. Every hop is resolved here, all of its
addresses are checked, and the connection is made to a checked address, so that a second answer of
the name server (DNS rebinding) changes nothing.

Blocks: IANA's registries of special-purpose addresses, IPv4 (RFC 6890 and later) and IPv6, read 2026-11.
"""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
from collections.abc import Callable, Sequence
from typing import NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from digest.errors import InputError

PORTS = {"http": 80, "https": 443}
MAX_URL = 2000
"""Characters of an address, in and out."""
RESOLVE_SECONDS = 10.0
_SAFE = "/%:@!$&'()*+,;=~-._?"
_GIVE = "give the full address of a public page, such as https://www.newspim.com/news/view/20250131000527"
_SAVE = "open it in a browser, save the page and import the file"
_HOST = re.compile(r"[0-9a-z_](?:[0-9a-z._\-]{0,252})|[0-9a-f:.]{2,45}")

Resolver = Callable[[str, int], Sequence[str]]
"""Host and port to addresses as text; raises OSError where the name is unknown."""

_V4_REFUSED = {
    "0.0.0.0/8": "this network",
    "10.0.0.0/8": "private",
    "100.64.0.0/10": "shared by a carrier",
    "127.0.0.0/8": "loopback",
    "169.254.0.0/16": "link-local",
    "172.16.0.0/12": "private",
    "192.0.0.0/24": "reserved",
    "192.0.2.0/24": "documentation",
    "192.31.196.0/24": "reserved",
    "192.52.193.0/24": "reserved",
    "192.88.99.0/24": "reserved",
    "192.168.0.0/16": "private",
    "192.175.48.0/24": "reserved",
    "198.18.0.0/15": "benchmarking",
    "198.51.100.0/24": "documentation",
    "203.0.113.0/24": "documentation",
    "224.0.0.0/4": "multicast",
    "240.0.0.0/4": "reserved",
}
_V6_GLOBAL = "2000::/3"
"""All else is refused: loopback, fc00::/7, fe80::/10, ff00::/8, and what hides IPv4: ::ffff:0:0/96, 64:ff9b::/96."""
_V6_REFUSED = {
    "2001::/23": "reserved (Teredo hides an IPv4 address)",
    "2001:db8::/32": "documentation",
    "2002::/16": "6to4, which hides an IPv4 address",
    "2620:4f:8000::/48": "reserved",
    "3fff::/20": "documentation",
}
_V4 = tuple((ipaddress.IPv4Network(block), why) for block, why in _V4_REFUSED.items())
_V6 = tuple((ipaddress.IPv6Network(block), why) for block, why in _V6_REFUSED.items())
_V6_ALLOWED = ipaddress.IPv6Network(_V6_GLOBAL)


class Target(NamedTuple):
    """One hop: what is asked, of whom, and at which addresses it may be asked."""

    scheme: str
    host: str
    port: int
    path: str
    """With its query; ASCII."""

    @property
    def origin(self) -> str:
        """`https://host`, with the port where it is not the scheme's own."""
        shown = f"[{self.host}]" if ":" in self.host else self.host
        return f"{self.scheme}://{shown}" + ("" if self.port == PORTS[self.scheme] else f":{self.port}")

    @property
    def netloc(self) -> str:
        """The value of the Host header."""
        return self.origin.partition("://")[2]

    @property
    def url(self) -> str:
        """The address, without its fragment."""
        return self.origin + self.path


def target(url: str, *, allow_loopback: bool = False) -> Target:
    """Take an address apart and refuse what is never fetched.

    Other ports than 80 and 443 are allowed only with `allow_loopback`, which is for tests.

    Raises:
        InputError: No http or https, a user name in it, another port, characters that no address has.
    """
    if len(url) > MAX_URL:
        raise InputError(f"the address is longer than {MAX_URL} characters", _GIVE, path=url[:80])
    url = url.strip()
    if any(character < " " or character == "\x7f" for character in url):
        raise InputError("the address holds control characters", _GIVE, path=shown(url))
    try:
        parts = urlsplit(url)
        port = parts.port
        host = (parts.hostname or "").rstrip(".")
        host = host if host.isascii() else host.encode("idna").decode("ascii").lower()
    except ValueError as error:
        raise InputError("not an address", _GIVE, path=shown(url)) from error
    if parts.scheme not in PORTS or not _HOST.fullmatch(host):
        raise InputError("only http and https addresses are fetched", _GIVE, path=shown(url))
    if parts.username is not None or parts.password is not None:
        raise InputError("the address holds a user name or password", "remove everything up to the @", path=shown(url))
    port = PORTS[parts.scheme] if port is None else port
    if port != PORTS[parts.scheme] and not allow_loopback:
        raise InputError(f"port {port} is not fetched, only 80 and 443", _GIVE, path=shown(url))
    path = quote(parts.path or "/", safe=_SAFE)
    query = f"?{quote(parts.query, safe=_SAFE)}" if parts.query else ""
    return Target(parts.scheme, host, port, path + query)


def follow(here: Target, location: str, *, allow_loopback: bool = False) -> Target:
    """The target of a redirect, which never goes from https to http.

    Raises:
        InputError: As `target`, and for a step down to http.
    """
    try:
        joined = urljoin(here.url, _utf8(location))
    except ValueError as error:
        raise InputError(f"redirects to no address ({shown(location)[:80]})", _SAVE, path=here.url) from error
    there = target(joined, allow_loopback=allow_loopback)
    if here.scheme == "https" and there.scheme == "http":
        what = f"redirects from https to http ({shown(there.url)})"
        raise InputError(what, _SAVE, path=here.url)
    return there


def _utf8(location: str) -> str:
    """Headers come as Latin-1; an address that is not ASCII is nearly always UTF-8."""
    try:
        return location.strip().encode("latin-1").decode("utf-8")
    except UnicodeError:
        return location.strip()


def addresses(hop: Target, resolver: Resolver, *, allow_loopback: bool = False) -> tuple[str, ...]:
    """All addresses of the host, each of them public; at least one.

    Raises:
        InputError: When one of them is not public (all of them are refused then).
        OSError: When the name is unknown, or the name server is silent for 10 seconds.
    """
    found = tuple(dict.fromkeys(resolver(hop.host, hop.port)))
    for text in found:
        why = refused(text, allow_loopback=allow_loopback)
        if why:
            what = f"{hop.host} is at {text}, which is {why}"
            raise InputError(what, "only public pages are fetched; save the page and import the file", path=hop.url)
    if not found:
        raise OSError(f"{hop.host} has no address")
    return found


def refused(text: str, *, allow_loopback: bool = False) -> str:
    """Why an IP address is not connected to, or "" where it is public."""
    try:
        address = ipaddress.ip_address(text)
    except ValueError:
        return "no IP address"
    if allow_loopback and address.is_loopback:
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return next((why for block, why in _V4 if address in block), "")
    if address.scope_id is not None or address not in _V6_ALLOWED:
        return "not public"
    return next((why for block, why in _V6 if address in block), "")


def resolve(host: str, port: int) -> Sequence[str]:
    """Addresses from the system's resolver, which is given 10 seconds.

    Raises:
        OSError: When the name is unknown or the answer does not come.
    """
    found: list[str] = []
    failed: list[OSError] = []

    def ask() -> None:
        try:
            answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
            found.extend(str(answer[4][0]) for answer in answers)
        except (OSError, UnicodeError) as error:
            failed.append(error if isinstance(error, OSError) else OSError(str(error)))

    thread = threading.Thread(target=ask, daemon=True, name="resolve")
    thread.start()
    thread.join(RESOLVE_SECONDS)
    if failed:
        raise failed[0]
    if not found:
        raise TimeoutError(f"no answer for {host} in {RESOLVE_SECONDS:.0f} s")
    return found


def shown(url: str) -> str:
    """An address for a message: printable ASCII, short, without a password."""
    head, at, tail = url.partition("@")
    bare = f"{head.partition('://')[0]}://…@{tail}" if at and "/" not in head.partition("://")[2] else url
    return "".join(c if " " < c < "\x7f" or c == "…" else quote(c, errors="replace") for c in bare)[:200]
