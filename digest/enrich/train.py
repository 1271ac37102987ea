"""A small linear model on a curator's own corrected labels, used only where it proves better.

Features are hashed character 2-5-grams and the lexicon's own score; a multiclass perceptron with averaged
weights learns them in plain Python. Cross-validation compares it with the lexicon on the same texts
before anything is kept.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Literal, cast, get_args

from digest.enrich.sentiment import Judgement, LexiconScorer
from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

Class = Literal["positive", "neutral", "negative"]
CLASSES: tuple[Class, ...] = get_args(Class)
SIZE = 1 << 16
EPOCHS = 6
FOLDS = 5
LEAST = 50
"""Fewest labelled texts that are worth a model, and the least gain in accuracy that is worth a change."""
GAIN = 0.01
MAX_TEXT = 600
Features = dict[int, float]


@dataclass(frozen=True, slots=True)
class Example:
    """A text with the label that a curator gave it."""

    text: str
    lang: str
    label: Class


@dataclass(frozen=True, slots=True)
class Verdict:
    """Accuracy by cross-validation of the model and of the lexicon on the same texts."""

    texts: int
    model: float
    lexicon: float

    @property
    def better(self) -> bool:
        """Whether the model may be used."""
        return self.texts >= LEAST and self.model >= self.lexicon + GAIN


@dataclass(frozen=True, slots=True)
class TrainedScorer:
    """A scorer over learnt weights, one table a class."""

    weights: tuple[dict[int, float], ...]
    version: str
    method: str = "trained"

    def label(self, text: str, lang: str) -> Judgement:
        """The class with the highest score; evidence is the lexicon's."""
        base = LexiconScorer().label(text, lang)
        scores = [_dot(weights, features(text, lang, base)) for weights in self.weights]
        best = max(range(len(CLASSES)), key=lambda n: (scores[n], -n))
        total = sum(abs(score) for score in scores) or 1.0
        score = (scores[0] - scores[2]) / total
        if CLASSES[best] == "neutral":
            score = 0.0
        return Judgement(CLASSES[best], Decimal(str(round(max(-1.0, min(1.0, score)), 3))), base.evidence)


def features(text: str, lang: str, base: Judgement | None = None) -> Features:
    """Hashed n-grams, normalised to length 1, and the lexicon's label and score."""
    base = base or LexiconScorer().label(text, lang)
    folded = " " + " ".join(text[:MAX_TEXT].lower().split()) + " "
    found: Features = {}
    for size in range(2, 6):
        for start in range(len(folded) - size + 1):
            found[zlib.crc32(folded[start : start + size].encode()) % SIZE] = 1.0
    norm = max(1.0, len(found)) ** 0.5
    found = dict.fromkeys(found, 1.0 / norm)
    found[SIZE] = float(base.score)
    found[SIZE + 1 + ("positive", "neutral", "negative", "mixed").index(base.label)] = 0.5
    found[SIZE + 5] = 0.3
    return found


def _dot(weights: dict[int, float], values: Features) -> float:
    return sum(weights.get(key, 0.0) * value for key, value in values.items())


def fit(examples: Sequence[Example]) -> TrainedScorer:
    """Learns from all examples, in a fixed order: the same input gives the same model."""
    ordered = sorted(examples, key=lambda e: (zlib.crc32(e.text.encode()), e.text, e.label))
    prepared = [(features(e.text, e.lang), CLASSES.index(e.label)) for e in ordered]
    return _fit(prepared)


def _fit(prepared: Sequence[tuple[Features, int]]) -> TrainedScorer:
    weights: list[dict[int, float]] = [{} for _ in CLASSES]
    sums: list[dict[int, float]] = [{} for _ in CLASSES]
    step = 1
    for _ in range(EPOCHS):
        for values, gold in prepared:
            scores = [_dot(table, values) for table in weights]
            rival = max((n for n in range(len(CLASSES)) if n != gold), key=lambda n: (scores[n], -n))
            if scores[gold] - scores[rival] < 0.5:
                for key, value in values.items():
                    for number, delta in ((gold, value), (rival, -value)):
                        weights[number][key] = weights[number].get(key, 0.0) + delta
                        sums[number][key] = sums[number].get(key, 0.0) + step * delta
            step += 1
    averaged = tuple(
        {key: round(value - sums[number].get(key, 0.0) / step, 6) for key, value in sorted(table.items())}
        for number, table in enumerate(weights)
    )
    digest = zlib.crc32(json.dumps(averaged).encode())
    return TrainedScorer(averaged, f"{digest:08x}")


def cross_validate(examples: Sequence[Example]) -> Verdict:
    """Accuracy on texts that the model has not seen, in `FOLDS` parts (equal texts stay in one part).

    Raises:
        InputError: There are too few texts, or one class is missing.
    """
    if len({e.text for e in examples}) < LEAST or {e.label for e in examples} != set(CLASSES):
        raise InputError(
            f"train: {len(examples)} texts are too few", f"label at least {LEAST}, with all of {', '.join(CLASSES)}"
        )
    scorer = LexiconScorer()
    judged = [scorer.label(e.text, e.lang) for e in examples]
    prepared = [
        (features(e.text, e.lang, base), CLASSES.index(e.label)) for e, base in zip(examples, judged, strict=True)
    ]
    parts = [zlib.crc32(e.text.encode()) % FOLDS for e in examples]
    right = 0
    for fold in range(FOLDS):
        model = _fit([item for item, part in zip(prepared, parts, strict=True) if part != fold])
        for (values, gold), part in zip(prepared, parts, strict=True):
            if part == fold:
                scores = [_dot(table, values) for table in model.weights]
                right += max(range(len(CLASSES)), key=lambda n: (scores[n], -n)) == gold
    known = sum(base.label == e.label for e, base in zip(examples, judged, strict=True))
    return Verdict(len(examples), right / len(examples), known / len(examples))


def read_examples(path: Path) -> list[Example]:
    """JSON lines with `text`, `lang` (`ko` or `en`) and `label`.

    Raises:
        InputError: A line is no such object; says which.
    """
    found: list[Example] = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text, lang, label = row["text"], row["lang"], row["label"]
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                "train: not an object with text, lang and label", "correct the line", path=path, line=number
            ) from error
        if not isinstance(text, str) or lang not in {"ko", "en"} or label not in CLASSES:
            raise InputError(
                "train: text, lang or label is not valid", "labels: positive, neutral, negative", path=path, line=number
            )
        found.append(Example(text, lang, label))
    return found


def save(scorer: TrainedScorer, path: Path) -> None:
    """Writes the model as JSON, the same bytes for the same model."""
    path.write_text(json.dumps({"version": scorer.version, "weights": scorer.weights}), "utf-8")


def load(path: Path) -> TrainedScorer:
    """Reads a saved model.

    Raises:
        InputError: The file is no model of ours.
    """
    try:
        data = json.loads(path.read_text("utf-8"))
        weights = tuple({int(key): float(value) for key, value in table.items()} for table in data["weights"])
        version = cast("str", data["version"])
    except OSError as error:
        raise InputError("train: the model cannot be read", "run digest train first", path=path) from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise InputError("train: not a model of digest train", "run digest train again", path=path) from error
    if len(weights) != len(CLASSES) or not isinstance(version, str):
        raise InputError("train: not a model of digest train", "run digest train again", path=path)
    return TrainedScorer(weights, version)
