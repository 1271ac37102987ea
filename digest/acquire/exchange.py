"""One request and its answer over one connection, to an address that was checked before.

The connection is made to the IP address, while TLS asks for and verifies the name. A watchdog closes the
connection at the deadline, whatever it is doing: no library bounds a server that sends one byte a second.
"""

from __future__ import annotations

import email.message
import http.client
import socket
import ssl
import threading
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.acquire import inflate
from digest.acquire.address import shown
from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection

    from digest.acquire.address import Target

MAX_BODY = 5 * 1024 * 1024
"""Bytes of a body, as sent and with its encodings undone."""
CONNECT_SECONDS = 10.0
SILENT_SECONDS = 15.0
"""Between two pieces of an answer."""
MAX_ADDRESSES = 4
MAX_CONTENT_TYPE = 200
_CHUNK = 64 * 1024
_IDENTITY = frozenset({"", "identity"})
_PACKED = frozenset({"gzip", "x-gzip", "deflate"})
_SAVE = "open it in a browser, save the page and import the file"


class TransientError(Exception):
    """The exchange failed in a way that may pass: asking again can help."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer; header names are lower case, of a repeated header the first counts."""

    status: int
    headers: Mapping[str, str]
    body: bytes


def exchange(
    hop: Target,
    addresses: tuple[str, ...],
    headers: Mapping[str, str],
    *,
    context: ssl.SSLContext,
    seconds: float,
    limit: int = MAX_BODY,
    cut: bool = False,
) -> Reply:
    """Send one GET and read the whole answer.

    Args:
        hop: What to ask.
        addresses: Checked addresses of its host; the next is tried where one does not answer.
        headers: To send, besides Host.
        context: TLS settings; certificates are always verified.
        seconds: Wall clock for all of it.
        limit: Bytes of the body, decoded; only bodies of status 200 are read.
        cut: Cut a longer body instead of refusing it.

    Raises:
        InputError: When the answer is too large, in an encoding that is not read, or TLS is not in order.
        TransientError: When the network, or the server's end of it, failed.
    """
    deadline = time.monotonic() + seconds
    connection = _connected(hop, addresses, context, deadline)
    expired = threading.Event()
    watchdog = watch(connection.sock, deadline - time.monotonic(), expired)
    answer: BaseHTTPResponse | None = None
    try:
        connection.request(
            "GET", hop.path, headers={"Host": hop.netloc, **headers}, preload_content=False, decode_content=False
        )
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in reversed(list(answer.headers.iteritems()))}
        body = _body(hop, answer, found, limit, cut=cut) if answer.status == 200 else b""
        _in_time(expired, seconds)
        return Reply(answer.status, found, body)
    except _failures() as error:
        _in_time(expired, seconds)
        raise TransientError(_plain(error)) from error
    finally:
        watchdog.cancel()
        if answer is not None:
            answer.close()
        connection.close()


def content_type(header: str) -> tuple[str, str | None]:
    """Type in lower case ("" where there is none) and charset of a Content-Type header."""
    text = " ".join(header.split())
    if not text or not text.isascii():
        return "", None
    message = email.message.Message()
    message["Content-Type"] = text[:MAX_CONTENT_TYPE]
    return message.get_content_type(), message.get_content_charset()


def _connected(hop: Target, addresses: tuple[str, ...], context: ssl.SSLContext, deadline: float) -> HTTPConnection:
    """A connection to the first of the addresses that answers."""
    from urllib3.connection import HTTPConnection, HTTPSConnection  # noqa: PLC0415 - only fetching needs it

    reason: BaseException = OSError("no address")
    for ip in addresses[:MAX_ADDRESSES]:
        seconds = min(CONNECT_SECONDS, deadline - time.monotonic())
        if seconds <= 0:
            break
        connection = (
            HTTPSConnection(ip, hop.port, timeout=seconds, ssl_context=context, server_hostname=hop.host)
            if hop.scheme == "https"
            else HTTPConnection(ip, hop.port, timeout=seconds)
        )
        try:
            connection.connect()
        except _failures() as error:
            connection.close()
            _refuse_bad_tls(hop, error)
            reason = error
        else:
            connection.timeout = SILENT_SECONDS
            return connection
    raise TransientError(_plain(reason)) from reason


def _body(hop: Target, answer: BaseHTTPResponse, headers: Mapping[str, str], limit: int, *, cut: bool) -> bytes:
    coding = headers.get("content-encoding", "").strip().lower()
    if coding not in _IDENTITY | _PACKED:
        raise InputError(f"is sent in an encoding that is not read ({shown(coding)[:40]})", _SAVE, path=hop.url)
    claimed = headers.get("content-length", "")
    too_large = InputError(f"is larger than {limit / 1024 / 1024:.1f} MB", _SAVE, path=hop.url)
    if not cut and claimed.isascii() and claimed.isdigit() and int(claimed[:20]) > limit:
        raise too_large
    raw = _raw(answer, limit + _CHUNK)
    pieces = inflate.inflated(raw, limit + _CHUNK) if coding in _PACKED else raw
    body = bytearray()
    try:
        for piece in pieces:
            body += piece
            if len(body) > limit:
                if cut:
                    return bytes(body[:limit])
                raise too_large
    except inflate.TooLargeError as error:
        if cut:
            return bytes(body[:limit])
        raise too_large from error
    except inflate.BrokenError as error:
        raise TransientError(f"its compressed body is damaged ({error})") from error
    return bytes(body)


def _raw(answer: BaseHTTPResponse, limit: int) -> Iterator[bytes]:
    total = 0
    while data := answer.read(_CHUNK, decode_content=False):
        total += len(data)
        if total > limit:
            raise inflate.TooLargeError
        yield data


def watch(sock: socket.socket, seconds: float, expired: threading.Event) -> threading.Timer:
    """What wakes whoever still reads from the socket after so many seconds, unless it is cancelled."""
    watchdog = threading.Timer(max(0.0, seconds), _close, (sock, expired))
    watchdog.daemon = True
    watchdog.start()
    return watchdog


def _close(sock: socket.socket, expired: threading.Event) -> None:
    """Wake whoever reads from the socket; TLS' own good-bye is skipped, it could block."""
    expired.set()
    with suppress(OSError):
        socket.socket.shutdown(sock, socket.SHUT_RDWR)


def _in_time(expired: threading.Event, seconds: float) -> None:
    if expired.is_set():
        raise TransientError(f"it took longer than {seconds:.0f} s")


def _failures() -> tuple[type[BaseException], ...]:
    from urllib3.exceptions import HTTPError  # noqa: PLC0415 - only fetching needs it

    return (OSError, HTTPError, http.client.HTTPException, ValueError)


def _refuse_bad_tls(hop: Target, error: BaseException) -> None:
    """A certificate that does not prove the host is no matter of trying again."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            what = f"the certificate of {hop.host} is not valid ({' '.join(cause.verify_message.split())})"
            raise InputError(what, "check the address; nothing is fetched without a valid one", path=hop.url) from error
        cause = cause.__cause__ or cause.__context__


def _plain(error: BaseException) -> str:
    """What failed, in one short line for a curator."""
    if isinstance(error, TimeoutError):
        return "it does not answer"
    if isinstance(error, ssl.SSLError):
        return f"TLS fails ({error.reason or 'unknown reason'})"
    if isinstance(error, OSError) and error.strerror:
        return error.strerror.lower()
    text = " ".join(str(error).split())
    cause = error.__cause__ or error.__context__
    if "timed out" in text.lower() or isinstance(cause, TimeoutError):
        return "it does not answer"
    if "incomplete" in text.lower():
        return "the body stops in the middle"
    return shown(text.replace(" ", "_")).replace("_", " ")[:120] or type(error).__name__
