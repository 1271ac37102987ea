"""Whole pages copied without a blank line: the headline by what the text speaks of, and all that stands around it."""

from __future__ import annotations

import textwrap

import pytest

from digest.extract.dates import read_date
from digest.extract.dump import extract_dump
from tests.test_dump import E1, E2, E3, P1, P2, P3, P4, moment, noted

HEADLINE = "Garam Tech falls for a second day as orders dry up"
DECKS = ("Company keeps its forecast for the year", "Analysts doubt that orders will return soon")
TITLE = "가람테크, 수주 공백에 이틀째 약세"
TEXT = (E1, E2, E3)
KOREAN = (P1, P2, P3, P4)


def page(*top: str, text: tuple[str, ...] = TEXT, below: tuple[str, ...] = ()) -> str:
    return "\n".join((*top, *text, *below)) + "\n"


# --- the headline --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("above", "below"),
    [
        (("Skip to content", "The Firm and its Products", "Live TV", "Markets", "Robots"), (*DECKS, "By Bo Lind")),
        (("Markets", "Tech", "Opinion"), (*DECKS, "Bo Lind")),
        (("Bo's Money Blog", "Notes on chips and what they cost", "Menu"), ()),
        (("Fortune of the day", "Prices of flats near you", "Letters by region now"), ("By Bo Lind",)),
        (("Business / Banking & Finance",), (DECKS[0], "Reading Time:2 minutes", "Why you can trust Bo", "Bo Lind")),
    ],
)
def test_headline_among_lines_without_blank_ones(above: tuple[str, ...], below: tuple[str, ...]) -> None:
    """It stands above decks, names and buttons, and below mottos, sections and menus."""
    found = extract_dump(page(*above, HEADLINE, *below, "Published July 30, 2024 10:02 AM EDT"))
    assert (found.title, moment(found), found.body) == (HEADLINE, "2024-07-30T10:02:00-04:00", TEXT)


def test_first_line_that_speaks_of_the_text() -> None:
    """Where no date says where it stands, lines of menus that are as long as headlines are passed over."""
    found = extract_dump(
        page("Search for symbols and analysts here", "Get the best of our desk", "Ideas for the weekend", HEADLINE)
    )
    assert found.title == HEADLINE


def test_line_that_says_that_it_is_the_headline() -> None:
    """Print views and letters write it before the headline, whatever stands above."""
    found = extract_dump(page("가나 지면 인쇄하기 화면", f"제목: {TITLE}", "일자: 2024-03-05 14:43", text=KOREAN))
    assert (found.title, found.body) == (TITLE, KOREAN)


# --- who, when, whose ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "lines",
    [
        ("By", "Bo Lind", "July 30, 2024 10:02 am ET"),
        ("PublishedJUL 30 2024 10:02 AM EDTUPDATED TUE, JUL 30 20243:31 PM EDT", "By Bo Lind"),
        ("By Bo Lind", "Updated July 30, 2024, 3:31 pm EDT / Original July 30, 2024, 10:02 am EDT"),
        ("By Bo Lind, GNN", "2 minute read", "Published 10:02 AM EDT, Tue July 30, 2024"),
        ("By Bo Lind", "10:02 AM EDT · July 30, 2024"),
    ],
)
def test_labels_and_names_in_elements_of_their_own(lines: tuple[str, ...]) -> None:
    """`By` alone, labels glued to dates, the first date behind the change, a station, the clock first."""
    found = extract_dump(page("Tech", HEADLINE, *lines))
    assert (found.title, found.authors, moment(found)) == (HEADLINE, ("Bo Lind",), "2024-07-30T10:02:00-04:00")


def test_names_in_their_cities() -> None:
    """`A in B and C in D` is who wrote it, never the headline."""
    found = extract_dump(
        page("Tech", "Chips", HEADLINE, "Bo Lind in New York and Jo Park in Seoul", "Published JUL 30 2024")
    )
    assert (found.title, found.authors) == (HEADLINE, ("Bo Lind", "Jo Park"))


@pytest.mark.parametrize(
    ("top", "name", "at"),
    [
        (("The Korea Herald", "Home", "Business"), "The Korea Herald", "2024-07-30T15:31:00+09:00"),
        (("The Korea Herald", "Garam Daily News", "CNBC"), None, "2024-07-30T00:00:00+00:00"),
    ],
)
def test_publisher_by_the_head_of_its_page(top: tuple[str, ...], name: str | None, at: str) -> None:
    """The one paper at the top publishes, and its zone is that of the times; of several none does."""
    found = extract_dump(page(*top, HEADLINE, "By Bo Lind", "Published : July 30, 2024 - 15:31"))
    assert (found.publisher_name, moment(found)) == (name, at)
    assert noted(found, "at the top of the page") == bool(name)


def test_section_place_and_account_beside_the_day() -> None:
    """A section before a bar is no headline; a city in capitals or an account stands beside the day."""
    found = extract_dump(page("Business | Chip makers", HEADLINE, DECKS[0], "Jul 30th 2024|COLUMBUS, OHIO"))
    assert (found.title, found.deck, (moment(found) or "")[:10]) == (HEADLINE, DECKS[:1], "2024-07-30")
    blog = extract_dump(page(HEADLINE, "Posted on July 30, 2024 by Bo Lind, Garam Staff"))
    assert (blog.title, blog.deck, (moment(blog) or "")[:10]) == (HEADLINE, (), "2024-07-30")


def test_days_as_german_pages_print_them() -> None:
    """A day with its dot is no item of a list."""
    found = extract_dump(page("Wirtschaft", HEADLINE, "30. Juli 2024, 10:02 Uhr"))
    assert (found.title, moment(found)) == (HEADLINE, "2024-07-30T00:00:00+00:00")
    told = read_date("3. März 2024 um 9.05 Uhr")
    assert told
    assert told.moment.isoformat() == "2024-03-03T09:05:00+09:00"


# --- what is no text -----------------------------------------------------------------------------------------------


def test_points_above_the_text_are_deck() -> None:
    """The points are sentences, and end where the page lists the companies."""
    points = ("Garam Tech lost nine percent in two days.", "It kept its full-year target.")
    found = extract_dump(page(HEADLINE, "Published July 30, 2024", "KEY POINTS", *points, "In this article", "GRMT"))
    assert (found.title, found.deck, found.body) == (HEADLINE, points, TEXT)


@pytest.mark.parametrize(
    "below",
    [
        ("BO LIND", "Lind covers technology for the paper."),
        ("Bo Lind", "Bo Lind joined the paper in 2019. She covers companies in Asia.", "FOLLOW"),
        ("Write to Bo Lind at bo.lind@example.com",),
        ("Posted in EarningsTagged garam", "Post navigation", "Previous: The quiet boom in forklifts"),
        ("Thanks for reading Garam Notes! Subscribe for free to receive new posts.", "14 Likes", "Restacks"),
        ("Written by Bo Lind", "1.1K Followers", "Follow"),
        (
            "This article was written by",
            "Bo Lind",
            "1.1K Followers",
            "Analyst’s Disclosure: I have no stock of any company mentioned.",
        ),
        ("Bo Lind", "Senior Reporter", "Bo Lind covers chips at the paper. She was at a daily before.", "View Bio"),
        ("Follow me on Twitter. Check out my website.", "Bo Lind", "Editorial Standards"),
        ("Related topics", "Chips", "Robots are coming for the docks"),
        ("For more analysis of the biggest stories in economics, sign up to Garam Talks, our weekly letter.",),
        ("This article appeared in the Business section of the print edition under the headline “Dry”",),
        ("Source URL: https://example.com/news/1", "Links: [1] https://example.com/a"),
        ("This story has been corrected to show that the plant is in Ohio, not Iowa.",),
    ],
)
def test_what_stands_below_an_english_text(below: tuple[str, ...]) -> None:
    """Who the reporter is and how to reach him, navigation of blogs, thanks of letters, disclosures, corrections."""
    assert extract_dump(page(HEADLINE, "By Bo Lind", "July 30, 2024", below=below)).body == TEXT


@pytest.mark.parametrize(
    "below",
    [
        ("실시간 급상승", "다온모터스가 신차 판매 호조로 3분기 흑자를 냈다고 밝혔다."),
        ("출처: 가나경제(https://gana.example/1)",),
        ("이미지 크게 보기",),
        ("(영상취재 : 이도현, 영상편집 : 김하나)",),
        ("GBN APP 다운로드",),
        ("※GBS가나뉴스는 여러분의 제보로 함께 세상을 바꿉니다. 각종 비리와 미담을 알려주세요.",),
    ],
)
def test_what_stands_below_a_korean_text(below: tuple[str, ...]) -> None:
    """Headlines that are rising, where a copy is from, a button."""
    assert extract_dump(page(TITLE, "입력 2024-03-05 14:43", text=KOREAN, below=below)).body == KOREAN


def test_summary_that_its_button_closes() -> None:
    """Sentences between the summary's head and its button are a machine's."""
    top = ("AI요약쏙", "핵심요약 쏙", "가람테크가 두 분기째 수주를 못 했습니다.", "요약 닫기", "두 분기째 빈 수주")
    found = extract_dump(page(TITLE, "입력 2024-03-05 14:43", *top, text=KOREAN))
    assert (found.title, found.deck, found.body) == (TITLE, ("두 분기째 빈 수주",), KOREAN)


def test_wires_note_of_what_changed_is_no_deck() -> None:
    """`(ATTN: …)` is for the desks of papers."""
    found = extract_dump(page(HEADLINE, "(ATTN: UPDATES with shares in last para)", "By Bo Lind", "July 30, 2024"))
    assert found.deck == ()


# --- entries, lines, headings --------------------------------------------------------------------------------------


def test_entries_of_a_live_report() -> None:
    """Each has a time and a byline; the byline of one heads no text."""
    entries = (
        "4:10 p.m. ET",
        "Street closes higher",
        "Stocks closed higher on Tuesday as earnings of machine makers beat forecasts.",
        "By Bo Lind",
        "1:15 p.m. ET",
        "Garam Tech jumps",
        "Garam Tech gained 3% after the company said that its orders had returned.",
        "By Jo Park",
        "9:31 a.m. ET",
        "The index opened 0.2% higher after a week of losses for technology shares.",
    )
    found = extract_dump(page("Markets live: stocks climb", "Last updated July 30, 2024 4:10 p.m. ET", text=entries))
    assert [text for text in found.body if text.endswith(".")] == [entries[at] for at in (2, 6, 9)]


@pytest.mark.parametrize("indent", ["    ", "\u3000"])
def test_wrapped_paragraphs_that_only_their_indent_parts(indent: str) -> None:
    """No blank line stands between them; the last lines are short and the first ones are indented."""
    wrapped = [textwrap.fill(text, 72, initial_indent=indent) for text in TEXT]
    found = extract_dump("\n".join([HEADLINE, "", *wrapped]))
    assert (found.title, found.body) == (HEADLINE, TEXT)


def test_wrapped_paragraphs_that_only_their_last_lines_part() -> None:
    """A line in which the next word had room closes its paragraph."""
    wrapped = [textwrap.fill(text, 72) for text in TEXT]
    found = extract_dump("\n".join([HEADLINE, "By Bo Lind", *wrapped]))
    assert (found.title, found.body) == (HEADLINE, TEXT)


@pytest.mark.parametrize("end", ["\x0b", "\x0c", "\x85"])
def test_line_ends_of_word_processors(end: str) -> None:
    """They part paragraphs like any other line end."""
    found = extract_dump(f"{TITLE}\n\n입력 2024-03-05 14:43\n\n{end.join(KOREAN)}")
    assert found.body == KOREAN


def test_headings_without_words_end_nothing() -> None:
    """In a text with Markdown headings `###` alone is none of a release's end."""
    lines = [f"# {TITLE}", "2024-03-05", P1, "##", P2, "### ", P3, "## 환율이 변수", P4]
    found = extract_dump("\n\n".join(lines))
    assert (found.title, found.body) == (TITLE, (P1, P2, P3, "환율이 변수", P4))
    release = extract_dump(f"{TITLE}\n\n2024-03-05\n\n{P1}\n\n{P4}\n\n###\n\n가람테크는 장비 회사이다.")
    assert release.body == (P1, P4)


def test_text_that_an_interface_cut() -> None:
    """It says how much is left, which is no text, and the curator is told."""
    found = extract_dump(f"{HEADLINE}\n\nJuly 30, 2024\n\n{E1}\n\n{E2[:90]}… [+2000 chars]")
    assert found.body == (E1, f"{E2[:90]}…")
    assert noted(found, "only the beginning is here")


@pytest.mark.parametrize("opening", ["[서울=뉴스핌] 황보름 기자 = ", "(서울=연합뉴스) 황보름 기자 = ", ""])
@pytest.mark.parametrize("between", [(), ("좋아요 0", "댓글 3"), ("두 분기째 빈 수주",)])
def test_byline_in_brackets_above_a_dateline(opening: str, between: tuple[str, ...]) -> None:
    """It opens no text, and the dateline below it is none of another article."""
    top = (TITLE, "입력 2024-03-05 14:43", "[가나경제 황보름 기자]", *between)
    found = extract_dump(page(*top, text=(opening + P1, *KOREAN[1:]), below=("brhwang@example.com",)))
    assert (found.title, found.authors, found.body) == (TITLE, ("황보름",), KOREAN)


@pytest.mark.parametrize("top", [("서울 28℃ 맑음", "산업"), ("Seoul 72°F", "산업"), ("기획물",)])
def test_weather_and_words_above_a_headline(top: tuple[str, ...]) -> None:
    """Neither the weather of the day nor a word that stands apart is the headline."""
    found = extract_dump("\n".join(top) + f"\n\n{TITLE}\n\n2024-03-05 14:43\n\n" + "\n\n".join(KOREAN))
    assert (found.title, found.body) == (TITLE, KOREAN)
