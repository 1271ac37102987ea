"""`python -m tests.torture [PART …]`: all attacks, all fields, all ways in, every page; 1 on a failure.

Needs Chromium and the hostile material that is kept outside the project; says so where either is missing.
"""

from __future__ import annotations

import contextlib
import io
import json
import logging
import resource
import shutil
import sys
import tempfile
import time
import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from digest.cli import main as digest
from digest.library.folder import survey
from tests.site_builds import GOLDEN, build
from tests.torture import commonmark, content, crowd, detector, imports
from tests.torture.payloads import LIVE, OWN, SHARED, payloads

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

LEAST = 4_000
"""Attacks that must run in the control, or the detector proves nothing."""
LINES = 60
"""Of the page of outside calls in one article: a content file has a limit."""
CHUNK = detector.ONE_TAB
STEP = 20
"""Chunks of pages between two lines of progress."""
ADDRESS = "https://digest.example/"
"""Where the site would stand: with it there are feeds, cards and data for search engines too."""


class Score:
    """What was tried, and whether it held."""

    def __init__(self) -> None:
        self.failed: list[str] = []
        self.tried = 0
        self.started = time.monotonic()

    def line(self, text: str, *, good: bool) -> None:
        """Print one result."""
        self.tried += 1
        if not good:
            self.failed.append(text)
        self.say("ok  " if good else "FAIL", text)

    def say(self, mark: str, text: str) -> None:
        """Print one line with the time since the start."""
        print(f"{mark} {time.monotonic() - self.started:6.0f} s  {text}", flush=True)

    def end(self) -> int:
        """The summary; the exit code."""
        own = resource.getrusage(resource.RUSAGE_SELF)
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        spent = own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime
        self.say("    ", f"{spent:.0f} CPU s with all browsers; peak memory of this process {own.ru_maxrss // 1024} MB")
        for text in self.failed:
            self.say("FAIL", text)
        held = self.tried - len(self.failed)
        self.say("FAIL" if self.failed else "ok  ", f"{held} of {self.tried} checks hold")
        return 1 if self.failed else 0


def main() -> int:
    """Run everything."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium or not LIVE.is_file():
        print("torture needs Chromium and the folder of hostile material beside the project", file=sys.stderr)
        return 1
    for name in ("mkdocs", "digest"):
        logging.getLogger(name).setLevel(logging.ERROR)  # thousands of dead links are meant
    score = Score()
    attacks = payloads()
    chosen = sys.argv[1:] or list(PARTS)
    if set(chosen) - set(PARTS):
        print(f"the parts are {', '.join(PARTS)}", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as name:
        for part in chosen:
            try:
                PARTS[part](score, chromium, attacks, Path(name))
            except Exception as error:  # noqa: BLE001 - what breaks is a result, and the other parts go on
                traceback.print_exc()
                score.line(f"{part} broke: {type(error).__name__}", good=False)
    return score.end()


def _control(score: Score, chromium: str, attacks: list[str], _: Path) -> None:
    starts = [[start] for start in range(0, len(attacks), detector.FRAMES)]
    with detector.serving(detector.unguarded(attacks), set()) as served:
        ran = set().union(*crowd.each(chromium, starts, lambda browser, some: detector.control(browser, served, some)))
    live = len([number for number in ran if number >= len(OWN)])
    known = len(attacks) - len(OWN)
    score.line(f"control: {live} of the {known} attacks kept outside run where nothing stops them", good=live > LEAST)
    calls = len(served.outside)
    score.line(f"control: {calls} requests to other origins are seen and refused", good=calls > 0)


def _fields(score: Score, chromium: str, attacks: list[str], folder: Path) -> None:
    """Every attack in every field of article and series files and in bodies."""
    leaks = (SHARED / "leaks" / "leak.html").read_text("utf-8").splitlines()
    calls = ["\n".join(leaks[at : at + LINES]) for at in range(0, len(leaks), LINES)]
    count = content.write(folder / "content", [*attacks, *calls])
    _, problems = survey(folder / "content")
    score.line(f"{count} hostile articles are read ({len(problems)} refused)", good=not problems)
    _site(score, chromium, "fields", folder / "content", count)


def _imported(score: Score, chromium: str, attacks: list[str], folder: Path) -> None:
    """Every attack through import: as JSON lines, as a feed, and one in forty as a page of its own."""
    library = folder / "library"
    library.mkdir()
    for page in sorted((GOLDEN / "content").rglob("*.md")):
        relative = page.relative_to(GOLDEN / "content")
        if relative.parts[0] not in {"articles", "series"}:
            (library / relative).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(page, library / relative)
    calls, count = imports.write(folder / "inputs", attacks)
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.redirect_stderr(io.StringIO()) as said:
        for call in calls:
            digest(["import", *call, "--no-fetch", "--content", str(library)])
    found, problems = survey(library)
    whole = "Traceback" not in out.getvalue() + said.getvalue() and not problems
    score.line(f"{len(found.articles)} of {count} hostile inputs are imported", good=whole and len(found.articles) > 0)
    _site(score, chromium, "imports", library, len(found.articles))


def _site(score: Score, chromium: str, what: str, library: Path, least: int) -> None:
    """Build a site of the library and open every page."""
    clean = build(GOLDEN / "content", library.with_name(f"{what}-clean"), GOLDEN / "digest.toml", site_url=ADDRESS)
    site = build(library, library.with_name(f"{what}-site"), strict=False, site_url=ADDRESS)
    pages = detector.pages_of(site)
    score.line(f"{what}: {len(pages)} pages and feeds are built", good=len(pages) > least)
    chunks = [pages[at : at + CHUNK] for at in range(0, len(pages), CHUNK)]

    def told(done: int) -> None:
        if done % STEP == 0:
            score.say("    ", f"{what}: {min(done * CHUNK, len(pages))} pages opened")

    with detector.serving(detector.files(site), detector.scripts(clean)) as served:
        results = crowd.each(chromium, chunks, lambda browser, some: detector.visit(browser, served, some), told)
    ran = {path: whats for result in results for path, whats in result.items()}
    score.line(f"{what}: attacks that ran or could run: {len(ran)} {dict(sorted(ran.items())[:5]) or ''}", good=not ran)
    outside = sorted(served.outside)
    score.line(f"{what}: requests to another origin: {len(outside)} {outside[:5] or ''}", good=not outside)


def _files(score: Score, _chromium: str, _attacks: list[str], folder: Path) -> None:
    """Each file of the YAML suite, and each naughty string as a headline: read or refused, with no traceback."""
    folder = folder / "files"
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


def _markdown(score: Score, *_: object) -> None:
    examples = list(commonmark.examples())
    plain = [text for text in examples if not commonmark.raw(text)]
    changed = [text for text in plain if commonmark.lost(text)]
    other = sum(bool(commonmark.lost(text)) for text in examples) - len(changed)
    score.line(
        f"{len(examples)} examples of Markdown: {len(changed)} of {len(plain)} harmless ones changed (links in links), "
        f"{other} of {len(examples) - len(plain)} with raw HTML",
        good=len(changed) <= 2,
    )


PARTS: Mapping[str, Callable[[Score, str, list[str], Path], None]] = {
    "control": _control,
    "fields": _fields,
    "imports": _imported,
    "files": _files,
    "markdown": _markdown,
}
"""What is run, in this order, where no part is named."""


if __name__ == "__main__":
    sys.exit(main())
