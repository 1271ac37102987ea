"""Corrections from git: only changes of what was public count, and nothing in a name or message can break it."""

from __future__ import annotations

import os
import random
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from digest.library import history
from digest.library.history import History, Revision, read

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git on this machine")
NAME = "articles/2025/01/a.md"


def git(folder: Path, *arguments: str, day: str = "2025-02-01") -> None:
    """Run git with nobody's settings."""
    moment = f"{day}T09:00:00+09:00"
    who = {
        f"GIT_{role}_{key}": value
        for role in ("AUTHOR", "COMMITTER")
        for key, value in (("NAME", "n"), ("EMAIL", "e@e"), ("DATE", moment))
    }
    own = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1", "PATH": os.environ["PATH"]}
    subprocess.run(
        ["git", "-c", "init.defaultBranch=main", *arguments], cwd=folder, env=who | own, check=True, capture_output=True
    )


def commit(root: Path, text: str, message: str, day: str = "2025-02-01", name: str = NAME) -> None:
    """One state of one file of the content folder."""
    path = root / "content" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", message, day=day)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """An empty repository with a content folder in it."""
    (tmp_path / "content").mkdir()
    git(tmp_path, "init", "-q")
    return tmp_path


def revisions(content: Path) -> Mapping[str, tuple[Revision, ...]]:
    """All corrections, read anew."""
    return read(content).revisions


def state(body: str, status: str = "") -> str:
    """A file of an article."""
    return f"---\nid: a\n{f'status: {status}' if status else 'title: t'}\n---\n{body}\n"


def corrected(root: Path, name: str = NAME) -> list[str]:
    """What was corrected in one file, newest first."""
    return [" ".join(one.parts) for one in revisions(root / "content").get(name, ())]


def test_only_changes_of_what_was_public_are_corrections(root: Path) -> None:
    """Drafts, publication itself and first versions are none; later changes and a withdrawal are."""
    commit(root, state("1", "draft"), "초안")
    commit(root, state("2", "draft"), "더 씀")
    commit(root, state("2"), "공개")
    commit(root, state("3"), "숫자를 바로잡음", day="2025-02-03")
    commit(root, state("3", "withdrawn"), "내림", day="2025-02-04")
    found = revisions(root / "content")
    assert [(one.day.isoformat(), one.parts) for one in found[NAME]] == [
        ("2025-02-04", ("part_title", "part_status")),
        ("2025-02-03", ("part_body",)),
    ]
    assert all(len(one.commit) == 40 for one in found[NAME])
    assert found == revisions(root / "content")


def test_a_first_version_alone_has_no_history(root: Path) -> None:
    """Nothing was corrected."""
    commit(root, state("1"), "처음")
    assert revisions(root / "content") == {}


def test_word_status_in_the_body_is_no_status(root: Path) -> None:
    """Only the front matter says what is a draft."""
    commit(root, state("status: draft"), "처음")
    commit(root, state("status: draft\n\n더"), "고침")
    assert corrected(root) == ["part_body"]


def test_moved_file_keeps_its_history(root: Path) -> None:
    """A file that was moved as it was is the same article."""
    commit(root, state("1"), "처음")
    commit(root, state("2"), "고침")
    (root / "content/articles/2025/02").mkdir(parents=True)
    git(root, "mv", f"content/{NAME}", "content/articles/2025/02/a.md")
    git(root, "commit", "-q", "-m", "옮김")
    commit(root, state("3"), "또 고침", name="articles/2025/02/a.md")
    assert corrected(root, "articles/2025/02/a.md") == ["part_body", "part_body"]


def test_hostile_names_and_messages(root: Path) -> None:
    """New lines, quotes and marks of the log in a file's name; a message without words, or of endless length."""
    names = [
        "articles/2025/01/b\n:100644 100644 0 0 M\tc.md",
        'articles/2025/01/"q".md',
        "articles/2025/01/\x01x.md",
        "articles/2025/01/-rf.md",
    ]
    for name in names:
        commit(root, state("1"), "처음", name=name)
    commit(root, state("1"), "처음")
    commit(root, state("2"), "<script>\x02" + "긴" * 5000)
    for name in names:
        commit(root, state("2"), "고침", name=name)
    found = revisions(root / "content")
    assert len(found[NAME]) == 1
    assert found[names[1]][0].parts == ("part_body",)


def test_outside_a_repository_there_is_none(tmp_path: Path, root: Path) -> None:
    """No repository, or a clone that lacks the past: nothing rather than half."""
    commit(root, state("1"), "처음")
    commit(root, state("2"), "고침")
    git(tmp_path, "clone", "-q", "--depth", "1", root.as_uri(), "shallow")
    shallow = read(tmp_path / "shallow" / "content")
    assert (shallow.revisions, shallow.shallow, read(root / "content").shallow) == ({}, True, False)
    assert revisions(tmp_path / "nowhere") == {}
    assert len(revisions(root / "content")) == 1


def test_git_that_is_not_there(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without git there is no history, and no error."""
    monkeypatch.setenv("PATH", "")
    assert revisions(root / "content") == {}


def test_what_readers_do_not_see_is_no_correction(root: Path) -> None:
    """A pick, a note, a hash and blanks are the curators'; a figure is the readers'."""
    front = "---\nid: a\ntitle: t\n{more}source:\n  url: https://e.com/\n{hash}---\nbody\n"
    commit(root, front.format(more="", hash=""), "one")
    commit(root, front.format(more="pick: true\nnotes:\n  - x\n", hash='  sha256: "0"\n'), "two")
    commit(root, front.format(more='figures:\n  - {label: "x"}\n', hash='  sha256: "1"\n'), "three")
    commit(root, front.format(more='figures:\n  - {label:  "x"}\n\n', hash=""), "four")
    assert corrected(root) == ["figures"]


@pytest.mark.parametrize("seed", range(4))
def test_what_was_known_and_what_came_since_are_all(root: Path, seed: int) -> None:
    """After whatever happens to a repository: commits, moves, branches that are merged, a commit that is put right."""
    dice, content = random.Random(seed), root / "content"  # noqa: S311 - not for secrets
    names = [NAME, "articles/2025/01/b.md", "articles/2025/02/c.md", "elsewhere/d.md"]
    for name in names:
        commit(root, state("1", dice.choice(("draft", ""))), "처음", name=name)
    known = read(content)

    def edit(day: int) -> None:
        commit(
            root,
            state(str(dice.random()), dice.choice(("", "", "draft"))),
            "x",
            f"2025-03-{day:02}",
            dice.choice(names),
        )

    for turn in range(14):
        what = dice.choice(("edit", "edit", "several", "move", "merge", "amend", "outside"))
        if what == "move":
            place, names[0] = names[0], f"articles/2025/01/moved-{turn}.md"
            (root / "content/articles/2025/01").mkdir(parents=True, exist_ok=True)
            git(root, "mv", f"content/{place}", f"content/{names[0]}")
            git(root, "commit", "-q", "-m", "옮김")
            names.append(place)  # where another may stand from now on
            commit(root, state("1"), "anderer", name=place)
            dice.shuffle(names)
        elif what == "merge":
            git(root, "checkout", "-q", "-b", f"side{turn}")
            edit(1 + turn)
            git(root, "checkout", "-q", "-")
            commit(root, "x\n", "daneben", name=f"elsewhere/{turn}.md")
            git(root, "merge", "-q", "--no-ff", "-m", "m", f"side{turn}")
        elif what == "amend":
            edit(1 + turn)
            known = read(content, known)
            git(root, "commit", "-q", "--amend", "-m", "noch einmal", day="2025-04-01")
        elif what == "outside":
            (root / "other.txt").write_text(str(turn), "utf-8")
            git(root, "add", "-A")
            git(root, "commit", "-q", "-m", "y")
        else:
            for _ in range(1 if what == "edit" else 3):
                edit(1 + turn)
        known = read(content, History.restored(known.stored()))
        assert known == read(content), what


def test_a_commit_costs_what_it_changed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a new one nothing is read; with one, that alone; what cannot be read is not taken for no history."""
    content = root / "content"
    for body in "123":
        commit(root, state(body), body)
    asked: list[tuple[str, ...]] = []
    plain = history._git

    def told(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
        asked.append(arguments)
        return plain(folder, *arguments, given=given)

    monkeypatch.setattr(history, "_git", told)
    known = read(content)
    asked.clear()
    assert read(content, known) is known
    assert [one[0] for one in asked] == ["rev-parse"]
    commit(root, state("4"), "4")
    asked.clear()
    assert len(read(content, known).revisions[NAME]) == 3
    assert f"{known.at.partition(chr(10))[0]}..{_head(root)}" in next(one for one in asked if one[0] == "log")
    monkeypatch.setattr(history, "_git", lambda *a, **k: None if "log" in a else told(*a, **k))
    assert read(content, known) == History()


def _head(root: Path) -> str:
    return subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=root, capture_output=True, text=True, check=True
    ).stdout.strip()
