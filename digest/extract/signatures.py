"""Names below a headline without a role: of a guest, of a reporter beside the date, of the paper.

Below an interview `황보름 가나대 교수` names its subject, and `Real Estate` beside a date a section. So a name counts
only where something else says what it is; where nothing does it is told to the curator, and is no line of the deck.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from digest.extract import date_lines, dateline, widgets
from digest.extract.patterns import MAY_BE_NAME, english_authors
from digest.extract.publishers import by_name, is_media
from digest.extract.words import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

    from digest.extract.dateline import Dateline
    from digest.extract.headline import Entry
    from digest.extract.marks import Heading
    from digest.extract.publishers import Publisher

_OFFICES = "|".join(words("office"))
_GUEST = re.compile(rf"(?P<name>[가-힣]{{2,4}})\s?[|·,/]?\s(?:\S.{{0,40}})?(?:{_OFFICES})(?:\s?[(·,].{{1,40}})?")
_GUESTS = re.compile(r".{0,12}(?:기고|칼럼|시론|시평|논단|오피니언|전문가 ?진단|여론광장|발언대)(?:문|글)?.{0,4}")
"""Kickers of guests' columns: contribution, column, comment, opinion."""
_WROTE = re.compile(r"(?:작성자|글쓴이|필자|저자)\s?:?")
"""Labels above who wrote it."""
_ONE = r"[A-Z][\w.'\-]{0,24}(?:\s[A-Z][\w.'\-]{0,24}){1,2}"
_ALONE = re.compile(rf"{_ONE}(?:(?:, and |, | and ){_ONE}){{0,3}}")
_IN_CITY = re.compile(rf"(?P<who>{_ONE}(?:(?:, and |, | and ){_ONE}){{0,3}}) in [A-Z][\w .]{{2,30}}")
"""`Dana Reyes in Seoul`."""
_DOES = re.compile(
    r"(?:[A-Z][A-Za-z&]{1,20} ){0,4}(?:[Rr]eporter|[Cc]orrespondent|[Cc]olumnist|[Ee]ditor|[Jj]ournalist|[Ww]riter)"
    r"(?:, [A-Z][A-Za-z &]{1,30}| [A-Z]\w{1,20}(?: [A-Z]\w{1,20})?)?"
)
"""What a writer is, on the line below the name: `Business reporter, BBC News`."""
HANGUL_NAME = 3
"""Letters of most names."""
MAX_MASTHEAD = 12
"""Lines at the top of a page among which its publisher stands."""
WIRES = frozenset(words("wire"))
"""Whose reports others print: on a page of another they are not who publishes it."""
_SECTION = re.compile(
    r"(?:국제|거시|세계|국내|지역|실물|생활|글로벌|정치|산업|사회|디지털|시장|북한|중국|미국|일본|한국)(?:경제|뉴스|스포츠)|"
    r"(?:오늘|주요|경제|증권|금융|연예|부동산|전국|최신|종합|헤드라인|포토|영상|동영상|관련|머니)뉴스|해외스포츠"
)
"""Sections that are named like papers."""


def guest(line: str, heading: Heading | None) -> tuple[str, ...]:
    """The guest who signs with this line, where the headline's label is a guest's or names the writer itself."""
    found = _GUEST.fullmatch(line[:120])
    label = (heading.kicker or heading.series_label or "") if heading else ""
    if not found or not (_GUESTS.fullmatch(label) or label.startswith(found["name"])):
        return ()
    return (found["name"],)


def is_guest(line: str) -> bool:
    """A name with an office, and nothing else."""
    return bool(_GUEST.fullmatch(line[:120]))


def people(
    lines: Sequence[str], below: Sequence[Entry], dated: Collection[int], heading: Heading | None
) -> tuple[list[Entry], tuple[str, ...], str]:
    """The entries below a headline without names, who wrote it, and what may be who wrote it."""
    kept: list[Entry] = []
    names: list[str] = []
    doubtful = ""
    near = {
        at
        for pair in pairwise(at for at, line in enumerate(lines) if line and not widgets.is_line(line))
        for at in pair
        if set(pair) & set(dated)
    }
    for entry in below:
        beside = entry.at in near
        listed = widgets.unlisted(lines[entry.at]) != lines[entry.at]
        above = next((lines[at] for at in range(entry.at - 1, -1, -1) if lines[at]), "")
        city = _IN_CITY.fullmatch(entry.text[:160]) if beside else None
        signed = guest(entry.text, heading) or (english_authors(city["who"]) if city else ())
        below_it = next((line for line in lines[entry.at + 1 :] if line), "")
        if not signed and (_WROTE.fullmatch(above) or (listed and beside)):
            signed = _named(entry.text)
        if not signed and _DOES.fullmatch(below_it[:120]) and _ALONE.fullmatch(entry.text[:160]):
            signed = english_authors(entry.text)
        if not signed and beside:
            signed = _of_paper(entry.text)
        if signed:
            names.extend(signed)
        elif _is_name(entry.text) and (beside or not dated or (doubtful and above == doubtful)):
            doubtful = doubtful or entry.text
        else:
            kept.append(entry)
    return kept, tuple(names), doubtful


def _of_paper(text: str) -> tuple[str, ...]:
    """The reporter behind a paper's name, without a role: `SBS Biz 황보름`."""
    paper, _, name = text.rpartition(" ")
    return (name,) if len(name) == HANGUL_NAME and MAY_BE_NAME.fullmatch(name) and by_name(paper) else ()


def _named(text: str) -> tuple[str, ...]:
    """A name, alone or with an office, in a list of the page's facts."""
    found = _GUEST.fullmatch(text[:120])
    name = found["name"] if found else text if _is_name(text) else ""
    return (name,) if MAY_BE_NAME.fullmatch(name) else ()


def _is_name(text: str) -> bool:
    return bool((len(text) == HANGUL_NAME and MAY_BE_NAME.fullmatch(text)) or _ALONE.fullmatch(text[:160]))


def paper(lines: Sequence[str], dated: Collection[int], title_at: int) -> str | None:
    """The one paper that stands right below the headline, or right above or beside its date."""
    shown = [at for at in range(title_at + 1, len(lines)) if lines[at]]
    near = [*shown[:1], *(above for above, at in pairwise(shown) if at in dated)]
    named = [lines[at] for at in near] + [date_lines.paper_beside(lines[at]) for at in dated if at > title_at]
    named += [first for text in named for first, _, by in [text.partition(" ")] if date_lines.byline(by)]
    return _only(named)


def dateline_beside(above: Sequence[str]) -> Dateline | None:
    """The dateline on the line of the dates: `(서울=뉴스1) 황보름 기자 | 2024-03-05 14:43 송고`."""
    found = (dateline.read(line) for line in above if line and date_lines.is_date_line(line))
    return next((opened for opened in found if opened and opened.publisher and opened.authors), None)


def masthead(above: Sequence[str]) -> Publisher | None:
    """The one paper at the top of a page, above all dates; where several stand there, it is a portal's."""
    shown = [line for line in above if line][:MAX_MASTHEAD]
    dated = next((at for at, line in enumerate(shown) if date_lines.is_date_line(line)), len(shown))
    name = _only(shown[:dated])
    return by_name(name) if name else None


def _only(named: Iterable[str]) -> str | None:
    """The one name of a paper among some lines."""
    found = {name for text in named if is_media(name := text.strip("[]<>(). "))}
    found = {
        name for name in found if not (_SECTION.fullmatch(name) or widgets.is_category(name) or widgets.is_line(name))
    }
    return found.pop() if len(found) == 1 else None
