"""How keys and their lists of articles become bytes; `overrides/assets/search.js` reads them.

A shard file holds the keys of one hash value, in segments, one for each block of articles. It is one zlib stream:

1. a varint: how many segments; of each segment
   1. the name of the block and a line end;
   2. a varint: 2 * (how many bytes of keys follow), and 1 more where they are UTF-8 because a key cannot be EUC-KR;
   3. the keys in order, with line ends between, front-coded: the character 0x30 + n, where n characters are shared
      with the key before, then the rest;
   4. for each key a varint: in how many articles it is;
2. of each segment, for each key and each of its articles the place, four to a byte, the first in the lowest bits:
   0 in the title, 1 in the names, 2 often in the text, 3 in the text;
3. of each segment, for each key and each of its articles a varint: articles left out since the one before.

The three parts are flushed one by one, so that each has Huffman codes of its own: 6 % smaller.
Static hosts compress text types only, so the files are compressed here: every host and browser treats them alike.
"""

from __future__ import annotations

import struct
import sys
import zlib
from array import array
from collections import defaultdict
from itertools import chain, pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.search.keys import Postings

_SIGNS = frozenset("^-#=")
"""With which keys begin that are no windows."""
_DIGITS = [chr(0x30 + shared) for shared in range(1000)]
"""How many characters a key shares with the one before."""
_SIZES = struct.Struct("<II")
_LOWEST = bytes(value & 3 for value in range(256))


def spread(articles: int, size: int) -> int:
    """How many shards the index of so many articles with `size` bytes of text has: a power of two.

    A small library has small shards, a large one fewer files: a query reads one to three shards a word.
    """
    share = 20_000 if articles <= 2_000 else 26_000 if articles <= 20_000 else 60_000
    return max(8, 1 << max(1, size // share).bit_length() - 1)


def home(key: str, shards: int) -> int:
    """The shard of a key: what begins alike and is looked up together stands together."""
    first = key[0]
    if first in "^-":
        stem = key[1:4]
    elif first == "#":
        stem = key[:10] if key.startswith("#d:") else key
    elif first == "=":
        stem = key
    else:
        stem = key[:2]
    value = 0x811C9DC5
    for byte in stem.encode():
        value = (value ^ byte) * 0x01000193 & 0xFFFFFFFF
    value ^= value >> 15
    return value & (shards - 1)


def segments(articles: Iterable[Postings], name: str, shards: int) -> dict[int, bytes]:
    """The segments of one block, by shard: `articles` in their order."""
    lists: defaultdict[str, list[int]] = defaultdict(list)
    number = -1
    for number, article in enumerate(articles):
        for value, keys in enumerate(article, number << 2):
            for key in keys:
                lists[key].append(value)
    homes = _Homes(shards)
    found: dict[int, list[str]] = {}
    for key in sorted(lists):
        stem = key[:2]
        if stem[0] in _SIGNS:
            stem = key[:4] if stem[0] in "^-" else key
        found.setdefault(homes[stem], []).append(key)
    codes = [_varint(value) for value in range(number + 2)]
    gaps = [code for code in codes for _ in range(4)]
    return {shard: _segment(name, keys, lists, codes, gaps) for shard, keys in found.items()}


class _Homes(dict[str, int]):
    """The shard of each stem, worked out once."""

    def __init__(self, shards: int) -> None:
        self.shards = shards

    def __missing__(self, stem: str) -> int:
        self[stem] = found = home(stem, self.shards)
        return found


def _segment(
    name: str,
    keys: Sequence[str],
    lists: Mapping[str, Sequence[int]],
    codes: Sequence[bytes],
    gaps: Sequence[bytes],
) -> bytes:
    """One segment before it is packed: the sizes of its first two parts, then its three parts.

    `lists` hold 4 * article + place; `gaps` are the varints of what such a number has for its article.
    """
    words: list[str] = []
    counts: list[bytes] = []
    left: list[bytes] = []
    rows: list[Sequence[int]] = []
    before = ""
    for key in keys:
        if key[:2] != before[:2]:
            shared = 1 if key[:1] == before[:1] else 0
        elif key[:3] != before[:3]:
            shared = 2
        else:
            shared = 3
            for one, other in zip(key[3:], before[3:], strict=False):
                if one != other:
                    break
                shared += 1
        words.append(_DIGITS[shared] + key[shared:])
        before = key
        values = lists[key]
        counts.append(codes[len(values)])
        rows.append(values)
        left.append(gaps[values[0]])
        if len(values) > 1:
            left += [gaps[value - (last | 3) - 1] for last, value in pairwise(values)]
    column, wide = small("\n".join(words))
    first = b"".join((name.encode(), b"\n", _varint(len(column) << 1 | wide), column, *counts))
    places = _quarters(array("Q", chain.from_iterable(rows)))
    return b"".join((_SIZES.pack(len(first), len(places)), first, places, *left))


def _quarters(values: array[int]) -> bytes:
    """The two lowest bits of each number, four to a byte."""
    if sys.byteorder == "big":
        values.byteswap()
    places = values.tobytes()[:: values.itemsize].translate(_LOWEST)
    places += bytes(-len(places) % 4)
    parts = (int.from_bytes(places[at::4], "little") << 2 * at for at in range(4))
    return sum(parts).to_bytes(len(places) // 4, "little")


def small(text: str) -> tuple[bytes, bool]:
    """A text as EUC-KR, in which Hangul is two bytes and packs smaller than in UTF-8; whether it had to be UTF-8.

    `euc-kr` of browsers is what Python calls cp949.
    """
    try:
        return text.encode("cp949"), False
    except UnicodeEncodeError:
        return text.encode(), True


def packed(parts: Iterable[bytes]) -> bytes:
    """One file of several parts."""
    return zlib.compress(b"".join(parts), 9)


def shard(parts: Sequence[bytes]) -> bytes:
    """One file of several segments."""
    columns: tuple[list[bytes], list[bytes], list[bytes]] = ([_varint(len(parts))], [], [])
    for part in parts:
        one, two = _SIZES.unpack_from(part)
        start = _SIZES.size
        columns[0].append(part[start : start + one])
        columns[1].append(part[start + one : start + one + two])
        columns[2].append(part[start + one + two :])
    made = zlib.compressobj(9)
    found = [made.compress(b"".join(column)) + made.flush(zlib.Z_SYNC_FLUSH) for column in columns[:2]]
    return b"".join((*found, made.compress(b"".join(columns[2])), made.flush()))


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
