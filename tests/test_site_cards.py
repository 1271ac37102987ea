"""Cards: pictures for links, drawn alike on each machine, small, and never with an empty box."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from PIL import Image, ImageChops

from digest.enrich.securities import Securities
from digest.library import folder
from digest.model import Series
from digest.model.translation import Translation
from digest.site import cards
from digest.site.cards import HEIGHT, WIDTH, Card
from digest.site.catalogue import RECENT, Catalogue
from digest.site.extras import extras
from digest.site.origin import Origin
from tests import hostile
from tests.site_builds import GOLDEN, ROOT
from tests.test_site import SETTINGS, article, library

if TYPE_CHECKING:
    from pathlib import Path

    from digest.library.folder import Library

CARD = Card("딥시크 쇼크 ①", "美 국채 10년물 ‘4.5%’ 돌파…NVDA ▼3%", "2025-01-31 · 뉴스핌 · ▼ 부정", "금융 뉴스")
SERIES = Series.model_validate({"slug": "s", "title": "시리즈"})


def catalogue(found: Library, wanted: str = "recent") -> Catalogue:
    """What a site shows, with a setting for cards."""
    site = SETTINGS.site.model_copy(update={"cards": wanted})
    return Catalogue(found, Securities.load(), SETTINGS.model_copy(update={"site": site}))


def picture(card: Card) -> Image.Image:
    """The card as pixels."""
    return Image.open(io.BytesIO(cards.draw(card))).convert("RGB")


def test_a_card_is_a_small_picture_of_the_right_size() -> None:
    """1200 by 630 pixels, PNG, at most 25 KB however long the words."""
    for one in (CARD, replace(CARD, title="가나다라마바사아 " * 60, foot="긴 발 " * 60, kicker="머리 " * 60)):
        data = cards.draw(one)
        assert data.startswith(b"\x89PNG")
        assert len(data) <= 25_000
        assert Image.open(io.BytesIO(data)).size == (WIDTH, HEIGHT)


def test_equal_cards_are_equal_files() -> None:
    """The name follows the words; the bytes follow the name."""
    cards.draw.cache_clear()
    first = cards.draw(CARD)
    cards.draw.cache_clear()
    assert cards.draw(Card(CARD.kicker, CARD.title, CARD.foot, CARD.name)) == first
    assert CARD.path == replace(CARD).path
    assert CARD.path.startswith("assets/cards/")
    others = {replace(CARD, **{field: "x"}).path for field in ("kicker", "title", "foot", "name")}
    assert len(others | {CARD.path}) == 5


def test_words_stay_inside_the_margins() -> None:
    """Long words are broken, long titles cut; nothing touches the edges."""
    for title in ("x" * 500, "가" * 500, "W" * 90 + " 가나다", "짧다", "a b " * 200):
        image = picture(replace(CARD, title=title, foot="발 " * 200, kicker="K" * 200))
        bare = Image.new("RGB", image.size, image.getpixel((5, 300)))
        box = ImageChops.difference(image, bare).crop((0, 20, WIDTH, HEIGHT)).getbbox()
        assert box
        assert box[0] >= 70
        assert box[2] <= WIDTH - 60
        assert box[3] + 20 <= HEIGHT - 30


def test_each_sign_that_is_listed_is_drawn() -> None:
    """No sign of the list gives the empty box of a font, and none gives nothing."""
    for number, signs in enumerate(cards.characters()):
        font = cards._font(number, 20)
        box = bytes(font.getmask("\U0010fffd"))
        boxes = [sign for sign in signs if bytes(font.getmask(sign)) == box]
        assert boxes == []
    assert len(cards.characters()[0]) > 2350
    assert {"가", "힝", "A", "€", "₩", "▲", "▼", "…", "①", "⑳"} <= cards.characters()[0]
    assert {"美", "中", "日", "株"} <= cards.characters()[1]


@pytest.mark.parametrize("title", ["📈 오름", "شركة", "東京证券交易所", "똠방각하 뷁"])
def test_what_the_fonts_lack_has_no_card_of_its_own(title: str) -> None:
    """A box in a headline is worse than the series' card."""
    found = library(article(title=title, series="s"), series=(SERIES,))
    made = catalogue(found)
    one = found.articles[0]
    wanted = not Card("", title, "", "").drawable
    assert (cards.of_article(made, one) == cards.of_series(made, SERIES)) is wanted


def test_pages_name_only_cards_that_are_there(tmp_path: Path) -> None:
    """Of the golden content and of hostile words, with each setting."""
    hostile.write(tmp_path / "content")
    for content in (GOLDEN / "content", ROOT / "content", tmp_path / "content"):
        for wanted in ("all", "recent", "none"):
            made = catalogue(folder.load(content), wanted)
            drawn = dict(cards.files(made))
            named = {cards.of_article(made, one) for one in (*made.listed, *made.translations.values())}
            named |= {cards.of_series(made, one) for one in made.library.series.values()}
            named |= {cards.of_company(made, one, "ko") for one in made.coverage} | {cards.of_site(made, "en")}
            assert named - {""} <= set(drawn)
            assert bool(drawn) is (wanted != "none") or content == tmp_path / "content"


def test_only_the_newest_have_their_own() -> None:
    """Ten thousand articles would be a hundred megabytes; older ones show their series' card or the site's."""
    found = library(
        *(
            article(id=f"a-{n}", title=f"제목 {n}", date=f"2025-01-31T{n // 60:02}:{n % 60:02}:00+09:00")
            for n in range(RECENT + 5)
        )
    )
    made = catalogue(found)
    assert cards.of_article(made, found.articles[-1]) == cards.of_site(made, "ko")
    assert len(dict(cards.files(catalogue(found)))) < len(dict(cards.files(catalogue(found, "all"))))


def test_cards_need_the_address_of_the_site() -> None:
    """A picture in a preview has a whole address or none."""
    made = catalogue(folder.load(GOLDEN / "content"))
    assert not any("cards/" in path for path, _ in extras(made, None, ()))
    assert any("cards/" in path for path, _ in extras(made, Origin("https://e.org/", "x"), ()))


def test_the_card_of_a_translation_names_the_publisher_in_its_language() -> None:
    """As its page does; the Korean card has the Korean name."""
    words = Translation.model_validate({"id": "a-1", "lang": "en", "title": "One", "body": "Words."})
    held = replace(library(article(source={"url": "https://e.com/1", "name": "뉴스핌"})), translations={"a-1": words})
    feet = {card.title: card.foot for card in cards.wanted(catalogue(held)).values()}
    assert "뉴스핌" in feet["제목"]
    assert "Newspim" in feet["One"]
    assert "뉴스핌" not in feet["One"]
