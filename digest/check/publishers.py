"""Who is named as the publisher: as it is known, and once. Whose site the link is on says less: agencies are copied."""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.errors import Problem
from digest.extract.publishers import by_name, table
from digest.text.nearest import one_off

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.extract.publishers import Publisher
    from digest.model import Article, Source

_RULE = "source-publisher"


def problems(article: Article, path: str) -> Iterator[Problem]:
    """What is wrong with the publishers of an article's sources, each told once."""
    for number, source in enumerate((article.source, *article.sources)):
        where = f"sources.{number - 1}" if number else "source"
        if found := _wrong(source):
            field, what, remedy = found
            yield Problem(path, 0, f"{where}.{field}", what, remedy, rule=_RULE, severity="warning")


def _wrong(source: Source) -> tuple[str, str, str] | None:
    """The field, what is wrong with it and the remedy, or None."""
    known = table().get(source.publisher or "")
    named = by_name(source.name) if source.name else None
    if source.publisher and not known:
        meant = next((one for one in table().values() if _like(source.publisher, one)), None)
        if meant:
            what = f'is "{source.publisher}", which is not known'
            return "publisher", what, f"write {meant.key}, if {meant.name} is meant"
    if source.name and source.name.startswith(("http://", "https://", "www.")):
        return "name", f'is "{source.name[:60]}", which is an address', "write what the publisher is called"
    if source.name and not named and (likely := _meant(source.name)):
        return "name", f'is "{source.name}", which is not known', f'write "{likely}", if that is meant'
    if known and named and known.name not in named.name and named.name not in known.name:  # a house has several
        what = f'is "{source.name}", but publisher is {known.key} ({known.name})'
        return "name", what, f"write publisher: {named.key}, or correct the name"
    return None


def _like(key: str, one: Publisher) -> bool:
    return any(one_off(key, name.casefold()) for name in (one.key, one.name_en, *one.aliases))


def _meant(name: str) -> str:
    """The name of a publisher that differs from an unknown one by a letter, or nothing."""
    folded = name.casefold()
    every = (known for one in table().values() for known in (one.name_ko, one.name_en, *one.aliases))
    return next((known for known in every if one_off(folded, known.casefold())), "")
