"""Files of the site that are no page: for search engines, feed readers, programs and old addresses.

One list, so that each builder writes the same files. Everything here is made from the library; the one moment that
may be given from outside is the time of the build, and without it the newest article's stands in its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site import cards, ledger, open_data, robots, sitemaps

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import datetime

    from digest.site.catalogue import Catalogue
    from digest.site.ledger import Ledger
    from digest.site.origin import Origin


def extras(
    catalogue: Catalogue,
    origin: Origin | None,
    paths: Collection[str],
    now: datetime | None = None,
    published: Ledger | None = None,
) -> Iterator[tuple[str, str | bytes]]:
    """Each file by its path below the site; text is UTF-8.

    Args:
        catalogue: What the site shows.
        origin: Where it stands; None where that is not known, and then no file that needs a whole address is made.
        paths: The paths of all pages (`series/index.md`), for the sitemap.
        now: The time of the build, where it is fixed (`SOURCE_DATE_EPOCH`).
        published: Every address that was ever published; those without a page now get a redirect or a tombstone.
    """
    if published:
        yield from ledger.files(published, paths, origin.url if origin else "")
    yield from robots.files(origin)
    yield from open_data.files(catalogue, origin)
    if origin:
        yield from sitemaps.files(catalogue, origin, paths, now)
        yield from cards.files(catalogue)
