"""How often something was judged each way: counts for charts, and the words for them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site.stance import Stance
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Iterable

    from digest.site.settings import Lang

ORDER = ("positive", "negative", "mixed", "neutral", "none")


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts by label; `none` is what nobody judged."""

    positive: int = 0
    negative: int = 0
    mixed: int = 0
    neutral: int = 0
    none: int = 0

    @classmethod
    def of(cls, labels: Iterable[str]) -> Tally:
        """The counts of some labels."""
        found = list(labels)
        return cls(*(found.count(label) for label in ORDER))

    @property
    def total(self) -> int:
        """All, judged or not."""
        return self.positive + self.negative + self.mixed + self.neutral + self.none

    @property
    def judged(self) -> list[tuple[Stance, int]]:
        """Those that occur, in the order of the table, without what nobody judged."""
        return [(Stance(label), getattr(self, label)) for label in ORDER[:-1] if getattr(self, label)]  # type: ignore[arg-type]

    def words(self, lang: Lang) -> str:
        """`긍정 3, 부정 1`; what nobody judged too, so that the counts add up. Word and count stay on one line."""
        counts = [(say(lang, "sentiment_none" if label == "none" else label), getattr(self, label)) for label in ORDER]
        return ", ".join(f"{word}\u00a0{count}" for word, count in counts if count)
