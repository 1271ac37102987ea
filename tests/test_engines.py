"""Imports in many processes: the same files whoever prepared them, also when a worker is killed in the middle."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from digest.acquire.inputs import Inputs
from digest.acquire.item import Item, Trouble
from digest.cli import main
from digest.commands.import_ import _preparer
from digest.engines import BATCH, WINDOW, Lost, choose
from digest.engines.cluster import Dask
from digest.engines.local import Local
from digest.errors import InputError
from digest.stage import Prepared, Refused, Setup
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Callable

FILES = 24


def _inputs(folder: Path, count: int = FILES) -> Path:
    """Dumps and pages of many months, two that cannot be read, and copies that must be told."""
    folder.mkdir()
    text = (ROOT / "tests/input/newspim-layout.txt").read_text("utf-8")
    pages = [path.read_bytes() for path in sorted((ROOT / "tests/pages").glob("*.html"))]
    for number in range(count):
        day = f"2024년{1 + number % 6:02}월{1 + number % 28:02}일 10:{number:02}"
        own = text.replace("시험대②", f"시험대 {number}번 ({1 + number // 6})")
        (folder / f"{number:03}.txt").write_text(own.replace("기사입력 :", f"기사입력 : {day}", 1), "utf-8")
    for number, page in enumerate(pages[:4]):
        (folder / f"page-{number}.html").write_bytes(page)
    (folder / "005-broken.txt").write_text("x", "utf-8")
    (folder / "006-empty.txt").write_bytes(b"")
    return folder


def _tree(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def _import(source: str | Path, target: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[Any]:
    main(["import", str(source), "--content", str(target / "content"), "--json", *options])
    rows = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    return [{**row, "path": Path(row.get("path", "")).name} for row in rows]


# What workers do in these tests: functions of a module, so that they can be sent.


def _double(setup: int) -> Callable[[int], int]:
    return lambda item: setup * item


def _slow(setup: str) -> Callable[[int], tuple[int, int]]:
    """Notes who is at work, and takes a while."""

    def do(item: int) -> tuple[int, int]:
        Path(setup, f"{item}-{os.getpid()}").touch()
        time.sleep(0.05)
        return item, os.getpid()

    return do


def _deadly(setup: int) -> Callable[[int], int]:
    """One item ends every process that takes it."""

    def do(item: int) -> int:
        if item == setup:
            os.kill(os.getpid(), signal.SIGKILL)
        return item

    return do


def _raising(_setup: None) -> Callable[[int], int]:
    def do(item: int) -> int:
        raise ZeroDivisionError(item)

    return do


@pytest.mark.parametrize("jobs", [1, 2, 3])
def test_results_come_in_the_order_of_the_items(jobs: int) -> None:
    """Whatever the number of workers; also of no items at all."""
    engine = Local(jobs, at_once=2)
    assert list(engine.map(_double, 3, range(50))) == [(item, 3 * item) for item in range(50)]
    assert list(engine.map(_double, 3, range(0))) == []


def test_items_are_taken_as_they_are_needed() -> None:
    """A bounded number is under way, so that millions of inputs take no more memory than few."""
    taken = 0

    def items() -> Any:
        nonlocal taken
        for item in range(1000):
            taken += 1
            yield item

    with closing(Local(2, at_once=0).map(_double, 2, items())) as done:
        assert next(done) == (0, 0)
        assert taken <= 2 * WINDOW
        # A slow reader of results finds ready what was under way; workers must not run out of work meanwhile.
        for number in range(1, 100):
            time.sleep(0.002)
            assert next(done) == (number, 2 * number)
            assert 2 * WINDOW - BATCH <= taken - number <= 2 * WINDOW


def test_an_item_that_ends_its_worker_is_given_up_and_the_others_are_done() -> None:
    """It is told as lost; no other result is missing."""
    found = dict(Local(2, at_once=0).map(_deadly, 7, range(20)))
    assert isinstance(found.pop(7), Lost)
    assert found == {item: item for item in range(20) if item != 7}


def test_a_fault_of_ours_is_raised_not_swallowed() -> None:
    """Only the death of a worker is survived."""
    with pytest.raises(ZeroDivisionError):
        list(Local(2, at_once=0).map(_raising, None, range(3)))


def test_a_killed_local_worker_costs_no_result(tmp_path: Path) -> None:
    """One of two is killed mid-way; every item has its result, in order."""
    killed = 0
    found = []
    with closing(Local(2, at_once=0).map(_slow, str(tmp_path), range(40))) as done:
        for item, result in done:
            assert not isinstance(result, Lost)
            found.append((item, result[0]))
            if item == 10:
                killed = result[1]
                os.kill(killed, signal.SIGKILL)
    assert found == [(item, item) for item in range(40)]
    assert killed != os.getpid()


@pytest.fixture(scope="module")
def cluster() -> Any:
    """A real cluster of three processes."""
    distributed: Any = pytest.importorskip("distributed")
    with distributed.LocalCluster(
        n_workers=3, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0"
    ) as made:
        yield made


def test_dask_gives_results_in_order(cluster: Any) -> None:
    """By the address of a scheduler."""
    assert list(Dask(1, cluster.scheduler_address).map(_double, 2, range(40))) == [(n, 2 * n) for n in range(40)]


def test_a_killed_dask_worker_costs_no_result(cluster: Any, tmp_path: Path) -> None:
    """One of three is killed mid-way; every item has its result, in order."""
    found = []
    killed = 0
    with closing(Dask(1, cluster.scheduler_address).map(_slow, str(tmp_path), range(60))) as done:
        for item, result in done:
            assert not isinstance(result, Lost)
            found.append((item, result[0]))
            if item == 10:
                killed = result[1]
                os.kill(killed, signal.SIGKILL)
    assert found == [(item, item) for item in range(60)]
    assert any(path.name.endswith(f"-{killed}") for path in tmp_path.iterdir())


def test_the_same_files_whatever_the_engine(tmp_path: Path, capsys: pytest.CaptureFixture[str], cluster: Any) -> None:
    """One process, several, and a cluster of which a worker is killed: not one byte differs, nor one line told."""
    distributed: Any = pytest.importorskip("distributed")
    source = _inputs(tmp_path / "in")
    one = _import(source, tmp_path / "one", capsys, "--jobs", "1")
    assert sum(row["outcome"] == "new" for row in one) >= FILES
    assert {row["input"].rpartition("/")[2] for row in one if row["outcome"] == "failed"} >= {"006-empty.txt"}
    three = _import(source, tmp_path / "three", capsys, "--jobs", "3")
    address = cluster.scheduler_address
    with distributed.Client(address, set_as_default=False) as client:
        pids = list(client.run(os.getpid).values())
    assert len(pids) >= 2
    threading.Timer(0.4, os.kill, (pids[0], signal.SIGKILL)).start()
    many = _import(source, tmp_path / "many", capsys, "--engine", "dask", "--scheduler", address)
    assert one == three == many
    assert _tree(tmp_path / "one") == _tree(tmp_path / "three") == _tree(tmp_path / "many")
    before = _tree(tmp_path / "three")
    again = _import(source, tmp_path / "three", capsys, "--jobs", "2")
    assert {row["outcome"] for row in again} == {"unchanged", "failed"}
    assert _tree(tmp_path / "three") == before


def test_a_fault_of_ours_costs_one_input_whoever_prepares(cluster: Any) -> None:
    """In this process, in several and in a cluster: told with its kind and place, and the next input is prepared."""
    faulty: Any = Item("a.txt", "dump", 7)  # type: ignore[arg-type]
    text = (ROOT / "tests/input/newspim-layout.txt").read_bytes()
    good = Item("b.txt", "dump", text, "https://www.newspim.com/news/view/20241101000123")
    for engine in (Local(1), Local(2, at_once=0), Dask(1, cluster.scheduler_address)):
        (_, refused), (_, prepared) = engine.map(_preparer, Setup(), [faulty, good])
        assert isinstance(refused, Refused)
        assert isinstance(prepared, Prepared)
        assert str(refused.problem).startswith("a.txt: could not be read (AttributeError: 'int' object has no")
        assert "at digest/acquire/files.py:" in str(refused.problem)


def test_without_dask_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """An optional extra that is not there is a message, not a traceback."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["import", "x.txt", "--engine", "dask"]) == 1
    assert 'pip install "finance-digest[dask]"' in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("local", 0, None), "--jobs"),
        (("local", 1, "tcp://x:1"), "--scheduler"),
        (("ray", 1, None), "is no engine"),
    ],
)
def test_what_does_not_fit_is_told(arguments: tuple[str, int, str | None], told: str) -> None:
    """Each with its option and remedy."""
    with pytest.raises(InputError, match=told):
        choose(*arguments)


def test_a_scheduler_that_does_not_answer_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Within seconds, by its address."""
    monkeypatch.setattr("digest.engines.cluster.SECONDS", 0.3)
    with pytest.raises(InputError, match="no scheduler answers"):
        list(choose("dask", 1, "tcp://127.0.0.1:9").map(_double, 1, [1]))


# Inputs on other file systems.


def _remote(files: dict[str, bytes]) -> str:
    import fsspec

    memory = fsspec.filesystem("memory")
    if memory.exists("/box"):
        memory.rm("/box", recursive=True)
    for name, data in files.items():
        memory.pipe(f"/box/{name}", data)
    return "memory://box"


def test_files_of_other_file_systems_are_imported(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder in memory through fsspec gives the same articles as the same folder on disk."""
    source = _inputs(tmp_path / "in", 3)
    address = _remote({path.name: path.read_bytes() for path in source.iterdir()})
    here = _import(source, tmp_path / "here", capsys)
    there = _import(address, tmp_path / "there", capsys)
    assert [row["outcome"] for row in here] == [row["outcome"] for row in there]
    assert there[0]["input"].startswith("memory://box/")
    assert _tree(tmp_path / "here") == _tree(tmp_path / "there")


def test_one_remote_file_and_what_is_passed_over() -> None:
    """A name of one file is that file; hidden files, styles and a saved page's folder are no articles."""
    address = _remote({"a.txt": b"text", ".b.txt": b"x", "c.css": b"x", "page_files/d.html": b"<p>", "sub/e.txt": b"e"})
    found = [item.name for item in Inputs().read([address])]
    assert found == ["memory://box/a.txt", "memory://box/sub/e.txt"]
    assert [item.name for item in Inputs().read([f"{address}/a.txt"])] == ["memory://box/a.txt"]


def test_bounds_hold_for_remote_files_too() -> None:
    """A file that is too large is one trouble; the next is read."""
    address = _remote({"a.txt": b"long " * 1_200_000, "b.txt": b"text"})
    large, small = Inputs().read([address])
    assert isinstance(large, Trouble)
    assert "5 MB" in str(large.problem)
    assert isinstance(small, Item)


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("ftp://h/x.txt", "only http and https"),
        ("filecache::http://h/x.txt", "only http and https"),
        ("simplecache::memory://box/a.txt", "only http and https"),
        ("nosuch://h/x.txt", "no file system that fsspec knows"),
        ("memory://nowhere/x.txt", "is not there"),
    ],
)
def test_what_is_no_file_system_is_told(name: str, told: str) -> None:
    """The web is fetched by the rules of the web only; chains of file systems are refused."""
    (found,) = Inputs().read([name])
    assert isinstance(found, Trouble)
    assert told in str(found.problem)


def test_without_fsspec_the_remedy_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """An optional extra too."""
    monkeypatch.setitem(sys.modules, "fsspec", None)
    (found,) = Inputs().read(["s3://bucket/x.txt"])
    assert isinstance(found, Trouble)
    assert 'pip install "finance-digest[fsspec]"' in str(found.problem)
