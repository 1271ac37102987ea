"""Who published a source, as the site groups it: by the publisher's key, else by the host of the original."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.site.rows import publisher as printed
from digest.text.slug import slug

if TYPE_CHECKING:
    from digest.model import Source


@dataclass(frozen=True, slots=True)
class Publisher:
    """One publisher; equal slugs are one publisher, whatever name an article prints."""

    slug: str
    """Its part of the address: `newspim`, `example-com`."""
    name: str
    """The name under which it is cited."""


def find(source: Source) -> Publisher | None:
    """The publisher of a source; None for a draft that says neither who nor where."""
    host = (source.url or "").partition("://")[2].partition("/")[0].partition(":")[0].removeprefix("www.")
    key = slug(source.publisher or host or source.name or "")
    return Publisher(key, printed(source)) if key else None
