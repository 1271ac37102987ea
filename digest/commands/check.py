"""`digest check`: the library is right, or every mistake is told with file, line, column, remedy and rule."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from digest.acquire.store import Store
from digest.check import changed, report
from digest.check.library import Checked, check
from digest.errors import InputError, LibraryError, Problem

if TYPE_CHECKING:
    import argparse

    from digest.library.folder import Library

_BESIDE = frozenset({"digest.toml", "ledger.csv"})
"""Files beside the content folder that are checked with it."""
MAX_ONLINE = 200
"""Most originals that one run asks for."""


def run(arguments: argparse.Namespace) -> int:
    """Read and check the content folder; 1 when there is an error, 2 when the command itself is off."""
    content: Path = arguments.content
    try:
        selected = _selected(arguments, content)
        if arguments.online:
            from digest.acquire.fetch import user_agent  # noqa: PLC0415 - nothing else here needs the network

            user_agent(_contact(arguments))  # before minutes of work: without one, no original can be asked
    except InputError as error:
        print(report.escaped_line(str(error)), file=sys.stderr)
        return 2
    if arguments.fix:
        _fix(content, selected)
    try:
        checked = _checked(arguments, content, selected)
        if arguments.differences:
            _differences(content)
    except LibraryError as error:
        checked = Checked(error.problems)
    beside = [*_settings(content), *_ledger(content, checked, whole=selected is None)]
    problems = sorted({*checked.problems, *beside})
    if arguments.online and checked.entries:
        problems = sorted({*problems, *_online(arguments, checked, selected)})
    return _tell(arguments, checked, problems)


def _checked(arguments: argparse.Namespace, content: Path, selected: frozenset[str] | None) -> Checked:
    cache = content.absolute().parent / ".cache" / "digest" / "check" / f"{content.absolute().name}.json"
    return check(
        content,
        Store(content),
        today=datetime.now(UTC).date(),
        selected=selected,
        cache=None if arguments.no_cache else cache,
    )


def _selected(arguments: argparse.Namespace, content: Path) -> frozenset[str] | None:
    """Paths relative to the content folder that were asked about; None for all."""
    base, paths = arguments.changed, list(arguments.paths)
    if base and Path(base).exists():
        base, paths = "", [base, *paths]
    if base is None and not paths:
        return None
    here = content.resolve()
    touched = changed.changed(content, base) if base is not None else None
    if not paths:
        return touched
    found = _below(here, paths, content)
    return frozenset(found if touched is None else found & touched)


def _below(here: Path, paths: list[str], content: Path) -> set[str]:
    """Of named files and folders those in the content folder `here`, relative to it; tells which are none."""
    found: set[str] = set()
    strange: list[str] = []
    for text in paths:
        path = Path(text)
        if not path.exists() and not path.is_symlink():
            raise InputError(f"{text} is not there", "name a file or folder of content/")
        place = path.parent.resolve() / path.name
        if place.is_relative_to(here):
            found |= {one.relative_to(here).as_posix() for one in place.rglob("*")} if place.is_dir() else set()
            found.add(place.relative_to(here).as_posix())
        elif here.is_relative_to(place.resolve()):
            found |= {one.relative_to(here).as_posix() for one in here.rglob("*")}
        elif not (place.parent == here.parent and place.name in _BESIDE):
            strange.append(text)
    if strange:
        # A list of changed files may hold others; but who names a folder wants to know of it, not of "0 errors".
        what, remedy = f"{', '.join(strange)}: not of {content}, so not checked", "name a file or folder of it"
        if len(strange) == len(paths) and any(Path(text).is_dir() for text in strange):
            raise InputError(what, remedy)
        print(report.escaped_line(what), file=sys.stderr)
    return found


def _settings(content: Path) -> list[Problem]:
    """Problems of the notices for readers, where this folder is a site."""
    root = content.absolute().parent
    path = root / "digest.toml"
    if not path.is_file() and not (root / "mkdocs.yml").is_file():
        return []
    from digest.site.settings import load  # noqa: PLC0415 - only a site has settings

    try:
        load(path)
    except InputError as error:
        found = error.problem
        name = os.path.relpath(path)
        return [Problem(name, found.line, found.field, found.what, found.remedy, "disclaimers")]
    return []


def _ledger(content: Path, checked: Checked, *, whole: bool) -> list[Problem]:
    """Addresses that were published and lead to nothing now. A file that cannot be read is taken to be where it was.

    Of a `whole` library also whether the ledger holds them all: publishing does not write it, a maintainer does.
    """
    from digest.site import addresses, ledger  # noqa: PLC0415 - only a site has addresses

    if not checked.entries:
        return []
    standing: set[str] = set()
    drafts: set[str] = set()
    published: set[str] = set()
    for relative, entry in checked.entries.items():
        path = relative
        if entry.kind == "article":
            path = addresses.article(relative, entry.facts.id)
            if entry.facts.draft:
                drafts.add(entry.facts.id)
                continue
        if entry.kind in {"article", "series", "page", "unread"}:
            standing.add(addresses.url(path))
        if entry.kind in {"article", "series"}:
            published.add(addresses.url(path))
    try:
        known = ledger.read(ledger.beside(content))
    except LibraryError as error:
        return list(error.problems)
    found = list(ledger.problems(known, standing, drafts))
    new = sorted(published - known.rows.keys())
    if whole and new and known.rows and not found:  # an address that is gone is mended first, not noted anew
        what = f"lacks {_count(len(new), 'address')}, of which the first is {new[0]}"
        name = os.path.relpath(ledger.beside(content))
        found.append(Problem(name, 0, "", what, "run digest ledger, and commit it", "ledger-behind", "warning"))
    return found


def _contact(arguments: argparse.Namespace) -> str:
    return arguments.contact or os.environ.get("DIGEST_CONTACT", "")


def _online(arguments: argparse.Namespace, checked: Checked, selected: frozenset[str] | None) -> list[Problem]:
    """Originals that are gone. A machine without network, or a server that refuses programs, is no problem."""
    from digest.acquire.fetch import Fetcher  # noqa: PLC0415 - nothing else here needs the network
    from digest.check.sources import GONE, unanswered  # noqa: PLC0415

    urls = {
        entry.facts.url: path
        for path, entry in checked.entries.items()
        if entry.kind == "article" and entry.facts.url and (selected is None or path in selected)
    }
    asked = list(urls)[:MAX_ONLINE]
    found = []
    silent = list(unanswered(asked, Fetcher(_contact(arguments), allow_loopback=arguments.allow_loopback)))
    for url, what in silent:
        if what not in GONE:
            continue
        path = urls[url]
        place = checked.entries[path].place("source")
        remedy = "look for its new address, or waive source-dead"
        found.append(
            Problem(checked.names[path], place.line, "source.url", what, remedy, "source-dead", "warning",
                    place.column, place.length)
        )  # fmt: skip
    passed = len(silent) - len(found)
    more = f", of which {passed} gave no answer that tells whether they are there" if passed else ""
    print(f"{len(asked)} of {len(urls)} originals asked{more}", file=sys.stderr)
    waived = {(checked.names[path], row.rule) for path in urls.values() for row in checked.entries[path].waived}
    return [problem for problem in found if (problem.path, problem.rule) not in waived]


def _fix(content: Path, selected: frozenset[str] | None) -> None:
    from digest.check.mending import mend_all  # noqa: PLC0415 - only --fix writes

    try:
        mended = mend_all(content, selected)
    except LibraryError:
        return
    for name, rules in mended:
        print(report.escaped_line(f"{name}: mended {', '.join(rules)}"), file=sys.stderr)


def _tell(arguments: argparse.Namespace, checked: Checked, problems: list[Problem]) -> int:
    errors = sum(problem.severity == "error" for problem in problems)
    form = "json" if arguments.json else arguments.format
    if form == "text":
        watched = sys.stderr.isatty()
        for line in report.text(problems, colour=_colour(arguments.color), watched=watched):
            print(line, file=sys.stderr)
        articles, series = checked.count("article"), checked.count("series")
        counted = f"{_count(articles, 'article')}, {series} series" if checked.entries else "nothing could be read"
        if any(entry.kind == "unread" for entry in checked.entries.values()):
            counted += " that could be read"
        print(f"{counted}: {_count(errors, 'error')}, {_count(len(problems) - errors, 'warning')}")
    elif said := report.FORMATS[form](problems):
        print(said)
    return 1 if errors else 0


def _colour(wish: str) -> bool:
    if wish != "auto":
        return wish == "always"
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _differences(content: Path) -> None:
    """List the numbers on which sources of a series differ; readers see the same."""
    from digest.check.disagreements import disagreements  # noqa: PLC0415 - only this list needs whole articles
    from digest.enrich.securities import Securities  # noqa: PLC0415
    from digest.library.folder import survey  # noqa: PLC0415

    library: Library = survey(content)[0]
    names = {name: row.id for row in Securities.beside(content) for name in (row.name_ko, row.name_en)}
    for slug in library.series:
        articles = [article for article in library.articles if article.series == slug]
        for item in disagreements(articles, names=names):
            values = ", ".join(f"{value.figure.value:f} ({value.source}, {value.article})" for value in item.values)
            print(f"{slug}: {item.label}, {item.date}, {item.unit}: {values}")


def _count(n: int, noun: str) -> str:
    return f"{n} {noun}" if n == 1 else f"{n} {noun}{'es' if noun.endswith('s') else 's'}"
