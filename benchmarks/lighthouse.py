"""Lighthouse on the home page and an article, as a phone on a slow network sees them; and what a first visit loads.

Run: `.venv/bin/python benchmarks/lighthouse.py`. Needs Chromium, and Lighthouse from npm (`npm install -g lighthouse`,
or its program's path in LIGHTHOUSE); without them only the bytes are told. The site is served compressed, as hosts do.
"""

from __future__ import annotations

import gzip
import http.server
import json
import os
import shutil
import subprocess
import tempfile
import threading
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tests.site_builds import ROOT, Links, build

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLE = "articles/2025/01/20250131-newspim-000527/"
PAGES = ("", ARTICLE, "series/deepseek-shock/", "companies/xnas-nvda/")
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 95, "seo": 0}
_TEXT = {".html": "text/html; charset=utf-8", ".css": "text/css", ".js": "text/javascript", ".json": "application/json"}


class Handler(http.server.SimpleHTTPRequestHandler):
    """Files, text compressed."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Answer with the file, or 404."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file() or path.suffix not in _TEXT:
            super().do_GET()
            return
        data = gzip.compress(path.read_bytes(), 9, mtime=0)
        self.send_response(200)
        self.send_header("Content-Type", _TEXT[path.suffix])
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@contextmanager
def served(site: Path) -> Iterator[str]:
    """The address at which the site is served."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def first_load(site: Path, page: str) -> dict[str, int]:
    """Compressed bytes of a page and of each file that its head loads."""
    path = site / page / "index.html"
    html = path.read_text("utf-8")
    found = {"page": len(gzip.compress(html.encode(), 9))}
    for link in Links(html).loaded:
        file = (path.parent / link).resolve()
        if file.suffix in {".css", ".js", ".png"} and file.is_file():
            data = file.read_bytes()
            found[file.name] = len(data) if file.suffix == ".png" else len(gzip.compress(data, 9))
    return found


def main() -> None:
    """Build, measure, print."""
    program = os.environ.get("LIGHTHOUSE") or shutil.which("lighthouse")
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as folder:
        site = build(ROOT / "content", Path(folder) / "site", site_url="https://example.org/")
        for page in PAGES:
            loaded = first_load(site, page)
            print(f"/{page}: {sum(loaded.values())} bytes in {len(loaded)} files: {loaded}")
        if not (program and chromium):
            print("no scores: Lighthouse or Chromium is not on this machine")
            return
        with served(site) as base:
            for page in PAGES:
                out = Path(folder) / "report.json"
                command = [program, base + page, "--quiet", "--output=json", f"--output-path={out}"]
                command.append("--chrome-flags=--headless=new --no-sandbox --disable-gpu")
                subprocess.run(command, check=True, env={**os.environ, "CHROME_PATH": chromium})
                tell(page, json.loads(out.read_text("utf-8")))


def tell(page: str, report: dict[str, dict[str, dict[str, object]]]) -> None:
    """The scores of a page, and what keeps one below its goal."""
    scores = {name: round(float(str(one["score"])) * 100) for name, one in report["categories"].items()}
    print(f"/{page}: {scores}")
    for name, goal in GOALS.items():
        if scores[name] < goal:
            refs: list[dict[str, object]] = report["categories"][name]["auditRefs"]  # type: ignore[assignment]
            for ref in refs:
                audit = report["audits"][str(ref["id"])]
                if ref["weight"] and audit["score"] not in {None, 1}:
                    print(f"  {name}: {audit['title']} {audit.get('displayValue', '')}")


if __name__ == "__main__":
    main()
