"""The nodes of the graph: each page, each feed, and the files that are neither, by name."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import partial
from itertools import chain, groupby, takewhile
from typing import TYPE_CHECKING, Any

from digest.build import pieces
from digest.build.document import address, finish
from digest.build.links import anchors
from digest.site import body, cards, feed_formats, feeds, ledger, open_data, search
from digest.site.extras import EXTRAS, Made
from digest.site.extras import Given as Rest
from digest.site.pages import KINDS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import datetime

    from digest.build.document import Frame
    from digest.build.tracked import Tracked
    from digest.model import Article
    from digest.search import Memory
    from digest.site.ledger import Ledger
    from digest.site.origin import Origin
    from digest.site.page import Page

_KINDS = {kind.name: kind for kind in KINDS}
_APART = ("data", "cards")
"""Extras of which each file is a node."""
_REST = tuple(name for name in EXTRAS if name not in _APART)
_FIRST = frozenset({"article", "piece", "translation", "series", "whole series"})
LEDGER = "ledger"
"""The one node that reads every address that was published."""
LISTING = (LEDGER, "sitemap")
"""Nodes that read the paths of all pages."""


@dataclass(frozen=True, slots=True)
class Given:
    """What all nodes may use besides the catalogue; a change of any of it but the ledger makes all anew."""

    frame: Frame
    origin: Origin | None
    now: datetime | None
    published: Ledger

    def hashed(self, *told: str) -> bytes:
        """A hash of it, and of what else is told."""
        frame = self.frame
        shells = [f"{lang}\n{shell.text}" for lang, shell in sorted(frame.shells.items())]
        parts = [*shells, frame.name, frame.description, frame.url, repr(self.origin), repr(self.now), *told]
        return hashlib.sha256("\x00".join(parts).encode()).digest()


@dataclass(frozen=True, slots=True)
class Output:
    """What a node gave."""

    files: Mapping[str, str | bytes | Callable[[], bytes]]
    page: tuple[str, str, str, str] = ("", "", "", "")
    """Of a page: its path, its content file, its links that need a look as JSON, and its anchors, one a line."""
    memory: Memory | None = None
    """What search leaves for the next build."""
    value: bytes = b""
    """What a piece gives to other nodes."""


def early(catalogue: Tracked, origin: Origin | None) -> Iterator[str]:
    """The names of pages and feeds.

    The articles of a series come one after the other, each with its piece, then the pages on which all of them stand:
    who makes these has the articles at hand still. First are those that read whole articles.
    """
    names = {kind.name: ["\t".join((kind.name, *key)) for key in kind.keys(catalogue)] for kind in KINDS}
    beside: dict[str, list[str]] = {}
    for name in chain(names.pop("whole series"), names.pop("series")):
        beside.setdefault(name.split("\t")[1], []).append(name)
    del names["article"]
    listed = {one.id for one in catalogue.listed}
    for slug, group in groupby(sorted(catalogue.shown, key=_series), _series):
        for one in group:
            yield f"article\t{one.id}"
            if one.id in listed:
                yield f"piece\t{one.id}"
        yield from beside.pop(slug, ())
    yield from chain.from_iterable(beside.values())
    yield from names.pop("translation")
    yield from chain.from_iterable(names.values())
    if origin:
        yield from ("\t".join(("feed", *key)) for key in feeds.keys(catalogue))
        yield from (f"card\t{path}" for path in catalogue.cards)
    yield from ("\t".join(("data", *key)) for key in open_data.keys(catalogue) if key[0] == "company")


def _series(article: Article) -> str:
    return article.series or ""


def is_first(name: str) -> bool:
    """Whether a node reads whole articles, or gives what search is made from."""
    return name.partition("\t")[0] in _FIRST


def late(catalogue: Tracked) -> Iterator[str]:
    """The names of nodes that need to know all pages, or what was made of articles one by one."""
    yield from _REST
    some = takewhile(lambda key: key[0] != "company", open_data.keys(catalogue))  # companies come last, and take long
    yield from ("\t".join(("data", *key)) for key in some)
    yield "search"


def is_late(name: str) -> bool:
    """Whether a node is one of those."""
    return name in _REST or name == "search" or (name.startswith("data\t") and not name.startswith("data\tcompany\t"))


def make(catalogue: Tracked, given: Given, name: str, paths: Sequence[str], memory: Memory | None = None) -> Output:
    """Make one node. `paths` are those of all pages, for the nodes that are late; `memory` is what search left."""
    kind, *key = name.split("\t")
    if kind in _KINDS:
        return _page(catalogue, given, _KINDS[kind].make(catalogue, *key))
    if kind == "piece":
        return Output({}, value=pieces.packed(catalogue, catalogue.by_id[key[0]], given.origin))
    if kind == "search":
        built = search.index(catalogue, memory)
        return Output(dict(built.files), memory=built.memory)
    return Output(dict(_files(catalogue, given, kind, key, paths)))


def _files(catalogue: Tracked, given: Given, kind: str, key: list[str], paths: Sequence[str]) -> Made:
    """Of a node that is no page."""
    if kind == "feed" and given.origin:
        return feed_formats.files(feeds.feed(catalogue, given.origin, (key[0], key[1]))).items()
    if kind == "card":
        return [(key[0], partial(cards.draw, catalogue.cards[key[0]]))]
    if kind == "data":
        return open_data.files_of(catalogue, given.origin, (key[0], key[1]))
    return EXTRAS[kind](catalogue, Rest(given.origin, paths, given.now, given.published))


def _page(catalogue: Tracked, given: Given, page: Page) -> Output:
    paths = catalogue.pages_of_files
    made = body.Rendered("", ())
    if page.body:
        made = body.checked(page, paths, catalogue.library.lines)
    html = page.with_body(made.html, body.further(page, paths) if page.bodies else {})
    text = finish(page, html, given.frame, catalogue.feed_titles, catalogue.homes[page.lang])
    links = [[link.written, link.file, link.anchor, link.wrong] for link in made.links if link.wrong or link.anchor]
    told = json.dumps(links, ensure_ascii=False) if links else ""
    ids = "\n".join(anchors(page, html))
    return Output({address(page.path): text}, (page.path, page.source, told, ids))


def ledger_of(content: Any) -> Ledger:
    """Every address that was ever published."""
    return ledger.read(ledger.beside(content))
