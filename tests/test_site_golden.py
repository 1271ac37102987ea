"""A tiny site compared whole: our pages, the set of output files, and the main column of real MkDocs pages.

After a change that is meant, run `python -m tests.golden` and read the difference.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.enrich.securities import Securities
from digest.library import folder
from digest.site.settings import load
from digest.site.write import write_pages
from tests.site_builds import GOLDEN, build, column

if TYPE_CHECKING:
    from pathlib import Path

BUILT = ("articles/2025/01/20250110-gaon-1", "articles/2025/02/20250203-gaon-2", "series/gaon-chips", "about", "en")
"""Pages of which the column that MkDocs built is kept; the body is rendered and sanitised there."""
THEME = ("assets/javascripts/", "assets/stylesheets/", "assets/images/")


def actual(work: Path) -> dict[str, str]:
    """Every golden file by its path."""
    content = GOLDEN / "content"
    write_pages(work / "pages", folder.load(content), Securities.load(), load(GOLDEN / "digest.toml"))
    site = build(content, work / "site", GOLDEN / "digest.toml")
    found = {
        path.relative_to(work).as_posix(): path.read_text("utf-8") for path in sorted((work / "pages").rglob("*.md"))
    }
    for name in BUILT:
        found[f"built/{name}.html"] = column((site / name / "index.html").read_text("utf-8"))
    outputs = sorted(path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file())
    found["outputs.txt"] = "".join(f"{name}\n" for name in outputs if not name.startswith(THEME))
    return found


def test_golden_site(tmp_path: Path) -> None:
    """Every page is byte for byte as expected, and there is none more or less."""
    expected = GOLDEN / "expected"
    wanted = {path.relative_to(expected).as_posix(): path.read_text("utf-8") for path in expected.rglob("*.*")}
    made = actual(tmp_path)
    assert sorted(made) == sorted(wanted)
    for name, text in made.items():
        assert text == wanted[name], name


def test_pages_are_written_once(tmp_path: Path) -> None:
    """A second run changes no file."""
    library, securities, settings = (
        folder.load(GOLDEN / "content"),
        Securities.load(),
        load(GOLDEN / "digest.toml"),
    )
    changed, total = write_pages(tmp_path, library, securities, settings)
    assert changed == total > 10
    assert write_pages(tmp_path, library, securities, settings) == (0, total)
