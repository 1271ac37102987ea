"""What a publisher's pages keep where: rows of selectors, tried before any general method.

The table is `digest/data/adapters.yml`; its head says what each field means. A site that changes its layout is
mended there, in its row, and `check_adapter` says which fields a saved page still gives.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from digest.errors import InputError
from digest.extract import blocks
from digest.extract.publishers import by_host
from digest.text.strict_yaml import load_mapping

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from digest.extract.blocks import Element
    from digest.extract.metadata import Facts

_TABLE = "adapters.yml"
FIELDS = ("title", "deck", "authors", "published", "modified", "caption")
MIN_BODY = 250
"""Characters; less is no article's body."""
_MAX_FOUND = 60
_MAX_STRING = 2_000_000
_PLACEHOLDER = re.compile(r"\$\$[^$<>]{1,200}\$\$")
"""Marks in such strings where a script puts pictures and boxes."""


@dataclass(frozen=True, slots=True)
class Adapter:
    """A row of the table."""

    key: str
    body: tuple[str, ...]
    drop: tuple[str, ...] = ()
    fields: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    script: str = ""
    mark: str = ""


class Body(NamedTuple):
    """Paragraphs, the element that holds them, and the selector that found it."""

    paragraphs: list[str]
    element: Element
    selector: str


class FieldReport(NamedTuple):
    """What one field of an adapter finds on a page: the selector that spoke first, and what it said."""

    name: str
    selector: str
    value: str


class Report(NamedTuple):
    """What an adapter finds on a saved page; `missing` names the fields for which no selector spoke."""

    key: str
    found: tuple[FieldReport, ...]
    missing: tuple[str, ...]

    @property
    def ok(self) -> bool:
        """The body, the title and the date are there."""
        return not {"body", "title", "published"} & set(self.missing)


@cache
def table() -> Mapping[str, Adapter]:
    """All adapters by publisher key."""
    rows = load_mapping(files("digest.data").joinpath(_TABLE).read_text(encoding="utf-8"), _TABLE)
    return MappingProxyType(
        {
            key: Adapter(
                key,
                tuple(row["body"]),
                tuple(row.get("drop", ())),
                {name: tuple(row[name]) for name in FIELDS if name in row},
                row.get("script", ""),
                row.get("mark", ""),
            )
            for key, row in rows.items()
        }
    )


def choose(tree: Element, host: str | None) -> Adapter | None:
    """The adapter of the host's publisher, else that of the family of sites whose mark the page bears."""
    publisher = by_host(host) if host else None
    if publisher and publisher.key in table():
        return table()[publisher.key]
    return next((item for item in table().values() if item.mark and select(tree, item.mark)), None)


def body(adapter: Adapter, tree: Element) -> Body | None:
    """The body where one of the adapter's selectors finds at least 250 characters, or None."""
    dropped = {element for selector in adapter.drop for element in select(tree, selector)}
    for selector in adapter.body:
        for element in select(tree, selector)[:3]:
            found = blocks.paragraphs(element, dropped)
            if sum(map(len, found)) >= MIN_BODY:
                return Body(found, element, selector)
    return None


def values(adapter: Adapter, name: str, tree: Element, facts: Facts) -> tuple[str, list[str]]:
    """The first selector of a field that says something, and what it says; `("", [])` where none does."""
    for selector in adapter.fields.get(name, ()):
        found = [text for text in _read(selector, tree, facts) if text]
        if found:
            return selector, found
    return "", []


def select(tree: Element, selector: str) -> list[Element]:
    """Elements that a CSS selector finds, in order."""
    return list(_compiled(selector)(tree))


def check_adapter(key: str, data: bytes) -> Report:
    """Say what each field of an adapter finds on a saved page.

    Raises:
        InputError: When there is no such adapter, or the page is refused.
    """
    from digest.extract import metadata  # noqa: PLC0415 - the modules need each other
    from digest.extract.html import parse  # noqa: PLC0415

    if key not in table():
        raise InputError(
            f"no adapter is called {key[:60]!r}", f"choose one of: {', '.join(table())}", field="publisher"
        )
    adapter = table()[key]
    tree = parse(data).tree
    prepare(adapter, tree)
    facts = metadata.read(tree)
    found: list[FieldReport] = []
    hit = body(adapter, tree)
    if hit:
        found.append(
            FieldReport("body", hit.selector, f"{sum(map(len, hit.paragraphs))} characters: {hit.paragraphs[0][:80]}")
        )
    for name in FIELDS:
        selector, texts = values(adapter, name, tree, facts)
        if texts:
            found.append(FieldReport(name, selector, " / ".join(texts)[:200]))
    present = {item.name for item in found}
    return Report(key, tuple(found), tuple(name for name in ("body", *FIELDS) if name not in present))


@cache
def _compiled(selector: str) -> Any:
    from lxml.cssselect import CSSSelector  # noqa: PLC0415 - slow to import
    from lxml.etree import ParserError  # noqa: PLC0415

    try:
        return CSSSelector(selector, translator="html")
    except (SyntaxError, ParserError) as error:
        raise InputError(f"the selector {selector[:80]!r} is not valid CSS", "mend it in adapters.yml") from error


def _read(selector: str, tree: Element, facts: Facts) -> Iterator[str]:
    from digest.extract.metadata import clean_text  # noqa: PLC0415

    kind, _, rest = selector.partition(" ")
    if kind == "meta":
        yield facts.meta.get(rest.lower(), "")
    elif kind == "script":
        for script in tree.iter("script"):
            name, _, near = rest.partition(" near ")
            value = (
                re.sub(r"<br\s{0,4}/?>", "\n", _in_script(script.text or "", name, near))
                if near in (script.text or "")
                else ""
            )
            yield from (clean_text(re.sub(r"<[^<>]{1,200}>", "", line)) for line in value.split("\n"))
    elif kind == "ld":
        yield from facts.ld_authors() if rest == "author" else [facts.ld_text(rest)]
    else:
        path, _, attribute = selector.partition(" @")
        for element in select(tree, path)[:_MAX_FOUND]:
            if attribute:
                yield clean_text(element.get(attribute) or "")
            else:
                yield from blocks.paragraphs(element) if element.tag not in blocks.NO_TEXT else _shown(element)


def _shown(element: Element) -> list[str]:
    """Text of an element that is no text elsewhere, such as a caption."""
    out = [element.text or ""]
    for child in element:
        out.extend([*blocks.paragraphs(child), child.tail or ""])
    from digest.extract.metadata import clean_text  # noqa: PLC0415

    return [clean_text(" ".join(out))]


def prepare(adapter: Adapter, tree: Element) -> None:
    """Put a body that the page keeps as a string in a script where a browser would show it: `div.script-body`."""
    if not adapter.script:
        return
    from lxml import html  # noqa: PLC0415

    for script in tree.iter("script"):
        markup = _PLACEHOLDER.sub("", _in_script(script.text or "", adapter.script))
        holder = tree.find("body")
        if len(markup) >= MIN_BODY and holder is not None:
            holder.append(html.fromstring(f'<div class="script-body">{markup}</div>'))
            return


def _in_script(code: str, name: str, near: str = "") -> str:
    """The longest string called `name` in a script, or the one nearest to the string called `near`."""
    code = code[:_MAX_STRING]
    found: list[tuple[int, str]] = []
    for match in list(_named(name).finditer(code))[:20]:
        text = _string(code[match.end() :])
        if text:
            found.append((match.start(), text))
    anchor = _named(near).search(code) if near else None
    if near:
        return min(found, key=lambda item: abs(item[0] - anchor.start()))[1] if found and anchor else ""
    return max((text for _, text in found), key=len, default="")


def _named(name: str) -> re.Pattern[str]:
    return re.compile(rf"[\"']?\b{re.escape(name)}\\?[\"']?\s{{0,4}}[:=]\s{{0,4}}(?=\\?\")")


def _string(text: str) -> str:
    """The JSON string that opens `text`, also where it stands escaped inside another string."""
    try:
        if text.startswith("\\"):
            end = re.match(r"\\\"((?:[^\\\"]++|\\\\\\.|\\\\[^\"\\]|\\[^\"])*+)\\\"", text)
            text = json.loads(f'"{end.group()}"', strict=False) if end else ""
        value, _ = json.JSONDecoder(strict=False).raw_decode(text)
    except ValueError:
        return ""
    return value if isinstance(value, str) else ""
