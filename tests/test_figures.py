"""Proofs about numbers: what holds, what does not and its mend; summaries and series; the gold sentences."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from digest.check import moves_proof
from digest.check.disagreements import disagreements
from digest.check.figures import MOST, check_text
from digest.check.sessions import is_open
from digest.check.summary_figures import trace
from digest.model import Article

if TYPE_CHECKING:
    from types import ModuleType

ROOT = Path(__file__).resolve().parents[1]
PUBLISHED = date(2025, 1, 31)


def bench() -> ModuleType:
    """The benchmark as a module."""
    spec = importlib.util.spec_from_file_location("benchmark_figures", ROOT / "benchmarks" / "figures.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


def test_the_gold_sentences_reach_the_marks() -> None:
    """Extraction, contradictions found and false alarms on the sentences with hand-made gold."""
    module = bench()
    rows = module.cases(sorted(module.GOLD.glob("*.jsonl")))
    score = module.measure(rows)
    assert len(rows) >= 150
    assert score.contradictory >= 40
    assert score.f1 >= module.MIN_F1, score.misses
    assert score.found / score.contradictory >= module.MIN_FOUND, score.misses
    assert score.accused / score.sound <= module.MAX_ACCUSED, score.misses


def test_a_dropped_digit_is_named() -> None:
    """35.26 does not belong to 2.73% and 5084.85, and 135.26 would."""
    (finding,) = check_text("코스피는 35.26포인트(2.73%) 오른 5084.85에 마감했다.", lang="ko", published=PUBLISHED)
    assert finding.kind == "move"
    assert "0.70%" in finding.message
    assert "135.26포인트 instead of 35.26포인트" in finding.remedy


def test_a_chain_of_dated_prices_with_its_summing_sentence() -> None:
    """One pair of the chain gives the percentage, or none does."""
    text = "주가는 1월24일 142.62달러에서 1월27일 118.42달러까지 내린 뒤 1월30일 124.65달러에 마쳤다. "
    text += "최근 4거래일 사이 {}% 떨어진 셈이다."
    assert check_text(text.format("12.6"), lang="ko", published=PUBLISHED) == ()
    (finding,) = check_text(text.format("21.6"), lang="ko", published=PUBLISHED)
    assert "12.60%" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "주가가 2만1800원(9.86%) 내린 19만9200원이다.",
        "주가가 6만4000원(8.70%) 뛴 80만원이다.",
        "지수는 100.0에서 110.4로 10% 올랐다.",
        "지수는 100.0에서 109.6으로 10% 올랐다.",
        "매출이 8조원에서 10조원으로 25% 늘었다.",
        "매출이 1조2000억원에서 1조5000억원으로 25.3% 늘었다.",
        "외국인이 8896억원, 기관이 2650억원 사들였고 개인이 1조661억원 팔았다.",
    ],
)
def test_rounding_is_no_contradiction(text: str) -> None:
    """The printed places decide what is still right."""
    assert check_text(text, lang="ko", published=PUBLISHED) == ()


@pytest.mark.parametrize(
    ("text", "lang", "kind"),
    [
        ("가나전자는 -1.2% 오른 7만원에 마쳤다.", "ko", "sign"),
        ("지수는 725.80(-3.06, +0.42%)에 마쳤다.", "ko", "sign"),
        ("목표주가를 31만원에서 25만원으로 상향했다.", "ko", "direction"),
        ("Unemployment rose to 4.1% from 4.2%.", "en", "direction"),
        ("Revenue doubled to $6.3 billion from $2.1 billion.", "en", "move"),
        ("인수 대금은 300만달러(약 430억원)다.", "ko", "conversion"),
    ],
)
def test_other_contradictions(text: str, lang: str, kind: str) -> None:
    """Signs, words of direction, multiples and conversions."""
    assert [found.kind for found in check_text(text, lang=lang, published=PUBLISHED)] == [kind]


@pytest.mark.parametrize(
    "text",
    [
        "Profit rose to EUR 1.5 mn from EUR 1.3 mn, and that of the unit to EUR 1.3 mn from EUR 1.0 mn.",
        "Profit fell to EUR 6.2 mn from EUR 16.8 mn, representing 2.3 % of net sales.",
        "Its forecast for prices was 55% to 60%, up from 33% to 38%.",
        "The won weakened from 1,380 won to 1,420 won per dollar.",
        "매출이 두 배로 뛰는 동안 비용은 절반으로 줄었다.",
    ],
)
def test_neighbours_are_not_bound(text: str) -> None:
    """Numbers of two things in one sentence are not held against each other."""
    assert check_text(text, lang="en", published=PUBLISHED) == ()


def test_weekday_and_day_that_does_not_exist() -> None:
    """A day has one weekday, and February has no thirtieth day."""
    (finding,) = check_text("1월 27일(화) 발표했다.", lang="ko", published=PUBLISHED)
    assert finding.kind == "weekday"
    assert "Monday" in finding.message
    assert [found.kind for found in check_text("2025년 2월 30일 열렸다.", lang="ko", published=None)] == ["date"]


def test_market_days() -> None:
    """Holidays of Seoul and New York, and None beyond what the calendars know."""
    assert is_open("XKRX", date(2025, 1, 28)) is False
    assert is_open("XKRX", date(2025, 1, 31)) is True
    assert is_open("XNYS", date(2025, 1, 9)) is False
    assert is_open("XNAS", date(2025, 1, 9)) is False
    assert is_open("XKRX", date(1950, 1, 2)) is None
    assert is_open("XKRX", date(2200, 1, 2)) is None
    assert is_open("XXXX", date(2025, 1, 31)) is None


def test_a_saturday_in_seoul_is_a_friday_in_new_york() -> None:
    """A Korean paper may date a New York close by its own day."""
    text = "{} 다우지수는 0.3% 내린 채 마감했다."
    assert check_text(text.format("25일"), lang="ko", published=PUBLISHED) == ()
    assert [found.kind for found in check_text(text.format("25일(현지시간)"), lang="ko", published=PUBLISHED)] == [
        "session"
    ]


def test_the_calendar_is_loaded_only_when_asked() -> None:
    """Pandas costs a second at start-up: importing the check must not load it."""
    code = "import sys, digest.check.figures; sys.exit('pandas' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0


SOURCE = (
    "가나전자 주가는 1월24일 142.62달러에서 1월27일 118.42달러로 내렸다.\n"
    "하루 새 시가총액 5890억달러가 사라졌다. 개발비는 557만6000달러다. 지수는 3.07% 하락했다."
)


@pytest.mark.parametrize(
    ("summary", "verdict"),
    [
        ("1월 27일 118.42달러로 마쳤다", "found"),
        ("이틀 사이 17.0% 내렸다", "derived"),
        ("24.20달러 낮아졌다", "derived"),
        ("개발비는 약 560만달러다", "derived"),
        ("$589 billion", "found"),
        ("118.43달러", "missing"),
        ("지수는 3.07% 상승했다", "missing"),
        ("1월 28일", "missing"),
        ("560억달러", "missing"),
    ],
)
def test_numbers_of_a_summary_are_traced(summary: str, verdict: str) -> None:
    """Found, derivable with the way shown, or from nowhere."""
    traces = trace(summary, SOURCE, lang="ko", published=PUBLISHED)
    assert traces
    assert traces[-1].verdict == verdict
    assert traces[-1].how


def article(name: str, figures: list[dict[str, str]]) -> Article:
    """An article with these figures."""
    return Article.model_validate(
        {
            "id": name, "title": name, "date": "2025-01-28T00:00:00+09:00", "figures": figures,
            "source": {"url": f"https://example.com/{name}", "name": name},
        }
    )  # fmt: skip


def test_sources_that_differ_are_listed() -> None:
    """Three closes of one day, and values that agree when rounded."""
    close = {"label": "가나전자 종가", "unit": "USD", "date": "2025-01-27"}
    move = {"label": "가나전자 등락률", "unit": "%", "date": "2025-01-27"}
    found = disagreements(
        [
            article("a", [{**close, "value": "118.42"}, {**move, "value": "-16.97"}]),
            article("b", [{**close, "value": "118.51"}, {**move, "value": "-17.0"}]),
            article(
                "c",
                [
                    {**close, "label": "가나전자 종가 (다라통신)", "value": "118.58"},
                    {**close, "value": "142.62", "date": "2025-01-24"},
                ],
            ),
        ]
    )
    (entry,) = found
    assert (entry.label, entry.unit, entry.date) == ("가나전자 종가", "USD", date(2025, 1, 27))
    assert [(str(value.figure.value), value.source) for value in entry.values] == [
        ("118.42", "a"), ("118.51", "b"), ("118.58", "다라통신"),
    ]  # fmt: skip


def test_labels_of_two_languages_meet_through_names() -> None:
    """A table of names brings `Gana close` and `가나전자 종가` together."""
    one = article("a", [{"label": "가나전자 종가", "value": "10.1", "unit": "USD", "date": "2025-01-27"}])
    two = article("b", [{"label": "Gana close", "value": "10.2", "unit": "USD", "date": "2025-01-27"}])
    assert disagreements([one, two]) == ()
    assert len(disagreements([one, two], names={"가나전자": "G", "Gana": "G"})) == 1


def test_our_own_articles_are_sound() -> None:
    """No false alarm on the summaries that the site publishes."""
    files = sorted((ROOT / "content" / "articles").rglob("*.md"))
    if not files:
        pytest.skip("the library holds no article yet")
    alarms: list[tuple[str, str]] = []
    for path in files:
        _, front, body = path.read_text(encoding="utf-8").split("---\n", 2)
        if "\ndate: " not in front:
            continue  # a translation, which is proved against its original
        day = next(line for line in front.splitlines() if line.startswith("date: "))[6:16]
        lang = "en" if "\nlang: en" in front else "ko"
        alarms.extend(
            (path.name, found.message) for found in check_text(body, lang=lang, published=date.fromisoformat(day))
        )
    assert alarms == []


def test_the_real_page_is_sound() -> None:
    """No false alarm on a whole scraped page, boxes of other articles included."""
    page = ROOT.parent / "shared" / "input" / "newspim-20250131000527.txt"
    if not page.exists():
        pytest.skip("the real page is not part of the repository")
    assert check_text(page.read_text(encoding="utf-8"), lang="ko", published=PUBLISHED) == ()


@pytest.mark.parametrize(
    "text",
    [
        "135.26포인트(2.73%) 오른 " * 400,
        "1원과 " * 1500 + "합쳐 3원",
        "5000원에 " + "전일 대비 " * 2000 + "1원(1%) 올랐다",
    ],
)
def test_hostile_text_is_checked_in_bounded_time(text: str) -> None:
    """Repetitions cost no more than their length."""
    start = time.process_time()
    check_text(text, lang="ko", published=None)
    assert time.process_time() - start < 4


def test_a_text_of_contradictions_is_no_day_of_work(monkeypatch: pytest.MonkeyPatch) -> None:
    """A stranger's body of thousands is told by its first hundred: each asks for a search of what would mend it."""
    searched: list[object] = []
    mends = moves_proof._mends

    def noted(*asked: object) -> object:
        searched.append(asked)
        return mends(*asked)  # type: ignore[arg-type]

    monkeypatch.setattr(moves_proof, "_mends", noted)
    for text in (
        ", ".join(f"{n}.{n % 10}% 오른 {n}원" for n in range(10, 400)),
        " ".join("120.5원에서 987.6원으로 1.11% 올랐다." for _ in range(150)),
    ):
        searched.clear()
        assert len(check_text(text, lang="ko", published=date(2025, 2, 3))) == MOST
        assert len(searched) <= MOST
