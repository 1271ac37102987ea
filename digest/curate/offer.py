"""A branch with one article, made beside the working tree: nothing that lies there is moved, staged or committed.

The commit is built from the main branch as the server has it and the files of the article alone, so whatever else a
curator has changed, staged or committed stays out of it, and they stay where they are.
"""

from __future__ import annotations

import tempfile
from dataclasses import dataclass
from pathlib import Path

from digest.curate.git import FILE, GitError, Repository
from digest.errors import InputError

PREFIX = "article/"
"""Every branch that is pushed starts so: never the main branch."""
_DOWNLOAD = "download the digest with git first: git clone ADDRESS; then run this in its folder"


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article is offered: the repository, its server and its main branch."""

    repository: Repository
    root: Path
    remote: str
    main: str
    base: str
    """Newest commit of the main branch that is known here."""

    @property
    def address(self) -> str:
        """`https://github.com/owner/name` of the server, or "" where it is another one."""
        url = self.repository.line("remote", "get-url", self.remote).removesuffix(".git")
        for start in ("https://github.com/", "git@github.com:", "ssh://git@github.com/"):
            if url.startswith(start):
                return "https://github.com/" + url.removeprefix(start)
        return ""


def place(content: Path) -> Place:
    """The repository around the content folder, with what its server has now.

    Raises:
        InputError: There is no git, no repository, no server or no main branch; says what to do.
    """
    repository = Repository(content)
    top = repository.line("rev-parse", "--show-toplevel")
    if not top:
        raise InputError("is not in a folder that git made", _DOWNLOAD, path=content)
    remotes = repository.line("remote").split()
    if not remotes:
        raise InputError("has no server to send to", "name it: git remote add origin ADDRESS", path=Path(top))
    remote = "origin" if "origin" in remotes else remotes[0]
    head = repository.line("symbolic-ref", "--quiet", "--short", f"refs/remotes/{remote}/HEAD")
    main = head.removeprefix(f"{remote}/") or "main"
    repository.line("fetch", "--quiet", "--no-tags", remote, f"+refs/heads/{main}:refs/remotes/{remote}/{main}")
    base = repository.line("rev-parse", "--verify", "--quiet", f"refs/remotes/{remote}/{main}^{{commit}}")
    if not base:
        what = f"the main branch {main!r} of {remote} is not known here"
        raise InputError(what, f"fetch it: git fetch {remote}", path=Path(top))
    return Place(Repository(Path(top)), Path(top).resolve(), remote, main, base)


def inside(where: Place, files: tuple[Path, ...]) -> tuple[str, ...]:
    """Paths of files as the repository names them."""
    return tuple(file.resolve().relative_to(where.root).as_posix() for file in files)


def missing(where: Place, path: str) -> bool:
    """Whether the main branch does not have a path."""
    return not where.repository.line("rev-parse", "--verify", "--quiet", f"{where.base}:{path}")


def merged(where: Place, files: tuple[Path, ...]) -> bool:
    """Whether the main branch has all of the files just as they are here."""
    git = where.repository
    here = {path: _blob(git, path, where.root / path) for path in inside(where, files)}
    return all(_at(git, where.base, path) == blob for path, blob in here.items())


def commit(
    where: Place, branch: str, files: tuple[Path, ...], message: str, *, remote: str, who: tuple[str, str] | None = None
) -> bool:
    """Put files, and nothing else, on a branch; False where the branch already has them as they are.

    Args:
        where: The repository.
        branch: Its name; starts with `article/`.
        files: What belongs to the article.
        message: Of the commit.
        remote: Where the branch is sent: the server, or one's own copy of it.
        who: Name and mail for the commit where git knows none.

    Raises:
        InputError: git knows no name, or somebody changed the branch in another way meanwhile.
    """
    git = where.repository
    tip = _tip(where, branch, files, remote)
    parent = tip or where.base
    blobs = {path: _blob(git, path, where.root / path) for path in inside(where, files)}
    with tempfile.TemporaryDirectory(prefix="digest-") as scratch:
        env = {"GIT_INDEX_FILE": str(Path(scratch, "index"))}
        git.run("read-tree", parent, env=env)
        for path, blob in blobs.items():
            git.run("update-index", "--add", "--cacheinfo", f"{FILE},{blob},{path}", env=env)
        tree = git.line("write-tree", env=env)
    if tip and tree == git.line("rev-parse", f"{tip}^{{tree}}"):
        changed = False
    else:
        made = git.run("commit-tree", tree, "-p", parent, "-F", "-", data=message.encode(), env=_author(git, who))
        tip, changed = made.decode().strip(), True
    git.run("update-ref", f"refs/heads/{branch}", tip)
    return changed


def push(where: Place, branch: str, remote: str) -> None:
    """Send one branch; never the main one, and never over what somebody else has sent.

    Raises:
        InputError: The branch has another name than those of articles.
        GitError: The server refuses.
    """
    if not branch.startswith(PREFIX) or branch == where.main:
        raise InputError(f"{branch!r} is no branch of an article", "nothing was sent")
    helper = "credential.https://github.com.helper=!gh auth git-credential"
    ref = f"refs/heads/{branch}"
    where.repository.run("-c", helper, "push", "--quiet", "--no-verify", remote, f"{ref}:{ref}")


def _blob(git: Repository, path: str, file: Path) -> str:
    return git.run("hash-object", "-w", "--stdin", "--path", path, data=file.read_bytes()).decode().strip()


def _at(git: Repository, commit: str, path: str) -> str:
    """The object at a path of a commit, or ""."""
    return git.line("rev-parse", "--verify", "--quiet", f"{commit}:{path}")


def _tip(where: Place, branch: str, files: tuple[Path, ...], remote: str) -> str:
    """The branch's last commit, here or where it was sent, or "". A reviewer may have added to it there.

    A branch that is gone there after its article came into the main branch was merged: what is left of it here is old.
    """
    git = where.repository
    theirs_ref = f"refs/remotes/{remote}/{branch}"
    ours = git.line("rev-parse", "--verify", "--quiet", f"refs/heads/{branch}^{{commit}}")
    if not git.line("ls-remote", remote, f"refs/heads/{branch}"):
        return "" if _at(git, where.base, inside(where, files)[0]) else ours
    git.line("fetch", "--quiet", "--no-tags", remote, f"+refs/heads/{branch}:{theirs_ref}")
    theirs = git.line("rev-parse", "--verify", "--quiet", f"{theirs_ref}^{{commit}}")
    if not theirs or theirs == ours or (ours and _is_older(git, theirs, ours)):
        return ours
    for path in inside(where, files):
        new, old = _at(git, theirs, path), _at(git, ours or where.base, path)
        if new not in {old, "", _blob(git, path, where.root / path)}:
            what = "somebody has changed it in the pull request meanwhile"
            remedy = f"look at theirs: git show {remote}/{branch}:{path}; take over what is right, then again"
            raise InputError(what, remedy, path=path)
    return theirs


def _is_older(git: Repository, one: str, other: str) -> bool:
    """Whether a commit is in the history of another."""
    try:
        git.run("merge-base", "--is-ancestor", one, other)
    except GitError:
        return False
    return True


def _author(git: Repository, who: tuple[str, str] | None) -> dict[str, str]:
    if git.line("config", "user.name") and git.line("config", "user.email"):
        return {}
    if not who:
        raise InputError(
            "git does not know who you are",
            'tell it once: git config --global user.name "Your Name"; git config --global user.email you@example.org',
        )
    name, mail = who
    pairs = (("NAME", name), ("EMAIL", mail))
    return {f"GIT_{role}_{what}": value for role in ("AUTHOR", "COMMITTER") for what, value in pairs}
