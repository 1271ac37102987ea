"""The options of the verbs for curators and maintainers; `cli.py` takes them in."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

_Verbs = Any
"""argparse has no public name for it."""


def add(verbs: _Verbs) -> None:
    """Add every verb of this folder."""
    _policy(verbs)


def _verb(verbs: _Verbs, name: str, text: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = verbs.add_parser(
        name, help=text, description=text.capitalize() + ".", formatter_class=argparse.RawDescriptionHelpFormatter
    )
    made.set_defaults(module=name)
    return made


def _commits(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("base", metavar="BASE", help="the commit of the main branch")
    verb.add_argument("head", metavar="HEAD", help="the last commit of the pull request")
    verb.add_argument(
        "--repository", type=Path, default=Path(), metavar="DIR", help="where both commits are (default: here)"
    )


def _policy(verbs: _Verbs) -> None:
    verb = _verb(verbs, "policy", "tell whether a pull request from outside changes only content, and take it as data")
    _commits(verb)
    verb.add_argument("--take", action="store_true", help="write its content into the working tree, if it is allowed")
    form = "how problems are printed (default: text)"
    verb.add_argument("--format", choices=["text", "github", "json"], default="text", help=form)
