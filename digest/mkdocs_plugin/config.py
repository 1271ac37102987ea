"""The plugin's settings in mkdocs.yml."""

from __future__ import annotations

from mkdocs.config import config_options
from mkdocs.config.base import Config


class DigestConfig(Config):  # type: ignore[no-untyped-call]
    """Options of the `digest` plugin."""

    settings = config_options.Type(str, default="digest.toml")
    """The file with the disclaimers, relative to mkdocs.yml."""
    cache = config_options.Type(str, default=".cache/digest")
    """The folder of the cache, relative to mkdocs.yml; it may be deleted at any time."""
