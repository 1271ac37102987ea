"""Problems as annotations on the lines of a pull request: GitHub's workflow commands, with everything escaped."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from digest.errors import Problem


def annotation(problem: Problem) -> str:
    """`::error file=…,line=…,title=…::what: remedy`; no part of it can start another command."""
    place = [f"file={_property(problem.path)}"] if "/" in problem.path or "." in problem.path else []
    if problem.line:
        place.append(f"line={problem.line}")
    place.append(f"title={_property(problem.rule)}")
    text = ": ".join(part for part in (problem.field, problem.what, problem.remedy) if part)
    level = "error" if problem.severity == "error" else "warning"
    return f"::{level} {','.join(place)}::{_data(text)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
