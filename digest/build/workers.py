"""Several processes make the nodes of one build; what they give does not depend on their number."""

from __future__ import annotations

import gc
import os
import pickle
import sys
import threading
import zlib
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from multiprocessing import get_context, parent_process
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, NamedTuple

from digest.build.job import Report
from digest.build.store import Store

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from digest.build.columns import Made
    from digest.build.document import Frame
    from digest.build.graph import Graph
    from digest.build.job import Job

_TOGETHER = 32
"""Nodes that a process is given at a time."""
_GRAPH: Graph | None = None


Todo = Sequence[str]
"""Names of nodes."""


class Pack(NamedTuple):
    """Some nodes made by one process."""

    rows: list[Made]
    heard: Mapping[str, bytes]
    """The hash of everything that they have read, by its name."""
    near: Mapping[str, str]
    """Neighbours that were looked for, as JSON."""
    report: Report


@contextmanager
def processes(graph: Graph) -> Iterator[Callable[[Todo], Iterator[Pack]]]:
    """Gives what makes nodes, in order, and begins with all of them when it is called.

    What all processes need is best at hand in `graph` before.
    """
    forked = sys.platform == "linux" and threading.active_count() == 1
    context = get_context("fork" if forked else "spawn")
    global _GRAPH  # noqa: PLW0603 - a fork inherits it
    _GRAPH = graph if forked else None
    gc.collect()
    gc.freeze()  # what is here now is shared with the processes as long as no one writes to it
    start = partial(_started, replace(graph.job, jobs=1, shown=False), graph.given.frame)
    try:
        with ProcessPoolExecutor(graph.job.jobs, mp_context=context, initializer=start) as pool:
            with graph.store.away():
                pool.submit(int)  # with the first task all processes begin
            graph.catalogue.near.part()

            def made(todo: Todo) -> Iterator[Pack]:
                packs = [todo[at : at + _TOGETHER] for at in range(0, len(todo), _TOGETHER)]
                done = map(_unpacked, pool.map(_packed, packs))
                return graph.progress(done, len(packs), f"making, {_TOGETHER} pages each")

            yield made
    finally:
        _GRAPH = None
        gc.unfreeze()


def _started(job: Job, frame: Frame) -> None:
    """Begin a worker: take over the parent's graph where there was a fork, else read it from the cache."""
    threading.Thread(target=_follow, daemon=True).start()
    global _GRAPH  # noqa: PLW0603
    if _GRAPH is None:
        from digest.build.graph import Graph  # noqa: PLC0415 - it imports this module

        _GRAPH = Graph(job, worker=True)
        _GRAPH.read()
        _GRAPH.surround(frame)
    else:
        _GRAPH.store = Store(job.cache, _GRAPH.version)


def _follow() -> None:
    """End with the process that began this one: a worker that waits for tasks is not told when that was killed."""
    if parent := parent_process():
        wait([parent.sentinel])
        os._exit(1)


def _unpacked(data: bytes) -> Pack:
    pack: Pack = pickle.loads(zlib.decompress(data))  # noqa: S301 - from a process of our own
    return pack


def _packed(names: Todo) -> bytes:
    """A `Pack`, small: while search is made here, what the processes have done waits for a look."""
    graph = _GRAPH
    if graph is None:  # pragma: no cover - the initializer has run
        raise RuntimeError("the worker has not begun")
    near = graph.catalogue.near
    near.told()  # what was looked for before the processes parted is known
    graph.report = graph.maker.report = Report()
    rows = [graph.maker.make(name, []) for name in names]
    read = {name for row in rows for name in row.deps.decode().split("\n") if name}
    heard = {name: graph.catalogue.current(name) for name in read}
    return zlib.compress(pickle.dumps(Pack(rows, heard, near.told(), graph.report)), 1)
