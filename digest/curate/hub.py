"""GitHub's own program `gh`, where it is installed and logged in: who somebody is, forks and pull requests."""

from __future__ import annotations

import json
import shutil
import subprocess
from typing import TYPE_CHECKING, Any

from digest.errors import DigestError

if TYPE_CHECKING:
    from pathlib import Path

_SECONDS = 120
_MAY_PUSH = frozenset({"ADMIN", "MAINTAIN", "WRITE"})


class HubError(DigestError):
    """gh said no; its own words."""


class Hub:
    """The program, asked in the folder of a repository. Arguments are lists; texts go in by standard input."""

    def __init__(self, program: str, folder: Path) -> None:
        self._program, self._folder = program, folder

    @classmethod
    def find(cls, folder: Path) -> Hub | None:
        """The program, or None where it is not installed or nobody is logged in."""
        program = shutil.which("gh")
        if not program:
            return None
        hub = cls(program, folder)
        try:
            hub.run("auth", "status")
        except HubError:
            return None
        return hub

    def run(self, *arguments: str, text: str = "") -> str:
        """What it prints. Raises HubError when it fails or is silent for two minutes."""
        try:
            done = subprocess.run(  # noqa: S603 - a fixed program, arguments as a list, no shell
                [self._program, *arguments],
                cwd=self._folder,
                input=text.encode("utf-8"),
                capture_output=True,
                timeout=_SECONDS,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise HubError(f"gh {arguments[0]} did not finish: {error}") from error
        if done.returncode:
            said = done.stderr.decode("utf-8", "replace").strip() or f"exit code {done.returncode}"
            raise HubError(f"gh {arguments[0]} {arguments[1] if len(arguments) > 1 else ''}: {said}")
        return done.stdout.decode("utf-8", "replace").strip()

    def _json(self, *arguments: str) -> Any:
        try:
            return json.loads(self.run(*arguments))
        except json.JSONDecodeError as error:
            raise HubError(f"gh {arguments[0]} gave an answer that is not understood") from error

    def me(self) -> tuple[str, str]:
        """Login, and the mail address that GitHub gives for commits without showing one's own."""
        told = self._json("api", "user")
        return str(told["login"]), f"{told['id']}+{told['login']}@users.noreply.github.com"

    def may_push(self) -> bool:
        """Whether branches can be pushed to the repository itself."""
        return self._json("repo", "view", "--json", "viewerPermission").get("viewerPermission") in _MAY_PUSH

    def fork(self, remote: str) -> None:
        """One's own copy of the repository under a remote's name; made once."""
        self.run("repo", "fork", "--remote", "--remote-name", remote)

    def opened(self, branch: str) -> str:
        """The address of the open pull request of a branch, or ""."""
        found = self._json("pr", "list", "--state", "open", "--head", branch, "--json", "url")
        return str(found[0]["url"]) if found else ""

    def open(self, *, base: str, head: str, title: str, body: str, draft: bool) -> str:
        """Open a pull request; its address."""
        options = ["--draft"] if draft else []
        said = self.run(
            "pr", "create", "--base", base, "--head", head, "--title", title, "--body-file", "-", *options, text=body
        )
        return said.splitlines()[-1] if said else ""
