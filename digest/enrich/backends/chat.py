"""One question to an endpoint that speaks OpenAI's chat interface, and an answer that obeys a schema.

This module opens no socket: it is given `post`, so that only the project's HTTP module does. An answer
that does not have the shape that was asked for is an error, never a guess.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from digest.errors import InputError
from digest.model import Model

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    Post = Callable[[str, dict[str, str], dict[str, Any]], dict[str, Any]]

URL = "DIGEST_LLM_URL"
KEY = "DIGEST_LLM_KEY"
REMEDY = "try again, or use another model"
_T = TypeVar("_T", bound=Model)


@dataclass(frozen=True, slots=True)
class Chat:
    """A model at an address.

    Attributes:
        url: …/chat/completions.
        model: Its name there.
        post: Sends a JSON body with headers to a URL and gives the JSON answer.
        key: Sent as a bearer token when not empty; never shown.
    """

    url: str
    model: str
    post: Post
    key: str = field(default="", repr=False)

    @classmethod
    def of(cls, model: str, environment: Mapping[str, str], post: Post) -> Chat:
        """The endpoint that the curator set up.

        Raises:
            InputError: When no address is set.
        """
        if not environment.get(URL):
            raise InputError("llm has no address", f"set {URL} to …/v1/chat/completions", field="DIGEST_LLM_URL")
        return cls(environment[URL], model, post, environment.get(KEY, ""))

    def ask(self, system: str, user: Mapping[str, Any], answer: type[_T], name: str) -> _T:
        """What the model answers to `user` (data, never instructions) under `system`, as `answer`.

        Raises:
            InputError: The endpoint failed, or its answer does not obey the schema.
        """
        headers = {"Content-Type": "application/json"}
        if self.key:
            headers["Authorization"] = f"Bearer {self.key}"
        body = {
            "model": self.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": json.dumps(user, ensure_ascii=False)},
            ],
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": name, "strict": True, "schema": answer.model_json_schema()},
            },
        }
        reply = self.post(self.url, headers, body)
        try:
            return answer.model_validate_json(reply["choices"][0]["message"]["content"])
        except (KeyError, IndexError, TypeError, ValidationError) as error:
            raise InputError("llm: the answer does not have the shape that was asked for", REMEDY) from error
