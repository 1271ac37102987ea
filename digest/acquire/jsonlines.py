"""Records of other scrapers: JSON lines, a JSON array, or one object, streamed record by record.

Every scraper names the same facts differently. The table `digest/data/record_fields.csv` knows the names of
trafilatura, news-please, newspaper4k, fundus, Zyte's and schema.org's article items and those common in Scrapy
projects; a curator adds others.
"""

from __future__ import annotations

import codecs
import csv
import html
import json
import re
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from digest.acquire.feeds import MAX_FIELD, address, zone
from digest.acquire.item import Hints, Item, since_epoch
from digest.errors import InputError
from digest.text.normalise import INLINE, clean_line, clean_text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

MAX_RECORD = 8 * 1024 * 1024
"""Characters of one record."""
_TABLE = "record_fields.csv"
_NAMED = ("name", "nameRaw", "$date", "rendered", "main", "original", "@id", "url", "value", "text", "body")
"""Where a value is an object (schema.org, Zyte, WordPress, MongoDB), the parts of it that may be meant."""
_ENTITY = re.compile(r"&(?:quot|amp|nbsp|lt|gt|[lr][sd]quo|hellip|middot|#\d{2,5}|#x[0-9a-f]{2,4});", re.IGNORECASE)
"""What is left of markup in a body that is plain text."""
_EMPTY = frozenset({"null", "none", "nan", "nat", "n/a", "undefined"})
"""What programs write for nothing."""
_UNIVERSAL = ("gmt", "utc")
"""How names of fields end whose times are UTC though they do not say it."""
_CLOCK_LAST = re.compile(r"\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?$")
_LISTED = re.compile(r"\s{0,9}\[\s{0,9}['\"].{1,900}['\"]\s{0,9}\]\s{0,9}")
"""A list that was printed as text."""
_QUOTED = re.compile(r"'([^']{1,200})'|\"([^\"]{1,200})\"")
_MAX_HELD = 3
"""Levels around records in an answer of an interface: `{"response": {"docs": [{…}]}}`."""
_INNER = ("metadata", "fields")
"""Where records keep facts beside their text: `{"markdown": …, "metadata": {"title": …}}`; their own come first."""
_MARKUP = re.compile(r"<(?:p|div|article|body|html|span|br|h1|section)\b[^<>]{0,300}>", re.IGNORECASE)
_SPLIT_AUTHORS = re.compile(r"\s{0,5}(?:;|\|)\s{0,5}")
_HEAD = 64 * 1024
"""Characters in which the first line ends, if there are lines."""
_GAP = re.compile(r"[\s,]*")


@cache
def fields() -> Mapping[str, tuple[str, ...]]:
    """Fact to the names that it has, in order of trust; a name that holds nothing usable is passed over.

    Names are folded: `publishedDate`, `Published_Date` and `published-date` are one.
    """
    with files("digest.data").joinpath(_TABLE).open(encoding="utf-8") as stream:
        found: dict[str, tuple[str, ...]] = {}
        for row in csv.DictReader(stream):
            found[row["fact"]] = (*found.get(row["fact"], ()), _folded(row["field"]))
    return MappingProxyType(found)


class Record(NamedTuple):
    """One record, or why there is none."""

    line: int
    """1-based line of a file of lines, else the record's number."""
    value: dict[str, object] | None
    error: InputError | None


def records(name: str, chunks: Iterable[bytes]) -> Iterator[Record]:
    """Records of a stream of bytes in UTF-8; a bad line costs one record, not the file.

    Raises:
        InputError: When what follows cannot be read any more: no UTF-8, a record beyond 8 M characters, or a
            broken array.
    """
    text = _text(name, chunks)
    head = ""
    for piece in text:
        head += piece
        if "\n" in head.lstrip() or len(head) > _HEAD:
            break
    lines = not head.lstrip().startswith("[") and _is_line(head)
    yield from _lines(name, head, text) if lines else _stream(name, head, text)


def item(name: str, row: Mapping[str, object], mapping: Mapping[str, str] | None = None) -> Item:
    """A record as an item: a page where it has HTML, its body where it has one, else an entry with its address.

    Args:
        name: For messages.
        row: The record.
        mapping: Names of the curator's fields to facts (`--map bodytext=text`); they come before the table's.

    Raises:
        InputError: When it has neither an address nor a body.
    """
    table = fields()
    names = {
        fact: (*(_folded(key) for key, to in (mapping or {}).items() if to == fact), *known)
        for fact, known in table.items()
    }
    original = row
    inner = [part.items() for key in _INNER if isinstance(part := row.get(key), dict)]
    row = {_folded(key): value for pairs in (*inner, row.items()) for key, value in list(pairs)[::-1]}
    url = next(filter(None, (address(value) for value in _values(row, names["url"]))), "")
    page = next(_values(row, names["html"]), "")
    body = next(_values(row, names["text"]), "")
    if "\n" not in body:
        body = body.replace("\\r", "").replace("\\n", "\n")  # escaped twice
    if not page and _MARKUP.search(body[:2_000]):
        page, body = body, ""
    authors = next(_lists(row, names["authors"]), ())
    told = {
        fact: next((clean_line(value[:MAX_FIELD]) for value in _values(row, names[fact]) if not _is_url(value)), "")
        for fact in ("title", "site", "lang", "description")
    }
    told["title"] = clean_line(html.unescape(html.unescape(INLINE.sub("", told["title"]))))
    told |= {fact: next(_dates(row, names[fact]), "") for fact in ("date", "modified")}
    hints = Hints(**told, zone=zone(url, told["lang"]) if url else "", authors=authors)
    if page:
        return Item(name, "html", page.encode("utf-8", "replace"), url, "utf-8", hints)
    if body:
        body = html.unescape(body) if _ENTITY.search(body) else body
        return Item(name, "record", clean_text(body).encode("utf-8", "replace"), url, "utf-8", hints)
    if url:
        return Item(name, "entry", b"", url, None, hints)
    known = ", ".join(list(original)[:12])[:200]
    raise InputError(f"has no address and no body (its fields: {clean_line(known)})", "name them with --map", path=name)


def read_map(pairs: Iterable[str]) -> dict[str, str]:
    """`--map field=fact` options as a mapping.

    Raises:
        InputError: When an option has another form, or names a fact that there is not.
    """
    found, facts = {}, fields()
    for pair in pairs:
        field, _, fact = pair.partition("=")
        if not field.strip() or fact.strip() not in facts:
            raise InputError(f"--map {pair[:80]} is not understood", f"write field=fact, a fact of {', '.join(facts)}")
        found[field.strip()] = fact.strip()
    return found


def held(row: dict[str, object], mapping: Mapping[str, str] | None = None) -> list[dict[str, object]]:
    """The records that stand in the one list or object of an interface's answer; else the row itself."""
    table = fields()
    known = {*map(_folded, mapping or ()), *table["url"], *table["html"], *table["text"]}
    found = _held(row, known, 0)
    return found or [row]


def _held(value: object, known: Collection[str], depth: int) -> list[dict[str, object]]:
    if isinstance(value, dict) and any(_is_text(one) and _folded(name) in known for name, one in value.items()):
        return [value]
    if depth == _MAX_HELD or not isinstance(value, dict | list):
        return []
    if isinstance(value, list):
        return [row for part in value if isinstance(part, dict) for row in _held(part, known, depth)]
    inner = [rows for part in value.values() if (rows := _held(part, known, depth + 1))]
    return inner[0] if len(inner) == 1 else []


def _is_text(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and any(isinstance(part, str) for part in value[:50]))


def _dates(row: Mapping[str, object], names: Iterable[str]) -> Iterator[str]:
    """Dates as text: numbers count from 1970, and a field that is called so holds UTC."""
    for name in names:
        value = row.get(name)
        number = isinstance(value, int | float) and not isinstance(value, bool)
        text = since_epoch(clean_line(str(value) if number else _value(value)[:MAX_FIELD]))
        if text and not _is_url(text):
            yield f"{text}Z" if name.endswith(_UNIVERSAL) and _CLOCK_LAST.search(text[-20:]) else text


def _values(row: Mapping[str, object], names: Iterable[str]) -> Iterator[str]:
    for name in names:
        text = _value(row.get(name))
        if text.strip():
            yield text


def _value(value: object) -> str:
    """A text, a part of an object that is one, or the texts of a list; what stands for nothing is nothing."""
    if isinstance(value, str):
        return "" if value.strip().casefold() in _EMPTY else value
    if isinstance(value, dict):
        return next(filter(None, (_value(value.get(name)) for name in _NAMED if isinstance(value.get(name), str))), "")
    if isinstance(value, list):
        parts = [(part, _value(part)) for part in value[:20_000] if isinstance(part, str | dict)]
        return "\n".join(text for part, text in parts if text and not (isinstance(part, dict) and _is_url(text)))
    return ""


def _lists(row: Mapping[str, object], names: Iterable[str]) -> Iterator[tuple[str, ...]]:
    for name in names:
        value = row.get(name)
        if isinstance(value, list):
            parts = [_value(part) for part in value[:50]]
        elif isinstance(value, str) and _LISTED.fullmatch(value):
            parts = [one or other for one, other in _QUOTED.findall(value)]
        else:
            parts = _SPLIT_AUTHORS.split(_value(value)[:MAX_FIELD])
        found = tuple(dict.fromkeys(clean_line(part[:200]) for part in parts if part.strip() and not _is_url(part)))
        if found:
            yield found


def _folded(name: str) -> str:
    return re.sub(r"[\W_]+", "", clean_line(name)).casefold()


def _is_url(value: str) -> bool:
    return value.strip().startswith(("http://", "https://"))


def _text(name: str, chunks: Iterable[bytes]) -> Iterator[str]:
    decoder = codecs.getincrementaldecoder("utf-8-sig")("strict")
    try:
        for chunk in chunks:
            yield decoder.decode(chunk)
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise InputError("is not in UTF-8", "save it as UTF-8", path=name) from error


def _is_line(head: str) -> bool:
    """Is the first line meant as a whole record? An object that goes over lines breaks them after these marks."""
    return not head.lstrip().partition("\n")[0].rstrip().endswith(("{", "[", ","))


def _lines(name: str, head: str, text: Iterator[str]) -> Iterator[Record]:
    number, rest = 0, head
    while True:
        *whole, rest = rest.split("\n")
        for line in whole:
            number += 1
            if line.strip():
                yield _record(name, number, line)
        if len(rest) > MAX_RECORD:
            raise InputError(f"line {number + 1} is longer than {MAX_RECORD:,} characters", "leave it out", path=name)
        more = next(text, None)
        if more is None:
            break
        rest += more
    if rest.strip():
        yield _record(name, number + 1, rest)


def _record(name: str, number: int, line: str) -> Record:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return Record(number, None, InputError("is no JSON record", "check this line", path=name, line=number))
    if not isinstance(value, dict):
        return Record(number, None, InputError("is no JSON object", "check this line", path=name, line=number))
    return Record(number, value, None)


def _stream(name: str, head: str, text: Iterator[str]) -> Iterator[Record]:
    """Objects of an array, or one after the other.

    A record that is not whole yet is tried again only when there is twice as much of it, so time stays linear.
    """
    decoder = json.JSONDecoder()
    buffer, at, number, wanted, ended = head.lstrip().removeprefix("["), 0, 0, 0, False
    while True:
        gap = _GAP.match(buffer, at)
        at = gap.end() if gap else at
        if buffer.startswith("]", at) or (ended and at == len(buffer)):
            return
        if len(buffer) - at >= wanted or ended:
            try:
                value, at = decoder.raw_decode(buffer, at)
            except (ValueError, RecursionError) as error:
                if ended or len(buffer) - at > MAX_RECORD or isinstance(error, RecursionError):
                    what = f"record {number + 1} is no JSON, or longer than {MAX_RECORD:,} characters"
                    raise InputError(what, "check that the file was saved whole", path=name) from error
                wanted = 2 * (len(buffer) - at)
            else:
                number, wanted = number + 1, 0
                if isinstance(value, dict):
                    yield Record(number, value, None)
                else:
                    yield Record(number, None, InputError("is no JSON object", "check it", path=name, line=number))
                continue
        more = next(text, None)
        ended = more is None
        buffer, at = buffer[at:] + (more or ""), 0
