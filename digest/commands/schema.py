"""`digest schema`: the JSON Schema of a content file's front matter, for editors and other tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from digest.model import Article, Model, Series, StaticPage, Translation
from digest.site.settings import Settings

if TYPE_CHECKING:
    import argparse

KINDS: dict[str, type[Model]] = {"article": Article, "series": Series, "page": StaticPage, "translation": Translation}
_NOT_WRITTEN: dict[str, frozenset[str]] = {
    "article": frozenset({"body"}),
    "series": frozenset({"body", "slug"}),
    "page": frozenset({"body", "path"}),
    "translation": frozenset({"body", "id", "lang"}),
}
"""Fields that come from the file itself, not from its front matter."""
FILES = (*KINDS, "publishers", "settings")
"""Every kind of file that has a schema; the last two are `publishers.yml` and `digest.toml`."""
_DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TEXT = {"type": "string", "minLength": 1}
_TEXTS = {"type": "array", "items": _TEXT}


def run(arguments: argparse.Namespace) -> int:
    """Print the schema of one kind of file."""
    print(json.dumps(schema(arguments.kind), ensure_ascii=False, indent=1))
    return 0


def schema(kind: str) -> dict[str, Any]:
    """JSON Schema (2020-12) of a kind of file, one of `FILES`."""
    if kind == "publishers":
        return _publishers()
    if kind == "settings":
        made = Settings.model_json_schema()
        return {"$schema": _DIALECT, **made, "title": "digest.toml"}
    return front_matter_schema(KINDS[kind])


def front_matter_schema(kind: type[Model]) -> dict[str, Any]:
    """JSON Schema (2020-12) of the front matter, generated from the model."""
    name = next(name for name, model in KINDS.items() if model is kind)
    made = kind.model_json_schema()
    made["$schema"] = _DIALECT
    made["properties"] = {key: value for key, value in made["properties"].items() if key not in _NOT_WRITTEN[name]}
    made["required"] = [key for key in made.get("required", []) if key not in _NOT_WRITTEN[name] | {"id"}]
    return made


def _publishers() -> dict[str, Any]:
    """Of `publishers.yml`; the comment on top of that file says what each field means."""
    fields = {
        "name_ko": _TEXT,
        "name_en": _TEXT,
        "aliases": _TEXTS,
        "lang": {"enum": ["ko", "en"]},
        "zone": {"type": "string", "description": "IANA zone of times printed without one"},
        "hosts": {**_TEXTS, "minItems": 1, "description": "domains with all their subdomains"},
        "main": _TEXT,
        "article": {**_TEXT, "description": "pattern of the path, with the groups key and day"},
        "key_in": _TEXT,
        "address": _TEXT,
        "path": _TEXT,
        "keep": _TEXTS,
    }
    row = {
        "type": "object",
        "properties": fields,
        "required": ["name_ko", "name_en", "lang", "zone", "hosts", "main"],
        "additionalProperties": False,
    }
    return {
        "$schema": _DIALECT,
        "title": "Publishers",
        "type": "object",
        "propertyNames": {"pattern": "^[0-9a-z]+(-[0-9a-z]+)*$"},
        "additionalProperties": row,
    }
