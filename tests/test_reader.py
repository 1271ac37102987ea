"""Reading a content file: strict, bounded, and every mistake told with its line and remedy."""

from __future__ import annotations

import json
import re
import string
from datetime import datetime
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.commands.schema import KINDS, front_matter_schema
from digest.errors import LibraryError
from digest.library.reader import decode, read_article, read_series, read_static_page, read_translation
from digest.text import strict_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHORT = """---
title: "엔비디아, 하루 17% 하락"
date: 2025-01-28T09:00:00+09:00
tickers: ["NVDA", "000660"]
sentiment: negative
source: "https://news.example/1"
---
우리 말로 쓴 요약.
"""


def _with(line: str, value: str) -> str:
    lines = [value if row.startswith(line) else row for row in SHORT.split("\n")]
    return "\n".join(lines)


def _problems(text: str, path: str = "content/articles/2025/01/x.md") -> list[str]:
    with pytest.raises(LibraryError) as caught:
        read_article(text, path)
    return [str(problem) for problem in caught.value.problems]


def test_the_short_form_is_a_whole_article() -> None:
    """Title, date, tickers, sentiment and a link are enough; the id comes from the file's name."""
    article = read_article(SHORT, "content/articles/2025/01/20250128-x-1.md")
    assert article.id == "20250128-x-1"
    assert article.tickers == ("NVDA", "000660")
    assert article.sentiment is not None
    assert article.sentiment.label == "negative"
    assert article.sentiment.by == "curator"
    assert article.source.url == "https://news.example/1"
    assert article.date == datetime.fromisoformat("2025-01-28T09:00:00+09:00")
    assert article.body == "우리 말로 쓴 요약."
    assert article.series is None
    assert article.excerpt is None


@pytest.mark.parametrize(
    ("line", "value", "number", "words"),
    [
        ("title", "title: [딥시크 쇼크] NVDA 흔들①", 2, "double quotes"),
        ("title", "title: 코스피: 5000 돌파: 그 뒤", 2, "double quotes"),
        ("title", 'title: ""', 2, "title: is empty"),
        ("date", "date: 2025-02-30T09:00:00+09:00", 3, "offset"),
        ("date", "date: 2025-01-28", 3, "2025-01-31T14:43:00+09:00"),
        ("date", "date: 2025-01-28T09:00:00", 3, "offset"),
        ("tickers", "tickers: [000660]", 4, '"000660" must be quoted'),
        ("tickers", "tickers: [035720, ON]", 4, '"ON" must be quoted'),
        ("tickers", 'tickers: "NVDA"', 4, "tickers: is not a list"),
        ("tickers", 'tickers: ["nvda"]', 4, "not in the right form"),
        ("sentiment", "sentiment: bad", 5, "positive, neutral, negative or mixed"),
        ("source", 'source: "javascript:alert(1)"', 6, "http or https"),
        ("source", 'source: "https://user:pw@news.example/1"', 6, "http or https"),
        ("source", "source: &a https://news.example/1", 6, "anchor"),
        ("source", "source: !!python/name:os.system x", 6, "tag"),
        ("sentiment", "sentiment: negative\nticker: [NVDA]", 6, "did you mean tickers?"),
        ("sentiment", "sentiment: negative\nsentiment: positive", 6, "is given twice"),
        ("sentiment", "sentiment: negative\npart: 2", 6, "part: needs a series"),
        ("sentiment", "sentiment: negative\nrights: full", 6, "rights_basis"),
        ("sentiment", "sentiment: negative\n<<: {a: b}", 6, "merge key"),
        ("sentiment", "sentiment: negative\nseries: 반도체 수출", 6, 'series: "반도체-수출", if it is called so'),
        ("sentiment", "\tsentiment: negative", 5, "tabs"),
        ("sentiment", 'sentiment: negative\nmentions: ["NVDA"]', 6, "repeats NVDA"),
        ("sentiment", 'sentiment: negative\nfigures: [{label: "x", value: "1,000", unit: "USD"}]', 6, "plain number"),
        ("sentiment", "sentiment: negative\nexcerpt: " + "가" * 201, 6, "at most 200"),
    ],
)
def test_every_mistake_names_line_field_and_remedy(line: str, value: str, number: int, words: str) -> None:
    """One line a problem: path, line, field, what is wrong, what to do."""
    problems = _problems(_with(line, value))
    assert any(problem.startswith(f"content/articles/2025/01/x.md:{number}: ") for problem in problems), problems
    assert any(words in problem for problem in problems), problems
    assert all("\n" not in problem for problem in problems)


@pytest.mark.parametrize(
    "value",
    ["2025-02-30T09:00:00+09:00", "2025-02-03T09:00:00+99:00", "２０２５-02-03T09:00:00+09:00", "0025-02-03T09:00:00Z"],
)
def test_a_time_that_there_is_not_is_told_in_words(value: str) -> None:
    """No words of Python, which differ by its version, and no year whose century was left out."""
    (problem,) = _problems(_with("date", f"date: {value}"))
    assert re.search(
        "there is no such day, time or offset|must be of a year from 1900 on|must be a date and time", problem
    )
    assert "timedelta" not in problem


@pytest.mark.parametrize(
    ("line", "value", "field"),
    [
        ("title", "title: 가온, 업계 #1 기업", "title"),
        ("sentiment", "sentiment: negative\ndeck:\n  - 업계 #1 기업\n", "deck.0"),
        ("sentiment", "sentiment: negative\nimpacts:\n  - ticker: NVDA\n    reason: 점유율 #1\n", "impacts.0.reason"),
    ],
)
def test_words_that_a_number_sign_would_cut_off_are_told(line: str, value: str, field: str) -> None:
    """YAML takes what follows for a comment, and half a headline would be published."""
    assert f"{field}: ends before a #" in " ".join(_problems(_with(line, value)))
    for fine in ('kicker: "업계 #1 기업"', "kicker: 가온#1", "lang: ko # our language", "kicker: # none", "# a note"):
        read_article(_with("sentiment", f"sentiment: negative\n{fine}"), "x.md")


def test_a_number_with_a_comma_is_not_cut_in_two() -> None:
    """In braces YAML ends the value at the comma and makes a field of the rest: 8,000 would be 8."""
    text = _with("sentiment", 'sentiment: negative\nfigures: [{label: "매출", value: 8,000, unit: "USD"}]')
    (problem,) = _problems(text)
    assert "x.md:6: figures.0.000: is no field: it has no colon: put a value that holds a comma whole" in problem


@pytest.mark.parametrize(
    ("above", "remedy"),
    [("\n---\n", "delete all that stands above it"), ("```yaml\n---\n", "delete all that stands above it"),
     (" ---\n", "delete the blanks before it"), ("—\n", "write exactly three hyphens"),
     ("----\n", "write exactly three hyphens")],
)  # fmt: skip
def test_front_matter_that_an_editor_moved_or_changed_is_found(above: str, remedy: str) -> None:
    """To begin a file anew above its front matter would make two of one."""
    (problem,) = _problems(SHORT.replace("---\n", above, 1))
    assert remedy in problem


def test_a_field_of_another_program_is_not_taken_for_one_of_ours() -> None:
    """Notes of Obsidian bring `tags`: to make `status` of it would be another mistake."""
    (problem,) = _problems(_with("sentiment", "sentiment: negative\ntags: [chips]"))
    assert problem.endswith("tags: is not a known field: remove it")


def test_an_empty_translation_is_not_asked_for_the_fields_of_an_article() -> None:
    """It is given what it needs, and no more."""
    with pytest.raises(LibraryError) as told:
        read_translation("---\n---\nText.\n", "content/articles/2025/01/a.en.md")
    assert told.value.problems[0].remedy == "add at least title"


def test_all_mistakes_of_a_file_are_told_at_once() -> None:
    """A curator mends a file in one go."""
    text = _with("date", "date: yesterday").replace('["NVDA", "000660"]', "[000660]").replace("negative", "bad")
    assert {problem.split(": ")[1] for problem in _problems(text)} == {"date", "tickers", "sentiment"}


def test_an_id_is_no_longer_than_the_name_of_a_file() -> None:
    """120 letters pass, and as many syllables as have 240 bytes; more would end in the middle of a build."""
    for fine in ("a" * 120, "가" * 80):
        read_article(SHORT.replace("---\n", f"---\nid: {fine}\n", 1), "x.md")
    (line,) = _problems(SHORT.replace("---\n", f"---\nid: {'가' * 81}\n", 1))
    assert "x.md:2: id: " in line
    assert "240 bytes" in line


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Update: Nvidia fell\n", "has no front matter"),
        ("---\ntitle: x\n", "is not closed"),
        ("---\n---\nbody\n", "front matter is empty"),
        ("---\n- a\n- b\n---\n", "not a list of fields"),
        ("---\na: " + "[" * 60_000 + "\n---\n", "nested deeper"),
        ("---\n" + "a: {" * 5_000 + "\n---\n", "nested deeper"),
        ("---\na: [" + "1," * 20_000 + "]\n---\n", "more than 5000 values"),
        ("---\na: " + "x" * 70_000 + "\n---\n", "larger than 64 KB"),
        ("---\na: &a [1]\nb: [*a, *a]\n---\n", "anchor"),
        ("---\na: 1\n--- \nx\n---\n", "title: is missing"),
        ("---\n? [a, b]\n: c\n---\n", "key that is not a word"),
        ('---\ntitle: "unclosed\n---\n', "title"),
        *(
            (
                f'---\ntitle: "a"\n# a note{sign}status: withdrawn\n---\n',
                "x.md:3: holds a line end that editors do not show",
            )
            for sign in "\x85\u2028\u2029"
        ),
    ],
)
def test_broken_front_matter_is_refused_in_one_line(text: str, words: str) -> None:
    """Bounds come before parsing: no input crashes the reader or reaches a recursive loader."""
    assert words in " ".join(_problems(text))


@pytest.mark.parametrize(
    ("line", "value", "expected"),
    [
        ("title", 'title: "가나 "다라" 마바"', "x.md:2: title: goes on after its value: write a quote inside quotes"),
        ("title", "title: “가나”: 흔들", "x.md:2: title: holds a colon outside of quotes"),
        ("sentiment", "sentiment:negative", "x.md:5: sentiment: is no field: a colon and a space are missing"),
        ("tickers", 'tickers: "NVDA", "MSFT"', "x.md:4: tickers: goes on after its value"),
        (
            "title",
            'title: "가나 다라',
            "x.md:2: title: opens a quote that is never closed: end the line",
        ),
        (
            "title",
            "title: '가나 다라",
            "x.md:2: title: opens a quote that is never closed: end the line",
        ),
        ("tickers", 'tickers: ["NVDA]', "x.md:4: tickers: opens a quote that is never closed"),
        ("sentiment", "sentiment: negative\nauthor: 황보름", "author: is a field of source: write it below source"),
        (
            "sentiment",
            'sentiment: negative\nimpacts:\n  - ticker: "NVDA", direction: positive',
            "x.md:7: ticker: goes on after its value: put the fields of one entry in braces",
        ),
    ],
)
def test_yaml_is_told_in_words_at_the_right_line(line: str, value: str, expected: str) -> None:
    """The line that is wrong is named, not its neighbour, and the words are no parser's."""
    assert expected in "\n".join(_problems(_with(line, value)))


def test_a_day_without_a_time_invites_nobody_to_make_one_up() -> None:
    """The remedy, followed literally, gives an article that is right and says that only its day is known."""
    told = " ".join(_problems(_with("date", "date: 2025-01-28")))
    lines = re.search(r"write (date: \S+) and below it a line (date_precision: day)", told)
    assert lines
    article = read_article(_with("date", "\n".join(lines.groups())), "x.md")
    assert (article.date.isoformat(), article.date_precision) == ("2025-01-28T00:00:00+09:00", "day")


@pytest.mark.parametrize(
    ("read", "path", "name"),
    [(read_article, "content/articles/2025/01/My article.md", "my-article.md"),
     (read_article, "content/articles/2025/01/딥시크 쇼크!.md", "딥시크-쇼크.md"),
     (read_translation, "content/articles/2025/01/My article.en.md", "my-article.en.md"),
     (read_series, "content/series/Other Name.md", "other-name.md")],
)  # fmt: skip
def test_a_file_name_of_which_no_address_can_be_made_is_to_be_changed(
    read: Callable[[str, str], object], path: str, name: str
) -> None:
    """The file has no such field: its name is what is wrong, and a name that is right is offered."""
    text = SHORT if read is read_article else '---\ntitle: "Other"\n---\n'
    with pytest.raises(LibraryError) as told:
        read(text, path)
    (problem,) = told.value.problems
    assert (problem.line, problem.field) == (0, "")
    assert problem.remedy.startswith(f"rename the file to {name} (")
    read(text, str(PurePosixPath(path).with_name(name)))


@pytest.mark.parametrize(
    ("line", "value", "remedy"),
    [
        ("tickers", "tickers: [“NVDA”]", 'write straight quotes: "NVDA" in place of “…”'),
        ("source", "source: “https://news.example/1”", 'write straight quotes: "https://news.example/1"'),
        ("tickers", 'tickers: ["Nvidia"]', 'look it up: digest securities find "Nvidia"'),
        ("tickers", 'tickers: ["엔비디아"]', 'look it up: digest securities find "엔비디아"'),
        ("tickers", 'tickers: ["$(rm x)"]', 'look it up: digest securities find "NAME"'),
        ("tickers", 'tickers: ["KRX:000660"]', 'write "000660", if that is its code'),
        ("tickers", 'tickers: ["０００６６０ "]', 'write "000660", if that is its code'),
        ("tickers", 'tickers: ["\u200b000660"]', 'write "000660", if that is its code'),
        ("title", "title: \"가나\"\nid: '2025 가나'", 'id: "2025-가나"'),
        (
            "sentiment",
            'sentiment: negative\nseries: "content/series/반도체.md"',
            'series: "반도체", if it is called so',
        ),
        ("source", 'source: "https://news.example/가 나"', "it holds no blanks"),
        ("source", "source: {url: https://news.example/1, publisher: gaon}\nurl: x", "below source: {url: …}"),
    ],
)
def test_the_remedy_is_for_the_value_that_stands_there(line: str, value: str, remedy: str) -> None:
    """Curly quotes are told as such, and a name where a code belongs leads to the code."""
    assert remedy in " ".join(_problems(_with(line, value)))


@pytest.mark.parametrize(
    ("line", "value", "mended"),
    [
        ("title", 'title: ""', 'title: "…"'),
        ("date", "date: 2025-01-28 14:43", "date: 2025-01-28T14:43:00+09:00"),
        ("date", "date: 2025.1.28 14:43", "date: 2025-01-28T14:43:00+09:00"),
        ("date", "date: 2025년 1월 28일 9:05", "date: 2025-01-28T09:05:00+09:00"),
        ("date", "date: 2025-01-28T14:43:00-0500", "date: 2025-01-28T14:43:00-05:00"),
        ("tickers", 'tickers: "NVDA"', 'tickers: ["NVDA"]'),
        ("tickers", "tickers: NVDA, MSFT", 'tickers: ["NVDA", "MSFT"]'),
        ("source", 'source: {url: "https://e.com/1", retrieved: 2025.2.1}', '"2025-02-01"'),
        ("sentiment", 'sentiment: negative\ndeck: "한 줄"', 'deck: ["한 줄"]'),
        ("sentiment", "sentiment: negative\npick: yes", "write true or false"),
        ("sentiment", "sentiment: negative\npick: 예", "write true or false"),
        ("sentiment", 'sentiment: negative\nimpacts: [{ticker: "NVDA"}]', "write one of positive"),
        ("sentiment", "sentiment: negative\nwaive: [{rule: part-gap}]", 'say why: reason: "…"'),
        ("sentiment", "sentiment: negative\nwaive: part-gap", "behind a hyphen: - {…}"),
        ("source", 'source: {url: "https://e.com/1", publisher: "뉴스핌"}', "the publisher's name as name:"),
        ("tickers", 'tickers: ["nvda"]', 'write "NVDA", if that is its code'),
        ("title", 'title: "' + "가" * 501 + '"', "shorten it to 500 characters"),
    ],
)
def test_a_remedy_is_no_riddle(line: str, value: str, mended: str) -> None:
    """What to write is told, made of the value that stands there where it can be, and of no other day or code."""
    (problem,) = _problems(_with(line, value))
    assert mended in problem
    if mended.startswith(f"{line}: "):
        read_article(_with(line, mended), "x.md")


@pytest.mark.parametrize(
    "value", ["2025-02-30 10:00", "03/12/2025", "2025-13-01", "어제", "입력 2025.1.31 수정 2025.2.1"]
)
def test_no_day_is_made_up_for_one_that_cannot_be(value: str) -> None:
    """Where the day is not known, the remedy tells the form alone."""
    (problem,) = _problems(_with("date", f"date: {value}"))
    assert "write when the source published" in problem


@pytest.mark.parametrize(
    ("line", "value", "field", "meant"),
    [
        ("title", 'Title: "가나"', "Title", "title"),
        ("sentiment", "sentiment: {lable: negative}", "sentiment.lable", "label"),
        ("date", "Date: 2025-01-28T09:00:00+09:00", "Date", "date"),
    ],
)
def test_a_mistyped_field_is_one_mistake(line: str, value: str, field: str, meant: str) -> None:
    """The field that it was meant to be is not told as missing besides."""
    (problem,) = _problems(_with(line, value))
    assert f": {field}: is not a known field: remove it, or did you mean {meant}?" in problem


@pytest.mark.parametrize(
    ("value", "line", "words"),
    [
        ('tickers: ["NVDA", "MSFT"', 4, "close the bracket"),
        ('tickers: ["NVDA" "MSFT"]', 4, "put a comma between entries"),
        ('tickers: ["NVDA"]\nfigures:\n  - {label: "x", value: "1"', 6, "close the bracket"),
        ('tickers: ["NVDA"]\nfigures:\n  - {label: "x", value: "1", unit: %}', 6, 'unit: "%"'),
        ('tickers: ["NVDA"]\nkicker: "a \\d b"', 5, "write a backslash twice"),
        ('tickers: ["NVDA"]\nkicker: *a* b', 5, "whole in straight double quotes"),
        ('tickers: ["NVDA"]\nkicker: - a', 5, "whole in straight double quotes"),
    ],
)
def test_what_is_left_open_is_told_where_it_was_opened(value: str, line: int, words: str) -> None:
    """With a remedy for just that, in no parser's words."""
    (problem,) = _problems(_with("tickers", value))
    assert f"x.md:{line}: " in problem
    assert words in problem


@pytest.mark.parametrize("place", ["front", "body"])
def test_two_versions_of_a_merge_are_told_as_such(place: str) -> None:
    """Wherever they stand, with the line on which they begin; one that was forgotten too, but no underlined heading."""
    two = "<<<<<<< HEAD\nsentiment: negative\n=======\nsentiment: positive\n>>>>>>> theirs"
    text = _with("sentiment", two) if place == "front" else SHORT + two + "\n"
    (problem,) = _problems(text)
    assert (
        f"x.md:{5 if place == 'front' else SHORT.count(chr(10)) + 1}: holds two versions that a merge left" in problem
    )
    (problem,) = _problems(SHORT + "글.\n>>>>>>> theirs\n")
    assert "marks of them" in problem
    plain = "제목\n=======\n글.\n"
    assert read_article(SHORT + plain, "x.md").body.endswith(plain.strip())


def test_an_indent_of_no_plain_spaces_is_told() -> None:
    """A no-break or ideographic space looks like the one that is needed."""
    for space in ("\u00a0", "\u3000"):
        (problem,) = _problems(_with("source", f'source:\n{space}{space}url: "https://e.com/1"\n  publisher: newspim'))
        assert "x.md:7: is indented with what only looks like a space" in problem


def test_bytes_that_are_no_clean_text_are_refused() -> None:
    """Size, encoding, NUL and direction overrides are told with their line."""
    for data, words in [
        (b"x" * (300 * 1024), "larger than 256 KB"),
        ("한글".encode("cp949"), "is not UTF-8"),
        (b"a\nb\x00", ":2: holds an invisible character (U+0000)"),
        ("a\u202eb".encode(), "U+202E"),
    ]:
        with pytest.raises(LibraryError, match=r"x\.md") as caught:
            decode(data, "x.md")
        assert words in str(caught.value)


def test_series_and_pages_are_read_by_the_same_rules() -> None:
    """A series takes its slug from its file; unknown keys are refused in both."""
    series = read_series(
        '---\ntitle: "딥시크 쇼크"\naliases: ["DeepSeek Shock"]\n---\n논지.\n', "content/series/a-b.md"
    )
    assert (series.slug, series.aliases, series.body) == ("a-b", ("DeepSeek Shock",), "논지.")
    page = read_static_page('---\ntitle: "방법"\n---\nx\n', "content/about/method.md", relative="about/method.md")
    assert page.path == "about/method.md"
    with pytest.raises(LibraryError, match="titel: is not a known field: remove it, or did you mean title"):
        read_series('---\ntitel: "x"\ntitle: "x"\n---\n', "content/series/x.md")


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet=string.printable + "가①\u202e\x00é", max_size=300))
def test_any_text_is_read_or_refused(text: str) -> None:
    """Nothing but a LibraryError leaves the reader, whatever stands in the front matter."""
    try:
        read_article(f"---\n{text}\n---\n", "x.md")
    except LibraryError as error:
        assert all(str(problem).startswith("x.md") for problem in error.problems)


def test_the_yaml_test_suite_never_crashes_the_reader(shared: Path) -> None:
    """Every case of the suite is read as text-only data or refused with a line."""
    read = refused = 0
    for path in sorted((shared / "data/hostile/yaml/src").glob("*.yaml")):
        try:
            strict_yaml.load(path.read_text("utf-8"), path.name)
            read += 1
        except LibraryError as error:
            assert len(error.problems) == 1
            refused += 1
    assert refused > 100
    assert read + refused > 300


def test_the_json_schema_accepts_what_the_reader_accepts() -> None:
    """Short and long form validate; an unknown key or value does not."""
    schema = front_matter_schema(KINDS["article"])
    short = {
        "title": "x",
        "date": "2025-01-28T09:00:00+09:00",
        "tickers": ["NVDA"],
        "sentiment": "negative",
        "source": "https://news.example/1",
    }
    long = short | {"sentiment": {"label": "negative"}, "source": {"url": "https://news.example/1"}, "part": 1}
    jsonschema.validate(short, schema)
    jsonschema.validate(long, schema)
    for wrong in (short | {"ticker": []}, short | {"sentiment": "bad"}, {"title": "x"}):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate(wrong, schema)
    assert json.dumps(schema)
