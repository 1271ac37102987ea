"""`digest new`: from a file to a pull request, with real repositories and a stand-in for GitHub's program."""

from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from digest.acquire.store import Store
from digest.cli import main
from digest.commands import new
from digest.curate import drafting, offer
from digest.curate.git import Repository
from digest.curate.span import code
from digest.curate.speech import tongue
from digest.errors import InputError
from digest.library.reader import read_article
from tests.conftest import ROOT

DUMP = ROOT / "tests/input/newspim-layout.txt"
URL = "https://www.newspim.com/news/view/20250131000527"
NAME = "20250131-newspim-000527"
PLACE = f"content/articles/2025/01/{NAME}.md"
FILES = [PLACE, "content/series/메모리-겨울.md"]
"""The article of the sample, and the series that it starts."""
GH = """#!{python}
import json, os, sys
with open(os.environ["GH_LOG"], "a", encoding="utf-8") as log:
    log.write(json.dumps(sys.argv[1:]) + "\\n")
asked = " ".join(sys.argv[1:3])
state = os.environ["GH_LOG"] + ".open"
if asked == "auth status":
    sys.exit(int(os.environ.get("GH_LOGGED_OUT", "0")))
if asked == "api user":
    print(json.dumps({{"login": "curator", "id": 7}}))
elif asked == "repo view":
    print(json.dumps({{"viewerPermission": os.environ.get("GH_MAY", "WRITE")}}))
elif asked == "repo fork":
    os.system("git remote get-url my-copy >/dev/null 2>&1 || git remote add my-copy " + os.environ["GH_FORK"])
elif asked == "pr list":
    print(json.dumps([{{"url": "https://example.org/pull/1"}}] if os.path.exists(state) else []))
elif asked == "pr create":
    open(state, "w", encoding="utf-8").write(sys.stdin.read())
    print("https://example.org/pull/1")
"""


def _git(folder: Path, *arguments: str) -> str:
    return subprocess.run(["git", *arguments], cwd=folder, capture_output=True, check=True, text=True).stdout.strip()


class Desk:
    """A curator's clone of a digest, its server, a fork and the log of what GitHub's program was asked."""

    def __init__(self, root: Path) -> None:
        self.server, self.fork, self.clone, self.log = (root / name for name in ("server", "fork", "clone", "gh.log"))
        for bare in (self.server, self.fork):
            _git(root, "init", "-q", "--bare", "-b", "main", str(bare))
        _git(root, "clone", "-q", str(self.server), str(self.clone))
        _git(self.clone, "switch", "-q", "-c", "main")
        (self.clone / "content" / "series").mkdir(parents=True)
        (self.clone / "content" / "index.md").write_text("---\ntitle: Home\n---\n", "utf-8")
        (self.clone / "notes.txt").write_text("mine\n", "utf-8")
        _git(self.clone, "add", "-A")
        self.identity("Desk")
        _git(self.clone, "commit", "-qm", "first")
        _git(self.clone, "push", "-q", "origin", "main")
        _git(self.clone, "remote", "set-head", "origin", "main")

    def identity(self, name: str) -> None:
        _git(self.clone, "config", "user.name", name)
        _git(self.clone, "config", "user.email", "desk@example.org")

    @property
    def content(self) -> Path:
        return self.clone / "content"

    def asked(self) -> list[list[str]]:
        return [json.loads(line) for line in self.log.read_text("utf-8").splitlines()] if self.log.exists() else []

    def files(self, ref: str, where: Path | None = None) -> list[str]:
        """What a branch changes against main."""
        base = _git(self.server, "rev-parse", "main")
        return _git(where or self.server, "-c", "core.quotePath=false", "diff", "--name-only", base, ref).splitlines()

    def new(self, *arguments: str) -> int:
        """Run the command on the sample dump."""
        return main(["new", str(DUMP), "--url", URL, "--content", str(self.content), *arguments])


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A clone, and nothing of this machine's own settings of git."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    monkeypatch.setenv("LANG", "en_US.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.delenv("LC_MESSAGES", raising=False)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}{os.pathsep}{Path(shutil.which('git') or '').parent}")
    made = Desk(tmp_path)
    monkeypatch.setenv("GH_LOG", str(made.log))
    monkeypatch.setenv("GH_FORK", str(made.fork))
    return made


@pytest.fixture
def gh(tmp_path: Path) -> Path:
    """The stand-in for GitHub's program, on the path."""
    program = tmp_path / "bin" / "gh"
    program.parent.mkdir()
    program.write_text(GH.format(python=sys.executable), "utf-8")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


def test_a_draft_says_at_its_top_what_is_missing(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Kept off the site, each thing left to do first in the file, and read again as the same article."""
    assert desk.new("--no-edit") == 0
    text = (desk.clone / PLACE).read_text("utf-8")
    head = text.split("id:", 1)[0]
    assert head.startswith("---\n# A draft.")
    assert "status: draft\nnotes:\n" in head
    assert "body: write our own summary" in head
    article = read_article(text, PLACE)
    assert article.status == "draft"
    assert article.notes
    told = capsys.readouterr().out
    assert "A draft was made" in told
    assert "digest new" in told


def test_a_second_run_changes_nothing_and_keeps_edits(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """The file is the curator's after the first run."""
    assert desk.new("--no-edit") == 0
    path = desk.clone / PLACE
    path.write_text(path.read_text("utf-8") + "\nOur summary.\n", "utf-8")
    before = path.read_bytes()
    assert desk.new("--no-edit") == 0
    assert path.read_bytes() == before
    assert "already" in capsys.readouterr().out
    assert main(["new", str(path), "--content", str(desk.content), "--no-edit"]) == 0
    assert path.read_bytes() == before


@pytest.mark.parametrize(("argv", "told"), [("bin/digest", "digest"), (".venv/bin/digest", ".venv/bin/digest")])
def test_the_next_steps_can_be_typed_as_they_are(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, argv: str, told: str
) -> None:
    """By the name alone only where the shell finds the program that runs."""
    root = desk.clone.parent
    monkeypatch.chdir(root)
    for name in ("bin/digest", ".venv/bin/digest"):
        (root / name).parent.mkdir(parents=True)
        (root / name).touch(0o755)
    monkeypatch.setattr(sys, "argv", [argv])
    assert desk.new("--no-edit") == 0
    out = capsys.readouterr().out
    assert f"\n  2. {told} check " in out
    assert f"\n  3. {told} new clone/{PLACE} --pr" in out


def test_it_speaks_korean_to_a_korean_terminal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The language is the terminal's; the first of the three variables that is set holds."""
    monkeypatch.setenv("LANG", "ko_KR.UTF-8")
    assert desk.new("--no-edit") == 0
    assert "초안을 만들었습니다" in capsys.readouterr().out
    assert (desk.clone / PLACE).read_text("utf-8").startswith("---\n# 초안.")
    assert tongue({"LC_ALL": "C", "LANG": "ko_KR.UTF-8"}) == "en"
    assert tongue({"LC_ALL": "", "LANG": "ko"}) == "ko"
    assert tongue({}) == "en"


def test_hostile_words_survive_as_words(desk: Desk) -> None:
    """A headline of YAML, HTML and quotes is the same headline when the draft is read again."""
    title = """a: "b" # c <script>alert(1)</script> --- {x} [y] 'z' \\n & *d !e"""
    assert main(["import", str(DUMP), "--url", URL, "--content", str(desk.content)]) == 0
    article = read_article((desk.clone / PLACE).read_text("utf-8"), PLACE)
    hostile = article.model_copy(update={"title": title, "notes": (title, "body: x\u00e9", "---")})
    read = read_article(drafting.text(drafting.as_draft(hostile), "ko"), PLACE)
    assert read == drafting.as_draft(hostile)


def test_the_editor_is_opened_where_somebody_watches(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """$VISUAL before $EDITOR, with its options; what it leaves broken is told, and nothing is offered."""
    opened: list[list[str]] = []

    def edit(command: list[str], **_: object) -> None:
        opened.append(command)
        Path(command[-1]).write_text("no front matter\n", "utf-8")

    monkeypatch.setattr(new, "_interactive", lambda: True)
    monkeypatch.setattr(subprocess, "run", edit)
    monkeypatch.setenv("VISUAL", "code --wait")
    monkeypatch.setenv("EDITOR", "vi")
    assert desk.new("--pr") == 1
    assert opened == [["code", "--wait", str(desk.clone / PLACE)]]
    assert not desk.asked()


@pytest.mark.usefixtures("gh")
def test_a_pull_request_has_the_article_and_nothing_else(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever else is changed, staged or committed here stays out of the branch, and stays where it is."""
    (desk.clone / "notes.txt").write_text("changed\n", "utf-8")
    (desk.clone / "staged.txt").write_text("staged\n", "utf-8")
    _git(desk.clone, "add", "staged.txt")
    (desk.clone / "private.txt").write_text("private\n", "utf-8")
    _git(desk.clone, "add", "private.txt")
    _git(desk.clone, "commit", "-qm", "not pushed", "--", "private.txt")
    before = _git(desk.clone, "status", "--porcelain")
    assert desk.new("--no-edit", "--pr") == 0
    assert desk.files(f"article/{NAME}") == FILES
    assert _git(desk.clone, "branch", "--show-current") == "main"
    after = set(_git(desk.clone, "status", "--porcelain", "-uall").splitlines())
    assert set(before.splitlines()) <= after
    assert "https://example.org/pull/1" in capsys.readouterr().out
    assert _git(desk.server, "log", "--format=%s", "main") == "first"
    created = next(call for call in desk.asked() if call[:2] == ["pr", "create"])
    assert created[created.index("--head") + 1] == f"article/{NAME}"
    assert "--draft" in created


@pytest.mark.usefixtures("gh")
def test_twice_opens_one_pull_request(desk: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """The second run finds it open; an edit is one more commit on the same branch."""
    assert desk.new("--no-edit", "--pr") == 0
    tip = _git(desk.server, "rev-parse", f"article/{NAME}")
    assert desk.new("--no-edit", "--pr") == 0
    assert _git(desk.server, "rev-parse", f"article/{NAME}") == tip
    path = desk.clone / PLACE
    path.write_text(path.read_text("utf-8") + "\nOur summary.\n", "utf-8")
    assert desk.new("--no-edit", "--pr") == 0
    assert _git(desk.server, "rev-parse", f"article/{NAME}^") == tip
    assert [call[:2] for call in desk.asked()].count(["pr", "create"]) == 1
    told = capsys.readouterr().out
    assert "nothing changed" in told
    assert "were added" in told


@pytest.mark.usefixtures("gh")
def test_a_stranger_gets_a_copy_of_their_own(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the right to push, the branch goes to a fork, and the server stays as it was."""
    monkeypatch.setenv("GH_MAY", "READ")
    assert desk.new("--no-edit", "--pr") == 0
    assert _git(desk.server, "branch", "--list") == "* main"
    assert _git(desk.fork, "branch", "--list").strip() == f"article/{NAME}"
    created = next(call for call in desk.asked() if call[:2] == ["pr", "create"])
    assert created[created.index("--head") + 1] == f"curator:article/{NAME}"


@pytest.mark.usefixtures("gh")
def test_who_never_named_themselves_to_git_is_named_by_their_account(desk: Desk) -> None:
    """No setting of git is needed or changed."""
    _git(desk.clone, "config", "--unset", "user.name")
    _git(desk.clone, "config", "--unset", "user.email")
    assert desk.new("--no-edit", "--pr") == 0
    author = _git(desk.server, "log", "-1", "--format=%an %ae", f"article/{NAME}")
    assert author == "curator 7+curator@users.noreply.github.com"


@pytest.mark.usefixtures("gh")
def test_a_new_series_goes_with_its_first_article(desk: Desk) -> None:
    """The file of a series that main does not have yet; one that it has stays out."""
    assert desk.new("--no-edit", "--pr", "--series", "Memory", "--part", "1") == 0
    assert desk.files(f"article/{NAME}") == [PLACE, "content/series/memory.md"]


@pytest.mark.usefixtures("gh")
def test_a_translation_goes_with_its_article(desk: Desk) -> None:
    """Whichever of the two files is named; nothing tells to give the translation the form of an article."""
    assert desk.new("--no-edit") == 0
    translation = desk.clone / PLACE.replace(".md", ".en.md")
    translation.write_text('---\ntitle: "Memory winter"\n---\nOurs.\n', "utf-8")
    for named in (translation, desk.clone / PLACE):
        assert main(["new", str(named), "--no-edit", "--pr", "--content", str(desk.content)]) == 0
        assert desk.files(f"article/{NAME}") == sorted([*FILES, PLACE.replace(".md", ".en.md")])


@pytest.mark.usefixtures("gh")
def test_a_reviewers_edits_are_not_overwritten(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Who goes on with an older file is told; who has changed nothing gets nothing sent."""
    assert desk.new("--no-edit", "--pr") == 0
    other = tmp_path / "reviewer"
    _git(tmp_path, "clone", "-q", "-b", f"article/{NAME}", str(desk.server), str(other))
    (other / PLACE).write_text((other / PLACE).read_text("utf-8") + "\nReviewed.\n", "utf-8")
    _git(other, "-c", "user.name=R", "-c", "user.email=r@example.org", "commit", "-qam", "review")
    _git(other, "push", "-q")
    tip = _git(desk.server, "rev-parse", f"article/{NAME}")
    path = desk.clone / PLACE
    path.write_text(path.read_text("utf-8") + "\nMine.\n", "utf-8")
    assert desk.new("--no-edit", "--pr") == 1
    assert "meanwhile" in capsys.readouterr().err
    assert _git(desk.server, "rev-parse", f"article/{NAME}") == tip


@pytest.mark.usefixtures("gh")
@pytest.mark.parametrize("may", ["WRITE", "READ"])
def test_what_was_merged_is_not_offered_again(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], may: str
) -> None:
    """Squashed and its branch deleted: nothing to offer; an edit after that starts from the main branch again."""
    monkeypatch.setenv("GH_MAY", may)
    home = desk.server if may == "WRITE" else desk.fork
    assert desk.new("--no-edit", "--pr") == 0
    _git(desk.server, "fetch", "-q", str(home), f"article/{NAME}")
    tree = _git(desk.server, "rev-parse", "FETCH_HEAD^{tree}")
    who = ("-c", "user.name=R", "-c", "user.email=r@example.org")
    squashed = _git(desk.server, *who, "commit-tree", tree, "-p", "main", "-m", "squashed")
    _git(desk.server, "update-ref", "refs/heads/main", squashed)
    _git(home, "update-ref", "-d", f"refs/heads/article/{NAME}")
    Path(f"{desk.log}.open").unlink()
    assert desk.new("--no-edit", "--pr") == 0
    assert "nothing to offer" in capsys.readouterr().out
    assert f"article/{NAME}" not in _git(home, "branch", "--list")
    path = desk.clone / PLACE
    path.write_text(path.read_text("utf-8") + "\nLater.\n", "utf-8")
    assert desk.new("--no-edit", "--pr") == 0
    assert _git(home, "rev-parse", f"article/{NAME}^") == squashed


@pytest.mark.parametrize("logged_out", [False, True])
def test_without_the_program_the_commands_are_printed_and_work(
    desk: Desk, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *, logged_out: bool
) -> None:
    """Not installed, or not logged in: nothing is committed, and the printed commands do what the program would."""
    if logged_out:
        monkeypatch.setenv("GH_LOGGED_OUT", "1")
    assert desk.new("--no-edit", "--pr") == 0
    told = capsys.readouterr().out
    assert _git(desk.clone, "branch", "--list") == "* main"
    commands = [line.strip() for line in told.splitlines() if line.startswith(("  git ", "  cd "))]
    assert len(commands) == 5
    subprocess.run(["/bin/sh", "-ec", "\n".join(commands)], check=True, capture_output=True)
    assert desk.files(f"article/{NAME}") == FILES


def test_where_there_is_no_repository_the_remedy_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A folder that git never saw, and a clone without a server: one line each, exit code 1, no traceback."""
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    content = tmp_path / "content"
    content.mkdir()
    assert main(["new", str(DUMP), "--url", URL, "--content", str(content), "--no-edit", "--pr"]) == 1
    assert "git clone" in capsys.readouterr().err
    _git(tmp_path, "init", "-q")
    assert main(["new", str(DUMP), "--url", URL, "--content", str(content), "--no-edit", "--pr"]) == 1
    assert "git remote add origin" in capsys.readouterr().err


@pytest.mark.parametrize("branch", ["main", "articles", "", "refs/heads/main", "+main"])
def test_main_is_never_pushed(desk: Desk, branch: str) -> None:
    """Only branches of articles are sent, whatever a caller asks for."""
    with pytest.raises(InputError, match="no branch of an article"):
        offer.push(offer.place(desk.content), branch, "origin")


def test_several_articles_are_for_import(desk: Desk, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder of two pages, and a file that is not there: told, with what to do instead."""
    folder = tmp_path / "dumps"
    folder.mkdir()
    for name in ("a.txt", "b.txt"):
        shutil.copy(DUMP, folder / name)
    assert main(["new", str(folder), "--content", str(desk.content), "--no-edit"]) == 1
    assert "digest import" in capsys.readouterr().err
    assert main(["new", "nowhere.txt", "--content", str(desk.content), "--no-edit"]) == 1
    assert "nowhere.txt" in capsys.readouterr().err
    assert not list(desk.content.glob("articles/**/*.md"))


def test_the_preview_shows_the_page_of_the_draft(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The preview starts with the address of the page; without a site beside the content it says so."""
    assert desk.new("--no-edit", "--preview") == 1
    assert "mkdocs.yml" in capsys.readouterr().err
    (desk.clone / "mkdocs.yml").write_text("site_name: x\n", "utf-8")
    ran: list[list[str]] = []

    def run(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(subprocess, "run", run)
    assert desk.new("--no-edit", "--preview") == 0
    assert ran[0][1:4] == ["-m", "mkdocs", "serve"]
    assert f"http://127.0.0.1:8000/articles/2025/01/{NAME}/" in capsys.readouterr().out


def test_git_reads_names_as_they_are(desk: Desk) -> None:
    """Korean names and spaces are paths, not quoted text."""
    assert Repository(desk.clone).paths("HEAD", "content") == ("content/index.md",)
    (desk.content / "그림 1.png").write_bytes(b"x")
    _git(desk.clone, "add", "-A")
    _git(desk.clone, "commit", "-qm", "second")
    assert "content/그림 1.png" in Repository(desk.clone).paths("HEAD", "content")
    assert Store(desk.content).folder.name == ".digest"


@pytest.mark.parametrize("text", ["@everyone", "`x` ``y``", "![](https://e.org/a.png)", "<img src=x>", "a\nb", "`", ""])
def test_code_spans_hold_what_they_are_given(text: str) -> None:
    """A stranger's words stand between fences that they do not contain."""
    made = code(text)
    fence = made[: len(made) - len(made.lstrip("`"))]
    assert "\n" not in made
    assert (fence and made.endswith(fence) and fence not in made[len(fence) : -len(fence)]) or made == "–"
