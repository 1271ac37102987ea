"""Sitemaps: the plain one, the index of others, and the news sitemap with titles and dates (sitemaps.org, Google News).

XML is read with entities, network and document types off: a sitemap is a stranger's file.
"""

from __future__ import annotations

from typing import NamedTuple

from digest.acquire.feeds import MAX_FIELD, address, zone
from digest.acquire.item import Hints, Link
from digest.errors import InputError
from digest.text.normalise import clean_line

MAX_LINKS = 50_000
"""What the protocol allows in one file."""
_OTHER = ("sitemap-image", "sitemap-video")
"""Namespaces whose `loc` and `title` belong to a picture, not to the page."""


class Sitemap(NamedTuple):
    """Articles of a sitemap, or the sitemaps of an index with the day of their last change as written."""

    links: tuple[Link, ...]
    children: tuple[Link, ...]


def parse(data: bytes, *, url: str = "") -> Sitemap:
    """Read a sitemap of any of the three kinds; rows without an http address are left out.

    Raises:
        InputError: When it is no XML, no sitemap, or has more than 50,000 rows.
    """
    from lxml import etree  # noqa: PLC0415 - only sitemaps need it here

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=False)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        reason = clean_line(str(error))[:120]
        raise InputError(f"is no sitemap ({reason})", "check that it opens in a browser") from error
    kind = _local(root.tag)
    if kind not in {"urlset", "sitemapindex"}:
        raise InputError(f"is no sitemap (its first element is {kind[:40]})", "check that it opens in a browser")
    if len(root) > MAX_LINKS:
        raise InputError(f"has more than {MAX_LINKS:,} rows", "give one part of it")
    links = []
    for row in root:
        facts = _facts(row)
        link = address(facts.get("loc"), url)
        if link:
            hints = Hints(
                title=facts.get("title", ""),
                date=facts.get("publication_date", ""),
                modified=facts.get("lastmod", ""),
                zone=zone(link, facts.get("language", "")),
                site=facts.get("name", ""),
                lang=facts.get("language", ""),
            )
            links.append(Link(link, hints))
    found = tuple(links)
    return Sitemap(found, ()) if kind == "urlset" else Sitemap((), found)


def parse_list(data: bytes) -> tuple[Link, ...]:
    """One address a line, as text sitemaps and curators' own lists have them."""
    lines = data.decode("utf-8-sig", "replace").splitlines()
    found = dict.fromkeys(link for line in lines if (link := address(line)))
    if len(found) > MAX_LINKS:
        raise InputError(f"has more than {MAX_LINKS:,} addresses", "give one part of it")
    return tuple(Link(link, Hints(zone=zone(link))) for link in found)


def _facts(row: object) -> dict[str, str]:
    facts: dict[str, str] = {}
    for element in row.iter():  # type: ignore[attr-defined]
        tag = element.tag
        if isinstance(tag, str) and not any(other in tag for other in _OTHER) and len(element) == 0:
            facts.setdefault(_local(tag), clean_line((element.text or "")[: 2 * MAX_FIELD]))
    return facts


def _local(tag: object) -> str:
    return tag.rpartition("}")[2].lower() if isinstance(tag, str) else ""
