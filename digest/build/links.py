"""Links of our own words that lead to nothing: told once for the whole site, when every page is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from digest.site.body import Link
    from digest.site.page import Page

_ID = re.compile(r'\bid="([^"]{1,300})"')


class Links:
    """The links of all bodies, and the anchors of the pages that they name."""

    def __init__(self) -> None:
        self._links: list[tuple[str, Link]] = []
        self._ids: dict[str, frozenset[str]] = {}

    def add(self, page: Page, html: str, links: Iterable[Link]) -> None:
        """Note the links of a page with a body, and its anchors."""
        if page.source:
            self._ids[page.source] = frozenset(_ID.findall(html))
            self._links += [(page.source, link) for link in links if link.wrong or link.anchor]

    def problems(self) -> Iterator[str]:
        """One line for each link that is wrong."""
        for source, link in self._links:
            wrong = link.wrong
            ids = self._ids.get(link.file or source)
            if not wrong and ids is not None and unquote(link.anchor) not in ids:
                wrong = f"leads to {link.file or source}, which has no such anchor"
            if wrong:
                yield f'{source}: the link "{link.written}" {wrong}'
