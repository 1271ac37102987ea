"""`digest schema`: the JSON Schema of a content file's front matter, for editors and other tools."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from digest.model import Article, Model, Series, StaticPage

if TYPE_CHECKING:
    import argparse

KINDS: dict[str, type[Model]] = {"article": Article, "series": Series, "page": StaticPage}
_NOT_WRITTEN = frozenset({"body", "slug", "path"})
"""Fields that come from the file itself, not from its front matter."""


def run(arguments: argparse.Namespace) -> int:
    """Print the schema of one kind of file."""
    print(json.dumps(front_matter_schema(KINDS[arguments.kind]), ensure_ascii=False, indent=1))
    return 0


def front_matter_schema(kind: type[Model]) -> dict[str, Any]:
    """JSON Schema (2020-12) of the front matter, generated from the model."""
    schema = kind.model_json_schema()
    schema["$schema"] = "https://json-schema.org/draft/2020-12/schema"
    schema["properties"] = {name: value for name, value in schema["properties"].items() if name not in _NOT_WRITTEN}
    schema["required"] = [name for name in schema.get("required", []) if name not in _NOT_WRITTEN | {"id"}]
    return schema
