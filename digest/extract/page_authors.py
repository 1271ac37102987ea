"""Who wrote it, by the most certain place that a page has: people only, never the site, a desk or an account."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.extract import adapter as adapters
from digest.extract import blocks, date_lines, metadata, neighbours, signatures

if TYPE_CHECKING:
    from collections.abc import Sequence

    from digest.extract.adapter import Adapter
    from digest.extract.marks import Heading
    from digest.extract.metadata import Facts
    from digest.extract.prose import Prose

_MAX_AUTHORS = 12
_AUTHORS = (
    "[rel=author], .byline .fn, .vcard .fn, .author .fn, [itemprop=author] [itemprop=name], .author.vcard a, "
    ".entry-meta .author a, .post-meta .author a, .post-author-name"
)
_BYLINE_ABOVE = 8
_BYLINE_BELOW = 3
"""Lines above and below the text in which a byline is looked for."""


def read(tree: blocks.Element, facts: Facts, adapter: Adapter | None, text: Prose, heading: Heading) -> tuple[str, ...]:
    """People who signed it: the adapter's place, JSON-LD, dateline, byline, meta tags, a line close to the text."""
    own = adapters.values(adapter, "authors", tree, facts)[1] if adapter else []
    lines = text.dateline.authors if text.dateline else ()
    metas = (metadata.persons([facts.meta.get(key, "")], facts.site_names) for key in metadata.META_AUTHORS)
    named = (metadata.persons(own, facts.site_names), facts.ld_authors(), lines, text.authors, *metas)
    found = next((names for names in named if names), None) or _nearby_byline(tree, text.body, heading) or text.signed
    return tuple((found or _linked(tree, facts))[:_MAX_AUTHORS])


def _linked(tree: blocks.Element, facts: Facts) -> tuple[str, ...]:
    """Names of the links to the author's own page, where all of the page are the same: teasers have others."""
    names = [metadata.persons([blocks.text(link)], facts.site_names) for link in adapters.select(tree, _AUTHORS)[:9]]
    return names[0] if names and len(set(names)) == 1 else ()


def _nearby_byline(tree: blocks.Element, body: Sequence[str], heading: Heading) -> tuple[str, ...]:
    """Names on a line of its own just above or below the body, which general extractors leave out."""
    lines = blocks.paragraphs(tree)
    places = [at for at, line in enumerate(lines) if body and line in {body[0], body[-1]}]
    if not places:
        return ()
    around, last = lines[max(0, places[0] - _BYLINE_ABOVE) : places[0]], places[-1] + 1
    if not any(neighbours.heading_above(lines, at) for at in range(last, min(len(lines), last + 2 * _BYLINE_BELOW))):
        around += lines[last : last + _BYLINE_BELOW]
    return next((names for line in around if (names := _names(line) or signatures.guest(line, heading))), ())


def _names(line: str) -> tuple[str, ...]:
    """Names on a byline, or beside the date."""
    return date_lines.byline(line) or (date_lines.names_beside(line) if date_lines.is_date_line(line) else ())
