"""Which codec a label of a stranger means, and a stranger's XML as text."""

from __future__ import annotations

import codecs
import re

from digest.errors import InputError

_LABELS = {
    "utf-8": "utf-8 utf8 unicode-1-1-utf-8 utf-16 utf-16le utf-16be",  # who could read the label read no UTF-16
    "cp949": "euc-kr euckr cp949 uhc ms949 windows-949 ks_c_5601-1987 ks_c_5601 ksc5601 ksc_5601 korean iso-ir-149",
    "johab": "johab",
    "iso2022_kr": "iso-2022-kr csiso2022kr",
    "cp932": "shift_jis shift-jis sjis x-sjis windows-31j ms932 cp932",
    "euc_jp": "euc-jp eucjp x-euc-jp",
    "iso2022_jp": "iso-2022-jp csiso2022jp",
    "gb18030": "gb2312 gbk gb18030 x-gbk chinese euc-cn",
    "hz": "hz-gb-2312 hz",
    "big5hkscs": "big5 big5-hkscs x-x-big5",
    "cp1252": "iso-8859-1 latin1 latin-1 l1 us-ascii ascii windows-1252 cp1252 x-cp1252",
    "iso8859-15": "iso-8859-15 latin9",
    "mac-roman": "macintosh mac x-mac-roman",
    "cp1250": "windows-1250 cp1250",
    "iso8859-2": "iso-8859-2 latin2",
    "cp1251": "windows-1251 cp1251",
    "koi8-r": "koi8-r koi8",
    "koi8-u": "koi8-u",
    "cp866": "ibm866 cp866",
    "cp1253": "windows-1253 cp1253",
    "cp1254": "windows-1254 cp1254 iso-8859-9 latin5",
    "cp1255": "windows-1255 cp1255",
    "cp1256": "windows-1256 cp1256",
    "cp1257": "windows-1257 cp1257",
    "cp1258": "windows-1258 cp1258",
    "cp874": "windows-874 tis-620 iso-8859-11",
}
"""Labels that pages have, by Python's codec. No other codec is tried: the time of some grows with the square of the
bytes, others make ASCII of what is not; and UTF-16 and UTF-32 show by their first bytes, whatever is said."""
_CODECS = {label: codec for codec, labels in _LABELS.items() for label in labels.split()}
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
    return _CODECS.get(label.strip().strip("\"'").lower()) if label else None


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
