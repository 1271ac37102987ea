"""The table of securities: every code and name resolves to one listed thing, or to none.

A wrong company on a page is worse than none, so a code that could mean two things means nothing
until it is written with its market (`XSHE:300750`).

Markets are ISO 10383 codes: `XKRX` for KOSPI, `XKOS` for KOSDAQ, `XKON` for KONEX. Curators write
`XKRX:` for all three, so it is accepted for each. What has no market (an index, a currency, a rate,
a commodity) has `XXXX`.
"""

from __future__ import annotations

import csv
import io
import re
from collections import defaultdict
from difflib import SequenceMatcher
from pathlib import Path
from typing import TYPE_CHECKING

from pydantic import ValidationError

from digest.data import own_securities
from digest.errors import LibraryError, Problem
from digest.model import Security
from digest.text import merge_marks
from digest.text.normalise import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

TABLE = Path(__file__).resolve().parents[1] / "data" / "securities.csv"
COLUMNS = ("mic", "code", "isin", "name_ko", "name_en", "aliases", "sector", "kind", "flags")
KOREAN = ("XKRX", "XKOS", "XKON")
"""Main board, KOSDAQ and KONEX of Korea Exchange."""
KOREAN_CODE = re.compile(r"[0-9][0-9A-Z]{5}")
"""Six characters, a digit first: `005930`, `0126Z0`, `00680K`."""
CODES: Mapping[str, re.Pattern[str]] = {
    **dict.fromkeys(KOREAN, KOREAN_CODE),
    "XTKS": re.compile(r"[0-9][0-9A-Z]{3}"),
    "XHKG": re.compile(r"[0-9]{4,5}"),
}
"""Codes of markets that all have one length: a spreadsheet takes their zeros away, and 660 is no company."""
_MAX_ROWS = 200_000
_PARTED = {";": "semicolons", "\t": "tabs"}
"""What spreadsheets put between cells in some countries."""
_NAME = "write one line of text"
_REMEDIES: Mapping[str, str] = {
    "mic": "write its market by the code of ISO 10383: XKRX (KOSPI), XKOS (KOSDAQ), XNAS (Nasdaq), XNYS (NYSE) …",
    "code": "write it as the market prints it, in digits and capital letters: 005930, BRK.B",
    "name_ko": "write its name in Korean, or the English one again where there is none",
    "name_en": "write its name in English, or the Korean one again where there is none",
    "kind": "write share, index, currency, rate or commodity",
}
"""What to write in a cell of a row that is no security."""
_PREFIXED = re.compile(r"A[0-9][0-9A-Z]{5}")
_FOLD = re.compile(r"[\s.,&'’()·-]+")


class Securities:
    """An immutable table of securities with its look-ups."""

    __slots__ = ("__weakref__", "_by_code", "_by_id", "_keys", "_rows")

    def __init__(self, rows: Iterable[Security]) -> None:
        self._rows = tuple(rows)
        self._by_id = {row.id: row for row in self._rows}
        by_code: defaultdict[str, list[Security]] = defaultdict(list)
        for row in self._rows:
            by_code[row.code].append(row)
        self._by_code = dict(by_code)
        self._keys: tuple[tuple[tuple[str, ...], Security], ...] | None = None

    @classmethod
    def load(cls, *extra: Path) -> Securities:
        """The shipped table, then each of `extra` that exists; a row with a known id replaces the earlier one.

        Raises:
            LibraryError: Rows that cannot be read, each with its file and line.
        """
        rows: dict[str, Security] = {}
        for path in (TABLE, *extra):
            if path.exists():
                rows.update({row.id: row for row in read(path)})
        return cls(rows.values())

    @classmethod
    def beside(cls, content: Path) -> Securities:
        """The shipped table with the digest's own, `securities.csv` beside its content folder. Raises like `load`."""
        return cls.load(own_securities(content))

    def __iter__(self) -> Iterator[Security]:
        """All rows, in the order of the files."""
        return iter(self._rows)

    def __len__(self) -> int:
        """How many rows there are."""
        return len(self._rows)

    def get(self, ticker: str) -> Security | None:
        """The one security of `NVDA`, `XNAS:NVDA`, `005930` or `XKRX:005930`; None when unknown or ambiguous.

        Six characters that could be a Korean code mean Korea alone: `300750` is not Shenzhen's CATL.
        """
        mic, colon, code = ticker.rpartition(":")
        if not colon:
            found = self._by_code.get(code, [])
            if KOREAN_CODE.fullmatch(code):
                found = [row for row in found if row.mic in KOREAN]
            return found[0] if len(found) == 1 else None
        if mic == "XKRX":
            return next((row for row in (self._by_id.get(f"{m}:{code}") for m in KOREAN) if row), None)
        return self._by_id.get(ticker)

    def ticker(self, security: Security) -> str:
        """The shortest code that `get` takes back to this security: `NVDA`, `005930`, else `XSHE:300750`."""
        found = self.get(security.code)
        return security.code if found is not None and found.id == security.id else security.id

    def suggest(self, ticker: str, n: int = 3) -> tuple[str, ...]:
        """The `n` known codes nearest to an unknown one, best first; names are compared too.

        Where terminals, data services or a spreadsheet only wrote a code in their way, no other is named.
        """
        code = ticker.rpartition(":")[2].upper()
        if exact := [self.ticker(row) for form in _forms(code) for row in self._by_code.get(form, ())]:
            return tuple(dict.fromkeys(exact))[:n]
        same = [self.ticker(row) if self.ticker(row) != ticker else row.id for row in self._by_code.get(code, ())]
        if same:
            return tuple(dict.fromkeys(same))[:n]
        named = [self.ticker(row) for row in self.find(ticker, n)] if len(ticker) > 1 else []
        near = sorted(self._rows, key=lambda row: (-_likeness(code, row.code), row.id))[:n]
        close = [self.ticker(row) for row in near if _likeness(code, row.code) > 0.5]
        return tuple(dict.fromkeys([*named, *close]))[:n]

    def find(self, query: str, n: int = 10) -> tuple[Security, ...]:
        """Rows whose code, ISIN or name, in either language, is, starts with or contains `query`; best first.

        Case, spaces and punctuation are ignored. Among equals shares come first, then the table's order.
        """
        wanted = _fold(query)
        if not wanted:
            return ()
        if named := tuple(row for row in self._rows if row.isin and row.isin == query.strip().upper()):
            return named
        if self._keys is None:
            self._keys = tuple((_row_keys(row), row) for row in self._rows)
        ranked: list[tuple[int, bool, int, Security]] = []
        for place, (keys, row) in enumerate(self._keys):
            rank = min((_rank(wanted, key, main=number < 4) for number, key in enumerate(keys)), default=9)
            if rank < 9:
                ranked.append((rank, row.kind != "share", place, row))
        ranked.sort(key=lambda item: item[:3])
        return tuple(item[3] for item in ranked[:n])


def read(path: Path) -> tuple[Security, ...]:
    """Rows of a table file (UTF-8 CSV with the header `COLUMNS`; aliases and flags split by `|`).

    Raises:
        LibraryError: The encoding, the header, or rows that are no security, each with file, line and field.
    """
    rows: list[Security] = []
    problems: list[Problem] = []
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        remedy = 'save it as UTF-8 (Excel: "CSV UTF-8")'
        raise LibraryError([Problem(path.name, 0, "", "is not UTF-8 text", remedy)]) from error
    if first := merge_marks.first(text.split("\n")):
        mend = merge_marks.remedy("the rows of both")
        raise LibraryError([Problem(path.name, first, "", merge_marks.WHAT, mend, rule="merge-marks")])
    reader = csv.DictReader(io.StringIO(text, newline=""))
    if tuple(reader.fieldnames or ()) != COLUMNS:
        raise LibraryError([Problem(path.name, 1, "", "has another header", _header(text))])
    lines: dict[str, int] = {}
    try:
        for row in reader:
            if len(rows) >= _MAX_ROWS:
                problems.append(Problem(path.name, reader.line_num, "", "has too many rows", f"keep {_MAX_ROWS}"))
                break
            if not any(row.values()):  # spreadsheets write rows of commas
                continue
            try:
                rows.append(_security(row))
                problems += _double(path, rows[-1], reader.line_num, lines)
            except (ValidationError, TypeError, LookupError) as error:
                problems.append(_problem(path, reader.line_num, error))
    except csv.Error as error:  # a quote that nothing closes takes in all rows behind it
        what, line = f"cannot be read as CSV ({error})", reader.reader.line_num
        problems.append(Problem(path.name, line, "", what, "close the quote that is open at or above this line"))
    if problems:
        raise LibraryError(problems)
    return tuple(rows)


def _header(text: str) -> str:
    """What to do about another header: as a rule a spreadsheet parted the cells otherwise."""
    parted = next((name for sign, name in _PARTED.items() if sign in text.partition("\n")[0]), "")
    saved = f'save it with commas in place of {parted} (Excel: "CSV UTF-8"; LibreOffice: field delimiter ,)'
    return saved if parted else f"write {','.join(COLUMNS)}"


def _double(path: Path, row: Security, line: int, lines: dict[str, int]) -> list[Problem]:
    """That a row has the code of an earlier one; `lines` holds where each code stands first."""
    first = lines.setdefault(row.id, line)
    return [] if first == line else [Problem(path.name, line, "code", f"repeats line {first}", "keep one of them")]


def _security(row: dict[str, str]) -> Security:
    if None in row or None in row.values():
        raise TypeError(f"has another number of cells than the {len(COLUMNS)} of the header")
    split = {name: tuple(part for part in row[name].split("|") if part) for name in ("aliases", "flags")}
    plain = {name: row[name] for name in COLUMNS if name not in split}
    made = Security(**plain, aliases=split["aliases"], flags=split["flags"])
    if (shape := CODES.get(made.mic)) and not shape.fullmatch(made.code):
        raise LookupError(made.code, made.mic)
    return made


def _problem(path: Path, line: int, error: ValidationError | TypeError | LookupError) -> Problem:
    if isinstance(error, LookupError):
        what = 'is "{}", which is no code of {}'.format(*error.args)
        remedy = "write all its characters, 000660: a spreadsheet takes the zeros away, unless the column is text"
        return Problem(path.name, line, "code", what, remedy)
    if isinstance(error, TypeError):
        return Problem(path.name, line, "", str(error), "part them by commas, also those that are empty")
    first = error.errors()[0]
    field, value = str(first["loc"][0]), str(first["input"])
    what = f'is "{value[:60]}", which is not in the right form' if value.strip() else "is empty"
    return Problem(path.name, line, field, what, _REMEDIES.get(field, _NAME))


def _forms(code: str) -> Iterator[str]:
    """A code without what others put around it (`005930.KS`, `A005930`), and with the zeros that spreadsheets take."""
    bare = code.partition(".")[0].partition("-")[0] if code.count(".") + code.count("-") == 1 else code
    bare = bare[1:] if _PREFIXED.fullmatch(bare) else bare
    forms = {code.replace("-", "."), bare, *((bare.zfill(6), bare.zfill(4)) if bare.isdecimal() else ())}
    yield from sorted(forms - {code})


def _fold(text: str) -> str:
    return _FOLD.sub("", clean_line(text)).casefold()


def _row_keys(row: Security) -> tuple[str, ...]:
    return tuple(_fold(name) for name in (row.code, row.id, row.name_ko, row.name_en, *row.aliases))


def _rank(wanted: str, key: str, *, main: bool) -> int:
    if key == wanted:
        return 0 if main else 1
    if key.startswith(wanted):
        return 2 if main else 3
    return (4 if main else 5) if len(wanted) > 1 and wanted in key else 9


def _likeness(left: str, right: str) -> float:
    if left[:1] != right[:1] and left[1:2] != right[1:2]:
        return 0.0
    return SequenceMatcher(None, left, right, autojunk=False).ratio()
