"""Gives the pages of `digest.site` to MkDocs: one job an event, no thought of its own."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

import click
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File
from mkdocs.structure.toc import AnchorLink, TableOfContents

from digest.errors import DigestError
from digest.mkdocs_plugin.building import Building, build, problems
from digest.mkdocs_plugin.config import DigestConfig
from digest.site import addresses
from digest.site.assets import PARTS, assets
from digest.site.body import further
from digest.site.feeds import FORMATS
from digest.site.front_matter import source
from digest.site.head import head
from digest.site.origin import Origin
from digest.site.render import overrides
from digest.site.sanitise import clean

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page as MkDocsPage

IMAGES = frozenset({".png", ".jpg", ".jpeg", ".webp"})
"""All that is copied from the content folder as it is, also while a preview shows the last good state."""


_LOG = get_plugin_logger(__name__)


class DigestPlugin(BasePlugin[DigestConfig]):  # type: ignore[no-untyped-call]
    """Reads the library before MkDocs sees a file, adds the pages, sanitises and escapes."""

    def __init__(self) -> None:
        self.serving = False
        self.built: Building | None = None
        """The last library that was right; a broken edit in `mkdocs serve` keeps showing it."""
        self._said = False

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Note whether this is a preview; defining this event keeps the plugin alive between rebuilds."""
        self.serving = command == "serve"
        self.built = None
        self._said = False

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch what pages are made from besides the content; put our theme parts where `custom_dir` lacks them."""
        root = Path(config.config_file_path).parent
        theme = config.theme
        if overrides() not in {Path(folder).resolve() for folder in theme.dirs}:
            theme.dirs.insert(1 if theme.custom_dir else 0, str(overrides()))
        theme.static_templates.discard("sitemap.xml")  # ours names when articles changed, not when MkDocs ran
        config.watch.extend(str(path) for path in (overrides(), root / self.config.settings) if path.exists())
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read everything; on errors print each and stop, or keep the last good state in a preview."""
        settings = Path(config.config_file_path).parent / self.config.settings
        if not config.site_url and not self._said:
            _LOG.info("no feeds: they need the address of the site (site_url, or DIGEST_SITE_URL)")
            self._said = True
        try:
            origin = Origin.at(config.site_url, config.site_name) if config.site_url else None
            self.built = build(Path(config.docs_dir), settings, drafts=self.serving, origin=origin, now=_now())
        except DigestError as error:
            found = problems(error)
            for line in found:
                click.echo(line, err=True)
            count = f"{len(found)} problem" + ("s" if len(found) != 1 else "")
            if not (self.serving and self.built):
                raise Abort(f"{count} in the content: nothing was built") from None
            click.echo(f"{count}: the preview shows the last good state until they are mended", err=True)

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Replace the content files by the pages of the library, each at its own address."""
        for file in list(files):
            foreign = file.src_dir == config.docs_dir and PurePosixPath(file.src_uri).suffix not in IMAGES
            joined = file.src_dir == str(overrides()) and PurePosixPath(file.src_uri).parts[0] in PARTS
            if foreign or joined or file.src_uri == "sitemap.xml" or file.is_documentation_page():
                files.remove(file)
        for page in self._state.pages.values():
            if page.source:
                file = File(page.source, config.docs_dir, config.site_dir, config.use_directory_urls)
                target = File(page.path, config.docs_dir, config.site_dir, config.use_directory_urls)
                file.dest_uri = target.dest_uri
            else:
                file = File.generated(config, page.path, content="")
            files.append(file)
        for path, text in {**self._state.files, **assets(overrides())}.items():
            files.append(File.generated(config, path, content=text))
        return files

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Our metadata and our reading of the body, never the file itself."""
        made = self._state.pages[page.file.src_uri]
        return source(made, made.body)

    @event_priority(-100)
    def on_page_content(self, html: str, *, page: MkDocsPage, config: MkDocsConfig, files: Files) -> str:  # noqa: ARG002
        """Sanitise what Markdown made and set it into our page."""
        made = self._state.pages[page.file.src_uri]
        top = AnchorLink(str(page.title), "d-title", 1)
        top.children = list(page.toc)
        page.toc = TableOfContents([top])
        return made.with_body(clean(html) if made.body else "", further(made, self._state.paths))

    def on_page_context(self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> Any:
        """The words of the theme's own parts, in the page's language, the feeds of the page and its head."""
        made = self._state.pages[page.file.src_uri]
        context["digest_feeds"] = self._feeds(made.path)
        context["digest_head"] = head(made, config.site_name, config.site_url or "")
        return self._with_words(context, str(page.meta.get("lang", "ko")))

    def on_template_context(self, context: Any, **_: Any) -> Any:
        """The same for 404.html, which has no page."""
        return self._with_words(context, "ko")

    @property
    def _state(self) -> Building:
        if self.built is None:  # pragma: no cover - MkDocs calls on_pre_build first
            sys.exit(1)
        return self.built

    def _feeds(self, path: str) -> list[tuple[str, str, str]]:
        """Path, media type and title: of the page's own feed first, then of the whole site's."""
        titles = self._state.feeds
        wanted = [one for one in dict.fromkeys((path, addresses.HOME)) if one in titles]
        return [(addresses.url(one) + name, kind, titles[one]) for one in wanted for name, kind in FORMATS.items()]

    def _with_words(self, context: Any, lang: str) -> Any:
        context["digest"] = self._state.theme["en" if lang == "en" else "ko"]
        context["digest_en"] = self._state.theme["en"]
        return context


def _now() -> datetime | None:
    """The time of a reproducible build (https://reproducible-builds.org/docs/source-date-epoch/), where it is given."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else None
