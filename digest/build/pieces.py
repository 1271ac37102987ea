"""What search and the open data hold of one article: kept by itself, so that an edit makes one anew, not thousands.

A piece is a node of the graph without a file. What it gives is plain values, packed; files that are made from many
pieces depend on each of those that they read.
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
        made.id, made.url, made.date.isoformat(), made.title, made.lang, made.names, made.text, made.facets,
        dict(made.shown), made.companies,
    )  # fmt: skip
    told = {"search": plain, "data": open_data.text(catalogue, article, origin)}
    return zlib.compress(json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode(), 1)


class Pieces:
    """The pieces of one build.

    Args:
        hashes: A hash of each, by the article's id.
        load: Gives one, packed.
    """

    def __init__(self, hashes: Mapping[str, bytes], load: Callable[[str], bytes]) -> None:
        self.hashes, self._load = hashes, load

    def get(self, name: str, key: str) -> Any:
        """The record of search or the line of data of the article with the id `key`.

        Raises:
            KeyError: The cache has lost it.
        """
        found = json.loads(zlib.decompress(self._load(key)))[name]
        return tuple(found) if name == "data" else _record(found)


def _record(plain: list[Any]) -> Record:
    name, url, date, title, lang, names, text, facets, shown, companies = plain
    when = datetime.fromisoformat(date)
    return Record(name, url, when, title, lang, tuple(names), tuple(text), tuple(facets), shown, tuple(companies))
