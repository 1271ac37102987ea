"""`python -m tests.torture`: all attacks, all fields, all ways in; about an hour, 1 on a failure.

Needs Chromium and the hostile material that is kept outside the project; says so where either is missing.
"""

from __future__ import annotations

import contextlib
import io
import json
import resource
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from digest.cli import main as digest
from digest.library.folder import survey
from tests.site_builds import GOLDEN, build
from tests.torture import commonmark, content, detector
from tests.torture.payloads import LIVE, SHARED, payloads

if TYPE_CHECKING:
    from playwright.sync_api import Browser

LEAST = 4_000
"""Attacks that must run in the control, or the detector proves nothing."""
LINES = 60
"""Of the page of outside calls in one article: a content file has a limit."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


class Score:
    """What was tried, and whether it held."""

    def __init__(self) -> None:
        self.failed = False
        self.started = time.monotonic()

    def line(self, text: str, *, good: bool) -> None:
        """Print one result."""
        self.failed |= not good
        print(f"{'ok  ' if good else 'FAIL'} {time.monotonic() - self.started:6.0f} s  {text}", flush=True)


def main() -> int:
    """Run everything."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium or not LIVE.is_file():
        print("torture needs Chromium and the folder of hostile material beside the project", file=sys.stderr)
        return 1
    score = Score()
    attacks = payloads()
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        _control(score, browser, attacks)
        _site(score, browser, attacks, Path(folder))
        browser.close()
        _imports(score, attacks, Path(folder, "imports"))
        _files(score, Path(folder, "files"))
    _markdown(score)
    return 1 if score.failed else 0


def _control(score: Score, browser: Browser, attacks: list[str]) -> None:
    ran = len(detector.control(browser, attacks))
    score.line(f"control: {ran} of {len(attacks)} attacks run where nothing stops them", good=ran > LEAST)


def _site(score: Score, browser: Browser, attacks: list[str], folder: Path) -> None:
    clean = build(GOLDEN / "content", folder / "clean", GOLDEN / "digest.toml")
    allowed = detector.scripts(clean)
    leaks = (SHARED / "leaks" / "leak.html").read_text("utf-8").splitlines()
    calls = ["\n".join(leaks[at : at + LINES]) for at in range(0, len(leaks), LINES)]
    count = content.write(folder / "content", [*attacks, *calls])
    _, problems = survey(folder / "content")
    score.line(f"{count} hostile articles are read ({len(problems)} refused)", good=not problems)
    site = build(folder / "content", folder / "site", strict=False)
    pages = sorted(path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html"))
    score.line(f"{len(pages)} pages built", good=len(pages) > count)
    ran, outside = detector.run(browser, site, allowed, pages)
    score.line(f"attacks that ran: {len(ran)} {dict(list(ran.items())[:3]) or ''}", good=not ran)
    score.line(f"requests to another origin: {len(outside)} {outside[:3] or ''}", good=not outside)


def _imports(score: Score, attacks: list[str], folder: Path) -> None:
    """As JSON lines, and one in forty as a page of its own."""
    folder.mkdir()
    rows = folder / "rows.jsonl"
    rows.write_text("\n".join(json.dumps(_row(number, attack)) for number, attack in enumerate(attacks)), "utf-8")
    for number, attack in enumerate(attacks[::40]):
        page = (
            f"<html><head><title>{attack}</title><meta property='og:title' content='Headline {number}'>"
            f"<meta property='article:published_time' content='2025-01-31T14:43:00+09:00'>"
            f"<link rel=canonical href='https://pages.example/{number}'></head>"
            "<body><article>"
            f"<h1>Headline {number}</h1>"
            f"<p>{'Words of an article that is long enough. ' * 8}</p><p>{attack}</p></article></body></html>"
        )
        (folder / f"{number}.html").write_text(page, "utf-8", "surrogatepass")
    library = folder / "content"
    library.mkdir()
    inputs = [str(rows), *map(str, sorted(folder.glob("*.html")))]
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
        digest(["import", *inputs, "--content", str(library), "--no-fetch"])
    found, problems = survey(library)
    whole = "Traceback" not in said.getvalue() and not problems
    score.line(f"{len(found.articles)} of {len(attacks) + len(inputs) - 1} hostile inputs are drafts", good=whole)


def _row(number: int, attack: str) -> dict[str, str]:
    return {
        "title": f"{attack} headline",
        "text": f"First paragraph of {number}.\n\n{attack}\n\nLast paragraph of {number}.",
        "url": f"https://rows.example/{number}",
        "published": "2025-01-31T14:43:00+09:00",
    }


def _files(score: Score, folder: Path) -> None:
    """Each file of the YAML suite, and each naughty string as a headline: read or refused, with no traceback."""
    articles = folder / "content" / "articles"
    articles.mkdir(parents=True)
    suite = sorted((SHARED / "yaml" / "src").glob("*.yaml"))
    for number, path in enumerate(suite):
        (articles / f"y{number}.md").write_bytes(b"---\n" + path.read_bytes() + b"\n---\nBody.\n")
    strings = [text for text in json.loads((SHARED / "strings" / "blns.json").read_text("utf-8")) if text.strip()]
    for number, text in enumerate(strings):
        head = f"title: {json.dumps(text[:480], ensure_ascii=False)}\ndate: 2025-01-31T14:43:00+09:00\n"
        front = f"---\n{head}source: https://s.example/{number}\n---\n{text}\n"
        (articles / f"s{number}.md").write_text(front, "utf-8", "surrogatepass")
    with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as said:
        code = digest(["check", "--content", str(folder / "content")])
    lines = said.getvalue().splitlines()
    whole = code == 1 and "Traceback" not in said.getvalue()
    score.line(
        f"{len(suite)} files of YAML, {len(strings)} naughty strings: {len(lines)} lines, exit {code}", good=whole
    )
    found, _ = survey(folder / "content")
    score.line(f"{len(found.articles)} of them can be read", good=len(found.articles) > len(strings) // 2)


def _markdown(score: Score) -> None:
    examples = list(commonmark.examples())
    plain = [text for text in examples if not commonmark.raw(text)]
    changed = [text for text in plain if commonmark.lost(text)]
    other = sum(bool(commonmark.lost(text)) for text in examples) - len(changed)
    score.line(
        f"{len(examples)} examples of Markdown: {len(changed)} of {len(plain)} harmless ones changed (links in links), "
        f"{other} of {len(examples) - len(plain)} with raw HTML",
        good=len(changed) <= 2,
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    score.line(f"peak memory {peak // 1024} MB", good=True)


if __name__ == "__main__":
    sys.exit(main())
