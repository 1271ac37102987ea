"""Every rule of `digest check` has its page, whose failing example fails by that rule and whose mended one does not."""

from __future__ import annotations

import base64
import json
import re
from typing import TYPE_CHECKING

import pytest

from digest.acquire.store import Store
from digest.check.rules import RULES, canonical
from digest.cli import main
from digest.errors import InputError
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

PAGES = ROOT / "docs" / "rules"
_FILE = re.compile(
    r"^(?:`(?P<path>[^`\n]+)`|(?P<source>The stored text[^\n]*)):?\n\n"
    r"````(?P<lang>\w+)\n(?P<text>.*?)````$",
    re.MULTILINE | re.DOTALL,
)
_GONE = re.compile(r"^`(?P<path>[^`\n]+)` is removed\.$", re.MULTILINE)


class _Gone:
    """A fetcher for whom one address is gone, without a network."""

    def __init__(self, contact: str, **_: object) -> None:
        assert contact

    def get(self, url: str) -> None:
        if url.endswith("/gone"):
            raise InputError("is not there", "check the address", path=url)


@pytest.mark.parametrize("name", sorted(RULES))
def test_the_examples_of_a_rule_are_true(
    name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The failing example is told by the rule, at its level; the mended one says nothing of it, and nothing else."""
    monkeypatch.setattr("digest.acquire.fetch.Fetcher", _Gone)
    text = (PAGES / f"{name}.md").read_text("utf-8")
    assert text.startswith(f"# {name}\n\n{RULES[name].summary} ")
    fails, _, mended = text.split("## Fails", 1)[1].partition("## Mended")
    _write(tmp_path, fails)
    found = _check(tmp_path, capsys)
    assert name in {row["rule"] for row in found}, found
    assert {row["severity"] for row in found if row["rule"] == name} == {RULES[name].level}
    assert all(row["what"] and row["remedy"] and row["docs"] for row in found)
    _write(tmp_path, mended.split("## Set aside")[0])
    assert _check(tmp_path, capsys) == []


@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if rule.fix))
def test_what_can_be_mended_is_mended(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--fix` takes the failing example to one without the finding, and a second run changes nothing."""
    fails = (PAGES / f"{name}.md").read_text("utf-8").split("## Fails", 1)[1].partition("## Mended")[0]
    _write(tmp_path, fails)
    assert main(["check", "--content", str(tmp_path / "content"), "--fix", "--json"]) == 0
    out, err = capsys.readouterr()
    assert json.loads(out) == []
    assert f"mended {name}" in err or f", {name}" in err
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.md")}
    assert main(["check", "--content", str(tmp_path / "content"), "--fix"]) == 0
    assert "mended" not in capsys.readouterr().err
    assert before == {path: path.read_bytes() for path in tmp_path.rglob("*.md")}


def test_every_page_is_of_a_rule_and_listed() -> None:
    """No page is left of a rule that is gone, and the list of rules names all of them."""
    assert {path.stem for path in PAGES.glob("*.md")} == set(RULES) | {"README"}
    listed = re.findall(
        r"^\| \[([\w-]+)\]\(\1\.md\) \| (\w+) \| (.+?) \| ", (PAGES / "README.md").read_text(), re.MULTILINE
    )
    assert listed == [(rule.id, rule.level, rule.summary) for rule in RULES.values()]


def test_every_rule_that_the_code_names_is_in_the_table() -> None:
    """A problem cannot come under a name that has no page."""
    code = "\n".join(path.read_text("utf-8") for folder in ("check", "library", "text") for path in
                     (ROOT / "digest" / folder).glob("*.py"))  # fmt: skip
    named = set(re.findall(r'rule="([a-z-]+)"', code))
    assert len(named) > 20
    assert {canonical(name) for name in named} - {"securities-table"} <= set(RULES)
    assert canonical("title-missing") == "field-missing"
    assert canonical("date-value-error") == "field-form"


def _write(root: Path, section: str) -> None:
    stored: dict[str, str] = {}
    files: dict[str, tuple[str, str]] = {}
    for match in _FILE.finditer(section):
        if match["source"]:
            mark = "SHA256-OF-THE-SECOND-SOURCE" if "second" in match["source"] else "SHA256-OF-THE-SOURCE"
            stored[mark] = Store(root / "content").keep(match["text"])
        else:
            files[match["path"]] = (match["lang"], match["text"])
    (root / "hashes.json").write_text(json.dumps(stored | _hashes(root)))
    for gone in _GONE.finditer(section):
        (root / gone["path"]).unlink()
    for name, (lang, text) in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        if lang == "link":
            path.symlink_to(text.strip())
            continue
        path.write_bytes(_bytes(root, lang, text))


def _hashes(root: Path) -> dict[str, str]:
    kept = root / "hashes.json"
    found: dict[str, str] = json.loads(kept.read_text()) if kept.exists() else {}
    return found


def _bytes(root: Path, lang: str, text: str) -> bytes:
    if lang == "base64":
        return base64.b64decode(text)
    if lang == "repeat":
        count, _, front = text.partition("\n")
        return (front + "word " * (int(count) // 5) + "\n").encode()
    for mark, sha in _hashes(root).items():
        text = text.replace(mark, sha)
    return text.encode()


def _check(root: Path, capsys: pytest.CaptureFixture[str]) -> list[dict[str, str]]:
    code = main(["check", "--content", str(root / "content"), "--json", "--online", "--contact", "test@news.example"])
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)
    assert code == any(row["severity"] == "error" for row in found)
    return found


@pytest.mark.parametrize("name", sorted(name for name, rule in RULES.items() if rule.waivable))
def test_a_rule_that_can_be_waived_is_waived(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str],
                                             monkeypatch: pytest.MonkeyPatch) -> None:  # fmt: skip
    """With a waiver in each article the failing example no longer fails by that rule, and the waiver counts as used."""
    monkeypatch.setattr("digest.acquire.fetch.Fetcher", _Gone)
    fails = (PAGES / f"{name}.md").read_text("utf-8").split("## Fails", 1)[1].partition("## Mended")[0]
    _write(tmp_path, fails)
    told = {row["path"] for row in _check(tmp_path, capsys) if row["rule"] == name}
    assert told
    for path in {path.replace(".ko.md", ".md") for path in told}:
        text = (ROOT / path).read_text("utf-8")
        waiver = f'waive: [{{rule: {name}, reason: "it is right here"}}]\n---\n'
        (ROOT / path).write_text(
            f"---{text.split('---', 1)[1].split('---', 1)[0]}{waiver}{text.split('---', 2)[2].lstrip(chr(10))}"
        )
    assert not {name, "waiver-unused", "waiver-unknown"} & {row["rule"] for row in _check(tmp_path, capsys)}
