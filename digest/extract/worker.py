"""The process behind `guard.Worker`: sets its own limits, then reads pages from standard input until it closes.

Started as `python -m digest.extract.worker CPU_SECONDS MEMORY_BYTES`; messages are those of `guard.send`.
Nothing is unpickled: options and answers are JSON.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any

from digest.errors import InputError
from digest.extract import guard
from digest.extract.dump import extract_dump
from digest.extract.html import extract_html

if TYPE_CHECKING:
    from digest.model import Extraction


def main(arguments: list[str]) -> int:
    """Serve until standard input closes."""
    cpu, memory = int(arguments[0]), int(arguments[1])
    _limit("RLIMIT_AS", memory)
    while (options := guard.receive(sys.stdin.buffer)) is not None and (
        data := guard.receive(sys.stdin.buffer)
    ) is not None:
        _limit("RLIMIT_CPU", cpu, used=True)
        try:
            found = _read(data, json.loads(options))
            answer = {"extraction": found.model_dump_json()}
        except InputError as error:
            problem = error.problem
            answer = {"error": problem.what, "remedy": problem.remedy, "field": problem.field}
        except MemoryError:
            return 1
        guard.send(sys.stdout.buffer, json.dumps(answer).encode())
    return 0


def _read(data: bytes, options: dict[str, Any]) -> Extraction:
    """A page, or with `kind` `dump` a text in UTF-8."""
    if options.pop("kind", "html") == "dump":
        return extract_dump(data.decode("utf-8"), **options)
    return extract_html(data, **options)


def _limit(name: str, value: int, *, used: bool = False) -> None:
    """Lower a limit where the system has it; `used` counts from the CPU time spent so far."""
    try:
        import resource  # noqa: PLC0415 - not on every system
    except ImportError:
        return
    if used:
        usage = resource.getrusage(resource.RUSAGE_SELF)
        value += int(usage.ru_utime + usage.ru_stime) + 1
    which = getattr(resource, name)
    hard = resource.getrlimit(which)[1]
    try:
        resource.setrlimit(which, (value if hard == resource.RLIM_INFINITY else min(value, hard), hard))
    except (ValueError, OSError):
        return


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
