"""Writes what `digest.curate.archive` planned: first the other site, whole and read back, then what changes here.

A kill before the end loses nothing: until everything stands on the other side, nothing here is touched, and what is
touched here is in git. Running it again goes on where it stopped.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tomllib
from typing import TYPE_CHECKING

from tqdm import tqdm

from digest.curate.archive import linking, relinked
from digest.curate.git import GitError, Repository
from digest.errors import InputError
from digest.files import write_atomic, write_text
from digest.library.folder import load
from digest.site import addresses, ledger

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from digest.curate.archive import Plan, Side
    from digest.library.folder import Library

SETTINGS = "digest.toml"
THEME = "mkdocs.yml"
_FOLDERS = ("articles", "series")
"""Below the content folder: what each site has of its own."""


def present(root: Path, target: Path, content: str) -> Library | None:
    """What the other site holds already; None where it is new.

    Raises:
        InputError: The folder is no place for it.
        LibraryError: Its content cannot be read.
    """
    here, there = root.resolve(), target.resolve()
    if there.is_relative_to(here) or here.is_relative_to(there):
        raise InputError(f"{target} is not apart from this site", "name a folder beside it", field="--to")
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise InputError(
            f"{target} is not a folder", "name a new one, or that of the site for older articles", field="--to"
        )
    held = [entry.name for entry in target.iterdir() if entry.name != ".git"] if target.is_dir() else []
    if held and not (target / THEME).is_file():
        raise InputError(f"{target} is not empty, and no site", "name a new or empty folder", field="--to")
    return load(target / content) if (target / content).is_dir() else None


def committed(root: Path) -> None:
    """See to it that all of this can be undone, and that the commit of it holds nothing else.

    Raises:
        InputError: This is no git repository, or something in it is not committed.
    """
    try:
        told = Repository(root).run("status", "--porcelain", "-z", "--", ".")
    except GitError as error:
        raise InputError(f"this is no git repository ({error})", "put the digest into one first") from error
    if told:
        first, *more = [entry[3:] for entry in os.fsdecode(told).split("\0") if entry]
        what = f"{first}{f' and {len(more)} more' if more else ''} not committed"
        raise InputError(what, "commit or remove that first, so that all of this can be undone with git")


def carry(plan: Plan, root: Path, target: Path, content: str, before: int) -> None:
    """Write the other site: what a new one needs, then everything that goes there, then its ledger.

    Raises:
        InputError: It holds another file in the place of one of these; nothing was written then.
        LibraryError: What stands there now cannot be read.
    """
    texts = dict(_texts(plan, root / content))
    for path, data in texts.items():
        place = target / content / path
        if place.is_file() and place.read_bytes() != data:
            raise InputError(f"{place} stands there already, and is another", "remove or rename one of the two")
    if not (target / ledger.NAME).is_file():
        _found(plan, root, target, content)
    settings = (target if (target / SETTINGS).is_file() else root) / SETTINGS
    newer: Mapping[str, str | int] = {"since": before, "url": plan.here.origin.url}
    write_text(target / SETTINGS, with_table(settings.read_text("utf-8"), "newer", newer))
    for path, data in tqdm(texts.items(), unit=" files", disable=None, leave=False):
        write_atomic(target / content / path, data, durable=False)
    os.sync()  # once, before anything here is removed: to wait for each of thousands took minutes
    load(target / content)
    known = ledger.read(target / ledger.NAME)
    write_text(target / ledger.NAME, known.with_new(map(addresses.url, plan.there.paths)).text())


def leave(plan: Plan, root: Path, content: str, before: int) -> None:
    """Change this site: links, where old addresses lead, the way to the other site; then remove what stands there."""
    here = root / content
    table: Mapping[str, str | int] = {"until": before - 1, "url": plan.there.origin.url}
    settings = with_table((root / SETTINGS).read_text("utf-8"), "older", table)
    for path in linking(plan.here.library):
        text = _read(here / path)
        if (changed := relinked(text, path, plan.here, plan.there)) != text:
            write_text(here / path, changed)
    write_text(root / ledger.NAME, plan.ledger.text())
    write_text(root / SETTINGS, settings)
    for path in plan.files:
        (here / path).unlink(missing_ok=True)
    for folder in sorted({(here / path).parent for path in plan.files}, reverse=True):
        _prune(folder, here)


def with_table(text: str, name: str, rows: Mapping[str, str | int]) -> str:
    """A TOML file with one table of plain values in place of the one of that name, or at its end.

    Raises:
        InputError: The file would not be TOML.
    """
    table = f"[{name}]\n" + "".join(f"{key} = {json.dumps(value, ensure_ascii=False)}\n" for key, value in rows.items())
    old = re.compile(rf"^\[{re.escape(name)}\][^\n]*\n(?:[ \t]*[\w-]+[ \t]*=[^\n]*(?:\n|\Z))*", re.MULTILINE)
    found = old.search(text)
    made = text[: found.start()] + table + text[found.end() :] if found else f"{text.rstrip()}\n\n{table}"
    try:
        tomllib.loads(made)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"cannot take in [{name}] ({error})", f"write it yourself:\n{table}", path=SETTINGS) from error
    return made


def _texts(plan: Plan, content: Path) -> Iterator[tuple[str, bytes]]:
    """What goes, as it will stand there."""
    for path in (*plan.files, *plan.shared):
        yield path, _moved(plan, content, content / path)


def _moved(plan: Plan, content: Path, path: Path) -> bytes:
    """A file of this site as it will stand on the other one."""
    if path.suffix != ".md" or not path.is_relative_to(content):
        return path.read_bytes()
    return relinked(_read(path), path.relative_to(content).as_posix(), plan.there, plan.here).encode()


def _found(plan: Plan, root: Path, target: Path, content: str) -> None:
    """A new site: every file of this one that git knows, but for its articles, with the other address."""
    names = Repository(root).run("ls-files", "-z").decode("utf-8", "surrogateescape").split("\0")
    own = (*(f"{content}/{folder}/" for folder in _FOLDERS), ledger.NAME, THEME, SETTINGS)
    write_text(target / THEME, _named((root / THEME).read_text("utf-8"), plan.there))
    for name in names:
        source = root / name
        if name and not name.startswith(own) and source.is_file() and not source.is_symlink():
            write_atomic(target / name, _moved(plan, root / content, source))
            shutil.copymode(source, target / name)


def _named(settings: str, side: Side) -> str:
    """mkdocs.yml with the site's own address."""
    line = f"site_url: !ENV [DIGEST_SITE_URL, {json.dumps(side.origin.url)}]"
    made, count = re.subn(r"^site_url:.*$", lambda _: line, settings, flags=re.MULTILINE)
    return made if count else f"{line}\n{settings}"


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _prune(folder: Path, top: Path) -> None:
    """Remove folders that nothing stands in any more, up to `top`."""
    while folder != top and folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
