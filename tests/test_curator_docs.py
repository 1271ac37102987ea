"""The words for curators and maintainers are true: commands, options, files and settings that they name exist."""

from __future__ import annotations

import argparse
import csv
import re
import string

import pytest
import yaml

from digest import __version__
from digest.cli import parser
from tests.conftest import ROOT

DOCS = ["docs/curators.ko.md", "docs/curators.en.md", "docs/maintainers.md", "SECURITY.md", "CODE_OF_CONDUCT.md"]
SPEECH = list(csv.DictReader((ROOT / "digest/data/speech.csv").read_text("utf-8").splitlines()))


def _verbs() -> dict[str, argparse.ArgumentParser]:
    (actions,) = [one for one in parser()._actions if isinstance(one, argparse._SubParsersAction)]
    return dict(actions.choices)


@pytest.mark.parametrize("name", DOCS)
def test_the_commands_and_options_of_the_docs_exist(name: str) -> None:
    """Every `digest verb …` in a line of code has a verb and options that the program has."""
    text = (ROOT / name).read_text("utf-8")
    verbs = _verbs()
    shown = [one for line in re.findall(r"`([^`\n]+)`", text) for one in [line]]
    shown += [line.strip() for block in re.findall(r"```\n(.*?)```", text, re.DOTALL) for line in block.splitlines()]
    for line in shown:
        for verb, rest in re.findall(r"(?:^|/)digest ([a-z]+)([^#]*)", line):
            assert verb in verbs, line
            known = {option for action in verbs[verb]._actions for option in action.option_strings}
            for option in re.findall(r"(?<!\S)--[a-z-]+", rest):
                assert option in known, line


@pytest.mark.parametrize("name", DOCS)
def test_the_links_of_the_docs_lead_somewhere(name: str) -> None:
    """Relative links and named tests exist; anchors are headings of the page that is named."""
    page = ROOT / name
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\((?!https?:)([^)]+)\)", text):
        path, _, anchor = target.partition("#")
        there = page.parent / path if path else page
        assert there.exists(), target
        if anchor:
            lines = there.read_text("utf-8").splitlines()
            headings = [line.strip("# ").lower().replace(" ", "-") for line in lines if line.startswith("#")]
            assert anchor in headings, target
    for named in re.findall(r"`((?:tests|\.github)/[\w./-]+\.\w+)`", text):
        assert (ROOT / named).is_file(), named


def test_both_languages_tell_curators_the_same() -> None:
    """As many headings, table rows and steps in Korean as in English."""

    def shape(name: str) -> list[int]:
        lines = (ROOT / name).read_text("utf-8").splitlines()
        return [sum(line.startswith(start) for line in lines) for start in ("## ", "|", "- ", "```", "   ```")]

    assert shape("docs/curators.ko.md") == shape("docs/curators.en.md")


def test_every_sentence_is_there_in_both_languages() -> None:
    """The table of what the commands say: no empty cell, no double, the same places to fill in."""

    def places(text: str) -> set[str]:
        return {name for _, name, _, _ in string.Formatter().parse(text) if name}

    assert len({row["key"] for row in SPEECH}) == len(SPEECH)
    for row in SPEECH:
        assert row["ko"], row["key"]
        assert row["en"], row["key"]
        assert re.search("[가-힣]", row["ko"]), row["key"]
        assert places(row["ko"]) == places(row["en"]), row["key"]


def test_the_citation_names_this_version() -> None:
    """CITATION.cff has what its format requires, and the version of the package."""
    found = yaml.safe_load((ROOT / "CITATION.cff").read_text("utf-8"))
    assert {"cff-version", "message", "title", "authors"} <= found.keys()
    assert (found["version"], found["license"]) == (__version__, "MIT")
