"""Search in the page that readers open: how long after the last byte the first result stands there to be seen.

`search.py` asks the worker alone; here is a whole site, its search page on a phone's screen, and a query typed into it.
Chromium slows the thread of the page on request (four times: a phone of middling speed); workers it does not slow.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Browser

ROOT = Path(__file__).resolve().parents[1]
WIDTH, HEIGHT = 360, 780
SLOWER = (1, 4)
"""How many times slower the thread of the page is."""
BETWEEN = 40
"""Milliseconds from one key to the next: a quick typist, so that search asks once, when the word is there."""
SETTLED = 300
"""Milliseconds after the first result in which long tasks still count."""
PRELUDE = """{
    const ask = fetch, post = postMessage.bind(self);
    let last = 0;
    self.fetch = async (...asked) => {
        const answer = await ask(...asked), data = await answer.arrayBuffer();
        last = performance.timeOrigin + performance.now();
        return new Response(data, {status: answer.status});
    };
    self.postMessage = (message) => post({...message, last, posted: performance.timeOrigin + performance.now()});
}
"""
"""Before the worker's script: an answer says when the last file was there as a whole, and when it was posted."""
WATCH = """
window.digestSeen = {long: []};
new PerformanceObserver((list) => window.digestSeen.long.push(...list.getEntries().map((one) => one.duration)))
    .observe({entryTypes: ["longtask"]});
const Plain = window.Worker;
window.Worker = class extends Plain {
    constructor(...given) {
        super(...given);
        this.addEventListener("message", ({data}) => { if (data.items) Object.assign(window.digestSeen, data); });
    }
};
new MutationObserver(() => {
    if (window.digestSeen.waits || !document.querySelector(".d-search__out .d-hit")) return;
    window.digestSeen.waits = true;
    requestAnimationFrame(() => {
        const channel = new MessageChannel();  // what is posted in a frame comes after it is painted
        channel.port1.onmessage = () => { window.digestSeen.painted = performance.timeOrigin + performance.now(); };
        channel.port2.postMessage(0);
    });
}).observe(document, {childList: true, subtree: true});
"""
"""In the page, before its own scripts."""


class Drawn(NamedTuple):
    """Milliseconds of one query."""

    posted: float
    """From the last byte to the worker's answer."""
    painted: float
    """From the last byte to the first result on the screen."""
    long: list[float]
    """Tasks of over 50 ms of the page from the first key on."""


def site(folder: Path) -> Path:
    """Build the site of the digest in `folder`, and let its worker say when it has read what."""
    settings = (ROOT / "mkdocs.yml").read_text("utf-8")
    settings = settings.replace("custom_dir: overrides", f"custom_dir: {ROOT}/overrides")
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    shutil.copy(ROOT / "digest.toml", folder)
    command = [sys.executable, "-m", "digest.cli", "build", "--config", "mkdocs.yml", "--out", "site"]
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"the site was not built:\n{done.stderr[-3000:]}")
    script = folder / "site" / "assets" / "search.js"
    script.write_text(PRELUDE + script.read_text("utf-8"), "utf-8")
    return folder / "site"


def drawn(browser: Browser, base: str, query: str, slower: int) -> Drawn:
    """Open the search page as a first visit and type."""
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT}, device_scale_factor=3, is_mobile=True, has_touch=True
    )
    page = context.new_page()
    page.add_init_script(WATCH)
    page.goto(f"{base}search/", wait_until="networkidle")
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    page.evaluate("window.digestSeen.long = []")
    page.locator(".d-search__input").tap()
    page.keyboard.type(query, delay=BETWEEN)
    page.locator(".d-search__out .d-hit").first.wait_for()
    page.wait_for_timeout(SETTLED)
    seen = page.evaluate("(({last, posted, painted, long}) => ({last, posted, painted, long}))(window.digestSeen)")
    context.close()
    return Drawn(seen["posted"] - seen["last"], seen["painted"] - seen["last"], seen["long"])


def measure(browser: Browser, base: str, queries: Sequence[str]) -> None:
    """Print a line for each speed."""
    for slower in SLOWER:
        rows = [drawn(browser, base, query, slower) for query in queries]
        painted = sorted(row.painted for row in rows)
        long = [task for row in rows for task in row.long]
        print(
            f"  thread of the page {slower} x slower, {len(rows)} queries: first result painted "
            f"{statistics.median(painted):.0f} ms after the last byte (95 % {painted[int(len(rows) * 0.95)]:.0f}, "
            f"most {painted[-1]:.0f}), of which the worker {statistics.median(row.posted for row in rows):.0f}; "
            f"{len(long)} long tasks, longest {max(long, default=0):.0f} ms"
        )
