"""What an image file says of itself, read from its segments without decoding a pixel.

PNG, JPEG and WebP are chains of segments with their lengths, so that metadata, sizes and bytes behind the end
are found surely and cheaply, and a hostile file meets no decoder. A decoding library would tell less: it hides
segments that it does not know, and it decodes.

Sources: W3C PNG (third edition) 5 and 11; ITU-T T.81 annex B; RFC 9649 (WebP) 2.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MAX_SIDE = 4096
MAX_PIXELS = 12_000_000
_PNG_SHOWN = frozenset(
    {b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"bKGD", b"pHYs"}
    | {b"cICP", b"mDCV", b"cLLI"}
)
"""Chunks that a still picture needs; all others carry something else."""
_WEBP_SHOWN = frozenset({b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ICCP"})
_STANDALONE = frozenset({0x01, *range(0xD0, 0xD8)})
_FRAMES = frozenset({*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC})
_MOVING = {b"acTL": "an animation", b"fcTL": "an animation", b"fdAT": "an animation", b"ANIM": "an animation",
           b"ANMF": "an animation"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """Width and height in pixels (0 where the file does not say), what else it carries, and whether it is whole."""

    width: int
    height: int
    extras: tuple[str, ...]
    whole: bool


def look(data: bytes, suffix: str) -> Picture:
    """The picture in `data`, the bytes of a file with the ending `suffix`."""
    return _READERS[suffix](data)


def _png(data: bytes) -> Picture:
    width = height = 0
    extras: list[str] = []
    at, whole = 8, False
    while at + 12 <= len(data):
        size, kind = int.from_bytes(data[at : at + 4], "big"), data[at + 4 : at + 8]
        if at + 12 + size > len(data):
            break
        if kind == b"IHDR" and size >= 8:
            width, height = (int.from_bytes(data[at + n : at + n + 4], "big") for n in (8, 12))
        elif kind not in _PNG_SHOWN:
            extras.append(_MOVING.get(kind, _name(kind)))
        at += 12 + size
        if kind == b"IEND":
            whole = True
            break
    if whole and at < len(data):
        extras.append("bytes behind its end")
    return Picture(width, height, tuple(dict.fromkeys(extras)), whole)


def _jpeg(data: bytes) -> Picture:
    width = height = 0
    extras: list[str] = []
    whole = False
    for marker, payload, end in _segments(data):
        if marker in _FRAMES and len(payload) >= 5:
            height, width = int.from_bytes(payload[1:3], "big"), int.from_bytes(payload[3:5], "big")
        elif marker == 0xFE:
            extras.append("a comment")
        elif 0xE1 <= marker <= 0xEF and not _harmless(marker, payload):
            extras.append(_app(marker, payload))
        elif marker == 0xD9:
            whole = True
            if data[end:].strip(b"\0"):
                extras.append("bytes behind its end")
    return Picture(width, height, tuple(dict.fromkeys(extras)), whole)


def _segments(data: bytes) -> Iterator[tuple[int, bytes, int]]:
    """Marker, payload and end of each segment; entropy-coded data is skipped."""
    at = 2
    while at + 2 <= len(data):
        if data[at] != 0xFF:
            at = data.find(b"\xff", at)
            if at < 0:
                return
            continue
        marker = data[at + 1]
        if marker in {0x00, 0xFF} or marker in _STANDALONE:
            at += 1 if marker == 0xFF else 2
            continue
        if marker == 0xD9:
            yield marker, b"", at + 2
            return
        size = int.from_bytes(data[at + 2 : at + 4], "big")
        if size < 2 or at + 2 + size > len(data):
            return
        yield marker, data[at + 4 : at + 2 + size], at + 2 + size
        at += 2 + size


def _harmless(marker: int, payload: bytes) -> bool:
    """A colour profile, or Adobe's mark of the colour transform: a picture looks wrong without them."""
    return (marker == 0xE2 and payload.startswith(b"ICC_PROFILE\0")) or (marker == 0xEE and payload[:5] == b"Adobe")


def _app(marker: int, payload: bytes) -> str:
    if payload.startswith(b"Exif\0"):
        return "EXIF"
    if payload.startswith(b"http://ns.adobe.com/"):
        return "XMP"
    return "IPTC" if marker == 0xED else f"APP{marker - 0xE0}"


def _webp(data: bytes) -> Picture:
    width = height = 0
    extras: list[str] = []
    end = 8 + int.from_bytes(data[4:8], "little")
    at = 12
    while at + 8 <= min(end, len(data)):
        kind, size = data[at : at + 4], int.from_bytes(data[at + 4 : at + 8], "little")
        body = data[at + 8 : at + 8 + min(size, 16)]
        if kind == b"VP8X" and len(body) >= 10:
            width, height = (int.from_bytes(body[n : n + 3], "little") + 1 for n in (4, 7))
        elif kind == b"VP8 " and not width and body[3:6] == b"\x9d\x01\x2a":
            width, height = (int.from_bytes(body[n : n + 2], "little") & 0x3FFF for n in (6, 8))
        elif kind == b"VP8L" and not width and body[:1] == b"\x2f":
            bits = int.from_bytes(body[1:5], "little")
            width, height = (bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1
        if kind not in _WEBP_SHOWN:
            extras.append(_MOVING.get(kind, _name(kind)))
        at += 8 + size + size % 2
    if len(data) > end + end % 2:
        extras.append("bytes behind its end")
    return Picture(width, height, tuple(dict.fromkeys(extras)), whole=at >= end and len(data) >= end)


def _name(kind: bytes) -> str:
    known = {b"eXIf": "EXIF", b"EXIF": "EXIF", b"XMP ": "XMP", b"tEXt": "text", b"zTXt": "text", b"iTXt": "text",
             b"tIME": "a time"}  # fmt: skip
    return known.get(kind) or f"a segment {kind.decode('ascii', 'replace')!a}"


_READERS: dict[str, Callable[[bytes], Picture]] = {".png": _png, ".jpg": _jpeg, ".jpeg": _jpeg, ".webp": _webp}
