"""Dumps that other programs put into another shape: quoted, numbered, wrapped, with fields above the text."""

from __future__ import annotations

import textwrap

import pytest

from digest.extract.dump import extract_dump
from digest.extract.shapes import restored
from tests.test_dump import E1, E2, E3, ENGLISH, P1, P2, P3, P4, moment
from tests.test_dump_around import DATE, TITLE

BODY = (P1, P2, P3, P4)
TEXT = f"{TITLE}\n황보름 기자\n{DATE}\n" + "\n\n".join(BODY) + "\n"
HEADLINE = "Garam Tech falls for a second day as orders dry up"


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(f"> {line}" for line in TEXT.split("\n")),
        "\n".join(f"{at:>4}  {line}" for at, line in enumerate(TEXT.split("\n"), start=1)),
        TEXT.replace("\n", "<br>"),
        TEXT.replace("\n", "<br />\n"),
        TEXT.replace("\n", "\\n"),
        TEXT.replace('"', "&quot;").replace(" ", "&nbsp;", 9),
        TEXT.replace("\n", "\r\n"),
        "\t\t" + TEXT.replace("\n", "\n\t\t"),
    ],
)
def test_shape_is_undone(text: str) -> None:
    """An answered letter, a listing with numbers, breaks as marks, entities: the article is the same."""
    found = extract_dump(text)
    assert (found.title, found.authors, found.body) == (TITLE, ("황보름",), BODY)
    assert moment(found) == "2024-03-05T14:43:00+09:00"


@pytest.mark.parametrize(("width", "paragraphs"), [(60, (E1, E2, E3)), (44, (P2, P4, P4))])
def test_wrapped_paragraphs_are_one_line_each(width: int, paragraphs: tuple[str, ...]) -> None:
    """Wires and mail programs break lines at a width."""
    wrapped = "\n\n".join(textwrap.fill(text, width) for text in paragraphs)
    assert [line for line in restored(wrapped).split("\n") if line] == list(paragraphs)


def test_wrapped_article_keeps_its_heading() -> None:
    """Headline, byline and date are lines of their own."""
    body = "\n\n".join(textwrap.fill(text, 60) for text in (E1, E2, E3))
    found = extract_dump(f"{HEADLINE}\nBy Bo Lind\nMarch 5, 2024 10:32 AM EST\n\n{body}\n")
    assert (found.title, found.authors, found.deck, found.body) == (HEADLINE, ("Bo Lind",), (), ENGLISH)


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(BODY),
        "> 인용 한 줄\n" + "\n".join(BODY),
        "\n".join(f"{n} 번째 이야기가 여기에서 시작된다" for n in (3, 1, 7, 2, 9, 4)),
        "\n".join(f"통화{n} 1,38{n}.50 ▲2.1{n}" for n in range(9)),
        "a < b 와 R&D; 는 그대로다",
    ],
)
def test_text_in_its_own_shape_stays(text: str) -> None:
    """One quoted line, numbers that do not count up, rows of a table."""
    assert restored(text) == text


FRONT = (
    f'---\ntitle: "{TITLE}"\nsource: "https://www.mk.co.kr/news/stock/10956789"\nauthor:\n  - "[[황보름]]"\n'
    'published: 2024-03-05\ncreated: 2024-03-07\ndescription: "두 분기째 빈 수주"\ntags:\n  - "clippings"\n---\n'
)
SERVICE = (
    f"Title: {TITLE}\n\nURL Source: https://www.mk.co.kr/news/stock/10956789\n\n"
    "Published Time: 2024-03-05T14:43:00+09:00\n\n"
    f"Markdown Content:\n{TITLE}\n===============\n\n"
)


@pytest.mark.parametrize(
    ("fields", "authors", "day"),
    [(FRONT, ("황보름",), "2024-03-05T00:00:00+09:00"), (SERVICE, (), "2024-03-05T14:43:00+09:00")],
)
def test_fields_above_a_clipped_text(fields: str, authors: tuple[str, ...], day: str) -> None:
    """What clippers and reading services say is read as facts: headline, address, reporter, day."""
    found = extract_dump(fields + "\n\n".join(BODY))
    assert (found.title, found.authors, found.deck, found.body) == (TITLE, authors, (), BODY)
    assert (found.publisher, found.url, moment(found)) == ("mk", "https://www.mk.co.kr/news/stock/10956789", day)


def test_what_a_curator_gives_comes_before_a_clipping() -> None:
    """An address and a headline that were given are not replaced."""
    found = extract_dump(
        FRONT + "\n\n".join(BODY), url="https://www.hankyung.com/article/2024030512345", title="다른 제목"
    )
    assert (found.title, found.publisher) == ("다른 제목", "hankyung")


def test_the_pages_own_date_comes_before_a_clipping() -> None:
    """A clipper's day is less than the minute that the text prints."""
    found = extract_dump(FRONT + TEXT)
    assert (found.title, moment(found), found.body) == (TITLE, "2024-03-05T14:43:00+09:00", BODY)
