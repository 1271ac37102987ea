"""Pages that a browser saved as one file (.mhtml): the page itself, its address and its day; pictures are left."""

from __future__ import annotations

import email
import email.policy
import email.utils
from datetime import UTC
from typing import TYPE_CHECKING

from digest.acquire.feeds import address
from digest.acquire.item import Hints, Item
from digest.errors import InputError
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from datetime import datetime
    from email.message import EmailMessage

MAX_BYTES = 32 * 1024 * 1024
"""With all its pictures."""
MAX_PARTS = 2_000
MAX_BOUNDARIES = 100
"""Nested containers; a browser writes one."""


def page(name: str, data: bytes) -> Item:
    """The page of an MHTML file.

    Raises:
        InputError: When there is no HTML in it, or it is built like no browser builds it.
    """
    broken = InputError("holds no page", "save the page again, as HTML", path=name)
    if data.lower().count(b"boundary=") > MAX_BOUNDARIES:
        raise broken
    try:
        message = email.message_from_bytes(data, policy=email.policy.default)
        root = _root(message)
        if root is None:
            raise broken
        body = root.get_payload(decode=True)
        url = _address(root, message)
        title, when, charset = _header(message, "Subject"), _when(_header(message, "Date")), root.get_content_charset()
    except (ValueError, RecursionError, LookupError, TypeError, AttributeError) as error:
        raise broken from error
    if not isinstance(body, bytes) or not body.strip():
        raise broken
    return Item(name, "html", body, url, charset, Hints(title=title), when)


def _root(message: EmailMessage) -> EmailMessage | None:
    """The part that `start` names, else the first HTML part."""
    start = message.get_param("start")
    first = None
    for count, part in enumerate(message.walk()):
        if count > MAX_PARTS:
            break
        if part.get_content_type() in {"text/html", "application/xhtml+xml"}:
            if start and _header(part, "Content-ID") == start:
                return part
            first = first or part
    return first


def _address(root: EmailMessage, message: EmailMessage) -> str:
    found = (address(_header(message, "Snapshot-Content-Location")), address(_header(root, "Content-Location")))
    return next(filter(None, found), "")


def _header(part: EmailMessage, name: str) -> str:
    return clean_line(str(part.get(name, ""))[:2_000])


def _when(text: str) -> datetime | None:
    """Browsers write `-0000`: UTC, said without a place (RFC 5322, 3.3)."""
    try:
        when = email.utils.parsedate_to_datetime(text)
    except ValueError:
        return None
    if when.tzinfo is None and not text.endswith("-0000"):
        return None
    return when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC)
