"""Writes YAML that every reader takes for the same: strings in quotes, one field a line, digits and offsets kept.

Most of it is laid out here, ten times as fast as by the library, which is asked for what is unusual.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import yaml

from digest.text.strict_yaml import OTHER_THAN_TEXT

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class _Quoted(str):
    __slots__ = ()


class _Plain(str):
    __slots__ = ()


class _Flow(dict[str, Any]):
    pass


class _FlowList(list[Any]):
    pass


class _Dumper(yaml.SafeDumper):
    """Indents lists, quotes what must stay text, never folds a line."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002
        super().increase_indent(flow=flow, indentless=False)


_BASE = "tag:yaml.org,2002:"
_Dumper.add_representer(_Quoted, lambda to, value: to.represent_scalar(_BASE + "str", str(value), style='"'))
_Dumper.add_representer(_Plain, lambda to, value: to.represent_scalar(_BASE + "timestamp", str(value)))
_Dumper.add_representer(_Flow, lambda to, value: to.represent_mapping(_BASE + "map", value.items(), flow_style=True))
_Dumper.add_representer(_FlowList, lambda to, value: to.represent_sequence(_BASE + "seq", value, flow_style=True))


def dump(data: Mapping[str, Any], *, words: frozenset[str], blocks: frozenset[str]) -> str:
    """YAML text of `data` in its own key order; every string is quoted but those under the keys in `words`.

    Leaf mappings (but those under the keys in `blocks`) and lists of scalars are written on one line.
    Dates keep their offset, decimals their digits.
    """
    ready = {key: _prepare(value, words, blocks, key) for key, value in data.items()}
    try:
        return "".join(_block(ready, "")) or "{}\n"
    except _UnusualError:
        return _dump_by_library(ready)


def _dump_by_library(ready: dict[str, Any]) -> str:
    """What `_block` writes, in ten times its time; knows every letter and form."""
    written = str(yaml.dump(ready, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=10**9))
    return _ESCAPE.sub(_readable, written)


class _UnusualError(Exception):
    """Something that is left to the library."""


_KEY = re.compile(r"[a-z][a-z0-9_]{0,60}")


def _block(mapping: dict[str, Any], indent: str) -> Iterator[str]:
    """Lines of a mapping, one key a line; the library's own layout."""
    for key, value in mapping.items():
        if not _KEY.fullmatch(key) or OTHER_THAN_TEXT.fullmatch(key):
            raise _UnusualError
        if type(value) is dict and value:
            yield f"{indent}{key}:\n"
            yield from _block(value, indent + "  ")
        elif type(value) is list and value:
            yield f"{indent}{key}:\n"
            for item in value:
                if type(item) is dict and item:
                    first, *rest = _block(item, indent + "    ")
                    yield f"{indent}  - {first.lstrip(' ')}"
                    yield from rest
                else:
                    yield f"{indent}  - {_inline(item)}\n"
        else:
            yield f"{indent}{key}: {_inline(value)}\n"


def _inline(value: Any, *, flow: bool = False) -> str:
    """A value on one line."""
    if isinstance(value, _Quoted):
        if not value.isprintable():
            raise _UnusualError
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    if isinstance(value, _Plain) and not (flow and ":" in value):
        return str(value)
    if isinstance(value, _FlowList):
        return f"[{', '.join(_inline(item, flow=True) for item in value)}]"
    if isinstance(value, _Flow):
        if not all(_KEY.fullmatch(key) and not OTHER_THAN_TEXT.fullmatch(key) for key in value):
            raise _UnusualError
        return f"{{{', '.join(f'{key}: {_inline(item, flow=True)}' for key, item in value.items())}}}"
    if isinstance(value, bool):
        return "true" if value else "false"
    if type(value) is int or type(value) is str:  # a string that is not to be quoted is a plain word
        return str(value)
    raise _UnusualError


_ESCAPE = re.compile(r"\\(?:U([0-9A-F]{8})|.)")


def _readable(escape: re.Match[str]) -> str:
    """An escaped emoji as itself; every other escape as it is."""
    letter = chr(int(escape[1], 16)) if escape[1] else ""
    return letter if letter.isprintable() and letter else escape[0]


def _prepare(value: Any, words: frozenset[str], blocks: frozenset[str], key: str) -> Any:
    if isinstance(value, dict):
        made = {name: _prepare(item, words, blocks, name) for name, item in value.items()}
        leaf = key not in blocks and not any(isinstance(item, list | dict) and item for item in made.values())
        return _Flow(made) if leaf else made
    if isinstance(value, list | tuple):
        items = [_prepare(item, words, blocks, key) for item in value]
        return items if any(isinstance(item, dict) for item in items) else _FlowList(items)
    return _prepare_scalar(value, plain=key in words)


def _prepare_scalar(value: Any, *, plain: bool) -> Any:
    if isinstance(value, Decimal):
        return _Quoted(format(value, "f"))
    if isinstance(value, date):
        return _Plain(value.isoformat())
    if isinstance(value, str):
        word = plain and re.fullmatch(r"[a-z][a-z0-9_\-]*", value) and not OTHER_THAN_TEXT.fullmatch(value)
        return value if word else _Quoted(value)
    return value
