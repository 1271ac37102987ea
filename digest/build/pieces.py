"""What search and the open data hold of one article: kept by itself, so that an edit makes one anew, not thousands.

A piece is a node of the graph without a file. What it gives is plain values: two lines for the open data, as they are,
since files of thousands of articles are joined of them at each edit; and what search holds, packed. Files that are made
from many pieces depend on each of those that they read.
"""

from __future__ import annotations

import json
import zlib
from datetime import datetime
from typing import TYPE_CHECKING, Any

from digest.search import Record
from digest.site import open_data, search_records

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from digest.model import Article
    from digest.site.catalogue import Catalogue
    from digest.site.origin import Origin


def packed(catalogue: Catalogue, article: Article, origin: Origin | None) -> bytes:
    """The piece of one article."""
    made = search_records.record(catalogue, article)
    plain = (
        made.id, made.url, made.date.isoformat(), made.title, made.lang, made.names, made.body, made.text,
        made.facets, dict(made.shown), made.companies,
    )  # fmt: skip
    line, row = open_data.text(catalogue, article, origin)
    data = f"{line}\n{row}".encode()
    told = json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()
    return b"%d\n%b%b" % (len(data), data, zlib.compress(told, 1))


def divided(value: bytes) -> tuple[str, bytes]:
    """The two parts of a piece: lines of data, and what search holds."""
    size, _, rest = value.partition(b"\n")
    return rest[: int(size)].decode(), rest[int(size) :]


class Pieces:
    """The pieces of one build.

    Args:
        hashes: A hash of each, by the article's id.
        line: Gives the lines of data of one.
        load: Gives what search holds of one, packed.
    """

    def __init__(self, hashes: Mapping[str, bytes], line: Callable[[str], str], load: Callable[[str], bytes]) -> None:
        self.hashes, self._line, self._load = hashes, line, load

    def get(self, name: str, key: str) -> Any:
        """The record of search or the line of data of the article with the id `key`.

        Raises:
            KeyError: The cache has lost it.
        """
        if name == "data":
            line, _, row = self._line(key).partition("\n")
            return line, row
        return _record(json.loads(zlib.decompress(self._load(key))))


def _record(plain: list[Any]) -> Record:
    name, url, date, title, lang, names, body, text, facets, shown, companies = plain
    names, body, text, facets, companies = map(tuple, (names, body, text, facets, companies))
    return Record(name, url, datetime.fromisoformat(date), title, lang, names, body, text, facets, shown, companies)
