"""Real builds of small and large sites for the tests of pages: one way to build, one way to serve."""

from __future__ import annotations

import functools
import http.server
import threading
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
GOLDEN = ROOT / "tests" / "golden"


def build(content: Path, out: Path, settings: Path | None = None, *, site_url: str = "", strict: bool = True) -> Path:
    """Build `content` with the project's own mkdocs.yml, as `mkdocs build --strict` does."""
    config = load_config(
        str(ROOT / "mkdocs.yml"), docs_dir=str(content), site_dir=str(out), strict=strict, site_url=site_url
    )
    config.plugins.on_startup(command="build", dirty=False)
    config.plugins["digest"].config["cache"] = str(out.with_name(f"{out.name}-cache"))
    if settings:
        config.plugins["digest"].config["settings"] = str(settings)
    mkdocs_build(config)
    config.plugins.on_shutdown()
    return out


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which `site` is served, with its own page for what is missing."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keep the tests quiet."""

        def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
            if code != 404:
                super().send_error(code, message, explain)
                return
            self.send_response(404)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.end_headers()
            self.wfile.write((site / "404.html").read_bytes())

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Links(HTMLParser):
    """The links, ids and scripts of a page."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.loaded: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Collect."""
        values = {name: value or "" for name, value in attrs}
        if "id" in values:
            self.ids.append(values["id"])
        if tag == "a" and "href" in values:
            self.links.append(values["href"])
        if tag in {"script", "img", "link", "iframe", "source"}:
            self.loaded += [values[name] for name in ("src", "href") if name in values]


def column(html: str) -> str:
    """The main column of a built page, which is ours; the rest is the theme's."""
    start = html.index('<article class="md-content__inner')
    return html[html.index("\n", start) : html.index("</article>", start)].strip() + "\n"
