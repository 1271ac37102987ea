# ruff: noqa: E501 - a sentence of a dump stays on one line
"""What stands around the text of a dump: lists of menus, tickers, copyright lines, releases, broadcasters' ends."""

from __future__ import annotations

import pytest

from digest.extract.dates import read_date
from digest.extract.dump import extract_dump
from tests.test_dump import E1, E2, E3, ENGLISH, MAIL, P1, P2, P3, P4, everything, moment, noted, text_of

TITLE = "가람테크, 수주 공백에 이틀째 약세"
DATE = "입력 2024-03-05 14:43\n"
LONG = f"{P4} {P2}"


def dump(*, top: str = f"{TITLE}\n\n{DATE}", body: tuple[str, ...] = (P1, P2, P3, P4), below: str = "") -> str:
    return f"{top}\n{text_of(*body)}{below}"


# --- above the text ------------------------------------------------------------------------------------------------


def test_lists_of_buttons_and_facts_are_no_deck() -> None:
    """A menu, the date and the byline often become a list in a dump; its bullets hide none of them."""
    facts = (
        "  • [가나경제신문] 황보름 기자\n  • 승인 2024.03.05 14:43\n  • 댓글 0\n  • 글자 크게\n  • 페이스북으로 공유\n"
    )
    found = extract_dump(dump(top=f"본문 바로가기\n홈 > 증권 > 종목\n\n{TITLE}\n\n{facts}  • 두 분기째 빈 수주\n"))
    assert (found.title, found.deck, found.authors) == (TITLE, ("두 분기째 빈 수주",), ("황보름",))
    assert moment(found) == "2024-03-05T14:43:00+09:00"


@pytest.mark.parametrize("menu", ["홈 정치 경제 산업 증권", "뉴스 | 증권 | 부동산", "홈 > 금융 > 주식 > 해외"])
def test_sections_in_one_line_are_no_headline(menu: str) -> None:
    """A menu that was copied as a line stands above the headline, with or without a blank line between them."""
    for gap in "\n", "\n\n":
        found = extract_dump(dump(top=f"{menu}{gap}{TITLE}\n{DATE}"))
        assert (found.title, found.deck) == (TITLE, ())


def test_lone_mail_is_never_the_headline() -> None:
    """The reporter's mail stands right above the date on some pages."""
    found = extract_dump(dump(top=f"{TITLE}\n\n{TITLE}\n\n황보름 기자\n\n{MAIL}\n\n{DATE}"))
    assert (found.title, found.authors) == (TITLE, ("황보름",))
    assert MAIL not in everything(found)


@pytest.mark.parametrize("suffix", ["", "|가나경제", " < 증권"])
def test_line_that_stands_twice_is_the_headline(suffix: str) -> None:
    """The page's name and the headline are the same words, whatever menus stand before and between."""
    found = extract_dump(dump(top=f"{TITLE}{suffix}\n\n오늘의 운세 보기\n경제 인물 소식\n\n{TITLE}\n\n{DATE}"))
    assert (found.title, found.deck) == (TITLE, ())


def test_two_lines_that_stand_twice_tell_nothing() -> None:
    """Boxes print headlines of others twice too, as picture and link."""
    found = extract_dump(
        dump(top=f"나래증권 새 대표 선임 임박\n나래증권 새 대표 선임 임박\n\n{TITLE}\n\n{TITLE}\n{DATE}")
    )
    assert found.title == TITLE


def test_times_of_tickers_are_no_dates() -> None:
    """The hour of the quotes above a text is when the page was read, not when the article was published."""
    ticker = "코스피\n\n2,649.78\n\n  • 21.79\n  • 0.82%\n1/4\n\n"
    found = extract_dump(dump(top=f"{ticker}{TITLE}\n\n관련종목\n\n2024-09-28 10:25\n\n{TITLE}\n\n"))
    assert (found.title, found.deck, found.published) == (TITLE, (), None)


def test_byline_with_its_date_stands_below_the_headline() -> None:
    """Without a label the line of reporter and date tells which line is the headline; a site's name is none."""
    found = extract_dump(dump(top=f"GN GaNa\n\n{TITLE}\n\n황보름 기자  2024.03.05 14:43:10\n\n기사프린트\n"))
    assert (found.title, found.authors, found.deck) == (TITLE, ("황보름",), ())


def test_lone_word_above_the_headline_is_a_section() -> None:
    """`경제이슈` below a menu."""
    found = extract_dump(dump(top=f"메인메뉴 바로가기\n\n경제이슈\n\n{TITLE}\n\n두 분기째 빈 수주\n\n황보름 기자\n"))
    assert (found.title, found.deck) == (TITLE, ("두 분기째 빈 수주",))


@pytest.mark.parametrize(
    ("line", "want"),
    [
        ("황보름 기자 | 입력 : 2021/10/08 [10:12]", "2021-10-08T10:12:00+09:00"),
        ("Published : Jul 31, 2019 - 09:18", "2019-07-31T09:18:00+09:00"),
        ("28/01/2025 | 14:36", "2025-01-28T14:36:00+09:00"),
        ("01/28/2025", "2025-01-28T00:00:00+09:00"),
        ("05/05/2025", "2025-05-05T00:00:00+09:00"),
        ("03/05/2025", None),
        ("13/13/2025", None),
    ],
)
def test_clocks_in_brackets_and_days_before_years(line: str, want: str | None) -> None:
    """Two numbers before a year are a day and a month only where one of them cannot be the month."""
    found = read_date(line)
    assert (found.moment.isoformat() if found else None) == want


def test_reporter_beside_a_clock_in_brackets() -> None:
    """`황보름 기자 | 입력 : 2021/10/08 [10:12]` gives both."""
    found = extract_dump(dump(top=f"{TITLE}\n황보름 기자 | 입력 : 2021/10/08 [10:12]\n본문듣기 가 - 가 +\n"))
    assert (found.title, found.authors, found.deck) == (TITLE, ("황보름",), ())
    assert moment(found) == "2021-10-08T10:12:00+09:00"


def test_captions_with_a_date_and_an_agency_are_no_deck() -> None:
    """`… 2024.3.5 연합뉴스` is a caption, and the picture's title above it, which it repeats, is nothing."""
    picture = "이미지 확대\n불 꺼진 공장\n불 꺼진 공장 5일 가람테크 공장 앞을 직원이 지나고 있다. 2024.3.5 연합뉴스\n"
    found = extract_dump(dump(top=f"{TITLE}\n\n{TITLE}\n\n{DATE}{picture}"))
    assert (found.title, found.deck) == (TITLE, ())
    assert [(caption.text, caption.credit) for caption in found.captions] == [
        ("불 꺼진 공장 5일 가람테크 공장 앞을 직원이 지나고 있다.", "연합뉴스")
    ]


# --- where the text starts and ends --------------------------------------------------------------------------------


def test_one_paragraph_above_its_byline_is_the_text() -> None:
    """Links of a portal below the copyright line are not taken for it."""
    below = (
        f"황보름기자 {MAIL}\nCopyright © 가나경제신문. 무단전재 및 재배포 금지.\n이 기사에 대해 어떻게 생각하시나요?\n"
        "가나경제신문에서 직접 확인하세요. 해당 언론사로 이동합니다.\n- 다온모터스, 새 전기차 공개했다는데 판매는 아직이다.\n"
    )
    found = extract_dump(dump(top=f"{TITLE}\n황보름 2024. 3. 5. 14:43\n", body=(P2,), below=below))
    assert (found.body, found.deck, found.authors) == ((P2,), (), ("황보름",))
    assert "다온모터스" not in everything(found)


def test_dates_of_links_below_one_long_paragraph_do_not_move_the_start() -> None:
    """A paragraph longer than any deck is the text, whatever bare dates stand below it."""
    found = extract_dump(
        dump(body=(LONG,), below="More to Read\n나래증권 새 대표 선임\n2024-03-01\n구독자가 읽는 기사\n")
    )
    assert (found.title, found.body, found.deck) == (TITLE, (LONG,), ())


def test_paper_that_reprints_a_wire_names_itself_above_the_dateline() -> None:
    """`[한국경제TV]` alone does not end the text that the wire's dateline opens."""
    found = extract_dump(
        dump(body=("[한국경제TV]\n(서울=연합뉴스) 황보름 기자 = " + P1, P2, P3, P4), below=f"{MAIL}\n(끝)\n")
    )
    assert (found.publisher, found.authors, found.body) == ("yna", ("황보름",), (P1, P2, P3, P4))
    assert found.deck == ()


def test_credit_of_a_picture_alone_does_not_end_an_english_text() -> None:
    """`(Yonhap)` below a picture in the middle of another paper's text: text goes on, and the paper stays."""
    top = "Garam Tech falls as orders dry up\n\nBy Yonhap\n\nPublished : Mar 5, 2024 - 14:43\n"
    text = dump(top=top, body=(E1, "(Yonhap)", E2, E3))
    found = extract_dump(text, url="https://www.koreaherald.com/view.php?ud=20240305000119")
    assert (found.body, found.publisher, found.authors) == (ENGLISH, "koreaherald", ())


@pytest.mark.parametrize(
    "below",
    [
        "댓글삭제\n삭제한 댓글은 다시 복구할 수 없습니다.\n그래도 삭제하시겠습니까?\n계정을 선택하시면 로그인·계정인증을 통해\n",
        "증권 많이 본 뉴스\n다온모터스 12만원 간다\n",
        "이 기사는 가나경제 보도준칙 및 윤리강령에 따라 이도현 편집국장이 최종 확인·수정했습니다.\n",
        "가나TV 기사문의 및 제보 : 카톡/라인 gana\n당신이 담은 순간이 뉴스입니다!\n",
        "▶ 기사 원문 : https://gana.example/1\n▶ 제보 안내 : https://gana.example/2, 모바일앱\n",
        "오늘의 이슈픽\n다온모터스 12만원 간다\n",
        "헬로가나 황보름 기자 |\n",
        "▲",
    ],
)
def test_what_stands_below_texts_is_left_out(below: str) -> None:
    """Comment forms, boxes of a section, notices of papers, links of broadcasters, the byline again."""
    found = extract_dump(dump(top=f"{TITLE}\n\n황보름 기자\n{DATE}", below=below))
    assert found.body == (P1, P2, P3, P4)


def test_copyright_glued_to_the_last_paragraph_is_cut() -> None:
    """Old pages have no break before it."""
    tail = "황보름 기자 brhwang@<ⓒ세계를 보는 창, 가나경제(gana.example) 무단전재 배포금지>"
    assert extract_dump(dump(body=(P1, P2, P4 + tail))).body == (P1, P2, P4)


def test_triangle_alone_marks_a_caption() -> None:
    """One short line with `▲` between paragraphs is a picture's caption; several in a row are a list."""
    mark = "▲ 가람테크 공장 앞을 5일 직원이 지나고 있다."
    found = extract_dump(dump(body=(P1, mark, P2, P3)))
    assert (found.body, found.captions[0].text) == ((P1, P2, P3), mark[2:])
    listed = (P1, "▲ 첫째, 재고가 줄어야 한다.", "▲ 둘째, 값이 올라야 한다.", P2)
    assert extract_dump(dump(body=listed)).body == listed


# --- facts from below the text and from datelines -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "key", "name"),
    [
        ("저작권자 © 너른들 무단전재 및 재배포 금지", None, "너른들"),
        ("[ⓒ 매일경제TV & mktv.example, 무단전재 및 재배포 금지 ]", None, "매일경제TV"),
        ("Copyright © 전자신문. 무단전재 및 재배포 금지.", "etnews", "전자신문"),
        ("ⓒ 맛있는 가나경제, 무단 전재 - 재배포 금지", None, "가나경제"),
        ("Copyright © 무슨무슨 Corp. All rights reserved.", None, None),
        ("ⓒ 뉴스1", None, None),
    ],
)
def test_copyright_line_names_the_publisher(line: str, key: str | None, name: str | None) -> None:
    """Where neither dateline nor host says who publishes, the line right below the text does."""
    found = extract_dump(dump(below=f"{MAIL}\n{line}\n"), url="https://v.daum.net/v/20240305144300123")
    assert (found.publisher, found.publisher_name) == (key, name)
    assert noted(found, "publisher: ")


def test_copyright_of_another_article_names_nobody() -> None:
    """Below a box of links it is not this article's."""
    found = extract_dump(dump(below=f"{MAIL}\n관련기사\n다온모터스\n저작권자 © 너른들 무단전재 및 재배포 금지\n"))
    assert found.publisher_name is None


@pytest.mark.parametrize(
    ("opening", "place", "day"),
    [
        ("NEW YORK, Oct. 10, 2023 (GLOBE NEWSWIRE) -- ", "NEW YORK", "2023-10-10T00:00:00-04:00"),
        ("BOISE, Idaho, Nov 12, 2023, Nov. 12, 2023 (GLOBE NEWSWIRE) — ", "BOISE, Idaho", "2023-11-12T00:00:00-05:00"),
        ("SAN JOSE, Calif.--(BUSINESS WIRE)--", "SAN JOSE, Calif.", None),
        ("OLD BRIDGE, NJ / GARAMWIRE / March 26, 2023 / ", "OLD BRIDGE, NJ", "2023-03-26T00:00:00+00:00"),
        ("SEOUL - ", "SEOUL", None),
        ("FILE - ", None, None),
    ],
)
def test_datelines_of_releases(opening: str, place: str | None, day: str | None) -> None:
    """A release prints its year, so that its day is known where nothing else says it; the curator is told."""
    found = extract_dump("Garam Tech reports results\n\n" + text_of(opening + E1, E2, E3) + "SOURCE Garam Tech\n")
    assert (found.place, moment(found)) == (place, day)
    assert noted(found, "day of the dateline") == bool(day)
    assert found.body == (ENGLISH if place else (opening + E1, E2, E3))


@pytest.mark.parametrize(
    ("opening", "place"), [("[서울경제TV=황보름기자]", None), ("[세종=뉴스핌] 황보름 기자 = ", "세종")]
)
def test_broadcaster_of_a_paper_is_no_place(opening: str, place: str | None) -> None:
    """`서울경제TV` stands where places stand."""
    found = extract_dump(dump(body=(opening + P1, P2, P3, P4)), url="https://www.sedaily.com/NewsView/29LTNWH7YB")
    assert (found.place, found.authors, found.body) == (place, ("황보름",), (P1, P2, P3, P4))


@pytest.mark.parametrize(
    ("ending", "authors"),
    [
        ("황보름(gana@gana.example)", ("황보름",)),
        ("지금까지 경제부에서 YTN 황보름[[email protected]]입니다.", ("황보름",)),
        ("KBS 뉴스 황보름입니다.", ("황보름",)),
        ("지금까지 YTN 뉴스입니다.", ()),
        ("기사제보(gana@gana.example)", ()),
    ],
)
def test_reporters_who_sign_without_their_role(ending: str, authors: tuple[str, ...]) -> None:
    """Broadcasters' reporters say their station and name; some wires leave the role out."""
    assert extract_dump(dump(below=ending + "\n")).authors == authors


@pytest.mark.parametrize("glue", [" ", "\n\n"])
def test_reporters_of_a_wire_stand_in_brackets_at_the_end(glue: str) -> None:
    """`(Reporting by A in Seoul and B; Editing by C)`, on its own line or glued to the last paragraph."""
    by = "(Reporting by Bo Hwang in Seoul and Do Lee; Editing by Na Kim)"
    found = extract_dump("Garam Tech falls\n\n" + text_of("SEOUL, Aug. 13 (Reuters) - " + E1, E2, E3 + glue + by))
    assert (found.authors, found.body) == (("Bo Hwang", "Do Lee"), ENGLISH)


def test_reporter_in_brackets_opens_a_text() -> None:
    """`[ 황보름 기자 ] …` is no paragraph's beginning."""
    found = extract_dump(dump(body=("[ 황보름 기자 ] " + P1, P2, P3, P4)))
    assert (found.authors, found.body) == (("황보름",), (P1, P2, P3, P4))


@pytest.mark.parametrize("paper", ["월간가나", "가나닷컴", "[가나경제 황보름]"])
def test_paper_beside_a_reporter_is_no_author(paper: str) -> None:
    """Names of papers stand after and before those of reporters; a name in brackets needs no role."""
    line = paper if paper.startswith("[") else f"글 : 황보름  {paper} 기자  {MAIL}"
    found = extract_dump(dump(top=f"{TITLE}\n\n{line}\n\n{DATE}"))
    assert (found.title, found.authors, found.deck) == (TITLE, ("황보름",), ())


@pytest.mark.parametrize(
    ("below", "want"),
    [
        ("입력 : 2024.03.05\nCopyright ⓒ 가나경제. 무단전재 및 재배포 금지\n", "2024-03-05T00:00:00+09:00"),
        ("(END) Dow Jones Newswires\n\nMarch 05, 2024 09:06 ET (14:06 GMT)\n", "2024-03-05T09:06:00-05:00"),
        ("관련기사\n다온모터스\n입력 : 2024.03.05\n", None),
        (f"{MAIL}\n2024.03.05\n", None),
    ],
)
def test_date_right_below_the_text(below: str, want: str | None) -> None:
    """A magazine's label or a wire's end is the article's; a date in a box, or one without a label, is not."""
    assert moment(extract_dump(dump(top=f"{TITLE}\n", below=below))) == want


# --- portals, broadcasters, authorities, blogs ---------------------------------------------------------------------


def test_titles_of_pictures_that_stand_twice_are_no_headline() -> None:
    """Below the date a caption and its picture's title stand twice on some pages."""
    caption = "5일 가람테크 공장 앞을 직원이 지나고 있다./뉴스1\n"
    found = extract_dump(dump(top=f"{TITLE}\n황보름 기자\n{DATE}{caption}{caption}"))
    assert (found.title, found.deck) == (TITLE, ())
    assert found.captions[0].text == "5일 가람테크 공장 앞을 직원이 지나고 있다."
    drawn = "불 꺼진 공장 (PG)\n불 꺼진 공장 (PG)\n[이도현 제작] 일러스트\n"
    found = extract_dump(dump(top=f"{TITLE}\n{DATE}두 분기째 빈 수주\n{drawn}"))
    assert (found.title, found.deck, found.captions[0].credit) == (TITLE, ("두 분기째 빈 수주",), "이도현")


def test_summary_that_a_portal_made_is_no_text() -> None:
    """Daum prints the first sentences again as its summary above the text."""
    top = (
        f"{TITLE}\n황보름 2024. 3. 5. 14:43\n요약보기\n전체 맥락을 이해하기 위해서는 본문 보기를 권장합니다.\n{P1}\n{P2}\n"
        "이 글자크기로 변경됩니다.\n(예시) 가장 빠른 뉴스가 있고 다양한 정보, 쌍방향 소통이 숨쉬는 다음뉴스를 만나보세요.\n"
    )
    found = extract_dump(dump(top=top))
    assert (found.title, found.body) == (TITLE, (P1, P2, P3, P4))


def test_buttons_of_a_portal_are_no_deck() -> None:
    """Votes, voice and size of Naver, and a caption without a date above the paper's name."""
    top = (
        f"서울경제\n구독\nPICK 안내\n\n{TITLE}\n입력2024.03.05. 오후 2:43  수정2024.03.05. 오후 3:30 기사원문\n황보름 기자\n쏠쏠정보\n0\n"
        "본문 요약봇\nSNS 보내기\n두 분기째 빈 수주\n원본보기\n가람테크 공장 앞을 직원이 지나고 있다. 연합뉴스\n\n[서울경제]\n"
    )
    found = extract_dump(dump(top=top))
    assert (found.title, found.deck, found.publisher) == (TITLE, ("두 분기째 빈 수주",), "sedaily")
    assert moment(found) == "2024-03-05T14:43:00+09:00"


@pytest.mark.parametrize(
    "line",
    ["황보름 입력 : 2024.03.05 14:43 조회수 : 1233", "2024.03.05 금융위원회", "2024/03/05 공유 레이어 열기/닫기"],
)
def test_dates_beside_a_counter_an_authority_or_a_button(line: str) -> None:
    """The day is read, and the line is no deck."""
    found = extract_dump(dump(top=f"{TITLE}\n{line}\n인쇄하기 목록\n"))
    assert found.published
    assert found.published.date().isoformat() == "2024-03-05"
    assert found.deck == ()


def test_items_with_days_are_text() -> None:
    """`2. 지정일: 2024-03-22` in an exchange's notice does not head the text below it."""
    notice = (
        "시장감시위원회는 아래 종목을 투자경고종목으로 지정합니다.",
        "1. 종목: 가람테크",
        "2. 지정일: 2024-03-22",
        P1,
    )
    found = extract_dump(dump(top=f"[거래소] {TITLE}\n2024-03-21 18:05:12\n유가증권시장본부\n", body=notice))
    assert found.body == notice
    assert moment(found) == "2024-03-21T18:05:12+09:00"


def test_page_of_an_authority() -> None:
    """The state's banner is no text; a day right above the headline is the release's."""
    banner = "본문 바로가기 메인메뉴 바로가기\n\n이 누리집은 대한민국 공식 전자정부 누리집입니다.\n\n콘텐츠 영역\n\n"
    found = extract_dump(dump(top=f"{banner}{TITLE}\n\n2024.03.05 금융위원회\n글자크기 설정\n"))
    assert (found.title, found.body) == (TITLE, (P1, P2, P3, P4))
    top = "Press Release\nMarch 5, 2024\nBoard issues policy statement today\nFor release at 2:00 p.m. EDT\nShare\n"
    found = extract_dump(dump(top=top, body=(E1, E2, E3), below="For media inquiries, please call 202.\n"))
    assert (found.title, moment(found), found.body) == (
        "Board issues policy statement today",
        "2024-03-05T00:00:00+00:00",
        ENGLISH,
    )


def test_numbered_heads_of_a_statement_are_no_series() -> None:
    """`1. 기사내용` above `① …` is an outline, not a series and its part."""
    outline = "1. 기사내용\n① “세 개의 조직도 있다.”... (중략)\n"
    found = extract_dump(dump(top=f"[보도반박] {TITLE}\n2024-03-05 조회수 : 3260\n{outline}"))
    assert (found.title, found.series_label, found.part) == (TITLE, None, None)


def test_english_menus_above_the_headline() -> None:
    """Of short lines in one block the first with the words of a headline is it, where a date follows."""
    top = "Skip Navigation\nMarkets\nTop Business\nTECH\nGaram Tech falls as orders dry up\nPublished March 5, 2024 4:20 PM EST\nSHARE\n"
    found = extract_dump(dump(top=top, body=(E1, E2, E3)))
    assert (found.title, found.deck) == ("Garam Tech falls as orders dry up", ())


def test_name_before_an_agency_is_whole() -> None:
    """`Bo Hwang | Getty Images` credits Bo Hwang."""
    found = extract_dump(dump(top="Garam Tech falls today\n\n", body=(E1, "Bo Hwang | Getty Images", E2, E3)))
    assert [(caption.text, caption.credit) for caption in found.captions] == [(None, "Bo Hwang | Getty Images")]


@pytest.mark.parametrize(
    ("below", "authors"),
    [
        ("YTN 황보름 (gana@gana.example)\n※ '당신의 제보가 뉴스가 됩니다'\n[전화] 02-123-4567\n", ("황보름",)),
        ("[황보름 기자][ⓒ 가나경제 & gana.example, 무단전재 및 재배포 금지]\n", ("황보름",)),
        ("로봇 GN기자 gana@gana.example\n", ()),
        ("/연합뉴스\n", ()),
        ("TAGS\n가람테크\n가나 뉴스룸의 기사와 이미지는 누구나 쓰실 수 있습니다.\n", ()),
    ],
)
def test_ends_of_broadcasters_and_papers(below: str, authors: tuple[str, ...]) -> None:
    """Who signed is read; a program that writes is nobody."""
    found = extract_dump(dump(below=below))
    assert found.authors == authors
    assert "당신의" not in everything(found)
    assert "뉴스룸" not in everything(found)


def test_reporters_description_of_himself_is_no_text() -> None:
    """`산업부에서 … 취재합니다.` below the byline."""
    found = extract_dump(dump(below="황보름 기자\n\n산업부에서 반도체를 취재합니다.\n"))
    assert (found.body, found.authors) == ((P1, P2, P3, P4), ("황보름",))


def test_english_page_on_a_korean_host_has_korean_time() -> None:
    """An unknown paper at .kr prints the time of Korea."""
    top = "Garam Tech falls as orders dry up\nApproved 2024.03.21 10:30\n"
    found = extract_dump(dump(top=top, body=(E1, E2, E3)), url="https://www.gana.co.kr/news/1")
    assert moment(found) == "2024-03-21T10:30:00+09:00"


@pytest.mark.parametrize(
    "line",
    [
        "저는 이 회사에서 해외 영업을 담당하고 있습니다. 고객은 다섯 나라에 있습니다.",
        "SOURCE: Narae Securities",
        "업계는 하반기 설비 투자가 되살아날 것으로 보고 있다. 값도 오를 전망이다. 연합뉴스",
    ],
)
def test_lines_like_ends_stand_inside_texts(line: str) -> None:
    """What somebody says of his work, the source of a chart and a wire's name after a sentence end nothing."""
    found = extract_dump(dump(body=(P1, line, P2, P3, P4)))
    assert found.body[-3:] == (P2, P3, P4)
    assert found.body[0] == P1


def test_item_of_a_menu_that_stands_twice_far_above_is_no_headline() -> None:
    """Menus for large and small screens print the same words."""
    menu = "증권 리포트 모아 읽기\n" + "".join(f"오늘의 지면 읽기 {n}쪽\n" for n in range(12))
    found = extract_dump(dump(top=f"증권 리포트 모아 읽기\n{menu}\n{TITLE}\n{DATE}"))
    assert found.title == TITLE


def test_text_whose_breaks_are_lost_is_below_its_headline() -> None:
    """All paragraphs in one line, with the page's own links glued to its end."""
    glued = f"{P1}{P2}{P3}{P4}[온라인뉴스팀]가나TV 핫뉴스ㆍ다온모터스 새 전기차 공개"
    found = extract_dump(f"{TITLE}\n-\n기사 스크랩\n-\n댓글\n-\n프린트\n{glued}\n")
    assert (found.title, found.body) == (TITLE, (glued,))
