"""Files are written whole or not at all, and only when they change.

A reader of the folder, or a kill at any moment, sees the old file or the new one, never a part.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path


def write_atomic(path: Path, data: bytes) -> bool:
    """Write `data` to `path`; False (and nothing touched) when it already holds exactly that.

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
