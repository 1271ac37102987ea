"""The page of an article that was edited, before all else: it is what its curator looks at in a preview.

To know what else an edit touches takes most of its time in a large library. This page is surely touched, so that it is
made first, with the related articles of the last build, and once more with all others: what changed by then (those
related articles, at most) is written over. Nothing is noted of it here, so that a kill leaves a page that is not as
the last build left it, which the next build mends.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from digest.build.document import address
from digest.build.near import Near
from digest.site import addresses, feeds

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.build.document import Frame
    from digest.build.graph import Graph

FEW = 3
"""Most articles that one edit is taken to touch; a merge or another branch changes more, and all is made at once."""


def ahead(graph: Graph, frame: Frame, before: Mapping[str, str]) -> dict[str, tuple[int, int]]:
    """Make the pages of the articles whose files changed: size and time of each file of the site that this made.

    Until `Graph.close` no other build uses the cache.

    Args:
        graph: A build that has read the content, and made nothing yet.
        frame: What stands around every page.
        before: The SHA-256 of every file at the build that is shown, by its path.
    """
    now = graph.files
    changed = [path for path in now.keys() | before.keys() if now.get(path) != before.get(path)]
    names = _names(graph, changed) if len(changed) <= FEW else []
    if not names:
        return {}
    graph.hold()
    graph.surround(frame)
    catalogue, home = graph.catalogue, ("all", "ko")
    titles = {addresses.HOME: feeds.title(catalogue, graph.job.origin, home)} if graph.job.origin else {}
    remembered = Near(catalogue, None, partial(graph.store.near_of, graph.variant), graph.meanings.since)
    with catalogue.remembering(remembered, titles):
        return {path: (size, when) for name in names for path, size, when in graph.maker.make(name, []).outputs}


def _names(graph: Graph, changed: list[str]) -> list[str]:
    """The nodes of the articles in these files; none where one of them is no article that has a page already."""
    articles = {path: name for name, path in graph.catalogue.library.paths.items()}
    found = []
    for path in changed:
        name = articles.get(path, "")
        if not name or not (graph.mirror / address(addresses.article(path, name))).is_file():
            return []
        found.append(f"article\t{name}")
    return found
