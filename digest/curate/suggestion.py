"""A suggested article: fields of an issue form, which are a stranger's data, checked and capped one by one.

The form's body is Markdown that its writer can edit freely: a heading made up in a later field must not replace an
earlier one, and no field is ever part of a command.
"""

from __future__ import annotations

import os
import re
import stat
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from digest.acquire import address
from digest.curate.span import code
from digest.errors import InputError
from digest.library.reader import MAX_FILE_BYTES, decode, read_article
from digest.text.normalise import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from digest.model import Article

MAX_BODY = 20_000
MAX_WHY = 1_000
MAX_SERIES = 80
FIELDS: Mapping[str, str] = {
    "link": "원문 주소 / Link to the original",
    "series": "시리즈 / Series",
    "why": "왜 중요한가 / Why it matters",
    "conflict": "이해관계 / Conflict of interest",
}
"""Headings of the form, `.github/ISSUE_TEMPLATE/suggest-article.yml`."""
_NO_ANSWER = "_No response_"
_DRAFT = re.compile(r"articles/\d{4}/\d{2}/[0-9a-z가-힣][0-9a-z가-힣\-]{0,120}\.md")


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What somebody proposes.

    Attributes:
        link: A public http(s) address, ASCII.
        series: Their words for the series, or "".
        why: Their reason, several lines, or "".
        conflict: Their answer about holdings, or "".
    """

    link: str
    series: str
    why: str
    conflict: str


def read(body: str, *, allow_loopback: bool = False) -> Suggestion:
    """The fields of a posted form.

    Raises:
        InputError: It is too long, has no link, or its link is none that is ever fetched.
    """
    if len(body) > MAX_BODY:
        raise InputError(f"the form is longer than {MAX_BODY:,} characters", "shorten it", field="body")
    fields = _fields(clean_text(body))
    link = fields.get("link", "")
    if not link:
        raise InputError("the form has no link", "write the address of the original into its first field", field="link")
    if len(link.split()) != 1:
        raise InputError("the link holds spaces or several lines", "give one address", field="link")
    found = address.target(link, allow_loopback=allow_loopback)
    return Suggestion(
        link=found.url,
        series=" ".join(fields.get("series", "").split())[:MAX_SERIES],
        why=fields.get("why", "")[:MAX_WHY].strip(),
        conflict=" ".join(fields.get("conflict", "").split())[:MAX_SERIES],
    )


def _fields(body: str) -> dict[str, str]:
    """The text below each heading that the form has; the first of two equal headings holds."""
    by_heading = {f"### {heading}": name for name, heading in FIELDS.items()}
    found: dict[str, list[str]] = {}
    name = ""
    for line in body.split("\n"):
        heading = by_heading.get(line.strip(), "")
        if heading and heading not in found:
            name = heading
            found[name] = []
        elif name:
            found[name].append(line)
    texts = {key: "\n".join(lines).strip() for key, lines in found.items()}
    return {key: "" if value == _NO_ANSWER else value for key, value in texts.items()}


def pull_request(suggestion: Suggestion, article: Article, number: str, known_series: str | None) -> tuple[str, str]:
    """Title and text of the pull request. The title has only our own name of the article; their words are code."""
    title = f"Draft of a suggested article: {article.id}"
    series = f"{code(suggestion.series)} → {code(known_series)}" if known_series else code(suggestion.series or "–")
    lines = [
        f"이슈 #{number}의 추천으로 만든 초안입니다. 아직 사이트에 실리지 않습니다 (`status: draft`).",
        f"A draft made from the suggestion in #{number}. It is not on the site yet (`status: draft`).",
        "",
        f"- 원문 / original: <{suggestion.link}>",
        f"- 제목 / title: {code(article.title)}",
        f"- 시리즈 / series: {series}",
        f"- 이해관계 / conflict of interest: {code(suggestion.conflict or '–')}",
        "- 왜 중요한가 / why it matters:",
        *(f"  - {code(line)}" for line in suggestion.why.split("\n") if line.strip()),
        "",
        "남은 일 / left to do:",
        *(f"- [ ] {code(note)}" for note in article.notes),
        "- [ ] `status: published`",
        "",
    ]
    return title, "\n".join(lines)


def issue_number(text: str) -> str:
    """The number of an issue, as digits. Raises InputError for anything else."""
    if not re.fullmatch(r"[1-9][0-9]{0,9}", text):
        raise InputError("is no number of an issue", "give digits, such as 12", field="number")
    return text


def one_draft(folder: Path) -> tuple[PurePosixPath, str]:
    """The single draft in a folder that a job with fewer rights has written: its place in content/, and its text.

    Raises:
        InputError: There is no draft, more than one file, a link, another place, or a file that is no draft.
        LibraryError: The draft cannot be read.
    """
    files = [Path(top, name) for top, folders, names in os.walk(folder / "content") for name in [*folders, *names]]
    if any(stat.S_ISLNK(path.lstat().st_mode) for path in files):
        raise InputError("holds a link", "make the draft again", path=folder)
    files = [path for path in files if not path.is_dir()]
    if len(files) != 1:
        raise InputError(f"holds {len(files)} files where one draft was expected", "make the draft again", path=folder)
    inside = PurePosixPath(files[0].relative_to(folder / "content").as_posix())
    if not _DRAFT.fullmatch(str(inside)) or not files[0].is_file() or files[0].stat().st_size > MAX_FILE_BYTES:
        raise InputError("is not where a draft stands", "make the draft again", path=folder)
    text = decode(files[0].read_bytes(), str(inside))
    article = read_article(text, str(inside))
    place = f"articles/{article.date:%Y}/{article.date:%m}/{article.id}.md"
    if article.status != "draft" or str(inside) != place:
        raise InputError("is no draft, or its name is not its own", "make the draft again", path=folder)
    return inside, text
