"""`digest ledger`: note every address of the site, so that none of them is ever lost."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from digest.enrich.securities import Securities
from digest.errors import DigestError, LibraryError
from digest.files import write_text
from digest.library.folder import load
from digest.site import addresses, ledger
from digest.site.catalogue import Catalogue
from digest.site.pages import paths
from digest.site.settings import load as load_settings

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Add the addresses of all pages that are not in `ledger.csv` yet; 1 where one of those in it is lost."""
    try:
        library = load(arguments.content)
        settings = load_settings(arguments.content.absolute().parent / "digest.toml")
        path = ledger.beside(arguments.content)
        known = ledger.read(path)
        if lost := list(ledger.problems(known, *ledger.standing(library))):
            raise LibraryError(lost)
        catalogue = Catalogue(library, Securities.beside(arguments.content), settings)
        found = known.with_new(addresses.url(one) for one in paths(catalogue))
        write_text(path, found.text())
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{len(found.rows)} addresses, {len(found.rows) - len(known.rows)} of them new")
    return 0
