"""Open data: documented, the same fields in every record, safe in a spreadsheet, without a publisher's text."""

from __future__ import annotations

import csv
import gzip
import io
import json
import re
from typing import TYPE_CHECKING, Any

import pytest

from digest.enrich.securities import Securities
from digest.library import folder
from digest.site import open_data
from digest.site.catalogue import Catalogue
from digest.site.open_data import COLUMNS, MOST, SCHEMA
from digest.site.origin import Origin
from digest.site.settings import disclaimer
from tests import hostile
from tests.site_builds import GOLDEN, ROOT
from tests.test_site import SETTINGS, article, library

if TYPE_CHECKING:
    from pathlib import Path

    from digest.library.folder import Library

ORIGIN = Origin("https://example.org/news/", "Finance Digest")
DOC = (ROOT / "docs/open-data.md").read_text("utf-8")


def made(found: Library, origin: Origin | None = ORIGIN) -> dict[str, str]:
    """The data files by their path, unpacked."""
    files = open_data.files(Catalogue(found, Securities.load(), SETTINGS), origin)
    return {path: data if isinstance(data, str) else gzip.decompress(data).decode() for path, data in files}


def table(text: str) -> list[dict[str, str]]:
    """The rows of a CSV file, as a spreadsheet has them."""
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"), newline="")))


def keys(value: Any) -> set[str]:
    """Every key of an object and all within it."""
    if isinstance(value, dict):
        return set(value) | set().union(*map(keys, value.values()))
    return set().union(*map(keys, value)) if isinstance(value, list) else set()


def test_one_record_says_all_in_both_forms() -> None:
    """What an article has, by name; companies by market and code."""
    one = article(
        series=None, tickers=["NVDA"], mentions=["005930"], title="금리", body="첫 문장이다. 둘째.",
        impacts=[{"ticker": "NVDA", "direction": "negative", "reason": "수요"}],
        figures=[{"label": "종가", "value": "-1.50", "unit": "%", "date": "2025-01-31"}],
    )  # fmt: skip
    files = made(library(one))
    data = json.loads(files["data/articles.json"])
    assert (data["schema"], data["complete"], data["count"]) == (SCHEMA, True, 1)
    assert data["notice"]["ko"] == disclaimer(SETTINGS, "ko").short
    assert data["articles"] == json.loads(files["data/2025/articles.json.gz"])["articles"]
    assert data["years"] == [
        {"year": 2025, "count": 1, "json": "data/2025/articles.json.gz", "csv": "data/2025/articles.csv.gz"}
    ]
    row = data["articles"][0]
    assert (row["subjects"], row["mentions"]) == (["XNAS:NVDA"], ["XKRX:005930"])
    assert row["impacts"] == [{"company": "XNAS:NVDA", "direction": "negative", "reason": "수요", "by": "curator"}]
    assert row["figures"][0]["value"] == "-1.50"
    assert (row["line"], row["topics"], row["series"]) == ("첫 문장이다.", ["rates"], None)
    assert (row["path"], row["url"]) == ("articles/2025/01/a-1/", ORIGIN.url + "articles/2025/01/a-1/")
    flat = table(files["data/articles.csv"])[0]
    assert flat["title"] == "금리"
    assert (flat["sentiment"], flat["sentiment_by"], flat["sentiment_reviewed"]) == ("negative", "curator", "false")
    assert (flat["subjects"], flat["source_url"]) == ("XNAS:NVDA", "https://www.example.com/1")


def test_every_record_has_the_same_documented_fields() -> None:
    """Of rich and of poor articles; each field stands in the document, and the document names no other column."""
    files = made(folder.load(GOLDEN / "content"))
    shapes = {tuple(row) for row in json.loads(files["data/articles.json"])["articles"]}
    assert len(shapes) == 1
    for path, text in files.items():
        if ".json" in path:
            told = keys({**json.loads(text), "notice": {}})
            assert [name for name in told if f"`{name}`" not in DOC] == [], path
        else:
            assert text.startswith("\ufeff" + ",".join(COLUMNS) + "\r\n")
    order = re.search(r"in this order:(.*?)Lists in a cell", DOC, re.DOTALL)
    assert order
    assert tuple(re.findall(r"`(\w+)`", order[1])) == COLUMNS


def test_a_company_of_very_many_has_the_newest(monkeypatch: pytest.MonkeyPatch) -> None:
    """It says so, and how many there are."""
    many = library(*[article(id=f"a-{number}", date=f"2025-01-{number + 1:02}T09:00:00+09:00") for number in range(3)])
    found = json.loads(made(many)["data/companies/xnas-nvda.json"])
    assert (found["complete"], found["count"], len(found["articles"])) == (True, 3, 3)
    monkeypatch.setattr(open_data, "MOST_OF_ONE", 2)
    found = json.loads(made(many)["data/companies/xnas-nvda.json"])
    assert (found["complete"], found["count"]) == (False, 3)
    assert [row["id"] for row in found["articles"]] == ["a-2", "a-1"]


def test_a_company_has_its_own_judgement_only() -> None:
    """What was judged of the article as a whole is not passed on; newest first; drafts are not there."""
    files = made(
        library(
            article(tickers=["NVDA"], impacts=[{"ticker": "NVDA", "direction": "positive", "reason": "이유"}]),
            article(id="a-2", tickers=["AAPL"], mentions=["NVDA"], date="2025-02-01T00:00:00+09:00"),
            article(id="a-3", tickers=["NVDA"], status="draft"),
        )
    )
    data = json.loads(files["data/companies/xnas-nvda.json"])
    assert (data["id"], data["code"], data["market"], data["name_en"]) == ("XNAS:NVDA", "NVDA", "XNAS", "Nvidia")
    assert [(row["id"], row["role"], row["sentiment"], row["reason"]) for row in data["articles"]] == [
        ("a-2", "mentioned", None, None),
        ("a-1", "subject", "positive", "이유"),
    ]


def test_no_text_of_the_publisher() -> None:
    """Deck, quotation, caption and a whole body under licence are in no file."""
    theirs = "출판사의 문장이다"
    rich = {
        "deck": [theirs], "excerpt": theirs, "captions": [{"text": theirs}], "kicker": theirs,
        "sentiment": {"label": "negative", "evidence": [{"sentence": 1, "words": theirs}]},
        "figures": [{"label": "x", "value": "1", "unit": "%", "text": theirs}], "notes": [theirs],
    }  # fmt: skip
    found = made(
        library(article(**rich), article(id="a-2", rights="full", rights_basis=theirs, body=f"{theirs}.", **rich))
    )
    assert [path for path, text in found.items() if theirs in text] == []


@pytest.mark.parametrize("title", ["=1+1", "+82", "-3%", "@SUM(A1)", "＝cmd|' /C calc'!A0", '=HYPERLINK("http://x")'])
def test_no_cell_is_a_formula(title: str) -> None:
    """Headlines may begin with a sign; a spreadsheet shows them as text."""
    row = table(made(library(article(title=title, body=f"{title} 문장.")))["data/articles.csv"])[0]
    assert row["title"] == "'" + title
    assert not any(cell.startswith(("=", "+", "-", "@", "＝")) for cell in row.values())


def test_hostile_words_come_back_whole(tmp_path: Path) -> None:
    """Commas, quotes and line ends in any field are read back as they were."""
    hostile.write(tmp_path / "content")
    files = made(folder.load(tmp_path / "content"))
    titles = sorted(row["title"] for row in json.loads(files["data/articles.json"])["articles"])
    assert titles == sorted(hostile.TITLES)
    assert sorted(row["title"].removeprefix("'") for row in table(files["data/articles.csv"])) == sorted(
        one.removeprefix("'") for one in hostile.TITLES
    )


def test_works_without_an_address() -> None:
    """Relative paths stand alone; nothing is made up."""
    files = made(library(article(id="가-1")), None)
    row = json.loads(files["data/articles.json"])["articles"][0]
    assert (row["path"], row["url"]) == ("articles/2025/01/%EA%B0%80-1/", None)
    assert table(files["data/articles.csv"])[0]["url"] == ""


def test_large_libraries_are_parted_by_year() -> None:
    """The file of all holds the newest and says that it is not whole; the years hold every article once."""
    many = [article(id=f"a-{n}", date=f"{2024 + n % 2}-01-01T00:00:00+09:00", tickers=[]) for n in range(MOST + 2)]
    files = made(library(*many))
    data = json.loads(files["data/articles.json"])
    assert (data["complete"], data["count"], len(data["articles"])) == (False, MOST + 2, MOST)
    ids = [row["id"] for year in data["years"] for row in json.loads(files[year["json"]])["articles"]]
    assert sorted(ids) == sorted(one.id for one in many)
    assert [len(table(files[year["csv"]])) for year in data["years"]] == [year["count"] for year in data["years"]]


def test_the_same_each_time() -> None:
    """No clock, no chance: not even in the header of what is packed."""
    assert made(folder.load(GOLDEN / "content")) == made(folder.load(GOLDEN / "content"))
