"""Which articles belong together: related reading, and clusters about one event.

Shared series, shared companies (rare ones weigh more) and shared words of the headline; the same
input gives the same order. Weights follow the usual sum of a content index; no text of a source is used.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from digest.model import Article

SERIES_WEIGHT = 3.0
COMPANY_WEIGHT = 2.0
MENTION_SHARE = 0.4
"""What a company that is only mentioned counts, against one that the article is about."""
EVENT_DAYS = timedelta(days=2)
EVENT_TITLE = 0.35
"""Least likeness of headlines (cosine) for two articles on one event that share a company."""
EVENT_COMPANIES = 0.5
"""Least share of companies in common for two articles of one series, also in two languages."""
COMMON = 400
"""A company or word in more articles than this is looked at only in the nearest of them."""
_TOKEN = re.compile(r"[가-힣]+|[a-z0-9][a-z0-9.&%-]*")


class Related(NamedTuple):
    """An article, how near it is, and why: codes shared, and whether the series is."""

    article: Article
    score: float
    companies: tuple[str, ...]
    same_series: bool


class Neighbours:
    """An index over articles. `identify` makes one name of the ways to write a code (`NVDA`, `XNAS:NVDA`)."""

    def __init__(self, articles: Sequence[Article], identify: Callable[[str], str] = str) -> None:
        self._articles = {article.id: article for article in articles}
        self._companies = {article.id: _companies(article, identify) for article in articles}
        self._words = {article.id: _words(article.title) for article in articles}
        self._lengths: dict[str, float] = {}
        self._holders: dict[tuple[str, str], list[str]] = defaultdict(list)
        for article in sorted(articles, key=lambda item: (item.date, item.id)):
            for key in self._keys(article):
                self._holders[key].append(article.id)

    def related(self, article: Article, n: int = 5) -> tuple[Related, ...]:
        """The nearest articles, best first; ties newest first, then by id."""
        found: set[str] = set()
        for key in self._keys(article):
            found.update(self._near(self._holders[key], article.id))
        found.discard(article.id)
        ranked = [self._compare(article, self._articles[other]) for other in found]
        ranked.sort(key=lambda item: (-round(item.score, 6), -item.article.date.timestamp(), item.article.id))
        return tuple(item for item in ranked if item.score > 0)[:n]

    def events(self) -> tuple[tuple[Article, ...], ...]:
        """Clusters of two or more articles on one event, each in order of date; oldest cluster first."""
        parent = {name: name for name in self._articles}

        def root(name: str) -> str:
            while parent[name] != name:
                parent[name] = parent[parent[name]]
                name = parent[name]
            return name

        for name, article in self._articles.items():
            for code in self._companies[name]:
                for other in self._near(self._holders["company", code], name):
                    if other > name and self._one_event(article, self._articles[other]):
                        parent[max(root(name), root(other))] = min(root(name), root(other))
        groups: dict[str, list[Article]] = defaultdict(list)
        for name in sorted(self._articles):
            groups[root(name)].append(self._articles[name])
        clusters = [sorted(group, key=lambda item: (item.date, item.id)) for group in groups.values() if len(group) > 1]
        return tuple(tuple(group) for group in sorted(clusters, key=lambda group: (group[0].date, group[0].id)))

    def _keys(self, article: Article) -> list[tuple[str, str]]:
        keys = [("company", code) for code in self._companies[article.id]]
        keys += [("word", word) for word in self._words[article.id]]
        return [*keys, ("series", article.series)] if article.series else keys

    def _near(self, holders: list[str], name: str) -> list[str]:
        if len(holders) <= COMMON:
            return holders
        at = holders.index(name)
        return holders[max(0, at - COMMON // 2) : at + COMMON // 2]

    def _rarity(self, key: tuple[str, str]) -> float:
        return math.log((1 + len(self._articles)) / (1 + len(self._holders.get(key, ())))) + 0.1

    def _compare(self, one: Article, other: Article) -> Related:
        mine, theirs = self._companies[one.id], self._companies[other.id]
        shared = sorted(mine.keys() & theirs.keys())
        weights = [min(mine[code], theirs[code]) * self._rarity(("company", code)) for code in shared]
        same = one.series is not None and one.series == other.series
        score = SERIES_WEIGHT * same + COMPANY_WEIGHT * math.fsum(weights) + self._likeness(one.id, other.id)
        return Related(other, score, tuple(shared), same)

    def _likeness(self, one: str, other: str) -> float:
        first, second = self._words[one], self._words[other]
        shared = sorted(first.keys() & second.keys())
        top = math.fsum(first[word] * second[word] * self._rarity(("word", word)) ** 2 for word in shared)
        return top / (self._length(one) * self._length(other)) if top else 0.0

    def _length(self, name: str) -> float:
        if name not in self._lengths:
            self._lengths[name] = self._measured(self._words[name])
        return self._lengths[name]

    def _measured(self, words: Counter[str]) -> float:
        return math.sqrt(
            math.fsum((count * self._rarity(("word", word))) ** 2 for word, count in sorted(words.items()))
        )

    def _one_event(self, one: Article, other: Article) -> bool:
        if abs(one.date - other.date) > EVENT_DAYS:
            return False
        mine, theirs = self._companies[one.id].keys(), self._companies[other.id].keys()
        alike = len(mine & theirs) / len(mine | theirs)
        same_cast = len(mine & theirs) > 1 and alike >= EVENT_COMPANIES and one.series == other.series
        return same_cast or self._likeness(one.id, other.id) >= EVENT_TITLE


def _companies(article: Article, identify: Callable[[str], str]) -> dict[str, float]:
    weights = {identify(code): MENTION_SHARE for code in article.mentions}
    return weights | {identify(code): 1.0 for code in article.tickers}


def _words(title: str) -> Counter[str]:
    """Latin words whole, Hangul words as pairs of syllables: particles and compounds then matter little."""
    found: Counter[str] = Counter()
    for token in _TOKEN.findall(clean_line(title).casefold()):
        if "가" <= token[0] <= "힣":
            found.update(token[at : at + 2] for at in range(max(1, len(token) - 1)))
        elif len(token) > 1:
            found[token] += 1
    return found
