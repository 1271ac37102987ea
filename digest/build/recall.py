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
    """What the rows hold; their values are read when search asks for them, and new rows written as they come."""

    def keep(kind: str, name: str, row: Kept) -> Kept:
        store.put_memory(variant, [(kind, name, row.digest, row.value)], ())
        return Kept(row.digest, load=partial(store.memory_value, variant, kind, name))

    rows = {
        (kind, name): Kept(digest, load=partial(store.memory_value, variant, kind, name))
        for kind, name, digest in store.memory(variant)
    }
    return Memory(rows, keep=keep)


def changes(before: Memory, after: Memory) -> tuple[list[tuple[str, str, str, bytes]], list[tuple[str, str]]]:
    """Rows that are other and not written yet, and those that are gone."""
    rows = [(*name, row.digest, row.value) for name, row in after.rows.items() if row.load is None]
    return rows, [name for name in before.rows if name not in after.rows]
