"""Near articles kept from the last build: looked for anew only where an article changed that could matter."""

from __future__ import annotations

import hashlib
import json
from datetime import UTC, datetime
from functools import cached_property
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

from digest.enrich.related import Neighbours, Related, profile

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from digest.build.tracked import Tracked

Found = tuple[str, str]
"""What was compared of an article and what was near, as JSON."""
_MANY = 100
"""Changed articles from which on all are looked for anew."""


class Near:
    """Stands where pages expect the index of neighbours.

    Args:
        catalogue: The articles.
        kept: Of each article of the last build, what was compared of it and what was near, as JSON. None where the
            light sides of all articles, and what codes mean, are as at the last build: nothing need be compared then.
        load: Gives the same of one article.
        salt: What tells whether codes mean what they meant (`digest.build.meanings`).
    """

    def __init__(
        self, catalogue: Tracked, kept: Mapping[str, Found] | None, load: Callable[[str], Found | None], salt: str
    ) -> None:
        self._catalogue, self._kept, self._load, self._salt = catalogue, kept or {}, load, salt
        self._same = kept is None
        self._index: Neighbours | None = None
        self._found: dict[str, dict[int, list[Any]]] = {}
        self._fresh: dict[str, None] = {}
        """Whose answers are new since `told`."""
        self._learned: dict[str, str] = {}
        """What other processes found, as JSON: as lists it would take six times as much."""
        self._moved: frozenset[str] | None = frozenset()
        """Articles whose neighbours may be others now; None for all."""
        self.gone: list[str] = []
        self._told = False
        if kept is None:
            return
        changed = [one for one, told in self._profiles.items() if kept.get(one, ("", ""))[0] != told]
        self.gone = gone = [one for one in kept if one not in self._profiles]
        if changed or gone:
            before = [kept[one][0] for one in [*changed, *gone] if one in kept]
            self._moved = self._touched([*before, *(self._profiles[one] for one in changed)], salt)

    @cached_property
    def _profiles(self) -> dict[str, str]:
        return {one.id: _profile(one, self._salt) for one in self._catalogue.listed}

    def further(self, article: Any, n: int = 5) -> tuple[Related, ...]:
        """The nearest articles besides the parts of its series, best first (`digest.enrich.related`)."""
        self._catalogue.recorder.note(f"near\t{article.id}\t{n}")
        shown = self._by_id
        return tuple(
            Related(shown[other], score, tuple(codes), same) for other, score, codes, same in self._rows(article.id, n)
        )

    def current(self, key: str) -> bytes:
        """A hash of the answer to `further`, as it is now."""
        name, _, n = key.partition("\t")
        if name not in self._profiles:
            return b"absent"
        rows = self._rows(name, int(n))
        shown = self._by_id
        lights = b"".join(shown[row[0]].light for row in rows)
        return hashlib.blake2b(json.dumps(rows).encode() + lights, digest_size=12).digest()

    def moved(self, changed: Iterable[str]) -> list[str] | None:
        """Articles whose answers may be others now, where these have changed; None for all."""
        if self._moved is None:
            return None
        signs = [f'"{one}"' for one in changed]
        shown = {one for one, (_, found) in self._kept.items() if any(sign in found for sign in signs)}
        return sorted({*self._moved, *shown, *changed})

    def rows(self) -> list[tuple[str, str, str]]:
        """What is to be kept: of each article that was looked for, whose profile changed, or that may have moved."""
        looked_for = dict.fromkeys([*self._found, *self._learned])
        if (self._same or self._told) and not looked_for:
            return []
        wanted: list[str] = []
        if not self._told:
            wanted = sorted(self._profiles if self._moved is None else self._moved & self._profiles.keys())
        if not self._same and not self._told:
            wanted += [one for one, told in self._profiles.items() if self._kept.get(one, ("", ""))[0] != told]
        return [(one, self._profiles[one], self._json(one)) for one in dict.fromkeys([*wanted, *looked_for])]

    def settle(self) -> None:
        """Let go of what is needed only while articles are looked for: the index, and what `rows` has told."""
        self._index, self._found, self._fresh, self._learned, self.gone, self._told = None, {}, {}, {}, [], True

    def part(self) -> None:
        """Let go of the index: other processes, which have it too, look for articles from now on."""
        self._index = None

    def learn(self, found: Mapping[str, str]) -> None:
        """Take what another process looked for, as `told` gives it."""
        for name, answers in found.items():
            before = self._learned.get(name)
            self._learned[name] = _dumped(json.loads(before) | json.loads(answers)) if before else answers

    def told(self) -> dict[str, str]:
        """What was looked for in this process since this was asked last."""
        fresh, self._fresh = self._fresh, {}
        return {one: _dumped(self._found[one]) for one in fresh}

    def index(self) -> Neighbours:
        """The index over all articles."""
        if self._index is None:
            with self._catalogue.recorder.pause():
                self._index = Neighbours(self._catalogue.listed, lambda code: self._catalogue.company(code).id)
        return self._index

    def _rows(self, name: str, n: int) -> list[Any]:
        known = self._found.get(name, {})
        if n in known:
            return known[n]
        if (learned := self._learned.get(name)) and (others := json.loads(learned).get(str(n))) is not None:
            return list(others)
        if self._moved is not None and name not in self._moved and (last := self._load(name)):
            kept = json.loads(last[1])
            if str(n) in kept:
                found: list[Any] = kept[str(n)]
                return found
        rows = [
            [item.article.id, item.score, list(item.companies), item.same_series]
            for item in self.index().further(self._by_id[name], n)
        ]
        self._found.setdefault(name, {})[n] = rows
        self._fresh[name] = None
        return rows

    def _json(self, name: str) -> str:
        found, learned = self._found.get(name), self._learned.get(name)
        if not found:
            return learned or "{}"
        return _dumped(json.loads(learned or "{}") | {str(n): rows for n, rows in found.items()})

    @property
    def _by_id(self) -> Mapping[str, Any]:
        with self._catalogue.recorder.pause():
            return self._catalogue.by_id

    def _touched(self, told: list[str], salt: str) -> frozenset[str] | None:
        if len(told) > _MANY or any(json.loads(one)[0] != salt for one in told):
            return None
        profiles = []
        for one in told:
            _, name, when, title, tickers, mentions, series, part = json.loads(one)
            date = datetime.fromtimestamp(when, UTC)
            article: Any = SimpleNamespace(
                id=name, date=date, title=title, tickers=tickers, mentions=mentions, series=series, part=part
            )
            profiles.append(profile(article, lambda code: self._catalogue.company(code).id))
        return self.index().touched(profiles)


def _profile(one: Any, salt: str) -> str:
    told = [salt, one.id, one.date.timestamp(), one.title, one.tickers, one.mentions, one.series, one.part]
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"))


def _dumped(found: Mapping[Any, list[Any]]) -> str:
    return json.dumps(found, separators=(",", ":"))
