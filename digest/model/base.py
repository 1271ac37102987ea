"""What every model shares: frozen, no unknown fields, and the field types that are checked once here.

Scalars arrive as text (the reader types nothing), so each type says exactly which text it takes.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, StringConstraints

from digest.text.normalise import clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Callable

_T = TypeVar("_T")

_DATETIME = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d)", re.ASCII)
_DATE = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_FIRST_YEAR = 1900
"""No source is older; a year below is one whose century was left out."""
_FIRST_DAY = 1000
"""What a figure tells may be old; a year below has lost its century too."""
_NUMBER = re.compile(r"[+-]?\d{1,24}(\.\d{1,12})?")


class Model(BaseModel):
    """Base of all models: immutable, unknown keys refused."""

    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True)


def _datetime(value: Any) -> Any:
    if isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DATETIME.fullmatch(value):
        raise ValueError("must be a date and time with an offset, such as 2025-01-31T14:43:00+09:00")
    found = _known(datetime.fromisoformat, value)
    if found.year < _FIRST_YEAR:
        raise ValueError(f"must be of a year from {_FIRST_YEAR} on")
    return found


def _has_offset(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("must have an offset, such as +09:00")
    return value


def _date(value: Any) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise ValueError("must be a day such as 2025-01-31")
    found = _known(date.fromisoformat, value)
    if found.year < _FIRST_DAY:
        raise ValueError("must be of a year in four digits")
    return found


def _known(read: Callable[[str], _T], value: str) -> _T:
    """A day or time that there is; what Python says of others differs by its version, and is for programmers."""
    try:
        return read(value)
    except ValueError:
        raise ValueError("there is no such day, time or offset") from None


def _decimal(value: Any) -> Any:
    if isinstance(value, Decimal):
        return value
    if not isinstance(value, str) or not _NUMBER.fullmatch(value):
        raise ValueError('must be a plain number such as "-16.97", without thousands separators or a unit')
    try:
        return Decimal(value)
    except InvalidOperation as error:  # pragma: no cover - the pattern excludes it
        raise ValueError("must be a number") from error


def _integer(value: Any) -> Any:
    if isinstance(value, bool) or not (
        isinstance(value, int) or (isinstance(value, str) and re.fullmatch(r"\d{1,6}", value))
    ):
        raise ValueError("must be a whole number")
    return int(value)


def _boolean(value: Any) -> Any:
    table = {"true": True, "false": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value in table:
        return table[value]
    raise ValueError("must be true or false")


def _url(value: str) -> str:
    form = r"https?://[^\s<>\"'\\^`{|}@/?#]+(?::\d+)?(?:[/?#][^\s<>\"\\^`{|}]*)?"
    if not value.isprintable() or not re.fullmatch(form, value):
        raise ValueError("must be a full http or https address")
    return value


def _composed(value: Any) -> Any:
    """Hangul as one letter a syllable; Macs take it apart, and it looks the same."""
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _nameable(value: str) -> str:
    if len(value.encode()) > MAX_NAME_BYTES:
        raise ValueError(f"may have at most {MAX_NAME_BYTES} bytes as the name of a file (a syllable of Hangul has 3)")
    return value


def _clean_line(value: Any) -> Any:
    return clean_line(value) if isinstance(value, str) else value


def _clean_body(value: Any) -> Any:
    return _without_outer_blanks(clean_text(value)) if isinstance(value, str) else value


def _without_outer_blanks(text: str) -> str:
    """Without blank lines at either end; what indents the first line stays."""
    if not text.strip(" \t"):
        return ""
    lead = len(text) - len(text.lstrip(" \t\n"))
    text = text[text.rfind("\n", 0, lead) + 1 :]
    end = text.find("\n", len(text.rstrip(" \t\n")))
    return text if end < 0 else text[:end]


MAX_NAME_BYTES = 240
"""Of a file or folder that is named so, with its ending: no file system of today holds more than 255."""
MAX_LINE = 500
"""Characters of a line."""
Line = Annotated[str, BeforeValidator(_clean_line), StringConstraints(min_length=1, max_length=MAX_LINE)]
"""One line of clean text: made NFC, without control or bidirectional characters, on construction."""
Text = Annotated[str, BeforeValidator(_clean_body), StringConstraints(max_length=200_000)]
"""Markdown or prose of many lines: NFC, LF, no invisible characters, no blank lines at either end."""
Slug = Annotated[
    str,
    StringConstraints(pattern=r"^[0-9a-z가-힣]+(-[0-9a-z가-힣]+)*$", max_length=120),
    BeforeValidator(_composed),
    AfterValidator(_nameable),
]
"""Part of an address: lower-case ASCII letters, digits, Hangul, single hyphens."""
Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-z]+(-[0-9a-z]+)*$", max_length=60)]
"""A short ASCII name of a publisher, method or the like."""
Ticker = Annotated[str, StringConstraints(pattern=r"^([A-Z]{4}:)?[0-9A-Z][0-9A-Z.\-]{0,11}$")]
"""A code, with or without its MIC: `NVDA`, `XNAS:NVDA`, `005930`, `XKRX:005930`."""
Url = Annotated[str, StringConstraints(max_length=2000), AfterValidator(_url)]
Instant = Annotated[datetime, BeforeValidator(_datetime), AfterValidator(_has_offset)]
"""A moment with its offset; never naive."""
Day = Annotated[date, BeforeValidator(_date)]
Number = Annotated[Decimal, BeforeValidator(_decimal)]
Whole = Annotated[int, BeforeValidator(_integer)]
Flag = Annotated[bool, BeforeValidator(_boolean)]
