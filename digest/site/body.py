"""A Markdown body as sanitised HTML, its links led to pages and told where they lead to nothing.

Python-Markdown, as MkDocs has it, says what a body means. Most bodies hold only what every dialect reads alike: a
native parser makes the same of these in a hundredth of the time. One Python-Markdown converter serves all others:
making one costs a third of what a body does.
"""

from __future__ import annotations

import html
import posixpath
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

import markdown
from markdown.extensions.toc import slugify_unicode

from digest.site import addresses, common_markdown
from digest.site.sanitise import clean, worded

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

    from digest.site.page import Page

EXTENSIONS = ("tables", "footnotes", "sane_lists", "toc")
"""The same as in mkdocs.yml."""
_BEFORE = r'(?: [a-z]+="[^"]*+")*?'
"""Attributes of any length, as the sanitiser writes them: a long one must not hide the next."""
_TARGET = re.compile(rf'(<(?:a|img){_BEFORE} (?:href|src)=")([^"]++)"(?:({_BEFORE}) rel="[^"]*+"(?=>))?')
"""A link or picture; what the sanitiser says of every link holds for those to others."""
_OWN = re.compile(rf'(<[a-z][a-z0-9]{{0,15}}{_BEFORE} (?:id="|href="#))([^"#]{{1,200}}")')
"""An id or a link to one, in HTML that the sanitiser wrote."""
_MAX_WRITTEN = 200
_SCHEME = re.compile(r"[a-z][a-z0-9+.\-]{0,20}:", re.IGNORECASE)


class Link(NamedTuple):
    """A link of a body to this site."""

    written: str
    """Cut where it is very long; it is for messages."""
    file: str
    """The content file that it names; empty for an anchor of its own page."""
    anchor: str
    wrong: str
    """What is wrong with it, without looking at other pages; empty where nothing is."""


class Rendered(NamedTuple):
    """A body as HTML, with its links to this site."""

    html: str
    links: tuple[Link, ...]


def render(page: Page, paths: Mapping[str, str]) -> str:
    """The body of `page` as HTML; `paths` gives the path of the page made from each content file."""
    return _rendered(page.body, page.source, page.path, paths).html


def checked(page: Page, paths: Mapping[str, str], files: Container[str]) -> Rendered:
    """The same with its links; `files` are all names in the content folder, images too."""
    return _rendered(page.body, page.source, page.path, paths, files=files)


def further(page: Page, paths: Mapping[str, str]) -> dict[str, str]:
    """The further bodies of `page` as HTML, by their slots.

    Their ids begin with the slot, so that two parts with a footnote 1 do not meet.
    """
    return {
        key: _OWN.sub(rf"\g<1>{key}-\g<2>", _rendered(one.markdown, one.source, page.path, paths, top=one.top).html)
        for key, one in page.bodies.items()
    }


def unlinked(text: str) -> str:
    """A body as HTML with its links as they are written, for those who look at its words alone."""
    return _converted(text, 1)


def forget() -> None:
    """Let go of the bodies that are at hand still."""
    _converted.cache_clear()
    _common.cache_clear()


@cache
def _converter(top: int) -> markdown.Markdown:
    toc = {"slugify": slugify_unicode, "baselevel": top}
    return markdown.Markdown(extensions=list(EXTENSIONS), extension_configs={"toc": toc})


@lru_cache(maxsize=1024)
def _converted(text: str, top: int) -> str:
    """A body stands on its own page, and on that of its whole series, often in two languages."""
    if (common := _common(text)) is not None:
        return common_markdown.lowered(common) if top > 1 else common
    if top > 1 and "<h" not in (same := _converted(text, 1)):
        return same
    return clean(worded(_converter(top).reset().convert(text)))


@lru_cache(maxsize=1024)
def _common(text: str) -> str | None:
    made = common_markdown.convert(text)
    return None if made is None else clean(made)


def _rendered(
    text: str, source: str, here: str, paths: Mapping[str, str], *, top: int = 1, files: Container[str] = ()
) -> Rendered:
    made = _converted(text, top)
    links: list[Link] = []

    def relinked(match: re.Match[str]) -> str:
        written = html.unescape(match[2])
        link, hash_, anchor = written.partition("#")
        written = written if len(written) <= _MAX_WRITTEN else f"{written[:_MAX_WRITTEN]}…"
        if link.startswith("//"):
            links.append(Link(written, "", "", "leads to another site and does not say so: begin it with https:"))
            return match[0]
        if _SCHEME.match(link):
            return match[0]
        if not link:
            links.append(Link(written, "", anchor, ""))
            return f'{match[1]}{match[2]}"{match[3] or ""}'
        if link.startswith("/"):
            links.append(Link(written, "", "", "is an absolute address, which breaks below a path"))
            return match[0]
        place = posixpath.normpath(posixpath.join(posixpath.dirname(source), link))
        file = unicodedata.normalize("NFC", unquote(place))
        known = file in paths or file in files
        links.append(Link(written, file if known else "", anchor, "" if known else "leads to nothing"))
        target = addresses.relative(here, paths[file]) if file in paths else _file(here, place)
        # The way to a file named `javascript:…` below this page begins like a script, and one to `a:b` like a scheme.
        dot = "./" if ":" in target.partition("/")[0] else ""
        return f'{match[1]}{html.escape(dot + target + hash_ + anchor)}"{match[3] or ""}'

    return Rendered(_TARGET.sub(relinked, made), tuple(links))


def _file(here: str, file: str) -> str:
    return posixpath.relpath("/" + file, "/" + addresses.url(here))
