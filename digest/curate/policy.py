"""What a pull request from outside may change: articles, series and pages in Markdown, and pictures. Nothing else.

The site is then built with the code and settings of the main branch, so a stranger's change is only ever data.
Pure: it judges a list of changes and knows no git.
"""

from __future__ import annotations

import unicodedata
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from digest.curate.git import LINK, SUBMODULE, Change
from digest.errors import Problem, visible
from digest.library.files import IMAGE_SUFFIXES, MAX_IMAGE_BYTES, RESERVED_NAMES, site_name
from digest.library.reader import MAX_FILE_BYTES
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

CONTENT = "content"
ASSETS = f"{CONTENT}/assets/"
"""A picture here takes the place of the theme's, the icon of the site among them."""
MAX_CHANGES = 300
MAX_TOTAL = 20 * 1024 * 1024
"""Bytes of all files of one pull request."""
MAX_PATH = 200
_PLAIN = "100644"
_ASK = "take it out of this pull request; a maintainer changes it, so please open an issue"
_NAME = "name it with small letters, digits and hyphens"


class Limits(NamedTuple):
    """Sizes in bytes, and how many files."""

    text: int = MAX_FILE_BYTES
    image: int = MAX_IMAGE_BYTES
    total: int = MAX_TOTAL
    changes: int = MAX_CHANGES


def judge(
    changes: Iterable[Change], sizes: Mapping[str, int], paths: Iterable[str], limits: Limits | None = None
) -> tuple[Problem, ...]:
    """Everything in a pull request that may not be there, sorted by path.

    Args:
        changes: What differs from the commit at which the branch began.
        sizes: Bytes of each blob, by its object.
        paths: Every path of the content folder as the pull request leaves it.
        limits: Other than the usual sizes.
    """
    limits = limits or Limits()
    changes = tuple(changes)
    found = [problem for change in changes for problem in _one(change, sizes, limits)]
    found += _collisions(changes, paths)
    if len(changes) > limits.changes:
        what = f"changes {len(changes):,} files; one pull request may change {limits.changes}"
        found.append(_problem("", what, "make several pull requests of it", "policy-count"))
    total = sum(sizes.get(change.object, 0) for change in changes if not change.removed)
    if total > limits.total:
        what = f"holds {total / 1024**2:.0f} MB; one pull request may hold {limits.total // 1024**2} MB"
        found.append(_problem("", what, "make the pictures smaller, or several pull requests of it", "policy-size"))
    return tuple(sorted(set(found)))


def _one(change: Change, sizes: Mapping[str, int], limits: Limits) -> Iterator[Problem]:
    path = change.path
    if not path.startswith(f"{CONTENT}/"):
        what = "is outside of content/, the only folder that a pull request from outside changes"
        yield _problem(path, what, _ASK, "policy-outside")
        return
    if what := _bad_name(path):
        yield _problem(path, what, _NAME, "policy-name")
        return
    suffix = PurePosixPath(path).suffix
    if suffix != ".md" and suffix not in IMAGE_SUFFIXES:
        what = "is not Markdown (.md) or a picture (.png, .jpg, .jpeg, .webp)"
        yield _problem(path, what, "remove it; content/ holds nothing else", "policy-kind")
        return
    yield from _entry(change, suffix, sizes, limits)


def _entry(change: Change, suffix: str, sizes: Mapping[str, int], limits: Limits) -> Iterator[Problem]:
    """What is wrong with a file that stands where it may."""
    path = change.path
    if change.removed:
        if suffix == ".md":
            remedy = "keep the file and write status: withdrawn in it; its address must go on answering"
            yield _problem(path, "is deleted", remedy, "policy-delete")
        return
    if change.mode == LINK:
        yield _problem(path, "is a link to another place", "put the file itself here", "policy-link")
    elif change.mode == SUBMODULE:
        yield _problem(path, "is a submodule, another repository in this one", "remove it", "policy-submodule")
    elif change.mode != _PLAIN:
        what = f"is marked as a program (mode {change.mode})"
        yield _problem(path, what, f"take the mark off: git update-index --chmod=-x {path}", "policy-mode")
    elif (size := sizes.get(change.object)) is None:
        yield _problem(path, "cannot be read", "commit it again", "policy-kind")
    elif size > (limit := limits.text if suffix == ".md" else limits.image):
        what = f"is {size / 1024:,.0f} KB; it may be {limit // 1024:,} KB"
        remedy = "keep a summary of our own here, not the source" if suffix == ".md" else "make the picture smaller"
        yield _problem(path, what, remedy, "policy-size")


def _bad_name(path: str) -> str:
    """What is wrong with a path, or ""."""
    if len(path) > MAX_PATH:
        return f"has a path of {len(path)} characters, more than {MAX_PATH}"
    parts = path.split("/")
    inside = parts[1:]
    taken = [site_name("/".join(inside[:end]), folder=end < len(inside)) for end in range(1, len(inside) + 1)]
    faults = {
        "has a name with invisible or unusual characters": any(
            clean_line(part) != part or "\\" in part or not part.isprintable() for part in parts
        ),
        "has a part that is empty or starts with a dot": any(part.startswith(".") or not part for part in parts),
        "has a name that Windows cannot hold": any(part.endswith(".") or set(part) & set('<>:"|?*') for part in parts),
        "has a name that Windows keeps for itself": any(
            part.split(".", 1)[0].casefold() in RESERVED_NAMES for part in parts
        ),
        "stands in a folder that is named like a file": any(
            part.casefold().endswith((".md", *IMAGE_SUFFIXES)) for part in parts[:-1]
        ),
        next(filter(None, taken), ""): any(taken),
        f"is in {ASSETS}, where pictures of the site itself are": path.casefold().startswith(ASSETS),
    }
    return next((what for what, found in faults.items() if found), "")


def _collisions(changes: tuple[Change, ...], paths: Iterable[str]) -> Iterator[Problem]:
    """Paths and folders that are one on machines that ignore case (Windows, macOS)."""
    spelt: dict[str, set[str]] = {}
    for path in paths:
        if len(path) > MAX_PATH:  # is refused by its name
            continue
        parts = path.split("/")
        for end in range(1, len(parts) + 1):
            name = "/".join(parts[:end])
            spelt.setdefault(unicodedata.normalize("NFC", name).casefold(), set()).add(name)
    for change in changes:
        if change.removed or not change.path.startswith(f"{CONTENT}/") or len(change.path) > MAX_PATH:
            continue
        parts = change.path.split("/")
        for end in range(1, len(parts) + 1):
            name = "/".join(parts[:end])
            others = spelt.get(unicodedata.normalize("NFC", name).casefold(), set()) - {name}
            if others:
                what = f"is the same as {shown(min(others))} on machines that ignore case"
                yield _problem(change.path, what, "rename it", "policy-case")
                break


def _problem(path: str, what: str, remedy: str, rule: str) -> Problem:
    return Problem(shown(path) or "this pull request", 0, "", what, remedy, rule=rule)


def shown(path: str) -> str:
    """A stranger's path for a message: one line, printable, short."""
    return visible(path)[:MAX_PATH]
