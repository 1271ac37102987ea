"""Why a machine judged as it did, for readers who ask: words, sentences, method, score. A person's word needs none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site.stance import Stance

if TYPE_CHECKING:
    from decimal import Decimal

    from digest.model import Article
    from digest.model.article import Evidence
    from digest.site.catalogue import Catalogue

_MINUS = "−"


@dataclass(frozen=True, slots=True)
class Judged:
    """One judgement: of the article (no name) or of one company."""

    name: str
    stance: Stance
    score: str
    words: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Grounds:
    """How the judgements of one article were made."""

    method: str
    version: str
    reviewed: bool
    judged: tuple[Judged, ...]


def of_article(catalogue: Catalogue, article: Article) -> Grounds | None:
    """The grounds of a machine's judgement; None where a curator judged, or nobody."""
    made = article.sentiment
    if made is None or made.by == "curator":
        return None
    whole = Judged("", Stance(made.label, "article", made.by, made.reviewed), _score(made.score), made.evidence)
    companies = tuple(
        Judged(
            catalogue.company(row.ticker).name(article.lang),
            Stance(row.label, by=made.by, reviewed=made.reviewed),
            _score(row.score),
            row.evidence,
        )
        for row in made.companies
    )
    return Grounds(made.method or "", made.version or "", made.reviewed, (whole, *companies))


def _score(value: Decimal | None) -> str:
    if value is None:
        return ""
    sign = "+" if value > 0 else _MINUS if value < 0 else ""
    return f"{sign}{abs(value):f}"
