"""A series: articles on one theme, in parts, with the thesis that holds them together."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from digest.model.base import Line, Model, Slug, Text, Whole


class Series(Model):
    """A file of `content/series/`; its name is the slug."""

    slug: Slug
    title: Line
    title_en: Line | None = None
    title_ko: Line | None = None
    lang: Literal["ko", "en"] = "ko"
    aliases: tuple[Line, ...] = ()
    """Other labels under which publishers print it (`딥시크 쇼크`, `DeepSeek Shock`)."""
    status: Literal["ongoing", "complete"] = "ongoing"
    parts: Annotated[Whole, Field(ge=1, le=999)] | None = None
    """How many parts there are in all, where that is known; gaps are named up to it."""
    body: Text = ""
    """The thesis, Markdown."""
