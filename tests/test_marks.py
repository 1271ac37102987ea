# ruff: noqa: E501 - a row of a table and a sentence of a dump stay on one line
"""Series labels, part marks and kickers of headlines."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.extract.marks import Heading, is_kicker, read_part_line, read_title
from digest.extract.part_marks import MAX_PART

CIRCLED = [chr(code) for code in (*range(0x2460, 0x2474), *range(0x3251, 0x3260), *range(0x32B1, 0x32C0))]


@pytest.mark.parametrize(("mark", "part"), [(mark, number) for number, mark in enumerate(CIRCLED, start=1)])
def test_circled_numbers_to_fifty(mark: str, part: int) -> None:
    """① to ㊿, glued to the last word, after a space, and inside the label; `isdigit` knows none above ⑨."""
    for title in (
        f"[장비주 겨울] 가람테크의 봄{mark}",
        f"[장비주 겨울] 가람테크의 봄 {mark}",
        f"[장비주 겨울{mark}] 가람테크의 봄",
    ):
        assert read_title(title)[:4] == ("가람테크의 봄", None, "장비주 겨울", part)


@pytest.mark.parametrize(
    ("title", "part", "parts"),
    [
        ("[장비주 겨울] 가람테크의 봄 (2)", 2, None),
        ("[장비주 겨울] 가람테크의 봄(2)", 2, None),
        ("[장비주 겨울](2) 가람테크의 봄", 2, None),
        ("[장비주 겨울] ② 가람테크의 봄", 2, None),
        ("<장비주 겨울> ② 가람테크의 봄", 2, None),
        ("[장비주 겨울-②] 가람테크의 봄", 2, None),
        ("[장비주 겨울] 가람테크의 봄 <2>", 2, None),
        ("[장비주 겨울] 가람테크의 봄 <상>", 1, None),
        ("[장비주 겨울] 가람테크의 봄 <중>", 2, 3),
        ("[장비주 겨울] 가람테크의 봄〈하〉", 3, None),
        ("[장비주 겨울] 가람테크의 봄(下)", 3, None),
        ("[장비주 겨울] 가람테크의 봄(上)", 1, None),
        ("[장비주 겨울] 가람테크의 봄㊥", 2, None),
        ("[장비주 겨울] 가람테크의 봄 3편", 3, None),
        ("[장비주 겨울 3편] 가람테크의 봄", 3, None),
        ("[장비주 겨울] 가람테크의 봄 제2회", 2, None),
        ("[장비주 겨울 2회] 가람테크의 봄", 2, None),
        ("[장비주 겨울] 가람테크의 봄 (2회)", 2, None),
        ("[장비주 겨울] 가람테크의 봄 [Part 2]", 2, None),
        ("[장비주 겨울] 가람테크의 봄 2/5", 2, 5),
        ("[장비주 겨울] 가람테크의 봄 (2/5)", 2, 5),
        ("[장비주 겨울 2/5] 가람테크의 봄", 2, 5),
        ("[장비주 겨울] 가람테크의 봄 II", 2, None),
        ("[장비주 겨울] 가람테크의 봄 Ⅳ", 4, None),
        ("[장비주 겨울] 가람테크의 봄 (III)", 3, None),
        ("[장비주 겨울] 가람테크의 봄 <3·끝>", 3, 3),
        ("[장비주 겨울] 가람테크의 봄 ❷", 2, None),
        ("[장비주 겨울] 가람테크의 봄 ⑵", 2, None),
    ],
)
def test_marks_with_a_label(title: str, part: int, parts: int | None) -> None:
    """Each form of mark, before, in and after the headline."""
    assert read_title(title)[:5] == ("가람테크의 봄", None, "장비주 겨울", part, parts)


@pytest.mark.parametrize(
    ("title", "want"),
    [
        ("Tool Winter, Part 2: Garam Tech falls", ("Garam Tech falls", None, "Tool Winter", 2, None)),
        ("Tool Winter (Part 2 of 5): Garam Tech falls", ("Garam Tech falls", None, "Tool Winter", 2, 5)),
        ("[Tool Winter] Garam Tech falls (2/5)", ("Garam Tech falls", None, "Tool Winter", 2, 5)),
        ("[Tool Winter] Garam Tech falls, Part II", ("Garam Tech falls", None, "Tool Winter", 2, None)),
        ("[Tool Winter] Garam Tech falls - Part Two", ("Garam Tech falls", None, "Tool Winter", 2, None)),
    ],
)
def test_english_series(title: str, want: tuple[object, ...]) -> None:
    """English headlines with label and part."""
    assert read_title(title)[:5] == want


@pytest.mark.parametrize(
    ("title", "rest", "part"),
    [
        ("장비 산업의 어제와 오늘 ②", "장비 산업의 어제와 오늘", 2),
        ("① 가람테크의 봄", "가람테크의 봄", 1),
        ("Garam Tech results (Part 2)", "Garam Tech results", 2),
        ("Part 2: Garam Tech falls", "Garam Tech falls", 2),
        ("[인터뷰] 가람테크 대표 ②", "가람테크 대표", 2),
    ],
)
def test_parts_without_a_label_say_so(title: str, rest: str, part: int) -> None:
    """A part that names no series is kept and doubted."""
    found = read_title(title)
    assert (found.title, found.part, found.series_label) == (rest, part, None)
    assert "name the series" in found.doubt


@pytest.mark.parametrize(
    ("title", "kicker", "rest"),
    [
        ("[단독] 가람테크의 봄", "단독", "가람테크의 봄"),
        ("[특징주] 가람테크의 봄", "특징주", "가람테크의 봄"),
        ("[종합] 가람테크의 봄", "종합", "가람테크의 봄"),
        ("[종합2보] 가람테크의 봄", "종합2보", "가람테크의 봄"),
        ("[속보] 가람테크의 봄", "속보", "가람테크의 봄"),
        ("[사진] 가람테크의 봄", "사진", "가람테크의 봄"),
        ("[표] 가람테크의 봄", "표", "가람테크의 봄"),
        ("[GAM]가람테크의 봄", "GAM", "가람테크의 봄"),
        ("[뉴욕증시] 가람테크의 봄", "뉴욕증시", "가람테크의 봄"),
        ("[올댓차이나] 가람테크의 봄", "올댓차이나", "가람테크의 봄"),
        ("[황보름특파원의 오늘중국] 가람테크의 봄", "황보름특파원의 오늘중국", "가람테크의 봄"),
        ("[1/7 중국증시종합] 가람테크의 봄", "1/7 중국증시종합", "가람테크의 봄"),
        ("[중국증시 마감, 3500포인트(12.29)] 가람테크의 봄", "중국증시 마감, 3500포인트(12.29)", "가람테크의 봄"),
        ("가람테크의 봄(상보)", "상보", "가람테크의 봄"),
        ("가람테크의 봄(종합)", "종합", "가람테크의 봄"),
        ("가람테크의 봄(2보)", "2보", "가람테크의 봄"),
        ("EXCLUSIVE: Garam Tech falls", "EXCLUSIVE", "Garam Tech falls"),
        ("UPDATE 2-Garam Tech falls", "UPDATE 2", "Garam Tech falls"),
        ("[뉴욕증시] 올해 금리 인하 2회", "뉴욕증시", "올해 금리 인하 2회"),
        ("[반도체 대전] 올해 금리 인하 2회", "반도체 대전", "올해 금리 인하 2회"),
        ("[중국증시 일보] 사흘째 상승 (1/7)", "중국증시 일보", "사흘째 상승 (1/7)"),
    ],
)
def test_kickers_are_no_series(title: str, kicker: str, rest: str) -> None:
    """Kickers, wire status, dated column heads, counts and days give no part."""
    assert read_title(title) == Heading(rest, kicker)


@pytest.mark.parametrize(
    "title",
    [
        "가람테크 29주년 잔치", "상하이 3500포인트(12.29)", "가람테크 대표(45)", "가람테크 (005930)", "가람테크 (2025)", "World War II",
        "iPhone 15", "'장비주 겨울' 그 후", "넷플릭스 드라마 3편", "Garam Tech files for Chapter 11", "코스피 5000", "ABC 1/2", "(끝)", "①", "[속보]", "",
        "Garam plays its part", "가람테크, 3분기 흑자", "G2", "10만전자", "가람테크 Q2",
    ],
)  # fmt: skip
def test_headlines_without_any_mark(title: str) -> None:
    """Ages, codes, years, anniversaries, counts and names stay in the headline."""
    assert read_title(title) == Heading(title)


@pytest.mark.parametrize(
    "title",
    [
        "[CEO 인터뷰] 홍길동 가람테크 대표(62)",
        "[부고] 홍길동 씨(84)",
        "[People] Garam chief Jane Doe(45)",
        "[가람 재판] 서울고법 형사 13부",
        "[바이오] 가람제약 신약, 美 임상 III",
        "[게임 리뷰] 가람전설 XVI",
    ],
)
def test_ages_courts_trials_and_names_are_no_parts(title: str) -> None:
    """Also where a label stands before the headline, what counts something else stays in it."""
    found = read_title(title)
    assert (found.part, found.series_label) == (None, None)
    assert title.endswith(found.title)


def test_numbers_of_a_series_stay_parts() -> None:
    """High ones in brackets too; a numeral of Roman letters is doubted."""
    assert read_title("[연재] 옛 이야기(62)").part == 62
    assert read_title("[가람테크의 봄] 새 장비 3부").part == 3
    roman = read_title("[가람테크의 봄] 새 장비 II")
    assert (roman.part, "belong to a name" in roman.doubt) == (2, True)


def test_several_brackets() -> None:
    """A kicker and a label side by side."""
    assert read_title("[단독][장비주 겨울] 가람테크의 봄①")[:4] == ("가람테크의 봄", "단독", "장비주 겨울", 1)


def test_last_of_two_or_three_is_doubted() -> None:
    """하 is part 3 of three and part 2 of two; the curator decides."""
    assert "no 중" in read_title("[장비주 겨울] 가람테크의 봄 <하>").doubt
    assert read_title("[장비주 겨울] 가람테크의 봄 <상>").doubt == ""


def test_label_and_headline_disagree() -> None:
    """Season in the label, part in the headline: the headline's counts, and it is said."""
    found = read_title("[장비주 겨울 1부] 가람테크의 봄②")
    assert (found.series_label, found.part) == ("장비주 겨울 1부", 2)
    assert found.doubt


@pytest.mark.parametrize(
    ("line", "part", "rest"),
    [("(2) 멀티 차트", 2, "멀티 차트"), ("③ 남은 길", 3, "남은 길"), ("[2/5] 남은 길", 2, "남은 길")],
)
def test_part_lines(line: str, part: int, rest: str) -> None:
    """A part on a line of its own."""
    found = read_part_line(line)
    assert found is not None
    assert (found[0].part, found[1]) == (part, rest)


@pytest.mark.parametrize("line", ["(12.29) 지수", "가람테크", "(AI) 이야기", "", "2024 전망"])
def test_no_part_lines(line: str) -> None:
    """Other brackets open no part."""
    assert read_part_line(line) is None


def test_kicker_words() -> None:
    """The table is asked without regard to spaces."""
    assert is_kicker("데스크 칼럼")
    assert not is_kicker("장비주 겨울")


@settings(deadline=None)
@given(st.text(max_size=300) | st.text(alphabet="[]()<>①②㊿12/ 편회부가나PartIVX·:-끝", max_size=80))
def test_arbitrary_titles_never_break_it(title: str) -> None:
    """Any text gives a heading whose part is in bounds and whose words come from the text."""
    found = read_title(title)
    assert found.part is None or 0 < found.part < MAX_PART
    assert found.parts is None or (found.part is not None and found.part <= found.parts)
    assert found.series_label is None or found.part is not None
