"""What is wrong with a field of a content file, and what to do: a remedy that works when followed to the letter.

The value that stands there decides first, then the kind of mistake, then the field; no remedy of a field that is
around another is told for that one.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from digest.extract.dates import find_dates, read_date
from digest.library import meant
from digest.text.normalise import clean_line
from digest.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

_LIST = 'write a list of texts in double quotes: {field}: ["…", "…"]'
_YES = "write true or false"
_ONE_OF = "write one of positive, neutral, negative, mixed"
_DAY = "must be a day such as 2025-01-31"
_PLAIN = 'must be a plain number such as "-16.97", without thousands separators or a unit'
_SCORE = "must be from -1 (worst) to 1 (best)"
_ADDRESS = "must be a full http or https address"
_FIELDS: Mapping[str, str] = {
    "id": 'write lower-case letters a to z, Hangul and digits, with single hyphens between words: id: "my-article"',
    "title": 'write the headline in double quotes: title: "…"',
    "date": "write when the source published, with its offset: date: 2025-01-31T14:43:00+09:00; where it tells only "
    "the day, write 00:00:00 as its time, and below it a line date_precision: day",
    "modified": "write it with its offset: modified: 2025-01-31T15:33:00+09:00",
    "source": 'give the link to the original: source: "https://…"',
    "source.url": 'give the full address: url: "https://…"',
    "source.publisher": "write a key that digest sources lists, or the publisher's name as name: in its place",
    "tickers": 'write codes in a list, in double quotes: tickers: ["NVDA", "005930"]',
    "mentions": 'write codes in a list, in double quotes: mentions: ["MSFT"]',
    "sentiment": _ONE_OF,
    "sentiment.label": _ONE_OF,
    "impacts.direction": _ONE_OF,
    "figures.value": 'write a plain number in double quotes: value: "118.42", and its unit beside it',
    "figures.unit": 'name the unit in double quotes: unit: "USD", "%", "bp" …',
    "figures.label": 'say what the number is: label: "…"',
    "excerpt": "quote at most 200 characters",
    "series": "write the name of a file in content/series/, without .md",
    "part": "write a whole number from 1 to 999",
    "parts": "write how many parts there are, as a whole number from 1 to 999",
    "waive.rule": "write the name of the rule as digest check tells it: rule: part-gap",
    "waive.reason": 'say why: reason: "…"',
}
"""By field (list positions left out)."""
_FIRST = frozenset({"string_too_long", "too_long"})
"""Kinds that say more than the field does."""
_KINDS: Mapping[str, str] = {
    "string_too_long": "shorten it to {max_length} characters",
    "too_long": "keep {max_length} of them",
    "tuple_type": "write each entry on a line of its own below it, behind a hyphen: - {{…}}",
    "string_too_short": "write a text between the quotes",
    "missing": 'add it: {field}: "…"',
    "model_type": "write its fields below it, each on an indented line: name: value",
    "greater_than_equal": "write a number from {ge}",
    "less_than_equal": "write a number up to {le}",
    "string_type": "write one text in double quotes behind the colon",
}
"""By kind of mistake; `{…}` is filled from what the model asks for."""
_ENDINGS: Mapping[str, str] = {
    "must be true or false": _YES,
    _DAY: "write it as year, month and day in digits, with hyphens: 2025-01-31",
    "must be a whole number": "write a whole number",
    _PLAIN: "write digits alone, with a point before the decimals",
    "must be of a year in four digits": "write its year in four digits, such as 2025-01-31",
    _SCORE: 'write it in that range, as "-0.8" (a percentage is a hundredth), or remove it',
    _ADDRESS: 'give the full address, in double quotes: "https://…"',
}
"""By what a value must be, where the field itself has no remedy."""
_WRITTEN = "copy it from the browser's address bar: it holds no blanks, quotes or brackets, and no name before an @"
_NAMED: Mapping[str, str] = {"id": "", "series": ", if it is called so"}
"""Fields whose value can be made of what stands there, and how sure that is."""
_MOMENTS = frozenset({_DAY, "must be a date and time with an offset, such as 2025-01-31T14:43:00+09:00"})
_TEXTS = frozenset({"deck", "notes", "aliases", "history"})
_MOST = {"sources": 2000}
"""Characters of an entry that are shown in a list; of an address all."""
_CODES = frozenset({"tickers", "mentions", "ticker"})
_CODE = re.compile(r"([A-Z]{4}:)?[0-9A-Z][0-9A-Z.\-]{0,11}")
_KOREAN = re.compile(r"(?<![0-9A-Z])[0-9][0-9A-Z]{5}(?![0-9A-Z])")
_TERMINAL = re.compile(r"^([A-Z]{1,5}(?:\.[A-Z])?)(?: (?:US|UN|UW|UQ)(?: EQUITY)?)?$")
"""A code as terminals print it: `NVDA US`, `BRK/B`."""
_GROUPED = re.compile(r"([+-]?\d{1,3}(?:,\d{3}){1,7}(?:\.\d{1,12})?|[+-]?\d{1,24}(?:\.\d{1,12})?)\s?(%p?)?")
_NAME = re.compile(r"[\w .&\-]{1,40}")
_DASHES = str.maketrans("–—−", "---")
_QUOTES = "“”„‟«»「」‘’"


def remedy(general: str, detail: Mapping[str, Any]) -> str:
    """What to do.

    Args:
        general: The field without the places in lists: `figures.value`.
        detail: What the model says of it, as Pydantic tells it.
    """
    kind, value, context = _kind(detail), detail.get("input"), detail.get("ctx", {})
    error = str(context.get("error", ""))
    if expected := context.get("expected"):
        likely = meant.value(value, str(expected)) if isinstance(value, str) else ""
        return (
            f"write {likely}, if you mean that: one of {expected}" if likely else f"write one of {expected}"
        ).replace("'", "")
    field = general.rpartition(".")[2]
    by_kind = (_LIST if kind == "tuple_type" and field in _TEXTS else _KINDS.get(kind, "")).format(
        field=field, **context
    )
    tried = (
        _by_value(general, kind, value, error) if isinstance(value, str) and value else "",
        _moment(general, value) if isinstance(value, str) and error in _MOMENTS else "",
        _number(value) if isinstance(value, str) and error == _PLAIN else "",
        by_kind if kind in _FIRST else "",
        _FIELDS.get(general),
        by_kind,
        _ENDINGS.get(error),
    )
    return next(filter(None, tried), "write it in the form that CONTRIBUTING.md shows")


def _kind(detail: Mapping[str, Any]) -> str:
    """The kind of mistake; a text that is too long or empty is one, however its bound is written in the model."""
    kind = str(detail["type"])
    return f"string_{kind}" if kind in {"too_long", "too_short"} and isinstance(detail.get("input"), str) else kind


def _by_value(general: str, kind: str, value: str, error: str) -> str:
    """What to do about just this value; "" where the field alone says it."""
    if value[0] in _QUOTES:
        return f'write straight quotes: "{value.strip(_QUOTES)[:60]}" in place of {value[0]}…{value[-1]}'
    field = general.rpartition(".")[2]
    if kind == "tuple_type" and field in _CODES | _TEXTS | {"sources"} and '"' not in value:
        entries = [one.strip() for one in value.split(",")] if field in _CODES else [value]
        if field in _CODES and not all(_CODE.fullmatch(one.upper()) for one in entries if one):
            return f"{_FIELDS[general]}; look one up: digest securities find {_asked(value)}"
        listed = ", ".join(f'"{one[: _MOST.get(field, 60)]}"' for one in entries[:20] if one)
        return f"write it as a list: {field}: [{listed}]"
    if kind == "string_pattern_mismatch" and general in _NAMED and (name := slug(_stem(value))):
        return f'{_FIELDS[general].partition(": id")[0]}: {general}: "{name}"{_NAMED[general]}'
    if error == _ADDRESS and value.startswith(("http://", "https://")):
        return _WRITTEN
    return _code(value) if field in _CODES and kind == "string_pattern_mismatch" else ""


def _stem(value: str) -> str:
    """The name of a file that is given with its folder or ending."""
    return value.replace("\\", "/").rstrip("/").rpartition("/")[2].removesuffix(".md")


def _code(value: str) -> str:
    plain = clean_line(unicodedata.normalize("NFKC", value)).rpartition(":")[2].strip(" $")
    code = plain.upper()
    inside = _KOREAN.findall(code) or _TERMINAL.findall(code.replace("/", "."))
    if _CODE.fullmatch(code) and plain in {code, code.lower()}:
        inside = [code]
    if inside:
        listed, all_of = (
            ", ".join(f'"{one}"' for one in inside[:9]),
            "that is its code" if len(inside) == 1 else "these are the codes",
        )
        return f"write {listed}, if {all_of}; look it up: digest securities find {inside[0]!r}".replace("'", '"')
    return f"write its code in straight double quotes; look it up: digest securities find {_asked(value)}"


def _asked(value: str) -> str:
    return f'"{value}"' if _NAME.fullmatch(value) else '"NAME"'


def _number(value: str) -> str:
    """The same number without what is no part of it, where only one can be meant."""
    plain = clean_line(unicodedata.normalize("NFKC", value)).replace("\u2212", "-")
    if found := _GROUPED.fullmatch(plain):
        unit = f', and {found[2]} as its unit: unit: "{found[2]}"' if found[2] else ""
        return f'write "{found[1].replace(",", "")}"{unit}'
    return ""


def _moment(field: str, value: str) -> str:
    """The same day and time in the form that is needed; no other is offered, and no time is made up."""
    written = value.translate(_DASHES)
    found = [one.value for one in find_dates(written)]
    read = read_date(written) if len(found) < 2 else None
    if read is None:
        return ""
    moment, precision, zoned = read
    if field not in {"date", "modified"}:
        return f'write "{moment.date()}"'
    if precision == "minute" and zoned:
        return f"write {field}: {moment.isoformat()}"
    if precision == "minute":
        local = moment.replace(tzinfo=None).isoformat()
        return f"write {field}: {local}+09:00 where that is Korean time, else the offset of its place"
    if field == "modified":
        return "write the time too, with its offset, as modified: 2025-01-31T15:33:00+09:00, or remove the line"
    return (
        f"where the source tells only the day, write date: {moment.date()}T00:00:00+09:00 and below it a line "
        "date_precision: day; else write the time that it tells in place of 00:00:00, and no such line"
    )


_WHAT: Mapping[str, str] = {
    "missing": "is missing",
    "literal_error": "is {input}, which is not known",
    "string_pattern_mismatch": "is {input}, which is not in the right form",
    "string_too_long": "is too long (at most {max_length} characters)",
    "string_too_short": "is empty",
    "string_type": "is not one line of text",
    "tuple_type": "is not a list",
    "too_short": "is empty",
    "too_long": "has too many entries (at most {max_length})",
    "model_type": "is not a group of fields",
    "model_attributes_type": "is not a group of fields",
    "greater_than_equal": "is too small",
    "less_than_equal": "is too large",
}


def what(detail: Mapping[str, Any]) -> str:
    """What is wrong, in words for a curator."""
    shown = f'"{str(detail.get("input"))[:60]}"'
    if detail["type"] == "value_error":
        return f"is {shown}, but {detail['ctx']['error']}"
    pattern = _WHAT.get(_kind(detail))
    return pattern.format(input=shown, **detail.get("ctx", {})) if pattern else str(detail["msg"]).lower()
