"""`digest suggest`: an issue form becomes a draft; run by a workflow, in two jobs of unequal rights."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from digest.acquire.fetch import Fetcher
from digest.acquire.inputs import Inputs
from digest.acquire.item import Trouble
from digest.curate import drafting, suggestion
from digest.enrich.securities import Securities
from digest.errors import DigestError, InputError
from digest.extract.reading import read_item
from digest.files import as_folder, read_given, write_text
from digest.library.files import shown
from digest.pipeline import Options, importer

if TYPE_CHECKING:
    import argparse

    from digest.curate.suggestion import Suggestion
    from digest.pipeline import Imported


def run(arguments: argparse.Namespace) -> int:
    """Make a draft and the words of its pull request, or take one that was made."""
    try:
        if bool(arguments.out) == bool(arguments.take):
            raise InputError("give either --out or --take", "see digest suggest --help")
        if arguments.take:
            _take(arguments)
        else:
            _make(arguments)
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def _make(arguments: argparse.Namespace) -> None:
    as_folder(arguments.out, "--out")
    given = read_given(arguments.body, "--body", "the form as it was posted") if arguments.body else None
    body = os.environ.get("ISSUE_BODY", "") if given is None else given
    number = suggestion.issue_number(arguments.number or os.environ.get("ISSUE_NUMBER", ""))
    asked = suggestion.read(body, allow_loopback=arguments.allow_loopback)
    imported, series = _import(asked, arguments)
    article = drafting.as_draft(imported.saved.article)
    if imported.saved.outcome != "new":
        raise InputError("the digest already has this article", f"see {shown(imported.saved.path)}", path=asked.link)
    place = imported.saved.path.relative_to(arguments.content)
    write_text(arguments.out / "content" / place, drafting.text(article, "ko" if article.lang == "ko" else "en"))
    title, text = suggestion.pull_request(asked, article, number, series)
    write_text(arguments.out / "title.txt", f"{title}\n")
    write_text(arguments.out / "body.md", text)
    print(f"{title}\n\n{text}")


def _import(asked: Suggestion, arguments: argparse.Namespace) -> tuple[Imported, str | None]:
    """The article as `digest import` would make it, without writing; and the slug of a series that we have."""
    contact = arguments.contact or os.environ.get("DIGEST_CONTACT", "")
    inputs = Inputs(Fetcher(contact, allow_loopback=arguments.allow_loopback))
    with importer(arguments.content, Securities.beside(arguments.content), Options(dry_run=True)) as probe:
        series = probe.shelf.find_series(asked.series) if asked.series else None
    options = Options(dry_run=True, series=series)
    with importer(arguments.content, Securities.beside(arguments.content), options) as at_work:
        found = list(inputs.read([asked.link]))
        if len(found) != 1 or isinstance(found[0], Trouble):
            trouble = next((item for item in found if isinstance(item, Trouble)), None)
            raise InputError(
                trouble.problem.what if trouble else "is a list, not one article",
                (trouble.problem.remedy if trouble else "") or "give the address of one article",
                path=asked.link,
            )
        item = found[0]
        return at_work.take(read_item(item), item.data, item.name), series


def _take(arguments: argparse.Namespace) -> None:
    inside, text = suggestion.one_draft(arguments.take)
    target = arguments.content / inside
    if target.exists() or target.is_symlink():
        raise InputError("is there already", "nothing was written", path=target)
    write_text(target, text)
    print(f"taken: {shown(target)}")
