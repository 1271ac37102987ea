"""What search remembers from one build to the next, as rows of the cache: only what is other now is written.

Each part carries the digest of what it was made from, and search looks at that; so rows of different builds may stand
side by side.
"""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from digest.search import Memory

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

Rows = dict[tuple[str, str], tuple[str, bytes]]
_HEAD = struct.Struct("<II")


def memory(rows: Iterable[tuple[str, str, str, bytes]]) -> Memory:
    """What the rows hold.

    Raises:
        ValueError: They are damaged.
    """
    articles: dict[str, tuple[str, bytes]] = {}
    files: dict[str, tuple[str, bytes]] = {}
    blocks: dict[str, tuple[str, Mapping[int, bytes]]] = {}
    for kind, name, digest, value in rows:
        if kind == "block":
            blocks[name] = (digest, dict(_unpacked(value)))
        else:
            (articles if kind == "article" else files)[name] = (digest, value)
    return Memory(articles=articles, blocks=blocks, files=files)


def changes(before: Memory, after: Memory) -> tuple[list[tuple[str, str, str, bytes]], list[tuple[str, str]]]:
    """Rows that are new or other, and those that are gone."""
    rows: list[tuple[str, str, str, bytes]] = []
    gone: list[tuple[str, str]] = []
    for kind, old, new in (("article", before.articles, after.articles), ("file", before.files, after.files)):
        rows += [(kind, name, *one) for name, one in new.items() if name not in old or old[name][0] != one[0]]
        gone += [(kind, name) for name in old if name not in new]
    blocks = before.blocks
    rows += [
        ("block", name, digest, b"".join([_HEAD.pack(number, len(data)) + data for number, data in parts.items()]))
        for name, (digest, parts) in after.blocks.items()
        if name not in blocks or blocks[name][0] != digest
    ]
    return rows, gone + [("block", name) for name in blocks if name not in after.blocks]


def _unpacked(value: bytes) -> Iterator[tuple[int, bytes]]:
    place = 0
    while place < len(value):
        try:
            number, size = _HEAD.unpack_from(value, place)
        except struct.error as error:
            raise ValueError("a block of search is cut") from error
        yield number, value[place + _HEAD.size : place + _HEAD.size + size]
        place += _HEAD.size + size
