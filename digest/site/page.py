"""One page of the site, ready for any site generator: HTML of ours, with room for a rendered Markdown body."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.site.settings import Lang

BODY_SLOT = "<!--digest:body-->"
"""Where the sanitised body goes; escaped data can never hold it."""
_SLOTS = re.compile(r"<!--digest:body(?::([0-9a-z가-힣-]{1,120}))?-->")


def slot(key: str) -> str:
    """Where the further body `key` of a page goes."""
    return f"<!--digest:body:{key}-->"


@dataclass(frozen=True, slots=True)
class Body:
    """A Markdown body that stands on a page besides the page's own, such as a part on the page of a whole series."""

    source: str
    """The content file that it is from; links in it are relative to that file."""
    markdown: str
    top: int = 2
    """Where its headings begin: one level lower than on its own page, below the heading that it stands under."""


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
    unlisted: bool = False
    """Whether search engines are asked to leave it out: it repeats other pages, or holds nothing."""
    kind: str = "page"
    """`home`, `article`, `series`, `company`, `topic`, `month`, `list`, `page`: for styles and feeds."""
    source: str = ""
    """The content file whose Markdown body goes in the slot; empty for a page without one."""
    body: str = ""
    """That Markdown."""
    bodies: Mapping[str, Body] = field(default_factory=dict)
    """Further bodies by the key of their slot; each has also a page of its own, where its links are checked."""
    data: Mapping[str, Any] | None = None
    """The schema.org object of what the page is about, as `digest.site.head` completes it."""
    alternates: Mapping[Lang, str] = field(default_factory=dict)
    """Paths of the same page in each language, its own among them; empty where there is one alone."""
    picture: str = ""
    """The path of its card below the site, for links to it elsewhere; empty where it has none."""
    brief: bool = False
    """Whether machines are told of it only what they can learn nowhere else: most pages of a large site are old."""

    def with_body(self, html: str, further: Mapping[str, str] | None = None) -> str:
        """The whole HTML with each sanitised body in its place; what a body holds is never looked at for slots."""
        made = further or {}
        return _SLOTS.sub(lambda match: made.get(match[1], "") if match[1] else html, self.html)
