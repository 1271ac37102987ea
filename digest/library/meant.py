"""What was meant by a field or value that is not known: a mistyped one, one in Korean, one out of its group."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from digest.model import Article, Model, Source
from digest.text.nearest import closest

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from digest.text.strict_yaml import Path

_KOREAN: Mapping[str, str] = {
    **dict.fromkeys(("제목", "헤드라인"), "title"),
    **dict.fromkeys(("날짜", "일자", "일시", "발행일", "작성일"), "date"),
    **dict.fromkeys(("종목", "종목코드", "티커", "기업", "회사"), "tickers"),
    "언급": "mentions",
    **dict.fromkeys(("논조", "감성", "감정"), "sentiment"),
    **dict.fromkeys(("시리즈", "연재"), "series"),
    **dict.fromkeys(("편", "회차"), "part"),
    **dict.fromkeys(("언어", "language"), "lang"),
    "부제": "deck",
    "인용": "excerpt",
    "권리": "rights",
    "상태": "status",
    **dict.fromkeys(("영향",), "impacts"),
    **dict.fromkeys(("숫자", "수치"), "figures"),
    **dict.fromkeys(("출처", "원문", "링크", "link", "href"), "source"),
    "주소": "url",
    **dict.fromkeys(("언론사", "매체"), "publisher"),
    **dict.fromkeys(("기자", "글쓴이"), "author"),
    "이름": "name",
    "단위": "unit",
    "값": "value",
    "이유": "reason",
    "방향": "direction",
    "단어": "words",
}
"""Names of fields in Korean, and those of other programs."""
_ELSE: Mapping[str, str] = {
    "draft": "write status: draft in its place if it is one; else remove it",
    **dict.fromkeys(("summary", "description", "요약", "본문"), "write it below the front matter, as our summary"),
    **dict.fromkeys(("tags", "태그", "category", "categories"), "remove it"),
}
"""What to do about fields of other programs that stand for something else here."""
_GROUPS: Mapping[str, str] = {
    **dict.fromkeys(("label", "by", "method", "version", "score", "reviewed", "evidence", "companies"), "sentiment"),
    **dict.fromkeys(("direction", "reason"), "impacts"),
    **dict.fromkeys(("value", "unit"), "figures"),
    "credit": "captions",
}
"""Fields of an article's groups, by which a lost indent is known; those of its source are the model's."""
_VALUES: Mapping[str, str] = {
    **dict.fromkeys(("긍정", "긍정적", "호재", "pos", "good"), "positive"),
    **dict.fromkeys(("부정", "부정적", "악재", "neg", "bad"), "negative"),
    "중립": "neutral",
    **dict.fromkeys(("혼재", "혼조", "엇갈림"), "mixed"),
    **dict.fromkeys(("한국어", "국문", "한글", "korean", "kr", "kor", "ko-kr"), "ko"),
    **dict.fromkeys(("영어", "영문", "english", "eng", "en-us", "en-gb"), "en"),
    **dict.fromkeys(("게시", "발행", "공개"), "published"),
    **dict.fromkeys(("초안", "임시", "비공개"), "draft"),
    **dict.fromkeys(("철회", "삭제"), "withdrawn"),
    **dict.fromkeys(("일", "날짜"), "day"),
    **dict.fromkeys(("분", "시각"), "minute"),
    **dict.fromkeys(("진행", "진행중", "연재중"), "ongoing"),
    **dict.fromkeys(("완료", "완결", "끝"), "complete"),
    **dict.fromkeys(("인용", "발췌"), "excerpt"),
    "전문": "full",
    "링크": "link",
}
"""Values in Korean and in short; a move of a price (상승, up) is no judgement, and stands for none."""
_NESTED = frozenset(
    {"url", "publisher", "name", "author", "place", "retrieved", "sha256", "history", "label", "value", "unit", "date"}
    | {"text", "by", "ticker", "direction", "reason", "score", "method", "version", "reviewed", "evidence", "companies"}
    | {"sentence", "words", "credit", "rule"}
)
"""Fields of the groups inside an article."""


class Loose(NamedTuple):
    """Fields at the top of a file that belong into one group: their names, and what it is called."""

    group: str
    fields: tuple[str, ...]

    @property
    def remedy(self) -> str:
        """What to write where."""
        return f"put two spaces before each, below a line {self.group}: of its own"


def field(where: Path, kind: type[Model]) -> Path:
    """The place of the field that an unknown one was meant to be; its last part is empty where there is none."""
    known, name = _fields(kind) if len(where) == 1 else _NESTED, str(where[-1])
    korean = _KOREAN.get(name.lower(), "")
    return (*where[:-1], korean if korean in known else closest(name.lower(), known))


def instead(where: Path, kind: type[Model]) -> str:
    """What to do about an unknown field."""
    name = str(where[-1])
    if kind is Article and len(where) == 1 and (mend := _ELSE.get(name.lower())):
        return mend
    if kind is Article and len(where) == 1 and (group := _GROUPS.get(name)):
        return Loose(group, (name,)).remedy
    meant = str(field(where, kind)[-1])
    return f"remove it, or did you mean {meant}?" if meant else "remove it"


def value(written: str, expected: str) -> str:
    """The value that was meant by `written`, where `expected` names those that there are; or nothing."""
    known = [word.strip("' ") for word in expected.replace(" or ", ",").split(",") if word.strip("' ")]
    plain = written.strip().lower()
    found = _VALUES.get(plain.replace(" ", ""), "")
    return found if found in known else closest(plain, known) if plain.isalpha() else ""


def loose(details: Sequence[Mapping[str, Any]], kind: type[Model]) -> Iterator[Loose]:
    """Several fields that lost their indent, by group: one cause is told once."""
    unknown = [str(one["loc"][0]) for one in details if one["type"] == "extra_forbidden" and len(one["loc"]) == 1]
    for group in ("source", *sorted(set(_GROUPS.values()))):
        fields = tuple(name for name in unknown if _belongs(name, group))
        if kind is Article and len(fields) > 1:
            yield Loose(group, fields)


def _belongs(name: str, group: str) -> bool:
    return name in Source.model_fields if group == "source" else _GROUPS.get(name) == group


def _fields(kind: type[Model]) -> set[str]:
    return set(kind.model_fields) - {"body", "slug", "path"}
