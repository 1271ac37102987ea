"""Gives MkDocs its menu, its theme and its preview server, and takes from it the frame of our pages.

Pages are made by `digest.build`, without MkDocs' loop over documents; only those that the menu names pass through it.
One job an event, no thought of its own.
"""

from __future__ import annotations

import gc
import os
import sys
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, Literal

import click
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import File

from digest.build.ahead import ahead
from digest.build.document import Frame, address
from digest.build.graph import Graph
from digest.build.job import CYCLES, Job, now
from digest.build.opening import opened
from digest.data import own_securities
from digest.errors import DigestError, LibraryError
from digest.library.files import IMAGES
from digest.mkdocs_plugin import preview
from digest.mkdocs_plugin.building import ToldAbort, named, pages_of_site, renamed, theme_words
from digest.mkdocs_plugin.config import DigestConfig
from digest.mkdocs_plugin.rest import Rest
from digest.mkdocs_plugin.shells import shells
from digest.mkdocs_plugin.theme import sheets, unused
from digest.mkdocs_plugin.thin import thinned, words
from digest.mkdocs_plugin.told import address as address_of
from digest.mkdocs_plugin.watching import appear, listen
from digest.site import addresses, ledger
from digest.site.assets import PARTS, assets, scripts
from digest.site.front_matter import escaped
from digest.site.origin import Origin
from digest.site.render import overrides
from digest.site.settings import LANGS

if TYPE_CHECKING:
    from jinja2 import Environment
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page as MkDocsPage

    from digest.site.settings import Lang

NO_FEEDS = "no feeds: they need the address of the site (site_url, or DIGEST_SITE_URL)"
_LOG = get_plugin_logger(__name__)


class DigestPlugin(BasePlugin[DigestConfig]):  # type: ignore[no-untyped-call]
    """Reads the library before MkDocs sees a file, and sets the pages into the theme."""

    def __init__(self) -> None:
        self.serving = False
        self.served = False
        """Whether a server runs; with `--clean` it serves no preview, but what a build makes."""
        self.frame_only = False
        """Whether only the theme is wanted: `digest build` makes the pages itself."""
        self.built: Graph | None = None
        """The last library that was right; a broken edit in `mkdocs serve` keeps showing it."""
        self.frame: Frame | None = None
        self._said = False
        self._stubs: set[str] = set()
        self._beside: tuple[Path, ...] = ()
        self.named: set[str] = set()
        """Content files that the menu names."""

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:  # noqa: ARG002
        """Note whether this is a preview; defining this event keeps the plugin alive between rebuilds."""
        self.serving = command == "serve"
        self.served = self.serving or getattr(click.get_current_context(silent=True), "info_name", "") == "serve"
        self.built = None
        self._said = False

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Watch what pages are made from besides the content; put our theme parts where `custom_dir` lacks them."""
        root = Path(config.config_file_path).parent
        if self.served:
            # A preview is of the site as it will stand; MkDocs puts its own server's address here.
            config.site_url = address_of(Path(config.config_file_path))
        theme = config.theme
        if (lang := theme.get("language")) not in LANGS:
            name = Path(config.config_file_path).name
            what = f'is "{lang}"' if lang else "is missing"
            raise ToldAbort(f"{name}: theme.language: {what}: write {' or '.join(LANGS)}")
        if overrides() not in {Path(folder).resolve() for folder in theme.dirs}:
            theme.dirs.insert(1 if theme.custom_dir else 0, str(overrides()))
        theme.static_templates.discard("sitemap.xml")  # ours names when articles changed, not when MkDocs ran
        content = Path(config.docs_dir)
        self._beside = (root / self.config.settings, own_securities(content), ledger.beside(content))
        config.watch.extend(str(path) for path in (overrides(), *self._beside) if path.exists())
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read everything; on errors print each and stop, or keep the last good state in a preview."""
        if self.served:
            preview.unlink(Path(config.site_dir))
        self._read(config)
        if not self.served and not self.frame_only:
            self.graph.hold()  # MkDocs empties the site's folder next, in which another build may be at work
        for note in () if self._said else (*([] if config.site_url else [NO_FEEDS]), *self.graph.report.notes):
            _LOG.info(note)
        self._said = True

    @event_priority(100)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Take the content files out; MkDocs sees only the pages that its menu names, and what is no page."""
        own = {folder for folder in config.theme.dirs if Path(folder).resolve() == overrides()}
        for file in list(files):
            # `digest build` takes pictures from the content folder itself.
            shown = not self.frame_only and PurePosixPath(file.src_uri).suffix in IMAGES
            foreign = file.src_dir == config.docs_dir and not shown
            joined = file.src_dir in own and PurePosixPath(file.src_uri).parts[0] in PARTS
            if foreign or joined or unused(file.src_uri) or file.is_documentation_page():
                files.remove(file)
        asked, made = named(config.nav), pages_of_site(self.graph.catalogue)
        self._stubs = asked & made
        self.named = {name for name in asked if name.endswith(".md")} - (made - set(self.graph.catalogue.library.pages))
        for path in sorted(self._stubs):
            files.append(File.generated(config, path, content=""))
        light = assets(overrides()) | scripts(overrides()) | self._style(config)
        for file in [file for file in files if file.src_uri in light]:
            files.remove(file)
        for path, text in light.items():
            files.append(File.generated(config, path, content=text))
        return files

    @event_priority(-100)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Render the theme once a language, and set every page into that."""
        words = theme_words(self.graph.settings)
        self.frame = Frame(
            shells(env, config, self._nav, words),
            config.site_name,
            config.site_description or "",
            config.site_url or "",
        )
        if self.frame_only:
            return
        try:
            self.built = opened(self.graph, self.frame)
        except (DigestError, OSError) as error:
            preview.told(error)
            raise ToldAbort("nothing was built") from None

    def on_nav(self, nav: Navigation, config: MkDocsConfig, **_: Any) -> None:
        """Keep the ways in for the frame of our pages."""
        self._nav = nav
        for line in renamed([item.title or "" for item in nav.items], config.extra):
            _LOG.warning(line)

    def on_page_read_source(self, *, page: MkDocsPage, config: MkDocsConfig) -> str | None:  # noqa: ARG002
        """Nothing: the page itself is made without MkDocs."""
        return "---\nsearch: {exclude: true}\n---\n"

    def on_page_context(self, context: Any, *, page: MkDocsPage, config: MkDocsConfig, **_: Any) -> Any:  # noqa: ARG002
        """Words for the theme's parts."""
        return self._with_words(context)

    @event_priority(100)
    def on_post_page(self, output: str, *, page: MkDocsPage, config: MkDocsConfig) -> str:  # noqa: ARG002
        """The finished page in place of MkDocs' own."""
        if self.frame_only:
            return output
        return (self.graph.mirror / address(page.file.src_uri)).read_text("utf-8")

    def on_template_context(self, context: Any, **_: Any) -> Any:
        """The same for 404.html, which has no page."""
        return self._with_words(context)

    @event_priority(100)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Put all pages and files in place, and tell which links lead to nothing."""
        if self.frame_only:
            return
        preview.place(self.graph, Path(config.site_dir), self._stubs if self.serving else None)
        self.graph.close()
        for warning in self.graph.report.warnings:
            _LOG.warning(warning)

    def on_serve(self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Any) -> LiveReloadServer:
        """Serve pages from the cache, and make only what an edit touches."""
        if line := preview.taken(server):
            raise ToldAbort(line)
        rest = Rest(partial(preview.show, root=Path(server.root)))
        server.builder = preview.quick(self, server, config, builder, rest)
        server.set_app(preview.listening(server.get_app(), rest, server.mount_path))
        watched = [config.docs_dir, *([config.config_file_path] if config.config_file_path else [])]
        listen(server, watched, config.watch)
        appear(server, self._beside, partial(preview.reload, server))
        gc.collect()
        gc.freeze()
        gc.set_threshold(*CYCLES)
        return server

    def again(self, config: MkDocsConfig) -> dict[str, tuple[int, int]] | None:
        """Read for a preview once more, and make the pages of the few articles that were edited: their files.

        None where the last good state stays. `rest` makes the other pages, and `Graph.end` what is left then, which is
        to be followed by `close`.
        """
        before = self.built.files if self.built else {}
        if self.frame is None or not self._read(config):
            return None
        try:
            return ahead(self.graph, self.frame, before)
        except BaseException:
            self.graph.close()
            raise

    def rest(self) -> bool:
        """Make the pages that `again` has left; False where the last good state stays."""
        if self.frame is None:  # pragma: no cover - there is one when anything was served
            return False
        try:
            self.graph.begin(self.frame)
        except DigestError as error:
            click.echo(f"{preview.told(error)}: the preview shows the last good state", err=True)
            self.graph.close()
            return False
        except BaseException:
            self.graph.close()
            raise
        return True

    def _read(self, config: MkDocsConfig) -> bool:
        """Read the content; False where the last good state stays."""
        try:
            graph = opened(Graph(self._job(config), before=self.built))
        except (DigestError, OSError) as error:
            count = preview.told(error)
            if not (self.served and self.built):
                where = " in the content" if isinstance(error, LibraryError) else ""
                raise ToldAbort(f"{count}{where}: nothing was built") from None
            click.echo(f"{count}: the preview shows the last good state until they are mended", err=True)
            return False
        before, self.built = self.built, graph
        if before:
            before.release()
        return True

    def on_build_error(self, error: Exception, **_: Any) -> None:  # noqa: ARG002
        """Let others build."""
        if self.built:
            self.built.close()

    @property
    def graph(self) -> Graph:
        """The build that is shown."""
        if self.built is None:  # pragma: no cover - MkDocs calls on_pre_build first
            sys.exit(1)
        return self.built

    def _style(self, config: MkDocsConfig) -> dict[str, str]:
        """The theme's style sheet as far as pages need it, by its address."""
        folders = [overrides(), *([Path(config.theme.custom_dir)] if config.theme.custom_dir else [])]
        known = words(*folders)
        return {path: thinned(text, known) for path, text in sheets().items()}

    def _job(self, config: MkDocsConfig) -> Job:
        root = Path(config.config_file_path).parent
        return Job(
            content=Path(config.docs_dir),
            settings=root / self.config.settings,
            cache=root / self.config.cache,
            origin=Origin.at(config.site_url, config.site_name) if config.site_url else None,
            now=now(),
            drafts=self.serving,
            jobs=1 if self.served and self.built else os.cpu_count() or 1,  # an edit makes few pages, and threads run
            shown=sys.stderr.isatty(),
        )

    def _with_words(self, context: Any) -> Any:
        words = theme_words(self.graph.settings)
        lang: Lang = "en" if context["config"].theme["language"] == "en" else "ko"
        other: Lang = "ko" if lang == "en" else "en"
        home = addresses.HOME_EN if other == "en" else addresses.HOME_KO
        missing = f"<title>{words[lang]['say']['not_found']} · {escaped(context['config'].site_name)}</title>"
        return context | {
            "digest": words[lang],
            "digest_other": words[other],
            "digest_home": addresses.url(home) if home in self.graph.catalogue.library.pages else "",
            "digest_both": context.get("page") is None,
            "digest_title": missing,
            "digest_now": lambda _: "",
        }
