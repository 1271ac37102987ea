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
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

FORMAT = 4
"""Of the files; a worker of another format does not read them."""


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
    keep: Callable[[str, str, Kept], Kept] | None = None
    """Takes a row of a kind and name that is not among these, so that its value need not stay in memory."""


@dataclass(frozen=True, slots=True)
class Built:
    """The files by their paths below the root of the site, and what to remember."""

    files: Mapping[str, bytes | Callable[[], bytes]]
    """Those that are as the last build left them are read only when they are called."""
    memory: Memory


class Known(NamedTuple):
    """What is remembered of one article."""

    id: str
    digest: str
    size: int
    row: str
    """A digest of its row: an edit of the body leaves files of rows as they are."""
    words: list[str]
    """Of its title."""


def block(articles: Sequence[Known], weights: Mapping[str, int], words: str) -> bytes:
    """The row of a block: `words` is a digest of those of all titles."""
    return json.dumps([articles, weights, words], ensure_ascii=False, separators=(",", ":")).encode()


def read_block(data: bytes) -> tuple[list[Known], dict[str, int], str]:
    """The articles of a block, the weights of beginnings and the digest of words.

    Raises:
        ValueError: The row is damaged.
    """
    try:
        articles, weights, words = json.loads(data)
        return [Known(*one) for one in articles], dict(weights), str(words)
    except TypeError as error:
        raise ValueError("a block of search is damaged") from error
