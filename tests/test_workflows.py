"""The workflows: linted, pinned, with no right too many; and each of their steps run here as it stands in the file.

What GitHub adds (runner, events, uploads) is not here: `uses:` steps are left out, and the words in `${{ }}` are given
as GitHub would give them. A site made by `digest init` is the repository, so the templates are tried as well.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from digest.cli import main
from digest.curate import suggestion
from tests.conftest import ROOT
from tests.test_import_web import PAGE
from tests.web import Web, reply

GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
BIN = Path(sys.executable).parent
GOOD = """---
title: "새 기사 <b>@everyone</b> `x`"
date: 2025-01-31T14:43:00+09:00
tickers: ["005930"]
sentiment: negative
figures:
  - {label: "등락률", value: "-2.1", unit: "%", date: 2025-01-31}
source: "https://example.com/1"
---
삼성전자 주가가 내렸다. 재고가 늘고 값이 내린 것이 겹쳤다.
"""


def _read(path: Path) -> dict[Any, Any]:
    loaded: dict[Any, Any] = yaml.safe_load(path.read_text("utf-8"))
    return loaded


def _steps(path: Path) -> list[dict[str, Any]]:
    data = _read(path)
    if "runs" in data:
        return list(data["runs"]["steps"])
    return [step for job in data["jobs"].values() for step in job["steps"]]


ALL = [
    *WORKFLOWS,
    GITHUB / "actions/setup/action.yml",
    ROOT / "digest/skeleton/files/dot-github/actions/setup/action.yml",
]


@pytest.mark.parametrize("path", ALL, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_action_is_pinned_and_no_script_holds_a_field(path: Path) -> None:
    """Forty hex digits with their version beside them; nothing in `${{ }}` stands inside of a script."""
    text = path.read_text("utf-8")
    for used in re.findall(r"uses: (.+)", text):
        assert used == "./.github/actions/setup" or re.fullmatch(r"actions/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+", used)
    for step in _steps(path):
        assert "${{" not in step.get("run", "")


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_rights_are_the_least(path: Path) -> None:
    """Nothing by default; writing rights only where this table says; no secret, no cache, no dangerous event."""
    data, text = _read(path), path.read_text("utf-8")
    writing = {
        (name, right)
        for name, job in data["jobs"].items()
        for right, level in job["permissions"].items()
        if level == "write"
    }
    allowed = {
        "deploy.yml": {("deploy", "pages"), ("deploy", "id-token")},
        "suggest.yml": {("open", "contents"), ("open", "pull-requests")},
    }
    assert data["permissions"] == {}
    assert writing == allowed.get(path.name, set())
    assert not re.search(r"secrets\.|pull_request_target|workflow_run|cache:|actions/cache", text)
    assert all(job["timeout-minutes"] <= 120 for job in data["jobs"].values())
    for step in _steps(path):
        if step.get("uses", "").startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False


def test_a_pull_request_is_checked_with_the_code_of_main() -> None:
    """The only tree that is checked out is that of the base; the head is fetched as objects."""
    (job,) = _read(GITHUB / "workflows/check.yml")["jobs"].values()
    checkouts = [step for step in job["steps"] if step.get("uses", "").startswith("actions/checkout@")]
    assert [step["with"]["ref"] for step in checkouts] == ["${{ github.event.pull_request.base.sha }}"]
    assert not any(re.search(r"git (checkout|switch|merge|pull)", step.get("run", "")) for step in job["steps"])


def test_the_site_is_built_from_its_whole_history() -> None:
    """Without the past there are no corrections on the pages."""
    steps = _read(GITHUB / "workflows/deploy.yml")["jobs"]["build"]["steps"]
    (checkout,) = [step for step in steps if step.get("uses", "").startswith("actions/checkout@")]
    assert checkout["with"]["fetch-depth"] == 0


@pytest.mark.parametrize("program", ["actionlint", "zizmor"])
def test_the_linters_find_nothing(tmp_path: Path, program: str) -> None:
    """In our own workflows and in those of a site that `digest init` has made."""
    found = BIN / program
    if not found.is_file():
        pytest.skip(f"{program} is not installed")
    site = tmp_path / "site"
    assert main(["init", str(site), "--yes", "--name", "x", "--repository", "someone/news"]) == 0
    _git(site, "init", "-q")
    for root in (ROOT, site):
        files = [str(path) for path in sorted((root / ".github/workflows").glob("*.yml"))]
        command = [str(found), *(files if program == "actionlint" else [])]
        if program == "zizmor":
            command += ["--offline", "--quiet", "--persona=pedantic", str(root / ".github")]
        done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_the_form_asks_what_the_program_reads() -> None:
    """Headings of the form and of its reader are the same, and its own labels start nothing."""
    form = _read(GITHUB / "ISSUE_TEMPLATE/suggest-article.yml")
    labels = {field["id"]: field["attributes"]["label"] for field in form["body"] if "id" in field}
    assert labels == dict(suggestion.FIELDS)
    (draft, _) = _read(GITHUB / "workflows/suggest.yml")["jobs"].values()
    assert "make-draft" in draft["if"]
    assert "make-draft" not in form["labels"]


def _git(folder: Path, *arguments: str, data: bytes | None = None) -> str:
    command = ["git", "-c", "user.name=T", "-c", "user.email=t@example.org", *arguments]
    done = subprocess.run(command, cwd=folder, input=data, capture_output=True, check=True)
    return done.stdout.decode().strip()


class Runner:
    """A repository on a server, its checkout on a runner, and a stranger's branch as `refs/pull/1/head`."""

    def __init__(self, root: Path) -> None:
        self.root, self.server, self.work = root, root / "server", root / "work"
        seed = root / "seed"
        assert main(["init", str(seed), "--yes", "--name", "Dry run", "--lang", "ko", "--series", "연습"]) == 0
        (seed / "content/articles/2025/01/old.md").write_text(GOOD.replace("새 기사", "옛 기사"), "utf-8")
        _git(seed, "init", "-q", "-b", "main")
        _git(seed, "add", "-A")
        _git(seed, "commit", "-qm", "first")
        _git(root, "clone", "-q", "--bare", str(seed), str(self.server))
        _git(root, "clone", "-q", str(self.server), str(self.work))
        (self.work / ".venv").symlink_to(BIN.parent)
        (self.work / ".git/info/exclude").write_text(".venv\n", "utf-8")
        self.base = _git(self.work, "rev-parse", "HEAD")
        self.summary = root / "summary.md"

    def pull(self, files: dict[str, bytes]) -> str:
        """Push a stranger's branch with these files."""
        fork = self.root / "fork"
        _git(self.root, "clone", "-q", str(self.server), str(fork))
        for path, data in files.items():
            (fork / path).parent.mkdir(parents=True, exist_ok=True)
            (fork / path).write_bytes(data)
        _git(fork, "add", "-A")
        _git(fork, "commit", "-qm", "theirs")
        _git(fork, "push", "-q", "origin", "HEAD:refs/pull/1/head")
        return _git(fork, "rev-parse", "HEAD")

    def run(self, script: str, env: dict[str, str]) -> subprocess.CompletedProcess[str]:
        """One `run:` step, as GitHub runs it."""
        temporary = self.root / "temporary"
        temporary.mkdir(exist_ok=True)
        given = {
            **os.environ,
            "GITHUB_STEP_SUMMARY": str(self.summary),
            "GITHUB_REPOSITORY": "someone/news",
            "RUNNER_TEMP": str(temporary),
            "NO_MKDOCS_2_WARNING": "1",
            **env,
        }
        command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script]
        return subprocess.run(command, cwd=self.work, env=given, capture_output=True, text=True, check=False)

    def job(self, workflow: str, job: str, env: dict[str, str]) -> dict[str, subprocess.CompletedProcess[str]]:
        """Its `run:` steps in order until one fails; by name."""
        done: dict[str, subprocess.CompletedProcess[str]] = {}
        for step in _read(self.work / ".github/workflows" / workflow)["jobs"][job]["steps"]:
            if "run" not in step:
                continue
            done[step["name"]] = self.run(step["run"].replace("sudo apt-get", "false"), env)
            if done[step["name"]].returncode:
                break
        return done


@pytest.fixture
def runner(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """A runner of its own for each test; nothing of this machine's settings of git."""
    for name in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(name, os.devnull)
    return Runner(tmp_path)


def test_check_takes_a_strangers_article_and_tells_what_is_new(runner: Runner) -> None:
    """Every step of check.yml passes; the summary names article, company and figure; the page is built."""
    changed = GOOD.replace("새 기사", "옛 기사").replace('"-2.1"', '"-2.2"').replace('"005930"', '"000660"')
    head = runner.pull(
        {
            "content/articles/2025/01/new.md": GOOD.replace("/1", "/2").encode(),
            "content/articles/2025/01/old.md": changed.encode(),
        }
    )
    env = {"BASE": runner.base, "HEAD": head, "FROM": "stranger/news", "NUMBER": "1"}
    done = runner.job("check.yml", "content", env)
    told = {name: (step.returncode, step.stdout + step.stderr) for name, step in done.items()}
    assert list(told)[-1] == "Tell what is new", told
    assert all(code == 0 for code, _ in told.values()), told
    assert (runner.work / "site/articles/2025/01/new/index.html").is_file()
    summary = runner.summary.read_text("utf-8")
    assert "New articles (1)" in summary
    assert "등락률: -2.1 %, 2025-01-31` → `등락률: -2.2 %, 2025-01-31" in summary
    assert "+: `000660`" in summary
    assert "−: `005930`" in summary
    assert "@everyone" in summary
    assert not re.search(r"(?<!`)@everyone|<b>(?![^`\n]*`)", re.sub(r"``.*?``", "", summary))
    assert _git(runner.work, "rev-parse", "HEAD") == runner.base
    if any(shutil.which(name) for name in ("chromium", "google-chrome")):
        pictures = sorted((runner.work / "review").glob("*.png"))
        assert [path.name for path in pictures] == ["01.png", "02.png"]
        assert all(int.from_bytes(path.read_bytes()[16:20], "big") == 360 for path in pictures)


@pytest.mark.parametrize(
    "files",
    [
        {".github/workflows/check.yml": b"on: pull_request\n"},
        {"mkdocs.yml": b"hooks: [content/x.py]\n"},
        {"content/x.html": b"<script>alert(1)</script>"},
    ],
    ids=["workflow", "settings", "page"],
)
def test_check_stops_at_anything_else(runner: Runner, files: dict[str, bytes]) -> None:
    """The policy's step fails with an annotation, and nothing of the pull request is in the tree."""
    head = runner.pull({**files, "content/articles/2025/01/new.md": GOOD.encode()})
    env = {"BASE": runner.base, "HEAD": head, "FROM": "stranger/news", "NUMBER": "1"}
    done = runner.job("check.yml", "content", env)
    name, last = list(done.items())[-1]
    assert name == "Take its content, if it changes nothing else"
    assert last.returncode == 1
    assert last.stdout.startswith("::error file=")
    assert not _git(runner.work, "status", "--porcelain")


def test_check_takes_only_the_content_of_our_own_branches(runner: Runner) -> None:
    """A maintainer's branch may change code; the content is still built with the code of main."""
    head = runner.pull({"Makefile": b"all:\n", "content/articles/2025/01/new.md": GOOD.replace("/1", "/2").encode()})
    env = {"BASE": runner.base, "HEAD": head, "FROM": "someone/news", "NUMBER": "1"}
    steps = _read(runner.work / ".github/workflows/check.yml")["jobs"]["content"]["steps"]
    scripts = {step["name"]: step["run"] for step in steps if "run" in step}
    for name in ("Fetch the pull request as objects", "Take its content, if it changes nothing else"):
        done = runner.run(scripts[name], env)
        assert done.returncode == 0, done.stdout + done.stderr
    assert _git(runner.work, "status", "--porcelain") == "?? content/articles/2025/01/new.md"


def test_check_tells_a_broken_article_on_its_line(runner: Runner) -> None:
    """An error in an article fails the check with an annotation that names file and line."""
    broken = GOOD.replace("2025-01-31T14:43:00+09:00", "2025-02-30")
    head = runner.pull({"content/articles/2025/01/new.md": broken.encode()})
    env = {"BASE": runner.base, "HEAD": head, "FROM": "stranger/news", "NUMBER": "1"}
    done = runner.job("check.yml", "content", env)
    name, last = list(done.items())[-1]
    assert (name, last.returncode) == ("Check", 1)
    assert re.search(
        r"^::error file=content/articles/2025/01/new\.md,(?:[^:]*,)?line=\d+", last.stdout, re.MULTILINE
    ), last.stdout


@pytest.mark.parametrize("address", ["", "https://example.org/news/"])
def test_deploy_builds_the_site(runner: Runner, address: str) -> None:
    """With the repository's variable the address is in the pages; without it the build passes too."""
    done = runner.job("deploy.yml", "build", {"SITE_URL": address})
    assert [step.returncode for step in done.values()] == [0, 0], [step.stderr for step in done.values()]
    page = (runner.work / "site/articles/2025/01/old/index.html").read_text("utf-8")
    assert ("https://example.org/news/articles/2025/01/old/" in page) == bool(address)


GH = """#!{python}
import json, os, sys
with open(os.environ["GH_LOG"], "a", encoding="utf-8") as log:
    log.write(json.dumps(sys.argv[1:]) + "\\n")
if sys.argv[1] == "api":
    print(os.environ["ROLE"])
"""
DIGEST = """#!/bin/bash
case "$1 $*" in "suggest "*--out*) set -- "$@" --allow-loopback ;; esac
exec "{digest}" "$@"
"""


@pytest.fixture
def suggesting(runner: Runner, monkeypatch: pytest.MonkeyPatch) -> Runner:
    """The runner with a stand-in for GitHub's program, and with leave to fetch from this machine."""
    for name, text in {"gh": GH.format(python=sys.executable), "digest": DIGEST.format(digest=BIN / "digest")}.items():
        folder = runner.root / ("bin" if name == "gh" else "venv/bin")
        folder.mkdir(parents=True)
        (folder / name).write_text(text, "utf-8")
        (folder / name).chmod(0o755)
    (runner.work / ".venv").unlink()
    (runner.work / ".venv").symlink_to(runner.root / "venv")
    monkeypatch.setenv("PATH", f"{runner.root / 'bin'}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("GH_LOG", str(runner.root / "gh.log"))
    return runner


def test_suggest_makes_a_pull_request_with_one_draft(suggesting: Runner) -> None:
    """Both jobs, step by step: a hostile form ends as one draft on a branch, its words as data."""
    why = "$(touch /tmp/pwned) `id` ${{ github.token }} \"; exit 0; # '\n@everyone"
    page = reply(PAGE.format(title="삼성전자 실적 급감").encode(), Content_Type="text/html")
    with Web({"/news/1": page}) as web:
        fields = {"link": web.url("/news/1"), "series": "연습", "why": why, "conflict": "없음 / None"}
        body = "\n\n".join(f"### {suggestion.FIELDS[name]}\n\n{value}" for name, value in fields.items())
        env = {
            "ISSUE_BODY": body,
            "ISSUE_NUMBER": "12",
            "SENDER": "maintainer",
            "ROLE": "maintain",
            "DIGEST_CONTACT": "https://example.org/news",
        }
        done = suggesting.job("suggest.yml", "draft", env)
    assert [step.returncode for step in done.values()] == [0, 0], [step.stderr for step in done.values()]
    assert not _git(suggesting.work, "status", "--porcelain", "content")
    given = suggesting.root / "temporary" / "suggestion"
    shutil.move(suggesting.work / "suggestion", given)
    done = suggesting.job("suggest.yml", "open", {"ISSUE_NUMBER": "12", "SUGGESTION": str(given)})
    assert [step.returncode for step in done.values()] == [0, 0], [step.stderr for step in done.values()]
    changed = _git(suggesting.server, "diff", "--name-only", suggesting.base, "suggestion/12").splitlines()
    assert len(changed) == 1
    assert changed[0].startswith("content/articles/2024/11/")
    assert "status: draft" in _git(suggesting.server, "show", f"suggestion/12:{changed[0]}")
    assert _git(suggesting.server, "rev-parse", "main") == suggesting.base
    calls = [json.loads(line) for line in (suggesting.root / "gh.log").read_text("utf-8").splitlines()]
    (created,) = [call for call in calls if call[:2] == ["pr", "create"]]
    tip = _git(suggesting.server, "rev-parse", "suggestion/12")
    _git(suggesting.work, "switch", "-q", "--detach", suggesting.base)
    done = suggesting.job("suggest.yml", "open", {"ISSUE_NUMBER": "12", "SUGGESTION": str(given)})
    assert "there already" in done["Open the pull request"].stdout
    assert _git(suggesting.server, "rev-parse", "suggestion/12") == tip
    assert created[created.index("--title") + 1].startswith("Draft of a suggested article: ")


@pytest.mark.parametrize("role", ["read", "none", "", "admin\nread"])
def test_suggest_stops_for_somebody_without_rights(suggesting: Runner, role: str) -> None:
    """Nothing is fetched for a label that a stranger managed to set."""
    done = suggesting.job("suggest.yml", "draft", {"SENDER": "stranger", "ROLE": role})
    assert [step.returncode for step in done.values()] == [1]


def test_links_reports_to_the_summary_alone(runner: Runner) -> None:
    """The step writes a report and changes no file that git knows."""
    (script,) = [step["run"] for step in _steps(GITHUB / "workflows/links.yml") if "run" in step]
    for path in (runner.work / "content/articles").rglob("*.md"):
        path.unlink()
    before = _git(runner.work, "status", "--porcelain")
    done = runner.run(script, {"DIGEST_CONTACT": "https://example.org/news"})
    assert done.returncode == 0, done.stderr
    assert "0 / 0" in runner.summary.read_text("utf-8")
    assert set(_git(runner.work, "status", "--porcelain").splitlines()) - set(before.splitlines()) == {"?? links.md"}
