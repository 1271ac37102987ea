"""The only way by which words of an article reach a theme.

MkDocs escapes nothing in its templates: a title `</title><script>` runs on every page that lists it. So each string is
escaped here, once, and a site generator parses no metadata but the block that is written here.
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from digest.site.page import Page

_BOOST = {"company": 4, "series": 2, "topic": 2}
"""How much more a page of this kind counts in search: a company's name leads to its page first."""


def escaped(text: str) -> str:
    """Text that is safe in HTML and in quoted attributes."""
    return html.escape(text, quote=True)


def metadata(page: Page) -> dict[str, Any]:
    """What a site generator may know of a page, escaped."""
    return {
        "title": escaped(page.title),
        "description": escaped(page.description),
        "lang": page.lang,
        "kind": page.kind,
        "search": {"boost": _BOOST.get(page.kind, 1)} if page.search else {"exclude": True},
    }


def source(page: Page, body: str) -> str:
    """A file with our metadata, escaped, and `body`."""
    values = metadata(page)
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return f"---\n{lines}---\n{body}\n"
