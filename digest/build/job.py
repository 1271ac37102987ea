"""What is to be built, and what a build did."""

from __future__ import annotations

import os
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.site.origin import Origin

CYCLES = (50_000, 20, 100)
"""How rarely a build looks for cycles among its objects: many stay, few are cycles; it took a fifth of the time."""
CACHE = Path(".cache/digest")
"""Beside mkdocs.yml."""
_VARIANTS = ("site", "preview")


class Stopped(Exception):  # noqa: N818 - no mistake
    """A build that nobody waits for any more has ended at its next step, and left what a kill would leave."""


@dataclass(frozen=True, slots=True)
class Job:
    """What is to be built."""

    content: Path
    settings: Path
    cache: Path
    origin: Origin | None = None
    now: datetime | None = None
    drafts: bool = False
    jobs: int = 1
    shown: bool = False
    """Whether someone watches the progress."""
    out: Path | None = None
    """The site's folder, where files of the last build stand too."""

    @property
    def variant(self) -> str:
        """Which of the builds that share a cache."""
        return _VARIANTS[self.drafts]

    @property
    def sibling(self) -> Job:
        """The other one."""
        return replace(self, drafts=not self.drafts)

    @property
    def mirror(self) -> Path:
        """Where the files are made."""
        return self.cache / self.variant


@dataclass(slots=True)
class Report:
    """What a build did."""

    read: int = 0
    nodes: int = 0
    made: dict[str, int] = field(default_factory=dict)
    """How many of each kind were made."""
    seconds: dict[str, float] = field(default_factory=dict)
    """Wall time by phase."""
    kinds: dict[str, float] = field(default_factory=dict)
    """Wall time of making, by kind; summed over processes."""
    bytes: dict[str, int] = field(default_factory=dict)
    """Size of all files, by kind."""
    changed: int = 0
    """Files of the mirror that have other bytes now, or are gone."""
    warnings: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    """What pages lack for a reason that is no fault."""


def now() -> datetime | None:
    """The time of a reproducible build (https://reproducible-builds.org/docs/source-date-epoch/), where it is given."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else None
