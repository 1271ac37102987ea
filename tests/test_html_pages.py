"""The extraction gate: whole pages in the layouts of real publishers, and the shared real ones where they exist."""

# ruff: noqa: E501 - one row a page
from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from digest.errors import InputError
from digest.extract import adapter
from digest.extract.html import extract_html

PAGES = Path(__file__).parent / "pages"
SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "html"
TITLE_KO = "가온반도체, 2분기 영업이익 1조2000억원…18% 늘어"
TITLE_EN = "Gaon Semiconductor profit beats estimates on server demand"
OPENING = {
    "ko": ["가온반도체가 2분기", "회사는 서버용", "증권가에서는", "반면 다른 쪽에서는", "이날 가온반도체 주가는"],
    "en": ["Gaon Semiconductor said", "The chip maker", "Analysts disagree", "Others point", "Shares of the company"],
}
ONE = ("나보람",)
TWO = ("나보람", "도현수")
DECK = ("서버용 메모리 주문 늘어",)
DECKS = ("서버용 메모리 주문 늘어", "재고는 석 달 새 절반")


class Page(NamedTuple):
    """What a page says."""

    name: str
    publisher: str | None
    published: str
    authors: tuple[str, ...] = ONE
    modified: str | None = None
    deck: tuple[str, ...] = ()
    captions: tuple[tuple[str | None, str | None], ...] = ()
    place: str | None = None
    lang: str = "ko"
    extra: int = 0
    """Subheads of the text, beside its five paragraphs."""


SIX = "2026-08-04T16:05:00+09:00"
PHOTO = "가온반도체 공장 전경"
TABLE = [
    Page("newspim-2026", "newspim", SIX, ONE, "2026-08-04T17:10:00+09:00", DECKS, ((PHOTO, "가온반도체"), ("가온반도체 직원들이 생산 라인을 살펴보고 있다.", None)), "서울"),
    Page("newspim-2023", "newspim", "2023-08-04T16:05:00+09:00", TWO, place="서울"),
    Page("mk", "mk", "2026-08-04T16:05:08+09:00", TWO, "2026-08-04T18:00:00+09:00", DECKS, ((PHOTO + ".", "가온반도체"),)),
    Page("hankookilbo-2025", "hankookilbo", "2025-08-04T16:05:52+09:00", ONE, None, DECKS, ((PHOTO + "이 보인다.", "연합뉴스"),), extra=1),
    Page("hankookilbo-2026", "hankookilbo", "2026-02-04T09:30:00+09:00", ONE, None, DECKS, ((PHOTO + "이 보인다.", "연합뉴스"),)),
    Page("hankookilbo-2026-flight", "hankookilbo", "2026-02-04T09:30:00+09:00", captions=((PHOTO + "이 보인다.", "연합뉴스"),)),
    Page("edaily", "edaily", SIX, ONE, "2026-08-04T17:30:00+09:00", DECK, ((PHOTO + ".", "가온반도체"),)),
    Page("edaily-m", "edaily", SIX, ONE, "2026-08-04T17:30:00+09:00"),
    Page("hankyung", "hankyung", SIX, ONE, "2026-08-04T17:20:00+09:00", DECK, ((PHOTO + ".", "한경DB"),)),
    Page("yna", "yna", SIX, ONE, None, DECK, ((None, "가온반도체"),), "서울"),
    Page("infomax", "infomax", "2026-08-04T16:05:12+09:00", ONE, None, DECK, ((PHOTO, None),), "서울"),
    Page("cms-family", None, "2026-08-04T16:05:12+09:00", ONE, None, DECK, ((PHOTO, None),)),
    Page("sedaily", "sedaily", "2026-08-04T16:05:41+09:00", ONE, "2026-08-04T16:50:00+09:00", (), ((PHOTO + ".", "가온반도체"),)),
    Page("mt", "mt", SIX, captions=((PHOTO, "뷁"),)),
    Page("newsis", "newsis", "2026-08-04T16:05:33+09:00", ONE, "2026-08-04T16:40:00+09:00", (), ((PHOTO + ".", "가온반도체"),), "서울"),
    Page("news1", "news1", SIX, captions=((PHOTO + ".", "뉴스1 도현수 기자"),), place="서울"),
    Page("reuters", "reuters", "2026-08-04T07:05:00+00:00", ("Joyce Ahn",), "2026-08-04T09:10:00+00:00", ("Profit up 18% in second quarter", "Contracts cover 70% of output"), (("A clean room of Gaon Semiconductor.", "REUTERS/Min Ahn"),), "SEOUL", "en"),
    Page("cnbc", "cnbc", "2026-08-04T03:05:00-04:00", ("Joyce Ahn",), None, ("Profit up 18% in second quarter",), (("A clean room of Gaon Semiconductor.", None),), None, "en"),
    Page("yahoo", "yahoo", "2026-08-04T03:05:00-04:00", ("Joyce Ahn",), "2026-08-04T05:10:00-04:00", (), (("A clean room", "Reuters"),), None, "en"),
    Page("ap", "ap", "2026-08-04T03:05:00-04:00", ("Joyce Ahn",), "2026-08-04T05:10:00-04:00", (), (("A clean room.", "AP Photo/Min Ahn"),), "SEOUL, South Korea", "en"),
    Page("unknown-ko", None, SIX, ONE, "2026-08-04T16:50:00+09:00", ("서버용 메모리 주문 늘어…재고는 절반",), ((PHOTO, "가온반도체"),)),
    Page("unknown-en", None, "2026-08-04T07:05:00+00:00", ("Joyce Ahn",), None, (), (("A clean room of Gaon.", "Courtesy of Gaon"),), None, "en"),
]  # fmt: skip
MAIL = re.compile(r"\w@\w")


@pytest.mark.parametrize("page", TABLE, ids=lambda page: page.name)
def test_facts_and_body_of_each_layout_are_read_exactly(page: Page) -> None:
    """Every field that the page states is read, and the body is its five paragraphs and nothing else."""
    found = extract_html((PAGES / f"{page.name}.html").read_bytes())
    assert found.title == (TITLE_KO if page.lang == "ko" else TITLE_EN)
    assert found.authors == page.authors
    assert found.publisher == page.publisher
    assert found.published is not None
    assert found.published.isoformat() == page.published
    assert found.date_precision == "minute"
    assert (found.modified.isoformat() if found.modified else None) == page.modified
    assert found.deck == page.deck
    assert tuple((item.text, item.credit) for item in found.captions) == page.captions
    assert found.place == page.place
    assert found.lang == page.lang
    assert len(found.body) == 5 + page.extra
    starts = [line for line in found.body if line.startswith(tuple(OPENING[page.lang]))]
    assert [line.startswith(start) for line, start in zip(starts, OPENING[page.lang], strict=True)] == [True] * 5
    assert not any(MAIL.search(line) for line in found.body)


def test_every_page_of_the_folder_is_in_the_table() -> None:
    """No page lies there untested."""
    assert {path.stem for path in PAGES.glob("*.html")} == {page.name for page in TABLE} | {"no-body"}


def test_series_label_and_part_are_taken_from_the_headline() -> None:
    """`[메모리 봄] …①` is part 1 of that series, and the mark leaves the title."""
    found = extract_html((PAGES / "newspim-2026.html").read_bytes())
    assert (found.series_label, found.part, found.title) == ("메모리 봄", 1, TITLE_KO)


def test_the_summary_of_a_machine_is_in_no_field() -> None:
    """AI summaries of Newspim and Maeil stand in the page, and nowhere in what is read."""
    for name, words in (("newspim-2026", "실적을 발표했다고 4일 전했다"), ("mk", "호실적을 냈다는 요약")):
        data = (PAGES / f"{name}.html").read_bytes()
        assert words in data.decode()
        assert words not in extract_html(data).model_dump_json()


def test_an_article_after_the_reporters_mail_is_left_out() -> None:
    """The page's next article names another company and another mail."""
    found = extract_html((PAGES / "newspim-2026.html").read_bytes())
    assert "누리반도체" not in found.model_dump_json()
    assert "noori@" not in found.model_dump_json()


def test_a_page_without_its_body_is_refused_with_a_remedy_on_one_line() -> None:
    """A page that a script would fill is an error, not an empty article."""
    with pytest.raises(InputError) as caught:
        extract_html((PAGES / "no-body.html").read_bytes())
    message = str(caught.value)
    assert "not in this page" in message
    assert "browser" in message
    assert "\n" not in message


def test_a_given_address_wins_over_the_pages_own_and_is_made_canonical() -> None:
    """The mobile address of a copy becomes the publisher's one address."""
    data = (PAGES / "newspim-2023.html").read_bytes()
    found = extract_html(data, url="https://m.newspim.com/news/view/20230804000123?utm_source=x")
    assert found.url == "https://www.newspim.com/news/view/20230804000123"


def test_a_changed_layout_falls_back_to_the_general_way_and_says_so() -> None:
    """The adapter's body is gone; the text is still read, with a note."""
    data = (PAGES / "sedaily.html").read_bytes().replace(b'class="article_view"', b'class="renewed"')
    found = extract_html(data)
    assert len(found.body) == 5
    assert any("adapter of sedaily" in note for note in found.notes)


def test_a_date_that_only_the_address_says_is_marked_as_such() -> None:
    """The day of a Newspim address is the day of the record: precision day, source url_id, and a note."""
    data = re.sub(
        rb"<ul><li>.{0,400}?</ul>\s*<div id=", b"<div id=", (PAGES / "newspim-2023.html").read_bytes(), flags=re.DOTALL
    )
    found = extract_html(data, url="https://www.newspim.com/news/view/20230802000123")
    assert found.published is not None
    assert (found.published.isoformat(), found.date_precision, found.date_source) == (
        "2023-08-02T00:00:00+09:00",
        "day",
        "url_id",
    )
    assert any(note.startswith("date:") for note in found.notes)


def test_a_time_called_utc_that_the_page_shows_as_local_is_local() -> None:
    """Some systems write Z after Korean time; the printed line shows it."""
    data = (PAGES / "unknown-ko.html").read_bytes()
    data = data.replace(b"<head>", b'<head><meta property="article:published_time" content="2026-08-04T16:05:00Z">')
    found = extract_html(data)
    assert found.published is not None
    assert found.published.isoformat() == SIX
    assert any("local" in note for note in found.notes)


NEWSPIM = (PAGES / "newspim-2023.html").read_bytes()


def test_a_copy_on_another_host_is_its_publishers() -> None:
    """The dateline names Newspim; the page is on a paper of its own."""
    found = extract_html(NEWSPIM, url="https://www.hankyung.com/article/2023080412345")
    assert found.publisher == "newspim"
    assert any(note.startswith("publisher:") for note in found.notes)


def test_a_relative_canonical_link_gives_way_to_a_full_one() -> None:
    """`/news/…` and the home page are no addresses of the article."""
    links = (
        b'<link rel="canonical" href="/news/view/1"><link rel="canonical" href="https://www.newspim.com/">'
        b'<meta property="og:url" content="https://www.newspim.com/news/view/20230804000321"></head>'
    )
    found = extract_html(NEWSPIM.replace(b"</head>", links))
    assert found.url == "https://www.newspim.com/news/view/20230804000321"


@pytest.mark.parametrize(("label", "kicker"), [("[단독]", "단독"), ("[특징주]", "특징주"), ("[종합]", "종합")])
def test_kickers_are_taken_off_the_headline_and_are_no_series(label: str, kicker: str) -> None:
    """Exclusive, stock in focus, round-up."""
    data = NEWSPIM.replace(f"<h1>{TITLE_KO}".encode(), f"<h1>{label} {TITLE_KO}".encode()).replace(b"og:title", b"x")
    found = extract_html(data)
    assert (found.kicker, found.series_label, found.part, found.title) == (kicker, None, None, TITLE_KO)


def test_control_and_bidirectional_characters_reach_no_field() -> None:
    """An override in title, name or text would show a reader something else."""
    data = (PAGES / "mk.html").read_text(encoding="utf-8").replace("가온", "가\u202e온\u0007").encode()
    found = extract_html(data)
    assert found.title == TITLE_KO
    assert not {"\u202e", "\u0007"} & set(found.model_dump_json() + "".join(found.body))


@pytest.mark.parametrize("key", [key for key in adapter.table() if (PAGES / f"{key}.html").exists()])
def test_check_adapter_reports_the_fields_of_a_saved_page(key: str) -> None:
    """Body, title and date are found by the row's own selectors."""
    report = adapter.check_adapter(key, (PAGES / f"{key}.html").read_bytes())
    assert report.ok, report.missing
    assert "body" in {item.name for item in report.found}


def test_check_adapter_names_what_a_page_no_longer_gives() -> None:
    """A page of another publisher lacks the body's place."""
    report = adapter.check_adapter("reuters", (PAGES / "no-body.html").read_bytes())
    assert not report.ok
    assert "body" in report.missing


def test_check_adapter_knows_its_publishers() -> None:
    """A wrong name is answered with the list."""
    with pytest.raises(InputError, match="newspim"):
        adapter.check_adapter("nobody", b"<p>x</p>")


def _gold() -> dict[str, Any]:
    path = SHARED / "korean" / "gold.json"
    if not path.exists():
        pytest.skip("the shared Korean pages are not on this machine")
    gold: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return gold


def test_real_korean_pages_give_title_author_time_and_body_exactly() -> None:
    """Against the gold of the shared pages: facts equal, no caption and no mail in the body, every paragraph there."""
    for name, gold in _gold().items():
        path = SHARED / "korean" / name
        if not path.exists():
            continue
        data = path.read_bytes()
        found = extract_html(gzip.decompress(data) if name.endswith(".gz") else data)
        assert found.title == gold["title"], name
        assert list(found.authors) == gold["authors"], name
        assert str(found.published) == gold["publishing_date"], name
        wanted = [
            _bare(text) for section in gold["body"]["sections"] for text in section["headline"] + section["paragraphs"]
        ]
        assert [_bare(text) for text in found.body] == wanted, name
        captions = {_bare(image["caption"]) for image in gold["images"]}
        assert not captions & set(map(_bare, found.body)), name
        assert captions <= {_bare(item.text or "") for item in found.captions}, name


def test_the_synthetic_newspim_page_gives_the_body_of_its_dump() -> None:
    """The dateline is read off, all else of the text is there."""
    page = SHARED / "korean" / "newspim-synthetic.html"
    if not page.exists():
        pytest.skip("the shared Korean pages are not on this machine")
    found = extract_html(page.read_bytes())
    gold = (page.parent / "newspim-synthetic.body.txt").read_text(encoding="utf-8")
    assert _bare("".join(found.body)) == _bare(re.split(r"기자\s*=", gold, maxsplit=1)[1])
    assert (found.authors, found.series_label, found.part) == (("황숙혜",), "딥시크 쇼크", 1)


def _bare(text: str) -> str:
    return re.sub(r"\W+", "", text)
