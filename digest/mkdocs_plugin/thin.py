"""The theme's style sheet without the rules of what no page of ours holds: four fifths of it dress parts we replaced.

A rule stays unless one of its selectors' classes, ids or attributes is a word that none of our templates, scripts and
renderers has. So a rule too many may stay; one that a page needs cannot go.
"""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import tinycss2

import digest
from digest.site import sanitise

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORD = re.compile(r"[A-Za-z_][\w-]*")
_MADE_FROM = ("*.html", "*.js")
_WRITERS = ("site", "build", "mkdocs_plugin")
"""Parts of our package that write HTML."""
_NESTED = frozenset({"media", "supports"})


def words(*folders: Path) -> frozenset[str]:
    """Every word of the templates and scripts in these folders and of our code that writes HTML; classes of bodies."""
    texts = [path.read_text("utf-8") for folder in folders for kind in _MADE_FROM for path in folder.rglob(kind)]
    package = Path(digest.__file__).parent
    texts += [path.read_text("utf-8") for part in _WRITERS for path in (package / part).rglob("*.py")]
    return frozenset(_WORD.findall("\n".join(texts))) | {name for found in sanitise.CLASSES.values() for name in found}


@lru_cache(maxsize=8)
def thinned(css: str, known: frozenset[str]) -> str:
    """`css` without the selectors that name a class, an id or an attribute outside `known`."""
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    frames = [rule for rule in rules if rule.type == "at-rule" and rule.lower_at_keyword.endswith("keyframes")]
    kept = "".join(_kept(rule, known) for rule in rules if rule not in frames)
    return kept + "".join(rule.serialize() for rule in frames if tinycss2.serialize(rule.prelude).strip() in kept)


def _kept(rule: Any, known: frozenset[str]) -> str:
    if rule.type == "at-rule" and rule.lower_at_keyword in _NESTED and rule.content is not None:
        inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
        text = "".join(_kept(one, known) for one in inner)
        return f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{text}}}" if text else ""
    if rule.type != "qualified-rule":
        return str(rule.serialize())
    selectors = [tinycss2.serialize(one).strip() for one in _selectors(rule.prelude) if _may_match(one, known)]
    return f"{','.join(selectors)}{{{tinycss2.serialize(rule.content)}}}" if selectors else ""


def _selectors(prelude: Iterable[Any]) -> list[list[Any]]:
    found: list[list[Any]] = [[]]
    for token in prelude:
        if token.type == "literal" and token.value == ",":
            found.append([])
        else:
            found[-1].append(token)
    return found


def _may_match(selector: list[Any], known: frozenset[str]) -> bool:
    """Whether all that it names outside of brackets is known; what stands in `:is()` or `:not()` is not judged."""
    after_dot = False
    for token in selector:
        if token.type == "ident" and after_dot and token.value not in known:
            return False
        if token.type == "hash" and token.value not in known:
            return False
        if token.type == "[] block":
            name = next((one.value for one in token.content if one.type == "ident"), "")
            if name not in known:
                return False
        after_dot = token.type == "literal" and token.value == "."
    return True
