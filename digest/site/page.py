"""One page of the site, ready for any site generator: HTML of ours, with room for a rendered Markdown body."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.site.settings import Lang

BODY_SLOT = "<!--digest:body-->"
"""Where the sanitised body goes; escaped data can never hold it."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page. `html` is trusted: our templates made it, with every value escaped."""

    path: str
    """`series/deepseek-shock.md`: its address is this without `.md`, or the folder for `index.md`."""
    title: str
    """Plain text, not escaped."""
    lang: Lang
    description: str
    """Plain text, not escaped."""
    html: str
    search: bool = True
    """Whether the search index holds it."""
    kind: str = "page"
    """`home`, `article`, `series`, `company`, `topic`, `month`, `list`, `page`: for styles and feeds."""
    source: str = ""
    """The content file whose Markdown body goes in the slot; empty for a page without one."""
    body: str = ""
    """That Markdown."""
    data: Mapping[str, Any] | None = None
    """The schema.org object of what the page is about, as `digest.site.head` completes it."""

    def with_body(self, html: str) -> str:
        """The whole HTML with the sanitised body in its place."""
        return self.html.replace(BODY_SLOT, html, 1)
