"""Posts JSON to an endpoint that the curator set up, bounded in size and time.

Unlike a scraped address this one is the curator's own choice and may be on their machine; redirects
are not followed, so that a key is never sent elsewhere. No message holds what may be a key.
"""

from __future__ import annotations

import http.client
import json
import ssl
import threading
from typing import TYPE_CHECKING, Any

from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError, LocationParseError
from urllib3.util import parse_url

from digest.acquire.exchange import CONNECT_SECONDS, watch
from digest.errors import InputError

if TYPE_CHECKING:
    from urllib3.util import Url

SECONDS = 120.0
"""Of one answer, from the first byte that is sent to the last that comes."""
MAX_BYTES = 2 * 1024 * 1024


def post(url: str, headers: dict[str, str], body: dict[str, Any], seconds: float = SECONDS) -> dict[str, Any]:
    """The JSON object that `url` answers.

    Raises:
        InputError: When it cannot be reached, answers an error, too much, too slowly, or no JSON object.
    """
    place = _place(url)
    named = f"{place.scheme}://{place.netloc}{place.path or ''}"  # a key may stand in the query
    if not all(value.isascii() and value.isprintable() for value in headers.values()):
        what = "the key holds a line end, or a character that no key has"
        raise InputError(what, "set DIGEST_LLM_KEY to the key alone", field="DIGEST_LLM_KEY")
    status, data = _exchanged(place, named, headers, json.dumps(body).encode(), seconds)
    if status != 200:
        raise InputError(f"answers with status {status}", "check the address, the model and the key", path=named)
    if len(data) > MAX_BYTES:
        raise InputError("answers more than 2 MB", "check the address", path=named)
    try:
        answer = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise InputError("does not answer JSON", "check the address", path=named) from error
    if not isinstance(answer, dict):
        raise InputError("does not answer a JSON object", "check the address", path=named)
    return answer


def _place(url: str) -> Url:
    """Raises InputError, which does not repeat it, for an address to which nothing can be posted."""
    give = "give it as http://127.0.0.1:11434/v1/chat/completions"
    try:
        place = parse_url(url)
    except LocationParseError as error:
        raise InputError("is no address", give, field="DIGEST_LLM_URL") from error
    if place.scheme not in {"http", "https"} or not place.host:
        raise InputError("is no http or https address", give, field="DIGEST_LLM_URL")
    if place.auth:
        what = "holds a user name or password, which is not sent"
        raise InputError(what, "set DIGEST_LLM_KEY instead", field="DIGEST_LLM_URL")
    return place


def _exchanged(place: Url, named: str, headers: dict[str, str], body: bytes, seconds: float) -> tuple[int, bytes]:
    """Status and body, cut behind what is too much. A server that sends a byte a minute is left at the deadline."""
    host, expired = str(place.host).strip("[]"), threading.Event()
    connection = (
        HTTPSConnection(host, place.port, timeout=CONNECT_SECONDS, ssl_context=ssl.create_default_context())
        if place.scheme == "https"
        else HTTPConnection(host, place.port, timeout=CONNECT_SECONDS)
    )
    watchdog: threading.Timer | None = None
    try:
        connection.connect()
        connection.timeout = seconds
        watchdog = watch(connection.sock, seconds, expired)
        connection.request("POST", place.request_uri, body=body, headers=headers, preload_content=False)
        reply = connection.getresponse()
        data = reply.read(MAX_BYTES + 1, decode_content=True)
        if expired.is_set():
            raise TimeoutError
    except (HTTPError, http.client.HTTPException, OSError) as error:
        if expired.is_set():
            what = f"does not answer within {seconds:.0f} s"
            raise InputError(what, "try again, or use a faster model", path=named) from error
        what = f"cannot be reached ({type(error).__name__})"
        raise InputError(what, "check the address and that it runs", path=named) from error
    finally:
        if watchdog:
            watchdog.cancel()
        connection.close()
    return reply.status, data
