"""A finished page: the theme's shell filled with our HTML, its head, and the feeds that go with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from digest.site import addresses
from digest.site.feed_formats import FORMATS
from digest.site.front_matter import escaped
from digest.site.head import head
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.build.shell import Shell
    from digest.site.page import Page
    from digest.site.settings import Lang

NAMES = ("RSS", "Atom", "JSON")
"""How the foot of a page calls the formats of a feed."""


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands around every page of one build."""

    shells: Mapping[Lang, Shell]
    name: str
    """The site's name."""
    description: str
    """For pages without one of their own."""
    url: str
    """The site's address with its last slash; empty where it is not known."""


def finish(page: Page, html: str, frame: Frame, feeds: Mapping[str, str], home: str) -> str:
    """The whole file of a page.

    Args:
        page: The page.
        html: Its HTML with the bodies in their places.
        frame: The shells and what the site says of itself.
        feeds: The title of the feed of each page that has one, by the page's path.
        home: The path of the home page of its language.
    """
    here = addresses.url(page.path)
    title = frame.name if page.path == addresses.HOME else f"{page.title} · {frame.name}"
    # Readers of feeds need one link; pages of articles, and of what ended, are most of a site.
    short = page.kind == "article" or page.brief
    wanted = [(one, feeds[one]) for one in dict.fromkeys((page.path, addresses.HOME)) if one in feeds]
    return frame.shells[page.lang].fill(
        here,
        {
            "title": f"<title>{escaped(title)}</title>",
            "head": _head(page, frame, wanted, home, short=short),
            "content": html,
            "feeds": _feeds(page.path, wanted[0], page.lang, frame.name) if wanted and not short else "",
        },
    )


def address(path: str) -> str:
    """Where the file of a page stands below the site: `series/deepseek-shock/index.html`."""
    return f"{addresses.url(path)}index.html"


def _head(page: Page, frame: Frame, feeds: list[tuple[str, str]], home: str, *, short: bool) -> str:
    # One element says it to search engines and to those who show a link: RDFa lets `property` stand beside `name`.
    told = escaped(page.description or frame.description)
    rows = [f'<meta name="description" property="og:description" content="{told}">']
    if frame.url:
        rows.append(f'<link rel="canonical" href="{escaped(frame.url + quote(addresses.url(page.path)))}">')
    if page.unlisted:
        rows.append('<meta name="robots" content="noindex">')
    rows.append(head(page, frame.name, frame.url, home))
    for path, title in feeds:
        named = f' title="{escaped(title)}"' if len(feeds) > 1 else ""
        wanted = list(FORMATS.items())[: 1 if short else None]
        rows += [
            f'<link rel="alternate" type="{kind}"{named} href="{_beside(page.path, path)}{name}">'
            for name, kind in wanted
        ]
    return "".join(rows)


def _feeds(here: str, feed: tuple[str, str], lang: Lang, name: str) -> str:
    path, title = feed
    links = " ".join(
        f'<a href="{_beside(here, path)}{name}">{shown}</a>' for shown, name in zip(NAMES, FORMATS, strict=True)
    )
    word = escaped(say(lang, "feeds"))
    own = f" <span>{escaped(title)}</span>" if title != name else ""  # the name of the site stands below
    return f'<p class="d-footer__feeds">{word}: {links}{own}</p>'


def _beside(here: str, path: str) -> str:
    return addresses.relative(here, path).removeprefix("./")
