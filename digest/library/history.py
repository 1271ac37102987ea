"""When a published article was corrected, from git: readers see what changed after they may have read it.

One `git log` over the content folder gives every change of an article file with the states before and after. A change
counts where the article was public before it and readers see a difference: the first publication, the work on a draft
and fields that no page shows are no corrections.
Outside a repository, without git, or in a shallow clone (which cannot know) there is no history at all.
"""

from __future__ import annotations

import re
import subprocess
import zlib
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

MAX_COMMITS = 100_000
"""Newest commits that are looked at."""
MAX_STATES = 100_000
"""Changes of articles that are looked at, newest first."""
_SECONDS = 120
_FRONT = 16 * 1024
"""Bytes in which the status stands."""
_LOG = (
    *("--no-merges", "--raw", "--no-abbrev", "-z", "-M100%", "--relative", "--date=format:%Y-%m-%d"),
    *("--no-ext-diff", "--no-textconv", "--no-color", "--no-show-signature", "--format=%x01%H %ad"),
)
_HEAD = re.compile(r"\x01([0-9a-f]{40,64}) (\d{4}-\d\d-\d\d)")
_RAW = re.compile(r"\n?:\d+ \d+ ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) ([A-Z])\d*")
_STATUS = re.compile(rb"^status:[ \t]*[\"']?(\w+)", re.MULTILINE)
PARTS: Mapping[str, str] = {
    **dict.fromkeys(("title", "kicker", "deck"), "part_title"),
    **{key: key for key in ("figures", "impacts", "sentiment", "captions")},
    **dict.fromkeys(("tickers", "mentions"), "companies"),
    **dict.fromkeys(("date", "date_precision", "modified"), "part_dates"),
    **dict.fromkeys(("source", "sources", "excerpt", "rights", "rights_basis"), "source"),
    **dict.fromkeys(("series", "part"), "series"),
    "status": "part_status",
    "body": "part_body",
}
"""Which word names a field to readers; a field that is not here is for curators and machines alone."""
_FIELD = re.compile(rb"^([a-z_]+):", re.MULTILINE)
_UNSEEN = re.compile(rb"^[ \t]+(?:retrieved|sha256|history):.*(?:\n[ \t]+-.*)*\n", re.MULTILINE)
"""Fields of a source that are for machines."""
_FILE = re.compile(r"articles/\d{4}/\d\d/[^/]+\.md")


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of a published article."""

    day: date
    """The day on which it was made, in the zone of whoever made it."""
    commit: str
    """The commit's full hash."""
    parts: tuple[str, ...] = ()
    """The words (keys of the table) for what readers see changed."""


@dataclass(frozen=True, slots=True)
class _Change:
    path: str
    before: str
    after: str
    revision: Revision


def revisions(content: Path) -> dict[str, tuple[Revision, ...]]:
    """The corrections of each article by the path of its file below `content`, newest first; empty where unknown."""
    shallow = _git(content, "rev-parse", "--is-shallow-repository")
    if shallow is None or shallow.strip() != b"false":
        return {}
    log = _git(content, "log", f"--max-count={MAX_COMMITS}", *_LOG, "--", ".")
    if not log:
        return {}
    changes = _changes(log.decode("utf-8", "replace"))[:MAX_STATES]
    seen = _seen(content, (state for change in changes for state in (change.before, change.after)))
    found: dict[str, list[Revision]] = {}
    for change in changes:
        before, after = seen.get(change.before), seen.get(change.after)
        if before is None or after is None:
            continue
        told = (word for key, word in PARTS.items() if before.get(key) != after.get(key))
        if parts := tuple(dict.fromkeys(told)):
            found.setdefault(change.path, []).append(replace(change.revision, parts=parts))
    return {path: tuple(rows) for path, rows in found.items()}


def _changes(log: str) -> list[_Change]:
    """Changes of articles, newest first, each under the path that the file has today."""
    found: list[_Change] = []
    today: dict[str, str] = {}
    for revision, kind, before, after, names in _entries(log):
        path = today.get(names[-1], names[-1])
        if kind == "R":
            today[names[0]] = path
        elif kind == "M" and _FILE.fullmatch(path):
            found.append(_Change(path, before, after, revision))
    return found


def _entries(log: str) -> Iterator[tuple[Revision, str, str, str, list[str]]]:
    """The rows of `git log --raw -z`: names come after a NUL, so nothing in a name can look like a row."""
    fields = iter(log.split("\0"))
    revision: Revision | None = None
    for field in fields:
        if head := _HEAD.match(field.lstrip("\n")):
            revision = Revision(date.fromisoformat(head[2]), head[1])
        elif (row := _RAW.fullmatch(field)) and revision:
            names = [next(fields, "") for _ in range(2 if row[3] in {"R", "C"} else 1)]
            yield revision, row[3], row[1], row[2], names


def _seen(content: Path, states: Iterable[str]) -> dict[str, dict[str, int]]:
    """What readers see, by field, of those of these states that are public: published, or taken down in public."""
    wanted = list(dict.fromkeys(states))
    if not wanted:
        return {}
    text = _git(content, "cat-file", "--batch", given="\n".join(wanted).encode() + b"\n")
    found: dict[str, dict[str, int]] = {}
    place = 0
    while text and (end := text.find(b"\n", place)) > 0:
        head = text[place:end].split(b" ")
        size = int(head[2]) if len(head) == 3 else -1  # `<hash> missing` has no body
        state = text[end + 1 : end + 1 + max(size, 0)]
        if size >= 0 and _is_public(state[:_FRONT]):
            found[head[0].decode()] = _fields(state)
        place = end + 1 + (size + 1 if size >= 0 else 0)
    return found


def _fields(state: bytes) -> dict[str, int]:
    """A mark of each field's text, blanks apart; `body` is what follows the front matter."""
    front, _, body = state.partition(b"\n---")
    pieces = _FIELD.split(_UNSEEN.sub(b"", front + b"\n"))
    texts = {name.decode(): text for name, text in zip(pieces[1::2], pieces[2::2], strict=True)} | {"body": body}
    return {name: zlib.crc32(b"".join(text.split())) for name, text in texts.items()}


def _is_public(text: bytes) -> bool:
    """Whether the front matter says nothing of a draft; `published` is what a file without a status is."""
    front = text.partition(b"\n---")[0]
    status = _STATUS.search(front)
    return text.startswith(b"---") and (status is None or status[1] in {b"published", b"withdrawn"})


def _git(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """What git prints, or None where it cannot. No pager, prompt, hook or external diff runs."""
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell, nothing from a file among the arguments
            ["git", "-c", "core.fsmonitor=false", "-c", "log.mailmap=false", "-c", "core.quotepath=false", *arguments],  # noqa: S607
            cwd=folder,
            input=given,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    return done.stdout if done.returncode == 0 else None
