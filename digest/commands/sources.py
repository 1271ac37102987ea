"""`digest sources`: the publishers that are known, and what an adapter finds on a saved page."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digest.acquire.inputs import Inputs
from digest.acquire.item import Item
from digest.curate.wishes import publisher
from digest.errors import DigestError, InputError
from digest.extract import adapter, publishers

if TYPE_CHECKING:
    import argparse

    from digest.extract.publishers import Publisher


def run(arguments: argparse.Namespace) -> int:
    """List publishers, or the one that is named; with a page, test its adapter: 1 when it misses a field."""
    try:
        if not arguments.page:
            _list(_rows(arguments.publisher), as_json=arguments.json)
            return 0
        report = adapter.check_adapter(_key(arguments), _page(arguments.page))
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    if arguments.json:
        told = {"key": report.key, "found": [field._asdict() for field in report.found], "missing": report.missing}
        print(json.dumps(told, ensure_ascii=False, indent=1))
    else:
        for field in report.found:
            print(f"{field.name:<12} {field.selector:<40} {field.value}")
        for name in report.missing:
            print(f"{name:<12} not found")
    return 0 if report.ok else 1


def _rows(named: str | None) -> list[Publisher]:
    """All publishers, or the one that is named."""
    return [publisher(named, "PUBLISHER")] if named else list(publishers.table().values())


def _list(rows: list[Publisher], *, as_json: bool) -> None:
    known = adapter.table()
    if as_json:
        told = [
            {"key": row.key, "name": row.name, "lang": row.lang, "hosts": row.hosts, "adapter": row.key in known}
            for row in rows
        ]
        print(json.dumps(told, ensure_ascii=False, indent=1))
        return
    for row in rows:
        print(f"{row.key:<18} {'adapter' if row.key in known else '':<8} {row.lang}  {row.main:<28} {row.name}")
    if len(rows) > 1:
        print(f"{len(rows)} publishers, {sum(row.key in known for row in rows)} with an adapter for their pages")
    else:
        print(f"to test what is found on one of its pages: digest sources {rows[0].key} --page page.html")


def _key(arguments: argparse.Namespace) -> str:
    if not arguments.publisher:
        raise InputError(
            "which publisher's adapter is to be tested?", "name it: digest sources newspim --page page.html"
        )
    return str(arguments.publisher)


def _page(name: str) -> bytes:
    """The page in a file, unpacked where it is packed."""
    for item in Inputs().read([name]):
        if isinstance(item, Item) and item.kind == "html":
            return item.data
    raise InputError("is no saved page", "give a .html, .html.gz or .mhtml file", path=Path(name))
