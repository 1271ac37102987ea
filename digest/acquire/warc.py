"""Web archives (.warc, .warc.gz, as of Common Crawl's news): pages of chosen publishers and days, one at a time.

An archive holds gigabytes of which a curator wants a few pages, so that a record is chosen by its head, and
only then read, within the same limits as a page that is fetched. The day is the day of the crawl.
The format is ISO 28500 (WARC 1.1). The reader is our own: FastWARC 2.0.1 aborts with a panic, which no handler
of errors catches, on a stream that cannot seek and on damaged records.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from digest.acquire import inflate
from digest.acquire.exchange import MAX_BODY, content_type
from digest.acquire.feeds import address
from digest.acquire.item import Item, Trouble, Wanted, unforeseen
from digest.errors import InputError, Problem
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

MAX_HEADER = 64 * 1024
MAX_WIRE = 2 * MAX_BODY
"""Bytes of a record as stored, with headers and chunk marks; a longer one is passed over with a message."""
MAGIC = b"WARC/"
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_MAX_CODINGS = 4
_MARKUP = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,1000}<")
"""How a page begins that nothing needs to be undone of, whatever its headers say."""
_CHUNK_LINE = 64
_MAX_DIGITS = 15
"""Of the length of a record."""


class _Head(NamedTuple):
    headers: Mapping[str, str]
    length: int

    @property
    def url(self) -> str:
        return address(self.headers.get("warc-target-uri", "").strip("<> "))


def pages(name: str, chunks: Iterable[bytes], wanted: Wanted) -> Iterator[Item | Trouble]:
    """HTML pages with status 200, in the order of the archive. Memory holds one record.

    Args:
        name: For messages.
        chunks: The archive as stored, plain or gzip.
        wanted: Hosts, and days of the crawl.

    Raises:
        InputError: When the archive is damaged; what came before it stays valid.
    """
    reader = _Reader(chunks)
    try:
        while head := _head(reader):
            url, day = head.url, head.headers.get("warc-date", "")
            if head.headers.get("warc-type", "").lower() != "response" or not (
                url and wanted.url(url) and wanted.day(day)
            ):
                reader.skip(head.length)
                continue
            where = f"{name}: {url}"
            try:
                payload = _payload(reader, head.length)
                item = _page(where, url, day, payload)
            except inflate.TooLargeError:
                yield Trouble(where, InputError("is larger than 5 MB", "leave it out", path=where).problem)
                continue
            except _BodyError as damage:
                what, remedy = f"its body is damaged ({damage})", "import the page from its address"
                yield Trouble(where, InputError(what, remedy, path=where).problem)
                continue
            except inflate.BrokenError:
                raise
            except Exception as error:  # noqa: BLE001 - whatever one page is, the next is read
                yield Trouble(where, unforeseen(where, error))
                continue
            if item and head.headers.get("warc-truncated"):
                what, remedy = "was cut by the crawler", "check its end, or import the page from its address"
                yield Trouble(where, Problem(where, 0, "", what, remedy, rule="cut", severity="warning"))
            if item:
                yield item
    except inflate.BrokenError as error:
        what = f"the archive is damaged ({clean_line(str(error))[:100]})"
        raise InputError(what, "what came before the damage is read; fetch it again for the rest", path=name) from error


class _BodyError(Exception):
    """One page cannot be read; the archive can."""


def _head(reader: _Reader) -> _Head | None:
    """The next record's head, or None at the end."""
    line = reader.line()
    while line is not None and not line.strip():
        line = reader.line()
    if line is None:
        return None
    if not line.startswith(MAGIC):
        raise inflate.BrokenError("there is no record where one should begin")
    headers: dict[str, str] = {}
    size = 0
    while True:
        line = reader.line()
        if line is None:
            raise inflate.BrokenError("it stops in the middle")
        size += len(line)
        if size > MAX_HEADER:
            raise inflate.BrokenError("a record's head is too long")
        if not line.strip():
            break
        key, _, value = line.decode("utf-8", "replace").partition(":")
        headers.setdefault(key.strip().lower(), value.strip())
    length = headers.get("content-length", "")
    if not (length.isascii() and length.isdigit() and len(length) <= _MAX_DIGITS):
        raise inflate.BrokenError("a record has no length")
    return _Head(headers, int(length))


def _payload(reader: _Reader, length: int) -> bytes:
    if length > MAX_WIRE:
        reader.skip(length)
        raise inflate.TooLargeError
    return reader.take(length)


def _page(where: str, url: str, day: str, payload: bytes) -> Item | None:
    """The page of a response, or None where it is no HTML page with status 200."""
    head, _, body = payload.partition(b"\r\n\r\n")
    if len(head) > MAX_HEADER or not head.startswith(b"HTTP/"):
        return None
    first, *rest = head.decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    for line in rest:
        key, _, value = line.partition(":")
        headers.setdefault(key.strip().lower(), value.strip())
    kind, charset = content_type(headers.get("content-type", ""))
    if first.split(" ")[1:2] != ["200"] or kind not in _HTML:
        return None
    try:
        body = _undone(body, headers)
    except inflate.BrokenError as error:
        raise _BodyError(str(error)) from error
    return Item(where, "html", body, url, charset, retrieved=_when(day))


def _undone(body: bytes, headers: Mapping[str, str]) -> bytes:
    """A body without chunks and compression. Crawlers often store it undone under the headers of the packed one."""
    for coding in reversed(_codings(headers, "content-encoding") + _codings(headers, "transfer-encoding")):
        if coding == "chunked":
            body = unchunked(body)
        elif _MARKUP.match(body):
            break
        elif coding not in _PACKED:
            raise inflate.BrokenError(f"encoding {clean_line(coding)[:40]} is not read")
        elif coding == "deflate" or body.startswith(inflate.GZIP_MAGIC):
            body = inflate.inflate(body, MAX_BODY)
    if body.startswith(inflate.GZIP_MAGIC):
        body = inflate.inflate(body, MAX_BODY)
    if len(body) > MAX_BODY:
        raise inflate.TooLargeError
    return body


def _codings(headers: Mapping[str, str], name: str) -> list[str]:
    """What was done to a body, in order."""
    words = [word.strip().lower() for word in headers.get(name, "")[:200].split(",")]
    return [word for word in words if word not in {"", "identity"}][:_MAX_CODINGS]


def unchunked(raw: bytes) -> bytes:
    """A body without its chunk marks; one that has none (decoded by the crawler) comes back as it is.

    Raises:
        BrokenError: When it stops in the middle.
    """
    out, at = bytearray(), 0
    while True:
        end = raw.find(b"\r\n", at, at + _CHUNK_LINE)
        size = _size(raw[at:end]) if end >= 0 else None
        if size is None:
            if at == 0:
                return raw
            raise inflate.BrokenError("it stops in the middle")
        if size == 0:
            return bytes(out)
        start = end + 2
        if start + size > len(raw):
            raise inflate.BrokenError("it stops in the middle")
        out += raw[start : start + size]
        at = start + size + 2


def _size(line: bytes) -> int | None:
    digits = line.partition(b";")[0].strip()
    try:
        return int(digits, 16) if digits.isalnum() and len(digits) <= 8 else None
    except ValueError:
        return None


def _when(text: str) -> datetime | None:
    try:
        when = datetime.fromisoformat(text[:40])
        return when.astimezone(UTC) if when.tzinfo else None
    except (ValueError, OverflowError):
        return None


class _Reader:
    """Lines and pieces of a stream, which is unpacked where it is gzip."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._raw = iter(chunks)
        self._buffer = bytearray(next(self._raw, b""))
        if self._buffer.startswith(inflate.GZIP_MAGIC):
            first = bytes(self._buffer)
            self._buffer.clear()
            self._raw = inflate.inflated(_chained(first, self._raw), None)

    def line(self) -> bytes | None:
        """Up to the next line feed, without it; None at the end."""
        seen = 0
        while (end := self._buffer.find(b"\n", seen)) < 0:
            seen = len(self._buffer)
            if seen > MAX_HEADER:
                raise inflate.BrokenError("a line is too long")
            if not self._more():
                return self._cut(seen) if seen else None
        return self._cut(end + 1).rstrip(b"\r\n")

    def take(self, size: int) -> bytes:
        """Exactly so many bytes."""
        while len(self._buffer) < size:
            if not self._more():
                raise inflate.BrokenError("it stops in the middle")
        return self._cut(size)

    def skip(self, size: int) -> None:
        """Pass over so many bytes without keeping them."""
        while size > len(self._buffer):
            size -= len(self._buffer)
            self._buffer.clear()
            if not self._more():
                raise inflate.BrokenError("it stops in the middle")
        del self._buffer[:size]

    def _more(self) -> bool:
        piece = next(self._raw, b"")
        self._buffer += piece
        return bool(piece)

    def _cut(self, size: int) -> bytes:
        part = bytes(self._buffer[:size])
        del self._buffer[:size]
        return part


def _chained(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest
