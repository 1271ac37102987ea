"""The search index as files: keys, blocks, shards; the same whatever was built before."""

from __future__ import annotations

import base64
import json
import pickle
import re
import unicodedata
import zlib
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from digest.search import Built, Entry, Kept, Memory, Record, Source
from digest.search import blocks as in_blocks
from digest.search import often as beginnings
from digest.search.anew import anew
from digest.search.index import build
from digest.search.keys import Table, lists, of
from digest.search.lists import merged
from digest.search.normal import NARROW, WIDE, normal
from digest.search.often import NONE
from digest.search.points import points
from digest.search.shards import Homed, gathered, home, homes, opened, shard, sliced, spread, stem

if TYPE_CHECKING:
    from collections.abc import Mapping

START = datetime(2020, 1, 1, tzinfo=UTC)


def record(number: int, title: str = "제목", body: str = "본문", **values: Any) -> Record:
    """An article a day."""
    given: dict[str, Any] = {
        "id": f"a{number:05}",
        "url": f"articles/a{number:05}/",
        "date": START + timedelta(days=number),
        "title": title,
        "lang": "ko",
        "names": ("엔비디아 Nvidia NVDA",),
        "body": (body,),
        "text": (),
        "facets": ("c:xnas-nvda", "l:ko"),
        "shown": {"p": "뉴스핌", "m": "none", "s": ""},
    }
    return Record(**(given | values))


def source(one: Record) -> Source:
    """A record as it is read."""
    return Source(one.id, one.date, one.lang, one.title, lambda: one)


def keys(text: str) -> set[str]:
    """The keys of a text."""
    return of(text)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("ＮＶＩＤＩＡ", "nvidia"),
        ("Nestlé", "nestle"),
        ("딥시크 쇼크 ②", "딥시크 쇼크 2"),
        ("19,341.83", "19341.83"),
        ("1,2", "1,2"),
        ("가\u00a0 나", "가 나"),
        (unicodedata.normalize("NFD", "희토류"), "희토류"),
    ],
)
def test_normal_form(typed: str, meant: str) -> None:
    """Width, case, accents, circled numbers, grouped digits, spaces and decomposed Hangul do not count."""
    assert normal(typed) == meant


def test_windows_of_hangul() -> None:
    """A word has its windows, and the space between two words stands in those that cross it."""
    assert {"중희0토", "희토0류"} <= keys("중희토류 수출")
    assert {"금리1인", "리인2하"} <= keys("금리 인하")
    assert "인하0$" in keys("금리 인하")
    assert not {key for key in keys("금리. 인하") if key[:2] in {"금리", "리인"}} & {"금리1인", "리인2하"}


def test_keys_of_letters_and_digits() -> None:
    """Letters are found from within a word, digits from the beginning of the number only."""
    assert {"-semicon", "-emicond", "-tor"} <= keys("semiconductor")
    assert keys("142.62") == {"-142.62"}
    assert {"^sk", "k하0이"} <= keys("SK하이닉스")
    assert "-s&p" in keys("S&P 500")


def test_one_syllable_is_a_word() -> None:
    """Alone or with a particle; an ideograph wherever it stands."""
    assert "=금" in keys("금 가격")
    assert "=금" in keys("금은 올랐다")
    assert "=금" not in keys("금리")
    assert "=美" in keys("美증시")


def read(records: list[Record]) -> dict[str, list[tuple[int, int]]]:
    """The lists of records: of each key the articles and places."""
    table = Table()
    made = lists(records, range(len(records)), table)
    entries = iter(made.entries.tolist())
    return {
        table.text(key): [divmod(next(entries), 4) for _ in range(count)]
        for key, count in zip(made.keys.tolist(), made.counts.tolist(), strict=True)
    }


def test_the_best_place_counts_once() -> None:
    """Title, names, often in the text, in the text: an article stands in a list once."""
    made = read([record(1, "희토류 수출", "희토류 희토류 희토류 관세 관세 금리다 금리다 금리다")])
    assert made["희토0류"] == [(0, 0)]
    assert made["#c:xnas-nvda"] == [(0, 1)]
    assert made["#d:2020-01-02"] == [(0, 1)]
    assert made["금리0다"] == [(0, 2)]
    assert made["관세1관"] == [(0, 3)]


def test_many_texts_are_normal_as_one_is() -> None:
    """What is done to all texts at once gives what is done to each, with every character of the first plane."""
    texts = [chr(code) for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    texts += [
        "1,234,567.8 and 1,23 ,456",
        "Ｎestlé  Café\t\u00a0x",
        unicodedata.normalize("NFD", "희토류 İı"),
        "👩‍👩‍👧1,000",
    ]
    rows = points(texts)
    for number, text in enumerate(texts):
        wanted = [letter for letter in normal(text) if known(letter)]
        mine = rows.codes[(rows.texts == number) & (rows.kinds >= 3)]
        assert "".join(map(chr, mine.tolist())) == "".join(wanted), repr(text)


def known(letter: str) -> bool:
    """A letter or digit of those that words are made of."""
    return re.fullmatch(f"[{NARROW}{WIDE}]", letter) is not None


def test_text_with_every_character_is_indexed() -> None:
    """Emoji, unpaired marks, other scripts, keys' own signs and line ends break nothing."""
    hostile = "".join(map(chr, range(1, 0x3000))) + "👩‍👩‍👧 ^-#=$ \u0301가" + "가" * 500
    files = plain(build([record(1, "x", hostile)], []))
    assert all(read_shard(data) is not None for path, data in files.items() if "/k/" in path)


def read_shard(data: bytes) -> dict[str, list[tuple[int, int]]]:
    """A second reader of the format, written from its description: key -> (article, place)."""
    raw = zlib.decompress(data)
    at = 0

    def varint() -> int:
        nonlocal at
        value = shift = 0
        while True:
            byte = raw[at]
            at += 1
            value |= (byte & 127) << shift
            shift += 7
            if byte < 128:
                return value

    sized = varint()
    size = sized >> 1
    words: list[str] = []
    for line in raw[at : at + size].decode("utf-8" if sized & 1 else "cp949").split("\n"):
        words.append((words[-1][: ord(line[0]) - 48] if words else "") + line[1:])
    at += size
    counts = [varint() for _ in words]
    places = iter([raw[at + number // 4] >> 2 * (number % 4) & 3 for number in range(sum(counts))])
    at += -(-sum(counts) // 4)
    found: dict[str, list[tuple[int, int]]] = {}
    for word, count in zip(words, counts, strict=True):
        number, rows = -1, []
        for _ in range(count):
            number += varint() + 1
            rows.append((number, next(places)))
        found[word] = rows
    assert at == len(raw)
    return found


def spaced_out(count: int = 400) -> list[Record]:
    """Articles with keys that are far apart and keys that are in all of them."""
    return [
        record(number, f"제목 {number}", "가나다" if number % 97 == 0 else "라마바 semiconductor")
        for number in range(count)
    ]


def test_shards_hold_what_went_in() -> None:
    """Every key stands in its own shard with all its articles, also far apart; both readers agree."""
    records, table = spaced_out(), Table()
    made = lists(records, range(len(records)), table)
    seen: dict[str, list[tuple[int, int]]] = {}
    for number, own in sliced(made, homes(made.keys, table, NONE, 16)):
        data = shard(own, table)
        held = read_shard(data)
        assert all(home(stem(key, NONE) if key[0] in "#^-" else key[:2], 16) == number for key in held)
        assert [part.tolist() for part in opened(data, table)] == [part.tolist() for part in own]
        seen |= held
    assert seen == read(records)
    with pytest.raises(ValueError, match="damaged"):
        opened(data[:-9], table)


def test_parts_are_gathered_by_shard() -> None:
    """Lists of several blocks, divided by groups of shards and put together again, are those of all articles."""
    records, table = [record(number, f"제목 {number}", f"희토류 chip{number % 7}") for number in range(40)], Table()
    parts = [lists(records[:25], range(25), table), lists(records[25:], range(25, 40), table)]
    groups: dict[int, list[Homed]] = {}
    for part in parts:
        for group, some in Homed(part, homes(part.keys, table, NONE, 16)).divided(4):
            groups.setdefault(group, []).append(some)
    whole = merged(parts)
    wanted = dict(sliced(whole, homes(whole.keys, table, NONE, 16)))
    found = {number: own for group in sorted(groups) for number, own in gathered(groups[group])}
    assert list(found) == list(wanted)
    for number, own in found.items():
        assert [column.tolist() for column in own] == [column.tolist() for column in wanted[number]]


def test_shards_are_the_same_in_any_number_of_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """A large library's are made some at a time."""
    records, table = [record(number, f"제목 {number}", f"희토류 chip{number % 7}") for number in range(40)], Table()
    halves = [lists(records[start : start + 20], range(20), table) for start in (0, 20)]
    parts = [(0, lambda: halves[0]), (20, lambda: halves[1])]
    once = list(anew(parts, table, NONE, 16, 5_000))
    assert [number for number, _ in once] == sorted(number for number, _ in once)
    for bytes_at_once in (5_000, 2_000, 1_500, 1):
        monkeypatch.setattr("digest.search.anew.ROUND", bytes_at_once)
        assert list(anew(parts, table, NONE, 16, 5_000)) == once


def test_frequent_beginnings_have_a_list_of_their_own() -> None:
    """Of all articles that have a word with it, in its best place; the rest stands elsewhere."""
    records = [
        record(number, "배당금", f"배당{chr(0xAC00 + number)} 배 당금 commodity common x{number}com")
        for number in range(60)
    ]
    table = Table()
    made = lists(records, range(60), table)
    often = beginnings.often([beginnings.weights(made, table, 1)], 59)
    assert "배당" in often.words()[0]
    assert "com" in often.words()[1].split()
    whole = beginnings.joined(made, table, often)
    held: dict[str, list[tuple[int, int]]] = {}
    for _, own in sliced(whole, homes(whole.keys, table, often, 8)):
        held |= read_shard(shard(own, table))
    assert held["배당"] == [(number, 0) for number in range(60)]
    assert held["~com"] == held["~comm"] == [(number, 3) for number in range(60)]
    assert "-com" not in held
    assert held["-commodi"] == held["~comm"]
    assert stem("-commodi", often) == "commo"


def test_blocks_follow_the_dates(monkeypatch: pytest.MonkeyPatch) -> None:
    """A small library is one block; a large one is split by time, in order, and none is lost."""
    records = [source(record(number)) for number in range(900)]
    assert list(in_blocks.blocks(records)) == ["all-ko"]
    monkeypatch.setattr(in_blocks, "MOST", 100)
    split = in_blocks.blocks(list(reversed(records)))
    assert list(split)[:4] == ["2020q1-ko", "2020q2-ko", "2020q3-ko", "2020q4-ko"]
    assert [item for items in split.values() for item in items] == records


def test_each_language_has_blocks_of_its_own() -> None:
    """In each the days follow each other; which language is next the head says, so that the order of all is known."""
    records = [record(number, lang="en" if number % 3 else "ko") for number in range(70)]
    head = json.loads(plain(build(records, []))["search/head.json"])
    assert [(name, lang, start) for name, lang, start, _ in head["blocks"]] == [("all-en", 0, 0), ("all-ko", 1, 128)]
    bits = "".join(f"{octet:08b}" for octet in base64.b64decode(head["order"]))
    assert bits == ("100" * 24)[:70] + "00"


def test_full_month_stays_one_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """More articles in a month than a block should hold are no error."""
    monkeypatch.setattr(in_blocks, "MOST", 3)
    split = in_blocks.blocks([source(record(1, id=f"b{number}")) for number in range(10)])
    assert {name: len(items) for name, items in split.items()} == {"2020-01-ko": 10}


def changed(before: Mapping[str, bytes], after: Mapping[str, bytes]) -> set[str]:
    """Paths whose bytes differ."""
    return {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}


def test_remembering_changes_no_byte(monkeypatch: pytest.MonkeyPatch) -> None:
    """Edits, additions, removals and moves in time after an earlier build give what a clean build gives."""
    monkeypatch.setattr(in_blocks, "MOST", 40)
    entries = [Entry("company", "xnas-nvda", "엔비디아", "Nvidia", "NVDA", (), 3)]
    records = [
        record(number, f"제목 {number}", f"본문 {number} 희토류", lang="ko" if number % 3 else "en")
        for number in range(120)
    ]
    first = build(records, entries)
    for new in (
        [*records[:50], record(50, "다른 제목", "관세"), *records[51:]],
        [*records[:50], record(50, "제목 50", "본문 50 희토류", lang="en"), *records[51:]],
        [*records, record(120, "새 기사")],
        records[1:],
        [*records[1:], record(500, id="a00000")],
        [],
    ):
        memory = pickle.loads(pickle.dumps(first.memory))  # noqa: S301 - our own
        after, clean = build(reversed(new), entries, memory=memory), build(new, entries)
        assert plain(after) == plain(clean)
        assert plain(build(new, entries, memory=after.memory)) == plain(clean)


def plain(built: Built) -> dict[str, bytes]:
    """The files, read where they are not yet."""
    return {path: data if isinstance(data, bytes) else data() for path, data in built.files.items()}


@pytest.mark.parametrize(
    ("title", "body", "rows"),
    [("제목 50", "본문 50 희토류 관세", set()), ("제목 관세 50", "본문 50 희토류", {"search/t/2020-02-ko-2.bin"})],
)
def test_an_edit_touches_its_own_block_only(
    monkeypatch: pytest.MonkeyPatch, title: str, body: str, rows: set[str]
) -> None:
    """Rows of other blocks and shards without its keys stay as they are; of a large library a body touches no row."""
    monkeypatch.setattr("digest.search.texts.WHOLE", 0)
    monkeypatch.setattr(in_blocks, "MOST", 40)
    records = [record(number, f"제목 {number}", f"본문 {number} 희토류") for number in range(120)]
    before = plain(build(records, []))
    after = plain(build([*records[:50], record(50, title, body), *records[51:]], []))
    touched = changed(before, after)
    assert {path for path in touched if "/t/" in path} == rows
    assert 0 < len({path for path in touched if "/k/" in path}) <= 4


def test_rows_of_a_large_library_have_no_body(monkeypatch: pytest.MonkeyPatch) -> None:
    """It stands on the article's page already; what is searched beside it is there. A smaller one's have it."""
    one = record(1, body="금리 인하", text=("한국은행이 밝힌 이유",))
    found = []
    for most in (1, 0):
        monkeypatch.setattr("digest.search.texts.WHOLE", most)
        files = plain(build([one], []))
        rows = b"".join(zlib.decompress(data) for path, data in files.items() if "/t/" in path).decode("cp949")
        assert "한국은행이 밝힌 이유" in rows
        found.append(("금리 인하" in rows, json.loads(files["search/head.json"])["whole"]))
    assert found == [(True, True), (False, False)]


def test_a_library_that_becomes_large_gives_its_bodies_away(monkeypatch: pytest.MonkeyPatch) -> None:
    """What was kept of the smaller one is of no use for its rows, and the other way round."""
    records = [record(number, f"제목 {number}", f"본문 {number} 희토류") for number in range(30)]
    memory = build(records[:20], []).memory
    for count in (30, 20, 30):
        monkeypatch.setattr("digest.search.texts.WHOLE", 25)
        made = build(records[:count], [], memory=memory)
        assert plain(made) == plain(build(records[:count], []))
        memory = made.memory


def test_head_says_where_articles_stand() -> None:
    """Numbers of articles follow from the months of each block."""
    files = plain(build([record(number) for number in range(70)], [], {"ko": {"none": "없음"}}))
    head = json.loads(files["search/head.json"])
    assert head["articles"] == 70
    assert head["blocks"] == [["all-ko", 0, 0, [["2020-01", 31], ["2020-02", 29], ["2020-03", 10]]]]
    assert head["order"] == ""
    assert head["words"]["ko"]["none"] == "없음"


def test_nothing_to_search() -> None:
    """An empty library has an index too."""
    files = plain(build([], []))
    assert json.loads(files["search/head.json"])["articles"] == 0


@pytest.mark.parametrize(("articles", "size"), [(0, 0), (36, 70_000), (1_000, 5_000_000), (50_000, 270_000_000)])
def test_number_of_shards(articles: int, size: int) -> None:
    """A power of two, never thousands for a small library."""
    shards = spread(articles, size)
    assert shards & (shards - 1) == 0
    assert 8 <= shards <= max(8, articles // 3)


@pytest.mark.parametrize("kind", ["block", "lists", "file"])
def test_what_is_remembered_and_damaged_is_refused(kind: str) -> None:
    """A row that is cut is an error, after which the cache is thrown away; it gives no other index."""
    records = [record(number, f"제목 {number}", "본문 희토류 semiconductor") for number in range(9)]
    rows = dict(build(records, []).memory.rows)
    for name, row in rows.items():
        if name[0] == kind and "/t/" not in name[1]:
            rows[name] = Kept(row.digest, row.value[:-7])
    with pytest.raises(ValueError, match=r"."):
        build([record(0, "다른 제목", "관세"), *records[1:]], [], memory=Memory(rows))


def test_what_did_not_change_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the articles nor the rows of memory that an edit does not touch."""
    monkeypatch.setattr("digest.search.texts.WHOLE", 0)
    records = [record(number, f"제목 {number}", f"본문 {number} 희토류") for number in range(60)]
    read: list[str] = []

    def noted(one: Record) -> Record:
        read.append(one.id)
        return one

    def sources(rows: list[Record]) -> list[Source]:
        return [Source(one.id, one.date, one.lang, repr(one), partial(noted, one)) for one in rows]

    before = build(sources(records), [])
    asked: list[tuple[str, str]] = []
    rows = {
        name: Kept(row.digest, load=lambda name=name, row=row: asked.append(name) or row.value)  # type: ignore[misc, func-returns-value]
        for name, row in before.memory.rows.items()
    }
    read.clear()
    after = build(sources([record(0, "제목 0", "본문 0 희토류 관세"), *records[1:]]), [], memory=Memory(rows))
    seen = [name for kind, name in asked if kind == "file"]
    assert [name for kind, name in asked if kind != "file"] == ["all-ko", "all-ko"]
    assert all("/k/" in name for name in seen)
    shards = [path for path in after.files if "/k/" in path]
    assert len(seen) < len(shards)
    assert read == ["a00000"]
    read.clear()
    moved = build(sources([record(0, "제목 관세", "본문 0 희토류"), *records[1:]]), [], memory=Memory(rows))
    together = json.loads(plain(moved)["search/head.json"])["group"]
    assert set(read) == {one.id for one in records[:together]}
