"""Holds `data/schema_org.csv` against schema.org as the npm package schema-dts has it (Apache-2.0).

python -m tests.schema_org node_modules/schema-dts/dist/schema.d.ts

Prints what the table says and the package does not; nothing, and exit code 0, where they agree.
"""

from __future__ import annotations

import csv
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TABLE = Path(__file__).parent / "data" / "schema_org.csv"
_TYPE = re.compile(
    r"^(?:export )?interface (\w+?)(?:Base|Leaf) extends ([\w, <>]+) \{\n(.*?)^\}", re.MULTILINE | re.DOTALL
)
_UNION = re.compile(r"^export type (\w+) = ([\w| ]+);$", re.MULTILINE)
_ALSO = {("item", "URL")}
"""What search engines document beyond the vocabulary: a step of a breadcrumb trail is an address."""
_PROPERTY = re.compile(r'^    "(\w+)"\?: SchemaValue<(.*), "\w+">;$', re.MULTILINE)


def read(text: str) -> tuple[dict[str, set[str]], dict[str, dict[str, set[str]]]]:
    """The parents of each type, and of each type its own properties with the types of their values."""
    parents: dict[str, set[str]] = {}
    values: dict[str, dict[str, set[str]]] = {}
    for name, bases, body in _TYPE.findall(text):
        known = {base.strip().removesuffix("Base") for base in bases.split(",")} - {name}
        parents.setdefault(name, set()).update(known)
        for key, said in _PROPERTY.findall(body):
            values.setdefault(name, {})[key] = {one.strip() for one in said.split("|")}
    for name, members in _UNION.findall(text):
        for member in members.split("|"):
            child = member.strip().removesuffix("Leaf")
            if child not in {name, "string"}:
                parents.setdefault(child, set()).add(name)
    return parents, values


def ancestors(name: str, parents: dict[str, set[str]]) -> set[str]:
    """A type and all that it is."""
    found, waiting = {name}, [name]
    while waiting:
        new = parents.get(waiting.pop(), set()) - found
        found |= new
        waiting += new
    return found


def differences(rows: list[dict[str, str]], text: str) -> Iterator[str]:
    """What the table says and the package does not."""
    parents, values = read(text)
    for row in rows:
        name, of, wanted = row["name"], row["of"].split(), set(row["values"].split())
        if row["kind"] == "type":
            missing = {one for one in of if one not in ancestors(name, parents)} if name in parents else set(of)
            if missing or (of and name not in parents):
                yield f"{name} is no {', '.join(sorted(missing)) or 'type'}"
            continue
        for owner in of:
            known = values.get(owner, {}).get(name)
            if known is None:
                yield f"{owner} has no {name}"
            elif strange := {one for one in wanted if not _fits(one, known, parents) and (name, one) not in _ALSO}:
                yield f"{owner}.{name} takes no {', '.join(sorted(strange))}"


def _fits(one: str, known: set[str], parents: dict[str, set[str]]) -> bool:
    """Whether a value of type `one` is taken: `URL` is a kind of text, and a type is taken where what it is, is."""
    return bool((ancestors(one, parents) | ({"Text"} if one == "URL" else set())) & known)


def main(path: str) -> int:
    """Print the differences."""
    with TABLE.open(encoding="utf-8", newline="") as file:
        found = list(differences(list(csv.DictReader(file)), Path(path).read_text("utf-8")))
    sys.stdout.write("\n".join(found) + "\n" if found else "no difference\n")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
