"""The search index: records -> small static files that a worker in the browser reads; pure, and nothing of the site.

`digest.search.index.build` makes it. It needs arrays, whose import takes a tenth of a second, so it is not named here.
"""

from digest.search.memory import Built, Kept, Memory
from digest.search.record import Entry, Record, Source

__all__ = ["Built", "Entry", "Kept", "Memory", "Record", "Source"]
