"""The search index: records -> small static files that a worker in the browser reads; pure, and nothing of the site."""

from digest.search.index import Built, build
from digest.search.memory import Kept, Memory
from digest.search.record import Entry, Record, Source

__all__ = ["Built", "Entry", "Kept", "Memory", "Record", "Source", "build"]
