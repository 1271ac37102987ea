"""The table of securities: look-ups, proofs and official lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.check.securities import problems, valid_isin
from digest.enrich import listings
from digest.enrich.securities import COLUMNS, Securities
from digest.errors import InputError, LibraryError
from digest.model import Security

if TYPE_CHECKING:
    from pathlib import Path

TABLE = Securities.load()


@pytest.mark.parametrize(
    ("ticker", "identity"),
    [
        ("NVDA", "XNAS:NVDA"),
        ("XNAS:NVDA", "XNAS:NVDA"),
        ("005930", "XKRX:005930"),
        ("XKRX:005930", "XKRX:005930"),
        ("247540", "XKOS:247540"),
        ("XKRX:247540", "XKOS:247540"),
        ("0126Z0", "XKRX:0126Z0"),
        ("ON", "XNAS:ON"),
        ("TSM", "XNYS:TSM"),
        ("BRK.B", "XNYS:BRK.B"),
    ],
)
def test_all_forms_of_a_code_mean_one_thing(ticker: str, identity: str) -> None:
    """With and without its market, a code is the same security."""
    row = TABLE.get(ticker)
    assert row is not None
    assert row.id == identity


@pytest.mark.parametrize("ticker", ["", ":", "300750", "5930", "XNYS:NVDA", "nvda", "ZZZZZ", "XKRX:NVDA", "NVDA:"])
def test_unknown_and_ambiguous_codes_mean_nothing(ticker: str) -> None:
    """A six-digit Shenzhen code alone could be Korean, so it is refused."""
    assert TABLE.get(ticker) is None


def test_every_row_comes_back_from_its_shortest_code() -> None:
    """`get(ticker(row))` is the row itself, for the whole table."""
    assert all(TABLE.get(TABLE.ticker(row)) == row for row in TABLE)


def test_suggestions_are_near() -> None:
    """A slip of the finger, a wrong market and a name all lead to the code."""
    assert TABLE.suggest("NVDIA")[0] == "NVDA"
    assert "NVDA" in TABLE.suggest("XNYS:NVDA")
    assert TABLE.suggest("엔비디아")[0] == "NVDA"
    assert TABLE.suggest("300750")[0] == "XSHE:300750"


@pytest.mark.parametrize(
    ("query", "code"), [("하이닉스", "000660"), ("sk HYNIX", "000660"), ("버크셔", "BRK.B"), ("WTI", "WTI")]
)
def test_find_answers_in_both_languages(query: str, code: str) -> None:
    """The best answer comes first."""
    assert TABLE.find(query)[0].code == code


def test_find_of_nothing_is_empty() -> None:
    """No query and no hit give no row."""
    assert TABLE.find(" ") == TABLE.find("가나다라마바사") == ()


def test_the_shipped_table_is_proved() -> None:
    """No problem at all in what we ship."""
    assert problems(TABLE) == ()
    assert len([row for row in TABLE if row.mic in {"XKRX", "XKOS", "XKON"}]) >= 500


def test_the_proofs_find_what_is_wrong() -> None:
    """Each kind of fault is named once."""

    def row(**more: object) -> Security:
        base: dict[str, object] = {"mic": "XKRX", "code": "005930", "name_ko": "가", "name_en": "A"}
        return Security.model_validate(base | more)

    faults = [
        row(code="NVDA"),
        row(isin="KR7005930004"),
        row(isin="KR7000660001"),
        row(sector="Technology"),
        row(flags=("shiny",)),
        row(flags=("share_class_of=000001",)),
        row(mic="XXXX"),
    ]
    for fault in faults:
        ours = [p for p in problems(Securities([fault])) if p.severity == "error"]
        assert len(ours) == 1, fault
    shared = Securities([row(), row(code="000660", name_en="B")])
    assert any(p.field == "가" for p in problems(shared))


def test_isin_check_digits() -> None:
    """Samsung's and Apple's hold, a changed digit does not."""
    assert valid_isin("KR7005930003")
    assert valid_isin("US0378331005")
    assert not valid_isin("KR7005930002")


def test_a_local_table_adds_and_replaces(tmp_path: Path) -> None:
    """A local row with a known id counts; a broken one is reported with its line."""
    local = tmp_path / "securities.local.csv"
    listings.write(local, [Security(mic="XNAS", code="ZZZZ", name_ko="지지", name_en="Zed")])
    table = Securities.load(local, tmp_path / "none.csv")
    assert table.get("ZZZZ") is not None
    local.write_text(",".join(COLUMNS) + "\nxnas,ZZZZ,,가,A,,,share,\n", "utf-8")
    with pytest.raises(LibraryError, match=r"securities\.local\.csv:2"):
        Securities.load(local)


HEADER = "mic,code,isin,name_ko,name_en,aliases,sector,kind,flags\n"


@pytest.mark.parametrize(
    ("row", "told"),
    [
        ("krx,999990,,가나,Gana,,,share,", 'mic: is "krx", which is not in the right form: write its market'),
        ("XNYS,brk.b,,가나,Gana,,,share,", 'code: is "brk.b", which is not in the right form: write it as the market'),
        ("XKRX,999990,,가나,,,,share,", "name_en: is empty: write its name in English"),
        ("XKRX,999990,,,Gana,,,share,", "name_ko: is empty: write its name in Korean"),
        ("XKRX,660,,가나,Gana,,,share,", 'code: is "660", which is no code of XKRX: write all its characters, 000660'),
        ("XKOS,123450.0,,가나,Gana,,,share,", 'code: is "123450.0", which is no code of XKOS'),
        ("XTKS,285,,가나,Gana,,,share,", 'code: is "285", which is no code of XTKS'),
        ("XKRX,999990,,가나,Gana,,,주식,", 'kind: is "주식", which is not in the right form: write share, index'),
        ("XKRX,999990,,가나,Gana,,,,", "kind: is empty: write share, index"),
        ("XKRX,999990,가나,Gana", "has another number of cells than the 9 of the header"),
    ],
)
def test_a_row_that_is_no_security_is_told_with_what_to_write(tmp_path: Path, row: str, told: str) -> None:
    """In words, for whoever fills in the table by hand."""
    path = tmp_path / "securities.csv"
    path.write_text(f"{HEADER}{row}\n", "utf-8")
    with pytest.raises(LibraryError) as caught:
        Securities.load(path)
    assert f"securities.csv:2: {told}" in str(caught.value)


def test_rows_of_commas_are_passed_over(tmp_path: Path) -> None:
    """A spreadsheet writes them below a table from which rows were taken."""
    path = tmp_path / "securities.csv"
    path.write_text(f"{HEADER}XKRX,999990,,가나,Gana,,,share,\n,,,,,,,,\n\n", "utf-8")
    assert Securities.load(path).get("999990") is not None


def test_an_isin_leads_to_its_security() -> None:
    """Who copied it from a filing is told the code."""
    assert [row.code for row in TABLE.find("kr7000660001")] == ["000660"]
    assert TABLE.suggest("KR7000660001") == ("000660",)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("XNAS,ZZZZ,,가나,A,,,share,\n".encode("cp949"), "securities.csv: is not UTF-8 text"),
        (b"<<<<<<< HEAD\n=======\nXNAS,ZZZZ,,A,A,,,share,\n>>>>>>> more\n", "securities.csv:2: holds two versions"),
    ],
)
def test_a_table_as_a_program_or_a_merge_left_it_is_told_once(tmp_path: Path, data: bytes, told: str) -> None:
    """Saved in another encoding, or half merged: one message, that names the file and what to do."""
    path = tmp_path / "securities.csv"
    path.write_bytes(f"{','.join(COLUMNS)}\n".encode() + data)
    with pytest.raises(LibraryError) as caught:
        Securities.load(path)
    (problem,) = caught.value.problems
    assert str(problem).startswith(told)


LISTS = {
    "krx.csv": (
        (
            "표준코드,단축코드,한글 종목명,한글 종목약명,영문 종목명,상장일,시장구분\n"
            "KR7999990006,999990,새회사보통주,새회사,New Co,2026/01/02,KOSDAQ\n"
        ),
        "XKOS:999990",
    ),
    "kind.xls": (
        (
            "<table><tr><th>회사명</th><th>시장구분</th><th>종목코드</th></tr>"
            "<tr><td>새회사</td><td>코스닥</td><td>999990</td></tr></table>"
        ),
        "XKOS:999990",
    ),
    "nasdaqlisted.txt": (
        (
            "Symbol|Security Name|Market Category|Test Issue|Financial Status|Round Lot Size|ETF|NextShares\n"
            "ZZZZ|Zed Corp. - Class A Common Stock|Q|N|N|100|N|N\n"
            "ZVZZT|TEST|G|Y|N|100|N|N\nFile Creation Time: 1|||||||\n"
        ),
        "XNAS:ZZZZ",
    ),
    "otherlisted.txt": (
        (
            "ACT Symbol|Security Name|Exchange|CQS Symbol|ETF|Round Lot Size|Test Issue|NASDAQ Symbol\n"
            "ZZZZ|Zed Corp. Common Stock|N|ZZZZ|N|100|N|ZZZZ\n"
        ),
        "XNYS:ZZZZ",
    ),
    "exchange.json": (
        '{"fields":["cik","name","ticker","exchange"],"data":[[1,"Zed Corp.","ZZZZ","Nasdaq"],[2,"No","NOPE",null]]}',
        "XNAS:ZZZZ",
    ),
}


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("encoding", ["utf-8", "cp949"])
def test_official_lists_are_read(tmp_path: Path, name: str, encoding: str) -> None:
    """Each export gives its row, in either encoding."""
    text, identity = LISTS[name]
    path = tmp_path / name
    path.write_text(text, encoding)
    rows, found = listings.read(path, TABLE)
    assert [row.id for row in rows] == [identity]
    assert found == ()


def test_conflicts_with_ours_are_named(tmp_path: Path) -> None:
    """Another name or ISIN for a known code is reported, and ours is kept."""
    path = tmp_path / "krx.csv"
    path.write_text("단축코드,한글 종목약명,표준코드,시장구분\n005930,다른이름,KR7000660001,KOSPI\n", "utf-8")
    rows, found = listings.read(path, TABLE)
    assert rows == ()
    assert len(found) == 2


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "{", "[1,2]" * 3])
def test_other_files_are_refused(tmp_path: Path, text: str) -> None:
    """What is no list says so."""
    path = tmp_path / "x.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"x\.csv"):
        listings.read(path)


def test_a_quote_that_nothing_closes_is_told(tmp_path: Path) -> None:
    """It takes in all rows behind it, more than the reader of CSV holds; in our own table and in a downloaded list."""
    rows = "XKRX,000020,,동화약품,Dongwha,,,share,\n" * 5_000
    own = tmp_path / "securities.csv"
    own.write_text(f'{",".join(COLUMNS)}\nXKRX,000010,,"신한,Shinhan,,,share,\n{rows}', "utf-8")
    with pytest.raises(LibraryError, match=r"securities\.csv:\d+: cannot be read as CSV .* close the quote"):
        Securities.load(own)
    listed = tmp_path / "list.csv"
    listed.write_text(f'회사명,종목코드\n"신한,000010\n{"동화약품,000020" * 15_000}', "utf-8")
    with pytest.raises(InputError, match=r"list\.csv:\d+: cannot be read as CSV"):
        listings.read(listed)
