"""One reading of the content folder: the pages by the file that MkDocs knows, and words for the theme."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from digest.check.tickers import check_tickers
from digest.enrich.securities import Securities
from digest.errors import DigestError, InputError, LibraryError, Problem
from digest.library import folder
from digest.mkdocs_plugin.theme import styles
from digest.site import feeds as feeds_of_site
from digest.site import ledger, search
from digest.site.catalogue import Catalogue
from digest.site.extras import extras
from digest.site.front_matter import escaped
from digest.site.pages import pages
from digest.site.policy import POLICY, REFERRER
from digest.site.settings import LANGS, disclaimer
from digest.site.settings import load as load_settings
from digest.site.words import words

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from digest.site.origin import Origin
    from digest.site.page import Page
    from digest.site.settings import Lang, Settings


@dataclass(frozen=True, slots=True)
class Building:
    """What one build shows."""

    pages: Mapping[str, Page]
    """By their paths."""
    paths: Mapping[str, str]
    """The path of the page that each content file became, for links in bodies that MkDocs does not render."""
    names: Mapping[str, str]
    """How messages name each file of the content folder, images too, by its path."""
    theme: Mapping[Lang, Mapping[str, Any]]
    """Escaped words and disclaimers for theme templates."""
    feeds: Mapping[str, str]
    """Titles of feeds by the path of the page that each follows."""
    files: Mapping[str, str | bytes]
    """Every feed and other file that is no page, by its path."""


def build(
    content: Path, settings_file: Path, *, drafts: bool, origin: Origin | None = None, now: datetime | None = None
) -> Building:
    """Read, check and make all pages, and the feeds where the address of the site is known.

    Raises:
        DigestError: With every problem of the content, or of the settings.
    """
    settings = load_settings(settings_file)
    library, unread = folder.survey(content)
    securities = Securities.beside(content)
    published = ledger.read(ledger.beside(content))
    lost = [] if unread else ledger.problems(published, *ledger.standing(library))
    if wrong := [*unread, *check_tickers(library, securities, content), *lost]:
        raise LibraryError(wrong)
    made: dict[str, Page] = {}
    addresses: dict[str, str] = {}
    clashes: list[Problem] = []
    for page in pages(library, securities, settings, drafts=drafts):
        if other := addresses.get(page.path):
            what = f"has the address of {other}"
            clashes.append(Problem(page.source or page.path, 0, "", what, "rename the file", rule="address-double"))
        addresses[page.path] = page.source or page.path
        made[page.path] = page
    if clashes:
        raise LibraryError(clashes)
    found = list(feeds_of_site.feeds(library, securities, settings, origin)) if origin else []
    files: dict[str, str | bytes] = {path: text for feed in found for path, text in feeds_of_site.files(feed).items()}
    catalogue = Catalogue(library, securities, settings, drafts=drafts)
    files |= extras(catalogue, origin, [one.path for one in made.values()], now, published)
    files |= search.index(catalogue).files
    return Building(
        pages=made,
        paths={one.source: one.path for one in reversed(made.values()) if one.source},  # a translation comes later
        names=library.lines,
        theme={lang: _theme(settings, lang) for lang in LANGS},
        feeds={feed.page: feed.title for feed in found},
        files=files,
    )


def problems(error: DigestError) -> list[str]:
    """One line for each problem."""
    if isinstance(error, LibraryError):
        return [str(problem) for problem in error.problems]
    return [str(error.problem) if isinstance(error, InputError) else str(error)]


def _theme(settings: Settings, lang: Lang) -> dict[str, Any]:
    return {
        "lang": lang,
        "policy": POLICY,
        "referrer": REFERRER,
        "styles": styles(),
        "say": {key: escaped(word) for key, word in words(lang).items()},
        "notices": [escaped(text) for text in disclaimer(settings, lang).all],
    }
