"""Cards: the pictures that a link to a page shows in a chat or a network, 1200 by 630 pixels, drawn by the build.

One for the site, and, by `cards` in digest.toml, for each article and series or for the newest ones; pages without one
show their series' or the site's. The name of a file is the hash of what is on it: equal cards are one file,
a changed title has a new address (networks keep pictures by address for weeks), and none is drawn to learn its name.

The fonts come with the package (`data/fonts`), so that each machine draws the same; a sign that they lack would be an
empty box, so such a text has no card of its own.
"""

from __future__ import annotations

import hashlib
import io
import json
import zlib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from digest.library.files import CARDS
from digest.site import stance
from digest.site.marks import circled
from digest.site.rows import publisher, series_title
from digest.site.settings import LANGS
from digest.site.words import say

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

    from digest.model import Article, Series
    from digest.site.catalogue import Catalogue
    from digest.site.companies import Company
    from digest.site.settings import Lang

WIDTH, HEIGHT = 1200, 630
"""The size that OpenGraph readers crop least."""
FOLDER = CARDS
_VERSION = 1
"""Part of each name: to be raised when the drawing changes."""
_MARGIN = 80
_TITLE = 150
"""Where the title begins."""
_PAPER = (251, 250, 247)
_INKS = ((29, 78, 137), (28, 28, 30), (92, 92, 98))
"""Of what stands above the title, of the title and the name, of the foot."""
_SHADES = 5
"""Of each ink, for smooth letters; all in 16 colours, so that two pixels are one byte."""
_FILES = ("card.otf", "hanja.otf")


@dataclass(frozen=True, slots=True)
class Card:
    """What stands on a card. All text is plain."""

    kicker: str
    title: str
    foot: str
    name: str
    """Of the site."""

    @property
    def path(self) -> str:
        """Where its file stands below the site."""
        told = json.dumps(
            [_VERSION, {"foot": self.foot, "kicker": self.kicker, "name": self.name, "title": self.title}]
        )
        return f"{FOLDER}{hashlib.sha256(told.encode()).hexdigest()[:16]}.png"

    @property
    def drawable(self) -> bool:
        """Whether the fonts have every sign of it."""
        signs = set(self.kicker + self.title + self.foot + self.name)
        return bool(self.title) and all(sign.isspace() for sign in signs.difference(*characters()))


def files(catalogue: Catalogue) -> Iterator[tuple[str, bytes]]:
    """Every card of the site, each once, as a PNG file by its path."""
    return ((path, draw(card)) for path, card in wanted(catalogue).items())


def wanted(catalogue: Catalogue) -> Mapping[str, Card]:
    """Every card of the site by its path, which tells all that is on it: a file that is there need not be drawn."""
    if catalogue.settings.site.cards == "none":
        return {}
    own = [article for article in catalogue.listed if _has_own(catalogue, article)]
    firms = sorted({company for article in own for company, _ in catalogue.named(article)})
    found = [_site(catalogue, "ko"), _site(catalogue, "en")]
    found += [_series(catalogue, one) for one in catalogue.library.series.values() if _is_drawn(catalogue, one)]
    found += [_company(catalogue, company, lang) for company in firms for lang in LANGS]
    own += [article for article in catalogue.translations.values() if _has_own(catalogue, article)]
    found += [_article(catalogue, article) for article in own]
    return {card.path: card for card in found if card.drawable}


def of_site(catalogue: Catalogue, lang: Lang) -> str:
    """The path of the site's card in one language; empty where there is none."""
    return _first(catalogue, _site(catalogue, lang))


def of_series(catalogue: Catalogue, series: Series) -> str:
    """The path of the card of a series, or of the site's."""
    own = [_series(catalogue, series)] if _is_drawn(catalogue, series) else []
    return _first(catalogue, *own, _site(catalogue, series.lang))


def of_company(catalogue: Catalogue, company: Company, lang: Lang) -> str:
    """The path of the card of a company that stands in an article with a card, or of the site's."""
    own = catalogue.settings.site.cards == "all" or company.id in catalogue.recent_companies
    return _first(catalogue, *([_company(catalogue, company, lang)] if own else []), _site(catalogue, lang))


def of_article(catalogue: Catalogue, article: Article) -> str:
    """The path of the card of an article, of its series, or of the site."""
    tried = [_article(catalogue, article)] if _has_own(catalogue, article) else []
    series = catalogue.library.series.get(article.series or "")
    if series and _is_drawn(catalogue, series):
        tried.append(_series(catalogue, series))
    return _first(catalogue, *tried, _site(catalogue, article.lang))


def _first(catalogue: Catalogue, *tried: Card) -> str:
    if catalogue.settings.site.cards == "none":
        return ""
    return next((card.path for card in tried if card.drawable), "")


def _has_own(catalogue: Catalogue, article: Article) -> bool:
    """Whether an article that stands in lists has a card of its own."""
    return catalogue.settings.site.cards == "all" or article.id in catalogue.newest


def _is_drawn(catalogue: Catalogue, series: Series) -> bool:
    """Whether a series has a card of its own: one that ended long ago has the site's."""
    return catalogue.settings.site.cards == "all" or series.slug in catalogue.living


def _name(catalogue: Catalogue, lang: Lang) -> str:
    """What the home page calls the site."""
    page = catalogue.library.pages.get(catalogue.homes[lang])
    return page.title if page else ""


def _site(catalogue: Catalogue, lang: Lang) -> Card:
    page = catalogue.library.pages.get(catalogue.homes[lang])
    return Card("", _name(catalogue, lang), (page.description or "") if page else "", "")


def _series(catalogue: Catalogue, series: Series) -> Card:
    title = series_title(series.title, series.title_ko, series.title_en, series.lang)
    return Card(say(series.lang, "series"), title, "", _name(catalogue, series.lang))


def _company(catalogue: Catalogue, company: Company, lang: Lang) -> Card:
    name = company.name(lang)
    foot = dict.fromkeys([company.name("en" if lang == "ko" else "ko"), company.code, company.market(lang)])
    text = " · ".join(one for one in foot if one and one != name)
    return Card(say(lang, "companies"), name, text, _name(catalogue, lang))


def _article(catalogue: Catalogue, article: Article) -> Card:
    lang = article.lang
    kicker = ""
    if series := catalogue.library.series.get(article.series or ""):
        kicker = series_title(series.title, series.title_ko, series.title_en, lang)
        kicker += f" {circled(article.part)}" if article.part else ""
    judged = stance.of_article(article)
    names = [company.name(lang) for company, subject in catalogue.named(article) if subject][:2]
    mood = f"{judged.shape} {judged.word(lang)}" if judged.label != "none" else ""
    foot = [f"{article.date:%Y-%m-%d}", publisher(article.source, lang), *names, mood]
    return Card(kicker, article.title, " · ".join(one for one in foot if one), _name(catalogue, lang))


@cache
def characters() -> tuple[frozenset[str], frozenset[str]]:
    """What each font can draw."""
    rows = (resources.files("digest.data") / "fonts/characters.txt").read_text("utf-8").splitlines()
    return frozenset(rows[0]), frozenset(rows[1])


@lru_cache(maxsize=4096)
def draw(card: Card) -> bytes:
    """The card as a PNG file of 16 colours; equal cards give equal bytes with one release of Pillow.

    Text is drawn as coverage first and each strip of it mapped to the shades of its ink: mapping the whole picture to
    its nearest colours took twenty times as long.
    """
    from PIL import Image, ImageDraw  # noqa: PLC0415 - only builds with cards pay for it

    cover = Image.new("L", (WIDTH, HEIGHT), 0)
    pen = ImageDraw.Draw(cover)
    _row(pen, _cut(card.kicker, 36, WIDTH - 2 * _MARGIN), (_MARGIN, 84), 36)
    size, rows = _fitted(card.title)
    for number, row in enumerate(rows):
        _row(pen, row, (_MARGIN, _TITLE + number * round(size * 1.3)), size)
    right = _length(card.name, 32)
    _row(pen, _cut(card.foot, 30, WIDTH - 3 * _MARGIN - right), (_MARGIN, HEIGHT - 98), 30)
    _row(pen, card.name, (WIDTH - _MARGIN - right, HEIGHT - 100), 32)

    image = Image.new("P", (WIDTH, HEIGHT), 0)
    image.putpalette([part for ink in _INKS for shade in range(_SHADES) for part in _shade(ink, shade)])
    edge = WIDTH - _MARGIN - right - 4
    for number, box in enumerate(
        ((0, 0, WIDTH, _TITLE), (0, _TITLE, WIDTH, HEIGHT - 130), (0, HEIGHT - 130, edge, HEIGHT))
    ):
        image.paste(cover.crop(box).point(_shades(number)), box)
    image.paste(cover.crop(box := (edge, HEIGHT - 130, WIDTH, HEIGHT)).point(_shades(1)), box)
    lines = ImageDraw.Draw(image)
    lines.rectangle((0, 0, WIDTH, 11), fill=_SHADES - 1)
    lines.rectangle((_MARGIN, HEIGHT - 131, WIDTH - _MARGIN, HEIGHT - 130), fill=2 * _SHADES + 1)
    out = io.BytesIO()
    image.save(out, "PNG", bits=4, compress_type=zlib.Z_RLE)  # half the time of the default, and smaller
    return out.getvalue()


def _shade(ink: tuple[int, int, int], shade: int) -> tuple[int, ...]:
    return tuple(round(paper + (part - paper) * shade / (_SHADES - 1)) for paper, part in zip(_PAPER, ink, strict=True))


@cache
def _shades(number: int) -> list[int]:
    """The number of the colour for each coverage, in the ink with that number."""
    return [number * _SHADES + round(level * (_SHADES - 1) / 255) for level in range(256)]


def _fitted(title: str) -> tuple[int, list[str]]:
    """The largest size at which the title stands in at most four rows, the last one cut where it must be."""
    for size in (76, 66, 58, 50):
        rows = _wrapped(title, size)
        if len(rows) * size * 1.3 <= HEIGHT - 300:
            return size, rows
    most = int((HEIGHT - 300) / (size * 1.3))
    return size, [*rows[: most - 1], _cut(" ".join(rows[most - 1 :]), size, WIDTH - 2 * _MARGIN)]


def _wrapped(text: str, size: int) -> list[str]:
    """Rows of whole words; a word that is longer than a row is broken."""
    rows = [""]
    for word in text.split():
        rest = word
        if rows[-1] and _length(f"{rows[-1]} {rest}", size) <= WIDTH - 2 * _MARGIN:
            rows[-1] += f" {rest}"
            continue
        while _length(rest, size) > WIDTH - 2 * _MARGIN:
            cut = next(n for n in range(len(rest), 0, -1) if _length(rest[:n], size) <= WIDTH - 2 * _MARGIN)
            rows.append(rest[:cut])
            rest = rest[cut:]
        rows.append(rest)
    return [row for row in rows if row]


def _cut(text: str, size: int, width: int) -> str:
    if _length(text, size) <= width:
        return text
    while text and _length(text + "…", size) > width:
        text = text[:-1]
    return text.rstrip(" ·,") + "…"


def _row(pen: ImageDraw, text: str, at: tuple[float, float], size: int) -> None:
    left, top = at
    for run, number in _runs(text):
        font = _font(number, size)
        pen.text((left, top + size), run, font=font, fill=255, anchor="ls")
        left += font.getlength(run)


def _length(text: str, size: int) -> int:
    return round(sum(_font(number, size).getlength(run) for run, number in _runs(text)))


def _runs(text: str) -> Iterator[tuple[str, int]]:
    """Pieces of text, each with the number of the font that has it."""
    second = characters()[1] - characters()[0]
    run, number = "", 0
    for sign in " ".join(text.split()):
        wanted = int(sign in second)
        if run and wanted != number:
            yield run, number
            run = ""
        run, number = run + sign, wanted
    if run:
        yield run, number


@cache
def _font(number: int, size: int) -> FreeTypeFont:
    from PIL import ImageFont  # noqa: PLC0415 - only builds with cards pay for it

    data = (resources.files("digest.data") / f"fonts/{_FILES[number]}").read_bytes()
    return ImageFont.truetype(io.BytesIO(data), size, layout_engine=ImageFont.Layout.BASIC)
