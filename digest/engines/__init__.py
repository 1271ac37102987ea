"""Who does the work of a long import: this process, several on this machine, or a cluster of others.

An engine applies one function to items and gives the results in the order of the items, whoever worked on them and
however often a worker was lost. What the function needs is made once in each process from a setup that can be sent.
A bounded number of items is under way at a time, so memory does not grow with their number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from digest.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

NAMES = ("local", "dask")
TRIES = 3
"""How often an item may end its worker before it is given up."""
WINDOW = 16
"""Items under way for each worker."""
BATCH = 4
"""Items sent at a time where workers have enough to do: one by one, they would wait a third of the time for the
process that hands out."""


@dataclass(frozen=True, slots=True)
class Lost:
    """Instead of a result: every worker that took this item died."""

    tries: int = TRIES


class Engine(Protocol):
    """Applies the function that `make(setup)` gives to every item."""

    def map(self, make: Callable[[S], Callable[[T], R]], setup: S, items: Iterable[T]) -> Generator[tuple[T, R | Lost]]:
        """Each item with its result, in order. Close the iterator to end the workers.

        `make` is a function of a module, and setup, items and results can be pickled.
        """


def choose(name: str, jobs: int, scheduler: str | None, *, at_once: bool = False) -> Engine:
    """The engine of that name; `at_once` where workers are to be started before it is known that they pay.

    Raises:
        InputError: Not known, the options do not fit, or what it needs is not installed.
    """
    if jobs < 1:
        raise InputError(f"{jobs} is no number of workers", "give 1 or more", field="--jobs")
    if name == "local":
        if scheduler:
            raise InputError("the local engine has no scheduler", "give --engine dask too", field="--scheduler")
        from digest.engines.local import AT_ONCE, Local  # noqa: PLC0415 - an import of one page needs no pool

        return Local(jobs, at_once=0 if at_once else AT_ONCE)
    if name == "dask":
        from digest.engines.cluster import Dask  # noqa: PLC0415 - an optional extra

        return Dask(jobs, scheduler)
    raise InputError(f'"{name}" is no engine', f"write one of {', '.join(NAMES)}", field="--engine")
