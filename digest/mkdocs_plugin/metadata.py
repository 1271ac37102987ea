"""The only way by which words of an article reach the theme.

MkDocs escapes nothing in its templates: a title `</title><script>` runs on every page that lists it. So each string is
escaped here, once, and MkDocs parses no metadata but the block that is written here.
"""

from __future__ import annotations

import html
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.site.page import Page


def escaped(text: str) -> str:
    """Text that is safe in HTML and in quoted attributes."""
    return html.escape(text, quote=True)


def source(page: Page) -> str:
    """The page as MkDocs reads it: our metadata, escaped, then the Markdown body."""
    search: dict[str, object] = {} if page.search else {"exclude": True}
    values = {
        "title": escaped(page.title),
        "description": escaped(page.description),
        "lang": page.lang,
        "kind": page.kind,
        "search": search,
    }
    lines = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in values.items())
    return f"---\n{lines}---\n{page.body}\n"
