"""Which files may stand in the content folder, what they are by their names, and how messages call them.

Only Markdown and raster images may be there; a stranger's pull request must not bring a script,
a link out of the tree or two files that are one on another machine.
"""

from __future__ import annotations

import os
import re
import stat
import unicodedata
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from digest.errors import InputError, LibraryError, Problem
from digest.files import is_temporary
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_FILES = 200_000
CARDS = "assets/cards/"
"""Where the site puts the pictures that go with links to its pages, each named by what it shows."""
MAX_IMAGE_BYTES = 2 * 1024 * 1024
IMAGES: Mapping[str, tuple[bytes, ...]] = {
    ".png": (b"\x89PNG\r\n\x1a\n",),
    ".jpg": (b"\xff\xd8\xff",),
    ".jpeg": (b"\xff\xd8\xff",),
    ".webp": (b"RIFF",),
}
"""Raster formats and how their files start."""
IMAGE_SUFFIXES = frozenset(IMAGES)
RESERVED_NAMES = frozenset(
    {"con", "prn", "aux", "nul", *(f"{name}{n}" for name in ("com", "lpt") for n in range(1, 10))}
)
"""File names that Windows cannot hold."""
_MEANT: Mapping[str, str] = {
    **{suffix: suffix for suffix in (".md", *IMAGES)},  # in capitals
    **dict.fromkeys((".markdown", ".mdown", ".mkd", ".mdx", ".txt", ".text"), ".md"),
}
"""Endings that people give to what may be here, and the ending that it needs."""
_PICTURES = frozenset({".gif", ".bmp", ".tif", ".tiff", ".heic", ".heif", ".avif", ".svg"})
_PASSED_OVER = re.compile(
    r"\.DS_Store|Thumbs\.db|desktop\.ini|\..*\.sw[a-px]|\.swp|\.#.*|#.*#|.*~|~\$.*|4913|\.~lock\..*#"
    r"|\.obsidian|\.trash|\.vscode|\.idea",
    re.IGNORECASE,
)
"""What systems and editors leave beside files that are looked at or edited; it is never published."""
_UNHOLDABLE = re.compile(r'[<>:"\\|?*]')


def walk(content: Path, problems: list[Problem]) -> Iterator[Path]:
    """Every file that may be there, in a fixed order; what may not be is put into `problems` and left out.

    Raises:
        LibraryError: When there is no such folder, or it holds too many files.
    """
    if not content.is_dir():
        raise LibraryError([Problem(shown(content), 0, "", "is not a folder", "run this where content/ is")])
    seen: dict[str, str] = {}
    count = 0
    for folder, folders, files in os.walk(content, followlinks=False):
        folders.sort()
        below = "" if folder == str(content) else f"{Path(folder).relative_to(content).as_posix()}/"
        for name in [*folders, *sorted(files)]:
            path = Path(folder, name)
            if is_temporary(name) or _PASSED_OVER.fullmatch(name):
                if name in folders and name.startswith("."):
                    folders.remove(name)
                continue
            count += 1
            if count > MAX_FILES:
                raise LibraryError([Problem(shown(content), 0, "", f"holds more than {MAX_FILES} files", "split it")])
            if problem := _bad_name(path, name, f"{below}{name}", seen):
                problems.append(problem)
                if name in folders:
                    folders.remove(name)
            elif name not in folders:
                yield path


def _bad_name(path: Path, name: str, relative: str, seen: dict[str, str]) -> Problem | None:
    mode = _mode(path)
    if stat.S_ISLNK(mode):
        what, remedy = "is a link to another place", "put the file itself here"
        return Problem(_safe(path), 0, "", what, remedy, rule="file-link")
    if clean_line(name) != name or name.startswith("."):
        what = "has a name with invisible or unusual characters, or one that starts with a dot"
        remedy = "use lower-case letters, digits and hyphens"
        if name.startswith("."):
            remedy = "remove it, or name it without the dot"
        elif unicodedata.normalize("NFC", name) == clean_line(name):
            remedy = f"its letters stand in parts, as Macs write them: name it {clean_line(name)} again"
        return Problem(_safe(path), 0, "", what, remedy, rule="file-name")
    if name.split(".", 1)[0].casefold() in RESERVED_NAMES or _UNHOLDABLE.search(name):
        what = "has a name that Windows cannot hold"
        return Problem(_safe(path), 0, "", what, "choose another name", rule="file-name")
    if what := site_name(relative, folder=stat.S_ISDIR(mode)):
        remedy = "name it with small letters, digits and hyphens; a picture stands beside the article that shows it"
        return Problem(_safe(path), 0, "", what, remedy, rule="file-name")
    key = unicodedata.normalize("NFC", relative).casefold()
    if other := seen.get(key):
        what = f"is the same file as {_safe(Path(other))} on machines that ignore case"
        return Problem(_safe(path), 0, "", what, "rename one of them", rule="file-case")
    seen[key] = str(path)
    return None if stat.S_ISDIR(mode) else _bad_kind(path, mode)


def site_name(relative: str, *, folder: bool) -> str:
    """What is wrong with a path that the site has for itself, or "".

    A page becomes a folder of its name: one called `feed.xml` would stand where the feed is.
    """
    if f"{relative}/".casefold().startswith(CARDS):
        return f"is in {CARDS}, where the site puts pictures that it draws"
    name = relative.rpartition("/")[2]
    page = name.endswith(".md") and not relative.startswith("articles/")
    if "." in (name if folder else name.removesuffix(".md") if page else ""):
        return "has a dot in its name, as files of the site have"
    return ""


def _bad_kind(path: Path, mode: int) -> Problem | None:
    if not stat.S_ISREG(mode):
        return Problem(_safe(path), 0, "", "is not an ordinary file", "remove it", rule="file-kind")
    if path.suffix == ".md" or path.suffix in IMAGES:
        return None
    what, ending = "is not Markdown or a PNG, JPEG or WebP image", path.suffix.lower()
    remedy = "remove it; content/ holds nothing else"
    if ending in _MEANT:
        stem = path.stem if path.stem.endswith(_MEANT[ending]) else f"{path.stem}{_MEANT[ending]}"
        remedy = f"name it {stem}, if that is what it is; else remove it"
    elif ending in _PICTURES:
        remedy = "save the picture as PNG, JPEG or WebP, and remove this one"
    return Problem(_safe(path), 0, "", what, remedy, rule="file-kind")


def unfit(start: bytes, size: int, suffix: str, name: str) -> Problem | None:
    """What is wrong with a picture as a file: it begins otherwise than its ending says, or is too large."""
    if not start.startswith(IMAGES[suffix]) or (suffix == ".webp" and start[8:12] != b"WEBP"):
        what = f"is not a {suffix[1:].upper()} image"
        return Problem(name, 0, "", what, "save it again in the format of its ending", "image")
    if size > MAX_IMAGE_BYTES:
        return Problem(name, 0, "", f"is larger than {MAX_IMAGE_BYTES // 1024 // 1024} MB", "make it smaller", "image")
    return None


def _mode(path: Path) -> int:
    """What kind of file it is, asked once; 0 for one that is gone."""
    try:
        return os.lstat(path).st_mode
    except OSError:
        return 0


def _safe(path: Path) -> str:
    return clean_line(shown(path))


def is_translation(name: str) -> bool:
    """Whether a file among the articles is a translation (`<id>.en.md`) of the article beside it (`<id>.md`)."""
    return "." in name.removesuffix(".md")


def refuse_own(name: str, content: Path) -> None:
    """Refuse a file of the digest as the source of an article.

    Raises:
        InputError: Says what to do in its place.
    """
    path = Path(name)
    if content.is_dir() and path.is_file() and path.resolve().is_relative_to(content.resolve()):
        remedy = "edit it by hand; to read its source again, give the address of that"
        raise InputError("is a file of the digest itself", remedy, path=name)


def shown(path: Path) -> str:
    """A path as a curator knows it: relative to where they stand, if it is below."""
    here = os.getcwd()  # noqa: PTH109 - asked for every file; a Path would cost ten times as much
    if path.name in {"", "..", os.path.basename(here)} or path.is_symlink():  # noqa: PTH119 - the same
        where = _below(str(path), here)
        return path.as_posix() if where is None else where or "."
    where = _below(str(path.parent), here)
    return path.as_posix() if where is None else f"{where}/{path.name}" if where else path.name


@lru_cache(maxsize=4096)
def _below(path: str, here: str) -> str | None:
    """A place relative to the folder `here`, "" for that folder itself; None where it is not below."""
    try:
        found = Path(here, path).resolve().relative_to(Path(here).resolve()).as_posix()
    except ValueError:
        return None
    return "" if found == "." else found
