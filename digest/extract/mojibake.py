"""Korean text that was decoded with the wrong table (`ÀÔ·Â`): repaired where the bytes are still there.

EUC-KR shown as Windows-1252 or Latin-1 and UTF-8 shown as either can be turned back; UTF-8 shown as Thai cannot.
"""

from __future__ import annotations

from typing import NamedTuple

SAMPLE = 200_000
"""Characters that are looked at to decide."""
SHARE = 0.30
"""Share of letters in U+00C0-00FF from which text is taken for garbled; no European language comes near it."""
MIN_LETTERS = 20


class Repaired(NamedTuple):
    """The text, and a note for the curator ("" where nothing was wrong)."""

    text: str
    note: str


def repair(text: str) -> Repaired:
    """Turn garbled Korean back, or say that it cannot be."""
    sample = text[:SAMPLE]
    letters = sum(map(str.isalpha, sample))
    if letters < MIN_LETTERS:
        return Repaired(text, "")
    latin = sum("\u00a1" <= character <= "\u00ff" for character in sample)
    thai = sum("\u0e00" <= character <= "\u0e7f" for character in sample)
    if thai / letters > SHARE:
        what = "encoding: the dump looks garbled (Thai letters for Korean) and cannot be repaired"
        return Repaired(text, f"{what}: save the page again as UTF-8")
    if latin / letters <= SHARE:
        return Repaired(text, "")
    best, name, lost = text, "", len(text)
    for encoding in ("utf-8", "cp949"):
        candidate, bad = _again(text, encoding)
        hangul = sum("가" <= character <= "힣" for character in candidate)
        if hangul > 2 * bad and hangul > MIN_LETTERS and bad < lost:
            best, name, lost = candidate, encoding, bad
    if not name:
        what = "encoding: the dump looks garbled (accented letters for Korean) and could not be repaired"
        return Repaired(text, f"{what}: save the page again as UTF-8")
    damage = f"; {lost} characters are lost (shown as \ufffd)" if lost else ""
    return Repaired(best, f"encoding: garbled text was repaired from {name}{damage}: compare it with the source")


def _again(text: str, encoding: str) -> tuple[str, int]:
    """The bytes behind each run of garbled characters, decoded anew; other characters stay."""
    pieces: list[str] = []
    run = bytearray()
    bad = 0
    for character in text:
        byte = _byte(character)
        if byte is not None:
            run += byte
            continue
        pieces.append(run.decode(encoding, "replace"))
        pieces.append(character)
        run.clear()
    pieces.append(run.decode(encoding, "replace"))
    whole = "".join(pieces)
    bad = whole.count("\ufffd")
    return whole, bad


def _byte(character: str) -> bytes | None:
    if character <= "\u00ff":
        return character.encode("latin-1")
    try:
        return character.encode("cp1252")
    except UnicodeEncodeError:
        return None
