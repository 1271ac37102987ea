"""gzip and deflate, bounded: a few kilobytes can hold gigabytes, and a size that is claimed proves nothing."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

GZIP_MAGIC = b"\x1f\x8b"
_AUTO, _RAW = 47, -15
"""zlib's window bits: gzip or zlib by its header, and deflate without one (which some servers send)."""
_STEP = 64 * 1024
"""Bytes that go in, and come out, at a time: what a member leaves over is copied, so it must be little."""
_FREE_MEMBERS = 1_000
_MIN_MEMBER = 64
"""Bytes that members beyond the first thousand hold on average: a record of an archive and a line of JSON hold more."""


class TooLargeError(Exception):
    """More came out than is allowed."""


class BrokenError(Exception):
    """The stream is cut or is not what it says."""


def inflated(chunks: Iterable[bytes], limit: int | None) -> Iterator[bytes]:
    """The bytes that gzip (also of several members), zlib or raw deflate `chunks` hold, at most `limit` (None: no end).

    They come in pieces of 64 KB and more, but for the last: who puts them together must not do it a million times.

    Raises:
        TooLargeError: When there is more.
        BrokenError: When the stream is damaged, stops early, or is of a great many members that hold next to nothing.
    """
    held = bytearray()
    try:
        for piece in _unpacked(chunks, limit):
            held += piece
            if len(held) >= _STEP:
                yield bytes(held)
                held.clear()
    except (BrokenError, TooLargeError):
        if held:
            yield bytes(held)
        raise
    if held:
        yield bytes(held)


def _unpacked(chunks: Iterable[bytes], limit: int | None) -> Iterator[bytes]:
    decoder = None
    total = members = 0
    for piece in _pieces(chunks):
        # Padding between members may go on from one piece to the next.
        data, full = piece if decoder or not members else piece.lstrip(b"\x00"), False
        while data or full:
            decoder = decoder or zlib.decompressobj(_window(data))
            try:
                out = decoder.decompress(data, _STEP)
            except zlib.error as error:
                raise BrokenError(str(error)) from error
            total += len(out)
            if limit is not None and total > limit:
                raise TooLargeError
            if out:
                yield out
            data, full = decoder.unconsumed_tail, len(out) == _STEP
            if decoder.eof:
                data, full, decoder = decoder.unused_data.lstrip(b"\x00"), False, None
                members += 1
                if members > _FREE_MEMBERS + total // _MIN_MEMBER:
                    raise BrokenError(f"it is of {members:,} members that hold next to nothing")
    if decoder is not None:
        raise BrokenError("it stops in the middle")


def _pieces(chunks: Iterable[bytes]) -> Iterator[bytes]:
    for chunk in chunks:
        for start in range(0, len(chunk), _STEP):
            yield chunk[start : start + _STEP]


def inflate(data: bytes, limit: int) -> bytes:
    """`inflated` of one piece.

    Raises:
        TooLargeError: As `inflated`.
        BrokenError: As `inflated`.
    """
    return b"".join(inflated([data], limit))


def _window(data: bytes) -> int:
    if data.startswith(GZIP_MAGIC) or len(data) < 2:
        return _AUTO
    zlib_header = data[0] & 0x0F == 8 and (data[0] << 8 | data[1]) % 31 == 0
    return _AUTO if zlib_header else _RAW
