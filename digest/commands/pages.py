"""`digest pages`: the generated pages as files, for another site builder."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from digest.enrich.securities import Securities
from digest.errors import DigestError
from digest.library.folder import load
from digest.site.settings import load as load_settings
from digest.site.write import write_pages

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Write home, series, company, month and list pages below `--out`."""
    try:
        library = load(arguments.content)
        settings = load_settings(arguments.content.absolute().parent / "digest.toml")
        changed, total = write_pages(arguments.out, library, Securities.beside(arguments.content), settings)
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{total} pages, {changed} written to {arguments.out}")
    return 0
