"""A second import: the source is followed, a curator's edit stays, and nothing changes without cause."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from digest.acquire.store import Store
from digest.library.merge import merge
from digest.library.save import Shelf, new_series, save, save_series
from digest.model import Article

if TYPE_CHECKING:
    from pathlib import Path


def _article(**changes: Any) -> Article:
    source = {"url": "https://news.example/1", "sha256": "1" * 64, "retrieved": "2026-01-01"} | changes.pop(
        "source", {}
    )
    fields = {
        "id": "20250131-x-1",
        "title": "제목",
        "date": "2025-01-31T09:00:00+09:00",
        "tickers": ("NVDA",),
        "sentiment": "negative",
        "source": source,
        "notes": ("body: write our own summary",),
    }
    return Article.model_validate(fields | changes)


def _tree(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()}


def test_an_unchanged_source_changes_nothing() -> None:
    """Also when our own rules would read it otherwise today."""
    mine = _article(body="요약")
    assert merge(mine, mine, mine).updated == ()


def test_fields_that_the_curator_left_follow_the_source() -> None:
    """A corrected headline comes in; the old hash is kept as history."""
    base = _article()
    mine = _article(body="요약", notes=())
    theirs = _article(title="고친 제목", source={"sha256": "2" * 64, "retrieved": "2026-02-02"})
    merged = merge(base, mine, theirs)
    assert merged.updated == ("title", "source")
    assert merged.article.title == "고친 제목"
    assert merged.article.body == "요약"
    assert merged.article.notes == ()
    assert merged.article.source.sha256 == "2" * 64
    assert merged.article.source.history == ("1" * 64,)


def test_a_part_does_not_move_to_another_series() -> None:
    """The part that was asked for is taken there: then it has none yet, and the note says so."""
    mine = _article(series="a", part=2)
    note = "part: 3 of b is taken by 20250130-x-9: give this one another part"
    merged = merge(mine, mine, _article(series="b", notes=(note,)), given={"series", "part"})
    assert (merged.article.series, merged.article.part) == ("b", None)
    assert merge(mine, mine, _article(series="a"), given={"series", "part"}).article.part == 2


def test_fields_that_the_curator_changed_stay() -> None:
    """Sentiment and tickers mended by hand are kept, and the difference is told."""
    base = _article()
    mine = _article(sentiment="mixed", tickers=("NVDA", "AVGO"))
    theirs = _article(tickers=("AMD",), sentiment="positive", source={"sha256": "2" * 64})
    merged = merge(base, mine, theirs)
    assert merged.article.tickers == ("NVDA", "AVGO")
    assert merged.article.sentiment == mine.sentiment
    assert set(merged.kept) == {"tickers", "sentiment"}


def test_without_a_base_every_field_is_the_curators() -> None:
    """On another machine nothing is known of the last import: only facts of the reading are added."""
    mine = _article(source={"sha256": None, "author": "김기자"})
    theirs = _article(title="다른", source={"sha256": "2" * 64, "author": "박기자", "place": "서울"})
    merged = merge(None, mine, theirs)
    assert merged.article.title == "제목"
    assert merged.article.source.author == "김기자"
    assert merged.article.source.place == "서울"
    assert set(merged.kept) == {"title", "source.author"}


def test_saving_twice_changes_not_one_byte(tmp_path: Path) -> None:
    """New, then unchanged; a curator's edit survives a changed source."""
    content = tmp_path / "content"
    store = Store(content)
    first = save(_article(), Shelf(content), store)
    assert first.outcome == "new"
    assert first.path == content / "articles/2025/01/20250131-x-1.md"
    before = _tree(tmp_path)
    assert save(_article(), Shelf.read(content), store).outcome == "unchanged"
    assert _tree(tmp_path) == before
    edited = first.path.read_text("utf-8").replace("sentiment: negative", "sentiment: mixed") + "요약.\n"
    first.path.write_text(edited, "utf-8")
    changed = _article(title="고친 제목", sentiment="positive", source={"sha256": "2" * 64})
    second = save(changed, Shelf.read(content), store)
    assert (second.outcome, second.updated, second.kept) == ("updated", ("title", "source"), ("sentiment",))
    text = second.path.read_text("utf-8")
    assert "sentiment: mixed" in text
    assert text.endswith("요약.\n")
    before = _tree(tmp_path)
    assert save(changed, Shelf.read(content), store).outcome == "unchanged"
    assert _tree(tmp_path) == before


def test_series_are_found_by_their_aliases(tmp_path: Path) -> None:
    """Spaces and case do not count; an unknown label finds nothing."""
    content = tmp_path / "content"
    save_series(new_series("딥시크 쇼크", "ko").model_copy(update={"aliases": ("DeepSeek Shock",)}), content)
    shelf = Shelf.read(content)
    assert shelf.find_series("딥시크쇼크") == "딥시크-쇼크"
    assert shelf.find_series("deepseek  SHOCK") == "딥시크-쇼크"
    assert shelf.find_series("뉴욕증시") is None


def test_the_store_keeps_text_by_its_hash_and_out_of_git(tmp_path: Path) -> None:
    """A tampered entry is not believed."""
    store = Store(tmp_path / "content")
    digest = store.keep("원문")
    assert store.text(digest) == "원문"
    assert store.text("0" * 64) is None
    assert store.text(None) is None
    assert (tmp_path / ".digest" / ".gitignore").read_text() == "*\n"
    (tmp_path / ".digest" / "sources" / digest[:2] / f"{digest}.txt").write_text("다른 글")
    assert store.text(digest) is None
