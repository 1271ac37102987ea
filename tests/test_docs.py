"""The docs are true: every command, option, field and named file exists, and is documented."""

from __future__ import annotations

import argparse
import re

import pytest

from digest.cli import parser
from digest.model import Article, Series
from tests.conftest import ROOT

README = (ROOT / "README.md").read_text("utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text("utf-8")


def _verbs(root: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    actions = [action for action in root._actions if isinstance(action, argparse._SubParsersAction)]
    return dict(actions[0].choices) if actions else {}


VERBS = _verbs(parser())


@pytest.mark.parametrize("verb", sorted(VERBS))
def test_every_command_is_documented_and_helps(verb: str) -> None:
    """The README names it, and each of its options has a help text."""
    assert f"digest {verb}" in README
    for action in VERBS[verb]._actions:
        assert action.help, f"digest {verb}: {action.dest} has no help"


@pytest.mark.parametrize("verb", sorted(set(re.findall(r"(?:`|bin/)digest ([a-z]+)", README))))
def test_every_documented_command_exists(verb: str) -> None:
    """No command is promised that is not there."""
    assert verb in VERBS


@pytest.mark.parametrize("field", sorted((set(Article.model_fields) | set(Series.model_fields)) - {"body", "slug"}))
def test_every_field_is_documented(field: str) -> None:
    """The article file's fields stand in CONTRIBUTING."""
    assert f"`{field}`" in CONTRIBUTING


def test_the_map_names_only_files_that_exist() -> None:
    """ARCHITECTURE's table points at real files."""
    text = (ROOT / "ARCHITECTURE.md").read_text("utf-8")
    rows = re.findall(r"^\| [^|]+ \| (.+) \|$", text, re.MULTILINE)[1:]
    named = [name for row in rows for name in re.findall(r"`([\w/]+\.(?:py|csv|yml|md|toml|html))`", row)]
    assert len(named) > 15
    for name in named:
        places = [ROOT / name, ROOT / "digest" / name, *ROOT.glob(f"digest/*/{name}")]
        assert any(place.is_file() for place in places), name


def test_the_links_of_the_docs_lead_somewhere() -> None:
    """Relative links and pictures of the four documents exist."""
    for document in ("README.md", "CONTRIBUTING.md", "ARCHITECTURE.md", "CHANGELOG.md"):
        for target in re.findall(r"\]\((?!https?:)([^)#]+)", (ROOT / document).read_text("utf-8")):
            assert (ROOT / target).exists(), f"{document}: {target}"


def test_dependencies_have_reasons_and_hashes() -> None:
    """Each dependency says why it is there, and the lock file pins what is installed."""
    project = (ROOT / "pyproject.toml").read_text("utf-8")
    listed = project.split("dependencies = [", 1)[1].split("\n]", 1)[0].strip().split("\n")
    assert len(listed) >= 9
    for line in listed:
        assert "# " in line, line
    lock = (ROOT / "requirements.lock").read_text("utf-8")
    pins = re.findall(r"^[a-z0-9][\w.-]*==", lock, re.MULTILINE)
    assert len(pins) > 30
    assert lock.count("--hash=sha256:") > len(pins)
    assert "http" not in lock
