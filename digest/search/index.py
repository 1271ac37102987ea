"""All files of the index, from articles and entries; what did not change since `Memory` is taken from there.

| file | what |
|---|---|
| `search/head.json` | numbers, shards, articles a file of rows; frequent beginnings; blocks; languages by date |
| `search/names.bin` | companies, series, topics, publishers: completion, filters, first results |
| `search/series.bin` | names of further series, where there are many |
| `search/words.bin` | words of headlines, for typing mistakes; fetched only where nothing is found |
| `search/k/<shard>.bin` | keys and the numbers of their articles |
| `search/t/<block>-<n>.bin` | what results show, some articles a file; of a large library without the bodies |

All but the head is compressed by the build, and JSON in EUC-KR (keys apart): a third smaller than UTF-8 before it is
compressed, 6 % after. The version of the head stands in the addresses of all others.
"""

from __future__ import annotations

import gc
import hashlib
import json
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from digest.search import texts
from digest.search.anew import anew
from digest.search.blocks import bits, blocks, order, starts
from digest.search.keys import Table, lists
from digest.search.lists import EMPTY, Lists, differing, merged, moved, shifted
from digest.search.memory import FORMAT, Built, Kept, Known, Memory, block, read_block
from digest.search.often import joined, limit, often, roots_of, weights
from digest.search.record import Record, Source
from digest.search.shards import homes, opened, packed, shard, sliced, spread
from digest.search.stored import read_lists, stored

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from digest.search.often import Often
    from digest.search.record import Entry

FOLDER = "search/"
_TOGETHER = 256
"""Articles that are read at once."""
_HELD = 20_000_000
"""Bytes of rows that stay in memory from the time when keys are made to the time when files are."""
_SHORT = 16
"""Characters of the digest of a row."""
_FLOOR = 64
"""A beginning counts in a block from this part of the limit on."""


def build(
    articles: Iterable[Source | Record],
    entries: Sequence[Entry],
    words: Mapping[str, Mapping[str, str]] | None = None,
    memory: Memory | None = None,
) -> Built:
    """The whole index.

    Args:
        articles: In any order.
        entries: Pages that have a name.
        words: What the reader's script says, by language; it is fetched when search is opened.
        memory: What the last build left. The result is the same, byte for byte, whatever it holds.

    Raises:
        ValueError: What is remembered is damaged.
    """
    collects = gc.isenabled()
    gc.disable()  # many small objects, none in a cycle: looking through them again and again costs a third
    try:
        known = memory if memory and memory.format == FORMAT else Memory()
        return _Build(map(_source, articles), known).built(entries, words or {})
    finally:
        if collects:
            gc.enable()


def _source(one: Source | Record) -> Source:
    return (
        one if isinstance(one, Source) else Source(one.id, one.date, one.lang, _digest(repr(one).encode()), lambda: one)
    )


@dataclass(slots=True)
class _Block:
    """One block of articles while the index is made."""

    name: str
    articles: list[Source]
    digest: str
    known: list[Known]
    weights: Mapping[str, int]
    words: str
    read: Callable[[], Lists]
    before: Callable[[], Lists] | None
    """The lists that the last build had, where it had others."""


class _Build:
    def __init__(self, articles: Iterable[Source], memory: Memory) -> None:
        self.old, self.rows, self.keep = memory.rows, dict[tuple[str, str], Kept](), memory.keep
        self.table, self.shown = Table(), dict[str, bytes]()
        every = sorted(articles, key=order)
        split = blocks(every)
        self.languages = sorted({one.lang for one in every})
        self.sequence = bits([self.languages.index(one.lang) for one in every])
        self.limit, self.whole, self.held = limit(len(every)), len(every) <= texts.WHOLE, 0
        self.blocks = [self._block(name, items) for name, items in split.items()]

    def built(self, entries: Sequence[Entry], words: Mapping[str, Mapping[str, str]]) -> Built:
        """Everything."""
        articles = [item for one in self.blocks for item in one.articles]
        count = len(articles)
        size = sum(known.size for one in self.blocks for known in one.known)
        shards, group = spread(count, size), texts.together(count, size)
        begins, end = starts([len(one.articles) for one in self.blocks])
        frequent = often((one.weights for one in self.blocks), self.limit)
        self._texts(group)
        layout = _digest(repr((shards, [one.name for one in self.blocks], begins, frequent.words())).encode())
        self._shards(shards, begins, frequent, layout, size)
        first, late = texts.names(entries)
        for name, value in ({"names": first} | ({"series": late} if late else {})).items():
            self._small(name, _digest(repr(value).encode()), lambda value=value: value)  # type: ignore[misc]
        titles = (known.words for one in self.blocks for known in one.known)
        self._small("words", " ".join(one.words for one in self.blocks), lambda: texts.vocabulary(titles))
        head = {
            "format": FORMAT,
            "version": _digest("\n".join([layout, str(self.whole), *(item.id for item in articles)]).encode())[:8],
            "articles": count,
            "numbers": end,
            "shards": shards,
            "group": group,
            "whole": self.whole,
            "late": bool(late),
            "often": frequent.words(),
            "words": words,
            "blocks": [
                [one.name, self.languages.index(one.articles[0].lang), begin, _months(one)]
                for one, begin in zip(self.blocks, begins, strict=True)
            ],
            "order": self.sequence,
        }
        files: dict[str, bytes | Callable[[], bytes]] = {}
        for (kind, path), row in self.rows.items():
            if kind == "file":
                files[path] = row.load or row.value
        text = json.dumps(head, ensure_ascii=False, separators=(",", ":")).encode()
        return Built(files | {f"{FOLDER}head.json": text}, Memory(self.rows))

    def _file(self, path: str, digest: str, make: Callable[[], bytes]) -> None:
        old = self.old.get(("file", path))
        if old and old.digest == digest:
            self.rows["file", path] = old
        else:
            self._put("file", path, Kept(digest, make()))

    def _put(self, kind: str, name: str, row: Kept) -> None:
        """A new row; what the last build had under its name may be read to the end, so that it stays in memory then."""
        self.rows[kind, name] = self.keep(kind, name, row) if self.keep and (kind, name) not in self.old else row

    def _small(self, name: str, digest: str, make: Callable[[], object]) -> None:
        self._file(f"{FOLDER}{name}.bin", digest, lambda: packed(texts.small(make())))

    def _row(self, source: Source) -> bytes:
        return self.shown.pop(source.id, b"") or self._row_of(source.load())

    def _row_of(self, record: Record) -> bytes:
        return texts.small(texts.row(record, whole=self.whole))

    def _block(self, name: str, articles: list[Source]) -> _Block:
        digest = _digest("\n".join([str(self.limit), *(f"{one.id} {one.digest}" for one in articles)]).encode())
        row, kept = self.old.get(("block", name)), self.old.get(("lists", name))
        if row and kept and row.digest == kept.digest == digest:
            self.rows["block", name], self.rows["lists", name] = row, kept
            return _Block(name, articles, digest, *read_block(row.read()), self._reader(kept), None)
        before = read_block(row.read())[0] if row and kept and row.digest == kept.digest else []
        own = {(one.id, one.digest): (at, one) for at, one in enumerate(before)}
        numbers = np.full(len(before), -1, np.int64)
        known: list[Known | None] = []
        for number, article in enumerate(articles):
            at, one = own.get((article.id, article.digest), (-1, None))
            known.append(one)
            if one:
                numbers[at] = number
        fresh = [number for number, one in enumerate(known) if one is None]
        old = self._reader(kept)() if kept and len(fresh) < len(articles) else EMPTY
        if len(old.entries) and int(old.entries.max()) >> 2 >= len(before):
            raise ValueError("lists of search are not those of their block")
        parts = [moved(old, numbers)] if len(fresh) < len(articles) else []
        for start in range(0, len(fresh), _TOGETHER):
            some = fresh[start : start + _TOGETHER]
            records = [articles[number].load() for number in some]
            parts.append(lists(records, some, self.table))
            for number, record in zip(some, records, strict=True):
                article = articles[number]
                made_row, title = self._row_of(record), texts.title_words(record.title)
                told_row = _digest(made_row)[:_SHORT]
                known[number] = Known(article.id, article.digest, texts.size(record), told_row, title)
                if self.held < _HELD:
                    self.shown[article.id] = made_row
                    self.held += len(made_row)
        made = merged(parts, mixed=len(fresh) < len(articles))
        heavy = weights(made, self.table, self.limit // _FLOOR)
        told = [one for one in known if one]
        words = _digest(repr([one.words for one in told]).encode())
        self._put("block", name, Kept(digest, block(told, heavy, words)))
        self._put("lists", name, Kept(digest, stored(made, self.table)))
        if parts and len(fresh) < len(articles):
            return _Block(name, articles, digest, told, heavy, words, lambda: made, lambda: old)
        before_lists = self._reader(kept) if kept else None
        return _Block(name, articles, digest, told, heavy, words, self._reader(self.rows["lists", name]), before_lists)

    def _reader(self, row: Kept) -> Callable[[], Lists]:
        return lambda: read_lists(row.read(), self.table)

    def _texts(self, group: int) -> None:
        for one in self.blocks:
            for start in range(0, len(one.articles), group):
                end = start + group
                path = f"{FOLDER}t/{one.name}-{start // group}.bin"
                digest = " ".join([str(self.whole), *(known.row for known in one.known[start:end])])

                def make(some: Sequence[Source] = one.articles[start:end]) -> bytes:
                    return packed(b"[%b]" % b",".join(map(self._row, some)))

                self._file(path, digest, make)

    def _shards(self, shards: int, begins: Sequence[int], frequent: Often, layout: str, size: int) -> None:
        """Make the shards whose lists are others now; all where keys are spread or numbered in another way."""
        row = self.old.get(("layout", ""))
        self.rows["layout", ""] = Kept(layout)
        if row is None or row.digest != layout or any(("lists", one.name) not in self.old for one in self.blocks):
            parts = [(begin, one.read) for one, begin in zip(self.blocks, begins, strict=True)]
            for number, data in anew(parts, self.table, frequent, shards, size):
                self._put("file", f"{FOLDER}k/{number}.bin", Kept(_digest(data), data))
            return
        found = self._changed(shards, begins, frequent)
        for number in range(shards):
            path = f"{FOLDER}k/{number}.bin"
            kept = self.old.get(("file", path))
            if number not in found:
                if kept:
                    self.rows["file", path] = kept
                continue
            held = opened(kept.read(), self.table) if kept else EMPTY
            for begin, old, new in found[number]:
                held = merged([_without(held, old, begin, begins), shifted(new, begin)], mixed=True)
            if len(held.keys):
                data = shard(held, self.table)
                self._put("file", path, Kept(_digest(data), data))

    def _changed(
        self, shards: int, begins: Sequence[int], frequent: Often
    ) -> dict[int, list[tuple[int, Lists, Lists]]]:
        """Of each shard that changes, the lists before and after, of each block where they changed."""
        found: dict[int, list[tuple[int, Lists, Lists]]] = {}
        for one, begin in zip(self.blocks, begins, strict=True):
            if one.before:
                for number, old, new in self._others(one.before(), one.read(), shards, frequent):
                    found.setdefault(number, []).append((begin, old, new))
        return found

    def _others(self, before: Lists, after: Lists, shards: int, frequent: Often) -> Iterable[tuple[int, Lists, Lists]]:
        """The keys of one block whose lists changed, and those that stand with them, by shard, before and after."""
        roots = np.unique(roots_of(np.concatenate([*differing(before, after)]), self.table))
        old, new = (
            joined(some.chosen(np.isin(roots_of(some.keys, self.table), roots)), self.table, frequent)
            for some in (before, after)
        )
        by_shard = [dict(sliced(made, homes(made.keys, self.table, frequent, shards))) for made in (old, new)]
        for number in sorted(by_shard[0].keys() | by_shard[1].keys()):
            one, other = (part.get(number, EMPTY) for part in by_shard)
            if not one.same(other):
                yield number, one, other


def _without(held: Lists, keys: Lists, begin: int, begins: Sequence[int]) -> Lists:
    """Without what the block that begins at `begin` has of the keys."""
    end = min((one for one in begins if one > begin), default=1 << 30)
    numbers = held.entries >> np.uint32(2)
    inside = np.repeat(np.isin(held.keys, keys.keys), held.counts) & (numbers >= begin) & (numbers < end)
    return held.some(~inside)


def _months(one: _Block) -> list[list[object]]:
    months = groupby(one.articles, key=lambda item: (item.date.year, item.date.month))
    return [[f"{year:04}-{month:02}", len(list(group))] for (year, month), group in months]


def _digest(*parts: bytes) -> str:
    made = hashlib.blake2b(digest_size=12)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.hexdigest()
