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


def render(page: Page, paths: Mapping[str, str]) -> str:
    """The body of `page` as HTML; `paths` gives the path of the page made from each content file."""
    made = markdown.markdown(
        page.body, extensions=list(EXTENSIONS), extension_configs={"toc": {"slugify": slugify_unicode}}
    )
    return _TARGET.sub(lambda match: f'{match[1]}{_relinked(match[2], page, paths)}"', clean(made))


def _relinked(target: str, page: Page, paths: Mapping[str, str]) -> str:
    link, hash_, anchor = html.unescape(target).partition("#")
    if not link or re.match(r"[a-z][a-z0-9+.\-]{0,20}:|/", link, re.IGNORECASE):
        return target
    file = posixpath.normpath(posixpath.join(posixpath.dirname(page.source), link))
    if file in paths:
        return html.escape(addresses.relative(page.path, paths[file]) + hash_ + anchor)
    return html.escape(posixpath.relpath("/" + file, "/" + addresses.url(page.path)) + hash_ + anchor)
