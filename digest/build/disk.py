"""Files of a build: each written whole or not at all, without waiting for the disk, since all can be made again."""

from __future__ import annotations

import itertools
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from digest.files import is_temporary

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator

_COUNTER = itertools.count()
"""With the number of the process it makes names that `is_temporary` knows; one build at a time has the folder."""


def put(path: Path | str, data: bytes) -> bool:
    """Write a file whole or not at all; False where it holds that already.

    Unlike `digest.files.write_atomic` it does not wait for the disk: what is made here can be made again, and is
    looked at before it is trusted.
    """
    place = str(path)
    with suppress(OSError):
        if os.stat(place).st_size == len(data):  # noqa: PTH116 - thousands of times, and a Path takes longer than the look
            with open(place, "rb") as there:  # noqa: PTH123
                if there.read() == data:
                    return False
    folder, _, name = place.rpartition("/")
    temporary = f"{folder}/.{name[:40]}.{os.getpid() % 0x10000:04x}{next(_COUNTER) % 0x10000:04x}.tmp"
    try:
        _write(temporary, data)
        os.replace(temporary, place)  # noqa: PTH105
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        make_way(place)  # once for each page of an article
        _write(temporary, data)
        os.replace(temporary, place)  # noqa: PTH105
    return True


def make_way(target: str) -> None:
    """Make the folders of a file, in place of a file that has the name of one; and remove a folder of its own name."""
    folder = target.rpartition("/")[0]
    try:
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103 - as in `put`
    except (FileExistsError, NotADirectoryError):
        next(parent for parent in Path(target).parents if parent.exists()).unlink()
        os.makedirs(folder, exist_ok=True)  # noqa: PTH103
    if os.path.isdir(target):  # noqa: PTH112
        shutil.rmtree(target)


def _write(place: str, data: bytes) -> None:
    number = os.open(place, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    with os.fdopen(number, "wb", buffering=0) as file:
        view = memoryview(data)
        while view:
            view = view[file.write(view) :]


def drop(folder: Path, path: str) -> None:
    """Remove a file below `folder`, and the folders that it leaves empty."""
    with suppress(IsADirectoryError, NotADirectoryError):  # then that file is not there
        (folder / path).unlink(missing_ok=True)
    for parent in Path(path).parents:
        if parent == Path():
            break
        try:
            (folder / parent).rmdir()
        except OSError:
            break


def link(source: Path | str, target: Path) -> None:
    """Have a file in a second place that is free, with its time: as a link where the disk allows it.

    Raises:
        OSError: It cannot be copied there either.
    """
    try:
        os.link(source, target)
    except OSError:
        shutil.copy2(source, target)


def clone(source: Path, target: Path, paths: Iterable[str]) -> None:
    """Make a folder that has these files of another, as `link` does it."""
    shutil.rmtree(target, ignore_errors=True)
    for path in paths:
        here = target / path
        with suppress(OSError):  # what cannot be had is made again
            here.parent.mkdir(parents=True, exist_ok=True)
            link(source / path, here)


def sweep(folder: Path, wanted: Container[str]) -> int:
    """Remove every file below a folder that is not wanted; how many those were."""
    found = [path for path in below(folder) if path not in wanted]
    for path in found:
        drop(folder, path)
    return len(found)


def below(folder: Path) -> Iterator[str]:
    """Every file below a folder but those whose names begin with a dot; left-over temporary ones too."""
    todo, top = [""], str(folder)
    while todo:
        inner = todo.pop()
        with os.scandir(f"{top}/{inner}") as entries:
            for entry in entries:
                name = entry.name
                if name[:1] == "." and not is_temporary(name):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    todo.append(f"{inner}{name}/")
                else:
                    yield f"{inner}{name}"
