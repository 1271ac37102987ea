"""A text dump is a page with its tags lost: menus, headline, text and other articles, one line after another.

The dateline opens the text, the reporter's own mail closes it, and everything after that is dropped, because
below it stand other articles with later dates and other companies. What cannot be told is left empty with a note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from digest.errors import InputError
from digest.extract import captions, dateline, furniture, header, mojibake
from digest.extract.dates import Moment, zone_info
from digest.extract.marks import MAX_TITLE
from digest.extract.patterns import ANY_MAIL, MAX_LINE, ROLE, TAIL_MAIL
from digest.extract.publishers import Publisher, by_host, by_name
from digest.extract.urls import canonical, host_of, identify
from digest.model import Extraction
from digest.text.normalise import clean_line, clean_text

if TYPE_CHECKING:
    from datetime import date

    from digest.extract.dateline import Dateline
    from digest.extract.header import Header
    from digest.model import Caption
    from digest.model.article import DatePrecision, DateSource

MAX_BYTES = 5 * 1024 * 1024
"""UTF-8 bytes of a dump."""
MAX_BLOCKS = 20
MAX_CAPTIONS = 200
"""More blocks of furniture or captions than any article has; the rest of a hostile dump is left as it is."""
MIN_BODY = 250
"""Characters below which a body is reported as doubtful."""

_MARKDOWN_LINK = re.compile(r"(?<!!)\[([^\[\]\n]{1,200})\]\(https?://[^()\s]{1,500}\)")
_HANGUL = re.compile("[가-힣]")
_LATIN = re.compile("[A-Za-z]")
_INLINE_DATELINE = re.compile(
    rf"[\[(【][^\[\]()【】\n]{{2,30}}=[^\[\]()【】\n]{{2,30}}[\])】]\s?[^=\[\]\n]{{2,40}}?{ROLE}\s?[=＝]"
)
_INLINE_LABEL = re.compile(r"\s(?=(?:기사입력|기사등록|최종수정)\s?:)")
_INLINE_ENDS = ("[뉴스핌 베스트 기사]", "종목 추적기", "기사 번역", "Created with Highcharts")
_AFTER_LABELS = re.compile(
    r"((?:기사입력|기사등록|최종수정)\s?:\s{0,3}(?:\d{4}[년.\-/]\s?\d{1,2}[월.\-/]\s?\d{1,2}일?\s{1,2}\d{1,2}:\d\d(?::\d\d)?)?)\s"
)
_END_SIGN = re.compile(r"\s{0,3}[(<\[]\s?(?:끝|END|End)\s?[)>\]]\s{0,3}$")
_END_BYLINE = re.compile(
    rf"(?<=[.\"”])\s{{0,3}}[/(\[=]?\s?[가-힣]{{2,4}}(?:[·,\s]{{1,2}}[가-힣]{{2,4}}){{0,3}}\s?{ROLE}\s?[=)\]]?$"
)
_CUT = re.compile(r"(?:\.{3,}|…)\s{0,2}$")
_LONG_PHOTO = re.compile(r"(?:19|20)\d\d-\d\d-\d\d \d\d:\d\d$")


class _Span(NamedTuple):
    """Where the text stands, and how that is known."""

    start: int
    end: int
    dateline: Dateline | None
    closed: bool
    paywalled: bool
    notes: tuple[str, ...]


def extract_dump(text: str, *, url: str | None = None, title: str | None = None) -> Extraction:
    """Read the facts and the text of one article from a dump of its page.

    Nothing is invented: a field that the dump and the address do not say is empty, and `notes` say what to do.
    Times are in the publisher's zone. The date of the address is used last, with `date_source` `url_id`.

    Args:
        text: The dump, decoded.
        url: Where the page was; gives the publisher, the canonical address and, at last, the day.
        title: The headline, where the dump has none.

    Raises:
        InputError: When the dump is empty or larger than 5 MB, or `url` or `title` cannot be used.
    """
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        raise InputError("the dump is larger than 5 MB", "give the dump of one article")
    title = clean_line(title) if title else None
    if title and len(title) > MAX_TITLE:
        raise InputError(f"the title is longer than {MAX_TITLE} characters", "shorten it", field="title")
    address = canonical(url) if url else None
    host = by_host(host_of(url)) if url else None
    repaired = mojibake.repair(text)
    lines = _lines(repaired.text)
    if not any(lines):
        raise InputError("the dump holds no text", "copy the text of the article's page into it")
    notes = [repaired.note] if repaired.note else []
    lang = _language(lines)
    lines = _without_blocks(_unfolded(lines), notes)
    span = _span(lines)
    notes.extend(span.notes)
    publisher, name = _publisher(span, lines, host, url, notes)
    zone = publisher.zone if publisher else "Asia/Seoul" if lang == "ko" else ""
    top = header.read(lines[: span.start], title=title, zone=zone or "UTC", alone=span.dateline is not None)
    notes.extend(top.notes)
    body, found = _body(lines[span.start : span.end], span.dateline, top)
    signed = _signed_authors(lines[span.start : span.end + 1])
    if not body and found:
        body, found = _photo_story(lines, found, notes)
    _judge(span, body, notes)
    published, precision, source = _published(top, zone, identify(url).day if url else None, publisher, notes)
    modified = _with_zone(top.dates.modified, zone, "modified", notes)
    if published and modified and top.dates.published and modified.moment < published.moment:
        notes.append("modified: is earlier than the published date: check both at the source")
    heading = top.heading
    if not heading or not heading.title:
        notes.append("title: none was found: give --title, or put it into the first line of the dump")
        heading = None
    elif heading.doubt:
        notes.append(f"part: {heading.doubt}")
    authors = (span.dateline.authors if span.dateline else ()) or top.authors or signed
    if not authors:
        notes.append("author: no reporter is named in the dump: add source.author where the page names one")
    return Extraction(
        title=heading.title if heading else None,
        kicker=heading.kicker if heading else None,
        series_label=heading.series_label if heading else None,
        part=heading.part if heading else None,
        parts=heading.parts if heading else None,
        deck=top.deck,
        authors=authors,
        place=span.dateline.place if span.dateline else None,
        publisher=publisher.key if publisher else None,
        publisher_name=name,
        published=published.moment if published else None,
        date_precision=precision,
        date_source=source,
        modified=modified.moment if modified else None,
        lang=lang,
        body=body,
        captions=_distinct((*top.captions, *found)),
        url=address,
        translated_from=top.translated_from,
        notes=tuple(dict.fromkeys(clean_line(note)[:500].strip() for note in notes)),
    )


def _distinct(found: tuple[Caption, ...]) -> tuple[Caption, ...]:
    return tuple(dict.fromkeys(found[:MAX_CAPTIONS]))


def _lines(text: str) -> list[str]:
    """Clean lines, "" for blank ones."""
    lines = [clean_line(line) for line in clean_text(text).split("\n")]
    return [_MARKDOWN_LINK.sub(r"\1", line) if "](" in line and len(line) <= 10 * MAX_LINE else line for line in lines]


def _language(lines: list[str]) -> str:
    sample = " ".join(line[:MAX_LINE] for line in lines[:2000])[:200_000]
    hangul, latin = len(_HANGUL.findall(sample)), len(_LATIN.findall(sample))
    return "ko" if 3 * hangul > latin or not latin else "en"


def _unfolded(lines: list[str]) -> list[str]:
    """Line breaks put back where a dump lost them all: before dateline and labels, around the end marks."""
    if any(dateline.read(line) for line in lines if line):
        return lines
    out: list[str] = []
    opened = False
    for line in lines:
        match = None if opened else _INLINE_DATELINE.search(line[:MAX_LINE])
        if not match or not dateline.read(line[match.start() :]):
            out.append(line)
            continue
        opened = True
        top = _AFTER_LABELS.sub(r"\1\n", _INLINE_LABEL.sub("\n", line[: match.start()]))
        out.extend(piece.strip() for piece in top.split("\n"))
        out.append("")
        rest = line[match.start() :]
        ends = [at for sign in _INLINE_ENDS if (at := rest.find(sign)) > 0]
        text, after = (rest[: min(ends)], rest[min(ends) :]) if ends else (rest, "")
        at = text.rfind("@")
        mail = next(iter(ANY_MAIL.finditer(text, max(0, at - 64), at + 200)), None) if at >= 0 else None
        pieces = [text[: mail.start()], mail.group(), text[mail.end() :]] if mail else [text]
        out.extend(piece.strip() for piece in [*pieces, after])
    return out


def _without_blocks(lines: list[str], notes: list[str]) -> list[str]:
    """Lines without blocks of furniture; one without a closing line above the dateline runs up to it."""
    out: list[str] = []
    index = blocks = 0
    while index < len(lines):
        hit = furniture.block_at(lines, index) if lines[index] and blocks < MAX_BLOCKS else None
        if not hit:
            out.append(lines[index])
            index += 1
            continue
        block, after = hit
        blocks += 1
        closed = bool(block.stop.fullmatch(lines[after - 1][:400]))
        opens = next((n for n in range(after, min(len(lines), after + block.lines)) if dateline.read(lines[n])), None)
        if not closed and opens is not None:
            after = opens
            notes.append(f"deck: the publisher's {block.name} has no end mark: check that no deck line was cut with it")
        notes.append(f"body: an {block.name} of the publisher's was left out: nothing to do")
        out.append("")
        index = after
    return out


def _span(lines: list[str]) -> _Span:
    start, opened = _start(lines)
    trailing: Dateline | None = None
    limit = len(lines)
    softs: list[int] = []
    notes: list[str] = []
    paywalled = False
    mailed = prose = False
    for index in range(start, len(lines)):
        line = lines[index]
        if not line:
            continue
        if furniture.is_box(line) and not mailed and _mail_follows(lines, index):
            continue
        if _ends(lines, index, mailed=mailed):
            limit = index
            paywalled = "로그인" in line or "Highcharts" in line
            break
        prose = prose or header.is_sentence(line)
        if prose and not opened and (closing := dateline.read_trailing(line)):
            trailing = closing
            softs.append(index)
            limit = index
            break
        if index > start and _opens(lines, index):
            limit = index
            if not mailed:
                notes.append("body: a second dateline stands in the text; from there on it was cut: check the end")
                while limit > start + 1 and not header.is_sentence(lines[limit - 1]):
                    limit -= 1
            break
        if furniture.ends_wire(line):
            limit = index + 1
            softs.append(index if furniture.is_signature(line) or _END_SIGN.fullmatch(line) else index + 1)
            break
        if furniture.is_signature(line) and index > start and not _caption_before(lines, index):
            softs.append(index)
            mailed = True
        elif TAIL_MAIL.search(line[-200:]) and not _own_caption(lines, index):
            softs.append(index + 1)
            mailed = True
    end = softs[-1] if softs else limit
    left = sum(bool(line) for line in lines[end + 1 : limit])
    if left and not trailing:
        notes.append(f"body: {left} lines after the end mark were left out: check that they are no part of the article")
    return _Span(start, max(start, end), opened or trailing, bool(softs), paywalled, tuple(notes))


def _start(lines: list[str]) -> tuple[int, Dateline | None]:
    """The line that opens the text: by its dateline, else the first running text below the header."""
    prose_before = 0
    for index, line in enumerate(lines):
        if not line:
            continue
        if _opens(lines, index):
            opened = dateline.read(line)
            if not (dateline.read_trailing(line) and prose_before and not _prose_after(lines, index)):
                return index, opened
            break
        prose_before += header.is_sentence(line) and not furniture.is_notice(line) and not captions.has_own_end(line)
    last_fact = -1
    prose = 0
    first = None
    for index, line in enumerate(lines):
        if not line:
            continue
        if header.is_date_line(line) or header.byline(line) is not None:
            if prose < 3:
                last_fact, first = index, None
            continue
        if (
            header.is_sentence(line)
            and not _is_furniture(line)
            and not captions.read(line)
            and not furniture.is_signature(line)
        ):
            prose += 1
            first = index if first is None else first
            if prose >= 3:
                break
    if first is not None:
        return first, None
    picture = next((index for index, line in enumerate(lines) if line and _own_caption(lines, index)), None)
    if picture is not None:
        return picture, None
    return (last_fact + 1 if last_fact >= 0 else 0), None


def _opens(lines: list[str], index: int) -> bool:
    """A dateline stands here that is no caption's."""
    line = lines[index]
    found = dateline.read(line)
    if not found or found.agency or furniture.is_end(line) or furniture.is_signature(line):
        return False
    return not _own_caption(lines, index)


def _own_caption(lines: list[str], index: int) -> bool:
    """The line is a caption that closes with its own date (and mail, here or on the next line)."""
    line = lines[index]
    found = dateline.read(line)
    return bool(found) and (captions.has_own_end(line) or (bool(found) and found.agency and len(line) <= 400))


def _caption_before(lines: list[str], index: int) -> bool:
    """The mail below a caption is the photographer's."""
    before = next((lines[n] for n in range(index - 1, max(-1, index - 3), -1) if lines[n]), "")
    return bool(before) and captions.has_own_end(before) and len(before) <= 600


def _ends(lines: list[str], index: int, *, mailed: bool) -> bool:
    """The page's own matter begins here: a marker, a box of links, or a related article."""
    line = lines[index]
    if furniture.is_end(line) or furniture.is_box(line):
        return True
    return furniture.is_lone_photo(line) and _heads_article(lines, index, mailed=mailed)


def _mail_follows(lines: list[str], index: int) -> bool:
    """The reporter's mail stands further down, before any end or other article: the box is inside the text."""
    for later in range(index + 1, len(lines)):
        line = lines[later]
        if furniture.is_end(line) or furniture.is_box(line) or (line and _opens(lines, later)):
            return False
        if furniture.is_signature(line) and not _caption_before(lines, later):
            return True
    return False


def _heads_article(lines: list[str], index: int, *, mailed: bool) -> bool:
    """`사진` alone heads a related article when the next line is a whole article."""
    after = next((line for line in lines[index + 1 : index + 3] if line), "")
    return len(after) > 120 and (mailed or bool(_LONG_PHOTO.search(after[-40:])))


def _prose_after(lines: list[str], index: int) -> bool:
    for line in lines[index + 1 :]:
        if furniture.is_end(line) or furniture.is_box(line):
            return False
        if header.is_sentence(line):
            return True
    return False


def _is_furniture(line: str) -> bool:
    return furniture.is_line(line) or furniture.is_notice(line) or furniture.is_category(line)


def _publisher(
    span: _Span, lines: list[str], host: Publisher | None, url: str | None, notes: list[str]
) -> tuple[Publisher | None, str | None]:
    """Who publishes: the dateline before the host, because copies stand on other hosts."""
    opened = span.dateline
    named = opened.publisher if opened else None
    if not named:
        closing = " ".join(lines[max(span.start, span.end - 1) : span.end + 1])[:400]
        sign = "뉴스핌" if "[뉴스핌" in closing else "뉴시스" if "공감언론" in closing else ""
        named = by_name(sign) if sign else None
    if named:
        if host and host.key != named.key:
            notes.append(
                f"publisher: {named.name} by its dateline; the page is on {host.name}'s site: check which to name"
            )
        elif url and not host:
            notes.append(
                f"publisher: {named.name} by its dateline; the page is on {host_of(url)}: link the original if you can"
            )
        return named, (opened.publisher_name if opened and opened.publisher_name else named.name)
    if host:
        return host, host.name
    if opened and opened.publisher_name:
        notes.append(f"publisher: {opened.publisher_name} is not in publishers.yml: add a row, or set source.publisher")
        return None, opened.publisher_name
    notes.append(
        "publisher: neither the dump nor the address names one that is known: give --url or set source.publisher"
    )
    return None, None


def _body(lines: list[str], opened: Dateline | None, top: Header) -> tuple[tuple[str, ...], tuple[Caption, ...]]:
    """Paragraphs and captions between the start and the end mark."""
    body: list[str] = []
    found: list[Caption] = []
    image = False
    known = {top.heading.title} if top.heading else set()
    for index, raw in enumerate(lines):
        line = raw
        if not line:
            continue
        if index == 0 and opened and dateline.read(line):
            line = opened.rest
        if not line or captions.is_image(line):
            image = image or bool(line)
            continue
        if (index or not opened) and _own_caption(lines, index):
            caption = captions.read_agency(line[len(line) - len(_rest(line)) :]) or captions.read(_rest(line))
            found.extend([caption] if caption else [])
            continue
        row = captions.read_row(line)
        if row is not None:
            caption = captions.read(row)
            if caption or image or not header.is_sentence(row):
                found.append(caption or captions.read_text(row))
                image = False
                continue
            line = row
        image = False
        if _dropped(line, known):
            continue
        caption = captions.read(line) if not (index == 0 and opened) else None
        if caption:
            found.append(caption)
            continue
        paragraph, credits = captions.cut_credits(line)
        found.extend(credits)
        paragraph = _without_signature(paragraph)
        if paragraph:
            body.append(paragraph)
    return tuple(body), tuple(found)


def _rest(line: str) -> str:
    found = dateline.read(line)
    return found.rest if found else line


def _dropped(line: str, known: set[str]) -> bool:
    return (
        furniture.is_line(line)
        or furniture.is_signature(line)
        or furniture.is_box(line)
        or line in known
        or furniture.is_editors(line)
        or header.byline(line) is not None
        or (header.is_date_line(line) and len(line) < 60)
    )


def _without_signature(paragraph: str) -> str:
    """A paragraph without end sign, mail and byline at its end."""
    tail = paragraph[-300:]
    cut = _END_SIGN.sub("", tail)
    cut = TAIL_MAIL.sub("", cut)
    cut = _END_BYLINE.sub("", cut.rstrip())
    return (paragraph[: len(paragraph) - len(tail)] + cut).strip()


def _signed_authors(lines: list[str]) -> tuple[str, ...]:
    """Names in bylines of the text and in the signature that closes it."""
    for line in reversed(lines):
        if not line or len(line) > 400:
            names = (
                re.search(rf"([가-힣]{{2,4}})\s?{ROLE}\s?[=)\]]?\s?(?:{ANY_MAIL.pattern})?$", line[-120:])
                if line
                else None
            )
        else:
            by = header.byline(line)
            if by:
                return by
            names = re.search(
                rf"(?:^|[.\s/\](\[])([가-힣]{{2,4}})\s?{ROLE}\s?[=)\]]?[\s(]{{0,2}}(?:{ANY_MAIL.pattern})\)?$", line
            )
        if names:
            return (names[1],)
    return ()


def _photo_story(
    lines: list[str], found: tuple[Caption, ...], notes: list[str]
) -> tuple[tuple[str, ...], tuple[Caption, ...]]:
    """A dump whose only text is a caption with its own dateline is a picture story: the caption is its text."""
    for line in lines:
        if line and captions.has_own_end(line) and dateline.read(line):
            caption = captions.read_agency(_rest(line))
            if caption and caption.text:
                notes.append("body: the only text is a photo caption: check that it is a picture story")
                return (caption.text,), tuple(item for item in found if item != caption)
    return (), found


def _judge(span: _Span, body: tuple[str, ...], notes: list[str]) -> None:
    size = sum(map(len, body))
    if not body:
        notes.append("body: none was found in this dump: save the page again, or paste its text")
    elif span.paywalled or _CUT.search(body[-1][-10:]):
        notes.append("body: only the beginning is here (the page asks for a login): read the rest at the source")
    elif size < MIN_BODY:
        notes.append(f"body: only {size} characters were found: check that the dump is whole")
    if body and not span.dateline:
        notes.append("body: no dateline opens the text: check its first paragraph")
    if body and not span.closed and not span.paywalled:
        notes.append("body: no mail or signature closes the text: check its last paragraph")


def _published(
    top: Header, zone: str, day: date | None, publisher: Publisher | None, notes: list[str]
) -> tuple[Moment | None, DatePrecision, DateSource | None]:
    printed = _with_zone(top.dates.published, zone, "date", notes)
    if printed:
        if top.dates.loose:
            notes.append("date: stands in the dump without a label: check it at the source")
        return printed, printed.precision, "page"
    if day:
        notes.append(
            "date: taken from the address (day its record was made; may differ from publication): check it at the source"
        )
        midnight = Moment(_midnight(day, zone or (publisher.zone if publisher else "") or "UTC"), "day")
        return midnight, "day", "url_id"
    notes.append("date: none was found: give --date with the day or time of publication, or --url")
    return None, "day", None


def _with_zone(found: Moment | None, zone: str, name: str, notes: list[str]) -> Moment | None:
    """A printed time keeps its minute only where its zone is known."""
    if found and found.precision == "minute" and not found.zoned and not zone:
        notes.append(f"{name}: the page names no time zone: only the day was kept: give --date with its offset")
        return Moment(found.moment.replace(hour=0, minute=0, second=0), "day")
    return found


def _midnight(day: date, zone: str):  # type: ignore[no-untyped-def]
    from datetime import datetime

    return datetime(day.year, day.month, day.day, tzinfo=zone_info(zone))
