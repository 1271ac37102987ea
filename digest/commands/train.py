"""`digest train`: a small model on a curator's own labels, kept only where it beats the lexicon."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from digest.enrich.train import CLASSES, Example, cross_validate, fit, read_examples, save
from digest.errors import DigestError
from digest.files import as_file, read_given
from digest.library.folder import load

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def run(arguments: argparse.Namespace) -> int:
    """Cross-validate, tell, and write the model when it is better; 1 when it is not."""
    try:
        as_file(arguments.out, "--out", "sentiment.json")
        if arguments.labels:
            read_given(arguments.labels, "--labels", "one JSON object a line: text, lang, label")
        examples = read_examples(arguments.labels) if arguments.labels else _from_library(arguments.content)
        verdict = cross_validate(examples)
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{verdict.texts} labelled texts, cross-validated: model {verdict.model:.3f}, lexicon {verdict.lexicon:.3f}")
    if not verdict.better:
        print("the model is not better: nothing is written, the lexicon stays")
        return 1
    save(fit(examples), arguments.out)
    print(f"written to {arguments.out}; use it with --sentiment trained:{arguments.out}")
    return 0


def _from_library(content: Path) -> list[Example]:
    """Headline and deck of every article whose sentiment a curator gave."""
    found = []
    for article in load(content).articles:
        label = article.sentiment
        if label and label.by == "curator" and label.label in CLASSES:
            found.append(Example("\n".join((article.title, *article.deck)), article.lang, label.label))
    return found
