"""Links and images of a body: what can be said of them alone, and what only the whole library tells.

A link stands as its author wrote it, relative to the file; pages that the site makes itself (companies, months,
topics) are left to the build, which knows them.
"""

from __future__ import annotations

import posixpath
import re
import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from digest.errors import Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Container, Iterator

    from digest.check.entry import Reference
    from digest.check.markdown import Link

SCHEMES = frozenset({"http", "https", "mailto"})
_SCHEME = re.compile(r"\s*([A-Za-z][A-Za-z0-9+.\-]*)\s*:")
_BLANKS = re.compile(r"[\x00-\x20\x7f\u00a0\u2028\u2029]+")
_ENTITY = re.compile(r"&(?:#x?0*(?:3a|58|9|a|d|10|13);?|colon;|tab;|newline;)", re.IGNORECASE)
_IMAGES = (".png", ".jpg", ".jpeg", ".webp")
_SITE = re.compile(r"(?:[a-z0-9-]{1,63}\.){1,5}(?:com|net|org|kr|io|gov|eu|uk|jp|cn)(?:[/?#]|$)|www\.", re.IGNORECASE)
"""What is written like an address of the web without its scheme; a file of the digest ends otherwise."""
_OURS = re.compile(r"(?:(?:articles|about)/.*|series/(?!index\.md$).*|[^/]*)")
"""Pages that are files; the rest is made by the site."""


def scheme(target: str) -> str:
    """The scheme of an address as a browser reads it, `//` for one without a scheme, or nothing inside the site."""
    seen = _BLANKS.sub(
        "", _ENTITY.sub(lambda m: ":" if re.search("3a|58|colon", m.group(), re.IGNORECASE) else "", target)
    )
    if seen.startswith(("//", "\\", "/\\")):
        return "//"
    found = _SCHEME.match(unquote(seen))
    return found[1].lower() if found else ""


def alone(link: Link) -> Iterator[Problem]:
    """What is wrong with one link, whatever else there is; path and place are for the caller to add."""
    kind = scheme(link.target)
    short = link.target if len(link.target) <= 80 else f"{link.target[:80]}…"
    if link.image and kind:
        what, remedy = f'shows an image of another place: "{short}"', "put a copy that we may show into content/"
        yield Problem("", 0, "body", what, remedy, rule="image-remote")
    elif kind and kind not in SCHEMES:
        what, remedy = f'links to "{short}"', "link to http, https or mailto addresses only"
        yield Problem("", 0, "body", what, remedy, rule="link-scheme")
    elif not kind and link.target.startswith("/"):
        what = f'links to "{short}", which depends on where the site stands'
        yield Problem("", 0, "body", what, "write the way from this file: ../../series/x.md", rule="link-absolute")
    if link.image and not link.text.strip():
        what, remedy = f'shows "{short}" without words for who cannot see it', "write ![what it shows](image.png)"
        yield Problem("", 0, "body", what, remedy, rule="image-alt")


def target(here: str, link: str) -> tuple[str, str] | None:
    """File (relative to the content folder) and heading that a link in the file `here` means; None outside the site."""
    if scheme(link) or link.startswith("/"):
        return None
    try:
        parts = urlsplit(link)
    except ValueError:
        return link, ""
    path = unicodedata.normalize("NFC", unquote(parts.path))
    file = posixpath.normpath(posixpath.join(posixpath.dirname(here), path)) if path else here
    return file, unquote(parts.fragment)


def together(  # noqa: PLR0911 - one line a way to miss
    here: str, reference: Reference, files: Collection[str], anchors: Callable[[str], Container[str]]
) -> tuple[Problem, str] | None:
    """The problem of a link into the digest and the file that it concerns, or None where it arrives.

    `files` are all files of the content folder; `anchors` the headings' ids of one of them.
    """
    found = target(here, reference.target)
    if found is None:
        return None
    file, heading = found
    if reference.image or file.endswith(_IMAGES):
        if file in files:
            return None
        what, remedy = f'shows "{reference.target}", which is not there', "add the file, or correct its name"
        rule = "image-missing" if reference.image else "link-dead"
        return Problem("", 0, "body", what, remedy, rule=rule), file
    if file.startswith("../") or file == "..":
        what = f'links to "{reference.target}" outside of the digest'
        return Problem("", 0, "body", what, "link to its address on the web", rule="link-dead"), file
    if not file.endswith(".md"):
        what = f'links to "{reference.target}", which is no file of the digest'
        return Problem("", 0, "body", what, _remedy(file, files, reference.target), rule="link-dead"), file
    if not _OURS.fullmatch(file):
        return None
    if file not in files:
        what = f'links to "{reference.target}", which is not there'
        return Problem("", 0, "body", what, _remedy(file, files), rule="link-dead"), file
    if heading and heading not in anchors(file):
        what = f'links to the heading "{heading}" of {PurePosixPath(file).name}, which has none of this name'
        return Problem("", 0, "body", what, "copy the heading's address from the page", rule="link-anchor"), file
    return None


def _remedy(file: str, files: Collection[str], written: str = "") -> str:
    if _SITE.match(written):
        return f"write the whole address, if it is one of the web: https://{written}"
    name = PurePosixPath(file).name.removesuffix(".md")
    near = sorted(other for other in files if PurePosixPath(other).name.removesuffix(".md") == name and name)
    return f"did you mean content/{near[0]}?" if near else "correct it, or remove the link"
