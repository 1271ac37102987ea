# ruff: noqa: E501 - a sentence of a dump stays on one line
"""Layouts of portals, magazines, boards, letters, brokers and browsers: what of a dump is the article's, and what is not."""

from __future__ import annotations

import pytest

from digest.errors import InputError
from digest.extract.dump import extract_dump
from digest.extract.marks import read_title
from tests.test_dump import E1, E2, E3, ENGLISH, MAIL, P1, P2, P3, P4, everything, moment, noted, text_of
from tests.test_dump_around import DATE, TITLE, dump

BODY = (P1, P2, P3, P4)
HEADLINE = "Garam Tech falls for a second day as orders dry up"


def english(*, top: str = "", above: str = "", below: str = "") -> str:
    return f"{top}{HEADLINE}\n{above}\n{text_of(E1, E2, E3)}{below}"


# --- around the text -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        "지면보기\n경제 01면\n",
        "지면A31\n번역 설정\n",
        "호수 345\n의견 1\n",
        "ㅣ 트위터 ㅣ 페이스북 ㅣ 카카오톡\n",
        "바로가기 복사하기 본문 글씨 줄이기 본문 글씨 키우기\n",
        "담당부서: 공시제도과\n전화번호: 02-000-0000\n240305(보도자료) 공시 기한.hwp\n",
        "#가람테크 #수주\n뉴스 9\n",
        "가람테크 평택 사업장 전경. /가람테크 제공\n가람테크 평택 사업장 전경. /가람테크 제공\n",
        "가람테크 박도윤 부사장이 5일 신규 라인을 설명하고 있다. 가람테크 제공\n",
    ],
)
def test_facts_of_the_page_are_no_deck(lines: str) -> None:
    """Pages of the printed paper, numbers, files, offices, rows of buttons, captions with who gave the picture."""
    found = extract_dump(dump(top=f"{TITLE}\n{DATE}{lines}"))
    assert (found.title, found.deck, found.body) == (TITLE, (), BODY)
    assert moment(found) == "2024-03-05T14:43:00+09:00"


@pytest.mark.parametrize(
    "below",
    [
        "다음글과 이전글\n순서 글 제목\n이전글 다온모터스 설명\n다음글 미르제약 결과\n평가하기\n",
        "이전글다온모터스, 3분기 순이익 감소 24.03.05\n다음글미르제약, 임상 2상 실패 24.03.05\n",
        "728x90\n반응형\n공유하기\n게시글 관리\n서린의 노트\n'경제 > 주식' 카테고리의 다른 글\n다온모터스 전망 (0)\t2024.03.02\n",
        "댓글 3\n최신순 공감순\ngana****\n2024.03.05 11:02\n이번에도 환율 덕분이네요. 하반기는 어렵다고 봅니다.\n답글 0 공감 3 비공감 1\n",
        "Compliance Notice\n당사는 자료 작성일 현재 가람테크의 지분을 1% 이상 보유하고 있지 않습니다.\n",
        "※ 외부 필자의 글은 본지의 편집 방향과 다를 수 있습니다.\n",
        "오늘의 레터, 어떠셨나요?\n좋았어요 :) 아쉬워요 :(\n가나레터\n",
        "#가람테크#수주\n가나일보 구독하고 매일 아침 받아보세요\n",
        "[수주의 겨울] 글 싣는 순서\n① 빈 도크\n② 가람테크의 셈법\n③ 봄은 오나\n",
        "이 기사가 마음에 들었다면, 좋아요를 눌러주세요.\n좋아요\n0\n다온모터스 123450, KOSPI\n",
        "- Copyright ⓒ 가나비즈 & gana.example -\n",
        "《수주 전문미디어 가나조선》\n",
        "기사 더보기\n이런 기사는 어때요?\n다온모터스, 3분기 순이익 감소\n",
    ],
)
def test_what_stands_below_is_no_text(below: str) -> None:
    """Neighbours on a board, comments, what a broker must say, boxes of letters and series, without a mail before."""
    assert extract_dump(dump(below=below)).body == BODY


@pytest.mark.parametrize(
    "below",
    [
        "Explore more on these topics\nSemiconductors\nReuse this content\nMost viewed\nDaon profit falls\n",
        "About the Author\nBo Lind is a reporter in Seoul. She covers technology companies for this site.\n",
        "Comments (2)\ngaram22\nIt was all the currency again, the second half will be harder than they say.\nReply\n",
        "View comments\nTerms and Privacy Policy\nYour Privacy Choices\n",
        "Disclosure: The author has no position in any of the stocks mentioned.\n",
        "We and our 842 partners store and access personal data, like browsing data, on your device.\n",
        "— With assistance from Bo Lind\n",
    ],
)
def test_what_stands_below_an_english_text(below: str) -> None:
    """Topics, authors, comments, choices of privacy, and what an author owns."""
    assert extract_dump(english(above="March 5, 2024\n", below=below)).body == ENGLISH


def test_paying_subscribers_read_on() -> None:
    """A letter that asks for money is told to be the beginning only."""
    wall = "Subscribe to Chip Notes to read the rest.\nBecome a paying subscriber of Chip Notes to get access.\n"
    found = extract_dump(english(above="March 5, 2024\n", below=wall))
    assert found.body == ENGLISH
    assert noted(found, "only the beginning")


def test_boxes_inside_the_text() -> None:
    """An invitation to a letter between two paragraphs is dropped; the paragraphs below it are not."""
    box = "가나레터 구독 신청하기\n매일 아침 시장을 3분에 읽습니다. 이메일을 입력하고 구독하세요."
    assert extract_dump(dump(body=(P1, P2, box, P3, P4))).body == BODY


def test_editors_note_below_its_heading() -> None:
    """`편집자주` alone heads a paragraph that is the editor's, and never the text."""
    note = "편집자주\n분기마다 나오는 실적은 회사의 한 시기를 보여주는 사진이다. 숫자 뒤의 결정을 살펴본다.\n"
    found = extract_dump(dump(top=f"{TITLE}\n황보름 기자  공개 2024-03-05 14:43:18\n\n{note}"))
    assert (found.title, found.authors, found.body) == (TITLE, ("황보름",), BODY)
    assert moment(found) == "2024-03-05T14:43:18+09:00"


def test_correction_is_told_and_no_text() -> None:
    """The number that was wrong is no figure of the article, but the curator hears of it."""
    line = "[알려드립니다] 위 기사는 5일 가람테크의 요청에 따라 매출 수치를 3100억원에서 3000억원으로 수정했습니다."
    found = extract_dump(dump(body=(*BODY, line)))
    assert found.body == BODY
    assert noted(found, "3100억원에서")


def test_correction_alone_is_the_text() -> None:
    """A correction that is an article of its own keeps its words."""
    line = "◇바로잡습니다=본지 4일 자 기사에서 가람테크의 매출을 3100억원이라고 한 것은 3000억원이 맞기에 이를 바로잡습니다."
    found = extract_dump(f"[바로잡습니다] 4일 자 '가람테크' 기사 관련\n{DATE}\n{line}\n")
    assert (found.body, found.kicker) == ((line,), "바로잡습니다")


def test_end_sign_of_a_magazine() -> None:
    """A sign behind the last word is no part of it."""
    issue = "[월간가나 2024년 3월호 / 총권 123호]\n"
    assert extract_dump(dump(body=(P1, P2, P3, P4 + "⊙"), below=issue)).body == BODY


# --- who ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    ["[IB가람 황보름 기자] ", "[더가람 황보름 기자] ", "[더가람=황보름 기자] "],
)
def test_paper_that_no_table_knows_is_no_reporter(line: str) -> None:
    """Of two words before a role one that is not built like a name is the paper."""
    found = extract_dump(dump(body=(line + P1, P2, P3, P4)))
    assert (found.authors, found.body) == (("황보름",), BODY)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("기획·구성 황보름 기자", ("황보름",)),
        ("가람스펙테이터 황보름 기자", ("황보름",)),
        ("더가람 황보름 기자", ("황보름",)),
        ("황보름 이도현 기자", ("황보름", "이도현")),
        ("황보름 기자 기자 페이지 구독 기자의 다른기사 보기", ("황보름",)),
        ("황보름 기자 · 3시간 전", ("황보름",)),
        ("Analyst 황보름 02-000-0000 gana@gana.example", ("황보름",)),
    ],
)
def test_byline_with_other_words(line: str, authors: tuple[str, ...]) -> None:
    """What a reporter did, for whom, and how long ago, is no name."""
    found = extract_dump(dump(top=f"{TITLE}\n{DATE}{line}\n"))
    assert (found.title, found.authors, found.deck, found.body) == (TITLE, authors, (), BODY)


@pytest.mark.parametrize(
    ("label", "authors"),
    [("기고", ("황보름",)), ("황보름의 시장 읽기", ("황보름",)), ("인터뷰", ())],
)
def test_guest_signs_with_an_office(label: str, authors: tuple[str, ...]) -> None:
    """`황보름 가나대 교수` wrote the column; below an interview it is who was asked."""
    found = extract_dump(dump(top=f"[{label}] {TITLE}\n{DATE}\n황보름 가나대 경영학과 교수\n"))
    assert (found.title, found.kicker, found.authors) == (TITLE, label, authors)
    assert ("황보름 가나대 경영학과 교수" in found.deck) != bool(authors)


def test_station_that_no_table_knows() -> None:
    """A broadcaster's reporter closes with station and name."""
    assert extract_dump(dump(below="GNC 뉴스 황보름입니다.\n")).authors == ("황보름",)


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("BO LIND, Staff writer", ("Bo Lind",)),
        ("Bo Lind in Seoul", ("Bo Lind",)),
        ("Bo Lind and Na Kim in New York", ("Bo Lind", "Na Kim")),
        ("BY BO LIND [gana@gana.example]", ("Bo Lind",)),
    ],
)
def test_english_names_beside_the_date(line: str, authors: tuple[str, ...]) -> None:
    """With a role or a city a name beside the date is the reporter's."""
    found = extract_dump(english(above=f"{line}\nMarch 5, 2024 10:32 AM EST\n"))
    assert (found.title, found.authors, found.deck, found.body) == (HEADLINE, authors, (), ENGLISH)


@pytest.mark.parametrize("line", ["Bo Lind", "Bo Lind, Na Kim"])
def test_name_alone_is_asked_of_the_curator(line: str) -> None:
    """`Real Estate` is built like `Bo Lind`: neither a deck nor a reporter, but a question."""
    found = extract_dump(english(above=f"{line}\nMarch 5, 2024 10:32 AM EST\n"))
    assert (found.authors, found.deck) == ((), ())
    assert noted(found, f"{line!r} may be who wrote it")


# --- whose -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("top", [f"{TITLE}\n가나일보\n{DATE}", f"{TITLE}\n가나일보 2024.03.05. 오후 2:43\n"])
def test_paper_beside_the_headline(top: str) -> None:
    """Where no line of copyright says it, the paper's name below the headline does, and the curator checks it."""
    found = extract_dump(dump(top=top))
    assert (found.title, found.publisher_name, found.deck) == (TITLE, "가나일보", ())
    assert noted(found, "가나일보 stands beside the headline")


@pytest.mark.parametrize(
    "top", [f"가나일보\n다온경제\n{TITLE}\n{DATE}", f"{TITLE}\n거시경제\n{DATE}", f"{TITLE}\n{DATE}연합뉴스\n"]
)
def test_other_papers_on_the_page_publish_nothing(top: str) -> None:
    """A family of sites in a menu, a section named like a paper, and whose a picture is."""
    assert extract_dump(dump(top=top)).publisher_name is None


def test_place_is_never_the_paper() -> None:
    """`[가나바이오=황보름 기자]`: the line of copyright tells that it is the paper's name."""
    opening = "[가나바이오=황보름 기자] "
    below = "저작권자 © 가나바이오 무단전재 및 재배포 금지\n"
    found = extract_dump(dump(body=(opening + P1, P2, P3, P4), below=below))
    assert (found.place, found.publisher_name, found.authors) == (None, "가나바이오", ("황보름",))


@pytest.mark.parametrize(
    "line", ["출처 : 가나신문(http://www.gana.example)", "Copyright @2024 가나신문 Corp. All rights reserved."]
)
def test_source_of_a_copy(line: str) -> None:
    """What sites put behind a text that is copied names the paper."""
    assert extract_dump(dump(below=f"{MAIL}\n{line}\n")).publisher_name == "가나신문"


# --- when ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "기사승인 2024. 03. 05   14 : 43",
        "입력 ２０２４．０３．０５ １４：４３",
        "반도체ㆍ디스플레이 입력 :2024/03/05 14:43",
        "황보름 기자  공개 2024-03-05 14:43",
    ],
)
def test_forms_of_dates(line: str) -> None:
    """Spaces around the colon, wide digits, a section before the label, and one more label."""
    found = extract_dump(dump(top=f"{TITLE}\n{line}\n"))
    assert (found.title, found.deck, moment(found)) == (TITLE, (), "2024-03-05T14:43:00+09:00")


def test_day_of_a_blog() -> None:
    """Its account stands before the day, and is no reporter."""
    found = extract_dump(dump(top=f"본문 바로가기\n경제/주식\n\n{TITLE}\n\nby 서린의 노트 2024. 3. 5.\n728x90\n"))
    assert (found.title, found.authors, moment(found)) == (TITLE, (), "2024-03-05T00:00:00+09:00")


def test_masthead_of_a_letter() -> None:
    """The letter's name stands above its date and number, the headline below them."""
    found = extract_dump(dump(top=f"아침 3분 시장\n2024.03.05 | 제 312호\n\n안녕하세요, 구독자님!\n\n{TITLE}\n"))
    assert (found.title, found.deck, moment(found)) == (TITLE, (), "2024-03-05T00:00:00+09:00")


# --- headlines ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("top", "paper"),
    [
        (f"기사제목: {TITLE}\n{DATE}", None),
        (f"{TITLE}\n\n가나경제 원문 황보름\n{DATE}", None),
        (f"gana.example\n{TITLE}\n{DATE}3–4 minutes\n", None),
    ],
)
def test_headline_of_portals_and_readers(top: str, paper: str | None) -> None:
    """Labels, whose article a portal prints, and the site as a browser's reader prints it are no headlines."""
    found = extract_dump(dump(top=top))
    assert (found.title, found.deck, found.publisher_name) == (TITLE, (), paper)


@pytest.mark.parametrize(
    "top",
    [
        "This is Google's cache of https://www.gana.example/n/1. It is a snapshot of the page as it appeared on Mar 7, 2024 03:12:44 GMT.\nFull version Text-only version View source\nTip: To quickly find your search term on this page, press Ctrl+F.\n\n",
        "We value your privacy\nWe and our partners use cookies to store information on your device. You can manage your choices.\nAccept all\nManage choices\n",
        "Sections\nHOME BUSINESS MARKETS OPINION\nSEMICONDUCTORS\n",
        "Chip Notes\nShare this post\n",
    ],
)
def test_what_stands_above_an_english_headline(top: str) -> None:
    """Caches, boxes that ask for consent, sections and the name of a letter."""
    found = extract_dump(english(top=top, above="March 5, 2024 10:32 AM EST\n"))
    assert (found.title, found.deck, found.body) == (HEADLINE, (), ENGLISH)
    assert moment(found) == "2024-03-05T10:32:00-05:00"


def test_city_before_two_dashes() -> None:
    """`SEOUL -- `, as some papers in Asia print it."""
    found = extract_dump(f"{HEADLINE}\nMarch 5, 2024 10:32 JST\n\n" + text_of("SEOUL -- " + E1, E2, E3))
    assert (found.place, found.body) == ("SEOUL", ENGLISH)


@pytest.mark.parametrize(
    "title",
    [
        f"[수주의 겨울]⑤·끝 {TITLE}",
        f"[수주의 겨울]⑤<끝> {TITLE}",
        f"[수주의 겨울] {TITLE}⑤·끝",
        f"[수주의 겨울] {TITLE} ⑤(끝)",
    ],
)
def test_last_part_says_so_behind_its_number(title: str) -> None:
    """`⑤·끝`: part 5 of 5, before or behind the headline."""
    found = read_title(title)
    assert (found.title, found.series_label, found.part, found.parts) == (TITLE, "수주의 겨울", 5, 5)


# --- several articles, or none ----------------------------------------------------------------------------------------


def test_second_article_without_a_mail_between() -> None:
    """A headline with a labelled date of its own below the text heads another article."""
    other = "다온모터스, 3분기 순이익 감소\n이도현 기자\n입력 2024.03.06 09:11\n\n다온모터스가 3분기 순이익이 줄었다고 6일 공시했다.\n"
    found = extract_dump(dump(below=other))
    assert (found.title, found.body) == (TITLE, BODY)
    assert noted(found, "a second dated headline")
    assert "다온모터스" not in everything(found)


def test_article_that_stands_twice_is_read_once() -> None:
    """Scrapers save a page and its print view in one file."""
    assert extract_dump(dump() + "\n" + dump()).body == BODY


def test_article_on_one_line() -> None:
    """Where all breaks were lost, the labelled date parts headline, byline, text and copyright."""
    text = f"{TITLE} 황보름 기자 입력 2024.03.05 14:43 수정 2024.03.05 15:10 {' '.join(BODY)} 저작권자 ⓒ 가나경제, 무단 전재 금지"
    found = extract_dump(text)
    assert (found.title, found.authors, found.body) == (TITLE, ("황보름",), (" ".join(BODY),))
    assert (moment(found), found.publisher_name) == ("2024-03-05T14:43:00+09:00", "가나경제")


def test_list_of_articles_is_refused() -> None:
    """Names, dates and sentences of several articles never become one."""
    rows = [f"다온모터스 소식 {n}\n{P1[:60]}...\n2024.03.0{n} 10:32 이도현 기자\n" for n in range(1, 5)]
    with pytest.raises(InputError, match="list of articles"):
        extract_dump("증권\n" + "".join(rows) + "1 2 3 다음\n")


@pytest.mark.parametrize(
    "line",
    [
        "페이지를 찾을 수 없습니다.",
        "요청하신 기사가 삭제되었거나 존재하지 않습니다.",
        "Sorry, the page you asked for could not be found.",
    ],
)
def test_page_that_is_gone_is_refused(line: str) -> None:
    """Its apology is no article."""
    with pytest.raises(InputError, match="not there"):
        extract_dump(f"가나경제\n로그인\n{line}\n입력하신 주소가 정확한지 다시 한번 확인해 주시기 바랍니다.\n")


# --- more of dates, datelines and headlines ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opening", "place", "day"),
    [
        ("LAKE PARK, Ill.–(BUSINESS WIRE)–", "LAKE PARK, Ill.", None),
        ("San Jose, CA – March 5, 2024—", "San Jose, CA", "2024-03-05T00:00:00+00:00"),
        ("SEOUL, South Korea, March 5, 2024 – ", "SEOUL, South Korea", "2024-03-05T00:00:00+00:00"),
        ("Mar. 5, 2024 /GanaNotes/ -- ", None, "2024-03-05T00:00:00+00:00"),
    ],
)
def test_datelines_of_companies(opening: str, place: str | None, day: str | None) -> None:
    """Long dashes, no wire between, and a small agency's name; a year is what makes them sure."""
    found = extract_dump(f"EXHIBIT 99.1\n{HEADLINE}\n\n" + text_of(opening + E1, E2, E3))
    assert (found.title, found.place, moment(found), found.body) == (HEADLINE, place, day, ENGLISH)


def test_sentence_with_a_date_and_a_dash_is_no_dateline() -> None:
    """`On March 5, 2024 - …` begins a sentence."""
    first = "On March 5, 2024 - Two days after the strike ended, " + E1
    assert extract_dump(f"{HEADLINE}\n\n" + text_of(first, E2, E3)).body == (first, E2, E3)


@pytest.mark.parametrize(
    ("line", "authors", "day"),
    [
        ("March 5, 2024 - 14:43 By Bo Lind", ("Bo Lind",), "2024-03-05T14:43:00+09:00"),
        ("Written: 2024-03-05 14:43:00Updated: 2024-03-05 15:00:00", (), "2024-03-05T14:43:00+09:00"),
        ("Business Wire 5-Mar-2024 2:43 PM", (), "2024-03-05T14:43:00+09:00"),
        ("By Gana Transcribing – Mar 5, 2024 at 2:43PM EST", (), "2024-03-05T14:43:00-05:00"),
    ],
)
def test_english_lines_of_dates(line: str, authors: tuple[str, ...], day: str) -> None:
    """A reporter behind the clock is no zone, a desk is no reporter."""
    found = extract_dump(english(above=line + "\n"), url="https://m.koreaherald.com/view.php?ud=20240305000755")
    assert (found.title, found.authors, moment(found)) == (HEADLINE, authors, day)


def test_scrapers_date_before_the_first_sentence() -> None:
    """A scraper wrote its date and the text on one line."""
    found = extract_dump(f" date 2024-03-05 {P1}\n\n{P2}\n\n{P3}\n\n{P4}\n")
    assert (found.body, moment(found)) == (BODY, "2024-03-05T00:00:00+09:00")


def test_blank_lines_between_headline_deck_and_date() -> None:
    """Browsers copy each block with blank lines around it; that the first was taken is told."""
    found = extract_dump(dump(top=f"홈\n증권\n\n{TITLE}\n\n두 분기째 빈 수주에 흔들린 장비주\n\n{DATE}"))
    assert (found.title, found.deck) == (TITLE, ("두 분기째 빈 수주에 흔들린 장비주",))
    assert noted(found, "title: the first of several lines above the date")


@pytest.mark.parametrize("line", ["07.24 (수)", "전체메뉴 열기", "폭 넓은 주제를 깊은 통찰력으로 다룹니다"])
def test_what_a_site_says_above_its_headline(line: str) -> None:
    """Days, buttons and slogans with blank lines around them are no headlines."""
    assert extract_dump(dump(top=f"{line}\n\n{TITLE}\n\n{DATE}")).title == TITLE


def test_heads_of_a_table_of_contents_are_no_headline() -> None:
    """A transcript prints them twice below its date."""
    contents = "Contents:\nPrepared Remarks\nQuestions and Answers\nPrepared Remarks:\nOperator\n"
    found = extract_dump(english(above=f"March 5, 2024 at 2:43PM EST\n\n{contents}"))
    assert (found.title, moment(found)) == (HEADLINE, "2024-03-05T14:43:00-05:00")


@pytest.mark.parametrize(
    "facts",
    [
        "  • 황보름 선임연구원\n  • 승인 2024.03.05 14:43\n",
        "  • 입력 2024.03.05 14:43\n\n작성자\n\n  • 황보름\n\n본문\n",
    ],
)
def test_researcher_in_a_list_of_facts(facts: str) -> None:
    """Beside the date in the list, or below its label, an office makes a name the author's."""
    found = extract_dump(dump(top=f"{TITLE}\n{facts}"))
    assert (found.title, found.authors, found.deck) == (TITLE, ("황보름",), ())


def test_paper_before_the_reporter_and_the_date() -> None:
    """`가나투데이 황보름 기자 | 2024.03.05 14:43`."""
    found = extract_dump(dump(top=f"{TITLE}\n\n가나투데이 황보름 기자 | 2024.03.05 14:43\n"))
    assert (found.publisher_name, found.authors) == ("가나투데이", ("황보름",))


def test_mail_without_its_domain() -> None:
    """`./황보름 기자 gana@` closes the text and names its reporter."""
    found = extract_dump(dump(body=(P1, P2, P3, f"{P4}/황보름 기자 gana@")))
    assert (found.authors, found.body) == (("황보름",), BODY)


@pytest.mark.parametrize(
    "line",
    [
        "가람테크 평택 사업장. 연합뉴스",
        "가람테크 사업장이 5일 가동되고 있다.\n가람테크 사업장이 5일 가동되고 있다. ©가람테크 제공",
    ],
)
def test_captions_with_and_without_their_credit(line: str) -> None:
    """What a picture shows is printed twice, once without whose it is."""
    assert extract_dump(dump(body=(line, P1, P2, P3, P4))).body == BODY


def test_reporters_office_on_a_line_of_its_own() -> None:
    """`Technology reporter` between the byline and a labelled date is no headline."""
    above = "By Bo Lind\nTechnology reporter\nUpdated March 5, 2024 10:32 AM EST\n"
    found = extract_dump(english(above=above))
    assert (found.title, found.authors, found.deck) == (HEADLINE, ("Bo Lind",), ())


def test_wire_below_the_text_and_how_to_reach_the_paper() -> None:
    """Neither hides the line of copyright below them."""
    below = "/뉴시스\n  • 네이버 블로그 공유하기\n▶ 기사제보 및 보도자료 gana@gana.example\n- Copyright ⓒ가나일보, 무단전재 금지\n"
    found = extract_dump(dump(below=below))
    assert (found.body, found.publisher_name) == (BODY, "가나일보")


def test_letter_that_was_copied_from_its_window() -> None:
    """Heads of a mail above the text: its subject is the headline, its date the day, its sender nobody's byline."""
    top = f"From: 가나레터 <letter@gana.example>\nTo: me@home.example\nSubject: {TITLE}\nDate: 2024-03-05 14:43\n"
    found = extract_dump(dump(top=top))
    assert (found.title, found.authors, found.deck) == (TITLE, (), ())
    assert moment(found) == "2024-03-05T14:43:00+09:00"


# --- the foot of a page ------------------------------------------------------------------------------------------------

FOOT = "Site Index\nGo to Home Page\nWorld\nU.S.\nPolitics\nNew York\nBusiness Day\nCrossword\nArts\nHealth\n"


def test_run_of_short_lines_ends_the_text() -> None:
    """The foot of a page is known by its many short lines, where no mark announces it; that is told."""
    found = extract_dump(english(above="March 5, 2024\n", below=FOOT))
    assert found.body == ENGLISH
    assert noted(found, "only short lines follow")


@pytest.mark.parametrize(
    "rows",
    [
        "".join(f"가람 {n}호 | 1,{n}00 | 2.{n}%\n" for n in range(9)),
        "".join(f"▲ 부장 {name}\n" for name in "가나다라마바사아자"),
        FOOT + text_of(P2, P3, P4),
    ],
)
def test_rows_and_lists_of_an_article_stay(rows: str) -> None:
    """Rows of a table, items of a list, and short lines with much text below them."""
    body = extract_dump(dump(below=rows)).body
    assert body[:4] == BODY
    assert len(body) > 9


@pytest.mark.parametrize(("url", "name"), [("https://www.gana.example/n/1", None), (None, "The Associated Press")])
def test_wire_beside_the_date_of_another_site(url: str | None, name: str | None) -> None:
    """A wire's report on a page that is not its own: whose the page is, it does not say."""
    found = extract_dump(english(above="The Associated Press | March 5, 2024 2:43 PM EST\n"), url=url)
    assert (found.publisher_name, moment(found)) == (name, "2024-03-05T14:43:00-05:00")


def test_handle_behind_a_byline() -> None:
    """`By Bo Lind @bolind`: neither is the word before the name a part of it."""
    found = extract_dump(english(above="By Bo Lind @bolind Mar 5, 2024, 2:43pm EST\n"))
    assert (found.title, found.authors) == (HEADLINE, ("Bo Lind",))


def test_whole_page_with_a_ticker_above_and_ranks_below() -> None:
    """Prices above the headline, and what others read most below the text, with the foot of the page."""
    ticker = "코스피 2,774.29 ▲ 2.14 (0.08%)\n원/달러 1,383.50\n"
    below = (
        "1\n다온모터스, 3분기 순이익 감소\n2\n미르제약, 임상 2상 실패\n회사소개\n이용약관\n등록번호 : 서울 아00000\n"
    )
    found = extract_dump(dump(top=f"홈\n증권\n{ticker}{TITLE}\n두 분기째 빈 수주\n{DATE}", below=below))
    assert (found.title, found.deck, found.body) == (TITLE, ("두 분기째 빈 수주",), BODY)


def test_headlines_of_others_above_the_headline() -> None:
    """Two in one block are no headline and deck."""
    top = f"홈\n증권\n\n다온모터스, 3분기 순이익 40% 감소\n미르제약, 당뇨 신약 임상 2상 실패\n\n{TITLE}\n\n{DATE}"
    assert extract_dump(dump(top=top)).title == TITLE


def test_plain_line_above_a_headline_is_told() -> None:
    """A menu or a series in the headline's block: the curator hears that the line below looks like one."""
    found = extract_dump(dump(top=f"장비주 실적 다시 보기\n{TITLE}\n{DATE}"))
    assert noted(found, "looks more like a headline")


def test_year_of_two_digits_is_asked_about() -> None:
    """A board's day is no date, and no deck either; the curator hears of it."""
    found = extract_dump(
        dump(top=f"{TITLE}\n페이지 정보\n작성자 관리자 댓글 0건 조회 152회 작성일 24-03-05 14:43\n\n본문\n\n")
    )
    assert (found.title, found.deck, found.published) == (TITLE, (), None)
    assert noted(found, "'24-03-05' stands there")


@pytest.mark.parametrize(
    "line",
    [
        "영상취재: 이도현 / 영상편집: 정도담",
        "그래픽 이도현",
        "촬영기자:이도현/영상편집:정도담",
        "동영상 재생",
        "지면 2024.03.06 A12",
    ],
)
def test_who_else_had_a_hand_in_it(line: str) -> None:
    """Camera, editing and graphics are neither deck nor text, nor who wrote it."""
    above = extract_dump(dump(top=f"{TITLE}\n황보름 기자\n{DATE}{line}\n"))
    assert (above.deck, above.authors, above.body) == ((), ("황보름",), BODY)
    assert moment(above) == "2024-03-05T14:43:00+09:00"
    assert extract_dump(dump(body=(*BODY, line))).body == BODY


def test_pictures_before_the_words_of_a_line() -> None:
    """Messengers and letters put one before headline, reporter and day."""
    found = extract_dump(dump(top=f"📈 {TITLE}\n✍️ 황보름 기자\n🗓 2024.03.05 14:43\n"))
    assert (found.title, found.authors, found.deck) == (TITLE, ("황보름",), ())
    assert moment(found) == "2024-03-05T14:43:00+09:00"


def test_papers_own_announcement_opens_no_text() -> None:
    """`[가나닷컴] … 안내` in a box below the text has a paper's name alone in its bracket."""
    below = "저작권자 ⓒ 매경닷컴 무단전재 금지\n알림\n[매경닷컴] 개인정보취급방침 개정 안내\n사이트맵\n"
    assert extract_dump(dump(below=below)).body == BODY


def test_places_before_the_reporter() -> None:
    """Cities that no table has stand in a row before the name."""
    assert extract_dump(dump(top=f"{TITLE}\n순천, 광양 황보름 기자 gana@gana.example\n{DATE}")).authors == ("황보름",)


def test_rows_of_buttons_that_stand_twice_are_no_headline() -> None:
    """Pages print their buttons above and below the headline's date; the headline stands twice above it."""
    row = "언어변경\n이메일에 공유하기 카카오톡에 공유하기 링크 복사하기\n다온모터스 순이익 감소 소식\n"
    found = extract_dump(dump(top=f"{TITLE}\n{row}{TITLE}\n황보름 기자\n입력 : \n2024-03-05 14:43:08\n{row}"))
    assert (found.title, moment(found)) == (TITLE, "2024-03-05T14:43:08+09:00")


# --- whole pages without blank lines ------------------------------------------------------------------------------------

MENUS = "Scores\nStandings\nTrades and Signings\nOdds\nWatch our shows on demand\nGot a news tip for us?\nTools\n"


@pytest.mark.parametrize(
    "heads",
    [
        f"{HEADLINE}\nBy Bo Lind\nMarch 5, 2024 10:32 AM EST\n",
        f"{HEADLINE}\nOrders may stay low into the summer\nBy Bo Lind\nMarch 5, 2024 10:32 AM EST\n",
        f"Tools\n{HEADLINE}\nBy Bo Lind\nPublished March 5, 2024 10:32 AM EST\n",
        f"Tools\nBy Bo Lind\nMarch 5, 2024 10:32 AM EST\n{HEADLINE}\n",
    ],
)
def test_headline_stands_at_its_byline_and_date(heads: str) -> None:
    """Among many lines without blank ones between, what stands next to who wrote it and when is taken, and told."""
    found = extract_dump(english(top=f"{MENUS}{heads}").replace(f"{heads}{HEADLINE}\n", heads))
    assert (found.title, found.authors, found.body) == (HEADLINE, ("Bo Lind",), ENGLISH)
    assert noted(found, "title: the first of several lines")


def test_words_of_menus_are_no_headline() -> None:
    """Where many lines stand above the text and only words beside the date, none is made a headline."""
    menus = "Scores\nStandings\nTools\nEntertainment\nOdds\nEntertainment\n"
    found = extract_dump(f"{menus}March 5, 2024\n" + text_of(E1, E2, E3))
    assert found.title is None
    assert noted(found, "title: none was found")


def test_copyright_above_the_page_opens_no_text() -> None:
    """A menu that unfolds has the foot of the site in it; its line of copyright ends like a sentence."""
    menu = "About Us\nContact Us\n© 2000-2024 Gana Autos, Inc. All Rights Reserved.\nNews\nReviews\n"
    found = extract_dump(english(top=menu, above="March 5, 2024\n"))
    assert (found.body, moment(found)) == (ENGLISH, "2024-03-05T00:00:00+00:00")
