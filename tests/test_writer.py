"""Writing a content file: what is written is what is read, byte-stable and never half."""

from __future__ import annotations

import unicodedata
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.files import write_text
from digest.library.reader import read_article, read_series
from digest.library.writer import write_article, write_series
from digest.model import Article, Caption, CompanySentiment, Evidence, Figure, Impact, Sentiment, Series, Source
from digest.text import strict_yaml, yaml_writer
from digest.text.normalise import clean_line, clean_text

if TYPE_CHECKING:
    from pathlib import Path

NASTY = [
    "[딥시크 쇼크] NVDA 밀어올린 'AI 규모의 법칙' 흔들①",
    "a: b: c",
    "# not a comment",
    "--- a rule",
    "null",
    "on",
    "000660",
    "0x1F",
    "1e5",
    "2025-01-31",
    '"quoted" and \\ back\\slash',
    "{{ config.site_name }}",
    "</title><script>alert(1)</script>",
    "😀 이모지 👩‍👩‍👧 ①⑩㊿",
    unicodedata.normalize("NFD", "딥시크 쇼크"),
    "tab\tinside",
    "trailing \\",
    "한\u3000글",
    "%percent @at `tick` !bang &amp *star ?q |pipe >gt",
]
CODES = ["000660", "035720", "ON", "NO", "0126Z0", "NVDA", "XNAS:NVDA", "XKRX:005930", "BRK.B", "TRUE", "1E5", "Y"]


def _printable(text: str) -> bool:
    return bool(clean_line(text)) and clean_text(text) == text


lines = st.one_of(st.sampled_from(NASTY), st.text(min_size=1, max_size=60)).filter(lambda text: bool(clean_line(text)))
codes = st.lists(st.sampled_from(CODES), max_size=6, unique=True)
instants = st.datetimes(datetime(2000, 1, 1), datetime(2040, 1, 1)).flatmap(  # noqa: DTZ001 - the offset is drawn beside it
    lambda moment: st.integers(-12 * 4, 14 * 4).map(
        lambda quarter: moment.replace(microsecond=0, tzinfo=timezone(timedelta(minutes=15 * quarter)))
    )
)
days = st.dates(date(1990, 1, 1), date(2040, 1, 1))
numbers = st.decimals(min_value=-(10**15), max_value=10**15, places=3)
scores = st.decimals(min_value=-1, max_value=1, places=3)
labels = st.sampled_from(["positive", "neutral", "negative", "mixed"])
evidence = st.builds(Evidence, sentence=st.integers(1, 99), words=lines, score=st.none() | scores)
companies = st.builds(
    CompanySentiment,
    ticker=st.sampled_from(CODES),
    label=labels,
    score=st.none() | scores,
    evidence=st.lists(evidence, max_size=2).map(tuple),
)
sentiments = st.builds(
    Sentiment,
    label=labels,
    score=st.none() | scores,
    by=st.sampled_from(["curator", "model"]),
    method=st.none() | st.sampled_from(["lexicon", "no", "on"]),
    reviewed=st.booleans(),
    evidence=st.lists(evidence, max_size=2).map(tuple),
    companies=st.lists(companies, max_size=2).map(tuple),
)
sources = st.builds(
    Source,
    url=st.just("https://news.example/view?id=1&no=2#x"),
    publisher=st.none() | st.sampled_from(["newspim", "no", "1e5"]),
    name=st.none() | lines,
    author=st.none() | lines,
    retrieved=st.none() | days,
    sha256=st.none() | st.just("0" * 64),
)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Any article that the model allows."""
    tickers = draw(codes)
    series = draw(st.none() | st.sampled_from(["deepseek-shock", "딥시크-쇼크", "no", "1e5"]))
    return Article(
        id=draw(st.sampled_from(["20250131-newspim-000527", "1", "on", "0123"])),
        title=draw(lines),
        date=draw(instants),
        date_precision=draw(st.sampled_from(["minute", "day"])),
        modified=draw(st.none() | instants),
        lang=draw(st.sampled_from(["ko", "en"])),
        kicker=draw(st.none() | lines),
        series=series,
        part=draw(st.none() | st.integers(1, 50)) if series else None,
        tickers=tuple(tickers),
        mentions=tuple(code for code in draw(codes) if code not in tickers),
        sentiment=draw(st.none() | sentiments),
        deck=tuple(draw(st.lists(lines, max_size=3))),
        impacts=tuple(
            draw(st.lists(st.builds(Impact, ticker=st.sampled_from(CODES), direction=labels, reason=lines), max_size=2))
        ),
        figures=tuple(draw(st.lists(st.builds(Figure, label=lines, value=numbers, unit=lines, date=days), max_size=2))),
        captions=tuple(
            draw(st.lists(st.builds(Caption, text=st.none() | lines, credit=st.none() | lines), max_size=2))
        ),
        source=draw(sources),
        sources=tuple(draw(st.lists(sources, max_size=2))),
        excerpt=draw(st.none() | lines),
        notes=tuple(draw(st.lists(lines, max_size=2))),
        body=draw(st.text(max_size=200) | st.just("a\n\n---\nb: c\n---\n\nd") | st.sampled_from(NASTY)),
    )


@settings(max_examples=400, deadline=None)
@given(articles())
def test_reading_what_was_written_gives_the_same_article(article: Article) -> None:
    """`read(write(a)) == a`, and writing again gives the same bytes."""
    text = write_article(article)
    again = read_article(text, "content/articles/2025/01/other-name.md")
    assert again == article
    assert write_article(again) == text
    assert unicodedata.is_normalized("NFC", text)
    assert "\r" not in text


@pytest.mark.parametrize("code", CODES)
def test_codes_survive_every_yaml_reader(code: str) -> None:
    """Other tools read the file too: a code stays text for them."""
    article = Article.model_validate(
        {
            "id": "x",
            "title": code,
            "date": "2025-01-28T09:00:00+09:00",
            "tickers": [code],
            "source": "https://a.example/",
        }
    )
    text = write_article(article)
    front = yaml.safe_load(text.split("---\n")[1])
    assert front["tickers"] == [code]
    assert front["title"] == code


def test_keys_stand_in_the_order_of_the_model_and_defaults_are_left_out() -> None:
    """A file shows what is known and no more."""
    article = Article.model_validate(
        {
            "id": "x",
            "title": "[쇼크] 하나",
            "date": "2025-01-28T09:00:00+09:00",
            "tickers": ["000660"],
            "sentiment": "negative",
            "source": "https://a.example/",
            "body": "요약",
        }
    )
    assert write_article(article) == (
        '---\nid: "x"\ntitle: "[쇼크] 하나"\ndate: 2025-01-28T09:00:00+09:00\nlang: ko\ntickers: ["000660"]\n'
        'sentiment: negative\nsource:\n  url: "https://a.example/"\nrights: excerpt\n---\n요약\n'
    )


def test_a_series_survives_too() -> None:
    """Titles with brackets and aliases come back."""
    series = Series(slug="a", title="[쇼크]: 하나", aliases=("DeepSeek: Shock", "on"), parts=5, body="논지\n\n---\n둘")
    assert read_series(write_series(series), "content/series/a.md") == series


def test_writing_the_same_twice_touches_nothing(tmp_path: Path) -> None:
    """The second write leaves the file as it is, and no temporary file stays."""
    path = tmp_path / "a" / "b.md"
    assert write_text(path, "x\n")
    before = path.stat().st_mtime_ns
    assert not write_text(path, "x\n")
    assert path.stat().st_mtime_ns == before
    assert write_text(path, "y\n")
    assert [entry.name for entry in path.parent.iterdir()] == ["b.md"]


def test_decimals_keep_their_digits() -> None:
    """118.50 stays 118.50: the printed precision is a fact."""
    figure = Figure(label="x", value=Decimal("118.50"), unit="USD")
    article = Article.model_validate(
        {
            "id": "x",
            "title": "t",
            "date": "2025-01-28T09:00:00+09:00",
            "figures": [figure],
            "source": "https://a.example/",
        }
    )
    assert str(read_article(write_article(article), "x.md").figures[0].value) == "118.50"


def test_emoji_stay_readable_in_the_file() -> None:
    """A curator sees the headline's own signs; an escape that hides nothing readable stays one."""
    written = yaml_writer.dump(
        {"title": "오른다 \U0001f680 \\U0001F680 \U000e0001"}, words=frozenset(), blocks=frozenset()
    )
    assert "오른다 \U0001f680" in written
    assert strict_yaml.load(written, "x.md").data == {"title": "오른다 \U0001f680 \\U0001F680 \U000e0001"}


_TEXTS = st.text(st.sampled_from("ab가:#-'\"\\{}[],&*?|>%@`! \u00a0\u2028\n\t😀\ufeff\u0301é"), max_size=8)
_SCALARS = st.one_of(
    _TEXTS, st.integers(), st.booleans(), st.dates(), st.datetimes(), st.decimals(allow_nan=False, allow_infinity=False)
)
_WORDS = st.sampled_from(["positive", "on", "no", "y", "a-b", "null", "e5", "ko", "Ⅳ", "0x1"])
_VALUES = st.recursive(
    st.one_of(_SCALARS, _WORDS),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(["label", "source", "a", "on"]), inner, max_size=3)
    ),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from(["title", "label", "source", "date", "x"]), _VALUES, max_size=4))
def test_lines_of_our_own_are_those_of_the_library(data: dict[str, object]) -> None:
    """The quick writer gives what the YAML library gives, letter by letter, or leaves the file to it."""
    words, blocks = frozenset({"label", "date"}), frozenset({"source"})
    ready = {key: yaml_writer._prepare(value, words, blocks, key) for key, value in data.items()}
    assert yaml_writer.dump(data, words=words, blocks=blocks) == yaml_writer._dump_by_library(ready)
