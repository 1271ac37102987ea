"""Politeness: one request at a time to a host, with a pause and some jitter between two.

Clock, sleep and chance are given from outside, so that a test never waits.
"""

from __future__ import annotations

import random
import threading
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

MIN_DELAY = 2.0
"""Seconds between two requests to a host, where its robots.txt asks for no more."""
MAX_DELAY = 60.0
"""A longer `Crawl-delay` is taken as this."""
JITTER = 0.25
"""At most this share is added to a pause."""


class Hosts:
    """When each host may be asked again. Safe to share between threads."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
        delay: float = MIN_DELAY,
    ) -> None:
        self._clock, self._sleep, self._chance, self._delay = clock, sleep, chance, delay
        self._guard = threading.Lock()
        self._locks: dict[str, threading.Lock] = {}
        self._free: dict[str, float] = {}
        self._closed: dict[str, float] = {}

    @contextmanager
    def turn(self, host: str, delay: float = 0.0) -> Iterator[None]:
        """Wait for the host's turn, hold it, and set the pause after it (seconds).

        Raises:
            InputError: When the host has asked to be left alone for longer.
        """
        with self._guard:
            lock = self._locks.setdefault(host, threading.Lock())
        with lock:
            closed = self._closed.get(host, 0.0) - self._clock()
            if closed > 0:
                raise InputError(f"{host} asks to wait {closed:,.0f} s more", "import it again after that", path=host)
            self.pause(self._free.get(host, 0.0) - self._clock())
            try:
                yield
            finally:
                self._free[host] = self._clock() + self.jittered(min(max(self._delay, delay), MAX_DELAY))

    def close(self, host: str, seconds: float) -> None:
        """Ask nothing of the host for a while: it said so."""
        self._closed[host] = self._clock() + seconds

    def pause(self, seconds: float) -> None:
        """Sleep, where there is anything to wait for."""
        if seconds > 0:
            self._sleep(seconds)

    def jittered(self, seconds: float) -> float:
        """A pause made a little longer by chance, so that machines do not fall into step."""
        return seconds * (1 + JITTER * self._chance())
