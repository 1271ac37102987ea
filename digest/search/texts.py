"""What results show: a row of each article, some a file, and the names that every search starts with.

In a large library an article's body is not in its row: the worker reads it on the article's own page, of the few
results that it shows.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING

from digest.search.normal import NARROW, WIDE, normal

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from digest.search.record import Entry, Record

SERIES = 300
"""Most series among the names that are read before the first answer."""
WORDS = 6000
"""Most words of headlines that are kept for typing mistakes."""
WHOLE = 20_000
"""Most articles whose rows hold the bodies: a first answer takes half the bytes then, all rows a tenth of the site."""
SHOWN = ("p", "m", "s", "o", "e", "tu", "tt", "tl")
"""What a result shows, in the order in which it stands in a row; what is missing is an empty text."""
_LETTERS = re.compile(f"[^{NARROW}{WIDE}]+")
_WORD = re.compile(f"[{NARROW}{WIDE}]{{3,}}|[{WIDE}]{{2,}}")
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_STRANGE = re.compile("[^\\x00-\\x7f]")


def together(articles: int, size: int) -> int:
    """How many articles share a file of rows: fewer files for a large library, fewer bytes for a small one.

    A page of ten results reads about ten files. The steps are wide, so that the number hardly ever changes. Without
    bodies a file has 1.5 KB; twice as many rows would take a tenth off all and add 12 KB to a first answer.
    """
    if articles > WHOLE:
        return 8
    wanted = 8_000 if articles <= 2_000 else 12_000
    return max(step for step in (1, 2, 3, 4, 6, 8, 12, 16) if step == 1 or step * size <= wanted * articles)


def size(record: Record) -> int:
    """Bytes of all that is searched of an article."""
    return len("\n".join((record.title, *record.names, *record.body, *record.text)).encode())


def day(record: Record) -> str:
    """The day that filters know."""
    return record.date.date().isoformat()


def row(record: Record, *, whole: bool) -> list[object]:
    """One article in a file of rows, with its body or without: the last values are left out where they are empty.

    Names that are shown anyway are left out; companies stand by their keys, since the list of names has theirs.
    """
    shown = record.shown
    number = f" {shown['o']}" if shown.get("o") else ""
    said = {shown.get("p"), shown.get("tt"), *(f"{shown[key]}{number}" for key in "se" if shown.get(key))}
    said.update(record.companies)
    companies = [facet[2:] for facet in record.facets if facet[:2] == "c:"]
    names = [name for name in record.names if name not in said]
    text = [" ".join(companies), "\n".join(names), "\n".join(record.text)]
    made: list[object] = [record.url, record.title, record.lang, day(record), *text]
    made += [shown.get(key, "") for key in SHOWN]
    made.append("\n".join(record.body) if whole else "")
    while not made[-1]:
        made.pop()
    return made


def names(entries: Sequence[Entry]) -> tuple[list[list[object]], list[list[object]]]:
    """The names that every search starts with, and series beyond the largest, which come after the first answer."""
    found = sorted(entries, key=lambda entry: (entry.kind, -entry.count, entry.key))
    series = [one for one in found if one.kind == "series"]
    late = {id(one) for one in series[SERIES:]}
    return [_name(one) for one in found if id(one) not in late], [_name(one) for one in series[SERIES:]]


def _name(one: Entry) -> list[object]:
    seen = {_folded(one.ko), _folded(one.en)}
    aliases = [alias for alias in one.aliases if _folded(alias) not in seen]
    return [one.kind[0], one.key, one.count, one.ko, "" if one.en == one.ko else one.en, one.lang or one.code, *aliases]


def _folded(name: str) -> str:
    return _LETTERS.sub("", normal(name))


def title_words(title: str) -> list[str]:
    """The words of a headline against which mistakes are held."""
    return sorted(set(_WORD.findall(normal(title))))


def vocabulary(titles: Iterable[Iterable[str]]) -> str:
    """The most frequent words of all headlines."""
    counts: Mapping[str, int] = Counter(word for words in titles for word in words)
    return "\n".join(word for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:WORDS])


def small(value: object) -> bytes:
    """As JSON in EUC-KR, what that has not as escapes."""
    text = _JSON.encode(value)
    try:
        return text.encode("cp949")
    except UnicodeEncodeError:
        return _STRANGE.sub(_escaped, text).encode("cp949")


def _escaped(found: re.Match[str]) -> str:
    try:
        found[0].encode("cp949")
    except UnicodeEncodeError:
        return json.dumps(found[0])[1:-1]
    return found[0]
