"""Processes of this machine. A worker that dies (killed, out of memory, a fault in a parser) costs nobody a result.

When one dies, Python's pool gives up all that was under way, without saying whose fault it was. So a new pool is
made, and the first item that is waited for runs in it alone: if it ends its worker again and again it is the one,
and is given up; all others are simply done again.
"""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from digest.engines import BATCH, TRIES, WINDOW, Lost

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable
    from concurrent.futures import Future

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

AT_ONCE = 8
"""So many items are done in this process before others are started: starting one takes as long as several pages."""


class Local:
    """`jobs` processes; one job is this process itself."""

    def __init__(self, jobs: int, *, at_once: int = AT_ONCE) -> None:
        self.jobs, self._at_once = jobs, at_once

    def map(self, make: Callable[[S], Callable[[T], R]], setup: S, items: Iterable[T]) -> Generator[tuple[T, R | Lost]]:
        """See `Engine`."""
        rest = iter(items)
        do: Callable[[T], R] | None = None
        for item in rest if self.jobs == 1 else islice(rest, self._at_once):
            do = do or make(setup)
            yield item, do(item)
        pool: _Pool[T, R] = _Pool(self.jobs, make, setup)
        try:
            for item in rest:
                pool.give(item)
                # One out for one in: to take all that is ready would leave the workers without work meanwhile.
                if pool.full or pool.ready:
                    yield pool.take()
            while pool.busy:
                yield pool.take()
        finally:
            pool.close()


class _Pool(Generic[T, R]):
    """Items under way in the order in which they came."""

    def __init__(self, jobs: int, make: Callable[[Any], Callable[[T], R]], setup: object) -> None:
        self._jobs, self._start = jobs, (make, setup)
        self._pool: ProcessPoolExecutor | None = None
        self._waiting: deque[tuple[T, Future[bytes], int]] = deque()
        """Each with its batch and its place in it."""
        self._opened: tuple[Future[bytes] | None, list[R]] = (None, [])
        """The batch that is being taken. It is unpickled here, not by the pool's thread: what is kept of it would hold
        on to that thread's memory, 20 KB an item."""
        self._batch: list[T] = []
        """Not sent yet."""

    @property
    def busy(self) -> bool:
        return bool(self._waiting or self._batch)

    @property
    def full(self) -> bool:
        return len(self._waiting) + len(self._batch) >= WINDOW * self._jobs

    @property
    def ready(self) -> bool:
        return bool(self._waiting) and self._waiting[0][1].done()

    def give(self, item: T) -> None:
        self._batch.append(item)
        if len(self._batch) >= BATCH or len(self._waiting) < self._jobs:
            self._send()

    def take(self) -> tuple[T, R | Lost]:
        if not self._waiting:
            self._send()
        item, future, place = self._waiting.popleft()
        try:
            if future is not self._opened[0]:
                self._opened = (future, pickle.loads(future.result()))  # noqa: S301 - from a process of our own
            return item, self._opened[1][place]
        except BrokenProcessPool:
            found = self._alone(item)
            self._again()
            return item, found

    def _send(self) -> None:
        batch, self._batch = self._batch, []
        try:
            future = self._submit(batch)
        except BrokenProcessPool:
            self._again()
            future = self._submit(batch)
        self._waiting.extend((item, future, place) for place, item in enumerate(batch))

    def close(self) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def _submit(self, items: list[T]) -> Future[bytes]:
        self._pool = self._pool or self._made(self._jobs)
        return self._pool.submit(_work, items)

    def _made(self, jobs: int) -> ProcessPoolExecutor:
        # Not by fork: this process has threads, and a copy of their locks could wait for ever.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(jobs, mp_context=context, initializer=_begin, initargs=self._start)

    def _alone(self, item: T) -> R | Lost:
        self.close()
        for _ in range(TRIES - 1):
            with self._made(1) as pool:
                try:
                    made: list[R] = pickle.loads(pool.submit(_work, [item]).result())  # noqa: S301
                except BrokenProcessPool:
                    continue
                return made[0]
        return Lost()

    def _again(self) -> None:
        """Everything under way in a new pool; what was done stays done."""
        self.close()
        self._waiting = deque(
            (item, future, place) if _done(future) else (item, self._submit([item]), 0)
            for item, future, place in self._waiting
        )


def _done(future: Future[Any]) -> bool:
    return future.done() and not future.cancelled() and not isinstance(future.exception(), BrokenProcessPool)


_DO: list[Callable[[Any], Any]] = []
"""Of a worker process: the function that it was started for."""


def _begin(make: Callable[[Any], Callable[[Any], Any]], setup: object) -> None:
    """Start of a worker: it ends with the process that started it, also when that one is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if parent := multiprocessing.parent_process():
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()
    _DO[:] = [make(setup)]


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)


def _work(items: list[Any]) -> bytes:
    return pickle.dumps([_DO[0](item) for item in items])
