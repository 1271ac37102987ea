"""Posts JSON to an endpoint that the curator set up, bounded in size and time.

Unlike a scraped address this one is the curator's own choice and may be on their machine; redirects
are not followed, so that a key is never sent elsewhere.
"""

from __future__ import annotations

import json
from typing import Any

import urllib3

from digest.errors import InputError

SECONDS = 120.0
MAX_BYTES = 2 * 1024 * 1024


def post(url: str, headers: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
    """The JSON object that `url` answers.

    Raises:
        InputError: When it cannot be reached, answers an error, too much, or no JSON object.
    """
    pool = urllib3.PoolManager(retries=False, timeout=urllib3.Timeout(connect=10.0, read=SECONDS))
    try:
        reply = pool.request(
            "POST", url, body=json.dumps(body).encode(), headers=headers, redirect=False, preload_content=False
        )
        data = reply.read(MAX_BYTES + 1, decode_content=True)
        reply.release_conn()
    except urllib3.exceptions.HTTPError as error:
        raise InputError(
            f"cannot be reached ({type(error).__name__})", "check the address and that it runs", path=url
        ) from error
    finally:
        pool.clear()
    if reply.status != 200:
        raise InputError(f"answers with status {reply.status}", "check the address, the model and the key", path=url)
    if len(data) > MAX_BYTES:
        raise InputError("answers more than 2 MB", "check the address", path=url)
    try:
        answer = json.loads(data)
    except ValueError as error:
        raise InputError("does not answer JSON", "check the address", path=url) from error
    if not isinstance(answer, dict):
        raise InputError("does not answer a JSON object", "check the address", path=url)
    return answer
