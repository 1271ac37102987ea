"""The build graph: whatever is edited, in whatever order, an incremental build equals a clean one byte for byte."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from array import array
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from digest.build.ahead import FEW, ahead
from digest.build.columns import Columns, Made
from digest.build.disk import clone
from digest.build.document import Frame
from digest.build.entry import Entry, fact, head
from digest.build.graph import Graph
from digest.build.groups import LIGHT
from digest.build.job import Job, Stopped
from digest.build.opening import build
from digest.build.shell import Shell, put, url
from digest.build.site import publish, warning
from digest.build.store import Store
from digest.enrich import topics
from digest.errors import InputError, LibraryError
from digest.library import folder
from digest.site.origin import Origin
from tests.site_builds import GOLDEN, ROOT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from digest.model import Article

SHELL = Shell(f'<a href="{url("")}">{put("title")}</a>{put("head")}<main>{put("content")}</main>{put("feeds")}')
FRAME = Frame({"ko": SHELL, "en": SHELL}, "Digest", "About.", "https://example.org/")
CODES = ("NVDA", "005930", "BRK.B", "TSLA", "AAPL", "QQZZ")
WORDS = ("금리", "반도체", "실적", "급락", "관세", "수출", "Nvidia", "earnings", "환율", "배당")


def article(dice: random.Random, number: int, series: list[str]) -> str:
    """A made-up article."""
    title = " ".join(dice.sample(WORDS, 4)) + f" {number}"
    month, day = dice.randint(1, 4), dice.randint(1, 28)
    rows = [f'title: "{title}"', f"date: 2025-{month:02}-{day:02}T09:{dice.randint(10, 59)}:00+09:00"]
    codes = dice.sample(CODES, dice.randint(1, 3))
    rows += [f"tickers: {codes[:1]}".replace("'", '"'), f"mentions: {codes[1:]}".replace("'", '"')]
    rows.append(f"sentiment: {dice.choice(('positive', 'negative', 'neutral', 'mixed'))}")
    if dice.random() < 0.3:
        rows.append("lang: en")
    if dice.random() < 0.6 and series:
        rows.append(f"series: {dice.choice(series)}")
        rows.append(f"part: {number}" if dice.random() < 0.7 else f'kicker: "k{number}"')
    if dice.random() < 0.4:
        rows.append(f'deck: ["{dice.choice(WORDS)} {number}"]')
    if dice.random() < 0.4:
        rows += ["figures:", f'  - {{label: "종가", value: "{dice.randint(1, 9)}", unit: "%", date: 2025-01-02}}']
    if dice.random() < 0.3:
        rows += ["impacts:", f'  - {{ticker: "{codes[0]}", direction: negative, reason: "이유 {dice.randint(1, 9)}"}}']
    rows += ["source:", f'  url: "https://e.com/{number}"', f'  name: "{dice.choice(("A", "B"))} 신문"']
    rows.append(f"status: {dice.choice(('published',) * 8 + ('draft', 'withdrawn'))}")
    return (
        "---\n"
        + "\n".join(rows)
        + f"\n---\n{dice.choice(WORDS)} 본문입니다. {dice.random()}\n\n## 절 {number}\n\n글.\n"
    )


class Digest:
    """A small digest under edit.

    Args:
        root: Its folder.
        seed: Of all that happens to it.
    """

    def __init__(self, root: Path, seed: int) -> None:
        self.root, self.count = root, 0
        self.dice, self.rows = random.Random(seed), random.Random(seed)  # noqa: S311 - not for secrets
        self.frame = FRAME
        shutil.copytree(GOLDEN / "content", root / "content")
        shutil.rmtree(root / "content" / "articles")
        shutil.rmtree(root / "content" / "series")
        (root / "content" / "about" / "index.md").write_text('---\ntitle: "소개"\n---\n글\n', "utf-8")
        shutil.copy(GOLDEN / "digest.toml", root)
        for folder_ in ("articles/2025", "series"):
            (root / "content" / folder_).mkdir(parents=True)
        self.table()
        for name in ("one", "two"):
            self.series(name)
        for _ in range(12):
            self.add()

    @property
    def job(self) -> Job:
        """How it is built."""
        origin = Origin.at(FRAME.url, FRAME.name)
        return Job(self.root / "content", self.root / "digest.toml", self.root / "cache", origin)

    def articles(self) -> list[Path]:
        """Files of articles."""
        return sorted((self.root / "content" / "articles").rglob("*.md"))

    def series(self, name: str = "one") -> None:
        """Write a series anew."""
        text = f'---\ntitle: "시리즈 {self.dice.choice(WORDS)}"\ntitle_en: "S"\n---\n논지 {self.dice.random()}.\n'
        (self.root / "content" / "series" / f"{name}.md").write_text(text, "utf-8")

    def add(self) -> None:
        """A new article."""
        self.count += 1
        path = self.root / "content" / "articles" / "2025" / f"a-{self.count}.md"
        path.write_text(article(self.dice, self.count, ["one", "two"]), "utf-8")

    def change(self) -> None:
        """An article is written anew, under its name."""
        path = self.dice.choice([one for one in self.articles() if "." not in one.stem])
        number = int(path.stem.rsplit("-", 1)[1])
        path.write_text(article(self.dice, number, ["one", "two"]), "utf-8")

    def words(self) -> None:
        """Only the body of an article changes."""
        path = self.dice.choice(self.articles())
        path.write_text(path.read_text("utf-8") + f"\n더 {self.dice.random()}\n", "utf-8")

    def delete(self) -> None:
        """An article goes."""
        if len(self.articles()) > 4:
            self.dice.choice(self.articles()).unlink()

    def rename(self) -> None:
        """An article moves to another folder, and keeps its id."""
        path = self.dice.choice(self.articles())
        target = self.root / "content" / "articles" / self.dice.choice(("2025", "2025/x", "y"))
        target.mkdir(parents=True, exist_ok=True)
        path.rename(target / path.name)

    def link(self) -> None:
        """A body links to another article, and to one that is not there."""
        one, other = self.dice.choice(self.articles()), self.dice.choice(self.articles())
        link = os.path.relpath(other, one.parent)
        text = one.read_text("utf-8") + f"\n[a]({link}#절-1) [b](gone.md) [c](../../about/index.md)\n"
        one.write_text(text, "utf-8")

    def settings(self) -> None:
        """The settings change."""
        path, dice = self.root / "digest.toml", self.rows
        notices = path.read_text("utf-8")
        notices = notices[notices.index("[disclaimer.ko]") :]
        if dice.random() < 0.2:
            word = dice.choice(("short", "information"))
            notices = re.sub(rf'(?m)^{word} = ".*', f'{word} = "알림 {dice.randint(1, 9)}."', notices, count=1)
        site = [f"latest = {dice.randint(2, 20)}", f"companies = {dice.randint(1, 3)}"]
        if dice.random() < 0.5:
            site.append(f'cards = "{dice.choice(("all", "recent", "none"))}"')
        if dice.random() < 0.5:
            site.append(f'repository = "https://github.com/one/{dice.randint(1, 3)}"')
        more = ['[older]\nuntil = 2020\nurl = "https://old.example.org/"'] if dice.random() < 0.3 else []
        path.write_text("\n".join(["[site]", *site, *more, notices]), "utf-8")

    def table(self) -> None:
        """The digest's own table of securities names a company, or names it otherwise."""
        dice = self.rows
        rows = ["mic,code,isin,name_ko,name_en,aliases,sector,kind,flags"]
        market, other = dice.choice(("XNAS", "XNAS", "XNYS")), dice.choice(("", "큐큐", "QZ"))
        rows.append(f"{market},QQZZ,,회사 {dice.randint(1, 9)},Firm,{other},Energy,share,")
        if dice.random() < 0.3:
            rows.append(f"XNAS,NVDA,,엔비디아 {dice.randint(1, 3)},Nvidia,{other},Energy,share,")
        rows += [f"XNYS,ZZ{number},,새 회사,New,,Energy,share," for number in range(dice.randint(0, 2))]
        (self.root / "securities.csv").write_text("\n".join(rows) + "\n", "utf-8")

    def template(self) -> None:
        """The theme's side of all pages changes."""
        shell = Shell(f"{SHELL.text}<i>{self.dice.randint(1, 9)}</i>")
        self.frame = replace(FRAME, shells={"ko": shell, "en": SHELL})

    def static(self) -> None:
        """A page written by hand changes."""
        path = self.root / "content" / "about" / "index.md"
        path.write_text(f'---\ntitle: "소개 {self.dice.randint(1, 9)}"\n---\n글 {self.dice.random()}\n', "utf-8")

    def translate(self) -> None:
        """A Korean article gets a translation, or it changes."""
        wanted = [
            path for path in self.articles() if "lang: en" not in path.read_text("utf-8") and "." not in path.stem
        ]
        if wanted:
            path = self.dice.choice(wanted)
            text = f'---\ntitle: "In English {self.dice.randint(1, 99)}"\n---\nBody {self.dice.random()}.\n'
            path.with_name(f"{path.stem}.en.md").write_text(text, "utf-8")

    def damage(self) -> None:
        """A file of the cache is lost, cut or emptied; or one of the pages that it holds."""
        files = sorted(path for path in (self.root / "cache").rglob("*") if path.is_file() and path.name != "lock")
        if files:
            path = self.dice.choice([*files, *[one for one in files if one.name.startswith("build")] * len(files)])
            if self.dice.random() < 0.4:
                path.unlink()
            else:
                with path.open("r+b") as stream:
                    stream.truncate(self.dice.randrange(path.stat().st_size + 1))

    def happen(self) -> str:
        """Something, and what."""
        many: tuple[Callable[[], None], ...] = (self.words, self.words, self.change, self.change, self.add, self.delete)
        few: tuple[Callable[[], None], ...] = (self.rename, self.series, self.link, self.settings, self.static)
        rare: tuple[Callable[[], None], ...] = (self.table, self.table, self.template)
        what = self.dice.choice((*many, *few, *rare, self.translate, self.damage))
        what()
        return what.__name__


def tree(root: Path) -> dict[str, bytes]:
    """Every file below a folder."""
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


def mirrored(job: Job, frame: Frame = FRAME) -> tuple[dict[str, bytes], list[str]] | list[str]:
    """What a build gives: its files and warnings, or the problems that stop it."""
    try:
        graph = build(job, frame)
    except LibraryError as error:
        return [str(problem) for problem in error.problems]
    graph.close()
    found = tree(graph.mirror)
    assert set(found) == set(graph.outputs)
    return found, graph.report.warnings


def same(digest: Digest, told: object, *, drafts: bool = False) -> None:
    """An incremental build equals a clean one."""
    job = replace(digest.job, drafts=drafts)
    clean = replace(job, cache=digest.root / "clean")
    shutil.rmtree(clean.cache, ignore_errors=True)
    wanted, made = mirrored(clean, digest.frame), mirrored(job, digest.frame)
    if isinstance(wanted, tuple) and isinstance(made, tuple):
        assert made[1] == wanted[1], told
        assert sorted(made[0]) == sorted(wanted[0]), told
        assert [path for path in wanted[0] if made[0][path] != wanted[0][path]] == [], told
    assert made == wanted, told


@pytest.mark.parametrize("seed", range(int(os.environ.get("DIGEST_SEEDS", "3"))))
def test_incremental_equals_clean(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seed: int) -> None:
    """After random edits, one to three between two builds, and damage to the cache.

    Few articles count as new, so that some and their series cease to, and lists leave their oldest leaf to search.
    """
    monkeypatch.setattr("digest.site.catalogue.RECENT", 5)
    monkeypatch.setattr("digest.site.catalogue.LIVING", 4)
    for name, number in (("PER", 3), ("_LEAST", 1), ("KEPT", 1)):
        monkeypatch.setattr(f"digest.site.paging.{name}", number)
    digest = Digest(tmp_path, seed)
    told: list[str] = []
    for _ in range(8):
        told.append("+".join(digest.happen() for _ in range(digest.dice.choice((1, 1, 2, 3)))))
        same(digest, (seed, told))


@pytest.mark.parametrize("seed", range(3))
def test_builds_and_previews_share_a_cache(tmp_path: Path, seed: int) -> None:
    """In whatever order they come, between whatever edits: each equals a clean one of its kind."""
    digest = Digest(tmp_path, seed)
    told: list[str] = []
    for _ in range(8):
        kind = digest.dice.choice(("site", "preview"))
        told.append(f"{digest.happen()} {kind}")
        same(digest, (seed, told), drafts=kind == "preview")


@pytest.mark.parametrize("first", [False, True])
def test_the_first_preview_goes_on_from_the_build_and_the_other_way_round(tmp_path: Path, *, first: bool) -> None:
    """What drafts do not touch is taken over, at the first time and after a change of everything."""
    digest = Digest(tmp_path, 3)
    for path in digest.articles()[1:]:
        path.write_text(path.read_text("utf-8").replace("status: draft", "status: published"), "utf-8")
    draft = digest.articles()[0]
    draft.write_text(re.sub("^status: .*$", "status: draft", draft.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    for _ in range(2):
        build(replace(digest.job, drafts=first), digest.frame).close()
        graph = build(replace(digest.job, drafts=not first), digest.frame)
        graph.close()
        articles = len(digest.articles())
        assert graph.report.made.get("piece", 0) == (not first)
        assert 0 < graph.report.made["article"] < articles
        same(digest, first, drafts=not first)
        same(digest, first, drafts=first)
        digest.template()


def test_a_translation_has_the_themes_of_its_article(tmp_path: Path) -> None:
    """Its own words may be about more: the page of that theme, search and data would not have it."""
    digest = Digest(tmp_path, 3)
    place = tmp_path / "content" / "articles" / "2025"
    front = 'id: "a-90"\ntitle: "제목"\ndate: 2025-01-02T09:00:00+09:00\nlang: ko\nsource: "https://e.com/90"'
    (place / "a-90.md").write_text(f"---\n{front}\n---\n글\n", "utf-8")
    told = "Semiconductor chips: a foundry makes more memory chips."
    (place / "a-90.en.md").write_text(f'---\ntitle: "{told}"\n---\n{told}\n', "utf-8")
    assert topics.topics(told)
    graph = build(digest.job, digest.frame)
    graph.close()
    for lang in ("", "en/"):
        assert "topics/" not in (graph.mirror / lang / "articles/2025/a-90/index.html").read_text("utf-8")


def test_what_is_spoilt_of_the_other_build_is_made_again(tmp_path: Path) -> None:
    """A folder in the place of a page, a file in that of a folder: neither stops the build that goes on from it."""
    digest = Digest(tmp_path, 3)
    build(digest.job, digest.frame).close()
    page = digest.job.mirror / "index.html"
    page.unlink()
    (page / "x").mkdir(parents=True)
    shutil.rmtree(digest.job.mirror / "articles")
    (digest.job.mirror / "articles").write_text("x", "utf-8")
    same(digest, "preview", drafts=True)
    same(digest, "site")


def test_a_build_that_ends_while_it_takes_over_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files of drafts that a preview had made do not stay in what the next build makes of what it knew before."""
    digest = Digest(tmp_path, 3)
    draft = digest.articles()[0]
    draft.write_text(re.sub("^status: .*$", "status: draft", draft.read_text("utf-8"), flags=re.MULTILINE), "utf-8")
    build(digest.job, digest.frame).close()
    digest.template()
    build(replace(digest.job, drafts=True), digest.frame).close()

    def ended(*told: Any) -> None:
        clone(*told)
        raise KeyboardInterrupt

    monkeypatch.setattr("digest.build.graph.clone", ended)
    with pytest.raises(KeyboardInterrupt):
        build(digest.job, digest.frame)
    monkeypatch.undo()
    digest.frame = FRAME
    same(digest, "ended")


@pytest.mark.parametrize("seed", range(3))
def test_the_edited_page_is_made_ahead_and_leaves_no_trace(tmp_path: Path, seed: int) -> None:
    """It shows the edit, with the neighbours of before; whether the build goes on or is killed, the next is right."""
    digest = Digest(tmp_path, seed)
    for turn in range(6):
        same(digest, (seed, turn))
        shown = Graph(digest.job)
        shown.read()
        path = digest.dice.choice([one for one in digest.articles() if "status: published" in one.read_text("utf-8")])
        if turn % 2:
            path.write_text(path.read_text("utf-8").replace('title: "', f'title: "새 {turn} '), "utf-8")
        else:
            path.write_text(path.read_text("utf-8") + f"\n새 {turn} 글.\n", "utf-8")
        graph = Graph(digest.job, before=shown)
        graph.read()
        made = ahead(graph, digest.frame, shown.files)
        assert [one for one in made if f"새 {turn} " in (graph.mirror / one).read_text("utf-8")] == list(made)
        assert len(made) == 1
        if turn % 3:
            graph.begin(digest.frame)
            graph.end()
        else:
            graph.store.db.rollback()
        graph.close()
        same(digest, (seed, turn))


@pytest.mark.parametrize("seed", range(3))
def test_a_build_that_is_stopped_is_made_good_by_the_next(tmp_path: Path, seed: int) -> None:
    """Wherever it ends because of another edit: what it made, and what it did not, is as in a clean build after it."""
    digest = Digest(tmp_path, seed)
    stopped = 0
    for turn in range(8):
        same(digest, (seed, turn))
        digest.happen()
        steps = iter(range(digest.dice.randrange(60)))
        graph = Graph(digest.job)

        def go_on(graph: Graph = graph, left: Iterator[int] = steps) -> None:
            if next(left, None) is None:
                graph.stop()
            Graph.go_on(graph)

        graph.go_on = go_on  # type: ignore[method-assign]
        try:
            graph.read()
            graph.begin(digest.frame)
            graph.end()
        except Stopped:
            stopped += 1
        except LibraryError:
            pass
        graph.close()
        digest.happen()
    same(digest, seed)
    assert stopped


def test_nothing_is_made_ahead_where_more_than_an_article_changed(tmp_path: Path) -> None:
    """A new article, one that went, a series, many articles: all is made at once."""
    digest = Digest(tmp_path, 1)
    same(digest, "")
    for happen in (digest.add, digest.delete, digest.series, digest.static):
        shown = Graph(digest.job)
        shown.read()
        happen()
        graph = Graph(digest.job, before=shown)
        graph.read()
        assert ahead(graph, digest.frame, shown.files) == {}
        graph.close()
    for path in digest.articles()[: FEW + 1]:
        path.write_text(path.read_text("utf-8") + "\n글.\n", "utf-8")
    many = Graph(digest.job)
    many.read()
    assert ahead(many, digest.frame, graph.files) == {}
    many.close()


def test_a_link_of_two_lines_is_one_thing_that_was_read(tmp_path: Path) -> None:
    """What a page looked up is kept as lines: a link with a line end or a backslash in it stays one."""
    digest = Digest(tmp_path, 1)
    digest.add()
    path = digest.articles()[0]
    with path.open("a", encoding="utf-8") as stream:
        stream.write('\n<a href="x&#10;y&#10;&#10;z.md">one</a> <a href="a&#92;nb.md">two</a>\n')
    for _ in range(2):
        same(digest, "a link of two lines")


def test_a_cache_of_another_version_is_begun_anew(tmp_path: Path) -> None:
    """Its tables may have other columns, and more of them; nothing of it is used, and nothing fails."""
    digest = Digest(tmp_path, 2)
    digest.job.cache.mkdir(parents=True)
    with closing(sqlite3.connect(digest.job.cache / "build.sqlite")) as db:
        db.executescript(
            "create table meta (name text primary key, value blob); insert into meta values ('version', 'older');"
            "create table sources (path text); create table more (a int); create index by_a on more (a);"
        )
    same(digest, "another version")
    with closing(sqlite3.connect(digest.job.cache / "build.sqlite")) as db:
        assert not db.execute("select 1 from sqlite_master where name = 'more'").fetchone()


@pytest.mark.parametrize("name", ["build.sqlite", "build.sqlite-journal", "lock", "site.unfinished"])
def test_a_folder_in_the_place_of_a_file_of_the_cache_is_thrown_away(name: str, tmp_path: Path) -> None:
    """As any damage of it is, with all that is in the folder; the site is what it would be."""
    digest = Digest(tmp_path, 2)
    for _ in range(2):
        (digest.job.cache / name).unlink(missing_ok=True)
        (digest.job.cache / name / "below").mkdir(parents=True)
        (digest.job.cache / name / "below" / "file").write_text("x")
        same(digest, f"a folder called {name}")
    assert not (digest.job.cache / name).is_dir()


def test_output_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    """Three processes make what one makes."""
    digest = Digest(tmp_path, 7)
    digest.link()
    alone = mirrored(digest.job)
    assert mirrored(replace(digest.job, jobs=3, cache=tmp_path / "three")) == alone


def test_a_build_of_several_processes_leaves_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What its processes shared is folded up; where the file system cannot share, one process makes the same."""
    digest = Digest(tmp_path, 7)
    digest.link()
    job = replace(digest.job, jobs=2)
    several = mirrored(job)
    assert [path.name for path in job.cache.glob("build.sqlite*")] == ["build.sqlite"]
    monkeypatch.setattr(Store, "share", lambda _: False)
    assert mirrored(replace(job, cache=tmp_path / "alone")) == several


def test_an_edit_touches_what_shows_it_and_nothing_else(tmp_path: Path) -> None:
    """A word in a body: its page, the page of its whole series, data and search; not lists, feeds or other articles."""
    digest = Digest(tmp_path, 3)
    build(digest.job, FRAME).close()
    path = next(one for one in digest.articles() if "status: published" in one.read_text("utf-8"))
    path.write_text(path.read_text("utf-8") + "\n한 줄 더.\n", "utf-8")
    graph = build(digest.job, FRAME)
    graph.close()
    made = graph.report.made
    assert made.get("article", 0) == 1
    assert not {"static", "company", "month", "list", "feed", "topic", "publisher", "sitemap", "cards"} & made.keys()
    again = build(digest.job, FRAME)
    again.close()
    assert (again.report.made, again.report.changed) == ({}, 0)


CODE = (
    "import sys; from pathlib import Path; sys.path.insert(0, sys.argv[2]);"
    "from tests.test_build import *; "
    "root = Path(sys.argv[1]); origin = Origin.at(FRAME.url, FRAME.name);"
    "print('on', flush=True);"
    "build(Job(root / 'content', root / 'digest.toml', root / 'cache', origin, jobs=int(sys.argv[3])), FRAME)"
)
"""A build in a process of its own: of a digest's folder, with the project's, in so many processes."""


def test_a_row_of_the_ledger_touches_no_page(tmp_path: Path) -> None:
    """Each new article comes with one: only what answers for addresses without a page is made again."""
    digest = Digest(tmp_path, 4)
    rows = ["address,moved_to,gone"]
    for row in ("companies/xnas-gone/,,", "topics/gone/,series/one/,"):
        rows.append(row)
        (tmp_path / "ledger.csv").write_text("\n".join(rows) + "\n", "utf-8")
        same(digest, rows)
    graph = build(digest.job, digest.frame)
    graph.close()
    (tmp_path / "ledger.csv").write_text("\n".join([*rows, "months/2020-01/,,"]) + "\n", "utf-8")
    graph = build(digest.job, digest.frame)
    graph.close()
    assert graph.report.made == {"ledger": 1}
    assert {"months/2020-01/index.html", "companies/xnas-gone/index.html"} <= set(graph.outputs)


def test_a_row_of_the_table_touches_what_shows_its_company(tmp_path: Path) -> None:
    """A company in no article touches nothing, another name what shows it; a code that is another company, all."""
    digest = Digest(tmp_path, 5)
    table = tmp_path / "securities.csv"
    head = table.read_text("utf-8").partition("\n")[0]

    def made(*rows: str) -> dict[str, int]:
        table.write_text("\n".join([head, *rows]) + "\n", "utf-8")
        graph = build(digest.job, digest.frame)
        graph.close()
        same(digest, rows)
        return graph.report.made

    first = made("XNAS,QQZZ,,회사,Firm,,Energy,share,")
    assert made("XNAS,QQZZ,,회사,Firm,,Energy,share,", "XNAS,ZZZZ,,새 회사,New,,Energy,share,") == {}
    assert made("XNAS,QQZZ,,회사,Firm,큐큐,Energy,share,") == {"search": 1}
    renamed = made("XNAS,QQZZ,,다른 이름,Firm,큐큐,Energy,share,")
    assert 0 < renamed["article"] < first["article"]
    moved = made("XNYS,QQZZ,,다른 이름,Firm,큐큐,Energy,share,")
    assert moved["article"] == first["article"]


def test_articles_are_found_below_what_their_codes_mean_now(tmp_path: Path) -> None:
    """An article that no longer names a company that moved to another market leaves that company's page."""
    digest = Digest(tmp_path, 5)
    table = tmp_path / "securities.csv"
    head = table.read_text("utf-8").partition("\n")[0]
    for market in ("XNAS", "XNYS"):
        table.write_text(f"{head}\n{market},QQZZ,,회사,Firm,,Energy,share,\n", "utf-8")
        same(digest, market)
    path = next(one for one in digest.articles() if "QQZZ" in one.read_text("utf-8"))
    path.write_text(path.read_text("utf-8").replace("QQZZ", "MSFT"), "utf-8")
    same(digest, path)


def test_a_setting_touches_what_reads_it(tmp_path: Path) -> None:
    """How many articles the home page shows is its own matter; where the repository is stands on each article."""
    digest = Digest(tmp_path, 6)
    build(digest.job, digest.frame).close()
    path = tmp_path / "digest.toml"
    notices = path.read_text("utf-8").partition("\n\n")[2]

    def made(*rows: str) -> set[str]:
        path.write_text("\n".join(["[site]", *rows, "", notices]), "utf-8")
        graph = build(digest.job, digest.frame)
        graph.close()
        same(digest, rows)
        return set(graph.report.made)

    assert made("latest = 4", "companies = 2") == {"static"}
    assert "article" in made("latest = 4", "companies = 2", 'repository = "https://github.com/one/two"')


def test_a_killed_build_leaves_nothing_wrong(tmp_path: Path) -> None:
    """Killed at several moments, with another edit in between, the next build is right."""
    digest = Digest(tmp_path, 11)
    build(digest.job, FRAME).close()
    for wait in (0.05, 0.2, 0.5):
        before = {path: path.read_text("utf-8") for path in digest.articles()}
        digest.settings()
        digest.change()
        with subprocess.Popen(
            [sys.executable, "-c", CODE, str(tmp_path), str(ROOT), "1"], stdout=subprocess.PIPE
        ) as running:
            assert running.stdout
            running.stdout.readline()
            time.sleep(wait)
            running.send_signal(signal.SIGKILL)
        for path, text in before.items():
            path.write_text(text, "utf-8")
        same(digest, wait)


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="the system does not list the children of a process")
def test_a_killed_build_takes_its_processes_with_it(tmp_path: Path) -> None:
    """They wait for tasks, and nobody is left to give them any."""
    digest = Digest(tmp_path, 12)
    digest.link()
    command = [sys.executable, "-c", CODE, str(tmp_path), str(ROOT), "2"]
    with subprocess.Popen(command, stdout=subprocess.PIPE) as running:
        listed = Path(f"/proc/{running.pid}/task/{running.pid}/children")
        begun: list[str] = []
        while len(begun) < 2 and running.poll() is None:
            begun = listed.read_text("utf-8").split()
        running.send_signal(signal.SIGKILL)
    assert len(begun) == 2
    until = time.monotonic() + 60
    while time.monotonic() < until and any(map(alive, begun)):
        time.sleep(0.05)
    assert not any(map(alive, begun))


def alive(pid: str) -> bool:
    """Whether a process runs, or waits."""
    try:
        return Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()[0] not in {"Z", "X"}
    except OSError:
        return False


def test_site_folder_follows_and_keeps_what_is_hidden(tmp_path: Path) -> None:
    """Files that vanished go, also those of nobody; names with a dot stay; a folder that is no site is refused."""
    digest = Digest(tmp_path, 5)
    theme, out = tmp_path / "theme", tmp_path / "out"
    theme.mkdir()
    (theme / "404.html").write_text("none", "utf-8")
    graph = build(digest.job, FRAME)
    publish(graph, out, theme)
    graph.close()
    assert {path: data for path, data in tree(out).items() if path in graph.outputs} == tree(graph.mirror)
    (out / "stale.html").write_text("x", "utf-8")
    (out / ".nojekyll").write_text("", "utf-8")
    (out / "index.html").unlink()
    digest.articles()[0].unlink()
    graph = build(digest.job, FRAME)
    publish(graph, out, theme)
    graph.close()
    assert set(tree(out)) == {*graph.outputs, "404.html", ".nojekyll", "assets/digest.css", "assets/digest.js"}
    assert publish(graph, out, theme) == 0
    other = tmp_path / "papers"
    other.mkdir()
    (other / "diary.txt").write_text("x", "utf-8")
    with pytest.raises(InputError, match="no site"):
        publish(graph, other, theme)
    assert (other / "diary.txt").is_file()


def test_two_builds_at_once_leave_nothing_of_each_other(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both link the same files; to put a link in the place of its own file does nothing, and leaves it where it was."""
    digest, out = Digest(tmp_path, 5), tmp_path / "out"
    graph = build(digest.job, FRAME)
    publish(graph, out)
    monkeypatch.setattr("digest.build.site._missing", lambda _, wanted: list(wanted))  # as the other one saw it
    publish(graph, out)
    graph.close()
    assert [path for path in tree(out) if path.endswith(".tmp")] == []


def test_who_waits_for_another_build_is_told_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build whose cache another process works with says once that it waits, and goes on when that one ends."""
    monkeypatch.setattr("digest.build.contents._PATIENCE", 0.01)
    digest = Digest(tmp_path, 5)
    digest.job.cache.mkdir()
    held = "import sys, filelock\nown = filelock.FileLock(sys.argv[1])\nown.acquire()\n"
    held += "print(flush=True); sys.stdin.read()"
    command = [sys.executable, "-c", held, str(digest.job.cache / "lock")]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout
        other.stdout.readline()
        monkeypatch.setattr("digest.build.contents.shown", lambda _: other.communicate() and "cache")  # it ends now
        graph = build(digest.job, FRAME)
    graph.close()
    assert capsys.readouterr().err.count("another build works with") == 1
    assert graph.outputs


def test_a_site_that_stands_is_left_alone_and_one_that_was_spoilt_is_mended(tmp_path: Path) -> None:
    """Whichever of the two copies of a page is spoilt or gone: the folder is right after each build."""
    digest = Digest(tmp_path, 6)
    theme, out = tmp_path / "theme", tmp_path / "out"
    theme.mkdir()
    job = replace(digest.job, out=out)

    def built() -> int:
        graph = build(job, FRAME)
        changed = publish(graph, out, theme)
        graph.close()
        return changed

    built()
    wanted = tree(out)
    page = next(path for path in wanted if path.startswith("articles/"))
    assert built() == 0
    spoils: tuple[Callable[[], object], ...] = (
        (job.mirror / page).unlink,
        partial(shutil.rmtree, job.mirror / "articles"),
        (out / page).unlink,
        partial((out / page).write_text, "other"),
        partial(shutil.rmtree, out),
    )
    for spoil in spoils:
        spoil()
        built()
        assert tree(out) == wanted
    shutil.rmtree(job.mirror)
    shutil.rmtree(out)
    built()
    assert tree(out) == wanted
    digest.change()
    built()
    clean = replace(digest.job, cache=tmp_path / "clean")
    assert {path: data for path, data in tree(out).items() if not path.startswith("assets/digest.")} == mirrored(clean)[
        0
    ]


def test_light_sides_look_like_articles() -> None:
    """Each field of an entry is that of its article, whether it is light or fetched."""
    library = folder.load(ROOT / "content")
    asked: list[str] = []
    for one in library.articles:
        told = json.dumps(fact(one), ensure_ascii=False)

        def whole(entry: Entry, one: Article = one) -> Article:
            asked.append(entry.id)
            return one

        entry = Entry(head(one), lambda _, told=told: told, library.paths[one.id], "", b"", whole)  # type: ignore[misc]
        for name in (
            "title",
            "date",
            "modified",
            "tickers",
            "mentions",
            "deck",
            "series",
            "part",
            "status",
            "pick",
            "impacts",
        ):
            assert getattr(entry, name) == getattr(one, name), name
        assert (entry.source.url, entry.source.publisher) == (one.source.url, one.source.publisher)
        assert bool(entry.sentiment) == bool(one.sentiment)
        if one.sentiment:
            made: Any = entry.sentiment
            assert (made.label, made.score) == (one.sentiment.label, one.sentiment.score)
        assert not asked
        assert (entry.body, entry.figures, entry.source.sha256) == (one.body, one.figures, one.source.sha256)
        assert asked
        asked.clear()
        assert type(one).model_validate_json(one.model_dump_json(exclude_defaults=True)) == one


AT_ODDS = {
    "source.url-double": ("https://e.com/1", "https://e.com/2"),
    "part-double": ("part: 1", "part: 2"),
    "series-unknown": ("series: one", "series: none"),
    "ticker-unknown": ('mentions: ["NVDA"]', 'mentions: ["ZZZQ"]'),
    "impact": ('- {ticker: "AAPL"', '- {ticker: "ZZZQ"'),
    "judged": ('companies: [{ticker: "AAPL"', 'companies: [{ticker: "ZZZQ"'),
    "translation-original": ("lang: ko", "lang: en"),
}
"""What puts an article at odds with another file or the table of securities."""


@pytest.mark.parametrize("rule", AT_ODDS)
def test_an_edit_at_odds_with_another_file_is_told(tmp_path: Path, rule: str) -> None:
    """Files that an edit did not touch are not held against each other again; what it put at odds is seen even so."""
    digest = Digest(tmp_path, 4)
    for path in digest.articles():
        path.unlink()
    for number in (1, 2):
        head_ = f'title: "글 {number}"\ndate: 2025-01-0{number}T09:00:00+09:00\nlang: ko\nseries: one\npart: {number}\n'
        codes = 'tickers: ["AAPL"]\nmentions: ["NVDA"]\nimpacts:\n  - {ticker: "AAPL", direction: negative}\n'
        judged = 'sentiment: {label: negative, companies: [{ticker: "AAPL", label: negative}]}\n'
        text = f"---\n{head_}{codes}{judged}source: https://e.com/{number}\n---\n본문입니다.\n"
        (tmp_path / "content" / "articles" / "2025" / f"a-{number}.md").write_text(text, "utf-8")
    path = tmp_path / "content" / "articles" / "2025" / "a-1.md"
    path.with_name("a-1.en.md").write_text('---\ntitle: "One"\n---\nBody.\n', "utf-8")
    assert isinstance(mirrored(digest.job), tuple)
    path.write_text(path.read_text("utf-8").replace('"글 1"', '"다른 글"'), "utf-8")
    assert isinstance(mirrored(digest.job), tuple)
    before = path.read_text("utf-8")
    assert before != before.replace(*AT_ODDS[rule])
    path.write_text(before.replace(*AT_ODDS[rule]), "utf-8")
    told = mirrored(digest.job)
    assert isinstance(told, list)
    assert told
    same(digest, rule)


def test_an_edited_headline_is_held_against_no_other_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """To compare all files takes longer than to read what changed."""
    digest = Digest(tmp_path, 4)
    assert isinstance(mirrored(digest.job), tuple)
    monkeypatch.setattr(folder.Reading, "compare", lambda _: pytest.fail("compared"))
    path = digest.articles()[0]
    path.write_text(path.read_text("utf-8").replace('title: "', 'title: "새 ', 1), "utf-8")
    assert isinstance(mirrored(digest.job), tuple)


def test_shell_fills_marks_and_reads_no_text() -> None:
    """Links are relative at every depth; what a page holds is never taken for a mark."""
    shell = Shell(
        f'<a href="{url("")}">x</a>\n\n  <link href="{url("assets/a.css")}">\n{url("series/")} {put("content")}'
    )
    assert shell.fill("", {"content": "c"}) == '<a href="./">x</a><link href="assets/a.css">series/ c\n'
    text = put("title") + url("x")
    assert shell.fill("series/a/", {"content": text}) == (
        f'<a href="../../">x</a><link href="../../assets/a.css">../ {text}\n'
    )


def test_large_sites_are_told_what_to_do() -> None:
    """From eighty per cent of what GitHub Pages publishes."""
    assert warning(799_000_000) == ""
    assert "digest archive" in warning(801_000_000)


def test_a_graph_that_is_read_only_holds_no_lock(tmp_path: Path) -> None:
    """Another build can begin after a reading that stopped with problems."""
    digest = Digest(tmp_path, 2)
    (tmp_path / "content" / "articles" / "bad.md").write_text("no", "utf-8")
    with pytest.raises(LibraryError):
        Graph(digest.job).read()
    (tmp_path / "content" / "articles" / "bad.md").unlink()
    build(digest.job, FRAME).close()


def test_many_bodies_are_made_in_several_processes_from_what_was_kept(tmp_path: Path) -> None:
    """Where only bodies changed, processes read light sides and neighbours from the cache, each by itself."""
    digest = Digest(tmp_path, 13)
    for _ in range(70):
        digest.add()
    job = replace(digest.job, jobs=3)
    build(job, FRAME).close()
    for path in digest.articles():
        path.write_text(path.read_text("utf-8") + "\n한 줄 더.\n", "utf-8")
    clean = mirrored(replace(job, cache=tmp_path / "clean", jobs=1))
    assert mirrored(job) == clean


def test_columns_hold_rows_as_they_were() -> None:
    """Rows come back from the cache, without those that went and with those that came; a damaged column is told."""
    rows = [
        Made("article\ta", b"\1\0\0\0\2\0\0\0", b"x" * 32, (("a/a", 3, 1 << 60),), "a.md", "a.md", "[]", "p\nq"),
        Made("piece\ta", array("I", [2]).tobytes(), b"x" * 32, (), digest=b"d" * 12),
        Made("search", b"", b"y" * 32, (("s/1", 1, 2), ("s/2", 3, 4))),
    ]
    columns = Columns()
    for row in rows:
        columns.add(row)
    again = Columns.restored(columns.stored())
    assert [again[name] for name in again] == rows
    some = again.but(["piece\ta"])
    assert [some[name] for name in some] == [rows[0], rows[2]]
    some.add(columns["piece\ta"])
    assert [some[name] for name in some] == [rows[0], rows[2], rows[1]]
    assert some.outputs() == {"a/a": (3, 1 << 60), "s/1": (1, 2), "s/2": (3, 4)}
    assert some.fallen(b"x" * 32, {2}, some.broken("/nowhere")) == {"article\ta", "piece\ta", "search"}
    assert columns.but(["article\ta"]).fallen(b"x" * 32, {1}, set()) == {"search"}
    names, *rest = columns.stored()
    with pytest.raises(ValueError, match="as many rows"):
        Columns.restored([f"{names!s}\nmore", *rest])


def test_a_look_up_of_light_sides_reads_no_whole_article(tmp_path: Path) -> None:
    """What an edit of a body does not ask for cannot have been made of bodies: to read one there is an error."""
    digest = Digest(tmp_path, 4)
    graph = Graph(digest.job)
    graph.read()
    for group in sorted(LIGHT - {"near"}):
        graph.catalogue.current(f"{group}\t**")
    with graph.recorder.pause("months"), pytest.raises(RuntimeError, match="months is made of whole articles"):
        graph.whole(graph.catalogue.raws["library.articles"][0])
