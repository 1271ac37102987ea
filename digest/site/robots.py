"""robots.txt (RFC 9309): everything may be read, and where the sitemaps are.

Crawlers read it at the root of a host only: a site in a folder (`https://name.github.io/digest/`) needs its lines in
the file of that host, or its sitemaps told to the search engine by hand.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.site import sitemaps

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.site.origin import Origin


def files(origin: Origin | None) -> Iterator[tuple[str, str]]:
    """`robots.txt`, with the addresses of the sitemaps where that of the site is known."""
    rows = ["User-agent: *", "Allow: /"]
    if origin:
        rows += ["", *(f"Sitemap: {origin.url}{name}" for name in (sitemaps.NAME, sitemaps.NEWS))]
    yield "robots.txt", "\n".join(rows) + "\n"
