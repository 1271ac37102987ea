"""The search index: records -> small static files that a worker in the browser reads; pure, and nothing of the site."""

from digest.search.index import Built, Memory, build
from digest.search.record import Entry, Record

__all__ = ["Built", "Entry", "Memory", "Record", "build"]
