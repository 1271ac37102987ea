"""Bytes of a page become text by one order of trust, and what was used is recorded.

Korean pages still come as EUC-KR with or without saying so; libraries guess some of them wrong. `euc-kr` is
always read as cp949, because `euc_kr` cannot hold syllables such as 뷁 that pages under that label contain.
"""

from __future__ import annotations

import codecs
import re
from typing import Literal, NamedTuple

from digest.acquire.charsets import codec as codec_of

How = Literal["bom", "http", "meta", "utf-8", "cp949", "detector", "replaced"]

_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_META = re.compile(rb"<meta[^<>]{0,400}?charset\s{0,4}=\s{0,4}[\"']?\s{0,4}([A-Za-z0-9_\-:.]{1,40})", re.IGNORECASE)
_HEAD = 8192
"""Bytes at the start of a page in which a meta tag may name the encoding."""
_SAMPLE = 200_000
_SINGLE_BYTE = frozenset({"cp1252", "iso8859-15"})
"""Codecs that take any bytes: servers name them by default, so they are believed last."""


class Decoded(NamedTuple):
    """Text, the codec that made it, and where the codec's name came from."""

    text: str
    encoding: str
    how: How


def decode(data: bytes, charset: str | None = None) -> Decoded:
    """Decode a page: BOM, HTTP charset, meta tag, strict UTF-8, cp949, detector; never raises.

    A label is believed only where the bytes fit it. Bytes that are valid UTF-8 beyond ASCII win over any other label.
    `replaced` means that nothing fitted and that characters were lost.

    Args:
        data: The page.
        charset: The label of the HTTP header, as it was sent.
    """
    for mark, codec in _BOMS:
        if data.startswith(mark):
            return Decoded(data[len(mark) :].decode(codec, "replace"), codec, "bom")
    meta = _META.search(data[:_HEAD])
    labels: list[tuple[str | None, How]] = [
        (codec_of(charset), "http"),
        (codec_of(meta[1].decode("ascii")) if meta else None, "meta"),
    ]
    utf8 = _strict(data, "utf-8")
    named = [(codec, how) for codec, how in labels if codec]
    if utf8 is not None:
        said: list[How] = [how for codec, how in named if codec == "utf-8"]
        return Decoded(utf8, "utf-8", said[0] if said else "utf-8")
    for codec, how in named:
        text = _strict(data, codec) if codec not in _SINGLE_BYTE | {"utf-8"} else None
        if text is not None:
            return Decoded(text, codec, how)
    korean = _strict(data, "cp949")
    if korean is not None and _hangul(korean) > 0.5:
        return Decoded(korean, "cp949", "cp949")
    return _last(data, named)


def _last(data: bytes, named: list[tuple[str, How]]) -> Decoded:
    """Bytes that fit no strict reading: a few broken ones in a known encoding, or an unnamed encoding."""
    for codec, how in [*named, ("utf-8", "utf-8"), ("cp949", "cp949")]:
        if codec in _SINGLE_BYTE:
            continue
        text = data.decode(codec, "replace")
        if text.count("\ufffd") <= max(3, sum(not char.isascii() for char in text[:_SAMPLE]) // 50) and (
            codec != "cp949" or _hangul(text) > 0.5
        ):
            return Decoded(text, codec, how)
    for codec, how in named:
        text_or_none = _strict(data, codec)
        if text_or_none is not None:
            return Decoded(text_or_none, codec, how)
    from charset_normalizer import from_bytes  # noqa: PLC0415 - slow to import, and rarely needed

    best = from_bytes(data[:_SAMPLE]).best()
    if best:
        return Decoded(data.decode(best.encoding, "replace"), best.encoding, "detector")
    return Decoded(data.decode("utf-8", "replace"), "utf-8", "replaced")


def _strict(data: bytes, codec: str) -> str | None:
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return None


def _hangul(text: str) -> float:
    """Share of Hangul syllables among what is not ASCII; 0 where all is ASCII."""
    others = [char for char in text[:_SAMPLE] if not char.isascii()]
    return sum("가" <= char <= "힣" for char in others) / len(others) if others else 0.0
