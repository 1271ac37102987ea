"""What is made from the code for people and editors: the list of commands, and the JSON Schemas.

`make docs` writes both; a test proves that what is committed is what this makes.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digest.commands.schema import FILES, schema
from digest.files import write_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEAD = """\
# The commands

Made by `make docs` from the parser: every command and every option. `digest COMMAND --help` says the same.
`digest check` names its rules; they are explained in [rules](rules/README.md).
Exit codes: 0 done, 1 something is wrong and was said, 2 the command itself is off.
"""


def commands(parser: argparse.ArgumentParser) -> str:
    """The page of all commands of `parser`, in Markdown."""
    made = [_HEAD]
    for name, verb in _verbs(parser):
        made.append(f"## digest {name}\n\n{_sentence(verb.description or '')}\n\n{_options(verb)}")
        for action, sub in _verbs(verb):
            made.append(f"### digest {name} {action}\n\n{_options(sub)}")
    return "\n".join(made)


def write(root: Path, parser: argparse.ArgumentParser) -> list[str]:
    """Write the page and the schemas below `root`; the names of those that changed."""
    files = {"docs/commands.md": commands(parser)} | {
        f"schemas/{kind}.schema.json": json.dumps(schema(kind), ensure_ascii=False, indent=1) + "\n" for kind in FILES
    }
    return [name for name, text in files.items() if write_text(root / name, text)]


def _verbs(parser: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    for action in parser._actions:  # noqa: SLF001 - argparse shows its options nowhere else
        if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
            yield from action.choices.items()


def _options(parser: argparse.ArgumentParser) -> str:
    rows = [_row(action) for action in parser._actions if action.dest != "help"]  # noqa: SLF001 - the same
    listed = [row for row in rows if row]
    return "\n".join(["| option | meaning |", "|---|---|", *listed, ""]) if listed else "It has no options.\n"


def _row(action: argparse.Action) -> str:
    if isinstance(action, argparse._SubParsersAction):  # noqa: SLF001 - the same
        return ""
    value = action.metavar if isinstance(action.metavar, str) else ""
    if action.choices is not None:
        value = "|".join(map(str, action.choices))
    elif not value and action.nargs != 0:
        value = action.dest.upper()
    if action.nargs == "?" and action.option_strings:
        value = f"[{value}]"
    many = " …" if action.nargs in {"*", "+"} else ""
    names = ", ".join(action.option_strings) or value
    shown = f"{names} {value}" if action.option_strings and value and action.nargs != 0 else names
    meaning = (action.help or "").replace("|", "\\|")
    return f"| `{shown.replace('|', ' or ')}{many}` | {meaning} |"


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def main() -> int:
    """Write everything below the working directory."""
    from digest.cli import parser  # noqa: PLC0415 - the parser's module starts commands, this one too

    for name in write(Path.cwd(), parser()):
        print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
