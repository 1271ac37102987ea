"""Editor help is true: schemas, snippets, the task and the hook follow the code, and every command is documented."""

from __future__ import annotations

import json
import re
import tomllib
from typing import Any

import jsonschema
import pytest
import yaml

from digest.check import report
from digest.cli import parser
from digest.commands.reference import commands
from digest.commands.schema import FILES, schema
from digest.errors import Problem
from digest.library.reader import read_article, read_series
from digest.text import strict_yaml
from tests.conftest import ROOT

VSCODE = ROOT / ".vscode"


@pytest.mark.parametrize("kind", FILES)
def test_the_schemas_are_those_of_the_code(kind: str) -> None:
    """What is committed is what `make docs` writes, and is a valid schema."""
    made = schema(kind)
    assert json.loads((ROOT / "schemas" / f"{kind}.schema.json").read_text("utf-8")) == made, "run make docs"
    jsonschema.Draft202012Validator.check_schema(made)


def test_the_schemas_take_our_files_and_refuse_mistakes() -> None:
    """Publishers and settings as they are; a mistyped field is refused."""
    publishers = strict_yaml.load_mapping((ROOT / "digest/data/publishers.yml").read_text("utf-8"), "publishers.yml")
    jsonschema.validate(publishers, schema("publishers"))
    settings = tomllib.loads((ROOT / "digest.toml").read_text("utf-8"))
    jsonschema.validate(settings, schema("settings"))
    first = next(iter(publishers))
    wrongs: list[tuple[Any, str]] = [
        ({first: {**publishers[first], "host": ["x.example"]}}, "publishers"),
        ({**settings, "disclaimers": {}}, "settings"),
    ]
    for wrong, kind in wrongs:
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema(kind))


def test_every_command_and_option_is_documented() -> None:
    """docs/commands.md is what the parser says: no option is missing and none is invented."""
    text = (ROOT / "docs" / "commands.md").read_text("utf-8")
    assert text == commands(parser()), "run make docs"
    assert "| `--changed [BASE]` |" in text
    assert "## digest securities" in text
    assert "### digest securities find" in text
    assert not re.findall(r"^\| `[^`]+` \|  \|$", text, re.MULTILINE), "an option without a meaning"


def test_the_snippets_make_valid_files() -> None:
    """The article and the series that a snippet makes can be read, with every first choice taken."""
    snippets = json.loads((VSCODE / "digest.code-snippets").read_text("utf-8"))
    article = read_article(_filled(snippets["Article"]["body"]), "content/articles/2026/01/a.md")
    assert article.tickers == ("005930",)
    assert read_series(_filled(snippets["Series"]["body"]), "content/series/a.md").status == "ongoing"
    front = _filled(snippets["Article"]["body"]).split("---\n")[1]
    for name, field in (("Impact on a company", "impacts"), ("Figure", "figures")):
        text = f"---\n{front}{field}:\n{_filled(snippets[name]['body'])}---\n"
        assert len(getattr(read_article(text, "content/articles/2026/01/a.md"), field)) == 1
    for name in ("Excerpt", "Waiver"):
        read_article(f"---\n{front}{_filled(snippets[name]['body'])}---\n", "content/articles/2026/01/a.md")


def test_the_task_of_the_editor_reads_what_the_check_prints() -> None:
    """Each first line of a problem is matched with file, line, column, message, severity and rule."""
    tasks = json.loads((VSCODE / "tasks.json").read_text("utf-8"))["tasks"]
    pattern = tasks[0]["problemMatcher"]["pattern"]
    problems = [
        Problem(
            "content/articles/2026/01/a.md", 7, "tickers.0", "is (odd)", "mend it", "ticker-unknown", "error", 11, 4
        ),
        Problem("content/chart.png", 0, "", "has [no] alt", "", "image-unused", "warning"),
    ]
    for problem, line in zip(problems, report.text(problems, colour=False), strict=True):
        match = re.match(pattern["regexp"], line)
        assert match, line
        assert (match[1], match[5], match[6]) == (problem.path, problem.severity, problem.rule)
        assert (match[2], match[3]) == ((str(problem.line), str(problem.column)) if problem.line else (None, None))
        assert problem.what in match[4]


def test_the_settings_name_files_that_exist() -> None:
    """Comments aside, the settings are JSON, and the schemas that they name are there."""
    text = re.sub(r"^\s*//.*$", "", (VSCODE / "settings.json").read_text("utf-8"), flags=re.MULTILINE)
    settings = json.loads(text)
    for place in [*settings["yaml.schemas"], *settings["evenBetterToml.schema.associations"].values()]:
        assert (ROOT / place).is_file()
    assert all((ROOT / place).is_file() for place in settings["yaml.schemas"].values())


def test_the_hook_runs_what_ci_runs() -> None:
    """The hook's command is that of `make check`, which `make test` starts with."""
    makefile = (ROOT / "Makefile").read_text("utf-8")
    config = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))
    (hook,) = config["repos"][0]["hooks"]
    (shared,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    assert re.search(r"^check: setup\n\t\$\(BIN\)/digest check$", makefile, re.MULTILINE)
    assert re.search(r"^test: lint check$", makefile, re.MULTILINE)
    assert hook["entry"] == f".venv/bin/{shared['entry']}" == ".venv/bin/digest check"
    assert re.match(hook["files"], "content/articles/2026/01/a.md")
    assert not re.match(hook["files"], "digest/cli.py")


def _filled(lines: list[str]) -> str:
    text = "\n".join(lines)
    for name, value in (("CURRENT_YEAR", "2026"), ("CURRENT_MONTH", "01"), ("CURRENT_DATE", "27")):
        text = text.replace(f"${{{name}}}", value).replace(f"${name}", value)
    text = text.replace('source: {url: "${6:https://}"', 'source: {url: "https://news.example/1"')
    text = re.sub(r"\$\{\d+\|([^,|]+)[^}]*\|\}", r"\1", text)
    return re.sub(r"\$\{\d+:([^}]*)\}|\$0", lambda match: match[1] or "", text) + "\n"
