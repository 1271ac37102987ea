"""The theme around a page, rendered once for all pages of a language and then only filled in.

A theme's template takes about a millisecond a page and gives, but for ten places, the same text each time. So it is
rendered once with marks in those places; a page is then a join of strings. The marks stand in the theme's text alone:
what fills them is never looked at again, so no text of an article can pass for one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from digest.site.render import compact, lean

if TYPE_CHECKING:
    from collections.abc import Mapping

_MARK = re.compile(r"@@(url|now|put):([^@\s\"'<>&]*)@@")
_BLANKS = re.compile(r"\s*\n\s*")
_NOTES = re.compile(r"<!--(?!\[).*?-->", re.DOTALL)


def url(target: str) -> str:
    """The mark for a link from the page to `target`, an address below the site (`series/`, `assets/digest.css`)."""
    return f"@@url:{target}@@"


def now(target: str) -> str:
    """The mark for ` aria-current` where the page is `target` or stands below it."""
    return f"@@now:{target}@@"


def put(name: str) -> str:
    """The mark for the value `name` of the page: markup, or text that is escaped already."""
    return f"@@put:{name}@@"


class Shell:
    """A theme's page with marks.

    Args:
        text: What the theme's template gave. Blanks between its lines are dropped: they would be paid on every page.
    """

    def __init__(self, text: str) -> None:
        self.text = lean(compact(_BLANKS.sub("\n", _NOTES.sub("", text)).strip())) + "\n"
        pieces = _MARK.split(self.text)
        self._pieces = [("", pieces[0], "")]
        for kind, name, text_after in zip(pieces[1::3], pieces[2::3], pieces[3::3], strict=True):
            self._pieces += [("mark", kind, name), ("", text_after, "")]
        self._joined: dict[tuple[int, str], list[tuple[str, str, str]]] = {}

    def fill(self, here: str, values: Mapping[str, str]) -> str:
        """The page at the address `here` (`series/deepseek-shock/`; the home page is ``)."""
        found: list[str] = []
        for kind, name, target in self._at(here.count("/"), here.partition("/")[0]):
            if not kind:
                found.append(name)
            elif name == "put":
                found.append(values[target])
            elif name == "url":
                found.append(link(here, target))
            else:
                found.append(_current(here, target))
        return "".join(found)

    def _at(self, depth: int, first: str) -> list[tuple[str, str, str]]:
        """The pieces for pages so deep below a first folder, with all written out that is the same for them."""
        if (depth, first) not in self._joined:
            made: list[tuple[str, str, str]] = []
            for kind, name, target in self._pieces:
                text = name
                if kind and name != "put" and target.partition("/")[0] != first:
                    text = "" if name == "now" else link("x/" * depth, target)
                elif kind:
                    made.append((kind, name, target))
                    continue
                if made and not made[-1][0]:
                    made[-1] = ("", made[-1][1] + text, "")
                else:
                    made.append(("", text, ""))
            self._joined[depth, first] = made
        return self._joined[depth, first]


def link(here: str, there: str) -> str:
    """The relative link between two addresses below the site; `./` for the page itself."""
    start = here.split("/")[:-1]
    *end, file = there.split("/")
    same = 0
    for one, other in zip(start, end, strict=False):
        if one != other:
            break
        same += 1
    return "../" * (len(start) - same) + "".join([f"{name}/" for name in end[same:]]) + file or "./"


def _current(here: str, target: str) -> str:
    if here == target:
        return ' aria-current="page"'
    first, _, rest = target.partition("/")
    folder = f"{first}/{rest.partition('/')[0]}" if first == "en" and rest else first
    below = target not in {"", "en/", "ko/"} and here.startswith(f"{folder}/")
    return ' aria-current="true"' if below else ""
