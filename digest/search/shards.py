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
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.search.keys import Postings


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


def segments(articles: Sequence[Postings], name: str, shards: int) -> dict[int, bytes]:
    """The segments of one block, by shard: `articles` in their order."""
    lists: defaultdict[str, list[int]] = defaultdict(list)
    for number, article in enumerate(articles):
        for place, lines in enumerate(article):
            if lines:
                value = number << 2 | place
                for key in lines.split("\n"):
                    lists[key].append(value)
    homes: dict[str, int] = {}
    found: dict[int, list[str]] = {}
    for key in sorted(lists):
        stem = key[:4] if key[0] in "^-" else key if key[0] in "#=" else key[:2]
        if stem not in homes:
            homes[stem] = home(key, shards)
        found.setdefault(homes[stem], []).append(key)
    return {shard: _segment(name, keys, lists) for shard, keys in found.items()}


def _segment(name: str, keys: Sequence[str], lists: Mapping[str, Sequence[int]]) -> bytes:
    words: list[str] = []
    counts = bytearray()
    places = bytearray()
    before = ""
    for key in keys:
        shared = 0
        for one, other in zip(key, before, strict=False):
            if one != other:
                break
            shared += 1
        words.append(_DIGITS[shared] + key[shared:])
        before = key
        found = lists[key]
        if len(found) < 128:
            counts.append(len(found))
        else:
            _put(counts, len(found))
        last = -1
        for value in found:
            number = value >> 2
            gap = number - last - 1
            if gap < 32:
                places.append(gap << 2 | value & 3)
            elif gap < 4096:
                gap = gap << 2 | value & 3
                places.append(gap & 127 | 128)
                places.append(gap >> 7)
            else:
                _put(places, gap << 2 | value & 3)
            last = number
    column = "\n".join(words).encode()
    head = bytearray(name.encode() + b"\n")
    _put(head, len(column))
    return bytes(head) + column + bytes(counts) + bytes(places)


def packed(parts: Iterable[bytes]) -> bytes:
    """One file of several parts."""
    return zlib.compress(b"".join(parts), 9)


def _put(out: bytearray, value: int) -> None:
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
