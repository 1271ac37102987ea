"""Every page is valid HTML: no parse error by the algorithm of the standard, and nothing that the Nu checker refuses.

The parser comes from PyPI and always runs. The checker (https://validator.github.io/validator/) needs Java and its jar:
`npm install vnu-jar`, or its path in DIGEST_VNU; without both the test is skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from justhtml import JustHTML

from tests import hostile
from tests.site_builds import ROOT, build

VNU = Path(os.environ.get("DIGEST_VNU", ROOT / "node_modules/vnu-jar/build/dist/vnu.jar"))


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site in which every field attacks."""
    folder = tmp_path_factory.mktemp("hostile")
    hostile.write(folder / "content")
    return build(folder / "content", folder / "site", strict=False, site_url="https://example.org/")


def errors(site: Path) -> list[str]:
    """Each parse error of each page."""
    found = []
    for path in sorted(site.rglob("*.html")):
        made = JustHTML(path.read_text("utf-8"), collect_errors=True)
        found += [f"{path.relative_to(site)}:{one.line}: {one.code}" for one in made.errors]
    return found


def refused(site: Path) -> list[str]:
    """What the checker says of each page."""
    command = ["java", "-jar", str(VNU), "--format", "json", "--skip-non-html", "--errors-only", "--exit-zero-always"]
    made = subprocess.run([*command, str(site)], capture_output=True, text=True, check=True)
    return [f"{one['url']}:{one.get('lastLine', 0)}: {one['message']}" for one in json.loads(made.stderr)["messages"]]


def test_no_page_has_a_parse_error(real_site: Path) -> None:
    """No end tag is missing or strays, no attribute is doubled, no table is broken."""
    assert errors(real_site) == []


def test_no_attack_breaks_a_page(hostile_site: Path) -> None:
    """Words of attackers stay words, so the pages around them stay valid."""
    assert errors(hostile_site) == []


def test_parse_errors_are_found() -> None:
    """The test of the test."""
    assert JustHTML("<!doctype html><p><table><p></div>", collect_errors=True).errors
    assert not JustHTML("<!doctype html><title>x</title><p>y</p>", collect_errors=True).errors


def test_the_checker_refuses_nothing(real_site: Path) -> None:
    """Attributes, nesting, roles and ids by the standard."""
    if not (shutil.which("java") and VNU.is_file()):
        pytest.skip("Java or vnu.jar is not on this machine (npm install vnu-jar, or DIGEST_VNU)")
    assert refused(real_site) == []
