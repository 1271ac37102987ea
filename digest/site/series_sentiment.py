"""How the sentiment moved over a series: each article's own judgement, in the order of reading."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site import stance
from digest.site.charts.steps import Step, steps
from digest.site.marks import circled
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Sequence

    from markupsafe import Markup

    from digest.model import Article
    from digest.site.settings import Lang
    from digest.site.stance import Stance

MOST = 40
"""Most steps: the latest of a very long series."""


@dataclass(frozen=True, slots=True)
class Moved:
    """The chart, and the rows of the table behind it: the article's mark, its title and language, its judgement.

    A part's title stands beside its mark in the list of parts.
    """

    chart: Markup
    rows: tuple[tuple[str, str, str, Stance], ...]
    judge: str
    """Who judged, where it was the same for all: then it is said once."""


def moved(articles: Sequence[Article], lang: Lang) -> Moved | None:
    """The numbered parts; all articles where fewer than two are numbered; None where fewer than two were judged."""
    numbered = [article for article in articles if article.part]
    shown = (numbered if len(numbered) > 1 else list(articles))[-MOST:]
    rows = tuple(
        (
            circled(article.part) if article.part else f"{article.date:%m-%d}",
            "" if article.part else article.title,
            article.lang if article.lang != lang and not article.part else "",
            stance.of_article(article),
        )
        for article in shown
    )
    judged = [made for *_, made in rows if made.label != "none"]
    judges = {made.judge(lang) for made in judged}
    if len(judged) < 2:
        return None
    found = [Step(mark, made.label, made.shape) for mark, _, _, made in rows]
    words = ", ".join(f"{mark} {made.word(lang)}" for mark, _, _, made in rows)
    chart = steps(say(lang, "chart_moved"), words, found)
    return Moved(chart, rows, judges.pop() if len(judges) == 1 else "")
