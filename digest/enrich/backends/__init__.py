"""Which scorer judges: the lexicon, unless the curator names another.

`onnx:FOLDER` (a model of one's own), `trained:FILE` (from `digest train`) or `llm:MODEL` at the address
in DIGEST_LLM_URL, with the key in DIGEST_LLM_KEY. A curator's own value always wins over all of them.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from digest.enrich.backends import llm, onnx
from digest.enrich.backends.chat import Chat
from digest.enrich.train import load as load_trained
from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digest.enrich.sentiment import Scorer


def choose(
    wish: str, environment: Mapping[str, str], post: Callable[[str, dict[str, str], dict[str, Any]], dict[str, Any]]
) -> Scorer | None:
    """The scorer of a wish such as `lexicon` (None: the built-in one) or `onnx:models/finbert`.

    Raises:
        InputError: When the wish is not known, or what it needs is missing.
    """
    kind, _, what = wish.partition(":")
    if kind == "lexicon" and not what:
        return None
    if kind == "onnx" and what:
        return onnx.load(Path(what))
    if kind == "trained" and what:
        return load_trained(Path(what))
    if kind == "llm" and what:
        chat = Chat.of(what, environment, post)
        return llm.LlmScorer(chat.url, chat.model, chat.post, chat.key)
    remedy = "write lexicon, onnx:FOLDER, trained:FILE or llm:MODEL"
    raise InputError(f'"{wish}" is no sentiment backend', remedy, field="--sentiment")
