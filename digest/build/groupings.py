"""Which articles stand below which company, series, topic and publisher, as the last build found it.

All of that follows from the light sides of articles. Where those are what they were, it is taken from the cache, and
the light sides of thousands of articles need not even be read.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from digest.build.coverage import Covered
from digest.enrich import topics
from digest.site import publishers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from digest.build.tracked import Tracked

    _Chosen = Callable[[Iterable[int]], list[Any]]

Numbers = Any
"""Places of articles in the library: lists of numbers, or for companies two of them."""


def told(catalogue: Tracked) -> str:
    """All groupings as JSON."""
    number = {one.id: place for place, one in enumerate(catalogue.raws["library.articles"])}

    def numbers(articles: Iterable[Any]) -> list[int]:
        return [number[one.id] for one in articles]

    with catalogue.recorder.pause():
        covered: Any = catalogue.coverage
        found = {
            "series": {slug: numbers(items) for slug, items in catalogue.series.items()},
            "topics": {topic.key: numbers(items) for topic, items in catalogue.topics.items()},
            "publishers": {slug: numbers(items) for slug, (_, items) in catalogue.publishers.items()},
            "coverage": {company.id: [numbers(side) for side in sides] for company, sides in covered.sides.items()},
            "living": dict.fromkeys(sorted(catalogue.living)),
        }
    return json.dumps(found, separators=(",", ":"))


class Groupings:
    """Those of the last build.

    Args:
        text: What `told` gave.
    """

    def __init__(self, text: str) -> None:
        self._found: Mapping[str, Mapping[str, Numbers]] = json.loads(text)

    def __contains__(self, name: str) -> bool:
        return name in self._found

    def restored(self, catalogue: Tracked, name: str) -> Any:
        """The value of a look-up of the catalogue."""
        every = catalogue.raws["library.articles"]
        return _RESTORED[name](catalogue, self._found[name], lambda places: [every[place] for place in places])


def _series(_: Tracked, found: Mapping[str, Numbers], articles: _Chosen) -> Any:
    return {slug: tuple(articles(places)) for slug, places in found.items()}


def _topics(_: Tracked, found: Mapping[str, Numbers], articles: _Chosen) -> Any:
    return {topics.by_key(key): tuple(articles(places)) for key, places in found.items()}


def _publishers(_: Tracked, found: Mapping[str, Numbers], articles: _Chosen) -> Any:
    rows = {slug: tuple(articles(places)) for slug, places in found.items()}
    return {slug: (publishers.find(items[0].source), items) for slug, items in rows.items()}


def _coverage(catalogue: Tracked, found: Mapping[str, Numbers], articles: _Chosen) -> Any:
    sides = {catalogue.company(name): (articles(about), articles(named)) for name, (about, named) in found.items()}
    return Covered(catalogue, sides)


def _living(_: Tracked, found: Mapping[str, Numbers], __: _Chosen) -> Any:
    return frozenset(found)


_RESTORED: Mapping[str, Callable[..., Any]] = {
    "series": _series,
    "topics": _topics,
    "publishers": _publishers,
    "coverage": _coverage,
    "living": _living,
}
