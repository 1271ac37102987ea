"""Reads one content file strictly, before any site generator sees it.

Site generators swallow broken front matter and print it as the article's text. Here every problem
is a line that says where, what and how to mend it, and a file is either right or refused.
"""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from digest.errors import LibraryError, Problem
from digest.library import bounds
from digest.model import Article, Model, Series, Source, StaticPage, Translation
from digest.text import strict_yaml
from digest.text.nearest import nearest
from digest.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

MAX_FILE_BYTES = 256 * 1024
_CODE_FIELDS = frozenset({"tickers", "mentions", "ticker", "id"})
_FORBIDDEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]")
_T = TypeVar("_T", bound=Model)

REMEDIES: Mapping[str, str] = {
    "id": 'write lower-case letters a to z, Hangul and digits, with single hyphens between words: id: "my-article"',
    "title": 'write the headline in double quotes: title: "…"',
    "date": "write when the source published, with its offset: date: 2025-01-31T14:43:00+09:00; where it tells only "
    "the day, write 00:00:00 as its time, and below it a line date_precision: day",
    "modified": "write it with its offset: modified: 2025-01-31T15:33:00+09:00",
    "source": 'give the link to the original: source: "https://…"',
    "source.url": 'give the full address: url: "https://…"',
    "tickers": 'write codes in a list, in double quotes: tickers: ["NVDA", "005930"]',
    "mentions": 'write codes in a list, in double quotes: mentions: ["MSFT"]',
    "sentiment": "write one of positive, neutral, negative, mixed",
    "excerpt": "quote at most 200 characters",
    "figures.value": 'write a plain number in double quotes: value: "118.42", and its unit beside it',
    "series": "write the name of a file in content/series/, without .md",
    "part": "write a whole number from 1",
    "lang": "name the file <id>.en.md or <id>.ko.md",
}
"""What to do, by field (list positions left out)."""


def read_article(text: str, path: str) -> Article:
    """An article from the whole text of its file; `path` names it in messages and gives the id if none is written.

    Raises:
        LibraryError: With every problem of the file.
    """
    tree, body, first = _split(text, path)
    tree.data.setdefault("id", PurePosixPath(path).stem)
    return _build(Article, {**tree.data, "body": body}, tree, path, first)


def read_series(text: str, path: str) -> Series:
    """A series; its slug is the file's name. Raises like `read_article`."""
    tree, body, first = _split(text, path)
    if "slug" in tree.data:
        raise LibraryError([Problem(path, tree.line(("slug",)), "slug", "is given by the file's name", "remove it")])
    return _build(Series, {**tree.data, "slug": PurePosixPath(path).stem, "body": body}, tree, path, first)


def read_translation(text: str, path: str) -> Translation:
    """A translation; the file's name (`<id>.en.md`) gives the id and the language. Raises like `read_article`."""
    tree, body, first = _split(text, path)
    names = dict(zip(("id", "lang"), PurePosixPath(path).stem.rsplit(".", 1), strict=True))
    for field in names:
        if field in tree.data:
            raise LibraryError([Problem(path, tree.line((field,)), field, "is given by the file's name", "remove it")])
    return _build(Translation, {**tree.data, **names, "body": body}, tree, path, first)


def read_static_page(text: str, path: str, *, relative: str) -> StaticPage:
    """A page written by hand; `relative` is its path in the content folder. Raises like `read_article`."""
    tree, body, first = _split(text, path)
    return _build(StaticPage, {**tree.data, "path": relative, "body": body}, tree, path, first)


def decode(data: bytes, path: str) -> str:
    """The text of a content file. Raises LibraryError on size, encoding or control characters."""
    if len(data) > MAX_FILE_BYTES:
        what = f"is larger than {MAX_FILE_BYTES // 1024} KB"
        raise LibraryError([Problem(path, 0, "", what, "keep a summary of our own here, not the source", rule="size")])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise LibraryError(
            [Problem(path, line, "", "is not UTF-8 text", "save it as UTF-8", rule="encoding")]
        ) from error
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    plain = text.replace("\n", "").replace("\t", "").isprintable()
    if not plain and (found := _FORBIDDEN.search(text)):
        what = f"holds an invisible character (U+{ord(found.group()):04X})"
        line = text.count("\n", 0, found.start()) + 1
        raise LibraryError([Problem(path, line, "", what, "delete it", rule="control-character")])
    return text


def _split(text: str, path: str) -> tuple[strict_yaml.Tree, str, int]:
    lines = text.split("\n")
    if lines[0].rstrip() != "---":
        remedy = "start the file with a line ---, then title, date, tickers, sentiment, source, then a line ---"
        raise LibraryError([Problem(path, 1, "", "has no front matter", remedy, rule="front-matter")])
    end = next((number for number, line in enumerate(lines[1:], 1) if line.rstrip() == "---"), 0)
    if not end:
        what, remedy = "front matter is not closed", "add a line --- after the last field"
        raise LibraryError([Problem(path, 1, "", what, remedy, rule="front-matter")])
    tree = strict_yaml.load("\n".join(lines[1:end]) + "\n", path, first_line=2)
    body = "\n".join(lines[end + 1 :])
    if found := bounds.excess(body.strip()):
        line = end + 2 + found.line + body[: len(body) - len(body.lstrip())].count("\n")
        raise LibraryError([Problem(path, line, "body", found.what, found.remedy, rule="body")])
    return tree, body, end + 2


def _build(kind: type[_T], data: dict[str, Any], tree: strict_yaml.Tree, path: str, body_line: int) -> _T:
    problems = [_unquoted(tree, where, path) for where in sorted(tree.unquoted, key=str) if _is_code(where)]
    try:
        made = kind.model_validate(data)
    except ValidationError as error:
        problems += [_explain(dict(detail), kind, tree, path, body_line) for detail in error.errors(include_url=False)]
        raise LibraryError(problems) from None
    if problems:
        raise LibraryError(problems)
    return made


def _is_code(where: strict_yaml.Path) -> bool:
    names = [part for part in where if isinstance(part, str)]
    return bool(names) and names[-1] in _CODE_FIELDS


def _unquoted(tree: strict_yaml.Tree, where: strict_yaml.Path, path: str) -> Problem:
    value: Any = tree.data
    for part in where:
        value = value[part]
    what = f'"{value}" must be quoted'
    remedy = f'write "{value}" with the quotes, or other tools read it as a number or a yes/no'
    return Problem(path, tree.line(where), str(where[0]), what, remedy, rule="unquoted-code")


def _explain(detail: dict[str, Any], kind: type[Model], tree: strict_yaml.Tree, path: str, body_line: int) -> Problem:
    where = _written(tuple(detail["loc"]), tree.data)
    if where and where[0] == "body":
        return Problem(path, body_line, "body", _what(detail), "shorten it", rule="body")
    names = ".".join(str(part) for part in where)
    general = ".".join(part for part in where if isinstance(part, str))
    line = tree.line(where)
    if detail["type"] == "extra_forbidden" and len(where) == 1 and where[0] in Source.model_fields:
        remedy = f"write it below source: {{url: …, {where[0]}: …}}"
        return Problem(path, line, names, "is a field of source", remedy, rule="unknown-field")
    if detail["type"] == "extra_forbidden":
        suggestion = nearest(str(where[-1]), _fields(kind) if len(where) == 1 else _NESTED)
        return Problem(path, line, names, "is not a known field", f"remove it{suggestion}", rule="unknown-field")
    if not where:
        field, _, rest = str(detail["ctx"]["error"]).partition(": ")
        what, _, remedy = rest.partition(": ")
        line = max(tree.line((field,)), tree.line((field.split("_", 1)[0],)))
        return Problem(path, line, field, what, remedy, rule=f"{field}-consistent")
    if where[0] in {"id", "slug"} and where not in tree.lines:
        return _misnamed(path, str(detail.get("input")), f"{where[0]}-{detail['type']}".replace("_", "-"))
    remedy = _by_value(general, detail.get("input")) or REMEDIES.get(general) or REMEDIES.get(str(where[0]), "")
    if expected := detail.get("ctx", {}).get("expected"):
        remedy = f"write one of {expected}".replace("'", "")
    return Problem(
        path,
        line,
        names,
        _what(detail),
        remedy or "mend the value",
        rule=f"{where[0]}-{detail['type']}".replace("_", "-"),
    )


def _misnamed(path: str, stem: str, rule: str) -> Problem:
    """A file whose name gives an address that cannot be."""
    name = slug(stem)[:120].strip("-")
    file = PurePosixPath(path).name
    ending = file.removeprefix(stem) if file.startswith(stem) else ".md"
    remedy = f"rename the file to {name}{ending}" if name else "rename the file"
    what = f'has the name "{stem[:60]}", of which no address can be made'
    signs = "lower-case letters a to z, Hangul and digits, with single hyphens between words"
    return Problem(path, 0, "", what, f"{remedy} ({signs})", rule=rule)


def _by_value(general: str, value: object) -> str:
    """What to do about just this value; "" where the field alone says it."""
    if not isinstance(value, str):
        return ""
    if general == "date" and _DAY.fullmatch(value):
        return (
            f"where the source tells only the day, write date: {value}T00:00:00+09:00 and below it a line "
            "date_precision: day; else write the time that it tells in place of 00:00:00, and no such line"
        )
    if value[:1] in _CURLY:
        return f'write straight quotes: "{value.strip(_CURLY)[:60]}" in place of {value[:1]}…{value[-1:]}'
    if general.rpartition(".")[2] in _TICKER_FIELDS:
        name = value if _NAME.fullmatch(value) else "NAME"
        return f'write its code in straight double quotes; look it up: digest securities find "{name}"'
    return ""


_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_NAME = re.compile(r"[\w .&\-]{1,40}")
_CURLY = "“”„‟«»「」‘’"
_TICKER_FIELDS = _CODE_FIELDS - {"id"}
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


def _what(detail: dict[str, Any]) -> str:
    shown = f'"{str(detail.get("input"))[:60]}"'
    if detail["type"] == "too_long" and isinstance(detail.get("input"), str):
        return f"is too long (at most {detail['ctx']['max_length']} characters)"
    if detail["type"] == "value_error":
        return f"is {shown}, but {detail['ctx']['error']}"
    pattern = _WHAT.get(detail["type"])
    return pattern.format(input=shown, **detail.get("ctx", {})) if pattern else str(detail["msg"]).lower()


_NESTED = frozenset(
    {"url", "publisher", "name", "author", "place", "retrieved", "sha256", "history", "label", "value", "unit", "date"}
    | {"text", "by", "ticker", "direction", "reason", "score", "method", "version", "reviewed", "evidence", "companies"}
    | {"sentence", "words", "credit", "rule"}
)
"""Fields of the groups inside an article."""


def _fields(kind: type[Model]) -> set[str]:
    return set(kind.model_fields) - {"body", "slug", "path"}


def _written(where: strict_yaml.Path, data: Any) -> strict_yaml.Path:
    """The part of a model's location that the file really has: `sentiment: bad` has no `label` below it."""
    for depth, part in enumerate(where):
        if not isinstance(data, dict | list):
            return where[:depth]
        data = data.get(part) if isinstance(data, dict) else data[part] if isinstance(part, int) else None
        if data is None:
            return where[: depth + 1]
    return where
