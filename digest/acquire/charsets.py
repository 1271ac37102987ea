"""Which codec a label of a stranger means, and a stranger's XML as text."""

from __future__ import annotations

import codecs
import re

from digest.errors import InputError

_LABEL = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:\-]{0,39}")
_NEVER = re.compile(r"punycode|idna|undefined|mbcs|oem|utf-?(?:7|16|32).*|.*unicode.?escape", re.IGNORECASE)
"""Codecs that no page is written in: the time of some grows with the square of the bytes, others make ASCII of what
is not. UTF-16 and UTF-32 show by their first bytes, whatever is said."""
_SHOWN = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0\0\0", "utf-32-le"),
    (b"\0\0\0<", "utf-32-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
"""First bytes of XML (its specification, appendix F); the longer come before those that they begin with."""
_DECLARATION = re.compile(r"\s{0,1000}<\?xml\s[^<>]{0,1000}?\?>")
_DECLARED = re.compile(rb"<\?xml\s[^<>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([^\"'<>]{1,40})[\"']")
_HEAD = 2_000
"""Bytes in which an encoding is declared."""
_LOST = 100
"""One character of so many may be broken."""


def codec(label: str | None) -> str | None:
    """Python's name of a charset, or None where there is none that a page may be in; `euc-kr` is cp949."""
    text = (label or "").strip().strip("\"'")
    if not _LABEL.fullmatch(text):
        return None
    try:
        found = codecs.lookup(text)
        b"a".decode(found.name)
    except (LookupError, UnicodeError):
        return None
    if _NEVER.fullmatch(found.name):
        return None
    return "cp949" if found.name == "euc_kr" else found.name


def xml(data: bytes, charset: str | None = None) -> str:
    """XML as text without its declaration: by its first bytes, as UTF-8, by `charset`, by what it declares, as cp949.

    Whoever reads it must be handed this text, in UTF-8, and not the bytes: what guards saw and what is parsed is
    then the same, whatever encoding a parser would have taken the bytes for. A few broken characters are let pass.

    Raises:
        InputError: When no encoding fits.
    """
    mark, shown = next(((mark, name) for mark, name in _SHOWN if data.startswith(mark)), (b"", ""))
    text = None
    if shown:
        text = _fitting(data if b"<" in mark else data[len(mark) :], shown, "replace")
    else:
        declared = _DECLARED.search(data[:_HEAD])
        said = filter(None, (codec(charset), codec(declared[1].decode("latin-1")) if declared else None))
        # ISO-2022 is ASCII to the eye, so that a label comes first there; elsewhere many a label is wrong.
        order = (*said, "utf-8", "cp949") if data.isascii() else ("utf-8", *said, "cp949")
        text = next((text for name in order if (text := _fitting(data, name)) is not None), None)
        text = text if text is not None else _fitting(data, "utf-8", "replace")
    if text is None or text.count("\ufffd") > 3 + len(text) // _LOST:
        raise InputError("is in no known encoding", "save it as UTF-8")
    # XML has no NUL, and with one among its first bytes a parser would take UTF-8 for UTF-16.
    text = text.replace("\0", "").removeprefix("\ufeff")
    declaration = _DECLARATION.match(text)
    return text[declaration.end() :] if declaration else text


def _fitting(data: bytes, name: str, errors: str = "strict") -> str | None:
    try:
        return data.decode(name, errors)
    except UnicodeError:
        return None
