"""Good or bad, for whom, and who says so. A company's stance is its own; the article's is labelled as the article's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Callable

    from digest.model import Article, By, Label
    from digest.site.settings import Lang

SHAPES: dict[str, str] = {"positive": "▲", "negative": "▼", "mixed": "◆", "neutral": "–", "none": "·"}
"""Read without colour; not price moves."""
Scope = Literal["company", "article"]


@dataclass(frozen=True, slots=True)
class Stance:
    """A judgement with its maker; `label` is `none` where nobody judged."""

    label: Label | Literal["none"]
    scope: Scope = "company"
    by: By = "curator"
    reviewed: bool = False
    reason: str = ""

    @property
    def shape(self) -> str:
        """The mark that stands before the word."""
        return SHAPES[self.label]

    @property
    def made_by_machine(self) -> bool:
        """Whether rules or a model made it."""
        return self.by != "curator"

    def word(self, lang: Lang) -> str:
        """`부정` / `Negative`."""
        return say(lang, "sentiment_none" if self.label == "none" else self.label)

    def judge(self, lang: Lang) -> str:
        """Who judged: `편집자 판단`, or `자동 분석 · 검수 전`."""
        if self.label == "none":
            return ""
        who = say(lang, f"by_{self.by}")
        if not self.made_by_machine:
            return who
        return f"{who} · {say(lang, 'reviewed' if self.reviewed else 'not_reviewed')}"


NONE = Stance("none")


def of_article(article: Article) -> Stance:
    """The article's own sentiment."""
    made = article.sentiment
    return Stance(made.label, "article", made.by, made.reviewed) if made else Stance("none", "article")


def of_company(article: Article, company_id: str, resolve: Callable[[str], str]) -> Stance:
    """The stance for one company: its impact, else its own sentiment, else the article's, labelled as such.

    `resolve` gives the id of a ticker's company, so that `NVDA` and `XNAS:NVDA` are one.
    """
    for impact in article.impacts:
        if resolve(impact.ticker) == company_id:
            return Stance(impact.direction, by=impact.by, reason=impact.reason or "")
    made = article.sentiment
    if made is None:
        return NONE
    for row in made.companies:
        if resolve(row.ticker) == company_id:
            return Stance(row.label, by=made.by, reviewed=made.reviewed)
    return of_article(article)
