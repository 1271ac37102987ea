"""How fast mixed files are imported, whether memory stays flat, and what more processes bring.

    python benchmarks/importing.py [N ...]     (default 100 400 1000)
    python benchmarks/importing.py --workers N [ROUNDS]

First: articles per CPU second and peak memory for growing numbers of files, read by this process. Then, of the
largest number: one process, two and a Dask cluster of two in turn, the best of ROUNDS. On a busy machine the wall
says little; the share of CPU that only the one writer can do bounds what any number of workers brings.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import corpus

ROOT = Path(__file__).resolve().parents[1]
DUMP = (ROOT / "tests/input/newspim-layout.txt").read_text("utf-8")


_URL = re.compile(r"""(?:canonical["'] href|og:url["'] content)=["']([^"']+)""")


class Run(NamedTuple):
    """One import: seconds, CPU seconds of all processes, of them those of the writer's process, peak memory in MB."""

    wall: float
    cpu: float
    own: float
    peak: float
    lines: int


def _files(folder: Path, count: int) -> None:
    """Half text dumps, half pages of the publishers whose layout we know.

    Each has a text of its own, but for one in ten, which is a copy of another. Pages have the size of real ones
    (half of 102 measured have 72 to 204 KB): menus, lists of other articles, scripts.
    """
    pages = [_decoded(path.read_bytes()) for path in sorted((ROOT / "tests/pages").glob("*.html"))]
    for number in range(count):
        lines = _text(number - 7 if number % 10 == 9 else number)
        if number % 2:
            stamp = f"2024년{1 + number % 12:02}월{1 + number % 28:02}일 {number % 24:02}:{number % 60:02}"
            text = (
                DUMP.replace("가상의 창고", "\n\n".join(lines) + "\n\n가상의 창고")
                .replace("시험대②", f"시험대 {number}번")
                .replace("기사입력 :", f"기사입력 : {stamp}", 1)
            )
            (folder / f"{number:05}.txt").write_text(text, "utf-8")
        else:
            page, encoding = pages[number // 2 % len(pages)]
            (folder / f"{number:05}.html").write_bytes(_page(page, number, lines).encode(encoding, "ignore"))


def _decoded(data: bytes) -> tuple[str, str]:
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        return data.decode("cp949"), "cp949"


def _text(number: int) -> list[str]:
    writer = corpus.Writer(corpus.place(number, 10**6)._replace(lang="ko"), 10**6)
    writer.words = corpus.words("ko")
    return [" ".join(writer.line("sentences") for _ in range(4)) for _ in range(10)]


@cache
def _titles() -> list[str]:
    return [corpus.Writer(corpus.place(one, 10**6), 10**6).line("titles") for one in range(200)]


def _page(page: str, number: int, lines: list[str]) -> str:
    """A page with an address and a text of its own, and what surrounds the text of a real page."""
    if found := _URL.search(page):
        page = page.replace(found[1], found[1] + f"{number}")  # its address decides which article a page is
    longest = max(re.findall(r">([^<>{}]{40,})<", page), key=len, default="")
    if longest:
        page = page.replace(f">{longest}<", f">{longest} {' '.join(lines)}<", 1)
    head, body, rest = page.partition("<body>")
    if not body:
        return page
    titles = _titles()
    menu = "".join(
        f'<li class="gnb-item"><a href="/section/{one}/list">{title[:8]}</a></li>' for one, title in enumerate(titles)
    )
    best = "".join(
        f'<li class="rank"><a href="/view/{number}{one}"><span>{one}</span><strong>{title}</strong></a></li>'
        for one, title in enumerate(titles)
    )
    script = json.dumps({"ads": [{"slot": f"div-gpt-{one}", "title": title} for one, title in enumerate(titles * 2)]})
    foot = f'<aside class="best"><h3>많이 본 뉴스</h3><ul>{best}</ul></aside><script>var state={script};</script>'
    top = f'<nav class="gnb"><ul>{menu}</ul></nav>'
    return f"{head}{body}{top}{rest.replace('</body>', foot + '</body>')}"


_CHILD = """
import json, resource, sys, os
from digest.cli import main
main(sys.argv[1:])
used = resource.getrusage(resource.RUSAGE_SELF)
print(json.dumps([used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]), file=sys.stderr)
"""


def run(folder: Path, content: Path, *options: str) -> Run:
    """One import in a process of its own."""
    command = [sys.executable, "-c", _CHILD, "import", str(folder), "--content", str(content), "--json", *options]
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    own, peak = map(float, done.stderr.splitlines()[-1].strip("[]").split(","))
    return Run(wall, cpu, own, peak, sum('"outcome": "failed"' not in line for line in done.stdout.splitlines()))


def sizes(counts: list[int]) -> None:
    """Import each number of files into an empty digest, then once more."""
    for count in counts:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name, "in")
            folder.mkdir()
            _files(folder, count)
            for label in ("first", "again"):
                made = run(folder, Path(name, "content"), "--jobs", "1")
                print(
                    f"{count:>6} files, {label}: {made.lines} made or known, {count / made.cpu:6.1f} a CPU second, "
                    f"{made.wall:6.1f} s wall, peak {made.peak:5.0f} MB"
                )


def workers(count: int, rounds: int) -> None:
    """One process, two, and Dask, in turn; the best of each."""
    ways: dict[str, tuple[str, ...]] = {"one process": ("--jobs", "1"), "two processes": ("--jobs", "2")}
    if find_spec("distributed"):
        ways["Dask, two workers"] = ("--engine", "dask", "--jobs", "2")
    else:
        print("Dask is not installed: left out")
    best: dict[str, Run] = {}
    trees: dict[str, str] = {}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "in")
        folder.mkdir()
        _files(folder, count)
        for turn in range(rounds):
            for way, options in ways.items():
                content = Path(name, f"{turn}-{len(way)}", "content")
                made = run(folder, content, *options)
                best[way] = min(best.get(way, made), made)
                trees[way] = _fingerprint(content)
    print(f"{count} files, best of {rounds}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    first = best["one process"]
    for way, made in best.items():
        print(
            f"  {way:<18} {made.wall:6.1f} s wall ({first.wall / made.wall:.2f} x), {made.cpu:6.1f} CPU s, "
            f"of them {made.own:5.1f} in the writer's process, peak {made.peak:4.0f} MB"
        )
    print(f"  the same files: {'yes' if len(set(trees.values())) == 1 else 'NO'}")


def _fingerprint(folder: Path) -> str:
    found = hashlib.sha256()
    for path in sorted(folder.rglob("*.md")):
        found.update(str(path.relative_to(folder)).encode() + path.read_bytes())
    return found.hexdigest()


def main() -> None:
    """Print the figures."""
    arguments = sys.argv[1:]
    if arguments[:1] == ["--workers"]:
        workers(int(arguments[1]), int(arguments[2]) if len(arguments) > 2 else 3)
        return
    counts = [int(argument) for argument in arguments] or [100, 400, 1000]
    sizes(counts)
    workers(counts[-1], 1)


if __name__ == "__main__":
    main()
