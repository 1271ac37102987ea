"""How keys and their lists of articles become files; `overrides/assets/search.js` reads them.

A shard file holds the keys of one hash value. It is one zlib stream:

1. a varint: 2 * (how many bytes of keys follow), and 1 more where they are UTF-8 because a key cannot be EUC-KR;
   the keys in order, with line ends between, front-coded: the character 0x30 + n, where n characters are shared with
   the key before, then the rest; for each key a varint: in how many articles it is;
2. for each key and each of its articles the place, four to a byte, the first in the lowest bits:
   0 in the title, 1 in the names, 2 often in the text, 3 in the text;
3. for each key and each of its articles a varint: numbers left out since the one before.

The three parts are flushed one by one, so that each has Huffman codes of its own: 6 % smaller. Gaps as varints, packed
by deflate, are a quarter smaller than as Rice codes, since articles of a subject stand close together.
Static hosts compress text types only, so the files are compressed here: every host and browser treats them alike.
"""

from __future__ import annotations

import zlib
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from digest.search.keys import STEM, TEXT
from digest.search.lists import Lists

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from digest.search.keys import Table
    from digest.search.often import Often

_DIGITS = [chr(0x30 + shared) for shared in range(1000)]
"""How many characters a key shares with the one before."""
_SINGLE = np.uint64(ord("="))
_LEVEL = 6
"""With the strategy for numbers (no short repetitions): 3 % smaller than the plain one at 9 in a third of the time."""
_LONG = 5
"""What keys of letters have in common that stand together where shorter beginnings are frequent."""


def spread(articles: int, size: int) -> int:
    """How many shards the index of so many articles with `size` bytes of text has: a power of two.

    A small library has small shards, a large one fewer files: a query reads one to three shards a word.
    """
    share = 20_000 if articles <= 2_000 else 26_000 if articles <= 20_000 else 60_000
    return max(8, 1 << max(1, size // share).bit_length() - 1)


@lru_cache(1 << 15)
def home(stem: str, shards: int) -> int:
    """The shard of what begins with `stem`: FNV-1a over 16 bits at a time, then mixed."""
    value = 0x811C9DC5
    for unit in stem:
        value = (value ^ ord(unit) & 0xFFFF) * 0x01000193 & 0xFFFFFFFF
    value ^= value >> 16
    value = value * 0x85EBCA6B & 0xFFFFFFFF
    return (value ^ value >> 13) & (shards - 1)


def stem(key: str, often: Often) -> str:
    """Where a key that is a text stands: what begins alike and is looked up together stands together."""
    sign, rest = key[0], key[1:]
    if sign == "#":
        return key[:10] if key.startswith("#d:") else key
    if sign == "-":
        return rest[: _LONG if rest[:STEM] in often.stems else STEM]
    return rest[:STEM]


def homes(keys: NDArray[np.uint64], table: Table, often: Often, shards: int) -> NDArray[np.int32]:
    """The shard of each key."""
    texts = keys >= np.uint64(TEXT)
    windows = keys[~texts]
    pairs = windows >> np.uint64(18)
    starts = np.flatnonzero(np.concatenate((np.ones(1, np.bool_), pairs[1:] != pairs[:-1])) if len(pairs) else pairs)
    counts = np.diff(np.append(starts, len(pairs)))
    pairs = pairs[starts]

    def step(value: NDArray[np.uint32] | np.uint32, unit: NDArray[np.uint64]) -> NDArray[np.uint32]:
        return (value ^ (unit & np.uint64(0xFFFF)).astype(np.uint32)) * np.uint32(0x01000193)

    value = np.repeat(step(step(np.uint32(0x811C9DC5), pairs >> np.uint64(16)), pairs), counts)
    whole = np.flatnonzero(np.repeat(often.has(windows[starts]), counts) & (windows & np.uint64(0xFFFF) > 0))
    value[whole] = step(value[whole], windows[whole])
    value ^= value >> np.uint32(16)
    value *= np.uint32(0x85EBCA6B)
    value ^= value >> np.uint32(13)
    found = np.empty(len(keys), np.int32)
    found[~texts] = value & np.uint32(shards - 1)
    found[texts] = table.values(keys[texts], (shards, often.stems), lambda text: home(stem(text, often), shards))
    return found


def sliced(lists: Lists, where: NDArray[np.int32]) -> Iterator[tuple[int, Lists]]:
    """The lists of each shard, in the order of their keys."""
    order = np.argsort(where, kind="stable")
    for number, _, own in _cut(lists.ordered(order), where[order]):
        yield number, own


def _cut(lists: Lists, where: NDArray[np.int32]) -> Iterator[tuple[int, slice, Lists]]:
    """Lists that stand in the order of `where`, by that, and where they stood."""
    keys, counts, entries = lists
    numbers, firsts = np.unique(where, return_index=True)
    limits = [*firsts.tolist(), len(where)]
    cuts = np.concatenate((np.zeros(1, np.int64), np.cumsum(counts))).tolist()
    for number, start, end in zip(numbers.tolist(), limits, limits[1:], strict=False):
        yield number, slice(start, end), Lists(keys[start:end], counts[start:end], entries[cuts[start] : cuts[end]])


class Homed(NamedTuple):
    """Lists, and of each key its shard."""

    lists: Lists
    where: NDArray[np.int32]

    def divided(self, step: int) -> Iterator[tuple[int, Homed]]:
        """By groups of `step` shards, in each in the order of the keys."""
        order = np.argsort(self.where // step, kind="stable")
        where = self.where[order]
        for group, place, own in _cut(self.lists.ordered(order), where // step):
            yield group, Homed(own, where[place])


def gathered(parts: Sequence[Homed]) -> Iterator[tuple[int, Lists]]:
    """The lists of each shard from several parts: entries of an earlier part come first."""
    where = np.concatenate([part.where for part in parts])
    keys, counts, entries = (np.concatenate(column) for column in zip(*(part.lists for part in parts), strict=True))
    order = np.lexsort((keys, where))
    keys, counts, entries = Lists(keys, counts, entries).ordered(order)
    firsts = np.flatnonzero(np.concatenate((np.ones(1, np.bool_), keys[1:] != keys[:-1])))
    every = Lists(keys[firsts], np.add.reduceat(counts, firsts), entries)
    for number, _, own in _cut(every, where[order[firsts]]):
        yield number, own


def shard(lists: Lists, table: Table) -> bytes:
    """One file. The keys of `lists` are in the order of their numbers."""
    windows = int(np.searchsorted(lists.keys, np.uint64(TEXT)))
    if windows < len(lists.keys):
        texts = table.written(lists.keys[windows:])
        order = sorted(range(len(texts)), key=texts.__getitem__)
        lines = [*_front_coded([texts[at] for at in order])]
        if order != [*range(len(order))]:
            lists = lists.ordered_from(windows, np.array(order, np.int64))
        text = _windows(lists.keys[:windows]) + "\n".join(lines)
    else:
        text = _windows(lists.keys)[:-1]
    numbers = (lists.entries >> np.uint32(2)).astype(np.int32)
    gaps = np.empty_like(numbers)
    np.subtract(numbers[1:], numbers[:-1], out=gaps[1:])
    gaps -= np.int32(1)
    starts = lists.starts()
    gaps[starts] = numbers[starts]
    column, wide = small(text)
    first = _varints(np.array([len(column) << 1 | wide], np.int32)) + column + _varints(lists.counts.astype(np.int32))
    made = zlib.compressobj(_LEVEL, zlib.DEFLATED, zlib.MAX_WBITS, zlib.DEF_MEM_LEVEL, zlib.Z_FILTERED)
    found = [made.compress(part) + made.flush(zlib.Z_SYNC_FLUSH) for part in (first, _quarters(lists.entries))]
    return b"".join((*found, made.compress(_varints(gaps)), made.flush()))


def _windows(keys: NDArray[np.uint64]) -> str:
    """Windows front-coded, each with a line end."""
    rows = np.empty((len(keys), 6), np.dtype("<u2"))
    rows[:, 1], rows[:, 2], rows[:, 4], rows[:, 5] = keys >> np.uint64(34), keys >> np.uint64(18), keys, ord("\n")
    rows[:, 3] = (keys >> np.uint64(16) & np.uint64(3)) + np.uint64(0x30)
    shared = np.zeros(len(keys), np.uint16)
    same = np.ones(max(0, len(keys) - 1), np.bool_)
    for column in range(1, 4):
        same = same & (rows[1:, column] == rows[:-1, column])
        shared[1:] += same
    shows = shared[:, None] < np.arange(6, dtype=np.uint16)
    shows[:, 3:5] &= (rows[:, 4] > 0)[:, None]  # no more than two characters
    short = np.flatnonzero(rows[:-1, 4] == 0) + 1
    shared[short] = np.minimum(shared[short], 2)
    shows[short, 3] = rows[short, 4] > 0
    shows[:, 0] = True
    rows[:, 0] = shared + np.uint16(0x30)
    return rows[shows].tobytes().decode("utf-16-le", "surrogatepass")


def opened(data: bytes, table: Table) -> Lists:
    """What a file holds, in the order of its keys' numbers.

    Raises:
        ValueError: It is damaged.
    """
    try:
        raw = zlib.decompress(data)
        size, at = _varint(raw)
        column = raw[at : at + (size >> 1)].decode("utf-8" if size & 1 else "cp949")
        texts = [""]
        for line in column.split("\n"):
            texts.append(texts[-1][: ord(line[0]) - 0x30] + line[1:])
        at += size >> 1
        octets = np.frombuffer(raw, np.uint8, -1, at)
        counts, used = _numbers(octets, len(texts) - 1)
        total = int(counts.sum())
        places = octets[used : used + (total + 3) // 4]
        places = (places[:, None] >> np.array([0, 2, 4, 6], np.uint8) & np.uint8(3)).reshape(-1)[:total]
        gaps, _ = _numbers(octets[used + (total + 3) // 4 :], total)
    except (zlib.error, IndexError, UnicodeDecodeError) as error:
        raise ValueError("a shard of search is damaged") from error
    sums = np.cumsum(gaps + 1)
    starts = np.cumsum(counts) - counts
    numbers = sums - np.repeat(np.concatenate((np.zeros(1, np.int64), sums))[starts], counts) - 1
    keys = np.array([_number(text, table) for text in texts[1:]], np.uint64)
    found = Lists(keys, counts, numbers.astype(np.uint32) << np.uint32(2) | places)
    return found.ordered(np.argsort(keys, kind="stable"))


def _number(text: str, table: Table) -> int:
    if text[0] in "#-^~":
        return table.number(text)
    third = int(text[2]) << 16 | ord(text[3]) if len(text) > 2 else 0
    return ord(text[0]) << 34 | ord(text[1]) << 18 | third


def _front_coded(texts: Sequence[str]) -> Iterable[str]:
    before = ""
    for text in texts:
        shared = 0
        for one, other in zip(text, before, strict=False):
            if one != other:
                break
            shared += 1
        yield _DIGITS[shared] + text[shared:]
        before = text


def _quarters(entries: NDArray[np.uint32]) -> bytes:
    """The two lowest bits of each number, four to a byte."""
    places = np.zeros(-(-len(entries) // 4) * 4, np.uint8)
    places[: len(entries)] = entries & np.uint32(3)
    four = places.reshape(-1, 4)
    return (four[:, 0] | four[:, 1] << 2 | four[:, 2] << 4 | four[:, 3] << 6).astype(np.uint8).tobytes()


def _varints(values: NDArray[np.int32]) -> bytes:
    made, at = values.astype(np.uint8), np.flatnonzero(values > 0x7F)
    values = values[at]
    while len(at):  # nine in ten are one byte: the others get another behind the last
        made[at] |= 0x80
        values = values >> 7
        made = np.insert(made, at + 1, values.astype(np.uint8))
        at = at + 1 + np.arange(len(at))
        more = values > 0x7F
        at, values = at[more], values[more]
    return made.tobytes()


def _varint(raw: bytes) -> tuple[int, int]:
    value = shift = at = 0
    while True:
        value |= (raw[at] & 0x7F) << shift
        shift += 7
        at += 1
        if raw[at - 1] < 0x80:
            return value, at


def _numbers(octets: NDArray[np.uint8], count: int) -> tuple[NDArray[np.int64], int]:
    """So many varints, and how many bytes they took."""
    ends = np.flatnonzero(octets < 0x80)[:count]
    if len(ends) < count:
        raise IndexError("cut")
    if not count:
        return np.zeros(0, np.int64), 0
    used = int(ends[-1]) + 1
    starts = np.concatenate((np.zeros(1, np.int64), ends[:-1] + 1))
    steps = np.arange(used) - np.repeat(starts, ends - starts + 1)
    if int(steps.max()) > 4:
        raise IndexError("damaged")
    values = (octets[:used] & np.uint8(0x7F)).astype(np.int64) << 7 * steps
    return np.add.reduceat(values, starts), used


def small(text: str) -> tuple[bytes, bool]:
    """A text as EUC-KR, in which Hangul is two bytes and packs smaller than in UTF-8; whether it had to be UTF-8.

    `euc-kr` of browsers is what Python calls cp949.
    """
    try:
        return text.encode("cp949"), False
    except UnicodeEncodeError:
        return text.encode(), True


def packed(data: bytes) -> bytes:
    """One file of one part."""
    return zlib.compress(data, 9)
