# ruff: noqa: E501 - a row of a table and a sentence of a dump stay on one line
"""Text dumps of every shape and with every trap that was met; all articles here are invented."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.acquire.item import Hints, Item
from digest.errors import InputError
from digest.extract.date_lines import byline
from digest.extract.dump import MAX_BYTES, extract_dump
from digest.extract.reading import read_item

if TYPE_CHECKING:
    from digest.model import Extraction

DUMPS = Path(__file__).parent / "dumps"
REAL = Path(__file__).resolve().parents[1].parent / "shared" / "input" / "newspim-20250131000527.txt"

MAIL = "brhwang@example.com"
P1 = "반도체 장비 업체 가람테크의 주가가 이틀 동안 9% 넘게 내렸다."
P2 = "증권가는 수주 공백이 예상보다 길어질 수 있다고 본다. 다만 회사는 연간 목표를 바꾸지 않았다."
P3 = '나래증권 이도현 연구원은 "재고가 줄어드는 속도를 확인해야 한다"고 말했다.'
P4 = (
    "가람테크는 다음 달 새 장비를 내놓고 해외 고객을 늘릴 계획이라고 밝혔다. 업계는 하반기 설비 투자가 되살아나는지에 "
    "따라 실적이 갈릴 것으로 내다보면서도, 가격을 낮춘 새 장비가 시장에서 얼마나 받아들여질지는 아직 알 수 없다고 말한다."
)
BODY = (P1, P2, P3, P4)
OPEN = "[서울=뉴스핌] 황보름 기자 = "
TITLE = "[장비주 겨울] 가람테크, 수주 공백에 흔들①"
NEWSPIM = "https://www.newspim.com/news/view/20240305000123"
MENU = "전체기사 최신뉴스 GAM\nKYD 라이브\nKYD 디데이\nGAM 일반\n\n"
WIDGETS = "※ 본문 글자 크기 조정\n\n  • 더 작게\n  • 작게\n  • 보통\n  • 크게\n  • 더 크게\n\n※ 번역할 언어 선택\n\n"
OTHER = (
    "[뉴스핌 베스트 기사]\n\n사진\n다온모터스 신차 공개 [인천=뉴스핌] 이도현 기자 = 다온모터스가 6일 새 전기차를 공개했다. "
    "행사에는 협력사 관계자 300여 명이 참석했고 회사는 하반기 판매 목표를 함께 제시했다. other@example.com 2024-03-06 10:00\n"
    "기사 번역\n결과물 출력을 준비하고 있어요.\n종목 추적기\n\n긍정 영향 종목\n\n  • Acme Corp. Industrials\n"
    "이 내용에 포함된 데이터와 의견은 뉴스핌 AI가 분석한 결과입니다. 정보 제공 목적으로만 작성되었습니다.\n안다쇼핑\nTop으로 이동\n"
)


def text_of(*paragraphs: str) -> str:
    return "\n\n".join(paragraphs) + "\n"


def article(opening: str = OPEN, ending: str = MAIL, body: tuple[str, ...] = BODY) -> str:
    return text_of(opening + body[0], *body[1:]) + ("\n" + ending + "\n" if ending else "")


def page(
    title: str = TITLE,
    dates: str = "기사입력 : 2024년03월05일 14:43\n\n최종수정 : 2024년03월05일 15:33\n\n",
    **parts: str,
) -> str:
    return (
        MENU + title + "\n\n" + dates + WIDGETS + parts.get("deck", "수주 공백 두 분기째\n목표는 그대로\n\n")
        + parts.get("before", "") + parts.get("article", article()) + parts.get("after", "\n" + OTHER)
    )  # fmt: skip


def moment(found: Extraction) -> str | None:
    return found.published.isoformat() if found.published else None


def noted(found: Extraction, words: str) -> bool:
    return any(words in note for note in found.notes)


def everything(found: Extraction) -> str:
    return json.dumps(found.model_dump(mode="json", exclude={"notes"}), ensure_ascii=False)


# --- whole pages -----------------------------------------------------------------------------------------------


def test_full_page_gives_every_fact() -> None:
    """A full page with both date labels gives title, series, part, deck, author, place, dates and body."""
    found = extract_dump(page(), url="https://m.newspim.com/news/view/20240301000123?utm_source=x")
    assert (found.title, found.series_label, found.part) == ("가람테크, 수주 공백에 흔들", "장비주 겨울", 1)
    assert found.deck == ("수주 공백 두 분기째", "목표는 그대로")
    assert (found.authors, found.place, found.publisher, found.publisher_name) == (
        ("황보름",),
        "서울",
        "newspim",
        "뉴스핌",
    )
    assert moment(found) == "2024-03-05T14:43:00+09:00"
    assert (found.date_source, found.date_precision) == ("page", "minute")
    assert found.modified == datetime.fromisoformat("2024-03-05T15:33:00+09:00")
    assert found.url == "https://www.newspim.com/news/view/20240301000123"
    assert found.body == BODY
    assert found.lang == "ko"
    assert found.notes == ()


def test_nothing_of_the_furniture_reaches_the_article() -> None:
    """Menus, widgets, best articles, the tracker and their mails and dates stay out of every field."""
    said = everything(extract_dump(page(), url=NEWSPIM))
    for word in (
        "다온모터스",
        "Acme",
        "other@",
        MAIL,
        "KYD",
        "GAM",
        "더 작게",
        "안다쇼핑",
        "이도현 기자",
        "2024-03-06",
        "번역",
    ):
        assert word not in said


def test_empty_date_labels_give_no_date() -> None:
    """Empty labels, as in four of fourteen pages, are no date, and the curator is asked for one."""
    found = extract_dump(page(dates="기사입력 :\n\n최종수정 :\n\n"))
    assert (found.published, found.modified, found.date_source) == (None, None, None)
    assert noted(found, "date: none was found")


def test_empty_labels_fall_back_to_the_address() -> None:
    """With the address, its day is used, at day precision, and said to be the day of the record."""
    found = extract_dump(page(dates="기사입력 :\n\n최종수정 :\n\n"), url=NEWSPIM)
    assert (moment(found), found.date_source, found.date_precision) == ("2024-03-05T00:00:00+09:00", "url_id", "day")
    assert noted(found, "day its record was made")


def test_page_without_title_asks_for_one() -> None:
    """A page whose headline is missing does not make a deck line the headline."""
    text = page().replace(TITLE + "\n\n", "")
    found = extract_dump(text, url=NEWSPIM)
    assert found.title is None
    assert found.deck == ("수주 공백 두 분기째", "목표는 그대로")
    assert noted(found, "title: none was found")


@pytest.mark.parametrize("name", ["중앙일보", "서울경제", "The Associated Press", "뉴스1"])
def test_the_name_of_a_paper_is_no_headline(name: str) -> None:
    """It may stand above the headline or between it and its date."""
    for top in (
        f"{name}\n\n가람테크의 봄이 온다\n\n입력 2024.03.05 14:43\n\n",
        f"가람테크의 봄이 온다\n\n{name}\n\n입력 2024.03.05 14:43\n\n",
    ):
        found = extract_dump(top + article())
        assert (found.title, found.deck) == ("가람테크의 봄이 온다", ())


def test_a_scrapers_date_before_the_headline_is_no_part_of_it() -> None:
    """The kicker behind it is found, and its day is taken where the page prints none."""
    found = extract_dump("date 2024-03-05 [속보] 가람테크의 봄이 온다\n" + article())
    assert (found.title, found.kicker, str(found.published)[:10]) == ("가람테크의 봄이 온다", "속보", "2024-03-05")


@pytest.mark.parametrize(
    "line",
    [
        "지면 게재일 2024.03.06 (A3면) 입력 2024.03.05 14:43",
        "발행일 : 2024-03-06 지면 : 2024-03-06 3면\n입력 : 2024-03-05 14:43",
        "입력 2024.03.05 14:43 | 지면 2024.03.06 A3",
    ],
)
def test_the_day_of_the_printed_paper_is_not_that_of_the_page(line: str) -> None:
    """The page's own moment is taken; the paper's day only where there is none."""
    found = extract_dump(f"가람테크의 봄이 온다\n\n{line}\n\n" + article())
    assert str(found.published) == "2024-03-05 14:43:00+09:00"
    alone = extract_dump("가람테크의 봄이 온다\n\n게재일 2024.03.06\n\n" + article())
    assert str(alone.published)[:10] == "2024-03-06"


def test_dated_headlines_of_a_box_above_are_another_articles() -> None:
    """Headline, date and deck are those nearest to the text; without the box's name the curator is told."""
    other = "나래전자, 흑자로 돌아섰다\n입력 2024.03.09 09:00\n\n"
    own = "가람테크의 봄이 온다\n둘째 줄\n\n입력 2024.03.05 14:43\n\n"
    found = extract_dump("많이 본 뉴스\n1\n" + other + own + article())
    assert (found.title, str(found.published)[:10]) == ("가람테크의 봄이 온다", "2024-03-05")
    assert not noted(found, "several dated headlines")
    assert noted(extract_dump(other + own + article()), "several dated headlines")
    twice = "가람테크의 봄이 온다\n입력 2024.03.05 14:43\n\n"
    assert not noted(extract_dump(twice + twice + article()), "several dated headlines")


def test_what_pages_say_of_themselves_is_no_text() -> None:
    """Hints of portals, marks of pictures, calls to subscribe and corrections stay out of deck and text."""
    lines = (
        "<YNAPHOTO path='C0A8_P2.jpeg' id='PCM1' title='가람테크 [제공]' caption=' ' />",
        "전체 맥락을 이해하기 위해서는 본문 보기를 권장합니다.",
        "주소복사가 완료되었습니다",
        "subscribe Support our award-winning journalism. The package is 30 a month.",
        "5일 나간 `가람테크 적자` 기사에서 규모를 잘못 적어 이를 바로잡습니다. 다음은 고친 기사입니다.",
    )
    for line in lines:
        found = extract_dump(f"가람테크의 봄이 온다\n\n입력 2024.03.05 14:43\n\n{line}\n\n" + article())
        assert (found.title, found.deck, found.body) == ("가람테크의 봄이 온다", (), BODY), line


def test_body_only_asks_for_a_title() -> None:
    """The commonest dump starts at the dateline; its first sentence is no headline."""
    found = extract_dump(article())
    assert (found.title, found.body, found.authors) == (None, BODY, ("황보름",))
    assert noted(found, "give --title")


def test_body_only_takes_the_given_title() -> None:
    """The title from the command line is taken apart like a printed one."""
    found = extract_dump(article(), title="[장비주 겨울] 가람테크의 봄 ②")
    assert (found.title, found.series_label, found.part, found.deck) == ("가람테크의 봄", "장비주 겨울", 2, ())


def test_body_only_without_dateline_asks_for_a_title() -> None:
    """Running text from the first line on is all body."""
    found = extract_dump(text_of(*BODY))
    assert (found.title, found.body) == (None, BODY)
    assert noted(found, "no dateline")


def test_title_above_body_only() -> None:
    """One line above the dateline is the headline."""
    found = extract_dump(TITLE + "\n\n" + article())
    assert (found.title, found.part, found.deck) == ("가람테크, 수주 공백에 흔들", 1, ())


def test_given_title_that_also_stands_in_the_page_is_no_deck() -> None:
    """The same headline given twice does not become a deck line."""
    found = extract_dump(page(), title=TITLE)
    assert found.deck == ("수주 공백 두 분기째", "목표는 그대로")


def test_mobile_page() -> None:
    """Mobile pages print `기사등록 :` without a space and no decks."""
    found = extract_dump("뉴스핌\n주요뉴스GAM\n가람테크, 수주 공백에 흔들\n기사등록 :2021-09-17 18:18\n\n" + article())
    assert (found.title, moment(found)) == ("가람테크, 수주 공백에 흔들", "2021-09-17T18:18:00+09:00")


def test_paywalled_page() -> None:
    """A GAM page is cut before the login line, and says so."""
    text = (
        "가람테크, 수주 공백에 흔들\n프리미엄뉴스 >\n2024-03-05 07:01\nURL 복사완료\n\n"
        + text_of(OPEN + P1, P2, "다만 시장에서는 반등이 가깝다는 의견도 나오는데...")
        + "\n로그인 후 이용해 주시기 바랍니다.\nCreated with Highcharts 10.3.2\n0\n25\n50\n"
    )
    found = extract_dump(text, url="https://gam.newspim.com/news/view/20240305000123")
    assert found.body[-1].endswith("나오는데...")
    assert moment(found) == "2024-03-05T07:01:00+09:00"
    assert "Highcharts" not in everything(found)
    assert noted(found, "only the beginning")


@pytest.mark.parametrize(
    "wall",
    [
        "로그인 후 전체 기사를 보실 수 있습니다",
        "프리미엄 회원은 기사 전문을 보실 수 있습니다.",
        "이 기사는 유료회원 전용 기사입니다.",
        "Subscribe to continue reading",
        "This article is for subscribers only",
    ],
)
def test_every_wall_ends_the_text(wall: str) -> None:
    """Where the page asks for a login or money, its buttons are no text and the curator is told."""
    found = extract_dump(page(article=article(ending=wall + "\nGAM 구독하기")), url=NEWSPIM)
    assert found.body == BODY
    assert noted(found, "only the beginning is here")


def test_a_sentence_about_logging_in_is_text() -> None:
    """Spoken style ends like a wall does."""
    line = "고객은 앱에 로그인하면 잔액을 바로 볼 수 있습니다."
    assert line in extract_dump(page(article=article(body=(P1, line, P4)))).body


def test_time_of_sending_below_the_copyright_line() -> None:
    """Yonhap prints its date last."""
    end = MAIL + "\n(끝)\n<저작권자(c) 연합뉴스, 무단 전재-재배포 금지>\n2024/03/05 08:45 송고"
    text = article("(서울=연합뉴스) 황보름 기자 = ", end)
    found = extract_dump(text, title="가람테크 흔들", url="https://www.yna.co.kr/view/AKR20240304000100003")
    assert (moment(found), found.date_source) == ("2024-03-05T08:45:00+09:00", "page")


def test_dates_and_counters_share_a_line_with_the_reporter() -> None:
    """A common CMS prints name, dates and comments on one line."""
    found = extract_dump(
        "가람테크, 수주 공백에 흔들\n기자명 황보름 기자 입력 2024.03.05 07:45 수정 2024.03.05 08:01 댓글 0\n\n"
        + article("(뉴욕=연합인포맥스) 황보름 특파원 = ")
    )
    assert (moment(found), found.authors) == ("2024-03-05T07:45:00+09:00", ("황보름",))


def test_handle_below_the_reporters_name() -> None:
    """`@name` tells that the line above it is who wrote it."""
    found = extract_dump(
        "Garam Tech falls as orders dry up\nPUBLISHED TUE, MAR 5 20244:31 PM EST\nLee Dohyun\n@LEEDOHYUN\n\n"
        "KEY POINTS\nGaram Tech fell for a second day.\n\n"
        "Shares of chip tool maker Garam Tech fell for a second day on Tuesday as orders dried up.\n\nWATCH: Chip tools\n",
        url="https://www.cnbc.com/2024/03/05/garam.html",
    )
    assert (found.authors, found.deck) == (("Lee Dohyun",), ())
    assert found.body[-1].endswith("dried up.")


def test_english_names_before_an_equals_sign() -> None:
    """The Korean dateline in English dress."""
    found = extract_dump(
        "Garam Tech falls\n\nPublished : 2024-03-05 09:15\n\n"
        "[SEOUL=NEWSPIM] Hwang Bo-reum and Lee Do-hyun, reporters = Garam Tech fell for a second day on Tuesday.\n",
        url=NEWSPIM,
    )
    assert found.authors == ("Hwang Bo-reum", "Lee Do-hyun")
    assert found.body == ("Garam Tech fell for a second day on Tuesday.",)


def test_syndicated_copy_names_its_publisher() -> None:
    """On another host the dateline, not the host, says whose article it is."""
    found = extract_dump(article(), url="https://kollo.kr/article/991", title="가람테크 흔들")
    assert (found.publisher, found.url) == ("newspim", "https://kollo.kr/article/991")
    assert noted(found, "kollo.kr")


def test_wire_copy_on_another_papers_site() -> None:
    """Where host and dateline name two known publishers, the dateline wins and the curator is told."""
    found = extract_dump(
        article("(서울=연합뉴스) 황보름 기자 = "), url="https://www.hankyung.com/article/2024030512345"
    )
    assert found.publisher == "yna"
    assert noted(found, "한국경제")


def test_unknown_publisher_keeps_its_printed_name() -> None:
    """A publisher that the table does not know is named as printed and reported."""
    found = extract_dump(article("[대전=새벽경제] 황보름 기자 = "))
    assert (found.publisher, found.publisher_name, found.place) == (None, "새벽경제", "대전")
    assert noted(found, "publishers.yml")


def test_mail_host_is_no_publisher() -> None:
    """Infomax reporters write from another host; the mail does not name the publisher."""
    assert extract_dump(text_of(*BODY) + "\nbr@yna.co.kr\n").publisher is None


@pytest.mark.parametrize("shown", ["windows-1252", "latin-1"])
def test_garbled_euc_kr_is_repaired(shown: str) -> None:
    """EUC-KR bytes that were shown as Western letters are turned back, with a note."""
    raw = page(after="").encode("cp949", "replace")
    text = "".join(bytes([byte]).decode(shown, "ignore") or chr(byte) for byte in raw)
    found = extract_dump(text)
    assert (found.title, found.body) == ("가람테크, 수주 공백에 흔들", BODY)
    assert noted(found, "repaired from cp949")


def test_garbled_utf8_is_repaired() -> None:
    """UTF-8 bytes that were shown as Latin-1 are turned back."""
    found = extract_dump(article().encode().decode("latin-1"))
    assert found.body == BODY
    assert noted(found, "repaired from utf-8")


def test_garbled_bytes_that_are_lost_are_counted() -> None:
    """Dropped bytes spoil some syllables; the note says that characters are lost."""
    text = article().encode("cp949").decode("latin-1")
    damaged = text[:200] + text[201:] if text[200] >= "\x80" else text[:201] + text[202:]
    assert any("encoding" in note for note in extract_dump(damaged).notes)


def test_thai_garble_is_reported_not_guessed() -> None:
    """UTF-8 shown in the Thai table cannot be turned back."""
    text = "".join(bytes([byte]).decode("cp874", "ignore") for byte in article().encode())
    assert noted(extract_dump(text), "Thai")


def test_one_line_dump_is_unfolded() -> None:
    """A page whose line breaks are gone still yields title, dates, body and end."""
    text = " ".join(
        [
            TITLE,
            "기사입력 : 2024년03월05일 14:43",
            "최종수정 : 2024년03월05일 15:33",
            OPEN + " ".join(BODY),
            MAIL,
            OTHER.replace("\n", " "),
        ]
    )
    found = extract_dump(text)
    assert (found.title, moment(found)) == ("가람테크, 수주 공백에 흔들", "2024-03-05T14:43:00+09:00")
    assert found.body == (" ".join(BODY),)


def test_dateline_of_a_related_article_never_opens_the_text() -> None:
    """Where the article's own dateline is lost, the one inside a related article is not taken for it."""
    found = extract_dump(page(article=article(opening="")))
    assert found.body == BODY
    assert "다온모터스" not in everything(found)
    assert found.place is None


def test_every_line_may_be_missing() -> None:
    """Whatever single line a scraper lost, nothing from outside the article gets in."""
    lines = page().split("\n")
    for missing in range(len(lines)):
        if not lines[missing]:
            continue
        said = everything(extract_dump("\n".join(lines[:missing] + lines[missing + 1 :]), url=NEWSPIM))
        for word in ("다온모터스", "Acme", "other@", MAIL, "KYD", "더 작게"):
            assert word not in said, lines[missing]


def test_windows_line_ends_and_nfd() -> None:
    """CRLF and decomposed Hangul give the same facts."""
    import unicodedata

    text = unicodedata.normalize("NFD", page()).replace("\n", "\r\n")
    assert extract_dump(text, url=NEWSPIM) == extract_dump(page(), url=NEWSPIM)


def test_control_and_direction_characters_go() -> None:
    """Characters that lie to a terminal or a reader are stripped from every field."""
    found = extract_dump(page(title="[장비주 겨울] 가람\u202e테크\x1b[31m 흔들\u200b①"))
    assert not set(everything(found)) & {"\u202e", "\x1b", "\u200b", "\u2066"}


# --- datelines ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("opening", "place", "publisher", "authors"),
    [
        ("[서울=뉴스핌] 황보름 기자 = ", "서울", "newspim", ("황보름",)),
        ("[서울=뉴스핌] 황보름 기자=", "서울", "newspim", ("황보름",)),
        ("[서울=뉴스핌] 황보름 기자 =29일 ", "서울", "newspim", ("황보름",)),
        ("[서울=뉴스핌] 황보름기자= ", "서울", "newspim", ("황보름",)),
        ("[서울=뉴스핌] ", "서울", "newspim", ()),
        ("[뉴욕=뉴스핌] 황보름 특파원 = ", "뉴욕", "newspim", ("황보름",)),
        ("[뉴욕=뉴스핌 황보름 특파원] ", "뉴욕", "newspim", ("황보름",)),
        ("[뉴스핌=황보름 기자] ", None, "newspim", ("황보름",)),
        ("[뉴스핌 베이징 = 황보름 특파원] ", "베이징", "newspim", ("황보름",)),
        ("[이데일리 황보름 기자] ", None, "edaily", ("황보름",)),
        ("[이데일리 뉴욕=황보름 특파원] ", "뉴욕", "edaily", ("황보름",)),
        ("[아시아경제 뉴욕=황보름 특파원] ", "뉴욕", "asiae", ("황보름",)),
        ("[뉴욕=황보름 특파원] ", "뉴욕", None, ("황보름",)),
        ("(서울=연합뉴스) 황보름 기자 = ", "서울", "yna", ("황보름",)),
        ("(서울=연합뉴스) 황보름 이도현 기자 = ", "서울", "yna", ("황보름", "이도현")),
        ("(서울=연합인포맥스) 황보름 기자 = ", "서울", "infomax", ("황보름",)),
        ("(서울=뉴스1) 황보름 기자 = ", "서울", "news1", ("황보름",)),
        ("[서울=뉴시스]황보름 기자 = ", "서울", "newsis", ("황보름",)),
        ("【서울=뉴시스】황보름 기자 = ", "서울", "newsis", ("황보름",)),
        ("【서울=뉴시스】 ", "서울", "newsis", ()),
        ("[서울·세종=뉴스핌] 황보름·이도현 기자 = ", "서울·세종", "newspim", ("황보름", "이도현")),
        ("[서울=뉴스핌] 황보름 기자·이도현 인턴기자 = ", "서울", "newspim", ("황보름", "이도현")),
        ("(세종=연합뉴스) 증권부 = ", "세종", "yna", ()),
        ("[파이낸셜뉴스 뉴욕=황보름 특파원] ", "뉴욕", "fnnews", ("황보름",)),
        ("[헤럴드경제=황보름 기자] ", None, "heraldcorp", ("황보름",)),
        ("[더팩트ㅣ황보름 기자] ", None, "tf", ("황보름",)),
        ("[한빛정책신문=황보름 기자] ", None, None, ("황보름",)),
        ("[스포츠한빛=황보름 기자] ", None, None, ("황보름",)),
        ("[한빛경제 황보름 기자] ", None, None, ("황보름",)),
        ("[평창=황보름 기자] ", "평창", None, ("황보름",)),
        ("[서울=뉴스핌] 머니투데이 황보름 기자 = ", "서울", "newspim", ("황보름",)),
    ],
)
def test_every_dateline_opens_the_text(
    opening: str, place: str | None, publisher: str | None, authors: tuple[str, ...]
) -> None:
    """All observed datelines are parsed off, and the text begins after them."""
    found = extract_dump("가람테크, 수주 공백에 흔들\n\n" + article(opening))
    assert (found.place, found.publisher, found.authors) == (place, publisher, authors)
    assert found.body[0].removeprefix("29일 ") == P1
    assert found.body[1:] == BODY[1:]


@pytest.mark.parametrize("bracket", ["[시티타임스=글로벌일반] ", "[1/7 중국증시종합] ", "(AI) ", "[사진=새벽경제] "])
def test_brackets_that_only_look_like_datelines(bracket: str) -> None:
    """A category, a date, an abbreviation or a credit opens no text and names no place."""
    found = extract_dump("가람테크, 수주 공백에 흔들\n\n" + text_of(bracket + P1, *BODY[1:]))
    assert (found.place, found.publisher) == (None, None)


def test_dateline_at_the_end_of_an_old_article() -> None:
    """In 2005 the dateline closed the article, with the mail after it."""
    text = (
        "가람테크 흔들\n\n" + text_of(*BODY) + "(뉴욕=연합뉴스) 황보름 특파원 br@example.com\n\n관련기사\n" + P4 + "\n"
    )
    found = extract_dump(text)
    assert (found.place, found.publisher, found.authors) == ("뉴욕", "yna", ("황보름",))
    assert (found.title, found.body) == ("가람테크 흔들", BODY)


def test_dateline_alone_on_its_line() -> None:
    """A dateline with nothing after it still opens the text of the next line."""
    found = extract_dump("가람테크 흔들\n\n[서울=뉴스핌] 황보름 기자 =\n\n" + text_of(*BODY) + MAIL)
    assert (found.body, found.place) == (BODY, "서울")


# --- dates -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "published", "modified"),
    [
        ("기사입력 : 2020년06월30일 15:38", "2020-06-30T15:38:00+09:00", None),
        ("등록 2020.09.08 18:00:21", "2020-09-08T18:00:21+09:00", None),
        ("등록 2020-09-08 오후 6:00:21수정 2020-09-08 오후 7:10:00", "2020-09-08T18:00:21+09:00", "2020-09-08T19:10:00+09:00"),
        ("입력 2025.01.31 14:43 | 수정 2025.01.31 15:33", "2025-01-31T14:43:00+09:00", "2025-01-31T15:33:00+09:00"),
        ("2022-05-20 10:38 송고 | 최종수정 2022-05-20 11:02", "2022-05-20T10:38:00+09:00", "2022-05-20T11:02:00+09:00"),
        ("입력 2019.05.21. 17:41", "2019-05-21T17:41:00+09:00", None),
        ("2020/08/27 17:01:56", "2020-08-27T17:01:56+09:00", None),
        ("승인 2024.03.05 오전 12:05", "2024-03-05T00:05:00+09:00", None),
        ("기사입력 :\n2020년06월30일 15:38", "2020-06-30T15:38:00+09:00", None),
        ("입력 2025.02.30 14:43", None, None),
        ("입력 3시간 전", None, None),
    ],
)  # fmt: skip
def test_date_lines(line: str, published: str | None, modified: str | None) -> None:
    """Every label and form of a date, and no date where the page has none."""
    found = extract_dump("가람테크, 수주 공백에 흔들\n" + line + "\n\n" + article())
    assert moment(found) == published
    assert (found.modified.isoformat() if found.modified else None) == modified
    assert found.title == "가람테크, 수주 공백에 흔들"


def test_dates_after_the_end_are_other_articles() -> None:
    """Only the header's dates count; the best articles are younger."""
    assert moment(extract_dump(page(dates=""))) is None


def test_masthead_day_is_not_the_publication() -> None:
    """A bare day above the headline is the day of the crawl."""
    found = extract_dump("2026-11-23 (월)\n\n가람테크, 수주 공백에 흔들\n\n" + article())
    assert found.published is None


def test_injected_day_is_used_with_a_note() -> None:
    """Some collections glue ` date 2021-05-18` to the first line."""
    found = extract_dump(
        "가람테크 공장 전경 [사진=가람테크] date 2021-05-18\n\n가람테크, 수주 공백에 흔들\n\n" + article()
    )
    assert (moment(found), found.date_precision) == ("2021-05-18T00:00:00+09:00", "day")
    assert noted(found, "without a label")


def test_a_day_in_the_notice_is_not_the_publication() -> None:
    """`이 기사는 12월 29일 …` has no year and says when a product printed it."""
    before = "[편집자] 이 기사는 12월 29일 오전 11시14분 '해외 주식 투자의 도우미' GAM에 출고된 프리미엄 기사입니다. 무료로 열립니다.\n\n"
    found = extract_dump(page(dates="", before=before))
    assert found.published is None
    assert found.deck == ("수주 공백 두 분기째", "목표는 그대로")


# --- what stands before the text ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "notice",
    [
        "[편집자] 이 기사는 12월 29일 오전 11시14분 GAM에 출고된 프리미엄 기사입니다.",
        "이 기사는 12월 29일 오전 11시14분 GAM에 출고된 프리미엄 기사입니다. 주소를 넣으면 열립니다.",
        "* 'AI MY 뉴스'가 제공하는 정보로 만든 기사입니다. 질문 : 장비주의 앞날은?",
        "※ 장비 산업의 오늘을 세 차례로 나누어 싣습니다. <편집자 주>",
        "장비 산업의 오늘을 세 차례로 나누어 싣습니다. <편집자 주>",
    ],
)
def test_notices_are_no_deck(notice: str) -> None:
    """Editor's notes and product notices are neither deck nor body nor title."""
    found = extract_dump(page(before=notice + "\n\n"))
    assert found.deck == ("수주 공백 두 분기째", "목표는 그대로")
    assert found.body == BODY
    only = extract_dump(notice + "\n\n" + article())
    assert (only.title, only.deck) == (None, ())


def test_notice_and_dateline_on_one_line() -> None:
    """A notice that is glued to the dateline goes with what stands before it."""
    found = extract_dump("이 기사는 12월 29일 GAM에 출고된 프리미엄 기사입니다. " + article())
    assert (found.title, found.body) == (None, BODY)


def test_translation_notice_is_kept_as_a_fact() -> None:
    """A machine translation names its original."""
    notice = "다음은 인공지능(AI) 번역을 통해 생산한 콘텐츠로, 원문은 11월25일자 블룸버그 보도입니다.\n\n"
    found = extract_dump(page(before=notice))
    assert found.translated_from == "11월25일자 블룸버그 보도"
    assert found.deck == ("수주 공백 두 분기째", "목표는 그대로")


def test_index_lines_are_no_deck() -> None:
    """Index values and lists stand where decks stand; a deck has no signed percentage."""
    lines = "상하이종합지수 3589.14 (+7.06, +0.20%)\n선전성분지수 14525.76 (-12.10, -0.08%)\n* 금일 특징주\n* 가람테크(600001) 상한가\n\n"
    found = extract_dump(page(title="[1/7 중국증시종합] 사흘째 상승", deck=lines))
    assert (found.deck, found.kicker, found.part, found.series_label) == ((), "1/7 중국증시종합", None, None)
    assert found.title == "사흘째 상승"


def test_ai_summary_above_the_text_is_cut() -> None:
    """The machine's summary is neither deck nor body."""
    summary = "AI 핵심 요약\n• 가람테크 주가가 이틀간 내렸다.\n• 수주 공백이 길어진다.\nAI가 자동 생성한 요약으로 정확하지 않을 수 있어요.\n\n"
    found = extract_dump(page(before=summary))
    assert (found.deck, found.body) == (("수주 공백 두 분기째", "목표는 그대로"), BODY)
    assert noted(found, "AI summary")


def test_ai_summary_inside_the_text_is_cut() -> None:
    """Some pages put the summary below the dateline's paragraph."""
    inside = (
        text_of(
            OPEN + P1,
            "AI 핵심 요약\n장비주가 내렸다는 요약이다.\nAI가 자동 생성한 요약으로 정확하지 않을 수 있어요.",
            *BODY[1:],
        )
        + MAIL
    )
    assert extract_dump(inside).body == BODY


def test_ai_summary_without_its_closing_line() -> None:
    """Without the closing line the summary runs up to the dateline, and the curator is told."""
    found = extract_dump(page(deck="", before="뉴스 요약쏙\n가람테크 주가가 이틀간 내렸다.\n수주 공백이 길어진다.\n\n"))
    assert found.deck == ()
    assert noted(found, "no end mark")


def test_series_on_a_line_of_its_own() -> None:
    """Some papers print the series under the headline and the part on the next line."""
    found = extract_dump(
        "가람테크, 수주 공백에 흔들\n장비주 겨울\n(2) 두 개의 전선\n입력 2024.03.05 14:43\n\n" + article()
    )
    assert (found.title, found.series_label, found.part) == ("가람테크, 수주 공백에 흔들", "장비주 겨울", 2)
    assert found.deck == ("두 개의 전선",)


def test_site_name_is_cut_off_the_title() -> None:
    """`… - 매일경제` is the site's name."""
    found = extract_dump("가람테크, 수주 공백에 흔들 - 매일경제\n입력 2024.03.05 14:43\n\n" + text_of(*BODY))
    assert found.title == "가람테크, 수주 공백에 흔들"


def test_menu_glued_to_the_title_without_blank_lines() -> None:
    """Where blank lines are lost the section's name is no headline."""
    text = page().replace("\n\n", "\n")
    found = extract_dump(text, url=NEWSPIM)
    assert (found.title, found.deck) == ("가람테크, 수주 공백에 흔들", ("수주 공백 두 분기째", "목표는 그대로"))
    assert found.body == BODY


# --- captions ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "text", "credit", "kind"),
    [
        ("가람테크 본사 [사진=새벽경제]", "가람테크 본사", "새벽경제", "사진"),
        ("가람테크 본사 [사진 = 새벽경제]", "가람테크 본사", "새벽경제", "사진"),
        ("[사진 신화사=뉴스핌 특약]", None, "신화사=뉴스핌 특약", "사진"),
        ("가람테크 본사 [사잔=바이두]", "가람테크 본사", "바이두", "사진"),
        ("가람테크 주가 추이 [자료=나래증권, 한국거래소]", "가람테크 주가 추이", "나래증권, 한국거래소", "자료"),
        ("[그래픽=새벽경제] 가람테크 주가 추이", "가람테크 주가 추이", "새벽경제", "그래픽"),
        ("가람테크 본사 전경[사진=로이터 뉴스핌] |", "가람테크 본사 전경", "로이터 뉴스핌", "사진"),
        ("[사진=새벽경제]", None, "새벽경제", "사진"),
        ("가람테크 본사 ⓒ 로이터=뉴스1", "가람테크 본사", "로이터=뉴스1", None),
        ("▲가람테크 본사 (황보름 기자 brphoto@)", "가람테크 본사", "황보름 기자 brphoto@", None),
        ("가람테크 본사 /사진제공=가람테크", "가람테크 본사", "가람테크", "사진"),
        ("가람테크 대표가 5일 서울에서 새 장비를 소개하고 있다. (사진=가람테크)", "가람테크 대표가 5일 서울에서 새 장비를 소개하고 있다.", "가람테크", "사진"),
    ],
)  # fmt: skip
def test_captions_are_data(line: str, text: str | None, credit: str, kind: str | None) -> None:
    """Every form of caption leaves the body and keeps its text and credit."""
    found = extract_dump(page(article=article(body=(P1, line, *BODY[1:]))))
    assert found.body == BODY
    assert [(caption.text, caption.credit, caption.kind) for caption in found.captions] == [(text, credit, kind)]


def test_caption_in_a_table_row_below_its_picture() -> None:
    """Dumps in Markdown print a picture and its caption as rows of a table."""
    body = (P1, "![](https://img.example.com/a.jpg) |\n| --- |\n| 가람테크 본사 전경 |", *BODY[1:])
    found = extract_dump(page(article=article(body=body)))
    assert found.body == BODY
    assert [caption.text for caption in found.captions] == ["가람테크 본사 전경"]


def test_caption_with_its_own_dateline_date_and_mail() -> None:
    """An agency's caption inside the text neither ends it nor gives it an author or a date."""
    inside = "[로이터=뉴스핌] 이도현 기자 = 가람테크 직원들이 장비를 옮기고 있다. 2020.11.27 dhlee@example.com |"
    found = extract_dump(page(article=article(body=(P1, inside, *BODY[1:]))))
    assert (found.body, found.authors) == (BODY, ("황보름",))
    assert found.captions[0].text == "가람테크 직원들이 장비를 옮기고 있다."
    assert "dhlee" not in everything(found)
    assert "2020" not in everything(found)


def test_caption_whose_mail_stands_on_the_next_line() -> None:
    """The photographer's mail below a dated caption is not the end of the article."""
    inside = "[서울=뉴스핌] 이도현 기자 = 가람테크 직원들이 장비를 옮기고 있다. 2020.11.27\ndhlee@example.com"
    found = extract_dump(page(article=article(body=(P1, inside, *BODY[1:]))))
    assert (found.body, found.authors) == (BODY, ("황보름",))


def test_caption_with_dateline_above_the_text() -> None:
    """A photo caption that stands first does not open the text."""
    caption = "[서울=뉴스핌] 이도현 기자 = 가람테크 직원들이 장비를 옮기고 있다. 2020.11.27 dhlee@example.com\n\n"
    found = extract_dump(page(before=caption))
    assert (found.body, found.authors) == (BODY, ("황보름",))
    assert found.deck == ("수주 공백 두 분기째", "목표는 그대로")


def test_picture_story_keeps_its_caption_as_text() -> None:
    """Where the caption is all there is, it is the text."""
    text = "[사진] 장비를 옮기는 직원들\n\n[서울=뉴스핌] 이도현 기자 = 가람테크 직원들이 장비를 옮기고 있다. 2020.11.27 dhlee@example.com\n"
    found = extract_dump(text)
    assert (found.kicker, found.body) == ("사진", ("가람테크 직원들이 장비를 옮기고 있다.",))
    assert noted(found, "picture story")


def test_credit_glued_into_a_paragraph() -> None:
    """A caption that was glued to the next paragraph is taken out of it."""
    found = extract_dump(page(article=article(body=(P1, "가람테크 본사 전경[사진=새벽경제] " + P2, P3, P4))))
    assert found.body == BODY
    assert found.captions[0].text == "가람테크 본사 전경"


def test_credit_glued_to_a_paragraph_of_sentences() -> None:
    """A credit behind several sentences is cut off them; they stay text."""
    found = extract_dump(page(article=article(body=(P1, P2, P3, P4 + " [사진=새벽경제]"))))
    assert found.body == BODY
    assert [(caption.text, caption.credit) for caption in found.captions] == [(None, "새벽경제")]


def test_a_lone_photo_word_inside_the_text() -> None:
    """`사진` where a picture stood is left out, and does not end the text."""
    assert extract_dump(article(body=(P1, "사진", P2, P3, P4))).body == BODY


# --- the end -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "ending",
    [
        MAIL,
        "[뉴스핌 Newspim] 황보름 기자 (brhwang@example.com)",
        "황보름 기자 brhwang@example.com",
        "/황보름기자 brhwang@example.com",
        "황보름 기자(brhwang@example.com)",
        "(끝)",
        "brhwang@example.com (끝)",
        "◎공감언론 뉴시스 [email protected]",
        "[황보름 기자][ⓒ 새벽경제 & example.com, 무단전재 및 재배포 금지]",
        "<저작권자(c) 새벽경제, 무단 전재-재배포 금지>",
        "황보름 기자",
        "[email protected]",
    ],
)
def test_every_end_mark_closes_the_text(ending: str) -> None:
    """Nothing below the end mark, and nothing of the mark, is in the body."""
    found = extract_dump(page(article=article(ending=ending)))
    assert found.body == BODY
    assert "다온모터스" not in everything(found)


@pytest.mark.parametrize("glued", [" " + MAIL, " 황보름 기자 " + MAIL, " (끝)", " [황보름 기자 " + MAIL + "]"])
def test_end_marks_glued_to_the_last_paragraph(glued: str) -> None:
    """A mail or sign at the end of the last sentence is cut off it."""
    found = extract_dump(page(article=article(body=(P1, P2, P3, P4 + glued), ending="")))
    assert found.body == BODY


def test_no_end_mark_is_reported() -> None:
    """Without mail, signature or page furniture the curator checks the end."""
    found = extract_dump(article(ending=""))
    assert found.body == BODY
    assert noted(found, "no mail or signature")


def test_other_article_after_the_mail_without_any_marker() -> None:
    """A second article below the first one's mail, with a later mail of its own, is left out."""
    second = "다온모터스 신차 공개\n\n[인천=뉴스핌] 이도현 기자 = 다온모터스가 6일 새 전기차를 공개했다.\n\nother@example.com\n"
    found = extract_dump(article() + "\n" + second)
    assert found.body == BODY


def test_other_article_without_a_mail_between() -> None:
    """A second dateline ends the first text even where no mail stands between, and is reported."""
    second = "다온모터스 신차 공개\n\n[인천=뉴스핌] 이도현 기자 = 다온모터스가 6일 새 전기차를 공개했다.\n\nother@example.com\n"
    found = extract_dump(article(ending="") + "\n" + second)
    assert found.body == BODY
    assert noted(found, "second dateline")


def test_several_mails_the_last_one_closes() -> None:
    """A mail inside the text (a source's address on its own line) does not cut it short."""
    found = extract_dump(article(body=(P1, P2, "source@example.com", P3, P4)))
    assert found.body == BODY


def test_mail_inside_a_sentence_does_not_end_the_text() -> None:
    """An address in running text is part of it."""
    sentence = "회사는 문의를 ask@example.com 주소로 받는다고 안내했다."
    assert extract_dump(article(body=(P1, sentence, P3, P4))).body == (P1, sentence, P3, P4)


def test_best_articles_without_a_mail_before_them() -> None:
    """The marker alone ends the text."""
    assert extract_dump(page(article=article(ending=""))).body == BODY


def test_box_of_links_inside_the_text() -> None:
    """Related links between paragraphs go, with their titles; the text below them stays."""
    found = extract_dump(article(body=(P1, "[관련기사]\n다온모터스 신차 공개\n다온모터스 실적", P2, P3, P4)))
    assert found.body == BODY


def test_english_link_inside_the_text() -> None:
    """One link between sentences is left out, and the curator looks at what follows."""
    found = extract_dump(
        "Garam Tech falls\n\n" + text_of("SEOUL, Aug 13 (Reuters) - " + E1, "Read more: Tool makers", E2, E3)
    )
    assert found.body == ENGLISH
    assert noted(found, "link stands inside")


def test_sentences_that_look_like_page_markers_stay() -> None:
    """News about subscribers, tips, copying and messengers is text, not the page's own matter."""
    body = (
        P1,
        "회사는 유료 구독자가 늘며 구독 매출이 커졌다고 밝혔다.",
        "제보자는 경찰에 자료를 넘겼다고 말했다.",
        "인공지능 기업의 기사 무단 사용을 두고 소송이 이어진다.",
        "카카오톡 친구 목록 개편도 주가에 영향을 줬다.",
        "이 콘텐츠는 AI로 제작돼 화제를 모았다.",
        P4,
    )
    assert extract_dump(article(body=body)).body == body


def test_several_lines_above_a_body_alone() -> None:
    """Without menu and dates the first line is the headline, and the curator is asked to check."""
    found = extract_dump("가람테크\n수주 공백 두 분기째\n목표는 그대로\n\n" + article())
    assert (found.title, found.deck) == ("가람테크", ("수주 공백 두 분기째", "목표는 그대로"))
    assert noted(found, "first of several lines")


def test_marks_that_open_paragraphs_stay() -> None:
    """① ② ③ before paragraphs are the author's list, not parts."""
    body = (P1, "① " + P2, "② " + P3, "③ " + P4)
    found = extract_dump(page(title="가람테크, 세 가지 물음", article=article(body=body)))
    assert (found.body, found.part, found.series_label) == (body, None, None)


def test_market_words_are_no_reason_to_cut() -> None:
    """Sentences that hold KOSPI and three digits are news, not furniture."""
    sentence = "코스피는 전 거래일보다 12.35포인트(0.46%) 오른 2674.10에 마감했고 등락률 상위 종목은 장비주였다."
    assert sentence in extract_dump(article(body=(P1, sentence, P3, P4))).body


def test_data_table_rows_stay() -> None:
    """Rows of several cells are data of the article."""
    row = "| 가람테크 | 12,300원 | 9.1% |"
    assert any("12,300원" in line for line in extract_dump(article(body=(P1, row, P3, P4))).body)


# --- series and kickers ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "kicker", "label", "part"),
    [
        ("[단독] 가람테크, 수주 공백에 흔들", "단독", None, None),
        ("[특징주] 가람테크, 이틀째 하락", "특징주", None, None),
        ("[GAM]가람테크, 수주 공백에 흔들", "GAM", None, None),
        ("가람테크, 수주 공백에 흔들(상보)", "상보", None, None),
        ("가람테크, 수주 공백에 흔들(종합)", "종합", None, None),
        ("[뉴욕증시] 장비주에 흔들", "뉴욕증시", None, None),
        ("[황보름특파원의 오늘중국] 장비 이야기", "황보름특파원의 오늘중국", None, None),
        ("[중국증시 마감, 3500포인트(12.29)] 장비주 강세", "중국증시 마감, 3500포인트(12.29)", None, None),
        ("[장비주 겨울] 가람테크의 봄 <하>", None, "장비주 겨울", 3),
        ("[단독][장비주 겨울] 가람테크의 봄 (2)", "단독", "장비주 겨울", 2),
        ("가람테크 29주년 잔치", None, None, None),
    ],
)
def test_titles_in_pages(title: str, kicker: str | None, label: str | None, part: int | None) -> None:
    """Kickers, column heads, wire status and parts in a page's headline."""
    found = extract_dump(page(title=title))
    assert (found.kicker, found.series_label, found.part) == (kicker, label, part)


def test_part_without_a_label_is_reported() -> None:
    """`… 어제와 오늘 ②` has a part but names no series."""
    found = extract_dump(page(title="장비 산업의 어제와 오늘 ②"))
    assert (found.title, found.series_label, found.part) == ("장비 산업의 어제와 오늘", None, 2)
    assert noted(found, "part:")


# --- English -------------------------------------------------------------------------------------------------------

E1 = "Shares of chip tool maker Garam Tech fell for a second day on Tuesday as orders dried up."
E2 = "The company kept its full-year target, but analysts at Narae Securities said the gap may last longer than expected."
E3 = '"We need to see inventories come down," said Lee Do-hyun, an analyst at Narae Securities in Seoul.'
ENGLISH = (E1, E2, E3)


@pytest.mark.parametrize(
    ("opening", "place", "publisher"),
    [
        ("SEOUL, Aug. 13 (Yonhap) -- ", "SEOUL", "yna"),
        ("SEOUL, Aug 13 (Reuters) - ", "SEOUL", "reuters"),
        ("NEW YORK (AP) — ", "NEW YORK", "ap"),
        ("Aug 13 (Reuters) - ", None, "reuters"),
        ("SAN JOSE, Calif., Aug. 13 /PRNewswire/ -- ", "SAN JOSE, Calif.", "prnewswire"),
    ],
)
def test_english_datelines(opening: str, place: str | None, publisher: str) -> None:
    """English wire datelines are parsed off; they lack the year, so they give no date."""
    text = "Garam Tech falls as orders dry up\n\nBy Hwang Bo-reum\n\n" + text_of(opening + E1, E2, E3)
    found = extract_dump(text)
    assert (found.place, found.publisher, found.lang) == (place, publisher, "en")
    assert (found.title, found.authors, found.body) == (
        "Garam Tech falls as orders dry up",
        ("Hwang Bo-reum",),
        ENGLISH,
    )
    assert found.published is None


def test_english_page_with_time_and_zone() -> None:
    """A CNBC-like page: section words, byline, published and updated with a zone."""
    text = (
        "Skip to content\nMenu\n\nGaram Tech falls as orders dry up\n\nPublished Mon, Jan 27 2025 9:00 AM EST\n"
        "Updated Mon, Jan 27 2025 4:30 PM EST\n\nBy Hwang Bo-reum and Lee Do-hyun\n\n"
        + text_of(*ENGLISH)
        + "\nRead more: other news\nOther story here.\n"
    )
    found = extract_dump(text, url="https://www.cnbc.com/2025/01/27/garam-tech-falls.html?__source=x&utm_medium=y")
    assert moment(found) == "2025-01-27T09:00:00-05:00"
    assert found.modified is not None
    assert (found.authors, found.body) == (("Hwang Bo-reum", "Lee Do-hyun"), ENGLISH)
    assert (found.publisher, found.title) == ("cnbc", "Garam Tech falls as orders dry up")


def test_english_signature_is_cut() -> None:
    """`(Reporting by …)` and the standards line close a Reuters text."""
    text = "Garam Tech falls\n\n" + text_of("SEOUL, Aug 13 (Reuters) - " + E1, E2, E3) + (
        "(Reporting by Hwang Bo-reum; Editing by Lee Do-hyun)\n\nOur Standards: The Trust Principles.\nMore from Reuters\n"
    )  # fmt: skip
    assert extract_dump(text).body == ENGLISH


def test_yonhap_english_page() -> None:
    """`11:31 August 13, 2021` at Yonhap is Korean time; mail and (END) close the text."""
    text = (
        "Garam Tech falls\n\nAll News 11:31 August 13, 2021\n\n"
        + text_of("SEOUL, Aug. 13 (Yonhap) -- " + E1, E2, E3)
        + "br@example.com\n(END)\n"
    )
    found = extract_dump(text, url="https://en.yna.co.kr/view/AEN20210813003100320")
    assert (moment(found), found.body) == ("2021-08-13T11:31:00+09:00", ENGLISH)


def test_english_time_without_a_zone_keeps_the_day() -> None:
    """Where neither page nor publisher gives a zone, the minute is not kept."""
    text = "Garam Tech falls\n\nPublished January 27, 2025 9:00 AM\n\n" + text_of(*ENGLISH)
    found = extract_dump(text)
    assert (found.date_precision, found.published and found.published.date().isoformat()) == ("day", "2025-01-27")
    assert noted(found, "no time zone")


def test_english_series() -> None:
    """A part in an English headline."""
    found = extract_dump(
        text_of("SEOUL, Aug 13 (Reuters) - " + E1, E2, E3), title="Tool Winter, Part 2: Garam Tech falls"
    )
    assert (found.series_label, found.part, found.title) == ("Tool Winter", 2, "Garam Tech falls")


# --- files, the real one, hostile input ------------------------------------------------------------------------------


@pytest.mark.parametrize("gold", sorted(DUMPS.glob("*.json")), ids=lambda path: path.stem)
def test_dump_files(gold: Path) -> None:
    """Whole dumps in the layouts of real ones against their gold."""
    want: dict[str, Any] = json.loads(gold.read_text(encoding="utf-8"))
    text = gold.with_suffix(".txt").read_text(encoding="utf-8")
    found = extract_dump(text, url=want.pop("give_url", None), title=want.pop("give_title", None))
    said = found.model_dump(mode="json")
    for word in want.pop("absent", []):
        assert word not in everything(found)
    for word in want.pop("noted", []):
        assert noted(found, word)
    assert {name: said[name] for name in want} == want


def test_the_real_dump() -> None:
    """The real page of part ①, where the machine has it."""
    if not REAL.exists():
        pytest.skip("the real dump is not on this machine (its text may not be copied into the project)")
    found = extract_dump(REAL.read_text(encoding="utf-8"), url="https://ir.newspim.com/news/view/20250131000527")
    assert (found.title, found.series_label, found.part) == ("NVDA 밀어올린 'AI 규모의 법칙' 흔들", "딥시크 쇼크", 1)
    assert found.deck == ("'저비용 고성능' AI 두 가지 쟁점", "560만달러 둘러싼 의혹들", "엔비디아 주가 동력 흔들")
    assert (found.authors, found.place, found.publisher, found.publisher_name) == (
        ("황숙혜",),
        "서울",
        "newspim",
        "뉴스핌",
    )
    assert [(c.text, c.credit, c.kind) for c in found.captions] == [
        ("딥시크", "블룸버그", "사진"),
        ("엔비디아 2025년 초 이후 주가 추이", "블룸버그", "자료"),
    ]
    assert found.url == "https://www.newspim.com/news/view/20250131000527"
    assert (moment(found), found.date_source, found.date_precision) == ("2025-01-31T00:00:00+09:00", "url_id", "day")
    assert len(found.notes) == 1
    assert len(found.body) == 29
    for word in ("@", "Lockheed", "Caterpillar", "알테오젠", "2026", "안다쇼핑", "더 작게"):
        assert word not in everything(found)
    bare = extract_dump(REAL.read_text(encoding="utf-8"))
    assert bare.published is None
    assert noted(bare, "date: none was found")


@pytest.mark.parametrize("text", ["", " \n\t\n", "\u200b\u202e\n"])
def test_empty_dumps_are_refused(text: str) -> None:
    """A dump without any text is an error with a remedy."""
    with pytest.raises(InputError, match="no text"):
        extract_dump(text)


def test_too_large_dumps_are_refused() -> None:
    """More than 5 MB, counted in bytes, is refused at once."""
    with pytest.raises(InputError, match="5 MB"):
        extract_dump("가" * (MAX_BYTES // 3 + 1))


def test_bad_arguments_are_refused() -> None:
    """An address that is none and an endless title are errors, not results."""
    with pytest.raises(InputError):
        extract_dump(article(), url="javascript:alert(1)")
    with pytest.raises(InputError):
        extract_dump(article(), title="가" * 500)


def test_hundred_thousand_lines() -> None:
    """Every paragraph of a huge dump comes back, in order."""
    found = extract_dump(OPEN + "\n".join(["짧은 문장이다."] * 100_000) + "\n" + MAIL)
    assert len(found.body) == 100_000


@pytest.mark.parametrize(
    "unit", ["가나다라 ", "[", "(", "a", "a@", "[서울=", "황보름 기자 ", "사진=", "2024-", "<", "①", "| "]
)
def test_one_line_of_a_megabyte(unit: str) -> None:
    """One endless line ends in a result; patterns see its ends only."""
    found = extract_dump(OPEN + unit * (1_000_000 // len(unit)))
    assert found.place == "서울"


PIECES = st.sampled_from([
    MENU, TITLE, OPEN, P1, P2, MAIL, OTHER, "\n", "\n\n", "기사입력 :", "2024년03월05일 14:43", "사진", "[사진=", "]", "①", "(끝)", "|", "![](", ")",
    "AI 핵심 요약", "[서울=뉴스핌]", "(", "기자 =", "\x00", "\ud800", "ÀÔ·Â", "๏", "\u202e",
])  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES | st.text(max_size=40), max_size=25).map("".join))
def test_arbitrary_text_never_breaks_it(text: str) -> None:
    """Any text gives a valid Extraction or an InputError, and the same one twice."""
    try:
        first = extract_dump(text)
    except InputError:
        return
    assert first == extract_dump(text)
    assert not any("@" in author for author in first.authors)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949", "utf-16"])
def test_files_of_any_editor_are_read(encoding: str) -> None:
    """Notepad writes a byte order mark, the older Korean code page, or UTF-16."""
    text = page().replace("•", "-")
    item = Item(name="a.txt", kind="dump", data=text.encode(encoding))
    assert read_item(item, url=NEWSPIM).body == BODY


def test_hints_answer_the_notes_that_asked_for_them() -> None:
    """What another scraper says fills what the text does not, and nobody is asked for it again."""
    hints = Hints(title="가람테크, 흔들", authors=("황보름",), site="새벽경제", date="2024-03-05T09:00:00+09:00")
    found = read_item(Item(name="a.jsonl:1", kind="dump", data=text_of(*BODY).encode(), hints=hints))
    assert (found.title, found.authors, found.publisher_name) == ("가람테크, 흔들", ("황보름",), "새벽경제")
    assert not [note for note in found.notes if note.startswith(("title:", "author:", "publisher:", "date:"))]


@pytest.mark.parametrize(
    ("lines", "text", "credit"),
    [
        (
            "가람테크 수원 공장\n가람테크 수원 공장\n[가람테크 제공. 재판매 및 DB 금지]",
            "가람테크 수원 공장",
            "가람테크",
        ),
        ("가람테크 수원 공장\n[촬영 황보름]", "가람테크 수원 공장", "황보름"),
        ("가람테크 수원 공장 [새벽경제 자료사진]", "가람테크 수원 공장", "새벽경제"),
    ],
)
def test_credit_on_its_own_line_takes_the_caption_above(lines: str, text: str, credit: str) -> None:
    """Yonhap prints caption, caption again and credit, a line each."""
    found = extract_dump(page(article=text_of(OPEN + P1, P2, lines, P4) + "\n" + MAIL + "\n"), url=NEWSPIM)
    assert [(item.text, item.credit) for item in found.captions] == [(text, credit)]
    assert found.body == (P1, P2, P4)


def test_a_date_before_a_labelled_one_keeps_to_itself() -> None:
    """`DATE | 수정 : DATE` is published and changed, not changed twice."""
    found = extract_dump(page(dates="2024-03-05 (화) 09:00:00 | 수정 : 2024-03-05 (화) 10:30:00\n\n"), url=NEWSPIM)
    assert moment(found) == "2024-03-05T09:00:00+09:00"
    assert found.modified is not None
    assert found.modified.isoformat() == "2024-03-05T10:30:00+09:00"


def test_a_row_of_buttons_is_no_deck() -> None:
    """Each word of the line is a button."""
    assert extract_dump(page(deck="요약beta 공유 댓글 글자크기조정 인쇄\n\n"), url=NEWSPIM).deck == ()


@pytest.mark.parametrize("closing", ["/황보름 기자", "황보름 기자 " + MAIL, "입력 2024.03.05 15:40"])
@pytest.mark.parametrize("paragraphs", [(P4,), (P1, P4)])
def test_a_short_text_above_its_byline(closing: str, paragraphs: tuple[str, ...]) -> None:
    """A disclosure has one or two paragraphs, no dateline, and the reporter below them."""
    dump = "가람테크, 새 장비 공급계약\n입력 2024.03.05 15:40\n" + text_of(*paragraphs) + closing + "\n"
    found = extract_dump(dump)
    assert found.body == paragraphs
    assert found.title == "가람테크, 새 장비 공급계약"


ABOVE = (
    "다온모터스, 새 전기차 공개\n\n기사입력 : 2024년03월04일 10:00\n\n"
    + article("[서울=뉴스핌] 이도현 기자 = ", "other@example.com", ("다온모터스가 4일 새 전기차를 공개했다.", P4))
    + "\n"
)


def test_of_two_whole_articles_the_named_one_is_read() -> None:
    """Title, dates and text always come from one and the same article."""
    found = extract_dump(ABOVE + page(), url=NEWSPIM, title="가람테크, 수주 공백에 흔들")
    assert (found.authors, found.body, moment(found)) == (("황보름",), BODY, "2024-03-05T14:43:00+09:00")
    assert noted(found, "another article above")


def test_of_two_whole_articles_the_first_is_read_and_the_second_told() -> None:
    """Nothing says which one is wanted, so the curator is asked."""
    found = extract_dump(ABOVE + page(), url=NEWSPIM)
    assert (found.title, found.authors) == ("다온모터스, 새 전기차 공개", ("이도현",))
    assert noted(found, "another whole article stands below")
    assert not noted(extract_dump(page(), url=NEWSPIM), "another whole article")


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("[한빛포스트 황보름 기자]", ("황보름",)),
        ("한빛경제 황보름 기자", ("황보름",)),
        ("• 황보름 기자", ("황보름",)),
        ("brhwang@example.com 황보름 기자", ("황보름",)),
        ("[디지털뉴스국 황보름 기자]", ("황보름",)),
        ("온라인 기자", None),
    ],
)
def test_bylines_with_a_paper_a_desk_or_a_mail_before_the_name(line: str, names: tuple[str, ...] | None) -> None:
    """The paper and the desk wrote nothing."""
    assert byline(line) == names
