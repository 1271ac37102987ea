"""What was fetched, kept on disk: a second import asks only whether a page changed, and `--offline` asks nothing.

One file an address: a line of JSON, then the body as it came (content encodings undone). A file that is
damaged counts as absent. Only whole answers with status 200 are kept; cookies and other headers are not.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from digest.files import write_atomic, write_text

if TYPE_CHECKING:
    from pathlib import Path

FORMAT = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """An answer, and what is needed to ask whether it still holds."""

    url: str
    """As it was asked for."""
    final_url: str
    content_type: str
    etag: str
    last_modified: str
    retrieved: datetime
    """When it was fetched, with its zone."""
    body: bytes


class Cache:
    """A folder of answers; it ignores itself in git."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, url: str) -> Entry | None:
        """The kept answer for an address, or None."""
        try:
            head, _, body = self._path(url).read_bytes().partition(b"\n")
            row = json.loads(head)
            if row.pop("format") != FORMAT or row.pop("sha256") != hashlib.sha256(body).hexdigest():
                return None
            entry = Entry(**{**row, "retrieved": datetime.fromisoformat(row["retrieved"])}, body=body)
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None
        return entry if entry.url == url and entry.retrieved.tzinfo else None

    def put(self, entry: Entry) -> None:
        """Keep an answer in place of the one before."""
        row = asdict(entry)
        row.pop("body")
        row |= {"retrieved": entry.retrieved.isoformat(), "format": FORMAT}
        row["sha256"] = hashlib.sha256(entry.body).hexdigest()
        write_text(self.folder / ".gitignore", "*\n")
        write_atomic(self._path(entry.url), json.dumps(row, sort_keys=True).encode("ascii") + b"\n" + entry.body)

    def _path(self, url: str) -> Path:
        name = hashlib.sha256(url.encode("utf-8", "surrogatepass")).hexdigest()
        return self.folder / name[:2] / name[2:]
