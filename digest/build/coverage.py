"""Look-ups that a tracked catalogue makes in its own way: from light sides of articles, and no more than is asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from digest.build.fingerprint import Hashed, fingerprint
from digest.enrich import topics
from digest.site import feeds, stance
from digest.site.catalogue import Coverage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.build.tracked import Tracked
    from digest.enrich.topics import Topic
    from digest.site.companies import Company


Sides = tuple[list[Any], list[Any]]
"""The articles that are about a company, and those that only name it."""


class _Rows(Sequence[Coverage]):
    """The rows of one company; their number is known before they are made."""

    def __init__(self, catalogue: Tracked, company: Company, sides: tuple[list[Any], list[Any]]) -> None:
        self._catalogue, self._company, self._sides = catalogue, company, sides

    def __len__(self) -> int:
        return len(self._sides[0]) + len(self._sides[1])

    def __getitem__(self, place: Any) -> Any:
        return self._rows[place]

    def __iter__(self) -> Iterator[Coverage]:
        return iter(self._rows)

    @cached_property
    def _rows(self) -> tuple[Coverage, ...]:
        return tuple(
            Coverage(
                article,
                not place,
                stance.of_company(article, self._company.id, lambda ticker: self._catalogue.company(ticker).id),
            )
            for place, articles in enumerate(self._sides)
            for article in articles
        )


class Covered(Hashed):
    """Coverage by company; the rows of a company are made when they are first asked for."""

    def __init__(self, catalogue: Tracked, sides: Mapping[Company, Sides]) -> None:
        self._catalogue, self.sides = catalogue, sides
        self._made: dict[Company, _Rows] = {}

    @classmethod
    def of(cls, catalogue: Tracked) -> Covered:
        """The coverage of all articles that stand in lists."""
        rows: dict[str, tuple[Company, Sides]] = {}
        for article in catalogue.listed:
            for company, subject in catalogue.named(article):
                found = rows.get(company.id)
                if found is None:
                    found = rows[company.id] = (company, ([], []))
                found[1][not subject].append(article)
        return cls(catalogue, dict(sorted(rows.values(), key=lambda one: one[0])))

    def __getitem__(self, company: Company) -> _Rows:
        if company not in self._made:
            self._made[company] = _Rows(self._catalogue, company, self.sides[company])
        return self._made[company]

    def articles(self, company: Company) -> Iterator[Any]:
        """Its articles, as subject first."""
        return chain(*self.sides[company])

    def hashed(self, company: Company, part: slice = slice(None)) -> bytes:
        """What its rows are made from: light sides of articles, and on which side each stands."""
        subjects, mentions = self.sides[company]
        start, stop, _ = part.indices(len(subjects) + len(mentions))
        turn = len(subjects)
        return fingerprint([subjects[start:stop], mentions[max(0, start - turn) : max(0, stop - turn)]])

    def counts(self) -> dict[Company, tuple[int, int]]:
        """Of each company the number of articles about it, and of those that only name it."""
        return {company: (len(about), len(named)) for company, (about, named) in self.sides.items()}

    def __iter__(self) -> Iterator[Company]:
        return iter(self.sides)

    def __len__(self) -> int:
        return len(self.sides)


def by_topic(catalogue: Tracked) -> Mapping[Topic, tuple[Any, ...]]:
    """Articles by theme, in the order of their table."""
    found: dict[str, list[Any]] = {topic.key: [] for topic in topics.table()}
    for article in catalogue.listed:
        for key in article.topics:  # type: ignore[attr-defined]
            found[key].append(article)
    return {topic: tuple(found[topic.key]) for topic in topics.table() if found[topic.key]}


def feed_titles(catalogue: Tracked) -> dict[str, str]:
    """The title of the feed of each page that has one."""
    if catalogue.origin is None:
        return {}
    return {feeds.place(catalogue, key): feeds.title(catalogue, catalogue.origin, key) for key in feeds.keys(catalogue)}


def counts(catalogue: Tracked) -> Mapping[Company, tuple[int, int]]:
    """How many articles are about each company, and how many only name it."""
    found = catalogue.coverage
    return found.counts() if isinstance(found, Covered) else {}
