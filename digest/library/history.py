"""When a published article was corrected, from git: readers see what changed after they may have read it.

One `git log` over the content folder gives every change of an article file with the states before and after. A change
counts where the article was public before it and readers see a difference: the first publication, the work on a draft
and fields that no page shows are no corrections.
Outside a repository, without git, or in a shallow clone (which cannot know) there is no history at all.
To read all of it takes longer than a build after an edit, so that one goes on from what another knew.
"""

from __future__ import annotations

import json
import re
import subprocess
import zlib
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

SHALLOW = "no corrections: this clone lacks the past (git fetch --unshallow, or fetch-depth: 0 of actions/checkout)"
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


_Entry: TypeAlias = tuple[Revision, str, str, str, list[str]]
"""Commit, kind of change, states before and after, names."""


@dataclass(frozen=True, slots=True)
class History:
    """All corrections, as one state of a repository knows them."""

    at: str = ""
    """The commit, and the place of the content folder in the repository; empty where there is no history."""
    revisions: Mapping[str, tuple[Revision, ...]] = field(default_factory=dict)
    """Those of each article by the path of its file below the content folder, newest first."""
    commits: int = 0
    states: int = 0
    """How many commits and changes of articles it was read from."""
    shallow: bool = False
    """Whether this clone lacks the past."""

    def stored(self) -> str:
        """It as JSON."""
        rows = {
            path: [[one.day.isoformat(), one.commit, *one.parts] for one in rows]
            for path, rows in self.revisions.items()
        }
        return json.dumps([self.at, self.commits, self.states, rows], separators=(",", ":"))

    @classmethod
    def restored(cls, text: str) -> History:
        """What `stored` gave; none of an empty text.

        Raises:
            ValueError: It is damaged.
        """
        if not text:
            return cls()
        at, commits, states, found = json.loads(text)
        rows = {
            path: tuple(Revision(date.fromisoformat(day), commit, tuple(parts)) for day, commit, *parts in some)
            for path, some in found.items()
        }
        return cls(at, rows, commits, states)


def read(content: Path, before: History | None = None) -> History:
    """The history of the articles below `content`; `before` is what was known of it earlier."""
    told = _git(content, "rev-parse", "--is-shallow-repository", "HEAD", "--show-prefix")
    shallow, _, at = (told or b"").decode("utf-8", "replace").partition("\n")
    if shallow != "false":
        return History(shallow=shallow == "true")
    if before and before.at == at:
        return before
    return (before and _further(content, before, at)) or _read(content, at, at.partition("\n")[0]) or History()


def _further(content: Path, before: History, at: str) -> History | None:
    """The history with the commits since `before`; None where those do not simply follow, and all must be read."""
    (old, _, place), (new, _, same) = before.at.partition("\n"), at.partition("\n")
    if not old or place != same or _git(content, "merge-base", "--is-ancestor", old, new) is None:
        return None
    if _git(content, "rev-list", "--merges", "--max-count=1", f"{old}..{new}"):
        return None
    since = _read(content, at, f"{old}..{new}", renames=False)
    if since is None:
        return None
    commits, states = before.commits + since.commits, before.states + since.states
    if commits > MAX_COMMITS or states > MAX_STATES:
        return None
    rows = dict(before.revisions)
    for path, some in since.revisions.items():
        rows[path] = (*some, *rows.get(path, ()))
    return History(at, rows, commits, states)


def _read(content: Path, at: str, commits: str, *, renames: bool = True) -> History | None:
    """What these commits say; None where git does not tell, or where files were moved and that is not wanted."""
    log = _git(content, "log", f"--max-count={MAX_COMMITS}", *_LOG, commits, "--", ".")
    if log is None:
        return None
    entries = list(_entries(log.decode("utf-8", "replace")))
    if not renames and any(kind == "R" for _, kind, *_ in entries):
        return None
    changes = _changes(entries)[:MAX_STATES]
    seen = _seen(content, (state for change in changes for state in (change.before, change.after)))
    if seen is None:
        return None
    found: dict[str, list[Revision]] = {}
    for change in changes:
        before, after = seen.get(change.before), seen.get(change.after)
        if before is None or after is None:
            continue
        told = (word for key, word in PARTS.items() if before.get(key) != after.get(key))
        if parts := tuple(dict.fromkeys(told)):
            found.setdefault(change.path, []).append(replace(change.revision, parts=parts))
    rows = {path: tuple(some) for path, some in found.items()}
    return History(at, rows, len({revision.commit for revision, *_ in entries}), len(changes))


def _changes(entries: Iterable[_Entry]) -> list[_Change]:
    """Changes of articles, newest first, each under the path that the file has today."""
    found: list[_Change] = []
    today: dict[str, str] = {}
    for revision, kind, before, after, names in entries:
        path = today.get(names[-1], names[-1])
        if kind == "R":
            today[names[0]] = path
        elif kind == "M" and _FILE.fullmatch(path):
            found.append(_Change(path, before, after, revision))
    return found


def _entries(log: str) -> Iterator[_Entry]:
    """The rows of `git log --raw -z`: names come after a NUL, so nothing in a name can look like a row."""
    fields = iter(log.split("\0"))
    revision: Revision | None = None
    for text in fields:
        if head := _HEAD.match(text.lstrip("\n")):
            revision = Revision(date.fromisoformat(head[2]), head[1])
        elif (row := _RAW.fullmatch(text)) and revision:
            names = [next(fields, "") for _ in range(2 if row[3] in {"R", "C"} else 1)]
            yield revision, row[3], row[1], row[2], names


def _seen(content: Path, states: Iterable[str]) -> dict[str, dict[str, int]] | None:
    """What readers see, by field, of those of these states that are public: published, or taken down in public.

    None where git does not tell.
    """
    wanted = list(dict.fromkeys(states))
    if not wanted:
        return {}
    text = _git(content, "cat-file", "--batch", given="\n".join(wanted).encode() + b"\n")
    if text is None:
        return None
    found: dict[str, dict[str, int]] = {}
    place = 0
    while (end := text.find(b"\n", place)) > 0:
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
