"""`digest review`: what a pull request changes, for the one who must decide; pictures of its new pages."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from digest.curate import review, screens
from digest.curate.git import Repository
from digest.curate.pull import Pull
from digest.errors import DigestError
from digest.files import as_folder, write_text

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Write `summary.md` and the pictures into `--out`; 1 when the commits cannot be compared."""
    try:
        as_folder(arguments.out, "--out")
        pull = Pull.read(Repository(arguments.repository), arguments.base, arguments.head)
        pages = {one.path: one.page for one in review.touched(pull) if one.after}
        pictures: dict[str, str] = {}
        if arguments.site and arguments.site.is_dir():
            try:
                pictures = screens.take(arguments.site, pages, arguments.out)
            except screens.NoBrowserError as error:
                print(error, file=sys.stderr)
        write_text(arguments.out / "summary.md", review.summary(pull, pictures))
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{arguments.out / 'summary.md'}: {len(pull.changes)} files changed, {len(pictures)} pictures")
    return 0
