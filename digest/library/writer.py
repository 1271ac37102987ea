"""Writes one content file so that reading it gives the same value back, byte-stable.

Keys stand in the order of the model, titles and codes are always quoted, defaults are left out.
"""

from __future__ import annotations

from typing import Any

from digest.model import Article, Impact, Model, Series, Translation
from digest.text import yaml_writer

_WORDS = frozenset(
    {"date_precision", "date_source", "lang", "series", "label", "direction", "by", "method", "publisher", "rights"}
    | {"status", "sentiment"}
)
"""Fields whose values are plain words of ours and need no quotes."""
_BLOCKS = frozenset({"source", "sentiment"})
"""Mappings that are written one key a line."""
_ALWAYS = frozenset({"tickers", "lang", "rights"})
"""Written even where they hold their default: a curator should see them."""


def write_article(article: Article) -> str:
    """The whole text of the article's file. `read_article(write_article(a)) == a`."""
    data = _fields(article, keep=_ALWAYS)
    if isinstance(sentiment := data.get("sentiment"), dict) and set(sentiment) == {"label"}:
        data["sentiment"] = sentiment["label"]
    return _file(data, article.body)


def write_impacts(rows: tuple[Impact, ...]) -> str:
    """The `impacts:` lines alone, as they stand in an article's file."""
    made = {"impacts": [_fields(row) for row in rows]}
    return yaml_writer.dump(made, words=_WORDS, blocks=_BLOCKS) if rows else "impacts: []\n"


def write_series(series: Series) -> str:
    """The whole text of the series' file."""
    data = _fields(series, keep=frozenset({"lang", "status"}))
    data.pop("slug")
    return _file(data, series.body)


def write_translation(translation: Translation) -> str:
    """The whole text of the translation's file, which its name completes (`<id>.en.md`)."""
    data = _fields(translation, keep=frozenset({"by", "reviewed"}))
    for name in ("id", "lang"):
        data.pop(name)
    return _file(data, translation.body)


def _file(data: dict[str, Any], body: str) -> str:
    front = yaml_writer.dump(data, words=_WORDS, blocks=_BLOCKS)
    return f"---\n{front}---\n{body}\n" if body else f"---\n{front}---\n"


def _fields(model: Model, *, keep: frozenset[str] = frozenset()) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if name == "body" or (name not in keep and not field.is_required() and value == field.default):
            continue
        made[name] = _plain(value)
    return made


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return _fields(value)
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
