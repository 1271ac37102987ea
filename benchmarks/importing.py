"""How many mixed files an import takes in a CPU second, and whether memory stays flat.

Prints articles per CPU second and peak memory for growing numbers of files. Run: python benchmarks/importing.py [N]
"""

from __future__ import annotations

import contextlib
import io
import resource
import sys
import tempfile
import time
from pathlib import Path

from digest.cli import main

ROOT = Path(__file__).resolve().parents[1]
DUMP = (ROOT / "tests/input/newspim-layout.txt").read_text("utf-8")


def _files(folder: Path, count: int) -> None:
    """Half text dumps, half pages, each an article of its own."""
    pages = [path.read_bytes() for path in sorted((ROOT / "tests/pages").glob("*.html"))]
    for number in range(count):
        stamp = f"2024년{1 + number % 12:02}월{1 + number % 28:02}일 {number % 24:02}:{number % 60:02}"
        if number % 2 or not pages:
            lines = [
                f"{number}번 기사의 {line}번째 문장은 {number * line % 97}가지 사정을 말한다." for line in range(30)
            ]
            text = (
                DUMP.replace("가상의 창고", " ".join(lines) + "\n\n가상의 창고")
                .replace("시험대②", f"시험대 {number}번")
                .replace("기사입력 :", f"기사입력 : {stamp}", 1)
            )
            (folder / f"{number:05}.txt").write_text(text, "utf-8")
        else:
            page = pages[number // 2 % len(pages)]
            (folder / f"{number:05}.html").write_bytes(page.replace(b"</title>", f" {number}</title>".encode(), 1))


def _cpu() -> float:
    own, children = resource.getrusage(resource.RUSAGE_SELF), resource.getrusage(resource.RUSAGE_CHILDREN)
    return own.ru_utime + own.ru_stime + children.ru_utime + children.ru_stime


def measure(count: int) -> None:
    """Import `count` files into an empty digest, then once more."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "in")
        folder.mkdir()
        _files(folder, count)
        arguments = ["import", str(folder), "--content", str(Path(name, "content")), "--json"]
        for run in ("first", "again"):
            before, wall = _cpu(), time.perf_counter()
            with contextlib.redirect_stdout(io.StringIO()) as out:
                main(arguments)
            lines = out.getvalue().splitlines()
            made = sum('"outcome": "failed"' not in line for line in lines)
            cpu, seconds = _cpu() - before, time.perf_counter() - wall
            peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            print(
                f"{count:>6} files, {run}: {made} made or known, {count / cpu:6.1f} a CPU second, "
                f"{seconds:6.1f} s wall, peak {peak:5.0f} MB"
            )


if __name__ == "__main__":
    for size in [int(argument) for argument in sys.argv[1:]] or [100, 400, 1000]:
        measure(size)
