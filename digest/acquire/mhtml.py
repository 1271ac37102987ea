"""Pages that a browser saved as one file (.mhtml), and letters (.eml): the page, its address and day; no pictures.

MIME (RFC 2557) is taken apart here, in one pass: the standard library's parser needs minutes for a hostile file
of a few megabytes. It only reads the heads, which are short.
"""

from __future__ import annotations

import binascii
import re
from datetime import UTC
from email.parser import BytesHeaderParser
from email.policy import compat32, default
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any, NamedTuple

from digest.acquire.feeds import address
from digest.acquire.item import Hints, Item, mail_date
from digest.errors import InputError
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from email.message import Message
    from email.policy import Policy

MAX_BYTES = 32 * 1024 * 1024
"""With all its pictures."""
MAX_PARTS = 2_000
MAX_HEAD = 8 * 1024
"""Bytes of a part's head; a browser writes a few hundred."""
MAX_BEGIN = 2 * MAX_HEAD
"""Bytes that hold the head, and blank lines before it."""
MAX_NESTED = 3
_FORWARDED = re.compile(r"(?:(?:FWD?|RE|전달|회신)\s?:\s{0,2}|[\[(]광고[\])]\s{0,2}){1,5}", re.IGNORECASE)
"""Before a subject: forwarded, answered, advertisement."""
_HTML = frozenset({"text/html", "application/xhtml+xml"})


class _Part(NamedTuple):
    head: Message
    body: bytes


def page(name: str, data: bytes) -> Item:
    """The page of an MHTML file: the part that `start` names, else the first HTML part.

    Raises:
        InputError: When there is no HTML in it.
    """
    try:
        whole = _part(data, default)
        parts = [part for part in _parts(whole, 0) if part.head.get_content_type() in _HTML]
        start = whole.head.get_param("start")
        root = next((part for part in parts if start and _header(part, "Content-ID") == start), next(iter(parts), None))
        body = _decoded(root) if root else b""
        if root is None or not body.strip():
            raise InputError("holds no page", "save the page again, as HTML", path=name)
        found = (address(_header(whole, "Snapshot-Content-Location")), address(_header(root, "Content-Location")))
        url = next(filter(None, found), "")
        charset = root.head.get_content_charset()
        # The new policy fails on a date that is none, which costs no page.
        title, when = _header(whole, "Subject"), _when(_header(_part(data[:MAX_BEGIN]), "Date"))
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        # The standard library's readers of heads fail in all these ways on heads that no browser writes.
        raise InputError("holds no page", "save the page again, as HTML", path=name) from error
    return Item(name, "html", body, url, charset, Hints(title=title), when)


def letter(name: str, data: bytes) -> Item:
    """The text of a letter: its HTML, else its plain text; subject, day and sender are hints.

    Raises:
        InputError: When there is no text in it.
    """
    try:
        whole = _part(data, default)
        parts = [(part.head.get_content_type(), part, _decoded(part)) for part in _parts(whole, 0)]
        texts = [found for found in parts if found[2].strip()]
        page = next((found for found in texts if found[0] in _HTML), None)
        chosen = page or next((found for found in texts if found[0] == "text/plain"), None)
        if not chosen:
            raise InputError("is a letter without text", "save the page that it leads to", path=name)
        title = _FORWARDED.sub("", _header(whole, "Subject"), count=1)
        hints = Hints(title, _header(_part(data[:MAX_BEGIN]), "Date"), site=parseaddr(_header(whole, "From"))[0])
        charset = chosen[1].head.get_content_charset()
    except (ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        raise InputError("is a letter that cannot be read", "copy its text into a .txt file", path=name) from error
    return Item(name, "html" if page else "dump", chosen[2], "", charset, hints)


def _part(data: bytes, policy: Policy[Any] = compat32) -> _Part:
    """A part's head and body; a head that is too long counts as none.

    The old policy reads heads 1,000 times faster where they are hostile; only the file's own head, with a title in
    encoded words, needs the new one.
    """
    data = data.lstrip(b"\r\n")
    marks = [(at, mark) for mark in (b"\r\n\r\n", b"\n\n") if (at := data.find(mark, 0, MAX_HEAD)) >= 0]
    at, mark = min(marks, default=(0, b""))
    head = BytesHeaderParser(policy=policy).parsebytes(data[:at])
    return _Part(head, data[at + len(mark) :])


def _parts(part: _Part, depth: int) -> Iterator[_Part]:
    """The part, or the parts in it, in order."""
    boundary = part.head.get_boundary() if part.head.get_content_maintype() == "multipart" else None
    if not boundary:
        yield part
        return
    if depth < MAX_NESTED:
        line = rb"\n--" + re.escape(boundary.encode("utf-8", "replace")) + rb"(?=[ \t]{0,9}\r?\n|--)"
        _, *pieces = re.split(line, b"\n" + part.body, maxsplit=MAX_PARTS)
        for piece in pieces:
            if piece.startswith(b"--"):
                break
            yield from _parts(_part(piece), depth + 1)


def _decoded(part: _Part) -> bytes:
    coding = _header(part, "Content-Transfer-Encoding").lower()
    if coding == "quoted-printable":
        return binascii.a2b_qp(part.body)
    return binascii.a2b_base64(part.body) if coding == "base64" else part.body


def _header(part: _Part, name: str) -> str:
    return clean_line(str(part.head.get(name, ""))[:2_000])


def _when(text: str) -> datetime | None:
    """Browsers write `-0000`: UTC, said without a place (RFC 5322, 3.3)."""
    when = mail_date(text)
    if when is None or (when.tzinfo is None and not text.endswith("-0000")):
        return None
    try:
        return when.replace(tzinfo=when.tzinfo or UTC).astimezone(UTC)
    except OverflowError:
        return None
