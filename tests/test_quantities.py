"""The reader of quantities: forms of both languages, what is no quantity, days, labels, hostile text."""

from __future__ import annotations

import itertools
import re
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


def stated(text: str, lang: str = "ko", published: date = PUBLISHED) -> list[tuple[str, str]]:
    """Label and value of every figure, in order."""
    found = key_figures(text, lang=lang, published=published)
    return [(figure.label, format(figure.value.normalize(), "f")) for figure in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "삼성전자와 SK하이닉스의 영업이익은 각각 6조4900억원, 8조828억원이다.",
            [("삼성전자 영업이익", "6490000000000"), ("SK하이닉스 영업이익", "8082800000000")],
        ),
        (
            "엔비디아 주가와 브로드컴 주가는 각각 120.07달러, 221.27달러다.",
            [("엔비디아 주가", "120.07"), ("브로드컴 주가", "221.27")],
        ),
        (
            "LG전자의 4분기 매출과 영업이익은 각각 22조7615억원과 1354억원이었다.",
            [("LG전자 4분기 매출", "22761500000000"), ("LG전자 4분기 영업이익", "135400000000")],
        ),
        (
            "코스피와 코스닥은 각각 2517.37, 728.29에 마감했다.",
            [("코스피 종가", "2517.37"), ("코스닥 종가", "728.29")],
        ),
        ("현대차와 기아의 영업이익은 각각 3조원, 2조원, 1조원이다.", []),
        ("매출과 영업이익이 각각 3조원, 2000억원이다.", []),
        ("현대차와 기아의 영업이익은 각각 3조원, 2조원으로 예상된다.", []),
        ("쿠팡의 매출과 순손실은 3조원이다.", []),
        ("나스닥과 S&P500은 19627.44, 6040.53으로 마감했다.", []),
    ],
)
def test_numbers_handed_out_in_turn(text: str, expected: list[tuple[str, str]]) -> None:
    """Behind 각각 the first number is the first name's; where the counts differ, nobody's."""
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Nvidia's and Broadcom's shares closed at $118.42 and $202.13, respectively.",
            [("Nvidia shares", "118.42"), ("Broadcom shares", "202.13")],
        ),
        (
            "Meta's revenue and net income rose to $48.4 billion and $20.8 billion, respectively.",
            [("Meta revenue", "48400000000"), ("Meta net income", "20800000000")],
        ),
        ("Apple and Microsoft reported revenue of $124.3 billion and $69.6 billion, respectively.", []),
        ("Apple's and Microsoft's market value is $3.5 trillion.", []),
        ("Intel's net income was a loss of $126 million.", [("Intel net income", "-126000000")]),
        ("Boeing's operating income was a $3.8 billion loss.", [("Boeing operating income", "-3800000000")]),
        ("Goldman sees the S&P 500 at 6,500 by year end.", []),
        ("Morgan Stanley raised its target for the S&P 500 to 6,500.", []),
        ("If the S&P 500 falls to 5,800, buyers may step in.", []),
        ("The S&P 500 has support at 5,900 and resistance at 6,100.", []),
        ("Tesla's revenue will reach $120 billion.", []),
        ("A year ago, Apple's revenue was $119.6 billion.", []),
        ("The S&P 500 and Nasdaq ended at 6,040.53 and 19,627.44.", []),
        ("If Nvidia's market value hits $5 trillion, it will be a record.", []),
        ("Analysts expect Apple's revenue of $124 billion.", []),
        ("Tesla's market value is half of Nvidia's $3 trillion.", []),
        ("Tesla's sales in China fell by 11% to $4.5 billion.", []),
        ("Exxon's sales in the fourth quarter were $83.4 billion.", [("Exxon sales", "83400000000")]),
        ("An earlier version of this story misstated Apple's revenue as $142.3 billion.", []),
        (
            "The Dow, which stood at 44,882.13 a day earlier, closed at 44,544.66.",
            [("Dow close", "44544.66")],
        ),
        (
            "The KOSPI crossed 5,000 for the first time, reached 5,019.54 and closed at 4,952.53.",
            [("KOSPI level", "5019.54"), ("KOSPI close", "4952.53")],
        ),
        (
            "Apple's shares opened at $240.10, hit a high of $247.19 and ended at $236.",
            [("Apple shares open", "240.1"), ("Apple shares intraday", "247.19"), ("Apple shares", "236")],
        ),
    ],
)
def test_english_facts_of_their_own_owner(text: str, expected: list[tuple[str, str]]) -> None:
    """In turn, losses below zero; forecasts, targets, conditions, parts and other owners are left out."""
    assert stated(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("하이브 주가는 24만원, SM은 8만원, JYP는 7만8000원이다.", [("하이브 주가", "240000")]),
        ("네이버 주가는 21만원, NHN은 2만원이다.", [("네이버 주가", "210000")]),
        ("현대차 주가는 20만원, KT가 4만5000원, 기아는 10만원이다.", [("현대차 주가", "200000")]),
        ("카카오 주가는 3만8000원, 네이버 20만원이다.", [("카카오 주가", "38000")]),
        (
            "경남기업은 3분기 매출 3천545억, 영업익 18억원을 기록했다.",
            [("경남기업 3분기 영업이익", "1800000000")],
        ),
        ("효성 매출은 1조, 법인세차감전이익 300억원이다.", [("효성 법인세차감전이익", "30000000000")]),
        (
            "코스닥 728.29 (▼0.45) 환율 1,452.70 (▲21.40) 상하이종합 3,250.60 (-2.03)",
            [("코스닥 지수", "728.29"), ("상하이종합지수", "3250.6")],
        ),
        ("코스피는 2517.37, 일본 니케이는 39572.49로 마감했다.", [("코스피 지수", "2517.37")]),
        ("나스닥지수는 19627.44, MSCI 한국지수는 560.20에 마쳤다.", [("나스닥지수", "19627.44")]),
        ("이날 나스닥지수는 296.50포인트(1.39%) 뛴 2만1681.90에 거래를 마쳤다.", [("나스닥지수 종가", "21681.9")]),
    ],
)
def test_another_name_before_a_number_takes_it(text: str, expected: list[tuple[str, str]]) -> None:
    """Companies in Latin letters, nouns without a currency, rates and indices that no table knows."""
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "골드만삭스는 S&P500 연말 목표치를 6500으로 제시했다.",
        "신한투자증권은 코스피가 3100까지 간다고 내다봤다.",
        "NH투자증권은 올해 코스피 상단을 2850으로 제시했다.",
        "코스피지수가 2600을 넘으면 차익 매물이 나온다.",
        "코스피가 2600까지 상승할 여력이 있다고 한다.",
        "셀트리온의 주가 상승 폭은 5000원이다.",
        "코스피가 2500을 내주면 2400까지 열려 있다.",
        "삼양식품은 31일 장 초반 주가가 70만원을 찍었다.",
        "대신증권은 코스피 3000 시대를 예고했다.",
        "앞서 LG전자 영업이익을 1조5000억원으로 보도했으나 1조3000억원이 맞습니다.",
        "SK하이닉스가 매출 6.65조원, 영업이익 2.94조원을 기록할 것으로 예상했다.",
        "네이버 주가가 30만원까지 오를 수 있다.",
        "애플 주가는 200달러 아래로 떨어질 수 있다.",
        "삼성전자 주가는 6만원 위로 올랐다.",
        "LG전자 주가는 8만원 초반까지 떨어졌다.",
        "추정치에 따르면 삼성전자 영업이익은 6조4900억원이다.",
        "LG전자 매출은 90조원을 달성하겠다고 밝혔다.",
        "만약 카카오 주가가 5만원이 되면 손실을 만회한다.",
        "한국은행은 원·달러 환율 1470원을 가정했다.",
        "LG전자 영업이익은 △146억원이다.",
        "SK온 영업이익은 3594억원 적자에서 240억원 흑자로 돌아섰다.",
        "앞서 본지는 삼성전자 영업이익을 7조5000억원으로 보도했으나 6조5000억원으로 바로잡습니다.",
        "모건스탠리가 목표주가 28만원을 제시했다.",
        "이번 실적은 매출 79조원이다.",
        "연결 기준 매출 22조원, 영업이익 1조원이다.",
        "상승 출발한 주가는 5만원에 마감했다.",
        "전날 종가는 5만원이다.",
        "투자의견 매수와 목표주가 10만원을 유지했다.",
    ],
)
def test_what_nobody_reported_is_no_figure(text: str) -> None:
    """Targets, forecasts, conditions, thresholds, doubtful signs, numbers taken back, owners that are none."""
    assert stated(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("LG전자 순이익은 34억원 적자다.", [("LG전자 순이익", "-3400000000")]),
        ("SK온 영업이익은 3594억원의 적자를 기록했다.", [("SK온 영업이익", "-359400000000")]),
        ("SK하이닉스가 매출 66조1930억원을 기록했다.", [("SK하이닉스 매출", "66193000000000")]),
        ("SKT는 영업이익 2541억원을 올렸다.", [("SKT 영업이익", "254100000000")]),
        ("KB금융은 순이익 5조782억원을 기록했다.", [("KB금융 순이익", "5078200000000")]),
        (
            "삼성SDI는 지난해 4분기 연결 기준 매출 3조7545억원을 기록했다.",
            [("삼성SDI 지난해 4분기 매출", "3754500000000")],
        ),
        ("네이버의 지난해 매출은 10조7377억원으로 11% 늘었다.", [("네이버 지난해 매출", "10737700000000")]),
        (
            "대한항공 3분기 영업이익은 6186억원, 진에어는 402억원으로 나타났다.",
            [("대한항공 3분기 영업이익", "618600000000")],
        ),
        ("한국거래소에 따르면 코스피는 19.43포인트 내린 2517.37에 마감했다.", [("코스피 종가", "2517.37")]),
        ("특히 3분기 영업이익은 6186억원이다.", [("3분기 영업이익", "618600000000")]),
        (
            "SK하이닉스 영업이익은 8조828억원으로 시장 전망치를 웃돌았다.",
            [("SK하이닉스 영업이익", "8082800000000")],
        ),
        (
            "삼성전자 영업이익은 6조4900억원을 기록했고 올해는 30조원을 낼 것으로 예상된다.",
            [("삼성전자 영업이익", "6490000000000")],
        ),
        (
            "크래프톤 매출은 2022년 1조8540억원, 2023년 1조9106억원이다.",
            [("크래프톤 2022년 매출", "1854000000000"), ("크래프톤 2023년 매출", "1910600000000")],
        ),
        (
            "LG전자는 4분기 영업이익 1354억원으로 전년동기(영업이익 3131억원)보다 줄었다.",
            [("LG전자 4분기 영업이익", "135400000000")],
        ),
        (
            "원·달러 환율은 1428원에 출발해 장중 1436.2원까지 올랐다가 1426.5원에 마감했다.",
            [("원·달러 환율 시가", "1428"), ("원·달러 환율 장중", "1436.2"), ("원·달러 환율", "1426.5")],
        ),
        (
            "카카오 주가는 시가 3만8000원, 저가 3만7000원, 종가 3만8500원이다.",
            [("카카오 주가 시가", "38000"), ("카카오 주가 장중", "37000"), ("카카오 종가", "38500")],
        ),
        (
            "원·달러 환율은 전 거래일 종가보다 21.4원 오른 1452.7원에 거래를 마쳤다.",
            [("원·달러 환율 상승", "21.4"), ("원·달러 환율", "1452.7")],
        ),
    ],
)
def test_what_was_reported_has_its_owner_period_and_sign(text: str, expected: list[tuple[str, str]]) -> None:
    """Particles are off, periods on, losses below zero, and the price of the day is said."""
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("31일 코스피는 전 거래일(2536.80)보다 19.43포인트 내린 2517.37에 마감했다.", [("2517.37", 31)]),
        ("31일 코스피는 전날 2536.80에서 2517.37로 내렸다.", [("2517.37", 31)]),
        ("미래에셋증권은 31일 카카오 목표주가를 5만5000원에서 4만8000원으로 내렸다.", [("48000", 31)]),
        ("하나증권은 31일 셀트리온의 목표주가를 20만원→22만원으로 올려 잡았다.", [("220000", 31)]),
        ("카카오 주가는 24일 3만7000원에서 31일 3만8000원으로 올랐다.", [("37000", 24), ("38000", 31)]),
        ("코스피는 3일 2441.92에서 31일 2517.37로 올랐다.", [("2441.92", 3), ("2517.37", 31)]),
        ("지난달 27일 5만3700원이던 삼성전자 주가는 이날 5만2400원으로 내렸다.", [("52400", 31)]),
    ],
)
def test_the_value_before_has_not_the_day_of_the_new_one(text: str, expected: list[tuple[str, int]]) -> None:
    """What a move began from is a figure only where the text gives it a day of its own."""
    found = key_figures(text, lang="ko", published=PUBLISHED)
    assert [(format(figure.value.normalize(), "f"), figure.date and figure.date.day) for figure in found] == expected


def test_the_day_behind_an_earlier_value_is_its_own() -> None:
    """`down from … on Thursday`: the close before it has no day."""
    (close,) = key_figures(
        "The Dow closed at 44,544.66, down from 44,882.13 on Thursday.", lang="en", published=PUBLISHED
    )
    assert (close.label, close.date) == ("Dow close", None)


def test_a_day_to_come_has_no_price() -> None:
    """A number dated behind the publication is a forecast, whatever its words."""
    assert stated("카카오 주가는 2025년 3월 4일 5만원이다.") == []


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


@pytest.mark.parametrize(
    "text",
    [
        "가나전자 매출은 3조원이 아니라 2조원이다.",
        "가나전자 매출이 3조원이었다는 보도는 사실이 아니다.",
        "가나전자 매출은 3조원이 채 안 된다.",
        "가나전자의 적정 주가는 12만원이다.",
        "가나전자와 다라전자의 합산 영업이익은 12조원이다.",
        "100엔당 원화 환율은 945.2원이었다.",
        "가나전자 주가는 10만원을 처음 넘었다.",
        "가나전자 시가총액은 500조원을 사상 처음으로 돌파했다.",
        "4대 금융지주의 순이익은 4조9289억원이다.",
        "코스피 상장사 614곳의 영업이익은 56조원으로 늘었다.",
        "1년 전 코스피는 2,637.10이었다.",
        "전날 코스피는 4,012.34였다.",
        "지난주 금요일 코스피는 4,012.34로 마감했다.",
        "사흘 전 가나전자 주가는 8만원이었다.",
        "2월 30일 코스피는 4,012.34로 마감했다.",
        "Gana's revenue was not $3.4 billion.",
        "Gana's revenue fell short of $3.4 billion.",
        "Dara denied reports that Gana's revenue was $3.4 billion.",
        "Gana's revenue run rate is $10 billion.",
        "Gana's revenue per user was $12.",
        "The S&P 500 closed at 6,812.34 last Friday.",
        "A year ago the S&P 500 closed at 5,812.34.",
    ],
)
def test_what_is_denied_or_of_another_time_is_no_figure(text: str) -> None:
    """A number that was not, or that stands for a day which nothing dates, would be read as today's."""
    assert key_figures(text, lang="ko" if re.search("[가-힣]", text) else "en", published=PUBLISHED) == ()


@pytest.mark.parametrize(
    ("text", "label", "value"),
    [
        ("코스피는 전날보다 23.45포인트 내린 2,612.34에 장을 마쳤다.", "코스피 종가", "2612.34"),
        ("코스피는 지난해 말 대비 3% 오른 2,612.34로 마감했다.", "코스피 종가", "2612.34"),
        ("지난주 급락했지만 코스피는 2,612.34로 마감했다.", "코스피 종가", "2612.34"),
        ("After last week's slump, the S&P 500 closed at 6,812.34.", "S&P 500 close", "6812.34"),
        ("The S&P 500 closed at 6,812.34, up from 6,700.12 a week ago.", "S&P 500 close", "6812.34"),
    ],
)
def test_what_is_only_measured_from_another_time_is_a_figure(text: str, label: str, value: str) -> None:
    """The day before, last year and last week are what the move is measured from."""
    found = key_figures(text, lang="ko" if re.search("[가-힣]", text) else "en", published=PUBLISHED)
    assert (label, value) in {(figure.label, str(figure.value)) for figure in found}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("Revenue of $54 billion, plus or minus 2%.", 2),
        ("The margin of error is +/-3%.", 3),
        ("매출은 54억달러, 플러스마이너스 2%다.", 2),
        ("Rates fell to minus 3%.", -3),
        ("금리는 마이너스 2%다.", -2),
    ],
)
def test_a_tolerance_is_not_below_zero(text: str, value: int) -> None:
    """Plus or minus goes both ways; minus alone is a sign."""
    assert [int(item.value) for item in quantities(text, lang="en") if item.unit == "%"] == [value]


def test_each_english_value_has_the_day_right_behind_it() -> None:
    """The value that was left keeps its own day, and a year of two digits is a year."""
    text = "The S&P 500 rose to 6,812.34 on Tuesday from 6,800.12 on Monday."
    found = quantities(text, lang="en", published=date(2026, 3, 20))
    assert [item.date for item in found] == [date(2026, 3, 17), date(2026, 3, 16)]
    (level,) = quantities("24년 8월 5일 코스피는 2,441.55로 마감했다.", published=date(2026, 3, 20))[-1:]
    assert level.date == date(2024, 8, 5)


@pytest.mark.parametrize(
    "text", ["MX$3 billion was spent.", "It cut rates by half a percentage point.", "Half a million left."]
)
def test_what_the_tables_cannot_say_is_no_quantity(text: str) -> None:
    """The dollar of another country, and a half of a unit that is not read."""
    assert quantities(text, lang="en") == ()


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("31일 코스피는 전 거래일(30일)보다 0.58포인트 내린 2,547.68에 마쳤다.", [31]),
        ("코스피는 30일보다 0.58포인트 내린 2,547.68에 마쳤다.", [None]),
        ("31일 한국거래소에 따르면 전날 코스피는 전 거래일 대비 0.59% 내린 2052.03에 마감했다.", []),
    ],
)
def test_a_close_has_not_the_day_that_it_is_measured_from(text: str, days: list[int | None]) -> None:
    """The session before is in brackets or behind `보다`; of the day before no day of the calendar is printed."""
    found = key_figures(text, lang="ko", published=PUBLISHED)
    assert [figure.date and figure.date.day for figure in found] == days


def test_points_and_their_share_are_a_move_whatever_the_verb() -> None:
    """A verb that no table has makes no level of the points."""
    text = "The NASDAQ Composite swooned 291.3 points, or 1.6%, to 17,897.87."
    assert [str(figure.value) for figure in key_figures(text, lang="en", published=PUBLISHED)] == ["17897.87"]


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("○…가나정유는 1분기 매출이 9조4492억원으로 늘었다.", ["가나정유 1분기 매출"]),
        ("가나정유는 올 상반기 매출액이 3조6612억원이라고 밝혔다.", ["가나정유 상반기 매출액"]),
        ("가나정유는 지난 1분기에 매출 2조2804억원을 기록했다.", ["가나정유 1분기 매출"]),
        ("게임 분야 매출이 2620억원이었다.", []),
        ("이들 종목은 모두 시가총액 1,000억원이었다.", []),
        ("서부텍사스산 원유 선물 종가는 68.51달러였다.", []),
        ("가나정유의 지배주주 귀속 순이익은 428억원이었다.", []),
        ("이익이 늘 것으로 기대돼 목표주가가 11만원에서 13만원 선으로 높아졌다.", []),
    ],
)
def test_the_label_says_whose_and_of_what(text: str, labels: list[str]) -> None:
    """A mark before the name hides no owner; a branch, an attribution and a verb are none."""
    assert [figure.label for figure in key_figures(text, lang="ko", published=PUBLISHED)] == labels


@pytest.mark.parametrize(
    ("text", "labels"),
    [
        ("가나항공 3분기 영업이익은 300억원이다. 3분기 매출은 5조원이었다.", 2),
        (
            "가나항공 3분기 영업이익은 300억원이다. 다라쇼핑 3분기 순이익은 9억원이다. 3분기 매출은 5조원이다.",
            2,
        ),
        ("3분기 매출은 5조원이었다. 가나항공 3분기 영업이익은 300억원이다.", 1),
        ("3분기 매출은 5조원이었다. 실적이 좋았다. 3분기 매출은 7조원이었다.", 0),
        ("3분기 매출은 5조원이었다.", 1),
    ],
)
def test_an_amount_of_one_of_several_firms_is_nobodys(text: str, labels: int) -> None:
    """Without an owner in its label a number stays where at most one firm can be meant, which stands before it."""
    assert len(key_figures(text, lang="ko", published=PUBLISHED)) == labels


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("가나항공은 3분기 550억원의 영업손실을 냈다.", [("가나항공 3분기 영업손실", "55000000000")]),
        ("가나전자는 지난 3분기 12조원의 영업이익을 올렸다고 밝혔다.", [("가나전자 3분기 영업이익", "12000000000000")]),
        ("LG 가나는 800억원의 순이익을 거뒀다.", [("LG 가나 순이익", "80000000000")]),
        ("가나전자는 4분기 250억원의 매출을 올릴 전망이다.", []),
        ("증권가는 가나전자가 15조원의 영업이익을 올렸을 것으로 추정한다.", []),
        ("가나전자는 1년 전 9조원의 영업이익을 냈다.", []),
        ("가나전자가 미국에서 3조원의 매출을 올렸다.", []),
        ("가나전자 자회사 다라온은 1248억원의 영업손실을 냈다.", []),
        ("가나전자는 매출이 는 가운데 2080억원의 영업이익을 올렸다.", []),
        ("가나전자는 관세로 1조원의 영업이익이 줄었다.", []),
    ],
)
def test_an_amount_before_its_noun_is_the_topics(text: str, expected: list[tuple[str, str]]) -> None:
    """`N원의 영업손실을 냈다` is a figure of the one topic; of a part, a forecast or another year it is none."""
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("가나전자는 전 거래일보다 4.25% 오른 10만600원에 거래를 마쳤다.", [("가나전자 종가", "100600")]),
        ("가나전자(000001)는 0.86%(600원) 상승한 7만700원에 마감했다.", [("가나전자 종가", "70700")]),
        (
            "가나전자는 3% 내린 5만원에 마감했지만 다라화학은 2% 오른 4만원에 거래를 마쳤다.",
            [("가나전자 종가", "50000"), ("다라화학 종가", "40000")],
        ),
        ("가나전자는 코스피가 하락한 가운데 1.2% 내린 9만원에 마감했다.", []),
        ("가나전자 우선주는 1.2% 내린 7만원에 마감했다.", []),
        ("가나전자는 1.2% 내린 9만원에 거래를 마치며 고지를 내줬다.", [("가나전자 종가", "90000")]),
        ("가나전자는 1.2% 오른 9만원에 거래되고 있다.", []),
        (
            "20일 한국거래소에 따르면 가나는 전 거래일보다 9800원(7.12%) 내린 12만7800원에 거래를 마쳤다.",
            [("가나 종가", "127800")],
        ),
    ],
)
def test_a_close_is_of_the_one_topic_of_its_clause(text: str, expected: list[tuple[str, str]]) -> None:
    """`N% 오른 P원에 거래를 마쳤다`: with two topics, or a name of more words, the price is nobody's."""
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("GN GNS의 3분기 영업이익은 1202억원이다.", [("GN GNS 3분기 영업이익", "120200000000")]),
        ("GN 가나의 3분기 영업이익은 1202억원이다.", [("GN 가나 3분기 영업이익", "120200000000")]),
        ("가나의 3분기(7~9월) 매출은 7272억원이다.", [("가나 3분기 매출", "727200000000")]),
        ("가나의 매출은 7272억원으로 최대였으나 영업손실 422억원을 기록했다.", [("가나 매출", "727200000000")]),
        ("4대 금융지주의 3분기 순이익은 5조4863억원이다.", []),
        ("가나 공모가는 9100원, 상장 첫날 종가는 3만1000원이다.", [("가나 공모가", "9100")]),
    ],
)
def test_an_owner_is_a_whole_name(text: str, expected: list[tuple[str, str]]) -> None:
    """Both words of a Latin name; no verb, no day, none of many."""
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Gana reported third-quarter revenue of $57.01 billion, topping estimates of $54.92 billion.",
            [("Gana third-quarter revenue", "57010000000")],
        ),
        ("Gana posted net income of $4.1 billion, or 90 cents a share.", [("Gana net income", "4100000000")]),
        (
            "Gana's third-quarter operating profit fell 29% to $2.5 billion.",
            [("Gana third-quarter operating profit", "2500000000")],
        ),
        ("Gana said quarterly revenue rose 8% to $4.1 billion.", [("Gana quarterly revenue", "4100000000")]),
        ("Gana reported adjusted profit of $5.4 billion.", [("Gana adjusted profit", "5400000000")]),
        ("Gana's revenue of $13.47 billion beat estimates.", [("Gana revenue", "13470000000")]),
        ("Gana's pretax profit fell to $7.3 billion.", [("Gana pretax profit", "7300000000")]),
        ("Gana's shares opened at $52, above the $40 IPO price.", [("Gana shares open", "52")]),
        ("Gana's shares closed above $100.", []),
        ("Analysts expect Gana reported revenue of $57 billion.", []),
        ("Gana's profit forecast rose to $3 billion.", []),
        ("Gana reported revenue of more than $100 billion.", []),
    ],
)
def test_english_reports_state_figures_with_their_period(text: str, expected: list[tuple[str, str]]) -> None:
    """What was reported, posted or said, with the quarter and `adjusted` in the label."""
    assert stated(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("가나 주가는 시간외에서 192.15달러까지 올랐다.", "ko", [("가나 주가 시간외", "192.15")]),
        ("가나 주가는 프리마켓에서 196달러에 거래되고 있다.", "ko", [("가나 주가 시간외", "196")]),
        (
            "가나 주가는 정규장에서 186달러에 마감한 뒤 시간외에서 196달러까지 올랐다.",
            "ko",
            [("가나 주가", "186"), ("가나 주가 시간외", "196")],
        ),
        (
            "시간외 거래에서 5% 뛴 가나 주가는 이날 정규장에서 180.64달러에 마감했다.",
            "ko",
            [("가나 주가", "180.64")],
        ),
        ("Gana's shares traded at $196 in premarket trading.", "en", [("Gana shares after hours", "196")]),
        ("Gana's shares traded at $196 after the bell.", "en", [("Gana shares after hours", "196")]),
    ],
)
def test_a_price_outside_the_session_says_so(text: str, lang: str, expected: list[tuple[str, str]]) -> None:
    """After hours and before the open it is no close."""
    assert stated(text, lang) == expected


@pytest.mark.parametrize(
    ("text", "lang", "expected"),
    [
        ("가나는 4분기 매출을 650억달러(±2%)로 제시했다.", "ko", []),
        ("가나는 매출 5조원 달성에 실패했다.", "ko", []),
        ("가나는 주가 8만원 회복을 시도한다.", "ko", []),
        ("가나의 공모가는 3만원에서 3만5000원 사이다.", "ko", []),
        ("다라증권은 가나의 목표주가를 12만원으로 내릴 수 있다고 했다.", "ko", []),
        ("다라증권은 가나의 목표주가를 12만원으로 내렸다.", "ko", [("가나 목표주가", "120000")]),
        ("가나는 매출이 5조원이라는 보도를 부인했다.", "ko", []),
        ("가나의 영업이익은 500억원 흑자에서 200억원 적자로 돌아섰다.", "ko", []),
        ("가나의 협력사 매출이 5조원 늘었다.", "ko", []),
        ("가나 등 5개사의 매출은 5조원이다.", "ko", []),
        ("가나가 2030년까지 매출 10조원을 달성한다는 비전을 내놨다.", "ko", []),
        ("가나와의 합병으로 매출은 15조원이 된다.", "ko", []),
        ("가나의 PBR 1배 주가는 9만원이다.", "ko", []),
        ("가나의 주가는 배당락 전 9만원이었다.", "ko", []),
        ("Gana's sales staff got $2 million in bonuses.", "en", []),
        ("Gana's profit-sharing pool was $2 billion.", "en", []),
        ("Gana's revenue, combined with Dara's, was $5 billion.", "en", []),
        ("가나는 공모가 3만원의 두 배인 6만원에 시초가를 형성했다.", "ko", [("가나 공모가", "30000")]),
        ("가나의 1~9월 매출은 15조원이다.", "ko", []),
        ("증권사들은 가나의 4분기 매출을 3조원으로 본다.", "ko", []),
        ("가나는 4분기 매출 3조원을 자신했다.", "ko", []),
        ("가나는 매출 3조원을 노린다.", "ko", []),
        ("가나 매출 3조원 눈앞", "ko", []),
        ("가나의 매출이 3조원만 돼도 흑자다.", "ko", []),
        ("Gana's profit, excluding a $1 billion gain, was $5 billion.", "en", []),
        ("Excluding items, Gana's profit was $5 billion.", "en", []),
        ("Gana's revenue last year was $5 billion.", "en", []),
        ("Gana's revenue was $5 billion.", "en", [("Gana revenue", "5000000000")]),
        ("가나는 매출액의 3%인 300억원을 기부했다.", "ko", []),
        ("가나의 매출은 두 배인 300억원이다.", "ko", [("가나 매출", "30000000000")]),
        ("가나의 매출은 한때 5조원이었다.", "ko", []),
        ("가나의 영업이익은 10조원도 안 된다.", "ko", []),
        ("가나는 영업이익 10조원 클럽에 가입했다.", "ko", []),
        ("가나 주가가 7만원을 사이에 두고 등락했다.", "ko", []),
        ("가나 주가는 액면분할 전 기준 350만원이다.", "ko", []),
        ("S&P 500 futures were up 12.25 points at 6,812.50.", "en", []),
        ("Futures for the Dow Jones industrials rose 0.2% to 47,500.", "en", []),
        ("The S&P 500 was up 12.25 points at 6,812.50.", "en", [("S&P 500 level", "6812.5")]),
        ("가나의 영업이익은 1000억원가량 줄었다.", "ko", [("가나 영업이익 감소", "-100000000000")]),
        ("가나 주가는 3만원이나 올랐다.", "ko", [("가나 주가 상승", "30000")]),
        ("Gana's revenue fell $1 billion short of estimates.", "en", []),
        ("Gana's revenue rose to between $4 billion and $5 billion.", "en", []),
        ("Gana's revenue for the past three years totaled $15 billion.", "en", []),
        ("Dara said Gana's profit was $5 billion too high.", "en", []),
        ('"Gana\'s revenue is $5 billion," a user wrote, but the company denied it.', "en", []),
    ],
)
def test_what_is_offered_missed_denied_or_of_others_is_no_figure(
    text: str, lang: str, expected: list[tuple[str, str]]
) -> None:
    """Guidance, goals not reached, ranges, rumours, what was left, partners of a name; 가량 is no particle."""
    assert stated(text, lang) == expected


@pytest.mark.parametrize(("text", "direction"), [("영업익 12%↑", 1), ("영업익 12%↓", -1), ("영업익 12%", 0)])
def test_an_arrow_behind_a_number_says_which_way(text: str, direction: int) -> None:
    """As headlines print it."""
    assert [item.direction for item in quantities(text)] == [direction]


def test_above_twenty_is_no_rank() -> None:
    """`20 위로` is above twenty, `20위로` twentieth."""
    assert [item.unit for item in quantities("VIX는 20 위로 올라섰다.")] == []
    assert [item.unit for item in quantities("가나는 20위로 올라섰다.")] == ["rank"]


@pytest.mark.parametrize(
    ("text", "lang", "directions"),
    [
        ("Shares cratered 20% on Tuesday.", "en", {"20": -1}),
        ("Margins widened 140 basis points.", "en", {"140": 1}),
        ("It will cut prices by up to 15%.", "en", {"15": -1}),
        ("Sales rose by up to 15%.", "en", {"15": 1}),
        ("판매가 12% 쪼그라들었다.", "ko", {"12": -1}),
    ],
)
def test_the_most_of_a_move_goes_its_way(text: str, lang: str, directions: dict[str, int]) -> None:
    """`Up to` before a number is no rise; words of movement that papers like are known."""
    assert {str(item.value): item.direction for item in quantities(text, lang=lang)} == directions


def test_a_price_in_pence_is_no_index_point() -> None:
    """English papers print pence as `p`, Korean ones points of an index."""
    assert [item.unit for item in quantities("It sold shares at 180p each.", lang="en")] == []
    assert [item.unit for item in quantities("코스피는 12.5p 내렸다.", lang="ko")] == ["pt"]
