"""A score of the sentiment and the label beside it: a machine gives both, so that none was edited alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from decimal import Decimal

    from digest.model import Article

_SIGNS: Mapping[str, int] = {"positive": 1, "negative": -1}
"""Labels that have one; a neutral or mixed text may lean to either side."""


def problems(article: Article, path: str) -> Iterator[Problem]:
    """Each score whose sign is against its label, and one that no machine made."""
    made = article.sentiment
    if made is None:
        return
    if made.score is not None and made.by == "curator":
        what = f'"{made.score:f}" is a score, which only a machine gives, but the sentiment is by the curator'
        remedy = f"write sentiment: {made.label} alone, or name what made it: by, method, version"
        yield Problem(path, 0, "sentiment.score", what, remedy, "sentiment-score", "warning")
    else:
        yield from _against(made.label, made.score, "sentiment", path)
    for number, row in enumerate(made.companies):
        yield from _against(row.label, row.score, f"sentiment.companies.{number}", path)


def _against(label: str, score: Decimal | None, field: str, path: str) -> Iterator[Problem]:
    if score is None or score * _SIGNS.get(label, 0) >= 0:
        return
    what = f'"{score:f}" is against the label {label}'
    alone = "; if you judge yourself, write sentiment: and your word alone" if field == "sentiment" else ""
    remedy = f"copy both again from what made them{alone}" if alone else "copy both again, or remove the row's score"
    yield Problem(path, 0, f"{field}.score", what, remedy, "sentiment-score")
