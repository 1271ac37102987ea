"""Opens pages in Chromium and tells whether anything of a stranger ran: a dialogue, or a script that no rule allows.

Two nets, since an attack may be silent: dialogue functions are replaced, and a report-only policy that allows the
site's own scripts alone reports every other one. The policy that the page itself carries is taken out first: the
site must be safe without it.
"""

from __future__ import annotations

import base64
import hashlib
import http.server
import re
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Page

NONCE = "torture"
FRAMES = 60
"""Attacks of the control that are opened at once."""
ONE_TAB = 60
"""Pages that are opened in one tab, whose memory grows."""
SETTLE = 450
"""Milliseconds in which an attack may run by itself."""
_POLICY = re.compile(r'<meta[^>]*http-equiv="?content-security-policy"?[^>]*>', re.IGNORECASE)
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*ld\+json)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
PRELUDE = """
window.ran = [];
const note = (what) => { window.ran.push(String(what)); try { parent.heard?.(window.name) } catch {} };
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => note(name);
document.addEventListener("securitypolicyviolation", (event) => {
  if (event.effectiveDirective.startsWith("script-src")) note(event.effectiveDirective + " " + event.sample);
}, true);
window.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (link && /^https?:$/.test(link.protocol)) event.preventDefault();
}, true);
window.addEventListener("submit", (event) => event.preventDefault(), true);
"""
PROVOKE = """
(root) => {
  const kinds = ["mouseover", "mouseenter", "mousemove", "mouseout", "mousedown", "mouseup", "click", "dblclick",
    "contextmenu", "pointerover", "pointerenter", "pointerdown", "pointerup", "focus", "focusin", "blur", "keydown",
    "keypress", "keyup", "input", "change", "select", "copy", "cut", "paste", "drag", "dragstart", "dragover", "drop",
    "wheel", "scroll", "toggle", "touchstart", "touchend", "animationstart", "animationend", "transitionend"];
  for (const element of root.querySelectorAll("*")) {
    try { element.focus?.(); } catch {}
    if (element instanceof HTMLDetailsElement) element.open = true;
    const own = element.getAttributeNames().filter((name) => /^on./i.test(name)).map((name) => name.slice(2));
    for (const kind of [...kinds, ...own]) {
      try { element.dispatchEvent(new Event(kind, {bubbles: kind !== "click", cancelable: true})); } catch {}
    }
    if (element.matches("a[href], area[href], button, summary")) { try { element.click(); } catch {} }
  }
}
"""


def scripts(site: Path) -> set[str]:
    """The hashes, as a policy writes them, of the inline scripts of a clean site."""
    found = {text for path in site.rglob("*.html") for text in _INLINE.findall(path.read_text("utf-8"))}
    return {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in found}


@contextmanager
def serving(answer: Callable[[str], bytes | None], allowed: set[str]) -> Iterator[str]:
    """Serve what `answer` gives for a path, pages watched; the address."""
    policy = " ".join(["script-src 'self'", f"'nonce-{NONCE}'", *sorted(allowed), "'report-sample'"])

    class Handler(http.server.BaseHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keep quiet."""

        def do_GET(self) -> None:
            path = self.path.split("?")[0].split("#")[0]
            data = answer(path)
            self.send_response(200 if data is not None else 404)
            kinds = {".css": "text/css", ".js": "text/javascript", ".json": "application/json", ".png": "image/png"}
            kind = kinds.get("." + path.rsplit(".", 1)[-1], "text/html; charset=utf-8")
            self.send_header("Content-Type", kind)
            self.send_header("Content-Security-Policy-Report-Only", policy)
            self.end_headers()
            if data is not None:
                self.wfile.write(_watched(data) if kind.startswith("text/html") else data)

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _watched(page: bytes) -> bytes:
    html = _POLICY.sub("", page.decode("utf-8", "replace"))
    prelude = f'<script nonce="{NONCE}">{PRELUDE}</script>'
    at = html.lower().find("<head>")
    return (html[: at + 6] + prelude + html[at + 6 :] if at >= 0 else prelude + html).encode()


@contextmanager
def opened(browser: Browser, address: str) -> Iterator[tuple[Page, list[str]]]:
    """A page that can reach `address` alone, and the list of requests elsewhere."""
    outside: list[str] = []
    context = browser.new_context()
    page = context.new_page()

    def only_ours(route: Any) -> None:
        url = route.request.url
        if url.startswith((address + "/", "data:", "blob:")):
            route.continue_()
        else:
            outside.append(url)
            route.abort()

    context.route("**/*", only_ours)
    page.on("dialog", lambda dialog: dialog.dismiss())
    try:
        yield page, outside
    finally:
        context.close()


def control(browser: Browser, attacks: list[str]) -> set[int]:
    """Which attacks run where nothing stops them: the proof that this detector sees what it should."""

    def answer(path: str) -> bytes | None:
        kind, _, number = path.strip("/").partition("/")
        if not number.isdigit():
            return None
        if kind == "one":
            return f"<!doctype html><html><head></head><body>{attacks[int(number)]}</body></html>".encode()
        if kind == "batch":
            start = int(number)
            frames = "".join(
                f'<iframe name="{at}" src="/one/{at}"></iframe>'
                for at in range(start, min(start + FRAMES, len(attacks)))
            )
            heard = f'<script nonce="{NONCE}">window.all = []; window.heard = (name) => all.push(name)</script>'
            return f"<!doctype html><html><head></head><body>{heard}{frames}</body></html>".encode()
        return None

    ran: set[int] = set()
    with serving(answer, set()) as address, opened(browser, address) as (page, _):
        for start in range(0, len(attacks), FRAMES):
            page.goto(f"{address}/batch/{start}", wait_until="load", timeout=60_000)
            page.wait_for_timeout(SETTLE)
            page.evaluate(
                f"() => {{ const provoke = {PROVOKE}; for (const frame of document.querySelectorAll('iframe')) "
                "{ try { provoke(frame.contentDocument) } catch {} } }"
            )
            page.wait_for_timeout(SETTLE)
            ran |= {int(name) for name in page.evaluate("() => all") if name.isdigit()}
    return ran


def run(browser: Browser, site: Path, allowed: set[str], pages: list[str]) -> tuple[dict[str, list[str]], list[str]]:
    """What ran on each page of `site`, by its path, and the requests that left the origin.

    Printing is what a button of ours does; an attack that prints is told by the policy.
    """

    def answer(path: str) -> bytes | None:
        file = site / path.strip("/")
        file = file / "index.html" if file.is_dir() else file
        return file.read_bytes() if file.is_file() else None

    found: dict[str, list[str]] = {}
    outside: list[str] = []
    with serving(answer, allowed) as address:
        for start in range(0, len(pages), ONE_TAB):
            with opened(browser, address) as (page, asked):
                for path in pages[start : start + ONE_TAB]:
                    page.goto(f"{address}/{path}", wait_until="load", timeout=60_000)
                    page.evaluate(f"() => ({PROVOKE})(document)")
                    page.wait_for_timeout(20)
                    if ran := [what for what in page.evaluate("() => window.ran") if what != "print"]:
                        found[path] = ran
                outside += asked
    return found, outside
