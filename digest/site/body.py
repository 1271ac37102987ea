"""A Markdown body as sanitised HTML, for builders that do not render it themselves.

MkDocs renders bodies on its own, because it also checks their links; both go through `sanitise`.
"""

from __future__ import annotations

import html
import posixpath
import re
from typing import TYPE_CHECKING

import markdown
from markdown.extensions.toc import slugify_unicode

from digest.site import addresses
from digest.site.sanitise import clean

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.site.page import Page

EXTENSIONS = ("tables", "footnotes", "sane_lists", "toc")
"""The same as in mkdocs.yml."""
_TARGET = re.compile(r'(<(?:a|img)\b[^<>]{0,400}?\b(?:href|src)=")([^"]{1,2000})"')


_OWN = re.compile(r'(<[a-z][a-z0-9]{0,15}\b[^<>]{0,400}? (?:id="|href="#))([^"#]{1,200}")')
"""An id or a link to one, in HTML that the sanitiser wrote."""


def render(page: Page, paths: Mapping[str, str]) -> str:
    """The body of `page` as HTML; `paths` gives the path of the page made from each content file."""
    return _rendered(page.body, page.source, page.path, paths)


def further(page: Page, paths: Mapping[str, str]) -> dict[str, str]:
    """The further bodies of `page` as HTML, by their slots.

    Their headings are one level lower, for each stands below a heading of its own, and their ids begin with the slot,
    so that two parts with a footnote 1 do not meet.
    """
    return {
        key: _OWN.sub(rf"\g<1>{key}-\g<2>", _rendered(one.markdown, one.source, page.path, paths, top=2))
        for key, one in page.bodies.items()
    }


def _rendered(text: str, source: str, here: str, paths: Mapping[str, str], *, top: int = 1) -> str:
    made = markdown.markdown(
        text,
        extensions=list(EXTENSIONS),
        extension_configs={"toc": {"slugify": slugify_unicode, "baselevel": top}},
    )
    return _TARGET.sub(lambda match: f'{match[1]}{_relinked(match[2], source, here, paths)}"', clean(made))


def _relinked(target: str, source: str, here: str, paths: Mapping[str, str]) -> str:
    link, hash_, anchor = html.unescape(target).partition("#")
    if not link or re.match(r"[a-z][a-z0-9+.\-]{0,20}:|/", link, re.IGNORECASE):
        return target
    file = posixpath.normpath(posixpath.join(posixpath.dirname(source), link))
    if file in paths:
        return html.escape(addresses.relative(here, paths[file]) + hash_ + anchor)
    return html.escape(posixpath.relpath("/" + file, "/" + addresses.url(here)) + hash_ + anchor)
