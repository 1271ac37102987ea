"""Files are written whole or not at all, and only when they change.

A reader of the folder, or a kill at any moment, sees the old file or the new one, never a part.
"""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

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


def write_text(path: Path, text: str) -> bool:
    """`write_atomic` of UTF-8 text with LF line ends."""
    return write_atomic(path, text.encode("utf-8"))
