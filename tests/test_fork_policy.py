"""A pull request from outside changes content and nothing else: real repositories, every trick that git allows."""

from __future__ import annotations

import json
import subprocess
from typing import TYPE_CHECKING

import pytest

from digest.cli import main
from digest.curate.git import NOTHING, Change, Repository
from digest.curate.policy import Limits, judge
from digest.curate.pull import Pull
from digest.errors import DigestError, LibraryError

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = '---\ntitle: "A"\ndate: 2025-01-31T14:43:00+09:00\nsource: "https://example.com/1"\n---\nOurs.\n'
PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20


class Git:
    """A repository with one commit on main and a branch that a stranger fills, tree by tree, without a checkout."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir()
        self("init", "-q", "-b", "main")
        self("config", "user.name", "Somebody")
        self("config", "user.email", "somebody@example.org")
        (folder / "content" / "articles").mkdir(parents=True)
        (folder / "content" / "index.md").write_text("---\ntitle: Home\n---\n", "utf-8")
        (folder / "content" / "articles" / "old.md").write_text(ARTICLE, "utf-8")
        (folder / "content" / "articles" / "old.png").write_bytes(PNG)
        (folder / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
        self("add", "-A")
        self("commit", "-qm", "first")
        self.base = self("rev-parse", "HEAD")

    def __call__(self, *arguments: str, data: bytes | None = None) -> str:
        done = subprocess.run(["git", *arguments], cwd=self.folder, input=data, capture_output=True, check=True)
        return done.stdout.decode("utf-8", "surrogateescape").strip()

    def blob(self, data: bytes) -> str:
        """The object of some bytes."""
        return self("hash-object", "-w", "--stdin", data=data)

    def commit(
        self,
        *files: tuple[str, str, bytes | str],
        remove: tuple[str, ...] = (),
        parent: str | None = None,
    ) -> str:
        """A commit on top of main with files (mode, path, bytes; the object for a submodule) added and removed."""
        index = str(self.folder / ".git" / "their-index")
        env = {"GIT_INDEX_FILE": index, "PATH": "/usr/bin:/bin:/usr/local/bin"}

        def run(*arguments: str, data: bytes | None = None) -> str:
            command = ["git", "-c", "core.protectHFS=false", "-c", "core.protectNTFS=false", *arguments]
            done = subprocess.run(command, cwd=self.folder, input=data, capture_output=True, check=True, env=env)
            return done.stdout.decode().strip()

        run("read-tree", self.base)
        rows = b"".join(b"0 " + b"0" * 40 + b"\t" + path.encode() + b"\0" for path in remove)
        for mode, path, data in files:
            name = data if isinstance(data, str) else self.blob(data)
            rows += f"{mode} {name}\t".encode() + path.encode("utf-8", "surrogateescape") + b"\0"
        run("update-index", "-z", "--index-info", data=rows)
        tree = run("write-tree")
        return self("commit-tree", tree, "-p", parent or self.base, "-m", "theirs")

    def raw_tree(self, *entries: tuple[str, str, str]) -> str:
        """A commit of main whose content folder has one more entry (mode, name, object) that no index would take."""
        rows = [row.split("\t") for row in self("ls-tree", self.base).splitlines()]
        content = next(row[0].split()[2] for row in rows if row[1] == "content")
        inside = [(*row.split("\t")[0].split(), row.split("\t")[1]) for row in self("ls-tree", content).splitlines()]
        made = self._tree([(mode, name, at) for mode, _, at, name in inside] + list(entries))
        top = [(head.split()[0], name, made if name == "content" else head.split()[2]) for head, name in rows]
        return self("commit-tree", self._tree(top), "-p", self.base, "-m", "theirs")

    def _tree(self, entries: list[tuple[str, str, str]]) -> str:
        data = b"".join(
            f"{mode.lstrip('0')} ".encode() + name.encode() + b"\0" + bytes.fromhex(at)
            for mode, name, at in sorted(entries, key=lambda entry: entry[1])
        )
        return self("hash-object", "-t", "tree", "-w", "--literally", "--stdin", data=data)


@pytest.fixture
def git(tmp_path: Path) -> Git:
    return Git(tmp_path / "digest")


def _rules(git: Git, head: str, limits: Limits | None = None) -> list[str]:
    pull = Pull.read(Repository(git.folder), git.base, head)
    return [problem.rule for problem in pull.problems(limits)]


def _file(path: str, data: bytes = ARTICLE.encode(), mode: str = "100644") -> tuple[str, str, bytes]:
    return (mode, path, data)


def test_articles_and_pictures_are_taken(git: Git) -> None:
    """New and changed Markdown, a new picture and a picture that goes: all of it lands in the tree of main."""
    head = git.commit(
        _file("content/articles/2025/01/20250131-x-1.md"),
        _file("content/index.md", b"---\ntitle: New\n---\n"),
        _file("content/articles/그림.webp", b"RIFF0000WEBP"),
        remove=("content/articles/old.png",),
    )
    pull = Pull.read(Repository(git.folder), git.base, head)
    assert pull.problems() == ()
    assert len(pull.take(git.folder)) == 4
    assert (git.folder / "content/articles/2025/01/20250131-x-1.md").read_text("utf-8") == ARTICLE
    assert (git.folder / "content/index.md").read_bytes() == b"---\ntitle: New\n---\n"
    assert not (git.folder / "content/articles/old.png").exists()
    assert git("rev-parse", "HEAD") == git.base


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        (".github/workflows/check.yml", "policy-outside"),
        (".github/CODEOWNERS", "policy-outside"),
        ("CODEOWNERS", "policy-outside"),
        ("mkdocs.yml", "policy-outside"),
        ("digest/cli.py", "policy-outside"),
        ("overrides/main.html", "policy-outside"),
        ("requirements.lock", "policy-outside"),
        (".gitattributes", "policy-outside"),
        (".gitmodules", "policy-outside"),
        ("docs/curators.en.md", "policy-outside"),
        ("Content/articles/x.md", "policy-outside"),
        ("CONTENT/x.md", "policy-outside"),
        ("contents/x.md", "policy-outside"),
        ("content.md", "policy-outside"),
        ("ｃontent/x.md", "policy-outside"),
        ("content/x.html", "policy-kind"),
        ("content/x.svg", "policy-kind"),
        ("content/x.js", "policy-kind"),
        ("content/x.MD", "policy-kind"),
        ("content/x.md.html", "policy-kind"),
        ("content/x.markdown", "policy-kind"),
        ("content/x", "policy-kind"),
        ("content/hooks.py", "policy-kind"),
        ("content/mkdocs.yml", "policy-kind"),
        ("content/.gitattributes", "policy-name"),
        ("content/.hidden/x.md", "policy-name"),
        ("content/.md", "policy-name"),
        ("content/x.md/y.md", "policy-name"),
        ("content/feed.xml.md", "policy-name"),
        ("content/robots.txt/a.png", "policy-name"),
        ("content/assets/digest.js.md", "policy-name"),
        ("content/assets/cards/97715bc433c79d0f.png", "policy-name"),
        ("content/assets/favicon.png", "policy-name"),
        ("content/x.PNG/y.md", "policy-name"),
        ("content/a\nb.md", "policy-name"),
        ("content/a\u202edm.exe.md", "policy-name"),
        ("content/zero\u200bwidth.md", "policy-name"),
        ("content/tab\there.md", "policy-name"),
        ("content/back\\slash.md", "policy-name"),
        ("content/con.md", "policy-name"),
        ("content/LPT1/x.md", "policy-name"),
        ("content/what?.md", "policy-name"),
        ("content/dot./x.md", "policy-name"),
        ("content/\udcff\udcfe.md", "policy-name"),
        ("content/cafe\u0301.md", "policy-name"),
        ("content/" + "a" * 200 + ".md", "policy-name"),
        ("content/ARTICLES/x.md", "policy-case"),
        ("content/Index.md", "policy-case"),
        ("content/articles/OLD.md", "policy-case"),
    ],
)
def test_nothing_else_gets_through(git: Git, path: str, rule: str) -> None:
    """Each path is refused by its own rule, and nothing of the pull request is taken."""
    head = git.commit(_file(path), _file("content/articles/good.md"))
    assert rule in _rules(git, head)
    with pytest.raises(LibraryError):
        Pull.read(Repository(git.folder), git.base, head).take(git.folder)
    assert not (git.folder / "content/articles/good.md").exists()


@pytest.mark.parametrize("target", ["/etc/passwd", "../mkdocs.yml", "index.md"])
@pytest.mark.parametrize("path", ["content/x.md", "content/x.png", "content/articles/old.md"])
def test_links_are_refused(git: Git, path: str, target: str) -> None:
    """A Markdown file that is a link, new or in the place of a file, is no file."""
    assert _rules(git, git.commit(_file(path, target.encode(), "120000"))) == ["policy-link"]


def test_a_folder_that_becomes_a_link_is_refused(git: Git) -> None:
    """`content` itself, or a folder in it, replaced by a link out of the tree."""
    gone = ("content/articles/old.md", "content/articles/old.png")
    assert "policy-kind" in _rules(git, git.commit(_file("content/articles", b"/etc", "120000"), remove=gone))
    everything = (*gone, "content/index.md")
    assert "policy-outside" in _rules(git, git.commit(_file("content", b"/etc", "120000"), remove=everything))


def test_submodules_and_programs_are_refused(git: Git) -> None:
    """Another repository under a name that looks right, and the mark of a program, new or on a file that was there."""
    assert _rules(git, git.commit(("160000", "content/sub.md", git.base))) == ["policy-submodule"]
    assert _rules(git, git.commit(_file("content/new.md", mode="100755"))) == ["policy-mode"]
    same = git("rev-parse", f"{git.base}:content/articles/old.md")
    assert _rules(git, git.commit(("100755", "content/articles/old.md", same))) == ["policy-mode"]


@pytest.mark.parametrize("name", ["..", ".", ".git", "a/b.md", ""])
def test_trees_that_no_index_would_take_are_refused(git: Git, name: str) -> None:
    """A tree made by hand, with an entry that leads out of its folder."""
    inner = git._tree([("100644", "x.md", git.blob(b"x"))])
    head = git.raw_tree(("40000", name, inner))
    assert main(["policy", git.base, head, "--take", "--repository", str(git.folder)]) == 1
    with pytest.raises(DigestError):
        Pull.read(Repository(git.folder), git.base, head).take(git.folder)


def test_moving_a_file_out_is_seen_at_both_ends(git: Git) -> None:
    """A rename is a removal in content and an addition outside; neither is allowed."""
    same = git("rev-parse", f"{git.base}:content/articles/old.md")
    head = git.commit(("100644", "overrides/old.md", same), remove=("content/articles/old.md",))
    assert _rules(git, head) == ["policy-delete", "policy-outside"]
    head = git.commit(("100644", "content/mkdocs.md", git.blob(b"x")), remove=("mkdocs.yml",))
    assert _rules(git, head) == ["policy-outside"]


def test_sizes_and_numbers_are_limited(git: Git) -> None:
    """A file that is too large, many that are together, and too many of them."""
    assert _rules(git, git.commit(_file("content/big.md", b"x" * (256 * 1024 + 1)))) == ["policy-size"]
    assert _rules(git, git.commit(_file("content/big.png", PNG + b"x" * (2 * 1024 * 1024)))) == ["policy-size"]
    many = git.commit(*(_file(f"content/{n}.md", f"{n}".encode() * 400) for n in range(9)))
    assert _rules(git, many, Limits(total=3000)) == ["policy-size"]
    assert _rules(git, many, Limits(changes=8)) == ["policy-count"]


def test_what_main_did_meanwhile_is_not_blamed_on_the_branch(git: Git) -> None:
    """Main changes its settings after the branch began: the branch changed only content."""
    head = git.commit(_file("content/articles/new.md"))
    later = git.commit(_file("mkdocs.yml", b"site_name: y\n"))
    pull = Pull.read(Repository(git.folder), later, head)
    assert [change.path for change in pull.changes] == ["content/articles/new.md"]
    assert pull.problems() == ()


def test_another_history_and_missing_commits_are_told(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    """One line, exit code 1, no traceback; an argument that looks like an option is none."""
    tree = git("rev-parse", f"{git.base}^{{tree}}")
    orphan = git("commit-tree", tree, "-m", "orphan")
    for head in (orphan, "f" * 40, "--output=/tmp/x", "main:content"):
        arguments = ["policy", "--repository", str(git.folder), "--", git.base, head]
        assert main(arguments) == 1
    told = capsys.readouterr()
    assert "no history in common" in told.out
    assert told.err.count("is no commit of this repository") == 3


def test_a_link_on_the_way_is_not_followed(git: Git, tmp_path: Path) -> None:
    """Where a folder of the working tree is a link, nothing is written through it."""
    head = git.commit(_file("content/articles/new.md"))
    outside = tmp_path / "outside"
    (git.folder / "content" / "articles").rename(outside)
    (git.folder / "content" / "articles").symlink_to(outside)
    assert main(["policy", git.base, head, "--take", "--repository", str(git.folder)]) == 1
    assert not (outside / "new.md").exists()


def test_the_command_takes_or_refuses_kindly(git: Git, capsys: pytest.CaptureFixture[str]) -> None:
    """Exit codes, annotations that cannot break out of their line, and a message in both languages."""
    arguments = ["--repository", str(git.folder)]
    good = git.commit(_file("content/articles/new.md"))
    assert main(["policy", git.base, good, "--take", *arguments]) == 0
    assert (git.folder / "content/articles/new.md").is_file()
    bad = git.commit(_file("content/a\n::error::x,y.html"), _file("mkdocs.yml", b"hooks: [x.py]"))
    capsys.readouterr()
    assert main(["policy", git.base, bad, "--take", "--format", "github", *arguments]) == 1
    told = capsys.readouterr()
    lines = told.out.strip().split("\n")
    assert [line.split(" ", 1)[0] for line in lines] == ["::error", "::error", "::notice", "::notice"]
    assert "고맙습니다" in lines[2]
    assert "Thank you" in lines[3]
    assert main(["policy", git.base, bad, "--format", "json", *arguments]) == 1
    assert {row["rule"] for row in json.loads(capsys.readouterr().out)} == {"policy-name", "policy-outside"}


def test_a_path_without_end_is_looked_at_once() -> None:
    """No name is made of each of its ten thousand folders; it is refused by its length alone."""

    class Counted(str):
        __slots__ = ()

        def split(self, *_: object, **__: object) -> list[str]:
            pytest.fail("it was taken apart")

    path = Counted("content/" + "a/" * 10_000 + "x.md")
    change = Change(path, "000000", "100644", NOTHING, "1" * 40)
    (problem,) = judge([change], {"1" * 40: 1}, [path])
    assert "has a path of" in problem.what
    assert len(problem.path) <= 200
