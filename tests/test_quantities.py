"""The reader of quantities: forms of both languages, what is no quantity, days, labels, hostile text."""

from __future__ import annotations

import itertools
import time
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from digest.enrich.days import days
from digest.enrich.quantities import key_figures, quantities

PUBLISHED = date(2025, 1, 31)


def one(text: str, lang: str = "ko") -> tuple[str, str]:
    """Value and unit of the only quantity of `text`."""
    (item,) = quantities(text, lang=lang, published=PUBLISHED)
    return format(item.value.normalize(), "f"), item.unit


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("560만달러", "5600000", "USD"),
        ("6000억달러", "600000000000", "USD"),
        ("6000억 달러", "600000000000", "USD"),
        ("1조661억원", "1066100000000", "KRW"),
        ("1조 661억 원", "1066100000000", "KRW"),
        ("19만9200원", "199200", "KRW"),
        ("15만 9500원", "159500", "KRW"),
        ("6천억원", "600000000000", "KRW"),
        ("2조3천500억원", "2350000000000", "KRW"),
        ("1.2조원", "1200000000000", "KRW"),
        ("4204조원", "4204000000000000", "KRW"),
        ("144.02엔", "144.02", "JPY"),
        ("1억2000만유로", "120000000", "EUR"),
        ("7.19위안", "7.19", "CNY"),
        ("3억홍콩달러", "300000000", "HKD"),
        ("$589 billion", "589000000000", "USD"),
        ("$5.6m", "5600000", "USD"),
        ("US$1.2bn", "1200000000", "USD"),
        ("USD 1.2 bn", "1200000000", "USD"),
        ("€750 million", "750000000", "EUR"),
        ("£3.4tn", "3400000000000", "GBP"),
        ("155.6 billion won", "155600000000", "KRW"),
        ("Rs 500 crore", "5000000000", "INR"),
        ("2.73%", "2.73", "%"),
        ("2.73퍼센트", "2.73", "%"),
        ("2.73 percent", "2.73", "%"),
        ("0.25%포인트", "0.25", "%p"),
        ("0.25%p", "0.25", "%p"),
        ("1.5 percentage points", "1.5", "%p"),
        ("25bp", "25", "bp"),
        ("25 basis points", "25", "bp"),
        ("135.26포인트", "135.26", "pt"),
        ("-4.27%", "-4.27", "%"),
        ("−4.27%", "-4.27", "%"),
        ("▼4.27%", "-4.27", "%"),
        ("▲4.27%", "4.27", "%"),
        ("마이너스 0.3%", "-0.3", "%"),
        ("두 배", "2", "x"),
        ("2.5배", "2.5", "x"),
        ("절반", "0.5", "x"),
        ("4분의 1", "0.25", "x"),
        ("비율은 1대 2", "0.5", "ratio"),
        ("6710억개", "671000000000", "count"),
        ("850여명", "850", "people"),
        ("1만8000대", "18000", "count"),
        ("4억5678만주", "456780000", "shares"),
        ("2GW", "2", "GW"),
        ("4거래일", "4", "session"),
        ("두 달", "2", "month"),
        ("등 40명의 주주", "40", "people"),
        ("EUR8.2m", "8200000", "EUR"),
        ("2천 400만 유로", "24000000", "EUR"),
        ("1446.2원인 환율", "1446.2", "KRW"),
    ],
)
def test_forms(text: str, value: str, unit: str) -> None:
    """Each form is read into full units."""
    assert one(text) == (value, unit)


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("1,164원90전에 마감", "1164.9", "KRW"),
        ("1164원 50전을 기록", "1164.5", "KRW"),
        ("3원40전 올랐다", "3.4", "KRW"),
        ("100엔당 950원", "950", "KRW"),
        ("100엔 당 938원50전", "938.5", "KRW"),
    ],
)
def test_hundredths_of_a_won_and_units_of_a_price(text: str, value: str, unit: str) -> None:
    """전 belongs to its won, and `100엔당` counts nothing."""
    assert one(text) == (value, unit)


def test_three_days_before_are_no_hundredths() -> None:
    """`5만원 3일 전` is a sum and a span; `전` alone is `before`."""
    assert [item.value for item in quantities("5만원 전에는", published=PUBLISHED)] == [50000]


@pytest.mark.parametrize(
    "text",
    [
        "전화 02-3456-7890, 010-1234-5678",
        "삼성전자(005930)와 SK하이닉스(000660)",
        "2025년 1월과 2024년",
        "R1, V3, H100, HBM3E, GPT-4, 5G, o1",
        "https://example.com/2025/01/100%?a=5원",
        "desk10@example.com",
        "기사번호 20250128000033",
        "9시 30분, 16:02, 9:01 a.m.",
        "수십억달러와 수조원",
        "10대 그룹과 30대 직장인",
        "제3공장, 2차 협상, 4분기",
        "[딥시크 쇼크] ① (1/3)",
        "the S&P 500 and the Russell 2000",
    ],
)
def test_what_counts_nothing(text: str) -> None:
    """Years, codes, model names, telephone numbers and vague sums are no quantities."""
    assert quantities(text, published=PUBLISHED) == ()


def test_level_change_and_percentage_are_told_apart() -> None:
    """The canonical sentence: change, percentage and level, with direction and subject."""
    change, percent, level = quantities("코스피는 전일대비 135.26포인트(2.73%) 오른 5084.85에 마감했다.")
    assert [change.kind, percent.kind, level.kind] == ["change", "percent", "level"]
    assert (change.direction, percent.direction, level.direction) == (1, 1, 0)
    assert (level.value, level.unit, level.subject) == (Decimal("5084.85"), "pt", "코스피")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("영업이익 2541억원을 올렸다", "amount"),
        ("매출은 16조1166억원을 올리며 최대를 기록했다", "amount"),
        ("매출은 1조원 올랐다", "change"),
        ("매출은 1조원만큼 올랐다", "change"),
        ("주가는 500원 올랐다", "change"),
        ("주가는 8만8800원을 찍은 뒤 내리막이다", "level"),
    ],
)
def test_what_is_posted_is_no_rise(text: str, kind: str) -> None:
    """`2541억원을 올렸다` posts an amount; only what stands without an object particle moves by it."""
    assert quantities(text, published=PUBLISHED)[0].kind == kind


def test_english_level_change_and_percentage() -> None:
    """English puts the verb first."""
    percent, level = quantities("The stock fell 17% to $118.58 on Monday.", lang="en", published=date(2025, 1, 28))
    assert (percent.direction, percent.kind, level.kind) == (-1, "percent", "level")
    assert level.date == date(2025, 1, 27)


@pytest.mark.parametrize(
    ("text", "low", "high", "approx"),
    [
        ("5~10%", "5", "10", "range"),
        ("600억~650억달러", "60000000000", "65000000000", "range"),
        ("$60-65 billion", "60000000000", "65000000000", "range"),
        ("4%대 하락", "4", "5", "band"),
        ("850조원 넘게", "850000000000000", None, "over"),
        ("약 6000억달러", None, None, "about"),
        ("nearly $600 billion", None, "600000000000", "under"),
        ("more than 20%", "20", None, "over"),
    ],
)
def test_ranges_and_approximations(text: str, low: str | None, high: str | None, approx: str) -> None:
    """Bounds are those the words state."""
    (item,) = quantities(text)
    bounds = [None if bound is None else format(bound.normalize(), "f") for bound in (item.low, item.high)]
    assert (bounds, item.approx) == ([low, high], approx)


def test_a_move_is_no_range() -> None:
    """`15%에서 25%로` are two numbers."""
    assert [item.value for item in quantities("관세를 15%에서 25%로 인상")] == [15, 25]


def test_each_price_has_its_own_day() -> None:
    """The nearest day before a number is its day."""
    items = quantities("주가는 1월24일(현지시각) 142.62달러에서 1월27일 118.42달러까지", published=PUBLISHED)
    assert [item.date for item in items] == [date(2025, 1, 24), date(2025, 1, 27)]


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("1월24일", PUBLISHED, date(2025, 1, 24)),
        ("12월 30일", date(2025, 1, 3), date(2024, 12, 30)),
        ("27일", PUBLISHED, date(2025, 1, 27)),
        ("지난달 27일", date(2025, 2, 3), date(2025, 1, 27)),
        ("31일", date(2025, 2, 1), date(2025, 1, 31)),
        ("20일", date(2025, 1, 10), None),
        ("지난해 10월 27일", date(2026, 1, 22), date(2025, 10, 27)),
        ("Jan. 27", PUBLISHED, date(2025, 1, 27)),
        ("27 January 2025", None, date(2025, 1, 27)),
        ("on Monday", date(2025, 1, 28), date(2025, 1, 27)),
        ("next Monday", date(2025, 1, 28), None),
        ("1월24일", None, None),
        ("2025.01.27", None, date(2025, 1, 27)),
        ("2월 30일", PUBLISHED, None),
    ],
)
def test_days(text: str, published: date | None, expected: date | None) -> None:
    """A day is resolved only where one reading is left."""
    (day,) = days(text, published=published)
    assert day.date == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("지난달 27일 5만3700원이던 주가는 이날 내렸다.", PUBLISHED, date(2025, 1, 31)),
        ("다음달 26일 실적을 발표하는 회사의 주가는 이날 올랐다.", PUBLISHED, date(2025, 1, 31)),
        ("앞서 24일 오른 주가는 이날 내렸다.", PUBLISHED, date(2025, 1, 31)),
        ("27일 142달러였던 주가는 이날 내렸다.", PUBLISHED, date(2025, 1, 31)),
        ("27일 내린 주가는 이날 장중 올랐다.", PUBLISHED, date(2025, 1, 27)),
        ("지난달 27일 실적을 냈다. 이날 주가는 올랐다.", PUBLISHED, None),
        ("30일 내렸다. 이튿날 올랐다.", PUBLISHED, None),
    ],
)
def test_this_day_is_no_day_of_another_time(text: str, published: date | None, expected: date | None) -> None:
    """`이날` is the last day named, or the day of publication where that one was only brought in from elsewhere."""
    assert days(text, published=published)[-1].date == expected


@pytest.mark.parametrize(
    ("text", "published", "expected"),
    [
        ("올해 첫 거래일인 지난 1월 2일", date(2023, 12, 28), date(2023, 1, 2)),
        ("올해 들어 가장 낮은 1월 2일", date(2023, 12, 28), date(2023, 1, 2)),
        ("지난 1월 23일", date(2024, 12, 30), date(2024, 1, 23)),
        ("1월 2일", date(2023, 12, 28), date(2024, 1, 2)),
        ("30일 목표가를 낮췄다. 이전 전망치는 6400이었다.", date(2025, 4, 1), date(2025, 3, 30)),
        ("30일 연말 전망을 낮췄다.", date(2025, 4, 1), date(2025, 3, 30)),
        ("30일 발표할 예정이다.", date(2025, 4, 1), date(2025, 4, 30)),
        ("30일 발표할 계획이다.", date(2025, 4, 1), date(2025, 4, 30)),
    ],
)
def test_a_day_that_is_over_is_not_moved_to_come(text: str, published: date, expected: date) -> None:
    """`지난`, `올해` and the words of the same sentence tell a day that was from one that will be."""
    assert days(text, published=published)[0].date == expected


@pytest.mark.parametrize("text", ["10일간", "6일 연속", "3일 만에", "20일 이동평균선"])
def test_spans_are_no_days(text: str) -> None:
    """Ten days long is no tenth."""
    assert days(text, published=PUBLISHED) == ()


def test_labels_follow_a_pronoun_to_its_owner() -> None:
    """`업체의 주가` is the price of the company whose price was named just before."""
    text = "가나전자의 주가 급락에 시장이 놀랐다.\n업체의 주가는 1월24일 142.62달러에서 1월27일 118.42달러로 밀렸다."
    found = key_figures(text, lang="ko", published=PUBLISHED)
    assert [(figure.label, str(figure.value), figure.unit, figure.date, figure.by) for figure in found] == [
        ("가나전자 주가", "142.62", "USD", date(2025, 1, 24), "importer"),
        ("가나전자 주가", "118.42", "USD", date(2025, 1, 27), "importer"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "가나전자의 매출은 257억달러, 영업이익은 16억달러, 순이익은 23억달러로 집계됐다.",
            [("가나전자 매출", "25700000000"), ("가나전자 영업이익", "1600000000"), ("가나전자 순이익", "2300000000")],
        ),
        (
            "가나전자는 매출 46조원, 영업이익 2조8000억원을 기록했고 다라전자 매출은 27조원이다.",
            [
                ("가나전자 매출", "46000000000000"),
                ("가나전자 영업이익", "2800000000000"),
                ("다라전자 매출", "27000000000000"),
            ],
        ),
        ("가나전자 영업이익이 6조원으로 전년 동기(2조8247억원)보다 늘었다.", [("가나전자 영업이익", "6000000000000")]),
        ("가나전자 매출 증가에 힘입어 공장 증설에 30억달러를 쓴다.", []),
        ("증권사는 가나전자의 목표주가를 380달러에서 420달러로 올렸다.", [("가나전자 목표주가", "420")]),
        ("가나전자 시가총액이 3조달러를 밑돌며 다라전자(3조5000억달러)에 밀렸다.", []),
        ("가나전자 영업이익은 10조4천억원으로 예상된다.", []),
        ("가나전자 영업이익이 4조원 줄어들 것으로 증권가는 내다봤다.", []),
        ("가나전자[000001]는 2분기 매출 22조원을 기록했다.", [("가나전자 2분기 매출", "22000000000000")]),
        ("DS 부문은 2분기 매출 22조원을 기록했다.", [("2분기 매출", "22000000000000")]),
        ("지난해 같은 기간 영업이익은 5조원이었다.", []),
        ("가나전자 배당금은 주당 361원, 총 2조4500억원이다.", [("가나전자 주당 배당금", "361")]),
        (
            "원/달러 환율은 5.6원 오른 1446.2원에 마감했다.",
            [("원/달러 환율 상승", "5.6"), ("원/달러 환율", "1446.2")],
        ),
        (
            "가나전자 매출은 75조원이다.\n연간 매출은 300조원이다.",
            [("가나전자 매출", "75000000000000"), ("가나전자 연간 매출", "300000000000000")],
        ),
    ],
)
def test_a_number_gets_the_name_of_its_own_noun(text: str, expected: list[tuple[str, str]]) -> None:
    """Lists of figures, comparisons, other companies and other objects never lend their number to a noun."""
    found = key_figures(text, lang="ko", published=PUBLISHED)
    assert [(figure.label, str(figure.value)) for figure in found] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Gana's revenue was $124.3 billion and net income $36.33 billion.", [("Gana revenue", "124300000000")]),
        (
            "Gana's revenue rose to $124.3 billion, beating the $124.1 billion estimate.",
            [("Gana revenue", "124300000000")],
        ),
        (
            "Gana's shares closed at $389.10 after the company said it would spend $11 billion.",
            [("Gana shares", "389.10")],
        ),
        ("A broker raised Gana's price target to $185 from $175.", [("Gana price target", "185")]),
        ("Gana's revenue fell while it bought $1.5 billion of bonds.", []),
        ("Gana's capital spending was $22 billion, up from $11 billion.", [("Gana capital spending", "22000000000")]),
    ],
)
def test_english_numbers_keep_to_their_clause(text: str, expected: list[tuple[str, str]]) -> None:
    """Another clause, an estimate or the value before is no value of the noun."""
    found = key_figures(text, lang="en", published=PUBLISHED)
    assert [(figure.label, str(figure.value)) for figure in found] == expected


def test_no_label_no_figure() -> None:
    """An amount that nobody owns in the text is left out."""
    assert key_figures("이를 두고 560만달러라는 말이 나왔다.", lang="ko", published=PUBLISHED) == ()


def test_the_real_page() -> None:
    """Prices of the first real article, with their days."""
    page = Path(__file__).resolve().parents[1].parent / "shared" / "input" / "newspim-20250131000527.txt"
    if not page.exists():
        pytest.skip("the real page is not part of the repository")
    found = key_figures(page.read_text(encoding="utf-8"), lang="ko", published=PUBLISHED)
    rows = {(figure.label, str(figure.value), figure.date) for figure in found}
    assert ("엔비디아 주가", "142.62", date(2025, 1, 24)) in rows
    assert ("엔비디아 주가", "118.42", date(2025, 1, 27)) in rows
    assert ("엔비디아 주가", "124.65", date(2025, 1, 30)) in rows
    assert ("엔비디아 시가총액 감소", "-600000000000", date(2025, 1, 27)) in rows


@pytest.mark.parametrize(
    "text",
    [
        "1조" * 4000,
        "1," * 5000,
        "1원과 " * 2000,
        "-" * 20000 + "1",
        "1% to " * 2000,
        "1월 1일 " * 2000,
        "(" * 9000 + "1%",
    ],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    """Long repetitions are read in seconds, not hours."""
    start = time.process_time()
    quantities(text, published=PUBLISHED)
    assert time.process_time() - start < 4


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="0123456789.,%조억만원달러$-~()대 pbx월일년오른to\n", max_size=60))
def test_any_text_is_read_with_true_offsets(text: str) -> None:
    """Whatever the text, nothing fails, spans are in order and quote the source."""
    items = quantities(text, published=PUBLISHED)
    assert all(text[item.start : item.end] == item.text for item in items)
    assert all(first.end <= second.start for first, second in itertools.pairwise(items))
