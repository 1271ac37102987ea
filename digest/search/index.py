"""All files of the index, from records and entries; what did not change since `Memory` is taken from there.

| file | what |
|---|---|
| `search/head.json` | how many articles, shards and articles a file of texts; the blocks and their months |
| `search/names.bin` | companies, series, topics, publishers: completion, filters, first results |
| `search/series.bin` | names of further series, where there are many |
| `search/words.bin` | words of headlines, for typing mistakes; fetched only where nothing is found |
| `search/k/<shard>.bin` | keys and the numbers of their articles |
| `search/t/<block>-<n>.bin` | titles, texts and what else a result shows, a few articles a file |

All but the head is compressed by the build, and JSON in EUC-KR (keys apart): a third smaller than UTF-8 before it is
compressed, 6 % after. The version of the head stands in the addresses of all others.
"""

from __future__ import annotations

import gc
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from itertools import groupby
from typing import TYPE_CHECKING

from digest.search.blocks import blocks
from digest.search.keys import Keys
from digest.search.normal import NARROW, WIDE, normal
from digest.search.shards import packed, segments, shard, spread

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from digest.search.record import Entry, Record

FOLDER = "search/"
FORMAT = 2
"""Of the files; a worker of another format does not read them."""
SERIES = 300
"""Most series among the names that are read before the first answer."""
WORDS = 6000
"""Most words of headlines that are kept for typing mistakes."""
_LETTERS = re.compile(f"[^{NARROW}{WIDE}]+")
_WORD = re.compile(f"[{NARROW}{WIDE}]{{3,}}|[{WIDE}]{{2,}}")


@dataclass(frozen=True, slots=True)
class Memory:
    """What a build leaves for the next one. Empty is right too: only slower."""

    format: int = FORMAT
    """Of another format nothing is taken."""
    articles: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    """Nothing any more: to work out the keys of an article anew costs about what reading them again did."""
    blocks: Mapping[str, tuple[str, Mapping[int, bytes]]] = field(default_factory=dict)
    """By name: the digest of all that is in it and its segments."""
    files: Mapping[str, tuple[str, bytes]] = field(default_factory=dict)
    """By path: the digest of what was packed and the file."""


@dataclass(frozen=True, slots=True)
class Built:
    """The files by their paths below the root of the site, and what to remember."""

    files: Mapping[str, bytes]
    memory: Memory


def build(
    records: Iterable[Record],
    entries: Sequence[Entry],
    words: Mapping[str, Mapping[str, str]] | None = None,
    memory: Memory | None = None,
) -> Built:
    """The whole index.

    Args:
        records: The articles, in any order.
        entries: Pages that have a name.
        words: What the reader's script says, by language; it is fetched when search is opened.
        memory: What the last build left. The result is the same, byte for byte, whatever it holds.
    """
    collects = gc.isenabled()
    gc.disable()  # millions of small objects, none in a cycle: looking through them again and again costs a third
    try:
        return _build(records, entries, words or {}, memory if memory and memory.format == FORMAT else Memory())
    finally:
        if collects:
            gc.enable()


def _build(
    records: Iterable[Record],
    entries: Sequence[Entry],
    words: Mapping[str, Mapping[str, str]],
    known: Memory,
) -> Built:
    split = blocks(list(records))
    count = sum(map(len, split.values()))
    size = sum(_size(record) for items in split.values() for record in items)
    shards, group = spread(count, size), texts_a_file(count, size)
    companies = {_spoken(one): one.key for one in entries if one.kind == "company"}
    keys = Keys()
    built: dict[str, tuple[str, Mapping[int, bytes]]] = {}
    files: dict[str, tuple[str, bytes]] = {}

    def pack(path: str, digest: str, parts: Sequence[bytes], make: Callable[[Sequence[bytes]], bytes] = packed) -> None:
        old = known.files.get(path)
        files[path] = old if old and old[0] == digest else (digest, make(parts))

    for name, items in split.items():
        digests = [_digest(repr(item).encode()) for item in items]
        digest = _digest(f"{name} {shards}".encode(), *map(str.encode, digests))
        kept = known.blocks.get(name)
        same = kept and kept[0] == digest
        built[name] = kept if kept and same else (digest, segments(map(keys.postings, items), name, shards))
        for start in range(0, len(items), group):
            some = items[start : start + group]
            lines = [_others(one, companies) for one in some]
            seen = _digest(repr(lines).encode(), *map(str.encode, digests[start : start + group]))
            path = f"{FOLDER}t/{name}-{start // group}.bin"
            old = known.files.get(path)
            new = old is None or old[0] != seen
            pack(path, seen, [_small(list(map(_row, some, lines)))] if new else [])
    for number in range(shards):
        found = [block[1][number] for block in built.values() if number in block[1]]
        pack(f"{FOLDER}k/{number}.bin", _digest(*found), found, shard)
    first, late = _names(entries)
    lists: dict[str, object] = {"names": first, "words": _words(item.title for row in split.values() for item in row)}
    for path, value in (lists | ({"series": late} if late else {})).items():
        data = _small(value)
        pack(f"{FOLDER}{path}.bin", _digest(data), [data])
    head = {
        "format": FORMAT,
        "version": _digest(*(item.id.encode() for items in split.values() for item in items))[:8],
        "articles": count,
        "shards": shards,
        "group": group,
        "late": bool(late),
        "words": words,
        "blocks": [[name, _months(items)] for name, items in split.items()],
    }
    plain = {path: data for path, (_, data) in files.items()} | {f"{FOLDER}head.json": _json(head)}
    return Built(plain, Memory(FORMAT, {}, built, files))


def texts_a_file(articles: int, size: int) -> int:
    """How many articles share a file of texts: fewer files for a large library, fewer bytes for a small one.

    A page of ten results reads about ten files. The steps are wide, so that the number hardly ever changes.
    """
    wanted = 8_000 if articles <= 2_000 else 12_000 if articles <= 20_000 else 17_000
    return max(step for step in (1, 2, 3, 4, 6, 8, 12, 16) if step == 1 or step * size <= wanted * articles)


def _size(record: Record) -> int:
    return len("\n".join((record.title, *record.names, *record.text)).encode())


SHOWN = ("p", "m", "s", "o", "e", "tu", "tt", "tl")
"""What a result shows, in the order in which it stands in a row; what is missing is an empty text."""


def _row(record: Record, others: tuple[list[str], list[str]]) -> list[object]:
    """One article in a file of texts: a row of values, the last ones left out where they are empty."""
    keys, names = others
    text = [" ".join(keys), "\n".join(names), "\n".join(record.text)]
    row: list[object] = [record.url, record.title, record.lang, f"{record.date:%Y-%m-%d}", *text]
    row += [record.shown.get(key, "") for key in SHOWN]
    while not row[-1]:
        row.pop()
    return row


def _others(record: Record, companies: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The names of an article that its row must hold: companies by their keys, nothing that is shown anyway."""
    shown = record.shown
    number = f" {shown['o']}" if shown.get("o") else ""
    said = {shown.get("p"), shown.get("tt"), *(f"{shown[key]}{number}" for key in "se" if shown.get(key))}
    keys = [companies[name] for name in record.names if name in companies]
    return keys, [name for name in record.names if name not in companies and name not in said]


def _spoken(one: Entry) -> str:
    """A company as articles are found by it."""
    return " ".join(dict.fromkeys((one.ko, one.en, one.code)))


def _months(items: Sequence[Record]) -> list[list[object]]:
    return [[month, len(list(group))] for month, group in groupby(items, key=lambda item: f"{item.date:%Y-%m}")]


def _names(entries: Sequence[Entry]) -> tuple[list[list[object]], list[list[object]]]:
    """The names that every search starts with, and series beyond the largest, which come after the first answer."""
    found = sorted(entries, key=lambda entry: (entry.kind, -entry.count, entry.key))
    series = [one for one in found if one.kind == "series"]
    late = set(series[SERIES:])
    return [_name(one) for one in found if one not in late], [_name(one) for one in series[SERIES:]]


def _name(one: Entry) -> list[object]:
    seen = {_folded(one.ko), _folded(one.en)}
    aliases = [alias for alias in one.aliases if _folded(alias) not in seen]
    return [one.kind[0], one.key, one.count, one.ko, "" if one.en == one.ko else one.en, one.lang or one.code, *aliases]


def _folded(name: str) -> str:
    return _LETTERS.sub("", normal(name))


def _words(titles: Iterable[str]) -> str:
    counts = Counter(word for title in titles for word in set(_WORD.findall(normal(title))))
    return "\n".join(word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:WORDS])


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()


_STRANGE = re.compile("[^\\x00-\\x7f]")


def _small(value: object) -> bytes:
    """As JSON in EUC-KR, what that has not as escapes."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        return text.encode("cp949")
    except UnicodeEncodeError:
        return _STRANGE.sub(_escaped, text).encode("cp949")


def _escaped(found: re.Match[str]) -> str:
    try:
        found[0].encode("cp949")
    except UnicodeEncodeError:
        return json.dumps(found[0])[1:-1]
    return found[0]


def _digest(*parts: bytes) -> str:
    made = hashlib.blake2b(digest_size=12)
    for part in parts:
        made.update(len(part).to_bytes(8, "little"))
        made.update(part)
    return made.hexdigest()
