# ruff: noqa: E501 - a sentence of a dump stays on one line
"""Layouts of single papers, authorities, brokers and releases: what stands above, inside and below their texts."""

from __future__ import annotations

import pytest

from digest.extract.dump import extract_dump
from tests.test_dump import E1, E2, E3, ENGLISH, P1, P2, P3, P4, everything, moment, noted, text_of
from tests.test_dump_around import DATE, LONG, TITLE, dump

BODY = (P1, P2, P3, P4)
HEADLINE = "Garam Tech falls for a second day as orders dry up"


# --- above the text ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "line",
    [
        "중간",
        "기자 구독",
        "요약 beta",
        "프린터",
        "글자 사이즈 조절",
        "지면보기 경제 3면",
        "페이스북(으)로 기사보내기 트위터(으)로 기사보내기",
        "가람테크 (123450)",
        "투자의견 BUY (유지)",
        "목표주가 52,000원 (상향)",
        "현재주가 (3/4) 39,500원",
        "시가총액 1조 2,300억원",
        "공시조사국 공시총괄팀(02-000-0000)",
    ],
)
def test_buttons_and_facts_of_shares_are_no_deck(line: str) -> None:
    """Font sizes, links to the reporter, the printed page, prices and targets, whom to call."""
    found = extract_dump(dump(top=f"{TITLE}\n{DATE}{line}\n두 분기째 빈 수주\n"))
    assert (found.title, found.deck, found.body) == (TITLE, ("두 분기째 빈 수주",), BODY)


def test_dateline_beside_the_dates_says_who_publishes() -> None:
    """An agency prints place, paper, reporter and both dates on one line below the headline."""
    found = extract_dump(
        dump(top=f"{TITLE}\n(서울=뉴스1) 황보름 기자 | 2024-03-05 14:43 송고 | 2024-03-05 15:10 최종수정\n")
    )
    assert (found.title, found.place, found.publisher, found.authors) == (TITLE, "서울", "news1", ("황보름",))
    assert moment(found) == "2024-03-05T14:43:00+09:00"


@pytest.mark.parametrize("opening", ["아시아투데이 황보름 기자 = ", "아시아투데이 황보름 기자= "])
def test_dateline_without_brackets(opening: str) -> None:
    """A known paper, the reporter and an equals sign open the text."""
    found = extract_dump(dump(body=(opening + P1, P2, P3, P4)))
    assert (found.publisher, found.authors, found.body) == ("asiatoday", ("황보름",), BODY)


def test_site_and_dash_open_a_text() -> None:
    """`Garam.com -- ` is the site's name, not the text's first word."""
    found = extract_dump(
        f"{HEADLINE}\nBy Bo Lind\nPublished March 5, 2024 10:32 AM EST\n{text_of('Gana.com -- ' + E1, E2, E3)}"
    )
    assert (found.publisher_name, found.body) == ("Gana.com", ENGLISH)


@pytest.mark.parametrize("byline", ["거제=황보름 기자·서울=이도현 기자", "거제=황보름 기자, 서울=이도현 기자"])
def test_places_before_the_names_of_reporters(byline: str) -> None:
    """Where each of two reporters is stands before the name, above the text and in the mails below it."""
    mails = "거제=황보름 기자 brhwang@example.com, 서울=이도현 기자 dhlee@example.com\n"
    found = extract_dump(dump(top=f"{TITLE}\n{byline}\n{DATE}", below=mails))
    assert (found.authors, found.deck, found.body) == (("황보름", "이도현"), (), BODY)


def test_credit_of_a_picture_inside_the_text_is_no_byline() -> None:
    """Who drew a chart stands alone between two paragraphs; the paragraphs above it stay, and the name is no author."""
    top = f"{TITLE}\n가나일보\n{DATE}지면보기 경제 3면\n황보름 기자\n구독\n"
    found = extract_dump(f"{top}{text_of(P1, P2)}\n이도현 기자\n{text_of(P3, P4)}")
    assert (found.authors, found.deck, found.body) == (("황보름",), (), BODY)


def test_name_behind_a_station_is_who_reports() -> None:
    """Some stations print no role: `SBS Biz 황보름`, right above the date."""
    found = extract_dump(dump(top=f"SBS Biz\n증시\n{TITLE}\nSBS Biz 황보름\n입력2024.03.05 14:43\n"))
    assert (found.authors, found.deck, found.publisher) == (("황보름",), (), "sbsbiz")


def test_what_a_writer_is_says_that_the_line_above_is_a_name() -> None:
    """`Business reporter, Gana News` below a name; the picture's credit below them opens its description."""
    top = f"Home\nNews\nBusiness\n{HEADLINE}\n5 March 2024\nBo Lind\nBusiness reporter, Gana News\nGetty Images A worker in a plant\n"
    found = extract_dump(f"{top}{text_of(E1, E2, E3)}")
    assert (found.title, found.authors, found.deck, found.body) == (HEADLINE, ("Bo Lind",), (), ENGLISH)
    assert found.captions[0].text == "A worker in a plant"


@pytest.mark.parametrize(
    ("line", "authors"),
    [
        ("Story by Bo Lind", ("Bo Lind",)),
        ("by: Bo Lind", ("Bo Lind",)),
        ("By: Bo Lind, GN News Editor", ("Bo Lind",)),
        ("BY BO LIND AND NA O'HARA-KIM", ("Bo Lind", "Na O'Hara-Kim")),
        ("By J.P. MCCOY", ("J.P. McCoy",)),
    ],
)
def test_bylines_of_portals_and_names_in_capitals(line: str, authors: tuple[str, ...]) -> None:
    """Names in capitals are written as names are; whose story it is may stand behind a colon."""
    line = line.replace(" AND ", " and ")
    found = extract_dump(f"{HEADLINE}\n{line}\nMarch 5, 2024 10:32 AM EST\n{text_of(E1, E2, E3)}")
    assert (found.title, found.authors, found.deck, found.body) == (HEADLINE, authors, (), ENGLISH)


def test_date_with_the_shares_of_a_note() -> None:
    """A site prints behind the moment of which shares its note speaks."""
    found = extract_dump(
        f"{HEADLINE}\nMar. 05, 2024 9:31 AM ET Garam Tech, Inc. (GRMT) Stock\nBy: Bo Lind, GN News Editor\n{text_of(E1, E2, E3)}"
    )
    assert (found.title, found.deck, moment(found)) == (HEADLINE, (), "2024-03-05T09:31:00-05:00")


def test_date_and_length_right_above_the_headline() -> None:
    """A day at the top of a page is today's; with a time and the minutes that an article takes it is the article's."""
    found = extract_dump(
        f"Gana Wire\nMarch 5, 2024 9:31 AM EST 2 min read\n{HEADLINE}\nby Bo Lind\n{text_of(E1, E2, E3)}"
    )
    assert (found.title, found.authors, moment(found)) == (HEADLINE, ("Bo Lind",), "2024-03-05T09:31:00-05:00")


def test_whose_release_it_is_stands_between_headline_and_date() -> None:
    """Below `News provided by` stands a firm: no headline, no deck, and the moment below it is the release's."""
    top = f"News\nProducts\nContact\n{HEADLINE}\nNews provided by\nGaram Tech\nMar 05, 2024, 08:30 ET\nShare this article\nOrders may stay low into the summer\n"
    found = extract_dump(
        f"{top}SEOUL, South Korea, March 5, 2024 /PRNewswire/ -- {text_of(E1, E2, E3)}\nSOURCE Garam Tech\n"
    )
    assert (found.title, found.deck) == (HEADLINE, ("Orders may stay low into the summer",))
    assert (found.publisher, moment(found)) == ("prnewswire", "2024-03-05T08:30:00-05:00")


def test_what_an_authority_says_of_itself_is_no_headline() -> None:
    """A sentence with a full stop above the headline, the day between them, and when it was released below."""
    top = f"Gana Reserve\nThe Gana Reserve is the central bank of the islands.\nPress Release\nMarch 05, 2024\n{HEADLINE}\nFor release at 2:00 p.m. EST\nShare\n"
    found = extract_dump(f"{top}{text_of(E1, E2, E3)}")
    assert (found.title, found.deck, found.body) == (HEADLINE, (), ENGLISH)


def test_release_of_an_authority_opens_with_when_it_may_be_printed() -> None:
    """`보도시점` and `배포` stand above the headline; whom to ask stands below the text."""
    top = f"보도시점 2024. 3. 5.(화) 12:00 배포 2024. 3. 5.(화) 09:00\n{TITLE}\n- 두 분기째 빈 수주 -\n"
    found = extract_dump(
        f"{top}{text_of(*BODY)}담당 부서 산업정책국 장비과 책임자 과장 이도현 (044-000-0000)\n담당자 사무관 황보름 (044-000-0001)\n"
    )
    assert (found.title, found.authors, found.body) == (TITLE, (), BODY)
    assert moment(found) == "2024-03-05T12:00:00+09:00"


def test_form_of_a_disclosure_is_neither_dated_nor_titled_by_its_rows() -> None:
    """The day on which a contract ends is no day of publication, and no numbered row is a headline."""
    rows = "1. 계약 내용\t장비 공급\n확정 계약금액\t184,000,000,000\n2. 계약상대방\t나래전자\n3. 계약기간\t시작일\t2024-03-05\n종료일\t2025-09-30\n4. 계약(수주)일자\t2024-03-05\n※ 관련공시\t-\n"
    found = extract_dump(f"전자공시\n문서목차\n단일판매ㆍ공급계약체결\n{rows}")
    assert found.published is None
    assert found.title in {None, "단일판매ㆍ공급계약체결"}
    assert "184,000,000,000" in everything(found)


def test_greeting_of_a_letter_is_no_headline() -> None:
    """What a letter says to its readers stands above the headline of its text."""
    found = extract_dump(
        f"가나레터\n2024년 3월 5일 화요일\n웹에서 보기\n안녕하세요, 구독자님! 가나레터입니다.\n{TITLE}\n{text_of(*BODY)}"
    )
    assert (found.title, found.deck, found.body) == (TITLE, (), BODY)


def test_name_of_a_blog_is_no_headline() -> None:
    """The headline is the line above writer and day that speaks of what the text speaks of."""
    top = f"본문 바로가기\n블로그\n서린의 투자노트\n블로그 검색\n이 블로그\n주식 공부\n{TITLE} 가람테크 장비\n프로필\n서린\n2024. 3. 5. 22:14\n이웃추가\n본문 기타 기능\n"
    found = extract_dump(f"{top}{text_of(*BODY)}")
    assert found.title == f"{TITLE} 가람테크 장비"
    assert moment(found) == "2024-03-05T22:14:00+09:00"


# --- inside and below the text -------------------------------------------------------------------------------------


def test_several_boxes_inside_a_text() -> None:
    """Each box of links has the text going on below it, and the reporter's mail is still to come."""
    boxes = [
        "[관련기사]\n나래증권 새 대표 선임 임박\n다온모터스 증자\n",
        "▶ 관련기사 : 나래증권, 수수료 인하\n",
        '[이 기사와 함께 읽으면 좋은 기사]\n☞ "다온모터스 3년째 적자"\n',
    ]
    text = f"{P1}\n\n{boxes[0]}\n{P4}\n\n{boxes[1]}\n{LONG}\n\n{boxes[2]}\n{P2} {P4}\n황보름 기자 brhwang@example.com\n"
    found = extract_dump(f"{TITLE}\n황보름 기자 {DATE}{text}")
    assert found.body == (P1, P4, LONG, f"{P2} {P4}")


@pytest.mark.parametrize(
    "below",
    [
        "키워드\n가람테크\n수주\n장비\n",
        "[관련키워드]\n가람테크\n",
        "콘텐츠 만족도\n이 페이지에서 제공하는 정보에 만족하십니까?\n매우만족 만족 보통\n",
        "이도현 나래경제연구소 박사\n※ 외부 필자의 칼럼은 본지의 편집 방향과 다를 수 있습니다.\n",
        "이 기사는 프리미엄 회원 전용입니다. 로그인하시면 나머지 내용을 볼 수 있습니다.\n월 9,900원\n첫 달 무료\n",
    ],
)
def test_what_papers_print_below_a_text(below: str) -> None:
    """Words to search by, questions whether a page helped, who a guest is, the wall before the rest."""
    top = (
        f"[이도현의 장비 이야기] {TITLE}\n이도현 나래경제연구소 박사\n{DATE}" if "박사" in below else f"{TITLE}\n{DATE}"
    )
    found = extract_dump(dump(top=top, below=below))
    assert found.body == BODY
    assert noted(found, "only the beginning") is ("프리미엄" in below)


@pytest.mark.parametrize(
    "below",
    [
        "Get a look at the day ahead in markets with the Morning newsletter. Sign up here.\n",
        "Follow Gana's coverage of business at https://gana.example/hub/business\n",
        "Join our WhatsApp Channel and get the latest news and must-reads.\n",
        "You are receiving this email because you signed up at gana.example.\nUnsubscribe | Update your preferences\n1 Main Street, Columbus, OH\n",
        "Latest comments\nRisk Disclosure: Trading in instruments involves high risks.\n",
        "More on Garam Tech\nGaram Tech: Too Early To Buy\nGaram Tech Q2 Call Transcript\n",
        "Filed Under: Technology\nTopics: Layoffs\n",
        "https://gana.example/business/garam-20240305\t1/2\n",
        "Story Continues\n",
    ],
)
def test_what_sites_print_below_a_text(below: str) -> None:
    """Letters, channels, comments, disclosures, what else there is on a share, the foot of a printed page."""
    found = extract_dump(f"{HEADLINE}\nBy Bo Lind\nPublished March 5, 2024 10:32 AM EST\n{text_of(E1, E2, E3)}{below}")
    assert found.body == ENGLISH


def test_title_of_a_film_inside_a_text_is_left_out() -> None:
    """A station prints its length above it."""
    text = f"{E1}\n\n{E2}\n\nwatch now\nVIDEO02:11\nTool makers under pressure\n\n{E3}\n"
    found = extract_dump(f"{HEADLINE}\nBy Bo Lind\nPublished March 5, 2024 10:32 AM EST\n{text}")
    assert found.body == ENGLISH


@pytest.mark.parametrize(
    ("line", "changed"),
    [("Updated March 5, 2024 4:10 pm ET", "2024-03-05 16:10-05:00"), ("Updated March 5, 2024", "2024-03-05")],
)
def test_dump_that_says_only_when_it_was_changed(line: str, changed: str) -> None:
    """No day of publication is made of it; the curator is told which day it was changed."""
    found = extract_dump(f"{HEADLINE}\nBy Bo Lind\n{line}\n{text_of(E1, E2, E3)}")
    assert found.published is None
    assert found.modified is not None
    assert noted(found, f"only that it was changed {changed}")
