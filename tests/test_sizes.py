"""Work grows with the length of a text and not with its square: counted in steps and places, never in seconds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from digest.check.markdown import prose
from digest.cli import main
from digest.enrich import reader
from digest.extract.date_lines import byline
from digest.extract.refusals import MAX_BODY
from digest.text import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from digest.text.sentences import Sentence


class _Counted(list["Sentence"]):
    """A list that counts what is taken of it; whole slices are what they hold."""

    taken = 0

    def __getitem__(self, at: int | slice) -> Sentence | list[Sentence]:  # type: ignore[override]
        found = super().__getitem__(at)
        self.taken += len(found) if isinstance(found, list) else 1
        return found

    def __iter__(self) -> Iterator[Sentence]:
        self.taken += len(self)
        return super().__iter__()


def test_what_stands_in_a_sentence_is_found_without_looking_at_all_others() -> None:
    """Of 2,000 sentences each finds its own: in all some tens of thousands of looks, where all by all are 4,000,000."""
    parts = sentences.split("A b. " * 2_000)
    places = _Counted(parts)
    assert [list(sentences.inside(places, part)) for part in parts] == [[part] for part in parts]
    assert places.taken < 30 * len(parts)
    assert list(sentences.inside(parts, sentences.Sentence(0, 10**6, ""))) == parts
    assert list(sentences.inside(parts, sentences.Sentence(10**6, 10**7, ""))) == []


def test_a_line_is_searched_for_bullets_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """And not for each of its numbers."""

    class Counting:
        asked = 0

        def findall(self, text: str) -> list[str]:
            self.asked += 1
            return re.findall(r"▲[가-힣]", text)

    counting = Counting()
    monkeypatch.setattr(reader, "_BULLET", counting)
    reader._has_bullets.cache_clear()
    assert len(reader.read("▲1% " * 500)) == 500
    assert counting.asked == 1
    values = [item.value for item in reader.read("▲가격 ▲1% ▲매출 ▲2%")]
    assert all(value > 0 for value in values)


@pytest.mark.parametrize(("opens", "closes"), ["“”", "‘’", "「」", "『』"])
def test_a_quotation_ends_where_another_opens(opens: str, closes: str) -> None:
    """What nothing closes masks nothing and is not looked through again for each sign; the quoted words are masked."""
    assert prose(f"{opens}a {opens}b{closes} c") == f"{opens}a {opens}\0{closes} c"
    assert prose(opens * 50_000) == opens * 50_000
    assert prose(f"{opens}a\nb{closes}") == f"{opens}a\nb{closes}"


def test_names_on_a_line_are_read_in_one_way() -> None:
    """However many there are, each with its role or all with one."""
    names = ("황보름", "이도현", "남궁민수", "김하늘", "박바다", "최노을")
    assert byline(" ".join(f"{name} 기자" for name in names)) == names
    assert byline("·".join(f"{name}기자" for name in names)) == names
    assert byline("·".join(names) + " 기자") == names
    assert byline("Joyce Ahn·황보름 기자 구독") == ("Joyce", "Ahn", "황보름")
    assert byline("Aa Bb Cc 기자 " * 12 + "x") is None


def test_a_text_longer_than_any_article_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """In one line with what to do, before anything is made of it."""
    line = "삼성전자 주가가 3.2% 내렸다고 회사가 밝혔다.\n\n"
    dump = tmp_path / "dump.txt"
    head = "삼성전자 주가 하락\n2025.01.31 14:43\n황보름 기자\n\n"
    dump.write_text(head + line * (MAX_BODY // len(line) + 2_000), "utf-8")
    library = tmp_path / "content"
    library.mkdir()
    assert main(["import", str(dump), "--content", str(library), "--no-fetch"]) == 1
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert f"more than {MAX_BODY:,}" in told
    assert not list(library.rglob("*.md"))
