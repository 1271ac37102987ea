"""What is mechanical is mended: the form of a file, quotes around codes, house style. Facts are never touched.

A mended file must say the same: its front matter reads equal, and the digits of its body are those before.
Mending twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from digest.check import style
from digest.check.place import FileText
from digest.errors import LibraryError
from digest.text import strict_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOM = b"\xef\xbb\xbf"
_CODE_LIST = re.compile(
    r"^(?P<head>\s*+(?:- )?\{?\s*+(?:tickers|mentions)\s*:\s*\[)(?P<items>[^\]\"'{}]*)(?P<tail>\].*)$"
)
_CODE = re.compile(r"(?P<head>(?:^|[\s{,])(?:ticker|id)\s*:\s+)(?P<item>[0-9A-Za-z][0-9A-Za-z.:\-]*)(?=\s*(?:[,}#]|$))")
_ITEM = re.compile(r"^(?P<head>\s*- )(?P<item>[0-9A-Za-z][0-9A-Za-z.:\-]*)(?=\s*(?:#|$))")


def unformed(data: bytes, file: FileText) -> Iterator[tuple[int, str]]:
    """Line and kind of each departure from the normal form: NFC, LF, one line end at the end, no idle spaces."""
    if data.startswith(_BOM):
        yield 1, "starts with a byte order mark"
    if b"\r" in data:
        yield 1, "has the line ends of Windows or old Macs"
    if not unicodedata.is_normalized("NFC", file.text):
        for number, line in enumerate(file.lines, 1):
            if not unicodedata.is_normalized("NFC", line):
                yield number, "has letters in parts (not NFC)"
                break
    for number, line in enumerate(file.lines):
        if line[-1:] in {" ", "\t"} and _idle(file, number) != line:
            yield number + 1, "has idle spaces at its end"
    if not file.text.endswith("\n"):
        yield len(file.lines), "does not end with a line end"
    elif file.text.endswith("\n\n"):
        yield len(file.lines) - 1, "ends with blank lines"


def mend(data: bytes, lang: str, *, ours: bool) -> tuple[bytes, tuple[str, ...]]:
    """The file in its normal form and the rules of what was mended; the same bytes where nothing can be.

    `ours` says that the body is in our own words, which have a house style; `lang` is its language.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data, ()
    told: list[str] = []
    plain = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    file = FileText(plain)
    if not file.end:
        return data, ()
    formed = "\n".join(_idle(file, number) for number in range(len(file.lines))).rstrip("\n") + "\n"
    if formed.encode() != data:
        told.append("format")
    file = FileText(formed)
    front, quoted = _quoted(file.lines[1 : file.end])
    told += ["unquoted-code"] * quoted
    head = "\n".join([file.lines[0], *front, *file.lines[file.end : file.body_line - 1]])
    body, styled = style.mend(file.body, lang) if ours else (file.body, [])
    told += styled
    made = f"{head}\n{body}" if file.body else formed.replace(_front(file), "\n".join(front), 1)
    if not told or not _same(plain, made):
        return data, ()
    return made.encode(), tuple(told)


def _front(file: FileText) -> str:
    return "\n".join(file.lines[1 : file.end])


def _idle(file: FileText, number: int) -> str:
    """A line without idle spaces; two at the end of a line of a paragraph are a line break and stay."""
    line = file.lines[number]
    bare = line.rstrip(" \t")
    follows = number + 1 < len(file.lines) and file.lines[number + 1].strip()
    if number > file.end and line.endswith("  ") and bare and follows:
        return f"{bare}  "
    return bare if number >= file.end or not _inside_text(file, number) else line


def _inside_text(file: FileText, number: int) -> bool:
    """Whether a line of front matter may be in the middle of a text of many lines, where spaces count."""
    following = file.lines[number + 1] if number + 1 < len(file.lines) else ""
    return not re.match(r"(?:[\w\-]+\s*:|---|\s*- |#)", following) and number + 1 != file.end


def _quoted(lines: list[str]) -> tuple[list[str], int]:
    """Lines of front matter with quotes around every code, and how many were put."""
    made: list[str] = []
    count = 0
    key = ""
    for line in lines:
        if found := re.match(r"([\w\-]+)\s*:", line):
            key = found[1]
        new = line
        if match := _CODE_LIST.match(line):
            items = [item.strip() for item in match["items"].split(",")]
            if all(re.fullmatch(r"[0-9A-Za-z][0-9A-Za-z.:\-]*", item) for item in items):
                new = f"{match['head']}{', '.join(f'{chr(34)}{item}{chr(34)}' for item in items)}{match['tail']}"
        elif key in {"tickers", "mentions"} and (match := _ITEM.match(line)):
            new = f'{match["head"]}"{match["item"]}"{line[match.end() :]}'
        elif '"' not in line.split(":", 1)[-1][:0] and not _in_quotes(line):
            new = _CODE.sub(r'\g<head>"\g<item>"', line)
        count += new != line
        made.append(new)
    return made, count


def _in_quotes(line: str) -> bool:
    """Whether a text in quotes of this line could be taken for a field (`reason: "see id: 5"`)."""
    return any(_CODE.search(f" {text[1:-1]}") for text in re.findall(r'"(?:[^"\\]|\\.)*"|\'[^\']*\'', line))


def _same(before: str, after: str) -> bool:
    """Whether the front matter reads equal and the bodies have the same digits."""
    one, two = FileText(before), FileText(after)
    if style.digits(one.body) != style.digits(two.body):
        return False
    try:
        first, second = (strict_yaml.load(_front(file) + "\n", "") for file in (one, two))
    except LibraryError:
        return False
    return first.data == second.data
