"""A page that people write by hand beside the articles: the home page's words, method, how to contribute."""

from __future__ import annotations

from typing import Literal

from digest.model.base import Line, Model, Text


class StaticPage(Model):
    """A Markdown file of `content/` outside `articles/` and `series/`."""

    path: str
    """Relative to `content/`, with `/`: `about/method.md`."""
    title: Line
    description: Line | None = None
    lang: Literal["ko", "en"] = "ko"
    body: Text = ""
