"""Links to the originals: public, without tracking, and on demand whether they are still there."""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from typing import TYPE_CHECKING, Protocol
from urllib.parse import parse_qsl, urlsplit

from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

TRACKING = re.compile(r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_eid|yclid|twclid)", re.IGNORECASE)
_NOT_PUBLIC = (".localhost", ".local", ".internal", ".lan", ".home.arpa", ".test", ".invalid", ".onion")
_SCRIPTS = ("HANGUL ", "CJK ", "HIRAGANA ", "KATAKANA ")
"""What hosts are written in besides ASCII; Cyrillic, Greek or accented letters can make one look like a publisher's."""
GONE = frozenset({"is not there", "was taken down", "may not be shown for legal reasons"})
"""What the fetcher says of a page that its server has not any more; all else may be a matter of this machine or day."""


class Fetches(Protocol):
    """The part of the fetcher that is needed."""

    def get(self, url: str, /) -> object:
        """The page, or InputError."""


def weakness(url: str) -> str:
    """What is wrong with a link to an original, or nothing."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").rstrip(".")
    except ValueError:
        return "is no address that every program can read"
    if odd := next((c for c in _in_letters(host) if c.isalpha() and not c.isascii() and not _usual(c)), ""):
        return f'has the letter "{odd}" (U+{ord(odd):04X}) in its host, which may look like another'
    if not host.isascii():
        return ""
    if _is_number(host):
        return "names a machine by its number"
    if "." not in host or host.endswith(_NOT_PUBLIC):
        return f'is on "{host}", which only some machines can reach'
    found = [name for name, _ in parse_qsl(parts.query) if TRACKING.fullmatch(name)] if parts.query else []
    return f"carries tracking ({', '.join(found[:3])})" if found else ""


def _in_letters(host: str) -> str:
    """The host without the ASCII form of other letters (`xn--…`)."""
    try:
        return host.encode("ascii").decode("idna") if "xn--" in host else host
    except UnicodeError:
        return host


def _usual(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith(_SCRIPTS)


def _is_number(host: str) -> bool:
    if ":" not in host and not host[-1:].isdigit():
        return False
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def unanswered(urls: Iterable[str], fetcher: Fetches) -> Iterator[tuple[str, str]]:
    """The address and the reason of each original that is not had; only one of `GONE` says that it is gone."""
    for url in urls:
        try:
            fetcher.get(url)
        except InputError as error:
            yield url, error.problem.what
