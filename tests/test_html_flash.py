"""Flash news in HTML, and what portals, blogs and scripts make of pages: all of it invented."""

from __future__ import annotations

import json

import pytest

from digest.errors import InputError
from digest.extract.html import extract_html
from tests.test_dump import E1, E2, E3, P1, P2, P3, P4, moment, noted
from tests.test_html_around import paragraphs

TITLE = "가람테크 2분기 영업이익 1조2400억원"
FLASH = "가람테크는 2분기 영업이익이 1조2400억원으로 지난해보다 18.3% 늘었다고 30일 공시했다."
KOREAN = (P1, P2, P3, P4)
DATED = '<p class="date">입력 2024.07.30 08:41</p>'
BOX = (
    "<div><h4>많이 본 기사</h4><ul><li><a href='/1'>다온모터스, 신차 판매 호조로 3분기 흑자 전환</a></li>"
    "<li><a href='/2'>미르제약, 임상 3상 성공에 상한가</a></li></ul></div>"
)


def page(body: str, *, title: str = TITLE, head: str = "") -> bytes:
    return f"<html><head><meta charset='utf-8'><title>{title}</title>{head}</head><body>{body}</body></html>".encode()


def stated(**facts: object) -> str:
    told = {"@context": "https://schema.org", "@type": "NewsArticle", **facts}
    return f'<script type="application/ld+json">{json.dumps(told, ensure_ascii=False)}</script>'


@pytest.mark.parametrize(
    "text",
    [
        f"<main><h1>[속보] {TITLE}</h1>{DATED}<div class='article-body'><p>{FLASH}</p></div></main>{BOX}",
        f"<main><h1>[속보] {TITLE}</h1>{DATED}<div itemprop='articleBody'>{FLASH}<p>황보름 기자</p></div></main>{BOX}",
        f"<article><h1>[속보] {TITLE}</h1>{DATED}<p>{FLASH}</p></article>{BOX}",
        f"<h1>[속보] {TITLE}</h1>{DATED}{stated(headline='[속보] ' + TITLE, articleBody=FLASH)}{BOX}",
        f"<h1>[속보] {TITLE}</h1>{DATED}<div id='dic_area'>{FLASH}</div>{BOX}",
    ],
)
def test_one_sentence_where_the_page_keeps_its_text(text: str) -> None:
    """By the publisher's place, the markup's, the script's, or alone beside the headline; the curator is told."""
    found = extract_html(page(text, title=f"[속보] {TITLE}"))
    assert (found.title, found.kicker, found.body) == (TITLE, "속보", (FLASH,))
    assert moment(found) == "2024-07-30T08:41:00+09:00"
    assert noted(found, f"only {len(FLASH)} characters")


@pytest.mark.parametrize(
    "text",
    [
        "<p>Please make sure your browser supports cookies and that you are not blocking them from loading.</p>",
        "<p>이 기사는 유료 회원 전용입니다.</p>",
        f"<p>{FLASH}</p><p>로그인하시면 기사 전문을 보실 수 있습니다.</p>",
        f"<p>{FLASH[:-12]}...</p>",
        f"{stated(headline=TITLE, isAccessibleForFree=False)}<p>{FLASH}</p>",
        "<p>다온모터스가 신차 판매 호조로 3분기 흑자를 냈다고 밝혔다.</p>",
    ],
)
def test_what_stands_in_an_articles_place_is_refused(text: str) -> None:
    """A question, a wall, a text that is cut, and another story share no words with the headline or say so."""
    with pytest.raises(InputError, match="body is not in this page"):
        extract_html(page(f"<main><h1>{TITLE}</h1>{DATED}<div class='article-body'>{text}</div></main>"))


@pytest.mark.parametrize("tag", ["h2", "h3", "h4", "strong"])
def test_headings_between_paragraphs_stay(tag: str) -> None:
    """General methods leave them out on some pages; titles of boxes, which have links below them, stay out."""
    parts = (
        f"{paragraphs(P1, P2)}<{tag}>환율이 변수다</{tag}>{paragraphs(P3)}<{tag}>주가는 내렸다</{tag}>{paragraphs(P4)}"
    )
    found = extract_html(page(f"<h1>{TITLE}</h1>{DATED}<div class='c'>{parts}</div>{BOX}"))
    assert found.body == (P1, P2, "환율이 변수다", P3, "주가는 내렸다", P4)


def test_page_of_a_portal() -> None:
    """Its summary is the deck, what its pictures show no text, the paper and the portal are no authors."""
    text = (
        f"<h2 id='title_area'>{TITLE}</h2><span class='_ARTICLE_DATE_TIME' data-date-time='2024-07-30 09:12:03'></span>"
        "<em class='media_end_head_journalist_name'>황보름 기자</em><article id='dic_area'>"
        f"<strong class='media_end_summary'>두 분기째 빈 수주<br>목표는 그대로</strong>{P1}<br><br>{P2}"
        "<span class='end_photo_org'><img src='x'><em class='img_desc'>가람테크 평택 사업장</em></span>"
        f"<br><br>{P3}<br><br>{P4}</article><p>Copyright ⓒ 가나경제. All rights reserved.</p>{BOX}"
    )
    meta = '<meta property="og:article:author" content="가나경제 | 네이버">'
    found = extract_html(page(text, head=meta))
    assert (found.title, found.deck, found.body) == (TITLE, ("두 분기째 빈 수주", "목표는 그대로"), KOREAN)
    assert (found.authors, found.publisher_name) == (("황보름",), "가나경제")
    assert moment(found) == "2024-07-30T09:12:03+09:00"
    assert [caption.text for caption in found.captions] == ["가람테크 평택 사업장"]


def test_sites_in_the_place_of_authors_are_nobody() -> None:
    """Some pages name the paper and the portal where the author should stand."""
    meta = '<meta property="og:article:author" content="가나경제 | 네이버">'
    found = extract_html(page(f"<h1>{TITLE}</h1>{DATED}{paragraphs(*KOREAN)}", head=meta))
    assert found.authors == ()


@pytest.mark.parametrize(
    ("told", "names"), [("라온새", ("라온새",)), ("황보름", ("황보름",)), ("네이버", ()), ("한빛일보", ())]
)
def test_names_without_a_role(told: str, names: tuple[str, ...]) -> None:
    """A rare surname makes no site of a person, nor does its place make a person of a site."""
    script = stated(headline=TITLE, author={"@type": "Person", "name": told})
    assert extract_html(page(f"<h1>{TITLE}</h1>{DATED}{paragraphs(*KOREAN)}", head=script)).authors == names


def test_paragraphs_that_only_a_script_states() -> None:
    """Its breaks are kept."""
    script = stated(headline=TITLE, datePublished="2024-07-30T10:02:00+09:00", articleBody="\n\n".join((*KOREAN, P2)))
    assert extract_html(page("<div id='root'></div>", head=script)).body == (*KOREAN, P2)


def test_box_in_the_cell_beside_the_text() -> None:
    """Below the last sentence a box's title ends the text."""
    rows = f"<td>{'<br><br>'.join(KOREAN)}</td><td><p>많이 본 기사</p><p>1. 다온모터스 신차 공개</p></td>"
    found = extract_html(page(f"<table><tr><td>{TITLE}</td></tr><tr>{rows}</tr></table>"))
    assert found.body == KOREAN


def test_name_minutes_and_day_in_one_line() -> None:
    """Blogs print who, how long it takes and when in one line, which is the date's and no text."""
    line = "<div><a rel='author' href='/b'>Bo Lind</a> · 4 min read · <span>Jul 30, 2024</span></div>"
    head = "Garam Tech falls as orders dry up"
    found = extract_html(page(f"<article><h1>{head}</h1>{line}{paragraphs(E1, E2, E3)}</article>", title=head))
    assert (found.body, found.authors) == ((E1, E2, E3), ("Bo Lind",))
    assert (moment(found) or "")[:10] == "2024-07-30"


def test_summary_of_a_machine_that_says_so() -> None:
    """What is left of it below the list is no text."""
    box = "<div><ul><li>수주가 줄었습니다.</li></ul><p>AI가 생성한 요약으로 원문과 다를 수 있습니다.</p></div>"
    found = extract_html(page(f"<article><h1>{TITLE}</h1>{DATED}{box}{paragraphs(*KOREAN)}</article>"))
    assert "AI" not in " ".join(found.body)


def test_city_of_a_reporter_is_no_name() -> None:
    """Wires and interfaces print where a reporter writes."""
    head = "Garam Tech falls as orders dry up"
    meta = '<meta name="author" content="Bo Lind in New York and Jo Park in Seoul">'
    found = extract_html(page(f"<article><h1>{head}</h1>{paragraphs(E1, E2, E3)}</article>", title=head, head=meta))
    assert found.authors == ("Bo Lind", "Jo Park")


def test_flash_news_in_points() -> None:
    """Lines that all speak of what the headline does need no full stop."""
    lines = ("▲가람테크, 2분기 영업이익 1조2400억원…18.3%↑", "▲가람테크, 2분기 매출 9조1800억원…7.1%↑")
    text = f"<main><h1>[1보] {TITLE}</h1>{DATED}<div class='article_body'>{paragraphs(*lines)}</div></main>{BOX}"
    assert extract_html(page(text, title=f"[1보] {TITLE}")).body == lines


def test_release_filed_as_an_exhibit() -> None:
    """Its markup names no headline but the exhibit's number, and no date but the dateline's."""
    head = "Garam Tech Reports Results of Its Second Quarter"
    text = f"<p>Exhibit 99.1</p><p align=center><b>{head}</b></p><p>SEOUL, Korea, July 30, 2024 -- {E1}</p>"
    found = extract_html(page(f"{text}{paragraphs(E2, E3)}<p># # #</p><p>Contact: Bo Lind</p>", title="EX-99.1"))
    assert (found.title, found.body, found.place) == (head, (E1, E2, E3), "SEOUL, Korea")
    assert (moment(found) or "")[:10] == "2024-07-30"
    assert noted(found, "line above the text")
    assert noted(found, "day of the dateline")


def test_two_lines_above_a_text_name_no_headline() -> None:
    """Where markup names none, and both share words with the text, nothing says which it is."""
    top = "<center><font size=5>가람테크 수주 공백에 주가 하락</font></center><p>가람테크 주가 두 분기째 내림세</p>"
    found = extract_html(page(f"{top}<p>2024.07.30</p>{paragraphs(*KOREAN)}", title=""))
    assert found.title is None
    one = extract_html(page(f"{top.partition('<p>')[0]}<p>2024.07.30</p>{paragraphs(*KOREAN)}", title=""))
    assert (one.title, one.body) == ("가람테크 수주 공백에 주가 하락", KOREAN)


def test_what_a_reporter_says_of_himself() -> None:
    """A greeting below the text is none of it."""
    about = "<div><p>안녕하세요. 산업부에서 장비 업종을 취재하는 황보름 기자입니다. 제보를 기다립니다.</p></div>"
    found = extract_html(page(f"<article><h1>{TITLE}</h1>{DATED}{paragraphs(*KOREAN)}{about}</article>"))
    assert found.body == KOREAN


@pytest.mark.parametrize(
    "place", ["<article>{}</article>", "<div class='c'>{}</div>", "<div class='c'><b>{}</b></div>"]
)
def test_text_that_only_line_breaks_part(place: str) -> None:
    """Its first paragraph stands in the element itself, without one of its own."""
    text = place.format("<br><br>".join(KOREAN))
    assert extract_html(page(f"<main><h1>{TITLE}</h1>{DATED}{text}</main>{BOX}")).body == KOREAN


def test_day_right_behind_a_name() -> None:
    """Elements in one line that styles set apart are two words."""
    head = "Garam Tech falls as orders dry up"
    top = "<div><span>By Bo Lind</span><time>July 30, 2024</time></div>"
    about = "<div><b>Bo Lind</b><p>Bo Lind covers technology companies.</p></div>"
    found = extract_html(page(f"<main><h1>{head}</h1>{top}{paragraphs(E1, E2, E3)}{about}</main>", title=head))
    assert (found.authors, found.body) == (("Bo Lind",), (E1, E2, E3))
