"""`digest newsletter`: the digest of a week as an HTML file for a mail program, and as plain text beside it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from digest.enrich.securities import Securities
from digest.errors import DigestError, InputError
from digest.files import as_file, write_text
from digest.library.folder import load
from digest.mkdocs_plugin.told import told
from digest.site.catalogue import Catalogue
from digest.site.newsletter import letter
from digest.site.origin import Origin
from digest.site.settings import load as load_settings

if TYPE_CHECKING:
    import argparse


def run(arguments: argparse.Namespace) -> int:
    """Print the letter, or write it to `--out` with its plain text beside it."""
    try:
        if arguments.out:
            as_file(arguments.out, "--out", f"{arguments.week}.html")
        library = load(arguments.content)
        settings = load_settings(arguments.content.absolute().parent / "digest.toml")
        site = told(arguments.content.absolute().parent, name=arguments.site_name, url=arguments.site_url)
        origin = Origin.at(site.url, site.name) if site.url else None
        catalogue = Catalogue(library, Securities.beside(arguments.content), settings)
        made = letter(catalogue, arguments.week, arguments.lang, site.name, origin)
        if arguments.out:
            _write(arguments, made.html, made.text)
        else:
            print(made.text if arguments.text else made.html, end="")
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    if origin is None:
        print("links lead to the originals alone: the address of the site is not known (--site-url)", file=sys.stderr)
    return 0


def _write(arguments: argparse.Namespace, html: str, text: str) -> None:
    out = arguments.out
    if arguments.text:
        texts = {out: text}
    elif out.suffix == ".txt":
        raise InputError(f"{out} is no HTML file", "name it .html, or add --text for plain text", field="--out")
    else:
        texts = {out: html, out.with_suffix(".txt"): text}
    for path, content in texts.items():
        write_text(path, content)
        print(path)
