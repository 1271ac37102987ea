"""Copies of one report are found, templates with other numbers and stories of one topic are not taken for copies."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

import pytest

from digest.check.duplicates import Index, Known, Text, letters, near_duplicates, trace
from digest.check.nearby import MAX_FULL, Nearby

if TYPE_CHECKING:
    from collections.abc import Callable

DAY = date(2025, 1, 31)
SUBJECTS = [
    "반도체 업체",
    "은행 지주",
    "조선사",
    "배터리 제조사",
    "정유사",
    "게임 개발사",
    "항공사",
    "제약사",
    "통신사",
    "건설사",
]
VERBS = [
    "늘었다",
    "줄었다",
    "제자리였다",
    "기대를 웃돌았다",
    "전망에 못 미쳤다",
    "사상 최대였다",
    "반등했다",
    "다시 꺾였다",
]
CAUSES = [
    "환율 때문에",
    "수출 덕분에",
    "금리 부담으로",
    "원자재 가격이 올라",
    "재고가 쌓여",
    "주문이 몰려",
    "규제가 풀려",
    "파업 여파로",
]
WHAT = ["매출", "이익", "수주", "투자", "고용", "재고"]
WHEN = ["지난해", "올해 초", "이번 분기", "지난달", "하반기", "연말까지", "이번 주", "당분간"]


def story(seed: int, sentences: int = 30) -> list[str]:
    """Sentences that no paper printed, of one seed always the same."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [
        f"{chance.choice(WHEN)} {chance.choice(SUBJECTS)}의 {chance.choice(WHAT)}은 "
        f"{chance.choice(CAUSES)} {chance.randint(1, 9999)}억원으로 {chance.choice(VERBS)}."
        for _ in range(sentences)
    ]


def text(name: str, sentences: list[str], days: int = 0) -> Text:
    return Text(name, DAY + timedelta(days=days), " ".join(sentences))


STORY = story(1)
COPIES: dict[str, Callable[[list[str]], list[str]]] = {
    "the same": lambda rows: rows,
    "another spacing": lambda rows: [row.replace(" ", "") for row in rows],
    "another punctuation": lambda rows: [row.replace(".", " ▲").replace("은 ", "은, ") for row in rows],
    "full-width digits": lambda rows: [row.translate({ord("0") + n: 0xFF10 + n for n in range(10)}) for row in rows],
    "a third of it, before a paywall": lambda rows: rows[:10],
    "three sentences rewritten": lambda rows: [*rows[:9], *story(2, 3), *rows[12:]],
    "a head and an end of its own": lambda rows: [*story(3, 4), *rows, *story(4, 4)],
    "another order": lambda rows: [*rows[15:], *rows[:15]],
}


@pytest.mark.parametrize("edit", COPIES.values(), ids=COPIES.keys())
def test_copies_are_found_whatever_the_editor_did(edit: Callable[[list[str]], list[str]]) -> None:
    """Spaces, punctuation, cuts, a few sentences."""
    (pair,) = near_duplicates([text("b", edit(STORY), days=1), text("a", STORY)])
    assert (pair.first, pair.second) == ("a", "b")
    assert 0.6 <= pair.containment <= 1


OTHERS: dict[str, Text] = {
    "other numbers in half of the words": text("b", story(5)),
    "three days later": text("b", STORY, days=3),
    "a tenth in common": text("b", [*STORY[:3], *story(6, 27)]),
    "too short to tell": text("b", STORY[:3]),
    "empty": text("b", []),
}


@pytest.mark.parametrize("other", OTHERS.values(), ids=OTHERS.keys())
def test_other_stories_are_left_alone(other: Text) -> None:
    """The same words of the trade, a quotation in common, another week."""
    assert near_duplicates([text("a", STORY), other]) == ()


FLASH = "가람테크, 2분기 영업이익 1조2400억원으로 18.3% 증가. 매출은 9조1800억원으로 7.1% 늘었다고 30일 공시."


@pytest.mark.parametrize(
    ("other", "pairs"),
    [
        (FLASH, 1),
        (f"[속보] {FLASH}", 1),
        (FLASH.replace("1조2400억", "1조1100억").replace("18.3", "11.2").replace("9조1800억", "8조9900억"), 0),
        (f"{FLASH} {' '.join(STORY)}", 0),
        (" ".join(STORY[:3]), 0),
    ],
)
def test_flash_news_is_a_copy_of_what_is_hardly_longer(other: str, pairs: int) -> None:
    """A sentence or two of two publishers; not another quarter's, nor the report that begins with them."""
    found = near_duplicates([Text("a", DAY, FLASH), Text("b", DAY, other)])
    assert len(found) == pairs
    nearby = Nearby({"a": FLASH}.get)
    assert len(nearby.pairs(Known("b", DAY, trace(other)), [Entry("a", DAY, "a")])) == pairs


def test_a_text_without_a_day_is_compared_with_all() -> None:
    """Its day is not known, so no day speaks against it."""
    texts = [text("a", STORY), text("z", story(7), days=300), Text("b", None, " ".join(STORY))]
    assert [pair[:2] for pair in near_duplicates(texts)] == [("b", "a")]


def test_the_order_of_the_texts_does_not_matter() -> None:
    """Pairs come the closest first."""
    texts = [text("a", STORY), text("b", STORY[:20]), text("c", [*STORY[:20], *story(8, 10)], 2), text("d", story(9))]
    found = near_duplicates(texts)
    assert found == near_duplicates(reversed(texts))
    assert [pair[:2] for pair in found] == [("a", "b"), ("b", "c"), ("a", "c")]


def test_days_are_counted_two_by_two() -> None:
    """A chain of copies, each a day later: neighbours within two days only."""
    texts = [text(name, STORY, days) for days, name in enumerate("abcd")]
    assert {pair[:2] for pair in near_duplicates(texts)} == set(zip("aabbc", "bccdd", strict=True))


def test_an_index_takes_one_more_and_forgets() -> None:
    """As an import does; the same id again replaces what was there."""
    index = Index()
    assert index.add(text("a", STORY)) == ()
    assert [pair[:2] for pair in index.add(text("b", STORY))] == [("a", "b")]
    assert [pair[:2] for pair in index.add(text("b", STORY))] == [("a", "b")]
    index.remove("a")
    index.remove("nothing")
    assert index.add(text("b", STORY)) == ()


class Entry(NamedTuple):
    """What `Nearby` must know of an article."""

    id: str
    day: date
    sha256: str | None


@pytest.mark.parametrize("kept", [1, 12_000_000], ids=["everything read again", "everything kept"])
def test_an_import_is_told_of_the_closest_copies(kept: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same pairs as of all texts at once, whatever is kept in memory, and never a text with itself."""
    monkeypatch.setattr("digest.check.nearby.MAX_KEPT", kept)
    texts = {f"{n}": story(20 + n) for n in range(8)} | {
        "cut": story(23)[:14],
        "other": [*story(23)[:9], *story(90, 9)],
    }
    nearby = Nearby({name: " ".join(rows) for name, rows in texts.items()}.get)
    library = [Entry(name, DAY, name) for name in texts]
    found = {
        name: nearby.pairs(Known(name, DAY, trace(" ".join(rows))), [*library, Entry("gone", DAY, "gone")])
        for name, rows in texts.items()
    }
    assert {pair[:2] for pair in found["3"]} == {("3", "cut")}
    assert set().union(*found.values()) == set(near_duplicates([text(name, rows) for name, rows in texts.items()]))


def test_an_import_of_a_text_compares_it_with_few_of_a_hundred_copies() -> None:
    """The closest by their sample; a short text and one without its source's text are passed over."""
    copies = {f"{n:03}": [*STORY[: 10 + n % 20], *story(200 + n, 3)] for n in range(100)}
    nearby = Nearby({name: " ".join(rows) for name, rows in copies.items()}.get)
    library = [*(Entry(name, DAY, name) for name in copies), Entry("bare", DAY, None)]
    pairs = nearby.pairs(Known("new", DAY, trace(" ".join(STORY))), library)
    assert 0 < len(pairs) <= MAX_FULL
    assert [pair.containment for pair in pairs] == sorted((pair.containment for pair in pairs), reverse=True)
    assert nearby.pairs(Known("short", DAY, trace(" ".join(STORY[:3]))), library) == ()


def test_what_is_compared_is_letters_and_digits() -> None:
    """Without case, spaces, punctuation, and forms of width."""
    assert letters("ＡＢ c-1 [사진] 가나\n②\u200b") == "abc1사진가나2"


@pytest.mark.parametrize("hostile", ["가" * 1_000_000, "가나다라" * 200_000, "\x00" * 10_000, "﷽" * 100_000])
def test_hostile_texts_end(hostile: str) -> None:
    """One letter a million times, a letter that unfolds into eighteen."""
    found = near_duplicates([Text("a", DAY, hostile), Text("b", DAY, hostile), text("c", STORY)])
    assert not {"c"} & {name for pair in found for name in pair[:2]}


def test_six_hundred_texts_with_a_common_end_are_compared() -> None:
    """Each closes with the same notice; only the one copy is reported."""
    notice = story(10, 4)
    texts = [text(f"{n:04}", [*story(100 + n, 16), *notice], days=n // 20) for n in range(600)]
    found = near_duplicates([*texts, text("copy", story(150, 16), days=3)])
    assert [pair[:2] for pair in found] == [("0050", "copy")]
