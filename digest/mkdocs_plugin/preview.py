"""`mkdocs serve` at any size: pages are served from the cache, and an edit of the content makes only what it touches.

MkDocs would empty its folder and build all anew at each edit. Its folder gets links to the pages in the cache instead,
a few however many pages there are; MkDocs itself runs again only when the theme's side changed.
"""

from __future__ import annotations

import base64
import errno
import hashlib
import os
import shutil
import socket
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from mkdocs.exceptions import Abort, ConfigurationError
from mkdocs.plugins import get_plugin_logger

from digest.build.disk import drop
from digest.build.document import address
from digest.build.framed import key
from digest.build.site import publish
from digest.library.files import IMAGES
from digest.mkdocs_plugin.building import ToldAbort, problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

    from digest.build.graph import Graph
    from digest.errors import DigestError
    from digest.mkdocs_plugin.plugin import DigestPlugin
    from digest.mkdocs_plugin.rest import Rest

HERE = "127.0.0.1"
_LOG = get_plugin_logger(__name__)


def quick(
    plugin: DigestPlugin, server: LiveReloadServer, config: MkDocsConfig, full: Callable[..., None], rest: Rest
) -> Callable[[], None]:
    """A builder for the server: quick where only the content changed, else the whole of MkDocs."""
    file = Path(config.config_file_path)
    known = [key(file)]

    def builder(changed: MkDocsConfig | None = None) -> None:
        now = key(file)
        with rest.instead():
            if now == known[0]:
                edited(plugin, server, config, rest)
                return
            try:
                full(changed)
            except ConfigurationError as error:
                raise Abort(str(error)) from None  # of any other the server prints a traceback
            known[0] = now

    return builder


def edited(plugin: DigestPlugin, server: LiveReloadServer, config: MkDocsConfig, rest: Rest) -> None:
    """Make the page of an edit, so that it is seen, and let the rest follow; where that cannot be, all pages."""
    root = Path(server.root)
    first = plugin.again(config)
    if first is None:
        return

    def pages() -> bool:
        if not plugin.rest():
            return False
        show(plugin.graph, root)
        if any(plugin.graph.outputs.get(path) != told for path, told in first.items()):
            reload(server)
        return True

    if first and all(_is_linked(plugin.graph, root, path) for path in first):
        rest.begin(plugin.graph, pages, first)
    elif pages():
        rest.begin(plugin.graph)


def reload(server: LiveReloadServer) -> None:
    """Let browsers load their page once more: MkDocs does that at the end of a build, and none is left to do."""
    with server._rebuild_cond:  # noqa: SLF001 - MkDocs has no public way
        server._want_rebuild = True  # noqa: SLF001
        server._rebuild_cond.notify_all()  # noqa: SLF001


def listening(app: Any, rest: Rest, mount: str = "/") -> Any:
    """A WSGI application whose pages may run the one script that MkDocs writes into them to load an edit anew.

    Args:
        app: The server's own.
        rest: What may not be made yet.
        mount: The path of the site on the server.
    """

    def served(environ: Any, start_response: Any) -> list[bytes]:
        told: list[Any] = []

        def answer() -> bytes:
            told.clear()
            return b"".join(app(environ, lambda *started: told.extend(started)))

        asked = environ.get("PATH_INFO", "").encode("latin-1").decode("utf-8", "ignore")
        path = asked.removeprefix(mount)
        if asked.startswith("/livereload/"):
            body = answer()
        else:
            body = rest.answered(f"{path}index.html" if asked.endswith("/") else path, answer)
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
        for path in graph.gone:
            drop(root, path)
        return
    for path in graph.catalogue.library.lines:
        if Path(path).suffix in IMAGES:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            with suppress(shutil.SameFileError):
                shutil.copy2(graph.job.content / path, root / path)


def place(graph: Graph, folder: Path, stubs: Iterable[str] | None) -> None:
    """Put what a build of MkDocs made in its folder: for a server links, in place of its own files for `stubs`.

    Raises:
        ToldAbort: It cannot be, as on a full disk; the reason was told.
    """
    try:
        if stubs is None:
            publish(graph, folder)
            return
        for path in stubs:
            drop(folder, address(path))
        show(graph, folder)
    except OSError as error:
        told(error)
        raise ToldAbort("the site is not whole") from None


def taken(server: LiveReloadServer) -> str:
    """What is told where a preview cannot be served at its address, most often since another one still is; or ""."""
    host, port = str(server.server_address[0]), int(server.server_address[1])
    try:
        with socket.socket(server.address_family) as probe:
            if os.name != "nt":  # there it would share the port
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(server.server_address)
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            what, remedy = "is taken, perhaps by a preview that still runs", "end that, or"
        else:
            what, remedy = f"cannot be used ({error.strerror or error})", "for your own machine"
        return f"{host}:{port} {what}: {remedy} write: mkdocs serve --dev-addr {HERE}:{port + 1}"
    return ""


def unlink(root: Path) -> None:
    """Take the links away, before MkDocs writes into its folder: it would write through them."""
    for folder, folders, files in os.walk(root, followlinks=False):
        for name in (*folders, *files):
            path = Path(folder, name)
            if path.is_symlink():
                path.unlink()


def told(error: DigestError | OSError) -> str:
    """Print every problem; how many there are, in words."""
    found = problems(error)
    for line in found:
        click.echo(line, err=True)
    return f"{len(found)} problem" + ("s" if len(found) != 1 else "")


def _is_linked(graph: Graph, root: Path, path: str) -> bool:
    """Whether what is served under a path is the file that a build makes."""
    with suppress(OSError):
        return (root / path).samefile(graph.mirror / path)
    return False


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
