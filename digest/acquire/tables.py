"""Tables of a spreadsheet saved as text (CSV, TSV): each row is a record, whose fields are the heads of the columns."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from digest.acquire import chunked, jsonlines
from digest.acquire.charsets import xml
from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

MAX_BYTES = 64 * 1024 * 1024
SIGNS = ",;\t"
"""What may stand between cells; spreadsheets of many countries write `;`, where a comma parts decimals."""


def records(name: str, chunks: Iterator[bytes]) -> Iterator[jsonlines.Record]:
    """The rows below the heads, in UTF-8 or, as Korean spreadsheets save it, cp949.

    A row with more cells than heads costs itself alone: its text was cut where no cell ends.

    Raises:
        InputError: When it is too large, in no known encoding, or a quotation mark is amiss: what follows could be
            taken for the text of another row.
    """
    text = xml(chunked.whole(name, chunks, MAX_BYTES)).lstrip("\r\n")  # a tab may be an empty head
    first = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(SIGNS, key=first.count), strict=True)
    heads: list[str] = []
    line = 1
    try:
        for row in rows:
            at, line = line, rows.line_num + 1
            if not heads:
                heads = [cell.strip() for cell in row]
            elif len(row) > len(heads):
                what = f"has {len(row)} cells, but the table {len(heads)} heads of columns"
                remedy = "put a text with commas in quotation marks, as spreadsheets do when they save"
                yield jsonlines.Record(at, None, InputError(what, remedy, path=f"{name}:{at}"))
            elif any(cell.strip() for cell in row):
                yield jsonlines.Record(
                    at, {head: cell for head, cell in zip(heads, row, strict=False) if cell.strip()}, None
                )
    except csv.Error as error:
        what = f"line {line}: cannot be read as a row of a table ({error})"
        raise InputError(what, "mend its quotation marks; rows above it are read", path=name) from error


READERS: Mapping[str, Callable[[str, Iterator[bytes]], Iterator[jsonlines.Record]]] = {
    "records": jsonlines.records,
    "table": records,
}
"""What reads the records of each form of input that has some."""
