"""How keys and their lists of articles become bytes; `overrides/assets/search.js` reads them.

A shard file holds the keys of one hash value. It is a zlib stream of segments, one for each block of articles:

1. the name of the block and a line end;
2. a varint: how many bytes of keys follow;
3. the keys in order, with line ends between, front-coded: the character 0x30 + n, where n characters are shared with
   the key before, then the rest;
4. for each key a varint: in how many articles it is;
5. for each of those a varint: 4 * (articles left out since the one before) + place, which is 0 in the title,
   1 in the names, 2 often in the text, 3 in the text.

Static hosts compress text types only, so the files are compressed here: every host and browser treats them alike.
"""

from __future__ import annotations

import zlib
from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.search.keys import Postings

_SIGNS = frozenset("^-#=")
"""With which keys begin that are no windows."""
_DIGITS = [chr(0x30 + shared) for shared in range(1000)]
"""How many characters a key shares with the one before."""


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
    most = max((values[-1] for values in lists.values()), default=0)
    codes = [_varint(value) for value in range(most + 1)]
    return {shard: _segment(name, keys, lists, codes) for shard, keys in found.items()}


class _Homes(dict[str, int]):
    """The shard of each stem, worked out once."""

    def __init__(self, shards: int) -> None:
        self.shards = shards

    def __missing__(self, stem: str) -> int:
        self[stem] = found = home(stem, self.shards)
        return found


def _segment(name: str, keys: Sequence[str], lists: Mapping[str, Sequence[int]], codes: Sequence[bytes]) -> bytes:
    words: list[str] = []
    counts: list[bytes] = []
    places: list[bytes] = []
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
        places.append(codes[values[0]])
        if len(values) > 1:
            places += [codes[value - (last | 3) - 1] for last, value in pairwise(values)]
    column = "\n".join(words).encode()
    return b"".join((name.encode(), b"\n", _varint(len(column)), column, *counts, *places))


def packed(parts: Iterable[bytes]) -> bytes:
    """One file of several parts."""
    return zlib.compress(b"".join(parts), 9)


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
