"""What a build of the index leaves for the next one: rows that are read one by one, each known by a digest.

| kind | name | value |
|---|---|---|
| `layout` | | nothing: the digest says how keys are spread and numbered |
| `block` | of the block | its articles and what is known of each, as JSON |
| `lists` | of the block | the lists of its keys |
| `file` | path | the file |
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from digest.search.keys import TEXT, Table
from digest.search.lists import Lists, packed, unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

FORMAT = 3
"""Of the files; a worker of another format does not read them."""
_SIZE = struct.Struct("<I")


@dataclass(frozen=True, slots=True)
class Kept:
    """One row: its value is `value`, or what `load` gives."""

    digest: str
    value: bytes = b""
    load: Callable[[], bytes] | None = None

    def read(self) -> bytes:
        """The value.

        Raises:
            ValueError: It is gone.
        """
        return self.load() if self.load else self.value


@dataclass(frozen=True, slots=True)
class Memory:
    """All rows by kind and name. Empty is right too: only slower."""

    rows: Mapping[tuple[str, str], Kept] = field(default_factory=dict)
    format: int = FORMAT
    """Of another format nothing is taken."""


class Known(NamedTuple):
    """What is remembered of one article."""

    id: str
    digest: str
    size: int
    words: list[str]
    """Of its title."""


def block(articles: Sequence[Known], weights: Mapping[str, int]) -> bytes:
    """The row of a block."""
    return json.dumps([articles, weights], ensure_ascii=False, separators=(",", ":")).encode()


def read_block(data: bytes) -> tuple[list[Known], dict[str, int]]:
    """The articles of a block and the weights of beginnings.

    Raises:
        ValueError: The row is damaged.
    """
    try:
        articles, weights = json.loads(data)
        return [Known(*one) for one in articles], dict(weights)
    except TypeError as error:
        raise ValueError("a block of search is damaged") from error


def stored(lists: Lists, table: Table) -> bytes:
    """Lists with the texts of their keys."""
    texts = "\n".join(table.text(key) for key in lists.keys[lists.keys >= np.uint64(TEXT)].tolist()).encode()
    return _SIZE.pack(len(texts)) + texts + packed(lists)


def read_lists(data: bytes, table: Table) -> Lists:
    """Lists whose keys have their numbers in `table`.

    Raises:
        ValueError: They are damaged.
    """
    if len(data) < _SIZE.size:
        raise ValueError("lists of search are cut")
    (size,) = _SIZE.unpack_from(data)
    found = unpacked(data[_SIZE.size + size :])
    own = found.keys >= np.uint64(TEXT)
    texts = data[_SIZE.size : _SIZE.size + size].decode().split("\n") if size else []
    if int(own.sum()) != len(texts):
        raise ValueError("lists of search are damaged")
    keys = found.keys.copy()
    keys[own] = [table.number(text) for text in texts]
    order = np.argsort(keys, kind="stable")
    return found._replace(keys=keys).ordered(order)
