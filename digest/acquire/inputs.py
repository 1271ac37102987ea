"""Whatever a curator has in hand, as items: addresses, saved pages, dumps, feeds, sitemaps, records, archives, folders.

The form of an input is told by its bytes. Items come one by one, so that a large archive takes no memory, and
an input that cannot be used becomes a `Trouble` in their midst instead of an end.
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, BinaryIO

from digest.acquire import bookmarks, chunked, feeds, jsonlines, mhtml, sitemaps, sniff, tables, warc
from digest.acquire.item import Hints, Item, Link, Trouble, Wanted, unforeseen
from digest.acquire.remote import Remote
from digest.errors import InputError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from digest.acquire.fetch import Fetcher

MAX_PAGE = 5 * 1024 * 1024
MAX_INDEX = 16 * 1024 * 1024
"""A feed, sitemap or list in a file; over the network it is 5 MB as for every page."""
MAX_SITEMAPS = 50
MAX_DEPTH = 3
"""Sitemaps in an index in an index."""
_LIMITS = {
    "mhtml": mhtml.MAX_BYTES,
    "letter": mhtml.MAX_BYTES,
    "feed": MAX_INDEX,
    "json feed": MAX_INDEX,
    "sitemap": MAX_INDEX,
    "list": MAX_INDEX,
}
_ADDRESS = re.compile(r"[a-z0-9+.\-:]{1,60}:(?://|:)", re.IGNORECASE)
"""Another file system, or a chain of them."""
_SITE = re.compile(r"(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}/", re.IGNORECASE)
"""An address without its scheme, as it is copied from a browser that hides that."""
_HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
_FORMS = "a page, a letter, a text dump, a feed, a sitemap, JSON lines, a CSV table, addresses or a web archive"


class Inputs:
    """Turns names into items.

    Args:
        fetcher: Fetches addresses and what feeds and sitemaps point to; None leaves both unfetched.
        wanted: Which articles of large sources are taken.
        mapping: Names of fields of records, as `jsonlines.read_map` gives them.
        stdin: Where `-` is read from.
    """

    def __init__(
        self,
        fetcher: Fetcher | None = None,
        wanted: Wanted | None = None,
        mapping: Mapping[str, str] | None = None,
        stdin: BinaryIO | None = None,
    ) -> None:
        self._fetcher, self._wanted, self._mapping = fetcher, wanted or Wanted(), mapping or {}
        self._stdin = stdin
        self._seen: set[str] = set()
        self._sitemaps = 0

    def read(self, names: Iterable[str]) -> Iterator[Item | Trouble]:
        """Items of all inputs, in order. An address that several of them name is fetched once."""
        for name in names:
            yield from self._guarded(name, self._one(name))

    def _guarded(self, name: str, items: Iterator[Item | Trouble]) -> Iterator[Item | Trouble]:
        try:
            yield from items
        except InputError as error:
            yield Trouble(name, error.problem if error.problem.path else replace(error.problem, path=name))
        except OSError as error:
            what = f"cannot be read ({error.strerror or error})"
            remedy = "check the name and its permissions"
            if _SITE.match(name):
                remedy = f"write the whole address, if it is one: https://{name}"
            yield Trouble(name, Problem(name, 0, "", what, remedy))
        except Exception as error:  # noqa: BLE001 - whatever one input is, the others go on
            yield Trouble(name, unforeseen(name, error))

    def _one(self, name: str) -> Iterator[Item | Trouble]:
        if name == "-":
            yield from self._stream(name, self._stdin or sys.stdin.buffer)
        elif name.lower().startswith(("http://", "https://")):
            yield from self._fetched(name, Hints())
        elif Path(name).is_dir():
            yield from self._folder(Path(name))
        elif _ADDRESS.match(name):
            yield from self._remote(Remote(name))
        else:
            yield from self._file(Path(name))

    def _folder(self, folder: Path) -> Iterator[Item | Trouble]:
        found = False
        for path in sorted(folder.iterdir()):
            if path.name.startswith(".") or (path.is_symlink() and path.is_dir()):
                continue
            if path.is_dir():
                if not path.name.endswith(sniff.SAVED_ASSETS):
                    found = True
                    yield from self._guarded(str(path), self._folder(path))
            elif not sniff.ASSETS.fullmatch(path.suffix):
                found = True
                yield from self._guarded(str(path), self._file(path))
        if not found:
            raise InputError("holds nothing to import", f"put {_FORMS} there", path=folder)

    def _remote(self, place: Remote) -> Iterator[Item | Trouble]:
        found = False
        for name in place.names():
            if name == place.name:
                found = True
                yield from self._opened(place)
            elif not sniff.ASSETS.fullmatch(PurePosixPath(name).suffix) and not sniff.in_assets(name):
                found = True
                yield from self._guarded(name, self._opened(Remote(name)))
        if not found:
            raise InputError("holds nothing to import", f"put {_FORMS} there", path=place.name)

    def _opened(self, place: Remote) -> Iterator[Item | Trouble]:
        with place.open() as stream:
            yield from self._stream(place.name, stream)

    def _file(self, path: Path) -> Iterator[Item | Trouble]:
        if path.exists() and not path.is_file():
            raise InputError("is not an ordinary file", f"give {_FORMS}", path=path)
        with path.open("rb") as stream:
            yield from self._stream(str(path), stream)

    def _stream(self, name: str, stream: BinaryIO) -> Iterator[Item | Trouble]:
        chunks = iter(lambda: stream.read(sniff.HEAD), b"")
        head, chunks = chunked.peek(chunks)
        what = sniff.form(name, head)
        if what == "gzip":
            if chunked.inner(head).startswith(warc.MAGIC):
                what = "warc"
            else:
                head, chunks = chunked.peek(chunked.unpacked(name, chunks))
                what = sniff.form(name, head)
        if what == "warc":
            yield from warc.pages(name, chunks, self._wanted)
        elif what in tables.READERS:
            yield from self._records(name, chunks, what)
        else:
            data = chunked.whole(name, chunks, _LIMITS.get(what, MAX_PAGE))
            yield from self._content(Item(name, "dump", data), what, 0)

    def _content(self, item: Item, what: sniff.Form, depth: int) -> Iterator[Item | Trouble]:
        """Items of one whole input whose form is known."""
        if what in {"html", "mhtml", "letter", "dump"}:
            yield self._article(item, what)
        elif what == "feed":
            yield from self._links(item.name, feeds.parse(item.data, url=item.url, charset=item.charset))
        elif what == "json feed":
            yield from self._links(item.name, feeds.parse_json(item.data, url=item.url))
        elif what == "list":
            yield from self._links(item.name, sitemaps.parse_list(item.data))
        elif what == "sitemap":
            yield from self._sitemap(item, depth)
        elif what in tables.READERS:
            yield from self._records(item.name, iter([item.data]), what)
        elif what == "bookmark":
            yield from self._marked(item)
        else:
            self._readable(item)
            form = "packed twice or an archive" if what != "unknown" else "of an unknown form"
            raise InputError(f"is {form}, which is not read", f"give {_FORMS}", path=item.name)

    def _article(self, item: Item, what: sniff.Form) -> Item:
        """The one article that an input holds."""
        if what == "html":
            return replace(item, kind="html")
        if what == "mhtml":
            found = mhtml.page(item.name, item.data)
            return replace(found, url=found.url or item.url)
        if what == "letter":
            return mhtml.letter(item.name, item.data)
        self._readable(item)
        return item

    def _marked(self, item: Item) -> Iterator[Item | Trouble]:
        """The page that a bookmark names, as if its address had been given; without a fetcher what to do instead."""
        address = bookmarks.address(item.name, item.data)
        if not self._fetcher:
            raise InputError(f"is a bookmark, and holds only {address[:300]}", bookmarks.REMEDY, path=item.name)
        if address not in self._seen:
            yield from self._fetched(address, Hints(), page=True)

    def _readable(self, item: Item) -> None:
        form = sniff.unread(item.data)
        if form:
            raise InputError(f"is {form}, which is not read", "copy its text into a .txt file", path=item.name)
        if not item.data.strip():
            raise InputError("is empty", f"give {_FORMS}", path=item.name)

    def _records(self, name: str, chunks: Iterator[bytes], what: str) -> Iterator[Item | Trouble]:
        for record in tables.READERS[what](name, chunks):
            where = f"{name}:{record.line}"
            if record.value is None:
                if record.error:
                    yield Trouble(where, record.error.problem)
                continue
            rows = jsonlines.held(record.value, self._mapping)
            for at, row in enumerate(rows, start=1):
                yield from self._record(where if len(rows) == 1 else f"{where}.{at}", row)

    def _record(self, where: str, row: dict[str, object]) -> Iterator[Item | Trouble]:
        try:
            item = jsonlines.item(where, row, self._mapping)
        except InputError as error:
            yield Trouble(where, error.problem)
            return
        except Exception as error:  # noqa: BLE001 - whatever one record is, the next is read
            yield Trouble(where, unforeseen(where, error))
            return
        if not (self._wanted.url(item.url) and self._wanted.day(item.hints.date)):
            return
        if item.kind == "entry" and self._fetcher:
            yield from self._followed(where, Link(item.url, item.hints))
        else:
            yield item

    def _sitemap(self, item: Item, depth: int) -> Iterator[Item | Trouble]:
        found = sitemaps.parse(item.data, url=item.url)
        if not found.children:
            yield from self._links(item.name, found.links)
            return
        if not self._fetcher:
            raise InputError(
                "is an index of other sitemaps", "give its address, so that they are fetched", path=item.name
            )
        for child in found.children:
            if not self._wanted.may_hold(child.hints.modified) or child.url in self._seen:
                continue
            if depth + 1 > MAX_DEPTH or self._sitemaps >= MAX_SITEMAPS:
                what = f"has more than {MAX_SITEMAPS} sitemaps, or more than {MAX_DEPTH} levels of them"
                raise InputError(what, "give the one that you need, or a later first day", path=item.name)
            self._sitemaps += 1
            self._seen.add(child.url)
            yield from self._guarded(child.url, self._fetched(child.url, Hints(), depth + 1))

    def _links(self, name: str, links: tuple[Link, ...]) -> Iterator[Item | Trouble]:
        """What a feed, sitemap or list points to, within the limit; the rest is said, not dropped silently."""
        chosen = [
            link
            for link in links
            if self._wanted.url(link.url) and self._wanted.day(link.hints.date or link.hints.modified)
        ]
        limit = self._wanted.limit
        for link in chosen[:limit]:
            if self._fetcher:
                yield from self._followed(name, link)
            else:
                yield Item(f"{name}: {link.url}", "entry", b"", link.url, None, link.hints)
        if len(chosen) > limit:
            what, remedy = (
                f"names {len(chosen):,} articles; the first {limit} are taken",
                "give a higher limit, or days",
            )
            yield Trouble(name, Problem(name, 0, "", what, remedy, rule="limit", severity="warning"))
        if links and not chosen:
            what, remedy = (
                f"names {len(links):,} articles, none of the hosts and days asked for",
                "check the hosts and days",
            )
            yield Trouble(name, Problem(name, 0, "", what, remedy, rule="limit", severity="warning"))
        if not links:
            yield Trouble(
                name, Problem(name, 0, "", "names no article", "check that it is the right one", rule="limit")
            )

    def _followed(self, name: str, link: Link) -> Iterator[Item | Trouble]:
        """The page of a link with its hints; a page that is not had leaves the trouble, the others go on."""
        if link.url not in self._seen:
            yield from self._guarded(f"{name}: {link.url}", self._fetched(link.url, link.hints, page=True))

    def _fetched(self, url: str, hints: Hints, depth: int = 0, *, page: bool = False) -> Iterator[Item | Trouble]:
        if not self._fetcher:
            raise InputError("is an address, and nothing is fetched", "save the page and import the file", path=url)
        self._seen.add(url)
        got = self._fetcher.get(url)
        data, charset = got.body, got.charset
        what = sniff.form(url, data[: sniff.HEAD])
        if what == "gzip":
            data = chunked.whole(url, chunked.unpacked(url, iter([data])), MAX_PAGE)
            what = sniff.form(url, data[: sniff.HEAD])
        if what == "dump" and got.content_type in _HTML_TYPES:
            what = "html"
        item = Item(url, "dump", data, got.final_url, charset, hints, got.retrieved)
        if page and what not in {"html", "dump"}:
            raise InputError(f"is a {what}, where an article was expected", "check the address", path=url)
        yield from self._content(item, what, depth)
