"""`digest archive`: the oldest years on a site of their own; no address is lost, no link breaks, all can be undone."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from digest.cli import main
from digest.curate.moving import with_table
from digest.errors import InputError
from digest.files import write_atomic
from digest.library import folder, older
from digest.model import Series
from digest.site import ledger
from tests.site_builds import GOLDEN, ROOT, Links, build
from tests.test_site import article, library

if TYPE_CHECKING:
    from pathlib import Path

HERE, THERE = "https://news.example/digest/", "https://old.example/digest-2023/"
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
HEAD = """---
id: "{id}"
title: "{title}"
date: {date}
tickers: ["005930"]
sentiment: positive
{more}source:
  url: "https://news.example/{id}"
  publisher: newspim
---
"""


def _git(root: Path, *arguments: str) -> str:
    identity = ("-c", "user.name=Desk", "-c", "user.email=desk@example.org")
    return subprocess.run(["git", *identity, *arguments], cwd=root, capture_output=True, check=True, text=True).stdout


def _article(root: Path, day: str, body: str = "우리 말로 쓴 요약이다.\n", *, series: str = "", part: int = 0) -> str:
    name = f"{day.replace('-', '')}-one"
    more = f"series: {series}\npart: {part}\n" if series else ""
    path = root / "content/articles" / day[:4] / day[5:7] / f"{name}.md"
    path.parent.mkdir(parents=True, exist_ok=True)
    text = HEAD.format(id=name, title=f"{day}의 기사", date=f"{day}T09:00:00+09:00", more=more)
    path.write_text(text + body, "utf-8")
    return name


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A digest in git: the golden one, with older articles, links both ways, pictures, and two older series."""
    root = tmp_path / "site"
    shutil.copytree(GOLDEN / "content", root / "content")
    shutil.copy(GOLDEN / "digest.toml", root / "digest.toml")
    shutil.copy(ROOT / "mkdocs.yml", root / "mkdocs.yml")
    (root / "script.sh").write_text("true\n", "utf-8")
    (root / "script.sh").chmod(0o755)
    for slug in ("old", "long"):
        (root / f"content/series/{slug}.md").write_text(f'---\ntitle: "연재 {slug}"\n---\n논지.\n', "utf-8")
    _article(root, "2022-03-01", series="old", part=1)
    _article(root, "2023-12-31", "다음: [이어서](../../2025/03/20250301-one.md#뒤).\n", series="old", part=2)
    _article(root, "2023-06-01", series="long", part=1)
    _article(root, "2024-02-01", series="long", part=2)
    _article(root, "2021-05-05", "![표](own.png) ![함께](shared.png)\n\n[앞](../../2022/03/20220301-one.md)\n")
    _article(root, "2020-05-05", "하나.\n")
    back = "앞서 [그 일](../../2022/03/20220301-one.md) 과 [연재](../../../series/old.md), [곁](20250302-one.md)."
    _article(root, "2025-03-01", f"{back}\n\n## 뒤\n\n![함께](../../2021/05/shared.png)\n\n끝.\n")
    _article(root, "2025-03-02")
    for name in ("own.png", "shared.png"):
        (root / "content/articles/2021/05" / name).write_bytes(PIXEL)
    (root / "content/articles/2021/05/20210505-one.en.md").write_text(
        '---\ntitle: "An old one"\n---\nOur words.\n', "utf-8"
    )
    _git(root, "init", "-q")
    _commit(root)
    return root


def _commit(root: Path) -> None:
    _git(root, "add", "-A")
    _git(root, "commit", "-qm", "state")


def _archive(root: Path, target: Path, year: int = 2024, *more: str) -> int:
    where = ["--content", str(root / "content"), "--to", str(target), "--url", THERE, "--site-url", HERE]
    return main(["archive", "--before", str(year), *where, *more])


def _tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".git" not in path.parts
    }


def test_a_series_is_never_torn() -> None:
    """It goes when its last article is old; the year is that printed on the article."""
    one = Series.model_validate({"slug": "s", "title": "S"})
    two = Series.model_validate({"slug": "t", "title": "T"})
    found = library(
        article(id="a-1", date="2019-12-31T23:30:00-05:00"),
        article(id="a-2", date="2018-01-01T09:00:00+09:00", series="s", part=1),
        article(id="a-3", date="2020-01-01T00:00:00+09:00", series="s", part=2),
        article(id="a-4", date="2019-01-01T09:00:00+09:00", series="t", part=1),
        series=(one, two),
    )
    parted = older.part(found, 2020)
    assert {each.id for each in parted.older.articles} == {"a-1", "a-4"}
    assert {each.id for each in parted.newer.articles} == {"a-2", "a-3"}
    assert (set(parted.older.series), set(parted.newer.series), parted.reaching) == ({"t"}, {"s"}, ("s",))


def test_no_address_is_lost(site: Path, tmp_path: Path) -> None:
    """Every page of the site before is a page after, or leads to one on the other site, which is there."""
    before = build(site / "content", tmp_path / "before", site / "digest.toml", site_url=HERE, strict=False)
    target = tmp_path / "old"
    assert _archive(site, target) == 0
    one = build(site / "content", tmp_path / "one", site / "digest.toml", site_url=HERE, strict=True)
    two = build(target / "content", tmp_path / "two", target / "digest.toml", site_url=THERE, strict=True)
    elsewhere = 0
    for page in before.rglob("index.html"):
        path = page.relative_to(before)
        html = (one / path).read_text("utf-8")
        to = re.search(r'http-equiv="refresh" content="0; url=([^"]*)"', html)
        if to and to[1].startswith(THERE):
            elsewhere += 1
            assert (two / to[1].removeprefix(THERE) / "index.html").is_file(), path
            assert f'<link rel="canonical" href="{to[1]}">' in html
    for old in ("articles/2022/03/20220301-one", "en/articles/2021/05/20210505-one", "series/old", "series/old/all"):
        assert f"url={THERE}{old}/" in (one / old / "index.html").read_text("utf-8")
    assert elsewhere > 10
    assert not list((one / "articles/2023/06/20230601-one").glob("*.png"))
    assert "refresh" not in (one / "series/long/index.html").read_text("utf-8")


def test_files_and_links_after_the_move(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Links to the other side are whole; pictures go where they are shown; both sites pass the check."""
    target = tmp_path / "old"
    assert _archive(site, target) == 0
    there, here = _tree(target), _tree(site)
    assert "content/articles/2021/05/20210505-one.en.md" in there
    assert "content/articles/2023/06/20230601-one.md" in here
    assert "content/series/long.md" in here
    assert not {path for path in here if "/2022/" in path or path.endswith(("own.png", "series/old.md"))}
    assert {path for path in there if path.endswith(".png")} == {
        "content/articles/2021/05/own.png",
        "content/articles/2021/05/shared.png",
    }
    assert "content/articles/2021/05/shared.png" in here
    assert not (site / "content/articles/2020").exists()
    stays = here["content/articles/2025/03/20250301-one.md"].decode()
    assert f"[그 일]({THERE}articles/2022/03/20220301-one/)" in stays
    assert f"[연재]({THERE}series/old/), [곁](20250302-one.md)" in stays
    went = there["content/articles/2023/12/20231231-one.md"].decode()
    assert f"[이어서]({HERE}articles/2025/03/20250301-one/#%EB%92%A4)" in went
    assert "[앞](../../2022/03/20220301-one.md)" in there["content/articles/2021/05/20210505-one.md"].decode()
    assert f'site_url: !ENV [DIGEST_SITE_URL, "{THERE}"]' in there["mkdocs.yml"].decode()
    assert there["digest.toml"].decode().endswith(f'[newer]\nsince = 2024\nurl = "{HERE}"\n')
    assert here["digest.toml"].decode().endswith(f'[older]\nuntil = 2023\nurl = "{THERE}"\n')
    assert (target / "script.sh").stat().st_mode & 0o111
    said = capsys.readouterr().out
    assert "moved 4 articles and 1 series" in said
    assert "series that reach further stay whole: long" in said
    for root in (site, target):
        main(["check", "--content", str(root / "content")])
        told = capsys.readouterr()
        assert "[link-" not in told.out + told.err
        assert "ledger.csv:" not in told.out + told.err


def test_pages_say_where_the_other_years_are(site: Path, tmp_path: Path) -> None:
    """Home, months, search and companies of both sites link to the other."""
    target = tmp_path / "old"
    assert _archive(site, target) == 0
    for root, url in ((site, THERE), (target, HERE)):
        made = build(root / "content", tmp_path / f"{root.name}-out", root / "digest.toml", strict=False)
        for page in ("", "months/", "en/months/", "search/", "companies/xkrx-005930/"):
            assert url in Links((made / page / "index.html").read_text("utf-8")).links, page


def test_a_dry_run_writes_nothing(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And tells programs the same as people."""
    before = _tree(site)
    assert _archive(site, tmp_path / "old", 2024, "--dry-run", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["articles"], told["series"], told["reaching"], told["url"]) == (4, 1, ["long"], THERE)
    assert not (tmp_path / "old").exists()
    assert _tree(site) == before


def test_a_further_year_joins_the_first_ones(site: Path, tmp_path: Path) -> None:
    """The same folder takes it, with its settings as their owner changed them; a second time there is nothing to do."""
    target = tmp_path / "old"
    assert _archive(site, target, 2022) == 0
    _commit(site)
    settings = target / "mkdocs.yml"
    settings.write_text(settings.read_text("utf-8").replace("site_name: Finance Digest", "site_name: Old"), "utf-8")
    (target / "script.sh").unlink()
    assert _archive(site, target, 2024) == 0
    _commit(site)
    assert "site_name: Old" in settings.read_text("utf-8")
    assert not (target / "script.sh").exists()
    assert "[newer]\nsince = 2024\n" in (target / "digest.toml").read_text("utf-8")
    assert (site / "digest.toml").read_text("utf-8").count("[older]") == 1
    assert len(folder.load(target / "content").articles) == 4
    rows = ledger.read(site / "ledger.csv").rows
    assert rows["articles/2020/05/20200505-one/"].moved_to == f"{THERE}articles/2020/05/20200505-one/"
    assert rows["articles/2022/03/20220301-one/"].moved_to == f"{THERE}articles/2022/03/20220301-one/"
    before = _tree(site), _tree(target)
    assert _archive(site, target, 2024) == 1
    assert (_tree(site), _tree(target)) == before


def test_a_kill_is_made_good_by_running_it_again(site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until all stands there, nothing here has changed."""
    target, whole = tmp_path / "old", tmp_path / "whole"
    copy = shutil.copytree(site, tmp_path / "copy")
    assert _archive(copy, whole) == 0
    before, count = _tree(site), iter(range(9))

    def killed(path: Path, data: bytes, **how: bool) -> bool:
        if next(count) == 8:
            raise KeyboardInterrupt
        return write_atomic(path, data, **how)

    monkeypatch.setattr("digest.curate.moving.write_atomic", killed)
    assert _archive(site, target) == 130
    assert _tree(site) == before
    monkeypatch.undo()
    assert _archive(site, target) == 0
    assert _tree(target) == _tree(whole)
    assert _tree(site) == _tree(copy)


def test_what_it_refuses(site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each with the remedy, and nothing is changed."""
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine", "utf-8")
    before = _tree(site)
    for target, year, what in (
        (site / "content/old", 2024, "is not apart from this site"),
        (tmp_path, 2024, "is not apart from this site"),
        (full, 2024, "is not empty, and no site"),
        (full / "mine.txt", 2024, "is not a folder"),
        (tmp_path / "old", 1999, "no article is from before 1999"),
        (tmp_path / "old", 2099, "every article is from before 2099"),
    ):
        assert _archive(site, target, year) == 1
        assert what in capsys.readouterr().err
    assert main(["archive", "--before", "2024", "--to", "x", "--url", HERE, "--site-url", HERE]) == 1
    assert main(["archive", "--before", "2024", "--to", "x", "--url", THERE, "--site-url", ""]) == 1
    assert "write it as site_url into mkdocs.yml" in capsys.readouterr().err
    assert main(["archive", "--before", "2024", "--to", "x", "--url", "javascript:x", "--site-url", HERE]) == 1
    capsys.readouterr()
    assert _tree(site) == before
    (site / "content/about/index.md").write_text("---\ntitle: About\n---\nother\n", "utf-8")
    assert _archive(site, tmp_path / "old") == 1
    assert "not committed" in capsys.readouterr().err
    _git(site, "checkout", "-q", "--", ".")
    (site / "README.md").write_text("mine", "utf-8")
    assert _archive(site, tmp_path / "old") == 1
    assert "README.md not committed: commit or remove that first" in capsys.readouterr().err
    shutil.rmtree(site / ".git")
    assert _archive(site, tmp_path / "old") == 1
    assert "no git repository" in capsys.readouterr().err
    assert not (tmp_path / "old").exists()


def test_another_file_there_is_never_written_over(
    site: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A curator may have written on the other site."""
    target = tmp_path / "old"
    assert _archive(site, target, 2021) == 0
    _commit(site)
    name = _article(target, "2022-03-01", "Another one.\n")
    before = _tree(site), _tree(target)
    assert _archive(site, target) == 1
    assert f"{name}.md stands there already, and is another" in capsys.readouterr().err
    assert (_tree(site), _tree(target)) == before


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("[site]\nlatest = 5\n", '[site]\nlatest = 5\n\n[older]\nuntil = 1\nurl = "u"\n'),
        (
            "[older]\nuntil = 9\n# why\n\n[site]\nlatest = 5",
            '[older]\nuntil = 1\nurl = "u"\n# why\n\n[site]\nlatest = 5',
        ),
        ("a = 1\n[older] # x\nuntil = 9", 'a = 1\n[older]\nuntil = 1\nurl = "u"\n'),
    ],
)
def test_a_table_of_settings(text: str, made: str) -> None:
    """It takes the place of the one of its name, or stands at the end."""
    assert with_table(text, "older", {"until": 1, "url": "u"}) == made
    assert with_table(made, "older", {"until": 1, "url": "u"}) == made


def test_settings_that_cannot_be_changed_are_told() -> None:
    """With what to write."""
    with pytest.raises(InputError, match="write it yourself"):
        with_table("older = 3\n", "older", {"until": 1})
