"""Where each page stands. An address never depends on a title, so it survives every correction."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING
from urllib.parse import urlencode

if TYPE_CHECKING:
    from datetime import date

HOME = "index.md"
HOME_EN = "en/index.md"
HOME_KO = "ko/index.md"
"""A second home page in Korean, where the first one is English."""
SERIES = "series/index.md"
COMPANIES = "companies/index.md"
MONTHS = "months/index.md"
TOPICS = "topics/index.md"
PUBLISHERS = "publishers/index.md"
WEEKS = "weeks/index.md"
SEARCH = "search/index.md"


def local(path: str, lang: str) -> str:
    """The same list in one language: English ones stand below `en/`."""
    return f"en/{path}" if lang == "en" else path


def article(path: str, article_id: str) -> str:
    """`articles/2025/01/<id>.md`, from the path of its file and its permanent id."""
    return f"{path.rpartition('/')[0]}/{article_id}.md" if "/" in path else f"{article_id}.md"


def translation(path: str, lang: str) -> str:
    """`en/articles/2025/01/<id>.md`: a translation, from the path of the original's page."""
    return f"{lang}/{path}"


def series(slug: str) -> str:
    """`series/deepseek-shock.md`."""
    return f"series/{slug}.md"


def series_in(slug: str, own: str, lang: str) -> str:
    """A series has one page in its own language; a Korean one has a page with English furniture besides."""
    return local(series(slug), "en" if (own, lang) == ("ko", "en") else "ko")


def company(slug: str) -> str:
    """`companies/xnas-nvda.md`."""
    return f"companies/{slug}.md"


def topic(key: str) -> str:
    """`topics/rates.md`."""
    return f"topics/{key}.md"


def publisher(slug: str) -> str:
    """`publishers/newspim.md`."""
    return f"publishers/{slug}.md"


def week_key(day: date) -> str:
    """`2025-W05`: the ISO week (Monday to Sunday) of the day in the zone in which it was printed."""
    year, week, _ = day.isocalendar()
    return f"{year:04}-W{week:02}"


def week(key: str) -> str:
    """`weeks/2025-W05.md`."""
    return f"weeks/{key}.md"


def month_key(day: date) -> str:
    """`2025-01`, of the day in the zone in which it was printed."""
    return f"{day.year:04}-{day.month:02}"


def month(key: str) -> str:
    """`months/2025-01.md`."""
    return f"months/{key}.md"


def url(path: str) -> str:
    """The address below the root of the site: `series/deepseek-shock/`; the home page is ``."""
    folder = path.removesuffix(".md")
    if folder == "index" or folder.endswith("/index"):
        folder = folder.removesuffix("index").rstrip("/")
    return f"{folder}/" if folder else ""


def relative(here: str, there: str) -> str:
    """The link from the page at path `here` to the page at path `there`."""
    start, end = _folders(here), _folders(there)
    same = 0
    for one, other in zip(start, end, strict=False):
        if one != other:
            break
        same += 1
    return f"{'../' * (len(start) - same)}{''.join(end[same:])}" or "./"


def found(here: str, lang: str, **wanted: str) -> str:
    """The link from the page at `here` to search, asked for all of a company, topic or publisher, newest first."""
    return f"{relative(here, local(SEARCH, lang))}?{urlencode({**wanted, 'sort': 'date'})}"


@lru_cache(maxsize=4096)
def _folders(path: str) -> tuple[str, ...]:
    return tuple(f"{name}/" for name in url(path).split("/") if name)
