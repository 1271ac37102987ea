"""An endpoint that a curator set up, and what stands there today: whatever it answers is JSON, or one line.

A key is in no message, whether it stands in its variable or, against all advice, in the address.
"""

from __future__ import annotations

import gzip
import json
import threading
from typing import TYPE_CHECKING

import pytest

from digest.acquire import endpoint
from digest.enrich.backends.chat import Chat
from digest.enrich.backends.llm import LlmScorer, _Answer
from digest.errors import InputError
from tests.web import Web, reply

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

    from tests.web import Asked


def _told(url: str, key: str = "", seconds: float = 20) -> str:
    with pytest.raises(InputError) as caught:
        endpoint.post(url, {"Authorization": f"Bearer {key}"} if key else {}, {"a": 1}, seconds)
    line = str(caught.value)
    assert "\n" not in line
    return line


def test_json_is_handed_on() -> None:
    """Plain and packed; the key is sent."""
    with Web({"/a": reply(b'{"b": 2}'), "/z": reply(gzip.compress(b'{"b": 3}'), Content_Encoding="gzip")}) as web:
        assert endpoint.post(web.url("/a"), {"Authorization": "Bearer k"}, {}) == {"b": 2}
        assert endpoint.post(web.url("/z"), {}, {"long": "x" * 200_000}) == {"b": 3}
        assert [asked.headers.get("authorization") for asked in web.asked] == ["Bearer k", None]


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (reply(b"[" * 1_000_000), "does not answer JSON"),
        (reply(b'{"a":' * 300_000), "does not answer JSON"),
        (reply(b'{"a":' + b"9" * 1_000_000 + b"}"), "does not answer JSON"),
        (reply(b"\xff\xfe\xff"), "does not answer JSON"),
        (reply(b"[1]"), "JSON object"),
        (reply(b" " * (endpoint.MAX_BYTES + 1)), "more than 2 MB"),
        (reply(gzip.compress(b" " * 50_000_000), Content_Encoding="gzip"), "more than 2 MB"),
        (reply(b"no gzip at all", Content_Encoding="gzip"), "cannot be reached"),
        (reply(b"", 302, Location="http://127.0.0.1:9/"), "status 302"),
        (reply(b"{}", 500), "status 500"),
        (reply(b"{}", Content_Length="99"), "cannot be reached"),
        (reply(b"zz\r\n", Transfer_Encoding="chunked"), "cannot be reached"),
        (b"HTTP/1.1 200 X\r\n" + b"A: b\r\n" * 5_000 + b"\r\n{}", "cannot be reached"),
        (b"HTTP/1.1 200 X\r\nA: " + b"b" * 1_000_000 + b"\r\n\r\n{}", "cannot be reached"),
        (b"SSH-2.0\r\n\r\n", "cannot be reached"),
    ],
    ids=range(15),
)
def test_an_answer_that_is_none_is_one_line(answer: bytes, said: str) -> None:
    """Deep, long, packed, cut, of too many or too long headers, or of another protocol."""
    with Web({"/": answer}) as web:
        assert said in _told(web.url("/"))


def _drip(head: bytes, byte: bytes) -> Callable[[socket.socket, Asked], None]:
    """A server that says its head, and then a byte at a time for as long as anybody listens."""

    def answer(peer: socket.socket, _: Asked) -> None:
        peer.sendall(head)
        pause = threading.Event()
        while True:
            peer.sendall(byte)
            pause.wait(0.02)

    return answer


@pytest.mark.parametrize(
    "head",
    [b"HTTP/1.1 200 X\r\nContent-Length: 1000000\r\n\r\n", b"HTTP/1.1 200 X\r\n\r\n", b"HTTP/1.1 200 X\r\nA: "],
    ids=["body", "no-length", "header"],
)
def test_an_answer_that_never_ends_is_left(head: bytes) -> None:
    """Each byte comes in time, all of them never do."""
    with Web({"/": _drip(head, b" ")}) as web:
        assert "does not answer within 0 s" in _told(web.url("/"), seconds=0.4)


@pytest.mark.parametrize("key", ["s3cret\n", "s3cret\r\nX: y", "s3cret\x00", "s3cret키"])
def test_a_key_that_no_header_holds_is_told_without_it(key: str) -> None:
    """As a file with a line end gives it; nothing is sent."""
    with Web({"/": reply(b"{}")}) as web:
        line = _told(web.url("/"), key)
        assert "DIGEST_LLM_KEY" in line
        assert "s3cret" not in line
        assert web.asked == []


@pytest.mark.parametrize(
    "url",
    [
        "http://s3cret:s3cret@127.0.0.1:9/v1",
        "http://127.0.0.1:9/v1?key=s3cret",
        "http://127.0.0.1:9/v1#s3cret",
        "http://s3cret@[::1/",
        "s3cret",
        "file:///s3cret",
        "ftp://s3cret/",
        "http://",
        "http://s3 cret/",
        "http://127.0.0.1:99999/s3cret",
    ],
)
def test_an_address_to_which_nothing_can_be_posted_is_told_without_a_key(url: str) -> None:
    """One line that says which variable to set."""
    assert "s3cret" not in _told(url)


@pytest.mark.parametrize(
    "content",
    [
        "[" * 100_000,
        '{"label":' * 20_000,
        '{"label": "positive", "score": 1e999, "evidence": []}',
        '{"label": "positive", "score": NaN, "evidence": []}',
        '{"label": "\ud800", "score": 0.5, "evidence": []}',
        '{"label": "positive", "score": 0.5, "evidence": [], "__proto__": {"a": 1}}',
        '{"label": "positive", "score": 0.5, "evidence": ["\\u0000"]}',
        None,
        7,
        ["x"],
        {"label": "positive"},
    ],
    ids=range(11),
)
def test_what_a_model_says_obeys_the_schema_or_is_one_line(content: object) -> None:
    """Within JSON that is fine, a model's own words that are not."""
    scorer = LlmScorer(
        "http://x", "m", lambda *_: json.loads(json.dumps({"choices": [{"message": {"content": content}}]}))
    )
    with pytest.raises(InputError) as caught:
        scorer.label("Shares rose.", "en")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "answer", [{}, {"choices": {}}, {"choices": [[]]}, {"choices": [{"message": "x"}]}, {"choices": None}]
)
def test_an_answer_of_another_shape_is_one_line(answer: dict[str, object]) -> None:
    """Of another interface, or of an error that came with status 200."""
    with pytest.raises(InputError):
        Chat("http://x", "m", lambda *_: answer).ask("s", {}, _Answer, "n")
