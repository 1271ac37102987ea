"""The same pages as a folder of Markdown files, for another builder: our front matter, then HTML it passes through."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from digest.files import write_text
from digest.site import addresses, body, feed_formats, feeds, front_matter
from digest.site.catalogue import Catalogue
from digest.site.front_matter import escaped
from digest.site.pages import pages
from digest.site.settings import disclaimer, load
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.library.folder import Library
    from digest.site.companies import Securities
    from digest.site.origin import Origin
    from digest.site.page import Page
    from digest.site.settings import Settings

MARK = addresses.COMPANIES
"""A page that every such folder has, and hardly any other; it is written first, so that a run cut short is known."""
_PRE = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_BREAKS = re.compile(r"\s*\n\s*")
_TEMPLATE = re.compile(r"\{(?=[{%#])")
"""What most builders take for a command in a Markdown file, also in its HTML: Liquid, Nunjucks, Jinja, Vue, Hugo."""


def write_pages(
    out: Path,
    library: Library,
    securities: Securities,
    settings: Settings | None = None,
    origin: Origin | None = None,
) -> tuple[int, int]:
    """Write every page below `out`, each with the disclaimers at its end; files that are equal stay untouched.

    Args:
        out: The folder; it is made where it is missing.
        library: What was read from the content folder.
        securities: The table of securities.
        settings: What `digest.toml` says; without it, that file is read from the current folder.
        origin: Where the site will stand; without it there are no feeds.

    Returns:
        How many files changed, and how many files there are.

    Raises:
        InputError: The settings cannot be read.
    """
    settings = settings or load(Path("digest.toml"))
    catalogue = Catalogue(library, securities, settings)
    paths = catalogue.pages_of_files
    texts = {page.path: document(page, paths, settings) for page in pages(catalogue)}
    if origin:
        for feed in feeds.feeds(catalogue, origin):
            texts |= feed_formats.files(feed)
    first = sorted(texts, key=lambda path: path != MARK)
    return sum(write_text(out / path, texts[path]) for path in first), len(texts)


def document(page: Page, paths: Mapping[str, str], settings: Settings) -> str:
    """The file of one page."""
    html = page.with_body(body.render(page, paths) if page.body else "", body.further(page, paths))
    return front_matter.source(page, f"{_one_block(html)}\n\n{_one_block(notice(page, settings))}")


def notice(page: Page, settings: Settings) -> str:
    """The disclaimers in the page's language, as HTML."""
    texts = "".join(f"<p>{escaped(text)}</p>" for text in disclaimer(settings, page.lang).all)
    title = escaped(say(page.lang, "disclaimer"))
    return f'<section class="d-notice"><h2>{title}</h2>{texts}</section>'


def _one_block(html: str) -> str:
    """Without blank or indented lines, at which Markdown would end an HTML block, and without commands."""
    pieces = _PRE.split(html)
    made = "".join(
        piece.replace("\n", "&#10;") if number % 2 else _BREAKS.sub("\n", piece) for number, piece in enumerate(pieces)
    ).strip()
    return _TEMPLATE.sub("&#123;", made)
