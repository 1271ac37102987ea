"""A pull request on this machine: what it changes, judged by the policy, and its content taken over as data."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from digest.curate import policy
from digest.errors import InputError, LibraryError, Problem
from digest.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from digest.curate.git import Change, Repository


@dataclass(frozen=True, slots=True)
class Pull:
    """A branch against the branch that it wants to change.

    Attributes:
        repository: Where both commits are.
        base: The commit at which the branch began.
        head: Its last commit.
        changes: All that differs between the two.
    """

    repository: Repository
    base: str
    head: str
    changes: tuple[Change, ...]

    @classmethod
    def read(cls, repository: Repository, base: str, head: str) -> Pull:
        """Compare as a host of pull requests does: from where the branch began.

        Raises:
            InputError: A commit is not here.
            LibraryError: The branch has another history.
        """
        base, head = repository.commit(base), repository.commit(head)
        start = repository.merge_base(base, head)
        if not start:
            what, remedy = "has no history in common with this digest", "start the branch from the main branch"
            raise LibraryError([Problem("this pull request", 0, "", what, remedy, rule="policy-unrelated")])
        return cls(repository, start, head, repository.changes(start, head))

    def content(self) -> Pull:
        """The same with its content alone, for a branch of the repository's own, whose code other checks judge."""
        inside = tuple(change for change in self.changes if change.path.startswith(f"{policy.CONTENT}/"))
        return replace(self, changes=inside)

    def problems(self, limits: policy.Limits | None = None) -> tuple[Problem, ...]:
        """What may not be in a pull request from outside."""
        sizes = self.repository.sizes(change.object for change in self.changes)
        paths = self.repository.paths(self.head, policy.CONTENT)
        return policy.judge(self.changes, sizes, paths, limits)

    def take(self, root: Path) -> tuple[str, ...]:
        """Write the content that it changes below `root`, blob by blob; the paths. Only after `problems` found none.

        Raises:
            LibraryError: The policy refuses it; nothing was written.
            InputError: A folder on the way is a link.
        """
        if found := self.problems():
            raise LibraryError(found)
        taken = []
        for change in self.changes:
            target = root / change.path
            _no_link_on_the_way(root, target)
            if change.removed:
                target.unlink(missing_ok=True)
            else:
                write_atomic(target, self.repository.blob(change.object))
            taken.append(change.path)
        return tuple(taken)


def _no_link_on_the_way(root: Path, target: Path) -> None:
    here = root
    for part in target.relative_to(root).parts:
        here = here / part
        try:
            mode = os.lstat(here).st_mode
        except FileNotFoundError:
            return
        if stat.S_ISLNK(mode) or (here != target and not stat.S_ISDIR(mode)):
            raise InputError("is a link or no folder", "use a fresh checkout of the main branch", path=here)
