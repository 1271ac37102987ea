"""Opens a build: where its cache turns out to be damaged, that is thrown away, and all is made anew, once."""

from __future__ import annotations

import sqlite3
import zlib
from typing import TYPE_CHECKING

from digest.build.graph import Graph

if TYPE_CHECKING:
    from digest.build.document import Frame
    from digest.build.job import Job

_BROKEN = (sqlite3.DatabaseError, zlib.error, ValueError, LookupError, TypeError, AttributeError, EOFError)
"""What a damaged cache may end in: none of it is told to whoever builds before all was made anew."""


def opened(graph: Graph, frame: Frame | None = None) -> Graph:
    """The build after it has read the content and, with a frame, made all pages: this one, or another in its place.

    Raises:
        DigestError: With every problem of the content, or of the settings.
    """
    try:
        return _done(graph, frame)
    except _BROKEN:
        graph.discard()
    return _done(Graph(graph.job), frame)


def build(job: Job, frame: Frame) -> Graph:
    """Read and render.

    Raises:
        DigestError: With every problem of the content, or of the settings.
    """
    return opened(Graph(job), frame)


def _done(graph: Graph, frame: Frame | None) -> Graph:
    try:
        if not graph.has_read:
            graph.read()
        if frame:
            graph.render(frame)
    except BaseException:
        graph.close()
        raise
    return graph
