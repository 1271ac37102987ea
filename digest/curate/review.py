"""What a reviewer must see of a pull request: which articles are new, and which companies and figures changed.

The words are a stranger's: each stands in the text as code. The text is made from the commits alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from digest.curate.policy import CONTENT, shown
from digest.curate.span import code
from digest.errors import LibraryError, Problem
from digest.library.reader import decode, read_article
from digest.site import addresses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from digest.curate.git import Change, Repository
    from digest.curate.pull import Pull
    from digest.model import Article, Figure

MAX_ARTICLES = 40
"""Articles told in full; of the others only the number."""
_CHECKS = (
    "원문을 열어 제목, 날짜, 숫자를 맞춰 보았다 / title, date and numbers agree with the source",
    "요약이 우리 말이고 인용이 짧다 / the summary is in our own words, the quotation short",
    "권리와 이해관계가 적혀 있다 / rights and conflicts of interest are stated",
)


@dataclass(frozen=True, slots=True)
class Touched:
    """One article file before and after; None where it was or is not there or cannot be read."""

    path: str
    before: Article | None
    after: Article | None
    problems: tuple[Problem, ...] = ()

    @property
    def page(self) -> str:
        """The address of its page below the site's root."""
        inside = self.path.removeprefix(f"{CONTENT}/")
        return addresses.url(addresses.article(inside, self.after.id if self.after else PurePosixPath(inside).stem))


def touched(pull: Pull) -> tuple[Touched, ...]:
    """Every article file that a pull request adds or changes."""
    return tuple(_touched(pull.repository, change) for change in pull.changes if _is_article(change.path))


def _is_article(path: str) -> bool:
    name = PurePosixPath(path)
    return path.startswith(f"{CONTENT}/articles/") and name.suffix == ".md" and "." not in name.stem


def _touched(repository: Repository, change: Change) -> Touched:
    name = shown(change.path)
    before = after = None
    problems: tuple[Problem, ...] = ()
    try:
        if not change.added:
            before = read_article(decode(repository.blob(change.old_object), name), name)
    except LibraryError:
        before = None
    try:
        if not change.removed:
            after = read_article(decode(repository.blob(change.object), name), name)
    except LibraryError as error:
        problems = error.problems
    return Touched(change.path, before, after, problems)


def summary(pull: Pull, pictures: dict[str, str]) -> str:
    """The whole text, in Markdown. `pictures` are file names by the path of the article that they show."""
    articles = touched(pull)
    new = [one for one in articles if one.after and not one.before]
    changed = [one for one in articles if one.after and one.before]
    lines = ["# 이 제안이 바꾸는 것 / What this pull request changes", ""]
    lines += _section("새 기사 / New articles", [_new(one, pictures) for one in new])
    lines += _section("고친 기사 / Changed articles", [_changed(one, pictures) for one in changed])
    lines += _section("읽을 수 없음 / Cannot be read", [_broken(one) for one in articles if one.problems])
    lines += _section("그 밖의 파일 / Other files", [_other(change) for change in sorted(pull.changes, key=_rank)])
    lines += ["## 검토 / To review", "", *(f"- [ ] {line}" for line in _CHECKS), ""]
    return "\n".join(lines)


def _section(title: str, items: list[list[str]]) -> list[str]:
    items = [item for item in items if item]
    if not items:
        return []
    more = len(items) - MAX_ARTICLES
    rest = [f"… {more} more", ""] if more > 0 else []
    return [f"## {title} ({len(items)})", "", *(line for item in items[:MAX_ARTICLES] for line in item), "", *rest]


def _new(one: Touched, pictures: dict[str, str]) -> list[str]:
    article = one.after
    if article is None:
        return []
    rows = [
        f"- {code(article.title)}",
        f"  - 파일 / file: {code(one.path)}",
        f"  - 날짜 / date: {code(f'{article.date:%Y-%m-%d %H:%M %z}')}, {article.date_source}",
        f"  - 출처 / source: {_link(article.source.url)}",
        f"  - 기업 / companies: {_list(article.tickers)}",
        f"  - 논조 / sentiment: {article.sentiment.label if article.sentiment else '–'}",
        f"  - 권리 / rights: {article.rights}{f', {code(article.rights_basis)}' if article.rights_basis else ''}",
        f"  - 상태 / status: {article.status}",
    ]
    rows += [f"  - 숫자 / figure: {_figure(figure)}" for figure in article.figures]
    rows += [f"  - 남은 일 / to do: {code(note)}" for note in article.notes]
    return rows + _picture(one, pictures)


def _changed(one: Touched, pictures: dict[str, str]) -> list[str]:
    before, after = one.before, one.after
    if before is None or after is None:
        return []
    rows = [f"- {code(after.title)}", f"  - 파일 / file: {code(one.path)}", *_fields(before, after)]
    rows += _sets("기업 / companies", before.tickers, after.tickers)
    rows += _sets("언급 / mentions", before.mentions, after.mentions)
    rows += _figures(before, after)
    if before.body != after.body:
        rows.append(f"  - 요약 / summary: {len(before.body)} → {len(after.body)} 자 / characters")
    return rows + _picture(one, pictures)


def _fields(before: Article, after: Article) -> Iterator[str]:
    pairs = {
        "id": (before.id, after.id),
        "제목 / title": (before.title, after.title),
        "날짜 / date": (before.date.isoformat(), after.date.isoformat()),
        "출처 / source": (before.source.url, after.source.url),
        "논조 / sentiment": (_label(before), _label(after)),
        "시리즈 / series": (f"{before.series} {before.part}", f"{after.series} {after.part}"),
        "권리 / rights": (before.rights, after.rights),
        "상태 / status": (before.status, after.status),
    }
    for name, (old, new) in pairs.items():
        if old != new:
            yield f"  - {name}: {code(old)} → {code(new)}"


def _label(article: Article) -> str:
    return article.sentiment.label if article.sentiment else "–"


def _sets(name: str, before: tuple[str, ...], after: tuple[str, ...]) -> list[str]:
    rows = []
    if added := [item for item in after if item not in before]:
        rows.append(f"  - {name} +: {_list(tuple(added))}")
    if gone := [item for item in before if item not in after]:
        rows.append(f"  - {name} −: {_list(tuple(gone))}")
    return rows


def _figures(before: Article, after: Article) -> list[str]:
    def keyed(article: Article) -> dict[tuple[str, str], list[Figure]]:
        found: dict[tuple[str, str], list[Figure]] = {}
        for figure in article.figures:
            found.setdefault((figure.label, str(figure.date)), []).append(figure)
        return found

    old, new = keyed(before), keyed(after)
    rows = []
    for key in dict.fromkeys((*old, *new)):
        was, now = old.get(key, []), new.get(key, [])
        if was == now:
            continue
        left = ", ".join(map(_figure, was)) or "–"
        right = ", ".join(map(_figure, now)) or "–"
        rows.append(f"  - 숫자 / figure: {left} → {right}")
    return rows


def _figure(figure: Figure) -> str:
    day = f", {figure.date}" if figure.date else ""
    return code(f"{figure.label}: {figure.value:f} {figure.unit}{day}")


def _list(items: tuple[str, ...]) -> str:
    return ", ".join(code(item) for item in items) or "–"


def _link(url: str | None) -> str:
    if not url:
        return "–"
    plain = url.isascii() and url.isprintable() and not set(url) & set("<> \\`|")
    return f"<{url}>" if plain else code(url)


def _picture(one: Touched, pictures: dict[str, str]) -> list[str]:
    name = pictures.get(one.path)
    return [f"  - 그림 / picture: {code(name)} (artifact `review`)"] if name else []


def _broken(one: Touched) -> list[str]:
    return [f"- {code(one.path)}", *(f"  - {code(str(problem))}" for problem in one.problems)]


def _rank(change: Change) -> tuple[bool, str]:
    """The site's own pages first: a list that is cut must not hide them."""
    return not _is_own_page(change.path), change.path


def _is_own_page(path: str) -> bool:
    parts = PurePosixPath(path).parts
    return len(parts) > 1 and parts[0] == CONTENT and parts[1] not in {"articles", "series"} and path.endswith(".md")


def _other(change: Change) -> list[str]:
    if _is_article(change.path):
        return []
    how = "−" if change.removed else "+" if change.added else "±"
    own = " ← **사이트 자신의 글: 꼼꼼히 / a page of the site itself: read it closely**"
    return [f"- {how} {code(change.path)}{own if _is_own_page(change.path) else ''}"]
