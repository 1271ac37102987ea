"""The hash of anything that a page can read; of articles it is that of their light sides."""

from __future__ import annotations

import hashlib
from abc import abstractmethod
from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import fields, is_dataclass
from typing import Any

from digest.build.entry import Entry
from digest.model import Model
from digest.site.companies import Company

ABSENT = b"absent"


class Hashed(Mapping[Any, Any]):
    """A group that knows the hashes of its values without making them."""

    @abstractmethod
    def hashed(self, key: Any, part: slice = slice(None)) -> bytes:
        """The hash of the value of a key, or of a part of it."""


def places(text: str) -> slice:
    """The slice that `3:7` names; either end may be missing."""
    start, _, stop = text.partition(":")
    return slice(int(start) if start else None, int(stop) if stop else None)


def part_of(raw: Any, key: Any, part: str) -> bytes:
    """The hash of what was read of the value of a key: all, its length, some places, the head of a pair."""
    if part == "@":
        return fingerprint(raw[key][0])
    wanted = places(part) if ":" in part else slice(None)
    if isinstance(raw, Hashed) and part != "#":
        return raw.hashed(key, wanted)
    value = raw[key]
    if isinstance(value, tuple) and len(value) == 2 and isinstance(value[1], tuple) and part:  # a publisher's
        value = value[1]
    return str(len(value)).encode() if part == "#" else fingerprint(value[wanted] if part else value)


def keyed(key: object) -> str:
    """A key of a group as one line of text: companies by id, topics by key. A link in a body is a key too."""
    text = key if isinstance(key, str) else str(getattr(key, "id", None) or getattr(key, "key", None) or key)
    return text.replace("\\", "\\\\").replace("\n", "\\n") if "\n" in text or "\\" in text else text


def named(key: object) -> object:
    """What a page sees of a key: a company's names stand in its key alone."""
    return key if isinstance(key, Company) else keyed(key)


def fingerprint(value: Any) -> bytes:
    """A hash of a value of a group: of articles, their light sides."""
    return hashlib.blake2b(_told(value), digest_size=12).digest()


def _told(value: Any) -> bytes:  # noqa: PLR0911 - a table of types
    if isinstance(value, Entry):
        return value.light
    if isinstance(value, tuple | list):
        if value and type(value[0]) is Entry and all(type(one) is Entry for one in value):
            return b"%d:" % len(value) + b"".join([one.light for one in value])
        return b"(%s)" % b",".join([fingerprint(one) for one in value])
    if isinstance(value, Hashed):
        return b"{%s}" % b",".join([fingerprint(key) + value.hashed(key) for key in value])
    if isinstance(value, Mapping):
        return b"{%s}" % b",".join([fingerprint(named(key)) + fingerprint(one) for key, one in value.items()])
    if isinstance(value, AbstractSet):
        return b"<%s>" % b",".join(sorted(fingerprint(one) for one in value))
    if isinstance(value, Model):
        return value.model_dump_json().encode()
    if is_dataclass(value) and not isinstance(value, type):
        return b"[%s]" % b",".join([fingerprint(getattr(value, one.name)) for one in fields(value)])
    return f"{type(value).__name__}:{value!r}".encode()
