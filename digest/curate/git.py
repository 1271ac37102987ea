"""The only module that calls git: fixed arguments, names separated by NUL, and nothing of a stranger's tree run.

A stranger's commit is read as objects (`diff-tree`, `cat-file`) and never checked out, so that no link is made, no
filter or hook runs and no name is taken for an option.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from dataclasses import dataclass
from typing import TYPE_CHECKING

from digest.errors import DigestError, InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

NOTHING = "0" * 40
"""The object of a file that is not there."""
LINK, SUBMODULE, FILE = "120000", "160000", "100644"
"""Modes of entries of a tree."""
_SECONDS = 300
_INSTALL = "install it: https://git-scm.com/downloads"


class GitError(DigestError):
    """git said no; its own words."""


@dataclass(frozen=True, slots=True)
class Change:
    """One path that differs between two commits. A rename is a removal and an addition."""

    path: str
    """With `/`; bytes that are no UTF-8 as lone surrogates."""
    old_mode: str
    mode: str
    """`000000` where the file is gone."""
    old_object: str
    object: str

    @property
    def removed(self) -> bool:
        """Whether the path is gone."""
        return self.mode == "000000"

    @property
    def added(self) -> bool:
        """Whether the path was not there before."""
        return self.old_mode == "000000"


class Repository:
    """A repository on this machine.

    Args:
        folder: Anywhere inside of its working tree.
    """

    def __init__(self, folder: Path) -> None:
        found = shutil.which("git")
        if not found:
            raise InputError("git is not installed on this computer", _INSTALL)
        self._program, self.folder = found, folder

    def run(self, *arguments: str, data: bytes | None = None, env: Mapping[str, str] | None = None) -> bytes:
        """What git prints.

        Raises:
            GitError: git ended with an error, or was silent for five minutes.
        """
        command = [self._program, "-c", "core.quotePath=true", *arguments]
        environment = {
            **os.environ,
            "GIT_TERMINAL_PROMPT": "0",
            "GIT_OPTIONAL_LOCKS": "0",
            "LC_ALL": "C",
            **(env or {}),
        }
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program, arguments as a list, no shell
                command,
                cwd=self.folder,
                input=data if data is not None else b"",
                capture_output=True,
                timeout=_SECONDS,
                env=environment,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise GitError(f"git {arguments[0]} did not finish: {error}") from error
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
            raise GitError(f"git {arguments[0]}: {said}")
        return done.stdout

    def line(self, *arguments: str, env: Mapping[str, str] | None = None) -> str:
        """One line that git prints, or "" where it fails."""
        try:
            return self.run(*arguments, env=env).decode("utf-8", "replace").strip()
        except GitError:
            return ""

    def commit(self, name: str) -> str:
        """The full hash of a commit.

        Raises:
            InputError: There is no such commit here.
        """
        found = self.line("rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}")
        if not found:
            raise InputError(f"{name!r} is no commit of this repository", "fetch it first, or give its full hash")
        return found

    def merge_base(self, base: str, head: str) -> str:
        """The newest commit that both have, or "" where their histories have nothing in common."""
        return self.line("merge-base", base, head)

    def changes(self, base: str, head: str) -> tuple[Change, ...]:
        """What differs between two commits, by path; renames are not followed, so both of their ends are seen."""
        options = ("-r", "-z", "--raw", "--no-renames", "--no-abbrev", "--no-ext-diff", "--no-textconv")
        raw = self.run("diff-tree", *options, "--ignore-submodules=none", base, head)
        fields = raw.split(b"\0")
        found = []
        for head_line, path in zip(fields[0::2], fields[1::2], strict=False):
            old_mode, mode, old_object, new_object, _ = head_line.decode("ascii").lstrip(":").split(" ")
            found.append(Change(path.decode("utf-8", "surrogateescape"), old_mode, mode, old_object, new_object))
        return tuple(sorted(found, key=lambda change: change.path))

    def paths(self, commit: str, below: str) -> tuple[str, ...]:
        """Every path of a commit below a folder; other spellings of the folder's name are not in it."""
        raw = self.run("ls-tree", "-r", "-z", "--name-only", "--full-tree", commit, "--", f":(literal){below}")
        return tuple(path.decode("utf-8", "surrogateescape") for path in raw.split(b"\0") if path)

    def sizes(self, objects: Iterable[str]) -> dict[str, int]:
        """Bytes of each blob, by its object; what is not here or no blob is left out."""
        wanted = sorted(set(objects) - {NOTHING})
        if not wanted:
            return {}
        told = self.run("cat-file", "--batch-check", data="".join(f"{name}\n" for name in wanted).encode("ascii"))
        rows = (line.split(" ") for line in told.decode("ascii").splitlines())
        return {row[0]: int(row[2]) for row in rows if len(row) == 3 and row[1] == "blob"}

    def blob(self, name: str) -> bytes:
        """The bytes of a blob. Raises GitError where it is not here."""
        return self.run("cat-file", "blob", name)
