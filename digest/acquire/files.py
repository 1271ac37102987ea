"""Bytes of a file or of standard input as text, bounded, with the encoding that was used."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import NamedTuple

from digest.acquire.charsets import codec
from digest.errors import InputError

MAX_INPUT_BYTES = 5 * 1024 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Acquired(NamedTuple):
    """A text, where it came from and how it was decoded."""

    name: str
    text: str
    encoding: str


def read(name: str) -> Acquired:
    """Read a file, or standard input for `-`.

    Order of encodings: byte order mark, strict UTF-8, cp949 (which holds EUC-KR), Windows-1252.

    Raises:
        InputError: When there is no such file, it is larger than 5 MB, or it is no text.
    """
    try:
        if name == "-":
            data = sys.stdin.buffer.read(MAX_INPUT_BYTES + 1)
        else:
            path = Path(name)
            if path.exists() and not path.is_file():
                raise InputError("is not an ordinary file", "give a text dump of one article", path=name)
            with path.open("rb") as stream:
                data = stream.read(MAX_INPUT_BYTES + 1)
    except OSError as error:
        what = f"cannot be read ({error.strerror})"
        raise InputError(what, "check the name and its permissions", path=name) from error
    if len(data) > MAX_INPUT_BYTES:
        raise InputError("is larger than 5 MB", "give the dump of one article", path=name)
    if b"\x00" in data and not data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise InputError("is not text (it holds NUL bytes)", "save the page as text or copy its text", path=name)
    return decode(name, data)


def decode(name: str, data: bytes, charset: str | None = None) -> Acquired:
    """Copied text as it was written: byte order mark, `charset` where the container says it, then as `read`.

    Raises:
        InputError: When no encoding fits.
    """
    marks = [encoding for bom, encoding in _BOMS if data.startswith(bom)]
    said = codec(charset)
    for encoding in (*marks, *([said] if said else ()), "utf-8", "cp949", "windows-1252"):
        try:
            return Acquired(name, data.decode(encoding), encoding)
        except UnicodeDecodeError:
            continue
    raise InputError("is in no known encoding", "save it as UTF-8", path=name)
