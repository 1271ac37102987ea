"""Translations: words of an article in the other language, no fact of their own, marked until they are reviewed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from digest.check.translations import problems
from digest.cli import main
from digest.library.folder import survey
from digest.library.reader import read_article, read_translation
from digest.library.writer import write_translation
from digest.model.translation import fingerprint, lines, translated

if TYPE_CHECKING:
    from pathlib import Path

ARTICLE = """---
title: "가온칩스, 신공장에 1조2000억원 투자"
date: 2025-03-04T09:10:00+09:00
tickers: ["NVDA"]
sentiment: positive
deck: ["2027년 양산"]
impacts:
  - {ticker: "NVDA", direction: positive, reason: "공급이 늘어난다"}
figures:
  - {label: "투자액", value: "1200000000000", unit: "KRW"}
source: "https://example.com/1"
---
가온칩스가 **1조2000억원**을 들여 공장을 짓는다. 주가는 3.4% 올랐다. [공시](https://example.com/filing)에 따른 것이다.
"""
TRANSLATED = {
    "title": "Gaon Chips to invest 1.2 trillion won in a new plant",
    "deck": ["Volume production in 2027"],
    "lines": ["Supply grows", "Investment"],
    "body": "Gaon Chips will build a plant for **1.2 trillion won**. Its shares rose 3.4%, "
    "according to a [filing](https://example.com/filing).",
}
NAME = "20250304-gaon"


@pytest.fixture
def content(tmp_path: Path) -> Path:
    """A library of one article."""
    folder = tmp_path / "content" / "articles" / "2025" / "03"
    folder.mkdir(parents=True)
    (folder / f"{NAME}.md").write_text(ARTICLE, "utf-8")
    return tmp_path / "content"


def _answer(monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any]) -> list[dict[str, Any]]:
    """Answers every question with `answer`; gives the questions."""
    asked: list[dict[str, Any]] = []

    def post(url: str, headers: dict[str, str], body: dict[str, Any]) -> dict[str, Any]:
        asked.append({"url": url, "headers": headers, "body": body})
        return {"choices": [{"message": {"content": json.dumps(answer)}}]}

    monkeypatch.setattr("digest.commands.translate.post", post)
    monkeypatch.setenv("DIGEST_LLM_URL", "http://127.0.0.1:1/v1/chat/completions")
    monkeypatch.setenv("DIGEST_LLM_KEY", "secret")
    return asked


def _run(content: Path, *more: str) -> int:
    return main(["translate", str(content / f"articles/2025/03/{NAME}.md"), "--to", "en", "--model", "m1", *more])


def test_draft_is_marked_and_holds_words_alone(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The draft stands beside the article, says that a model wrote it, and the article keeps every fact."""
    asked = _answer(monkeypatch, TRANSLATED)
    assert _run(content) == 0
    path = content / f"articles/2025/03/{NAME}.en.md"
    library, bad = survey(content)
    assert not bad
    (article,) = library.articles
    draft = library.translations[article.id]
    assert (draft.lang, draft.by, draft.version, draft.by_machine) == ("en", "model", "m1", True)
    other = translated(article, draft)
    assert other.title == TRANSLATED["title"]
    assert other.impacts[0].reason == "Supply grows"
    assert other.figures[0].label == "Investment"
    assert (other.figures[0].value, other.tickers, other.date) == (
        article.figures[0].value,
        article.tickers,
        article.date,
    )
    assert not list(problems(article, draft, path.name))
    assert asked[0]["headers"]["Authorization"] == "Bearer secret"
    assert "secret" not in path.read_text("utf-8")
    assert read_translation(write_translation(draft), path.name) == draft


def test_twice_changes_nothing(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same draft is not written again."""
    _answer(monkeypatch, TRANSLATED)
    path = content / f"articles/2025/03/{NAME}.en.md"
    assert _run(content) == 0
    before = path.stat().st_mtime_ns
    assert _run(content) == 0
    assert path.stat().st_mtime_ns == before


@pytest.mark.parametrize("mark", ["by: curator", "reviewed: true"])
def test_never_over_a_persons_words(
    content: Path, monkeypatch: pytest.MonkeyPatch, mark: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A translation that a person wrote or reviewed is refused, with the remedy."""
    _answer(monkeypatch, TRANSLATED)
    path = content / f"articles/2025/03/{NAME}.en.md"
    path.write_text(f'---\ntitle: "Mine"\n{mark}\n---\nMine.\n', "utf-8")
    before = path.read_bytes()
    assert _run(content) == 1
    assert path.read_bytes() == before
    assert "is a person's translation" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"lines": ["Supply grows"]}, "left out or added lines"),
        ({"deck": []}, "left out or added lines"),
        ({"body": "Read [more](https://evil.example/)."}, "changed a link"),
        ({"body": "No link at all."}, "changed a link"),
        *(
            ({"body": f"{TRANSLATED['body']}\n\n{added}"}, "changed a link")
            for added in (
                "<https://evil.example/>",
                "[more][a]\n\n[a]: https://evil.example/",
                '<a href="https://evil.example/">more</a>',
                "![a][b]",
                "<b>bold</b>",
            )
        ),
        ({"title": ""}, "does not have the shape"),
        ({"extra": 1}, "does not have the shape"),
    ],
)
def test_an_answer_that_lost_a_part_is_refused(
    content: Path,
    monkeypatch: pytest.MonkeyPatch,
    change: dict[str, Any],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Nothing is written from an answer that is not whole."""
    _answer(monkeypatch, TRANSLATED | change)
    assert _run(content) == 1
    assert said in capsys.readouterr().err
    assert not (content / f"articles/2025/03/{NAME}.en.md").exists()


def test_without_an_endpoint_it_says_what_to_set(
    content: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """No address, no request."""
    monkeypatch.delenv("DIGEST_LLM_URL", raising=False)
    assert _run(content) == 1
    assert "set DIGEST_LLM_URL" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("1.2 trillion won", "1.3 trillion won", '"1.3 trillion won" is not in the original'),
        ("3.4%", "3.5%", '"3.4%" of the original is not in the translation'),
        ("Its shares rose 3.4%, ", "", '"3.4%" of the original is not in the translation'),
        ('to: "Supply grows"', 'to: "Supply grows 40%"', '"40%" is not in the original'),
        ("공급이 늘어난다", "공급이 준다", "is not translated"),
    ],
)
def test_numbers_and_lines_are_proved(
    content: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, said: str
) -> None:
    """A number that the two do not share, or a line left out, is told with the file."""
    _answer(monkeypatch, TRANSLATED)
    assert _run(content) == 0
    path = content / f"articles/2025/03/{NAME}.en.md"
    text = path.read_text("utf-8")
    assert old in text
    made = read_translation(text.replace(old, new), path.name)
    found = [str(problem) for problem in problems(read_article(ARTICLE, f"{NAME}.md"), made, path.name)]
    assert any(said in line for line in found), found


def test_a_correction_of_the_original_is_told(content: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The fingerprint covers all words that are rendered, and nothing else."""
    _answer(monkeypatch, TRANSLATED)
    _run(content)
    article = read_article(ARTICLE, f"{NAME}.md")
    assert lines(article) == ("공급이 늘어난다", "투자액")
    corrected = read_article(ARTICLE.replace("짓는다", "증설한다"), f"{NAME}.md")
    refiled = read_article(ARTICLE.replace("sentiment: positive", "sentiment: mixed"), f"{NAME}.md")
    assert fingerprint(corrected) != fingerprint(article) == fingerprint(refiled)


@pytest.mark.parametrize("name", ["20250304-other.en.md", f"{NAME}.ko.md"])
def test_a_translation_stands_beside_its_article(content: Path, name: str) -> None:
    """One of nothing, or in the article's own language, is told."""
    (content / "articles/2025/03" / name).write_text('---\ntitle: "T"\n---\nText.\n', "utf-8")
    _, bad = survey(content)
    assert [problem.rule for problem in bad] == ["translation-original"]


def test_a_name_that_is_no_language_is_told(content: Path) -> None:
    """`<id>.fr.md` is no language of the site."""
    (content / f"articles/2025/03/{NAME}.fr.md").write_text('---\ntitle: "T"\n---\nText.\n', "utf-8")
    _, bad = survey(content)
    assert [(problem.field, problem.rule) for problem in bad] == [("lang", "lang-literal-error")]
