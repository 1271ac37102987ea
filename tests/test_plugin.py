"""The plugin in MkDocs: what it refuses, what it keeps, what it lets through, and how a preview recovers."""

from __future__ import annotations

import base64
import contextlib
import errno
import hashlib
import json
import os
import queue
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
import time
import urllib.request
import zlib
from contextlib import closing
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import TYPE_CHECKING, ClassVar

import click
import pytest
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.livereload import LiveReloadServer
from mkdocs.structure.files import get_files
from watchdog.events import FileSystemEventHandler

from digest.build.graph import Graph
from digest.build.job import Stopped
from digest.mkdocs_plugin import preview, watching
from digest.mkdocs_plugin.building import ToldAbort
from digest.mkdocs_plugin.plugin import DigestPlugin
from digest.mkdocs_plugin.rest import Rest
from digest.mkdocs_plugin.told import address
from digest.site.assets import assets
from digest.site.front_matter import escaped, source
from digest.site.page import BODY_SLOT, Page
from digest.site.render import overrides
from tests.site_builds import GOLDEN, ROOT, build
from tests.test_build import Digest, tree

if TYPE_CHECKING:
    from collections.abc import Callable

GOOD = """---
title: "좋은 기사"
date: 2025-01-10T09:30:00+09:00
tickers: ["NVDA"]
sentiment: negative
source: "https://e.com/1"
---
Update: the first line.
Author: is text.

글.
"""
INDEX = '---\ntitle: "홈"\n---\n'
BROKEN = {
    "yaml": ("title: [딥시크 쇼크] NVDA", "a.md:2: title:"),
    "date": ("date: 2025-02-30", "a.md:"),
    "ticker": ('tickers: ["NVDAA"]', 'a.md:4: tickers.0: "NVDAA" is no security that we know: did you mean NVDA'),
    "field": ('template: "sitemap.xml"', "is not a known field"),
    "sentiment": ("sentiment: bad", "a.md:5: sentiment"),
}


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A content folder with a home page and the pages that nav names."""
    root = tmp_path / "content"
    for name in ("articles", "about", "en"):
        (root / name).mkdir(parents=True)
    for name in ("index.md", "about/index.md", "en/index.md"):
        (root / name).write_text(INDEX, "utf-8")
    return root


def put(content: Path, text: str, name: str = "a.md") -> None:
    """Write one article."""
    (content / "articles" / name).write_text(text, "utf-8")


def broken(line: str) -> str:
    """The good article with one line replaced or added."""
    field = line.split(":", maxsplit=1)[0]
    lines = [row for row in GOOD.split("\n") if not row.startswith(f"{field}:")]
    lines.insert(
        GOOD.split("\n").index(next((r for r in GOOD.split("\n") if r.startswith(f"{field}:")), "---")) or 1, line
    )
    return "\n".join(lines)


def settled(content: Path) -> Path:
    """The project's settings over another content folder, beside it."""
    config = content.parent / "mkdocs.yml"
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    config.write_text(
        text.replace("docs_dir: content", f"docs_dir: {content}").replace("overrides", str(ROOT / "overrides")), "utf-8"
    )
    shutil.copy(ROOT / "digest.toml", content.parent)
    return config


def mkdocs(content: Path, out: Path) -> subprocess.CompletedProcess[str]:
    """The real command."""
    config = settled(content)
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "-f", str(config), "-d", str(out)]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, cwd=content.parent, timeout=60
    )


@pytest.mark.parametrize("kind", BROKEN)
def test_broken_file_stops_the_build(
    content: Path, kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each kind of mistake is a line that names file and field; nothing is built."""
    line, message = BROKEN[kind]
    put(content, broken(line))
    with pytest.raises(Abort) as caught:
        build(content, tmp_path / "site")
    said = capsys.readouterr().err
    assert message in said
    assert caught.value.code == 1
    assert not (tmp_path / "site").exists()


def test_command_names_every_problem_and_shows_no_traceback(content: Path, tmp_path: Path) -> None:
    """`mkdocs build` exits with 1 after one line for each problem of each file."""
    put(content, broken("date: 2025-02-30"))
    put(content, GOOD.replace('"NVDA"', "000660").replace("e.com/1", "e.com/2"), "b.md")
    put(content, "no front matter", "c.md")
    done = mkdocs(content, tmp_path / "site")
    lines = [line for line in done.stderr.splitlines() if "content/articles/" in line]
    assert done.returncode == 1
    assert {line.split(":")[0].rsplit("/", 1)[1] for line in lines} == {"a.md", "b.md", "c.md"}
    assert "Traceback" not in done.stderr + done.stdout


def test_foreign_file_in_content_is_refused(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A script or page in content/ never reaches the site."""
    (content / "about" / "x.html").write_text("<script>alert(1)</script>", "utf-8")
    with pytest.raises(Abort):
        build(content, tmp_path / "site")
    assert "x.html: is not Markdown" in capsys.readouterr().err


def test_two_files_with_one_address_are_refused(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page written by hand where a generated one belongs is an error, not an overwrite."""
    (content / "companies").mkdir()
    (content / "companies" / "index.md").write_text(INDEX, "utf-8")
    with pytest.raises(Abort):
        build(content, tmp_path / "site")
    assert "companies/index.md" in capsys.readouterr().err


def test_broken_settings_stop_the_build(content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """digest.toml is content too: a mistake is one line."""
    bad = tmp_path / "bad.toml"
    bad.write_text("[site", "utf-8")
    with pytest.raises(Abort):
        build(content, tmp_path / "site", bad)
    assert "bad.toml: is not TOML" in capsys.readouterr().err


def test_a_cache_that_cannot_be_written_is_told(
    content: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a line, as any other mistake is; it is none of the content."""
    (tmp_path / "site-cache").write_text("x", "utf-8")
    with pytest.raises(Abort, match=r"^1 problem: nothing was built$"):
        build(content, tmp_path / "site")
    assert capsys.readouterr().err.startswith(f"{tmp_path}/site-cache: is a file where a folder is needed: ")


def test_first_lines_that_look_like_metadata_stay(content: Path, tmp_path: Path) -> None:
    """MkDocs would eat `Update: …`; with our block before it, it is text."""
    put(content, GOOD)
    html = (build(content, tmp_path / "site") / "articles/a/index.html").read_text("utf-8")
    assert "Update: the first line." in html
    assert "Author: is text." in html


def test_site_below_a_path(content: Path, tmp_path: Path) -> None:
    """With an address below a path, 404.html links to it and pages have their canonical address."""
    put(content, GOOD)
    site = build(content, tmp_path / "site", site_url="https://example.org/news/")
    assert '"/news/assets/digest.css"' in (site / "404.html").read_text("utf-8")
    page = (site / "articles/a/index.html").read_text("utf-8")
    assert '<link rel="canonical" href="https://example.org/news/articles/a/">' in page


def test_link_to_nothing_fails_a_strict_build(content: Path, tmp_path: Path) -> None:
    """Links, anchors and absolute paths in our own words are checked."""
    for target in ("b.md", "a.md#none", "/about/", "nowhere/"):
        put(content, GOOD + f"\n[x]({target})\n")
        with pytest.raises(Abort, match="strict"):
            build(content, tmp_path / "site")


def test_a_menu_that_names_a_page_that_is_not_there(content: Path, tmp_path: Path) -> None:
    """A digest without an English home builds, and the menu's line is told; a strict build stops at it."""
    (content / "en" / "index.md").unlink()
    site = build(content, tmp_path / "site", strict=False)
    assert (site / "index.html").is_file()
    assert not (site / "en" / "index.html").exists()
    with pytest.raises(Abort, match="strict"):
        build(content, tmp_path / "site")


def test_nothing_but_ours_in_nav_and_index(content: Path, tmp_path: Path) -> None:
    """Articles stay out of nav; lists stay out of the search index; titles are escaped once."""
    put(content, GOOD.replace("좋은 기사", "A & B <i>기사</i> 'c'"))
    site = build(content, tmp_path / "site")
    html = (site / "articles/a/index.html").read_text("utf-8")
    assert "<title>A &amp; B &lt;i&gt;기사&lt;/i&gt; &#x27;c&#x27; · Finance Digest</title>" in html
    assert "&amp;amp;" not in html
    assert "articles/a/" not in (site / "about/index.html").read_text("utf-8")
    texts = [zlib.decompress(path.read_bytes()).decode("cp949") for path in (site / "search/t").iterdir()]
    titles = {row[0]: row[1] for text in texts for row in json.loads(text)}
    assert titles["articles/a/"] == "A & B <i>기사</i> 'c'"
    assert all(place.startswith("articles/") for place in titles)


def plugin_for(content: Path, *, serving: bool) -> tuple[DigestPlugin, object]:
    """The plugin as MkDocs sets it up."""
    config = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(content), site_dir=str(content.parent / "site"))
    config.plugins["digest"].config["cache"] = str(content.parent / "cache")
    plugin = config.plugins["digest"]
    assert isinstance(plugin, DigestPlugin)
    plugin.on_startup(command="serve" if serving else "build", dirty=False)
    return plugin, config


@pytest.mark.parametrize("damage", ["update sources set value = 1", "update articles set value = substr(value, 4)"])
def test_a_damaged_cache_costs_time_alone(content: Path, tmp_path: Path, damage: str) -> None:
    """Whether it shows when the content is read or when pages are made, the site is that of an empty cache."""
    put(content, GOOD)
    out = build(content, tmp_path / "site")
    with closing(sqlite3.connect(tmp_path / "site-cache/build.sqlite")) as store:
        store.execute(damage)
        store.commit()
    address = "https://news.example/"  # with it every page is another one
    again, anew = (build(content, one, site_url=address) for one in (out, tmp_path / "other"))
    page = "articles/a/index.html"
    assert (again / page).read_bytes() == (anew / page).read_bytes()


def test_preview_survives_a_broken_edit_and_recovers(content: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In a preview a mistake is said, the last good pages stay, and the next save is shown."""
    put(content, GOOD)
    plugin, config = plugin_for(content, serving=True)
    plugin.on_pre_build(config=config)  # type: ignore[arg-type]
    assert plugin.built
    before = plugin.built
    put(content, broken("date: 2025-02-30"))
    plugin.on_pre_build(config=config)  # type: ignore[arg-type]
    assert plugin.built is before
    assert "articles/a.md" in capsys.readouterr().err
    put(content, GOOD.replace("좋은 기사", "고친 기사"))
    plugin.on_pre_build(config=config)  # type: ignore[arg-type]
    assert plugin.built.catalogue.by_id["a"].title == "고친 기사"


def test_preview_that_starts_broken_stops(content: Path) -> None:
    """Without a good state there is nothing to show."""
    put(content, broken("date: 2025-02-30"))
    plugin, config = plugin_for(content, serving=True)
    with pytest.raises(Abort):
        plugin.on_pre_build(config=config)  # type: ignore[arg-type]


def test_preview_watches_templates_and_disclaimers(content: Path) -> None:
    """Editing overrides/, digest.toml or a table beside the content rebuilds too."""
    for name in ("securities.csv", "ledger.csv"):
        (content.parent / name).touch()
    plugin, config = plugin_for(content, serving=True)
    watched = {Path(path).name for path in plugin.on_config(config).watch}  # type: ignore[arg-type]
    assert {"overrides", "digest.toml", "securities.csv", "ledger.csv"} <= watched


def test_theme_parts_come_with_the_plugin(content: Path) -> None:
    """The disclaimers stand on every page also where mkdocs.yml names no custom_dir; they are not put in twice."""
    plugin, config = plugin_for(content, serving=False)
    found = plugin.on_config(config).theme.dirs  # type: ignore[arg-type]
    assert [Path(folder).name for folder in found].count("overrides") == 1
    theme = {"name": "material", "language": "ko", "font": False}
    bare = load_config(str(ROOT / "mkdocs.yml"), docs_dir=str(content), site_dir="site", theme=theme)
    assert "overrides" not in {Path(folder).name for folder in bare.theme.dirs}
    assert Path(plugin.on_config(bare).theme.dirs[0]).name == "overrides"


def test_a_checkout_behind_a_link_gives_the_same_site(
    content: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Parts of style sheets and scripts are joined there too, not copied one by one."""
    site = build(content, tmp_path / "site")
    (tmp_path / "link").symlink_to(ROOT)
    monkeypatch.setattr("tests.site_builds.ROOT", tmp_path / "link")
    assert tree(build(content, tmp_path / "linked")) == tree(site)
    assert not (site / "styles").exists()


def test_preview_copies_no_foreign_file(content: Path) -> None:
    """While a preview keeps its last good state, a page or script put into content/ is not served either."""
    put(content, GOOD)
    plugin, config = plugin_for(content, serving=True)
    plugin.on_pre_build(config=config)  # type: ignore[arg-type]
    (content / "bad.html").write_text("<script>alert(1)</script>", "utf-8")
    (content / "good.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    plugin.on_pre_build(config=config)  # type: ignore[arg-type]
    names = {file.src_uri for file in config.plugins.on_files(get_files(config), config=config)}  # type: ignore[attr-defined, arg-type]
    assert "good.png" in names
    assert "bad.html" not in names


def test_metadata_is_one_escaped_block() -> None:
    """A title that closes the block or a quote stays inside its own value."""
    page = Page("a.md", "x\"\n---\n<b> & '", "ko", "{{ 1 }}", BODY_SLOT)
    head = source(page, "---\nbody: yes")
    assert head.startswith('---\ntitle: "x&quot;\\n---\\n&lt;b&gt; &amp; &#x27;"\n')
    assert head.split("\n---\n", 1)[1] == "---\nbody: yes\n"
    assert escaped("&amp;") == "&amp;amp;"


def test_golden_settings_have_their_disclaimers_on_each_page(tmp_path: Path) -> None:
    """The notices of the settings file reach each page in its language."""
    site = build(GOLDEN / "content", tmp_path / "site", GOLDEN / "digest.toml")
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 15
    for path in pages:
        html = path.read_text("utf-8")
        english = '<html lang="en"' in html
        wanted = ["No solicitation."] if english else ["권유하지 않습니다."]
        wanted += ["권유하지 않습니다.", "No solicitation."] if path.name == "404.html" else []
        assert all(text in html for text in wanted), path


def test_a_preview_whose_place_is_taken_is_told(tmp_path: Path) -> None:
    """In a line with what to write, not by a traceback; a place that is free is none to speak of."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        server = LiveReloadServer(builder=lambda: None, host="127.0.0.1", port=port, root=str(tmp_path))
        assert preview.taken(server) == (
            f"127.0.0.1:{port} is taken, perhaps by a preview that still runs: end that, or write: "
            f"mkdocs serve --dev-addr 127.0.0.1:{port + 1}"
        )
    assert preview.taken(server) == ""
    server.server_close()


@pytest.mark.parametrize("stubs", [None, ()])
def test_a_full_disk_is_told_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], stubs: tuple[str, ...] | None
) -> None:
    """Where the site's files do not fit, a build and a preview end with where and why, without a traceback."""

    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device", "site/index.html")

    monkeypatch.setattr(preview, "publish" if stubs is None else "show", full)
    with pytest.raises(ToldAbort, match="the site is not whole"):
        preview.place(Graph.__new__(Graph), Path("site"), stubs)
    assert capsys.readouterr().err == "site/index.html: does not fit: the disk is full: make room, then run it again\n"


def test_a_preview_may_run_the_servers_script_alone() -> None:
    """The page that MkDocs loads anew after an edit allows that one script, by its hash; its length is told anew."""
    script = "<script>livereload(1)</script>"
    page = f"<meta content=\"script-src 'self';x\"><script>old()</script><p>가</p>{script}".encode()

    def app(_: object, start: Callable[..., object]) -> list[bytes]:
        start("200 OK", [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(page)))])
        return [page]

    told: list[object] = []
    body = b"".join(preview.listening(app, Rest(lambda _: None))({}, lambda *started: told.extend(started)))
    mark = base64.b64encode(hashlib.sha256(b"livereload(1)").digest()).decode()
    assert f"script-src 'self' 'sha256-{mark}';x" in body.decode()
    assert body.decode().count("sha256-") == 1
    assert told[1] == [("Content-Type", "text/html; charset=utf-8"), ("Content-Length", str(len(body)))]
    assert preview.allowing(b"<p>no script</p>") == b"<p>no script</p>"


def test_a_preview_answers_for_pages_at_once_and_for_the_rest_when_it_is_made() -> None:
    """After an edit its pages are there; who asks for search, data or a page that may be gone gets what is right."""
    site = {"a/index.html": b"new", "search/head.json": b"old", "gone/index.html": b"old"}
    going = threading.Event()

    class Made:
        outputs: ClassVar = {"a/index.html": (1, 1)}
        report = SimpleNamespace(warnings=[])
        closed = False

        def end(self) -> None:
            going.wait(10)
            site["search/head.json"] = b"new"
            site["gone/index.html"] = b"none"

        def close(self) -> None:
            self.closed = True

    made, rest = Made(), Rest(lambda _: None)
    rest.begin(made)  # type: ignore[arg-type]
    assert rest.answered("a/index.html", lambda: site["a/index.html"]) == b"new"
    asked = threading.Event()

    def answer() -> bytes:
        asked.set()
        return site["search/head.json"]

    told: list[bytes] = []
    one = threading.Thread(target=lambda: told.append(rest.answered("search/head.json", answer)))
    one.start()
    assert asked.wait(10)
    going.set()
    one.join(10)
    assert told == [b"new"]
    assert rest.answered("gone/index.html", lambda: site["gone/index.html"]) == b"none"
    rest.wait()
    assert made.closed


def test_a_preview_answers_for_the_edited_page_before_all_others() -> None:
    """Then for the others, then for the rest; the theme's files are never waited for."""
    site = {"a/index.html": b"new", "b/index.html": b"old", "search/head.json": b"old", "assets/digest.css": b"css"}
    steps = [threading.Event(), threading.Event()]

    class Made:
        outputs: ClassVar[dict[str, tuple[int, int]]] = {}
        report = SimpleNamespace(warnings=[])

        def pages(self) -> bool:
            steps[0].wait(10)
            site["b/index.html"] = b"new"
            self.outputs.update({"a/index.html": (1, 1), "b/index.html": (1, 1)})
            return True

        def end(self) -> None:
            steps[1].wait(10)
            site["search/head.json"] = b"new"

        def close(self) -> None:
            """Nothing is held."""

    made, rest = Made(), Rest(lambda _: None)
    rest.begin(made, made.pages, ["a/index.html"])  # type: ignore[arg-type]
    for path in ("a/index.html", "assets/digest.css"):
        assert rest.answered(path, lambda path=path: site[path]) == site[path]  # type: ignore[misc]
    told: dict[str, bytes] = {}

    def ask(path: str) -> threading.Thread:
        one = threading.Thread(target=lambda: told.update({path: rest.answered(path, lambda: site[path])}))
        one.start()
        return one

    page, search = ask("b/index.html"), ask("search/head.json")
    page.join(0.2)
    assert told == {}
    steps[0].set()
    page.join(10)
    assert told == {"b/index.html": b"new"}
    steps[1].set()
    search.join(10)
    assert told["search/head.json"] == b"new"


@pytest.mark.parametrize("follows", [True, False])
def test_an_edit_does_not_wait_for_the_rest_of_the_one_before(*, follows: bool) -> None:
    """That is stopped, and who asked for it waits for what is made instead; where nothing is, what stands is given."""
    site = {"search/head.json": b"old"}
    begun, stopped, asked = threading.Event(), threading.Event(), threading.Event()

    class Made:
        outputs: ClassVar[dict[str, tuple[int, int]]] = {"a/index.html": (1, 1)}
        report = SimpleNamespace(warnings=[])

        def __init__(self, *, first: bool) -> None:
            self.first = first

        def stop(self) -> None:
            stopped.set()

        def end(self) -> None:
            begun.set()
            if self.first:
                assert stopped.wait(10)
                raise Stopped
            site["search/head.json"] = b"new"

        def close(self) -> None:
            """Nothing is held."""

    def answer() -> bytes:
        asked.set()
        return site["search/head.json"]

    rest = Rest(lambda _: None)
    rest.begin(Made(first=True))  # type: ignore[arg-type]
    assert begun.wait(10)
    told: list[bytes] = []
    one = threading.Thread(target=lambda: told.append(rest.answered("search/head.json", answer)))
    one.start()
    assert asked.wait(10)
    with rest.instead():
        one.join(0.2)
        assert told == []
        if follows:
            rest.begin(Made(first=False))  # type: ignore[arg-type]
    one.join(10)
    assert told == [b"new" if follows else b"old"]


def test_after_an_edit_no_page_of_a_preview_is_old(tmp_path: Path) -> None:
    """The real server: once the edited page is there, every other page and file that is asked for has the edit too.

    Pages name the address of the site and not that of the server, so that builds and previews can share them.
    """
    content = tmp_path / "content"
    shutil.copytree(GOLDEN / "content", content)
    article = content / "articles/2025/01/20250110-gaon-1.md"
    text = article.read_text("utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "mkdocs", "serve", "-f", str(settled(content)), "-a", f"127.0.0.1:{port}"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "DIGEST_SITE_URL": "https://example.org/news"}
    with (tmp_path / "log").open("wb") as log:
        server = subprocess.Popen(command, stdout=log, stderr=log, env=environment, cwd=tmp_path)

    def asked(path: str) -> str:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/news/{path}", timeout=60) as answer:
            return str(answer.read().decode("utf-8", "replace"))

    def until(word: str) -> None:
        for _ in range(600):
            assert server.poll() is None, (tmp_path / "log").read_text("utf-8")
            with contextlib.suppress(OSError):
                if word in asked("articles/2025/01/20250110-gaon-1/"):
                    return
            time.sleep(0.1)
        raise AssertionError((tmp_path / "log").read_text("utf-8"))

    try:
        until("<title>")
        assert '"canonical" href="https://example.org/news/articles/' in asked("articles/2025/01/20250110-gaon-1/")
        for number in range(3):
            article.write_text(
                re.sub('^title: ".*"$', f'title: "고친 제목 {number}호"', text, flags=re.MULTILINE), "utf-8"
            )
            until(f"고친 제목 {number}호")
            for path in ("months/2025-01/", "series/gaon-chips/", "en/months/2025-01/", "data/articles.json"):
                assert f"고친 제목 {number}호" in asked(path), path
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(60)


def test_a_preview_whose_pages_cannot_be_made_keeps_answering() -> None:
    """What failed was told; who waited gets what stands."""
    closed: list[bool] = []
    made = SimpleNamespace(outputs={}, report=SimpleNamespace(warnings=[]), close=lambda: closed.append(True))
    for pages in (lambda: False, lambda: 1 / 0):
        rest = Rest(lambda _: None)
        rest.begin(made, pages, ["a/index.html"])  # type: ignore[arg-type]
        assert rest.answered("b/index.html", lambda: b"old") == b"old"
        rest.wait()
    assert closed == [True, True]


def test_a_preview_is_copied_where_links_cannot_be_made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With what is made last, such as search; what a build has no more goes."""

    def refused(*_: object, **__: object) -> None:
        raise OSError("no links here")

    monkeypatch.setattr(Path, "symlink_to", refused)
    digest, served = Digest(tmp_path, 3), tmp_path / "served"
    rest = Rest(partial(preview.show, root=served))
    for _ in range(2):
        graph = Graph(replace(digest.job, drafts=True))
        graph.read()
        graph.begin(digest.frame)
        preview.show(graph, served)
        rest.begin(graph)
        rest.wait()
        own = assets(overrides())
        assert {path: data for path, data in tree(served).items() if path not in own} == tree(graph.mirror)
        digest.articles()[0].unlink()


def test_a_broken_mkdocs_yml_is_told_without_a_traceback(tmp_path: Path) -> None:
    """The server prints what ends a build; of all else it prints where that was raised."""
    config = SimpleNamespace(config_file_path=str(tmp_path / "mkdocs.yml"))

    def full(_: object) -> None:
        raise ConfigurationError("line 80, column 1")

    rest = Rest(lambda _: None)
    builder = preview.quick(DigestPlugin(), SimpleNamespace(root=tmp_path), config, full, rest)  # type: ignore[arg-type]
    (tmp_path / "mkdocs.yml").write_text("site_name: [", "utf-8")
    with pytest.raises(Abort, match="line 80"):
        builder()


def test_edits_are_told_and_readings_are_not(tmp_path: Path) -> None:
    """A file that was only read makes no build; one that was written does."""
    if not watching.local(tmp_path):
        pytest.skip("this file system may not tell of every change")
    path, told = tmp_path / "a.md", queue.Queue[str]()
    path.write_text("one", "utf-8")
    handler = FileSystemEventHandler()
    handler.on_any_event = lambda event: told.put(event.event_type)  # type: ignore[method-assign]
    observer = watching.Told()
    observer.schedule(handler, str(tmp_path), recursive=True)
    observer.start()
    observer.start()
    try:
        path.read_text("utf-8")
        path.write_text("two", "utf-8")
        assert told.get(timeout=10) == "modified"
    finally:
        observer.stop()
        observer.join()


def test_a_file_that_is_made_while_a_preview_runs_is_told(tmp_path: Path) -> None:
    """The first row of `securities.csv` is shown at once; other files of the folder make nothing."""
    told = queue.Queue[str]()
    observer = watching.Told()
    server = SimpleNamespace(observer=observer)
    path, other = tmp_path / "securities.csv", tmp_path / "ledger.csv"
    other.touch()
    watching.appear(server, (path, other), lambda: told.put("told"))  # type: ignore[arg-type]
    observer.start()
    try:
        (tmp_path / "notes.txt").write_text("one", "utf-8")
        other.write_text("one", "utf-8")
        path.with_suffix(".tmp").write_text("one", "utf-8")
        path.with_suffix(".tmp").replace(path)
        assert told.get(timeout=10) == "told"
    finally:
        observer.stop()
        observer.join()
    assert told.qsize() == 0


def test_a_server_without_a_preview_shows_the_site_as_it_will_stand(content: Path) -> None:
    """`mkdocs serve --clean` gives its own address, which must not reach pages or the cache."""
    put(content, GOOD)
    with click.Context(click.Command("serve"), info_name="serve"):
        plugin, config = plugin_for(content, serving=False)
        config.site_url = "http://127.0.0.1:8000/"  # type: ignore[attr-defined]
        assert not plugin.serving
        assert plugin.on_config(config).site_url == address(ROOT / "mkdocs.yml")  # type: ignore[arg-type]
    plugin, config = plugin_for(content, serving=False)
    assert plugin.on_config(config).site_url == config.site_url  # type: ignore[arg-type,attr-defined]
