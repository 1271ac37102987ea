"""Web archives: pages of chosen hosts and days, one record at a time, from archives written here."""

from __future__ import annotations

import gzip
import io
import tracemalloc
import zlib
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

import pytest

from digest.acquire import inflate, warc
from digest.acquire.inputs import Inputs
from digest.acquire.item import Item, Trouble, Wanted
from digest.acquire.warc import unchunked

if TYPE_CHECKING:
    from pathlib import Path

PAGE = b"<!doctype html><html><body><p>page</p></body></html>"


def http(body: bytes = PAGE, status: int = 200, kind: str = "text/html", **headers: str) -> bytes:
    """A stored answer of a server."""
    lines = [f"HTTP/1.1 {status} OK", f"Content-Type: {kind}"]
    lines += [f"{name.replace('_', '-')}: {value}" for name, value in headers.items()]
    return "\r\n".join([*lines, "", ""]).encode() + body


def record(
    payload: bytes, url: str = "https://www.paper.co.kr/1", day: str = "2025-01-31T05:43:00Z", kind: str = "response"
) -> bytes:
    """A record of WARC 1.1."""
    lines = ["WARC/1.1", f"WARC-Type: {kind}", "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000000>"]
    lines += [f"WARC-Date: {day}", f"WARC-Target-URI: {url}", f"Content-Length: {len(payload)}"]
    lines += ["Content-Type: application/http; msgtype=response", "", ""]
    return "\r\n".join(lines).encode() + payload + b"\r\n\r\n"


def read(data: bytes, wanted: Wanted | None = None) -> list[Item | Trouble]:
    return list(Inputs(wanted=wanted, stdin=io.BytesIO(data)).read(["-"]))


def pages(data: bytes, wanted: Wanted | None = None) -> list[Item]:
    found = read(data, wanted)
    assert not [one for one in found if isinstance(one, Trouble)]
    return [one for one in found if isinstance(one, Item)]


@pytest.mark.parametrize("packed", [False, True])
def test_pages_come_with_their_address_day_and_charset(tmp_path: Path, *, packed: bool) -> None:
    """Plain, or each record packed by itself, as archives are."""
    records = [record(http(kind="Text/HTML; charset=EUC-KR")), record(http(), "https://b.example/2?no=3#x")]
    path = tmp_path / "a.warc.gz"
    path.write_bytes(b"".join(gzip.compress(one) if packed else one for one in records))
    one, two = Inputs().read([str(path)])
    assert isinstance(one, Item)
    assert isinstance(two, Item)
    assert (one.kind, one.data, one.charset) == ("html", PAGE, "euc-kr")
    assert (one.url, two.url) == ("https://www.paper.co.kr/1", "https://b.example/2?no=3")
    assert one.retrieved == datetime(2025, 1, 31, 5, 43, tzinfo=UTC)
    assert one.name == f"{path}: https://www.paper.co.kr/1"


def test_only_pages_that_were_served_are_articles() -> None:
    """No errors, redirects, requests, pictures, records without an address."""
    data = record(http(status=404)) + record(http(status=301)) + record(http(kind="image/png"))
    data += record(http(kind="application/json")) + record(http(), kind="request") + record(http(), kind="revisit")
    data += record(http(), url="dns:paper.co.kr") + record(b"no HTTP") + record(http(), url="https://a.example/ok")
    assert [page.url for page in pages(data)] == ["https://a.example/ok"]


def test_a_page_that_the_crawler_cut_is_read_and_told() -> None:
    """Its end may be missing."""
    data = record(http()).replace(b"WARC-Type:", b"WARC-Truncated: length\r\nWARC-Type:")
    told, page = read(data)
    assert isinstance(told, Trouble)
    assert isinstance(page, Item)
    assert (told.problem.what, told.problem.severity) == ("was cut by the crawler", "warning")


def test_publishers_and_days_are_chosen_by_the_head() -> None:
    """A record that is not wanted is not read: here one that could not be."""
    data = record(http(b"\x1f\x8bbroken", Content_Encoding="gzip"), "https://other.example/1")
    data += record(http(), "https://www.paper.co.kr/old", "2024-12-31T23:59:59Z")
    data += record(http(), "https://m.paper.co.kr/new", "2025-01-01T00:00:00Z")
    wanted = Wanted(hosts=frozenset({"paper.co.kr"}), since=date(2025, 1, 1), until=date(2025, 1, 1))
    assert [page.url for page in pages(data, wanted)] == ["https://m.paper.co.kr/new"]


@pytest.mark.parametrize(
    "payload",
    [
        http(
            b"10\r\n" + PAGE[:16] + b"\r\n" + b"%x;a=b\r\n" % (len(PAGE) - 16) + PAGE[16:] + b"\r\n0\r\n\r\n",
            Transfer_Encoding="chunked",
        ),
        http(PAGE, Transfer_Encoding="chunked"),
        http(gzip.compress(PAGE), Content_Encoding="gzip"),
        http(PAGE, Content_Encoding="gzip"),
        http(zlib.compress(PAGE), Content_Encoding="deflate"),
        http(
            b"%x\r\n" % len(gzip.compress(PAGE)) + gzip.compress(PAGE) + b"\r\n0\r\n\r\n",
            Transfer_Encoding="chunked",
            Content_Encoding="gzip",
        ),
        http(
            b"%x\r\n" % len(gzip.compress(PAGE)) + gzip.compress(PAGE) + b"\r\n0\r\n\r\n",
            Transfer_Encoding="gzip, chunked",
        ),
        http(gzip.compress(gzip.compress(PAGE)), Content_Encoding="gzip, gzip"),
        http(gzip.compress(PAGE)),
        http(PAGE, Content_Encoding="br"),
        http(PAGE, Content_Encoding="deflate"),
    ],
    ids=[
        *("chunks", "chunks undone", "gzip", "gzip undone", "deflate", "both"),
        *("in transfer", "twice", "not said", "brotli undone", "deflate undone"),
    ],
)
def test_bodies_are_stored_as_sent_or_undone(payload: bytes) -> None:
    """Crawlers do both under the same headers."""
    (page,) = pages(record(payload))
    assert page.data == PAGE


@pytest.mark.parametrize(
    ("payload", "said"),
    [
        (http(PAGE + b" " * 6_000_000), "larger than 5 MB"),
        (http(PAGE + b" " * 12_000_000), "larger than 5 MB"),
        (http(gzip.compress(b"\0" * 100_000_000), Content_Encoding="gzip"), "larger than 5 MB"),
        (http(gzip.compress(PAGE)[:-9], Content_Encoding="gzip"), "damaged"),
        (http(gzip.compress(b"") * 2_000, Content_Encoding="gzip"), "hold next to nothing"),
        (http(b"ff\r\nshort", Transfer_Encoding="chunked"), "damaged"),
        (http(b"\x8b\x03\x80page\x03", Content_Encoding="br"), "encoding br"),
    ],
    ids=["large", "larger", "bomb", "cut gzip", "empty members", "cut chunk", "brotli"],
)
def test_a_record_that_cannot_be_used_costs_one_message(payload: bytes, said: str) -> None:
    """The next one is read."""
    trouble, page = read(record(payload) + record(http(), "https://a.example/next"))
    assert isinstance(trouble, Trouble)
    assert said in trouble.problem.what
    assert isinstance(page, Item)
    assert page.url == "https://a.example/next"


def test_a_fault_of_ours_costs_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, and the next page is read; a day beyond all calendars is no fault."""
    faults = iter([True, False])
    real = warc._page

    def faulty(*page: Any) -> Item | None:
        if next(faults):
            raise KeyError("page")
        return real(*page)

    monkeypatch.setattr(warc, "_page", faulty)
    trouble, item = read(record(http()) + record(http(), "https://a.example/2", "9999-12-31T23:59:59-23:00"))
    assert isinstance(trouble, Trouble)
    assert "could not be read (KeyError: 'page'" in str(trouble.problem)
    assert isinstance(item, Item)
    assert item.retrieved is None


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[: len(data) * 3 // 4],
        lambda data: data[: len(data) // 2] + b"\xff" * 40 + data[len(data) // 2 :],
        lambda data: data + b"\x1f\x8b\x08\x00nonsense",
        lambda data: b"WARC/1.1\r\nContent-Length: 99999999999999999999\r\n\r\n" + data,
        lambda data: b"WARC/1.1\r\nContent-Length: -5\r\n\r\n" + data,
        lambda data: b"WARC/1.1\r\n" + b"X: " + b"a" * 200_000 + b"\r\n\r\n" + data,
        lambda data: b"WARC/1.1\r\n" * 10_000 + data,
        lambda data: data.replace(b"2025-01-31T05:43:00Z", b"9999-12-31T23:59:59-23:00"),
    ],
    ids=["cut", "overwritten", "tail", "absurd length", "negative length", "huge header", "heads only", "year"],
)
@pytest.mark.parametrize("packed", [False, True])
def test_damage_ends_in_a_message_or_in_whole_pages(damage: object, *, packed: bool) -> None:
    """Never in a crash, never in half a page."""
    data = b"".join(
        gzip.compress(one) if packed else one for one in [record(http(), f"https://a.example/{n}") for n in range(20)]
    )
    for one in read(damage(data)):  # type: ignore[operator]
        assert isinstance(one, Trouble) or b"<p>page</p>" in one.data or PAGE.startswith(one.data[:10])


def test_memory_holds_one_record() -> None:
    """Three hundred pages of 400 kB, 120 MB in all, through less than 30 MB."""
    padded = PAGE + b" " * 400_000

    class Endless(io.RawIOBase):
        """An archive that is made while it is read."""

        def __init__(self) -> None:
            super().__init__()
            self.left, self.rest = 300, b""

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: object) -> int:
            view = memoryview(buffer)  # type: ignore[arg-type]
            if not self.rest and self.left:
                self.left -= 1
                self.rest = record(http(padded))
            part, self.rest = self.rest[: len(view)], self.rest[len(view) :]
            view[: len(part)] = part
            return len(part)

    tracemalloc.start()
    try:
        found = Inputs(stdin=io.BufferedReader(Endless())).read(["-"])
        assert sum(isinstance(one, Item) for one in found) == 300
        assert tracemalloc.get_traced_memory()[1] < 30_000_000
    finally:
        tracemalloc.stop()


def test_chunk_marks_are_taken_out_or_it_is_said() -> None:
    """A body that only looks chunked stays."""
    assert unchunked(b"3\r\nabc\r\n0\r\n\r\n") == b"abc"
    assert unchunked(b"<html>") == b"<html>"
    for cut in (b"3\r\nab", b"3\r\nabc\r\nzz\r\n", b"3\r\nabc\r\n", b"3\r\nabc\r\n-1\r\n"):
        with pytest.raises(inflate.BrokenError):
            unchunked(cut)


NOTHING = {
    "gzip": gzip.compress(b""),
    "zlib": zlib.compress(b""),
    "deflate": b"\x03\x00",
    "a byte": gzip.compress(b"x"),
}


@pytest.mark.parametrize("member", NOTHING.values(), ids=NOTHING)
def test_members_that_hold_nothing_are_bounded(member: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many there are, and in however large a piece, little more than a thousand are opened."""
    opened: list[int] = []
    real = zlib.decompressobj

    def counted(window: int) -> object:
        opened.append(window)
        return real(window)

    monkeypatch.setattr(zlib, "decompressobj", counted)
    with pytest.raises(inflate.BrokenError, match="hold next to nothing"):
        inflate.inflate(member * 100_000, 5_000_000)
    assert len(opened) < 1_100


def test_a_member_is_given_little_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a member leaves over is copied: of one large piece the decoder sees 64 KB."""
    given: list[int] = []

    class Seen:
        """A decoder that notes what it is given."""

        def __init__(self, window: int) -> None:
            self._real = made(window)

        def decompress(self, data: bytes, most: int) -> bytes:
            given.append(len(data))
            return self._real.decompress(data, most)

        def __getattr__(self, name: str) -> object:
            return getattr(self._real, name)

    made = zlib.decompressobj
    monkeypatch.setattr(zlib, "decompressobj", Seen)
    line = bytes(range(100))
    assert inflate.inflate(gzip.compress(line) * 5_000, 5_000_000) == line * 5_000
    assert max(given) <= 64 * 1024


def test_small_members_come_in_large_pieces() -> None:
    """Records by themselves, as archives have them, and lines: joined, none lost before damage or a limit."""
    line = b"{}" * 50 + b"\n"
    packed = gzip.compress(line) * 20_000
    pieces = list(inflate.inflated([packed], None))
    assert b"".join(pieces) == line * 20_000
    assert all(len(piece) >= 64 * 1024 for piece in pieces[:-1])
    for stream, limit, raised in (
        (gzip.compress(line) + b"\x1f\x8bno", None, inflate.BrokenError),
        (packed, 10_000, inflate.TooLargeError),
    ):
        found: list[bytes] = []
        with pytest.raises(raised):
            found.extend(inflate.inflated([stream], limit))
        assert b"".join(found).startswith(line)


def test_padding_between_members_may_be_cut_anywhere() -> None:
    """Zeros after a member, over several pieces."""
    padded = gzip.compress(b"a") + bytes(200_000) + gzip.compress(b"b") + bytes(70_000)
    assert inflate.inflate(padded, 100) == b"ab"
