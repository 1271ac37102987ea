"""`digest archive`: the oldest years move to a site of their own, and every old address leads there."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING

from digest.curate import moving
from digest.curate.archive import plan
from digest.enrich.securities import Securities
from digest.errors import DigestError, InputError, LibraryError
from digest.library.folder import load
from digest.mkdocs_plugin.told import told
from digest.site import ledger
from digest.site.origin import Origin
from digest.site.settings import load as load_settings

if TYPE_CHECKING:
    import argparse

    from digest.curate.archive import Plan

NEXT = """next:
  1. there: give the site a name of its own (site_name in mkdocs.yml), look at it with `make serve`
  2. publish it at {there} as you did with this one; only then
  3. here: git add --all && git commit, and push
"""


def run(arguments: argparse.Namespace) -> int:
    """Move what was published before `--before` into `--to`; 1 where it cannot be: nothing was changed here then."""
    content = arguments.content.absolute()
    root, name = content.parent, content.name
    try:
        origins = _origins(arguments)
        held = moving.present(root, arguments.to, name)
        if not arguments.dry_run:
            moving.committed(root)
        beside = Securities.beside(content), load_settings(root / moving.SETTINGS)
        known = ledger.read(ledger.beside(content))
        print(f"reading {name}, and working out every address", file=sys.stderr)
        made = plan(load(content), arguments.before, known=known, origins=origins, beside=beside, present=held)
        if lost := list(ledger.problems(made.ledger, *ledger.standing(made.here.library))):
            raise LibraryError(lost)
        if not arguments.dry_run:
            print(f"writing {len(made.files)} files to {arguments.to}", file=sys.stderr)
            moving.carry(made, root, arguments.to, name, arguments.before)
            moving.leave(made, root, name, arguments.before)
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    _tell(made, arguments)
    return 0


def _origins(arguments: argparse.Namespace) -> tuple[Origin, Origin]:
    site = told(arguments.content.absolute().parent, url=arguments.site_url)
    if not site.url:
        remedy = "give it, write it as site_url into mkdocs.yml, or set DIGEST_SITE_URL"
        raise InputError("the address of this site is not known", remedy, field="--site-url")
    here, there = Origin.at(site.url, ""), Origin.at(arguments.url, "")
    if here.url == there.url:
        raise InputError("is the address of this site", "give that of the other one", field="--url")
    return here, there


def _tell(made: Plan, arguments: argparse.Namespace) -> None:
    told = {
        "articles": made.articles,
        "series": made.series,
        "staying": len(made.here.library.articles),
        "reaching": list(made.reaching),
        "leading": made.leading,
        "to": str(arguments.to),
        "url": made.there.origin.url,
        "dry_run": arguments.dry_run,
    }
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    would = "would move" if arguments.dry_run else "moved"
    print(
        f"{would} {made.articles} articles and {made.series} series to {arguments.to}; {told['staying']} articles stay"
    )
    print(f"{made.leading} old addresses lead to {made.there.origin.url}")
    if made.reaching:
        print(f"series that reach further stay whole: {', '.join(made.reaching)}")
    if not arguments.dry_run:
        print(NEXT.format(there=made.there.origin.url), end="")
