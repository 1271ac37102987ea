"""What mkdocs.yml says of the site, for commands that build none: its name and its address."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from mkdocs.utils.yaml import yaml_load

from digest.errors import InputError

if TYPE_CHECKING:
    from pathlib import Path

CONFIG = "mkdocs.yml"
NAME = "Finance Digest"
"""Of a site that has no name."""


class Told(NamedTuple):
    """The name of the site, and its address; "" where that is not known."""

    name: str
    url: str


def told(root: Path, *, name: str = "", url: str = "") -> Told:
    """What the settings in the folder `root` say; `name` and `url` come before it where they are given.

    Raises:
        InputError: They cannot be read.
    """
    path = root / CONFIG
    if (name and url) or not path.is_file():
        return Told(name or NAME, url)
    found: Any = None
    try:
        with path.open("rb") as stream:
            found = yaml_load(stream)
    except Exception as error:
        # Whatever the loader of MkDocs raises: it is another package's, and what it reads is the curator's.
        raise InputError(f"cannot be read ({_first_line(error)})", _REMEDY, path=CONFIG) from error
    if not isinstance(found, dict):
        raise InputError("is no list of settings", _REMEDY, path=CONFIG)
    return Told(name or str(found.get("site_name") or NAME), url or str(found.get("site_url") or ""))


_REMEDY = "mend it, or give --site-name and --site-url"


def address(config: Path) -> str | None:
    """What settings that MkDocs took say of the site's address, with the slash at its end; `mkdocs serve` hides it."""
    with config.open("rb") as stream:
        found = str(yaml_load(stream).get("site_url") or "")
    return f"{found.removesuffix('/')}/" if found else None


def _first_line(error: Exception) -> str:
    return (str(error).splitlines() or [""])[0]
