"""What `digest check` prints: for people, as JSON, SARIF and annotations; hostile content commands nothing."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from digest.check import report
from digest.check.rules import RULES
from digest.cli import main
from digest.errors import Problem, visible

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """---
id: "a"
title: "엔비디아가 칩을 더 팔다"
date: 2026-01-27T16:02:00+09:00
tickers: ["005930", "NVDAA"]
sentiment: positive
source: "https://news.example/1"
---
엔비디아는 매출이 늘었다고 밝혔다.
"""
HOSTILE = 'x\n::error::owned\r\n##[error]owned % , : \u202egnp.exe\x1b]0;title\x07\u200b"<script>'


@pytest.fixture
def content(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A digest of one article with one mistake, in the working directory."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "content/articles/2026/01/a.md"
    path.parent.mkdir(parents=True)
    path.write_text(ARTICLE, "utf-8")
    return path


def test_people_see_the_line_the_place_and_the_remedy(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """file:line:column, field, what, remedy and rule in one line; the line of the file; a caret under the word."""
    assert content.exists()
    assert main(["check"]) == 1
    out, err = capsys.readouterr()
    first, excerpt, caret = err.rstrip("\n").split("\n")
    assert first.startswith(
        'content/articles/2026/01/a.md:5:21: tickers.1: "NVDAA" is no security that we know: did you'
    )
    assert first.endswith("(error) [ticker-unknown]")
    assert excerpt == '     5 | tickers: ["005930", "NVDAA"]'
    assert excerpt[caret.index("^") : caret.rindex("^") + 1] == '"NVDAA"'
    assert out == "1 article, 0 series: 1 error, 0 warnings\n"
    assert "\x1b" not in err


def test_the_caret_stands_under_wide_letters(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Hangul takes two columns of a terminal."""
    content.write_text(ARTICLE.replace('"NVDAA"', '"NVDA"') + "시가총액이 17 % 줄었다.\n", "utf-8")
    assert main(["check"]) == 0
    caret = capsys.readouterr().err.rstrip("\n").split("\n")[-1]
    assert caret.index("^") == len("    10 | ") + 2 * len("시가총액이") + len(" 17")


@pytest.mark.parametrize(
    ("arguments", "environment", "coloured"),
    [([], {}, False), (["--color", "always"], {"NO_COLOR": "1"}, True), (["--color", "never"], {}, False)],
)
def test_colours_are_for_terminals_or_on_demand(
    content: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    arguments: list[str],
    environment: dict[str, str],
    *,
    coloured: bool,
) -> None:
    """Piped output has none; --color decides above all."""
    assert content.exists()
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    main(["check", *arguments])
    assert ("\x1b[31m" in capsys.readouterr().err) == coloured


def test_no_color_holds_on_a_terminal(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On a terminal colours are on, and NO_COLOR turns them off."""
    from digest.commands import check

    assert content.exists()
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    assert check._colour("auto")
    monkeypatch.setenv("NO_COLOR", "1")
    assert not check._colour("auto")


def test_programs_get_json(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object a problem, with its place and the page of its rule."""
    assert content.exists()
    assert main(["check", "--format", "json"]) == 1
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["line"], row["column"], row["length"]) == (5, 21, 7)
    assert (row["rule"], row["severity"], row["docs"]) == ("ticker-unknown", "error", "docs/rules/ticker-unknown.md")


def test_sarif_has_the_form_of_its_standard(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Version, driver, rules and results as SARIF 2.1.0 wants them; each result points to its rule."""
    assert content.exists()
    assert main(["check", "--format", "sarif"]) == 1
    log = json.loads(capsys.readouterr().out)
    _sarif(log)
    (result,) = log["runs"][0]["results"]
    assert result["ruleId"] == "ticker-unknown"
    assert result["level"] == "error"
    place = result["locations"][0]["physicalLocation"]
    assert place["artifactLocation"]["uri"] == "content/articles/2026/01/a.md"
    assert place["region"] == {"startLine": 5, "startColumn": 21, "endColumn": 28}


def test_sarif_of_nothing_is_a_log_too(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A clean library gives a run without results; hostile names become URIs."""
    content.write_text(ARTICLE.replace('"NVDAA"', '"NVDA"'), "utf-8")
    assert main(["check", "--format", "sarif"]) == 0
    log = json.loads(capsys.readouterr().out)
    _sarif(log)
    assert log["runs"][0]["results"] == []
    hostile = Problem(f"content/{HOSTILE}#?.md", 1, HOSTILE, HOSTILE, HOSTILE, "yaml", "error", 1, 1)
    log = json.loads(report.sarif([hostile]))
    _sarif(log)
    uri = log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert re.fullmatch(r"[A-Za-z0-9%/._~-]+", uri)


def _sarif(log: dict[str, Any]) -> None:
    assert log["version"] == "2.1.0"
    assert set(log) == {"$schema", "version", "runs"}
    (run,) = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["name"] == "digest"
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(ids) == len(set(ids))
    assert set(ids) >= set(RULES)
    for rule in driver["rules"]:
        assert rule["shortDescription"]["text"]
        assert rule["defaultConfiguration"]["level"] in {"none", "note", "warning", "error"}
    for result in run["results"]:
        assert ids[result["ruleIndex"]] == result["ruleId"]
        assert result["message"]["text"]
        region = result["locations"][0]["physicalLocation"].get("region", {"startLine": 1})
        assert all(isinstance(value, int) and value >= 1 for value in region.values())


def test_annotations_of_github_are_commands_of_one_line(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One `::error` with file, line, columns and title; and the page of the rule where there is one."""
    assert content.exists()
    assert main(["check", "--format", "github"]) == 1
    (line,) = capsys.readouterr().out.rstrip("\n").split("\n")
    assert line.startswith(
        "::error file=content/articles/2026/01/a.md,title=ticker-unknown,line=5,col=21,endColumn=28::tickers.1: "
    )
    assert line.endswith(" (Every code is a security that we know.)")
    page = content.parents[4] / "docs/rules/ticker-unknown.md"
    page.parent.mkdir(parents=True)
    page.touch()
    assert main(["check", "--format", "github"]) == 1
    assert capsys.readouterr().out.endswith(" (docs/rules/ticker-unknown.md)\n")


@pytest.mark.parametrize("severity", ["error", "warning"])
def test_hostile_words_cannot_command_a_workflow(severity: str) -> None:
    """Read as the runner reads it, every line is one of our two commands, and its values are what was meant."""
    problem = Problem(f"content/{HOSTILE}.md", 3, HOSTILE, HOSTILE, HOSTILE, "yaml", severity, 2, 5)
    lines = list(report.github([problem]))
    assert len(lines) == 1
    assert "\n" not in lines[0]
    assert "\r" not in lines[0]
    match = re.fullmatch(r"::(error|warning) ([^\x00-\x1f]*?)::([^\x00-\x1f]*)", lines[0])
    assert match
    assert match[1] == severity
    values = dict(part.split("=", 1) for part in match[2].split(","))
    assert set(values) == {"file", "title", "line", "col", "endColumn"}
    assert ":" not in values["file"]
    undone = values["file"].replace("%2C", ",").replace("%3A", ":").replace("%0A", "\n").replace("%0D", "\r")
    assert undone.replace("%25", "%") == visible(problem.path)


def test_hostile_words_are_harmless_in_text(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No control or bidirectional character, no new line, and no line that a runner takes for a command."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(f"::error::x\n   ::warning::y\n##[error]z {HOSTILE}\n", "utf-8")
    problems = [
        Problem(f"::add-mask::{HOSTILE}", 0, HOSTILE, HOSTILE, HOSTILE, HOSTILE),
        *(Problem("a.md", line, "", "what", "remedy", "style-space", "warning", 1, 3) for line in (1, 2, 3, 4, 99)),
    ]
    for colour in (False, True):
        for line in report.text(problems, colour=colour, watched=True):
            bare = re.sub(r"\x1b\[\d+m", "", line)
            assert not re.search("[\x00-\x1f\x7f-\x9f\u200b\u202e]", bare)
            assert not bare.lstrip().startswith("::")
            assert "##[" not in bare


def test_a_long_line_is_cut_around_what_is_meant(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A megabyte in one line shows a hundred letters, with the word among them."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text("가" * 50_000 + "HERE" + "나" * 50_000, "utf-8")
    _, line, caret = report.text([Problem("a.md", 1, "", "w", "r", "style-space", "warning", 50_001, 4)], colour=False)
    assert "HERE" in line
    assert len(line) < 130
    assert caret.count("^") == 4
