"""Headline, deck, byline and date in every order that pages print them, below menus of every kind, however parted."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, NamedTuple

import pytest

from digest.extract.dump import extract_dump
from tests.test_dump import E1, E2, E3, P1, P2, P3, P4, moment

if TYPE_CHECKING:
    from collections.abc import Sequence

ORDERS = ("title deck by date", "title by date deck", "title date by deck", "title date deck", "title deck date by")
GAPS = {"none": "\n", "everywhere": "\n\n"}
BUTTONS = {"ko": ("가", "가+", "공유", "댓글 0"), "en": ("Share", "Save", "Listen (3 min)")}
STRANGE = {"ko": ("북마크 추가", "음성으로 듣기 시작"), "en": ("Add to queue", "Reader comments", "Listen · 3:04 min")}
"""Buttons that no table knows."""
FEET = {
    "ko": ("무료만화", "오늘의 핫이슈", "반포 아파트 또 신고가 경신", "금감원, 은행 창구 점검 착수"),
    "en": ("Join the conversation", "This discussion has ended", "Partner content", "Why retirees are moving here"),
}
"""Ends of pages that no mark announces."""


class Language(NamedTuple):
    """What pages of one language print."""

    titles: tuple[str, ...]
    decks: tuple[str, ...]
    bys: tuple[str, ...]
    author: str
    dates: tuple[str, ...]
    menus: tuple[tuple[str, ...], ...]
    text: tuple[str, ...]
    below: tuple[str, ...]


KOREAN = Language(
    titles=("가람테크, 수주 공백에 이틀째 약세", "수주의 겨울", '"재고가 변수"…가람테크의 고민'),
    decks=("두 분기째 빈 수주", '"하반기 가격이 변수"'),
    bys=("황보름 기자", "[가나경제 황보름 기자]", "황보름 기자 brhwang@example.com"),
    author="황보름",
    dates=("입력 2024.07.30 10:02", "2024-07-30 10:02", "등록 2024.07.30 10:02 | 수정 2024.07.30 11:00"),
    menus=(
        (),
        ("본문 바로가기", "메뉴", "검색", "로그인"),
        ("전체기사", "이 시각 주요뉴스", "금감원, 은행권 대출 금리 점검", "반포 아파트 또 신고가"),
        ("코스피 2,738.19 ▲27.54", "뉴스", "증권"),
    ),
    text=(P1, P2, P3, P4),
    below=("저작권자 © 가나경제 무단전재 및 재배포 금지", "많이 본 뉴스", "1", "금감원, 은행권 대출 금리 점검"),
)
ENGLISH = Language(
    titles=("Garam Tech falls for a second day as orders dry up", "Garam Tech keeps its forecast"),
    decks=("Company keeps its forecast for the year", "Analysts doubt that orders will return soon"),
    bys=("By Bo Lind", "By Bo Lind, Staff Writer", "BY BO LIND"),
    author="Bo Lind",
    dates=("Published July 30, 2024 10:02 AM EDT", "30 July 2024", "Tue, July 30, 2024 at 10:02 AM EDT"),
    menus=(
        (),
        ("Skip to main content", "World", "Business", "Markets"),
        ("Latest", "Oil slips on demand worries", "Dollar firms before Fed decision", "Markets"),
        ("Menu", "Search", "Sign in"),
    ),
    text=(E1, E2, E3),
    below=("Bo Lind is a reporter in New York.", "Most Read", "Oil slips on demand worries"),
)


def pages(told: Language, order: str, gap: str, buttons: Sequence[str]) -> list[tuple[str, str]]:
    """Dumps and their headlines, every form beside every other."""
    found = []
    for title, by, date, menu in product(told.titles, told.bys, told.dates, told.menus):
        parts = {"title": (title,), "deck": told.decks, "by": (by,), "date": (date,)}
        top = [line for name in order.split() for line in parts[name]]
        found.append((gap.join([*menu, *top, *buttons, *told.text, *told.below]) + "\n", title))
    return found


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("gap", GAPS.values(), ids=GAPS.keys())
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_every_order_below_every_menu(lang: str, gap: str, order: str) -> None:
    """Headline, deck, author, day and text are exact; headlines of others are in no field."""
    told = KOREAN if lang == "ko" else ENGLISH
    for text, title in pages(told, order, gap, BUTTONS[lang]):
        found = extract_dump(text)
        assert (found.title, found.deck, found.body) == (title, told.decks, told.text), text
        assert (moment(found) or "")[:10] == "2024-07-30", text
        if " by" in order:
            assert [name.title() for name in found.authors] == [told.author], text


@pytest.mark.parametrize("gap", GAPS.values(), ids=GAPS.keys())
@pytest.mark.parametrize("lang", ["ko", "en"])
def test_buttons_and_feet_that_no_table_knows(lang: str, gap: str) -> None:
    """They share no word with the text: neither deck nor end of it; rows and names that do are kept."""
    told = KOREAN if lang == "ko" else ENGLISH
    own = told._replace(below=FEET[lang])
    for text, title in pages(own, ORDERS[2], gap, STRANGE[lang]):
        found = extract_dump(text)
        assert (found.title, found.deck, found.body) == (title, told.decks, told.text), text
    for items in (
        ("최우수상: 가나소재", "우수상: 다온정밀", "장려상: 미르테크"),
        ("Gary, Indiana", "Tulsa, Oklahoma", "Austin, Texas"),
    ):
        listed = extract_dump(gap.join([told.titles[0], told.dates[0], *told.text, *items]))
        assert listed.body == (*told.text, *items)
    list_ = ("가람테크 수주", "나래증권 연구원", "해외 고객") if lang == "ko" else ("Garam Tech", "Shares", "Profit")
    kept = extract_dump(gap.join([told.titles[0], told.dates[0], *told.text, *list_]))
    assert kept.body == (*told.text, *list_)
