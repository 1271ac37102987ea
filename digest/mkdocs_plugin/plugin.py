"""Gives the pages of `digest.site` to MkDocs: one job an event, no thought of its own."""

from __future__ import annotations

import os
import sys
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, Literal

import click
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File

from digest.build.document import Frame, address, finish
from digest.build.links import Links
from digest.errors import DigestError
from digest.files import write_text
from digest.mkdocs_plugin.building import Building, build, problems
from digest.mkdocs_plugin.config import DigestConfig
from digest.mkdocs_plugin.shells import shells
from digest.mkdocs_plugin.theme import unused
from digest.site import addresses, body
from digest.site.assets import PARTS, assets
from digest.site.front_matter import escaped, metadata, source
from digest.site.origin import Origin
from digest.site.render import overrides

if TYPE_CHECKING:
    from collections.abc import Mapping

    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

    from digest.site.page import Page

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
        self._html: dict[str, str] = {}
        self._stubs: Mapping[str, Page] = {}
        self._links = Links()

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
        """Take the content files out; MkDocs sees only the pages that its menu names, and what is no page."""
        for file in list(files):
            foreign = file.src_dir == config.docs_dir and PurePosixPath(file.src_uri).suffix not in IMAGES
            joined = file.src_dir == str(overrides()) and PurePosixPath(file.src_uri).parts[0] in PARTS
            if foreign or joined or unused(file.src_uri) or file.is_documentation_page():
                files.remove(file)
        self._stubs = {path: page for path, page in self._by_path.items() if path in _named(config.nav)}
        for path in self._stubs:
            files.append(File.generated(config, path, content=""))
        for path, text in {**self._state.files, **assets(overrides())}.items():
            files.append(File.generated(config, path, content=text))
        return files

    def on_nav(self, nav: Navigation, **_: Any) -> None:
        """Keep the ways in for the frame of our pages."""
        self._nav = nav

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Render the theme once a language; every page is set into that."""
        self._links = Links()
        self._html = {path: self._bodied(page) for path, page in self._by_path.items()}
        self._frame = Frame(
            shells(env, config, self._nav, self._state.theme),
            config.site_name,
            config.site_description or "",
            config.site_url or "",
        )

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Our metadata; the page itself is made without MkDocs."""
        return source(replace(self._stubs[page.file.src_uri], search=False), "")

    def on_page_context(self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> Any:  # noqa: ARG002
        """Words for the theme's parts."""
        return self._with_words(context, str(page.meta.get("lang", "ko")))

    @event_priority(100)
    def on_post_page(self, _output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """The finished page in place of MkDocs' own."""
        return self._finished(self._stubs[page.file.src_uri])

    def on_template_context(self, context: Any, **_: Any) -> Any:
        """The same for 404.html, which has no page."""
        return self._with_words(context, "ko")

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write every other page, tell what its links miss, and give the pages to the theme's search."""
        search = config.plugins.get("material/search") or config.plugins.get("search")
        for path, page in self._by_path.items():
            if path not in self._stubs:
                write_text(Path(config.site_dir) / address(path), self._finished(page))
            if search and page.search:
                entry = SimpleNamespace(
                    meta=metadata(page), content=self._html[path], toc=(), url=addresses.url(path), title=""
                )
                search.search_index.add_entry_from_context(entry)
        for problem in self._links.problems():
            _LOG.warning(problem)

    @property
    def _state(self) -> Building:
        if self.built is None:  # pragma: no cover - MkDocs calls on_pre_build first
            sys.exit(1)
        return self.built

    @property
    def _by_path(self) -> dict[str, Page]:
        return {page.path: page for page in self._state.pages.values()}

    def _bodied(self, page: Page) -> str:
        """The HTML of a page with its bodies in their places."""
        made = body.checked(page, self._state.paths, self._state.names) if page.body else body.Rendered("", ())
        html = page.with_body(made.html, body.further(page, self._state.paths))
        self._links.add(page, html, made.links)
        return html

    def _finished(self, page: Page) -> str:
        return finish(page, self._html[page.path], self._frame, self._state.feeds)

    def _with_words(self, context: Any, lang: str) -> Any:
        theme = self._state.theme["en" if lang == "en" else "ko"]
        missing = f"<title>{theme['say']['not_found']} · {escaped(context['config'].site_name)}</title>"
        return context | {
            "digest": theme,
            "digest_en": self._state.theme["en"],
            "digest_both": context.get("page") is None,
            "digest_title": missing,
            "digest_now": lambda _: "",
        }


def _named(nav: Any) -> set[str]:
    """The files that a menu names, however deep."""
    if isinstance(nav, str):
        return {nav}
    found = nav.values() if isinstance(nav, dict) else nav or ()
    return {name for one in found for name in _named(one)}


def _now() -> datetime | None:
    """The time of a reproducible build (https://reproducible-builds.org/docs/source-date-epoch/), where it is given."""
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    return datetime.fromtimestamp(int(given), UTC) if given.isdecimal() else None
