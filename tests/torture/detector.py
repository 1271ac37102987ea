"""Opens pages in Chromium and tells whether anything of a stranger ran, could run, or reached for another place.

Several nets, since an attack may be silent: dialogue functions are replaced; a report-only policy that allows the
site's own scripts and origin alone reports every other script and request; every handler, script address and frame
in the finished page is told, whether or not it was provoked; and the browser's only way out is a proxy that is our
own server, which notes what it is asked for elsewhere. The policy that the page itself carries is taken out first:
the site must be safe without it.
"""

from __future__ import annotations

import base64
import hashlib
import http.server
import re
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from playwright.sync_api import Error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, Dialog, Page

NONCE = "torture"
FRAMES = 60
"""Attacks of the control that are opened at once."""
ONE_TAB = 60
"""Pages that are opened in one tab, whose memory grows."""
SETTLE = 450
"""Milliseconds in which an attack may run by itself."""
PATIENCE = 120_000
"""Milliseconds for one page of a busy machine."""
_POLICY = re.compile(r'<meta[^>]*http-equiv="?content-security-policy"?[^>]*>', re.IGNORECASE)
_INLINE = re.compile(r"<script(?![^>]*\bsrc=)(?![^>]*ld\+json)[^>]*>(.*?)</script>", re.DOTALL | re.IGNORECASE)
_KINDS = {
    ".css": "text/css",
    ".js": "text/javascript",
    ".json": "application/json",
    ".png": "image/png",
    ".svg": "image/svg+xml",
    ".woff2": "font/woff2",
    ".xml": "application/xml",
}
PRELUDE = """
window.ran = [];
window.asked = [];
const note = (what) => { window.ran.push(String(what)); try { parent.heard?.(window.name) } catch {} };
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = () => note(name);
document.addEventListener("securitypolicyviolation", (event) => {
  if (event.effectiveDirective.startsWith("script-src")) note(event.effectiveDirective + " " + event.sample);
  else window.asked.push(event.effectiveDirective + " " + event.blockedURI);
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
  const rising = kinds.filter((kind) => kind !== "click");
  for (const element of root.querySelectorAll("*")) {
    try { element.focus?.(); } catch {}
    if (element instanceof HTMLDetailsElement) element.open = true;
    const own = element.getAttributeNames().filter((name) => /^on./i.test(name)).map((name) => name.slice(2));
    const send = (kind, bubbles) => {
      try { element.dispatchEvent(new Event(kind, {bubbles, cancelable: true})); } catch {}
    };
    if (own.length) for (const kind of [...rising, ...own]) send(kind, kind !== "click");
    else if (!element.firstElementChild) for (const kind of rising) send(kind, true);
    send("click", false);
    if (element.matches("a[href], area[href], button, summary")) { try { element.click(); } catch {} }
  }
}
"""
"""Every event reaches every element: those that rise are sent to the innermost ones, the rest to each."""
INSPECT = """
() => {
  const found = [];
  const address = /^\\s*(?:javascript|vbscript|data:text|data:image\\/svg)/i;
  const places = ["href", "xlink:href", "src", "srcdoc", "action", "formaction", "data", "to", "values", "from"];
  for (const element of document.querySelectorAll("*")) {
    for (const name of element.getAttributeNames()) {
      if (/^on./i.test(name)) found.push(`handler ${name} of ${element.localName}`);
    }
    for (const name of places) {
      const value = element.getAttribute(name)?.replace(/[\\u0000-\\u0020]/g, "");
      if (value && address.test(value)) found.push(`${name} ${value.slice(0, 60)}`);
    }
    if (/^(?:iframe|frame|object|embed|applet|base|portal|fencedframe)$/.test(element.localName)) {
      found.push(`element ${element.localName}`);
    }
  }
  return found;
}
"""
"""What could run though nothing provoked it: our own pages have no handler, no script address and no frame."""


class Seen(NamedTuple):
    """What was seen of the pages that were opened."""

    ran: dict[str, list[str]]
    """By the page's path: what ran or could run there."""
    outside: list[str]
    """Requests to another origin."""


class Served(NamedTuple):
    """A server of pages that is also the only way out of the browser."""

    address: str
    outside: list[str]
    """Requests for another place, which were refused."""


def scripts(site: Path) -> set[str]:
    """The hashes, as a policy writes them, of the inline scripts of a clean site."""
    found = {text for path in site.rglob("*.html") for text in _INLINE.findall(path.read_text("utf-8"))}
    return {f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'" for text in found}


@contextmanager
def serving(answer: Callable[[str], bytes | None], allowed: set[str]) -> Iterator[Served]:
    """Serve what `answer` gives for a path, pages watched; as a proxy, refuse and note every other address."""
    scripts_allowed = " ".join([f"'self' 'nonce-{NONCE}'", *sorted(allowed), "'report-sample'"])
    policy = f"default-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; script-src {scripts_allowed}"
    outside: list[str] = []
    here: list[str] = []

    class Handler(http.server.BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def log_message(self, *_: object) -> None:
            """Keep quiet."""

        def __getattr__(self, name: str) -> Callable[[], None]:
            """Every method of HTTP."""
            if name.startswith("do_"):
                return self.refuse if name == "do_CONNECT" else self.give
            raise AttributeError(name)

        def give(self) -> None:
            path = self.path.removeprefix(here[0])
            if not path.startswith("/"):
                self.refuse()
                return
            path = path.split("?")[0].split("#")[0]
            data = answer(unquote(path))
            kind = _KINDS.get("." + path.rsplit(".", 1)[-1], "text/html; charset=utf-8")
            page = kind.startswith("text/html")
            sent = b"" if data is None else _watched(data) if page else data
            self.send_response(200 if data is not None else 404)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(sent)))
            self.send_header("Cache-Control", "no-store" if page else "max-age=3600")
            self.send_header("Content-Security-Policy-Report-Only", policy)
            self.end_headers()
            self.wfile.write(sent)

        def refuse(self) -> None:
            outside.append(f"{self.command} {self.path}")
            self.close_connection = True
            self.send_response(502)
            self.send_header("Content-Length", "0")
            self.end_headers()

    class Server(http.server.ThreadingHTTPServer):
        daemon_threads = True

        def handle_error(self, *_: object) -> None:
            """A page that is left cuts its connections."""

    server = Server(("127.0.0.1", 0), Handler)
    here.append(f"http://127.0.0.1:{server.server_port}")
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Served(here[0], outside)
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
    """A page whose every request goes to the server at `address`, and the list of dialogues that it opened."""
    spoke: list[str] = []
    context = browser.new_context(proxy={"server": address, "bypass": "<-loopback>"})
    page = context.new_page()
    page.set_default_timeout(PATIENCE)

    def hear(dialog: Dialog) -> None:
        spoke.append(f"dialogue {dialog.type}")
        dialog.dismiss()

    page.on("dialog", hear)
    try:
        yield page, spoke
    finally:
        context.close()


def control(browser: Browser, served: Served, starts: Iterable[int]) -> set[int]:
    """Which attacks run where nothing stops them, of the batches that begin at `starts` (see `unguarded`).

    The proof that this detector sees what it should.
    """
    ran: set[int] = set()
    with opened(browser, served.address) as (page, _):
        for start in starts:
            page.goto(f"{served.address}/batch/{start}", wait_until="load")
            page.wait_for_timeout(SETTLE)
            page.evaluate(
                f"() => {{ const provoke = {PROVOKE}; for (const frame of document.querySelectorAll('iframe')) "
                "{ try { provoke(frame.contentDocument) } catch {} } }"
            )
            page.wait_for_timeout(SETTLE)
            ran |= {int(name) for name in page.evaluate("() => all") if name.isdigit()}
    return ran


def unguarded(attacks: list[str]) -> Callable[[str], bytes | None]:
    """Answers `/one/N` with attack N as a page, and `/batch/N` with frames of `FRAMES` attacks from N on."""

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

    return answer


def files(site: Path) -> Callable[[str], bytes | None]:
    """Answers with the files of a built site."""

    def answer(path: str) -> bytes | None:
        file = site / path.strip("/")
        file = file / "index.html" if file.is_dir() else file
        return file.read_bytes() if file.is_file() else None

    return answer


def pages_of(site: Path) -> list[str]:
    """Every page of a built site, and every other file that a browser would show as a document of its own."""
    found = [path.relative_to(site).as_posix() for kind in ("html", "xml", "svg") for path in site.rglob(f"*.{kind}")]
    return sorted(path.removesuffix("index.html") for path in found)


def run(browser: Browser, site: Path, allowed: set[str], pages: list[str]) -> Seen:
    """What ran on each page of `site`, and the requests that left the origin."""
    with serving(files(site), allowed) as served:
        ran: dict[str, list[str]] = {}
        for start in range(0, len(pages), ONE_TAB):
            ran |= visit(browser, served, pages[start : start + ONE_TAB])
        return Seen(ran, list(served.outside))


def visit(browser: Browser, served: Served, pages: Iterable[str]) -> dict[str, list[str]]:
    """What ran on pages that are opened one after the other in one tab; a page that cannot be opened is told too.

    Printing is what a button of ours does; an attack that prints is told by the policy.
    """
    found: dict[str, list[str]] = {}
    with opened(browser, served.address) as (page, spoke):
        for path in pages:
            try:
                page.goto(f"{served.address}/{quote(path)}", wait_until="load")
                ran, asked = page.evaluate(_LOOK)
                if unquote(urlsplit(page.url).path) != f"/{path}":
                    ran.append(f"was left for {page.url}")
            except Error as error:
                ran, asked = [f"was left or broke: {str(error).splitlines()[0]}"], []
            served.outside.extend(f"{path}: {what}" for what in asked)
            if ran := [*(what for what in ran if what != "print"), *spoke]:
                found[path] = ran
            spoke.clear()
    return found


_LOOK = f"""
async () => {{
  const before = ({INSPECT})();
  ({PROVOKE})(document);
  await new Promise((done) => setTimeout(done, 20));
  return [[...(window.ran ?? []), ...before], window.asked ?? []];
}}
"""
