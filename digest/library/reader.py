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
from digest.library import fences, meant
from digest.library.remedies import remedy, what
from digest.model import Article, Model, Series, Source, StaticPage, Translation
from digest.text.slug import slug

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.text import strict_yaml

MAX_FILE_BYTES = 256 * 1024
_CODE_FIELDS = frozenset({"tickers", "mentions", "ticker", "id"})
_PROSE = frozenset(
    {"title", "kicker", "deck", "excerpt", "reason", "label", "text", "name", "author", "credit", "notes", "of", "to"}
)
"""Fields of words, in which a number sign may be meant."""
_FORBIDDEN = re.compile("[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]")
_GIVEN = {Series: ("slug",), Translation: ("id", "lang")}
"""Fields that the file's name gives."""
_INSTEAD: Mapping[type[Model], str] = {
    StaticPage: "move the file to content/articles/YEAR/MONTH/, or remove them",
    Series: "move the file to content/articles/YEAR/MONTH/, or remove them: articles have them, each in its own file",
    Translation: "remove them: a translation has title, deck, words and its text; all else is the original's; if it is "
    "an article of its own, take its language out of the file's name",
}
_T = TypeVar("_T", bound=Model)


def read_article(text: str, path: str) -> Article:
    """An article from the whole text of its file; `path` names it in messages and gives the id if none is written.

    Raises:
        LibraryError: With every problem of the file.
    """
    tree, body, first = fences.split(text, path, "title, date, tickers, sentiment, source")
    tree.data.setdefault("id", PurePosixPath(path).stem)
    return _build(Article, {**tree.data, "body": body}, tree, path, first)


def read_series(text: str, path: str) -> Series:
    """A series; its slug is the file's name. Raises like `read_article`."""
    tree, body, first = fences.split(text, path, "title")
    return _build(Series, {**tree.data, "slug": PurePosixPath(path).stem, "body": body}, tree, path, first)


def read_translation(text: str, path: str) -> Translation:
    """A translation; the file's name (`<id>.en.md`) gives the id and the language. Raises like `read_article`."""
    tree, body, first = fences.split(text, path, "title")
    names = dict(zip(("id", "lang"), PurePosixPath(path).stem.rsplit(".", 1), strict=True))
    return _build(Translation, {**tree.data, **names, "body": body}, tree, path, first)


def read_static_page(text: str, path: str, *, relative: str) -> StaticPage:
    """A page written by hand; `relative` is its path in the content folder. Raises like `read_article`."""
    tree, body, first = fences.split(text, path, "title")
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


def _build(kind: type[_T], data: dict[str, Any], tree: strict_yaml.Tree, path: str, body_line: int) -> _T:
    problems = [
        _unquoted(tree, where, path) for where in sorted(tree.unquoted, key=str) if _names(where) in _CODE_FIELDS
    ]
    curled = [_curled(tree, where, path) for where in sorted(tree.curled, key=str)]
    problems += [_cut(tree, where, path) for where in sorted(tree.cut, key=str) if _names(where) in _PROSE]
    for field in _GIVEN.get(kind, ()):
        if field in tree.data:
            remedy = "remove the line"
            problems.append(Problem(path, tree.line((field,)), field, "is given by the file's name", remedy))
    try:
        made = kind.model_validate(data)
    except ValidationError as error:
        details: list[Any] = [dict(detail) for detail in error.errors(include_url=False)]
        sought = {meant.field(one["loc"], kind) for one in details if one["type"] == "extra_forbidden"}
        told = [one for one in details if one["type"] != "missing" or one["loc"] not in sought]
        for group in meant.loose(told, kind):
            told = [one for one in told if one["loc"][0] not in {*group.fields, group.group}]
            names, what_of = ", ".join(group.fields), f"are fields of {group.group} ({len(group.fields)})"
            line = min(tree.line((field,)) for field in group.fields)
            problems.append(Problem(path, line, names, what_of, group.remedy, rule="unknown-field"))
        foreign = [one["loc"][0] for one in told if kind in _INSTEAD and _is_foreign(one, kind)]
        if len(foreign) > 1:  # one cause, one problem
            told = [one for one in told if one["loc"][0] not in foreign]
            line = min(tree.line((field,)) for field in foreign)
            what_else = f"are fields of an article ({len(foreign)})"
            problems.append(
                Problem(path, line, ", ".join(foreign[:5]), what_else, _INSTEAD[kind], rule="unknown-field")
            )
        explained = [_explain(one, kind, tree, path, body_line) for one in told]
        lists = {problem.line for problem in explained if problem.rule.endswith("-tuple-type")}
        plain = [one for one in problems if one.line not in lists]  # a remedy that writes the list quotes its entries
        curled = [one for one in curled if one.line not in {problem.line for problem in explained}]
        raise LibraryError([*plain, *curled, *explained]) from None
    problems += curled
    if problems:
        raise LibraryError(problems)
    return made


def _is_foreign(detail: Mapping[str, Any], kind: type[Model]) -> bool:
    """Whether an unknown field of a series, translation or page is one of articles."""
    field = detail["loc"][0] if detail["loc"] else ""
    return detail["type"] == "extra_forbidden" and field in Article.model_fields and field not in kind.model_fields


def _names(where: strict_yaml.Path) -> str:
    """The field in which a value stands, alone or in a list."""
    return next((part for part in reversed(where) if isinstance(part, str)), "")


def _cut(tree: strict_yaml.Tree, where: strict_yaml.Path, path: str) -> Problem:
    what, remedy = "ends before a #, which begins a comment", "put the whole text in straight double quotes"
    names = ".".join(map(str, where))
    return Problem(path, tree.line(where), names, what, f"{remedy}, or the comment on a line of its own", rule="yaml")


def _curled(tree: strict_yaml.Tree, where: strict_yaml.Path, path: str) -> Problem:
    names, value = ".".join(map(str, where)), str(_at(tree, where))
    what = f"stands in quotes that belong to the text ({value[0]}…{value[-1]})"
    remedy = f'write straight ones in their place: "{value[1:-1][:80]}", or around them, if they are meant'
    return Problem(path, tree.line(where), names, what, remedy, rule="yaml")


def _at(tree: strict_yaml.Tree, where: strict_yaml.Path) -> Any:
    value: Any = tree.data
    for part in where:
        value = value[part]
    return value


def _unquoted(tree: strict_yaml.Tree, where: strict_yaml.Path, path: str) -> Problem:
    value = _at(tree, where)
    what = f'"{value}" must be quoted'
    remedy = f'write "{value}" with the quotes, or other tools read it as a number or a yes/no'
    return Problem(path, tree.line(where), str(where[0]), what, remedy, rule="unquoted-code")


def _explain(detail: dict[str, Any], kind: type[Model], tree: strict_yaml.Tree, path: str, body_line: int) -> Problem:
    where = _written(tuple(detail["loc"]), tree.data)
    if where and where[0] == "body":
        return Problem(path, body_line, "body", what(detail), "shorten it", rule="body")
    names = ".".join(str(part) for part in where)
    general = ".".join(part for part in where if isinstance(part, str))
    line = tree.line(where)
    if detail["type"] == "extra_forbidden" and len(where) == 1 and where[0] in Source.model_fields:
        below = f"write it below source: {{url: …{'' if where[0] == 'url' else f', {where[0]}: …'}}}"
        return Problem(path, line, names, "is a field of source", below, rule="unknown-field")
    if detail["type"] == "extra_forbidden":
        mend = meant.instead(where, kind)
        return Problem(path, line, names, "is not a known field", mend, rule="unknown-field")
    if not where:
        field, _, rest = str(detail["ctx"]["error"]).partition(": ")
        wrong, _, mend = rest.partition(": ")
        line = max(tree.line((field,)), tree.line((field.split("_", 1)[0],)))
        return Problem(path, line, field, wrong, mend, rule=f"{field}-consistent")
    if where[0] in {"id", "slug", "lang"} and where not in tree.lines:
        return _misnamed(path, str(where[0]), str(detail.get("input")), str(detail["type"]))
    return Problem(
        path,
        line,
        names,
        what(detail),
        remedy(general, detail),
        rule=f"{where[0]}-{detail['type']}".replace("_", "-"),
    )


def _misnamed(path: str, field: str, stem: str, kind: str) -> Problem:
    """A file whose name gives an address that cannot be, or a language that there is not."""
    rule = f"{field}-{kind}".replace("_", "-")
    if field == "lang":
        wrong = f'is "{stem[:20]}" by the name of the file, which is no language'
        mend = "name it <id>.en.md or <id>.ko.md if it is a translation; the name of an article holds no dot"
        return Problem(path, 0, "lang", wrong, mend, rule=rule)
    name = slug(stem)[:120].strip("-")
    file = PurePosixPath(path).name
    ending = file.removeprefix(stem) if file.startswith(stem) else ".md"
    remedy = f"rename the file to {name}{ending}" if name else "rename the file"
    what = f'has the name "{stem[:60]}", of which no address can be made'
    signs = "lower-case letters a to z, Hangul and digits, with single hyphens between words"
    return Problem(path, 0, "", what, f"{remedy} ({signs})", rule=rule)


def _written(where: strict_yaml.Path, data: Any) -> strict_yaml.Path:
    """The part of a model's location that the file really has: `sentiment: bad` has no `label` below it."""
    for depth, part in enumerate(where):
        if not isinstance(data, dict | list):
            return where[:depth]
        data = data.get(part) if isinstance(data, dict) else data[part] if isinstance(part, int) else None
        if data is None:
            return where[: depth + 1]
    return where
