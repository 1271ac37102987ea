"""Files are written whole or not at all, and only when they change.

A reader of the folder, or a kill at any moment, sees the old file or the new one, never a part.
"""

from __future__ import annotations

import os
import re
import shutil
import tempfile
from pathlib import Path

from digest.errors import InputError

_TEMPORARY = re.compile(r"\..{1,40}\.[a-z0-9_]{8}\.tmp")


def is_temporary(name: str) -> bool:
    """Whether a file's name is one of those that `write_atomic` uses for a moment."""
    return bool(_TEMPORARY.fullmatch(name))


def sweep(folder: Path) -> int:
    """Remove what killed writers left below `folder`; how many there were. Only for who has the folder to himself."""
    left = [path for path in folder.rglob(".*.tmp") if is_temporary(path.name)]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def write_atomic(path: Path, data: bytes, *, durable: bool = True) -> bool:
    """Write `data` to `path`; False (and nothing touched) when it already holds exactly that.

    Without `durable` a power cut may leave less, so that readers must check what they find.
    The temporary file stands in the same folder and is gone afterwards, also on an error.
    """
    if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}.", suffix=".tmp", dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            if durable:
                stream.flush()
                os.fsync(stream.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return True


def clear(path: Path) -> None:
    """Remove what stands in the place of a file that may be deleted at any time: the file, a link, even a folder."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> bool:
    """`write_atomic` of UTF-8 text with LF line ends."""
    return write_atomic(path, text.encode("utf-8"))


def as_folder(path: Path, option: str) -> Path:
    """`path`, which is to be a folder or become one. Raises InputError where a file stands in its place."""
    for place in (path, *path.parents):
        if place.exists() and not place.is_dir():
            raise InputError(f"{place} is a file, not a folder", "name a folder, or remove the file", field=option)
    return path


def as_file(path: Path, option: str, example: str) -> Path:
    """`path`, which is to be written as a file. Raises InputError where that cannot be."""
    if path.is_dir():
        raise InputError(f"{path} is a folder", f"name a file in it, such as {path / example}", field=option)
    as_folder(path.parent, option)
    return path


def read_given(path: Path, option: str, holds: str) -> str:
    """The text of a file that an option names; `holds` says what is expected of it.

    Raises:
        InputError: There is no such file, or it is no text in UTF-8.
    """
    try:
        return path.read_text("utf-8")
    except OSError as error:
        what = f"{path} cannot be read ({error.strerror})"
        raise InputError(what, f"name a file that holds {holds}", field=option) from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path} is not UTF-8 text", "save it as UTF-8", field=option) from error
