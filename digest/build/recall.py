"""What search remembers from one build to the next, as rows of the cache: read one by one, written where they changed.

Each row carries the digest of what it was made from, and search looks at that; so rows of different builds may stand
side by side.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from digest.search import Kept, Memory

if TYPE_CHECKING:
    from digest.build.store import Store


def memory(store: Store, variant: str) -> Memory:
    """What the rows hold; their values are read when search asks for them."""
    return Memory(
        {
            (kind, name): Kept(digest, load=partial(store.memory_value, variant, kind, name))
            for kind, name, digest in store.memory(variant)
        }
    )


def changes(before: Memory, after: Memory) -> tuple[list[tuple[str, str, str, bytes]], list[tuple[str, str]]]:
    """Rows that are new or other, and those that are gone."""
    old = before.rows
    rows = [
        (*name, row.digest, row.read())
        for name, row in after.rows.items()
        if name not in old or old[name].digest != row.digest
    ]
    return rows, [name for name in old if name not in after.rows]
