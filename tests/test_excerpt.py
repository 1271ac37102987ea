"""The quotation of a draft: short, whole, and a sentence that can stand alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from digest.enrich.excerpt import choose
from digest.enrich.securities import Securities
from digest.text import sentences

if TYPE_CHECKING:
    from digest.model import Security

LONG = "가나전자는 새 공장의 가동 시점과 투자 규모를 이사회에서 다시 정하겠다고 밝혔다."
REST = tuple(
    f"{n}번째 문단은 협력사와 나눈 계획과 그 배경을 자세히 적어 둔 긴 문장으로 이루어져 있다." * 4 for n in range(1, 6)
)


@pytest.mark.parametrize(
    "leaning", ["다만 투자의견은 '중립'을 유지했다.", '그는 "수요가 줄었다"고 말했다.', "이는 시장의 예상과 다르다."]
)
def test_a_sentence_that_leans_on_another_is_not_quoted_alone(leaning: str) -> None:
    """`But the rating stayed` says nothing without the sentence before it."""
    alone = "가나전자는 새 공장을 짓는다."
    found = choose((leaning, alone, *REST))
    assert found is not None
    assert found.startswith(alone)


@pytest.mark.parametrize("row", [row for row in Securities.load() if set(row.name_en) & set(".!?")], ids=lambda r: r.id)
def test_a_company_with_a_stop_in_its_name_ends_no_sentence(row: Security) -> None:
    """Every such name of the table, inside a sentence; `2nd Pref. B` was cut after `Pref.`."""
    found = sentences.split(f"By then {row.name_en} shares had lost a tenth. They rose again.")
    assert [one.text for one in found][1:] == ["They rose again."]


def test_english_sentences_lean_too() -> None:
    """He, this, however: what they point at is not in the quotation."""
    rest = "The plant will be built in the south of the country over the next three years. " * 12
    assert (
        choose(("However, it did not last.", rest))
        == "The plant will be built in the south of the country over the next three years."
    )


def test_nothing_fits_nothing_is_quoted() -> None:
    """A tenth of a short text holds no whole sentence."""
    assert choose((LONG,)) is None
