"""`mkdocs serve` at any size: pages are served from the cache, and an edit of the content makes only what it touches.

MkDocs would empty its folder and build all anew at each edit. Its folder gets links to the pages in the cache instead,
a few however many pages there are; MkDocs itself runs again only when the theme's side changed.
"""

from __future__ import annotations

import base64
import hashlib
import os
import shutil
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from digest.build.framed import key
from digest.build.site import publish
from digest.library.folder import IMAGES
from digest.mkdocs_plugin.building import problems

if TYPE_CHECKING:
    from collections.abc import Callable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

    from digest.build.graph import Graph
    from digest.errors import DigestError
    from digest.mkdocs_plugin.plugin import DigestPlugin


def quick(
    plugin: DigestPlugin, server: LiveReloadServer, config: MkDocsConfig, full: Callable[..., None]
) -> Callable[[], None]:
    """A builder for the server: quick where only the content changed, else the whole of MkDocs."""
    file = Path(config.config_file_path)
    known = [key(file)]

    def builder(changed: MkDocsConfig | None = None) -> None:
        now = key(file)
        if now != known[0]:
            full(changed)
            known[0] = now
            return
        if plugin.again(config):
            show(plugin.graph, Path(server.root))

    return builder


def listening(app: Any) -> Any:
    """A WSGI application whose pages may run the one script that MkDocs writes into them to load an edit anew."""

    def served(environ: Any, start_response: Any) -> list[bytes]:
        told: list[Any] = []
        body = b"".join(app(environ, lambda *started: told.extend(started)))
        status, headers = told[:2]
        if dict(headers).get("Content-Type", "").startswith("text/html"):
            body = allowing(body)
            headers = [(name, value) for name, value in headers if name != "Content-Length"]
            headers.append(("Content-Length", str(len(body))))
        start_response(status, headers)
        return [body]

    return served


def allowing(page: bytes) -> bytes:
    """The page with the hash of its last script, which is the server's, in its policy."""
    start, end = page.rfind(b"<script>"), page.rfind(b"</script>")
    if not 0 <= start < end:
        return page
    mark = base64.b64encode(hashlib.sha256(page[start + len(b"<script>") : end]).digest())
    return page.replace(b"script-src 'self'", b"script-src 'self' 'sha256-%b'" % mark, 1)


def show(graph: Graph, root: Path) -> None:
    """Link what is served to what the build made; where links cannot be made, copy it."""
    try:
        _linked(graph.mirror, root)
    except OSError:
        publish(graph, root)
        return
    for path in graph.catalogue.library.lines:
        if Path(path).suffix in IMAGES:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            with suppress(shutil.SameFileError):
                shutil.copy2(graph.job.content / path, root / path)


def unlink(root: Path) -> None:
    """Take the links away, before MkDocs writes into its folder: it would write through them."""
    for folder, folders, files in os.walk(root, followlinks=False):
        for name in (*folders, *files):
            path = Path(folder, name)
            if path.is_symlink():
                path.unlink()


def told(error: DigestError) -> str:
    """Print every problem; how many there are, in words."""
    found = problems(error)
    for line in found:
        click.echo(line, err=True)
    return f"{len(found)} problem" + ("s" if len(found) != 1 else "")


def _linked(source: Path, target: Path) -> None:
    for name in os.listdir(source):  # noqa: PTH208 - names alone
        there, here = source / name, target / name
        if here.is_symlink():
            continue
        if here.is_dir() and there.is_dir():
            _linked(there, here)
            continue
        here.unlink(missing_ok=True)
        here.symlink_to(there.resolve(), target_is_directory=there.is_dir())
