"""Files of the site that are no page: for search engines, feed readers, programs and old addresses.

One list, so that each builder writes the same files. Everything here is made from the library; the one moment that
may be given from outside is the time of the build, and without it the newest article's stands in its place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from digest.site import answers, cards, feed_formats, feeds, open_data, robots, sitemaps

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import datetime

    from digest.site.catalogue import Catalogue
    from digest.site.ledger import Ledger
    from digest.site.origin import Origin


@dataclass(frozen=True, slots=True)
class Given:
    """What those files need besides the catalogue."""

    origin: Origin | None
    """Where the site stands; None where that is not known, and then no file that needs a whole address is made."""
    paths: Collection[str]
    """The paths of all pages (`series/index.md`)."""
    now: datetime | None = None
    """The time of the build, where it is fixed (`SOURCE_DATE_EPOCH`)."""
    published: Ledger | None = None
    """Every address that was ever published; those without a page now get a redirect or a tombstone."""


Made = Iterable[tuple[str, str | bytes | Callable[[], bytes]]]
"""Files by paths; what is called for its bytes has a path that names them, and is made only where it is missing."""


def _ledger(catalogue: Catalogue, given: Given) -> Made:
    published, origin = given.published, given.origin
    if not published:
        return
    yield from answers.files(published, given.paths, origin.url if origin else "")
    if origin is None:
        return
    for address, slug in answers.renamed(published, given.paths):
        if feeds.has_items(catalogue, ("series", slug)):
            found = feeds.feed(catalogue, origin, ("series", slug))
            yield from (
                (address + path.removeprefix(found.folder), text) for path, text in feed_formats.files(found).items()
            )


def _cards(catalogue: Catalogue, given: Given) -> Made:
    found = catalogue.cards if given.origin else {}
    return ((path, partial(cards.draw, card)) for path, card in found.items())


EXTRAS: Mapping[str, Callable[[Catalogue, Given], Made]] = {
    "ledger": _ledger,
    "robots": lambda _, g: robots.files(g.origin),
    "data": lambda c, g: open_data.files(c, g.origin),
    "sitemap": lambda c, g: sitemaps.files(c, g.origin, g.paths, g.now) if g.origin else (),
    "cards": _cards,
}
"""Every kind by its name. A builder makes a kind anew only if something that it read has changed."""


def extras(
    catalogue: Catalogue,
    origin: Origin | None,
    paths: Collection[str],
    now: datetime | None = None,
    published: Ledger | None = None,
) -> Iterator[tuple[str, str | bytes]]:
    """Each file by its path below the site; text is UTF-8. The arguments are those of `Given`."""
    given = Given(origin, paths, now, published)
    for make in EXTRAS.values():
        for path, value in make(catalogue, given):
            yield path, value() if callable(value) else value
