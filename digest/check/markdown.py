"""Links, images and headings of a body, without rendering it: what the checks need to know of Markdown.

Code, addresses and quoted words are masked by NUL characters, so that every offset stays what it was.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from digest.text.elements import ALLOWED, ELEMENTS

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_FENCE_END = re.compile(r" {0,3}(`{3,}+|~{3,}+)[`~]*+[ \t]*+")
_TICKS = re.compile(r"(?<!\\)`+")
_BLANK = r"[ ](?=[^\s\"'()<])"
"""Inside of an address, as in the name of a picture: what renders bodies takes it for a part of that."""
_TARGET = r"(?:<(?P<angle>[^<>\n]{0,2000})>|(?P<plain>(?:\\.|\([^()\s]{0,500}\)|[^()\s\\<]|" + _BLANK + r"){0,2000}))"
LINK = re.compile(
    rf"(?P<image>!?)\[(?P<text>(?:\\.|\[[^\[\]\n]{{0,200}}\](?:\([^()\n]{{0,500}}\))?|[^\[\]\\]){{0,500}})\]"
    rf"\(\s{{0,9}}{_TARGET}(?:\s{{1,9}}(?:\"[^\"]{{0,300}}\"|'[^']{{0,300}}'|\([^()]{{0,300}}\)))?\s{{0,9}}\)"
)
_INNER_IMAGE = re.compile(rf"(?P<image>!)\[(?P<text>[^\[\]\n]{{0,200}})\]\(\s{{0,9}}{_TARGET}[^()\n]{{0,300}}\)")
_DEFINITION = re.compile(r"^ {0,3}\[(?P<label>[^\]\n^]{1,200})\]:[ \t]{0,9}<?(?P<plain>[^\s>]{1,2000})", re.MULTILINE)
_REFERENCE = re.compile(r"(?P<image>!)\[(?P<text>[^\]\n]{0,200})\]\[(?P<label>[^\]\n]{0,200})\]")
_AUTO = re.compile(r"<(?P<plain>[A-Za-z][A-Za-z0-9+.\-]{1,30}:[^\s<>]{0,2000})>")
_HTML = re.compile(r"<(?P<tag>a|img)\b[^<>]{0,4000}>", re.IGNORECASE)
_ELEMENT = re.compile(r"</?(?P<name>[A-Za-z][A-Za-z0-9]{0,15})(?=[\s/>])[^<>]{0,4000}>")
_LEFT_OUT = ELEMENTS - ALLOWED - {"h1"}
"""The first heading is made one of the second level."""
_FOREIGN = re.compile(
    r"!?\[\[[^\[\]\n]{1,200}\]\](?!\()"  # Obsidian's links and pictures
    r"|~~(?=[^~\s])[^~\n]{1,200}(?<=\S)~~(?!~)"  # words struck out
    r"|==(?=[^=\s])[^=\n]{1,200}(?<=\S)==(?!=)|%%[^%\n]{1,500}%%"  # its highlights and notes to oneself
    r"|^> ?\[![A-Za-z]{1,20}\]|^[-*] \[[ xX]\] |^#[^\s#]{1,40}(?: #[^\s#]{1,40})+[ \t]*$"  # callouts, tasks, tags
    r"|\] \(https?://",  # a link that a blank took apart
    re.MULTILINE,
)
_ATTRIBUTE = re.compile(
    r"\b(?:href|src)\s*=\s*(?:\"(?P<double>[^\"]*)\"|'(?P<single>[^']*)'|(?P<bare>[^\s>\"']+))", re.IGNORECASE
)
_ALT = re.compile(r"\balt\s*=\s*(?:\"\s*[^\s\"]|'\s*[^\s']|[^\s\"'>])", re.IGNORECASE)
_HEADING = re.compile(r"^(?: {0,3}#{1,6}[ \t]+|#{1,6}(?!#))(?P<text>[^\n]{1,500}?)[ \t]*#*[ \t]*$", re.MULTILINE)
_SETEXT = re.compile(r"^(?P<text>[^\n]{1,500})\n {0,3}(?:=+|-{2,})[ \t]*$", re.MULTILINE)
_URL = re.compile(r"\b(?:https?://|www\.)[^\s<>()\[\]]+", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>\n]{0,500}>")
_QUOTED = re.compile(r"“[^“”\n]*”|‘[^‘’\n]*’|\"[^\"\n]*\"|「[^「」\n]*」|『[^『』\n]*』")
"""None goes over another that opens: what nothing closes would be looked through again for each."""
_BLOCKQUOTE = re.compile(r"^ {0,3}>[^\n]*$", re.MULTILINE)


class Link(NamedTuple):
    """A link or an image: its target, where it stands in the body, and an image's alternative text."""

    target: str
    start: int
    end: int
    image: bool
    text: str


def without_code(body: str) -> str:
    """The body with code as NUL characters; every offset stays."""
    if "`" in body or "~~~" in body:
        if "```" in body or "~~~" in body:
            body = _without_fences(body)
        body = _without_spans(body)
    return body


def _without_fences(body: str) -> str:
    """Fenced blocks as NUL; a fence that nothing closes is text. No line is looked at more than twice."""
    lines = body.split("\n")
    ends = [match[1] if (match := _FENCE_END.fullmatch(line)) else "" for line in lines]
    longest = {"`": [0] * (len(lines) + 1), "~": [0] * (len(lines) + 1)}
    """The longest fence of a sign that ends a block, on this line or below."""
    for number in range(len(lines) - 1, -1, -1):
        for sign, below in longest.items():
            below[number] = max(below[number + 1], len(ends[number]) if ends[number][:1] == sign else 0)
    number = 0
    while number < len(lines):
        opened = _FENCE.match(lines[number])
        if opened and longest[opened[1][0]][number + 1] >= len(opened[1]):
            start, fence = number, opened[1]
            number += 1
            while not ends[number].startswith(fence):
                number += 1
            for inside in range(start, number + 1):
                lines[inside] = "\0" * len(lines[inside])
        number += 1
    return "\n".join(lines)


def _without_spans(body: str) -> str:
    """Spans between two equally long runs of backticks in one paragraph as NUL; each run is looked at once."""
    made: list[str] = []
    for paragraph in body.split("\n\n"):
        runs = [match.span() for match in _TICKS.finditer(paragraph)]
        later: dict[int, list[int]] = {}
        for number in range(len(runs) - 1, -1, -1):
            later.setdefault(runs[number][1] - runs[number][0], []).append(number)
        at = number = 0
        while number < len(runs):
            start, end = runs[number]
            same = later[end - start]
            while same and same[-1] <= number:
                same.pop()
            if same:
                number = same[-1]
                stop = runs[number][1]
                made += [
                    paragraph[at:start],
                    "".join("\n" if letter == "\n" else "\0" for letter in paragraph[start:stop]),
                ]
                at = stop
            number += 1
        made += [paragraph[at:], "\n\n"]
    return "".join(made[:-1])


def prose(body: str) -> str:
    """The body with all that is not ours to style as NUL: code, addresses, markup, words in quotation marks."""
    text = without_code(body)
    if "](" in text:
        text = LINK.sub(_blank_target, text)
    if "://" in text or "www." in text.lower():
        text = _URL.sub(_blank, text)
    if "<" in text:
        text = _TAG.sub(_blank, text)
    if ">" in text:
        text = _BLOCKQUOTE.sub(_blank, text)
    return _QUOTED.sub(_blank_inside, text)


def links(body: str) -> list[Link]:
    """Every link and image in the order of the text, of Markdown and of raw HTML."""
    text = without_code(body)
    found: list[Link] = []
    if "[" in text:
        for match in LINK.finditer(text) if "](" in text else ():
            found.append(_link(match))
            if "![" in match["text"]:
                found += [_link(inner) for inner in _INNER_IMAGE.finditer(text, match.start("text"), match.end("text"))]
        defined = _DEFINITION.finditer(text) if "]:" in text else ()
        definitions = {match["label"].casefold(): match for match in defined}
        shown = {}
        for match in _REFERENCE.finditer(text) if definitions else ():
            label = (match["label"] or match["text"]).casefold()
            shown[label] = match["text"]
        for label, match in definitions.items():
            start, end = match.span("plain")
            found.append(Link(match["plain"], start, end, label in shown, shown.get(label, "")))
    if "<" in text:
        found += [Link(match["plain"], *match.span("plain"), False, "") for match in _AUTO.finditer(text)]  # noqa: FBT003
        for match in _HTML.finditer(text):
            alt = "alt" if _ALT.search(match.group()) else ""
            for inner in _ATTRIBUTE.finditer(text, match.start(), match.end()):
                name = str(inner.lastgroup)
                found.append(Link(inner[name].strip(), *inner.span(name), match["tag"].lower() == "img", alt))
    return sorted(found, key=lambda link: link.start)


def left_out(body: str) -> re.Match[str] | None:
    """The first tag, in raw HTML, of an element that no page shows; its name is the group `name`."""
    text = without_code(body) if "<" in body else ""
    return next((match for match in _ELEMENT.finditer(text) if match["name"].lower() in _LEFT_OUT), None)


def foreign(body: str) -> re.Match[str] | None:
    """The first mark of another program's Markdown, which a page shows as it stands."""
    text = without_code(body) if _FOREIGN.search(body) else ""
    return _FOREIGN.search(text)


def headings(body: str) -> list[str]:
    """The words of every heading, in order, without the marks of emphasis and links."""
    text = without_code(body)
    found = list(_HEADING.finditer(text)) if "#" in text else []
    if any(line in text for line in ("\n==", "\n--", "\n =", "\n -")):
        found += _SETEXT.finditer(text)
    found.sort(key=lambda match: match.start())
    return [_plain(body[match.start("text") : match.end("text")]) for match in found]


def _plain(text: str) -> str:
    if not any(mark in text for mark in "*_`[<"):
        return text.strip()
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    return re.sub(r"[*_`]{1,3}(?=\S)|(?<=\S)[*_`]{1,3}", "", _TAG.sub("", text)).strip()


def _link(match: re.Match[str]) -> Link:
    name = "angle" if match["angle"] is not None else "plain"
    return Link(match[name], *match.span(name), bool(match["image"]), match["text"].strip("\0 "))


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", "\0", match.group())


def _blank_inside(match: re.Match[str]) -> str:
    text = match.group()
    return text[0] + "\0" * (len(text) - 2) + text[-1]


def _blank_target(match: re.Match[str]) -> str:
    text, cut = match.group(), match.end("text") - match.start()
    return text[:cut] + re.sub(r"[^\n]", "\0", text[cut:])
