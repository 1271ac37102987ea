"""`digest build`: the whole site; what has not changed since the last build is left alone.

MkDocs runs only when the theme's side of the site changed (its settings, templates, menu): it gives the frame of all
pages and the theme's files. Everything else is made here, so that an edit costs what it touches.
"""

from __future__ import annotations

import atexit
import gc
import json
import os
import resource
import sys
import time
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from digest.errors import DigestError, InputError, LibraryError, ToldError

if TYPE_CHECKING:
    import argparse
    from pathlib import Path

    from digest.build.graph import Graph


def run(arguments: argparse.Namespace) -> int:
    """Build the site that `--config` names into `--out`."""
    if arguments.alone:
        # Few objects of a build are cycles; where much is made, `digest.build.graph` looks for them. At the end nothing
        # needs to be looked through once more: that took a tenth of an edit's time.
        gc.disable()
        atexit.register(gc.freeze)
    from digest.build import site  # noqa: PLC0415 - the parser of other verbs does not pay for it
    from digest.build.framed import framed  # noqa: PLC0415
    from digest.build.job import CACHE, Job, now  # noqa: PLC0415
    from digest.build.opening import build  # noqa: PLC0415
    from digest.build.site import warning  # noqa: PLC0415
    from digest.files import as_folder  # noqa: PLC0415
    from digest.site.origin import Origin  # noqa: PLC0415

    began = time.perf_counter()
    root = arguments.config.absolute().parent
    try:
        if not arguments.config.is_file():
            raise InputError(f"{arguments.config} is missing", "run this where mkdocs.yml is", field="--config")
        if arguments.out:
            as_folder(arguments.out, "--out")
        as_folder(root / CACHE, "cache")
        theme = framed(arguments.config.absolute(), root / CACHE)
        framing = time.perf_counter() - began
        told = theme.settings
        origin = Origin.at(told["url"], told["name"]) if told["url"] else None
        out = arguments.out or as_folder(root / told["out"], "site_dir")
        job = Job(
            content=root / told["content"],
            settings=root / told["settings"],
            cache=root / CACHE,
            origin=origin,
            now=now(),
            jobs=arguments.jobs or os.cpu_count() or 1,
            shown=not arguments.json,
            out=out,
        )
        graph = build(job, theme.frame)
        made = time.perf_counter()
        placed = site.publish(graph, out, root / CACHE / "theme")
        # Where MkDocs had to run, it was the first to read the content.
        laps = {"theme": framing, **graph.report.seconds, "publish": time.perf_counter() - made}
        graph.report.seconds = laps
    except LibraryError as error:
        for problem in error.problems:
            print(problem, file=sys.stderr)
        count = len(error.problems)
        print(f"{count} problem{'s' * (count != 1)} in the content: nothing was built", file=sys.stderr)
        return 1
    except ToldError:
        return 1
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    warnings = list(graph.report.warnings)
    warnings += [
        f"{arguments.config.name}: nav names {name}, which is not there: write {told['content']}/{name}, or take it out"
        for name in theme.missing
    ]
    if large := warning(sum(graph.report.bytes.values())):
        warnings.append(large)
    for line in (*(f"{line} (warning)" for line in warnings), *(f"{line} (note)" for line in graph.report.notes)):
        print(line, file=sys.stderr)
    _tell(graph, arguments, placed, time.perf_counter() - began, out, warnings)
    graph.close()
    return 1 if arguments.strict and warnings else 0


def _tell(  # noqa: PLR0917 - the end of `run`
    graph: Graph, arguments: argparse.Namespace, placed: int, seconds: float, out: Path, warnings: list[str]
) -> None:
    report = graph.report
    made = sum(report.made.values())
    if arguments.json:
        told: dict[str, Any] = asdict(report) | {"warnings": warnings, "placed": placed, "out": str(out)}
        print(json.dumps(told | _spent(seconds), ensure_ascii=False, indent=1))
        return
    files = f"{len(graph.outputs)} files, {sum(report.bytes.values()) / 1e6:,.1f} MB"
    print(f"{out}: {files}; {made} of {report.nodes} parts made, {placed} files changed, {seconds:.2f} s")
    if arguments.profile:
        _profile(graph, seconds)


def _profile(graph: Graph, seconds: float) -> None:
    report, spent = graph.report, _spent(seconds)
    print("\nphase             wall s")
    for name, wall in report.seconds.items():
        print(f"{name:<16} {wall:>7.2f}")
    print(f"{'all':<16} {seconds:>7.2f}   CPU {spent['cpu']:.2f} s, {spent['memory'] / 1e6:,.0f} MB memory")
    print("\nkind               made   wall s        MB")
    for kind, size in sorted(report.bytes.items(), key=lambda item: -item[1]):
        print(f"{kind:<16} {report.made.get(kind, 0):>6} {report.kinds.get(kind, 0.0):>8.2f} {size / 1e6:>9.1f}")


def _spent(seconds: float) -> dict[str, float]:
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    unit = 1 if sys.platform == "darwin" else 1024
    return {
        "seconds": round(seconds, 3),
        "cpu": round(sum(one.ru_utime + one.ru_stime for one in used), 3),
        "memory": max(one.ru_maxrss for one in used) * unit,
    }
