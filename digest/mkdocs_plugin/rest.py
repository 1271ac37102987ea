"""What an edit touches besides its own page, made while that can be seen already."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

from mkdocs.plugins import get_plugin_logger

from digest.build.job import Stopped
from digest.site.cards import FOLDER

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from digest.build.graph import Graph

_LOG = get_plugin_logger(__name__)


class Rest:
    """What is made after the page of an edit can be seen: all other pages, then search, data, sitemaps.

    Who asks for what may not be made yet waits for it, so that nothing old is served.

    Args:
        show: Brings what is served to what a build has made.
    """

    def __init__(self, show: Callable[[Graph], None]) -> None:
        self._show = show
        self._graph: Graph | None = None
        self._made: threading.Thread | None = None
        self._shown: Collection[str] = ()
        self._pages = threading.Event()
        self._pages.set()
        self._turn = 0

    def begin(self, graph: Graph, pages: Callable[[], bool] | None = None, ahead: Collection[str] = ()) -> None:
        """Make it beside the server.

        Args:
            graph: The build that made what can be seen.
            pages: Makes the pages that are not made yet; false where that cannot be, and was told.
            ahead: The files that are there before.
        """
        self._pages.clear()
        self._shown = frozenset(ahead if pages else graph.outputs)
        self._turn += 1
        self._graph = graph
        self._made = threading.Thread(target=self._make, args=(graph, pages), daemon=True)
        self._made.start()

    @contextmanager
    def instead(self) -> Iterator[None]:
        """What the last edit has left is not waited for while another one is seen to, which makes it as well.

        Who asked for it waits for what is begun then; where nothing is, the answer is what stands.
        """
        before = self._made
        self._pages.clear()
        if self._graph:
            self._graph.stop()
        self.wait()
        try:
            yield
        finally:
            if self._made is before:
                self._release()

    def _make(self, graph: Graph, pages: Callable[[], bool] | None) -> None:
        try:
            self._finish(graph, pages)
        except Stopped:
            graph.close()
            self._turn += 1
            return
        except Exception:  # noqa: BLE001 - whatever it is, the next edit makes it again
            _LOG.exception("what the preview shows is not all of the last edit")
        graph.close()
        self._release()
        for warning in graph.report.warnings:
            _LOG.warning(warning)

    def _finish(self, graph: Graph, pages: Callable[[], bool] | None) -> None:
        if pages:
            if not pages():
                return
            self._shown = frozenset(graph.outputs)
            self._turn += 1
            self._pages.set()
        graph.end()
        self._show(graph)

    def _release(self) -> None:
        """Let all answers be given."""
        self._turn += 1
        self._pages.set()

    def wait(self) -> None:
        """Until all is made."""
        if self._made:
            self._made.join()

    def answered(self, path: str, answer: Callable[[], bytes]) -> bytes:
        """The answer for a file below the site; one that was read while the file was being made is asked for again.

        What the theme brings is no part of an edit, and every page needs it.
        """
        while True:
            turn, body = self._turn, answer()
            if path in self._shown or (path.startswith("assets/") and not path.startswith(FOLDER)):
                return body
            self._pages.wait()
            if turn == self._turn:
                self.wait()
            if turn == self._turn:
                return body
