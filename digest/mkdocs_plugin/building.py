"""What MkDocs and its theme need to know of our pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from mkdocs.exceptions import Abort

from digest.errors import DigestError, InputError, LibraryError, of_machine
from digest.mkdocs_plugin.theme import styles
from digest.site import addresses
from digest.site.front_matter import escaped
from digest.site.policy import POLICY, REFERRER
from digest.site.settings import LANGS, disclaimer
from digest.site.words import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.site.catalogue import Catalogue
    from digest.site.settings import Lang, Settings


class ToldAbort(Abort):
    """The end of a build whose problems were told, each with its remedy."""


def pages_of_site(catalogue: Catalogue) -> set[str]:
    """Paths that a menu can name: pages written by hand, and the lists in both languages."""
    homes = {addresses.HOME, addresses.HOME_EN, addresses.HOME_KO}  # these are written by hand
    named = [value for name, value in vars(addresses).items() if name.isupper() and isinstance(value, str)]
    lists = [path for path in named if path.endswith(".md") and path not in homes]
    found = {addresses.local(path, lang) for path in lists for lang in LANGS}
    return found | set(catalogue.library.pages)


def renamed(titles: Sequence[str], extra: Mapping[str, Any]) -> Iterator[str]:
    """What is told where a label of the menu was renamed, and its entry in the menu of the other language was not."""
    for name in (f"nav_{lang}" for lang in LANGS):
        known = extra.get(name) or {}
        new = [title for title in titles if title and title not in known]
        for label in (label for label in known if label not in titles) if new else ():
            remedy = f"write {' or '.join(new)}, with its label and path, or remove it"
            yield f"mkdocs.yml: extra.{name}: {label} is no label of nav: {remedy}"


def named(nav: Any) -> set[str]:
    """The files that a menu names, however deep."""
    if isinstance(nav, str):
        return {nav}
    found = nav.values() if isinstance(nav, dict) else nav or ()
    return {name for one in found for name in named(one)}


def problems(error: DigestError | OSError) -> list[str]:
    """One line for each problem."""
    if isinstance(error, OSError):
        error = of_machine(error)
    if isinstance(error, LibraryError):
        return [str(problem) for problem in error.problems]
    return [str(error.problem) if isinstance(error, InputError) else str(error)]


def theme_words(settings: Settings) -> dict[Lang, dict[str, Any]]:
    """Escaped words and disclaimers for theme templates."""
    return {
        lang: {
            "lang": lang,
            "policy": POLICY,
            "referrer": REFERRER,
            "styles": styles(),
            "say": {key: escaped(word) for key, word in words(lang).items()},
            "notices": [escaped(text) for text in disclaimer(settings, lang).all],
        }
        for lang in LANGS
    }
