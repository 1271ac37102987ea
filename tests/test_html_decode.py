"""Bytes become text by one order of trust."""

from __future__ import annotations

import pytest

from digest.acquire import charsets
from digest.extract.decode import decode

TEXT = "<html><head>%s</head><body>펲시와 뷁은 완성형 밖의 글자다. 가온반도체 실적이 늘었다.</body></html>"


def _page(meta: str, codec: str) -> bytes:
    return (TEXT % meta).encode(codec)


@pytest.mark.parametrize(
    ("data", "charset", "encoding", "how"),
    [
        (b"\xef\xbb\xbf" + _page("", "utf-8"), "euc-kr", "utf-8", "bom"),
        (b"\xff\xfe" + _page("", "utf-16-le"), None, "utf-16-le", "bom"),
        (_page("", "cp949"), "EUC-KR", "cp949", "http"),
        (_page('<meta charset="euc-kr">', "cp949"), None, "cp949", "meta"),
        (
            _page('<meta http-equiv="Content-Type" content="text/html; charset=ks_c_5601-1987">', "cp949"),
            None,
            "cp949",
            "meta",
        ),
        (_page("", "utf-8"), None, "utf-8", "utf-8"),
        (_page('<meta charset="utf-8">', "utf-8"), None, "utf-8", "meta"),
        (_page("", "cp949"), None, "cp949", "cp949"),
        (_page('<meta charset="utf-8">', "cp949"), None, "cp949", "cp949"),
        (_page('<meta charset="euc-kr">', "utf-8"), None, "utf-8", "utf-8"),
        (_page("", "cp949"), "iso-8859-1", "cp949", "cp949"),
        (_page('<meta charset="no-such-thing">', "utf-8"), "x" * 5000, "utf-8", "utf-8"),
    ],
)
def test_the_order_of_trust_holds_and_is_recorded(data: bytes, charset: str | None, encoding: str, how: str) -> None:
    """BOM, header, meta, strict UTF-8, cp949; a label that the bytes do not fit is not believed."""
    found = decode(data, charset)
    assert (found.encoding, found.how) == (encoding, how)
    assert "뷁" in found.text


def test_one_broken_byte_does_not_lose_a_utf8_page() -> None:
    """A page cut inside a letter, or with a stray byte, stays what it says it is."""
    data = _page('<meta charset="utf-8">', "utf-8")
    found = decode(data[:-20] + b"\xea" + data[-20:])
    assert (found.encoding, found.text.count("\ufffd")) == ("utf-8", 1)


def test_one_broken_byte_does_not_lose_a_korean_page_without_a_label() -> None:
    """The same for cp949."""
    data = (TEXT % "").replace("실적이", "실적이" * 40).encode("cp949")
    assert decode(data + b"\xff").encoding == "cp949"


def test_latin_text_is_not_read_as_korean() -> None:
    """Bytes of windows-1252 that would also fit cp949 hold no Hangul."""
    data = "<p>Café au lait, où déjà vu naïve façade; Zürich, Köln, Málaga.</p>".encode("cp1252")
    assert "Café" in decode(data, "iso-8859-1").text
    assert "Zürich" in decode(data, "windows-1252").text


def test_a_page_and_a_feed_believe_the_same_labels() -> None:
    """One table serves both: a rare Korean encoding, and the one that servers name by default."""
    said = '<?xml version="1.0"?><t>가온반도체 실적이 늘었다</t>'
    for label in ("johab", "ms949", '"EUC-KR"'):
        data = said.encode(charsets.codec(label) or "")
        assert said.endswith(charsets.xml(data, label)), label
        assert decode(data, label).text == said, label
    assert charsets.codec("iso-8859-1") == "cp1252"


@pytest.mark.parametrize(
    "data", [b"", b"\x00" * 100, bytes(range(256)) * 40, b"\xff\xfe", b"<meta charset=" + b"a" * 10000]
)
def test_no_bytes_make_it_fail(data: bytes) -> None:
    """Whatever comes, text comes out."""
    assert isinstance(decode(data, "utf-7").text, str)
