"""`digest pages`: the generated pages as files, for another site builder."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from digest.enrich.securities import Securities
from digest.errors import DigestError, InputError
from digest.files import as_folder
from digest.library.folder import load
from digest.mkdocs_plugin.told import told
from digest.site.origin import Origin
from digest.site.settings import load as load_settings
from digest.site.write import MARK, write_pages

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def run(arguments: argparse.Namespace) -> int:
    """Write all pages below `--out`, and the feeds where the site's address is known."""
    try:
        _apart(arguments.out, arguments.content)
        library = load(arguments.content)
        settings = load_settings(arguments.content.absolute().parent / "digest.toml")
        site = told(arguments.content.absolute().parent, name=arguments.site_name, url=arguments.site_url)
        origin = Origin.at(site.url, site.name) if site.url else None
        securities = Securities.beside(arguments.content)
        changed, total = write_pages(arguments.out, library, securities, settings, origin)
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    if origin is None:
        print("no feeds: they need the address of the site (--site-url)", file=sys.stderr)
    print(f"{total} files, {changed} written to {arguments.out}")
    return 0


def _apart(out: Path, content: Path) -> None:
    """Refuse to write generated pages among the files that curators write, or among others that are no such pages."""
    if as_folder(out, "--out").resolve().is_relative_to(content.resolve()):
        raise InputError(f"{out} is in the content folder", "name another folder", field="--out")
    if out.is_dir() and not (out / MARK).is_file() and any(not one.name.startswith(".") for one in out.iterdir()):
        raise InputError(f"{out} holds files that are no generated pages", "name an empty folder", field="--out")
