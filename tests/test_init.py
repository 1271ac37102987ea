"""`digest init`: a digest of one's own, from the installed package, in an empty folder far from this repository."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml

from digest.check.rules import RULES
from digest.cli import main
from digest.curate.wishes import wishes
from digest.errors import InputError, of_machine
from digest.library.reader import read_article, read_series, read_static_page
from digest.site.settings import load as load_settings
from tests.conftest import ROOT

HOSTILE = [
    "R&D: '#1' {x} [y] %s ${{ github.token }}",
    "# not: a comment | *a &b !c @d `e`",
    "yes",
    "000660",
    "null",
    "- a",
    "{{ 7 * 7 }} << x >> <% y %>".replace("<", "‹").replace(">", "›"),
    "!!python/object/apply:os.system [id]",
    "back\\slash \\n",
    "이모지 📈 · 금융",
    "a: b",
]


SUMMARY = "재고가 늘면서 값을 지킬 수 있을지가 물음으로 남았다. 다음 분기 실적에서 재고와 값이 함께 확인된다."


FAKE_PYTHON = """#!/bin/sh
echo "$@" >> calls.txt
[ "$2" != venv ] || { mkdir -p .venv/bin && cp "$0" .venv/bin/python; }
"""
"""Notes what it is asked, and makes no more of an environment than itself."""


class _Loader(yaml.SafeLoader):
    """Reads mkdocs.yml without running what its tags name."""


_Loader.add_constructor("!ENV", lambda loader, node: loader.construct_object(node.value[1]))
_Loader.add_multi_constructor("tag:yaml.org,2002:python/", lambda _, suffix, __: suffix)


def _mkdocs(path: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(path.read_text("utf-8"), _Loader)  # noqa: S506 - a safe loader of ours
    return loaded


def _init(folder: Path, *arguments: str) -> int:
    return main(["init", str(folder), "--yes", *arguments])


def test_an_empty_folder_becomes_a_digest_that_is_right(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Every file is there, and the check finds neither an error nor a warning."""
    site = tmp_path / "my digest"
    assert _init(site, "--name", "My Digest", "--lang", "ko", "--repository", "someone/news") == 0
    for path in ("mkdocs.yml", "digest.toml", "Makefile", "README.md", ".gitignore", ".github/workflows/check.yml"):
        assert (site / path).is_file(), path
    assert "@someone" in (site / ".github/CODEOWNERS").read_text("utf-8")
    assert load_settings(site / "digest.toml").site.repository == "https://github.com/someone/news"
    for page in ("index.md", "en.md"):
        assert "(https://github.com/someone/news/issues)" in (site / "content/about" / page).read_text("utf-8")
    assert main(["check", "--content", str(site / "content")]) == 0
    assert "0 errors, 0 warnings" in capsys.readouterr().out
    assert load_settings(site / "digest.toml").disclaimer.en.short
    assert not [path for path in site.rglob("*") if "<%" in (path.read_text("utf-8") if path.is_file() else "")]


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_names_stay_words(tmp_path: Path, name: str) -> None:
    """Whatever a name looks like to YAML, TOML or a template, it is read back as that name."""
    site = tmp_path / "site"
    assert _init(site, "--name", name, "--series", f"{name} 1", "--lang", "ko") == 0
    assert _mkdocs(site / "mkdocs.yml")["site_name"] == name
    home = (site / "content/index.md").read_text("utf-8")
    assert read_static_page(home, "index.md", relative="index.md").title == name
    (series,) = (site / "content/series").glob("*.md")
    assert read_series(series.read_text("utf-8"), series.name).title == f"{name} 1"
    example = next((site / "content/articles").rglob("*.md"))
    article = read_article(example.read_text("utf-8"), example.name)
    assert (article.series, article.status) == (series.stem, "draft")
    assert tomllib.loads((site / "digest.toml").read_text("utf-8"))


@pytest.mark.parametrize(
    ("option", "value"),
    [
        ("--name", "two\nlines"),
        ("--name", "<script>alert(1)</script>"),
        ("--name", 'a "quoted" name'),
        ("--name", "bidi\u202ename"),
        ("--name", "x" * 81),
        ("--name", " outer "),
        ("--series", "!!!"),
        ("--series", "a\nb: c"),
        ("--url", "javascript:alert(1)"),
        ("--url", "https://user:pw@example.org/"),
        ("--url", "https://example.org/?x=1"),
        ("--url", 'https://example.org/"><script>'),
        ("--url", "https://example.org/a b"),
        ("--url", "example.org"),
        ("--url", "https://example.org:99999999/"),
        ("--repository", "../x"),
        ("--repository", "a/b/c"),
        ("--repository", "a/b\n* @evil"),
        ("--publisher", "newspin"),
        ("--languages", "ko,fr"),
        ("--install", "x\n--index-url https://evil.example"),
    ],
)
def test_wishes_that_cannot_be_are_refused(
    tmp_path: Path, option: str, value: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line that names the option and the remedy; nothing is written."""
    site = tmp_path / "site"
    assert _init(site, option, value) == 1
    told = capsys.readouterr().err
    assert option in told
    assert len(told.strip().split("\n")) == 1
    assert not site.exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file, a folder with a file, a link; a fresh repository is empty enough."""
    (tmp_path / "file").write_text("x", "utf-8")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "mine.txt").write_text("x", "utf-8")
    (tmp_path / "link").symlink_to(tmp_path / "elsewhere")
    for name in ("file", "full", "link"):
        assert _init(tmp_path / name) == 1
    assert capsys.readouterr().err.count("name a new or empty folder") == 3
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["mine.txt"]
    (tmp_path / "fresh" / ".git").mkdir(parents=True)
    assert _init(tmp_path / "fresh") == 0
    assert _init(tmp_path / "fresh") == 1


def test_an_english_digest_has_no_korean_menu(tmp_path: Path) -> None:
    """The languages decide on menu, home pages and the theme's words."""
    assert _init(tmp_path / "en", "--lang", "en", "--languages", "en") == 0
    assert _init(tmp_path / "both", "--lang", "ko") == 0
    english, both = _mkdocs(tmp_path / "en/mkdocs.yml"), _mkdocs(tmp_path / "both/mkdocs.yml")
    assert english["theme"]["language"] == "en"
    assert {"About": "about/en.md"} in english["nav"]
    assert "nav_en" not in english["extra"]
    assert {"Series": "en/series/index.md"} in english["nav"]
    assert not any("한국어" in row for row in english["nav"])
    assert not (tmp_path / "en/content/en").exists()
    assert {"English": "en/index.md"} in both["nav"]
    assert (tmp_path / "both/content/en/index.md").is_file()


_WAYS = re.compile(r'class="?d-ways"?.*?</nav>', re.DOTALL)
_WAY = re.compile(r'<a href="?([^" >]*)"?([^>]*)>([^<]*)<')


@pytest.mark.parametrize(
    ("arguments", "other"),
    [(("--lang", "en"), "ko"), (("--lang", "ko"), "en"), (("--lang", "en", "--languages", "en"), "")],
)
def test_every_way_of_the_menu_leads_to_a_page_in_its_language(
    tmp_path: Path, arguments: tuple[str, ...], other: str
) -> None:
    """On the pages of both languages; where there are two home pages, each leads to the other. So does 404.html."""
    assert _init(tmp_path, *arguments) == 0
    assert main(["build", "--config", str(tmp_path / "mkdocs.yml"), "--out", str(tmp_path / "site")]) == 0
    site, names = tmp_path / "site", {"ko": "한국어", "en": "English"}
    pages = ["", "series/", "en/series/", "about/", "about/en/", *([f"{other}/"] if other else [])]
    for page in pages:
        text = (site / page / "index.html").read_text("utf-8")
        ways = _WAY.findall(_WAYS.search(text)[0])  # type: ignore[index]
        lang = _lang(text)
        for href, more, label in ways:
            target = _lang((site / page / href / "index.html").resolve().read_text("utf-8"))
            home = label in {"Home", "홈"} and not other
            assert target == lang or home or "lang=" in more, (page, label)
        if other:
            assert names["en" if lang == "ko" else "ko"] in {label for *_, label in ways}, page
    missing = (site / "404.html").read_text("utf-8")
    main_lang = arguments[1]
    assert _lang(missing) == main_lang
    assert ("<h1>Page not found" in missing) == (main_lang == "en")
    assert (f'href="/{other}/"' in missing) == bool(other)


@pytest.mark.parametrize(("lang", "languages"), [("ko", "ko"), ("en", "en"), ("ko", "ko,en"), ("en", "ko,en")])
def test_addresses_for_machines_lead_to_pages(tmp_path: Path, lang: str, languages: str) -> None:
    """Also where there is one home page: what breadcrumbs, feeds and pages of a list call home is there."""
    assert _init(tmp_path, "--lang", lang, "--languages", languages, "--url", "https://news.example/x/") == 0
    example = tmp_path / "content/articles/2025/01/20250131-example-1.md"
    written = example.read_text("utf-8").replace("status: draft", "status: published")
    example.write_text(written, "utf-8")
    english = example.with_name("20250131-example-2.md")
    text = re.sub("(?m)^lang: ..", "lang: en", written).replace("example.com/", "example.com/2/")
    english.write_text(text.replace("example-1", "example-2"), "utf-8")
    site = tmp_path / "site"
    assert main(["build", "--config", str(tmp_path / "mkdocs.yml"), "--out", str(site)]) == 0
    addresses: dict[str, Path] = {}
    for path in site.rglob("*"):
        if path.suffix in {".html", ".xml", ".json"} and "api" not in path.parts:
            found = re.findall(r"https://news\.example/x/([^\s\"'<>&\\]*)", path.read_text("utf-8"))
            addresses |= dict.fromkeys(found, path)
    assert {"", "en/series/", "series/", "feed.xml", "en/feed.xml"} <= set(addresses)
    lost = {one: path for one, path in addresses.items() if not (site / unquote(one)).exists()}
    assert not lost
    assert f"<language>{lang}</language>" in (site / "feed.xml").read_text("utf-8")
    english_home = "en/" if lang == "ko" and "en" in languages else ""
    assert f"<link>https://news.example/x/{english_home}</link>" in (site / "en/feed.xml").read_text("utf-8")


CONTRIBUTING = ("CONTRIBUTING.md", "CONTRIBUTING.ko.md")


def _lang(text: str) -> str:
    return text.partition("<html lang=")[2].strip('"')[:2]


def test_what_makes_the_site_can_be_installed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From a checkout its folder, which `make serve` finds; and it is said what to give before publishing."""
    assert _init(tmp_path / "site", "--lang", "en") == 0
    assert "--install LINE" in capsys.readouterr().out
    line = (tmp_path / "site/requirements.txt").read_text("utf-8").splitlines()[-1]
    assert line == f"finance-digest @ {ROOT.resolve().as_uri()}"
    assert "--install LINE" in (tmp_path / "site/README.md").read_text("utf-8")
    assert _init(tmp_path / "other", "--install", "finance-digest==9.9.9") == 0
    assert "--install" not in capsys.readouterr().out
    assert (tmp_path / "other/requirements.txt").read_text("utf-8").endswith("\nfinance-digest==9.9.9\n")


@pytest.mark.skipif(not shutil.which("make"), reason="needs make")
def test_another_version_is_installed_from_nothing_and_by_a_pip_that_can(tmp_path: Path) -> None:
    """Pip keeps what is there where another commit has the same version; one of Debian 12 stops at a dependency."""
    site = tmp_path / "site"
    assert _init(site) == 0
    (site / "python").write_text(FAKE_PYTHON)
    (site / "python").chmod(0o755)
    for _ in "once", "and after a change of requirements.txt":
        (site / "calls.txt").unlink(missing_ok=True)
        subprocess.run(["make", "--always-make", "PYTHON=./python", "setup"], cwd=site, check=True, capture_output=True)
        cleared, pip, installed = (site / "calls.txt").read_text().splitlines()
        assert cleared == "-m venv --clear .venv"
        assert pip.endswith("pip>=23.3")
        assert installed.endswith("-r requirements.txt")


def test_a_new_digest_explains_the_article_file(tmp_path: Path) -> None:
    """What messages and its README name is there, and leads to nothing that only this project has."""
    assert _init(tmp_path) == 0
    text = (tmp_path / "CONTRIBUTING.md").read_text("utf-8")
    assert "| `tickers` |" in text
    assert "`moved_to`" in text
    assert "pytest" not in text
    assert "| `tickers` |" in (tmp_path / "CONTRIBUTING.ko.md").read_text("utf-8")
    for path in (tmp_path / name for name in ("README.md", "CONTRIBUTING.md", "CONTRIBUTING.ko.md")):
        for link in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text("utf-8")):
            assert (tmp_path / link).is_file(), (path.name, link)


def test_a_new_digest_has_the_pages_that_messages_lead_to(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A finding names the page of its rule, and it is there; so is what an editor needs, and no file of ours."""
    assert _init(tmp_path, "--lang", "ko") == 0
    page = tmp_path / "content/articles/2025/01/20250131-example-1.md"
    page.write_text(page.read_text("utf-8").replace("lang: ko", "lang: xx"), "utf-8")
    monkeypatch.chdir(tmp_path)
    capsys.readouterr()
    assert main(["check", "--json"]) == 1
    assert all((tmp_path / row["docs"]).is_file() for row in json.loads(capsys.readouterr().out))
    assert all((tmp_path / rule.page).is_file() for rule in RULES.values())
    settings = (tmp_path / ".vscode/settings.json").read_text("utf-8")
    assert "schemas" not in settings.lower()
    assert json.loads(re.sub(r"(?m)^\s*//.*$", "", settings))["files.encoding"] == "utf8"
    assert "digest check" in (tmp_path / ".vscode/tasks.json").read_text("utf-8")


def test_both_languages_explain_the_same_fields() -> None:
    """A field that one of the two pages lacks would be found by those who read the other alone."""
    tables = [re.findall(r"(?m)^\| (`[a-z_`, ]+) \|", (ROOT / name).read_text("utf-8")) for name in CONTRIBUTING]
    assert tables[0] == tables[1]
    assert len(tables[0]) > 20


def test_a_new_digest_names_no_files_of_this_project_and_leaves_part_one_free(tmp_path: Path) -> None:
    """Its comments speak of what it has, and the example does not take the place of the first real part."""
    assert _init(tmp_path, "--lang", "en", "--series", "Chips") == 0
    for path in ("mkdocs.yml", "digest.toml"):
        text = (tmp_path / path).read_text("utf-8")
        for name in re.findall(r"\b(?:digest|docs|overrides)/[\w./]+", text):
            assert (tmp_path / name).exists(), (path, name)
    dump = str(ROOT / "tests/input/newspim-layout.txt")
    url = "https://www.newspim.com/news/view/20241101000123"
    content = str(tmp_path / "content")
    assert main(["import", dump, "--url", url, "--series", "chips", "--part", "1", "--content", content]) == 0
    text = (tmp_path / "content/articles/2024/11/20241101-newspim-000123.md").read_text("utf-8")
    assert "\npart: 1\n" in text


def test_one_problem_is_told_as_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A build that stops says in good English how much there is to mend."""
    assert _init(tmp_path, "--lang", "ko") == 0
    config = ["--config", str(tmp_path / "mkdocs.yml"), "--out", str(tmp_path / "site")]
    assert main(["build", *config]) == 0
    page = tmp_path / "content/articles/2025/01/20250131-example-1.md"
    page.write_text(page.read_text("utf-8").replace("lang: ko", "lang: xx"), "utf-8")
    assert main(["build", *config]) == 1
    assert "1 problem in the content: nothing was built" in capsys.readouterr().err


def test_a_first_build_of_broken_content_tells_the_content_alone(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """MkDocs has made no theme yet, and that is nothing to mend: nothing is told but the article and the count."""
    assert _init(tmp_path, "--lang", "ko") == 0
    page = tmp_path / "content/articles/2025/01/20250131-example-1.md"
    page.write_text(page.read_text("utf-8").replace("lang: ko", "lang: xx"), "utf-8")
    assert main(["build", "--config", str(tmp_path / "mkdocs.yml"), "--out", str(tmp_path / "site")]) == 1
    problem, count = capfd.readouterr().err.splitlines()
    assert "20250131-example-1.md:" in problem
    assert count == "1 problem in the content: nothing was built"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("language: ko", "language: kr", ['mkdocs.yml: theme.language: is "kr": write ko or en']),
        ("  - digest", "  - search", ["mkdocs.yml: plugins: lacks digest: add it"]),
        (
            "about/index.md",
            "about/none.md",
            ["mkdocs.yml: nav names about/none.md, which is not there: write content/about/none.md"],
        ),
        (
            "- 홈: index.md",
            "- 처음: index.md",
            ["WARNING - digest: mkdocs.yml: extra.nav_en: 홈 is no label of nav: write 처음, with its label and path"],
        ),
        (
            "site_name:",
            "sitename: x\nsite_name:",
            ["WARNING - mkdocs.yml:2: sitename: Unrecognised"],
        ),
    ],
)
def test_a_mistake_in_mkdocs_yml_is_told_once(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], old: str, new: str, told: list[str]
) -> None:
    """With its field and what to write, and nothing besides."""
    assert _init(tmp_path, "--lang", "ko") == 0
    config = tmp_path / "mkdocs.yml"
    config.write_text(config.read_text("utf-8").replace(old, new, 1), "utf-8")
    main(["build", "--config", str(config), "--out", str(tmp_path / "site")])
    lines = capfd.readouterr().err.splitlines()
    assert [line[: len(words)] for line, words in zip(lines, told, strict=True)] == told


@pytest.mark.parametrize("name", ["site", ".cache"])
def test_a_file_where_a_build_needs_a_folder_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """By its own name, not by that of a file which was to be written in it."""
    assert _init(tmp_path, "--lang", "ko") == 0
    (tmp_path / name).write_text("x", "utf-8")
    assert main(["build", "--config", str(tmp_path / "mkdocs.yml")]) == 1
    assert f"{tmp_path / name} is a file, not a folder: name a folder, or remove the file" in capsys.readouterr().err


def test_a_folder_that_cannot_be_written_is_told_in_a_line(
    tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the process of MkDocs finds it out: here it cannot keep what it made. No name of a moment is told."""
    assert _init(tmp_path, "--lang", "ko") == 0
    (tmp_path / ".cache/digest/theme.json/x").mkdir(parents=True)
    monkeypatch.setattr("pathlib.Path.unlink", lambda *_, **__: None)
    assert main(["build", "--config", str(tmp_path / "mkdocs.yml")]) == 1
    (line,) = capfd.readouterr().err.splitlines()
    assert line.endswith("theme.json: is a folder: name a file")
    hidden = PermissionError(13, "no", "/x/articles/.a-b.md.abcd_123.tmp")
    assert str(of_machine(hidden)).startswith("/x/articles: may not be read or written")


def test_a_new_site_has_the_settings_of_ours(tmp_path: Path) -> None:
    """But for name, address, menu, language and theme folder, mkdocs.yml is that of this project."""
    assert _init(tmp_path / "site", "--lang", "ko", "--url", "https://someone.github.io/news") == 0
    ours, theirs = _mkdocs(ROOT / "mkdocs.yml"), _mkdocs(tmp_path / "site/mkdocs.yml")
    assert theirs["site_url"] == "https://someone.github.io/news/"
    for key in set(ours) - {"site_name", "site_description", "site_url", "nav", "theme"}:
        assert theirs[key] == ours[key], key
    assert theirs["theme"] == {key: value for key, value in ours["theme"].items() if key != "custom_dir"}


def test_questions_are_asked_only_where_somebody_can_answer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At a terminal each wish that is not given is asked for; the end of input writes nothing."""
    answers = iter(["en", "", "Asked For", "", "newspim, edaily", "Chips", ""])
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    assert main(["init", str(tmp_path / "asked")]) == 0
    assert _mkdocs(tmp_path / "asked/mkdocs.yml")["site_name"] == "Asked For"
    assert (tmp_path / "asked/content/series/chips.md").is_file()
    assert "Newspim" in (tmp_path / "asked/content/about/en.md").read_text("utf-8")

    def end(_: str) -> str:
        raise EOFError

    monkeypatch.setattr("builtins.input", end)
    assert main(["init", str(tmp_path / "left")]) == 1
    assert not (tmp_path / "left").exists()


def test_an_answer_that_cannot_be_is_asked_for_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Alone, and the other answers stay; a folder that holds something is told before any question."""
    answers = {
        "Main language": ["english", "en"],
        "Languages": ["de", ""],
        "Name": [""],
        "Address": ["news.example", "https://news.example/"],
        "Publishers": ["The Korea Herald, x", "The Korea Herald, newspim"],
        "Title": ["Chips"],
        "GitHub": ["a", "a/b"],
    }

    def answer(question: str) -> str:
        return next(rest for start, rest in answers.items() if question.startswith(start)).pop(0)

    monkeypatch.setattr("builtins.input", answer)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    assert main(["init", str(tmp_path / "my news")]) == 0
    assert not any(answers.values())
    assert len(capsys.readouterr().err.splitlines()) == 4
    assert _mkdocs(tmp_path / "my news/mkdocs.yml")["site_name"] == "my news"
    assert "The Korea Herald, Newspim" in (tmp_path / "my news/content/about/en.md").read_text("utf-8")
    assert main(["init", str(tmp_path / "my news")]) == 1
    assert "is not empty" in capsys.readouterr().err


def test_publishers_are_found_by_key_name_and_host() -> None:
    """However a publisher is named, it is the same row; another name gets the nearest as a hint."""
    found = wishes(name="x", lang="ko", publishers_named=["newspim", "뉴스핌", "Newspim", "newspim.com"])
    assert {row.key for row in found.publishers} == {"newspim"}
    with pytest.raises(InputError, match="newspim"):
        wishes(name="x", lang="ko", publishers_named=["newspin"])


def test_the_package_alone_makes_and_builds_a_site(tmp_path: Path) -> None:
    """The built wheel, unpacked without this repository: init, check, a new article from a file, a strict build."""
    wheels, package, site = tmp_path / "wheels", tmp_path / "package", tmp_path / "site"
    _run([sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(wheels)], ROOT)
    (wheel,) = wheels.glob("*.whl")
    pip = [sys.executable, "-m", "pip", "install", "-q", "--disable-pip-version-check", "--no-deps", "--no-index"]
    _run([*pip, "--target", str(package), str(wheel)], tmp_path)
    env = {"PYTHONPATH": str(package), "NO_MKDOCS_2_WARNING": "1"}
    digest = [sys.executable, "-m", "digest.cli"]
    where = _run([sys.executable, "-c", "import digest; print(digest.__file__)"], tmp_path, env)
    assert Path(where.strip()).is_relative_to(package)
    _run([*digest, "init", str(site), "--yes", "--name", "R&D: '#1'", "--lang", "ko"], tmp_path, env)
    dump = (ROOT / "tests/input/newspim-layout.txt").read_bytes()
    (site / "page.txt").write_bytes(dump)
    url = "https://www.newspim.com/news/view/20250131000527"
    _run([*digest, "new", "page.txt", "--url", url, "--no-edit"], site, env)
    draft = site / "content/articles/2025/01/20250131-newspim-000527.md"
    text = draft.read_text("utf-8")
    assert "status: draft" in text
    draft.write_text(text.replace("status: draft", "status: published") + f"\nOurs. {SUMMARY}\n", "utf-8")
    assert "0 errors" in _run([*digest, "check"], site, env)
    _run([sys.executable, "-m", "mkdocs", "build", "--strict", "-q"], site, env)
    page = (site / "site/articles/2025/01/20250131-newspim-000527/index.html").read_text("utf-8")
    assert "Ours." in page
    assert (site / "site/assets/digest.css").stat().st_size > 1000
    assert not (site / "site/articles/2025/01/20250131-example-1").exists()


def _run(command: list[str], folder: Path, env: dict[str, str] | None = None) -> str:
    done = subprocess.run(
        command, cwd=folder, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout
