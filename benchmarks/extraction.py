"""Precision, recall and F1 of article bodies, next to the libraries that do the same, in one run.

The metric is that of the article extraction benchmark (scrapinghub): runs of four words, precision and recall
by page, their means, and F1 of the means. Data are read where they exist: `--data` names a folder with
`benchmark/` (`ground-truth.json`, `html/*.html.gz`) and `korean/` (`gold.json`, pages). A library that is not
installed is left out. Exit code 1 below the marks.

    python benchmarks/extraction.py [--data FOLDER]
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import re
import statistics
import sys
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from digest.errors import InputError
from digest.extract import blocks
from digest.extract.dump import extract_dump
from digest.extract.html import extract_html, parse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

WORD = re.compile(r"\w+")
RUN = 4
MAIL = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+")
TO_REACH = 0.965
TO_REACH_KOREAN = 0.97


class Page(NamedTuple):
    """A page and what a person read on it."""

    name: str
    data: bytes
    url: str | None
    body: str
    captions: tuple[str, ...] = ()
    facts: dict[str, object] | None = None


class Score(NamedTuple):
    """Means over pages, and the cost."""

    precision: float
    recall: float
    captions: int
    mails: int
    empty: int
    pages_per_second: float

    @property
    def f1(self) -> float:
        """Harmonic mean of the means."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


def runs(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four words, with how often each occurs."""
    words = WORD.findall(text)
    return Counter(run for at in range(max(1, len(words) - RUN + 1)) if (run := tuple(words[at : at + RUN])))


def compare(gold: str, found: str) -> tuple[float, float]:
    """Precision and recall of one body."""
    wanted, got = runs(gold), runs(found)
    hits = sum((wanted & got).values())
    wrong, missed = sum(got.values()) - hits, sum(wanted.values()) - hits
    if not wrong and not missed:
        return 1.0, 1.0
    return (hits / (hits + wrong) if hits + wrong else 0.0), (hits / (hits + missed) if hits + missed else 0.0)


def benchmark_pages(folder: Path) -> Iterator[Page]:
    """Pages of the benchmark that are in the folder."""
    truth = json.loads((folder / "ground-truth.json").read_text(encoding="utf-8"))
    for name, gold in sorted(truth.items()):
        path = folder / "html" / f"{name}.html.gz"
        if path.exists():
            yield Page(name[:8], gzip.decompress(path.read_bytes()), gold.get("url"), gold["articleBody"])


def korean_pages(folder: Path) -> Iterator[Page]:
    """Korean pages with gold by a person, and the synthetic one whose body stands beside it."""
    for name, gold in json.loads((folder / "gold.json").read_text(encoding="utf-8")).items():
        data = (folder / name).read_bytes()
        lines = [text for part in gold["body"]["sections"] for text in part["headline"] + part["paragraphs"]]
        captions = tuple(image["caption"] for image in gold["images"] if image.get("caption"))
        yield Page(
            name, gzip.decompress(data) if name.endswith(".gz") else data, None, "\n".join(lines), captions, gold
        )
    for text in sorted(folder.glob("*.body.txt")):
        page = text.with_name(text.name.replace(".body.txt", ".html"))
        body = re.sub(r"\A\[[^\]\n]{2,40}\][^=\n]{2,40}=\s?", "", text.read_text(encoding="utf-8"))
        yield Page(page.name, page.read_bytes(), None, body)


def ours(data: bytes, url: str | None) -> str:
    """This project."""
    try:
        return "\n".join(extract_html(data, url=url).body)
    except InputError:
        return ""


def ours_dumped(data: bytes, url: str | None) -> str:
    """This project, from all text of the page as a curator copies it: menus, boxes and feet without any markup."""
    try:
        return "\n".join(extract_dump("\n".join(blocks.paragraphs(parse(data).tree)), url=url).body)
    except InputError:
        return ""


def peers() -> Iterator[tuple[str, Callable[[bytes, str | None], str]]]:
    """The libraries that are installed here."""
    import lxml.html  # noqa: PLC0415
    import readability  # noqa: PLC0415
    import trafilatura  # noqa: PLC0415

    def by_trafilatura(*, precise: bool) -> Callable[[bytes, str | None], str]:
        return lambda data, url: (
            trafilatura.extract(data, url=url, include_comments=False, favor_precision=precise) or ""
        )

    def by_readability(data: bytes, _url: str | None) -> str:
        text = trafilatura.utils.decode_file(data)
        root = lxml.html.fromstring(readability.Document(text).summary(html_partial=True))
        for element in root.iter("p", "div", "li", "h1", "h2", "h3", "h4", "br", "td"):
            element.tail = "\n" + (element.tail or "")
        return str(root.text_content())

    yield "trafilatura, precise", by_trafilatura(precise=True)
    yield "trafilatura, default", by_trafilatura(precise=False)
    yield "readability-lxml", by_readability
    try:
        from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415
        from resiliparse.parse.encoding import bytes_to_str, detect_encoding  # noqa: PLC0415
    except ImportError:
        print("resiliparse is not installed here: left out (pip install resiliparse in an environment of its own)")
        return
    yield (
        "resiliparse",
        lambda data, _url: str(
            extract_plain_text(bytes_to_str(data, detect_encoding(data)), main_content=True, alt_texts=False)
        ),
    )


def measure(pages: list[Page], extract: Callable[[bytes, str | None], str]) -> Score:
    """Run one extractor over all pages."""
    rows: list[tuple[float, float]] = []
    captions = mails = empty = 0
    start = time.process_time()
    texts = []
    for page in pages:
        try:
            texts.append(extract(page.data, page.url))
        except Exception:  # noqa: BLE001 - a peer that fails on a page has found nothing there
            texts.append("")
    seconds = time.process_time() - start
    for page, text in zip(pages, texts, strict=True):
        rows.append(compare(page.body, text))
        bare = "".join(WORD.findall(text))
        captions += sum("".join(WORD.findall(caption)) in bare for caption in page.captions)
        mails += sum(line.strip() not in page.body and bool(MAIL.search(line)) for line in text.splitlines())
        empty += not text
    return Score(
        statistics.mean(row[0] for row in rows),
        statistics.mean(row[1] for row in rows),
        captions,
        mails,
        empty,
        len(pages) / seconds,
    )


def facts_missed(pages: list[Page]) -> list[str]:
    """Titles, authors and times of the Korean pages that are not exactly the gold's."""
    missed: list[str] = []
    for page in pages:
        if page.facts is None:
            continue
        found = extract_html(page.data)
        pairs = {
            "title": (found.title, page.facts["title"]),
            "authors": (list(found.authors), page.facts["authors"]),
            "published": (str(found.published), page.facts["publishing_date"]),
        }
        missed.extend(f"{page.name}: {name}: {got} for {want}" for name, (got, want) in pairs.items() if got != want)
    return missed


def main() -> int:
    """Print the tables; 1 where a figure to reach is missed."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--data", type=Path, default=Path(__file__).resolve().parents[2] / "shared" / "data" / "html")
    folder = parser.parse_args().data
    if not folder.exists():
        print(f"no pages in {folder}: give --data")
        return 0
    logging.disable(logging.CRITICAL)
    failed = False
    for title, pages, to_reach in (
        ("Article extraction benchmark", list(benchmark_pages(folder / "benchmark")), TO_REACH),
        ("Korean pages", list(korean_pages(folder / "korean")), TO_REACH_KOREAN),
    ):
        print(f"\n{title}: {len(pages)} pages; to reach: F1 {to_reach}")
        print(f"{'':24}{'F1':>8}{'P':>8}{'R':>8}{'captions':>10}{'mails':>7}{'empty':>7}{'pages/CPU-s':>13}")
        extractors = [("this project", ours), ("this project, text dump", ours_dumped), *peers()]
        for _, extract in extractors:
            extract(pages[0].data, pages[0].url)  # imports and caches are no page's cost
        for name, extract in extractors:
            score = measure(pages, extract)
            print(
                f"{name:24}{score.f1:8.4f}{score.precision:8.4f}{score.recall:8.4f}{score.captions:10}{score.mails:7}"
                f"{score.empty:7}{score.pages_per_second:13.0f}"
            )
            if extract is ours:
                failed |= score.f1 < to_reach or bool(score.captions)
        missed = facts_missed(pages)
        if any(page.facts for page in pages):
            print("title, authors, published: all exact" if not missed else "\n".join(missed))
            failed |= bool(missed)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
