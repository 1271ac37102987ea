"""What MkDocs gives a build is kept only while it holds, and the site's folder has nothing but what the content has."""

from __future__ import annotations

import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from digest.build.framed import key
from digest.build.theme import Theme, hashed, theme
from digest.cli import main
from tests.site_builds import GOLDEN, ROOT
from tests.test_archive import PIXEL
from tests.test_build import FRAME

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A digest of its own, not built yet."""
    root = tmp_path / "news"
    shutil.copytree(GOLDEN / "content", root / "content")
    shutil.copytree(ROOT / "overrides", root / "overrides")
    for name in ("mkdocs.yml", "digest.toml"):
        shutil.copy(ROOT / name if name == "mkdocs.yml" else GOLDEN / name, root / name)
    return root


def made(root: Path, *options: str) -> int:
    """Build it as a curator does; the exit code."""
    return main(["build", "--config", str(root / "mkdocs.yml"), "--jobs", "1", *options])


def test_pictures_are_those_of_the_content_folder(site: Path) -> None:
    """One that was replaced is shown anew, one that was taken away is published no more."""
    picture, shown = site / "content/about/chart.png", site / "site/about/chart.png"
    picture.parent.mkdir(exist_ok=True)
    picture.write_bytes(PIXEL)
    assert made(site) == 0
    assert shown.read_bytes() == PIXEL
    other = bytes([*PIXEL[:50], PIXEL[50] ^ 1, *PIXEL[51:]])
    picture.write_bytes(other)
    assert made(site) == 0
    assert shown.read_bytes() == other
    picture.unlink()
    assert made(site) == 0
    assert not shown.exists()


def test_a_menu_follows_the_pages_that_it_names(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A page of the menu that is taken away, or comes later, changes the menu of every page, and is told each time."""
    page = site / "content/about/later.md"
    page.parent.mkdir(exist_ok=True)
    settings = site / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("\nnav:\n", "\nnav:\n  - 나중: about/later.md\n"), "utf-8")
    for there in (True, False, True):
        capsys.readouterr()
        if there:
            page.write_text('---\ntitle: "나중"\n---\n글.\n', "utf-8")
        else:
            page.unlink()
        assert made(site, "--strict") == (0 if there else 1)
        assert ('href="about/later/"' in (site / "site/index.html").read_text("utf-8")) is there
        assert ("nav names about/later.md" in capsys.readouterr().err) is not there
        assert made(site, "--strict") == (0 if there else 1)


def test_a_theme_that_was_damaged_is_made_again(site: Path) -> None:
    """In the cache or in the site's folder; and so are stored articles."""
    assert made(site) == 0
    shown = site / "site/404.html"
    whole = shown.read_bytes()
    sheet = next((site / "site/assets/stylesheets").glob("main*.css"))
    style = sheet.read_bytes()
    (site / ".cache/digest/theme/404.html").write_bytes(b"")
    (site / ".cache/digest/theme" / sheet.relative_to(site / "site")).unlink()
    assert made(site) == 0
    assert (shown.read_bytes(), sheet.read_bytes()) == (whole, style)
    sheet.write_bytes(b"x" + style[1:])
    assert made(site) == 0
    assert sheet.read_bytes() == style
    own = site / "overrides/assets/favicon.png"
    own.write_bytes(PIXEL)
    with sqlite3.connect(site / ".cache/digest/build.sqlite") as store:
        for sha, value in store.execute("select sha, value from articles").fetchall():
            store.execute("update articles set value = ? where sha = ?", (value[:-1] + bytes([value[-1] ^ 1]), sha))
    store.close()
    named = next((site / "content/articles").rglob("*.md"))
    named.write_text(named.read_text("utf-8").replace("title: ", "title: ", 1) + "\n새 글.\n", "utf-8")
    assert made(site) == 0
    assert (site / "site/assets/favicon.png").read_bytes() == PIXEL


def test_a_file_that_became_a_link_is_refused(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Also where its name is known already: what is outside of the folder is never read."""
    assert made(site) == 0
    secret = site.parent / "secret.md"
    page = next((site / "content").rglob("index.md"))
    secret.write_text(page.read_text("utf-8") + "\n비밀.\n", "utf-8")
    page.unlink()
    page.symlink_to(secret)
    assert made(site) == 1
    assert "is a link to another place" in capsys.readouterr().err


def test_a_folder_with_pages_of_its_own_is_no_site(site: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only what a build made is emptied of what belongs to no build."""
    other = site.parent / "project"
    (other / "assets").mkdir(parents=True)
    (other / "index.html").write_text("mine", "utf-8")
    assert made(site, "--out", str(other)) == 1
    assert "no site" in capsys.readouterr().err
    assert (other / "index.html").read_text("utf-8") == "mine"


def test_what_a_theme_was_made_from_is_known(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings that others inherit, variables that they ask for, own files of any kind, hooks: each change is seen."""
    settings, base = site / "mkdocs.yml", site / "base.yml"
    settings.write_text("INHERIT: base.yml\n" + settings.read_text("utf-8"), "utf-8")
    base.write_text("copyright: !ENV [NEWS_OWNER, nobody]\n", "utf-8")
    seen = [key(settings)]
    base.write_text("copyright: !ENV [NEWS_OWNER, someone]\n", "utf-8")
    seen.append(key(settings))
    monkeypatch.setenv("NEWS_OWNER", "desk")
    seen.append(key(settings))
    (site / "overrides/assets/logo.webp").write_bytes(b"x")
    seen.append(key(settings))
    assert len(set(seen)) == 4
    hook, cache = site / "hook.py", site / ".cache"
    hook.write_text("pass\n", "utf-8")
    (cache / "theme").mkdir(parents=True)
    (cache / "theme/404.html").write_text("none", "utf-8")
    Theme("k", FRAME, {"content": "content"}, {"hook.py": hashed(hook)}, {"x.md": False}).save(cache)
    kept = theme(cache)
    assert kept is not None
    assert (kept.holds(site, cache), kept.missing) == (True, ["x.md"])
    hook.write_text("print()\n", "utf-8")
    assert not kept.holds(site, cache)
