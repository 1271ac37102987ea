"""Inputs as chunks of bytes: what they begin with, all of them within a bound, and what gzip holds."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

from digest.acquire import inflate
from digest.acquire.sniff import HEAD
from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_UNPACKED = 2 * 1024 * 1024 * 1024
"""Records packed with gzip."""


def peek(chunks: Iterator[bytes]) -> tuple[bytes, Iterator[bytes]]:
    """The first bytes of a stream, and the stream with them."""
    head = b""
    for chunk in chunks:
        head += chunk
        if len(head) >= HEAD:
            break
    return head[:HEAD], itertools.chain([head] if head else [], chunks)


def whole(name: str, chunks: Iterator[bytes], limit: int) -> bytes:
    """All of a stream. Raises InputError where it is larger than `limit`."""
    data = bytearray()
    for chunk in chunks:
        data += chunk
        if len(data) > limit:
            raise InputError(f"is larger than {limit // 1024 // 1024} MB", "give one article, or split it", path=name)
    return bytes(data)


def inner(head: bytes) -> bytes:
    """The first bytes of what gzip holds."""
    try:
        return next(inflate.inflated([head], MAX_UNPACKED), b"")
    except (inflate.BrokenError, inflate.TooLargeError):
        return b""


def unpacked(name: str, chunks: Iterator[bytes]) -> Iterator[bytes]:
    """What the gzip of a stream holds. Raises InputError where it is damaged or too large."""
    try:
        yield from inflate.inflated(chunks, MAX_UNPACKED)
    except inflate.BrokenError as error:
        raise InputError(f"its gzip is damaged ({error})", "save or fetch it again", path=name) from error
    except inflate.TooLargeError as error:
        raise InputError(f"holds more than {MAX_UNPACKED // 1024**3} GB", "split it", path=name) from error
