"""Fetching against a real server on loopback: what is asked, what is refused, what is kept."""

from __future__ import annotations

import gzip
import zlib
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from typing import TYPE_CHECKING

import pytest

from digest.acquire.cache import Cache
from digest.acquire.fetch import Fetcher, user_agent
from digest.acquire.hosts import Hosts
from digest.errors import InputError
from tests.web import Web, reply

if TYPE_CHECKING:
    import socket
    from pathlib import Path

    from tests.web import Asked

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
CONTACT = "desk@example.org"


class Time:
    """A clock that only sleeping moves, and what was slept."""

    def __init__(self) -> None:
        self.seconds = 1000.0
        self.slept: list[float] = []

    def clock(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds


def fetcher(time: Time | None = None, **options: object) -> Fetcher:
    time = time or Time()
    hosts = Hosts(time.clock, time.sleep, lambda: 0.0)
    given = {"allow_loopback": True, "hosts": hosts, "clock": time.clock, "now": lambda: NOW} | options
    return Fetcher(CONTACT, **given)  # type: ignore[arg-type]


def refusal(url: str, time: Time | None = None, **options: object) -> str:
    """The one line of the error."""
    with pytest.raises(InputError) as caught:
        fetcher(time, **options).get(url)
    line = str(caught.value)
    assert "\n" not in line
    assert caught.value.problem.what
    assert caught.value.problem.remedy
    return line


def test_a_page_comes_with_its_type_charset_and_time() -> None:
    """The honest name with a contact is sent, and no cookie, referrer or browser's name."""
    body = "<p>코스피</p>".encode("cp949")
    with Web({"/a?b=1": reply(body, Content_Type="Text/HTML; charset=EUC-KR")}) as web:
        got = fetcher().get(web.url("/a?b=1#top"))
    assert (got.body, got.content_type, got.charset, got.retrieved) == (body, "text/html", "euc-kr", NOW)
    assert (got.url, got.final_url, got.origin) == (web.url("/a?b=1"), web.url("/a?b=1"), "network")
    sent = web.asked[-1].headers
    assert sent["user-agent"].startswith("finance-digest/")
    assert sent["user-agent"].endswith("(+mailto:desk@example.org)")
    assert sent["host"] == f"127.0.0.1:{web.port}"
    assert not {"cookie", "referer", "authorization"} & sent.keys()


@pytest.mark.parametrize("contact", ["", "me", "a b@c.org", "x@y.org)\r\nEvil: 1", "나@예.kr", "https://" + "a" * 300])
def test_without_a_contact_nothing_is_sent(contact: str) -> None:
    """A publisher must be able to reach whoever fetches; the contact cannot smuggle a header."""
    with pytest.raises(InputError):
        user_agent(contact)


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", gzip.compress(b"body" * 1000)),
        ("x-gzip", gzip.compress(b"body" * 500) + gzip.compress(b"body" * 500)),
        ("deflate", zlib.compress(b"body" * 1000)),
        ("deflate", zlib.compress(b"body" * 1000, wbits=-15)),
        ("identity", b"body" * 1000),
    ],
)
def test_encodings_of_content_are_undone(coding: str, packed: bytes) -> None:
    """Gzip of one or two members, zlib and bare deflate."""
    with Web({"/": reply(packed, Content_Encoding=coding)}) as web:
        assert fetcher().get(web.url("/")).body == b"body" * 1000


def _chunked(peer: socket.socket, _: Asked) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n6\r\n world\r\n0\r\n\r\n")


@pytest.mark.parametrize("answer", [_chunked, b"HTTP/1.0 200 OK\r\n\r\nhello world"])
def test_a_body_without_a_length_is_read_whole(answer: object) -> None:
    """Chunked, or ended by the end of the connection."""
    with Web({"/": answer}) as web:
        assert fetcher().get(web.url("/")).body == b"hello world"


def _endless(peer: socket.socket, _: Asked) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    while True:
        peer.sendall(b"x" * 65536)


BOMB = zlib.compressobj(9, zlib.DEFLATED, 31)
BOMB_BYTES = b"".join(BOMB.compress(b"\0" * 1_000_000) for _ in range(64)) + BOMB.flush()


@pytest.mark.parametrize(
    "answer",
    [
        reply(b"", Content_Length=str(6_000_000)),
        reply(b"", Content_Length="9" * 4000),
        _endless,
        reply(BOMB_BYTES, Content_Encoding="gzip"),
        reply(gzip.compress(b"") * 400_000, Content_Encoding="gzip"),
    ],
    ids=["claimed", "absurd", "endless", "bomb", "empty members"],
)
def test_five_megabytes_are_the_end(answer: object) -> None:
    """Whatever a length claims, and whatever is packed into a little."""
    with Web({"/": answer}) as web:
        assert "larger than 5.0 MB" in refusal(web.url("/"))


def _short(peer: socket.socket, _: Asked) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")


def _short_chunk(peer: socket.socket, _: Asked) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhalf")


BROKEN = {
    "cut": _short,
    "cut chunk": _short_chunk,
    "bad chunk": b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhalf\r\n",
    "cut gzip": reply(gzip.compress(b"body" * 9999)[:-20], Content_Encoding="gzip"),
    "no gzip": reply(b"<p>plain</p>", Content_Encoding="gzip"),
    "no HTTP": b"SSH-2.0-OpenSSH_9\r\n",
    "nothing": b"",
    "long header": b"HTTP/1.1 200 OK\r\nX-A: " + b"a" * 70_000 + b"\r\n\r\nbody",
    "many headers": b"HTTP/1.1 200 OK\r\n" + b"X-A: 1\r\n" * 300 + b"\r\nbody",
}


@pytest.mark.parametrize("answer", BROKEN.values(), ids=BROKEN.keys())
def test_a_broken_answer_is_no_article(answer: object) -> None:
    """Half a body is never imported; it is asked for three times, then said in one line."""
    with Web({"/": answer}) as web:
        assert "tried 3 times" in refusal(web.url("/"))
        assert web.paths == ["/", "/", "/"]


def test_a_body_that_was_cut_once_is_had_the_second_time() -> None:
    """One broken answer costs a pause, no article."""
    time = Time()
    with Web({"/": [_short, reply(b"whole")]}) as web:
        assert fetcher(time).get(web.url("/")).body == b"whole"
    assert time.slept == [2.0, 2.0]


@pytest.mark.parametrize("coding", ["br", "zstd", "gzip, gzip", "\x1b[31m"])
def test_an_encoding_that_was_not_asked_for_is_refused(coding: str) -> None:
    """Only gzip and deflate, once; the message shows no control characters."""
    with Web({"/": reply(b"x", Content_Encoding=coding)}) as web:
        assert "\x1b" not in refusal(web.url("/"))


def _drip_body(peer: socket.socket, _: Asked) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    _drip(peer)


def _drip_headers(peer: socket.socket, _: Asked) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\n")
    _drip(peer)


def _drip_without_length(peer: socket.socket, _: Asked) -> None:
    peer.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
    _drip(peer)


def _continue_for_ever(peer: socket.socket, _: Asked) -> None:
    while True:
        peer.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")


def _drip(peer: socket.socket) -> None:
    import time

    for _ in range(500):
        peer.sendall(b"x")
        time.sleep(0.01)


@pytest.mark.parametrize("answer", [_drip_body, _drip_headers, _drip_without_length, _continue_for_ever])
def test_a_slow_server_is_left_at_the_deadline(answer: object) -> None:
    """One byte at a time, in the body, in the headers, without a length, or promises for ever.

    Each of them goes on for five seconds or more; the deadline of 0.3 s ends it with an error, not with a short body.
    """
    import time

    with Web({"/": answer}) as web:
        line = refusal(web.url("/"), seconds=0.3, clock=time.monotonic)
        assert "took longer" in line
        assert web.paths == ["/"]


def test_robots_and_pages_of_a_host_are_two_seconds_apart() -> None:
    """One request at a time; the delay of robots.txt counts where it is longer."""
    time = Time()
    with Web({"/a": reply(b"a"), "/b": reply(b"b")}) as web:
        polite = fetcher(time)
        polite.get(web.url("/a"))
        polite.get(web.url("/b"))
        assert time.slept == [2.0, 2.0]
    time = Time()
    with Web({"/robots.txt": reply(b"User-agent: *\nCrawl-delay: 7.5"), "/a": reply(b"a"), "/b": reply(b"b")}) as web:
        polite = fetcher(time)
        polite.get(web.url("/a"))
        polite.get(web.url("/b"))
        assert time.slept == [2.0, 7.5]


def test_jitter_only_lengthens_a_pause() -> None:
    """A quarter at most."""
    time = Time()
    hosts = Hosts(time.clock, time.sleep, lambda: 1.0)
    for _ in range(2):
        with hosts.turn("a"):
            pass
    with hosts.turn("b"):
        pass
    assert time.slept == [2.5]


@pytest.mark.parametrize("form", ["7", format_datetime(NOW + timedelta(seconds=7), usegmt=True)])
def test_retry_after_is_honoured_in_both_forms(form: str) -> None:
    """429 and 503 are asked again, after as long as the server says."""
    time = Time()
    with Web({"/": [reply(b"", 429, Retry_After=form), reply(b"", 503, Retry_After=form), reply(b"ok")]}) as web:
        assert fetcher(time).get(web.url("/")).body == b"ok"
    assert time.slept == [2.0, 7.0, 7.0]


def test_a_host_that_wants_an_hour_is_left_alone_for_an_hour() -> None:
    """Not one more request goes there, for no page."""
    time = Time()
    with Web({"/": reply(b"", 429, Retry_After="3600")}) as web:
        polite = fetcher(time)
        for path in ("/", "/other"):
            with pytest.raises(InputError, match="asks to wait 3,"):
                polite.get(web.url(path))
        assert web.paths == ["/"]


HUGE = "1 Jan 99999999999999999999 00:00:00 GMT"
"""A date that overflows."""


@pytest.mark.parametrize("form", ["-5", "soon", "1e9", "٣", "9" * 400, "Mon, 99 Xxx 2026 00:00:00 GMT", HUGE])
def test_a_retry_after_that_says_nothing_is_no_reason_to_fail(form: str) -> None:
    """Then our own pause holds, or, for an absurd number, the host is left alone."""
    with Web({"/": [reply(b"", 503, Retry_After=form.encode().decode("latin-1")), reply(b"ok")]}) as web:
        try:
            assert fetcher().get(web.url("/")).body == b"ok"
        except InputError as error:
            assert form.startswith("9"), error


@pytest.mark.parametrize("status", [401, 403, 404, 410, 451, 400, 304, 206, 204, 300])
def test_other_statuses_are_said_and_not_tried_again(status: int) -> None:
    """With what to do, and asked once."""
    with Web({"/": reply(b"", status)}) as web:
        assert f"({status})" in refusal(web.url("/"))
        assert web.paths == ["/"]


def test_server_errors_are_tried_three_times_with_growing_pauses() -> None:
    """2 s, then 4 s."""
    time = Time()
    with Web({"/": reply(b"", 502)}) as web:
        assert "(502)" in refusal(web.url("/"), time)
        assert len(web.paths) == 3
    assert time.slept == [2.0, 2.0, 4.0]


def test_nobody_listening_is_one_line() -> None:
    """No traceback, no endless tries."""
    with Web({}) as web:
        pass
    assert "robots.txt" in refusal(web.url("/"))


def test_an_unchanged_page_is_not_sent_again(tmp_path: Path) -> None:
    """The second run asks with the ETag and the date, and keeps the bytes and the day of the first."""
    first = reply(b"page", ETag='"v1"', Last_Modified="Fri, 31 Jan 2025 05:43:00 GMT", Content_Type="text/html")
    with Web({"/": [first, reply(b"", 304)]}) as web:
        fetcher(cache=Cache(tmp_path)).get(web.url("/"))
        files = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
        later = fetcher(cache=Cache(tmp_path), now=lambda: NOW + timedelta(hours=2)).get(web.url("/"))
        assert (later.body, later.origin, later.retrieved) == (b"page", "unchanged", NOW)
        assert web.asked[-1].headers["if-none-match"] == '"v1"'
        assert web.asked[-1].headers["if-modified-since"] == "Fri, 31 Jan 2025 05:43:00 GMT"
        assert [asked.path for asked in web.asked].count("/robots.txt") == 1
    assert files == {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}


def test_offline_replays_what_was_fetched_and_sends_nothing(tmp_path: Path) -> None:
    """Byte for byte, without a server and without a contact; what is not kept is said."""
    with Web({"/old": reply(b"", 301, Location="/new"), "/new": reply(b"page", Content_Type="text/html")}) as web:
        fetcher(cache=Cache(tmp_path)).get(web.url("/old"))
    offline = Fetcher("", cache=Cache(tmp_path), offline=True, allow_loopback=True)
    got = offline.get(web.url("/old"))
    assert (got.body, got.final_url, got.origin) == (b"page", web.url("/new"), "offline")
    with pytest.raises(InputError, match="not fetched before"):
        offline.get(web.url("/other"))


@pytest.mark.parametrize("damage", [b"", b"{}\n", b"[1]\npage", b"{\npage", b'{"format": 1}\npage'])
def test_a_damaged_cache_is_an_empty_cache(tmp_path: Path, damage: bytes) -> None:
    """A body that is not the one that was kept never becomes an article."""
    with Web({"/": reply(b"page")}) as web:
        fetcher(cache=Cache(tmp_path)).get(web.url("/"))
        for path in tmp_path.rglob("*"):
            if path.is_file():
                path.write_bytes(damage or path.read_bytes() + b"x")
        assert Cache(tmp_path).get(web.url("/")) is None
        assert fetcher(cache=Cache(tmp_path)).get(web.url("/")).body == b"page"
