"""`digest explain`, `impacts`, `train`, `securities`: what the machine reads, with its rules and evidence."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from digest.cli import main
from digest.enrich.impacts import impacts
from digest.enrich.securities import Securities
from digest.library.reader import read_article
from digest.model import Extraction
from tests.conftest import ROOT

if TYPE_CHECKING:
    from pathlib import Path

DUMP = ROOT / "tests/input/newspim-layout.txt"
URL = "https://www.newspim.com/news/view/20241101000123"


def _json(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    assert main(list(arguments)) == 0
    return json.loads(capsys.readouterr().out)


def test_explain_names_companies_with_rule_and_place(capsys: pytest.CaptureFixture[str]) -> None:
    """Role, rule and spans of each company; sources are told as such; spans are where they say."""
    told = _json(capsys, "explain", str(DUMP), "--json")
    roles = {company["ticker"]: company["role"] for company in told["companies"]}
    assert roles["005930"] == "subject"
    assert roles["000660"] == "mentioned"
    assert "NVDA" not in roles
    assert all(company["rule"] and company["spans"] for company in told["companies"])
    assert told["sentiment"]["label"] == "negative"
    assert told["sentiment"]["evidence"]
    assert {figure["unit"] for figure in told["figures"]} >= {"KRW", "%"}


def test_explain_prints_the_sentences_that_say_so(capsys: pytest.CaptureFixture[str]) -> None:
    """For people: company, rule, sentiment with its sentences, figures."""
    assert main(["explain", str(DUMP)]) == 0
    out = capsys.readouterr().out
    assert "XKRX:005930" in out
    assert "sentiment: negative" in out
    assert "급감" in out


def test_explain_lines_answers_each_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """As many answers as lines, empty ones too, and spans count within the line."""
    path = tmp_path / "lines.txt"
    lines = [
        "엔비디아(NVDA) 주가가 17% 폭락했다.",
        "",
        "Apple shares rose 3%.",
        "코스피는 전일대비 35.26포인트(2.73%) 오른 5084.85에 마감했다.",
    ]
    path.write_text("\n".join(lines) + "\n", "utf-8")
    assert main(["explain", str(path), "--lines"]) == 0
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [item["text"] for item in told] == lines
    assert [[company["ticker"] for company in item["companies"]] for item in told] == [["NVDA"], [], ["AAPL"], []]
    span = told[0]["companies"][0]["spans"][0]
    assert lines[0][span["start"] : span["end"]] == span["text"]
    assert [item["sentiment"]["label"] for item in told][:3] == ["negative", "neutral", "positive"]
    assert "135.26" in told[3]["inconsistent"][0]["remedy"]


def test_impacts_are_drafted_from_the_clauses(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Only companies that the text names; every row says that a model made it; a curator's rows are kept."""
    told = _json(capsys, "impacts", str(DUMP), "--json")
    assert [row["ticker"] for row in told] == ["005930", "000660"]
    assert told[0]["direction"] == "negative"
    assert {row["by"] for row in told} == {"model"}
    assert told[0]["sector"] == "Information Technology"
    content = tmp_path / "content"
    assert main(["import", str(DUMP), "--url", URL, "--content", str(content)]) == 0
    path = next(content.glob("articles/*/*/*.md"))
    assert main(["impacts", str(path), "--write", "--content", str(content)]) == 0
    article = read_article(path.read_text("utf-8"), path.name)
    assert [row.ticker for row in article.impacts] == ["005930", "000660"]
    before = path.read_bytes()
    assert main(["impacts", str(path), "--write", "--content", str(content)]) == 1
    assert path.read_bytes() == before
    assert "has impacts of its own" in capsys.readouterr().err


def test_a_company_of_which_nothing_is_said_has_no_impact(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """It is told as a remark, and not written as neutral."""
    dump = tmp_path / "dump.txt"
    dump.write_text(
        "삼성전자 실적 쇼크\n\n[서울=뉴스핌] 홍길동 기자 = 삼성전자 영업이익이 급감했다. 주가도 떨어졌다.\n\n"
        "현대차 관계자는 이날 서울에서 열린 행사에 참석했다. 행사는 오후에 끝났다.\n",
        "utf-8",
    )
    assert main(["impacts", str(dump), "--content", str(tmp_path / "content")]) == 0
    out = capsys.readouterr().out
    rows = [line for line in out.splitlines() if "ticker" in line]
    assert ("005930" in str(rows), "005380" in str(rows)) == (True, False)
    assert "# 005380" in out
    assert "left out" in out


def test_explain_reads_the_source_of_an_article_and_the_text_of_a_page(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Front matter and tags are no words of it; an article whose source is not here is told."""
    content = tmp_path / "content"
    assert main(["import", str(DUMP), "--url", URL, "--content", str(content)]) == 0
    path = next(content.glob("articles/*/*/*.md"))
    capsys.readouterr()
    own = _json(capsys, "explain", str(path), "--json", "--content", str(content))
    assert own["sentiment"]["label"] == _json(capsys, "explain", str(DUMP), "--json")["sentiment"]["label"]
    assert [one["ticker"] for one in own["companies"]][:2] == ["005930", "000660"]
    page = tmp_path / "page.html"
    text = "Nvidia shares fell 3% after weak results. The company cut its forecast for the year, and analysts worry. "
    page.write_text(f"<html><body><article><h1>Chips</h1><p>{text * 3}</p></article></body></html>", "utf-8")
    found = _json(capsys, "explain", str(page), "--json")
    assert not any("<" in span["text"] for one in found["companies"] for span in one["spans"])
    assert found["sentiment"]["label"] == "negative"
    (content.parent / ".digest").rename(tmp_path / "gone")
    assert main(["explain", str(path), "--content", str(content)]) == 1
    assert "not in the local store" in capsys.readouterr().err


def test_a_trained_model_is_kept_only_where_it_is_better(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """Labels that follow words which the lexicon does not know are learnt; random ones are not kept."""
    words = {"positive": "푸른깃발", "negative": "검은깃발", "neutral": "흰깃발"}
    rows = [
        {"text": f"{number}번 소식에 {words[label]} 걸렸다", "lang": "ko", "label": label}
        for number in range(40)
        for label in words
    ]
    labels, out = tmp_path / "labels.jsonl", tmp_path / "model.json"
    labels.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    assert main(["train", "--labels", str(labels), "--out", str(out)]) == 0
    assert out.is_file()
    capsys.readouterr()
    text = tmp_path / "text.txt"
    text.write_text("오늘 소식에 검은깃발 걸렸다\n", "utf-8")
    assert main(["explain", str(text), "--lines", "--sentiment", f"trained:{out}"]) == 0
    told = json.loads(capsys.readouterr().out)["sentiment"]
    assert (told["label"], told["method"]) == ("negative", "trained")
    dull = [{"text": f"{number}번 소식", "lang": "ko", "label": row["label"]} for number, row in enumerate(rows)]
    labels.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in dull), "utf-8")
    other = tmp_path / "other.json"
    assert main(["train", "--labels", str(labels), "--out", str(other)]) == 1
    assert not other.exists()


@pytest.mark.parametrize("wish", ["vader", "onnx", "llm:x", "trained:none.json", "onnx:nowhere"])
def test_a_backend_that_is_not_there_is_told(
    capsys: pytest.CaptureFixture[str], wish: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """One line with what to do; never another backend in silence."""
    monkeypatch.delenv("DIGEST_LLM_URL", raising=False)
    assert main(["explain", str(DUMP), "--sentiment", wish]) == 1
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert ": " in err


@pytest.mark.parametrize("query", ["하이닉스", "hynix", "000660", "XKRX:000660"])
def test_securities_are_found_in_both_languages(capsys: pytest.CaptureFixture[str], query: str) -> None:
    """By a part of the name or the code."""
    assert main(["securities", "find", query]) == 0
    assert "XKRX:000660" in capsys.readouterr().out.splitlines()[0]


def test_the_table_of_securities_is_proved(capsys: pytest.CaptureFixture[str]) -> None:
    """No code is invalid, no name is shared by two issuers undeclared."""
    assert main(["securities", "check"]) == 0
    assert "0 problems" in capsys.readouterr().out
    assert main(["securities", "find", "그런회사는없다"]) == 1


def test_an_official_list_is_added_beside_ours(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    """New rows count everywhere at once; conflicts are told; a second import adds nothing."""
    content = tmp_path / "content"
    content.mkdir()
    export = tmp_path / "nasdaqlisted.txt"
    export.write_text(
        "Symbol|Security Name|Market Category|Test Issue|Financial Status|Round Lot Size|ETF|NextShares\n"
        "ZZTST|Zz Test Holdings Inc. - Common Stock|Q|N|N|100|N|N\n"
        "NVDA|NVIDIA Corporation - Common Stock|Q|N|N|100|N|N\n"
        "File Creation Time: 1123202612:00|||||||\n",
        "utf-8",
    )
    assert main(["securities", "import", str(export), "--content", str(content), "--dry-run"]) == 0
    assert not (tmp_path / "securities.csv").exists()
    assert main(["securities", "import", str(export), "--content", str(content)]) == 0
    assert "1 new" in capsys.readouterr().out.splitlines()[-1]
    assert main(["securities", "find", "ZZTST", "--content", str(content)]) == 0
    assert "XNAS:ZZTST" in capsys.readouterr().out
    before = (tmp_path / "securities.csv").read_bytes()
    assert main(["securities", "import", str(export), "--content", str(content)]) == 0
    assert (tmp_path / "securities.csv").read_bytes() == before
    assert main(["securities", "find", "ZZTST"]) == 1


def test_a_reason_points_where_the_judgement_does() -> None:
    """Words of the contrary sign weigh against it, and are no reason of it."""
    body = ("Apple's profit fell sharply and its sales plunged.", "Apple's shares rose 0.2%.")
    page = Extraction(title="Apple", body=body, lang="en")
    (row,) = impacts(page, Securities.load())
    assert row.impact.direction == "negative"
    assert "rose" not in (row.impact.reason or "")
    assert row.impact.reason
