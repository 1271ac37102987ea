"""What fuzzing starts from and what it found, replayed without the fuzzer; the fuzzing itself is `make fuzz`."""

from __future__ import annotations

import pytest

from tests.fuzz.targets import TARGETS, dump, front_matter, seeds

CASES = [pytest.param(name, path, id=f"{name}-{path.name}") for name in TARGETS for path in seeds(name)]


@pytest.mark.parametrize(("name", "path"), CASES)
def test_what_fuzzing_knows_holds(name: str, path: str) -> None:
    """Every kept input is read or refused, and what is read keeps its promises."""
    from pathlib import Path

    TARGETS[name](Path(path).read_bytes())


def test_a_target_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    """A writer that loses a word, or a cutter that invents a headline, is caught."""
    text = b'---\ntitle: "Whole words"\ndate: 2025-01-31T00:00:00+09:00\nsource: "https://a.example/"\n---\nBody.\n'
    front_matter(text)
    monkeypatch.setattr("tests.fuzz.targets.write_article", lambda _: text.decode().replace("Whole ", ""))
    with pytest.raises(AssertionError):
        front_matter(text)
    page = next(path for path in seeds("dump") if path.name == "newsis.txt").read_bytes()
    dump(page)
    real = __import__("digest.extract.dump", fromlist=["extract_dump"]).extract_dump
    monkeypatch.setattr(
        "tests.fuzz.targets.extract_dump", lambda text: real(text).model_copy(update={"title": "An invented headline"})
    )
    with pytest.raises(AssertionError):
        dump(page)
