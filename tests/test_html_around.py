"""Facts of a page from what stands around its text, and facts from around the page: who, when, whose."""

from __future__ import annotations

import pytest

from digest.acquire.item import Hints, Item
from digest.extract.html import extract_html
from digest.extract.reading import read_item
from tests.test_dump import E1, E2, E3, ENGLISH, P1, P2, P3, P4, moment, noted

TITLE = "가람테크, 수주 공백에 이틀째 약세"
HEAD = "Garam Tech falls as orders dry up"


def paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def page(
    *texts: str, title: str = TITLE, meta: str = "", head: str = f"<h1>{TITLE}</h1>", top: str = "", below: str = ""
) -> bytes:
    body = f"<body>{head}<div>{top}</div><div class='text'>{paragraphs(*texts)}</div>{below}</body>"
    return f"<html><head><meta charset='utf-8'><title>{title}</title>{meta}</head>{body}</html>".encode()


PORTAL = '<meta property="og:site_name" content="Daum 뉴스">'


@pytest.mark.parametrize(
    ("line", "key", "name"),
    [
        ("Copyright © 전자신문. 무단전재 및 재배포 금지.", "etnews", "전자신문"),
        ("저작권자 © 너른들 무단전재 및 재배포 금지", None, "너른들"),
        ("Copyright © Portal Corp. All rights reserved.", None, "Daum 뉴스"),
    ],
)
def test_copyright_line_names_the_publisher_on_a_portal(line: str, key: str | None, name: str) -> None:
    """The portal's own name is the page's, not the article's."""
    data = page(P1, P2, P3, P4, meta=PORTAL, below=f"<div><p>{line}</p></div>")
    found = extract_html(data, url="https://v.daum.net/v/20240305144300123")
    assert (found.publisher, found.publisher_name) == (key, name)
    assert noted(found, "by the copyright line") == bool(key)


def test_host_that_is_known_is_the_publisher() -> None:
    """A wire's copyright line on its customer's page does not change whose page it is."""
    data = page(P1, P2, P3, P4, below="<p>저작권자 © 전자신문 무단전재 및 재배포 금지</p>")
    assert extract_html(data, url="https://www.mk.co.kr/news/stock/10956789").publisher == "mk"


@pytest.mark.parametrize(
    ("top", "last"),
    [
        ("황보름 기자 | 입력 : 2024/03/05 [14:43]", ""),
        ("2024-03-05 14:43", "[ 황보름 기자 / gana@gana.example ]"),
        ("2024-03-05 14:43", "[황보름 기자][ⓒ 가나경제 &amp; gana.example, 무단전재 및 재배포 금지]"),
    ],
)
def test_reporters_beside_the_date_and_below_the_text(top: str, last: str) -> None:
    """Where neither head nor byline names anybody."""
    found = extract_html(page(P1, P2, P3, P4, last, top=f"<p>{top}</p>"), url="https://www.gana.co.kr/1")
    assert (found.authors, found.body, moment(found)) == (("황보름",), (P1, P2, P3, P4), "2024-03-05T14:43:00+09:00")


def test_reporters_of_a_wire_in_html() -> None:
    """`(Reporting by A in Seoul and B; Editing by C)` below the text."""
    by = "(Reporting by Bo Hwang in Seoul and Do Lee; Editing by Na Kim)"
    found = extract_html(page("SEOUL, March 5 (Reuters) - " + E1, E2, E3, by, title=HEAD, head=f"<h1>{HEAD}</h1>"))
    assert (found.authors, found.body) == (("Bo Hwang", "Do Lee"), ENGLISH)


def test_credit_of_a_picture_alone_opens_no_text() -> None:
    """`(Yonhap)` below a picture: the paragraph above it stays, and the paper too."""
    data = page(E1, "(Yonhap)", E2, E3, title=HEAD, head=f"<h1>{HEAD}</h1>")
    found = extract_html(data, url="https://www.koreaherald.com/view.php?ud=20240305000119")
    assert (found.body, found.publisher) == (ENGLISH, "koreaherald")


def test_triangle_alone_marks_a_caption_in_html() -> None:
    """As in dumps."""
    found = extract_html(page(P1, "▲ 가람테크 공장 앞을 5일 직원이 지나고 있다.", P2, P3, P4))
    assert (found.body, found.captions[0].text) == ((P1, P2, P3, P4), "가람테크 공장 앞을 5일 직원이 지나고 있다.")


def test_headline_that_begins_with_the_name_of_the_host() -> None:
    """`Site - Headline` is not cut to the site's name; a lower heading that shows the headline says which it is."""
    head = "Federal Reserve issues policy statement"
    data = page(E1, E2, E3, title=f"Federal Reserve Board - {head}", head=f"<h3>{head}</h3>")
    url = "https://www.federalreserve.gov/newsevents/pressreleases/monetary20240320a.htm"
    assert extract_html(data, url=url).title == head
    assert extract_html(data.replace(b"h3>", b"h6>"), url=url).title == f"Federal Reserve Board - {head}"


# --- hints from records and feeds ----------------------------------------------------------------------------------


def record(url: str = "https://n.news.naver.com/article/030/0003187654", **told: object) -> Item:
    return Item("a", "record", f"{P1}\n{P2}\n{P3}\n{P4}".encode(), url, "utf-8", Hints(title=TITLE, **told))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "names"),
    [
        (("황보름 기자",), ("황보름",)),
        (("황보름·이도현 기자",), ("황보름", "이도현")),
        (("황보름(gana@gana.example)",), ("황보름",)),
        (("이도현 기자(gana@gana.example)", "Bo Hwang"), ("이도현", "Bo Hwang")),
        (("전자신문",), ()),
    ],
)
def test_authors_of_records_are_names(told: tuple[str, ...], names: tuple[str, ...]) -> None:
    """Role, mail and paper are no part of a name."""
    assert read_item(record(authors=told)).authors == names


def test_site_of_a_record_is_the_publisher() -> None:
    """A name that the table knows gives its key too."""
    found = read_item(record(site="전자신문"))
    assert (found.publisher, found.publisher_name) == ("etnews", "전자신문")
    found = read_item(record(site="너른들"))
    assert (found.publisher, found.publisher_name) == (None, "너른들")


@pytest.mark.parametrize(
    ("date", "want"),
    [
        ("2024-03-04T20:00:00Z", "2024-03-05T05:00:00+09:00"),
        ("Mon, 04 Mar 2024 20:00:00 GMT", "2024-03-05T05:00:00+09:00"),
        ("2024-03-04T20:00:00-05:00", "2024-03-04T20:00:00-05:00"),
        ("2024-03-04", "2024-03-04T00:00:00+09:00"),
    ],
)
def test_utc_of_a_feed_is_the_publishers_day(date: str, want: str) -> None:
    """At 20:00 UTC it is the next day in Seoul."""
    assert moment(read_item(record(date=date))) == want
