"""The content folder: read whole, only what may be there, problems between files told too."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING

import pytest

from digest.errors import LibraryError
from digest.library.folder import load

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """---
id: "{id}"
title: "제목 {id}"
date: {date}
tickers: []
sentiment: neutral
series: {series}
part: {part}
source: "https://news.example/{id}"
---
요약.
"""
SERIES = '---\ntitle: "시리즈"\n---\n논지.\n'


def _write(content: Path, name: str, text: str | bytes) -> Path:
    path = content / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)
    return path


def _article(
    content: Path, identifier: str, *, date: str = "2025-01-31T09:00:00+09:00", series: str = "s", part: str = "1"
) -> None:
    text = ARTICLE.format(id=identifier, date=date, series=series, part=part)
    _write(content, f"articles/2025/01/{identifier}.md", text)


def _problems(content: Path) -> list[str]:
    with pytest.raises(LibraryError) as caught:
        load(content)
    return [str(problem) for problem in caught.value.problems]


def test_articles_come_newest_first_whatever_their_zone(tmp_path: Path) -> None:
    """Order follows the instant, not the printed clock."""
    _write(tmp_path, "series/s.md", SERIES)
    _article(tmp_path, "a", date="2025-01-31T09:00:00+09:00", part="1")
    _article(tmp_path, "b", date="2025-01-31T01:00:00+00:00", part="2")
    _article(tmp_path, "c", date="2025-01-30T23:00:00-05:00", part="3")
    assert [article.id for article in load(tmp_path).articles] == ["c", "b", "a"]


def test_an_empty_folder_is_an_empty_library(tmp_path: Path) -> None:
    """A new site has no articles yet; a folder that is not there is an error."""
    assert load(tmp_path).articles == ()
    assert "is not a folder" in _problems(tmp_path / "none")[0]


def test_problems_of_all_files_come_together(tmp_path: Path) -> None:
    """Every file is read before anything is told."""
    _write(tmp_path, "articles/2025/01/a.md", "no front matter")
    _write(tmp_path, "articles/2025/01/b.md", "---\ntitle: [x] y\n---\n")
    _write(tmp_path, "series/c.md", "---\n---\n")
    assert len({problem.split(":")[0] for problem in _problems(tmp_path)}) == 3


@pytest.mark.parametrize(
    ("field", "words"),
    [("id", "is also the id of"), ("part", "is also the part of"), ("source.url", "is also the source of")],
)
def test_two_articles_may_not_be_one(tmp_path: Path, field: str, words: str) -> None:
    """Same id, same part or same source in two files is told at the second one."""
    _write(tmp_path, "series/s.md", SERIES)
    first = ARTICLE.format(id="a", date="2025-01-31T09:00:00+09:00", series="s", part=1)
    second = ARTICLE.format(id="b", date="2025-01-31T09:00:00+09:00", series="s", part=2)
    changes = {"id": ('id: "b"', 'id: "a"'), "part": ("part: 2", "part: 1"), "source.url": ("example/b", "example/a")}
    _write(tmp_path, "articles/2025/01/a.md", first)
    _write(tmp_path, "articles/2025/01/b.md", second.replace(*changes[field]))
    problems = _problems(tmp_path)
    assert len(problems) == 1
    assert field in problems[0]
    assert words in problems[0]
    assert "b.md:" in problems[0]


def test_an_unknown_series_is_told_with_the_known_ones(tmp_path: Path) -> None:
    """A typing mistake in a series' name does not start a new series."""
    _write(tmp_path, "series/deepseek-shock.md", SERIES)
    _article(tmp_path, "a", series="deepseek-shok")
    assert "deepseek-shock" in _problems(tmp_path)[0]
    assert ":7: series:" in _problems(tmp_path)[0]


def test_a_translation_that_stayed_behind_is_told(tmp_path: Path) -> None:
    """Its article was moved with a newer translation: two files translate one id."""
    _write(tmp_path, "series/s.md", SERIES)
    _article(tmp_path, "a")
    for month in ("01", "02"):
        _write(tmp_path, f"articles/2025/{month}/a.en.md", f'---\ntitle: "In {month}"\n---\nWords.\n')
    (problem,) = _problems(tmp_path)
    assert "articles/2025/02/a.en.md: translates articles/2025/02/a.md, which does not exist" in problem


def test_a_series_without_its_file_is_told_once(tmp_path: Path) -> None:
    """However many articles name it: a file that was renamed is one mistake."""
    _write(tmp_path, "series/new.md", SERIES)
    for number in range(3):
        _article(tmp_path, f"a{number}", series="old", part=str(number + 1))
    (problem,) = _problems(tmp_path)
    assert problem.startswith("articles/2025/01/a0.md:") or "/a0.md:7: series: " in problem
    assert 'is "old" here and in 2 more articles, but content/series/old.md does not exist' in problem


PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 20


@pytest.mark.parametrize(
    ("name", "data", "words"),
    [
        ("articles/x.html", b"<script>", "is not Markdown"),
        ("x.svg", b"<svg>", "is not Markdown"),
        ("assets/x.js", b"1", "is not Markdown"),
        ("mkdocs.yml", b"x: 1", "is not Markdown"),
        ("x.PNG", PNG, "is not Markdown"),
        (".hidden.md", b"x", "starts with a dot"),
        ("con.md", b"x", "Windows"),
        ("a\u202eb.md", b"x", "invisible"),
        ("a?b.md", b"x", "Windows"),
        ("assets/digest.js.md", b"x", "a dot in its name"),
        ("assets/early.js/index.md", b"x", "a dot in its name"),
        ("feed.xml.md", b"x", "a dot in its name"),
        ("en/index.html.md", b"x", "a dot in its name"),
        ("robots.txt/a.png", PNG, "a dot in its name"),
        ("search/words.bin/a.png", PNG, "a dot in its name"),
        ("articles/2025/01/x.md/a.png", PNG, "a dot in its name"),
        ("assets/cards/97715bc433c79d0f.png", PNG, "pictures that it draws"),
        ("Assets/Cards/97715bc433c79d0f.png", PNG, "pictures that it draws"),
        ("x.png", b"<svg onload=alert(1)>", "is not a PNG image"),
        ("x.webp", b"RIFF0000AVI ", "is not a WEBP image"),
        ("x.jpg", b"\xff\xd8\xff" + b"0" * (2 * 1024 * 1024), "larger than 2 MB"),
    ],
)
def test_only_markdown_and_raster_images_are_let_in(tmp_path: Path, name: str, data: bytes, words: str) -> None:
    """Scripts, drawings with code in them, odd names and disguised files are refused by name."""
    _write(tmp_path, name, data)
    problems = _problems(tmp_path)
    assert len(problems) == 1
    assert words in problems[0]


def test_a_real_image_is_let_in(tmp_path: Path) -> None:
    """The refusals above are not for everything."""
    _write(tmp_path, "assets/x.png", PNG)
    assert load(tmp_path).articles == ()


def test_links_devices_and_colliding_names_are_refused(tmp_path: Path) -> None:
    """Nothing outside the folder is read, and no two files are one on another machine."""
    content = tmp_path / "content"
    (tmp_path / "secret.md").write_text("secret")
    content.mkdir()
    (content / "link.md").symlink_to(tmp_path / "secret.md")
    (content / "folder").symlink_to(tmp_path)
    os.mkfifo(content / "pipe.md")
    _write(content, "A.md", "x")
    _write(content, "a.md", "x")
    words = " ".join(_problems(content))
    assert "link.md: is a link" in words
    assert "folder: is a link" in words
    assert "pipe.md: is not an ordinary file" in words
    assert "is the same file as" in words
    assert "secret" not in words.replace("secret.md", "")


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "Thumbs.db", ".a.md.swp", ".a.md.swx", "a.md~", ".#a.md", "#a.md#", "4913", ".~lock.a.md#",
     "~$a.docx", ".obsidian/app.json", ".obsidian/plugins/a/main.js", ".trash/b.md"],
)  # fmt: skip
def test_what_systems_and_editors_leave_is_passed_over(tmp_path: Path, name: str) -> None:
    """A Mac that shows the folder, or an editor that has a file open, is no mistake of the curator."""
    _write(tmp_path, "series/s.md", SERIES)
    _article(tmp_path, "a")
    _write(tmp_path, f"articles/2025/01/{name}", b"x")
    assert list(load(tmp_path).lines) == ["articles/2025/01/a.md", "series/s.md"]


@pytest.mark.parametrize(
    ("name", "remedy"),
    [
        ("series/s.markdown", "name it s.md"),
        ("series/s.txt", "name it s.md"),
        ("articles/a.md.txt", "name it a.md,"),
        ("articles/a.MD", "name it a.md"),
        ("articles/a.JPG", "name it a.jpg"),
        ("articles/a.heic", "save the picture as PNG, JPEG or WebP"),
        ("articles/a.docx", "remove it; content/ holds nothing else"),
        ("articles/.hidden.md", "remove it, or name it without the dot"),
        (unicodedata.normalize("NFD", "articles/가온.md"), "name it 가온.md again"),
    ],
)
def test_a_file_that_may_not_be_there_need_not_be_thrown_away(tmp_path: Path, name: str, remedy: str) -> None:
    """Where only its name is wrong, the right one is told."""
    _write(tmp_path, name, ARTICLE)
    (problem,) = _problems(tmp_path)
    assert remedy in problem


def test_an_article_outside_of_its_folder_is_one_mistake(tmp_path: Path) -> None:
    """Not one for each of its fields; so is a translation that was made as a copy of its article."""
    _write(tmp_path, "series/s.md", SERIES)
    _article(tmp_path, "a")
    text = (tmp_path / "articles/2025/01/a.md").read_text("utf-8")
    _write(tmp_path, "drafts/b.md", text)
    (problem,) = _problems(tmp_path)
    assert "b.md:2: id, date, tickers, sentiment, series: are fields of an article (7): move the file" in problem
    (tmp_path / "drafts/b.md").unlink()
    _write(tmp_path, "articles/2025/01/a.en.md", text)
    told = _problems(tmp_path)
    assert [one.split(": ")[1] for one in told] == ["id", "date, tickers, sentiment, series, part"]
    assert "a.en.md:4: " in told[1]


def test_an_article_among_the_series_is_led_to_its_folder(tmp_path: Path) -> None:
    """To remove its fields would leave a series that was never meant."""
    _write(tmp_path, "series/s.md", SERIES)
    _article(tmp_path, "a")
    (tmp_path / "articles/2025/01/a.md").rename(tmp_path / "series/a.md")
    (problem,) = _problems(tmp_path)
    assert "move the file to content/articles/YEAR/MONTH/" in problem


def test_letters_in_parts_name_the_same_series(tmp_path: Path) -> None:
    """What a Mac wrote looks the same and is the same."""
    _write(tmp_path, "series/시리즈.md", SERIES)
    _article(tmp_path, "a", series=unicodedata.normalize("NFD", "시리즈"))
    assert load(tmp_path).articles[0].series == "시리즈"
