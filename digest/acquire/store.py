"""The local store: scraped text and what was made of it, beside the content folder and outside of git.

A publisher's text is never published, but checks need it (quotation limits, numbers) and a second
import needs to know what the first one wrote. Entries are named by the SHA-256 of their bytes.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from digest.files import write_atomic, write_text

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = ".digest"


class Store:
    """The folder `.digest` beside `content/`; it ignores itself in git."""

    def __init__(self, content: Path) -> None:
        self.folder = content.absolute().parent / FOLDER

    def prepare(self) -> Path:
        """The folder itself, made where it was not."""
        write_text(self.folder / ".gitignore", "*\n")
        return self.folder

    def keep(self, text: str, raw: bytes = b"") -> str:
        """Store the text of an article once, and the bytes that it was read from; the text's SHA-256 in hex."""
        data = text.encode("utf-8")
        digest = hashlib.sha256(data).hexdigest()
        self.prepare()
        # Not durable: `text` checks the hash, and the next import writes again what a power cut spoilt.
        if raw:
            write_atomic(self._source(digest).with_suffix(".raw"), raw, durable=False)
        write_atomic(self._source(digest), data, durable=False)
        return digest

    def text(self, sha256: str | None) -> str | None:
        """The stored text, or None where this machine does not have it (or its bytes are not those)."""
        if not sha256 or not self._source(sha256).is_file():
            return None
        data = self._source(sha256).read_bytes()
        return data.decode("utf-8") if hashlib.sha256(data).hexdigest() == sha256 else None

    def stamp(self, sha256: str) -> str:
        """Changes whenever `text` may answer otherwise; "" where this machine does not have it."""
        try:
            state = self._source(sha256).stat() if sha256 else None
        except OSError:
            return ""
        return f"{state.st_size}-{state.st_mtime_ns}" if state else ""

    def imported(self, identifier: str) -> str | None:
        """The file as the last import wrote it, or None."""
        path = self._import(identifier)
        return path.read_text("utf-8") if path.is_file() else None

    def keep_import(self, identifier: str, text: str) -> None:
        """Remember what an import wrote."""
        self.prepare()
        write_text(self._import(identifier), text)

    def _source(self, sha256: str) -> Path:
        return self.folder / "sources" / sha256[:2] / f"{sha256}.txt"

    def _import(self, identifier: str) -> Path:
        return self.folder / "imports" / f"{identifier}.md"
