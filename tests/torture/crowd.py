"""Several browsers at once, each in a thread with a driver of its own: opening a page is as much waiting as work."""

from __future__ import annotations

import os
import threading
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, TypeVar

from playwright.sync_api import sync_playwright

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from playwright.sync_api import Browser

FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update")
AFRESH = 15
"""Tasks after which a browser is started anew, whose memory grows."""
Task = TypeVar("Task")
Result = TypeVar("Result")


def size() -> int:
    """How many browsers this machine keeps busy."""
    return (os.cpu_count() or 2) + 1


def each(
    chromium: str, tasks: Sequence[Task], work: Callable[[Browser, Task], Result], told: Callable[[int], object] = id
) -> list[Result]:
    """The result of every task, in any order; `told` hears how many are done. The first error ends them all."""
    waiting = deque(tasks)
    results: list[Result] = []
    failed = threading.Event()

    def browse() -> None:
        with sync_playwright() as play:
            while waiting and not failed.is_set():
                browser = play.chromium.launch(executable_path=chromium, args=list(FLAGS))
                try:
                    for _ in range(AFRESH):
                        try:
                            task = waiting.popleft()
                        except IndexError:
                            break
                        results.append(work(browser, task))
                        told(len(results))
                        if failed.is_set():
                            break
                except BaseException:
                    failed.set()
                    raise
                finally:
                    browser.close()

    with ThreadPoolExecutor(size()) as pool:
        for future in [pool.submit(browse) for _ in range(size())]:
            future.result()
    return results
