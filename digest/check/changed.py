"""Which files a change touches: all that differ from where its branch left the main one, committed or not."""

from __future__ import annotations

import subprocess
from pathlib import Path

from digest.errors import InputError

BASES = ("origin/main", "main", "origin/master", "master")
_SECONDS = 60


def changed(content: Path, base: str = "") -> frozenset[str]:
    """Paths relative to `content` of files changed, added or deleted since the merge base with `base`.

    Without `base` it is the first of `BASES` that there is. Uncommitted and untracked files count.

    Raises:
        InputError: `content` is in no git repository, git is not there, or `base` is unknown.
    """
    root = Path(_git(content, "rev-parse", "--show-toplevel").rstrip("\n"))
    start = _start(content, base)
    listed = _git(content, "diff", "--name-only", "--no-renames", "--no-ext-diff", "-z", start, "--")
    listed += _git(content, "ls-files", "--others", "--exclude-standard", "--full-name", "-z", "--", ".")
    here = content.resolve()
    found = set()
    for name in listed.split("\0"):
        path = root / name
        if name and path.is_relative_to(here):
            found.add(path.relative_to(here).as_posix())
    return frozenset(found)


def _start(content: Path, base: str) -> str:
    if base.startswith("-"):
        raise InputError(f"{base} is no name of a branch or commit", "write --changed=BRANCH")
    for name in [base] if base else BASES:
        try:
            tip = _git(content, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}").strip()
        except InputError:
            continue
        return _git(content, "merge-base", tip, "HEAD").strip()
    what = f"{base} is no branch or commit here" if base else "there is no branch main to compare with"
    raise InputError(what, "fetch it, or name another: --changed=BRANCH")


def _git(folder: Path, *arguments: str) -> str:
    """What git prints. No pager, prompt, hook or external diff runs."""
    options = ("-c", "core.fsmonitor=false", "-c", "core.quotepath=false")
    try:
        done = subprocess.run(  # noqa: S603 - a list, no shell; names from outside are resolved to hashes first
            ["git", *options, *arguments],  # noqa: S607 - the git of this machine is meant
            cwd=folder,
            capture_output=True,
            check=False,
            timeout=_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise InputError(f"git cannot be run ({error})", "check without --changed") from error
    if done.returncode:
        said = done.stderr.decode("utf-8", "replace").strip().split("\n")[0]
        raise InputError(f"git says: {said or 'no'}", "check without --changed, or mend the repository")
    return done.stdout.decode("utf-8", "surrogateescape")
