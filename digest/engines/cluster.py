"""Dask distributed: processes of this machine or, with the address of a scheduler, of many.

Retries, lost workers and the spreading of work are Dask's; the order of results and the bound on what is under way
are ours. Whoever reaches a scheduler can run code on its workers: keep it in a network of your own, or use TLS.
"""

from __future__ import annotations

import pickle
from collections import deque
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any, TypeVar

from digest.engines import BATCH, TRIES, WINDOW, Lost
from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

SECONDS = 20
"""How long a scheduler may take to answer."""
_LOGGED = {"distributed.admin.low-level-log-length": 10}
"""Dask keeps its last thousand messages, to tell what went wrong. Ours hold the inputs: half a gigabyte of them."""
MISSING = 'Dask is not installed: pip install "finance-digest[dask]", or leave --engine dask out'


class Dask:
    """A cluster by the address of its scheduler, or one of `jobs` processes here where none is given.

    Raises:
        InputError: When Dask is not installed.
    """

    def __init__(self, jobs: int, scheduler: str | None = None, *, client: Any = None) -> None:
        self.jobs, self.scheduler, self._client = jobs, scheduler, client
        try:
            import dask  # noqa: PLC0415 - an optional extra
            import distributed  # noqa: PLC0415 - the same
        except ImportError as error:
            what, _, remedy = MISSING.partition(": ")
            raise InputError(what, remedy, field="--engine") from error
        self._dask: Any = distributed
        self._config: Any = dask.config

    def map(self, make: Callable[[S], Callable[[T], R]], setup: S, items: Iterable[T]) -> Generator[tuple[T, R | Lost]]:
        """See `Engine`.

        Raises:
            InputError: When no scheduler answers at the address, or it is lost.
        """
        with self._config.set(_LOGGED):
            yield from self._map(make, setup, items)

    def _map(self, make: Callable[[S], Callable[[T], R]], setup: S, items: Iterable[T]) -> Iterator[tuple[T, R | Lost]]:
        client, cluster = self._open()
        waiting: deque[tuple[list[T], Any]] = deque()

        def send(batch: list[T]) -> Any:
            return client.submit(_work, make, setup, batch, pure=False, retries=TRIES)

        try:
            workers = max(self.jobs, len(client.scheduler_info(n_workers=-1)["workers"]))
            rest = iter(items)
            for first in rest:
                # One at a time until all workers have something to do: an input may be slow to come.
                batch = [first, *islice(rest, BATCH - 1 if len(waiting) >= workers else 0)]
                waiting.append((batch, send(batch)))
                if len(waiting) * BATCH >= WINDOW * workers or waiting[0][1].done():
                    yield from self._taken(*waiting.popleft(), send)
            while waiting:
                yield from self._taken(*waiting.popleft(), send)
        finally:
            client.cancel([future for _batch, future in waiting])
            if client is not self._client:
                client.close()
            if cluster:
                cluster.close()

    def _open(self) -> tuple[Any, Any]:
        if self._client:
            return self._client, None
        cluster = None
        if not self.scheduler:
            cluster = self._dask.LocalCluster(
                n_workers=self.jobs, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
            )
        try:
            return self._dask.Client(cluster or self.scheduler, timeout=SECONDS, set_as_default=False), cluster
        except (OSError, ValueError) as error:
            what = f'no scheduler answers at "{self.scheduler}"'
            raise InputError(what, "start one there (dask scheduler), and workers", field="--scheduler") from error

    def _taken(self, batch: list[T], future: Any, send: Callable[[list[T]], Any]) -> Iterator[tuple[T, Any]]:
        try:
            # Unpickled here, not by Dask's thread: what is kept of it would hold on to that thread's memory.
            yield from zip(batch, pickle.loads(future.result()), strict=True)  # noqa: S301 - from a worker of ours
        except self._dask.KilledWorker:
            if len(batch) == 1:
                yield batch[0], Lost()
            else:
                for item in batch:
                    yield from self._taken([item], send([item]), send)
        except (self._dask.CancelledError, OSError) as error:
            remedy = "look at its log, and import again: what is done stays done"
            raise InputError("the scheduler was lost", remedy, field="--scheduler") from error


_made = lru_cache(maxsize=2)(lambda make, setup: make(setup))
"""Of a worker process: the function for a setup; tables are loaded once."""


def _work(make: Callable[[Any], Callable[[Any], Any]], setup: object, items: list[Any]) -> bytes:
    do = _made(make, setup)
    return pickle.dumps([do(item) for item in items])
