"""Who an article is about: names, codes, homographs, sources and roles."""

from __future__ import annotations

import csv
import json
import time
from datetime import UTC, date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from digest.enrich.codes import unknown
from digest.enrich.companies import companies
from digest.enrich.draft import draft
from digest.enrich.meanings import slips
from digest.enrich.securities import Securities
from digest.model import Extraction

DATA = Path(__file__).parent / "data" / "matching"
SHARED = Path(__file__).resolve().parents[1].parent / "shared"
TABLE = Securities.load()


def _found(text: str, **more: Any) -> dict[str, str]:
    return {TABLE.ticker(c.security): c.role for c in companies(text, TABLE, **more)}


def _measure(path: Path) -> tuple[float, float]:
    """Precision and recall of what is named and no source."""
    right = wrong = missed = 0
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        gold = set(row["gold"] if "gold" in row else row["g"])
        found = {code for code, role in _found(row.get("text") or row["t"]).items() if role != "source"}
        right, wrong, missed = right + len(gold & found), wrong + len(found - gold), missed + len(gold - found)
    return right / (right + wrong), right / (right + missed)


@pytest.mark.parametrize("name", ["own.jsonl", "second.jsonl"])
def test_sentences_of_our_own_are_read_right(name: str) -> None:
    """F1 of at least 0.95 on the tuned set and on the set that was written after it."""
    precision, recall = _measure(DATA / name)
    assert 2 * precision * recall / (precision + recall) >= 0.95


def test_general_news_names_few_companies_wrongly() -> None:
    """At least nine of ten names in 300 sentences without finance are really the company."""
    precision, _recall = _measure(DATA / "general.jsonl")
    assert precision >= 0.9


@pytest.mark.parametrize(
    ("name", "precision", "recall"),
    [("exam.jsonl", 0.98, 0.97), ("general_exam.jsonl", 0.75, 0.8), ("third.jsonl", 0.97, 0.97)],
)
def test_sentences_of_a_second_hand(name: str, precision: float, recall: float) -> None:
    """Written by another hand; precision and recall before anything was tuned to them, then floors.

    Exam 0.955 and 0.917, general exam 0.382 and 0.867 (both before the rules were read), and the third set, written
    between two rounds of mending: 0.545 and 1.0 in its general sentences, 1.0 and 0.767 in its headlines.
    """
    found = _measure(DATA / name)
    assert found[0] >= precision
    assert found[1] >= recall


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Ford Recalls 600,000 Vehicles", "F"),
        ("Is Apple Losing Its Edge?", "AAPL"),
        ("Visa Beats Profit Estimates", "V"),
        ("Apple's Tim Cook met the president.", "AAPL"),
        ("Harrison Ford Dies at 83", None),
        ("Doug Ford Wins Third Term as Premier", None),
        ("Senate Moves to Block Visa Rules", None),
        ("Kevin Dell Hopes to Win Marathon", None),
    ],
)
def test_capitals_of_a_headline_are_no_longer_name(text: str, code: str | None) -> None:
    """In title case a capital verb beside a name says nothing; a first name before it still does."""
    assert set(_found(text)) == ({code} if code else set())


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("금융감독원은 대신증권에 과징금을 부과했다.", {"003540"}),
        ("현대건설은 경기 침체 속에서 사옥을 옮겼다.", {"000720"}),
        ("SK하이닉스가 지배구조 보고서를 냈다.", {"000660"}),
        ("대한항공은 현대건설을 세트스코어 3-0으로 꺾었다.", set()),
    ],
)
def test_words_that_hold_a_word_of_sports_are_no_sports(text: str, codes: set[str]) -> None:
    """감독원 holds 감독 (coach), 지배구조 holds 배구 (volleyball)."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("삼성 바이오로직스가 5공장을 가동했다.", "207940"),
        ("한화 에어로스페이스의 수주", "012450"),
        ("삼성 전자제품을 샀다.", None),
        ("한화 이글스", None),
        ("종목코드 A005930, 결산월 12월", "005930"),
    ],
)
def test_names_written_apart_and_labelled_codes(text: str, code: str | None) -> None:
    """A space behind the name of the group, and a code behind its label."""
    assert set(_found(text)) == ({code} if code else set())


def test_the_given_cases() -> None:
    """F1 of at least 0.95 on the cases that came with the task."""
    path = SHARED / "data/matching/cases.jsonl"
    if not path.exists():
        pytest.skip("the given cases are not on this machine")
    precision, recall = _measure(path)
    assert 2 * precision * recall / (precision + recall) >= 0.95


def test_the_real_page_names_two_companies() -> None:
    """Nvidia is the subject, Microsoft is mentioned, and nothing else is found."""
    path = SHARED / "input/newspim-20250131000527.txt"
    if not path.exists():
        pytest.skip("the real page is not on this machine")
    from digest.extract.dump import extract_dump

    page = extract_dump(path.read_text("utf-8"))
    for title in ("", page.title or ""):
        assert _found("\n".join(page.body), title=title) == {"NVDA": "subject", "MSFT": "mentioned"}


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("골드만삭스는 엔비디아 목표주가를 상향했다.", {"GS": "source", "NVDA": "subject"}),
        ("골드만삭스의 분기 순이익이 사상 최대를 기록했다.", {"GS": "subject"}),
        ("박모 키움증권 연구원은 반도체 업황이 좋다고 했다.", {"039490": "source"}),
        ("Analysts at Goldman Sachs cut their forecast for Tesla.", {"GS": "source", "TSLA": "subject"}),
        ("골드만삭스가 꼽은 AI 수혜주는 SK하이닉스다.", {"GS": "source", "000660": "subject"}),
        ('JP모건 "코스피 6000 간다"', {"JPM": "source"}),
        ('JP모건 "채용 두 배 늘린다"', {"JPM": "subject"}),
        ("톰슨로이터 집계에 따르면 애플 매출이 늘었다.", {"TRI": "source", "AAPL": "subject"}),
        ("Tesla was cut to underweight at Morgan Stanley.", {"MS": "source", "TSLA": "subject"}),
        ("Tesla was downgraded by Morgan Stanley.", {"MS": "source", "TSLA": "subject"}),
        ("Jobs were cut at Morgan Stanley.", {"MS": "subject"}),
        ("FactSet data show earnings grew 13%.", {"FDS": "source"}),
    ],
)
def test_a_firm_that_only_comments_is_a_source(text: str, roles: dict[str, str]) -> None:
    """Comments make a source, news of the firm itself does not."""
    assert _found(text) == roles


def test_the_title_makes_a_subject_and_a_passing_name_does_not() -> None:
    """A company of the title leads; one that is named once far down is mentioned."""
    body = "삼성전자가 새 공장을 짓는다.\n투자 규모는 크다.\n착공은 내년이다.\n애플도 공장을 둘러봤다.\n끝이다."
    assert _found(body, title="삼성전자, 공장 짓는다") == {"005930": "subject", "AAPL": "mentioned"}


def test_spans_point_into_the_text_and_the_title() -> None:
    """Places of the body slice the text; places of the title are negative."""
    text, title = "엔비디아가 올랐다.", "엔비디아 급등"
    (company,) = companies(text, TABLE, title=title)
    assert [span.start < 0 for span in company.spans] == [True, False]
    assert (f"{title}\n")[company.spans[0].start :][: len("엔비디아")] == "엔비디아"
    assert text[company.spans[1].start : company.spans[1].end] == "엔비디아"


@pytest.mark.parametrize("text", ["", "\n\n\n", "(((((" * 50, "$" * 500, "·" * 500, "\u1112\u1161" * 50])
def test_empty_and_odd_text_names_nobody(text: str) -> None:
    """Nothing is found and nothing breaks."""
    assert companies(text, TABLE) == ()


@pytest.mark.parametrize("unit", ["기아·메타·", "메타 ", "(005930", "삼성전자는은이가에서", "NYSE: ", "a@a.", "SK "])
def test_hostile_repetition_stays_linear(unit: str) -> None:
    """A text of one unit, eight times longer, costs at most some thirty times more."""

    def cost(times: int) -> float:
        start = time.process_time()
        companies(unit * times, TABLE)
        return time.process_time() - start

    cost(10)
    assert cost(1600) < 30 * max(cost(200), 0.004)


def test_indices_and_currencies_are_no_companies() -> None:
    """Instruments that are no shares are never found by name."""
    assert _found("코스피와 나스닥, 원·달러 환율, 국제 금값과 WTI, S&P500이 올랐다.") == {}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("LG Electronics said operating profit rose 10%. LG's revenue fell in the third quarter.", ["066570"]),
        ("LG전자 영업이익이 늘었다. LG는 배당을 늘린다.", ["066570"]),
        ("지주사 LG(003550)는 LG전자와 LG화학 지분을 가진다.", ["003550", "066570", "051910"]),
        ("LG 주가가 3% 올랐다.", ["003550"]),
    ],
)
def test_a_bare_group_name_beside_a_member_is_nobody(text: str, codes: list[str]) -> None:
    """Nothing says whether the holding company or the member is meant, unless its code stands there."""
    assert {company.security.code for company in companies(text, Securities.load())} == set(codes)


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("현대중공업지주는 31일 배당을 늘린다고 밝혔다.", {"267250"}),
        ("현대중공업 지주는 배당을 늘렸다.", {"267250"}),
        ("현대건설 지주는 배당을 늘렸다.", set()),
        ("대한항공지주는 배당을 늘렸다.", set()),
        ("하림지주 주가가 올랐다. 롯데지주는 내렸다.", {"003380", "004990"}),
        ("오리온 홀딩스가 배당을 늘렸다.", {"001800"}),
        ("KB금융 지주 주가가 올랐다.", {"105560"}),
        ("네이버 홀딩스가 배당을 늘렸다.", set()),
        ("한화 지주사 전환 뒤 주가가 올랐다.", {"000880"}),
    ],
)
def test_a_holding_company_is_not_the_company_of_its_name(text: str, codes: set[str]) -> None:
    """지주 and 홀딩스 behind a name are the row of that whole name, or nobody."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    "text",
    [
        "미국 스타트업이 31일 투자금을 유치했다. 한화 1조원 규모로 상장 이후 최대다.",
        "한화 약 1조3000억원의 매출을 올렸다.",
        "10억달러(한화 약 1조원)를 유치했다. 상장 이후 최대다.",
        "한화로 1조원이 넘는 매출을 올렸다.",
        "한화 기준 매출은 1조원이다.",
        "100만유로(한화 14억원)를 상장 자금으로 썼다.",
        "한화 수천억원을 상장 자금으로 썼다.",
        "1조원(한화)의 매출을 올렸다.",
    ],
)
def test_an_amount_in_won_is_no_company(text: str) -> None:
    """한화 is also the money of the country."""
    assert _found(text) == {}


@pytest.mark.parametrize(
    "text", ["한화 3분기 영업이익이 늘었다.", "한화는 1조원 규모 유상증자를 공시했다.", "한화, 1조원 유상증자 공시"]
)
def test_a_number_behind_hanwha_that_is_no_amount_in_won(text: str) -> None:
    """A quarter, a particle or a comma leaves the company."""
    assert set(_found(text)) == {"000880"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("GS 칼텍스 영업이익이 1조원으로 늘었다.", set()),
        ("SK 실트론 매출이 늘었다.", set()),
        ("SK 에코플랜트 상장이 미뤄졌다.", set()),
        ("포스코 건설 매출이 늘었다.", set()),
        ("포스코 포항특수 매출이 늘었다.", set()),
        ("CJ 올리브영 매출이 늘었다.", set()),
        ("LS 전선 매출이 늘었다.", set()),
        ("한화 토탈 매출이 늘었다.", set()),
        ("한화 임팩트 대표가 주식을 샀다.", set()),
        ("LG MMA 매출이 늘었다.", set()),
        ("SK On reported that revenue grew.", set()),
        ("카카오 모빌리티 매출이 늘었다.", set()),
        ("네이버 웹툰 매출이 늘었다.", set()),
        ("SK하이닉스와 SK 실트론 매출이 늘었다.", {"000660"}),
        ("HD현대 마린솔루션 매출이 늘었다.", {"443060"}),
        ("카카오 페이 매출이 늘었다.", {"377300"}),
        ("현대차 증권 매출이 늘었다.", {"001500"}),
        ("LG 디스플레이 매출이 늘었다.", {"034220"}),
        ("LG 이사회가 배당을 늘렸다.", {"003550"}),
        ("SK 최태원 회장이 지분을 매각했다.", {"034730"}),
        ("LG 계열사 지분 매각", {"003550"}),
        ("두산 3분기 실적 개선", {"000150"}),
        ("CJ 급등", {"001040"}),
        ("LG CEO said profit rose.", {"003550"}),
        ("SK㈜ C&C 매출이 늘었다.", {"034730"}),
        ("포스코 DX와 삼성 SDI 매출이 늘었다.", {"022100", "006400"}),
        ("코오롱 이웅열 전 회장이 주식을 샀다.", {"002020"}),
        ("카카오 노조는 성과급을 요구했다.", {"035720"}),
    ],
)
def test_a_member_of_a_group_written_apart_is_not_the_holding_company(text: str, codes: set[str]) -> None:
    """Behind the name of a group an ordinary word leaves the company, any other is the name of a member."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("현대중공업(009540)이 31일 3% 올랐다. 현대중공업은 배당을 늘린다.", {"009540"}),
        ("오리온(001800)이 올랐다.", {"001800"}),
        ("롯데제과(004990)가 올랐다.", {"004990"}),
        ("F&F(007700)가 올랐다.", {"007700"}),
        ("OCI(010060)가 올랐다.", {"010060"}),
        ("SK케미칼(006120)이 올랐다.", {"006120"}),
        ("신세계(031430)가 올랐다. 신세계는 배당을 늘린다.", set()),
        ("소니(NYSE: SONY)가 올랐다. 소니는 배당을 늘린다.", {"6758"}),
        ("SK텔레콤(NYSE: SKM)은 배당을 늘린다.", {"017670"}),
        ("테슬라(NYSE: TSL)가 올랐다.", set()),
        ("Tesla, Inc. (NYSE: TSL) fell.", set()),
        ("현대중공업 (009540.KS)이 올랐다.", {"009540"}),
        ("현대중공업(A009540)이 올랐다.", {"009540"}),
        ("현대중공업(코스피·009540)이 올랐다.", {"009540"}),
        ("현대중공업 주가(009540)가 올랐다.", {"009540"}),
        ("삼성전자(005935)가 올랐다. 삼성전자는 배당을 늘린다.", {"005935", "005930"}),
        ("삼성물산(02826K)이 올랐다. 삼성물산은 배당을 늘린다.", {"028260"}),
        ("오리온(271560)이 올랐다. 오리온(001800)이 내렸다. 오리온은 과자를 만든다.", {"271560", "001800"}),
        ("테슬라(NASDAQ: TSLA)가 올랐다.", {"TSLA"}),
        ("Berkshire Hathaway (NYSE: BRK.A) rose.", {"BRK.B"}),
        ("Berkshire Hathaway (NYSE: BRK-B) rose.", {"BRK.B"}),
        ("Tesla (NYSE: TSLA) rose.", {"TSLA"}),
        ("삼성전자(2024Q4)가 올랐다.", {"005930"}),
        ("삼성전자(코스피: 2500)가 올랐다.", {"005930"}),
        ("현대중공업(54,000원)이 올랐다.", {"329180"}),
        ("[009540] 현대중공업 3분기 실적", {"009540"}),
        ("[031430] 신세계 목표가 상향", set()),
        ("[005935] 삼성전자 배당 결정", {"005935"}),
        ("▲(005930)삼성전자 ▲(000660)SK하이닉스", {"005930", "000660"}),
        ("삼성전자 (005930) 현대중공업 (009540)이 올랐다.", {"005930", "009540"}),
        ("Shares of Alphabet (GOOG) fell.", {"GOOG"}),
        ("알파벳(GOOGL)이 올랐다.", {"GOOGL"}),
        ("버크셔해서웨이(BRKB)가 올랐다.", {"BRK.B"}),
        ("테슬라(TSL)가 올랐다. 테슬라는 차를 만든다.", set()),
        ("개인은 엔비디아(NVDL)를 샀다.", set()),
        ("메타(FB)와 소니(SONY), 엔비디아(GPU)가 올랐다.", {"META", "6758", "NVDA"}),
        ("현대차(005830)가 올랐다. 현대차는 배당을 늘린다.", set()),
        ("현대차(005830.KS)가 올랐다.", set()),
        ("[000660] 삼성전자 배당 결정", set()),
        ("Alphabet (NASDAQ: META) fell.", set()),
        ("Nvidia (NASDAQ: AMD) rose.", set()),
        ("조사 대상(005930)이 늘었다.", {"005930"}),
    ],
)
def test_a_code_beside_a_name_says_which_company_is_meant(text: str, codes: set[str]) -> None:
    """The code wins, there and further on; one that the table lacks, or of who never had the name, leaves nobody."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("동일철강(023790)이 올랐다. 동일철강(023790)은 철을 만든다.", [("동일철강", "023790")]),
        ("신세계 (031430)와 테슬라(NYSE: TSL)", [("신세계", "031430"), ("테슬라", "NYSE: TSL")]),
        ("삼성전자(005930), 매출(2024Q4), 사업자번호(123456), 지수(코스피: 2500), (043210)", []),
    ],
)
def test_codes_that_the_table_lacks_are_told(text: str, codes: list[tuple[str, str]]) -> None:
    """Each once, with the name beside it; years, prices and other numbers are no codes."""
    assert [(found.name, found.code) for found in unknown(text, TABLE)] == codes


def test_a_symbol_that_only_looks_like_the_right_one_is_told() -> None:
    """Each once: a slip or a fund on the shares; words in brackets that are no symbol are nothing."""
    text = "테슬라(TSL)와 애플(APPL), 테슬라(TSL), 테슬라(TSLA), 메타(AI), 엔비디아(GPU)"
    assert [(found.name, found.code) for found in slips(text, TABLE)] == [("테슬라", "TSL"), ("애플", "APPL")]
    assert [(one.name, one.code) for one in slips("현대차(005830)가 올랐다.", TABLE)] == [("현대차", "005830")]
    day = datetime(2025, 1, 31, 9, tzinfo=UTC)
    page = Extraction(title="테슬라(TSL) 급등", body=("주가가 올랐다.",), published=day)
    made = draft(page, "0" * 64, TABLE, rights="link", basis=None)
    assert made.tickers == ()
    assert any(note.startswith("tickers: TSL (beside 테슬라)") for note in made.notes)


def test_a_draft_tells_of_a_code_that_the_table_lacks() -> None:
    """The name beside it is no ticker, and the curator is told why."""
    page = Extraction(
        title="신세계(031430) 급등", body=("신세계가 20% 올랐다.",), published=datetime(2025, 1, 31, 9, tzinfo=UTC)
    )
    made = draft(page, "0" * 64, TABLE, rights="link", basis=None)
    assert made.tickers == made.mentions == ()
    assert [note for note in made.notes if note.startswith("tickers: ")] == [
        "tickers: 031430 (beside 신세계) is in no table: add its row to securities.csv, or leave the company out"
    ]


@pytest.mark.parametrize(
    ("title", "roles"),
    [
        ("휘트니, 골드만삭스 매수로 상향", {"GS": "subject"}),
        ("휘트니, 골드만삭스 투자의견 '매수'로 상향", {"GS": "subject"}),
        ("UBS, 모건스탠리 목표주가 100달러로 상향", {"MS": "subject", "UBSG": "source"}),
        ("대신증권은 키움증권의 목표주가를 15만원으로 상향했다", {"039490": "subject", "003540": "source"}),
        ("골드만삭스 투자의견이 매수로 상향됐다", {"GS": "subject"}),
        ("Whitney upgrades Goldman Sachs to buy", {"GS": "subject"}),
        ("JPMorgan cuts price target on Goldman Sachs", {"GS": "subject", "JPM": "source"}),
        ("골드만삭스 투자의견 상향", {"GS": "subject"}),
        ("골드만삭스, 엔비디아 목표가 상향", {"NVDA": "subject", "GS": "source"}),
        ("엔비디아, 골드만삭스 목표가 상향에 급등", {"NVDA": "subject", "GS": "source"}),
        ("테슬라, 골드만삭스 목표가 상향", {"TSLA": "subject", "GS": "source"}),
        ("엔비디아, 골드만삭스 매수 의견에 강세", {"NVDA": "subject", "GS": "source"}),
    ],
)
def test_a_firm_that_another_judges_is_no_source(title: str, roles: dict[str, str]) -> None:
    """A bank whose own rating changes is a company of the article; the bank that judges others stays a source."""
    assert _found("오늘은 맑다. 내일은 비가 온다. 모레는 눈이 온다.", title=title) == roles


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("삼성전자가 올랐다. 매수 상위 창구에는 키움증권, 미래에셋증권 등이 올랐다.", {"005930"}),
        ("매도 창구 상위에는 모건스탠리, JP모건이 이름을 올렸다. 삼성전자는 내렸다.", {"005930"}),
        ("삼성전자는 키움증권 창구를 통해 매수세가 유입됐다.", {"005930"}),
        ("거래원별로는 키움증권이 가장 많이 샀다.", set()),
        ("키움증권은 영업이익이 늘었다.", {"039490"}),
        ("KB금융은 은행 창구에서 펀드를 팔아 순이익이 늘었다.", {"105560"}),
    ],
)
def test_a_broker_as_the_window_of_others_is_no_company(text: str, codes: set[str]) -> None:
    """Brokers in a list of windows say nothing of themselves; the counter of a bank is no such window."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    ("text", "day", "codes"),
    [
        ("현대중공업이 3% 올랐다.", date(2015, 6, 1), set()),
        ("현대중공업이 3% 올랐다.", date(2021, 9, 17), {"329180"}),
        ("현대중공업이 3% 올랐다.", None, {"329180"}),
        ("현대중공업(009540)이 3% 올랐다.", date(2015, 6, 1), {"009540"}),
        ("오리온과 삼성전자가 올랐다.", date(2016, 6, 1), {"005930"}),
        ("삼성물산이 올랐다.", date(2014, 6, 1), set()),
        ("롯데제과가 올랐다.", date(2016, 6, 1), set()),
        ("롯데웰푸드가 올랐다.", date(2024, 6, 1), {"280360"}),
        ("LG에너지솔루션이 상장을 추진한다.", date(2021, 6, 1), {"373220"}),
    ],
)
def test_a_name_means_what_it_meant_on_the_day(text: str, day: date | None, codes: set[str]) -> None:
    """A name that another company had on the day of the article is nobody, but for a code beside it."""
    assert {TABLE.ticker(company.security) for company in companies(text, TABLE, day=day)} == codes


def test_dated_names_are_names_of_the_table() -> None:
    """Each row is a listing that we have, and its names are names of it."""
    for row in csv.DictReader(files("digest.data").joinpath("names_since.csv").read_text("utf-8").splitlines()):
        security = TABLE.get(f"{row['mic']}:{row['code']}")
        assert security is not None
        known = {security.name_ko, security.name_en, *security.aliases}
        assert set(filter(None, row["names"].split("|"))) <= known


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("운용사는 'KODEX 엔비디아 채권혼합' ETF의 순자산이 늘었다고 했다.", set()),
        ("개인은 테슬라 2배 레버리지 ETF를 순매수했다.", set()),
        ("SK하이닉스 단일종목 레버리지가 홍콩에 상장했다.", set()),
        ("삼성전자 ELS 발행액이 늘었다.", set()),
        ("The Direxion Daily Nvidia Bull 2X ETF slumped.", set()),
        ("A Tesla 2X Long Daily ETF drew inflows.", set()),
        ("ETF 자금이 삼성전자로 몰렸다.", {"005930"}),
        ("KODEX 200의 비중은 삼성전자가 가장 크다.", {"005930"}),
        ("삼성전자 액티브 투자와 ETF 비중", {"005930"}),
        ("Nvidia shares led the ETF higher.", {"NVDA"}),
    ],
)
def test_a_fund_is_not_the_company_whose_shares_it_holds(text: str, codes: set[str]) -> None:
    """The brand before the name or the kind of product behind it makes the name part of the fund's."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Nasdaq rose 1.2% to a record.", set()),
        ("Nasdaq closed at a record high as stocks rallied.", set()),
        ("Nasdaq shares fell as tech stocks slid.", set()),
        ("Nasdaq Inc. reported record profit.", {"NDAQ"}),
        ("Nasdaq (NASDAQ: NDAQ) raised its dividend.", {"NDAQ"}),
        ("Shell companies face new disclosure rules on profits.", set()),
        ("Shell shares slipped as oil fell.", {"SHEL"}),
        ("Ball bearings maker SKF cut its outlook.", set()),
        ("Caterpillar infestations hurt corn crops.", set()),
        ("Caterpillar raised its outlook.", {"CAT"}),
        ("Micron-sized particles were found.", set()),
        ("Micron shares rose.", {"MU"}),
        ("Morgan Stanley Capital International's index fell.", set()),
        ("Tencent Music beat estimates.", set()),
        ("Merck KGaA cut its outlook.", set()),
        ("텐센트 뮤직 주가가 올랐다.", set()),
        ("텐센트 주가가 올랐다.", {"0700"}),
    ],
)
def test_an_index_a_thing_or_a_namesake_is_no_company(text: str, codes: set[str]) -> None:
    """The Nasdaq of the news is the index; other companies that begin with the name are others."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("The CBOE Volatility Index jumped 6% to 17.2.", set()),
        ("Apple was among the biggest losers in the 30-stock Dow.", {"AAPL"}),
        ("Intel shares fell most on the Dow.", {"INTC"}),
        ("Dow cut its dividend after a loss at its plastics unit.", {"DOW"}),
        ("The race at Nucor Motor Speedway drew a crowd.", set()),
        ("State Street bridge repairs cost $3 million.", set()),
        ("Store sales rose 3%, Mastercard SpendingPulse said.", set()),
        ("스타벅스코리아는 매출이 3조원을 넘었다.", set()),
        ("스타벅스 코리아가 값을 올렸다.", set()),
        ("스타벅스가 값을 올렸다.", {"SBUX"}),
    ],
)
def test_a_thing_that_bears_a_name_is_no_company(text: str, codes: set[str]) -> None:
    """An index, a track, a bridge, and a chain that belongs to another company."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Earnings were below the consensus among analysts polled by FactSet.", {"FDS": "source"}),
        ("Revenue missed a consensus estimate from Thomson Reuters.", {"TRI": "source"}),
        ("FactSet shares fell 8%.", {"FDS": "subject"}),
        ("가나소재 목표주가가 올랐다. 키움증권(039490)은 2만원에서 3만원으로 올려잡았다.", {"039490": "source"}),
        ("It was Citigroup's turn to report good news: net income rose.", {"C": "subject"}),
    ],
)
def test_who_counts_the_estimates_is_a_source(text: str, roles: dict[str, str]) -> None:
    """Who polls, who compiles and who sets a target is quoted; who is to report is the news."""
    assert _found(text) == roles


def test_a_person_of_that_name_and_news_of_a_company_are_told_apart() -> None:
    """The founder is not the firm; an apology is news of the firm."""
    assert _found("Ralph Lauren, the designer, spoke at the gala.") == {}
    assert set(_found("Ralph Lauren, the clothing company, raised its outlook.")) == {"RL"}
    assert set(_found("KT가 사과했다.")) == {"030200"}


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Shares of Target slid 3% after the retailer cut its view.", {"TGT"}),
        ("Block shares sank 15% after the payments firm reported.", {"XYZ"}),
        ("The group held a block of shares.", set()),
        ("The EU opened a probe into Visa.", {"V"}),
        ("Applicants for a Visa must pay the company $500.", set()),
        ("The Dow took a hit from tariffs.", set()),
        ("GM took a charge of $1.6 billion.", {"GM"}),
        ("Alphabet won a court ruling on Friday.", {"GOOGL"}),
        ("The court heard that Waters, a former employee, was owed damages.", set()),
        ("State Street raised its dividend.", {"STT"}),
        ("Police closed State Street after a fire.", set()),
        ("JD.com opened a store.", {"JD"}),
        ("Write to www.JD.com or ir@JD.com, or see JD.com/shop for more.", set()),
        ("보잉의 신용등급 전망이 올랐다.", {"BA"}),
        ("정부는 안랩에 대한 조사에 들어갔다.", {"053800"}),
        ("법원이 영풍의 손을 들어줬다.", {"000670"}),
        ("영풍 문고에서 책을 샀다.", set()),
        ("선생님은 알파벳을 가르친다.", set()),
        ("가나식품이 MSCI 지수에 들어갔다.", set()),
        ("공매도가 늘자 가나가 집중 타깃이 됐다.", set()),
        ("타깃이 실적 전망을 낮췄다.", {"TGT"}),
        ("가나는 애플에 밀려 2위가 됐다.", {"AAPL"}),
        ("The Hartford raised its dividend.", {"HIG"}),
        ("The BOE raised its inflation forecast.", set()),
        ("Arm's length deals are required by the court.", set()),
        ("Block trades worth $2 billion were executed.", set()),
        ("The court said EQT, a Swedish buyout firm, may bid.", set()),
        ("CVS took a charge of $5.7 billion.", {"CVS"}),
        ("CVS 부문 매출이 늘었다.", set()),
        ("Sales of MS drugs fell as patients switched.", set()),
        ("MS 주가가 2% 올랐다.", {"MSFT"}),
        ("SBS 3분기 매출은 2000억원이다.", {"034120"}),
        ("SBS에 따르면 매출이 오를 전망이다.", set()),
        ("The startup filed an S-1 for its listing on Nasdaq.", set()),
        ("에스원이 자사주를 샀다.", {"012750"}),
        ("The loan's APR is 7%, the company said.", set()),
        ("가나는 5%, 삼천리는 전날보다 30% 하락한 17만원에 장을 마쳤다.", {"004690"}),
        ("메르세데스-벤츠 그룹의 이익이 줄었다.", {"MBG"}),
        ("한화 그룹의 이익이 줄었다.", set()),
    ],
)
def test_a_word_with_another_meaning_is_a_company_where_it_acts_as_one(text: str, codes: set[str]) -> None:
    """Its shares, a probe into it, a verb of its own; a street, a permit and an index of its name are none."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Barclays raised its guidance and named a chairman.", "subject"),
        ("UBS beat forecasts in the quarter.", "subject"),
        ("Nomura cut its dividend.", "subject"),
        ("UBS cut its profit forecast for Gana.", "source"),
        ("Goldman Sachs cut its forecast for oil.", "source"),
    ],
)
def test_a_broker_that_changes_its_own_business_is_no_source(text: str, role: str) -> None:
    """Its guidance, its dividend, its results; a forecast for another is a comment."""
    assert list(_found(text).values()) == [role]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        (
            "키움증권은 한국콜마 목표가를 9만원에서 10만원으로, NH투자증권은 기존 8만원에서 9만원으로 올렸다.",
            {"161890": "subject", "039490": "source", "005940": "source"},
        ),
        ("무디스는 한국전력의 등급을 유지했다.", {"015760": "subject", "MCO": "source"}),
        ("Tesla fell after price target cuts from Gana and Deutsche Bank.", {"TSLA": "subject", "DBK": "source"}),
        (
            "Charles Schwab was double downgraded to underperform at Bank of America.",
            {"SCHW": "subject", "BAC": "source"},
        ),
    ],
)
def test_every_firm_of_a_list_of_targets_is_a_source(text: str, roles: dict[str, str]) -> None:
    """The next of a list of targets only judges; the broker that another judges twice over is the news."""
    assert _found(text) == roles


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Baxter said he would step down as mayor.", set()),
        ("Wynn testified before Congress.", set()),
        ("Chevron deference was overturned by the Supreme Court.", set()),
        ("Berkshire county in England saw floods.", set()),
        ("싱가포르 프리포트 수장고에 그림을 맡겼다.", set()),
        ("Baxter shares fell 3% after earnings.", {"BAX"}),
        ("Chevron said that its profit fell.", {"CVX"}),
        ("Berkshire bought more shares.", {"BRK.B"}),
        ("프리포트 주가가 올랐다.", {"FCX"}),
    ],
)
def test_short_names_that_are_people_places_or_doctrines_too(text: str, codes: set[str]) -> None:
    """They mean the company where something says so."""
    assert _found(text).keys() == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("삼성화재, 대한항공 완파…선두 추격", set()),
        ("기업은행이 도로공사를 꺾고 플레이오프에 올랐다.", set()),
        ("LG가 KT를 5-2로 눌렀다.", set()),
        ("삼성화재가 대한항공을 3대 0으로 이겼다.", set()),
        ("KT 주가가 구단 우승에 3% 올랐다.", {"030200"}),
        ("삼성화재가 보험료를 1% 내린다.", {"000810"}),
        ("삼성화재, 대한항공 잡고 선두로", set()),
        ("현대모비스, 안방서 SK에 덜미", set()),
        ("SK하이닉스, 삼성전자 꺾고 D램 1위", {"000660", "005930"}),
        ("현대건설, 흥국생명 꺾고 2위", set()),
        ("SK텔레콤이 KT를 넘고 시장 1위에 올랐다.", {"017670", "030200"}),
        ("A court cut Apple's penalty.", {"AAPL"}),
    ],
)
def test_a_team_is_told_by_its_score(text: str, codes: set[str]) -> None:
    """A team climbs and leads like a share does; a score or a word of sports tells it, a percentage or price clears."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Apple prices at farm stands rose after a late frost.", set()),
        ("The Visa ban on travelers took effect on Monday, airlines said.", set()),
        ("The Ford administration ended in 1977.", set()),
        ("기아 문제 해결을 위한 국제회의가 열렸다.", set()),
        ("아마존의 나무들이 불타고 있다.", set()),
        ("한샘이는 엄마 손을 잡고 학교에 갔다.", set()),
        ("한샘이 배당을 늘렸다.", {"009240"}),
        ("쿠팡Inc가 3분기 매출을 늘렸다.", {"CPNG"}),
        ("The Invesco QQQ Trust slid 1%.", set()),
        ("가수가 신보 '애플 크러시'로 돌아온다.", set()),
        ("'애플 쇼크'에 부품주가 하락했다.", {"AAPL"}),
        ("Invesco shares slid 1%.", {"IVZ"}),
    ],
)
def test_a_fruit_a_permit_a_president_and_a_child_are_no_companies(text: str, codes: set[str]) -> None:
    """Words of the other meaning, and 이는 behind a given name."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Morgan Stanley said the rally has further to go.", {"MS": "source"}),
        ("Nvidia could double, Morgan Stanley said.", {"NVDA": "subject", "MS": "source"}),
        ("Morgan Stanley said its profit rose 26%.", {"MS": "subject"}),
        ("Morgan Stanley said it will cut jobs.", {"MS": "subject"}),
        ("키움증권은 삼성전자에 대해 '매수' 의견을 유지했다.", {"005930": "subject", "039490": "source"}),
        ("노무라는 내년 코스피 목표를 5500으로 올렸다.", {"8604": "source"}),
        ("노무라는 내년 배당 목표를 올렸다.", {"8604": "subject"}),
        ("미래에셋증권, 목표가 줄상향에 강세", {"006800": "subject"}),
    ],
)
def test_what_a_broker_said_of_others_is_a_comment(text: str, roles: dict[str, str]) -> None:
    """Without a word for itself or its own business."""
    assert _found(text) == roles


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Walter Kroger retired as principal.", set()),
        ("Kroger raised its outlook.", {"KR"}),
        ("Rob Lowe's new show premieres in January.", set()),
        ("Lowe's profit topped estimates.", {"LOW"}),
        ("Sen. Bob Casey's campaign raised $5 million.", set()),
        ("Casey's mother said he loved baseball.", set()),
        ("Casey's shares hit a record after earnings.", {"CASY"}),
        ("Mayor Moody's proposal was rejected.", set()),
        ("John M. Ford wrote novels. Ford's fans still search for them.", set()),
        ("Michael Ford spoke. Ford Motor raised its outlook, and Ford shares rose.", {"F"}),
        ("Eli Lilly raised its outlook. Lilly sells drugs.", {"LLY"}),
        ("Charles Schwab cut jobs.", {"SCHW"}),
    ],
)
def test_a_surname_is_no_company(text: str, codes: set[str]) -> None:
    """Behind a given name or a title, and further on where no company of that name is written out."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("She won the Sony Open in Honolulu.", set()),
        ("The band plays the Verizon Amphitheatre in June.", set()),
        ("Sony opened a studio.", {"6758"}),
        ("H&R Block raised its dividend.", set()),
        ("Block shares tumbled.", {"XYZ"}),
        ("모비스가 SK를 꺾고 4연승을 달렸다.", set()),
        ("웹툰 플랫폼 코미코가 인기다.", set()),
    ],
)
def test_what_a_company_only_sponsors_or_shares_a_name_with(text: str, codes: set[str]) -> None:
    """Tournaments, halls, teams and cartoons of that name."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("According to data from CoStar, rents fell.", {"CSGP": "source"}),
        ("아이큐비아 집계에 따르면 비만약이 많이 팔렸다.", {"IQV": "source"}),
        ("CBRE raised its outlook.", {"CBRE": "subject"}),
        ("가트너는 내년 반도체 매출이 12% 늘 것으로 전망했다.", {"IT": "source"}),
        ("골드만삭스는 3분기 매출이 12% 늘었다.", {"GS": "subject"}),
    ],
)
def test_a_firm_that_counts_for_others_is_a_source(text: str, roles: dict[str, str]) -> None:
    """What it counted or expects of others; its own business is its own news."""
    assert _found(text) == roles


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("코스트코코리아는 지난해 매출 6조원을 올렸다.", set()),
        ("구글 코리아에 과징금이 부과됐다.", set()),
        ("삼성전자도 코리아 디스카운트를 피하지 못했다.", {"005930"}),
        ("SK하이닉스, 코리아 디스카운트 넘는다", {"000660"}),
        ("Nestle India rose 3% in Mumbai.", set()),
        ("Costco Korea's sales grew.", set()),
        ("Apple India sales hit a record.", {"AAPL"}),
        ("Tesla China sales fell.", {"TSLA"}),
    ],
)
def test_a_company_in_one_country_is_its_own(text: str, codes: set[str]) -> None:
    """구글코리아 and Nestle India are companies of their own; sales of a company in a country are its sales."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Kia Nurse scored 22 points.", set()),
        ("Kia Sorento sales rose.", {"000270"}),
        ("Old McDonald's farm has sold its last cow.", set()),
        ("McDonald's Big Mac gets pricier.", {"MCD"}),
        ("Tesla Model Y sales fell in Europe.", {"TSLA"}),
        ("On Monday Ford said it would cut jobs.", {"F"}),
        ("The Eaton fire destroyed homes.", set()),
        ("Toyota Gazoo Racing won in the rain.", set()),
        ("한샘 씨는 올해 스물아홉이다.", set()),
        ("디플러스 기아가 경기 없이 올라갔다.", set()),
        ("농심 레드포스가 상대를 잡았다.", set()),
    ],
)
def test_a_person_and_a_team_are_no_company_but_a_product_names_its_maker(text: str, codes: set[str]) -> None:
    """Who bears a name as a person or a team is another; a product or a day beside the name hides no company."""
    assert set(_found(text)) == codes


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("Goldman Sachs cut Nike to neutral from buy.", {"GS": "source", "NKE": "subject"}),
        ("Deutsche Bank started Nvidia with a hold.", {"DBK": "source", "NVDA": "subject"}),
        ("Goldman Sachs cut its costs to keep its shares a buy.", {"GS": "subject"}),
        ("무디스가 현대차 등급을 'A3'로 유지했다.", {"MCO": "source", "005380": "subject"}),
        ('대신증권은 "하이브의 실적이 기대를 밑돌 것"이라고 했다.', {"003540": "source", "352820": "subject"}),
        ('삼성증권은 "당사 실적이 좋아질 것"이라고 밝혔다.', {"016360": "subject"}),
    ],
)
def test_who_grades_and_who_foretells_is_a_source(text: str, roles: dict[str, str]) -> None:
    """A firm that moves another to a grade or says in quotation marks what is to come of it is quoted."""
    assert _found(text) == roles
