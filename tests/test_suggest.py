"""A suggested article: the form's fields are a stranger's data, from the issue to the text of the pull request."""

from __future__ import annotations

import errno
from datetime import date
from typing import TYPE_CHECKING

import pytest

from digest.acquire.hosts import Hosts
from digest.cli import main
from digest.commands.links import turn
from digest.curate import suggestion
from digest.errors import DigestError, InputError
from digest.library.folder import load
from digest.library.reader import read_article
from tests.test_import_web import PAGE
from tests.web import Web, reply

if TYPE_CHECKING:
    from pathlib import Path

HEADINGS = suggestion.FIELDS


@pytest.fixture(autouse=True)
def _no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pauses between requests are tested elsewhere."""
    monkeypatch.setattr(Hosts, "pause", lambda *_: None)


def form(link: str, series: str = "_No response_", why: str = "Because.", conflict: str = "없음 / None") -> str:
    """A form as GitHub posts it."""
    values = {"link": link, "series": series, "why": why, "conflict": conflict}
    return "\n\n".join(f"### {HEADINGS[name]}\n\n{value}" for name, value in values.items())


@pytest.mark.parametrize(
    "link",
    [
        "",
        "_No response_",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://example.org/x",
        "https://user:pw@example.org/",
        "https://example.org:22/",
        "https://example.org/ https://example.com/",
        "https://example.org/\nhttps://example.com/",
        "$(curl evil.example)",
        "`id`",
        "--help",
        "-",
        "/etc/passwd",
        "content/index.md",
        "x" * 3000,
    ],
)
def test_links_that_are_never_fetched_are_refused(link: str) -> None:
    """Only one http or https address; no file of the runner, no option, no command."""
    with pytest.raises(InputError):
        suggestion.read(form(link))


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1/", "http://169.254.169.254/latest/", "http://[::1]/", "http://localhost/"]
)
def test_the_runners_own_network_is_not_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], address: str
) -> None:
    """The address is well formed and still refused when it is resolved."""
    (tmp_path / "content").mkdir()
    monkeypatch.setenv("ISSUE_BODY", form(address))
    monkeypatch.setenv("ISSUE_NUMBER", "7")
    arguments = ["--out", str(tmp_path / "out"), "--content", str(tmp_path / "content"), "--contact", "a@example.org"]
    assert main(["suggest", *arguments]) == 1
    assert len(capsys.readouterr().err.strip().split("\n")) == 1
    assert not (tmp_path / "out").exists()


def test_a_later_field_cannot_replace_an_earlier_one() -> None:
    """A heading that somebody writes into the last field is a part of that field or nothing."""
    why = f"Look.\n\n### {HEADINGS['link']}\n\nhttps://evil.example/\n\n### {HEADINGS['series']}\n\nother"
    found = suggestion.read(form("https://example.org/1", series="Mine", why=why))
    assert (found.link, found.series) == ("https://example.org/1", "Mine")


def test_fields_are_capped() -> None:
    """A form of any size ends in short fields, or in an error."""
    found = suggestion.read(form("https://example.org/1", series="s" * 500, why="w" * 5000, conflict="c" * 500))
    assert (len(found.series), len(found.why), len(found.conflict)) == (80, 1000, 80)
    with pytest.raises(InputError, match="longer"):
        suggestion.read(form("https://example.org/1", why="w" * 30_000))


@pytest.mark.parametrize("number", ["", "0", "-1", "1; rm -rf /", "1\n2", "١", "12345678901"])
def test_an_issue_number_is_digits(number: str) -> None:
    """It becomes the name of a branch."""
    with pytest.raises(InputError):
        suggestion.issue_number(number)


HOSTILE = (
    "@everyone `code` ``` ![x](https://evil.example/x.png) <img src=x onerror=alert(1)> [a](javascript:alert(1)) "
    "${{ secrets.X }} $(id) ; rm -rf / #1 \u202e"
)


def test_a_suggestion_becomes_a_draft_and_is_taken_once(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Made in one place, read again strictly in another; hostile words of form and page stay words."""
    content, out = tmp_path / "content", tmp_path / "out"
    (content / "series").mkdir(parents=True)
    (content / "series" / "chips.md").write_text('---\ntitle: "Chips"\naliases: ["칩"]\n---\nChips.\n', "utf-8")
    title = "삼성전자 @everyone `실적` &lt;script&gt; ${{ x }} 급감"
    page = reply(PAGE.format(title=title).encode(), Content_Type="text/html")
    fixed = ["--content", str(content), "--contact", "desk@example.org", "--allow-loopback"]
    with Web({"/news/1": page}) as web:
        body = tmp_path / "body.txt"
        body.write_text(form(web.url("/news/1"), series="칩", why=f"{HOSTILE}\n{HOSTILE}"), "utf-8")
        assert main(["suggest", "--body", str(body), "--number", "12", "--out", str(out), *fixed]) == 0
    (draft,) = (out / "content").rglob("*.md")
    article = read_article(draft.read_text("utf-8"), draft.name)
    assert (article.status, article.series) == ("draft", "chips")
    assert not list(content.glob("articles/**/*.md")), "the first job writes nothing but its folder"
    title_line = (out / "title.txt").read_text("utf-8")
    assert title_line == f"Draft of a suggested article: {article.id}\n"
    text = (out / "body.md").read_text("utf-8")
    outside = _without_code(text)
    for sign in ("@", "<img", "![", "](", "${{", "$(", "\u202e"):
        assert sign not in outside, sign
    assert main(["suggest", "--take", str(out), "--content", str(content)]) == 0
    assert (content / draft.relative_to(out / "content")).read_bytes() == draft.read_bytes()
    assert main(["suggest", "--take", str(out), "--content", str(content)]) == 1
    assert "already" in capsys.readouterr().err


def _without_code(text: str) -> str:
    """Markdown without its code spans and plain links, as a reader of CommonMark splits it."""
    kept, rest = [], text
    while "`" in rest:
        before, _, tail = rest.partition("`")
        run = 1 + len(tail) - len(tail.lstrip("`"))
        fence = "`" * run
        tail = tail.lstrip("`")
        at = 0
        while (at := tail.find(fence, at)) >= 0:
            end = at + len(fence)
            if tail[end : end + 1] != "`" and (at == 0 or tail[at - 1] != "`"):
                break
            at = end
            while tail[at : at + 1] == "`":
                at += 1
        kept.append(before)
        rest = tail[at + run :] if at >= 0 else ""
    return "".join([*kept, rest])


GOOD = (
    '---\nid: "{id}"\ntitle: "A"\ndate: 2025-01-31T14:43:00+09:00\n'
    'source: "https://example.com/1"\nstatus: {status}\n---\nx\n'
)


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("articles/2025/01/a.md", GOOD.format(id="a", status="published")),
        ("articles/2025/01/b.md", GOOD.format(id="a", status="draft")),
        ("articles/2024/01/a.md", GOOD.format(id="a", status="draft")),
        ("articles/a.md", GOOD.format(id="a", status="draft")),
        ("about/index.md", GOOD.format(id="a", status="draft")),
        ("articles/2025/01/a.html", "<script>"),
        ("articles/2025/01/.a.md", GOOD.format(id="a", status="draft")),
        ("articles/2025/01/a.md", "no front matter"),
        ("articles/2025/01/a.md", "x" * 300_000),
    ],
)
def test_what_is_no_draft_is_not_taken(tmp_path: Path, path: str, text: str) -> None:
    """The job with rights reads the folder of the one without as it would read a stranger's."""
    target = tmp_path / "out" / "content" / path
    target.parent.mkdir(parents=True)
    target.write_text(text, "utf-8")
    with pytest.raises(DigestError):
        suggestion.one_draft(tmp_path / "out")


def test_links_and_second_files_are_not_taken(tmp_path: Path) -> None:
    """A link in the folder, a folder that is one, two drafts, none at all."""
    place = tmp_path / "out" / "content" / "articles" / "2025" / "01"
    place.mkdir(parents=True)
    with pytest.raises(InputError, match="0 files"):
        suggestion.one_draft(tmp_path / "out")
    (place / "a.md").symlink_to("/etc/passwd")
    with pytest.raises(InputError, match="link"):
        suggestion.one_draft(tmp_path / "out")
    (place / "a.md").unlink()
    (place / "a.md").write_text(GOOD.format(id="a", status="draft"), "utf-8")
    assert str(suggestion.one_draft(tmp_path / "out")[0]) == "articles/2025/01/a.md"
    (place / "b.md").write_text(GOOD.format(id="b", status="draft"), "utf-8")
    with pytest.raises(InputError, match="2 files"):
        suggestion.one_draft(tmp_path / "out")


def test_dead_links_are_reported_and_fail_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Each original is asked once; those that are gone or moved stand in the report, and the exit code is 0."""
    content = tmp_path / "content"
    folder = content / "articles" / "2025" / "01"
    folder.mkdir(parents=True)
    moved = reply(status=301, Location="/there")
    pages = {"/ok": reply(b"x"), "/gone": reply(status=404), "/moved": moved, "/there": reply(b"x")}
    with Web(pages) as web:
        for name in ("ok", "gone", "moved"):
            text = GOOD.format(id=name, status="published").replace("https://example.com/1", web.url(f"/{name}"))
            (folder / f"{name}.md").write_text(text, "utf-8")
        arguments = ["--content", str(content), "--contact", "a@example.org", "--allow-loopback"]
        assert main(["links", *arguments, "--out", str(tmp_path / "links.md")]) == 0
        told = (tmp_path / "links.md").read_text("utf-8")
        assert "3 / 3: 1 ok, 2 to look at" in told
        assert "`gone`" in told
        assert "moved to" in told
        assert main(["links", "--content", str(tmp_path / "nowhere"), "--contact", "a@example.org"]) == 1
    assert "is not a folder" in capsys.readouterr().err
    articles = load(content).articles
    weeks = [turn(articles, 2, day) for day in (date(2026, 11, 23), date(2026, 11, 30))]
    assert {article.id for week in weeks for article in week} == {"ok", "gone", "moved"}


_WRONG_PLACES = (
    (
        ("suggest", "--out", "{tmp}/o", "--number", "3", "--body", "{tmp}/nosuch"),
        "nosuch cannot be read",
        "name a file",
    ),
    (("suggest", "--out", "{tmp}/o", "--number", "3", "--body", "{folder}"), "cannot be read", "the form"),
    (("suggest", "--out", "{tmp}/o", "--number", "3", "--body", "{binary}"), "is not UTF-8", "save it as UTF-8"),
    (("suggest", "--out", "{file}", "--number", "3"), "is a file, not a folder", "name a folder"),
    (("train", "--labels", "{tmp}/nosuch"), "nosuch cannot be read", "text, lang, label"),
    (("train", "--labels", "{folder}"), "cannot be read", "text, lang, label"),
    (("train", "--labels", "{binary}"), "is not UTF-8", "save it as UTF-8"),
    (("train", "--out", "{folder}"), "is a folder", "sentiment.json"),
    (("links", "--contact", "me@example.org", "--out", "{folder}"), "is a folder", "links.md"),
    (("review", "A", "B", "--out", "{file}"), "is a file, not a folder", "name a folder"),
    (("pages", "--out", "{file}"), "is a file, not a folder", "name a folder"),
    (("pages", "--out", "{file}/below"), "is a file, not a folder", "name a folder"),
    (("build", "--config", "{config}", "--out", "{file}"), "is a file, not a folder", "name a folder"),
    (("newsletter", "--week", "2025-W05", "-o", "{folder}"), "is a folder", "2025-W05.html"),
    (("newsletter", "--week", "2025-W05", "-o", "{file}/x.html"), "is a file, not a folder", "name a folder"),
    (("import", "{file}", "--content", "{file}"), "is a file, not a folder", "name a folder"),
)


@pytest.mark.parametrize(("arguments", "what", "remedy"), _WRONG_PLACES)
def test_a_file_where_a_folder_is_needed_is_told_in_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], what: str, remedy: str
) -> None:
    """And the other way round, what is not there, and what is no text; nothing is written, no traceback is shown."""
    names = {"tmp": tmp_path, "folder": tmp_path / "folder", "file": tmp_path / "file", "binary": tmp_path / "binary"}
    names["config"] = tmp_path / "mkdocs.yml"
    names["folder"].mkdir()
    names["file"].write_text("x", "utf-8")
    names["binary"].write_bytes(b"\xff\xfe\x00x")
    names["config"].write_text("site_name: x\n", "utf-8")
    before = sorted(tmp_path.rglob("*"))
    assert main([one.format(**names) for one in arguments]) == 1
    said = capsys.readouterr().err
    assert what in said
    assert remedy in said
    assert len(said.splitlines()) == 1
    assert sorted(tmp_path.rglob("*")) == before


def test_an_error_of_the_machine_is_told_like_any_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A full disk, or a file that is no text, in a place that no verb foresaw."""
    errors = [
        (OSError(errno.ENOSPC, "No space left on device", "content/a.md"), "content/a.md: does not fit", "make room"),
        (PermissionError(errno.EACCES, "Permission denied", "content"), "content: may not be read", "permissions"),
        (OSError(errno.EIO, "Input/output error", "content"), "content: cannot be used (Input/output error)", "again"),
        (UnicodeEncodeError("ascii", "가", 0, 1, "no"), "the terminal cannot show", "PYTHONIOENCODING=utf-8"),
        (UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid start byte"), "is not UTF-8 text", "save it as UTF-8"),
    ]
    for error, what, remedy in errors:

        def fail(_: object, error: Exception = error) -> int:
            raise error

        monkeypatch.setattr("digest.commands.schema.run", fail)
        assert main(["schema", "article"]) == 1
        said = capsys.readouterr().err
        assert what in said
        assert remedy in said


def test_without_a_contact_the_option_is_named(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who never set it up is told how."""
    monkeypatch.delenv("DIGEST_CONTACT", raising=False)
    (tmp_path / "content").mkdir()
    for verb, arguments, code in (("links", ["links"], 1), ("check", ["check", "--online"], 2)):
        assert main([*arguments, "--content", str(tmp_path / "content")]) == code, verb
        told = capsys.readouterr()
        assert "no contact is given: add --contact you@example.org, or set DIGEST_CONTACT" in told.err
        assert told.out == ""  # nothing is said to have been asked


@pytest.mark.parametrize("arguments", [("links", "--limit", "0"), ("links", "--limit", "-3"), ("build", "--jobs=-1")])
def test_a_count_below_one_is_refused(arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """None of the originals, or minus one process, is nobody's wish."""
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    assert "give a whole number from 1, or leave the option out" in capsys.readouterr().err
