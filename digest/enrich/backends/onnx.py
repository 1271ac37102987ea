"""Judgements by a model that the user brings: a folder with `model.onnx`, `tokenizer.json`, `config.json`.

Made for exported classifiers such as FinBERT or KR-FinBERT-SC, without torch and without a download.
The order of labels differs between models, so it is read from `id2label` and never assumed.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from decimal import Decimal
from importlib import import_module
from typing import TYPE_CHECKING, Any, Literal

from digest.enrich.sentiment import Judgement
from digest.errors import InputError
from digest.model import Evidence
from digest.text import sentences

if TYPE_CHECKING:
    from pathlib import Path

FILES = ("model.onnx", "tokenizer.json", "config.json")
MAX_TOKENS = 128
MAX_SENTENCES = 400
POLAR = 0.25
"""Least mean score of a text that is positive or negative."""
_SIGNS = {"positive": 1, "neutral": 0, "negative": -1, "긍정": 1, "중립": 0, "부정": -1}
"""Label names that are understood; 긍정 positive, 중립 neutral, 부정 negative."""


@dataclass(slots=True)
class OnnxScorer:
    """A scorer over a loaded model; build it with `load`."""

    session: Any
    tokenizer: Any
    signs: tuple[int, ...]
    version: str
    max_tokens: int = MAX_TOKENS
    method: str = "onnx"
    _cache: dict[str, float] = field(default_factory=dict, repr=False)

    def label(self, text: str, lang: str) -> Judgement:  # noqa: ARG002 - a model knows its own language
        """The mean over the sentences of `text` (at most `MAX_SENTENCES`)."""
        pieces = sentences.split(text)[:MAX_SENTENCES]
        scores = [self._score(piece.text) for piece in pieces]
        mean = sum(scores) / len(scores) if scores else 0.0
        up, down = sum(s for s in scores if s > 0), -sum(s for s in scores if s < 0)
        name: Literal["positive", "neutral", "negative", "mixed"] = "neutral"
        if abs(mean) >= POLAR:
            name = "positive" if mean > 0 else "negative"
        elif min(up, down) >= 1.5:
            name = "mixed"
        ranked = sorted(range(len(scores)), key=lambda n: (-abs(scores[n]), n))[:5]
        evidence = tuple(
            Evidence(sentence=n + 1, words=pieces[n].text[:200].strip(), score=_decimal(scores[n]))
            for n in sorted(ranked)
            if abs(scores[n]) >= POLAR
        )
        return Judgement(name, _decimal(mean), evidence)

    def _score(self, sentence: str) -> float:
        """P(positive) - P(negative), kept by the hash of the text."""
        key = hashlib.sha256(sentence.encode()).hexdigest()
        if key not in self._cache:
            self._cache[key] = self._run(sentence)
        return self._cache[key]

    def _run(self, sentence: str) -> float:
        numpy: Any = import_module("numpy")
        encoded = self.tokenizer.encode(sentence)
        ids = encoded.ids[: self.max_tokens] or [0]
        offered = {"input_ids": ids, "attention_mask": [1] * len(ids), "token_type_ids": [0] * len(ids)}
        wanted = [item.name for item in self.session.get_inputs()]
        feed = {name: numpy.array([offered[name]], dtype=numpy.int64) for name in wanted}
        logits = numpy.asarray(self.session.run(None, feed)[0], dtype=numpy.float64).reshape(-1)
        if len(logits) != len(self.signs):
            raise InputError(f"onnx: {len(logits)} values for {len(self.signs)} labels", "check id2label")
        weights = numpy.exp(logits - logits.max())
        weights /= weights.sum()
        return float(sum(sign * weight for sign, weight in zip(self.signs, weights, strict=True)))


def _decimal(value: float) -> Decimal:
    return Decimal(str(round(value, 3)))


def load(folder: Path, *, labels: tuple[str, ...] = (), max_tokens: int = MAX_TOKENS) -> OnnxScorer:
    """The scorer of a model folder.

    Args:
        folder: Holds the three files of `FILES`.
        labels: Overrides `id2label`, in the order of the model's values.
        max_tokens: Longer sentences are cut.

    Raises:
        InputError: A file or package is missing, or a label is not understood.
    """
    for name in FILES:
        if not (folder / name).is_file():
            raise InputError(f"onnx: {name} is missing", f"put {', '.join(FILES)} there", path=folder)
    signs = _signs(folder, labels)
    try:
        runtime: Any = import_module("onnxruntime")
        tokenizers: Any = import_module("tokenizers")
        import_module("numpy")
    except ImportError as error:
        raise InputError(f"onnx: {error.name} is not installed", 'run pip install "finance-digest[onnx]"') from error
    options = runtime.SessionOptions()
    options.intra_op_num_threads = 1
    session = runtime.InferenceSession(str(folder / "model.onnx"), options, providers=["CPUExecutionProvider"])
    unknown = {item.name for item in session.get_inputs()} - {"input_ids", "attention_mask", "token_type_ids"}
    if unknown:
        raise InputError(f"onnx: the model asks for {min(unknown)}", "export a text classifier", path=folder)
    digest = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()[:12]
    tokenizer = tokenizers.Tokenizer.from_file(str(folder / "tokenizer.json"))
    return OnnxScorer(session, tokenizer, signs, digest, max_tokens)


def _signs(folder: Path, labels: tuple[str, ...]) -> tuple[int, ...]:
    path = folder / "config.json"
    if not labels:
        try:
            table = json.loads(path.read_text("utf-8"))["id2label"]
            labels = tuple(str(table[str(number)]) for number in range(len(table)))
        except (ValueError, KeyError, TypeError) as error:
            raise InputError("onnx: id2label is missing or broken", "write it, or give labels", path=path) from error
    unknown = [name for name in labels if name.lower() not in _SIGNS]
    if unknown or not labels:
        raise InputError(f"onnx: label {unknown[:1]} is not understood", "name positive, neutral, negative", path=path)
    return tuple(_SIGNS[name.lower()] for name in labels)
