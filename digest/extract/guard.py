"""Pages are hostile: a tag of 200,000 attributes costs every parser minutes, 300,000 paragraphs cost trafilatura more.

A linear scan refuses such pages before any parser sees them. What the scan lets through is read in a worker process
with limits on time and memory, so that a page can at worst cost one line of message.
"""

from __future__ import annotations

import atexit
import json
import os
import re
import struct
import subprocess
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Self

from digest.errors import InputError

if TYPE_CHECKING:
    from types import TracebackType

MAX_BYTES = 5_000_000
MAX_TAG = 65_536
"""Bytes of one tag; parsers take quadratic time in its attributes."""
MAX_ATTRIBUTES = 2_000
MAX_ATTRIBUTE_WORK = 50_000_000
"""Sum over tags of the square of their attributes: what parsers spend on them."""
_LONG_TAG = 1_000
MAX_ELEMENTS = 30_000
"""Opening tags; the largest of 102 real pages has 1,600, and extractors take more than linear time in them."""
CPU_SECONDS = 8
WALL_SECONDS = 20
MEMORY = 1 << 30
"""Bytes of address space of the worker."""
JOBS = 500
"""Pages that one worker reads before it is replaced, so that nothing a parser leaks adds up."""

_ROOT = str(Path(__file__).resolve().parents[2])
"""Where this package is; the worker never imports from the folder that a curator happens to be in."""
_MARKUP = re.compile(
    rb"<!--.*?(?:-->|\Z)"
    rb"|<(?P<raw>script|style|textarea|title)(?=[\s>/])(?P<tag>(?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)>?+"
    rb"|<(?P<any>/?[A-Za-z](?:[^>=]++|=\s*+(?:\"[^\"]*+(?:\"|\Z)|'[^']*+(?:'|\Z))?+)*+)",
    re.IGNORECASE | re.DOTALL,
)
_RAW_ENDS = {
    name: re.compile(rb"</" + name + rb"[\s>/]", re.IGNORECASE) for name in (b"script", b"style", b"textarea", b"title")
}
_QUOTED = re.compile(rb"=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)")
_SPLIT = re.compile(rb"[\s/=]+")
_REMEDY = "save the article's text from the browser and import that (digest import article.txt)"


def check(data: bytes) -> None:
    """Refuse a page that is larger or more deeply marked up than any article.

    Takes time linear in the size of the page.

    Raises:
        InputError: More than 5 MB, a tag of more than 64 kB or 2,000 attributes, or more than 30,000 elements.
    """
    if len(data) > MAX_BYTES:
        raise InputError(f"the page has {len(data):,} bytes, more than {MAX_BYTES:,}", _REMEDY)
    count = work = at = 0
    while match := _MARKUP.search(data, at):
        at = max(match.end(), at + 1)
        tag = match["any"] or match["tag"]
        if tag is None:
            continue
        count += not tag.startswith(b"/")
        attributes = _attributes(tag) if _LONG_TAG < len(tag) <= MAX_TAG else 0
        work += attributes * attributes
        if len(tag) > MAX_TAG or attributes > MAX_ATTRIBUTES or work > MAX_ATTRIBUTE_WORK:
            raise InputError(f"the page has a tag of {len(tag):,} bytes, which no article has", _REMEDY)
        if count > MAX_ELEMENTS:
            raise InputError(f"the page has more than {MAX_ELEMENTS:,} elements", _REMEDY)
        end = _RAW_ENDS.get((match["raw"] or b"").lower())
        if end:
            close = end.search(data, at)
            at = close.start() if close else len(data)


def _attributes(tag: bytes) -> int:
    return len(_SPLIT.split(_QUOTED.sub(b" ", tag)))


class Worker:
    """A process that reads pages under limits and is started again after each that breaks them.

    Use it as a context manager for a batch, or call `shared()`. One call at a time is served.
    """

    def __init__(self, *, cpu: int = CPU_SECONDS, wall: float = WALL_SECONDS, memory: int = MEMORY) -> None:
        self._limits = (str(cpu), str(memory))
        self._wall = wall
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._done = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def call(self, data: bytes, options: dict[str, Any]) -> str:
        """Read one page in the process; the answer is the JSON of an `Extraction`.

        Raises:
            InputError: As the reader says, or when the page breaks a limit.
        """
        with self._lock:
            if self._done >= JOBS:
                self.close()
            process = self._start()
            timed_out = threading.Event()

            def stop() -> None:
                timed_out.set()
                process.kill()

            timer = threading.Timer(self._wall, stop)
            timer.daemon = True
            timer.start()
            try:
                answer = _exchange(process, data, options)
            except BaseException:
                self.close()
                raise
            finally:
                timer.cancel()
            if answer is None:
                code = self._ended()
                why = f"took more than {self._wall:g} seconds" if timed_out.is_set() else _why(code)
                raise InputError(f"the page {why} to read", _REMEDY)
            self._done += 1
        if "error" in answer:
            raise InputError(answer["error"], answer.get("remedy", ""), field=answer.get("field", ""))
        return str(answer["extraction"])

    def close(self) -> None:
        """End the process, if one runs."""
        if self._process:
            self._process.kill()
            self._ended()

    def _start(self) -> subprocess.Popen[bytes]:
        if self._process and self._process.poll() is not None:
            self._ended()
        if self._process is None:
            self._process = subprocess.Popen(  # noqa: S603 - our own module, no shell
                [sys.executable, "-P", "-m", "digest.extract.worker", *self._limits],
                env=os.environ | {"PYTHONPATH": _ROOT},
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
            )
            self._done = 0
        return self._process

    def _ended(self) -> int:
        process, self._process = self._process, None
        if process is None:
            return 0
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:
                continue
        return process.wait()


_SHARED: list[Worker] = []


def shared() -> Worker:
    """The worker of this program; it ends with the program."""
    if not _SHARED:
        _SHARED.append(Worker())
        atexit.register(_SHARED[0].close)
    return _SHARED[0]


def _exchange(process: subprocess.Popen[bytes], data: bytes, options: dict[str, Any]) -> dict[str, Any] | None:
    """Send a page and read the answer; None where the process died."""
    if process.stdin is None or process.stdout is None:
        return None
    try:
        send(process.stdin, json.dumps(options).encode())
        send(process.stdin, data)
        answer = receive(process.stdout)
    except OSError:
        return None
    if answer is None:
        return None
    found: dict[str, Any] = json.loads(answer)
    return found


def send(pipe: IO[bytes], data: bytes) -> None:
    """Write one message: its length in eight bytes, then the bytes."""
    pipe.write(struct.pack(">Q", len(data)) + data)
    pipe.flush()


def receive(pipe: IO[bytes]) -> bytes | None:
    """Read one message; None at the end of the pipe."""
    head = pipe.read(8)
    if len(head) < 8:
        return None
    size = struct.unpack(">Q", head)[0]
    data = pipe.read(size)
    return data if len(data) == size else None


def _why(code: int) -> str:
    return (
        f"took more than {CPU_SECONDS} seconds of work"
        if code in {-24, -9}
        else "broke the reader or took too much memory"
    )
