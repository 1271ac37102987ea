"""What somebody wants a new digest to be, checked: each wish that cannot be is told with what to write instead."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import digest
from digest.errors import InputError
from digest.extract import publishers
from digest.text.nearest import nearest
from digest.text.normalise import clean_line
from digest.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from digest.curate.speech import Tongue
    from digest.extract.publishers import Publisher

FIRST_SERIES: Mapping[Tongue, str] = {"ko": "첫 시리즈", "en": "First series"}
MAX_NAME = 80
MAX_INSTALL = 500
"""A line of requirements.txt holds a path or an address."""
_REPOSITORY = re.compile(r"[0-9A-Za-z](?:[0-9A-Za-z\-]{0,38})/[0-9A-Za-z_.\-]{1,100}")
_HOST = re.compile(r"[0-9a-z](?:[0-9a-z.\-]{0,252}[0-9a-z])?(?::\d{1,5})?")
_PATH = re.compile(r"/[0-9A-Za-z_.~/\-]*")


@dataclass(frozen=True, slots=True)
class Wishes:
    """What somebody wants their digest to be. Use `wishes` to make one: it checks.

    Attributes:
        name: Of the site, one line.
        lang: Of the home page and the menu.
        languages: Those in which articles will be; the second one gets a home page of its own.
        site_url: Where the site will be, with a final `/`, or "".
        publishers: Those that are read most.
        series: Title of the first series.
        repository: `owner/name` on GitHub, or "".
        install: What pip installs, as a line of requirements.txt.
    """

    name: str
    lang: Tongue
    languages: tuple[Tongue, ...]
    site_url: str
    publishers: tuple[Publisher, ...]
    series: str
    repository: str
    install: str

    @property
    def both(self) -> bool:
        """Whether there is a home page in the other language too."""
        return len(self.languages) > 1


def wishes(
    *,
    name: str,
    lang: Tongue,
    languages: Iterable[Tongue] = (),
    site_url: str = "",
    publishers_named: Iterable[str] = (),
    series: str = "",
    repository: str = "",
    install: str = "",
) -> Wishes:
    """Check every wish.

    Raises:
        InputError: Which of them cannot be, and what to write instead.
    """
    if repository and not _REPOSITORY.fullmatch(repository):
        raise InputError(f"{repository!r} is no repository", "write it as owner/name", field="--repository")
    return Wishes(
        name=_line(name, "--name"),
        lang=lang,
        languages=tuple(dict.fromkeys((lang, *languages))),
        site_url=_address(site_url),
        publishers=tuple(publisher(named, "--publisher") for named in publishers_named),
        series=_line(series or FIRST_SERIES[lang], "--series"),
        repository=repository,
        install=_line(install or usual_install(), "--install"),
    )


def checkout() -> Path | None:
    """The folder from which the package runs, where that is no installed release: its repository, checked out."""
    root = Path(digest.__file__).resolve().parents[1]
    return root if (root / "pyproject.toml").is_file() else None


def usual_install() -> str:
    """What pip installs where nobody says otherwise: this checkout, which no registry may have yet, or this release."""
    root = checkout()
    return f"finance-digest @ {root.as_uri()}" if root else f"finance-digest=={digest.__version__}"


def _line(text: str, field: str) -> str:
    line = clean_line(text)
    most = MAX_INSTALL if field == "--install" else MAX_NAME
    if line != text or not line or len(line) > most or not line.isprintable():
        what = f"must be one line of 1 to {most} visible characters"
        raise InputError(what, "write it without line ends, invisible characters and outer spaces", field=field)
    if field != "--install" and set(line) & set('<>"'):
        remedy = "leave them out, or use typographic quotes: “ ”"
        raise InputError('may not hold < > or "', remedy, field=field)
    if field == "--series" and not slug(line):
        raise InputError("must hold a letter or a digit", "its address is made of them", field=field)
    return line


def _address(url: str) -> str:
    if not url:
        return ""
    remedy = "write it as https://owner.github.io/name/"
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise InputError("is no address", remedy, field="--url") from error
    usual = parts.scheme in {"http", "https"} and _HOST.fullmatch(parts.netloc.lower()) and port != 0
    if not usual or parts.query or parts.fragment or not _PATH.fullmatch(parts.path or "/") or ".." in parts.path:
        raise InputError("is no address of a site", remedy, field="--url")
    return f"{parts.scheme}://{parts.netloc.lower()}{(parts.path or '/').rstrip('/')}/"


def publisher(named: str, field: str) -> Publisher:
    """The publisher of that key, name or host. Raises InputError for none, with the nearest as a hint."""
    table = publishers.table()
    wanted = clean_line(named).casefold()
    for row in table.values():
        if wanted in {row.key, row.name_ko.casefold(), row.name_en.casefold(), row.main, *row.hosts}:
            return row
    hint = nearest(wanted, table).removeprefix(", or ")
    remedy = f"{hint} List them: digest sources" if hint else "list them: digest sources"
    raise InputError(f"{named!r} is no publisher that is known", remedy, field=field)
