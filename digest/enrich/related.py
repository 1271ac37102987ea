"""Which articles belong together: related reading, and clusters about one event.

Shared series, shared companies (rare ones weigh more) and shared words of the headline; the same
input gives the same order. No text of a source is used.

Everything is local: what is near to an article depends on the headlines, companies and series of articles that share
one of its keys (a company, a series, a word) and stand next to it in time. How rare a key is, is counted among the
articles of the year around, up to COMMON. So an edit changes the lists of a few neighbours and never, by way
of counts over the whole library, those of all; and the work for one article does not grow with the library.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import defaultdict
from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

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
COMMON = 64
"""A key that so many articles of the year around have is common; counting stops there."""
YEAR = timedelta(days=366).total_seconds()
BESIDE = 12
"""Articles before and after, in time, that have a company or the series, and are looked at."""
BESIDE_WORD = 4
"""The same for a word of the headline."""
LOOKED_AT = 24
"""The likeliest of them, which are compared in full."""
_TOKEN = re.compile(r"[가-힣]+|[a-z0-9][a-z0-9.&%-]*")
Key = tuple[str, str]
"""`company`, `word` or `series`, and which."""
_ALL: Key = ("all", "")
"""Held by every article."""
_Place = tuple[float, str]
"""When, and the id: the order of articles in time."""


class Related(NamedTuple):
    """An article, how near it is, and why: codes shared, and whether the series is."""

    article: Article
    score: float
    companies: tuple[str, ...]
    same_series: bool


class Profile(NamedTuple):
    """All that is compared of an article."""

    place: _Place
    companies: dict[str, float]
    """What each counts: 1 for those that it is about."""
    words: frozenset[str]
    """Of the headline."""
    series: str | None
    numbered: bool
    """Whether it is a part of its series with a number."""


class Neighbours:
    """An index over articles. `identify` makes one name of the ways to write a code (`NVDA`, `XNAS:NVDA`)."""

    def __init__(self, articles: Iterable[Article], identify: Callable[[str], str] = str) -> None:
        self._articles = {article.id: article for article in articles}
        self._profiles = {name: profile(article, identify) for name, article in self._articles.items()}
        holders: dict[Key, list[_Place]] = defaultdict(list)
        for one in sorted(self._profiles.values(), key=lambda item: item.place):
            for key in _keys(one):
                holders[key].append(one.place)
            holders[_ALL].append(one.place)
        self._holders = dict(holders)

    def related(self, article: Article, n: int = 5) -> tuple[Related, ...]:
        """The nearest articles, best first; ties newest first, then by id."""
        return self._nearest(self._profiles[article.id], n, None)

    def further(self, article: Article, n: int = 5) -> tuple[Related, ...]:
        """The same without the other numbered parts of its series, where it has a number itself."""
        mine = self._profiles[article.id]
        return self._nearest(mine, n, mine.series if mine.numbered else None)

    def _nearest(self, mine: Profile, n: int, left_out: str | None) -> tuple[Related, ...]:
        rarity = {key: self._rarity(key, mine.place) for key in _keys(mine)}
        whole = math.fsum(rarity["word", word] for word in mine.words)
        hits: dict[str, float] = defaultdict(float)
        for key, rare in rarity.items():
            kind, name = key
            weight = COMPANY_WEIGHT * rare if kind == "company" else SERIES_WEIGHT if kind == "series" else rare / whole
            for _when, other in self._beside(key, mine.place, BESIDE_WORD if kind == "word" else BESIDE):
                # The same as in `_compare`, but only of keys through which the other was met.
                both = min(mine.companies[name], self._profiles[other].companies[name]) if kind == "company" else 1.0
                hits[other] += weight * both
        hits.pop(mine.place[1], None)
        if left_out:
            for name in [name for name in hits if _is_part(self._profiles[name], left_out)]:
                del hits[name]
        likeliest = sorted(hits, key=lambda name: (-round(hits[name], 6), name))[: max(LOOKED_AT, 2 * n)]
        ranked = [self._compare(mine, rarity, whole, self._profiles[name]) for name in likeliest]
        ranked.sort(key=lambda item: (-round(item.score, 6), -item.article.date.timestamp(), item.article.id))
        return tuple(item for item in ranked if item.score > 0)[:n]

    def candidates(self, article: Article) -> frozenset[str]:
        """Ids of the articles whose profiles the answers may read; nothing else of the library changes them.

        It also reads how many articles of the year around there are, and have each key of the article, up to COMMON.
        """
        mine = self._profiles[article.id]
        found = {
            other
            for key in _keys(mine)
            for _when, other in self._beside(key, mine.place, BESIDE_WORD if key[0] == "word" else BESIDE)
        }
        return frozenset(found - {article.id})

    def touched(self, profiles: Collection[Profile]) -> frozenset[str] | None:
        """Ids of the articles whose answer may differ because articles had or have these profiles; None for any.

        `profiles` are those of changed articles before and after, this index is the one after. Windows may have moved
        by as many places as there are changes; counts matter only where a key is rare, or the library young.
        """
        found: set[str] = set()
        many = len(profiles)
        for one in profiles:
            if self._around(_ALL, one.place) <= COMMON + many:
                return None
            for key in _keys(one):
                holders = self._holders.get(key, [])
                if self._around(key, one.place) <= COMMON + many:
                    near = self._beside_in(holders, one.place[0] - YEAR, one.place[0] + YEAR)
                    found.update(name for _when, name in near)
                at = bisect_left(holders, one.place)
                reach = BESIDE + 1 + many
                found.update(name for _when, name in holders[max(0, at - reach) : at + reach])
        return frozenset(found)

    def _around(self, key: Key, place: _Place) -> int:
        """How many articles of the year before and the year after have a key."""
        return len(self._beside_in(self._holders.get(key, []), place[0] - YEAR, place[0] + YEAR))

    @staticmethod
    def _beside_in(holders: list[_Place], start: float, end: float) -> list[_Place]:
        return holders[bisect_left(holders, (start, "")) : bisect_left(holders, (end, "￿"))]

    def events(self) -> tuple[tuple[Article, ...], ...]:
        """Clusters of two or more articles on one event, each in order of date; oldest cluster first."""
        parent = {name: name for name in self._articles}

        def root(name: str) -> str:
            while parent[name] != name:
                parent[name] = parent[parent[name]]
                name = parent[name]
            return name

        for name, mine in self._profiles.items():
            for code in mine.companies:
                for _when, other in self._beside(("company", code), mine.place, COMMON):
                    if other > name and self._one_event(mine, self._profiles[other]):
                        parent[max(root(name), root(other))] = min(root(name), root(other))
        groups: dict[str, list[Article]] = defaultdict(list)
        for name in sorted(self._articles):
            groups[root(name)].append(self._articles[name])
        clusters = [sorted(group, key=lambda item: (item.date, item.id)) for group in groups.values() if len(group) > 1]
        return tuple(tuple(group) for group in sorted(clusters, key=lambda group: (group[0].date, group[0].id)))

    def _beside(self, key: Key, place: _Place, count: int) -> list[_Place]:
        """The nearest holders of a key before and after a place in time, which may be among them."""
        holders = self._holders[key]
        at = bisect_left(holders, place)
        return holders[max(0, at - count) : at + 1 + count]

    def _rarity(self, key: Key, place: _Place) -> float:
        return math.log((1 + self._held(_ALL, place)) / (1 + self._held(key, place))) + 0.1

    def _held(self, key: Key, place: _Place) -> int:
        """How many articles of the year around have a key, up to COMMON."""
        holders = self._holders.get(key, [])
        start = bisect_left(holders, (place[0] - YEAR, ""))
        end = bisect_left(holders, (place[0] + YEAR, ""), start, min(len(holders), start + COMMON))
        return end - start

    def _compare(self, mine: Profile, rarity: Mapping[Key, float], whole: float, theirs: Profile) -> Related:
        shared = sorted(mine.companies.keys() & theirs.companies.keys())
        weights = [min(mine.companies[code], theirs.companies[code]) * rarity["company", code] for code in shared]
        same = mine.series is not None and mine.series == theirs.series
        score = SERIES_WEIGHT * same + COMPANY_WEIGHT * math.fsum(weights) + _likeness(mine, rarity, whole, theirs)
        return Related(self._articles[theirs.place[1]], score, tuple(shared), same)

    def _one_event(self, one: Profile, other: Profile) -> bool:
        if abs(one.place[0] - other.place[0]) > EVENT_DAYS.total_seconds():
            return False
        mine, theirs = one.companies.keys(), other.companies.keys()
        alike = len(mine & theirs) / len(mine | theirs)
        same_cast = len(mine & theirs) > 1 and alike >= EVENT_COMPANIES and one.series == other.series
        return same_cast or self._cosine(one, other) >= EVENT_TITLE

    def _cosine(self, one: Profile, other: Profile) -> float:
        weights = {word: self._rarity(("word", word), one.place) ** 2 for word in sorted(one.words | other.words)}
        top = math.fsum(weights[word] for word in one.words & other.words)
        lengths = [math.fsum(weights[word] for word in words) for words in (one.words, other.words)]
        return top / math.sqrt(lengths[0] * lengths[1]) if top else 0.0


def profile(article: Article, identify: Callable[[str], str] = str) -> Profile:
    """What is compared of an article; two articles with equal profiles are alike to this module."""
    return Profile(
        (article.date.timestamp(), article.id),
        _companies(article, identify),
        _words(article.title),
        article.series,
        article.part is not None,
    )


def _is_part(one: Profile, series: str) -> bool:
    return one.numbered and one.series == series


def _keys(one: Profile) -> list[Key]:
    keys = [("company", code) for code in one.companies]
    keys += [("word", word) for word in sorted(one.words)]
    return [*keys, ("series", one.series)] if one.series else keys


def _likeness(mine: Profile, rarity: Mapping[Key, float], whole: float, theirs: Profile) -> float:
    """0 to 1: the weight of my words that they have, and the share of theirs that I have (geometric mean)."""
    shared = mine.words & theirs.words
    if not shared:
        return 0.0
    weight = math.fsum(rarity["word", word] for word in shared) / whole
    return math.sqrt(weight * len(shared) / len(theirs.words))


def _companies(article: Article, identify: Callable[[str], str]) -> dict[str, float]:
    weights = {identify(code): MENTION_SHARE for code in article.mentions}
    return weights | {identify(code): 1.0 for code in article.tickers}


def _words(title: str) -> frozenset[str]:
    """Latin words whole, Hangul words as pairs of syllables: particles and compounds then matter little."""
    found: set[str] = set()
    for token in _TOKEN.findall(clean_line(title).casefold()):
        if "가" <= token[0] <= "힣":
            found.update(token[at : at + 2] for at in range(max(1, len(token) - 1)))
        elif len(token) > 1:
            found.add(token)
    return frozenset(found)
