"""Facts of a page from what stands around its text, and facts from around the page: who, when, whose."""

from __future__ import annotations

import pytest

from digest.acquire.item import Hints, Item
from digest.errors import InputError
from digest.extract.dump import extract_dump
from digest.extract.html import extract_html
from digest.extract.reading import read_item
from tests.test_dump import E1, E2, E3, ENGLISH, P1, P2, P3, P4, moment, noted, text_of

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
    assert extract_html(data.replace(b"h3>", b"h6>"), url=url).title == head
    assert (
        extract_html(data.replace(f"<h3>{head}</h3>".encode(), b""), url=url).title == f"Federal Reserve Board - {head}"
    )


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
        (("By Joyce Ahn, Nuri Times",), ("Joyce Ahn",)),
        (("Joyce Ahn", "Markets Reporter", "Nuri Times"), ("Joyce Ahn",)),
        (("Nuri Times Staff",), ()),
        (("Joyce Ahn and Max Doe",), ("Joyce Ahn", "Max Doe")),
    ],
)
def test_authors_of_records_are_names(told: tuple[str, ...], names: tuple[str, ...]) -> None:
    """Role, mail and paper are no part of a name."""
    assert read_item(record(authors=told, site="Nuri Times")).authors == names


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


CONSENT = (
    "We and our 842 partners store information on a device, such as cookies, and process personal data to deliver it.",
    "You can change your choices at any time by clicking on the link at the bottom of any page of ours.",
)


@pytest.mark.parametrize("name", ['id="cookie-consent"', 'class="cookie-banner is-open"', 'id="onetrust-consent-sdk"'])
def test_a_box_that_asks_for_consent_is_no_text(name: str) -> None:
    """It stands before the article, in whole sentences; a name on the page's own element takes nothing away."""
    data = page(E1, E2, E3, title=HEAD, head=f"<div {name}>{paragraphs(*CONSENT)}</div><h1>{HEAD}</h1>")
    assert extract_html(data, url="https://a.example/1").body == ENGLISH
    wrapped = page(E1, E2, E3, title=HEAD, head=f"<div {name}><h1>{HEAD}</h1>", below="</div>")
    assert extract_html(wrapped, url="https://a.example/1").body == ENGLISH


def story(headline: str, byline: str, *texts: str, tag: str = "div") -> str:
    return f"<{tag} class='view'><h1>{headline}</h1>{byline}<div class='txt'>{paragraphs(*texts)}</div></{tag}>"


def test_the_next_article_of_an_endless_page_is_left_out() -> None:
    """It is made like the first, with a headline and a reporter; a section of the same article has neither."""
    after = (
        "새벽자동차 노조가 파업을 거두기로 했다고 밝혔다.",
        "합의안은 조합원 투표를 거쳐야 한다고 회사는 설명했다.",
    )
    more = story("새벽자동차 노조 파업 철회", "<p>이도현 기자</p>", *after, *after, *after)
    first = story(TITLE, "<p>황보름 기자</p>", P1, P2, P3, P4)
    found = extract_html(page(title=TITLE, head=first + more), url="https://a.example/1")
    assert (found.body, found.authors) == ((P1, P2, P3, P4), ("황보름",))
    section = story("수주 공백은 언제까지", "", *after, *after, *after, tag="section")
    head = story(TITLE, "<p>황보름 기자</p>", P1, P2, P3, P4, tag="section")
    assert after[0] in extract_html(page(title=TITLE, head=head + section), url="https://a.example/1").body


@pytest.mark.parametrize(
    ("title", "meta", "want"),
    [
        (":: 기사 인쇄 :: 가나경제", "", None),
        ("보도자료 | 가나부", "", None),
        (f"보도자료 | {TITLE}", "", TITLE),
        ("News", f'<meta name="DC.title" content="{TITLE}">', TITLE),
        ("x", f'<meta property="og:title" content="&lt;b&gt;가람테크&lt;/b&gt;, {TITLE[6:]}">', TITLE),
        ("x", f'<meta property="og:title" content="뉴스: {TITLE}">', f"뉴스: {TITLE}"),
    ],
)
def test_a_name_of_a_kind_of_page_is_no_headline(title: str, meta: str, want: str | None) -> None:
    """Print views and boards call themselves by what they are."""
    found = extract_html(page(P1, P2, P3, P4, title=title, meta=meta, head=""), url="https://a.example/1")
    assert found.title == want
    assert noted(found, "title: none was found") == (want is None)


@pytest.mark.parametrize(
    ("top", "want"),
    [
        ("March 5, 2024 16:05 ET | Source: Garam Tech, Inc.", "2024-03-05T16:05:00-05:00"),
        ("Mar 5, 2024 4:05 PM Eastern Standard Time", "2024-03-05T16:05:00-05:00"),
        ("Mar 5, 2024 4:05 PM Central Standard Time", "2024-03-05T00:00:00+00:00"),
        ('<time datetime="2024-03-05T21:05:00Z">yesterday</time>', "2024-03-05T21:05:00+00:00"),
        ('<meta property="article:published_time" content="1709672700000">', "2024-03-05T21:05:00+00:00"),
    ],
)
def test_dates_of_releases(top: str, want: str) -> None:
    """Beside whose release it is, with a zone in words, or in the only element that marks a date."""
    data = page(E1, E2, E3, title=HEAD, head=f"<h1>{HEAD}</h1>", top=f"<p>{top}</p>")
    assert moment(extract_html(data, url="https://a.example/1")) == want


def test_microdata_names_the_change_and_the_publisher() -> None:
    """`itemprop` stands in the place of JSON-LD."""
    top = (
        '<time itemprop="datePublished" datetime="2024-03-05T08:00:00-05:00">March 5</time>'
        '<time itemprop="dateModified" datetime="2024-03-05T10:00:00-05:00">later</time>'
        '<span itemprop="publisher" itemscope><span itemprop="name">Nuri Times</span></span>'
    )
    found = extract_html(page(E1, E2, E3, title=HEAD, head=f"<h1>{HEAD}</h1>", top=top), url="https://a.example/1")
    assert found.modified
    assert (found.modified.isoformat(), found.publisher_name) == ("2024-03-05T10:00:00-05:00", "Nuri Times")


@pytest.mark.parametrize(
    ("meta", "told"),
    [
        ('<meta property="article:content_tier" content="locked">', "not free to read"),
        ('<script type="application/ld+json">{"@type":"Article","isAccessibleForFree":"False"}</script>', "not free"),
        ('<link rel="next" href="https://a.example/1?page=2">', "goes on at https://a.example/1?page=2"),
        ('<link rel="next" href="https://a.example/1/2/">', "goes on at"),
        ('<link rel="next" href="https://a.example/12">', ""),
        ('<link rel="next" href="https://a.example/2">', ""),
    ],
)
def test_a_page_that_does_not_show_all_is_told(meta: str, told: str) -> None:
    """What is not free may be a teaser; the address of a second page begins with the first's."""
    found = extract_html(page(P1, P2, P3, P4, meta=meta), url="https://a.example/1")
    assert noted(found, told) if told else not noted(found, "body:")


@pytest.mark.parametrize(
    "line",
    [
        "View this email in your browser",
        "You received this email because you signed up at a.example. Unsubscribe",
        "수신거부",
        "메일이 잘 보이지 않으시면 여기를 눌러 주세요",
    ],
)
def test_what_a_letter_says_of_itself_is_no_text(line: str) -> None:
    """A newsletter that was saved from a mail."""
    data = page(P1, P2, line, P3, P4)
    assert extract_html(data, url="https://a.example/1").body == (P1, P2, P3, P4)


def entry(**told: object) -> Item:
    return Item("a", "entry", b"", "https://a.example/1", None, Hints(**told))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("told", "want", "precision"),
    [
        ({"date": "2024-03-05 09:00:00"}, "2024-03-05T00:00:00+00:00", "day"),
        ({"date": "2024-03-05 09:00:00", "zone": "Asia/Seoul"}, "2024-03-05T09:00:00+09:00", "minute"),
        ({"date": "2024-03-05 00:00:00", "zone": "Asia/Seoul"}, "2024-03-05T00:00:00+09:00", "day"),
        ({"date": "2024-03-05T00:00:00Z"}, "2024-03-05T00:00:00+00:00", "minute"),
        ({"date": "Tue Mar 05 09:00:00 KST 2024"}, "2024-03-05T09:00:00+09:00", "minute"),
        ({"date": "Tue Mar  5 09:00:00 2024", "lang": "ko"}, "2024-03-05T09:00:00+09:00", "minute"),
    ],
)
def test_a_time_whose_zone_nothing_tells_is_a_day(told: dict[str, str], want: str, precision: str) -> None:
    """So is midnight without a zone: programs write it where they know the day alone."""
    found = read_item(entry(title=HEAD, **told))
    assert (moment(found), found.date_precision) == (want, precision)
    assert noted(found, "without a zone") == (told["date"] == "2024-03-05 09:00:00" and "zone" not in told)


@pytest.mark.parametrize(
    ("title", "lang", "want"),
    [(HEAD, "", "en"), (TITLE, "", "ko"), (HEAD, "English", "en"), (TITLE, "한국어", "ko"), (HEAD, "ko-KR", "ko")],
)
def test_language_of_an_entry(title: str, lang: str, want: str) -> None:
    """As it is told, by code or name; else by the letters of its headline."""
    assert read_item(entry(title=title, lang=lang)).lang == want


def test_a_headline_from_outside_is_without_the_site() -> None:
    """Collectors put the paper's name behind it."""
    assert read_item(entry(title=f"{HEAD} - Nuri Times", site="Nuri Times")).title == HEAD


NEIGHBOUR = "Union of Haneul Motors calls off its strike"


@pytest.mark.parametrize(
    "below",
    [
        f'<article><time datetime="2024-04-01T10:00:00Z">April 1</time><h3>{NEIGHBOUR}</h3></article>',
        f'<aside><time datetime="2024-04-01T10:00:00Z">April 1</time><p>{NEIGHBOUR}</p></aside>',
        '<div class="comments"><time datetime="2024-04-01T10:00:00Z">April 1</time><p>I hold my shares.</p></div>',
        "<div id='comments'><p>April 1, 2024 10:00</p><p>I hold my shares for the long run, I think.</p></div>",
        f"<ul><li>Garam</li><li>More</li><li>News</li><li>April 1, 2024 10:00</li><li>{NEIGHBOUR}</li></ul>",
    ],
)
def test_dates_of_teasers_and_comments_are_not_the_articles(below: str) -> None:
    """A page that does not say when it was published stays without a day; what readers say is no text."""
    head = f"<h1>{HEAD}</h1><article>{paragraphs(E1, E2, E3)}</article>"
    found = extract_html(page(title=HEAD, head=head, below=below), url="https://a.example/1")
    assert (found.published, found.body) == (None, ENGLISH)
    assert noted(found, "date: none was found")


def test_a_day_just_below_the_text_is_the_articles() -> None:
    """Some pages print it there."""
    data = page(E1, E2, E3, title=HEAD, head=f"<h1>{HEAD}</h1>", below="<p>March 5, 2024 10:00 GMT</p>")
    assert moment(extract_html(data, url="https://a.example/1")) == "2024-03-05T10:00:00+00:00"


SITE = '<meta property="og:site_name" content="Nuri Times">'


@pytest.mark.parametrize(
    ("title", "meta", "head"),
    [
        (f"{HEAD} - Nuri Times", "", f"<h1>Markets</h1><h2>{HEAD}</h2>"),
        (f"{HEAD} - Nuri Times", "", f"<h1>BREAKING: {NEIGHBOUR}</h1><h1>{HEAD}</h1>"),
        (HEAD, '<meta property="og:title" content="Nuri Times: Business News">', f"<h1>{HEAD}</h1>"),
        (HEAD, f'<meta property="og:title" content="{HEAD[:20]}...">', f"<h1>{HEAD}</h1>"),
        (f"Nuri Times: {HEAD}", SITE, ""),
        (f"{HEAD} • Nuri Times", SITE, ""),
        (f"{HEAD} / Nuri Times", SITE, ""),
        (f"{HEAD} -Nuri Times", SITE, ""),
    ],
)
def test_the_headline_is_what_the_pages_name_and_a_heading_agree_on(title: str, meta: str, head: str) -> None:
    """Sections, tickers, a site's own words and cut headlines stand in its places."""
    assert extract_html(page(E1, E2, E3, title=title, meta=meta, head=head), url="https://a.example/1").title == HEAD


def test_a_headline_that_is_written_otherwise_for_others_is_kept() -> None:
    """What a page states for machines comes first where it names the same story."""
    stated = "Garam Tech falls further as new orders dry up"
    meta = f'<meta property="og:title" content="{stated}">'
    data = page(E1, E2, E3, title=f"{HEAD} - Nuri Times", meta=meta, head=f"<h1>{HEAD}</h1>")
    assert extract_html(data, url="https://a.example/1").title == stated


@pytest.mark.parametrize(
    ("above", "below"),
    [
        ("<p>2024.04.01 월요일</p>", "<p>입력 2024.03.05 14:43</p>"),
        ("<p>2024.04.01 (월)</p>", "<p>2024년 3월 5일 14시 43분</p>"),
        ('<header><time datetime="2024-04-01T10:00:00+09:00">4.1</time></header>', "<p>입력 2024.03.05 14:43</p>"),
    ],
)
def test_the_day_at_the_top_of_a_page_is_todays(above: str, below: str) -> None:
    """A label comes before all, then what stands below the headline; above it only where nothing else is."""
    head = f"{above}<h1>{TITLE}</h1>"
    found = extract_html(page(P1, P2, P3, P4, head=head, top=below), url="https://a.example/1")
    assert moment(found) == "2024-03-05T14:43:00+09:00"
    alone = extract_html(
        page(P1, P2, P3, P4, head=f"<p>2024.03.05 14:43</p><h1>{TITLE}</h1>"), url="https://a.example/1"
    )
    assert moment(alone) == "2024-03-05T14:43:00+09:00"
    assert noted(alone, "without a label")


# --- several articles, or none ----------------------------------------------------------------------------------------


def test_next_article_in_the_same_element_is_cut() -> None:
    """A headline with a date of its own below the text heads another article."""
    other = (
        "다온모터스, 3분기 순이익 감소",
        "이도현 기자",
        "입력 2024.03.06 09:11",
        "다온모터스는 6일 순이익이 줄었다고 밝혔다.",
    )
    found = extract_html(page(P1, P2, P3, P4, *other), url="https://www.gana.co.kr/1")
    assert (found.body, found.authors) == ((P1, P2, P3, P4), ())
    assert noted(found, "another article or comments stand below")


def test_own_headline_below_a_summary_cuts_nothing() -> None:
    """Some pages print a summary above their headline and date."""
    found = extract_html(page(P1, P2, TITLE, "입력 2024.03.05 14:43", P3, P4), url="https://www.gana.co.kr/1")
    assert found.body == (P1, P2, P3, P4)


def test_list_of_articles_is_no_article() -> None:
    """Beginnings of several articles never become one."""
    rows = "".join(
        f"<div><h3><a href=/{n}>다온모터스 소식 {n}</a></h3><p>{n}월 {P4[:90]}...</p></div>" for n in range(9)
    )
    with pytest.raises(InputError, match="list of articles"):
        extract_html(page(head="<h2>증권</h2>", title="증권 - 가나경제", below=rows))


@pytest.mark.parametrize("told", ["페이지를 찾을 수 없습니다", "404 Not Found", "Error 404 - Gana Times"])
def test_page_that_is_gone_is_no_article(told: str) -> None:
    """Its apology is long on some sites."""
    sorry = "요청하신 페이지의 주소가 변경되었습니다. 입력하신 주소가 정확한지 다시 한번 확인해 주시기 바랍니다. "
    with pytest.raises(InputError, match="not there"):
        extract_html(page(sorry * 3, sorry * 2, title=told, head=f"<h1>{told}</h1>"))


def test_headline_with_the_number_of_a_gone_page() -> None:
    """`404 Media` is a name."""
    head = "404 Media raises $10 million"
    assert extract_html(page(E1, E2, E3, title=head, head=f"<h1>{head}</h1>")).body == ENGLISH


# --- who, when, what --------------------------------------------------------------------------------------------------


def test_guest_of_a_column_in_html() -> None:
    """Name and office below the headline of a contribution."""
    head, top = f"<h1>[기고] {TITLE}</h1>", "<p><b>황보름</b> 가나대 경영학과 교수</p><p>입력 2024.03.05 14:43</p>"
    last = "※ 외부 필자의 글은 본지의 편집 방향과 다를 수 있습니다."
    found = extract_html(page(P1, P2, P3, P4, last, title=f"[기고] {TITLE}", head=head, top=top))
    assert (found.authors, found.kicker, found.body) == (("황보름",), "기고", (P1, P2, P3, P4))


def test_time_in_utc_is_told_in_the_publishers_zone() -> None:
    """Late in the evening of UTC it is the next day in Seoul, as the page prints it."""
    meta = '<meta property="article:published_time" content="2024-03-31T22:43:00Z">'
    data = page(P1, P2, P3, P4, meta=meta, top="<p>2024년 4월 1일</p>")
    assert moment(extract_html(data, url="https://www.gana.co.kr/1")) == "2024-04-01T07:43:00+09:00"


def test_prices_of_shares_in_the_text() -> None:
    """A box with the quotes of companies that the article names; a line of the text with a percentage stays."""
    index = "코스피는 2649.78(+0.82%)로 마감했다. 외국인이 사흘 만에 순매수로 돌아섰다고 거래소는 밝혔다."
    box = ("관련 종목", "가람테크 84,300 ▲1,200 (+1.44%)", "다온모터스 5,120 ▼80 (-1.54%)")
    found = extract_html(page(P1, *box, P2, index, P3, P4), url="https://www.gana.co.kr/1")
    assert found.body == (P1, P2, index, P3, P4)


def test_who_speaks_in_a_broadcast_is_no_deck() -> None:
    """`◀ 앵커 ▶` above the first sentence."""
    assert extract_html(page("◀ 앵커 ▶", P1, P2, "◀ 리포트 ▶", P3, P4)).body == (P1, P2, P3, P4)


def test_headline_by_the_class_of_its_element() -> None:
    """Boards of authorities have no heading, and a page's name without it; the curator checks what was taken."""
    head = f"<div class=board_view><div class=subject>{TITLE}</div></div>"
    found = extract_html(page(P1, P2, P3, P4, title="보도자료 - 가나위원회", head=head), url="https://www.gana.go.kr/1")
    assert found.title == TITLE
    assert noted(found, "calls a line its subject")


# --- boxes in and around the text ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "box",
    [
        "<div><strong>[수주의 겨울] 글 싣는 순서</strong><ul><li>① 빈 도크</li><li>② 가람테크의 셈법</li></ul></div>",
        "<div><h4>AI 3줄 요약</h4><p>이 내용은 인공지능이 생성한 요약으로 정확하지 않을 수 있습니다.</p></div>",
        "<p><b>편집자주</b></p><p>분기마다 나오는 실적은 회사의 한 시기를 보여주는 사진이다. 숫자 뒤를 살펴본다.</p>",
        "<div class=ad><p>AD</p><p>하루 10분 영어, 첫 달 무료 체험하기</p></div>",
    ],
)
def test_boxes_above_the_text(box: str) -> None:
    """The order of a series, a machine's summary, the editor's note and an advertisement are no text."""
    text = f"<div class=t>{box}{paragraphs(P1, P2, P3, P4)}</div>"
    found = extract_html(page(below=text), url="https://www.gana.co.kr/1")
    assert (found.body, found.deck) == ((P1, P2, P3, P4), ())


def test_comments_under_their_count() -> None:
    """Boxes of comments are known by their heading too, whatever their class."""
    said = "이번에도 환율 덕분이네요. 하반기는 어렵다고 봅니다. 배당은 언제 늘려 주나요. 주주들은 기다리고 있습니다."
    below = f"<div class=cm><h3>댓글 2</h3><ul><li><b>gana</b> <i>2024.03.05 15:02</i><p>{said}</p></li></ul></div>"
    assert extract_html(page(P1, P2, P3, P4, below=below)).body == (P1, P2, P3, P4)


def test_correction_below_a_page_is_told() -> None:
    """What was wrong is no text, but the curator hears of it."""
    line = "[알려드립니다] 위 기사는 5일 가람테크의 요청에 따라 매출을 3100억원에서 3000억원으로 수정했습니다."
    found = extract_html(page(P1, P2, P3, P4, line))
    assert found.body == (P1, P2, P3, P4)
    assert noted(found, "3100억원에서")


def test_wall_below_a_page_is_told() -> None:
    """`Subscribe to continue reading` right below the text."""
    wall = "<div class=wall><p>Subscribe to continue reading</p></div>"
    found = extract_html(page(E1, E2, E3, title=HEAD, head=f"<h1>{HEAD}</h1>", below=wall))
    assert noted(found, "only the beginning")


def test_site_by_the_foot_of_its_page() -> None:
    """Where neither the head nor a line below the text names the site; the curator checks it."""
    box = "<div><h4>관련기사</h4><a href=/2>다온모터스 소식</a></div>"
    foot = "<footer><p>Copyright ⓒ 가나경제. All rights reserved.</p></footer>"
    found = extract_html(page(P1, P2, P3, P4, below=box + foot), url="https://www.gana.co.kr/1")
    assert found.publisher_name == "가나경제"
    assert noted(found, "foot of the page")


def test_headline_whose_place_a_quotation_mark_ended() -> None:
    """What heading and page's name agree on comes before a headline that breaks off."""
    meta = f'<meta property="og:title" content="{TITLE[:9]}…">'
    assert extract_html(page(P1, P2, P3, P4, title=f"{TITLE} - 가나경제", meta=meta)).title == TITLE


def test_only_heading_of_a_print_view() -> None:
    """A print view has neither a first heading nor a name of its own."""
    found = extract_html(page(P1, P2, P3, P4, title="기사 인쇄", head=f"<h3>{TITLE}</h3>"))
    assert (found.title, found.deck) == (TITLE, ())
    assert noted(found, "title: read where")


@pytest.mark.parametrize(("other", "authors"), [("서린", ("서린",)), ("다른이", ())])
def test_link_to_the_authors_own_page(other: str, authors: tuple[str, ...]) -> None:
    """A blog names its writer by a link; where teasers link to others, nobody is named."""
    links = f"<span class=byline>글쓴이 <a class=fn rel=author href=/a>서린</a></span><a rel=author href=/b>{other}</a>"
    assert extract_html(page(P1, P2, P3, P4, top=links)).authors == authors


# --- pages of small sites ------------------------------------------------------------------------------------------


def test_site_before_the_headline_in_the_name_of_an_old_page() -> None:
    """Tables and fonts alone, no heading: the line of the page that the page's name ends with is the headline."""
    text = f"{P1}<br><br>{P2}<br><br>{P3}<br><br>{P4}"
    rows = f"<tr><td><font size=5><b>{TITLE}</b></font></td></tr><tr><td>{text}</td></tr>"
    head = f"<head><meta charset=utf-8><title>가나경제 :: {TITLE}</title></head>"
    side = "<td valign=top><b>많이 본 기사</b><br><a href=1>다온모터스 실적</a><br><a href=2>나래증권 대표</a></td>"
    data = f"<html>{head}<body><table><tr><td><table>{rows}</table></td>{side}</tr></table></body></html>"
    found = extract_html(data.encode(), url="https://a.example/1")
    assert (found.title, found.deck, found.body) == (TITLE, (), (P1, P2, P3, P4))


def test_time_below_the_text_is_of_what_else_there_is_to_read() -> None:
    """The only `time` of a page stands in a box of links below its article."""
    time = '<time datetime="2024-11-20T10:00:00Z">11월 20일</time>'
    more = f'<section class="more"><a href="/2">나래증권 새 대표</a> {time}</section>'
    assert extract_html(page(P1, P2, P3, P4, below=more), url="https://a.example/1").published is None


def test_page_that_says_only_when_it_was_changed() -> None:
    """The time of the change is kept as that, and nothing is made the time of publication."""
    head = '<meta property="article:modified_time" content="2024-03-05T14:43:00+09:00">'
    found = extract_html(page(P1, P2, P3, P4, meta=head), url="https://a.example/1")
    assert found.published is None
    assert found.modified is not None
    assert found.modified.isoformat() == "2024-03-05T14:43:00+09:00"
    assert noted(found, "only that it was changed 2024-03-05 14:43+09:00")


def test_writer_in_the_line_of_facts_of_a_blog() -> None:
    """`by <span class="author vcard"><a>…`, as blogs mark it."""
    facts = '<div class="entry-meta">Posted by <span class="author vcard"><a href="/a">Rita Moss</a></span></div>'
    assert extract_html(page(E1, E2, E3, top=facts), url="https://a.example/1").authors == ("Rita Moss",)


def test_headline_of_a_feed_is_taken_apart_as_a_page_s_is() -> None:
    """A label before it is a kicker, also where a feed alone gives the article."""
    hints = Hints(title=f"[특징주] {TITLE}", date="2024-03-05T14:43:00+09:00")
    found = read_item(Item("feed.xml", "entry", b"", "https://a.example/1", None, hints))
    assert (found.kicker, found.title) == ("특징주", TITLE)


def test_list_of_teasers_that_are_whole_sentences() -> None:
    """Each stands in a box of its own with its headline as a link; an article's paragraphs stand in one box."""
    link, text = (
        "<a href='/{}'><strong>다온모터스 {}분기 실적 발표</strong></a>",
        "<p>다온모터스가 {}분기에 흑자를 냈다고 5일 밝혔다.</p>",
    )
    rows = "".join(f"<li>{link.format(n, n)}{text.format(n)}</li>" for n in range(1, 20))
    data = f"<html><head><meta charset=utf-8><title>증권</title></head><body><h1>증권</h1><ul>{rows}</ul></body></html>"
    with pytest.raises(InputError, match="list of articles"):
        extract_html(data.encode(), url="https://a.example/stock")
    sections = "".join(
        f"<h3><a href='/{n}'>다온모터스 {n}분기 실적 발표</a></h3><p>{text}</p>"
        for n, text in enumerate((P1, P2, P3, P4))
    )
    assert extract_html(page(sections), url="https://a.example/1").title == TITLE


def test_name_of_a_file_is_no_headline() -> None:
    """Filings have it in the place of a title."""
    found = extract_html(page(E1, E2, E3, title="crvx-20240305", head=""), url="https://a.example/1")
    assert found.title is None


@pytest.mark.parametrize(
    "line",
    [
        "키워드: 가람테크, 수주",
        "관련 키워드 가람테크",
        "해시태그",
        "#가람테크 #수주",
        "Tags: Garam, tools",
        "TAGS Garam tools",
        "Keywords: Garam",
        "Topics: Layoffs, U.S. stocks",
    ],
)
def test_words_to_search_by_are_no_text(line: str) -> None:
    """They stand behind the last sentence, on pages and in dumps."""
    assert extract_html(page(P1, P2, P3, P4, line), url="https://a.example/1").body == (P1, P2, P3, P4)
    dumped = extract_dump(f"{TITLE}\n입력 2024-03-05 14:43\n{text_of(P1, P2, P3, P4, line)}")
    assert dumped.body == (P1, P2, P3, P4)


@pytest.mark.parametrize(
    "name", ["네이버 뉴스", "Daum 뉴스", "뉴스 : 네이트", "MSN", "Google News", "네이버페이 증권", "Pulse"]
)
def test_name_of_a_portal_is_no_headline(name: str) -> None:
    """Some portals name all of their pages like themselves; the line above the text is the headline then."""
    meta = f'<meta property="og:title" content="{name}">'
    head = "<div>가람테크 주가, 수주 공백에 이틀째 약세</div>"
    found = extract_html(page(P1, P2, P3, P4, title=name, meta=meta, head=head), url="https://a.example/1")
    assert found.title == "가람테크 주가, 수주 공백에 이틀째 약세"
    dumped = extract_dump(f"{name}\n\n{TITLE}\n{text_of(P1, P2, P3, P4)}")
    assert (dumped.title, dumped.deck) == (TITLE, ())
