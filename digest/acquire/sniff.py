"""What an input is, by its first bytes, and by its suffix only where they do not tell."""

from __future__ import annotations

import json
import re
from typing import Literal

from digest.acquire import bookmarks

Form = Literal[
    "html",
    "dump",
    "mhtml",
    "letter",
    "feed",
    "json feed",
    "sitemap",
    "records",
    "list",
    "table",
    "bookmark",
    "warc",
    "gzip",
    "unknown",
]

HEAD = 64 * 1024
"""Bytes to look at."""
UNREAD: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP, Word, Excel or WACZ file"),
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file, or a Hangul document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"RIFF", "a picture or a sound"),
    (b"bplist00", "a Safari web archive"),
    (b"\x28\xb5\x2f\xfd", "packed with zstd"),
    (b"BZh", "packed with bzip2"),
    (b"\xfd7zXZ", "packed with xz"),
    (b"7z\xbc\xaf", "packed with 7-Zip"),
    (b"Rar!", "packed with RAR"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)
"""Forms that are not read, by their first bytes."""
ASSETS = re.compile(
    r"\.(?:css|m?js|map|png|jpe?g|gif|webp|svg|ico|avif|bmp|woff2?|ttf|otf|eot|mp[34]|webm"
    r"|py|sh|md|ya?ml|toml|ini|log|lock|db|sqlite)",
    re.IGNORECASE,
)
"""Suffixes of files of a folder that hold no article; they are passed over without a word."""
SAVED_ASSETS = ("_files", ".files")
"""Folders that browsers put beside a saved page."""
_TABLES = (".csv", ".tsv")
_LONGEST_HEAD = 40
"""Characters of a column's head."""
_SUFFIXES: dict[str, Form] = {
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".mhtml": "mhtml",
    ".mht": "mhtml",
    ".eml": "letter",
    ".jsonl": "records",
    ".ndjson": "records",
    ".jl": "records",
    ".warc": "warc",
    ".url": "bookmark",
    ".webloc": "bookmark",
    ".website": "bookmark",
}
_ROOTS: dict[str, Form] = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "urlset": "sitemap",
    "sitemapindex": "sitemap",
    "html": "html",
    "plist": "bookmark",
}
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_SKIP = re.compile(r"\s+|<\?[^<>]{0,2000}\?>|<!--.{0,4000}?-->", re.DOTALL)
_ROOT = re.compile(r"<(?:[A-Za-z0-9_]{1,30}:)?([A-Za-z]{1,30})[\s/>]")
_DOCTYPE = re.compile(r"<!DOCTYPE\s+([A-Za-z]{1,20})", re.IGNORECASE)
_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|meta|title|script|article|div|p|table)\b", re.IGNORECASE)
_MAIL = re.compile(r"^(?:MIME-Version|Content-Type|Snapshot-Content-Location)\s{0,3}:", re.IGNORECASE | re.MULTILINE)
_HEAD_NAME = re.compile(r"^([A-Za-z][A-Za-z\-]{1,40}):", re.MULTILINE)
_JSON = re.compile(r'\s*(?:\[\s*)?\{\s*(?:"|\})|\s*\[\s*\]')
_LINK = re.compile(r"https?://[^\s]{1,2000}")


def in_assets(name: str) -> bool:
    """The file stands in a folder that a browser put beside a saved page."""
    return any(part.endswith(SAVED_ASSETS) for part in name.split("/")[:-1])


def unread(head: bytes) -> str:
    """What it is, where it is a form that is not read; "" where it may be read."""
    return next((what for magic, what in UNREAD if head.startswith(magic)), "")


def is_table(name: str, text: str) -> bool:
    """Rows of a spreadsheet saved as text: a suffix that says so, and a first line of short heads of columns."""
    if not name.lower().endswith(_TABLES):
        return False
    first = text.lstrip("\ufeff \t\r\n").split("\n", 1)[0]
    heads = [cell.strip(' "\r') for cell in re.split(r"[,;\t]", first)]
    return len(heads) > 1 and all(0 < len(cell) <= _LONGEST_HEAD for cell in heads)


def form(name: str, head: bytes) -> Form:  # noqa: PLR0911 - one return a form
    """The form of an input.

    Args:
        name: File name or address, for its suffix.
        head: Its first bytes, up to `HEAD`.
    """
    if head.startswith(b"\x1f\x8b"):
        return "gzip"
    if head.startswith(b"WARC/"):
        return "warc"
    text = _decoded(head)
    stripped = text.lstrip("\ufeff \t\r\n")
    suffix = _suffix(name)
    if bookmarks.OPENS.match(stripped) or (suffix == "bookmark" and head.startswith(bookmarks.BINARY)):
        return "bookmark"
    if stripped.startswith("<"):
        return _markup(stripped, suffix)
    if suffix in {"mhtml", "unknown"} and _is_mhtml(stripped):
        return "mhtml"
    if suffix == "letter" or (suffix == "unknown" and _is_letter(stripped)):
        return "letter"
    if _JSON.match(stripped):
        return _json(stripped, suffix)
    if _is_list(stripped):
        return "list"
    if "\x00" in text:
        return "unknown"
    return "table" if is_table(name, text) else _by_suffix(suffix)


def _by_suffix(suffix: Form) -> Form:
    """What a text is whose first words do not tell."""
    return suffix if suffix != "unknown" else "dump"


def _markup(text: str, suffix: Form) -> Form:
    """Look past declarations and comments at the first element."""
    at = 0
    for _ in range(20):
        match = _SKIP.match(text, at)
        if not match:
            break
        at = match.end()
    doctype = _DOCTYPE.match(text, at)
    root = doctype or _ROOT.match(text, at)
    known = _ROOTS.get(root[1].lower()) if root else None
    if known:
        return known
    return "html" if suffix == "html" or _HTML.search(text) else "dump"


def _is_mhtml(text: str) -> bool:
    head = re.split(r"\r?\n\r?\n", text[:16_384], maxsplit=1)[0]
    return bool(_MAIL.search(head)) and "multipart/related" in head.lower()


def _is_letter(text: str) -> bool:
    """Heads of a mail as programs send it; one that was copied from a window has no MIME in it."""
    head = re.split(r"\r?\n\r?\n", text[:16_384], maxsplit=1)[0]
    names = {name.lower() for name in _HEAD_NAME.findall(head)}
    return {"from", "date"} <= names and bool(names & {"mime-version", "message-id", "received"})


def _json(text: str, suffix: Form) -> Form:
    if "jsonfeed.org/version" in text[:4_096].replace("\\/", "/"):
        return "json feed"
    if suffix == "records":
        return "records"
    first = text.partition("\n")[0]
    try:
        json.loads(first)
    except (ValueError, RecursionError):
        # A dump may open with a bracket or a brace; JSON that goes over lines has a quoted name first.
        return "records" if re.match(r'(?:\[\s*)?\{\s*"[^"]{1,200}"\s*:', text) else "dump"
    return "records"


def _is_list(text: str) -> bool:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    complete = lines[:-1] or lines
    return bool(lines) and all(_LINK.fullmatch(line) for line in complete[:500])


def _decoded(head: bytes) -> str:
    for bom, codec in _BOMS:
        if head.startswith(bom):
            return head[len(bom) :].decode(codec, "replace")
    return head.decode("latin-1")


def _suffix(name: str) -> Form:
    path = name.lower().partition("?")[0].removesuffix(".gz")
    return next((form for suffix, form in _SUFFIXES.items() if path.endswith(suffix)), "unknown")
