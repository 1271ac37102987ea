"""Lists of articles as they are kept from one build to the next: keys that are texts have other numbers in each."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

import numpy as np

from digest.search.keys import TEXT, Table
from digest.search.lists import packed, unpacked

if TYPE_CHECKING:
    from digest.search.lists import Lists

_SIZE = struct.Struct("<I")


def stored(lists: Lists, table: Table) -> bytes:
    """Lists with the texts of their keys."""
    texts = "\n".join(table.written(lists.keys[lists.keys >= np.uint64(TEXT)])).encode()
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
    keys[own] = table.known(texts)
    found = found._replace(keys=keys)
    return found if np.all(keys[1:] > keys[:-1]) else found.ordered(np.argsort(keys, kind="stable"))
