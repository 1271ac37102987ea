"""What the nodes of the last build read, and what of it is other now.

Everything that can be read has a name (`digest.build.tracked`) and, from the last build, a hash. To ask again for every
name would take longer than to make what an edit touches. So each article's file leaves the keys below which it can be
found (its companies, its month …), and after an edit only names of those keys are asked, with those of no key. Where
anything but a few articles changed, or a group of names is not in the tables of `groups`, all of its names are.
"""

from __future__ import annotations

import hashlib
import json
from array import array
from typing import TYPE_CHECKING, Any

from digest.build.beside import GROUPS
from digest.build.fingerprint import keyed
from digest.build.groups import BY, LIGHT, PLAIN, SETS
from digest.site import addresses, feeds, publishers

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    from digest.build.store import Name, Store
    from digest.build.tracked import Tracked
    from digest.model import Article

_MANY = 200
"""Changed articles from which on every name is asked."""

_HELD = 20_000
"""Numbers of names that are kept in memory where the store has them too."""
Keys = dict[str, list[str]]


class Traces:
    """The names of one build of `variant`, with their hashes.

    Args:
        store: Where those of the last build are.
        variant: Which of the site's builds this is.
        catalogue: What is read now.
        hashes: SHA-256 of every file of the content folder by its path.
        base: A hash of what all nodes depend on.
        beside: A hash of the files beside the content of which nodes read a part.
        since: What tells whether codes mean what they meant (`digest.build.meanings`).
    """

    def __init__(  # noqa: PLR0917 - what can be read, and how it was
        self,
        store: Store,
        variant: str,
        catalogue: Tracked,
        hashes: Mapping[str, str],
        base: bytes,
        beside: str,
        since: str,
    ) -> None:
        self._store, self._variant, self._catalogue = store, variant, catalogue
        with catalogue.recorder.pause():
            entries = catalogue.library.articles
        self._entries = {one.path: one for one in entries}  # type: ignore[attr-defined]
        revisions = catalogue.library.revisions
        self._stamps = {path: f"{hashes[path]}{since} {revisions.get(path, '')}" for path in self._entries}
        # Builds go on from previews, in which drafts have a page.
        hidden = [] if catalogue.drafts else [path for path, one in self._entries.items() if one.status == "draft"]
        self._stamps |= {path: f"{self._stamps[path]} hidden" for path in hidden}
        rest = [f"{path} {sha} {revisions.get(path, '')}" for path, sha in hashes.items() if path not in self._entries]
        rest.append(beside)
        self._rest = hashlib.sha256("\n".join(sorted(rest)).encode()).hexdigest()
        self._before = store.settled(variant)
        self._delta = [path for path, stamp in self._stamps.items() if self._before.get(path, "") != stamp]
        self._gone = [path for path in self._before if path not in self._stamps]
        self._state: dict[str, Any] = json.loads(store.state(variant) or "{}")
        lights = hashlib.blake2b(base, digest_size=16)
        for one in entries:
            lights.update(one.light)  # type: ignore[attr-defined]
        lights.update("\n".join(hidden).encode())
        self._lights = lights.hexdigest()
        told = (self._state.get("rest"), self._state.get("lights"))
        self.same = told == (self._rest, self._lights)
        """Whether at most the whole of articles is other than at the last build: every list, and every name of a node,
        follows from their light sides and is what it was."""
        self._ids: dict[str, int] = {}
        self._next = store.next_name(variant)
        self._fresh: dict[str, bytes] = {}
        self._kept = False
        """Whether the store has names of this build."""

    def changed(self, go_on: Callable[[], None]) -> set[int]:
        """The numbers of names whose value is other than at the last build; pieces are asked apart, when made.

        Args:
            go_on: Is called before each.
        """
        found: set[int] = set()
        for name, number, old in self._suspects():
            go_on()
            if not name.startswith("piece\t") and (new := self._catalogue.current(name)) != old:
                self._fresh[name] = new
                found.add(number)
            if name in self._fresh or len(self._ids) < _HELD:
                self._ids[name] = number
        self._catalogue.forget(_HELD)
        return found

    def again(self, names: Iterable[str]) -> set[int]:
        """The same of these names alone."""
        found = set()
        for name in names:
            row = self._store.name(self._variant, name)
            if row and row.hash != (new := self._catalogue.current(name)):
                self._ids[name], self._fresh[name] = row.id, new
                found.add(row.id)
        return found

    def packed(self, names: Iterable[str], hashes: Mapping[str, bytes]) -> bytes:
        """The numbers of names that a node has read; names that are new get one, with their hash."""
        return array("I", [self._number(name, hashes) for name in names]).tobytes()

    def keep(self) -> None:
        """Hand what was found so far to the store; to be committed together with the nodes that were made."""
        rows = ((name, self._ids[name], value) for name, value in self._fresh.items())
        self._store.put_names(self._variant, rows)
        self._fresh, self._kept = {}, True
        if len(self._ids) > _HELD:
            self._ids.clear()

    def save(self) -> None:
        """Note all that this build has found; to be committed together with the nodes that were made."""
        self.keep()
        rows = ((path, self._stamps[path], json.dumps(self._keys(self._entries[path]))) for path in self._delta)
        self._store.put_settled(self._variant, rows, self._gone)
        if not self.same:
            members = {name: sorted(self._members(name)) for name in SETS}
            told = {"rest": self._rest, "lights": self._lights, **members}
            self._store.put_state(self._variant, json.dumps(told))

    def _number(self, name: str, hashes: Mapping[str, bytes]) -> int:
        if name not in self._ids:
            row = self._store.name(self._variant, name) if self._before or self._kept else None
            number = row.id if row else self._next
            self._ids[name] = number
            if row is None:
                self._next += 1
                self._fresh[name] = hashes.get(name) or self._catalogue.current(name)
        return self._ids[name]

    def _suspects(self) -> Iterator[Name]:
        touched = self._touched()
        if touched is None:
            yield from self._store.names(self._variant)
        elif touched:
            yield from self._about(touched)

    def _about(self, touched: Mapping[str, Sequence[str]]) -> Iterator[Name]:
        for group in self._store.groups(self._variant):
            if group in GROUPS:  # a file beside the content is as it was, else every name were asked
                continue
            yield from self._of_group(group, touched)

    def _of_group(self, group: str, touched: Mapping[str, Sequence[str]]) -> Iterator[Name]:
        within = self._store.names_between
        kind = group if group in SETS or group == "near" else BY.get(group)
        if kind is None or kind not in touched:
            if not (self.same and group in LIGHT):
                yield from within(self._variant, f"{group}\t", f"{group}\n")
            return
        if group not in PLAIN:
            yield from within(self._variant, f"{group}\t", f"{group}\t=")
        for key in touched[kind]:
            for sign in ("",) if group in PLAIN else ("=", "?"):
                start = f"{group}\t{sign}{keyed(key)}"
                yield from within(self._variant, start, f"{start}\n")

    def _touched(self) -> dict[str, list[str]] | None:
        """The keys below which something may be other; empty for nothing, None where articles do not tell."""
        if len(self._delta) + len(self._gone) > _MANY or self._state.get("rest") != self._rest:
            return None
        if not self._delta and not self._gone:
            return {}
        if self.same:
            return {"id": [self._entries[path].id for path in self._delta]}
        known = [*self._delta, *self._gone]
        found: dict[str, dict[str, None]] = {kind: {} for kind in {*BY.values()}}
        before = [json.loads(text) for text in self._store.settled_keys(self._variant, known)]
        for keys in (*before, *(self._keys(self._entries[path]) for path in self._delta)):
            for kind, names in keys.items():
                found[kind].update(dict.fromkeys(names))
        touched = {kind: list(names) for kind, names in found.items()}
        for name in SETS:
            touched[name] = sorted(self._members(name) ^ set(self._state[name]))
        near = self._catalogue.near.moved(touched["id"])
        return touched if near is None else touched | {"near": near}

    def _members(self, group: str) -> set[str]:
        with self._catalogue.recorder.pause():
            return set(getattr(self._catalogue, group))

    def _keys(self, article: Article) -> Keys:
        catalogue = self._catalogue
        with catalogue.recorder.pause():
            firms = [company for company, _ in catalogue.named(article)]
            themes = [topic.key for topic in catalogue.topics_of(article)]
        wanted = [("all", "ko"), ("all", "en"), *(("company", one.id) for one in firms)]
        wanted += [("topic", key) for key in themes]
        wanted += [("series", article.series)] if article.series else []
        publisher = publishers.find(article.source)
        return {
            "id": [article.id],
            "path": [article.path],  # type: ignore[attr-defined]
            "week": [addresses.week_key(article.date)],
            "month": [addresses.month_key(article.date)],
            "year": [str(article.date.year)],
            "series": [article.series] if article.series else [],
            "company": [one.id for one in firms],
            "topic": themes,
            "publisher": [publisher.slug] if publisher else [],
            "feed": [feeds.place(catalogue, key) for key in wanted],
        }


def unpacked(data: bytes) -> array[int]:
    """The numbers of the names that a node has read."""
    found = array("I")
    found.frombytes(data)
    return found
