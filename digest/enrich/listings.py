"""Rows from the official lists that a curator can download, so that a small table of ours can grow.

Read are: the listing exports of Korea Exchange (data.krx.co.kr, CSV) and KIND (an HTML table that is
named .xls), the symbol directories of Nasdaq Trader (`nasdaqlisted.txt`, `otherlisted.txt`), the
screener CSV of nasdaq.com, and the SEC's `company_tickers.json` and `company_tickers_exchange.json`.
What a list does not say stays empty.
"""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from digest.enrich.securities import COLUMNS, KOREAN, KOREAN_CODE
from digest.errors import InputError, Problem
from digest.model import Security
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from digest.enrich.securities import Securities

MAX_BYTES = 40_000_000
_KOREAN_MARKETS = {
    "KOSPI": "XKRX",
    "유가증권": "XKRX",
    "유가": "XKRX",
    "코스피": "XKRX",
    "KOSDAQ": "XKOS",
    "KOSDAQ GLOBAL": "XKOS",
    "코스닥": "XKOS",
    "코스닥글로벌": "XKOS",
    "KONEX": "XKON",
    "코넥스": "XKON",
}
_US_MARKETS = {
    "Q": "XNAS",
    "N": "XNYS",
    "A": "XASE",
    "P": "ARCX",
    "Z": "BATS",
    "NASDAQ": "XNAS",
    "NYSE": "XNYS",
    "AMEX": "XASE",
    "CBOE": "BATS",
}
_TAIL = re.compile(
    r"(?: - |,? )?(?:Class [A-C] )?(?:Common Stock|Ordinary Shares?|Common Shares|American Depositary Shares).*$",
    re.IGNORECASE,
)
_COLUMN = {
    "code": ("단축코드", "종목코드", "Symbol", "ACT Symbol", "ticker"),
    "isin": ("표준코드", "ISIN"),
    "name_ko": ("한글 종목약명", "회사명", "종목명", "한글 종목명"),
    "name_en": ("영문 종목명", "Security Name", "Name", "name", "title"),
    "market": ("시장구분", "시장", "Exchange", "exchange"),
}


class _Table(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.rows: list[list[str]] = []
        self._open = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        del attrs
        if tag == "tr":
            self.rows.append([])
        elif tag in {"td", "th"} and self.rows:
            self.rows[-1].append("")
            self._open = True

    def handle_endtag(self, tag: str) -> None:
        if tag in {"td", "th"}:
            self._open = False

    def handle_data(self, data: str) -> None:
        if self._open:
            self.rows[-1][-1] += data


def read(path: Path, known: Securities | None = None) -> tuple[tuple[Security, ...], tuple[Problem, ...]]:
    """Rows of an export that `known` lacks, and the conflicts with it (same code, other ISIN or name) and in itself.

    Raises:
        InputError: The file is too large, or none of the lists that are read.
    """
    if path.stat().st_size > MAX_BYTES:
        raise InputError("is too large for a list of securities", "export one market at a time", path=path)
    rows: dict[str, Security] = {}
    problems: list[Problem] = []
    for line, record in _records(_text(path.read_bytes()), path):
        try:
            row = _security(record)
        except ValidationError as error:
            field = ".".join(map(str, error.errors()[0]["loc"]))
            problems.append(Problem(path.name, line, field, "is not usable", "row is left out", "listing", "warning"))
            continue
        if row is None:
            continue
        if row.id in rows:
            problems.append(
                Problem(path.name, line, row.id, "is listed twice", "the first row counts", "listing", "warning")
            )
            continue
        ours = known.get(row.id) if known else None
        if ours is None:
            rows[row.id] = row
        else:
            problems.extend(_conflicts(path, line, row, ours))
    return tuple(rows.values()), tuple(problems)


def write(path: Path, rows: Iterable[Security]) -> None:
    """Write rows as a table that `Securities.load` reads."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        value = row.model_dump()
        value["aliases"], value["flags"] = "|".join(row.aliases), "|".join(row.flags)
        writer.writerow([value[name] for name in COLUMNS])
    path.write_text(out.getvalue(), encoding="utf-8", newline="\n")


def _text(data: bytes) -> str:
    for encoding in ("utf-8-sig", "cp949"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def _records(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    head = text.lstrip()[:2000]
    if head.startswith(("{", "[")):
        yield from _json(text, path)
    elif "<table" in head.casefold() or head.casefold().startswith(("<html", "<!doctype")):
        table = _Table()
        table.feed(text)
        yield from _rows(((number, row) for number, row in enumerate(table.rows, 1) if row), path)
    else:
        delimiter = max(("|", "\t", ","), key=head.split("\n", 1)[0].count)
        reader = csv.reader(io.StringIO(text), delimiter=delimiter)
        try:
            yield from _rows(((reader.line_num, row) for row in reader), path)
        except csv.Error as error:
            what = f"cannot be read as CSV ({error})"
            raise InputError(what, "download it again, or close the quote", path=path, line=reader.line_num) from error


def _rows(rows: Iterator[tuple[int, list[str]]], path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    header = [clean_line(cell) for cell in next(rows, (0, []))[1]]
    places = {field: next((header.index(n) for n in names if n in header), -1) for field, names in _COLUMN.items()}
    test = header.index("Test Issue") if "Test Issue" in header else -1
    if places["code"] < 0 or (places["name_ko"] < 0 and places["name_en"] < 0):
        raise InputError(
            "is none of the lists that are read",
            "give an export of KRX or KIND, a symbol list, or the SEC's tickers",
            path=path,
        )
    implied = "NASDAQ" if "Market Category" in header else ""
    for line, row in rows:
        if len(row) < len(header) or (test >= 0 and row[test] == "Y"):
            continue
        found = {field: clean_line(row[at]) if at >= 0 else "" for field, at in places.items()}
        yield line, found | {"market": found["market"] or implied}


def _json(text: str, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        data: Any = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError("is no valid JSON", "download it again", path=path) from error
    if isinstance(data, dict) and isinstance(data.get("fields"), list) and isinstance(data.get("data"), list):
        items = [dict(zip(data["fields"], row, strict=False)) for row in data["data"] if isinstance(row, list)]
    else:
        items = [row for row in (data.values() if isinstance(data, dict) else data) if isinstance(row, dict)]
    for number, row in enumerate(items, 1):
        values = {field: next((str(row[n]) for n in names if row.get(n)), "") for field, names in _COLUMN.items()}
        yield number, {field: clean_line(value) for field, value in values.items()}


def _security(record: dict[str, str]) -> Security | None:
    """A row; None for what is no share of a market that is known (test issues, warrants, no market named)."""
    code = record["code"].upper().replace("$", "-").replace("/", ".")
    market = record["market"]
    if record["name_ko"] or code.isdigit():
        code = code.zfill(6) if code.isdigit() else code
        mic = _KOREAN_MARKETS.get(market.upper(), "XKRX" if not market else "")
        if not KOREAN_CODE.fullmatch(code):
            return None
    else:
        mic = _US_MARKETS.get(market.upper(), "")
        if not re.fullmatch(r"[A-Z]{1,5}(?:[.-][A-Z])?", code):
            return None
        code = code.replace("-", ".")
    if not mic:
        return None
    english = _TAIL.sub("", record["name_en"]).strip(" ,-") or record["name_ko"]
    isin = record["isin"] if re.fullmatch(r"[A-Z]{2}[0-9A-Z]{10}", record["isin"]) else ""
    return Security(mic=mic, code=code, isin=isin, name_ko=record["name_ko"] or english, name_en=english)


def _conflicts(path: Path, line: int, row: Security, ours: Security) -> Iterator[Problem]:
    if row.isin and ours.isin and row.isin != ours.isin:
        yield Problem(
            path.name,
            line,
            row.id,
            f"has ISIN {row.isin}, ours {ours.isin}",
            "ours is kept: check it",
            "listing",
            "warning",
        )
    korean = row.mic in KOREAN and row.name_ko != ours.name_ko and row.name_ko not in ours.aliases
    if korean:
        yield Problem(
            path.name,
            line,
            row.id,
            f"is named {row.name_ko}, ours {ours.name_ko}",
            "ours is kept: check it",
            "listing",
            "warning",
        )
