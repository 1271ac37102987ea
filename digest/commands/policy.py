"""`digest policy`: may this pull request from outside be built at all? Then take its content, as data."""

from __future__ import annotations

import json
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from digest.check.report import escaped_line, github
from digest.curate.git import Repository
from digest.curate.pull import Pull
from digest.curate.speech import both
from digest.errors import DigestError, LibraryError

if TYPE_CHECKING:
    import argparse

    from digest.errors import Problem


def run(arguments: argparse.Namespace) -> int:
    """1 when the pull request changes what it may not; 0, and its content taken where asked, when it may."""
    folder = Path(arguments.repository)
    try:
        pull = Pull.read(Repository(folder), arguments.base, arguments.head)
        pull = pull.content() if arguments.inside else pull
        found = pull.problems()
        taken = pull.take(folder) if arguments.take and not found else ()
    except LibraryError as error:
        pull, found, taken = None, error.problems, ()
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    _tell(found, arguments.format)
    if found:
        for sentence in both("policy.refused"):
            if arguments.format == "github":
                print(f"::notice title=content::{sentence}")
            else:
                print(sentence, file=sys.stderr)
        return 1
    if arguments.format != "json":
        print(f"{len(pull.changes if pull else ())} files changed, all of them content; {len(taken)} taken")
    return 0


def _tell(found: tuple[Problem, ...], form: str) -> None:
    if form == "json":
        print(json.dumps([asdict(problem) for problem in found], ensure_ascii=True, indent=1))
    lines = github(found) if form == "github" else (escaped_line(str(problem)) for problem in found)
    for line in () if form == "json" else lines:
        print(line)
