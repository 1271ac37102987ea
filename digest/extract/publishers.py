"""Who publishes: one article is served by many hosts, and a copy on another host names its publisher in the dateline.

The table is `digest/data/publishers.yml`; adding a publisher is adding a row there.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal

from digest.text.normalise import clean_line
from digest.text.strict_yaml import load_mapping

if TYPE_CHECKING:
    from collections.abc import Mapping

_TABLE = "publishers.yml"
_SPACE = re.compile(r"[\s·.\-]+")
_MEDIA = re.compile(
    r"(?:뉴스|스포츠|미디어|월간|주간)[가-힣A-Za-z]{2,10}|[가-힣A-Za-z]{2,12}"
    r"(?:뉴스|신문|일보|경제|데일리|타임스|타임즈|투데이|닷컴|방송|저널|통신|매거진|비즈|프레스|포스트|헤럴드|미디어|스포츠)"
)
"""Names of papers that the table does not know: `한국정책신문`, `스포츠서울`, `초이스경제`."""


@dataclass(frozen=True, slots=True)
class Publisher:
    """A row of the table; the comment on top of the table says what each field means."""

    key: str
    name_ko: str
    name_en: str
    lang: Literal["ko", "en"]
    zone: str
    """IANA zone of times printed without one; "" where none can be assumed."""
    hosts: tuple[str, ...]
    main: str
    aliases: tuple[str, ...] = ()
    article: re.Pattern[str] | None = None
    key_in: str = ""
    address: str = ""
    path: str = ""
    keep: tuple[str, ...] = ()

    @property
    def name(self) -> str:
        """The name in the publisher's own language."""
        return self.name_ko if self.lang == "ko" else self.name_en


@cache
def table() -> Mapping[str, Publisher]:
    """All publishers by key, in the order of the table."""
    text = files("digest.data").joinpath(_TABLE).read_text(encoding="utf-8")
    rows = load_mapping(text, _TABLE)
    return MappingProxyType({key: _publisher(key, row) for key, row in rows.items()})


def by_host(host: str) -> Publisher | None:
    """The publisher whose domain (or a subdomain of it) is `host`; the longest domain wins."""
    labels = host.lower().rstrip(".").split(".")
    hosts = _by_host()
    for start in range(max(0, len(labels) - 6), len(labels) - 1):
        found = hosts.get(".".join(labels[start:]))
        if found:
            return found
    return None


@lru_cache(maxsize=4096)
def by_name(name: str) -> Publisher | None:
    """The publisher that a dateline or credit calls `name`; spaces, dots and case do not matter."""
    return _by_name().get(_folded(name))


def is_media(name: str) -> bool:
    """Whether this is a publisher's name: one of the table, or one that is made like them."""
    own = name.removesuffix("TV") or name  # `매일경제TV`
    return by_name(own) is not None or bool(_MEDIA.fullmatch(own))


@cache
def _by_host() -> Mapping[str, Publisher]:
    return MappingProxyType({host: item for item in table().values() for host in item.hosts})


@cache
def _by_name() -> Mapping[str, Publisher]:
    found: dict[str, Publisher] = {}
    for item in table().values():
        for name in (item.name_ko, item.name_en, *item.aliases):
            found.setdefault(_folded(name), item)
    return MappingProxyType(found)


def _folded(name: str) -> str:
    return _SPACE.sub("", clean_line(name[:120])).casefold()


def _publisher(key: str, row: Mapping[str, Any]) -> Publisher:
    return Publisher(
        key=key,
        name_ko=row["name_ko"],
        name_en=row["name_en"],
        lang=row["lang"],
        zone=row["zone"],
        hosts=tuple(row["hosts"]),
        main=row["main"],
        aliases=tuple(row.get("aliases", ())),
        article=re.compile(row["article"] + r"(?=[/?.]|$)", re.IGNORECASE) if "article" in row else None,
        key_in=row.get("key_in", ""),
        address=row.get("address", ""),
        path=row.get("path", ""),
        keep=tuple(row.get("keep", ())),
    )
