"""Web archives (.warc, .warc.gz, as of Common Crawl's news): pages of chosen publishers and days, one at a time.

An archive holds gigabytes of which a curator wants a few pages, so that a record is chosen by its head, and
only then read, within the same limits as a page that is fetched. The day is the day of the crawl.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, BinaryIO, cast

from digest.acquire import inflate
from digest.acquire.exchange import MAX_BODY
from digest.acquire.feeds import address
from digest.acquire.item import Hints, Item, Trouble, Wanted
from digest.errors import InputError
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from fastwarc.warc import WarcRecord

MAX_HEADER = 64 * 1024
MAX_WIRE = 2 * MAX_BODY
"""Bytes of a record as stored, with headers and chunk marks; a longer one is passed over with a message."""
_HTML = frozenset({"text/html", "application/xhtml+xml"})
_CHUNK_LINE = 64


def pages(name: str, stream: BinaryIO, wanted: Wanted) -> Iterator[Item | Trouble]:
    """HTML pages with status 200, in the order of the archive. Memory holds one record.

    Raises:
        InputError: When the archive is damaged; what came before it stays valid.
    """
    from fastwarc.warc import ArchiveIterator, response  # noqa: PLC0415 - only archives need it

    def chosen(record: WarcRecord) -> bool:
        return wanted.url(_uri(record)) and wanted.day(record.headers.get("WARC-Date") or "")

    found = ArchiveIterator(
        stream, record_types=response, parse_http=False, func_filter=chosen, max_header_len=MAX_HEADER
    )
    try:
        for record in found:
            item = _page(name, record)
            if item:
                yield item
    except (OSError, ValueError, RuntimeError) as error:
        what = f"the archive is damaged ({clean_line(str(error))[:100]})"
        raise InputError(what, "what came before the damage is read; fetch it again for the rest", path=name) from error


def _uri(record: WarcRecord) -> str:
    return (record.headers.get("WARC-Target-URI") or "").strip("<> ")


def _page(name: str, record: WarcRecord) -> Item | Trouble | None:
    url = address(_uri(record))
    where = f"{name}: {url}"
    record.parse_http()
    headers = record.http_headers
    if not url or headers is None or headers.status_code != 200:
        return None
    if (record.http_content_type or "").lower() not in _HTML:
        return None
    try:
        body = _body(record)
    except inflate.TooLargeError:
        error = InputError("is larger than 5 MB", "give the dump of one article", path=where)
        return Trouble(where, error.problem)
    except inflate.BrokenError as damage:
        error = InputError(f"its body is damaged ({damage})", "fetch the page itself", path=where)
        return Trouble(where, error.problem)
    charset = record.http_charset
    return Item(where, "html", body, url, charset, Hints(), _when(record))


def _body(record: WarcRecord) -> bytes:
    headers = record.http_headers
    raw = record.reader.read(MAX_WIRE + 1)
    if len(raw) > MAX_WIRE:
        raise inflate.TooLargeError
    if headers is not None and (headers.get("Transfer-Encoding") or "").strip().lower() == "chunked":
        raw = unchunked(raw)
    coding = ((headers.get("Content-Encoding") if headers is not None else "") or "").strip().lower()
    if coding in {"gzip", "x-gzip", "deflate"}:
        # Crawlers often store the decoded body under the header of the encoded one.
        packed = coding == "deflate" or raw.startswith(inflate.GZIP_MAGIC)
        raw = inflate.inflate(raw, MAX_BODY) if packed else raw
    elif coding not in {"", "identity"}:
        raise inflate.BrokenError(f"encoding {clean_line(coding)[:40]} is not read")
    if len(raw) > MAX_BODY:
        raise inflate.TooLargeError
    return raw


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


def _when(record: WarcRecord) -> datetime | None:
    return record.record_date


class Chunks(io.RawIOBase):
    """A stream of pieces as a file, for readers that want one."""

    def __init__(self, pieces: Iterator[bytes]) -> None:
        super().__init__()
        self._pieces, self._rest = pieces, b""

    def readable(self) -> bool:
        """It is only read."""
        return True

    def readinto(self, buffer: object) -> int:
        """Fill the buffer with what there is; 0 at the end."""
        view = memoryview(cast("bytearray", buffer)).cast("B")
        while not self._rest:
            piece = next(self._pieces, None)
            if piece is None:
                return 0
            self._rest = piece
        part, self._rest = self._rest[: len(view)], self._rest[len(view) :]
        view[: len(part)] = part
        return len(part)
