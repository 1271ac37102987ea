"""Bodies that every dialect of Markdown reads alike, through a native parser a hundred times faster than the usual one.

A body passes only if it consists of what is told here: headings, paragraphs, flat lists, quotations of one paragraph,
tables with edges, rules, links, emphasis and code within a line. Of these Python-Markdown and CommonMark make the same
HTML, byte for byte (tests/test_site_body.py holds one against the other). All else — raw HTML, footnotes, lists in
lists, images, escapes — is not for this module, and stays with Python-Markdown.
"""

from __future__ import annotations

import html
import re
from functools import lru_cache
from urllib.parse import unquote

import pyromark
from markdown.extensions.toc import slugify_unicode, unique

_OPTIONS = pyromark.Options.ENABLE_TABLES
_TEXT = r"(?![ #>|=:~<_]|\*(?:[ \n]|\Z)|[+\-](?!\w)|\*\*\*|```|\d+[.)](?:[ \n]|\Z))[^\n]++"
"""A line that begins nothing but a paragraph, in either dialect."""
_NUMBER = r"(?:0|[1-9][0-9]{0,8})\. "
_ROW = r"\|[^\n]*\|"
_HEADING_LINE = re.compile(r"#{2,6} (?:[^ #\n]|[^ #\n][^\n]*[^\n#])")
"""The first level is the page's own; text may follow on the next line."""
_BLOCKS = {
    "list": re.compile(rf"- {_TEXT}(?:\n- {_TEXT})*+"),
    "numbers": re.compile(rf"{_NUMBER}{_TEXT}(?:\n{_NUMBER}{_TEXT})*+"),
    "quotation": re.compile(rf"> {_TEXT}(?:\n> {_TEXT})*+"),
    "table": re.compile(rf"{_ROW}\n\|(?: ?:?-+:? ?\|)+(?:\n{_ROW})+"),
    "rule": re.compile(r"-{3,60}"),
    "paragraph": re.compile(rf"{_TEXT}(?:\n{_TEXT})*+"),
}
_BY_SIGN = {">": "quotation", "|": "table"}
_JOINED = frozenset({"list", "numbers", "quotation"})
"""Kinds that the dialects join, or part, differently when one follows another."""
_SIGN = re.compile(r"[*_`\[\]\\<&]")
_MARK = re.compile(
    r"(?P<two>\*\*(?![*\s])(?P<strong>[^*\n]+)(?<!\s)\*\*(?!\*))|(?P<one>\*(?![*\s])(?P<em>[^*\n]+)(?<!\s)\*(?!\*))"
    r"|(?P<code>`[^`\s](?:[^`\n]*[^`\s])?`(?!`))"
    r"|(?P<link>\[(?P<words>[^\[\]\n]+)\]\((?P<target>[\w\-.+!,%#@?=;:/$~&]+)\))|(?P<bracket>\[[^\[\]\n^]+\](?![\[(:]))"
    r"|(?P<plain>(?<=[^\W_])_(?=[^\W_])|&(?![\w#]*;))"
)
"""What a sign may begin within a line; what it begins else is read differently by each dialect."""
_BEFORE = frozenset(" \n\"'([{-,.:;!?/|")
"""After one of these a mark of emphasis opens whatever it stands before, and before one it closes."""
_HEADING = re.compile(r"<h([2-6])>(.*)</h\1>")
_TAG = re.compile(r"<[^<>]*>")
_HREF = re.compile(r'(?<= href=")[^"]+')
_LEVEL = re.compile(r"<(/?)h([2-6])\b")
_TABLE = (
    ("<table><thead><tr>", "<table>\n<thead>\n<tr>\n"),
    ("</tr></thead><tbody>", "\n</tr>\n</thead>\n<tbody>"),
    ("<tr><td", "<tr>\n<td"),
    ("</td><td", "</td>\n<td"),
    ("</th><th", "</th>\n<th"),
    ("</td></tr>", "</td>\n</tr>"),
    ("</tbody></table>", "</tbody>\n</table>"),
)
"""Line ends of a table, as Python-Markdown writes them."""


class _NotCommon(Exception):  # noqa: N818 - not an error, and never leaves this module
    """The dialects may differ over this body."""


def convert(text: str) -> str | None:
    """The body as HTML, not sanitised; None where the dialects may differ over it."""
    try:
        source, foreign = _checked(text)
    except _NotCommon:
        return None
    made = pyromark.html(source, options=_OPTIONS).strip()
    if foreign:
        made = _HREF.sub(lambda match: unquote(match[0]), made)
    if "<table>" in made:
        for short, long in _TABLE:
            made = made.replace(short, long)
    return _with_ids(made)


def lowered(made: str) -> str:
    """What `convert` made and the sanitiser passed, with each heading one level lower."""
    return _LEVEL.sub(lambda match: f"<{match[1]}h{min(int(match[2]) + 1, 6)}", made) if "<h" in made else made


def _checked(text: str) -> tuple[str, bool]:
    """The source for the parser, and whether a link of it leads to a name beyond ASCII."""
    if " \n" in text or text[-1:] == " " or not text.replace("\n", "").isprintable():
        raise _NotCommon
    before, found = "", False
    for block in text.split("\n\n"):
        inner = block.strip("\n")
        while inner[:1] == "#":
            heading, _, inner = inner.partition("\n")
            if not _HEADING_LINE.fullmatch(heading):
                raise _NotCommon
            before, found = "heading", True
        if not inner:
            continue
        kind, found = _kind(inner), True
        if not _BLOCKS[kind].fullmatch(inner) or (before in _JOINED and kind in _JOINED):
            raise _NotCommon
        if kind == "table" and len({line.count("|") for line in inner.split("\n")}) > 1:
            raise _NotCommon
        before = kind
    if not found:
        raise _NotCommon
    targets: list[str] = []
    source = _marked(text, targets)
    beyond = not "".join(targets).isascii()
    if beyond and any("%" in target for target in targets):
        raise _NotCommon
    return source, beyond


def _kind(block: str) -> str:
    sign = block[0]
    if sign == "-" and block[1:2] in {" ", "-"}:
        return "list" if block[1] == " " else "rule"
    if sign.isdecimal() and _BLOCKS["numbers"].match(block):
        return "numbers"
    return _BY_SIGN.get(sign, "paragraph")


def _marked(text: str, targets: list[str]) -> str:
    """The text with each mark as the parser is to read it; the targets of its links are added to `targets`."""
    made: list[str] = []
    end = 0
    while sign := _SIGN.search(text, end):
        at = sign.start()
        match = _MARK.match(text, at)
        if match is None:
            raise _NotCommon
        made += (text[end:at], _mark(match, targets))
        end = match.end()
    return "".join((*made, text[end:])) if made else text


def _mark(match: re.Match[str], targets: list[str]) -> str:
    kind, written = match.lastgroup, match[0]
    if kind == "plain":
        return written
    if "|" in written:
        raise _NotCommon
    if kind == "two":
        return _emphasis(match, "strong", "**", _marked(match["strong"], targets))
    if kind == "one":
        return _emphasis(match, "em", "*", _marked(match["em"], targets))
    if kind == "code":
        if "&" in written or "<" in written:
            raise _NotCommon
        return written
    if _before(match) == "!":
        raise _NotCommon
    if kind == "link":
        target = match["target"]
        words = _marked(match["words"], targets)
        if not words.strip() or ("&" in target and ";" in target):
            raise _NotCommon
        targets.append(target)
        return f"[{words}]({target})"
    return f"[{_marked(written[1:-1], targets)}]"


def _emphasis(match: re.Match[str], tag: str, sign: str, inner: str) -> str:
    """Emphasis by its mark where CommonMark sees it; by its tag where it does not, as in `**"엔비디아"**가`."""
    text = match[tag]
    opens = text[0].isalnum() or _before(match) in _BEFORE
    closes = text[-1].isalnum() or match.string[match.end() : match.end() + 1] in {"", *_BEFORE}
    return f"{sign}{inner}{sign}" if opens and closes else f"<{tag}>{inner}</{tag}>"


def _before(match: re.Match[str]) -> str:
    at = match.start()
    return match.string[at - 1] if at else "\n"


def _with_ids(made: str) -> str:
    taken: set[str] = set()

    def named(match: re.Match[str]) -> str:
        level, inner = match.groups()
        return f'<h{level} id="{unique(_slug(inner), taken)}">{inner}</h{level}>'

    return _HEADING.sub(named, made) if "<h" in made else made


@lru_cache(maxsize=4096)
def _slug(inner: str) -> str:
    return slugify_unicode(html.unescape(" ".join(_TAG.sub("", inner).split())), "-")
