"""Search measured in Chromium: what it finds, what it costs a reader, what it costs a build; beside two other engines.

    python benchmarks/search.py [--sizes 1000,10000,50000] [--every N,N,N] [--others PYTHON] [--every-other N,N,N]

* Recall and precision: every query of `queries/words.txt` that has a match, against substring truth worked out here.
* Known items: `queries/known.tsv` over the project's own articles; over made-up ones, words of 60 headlines.
* Bytes: what a reader who opens search fetches for the first query with ten results, each query in a fresh worker;
  the pages of those articles are among it, so the whole site is built.
* In the page: with the smallest size queries are typed into the search page (`drawing.py`).
* `--others` also asks the theme's search (lunr) and Pagefind, the latter with PYTHON, an interpreter that has
  `pagefind[extended]`. Pagefind is fed twice: the text as it is, and Hangul cut into pairs (a word is then a phrase).
  Both are given up where they take longer or more memory than the constants below say, and that is told.

Articles are those of `corpus.py`; counts in a worker are milliseconds over loopback, files read included.
"""

from __future__ import annotations

import argparse
import functools
import gzip
import http.server
import json
import os
import re
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import unicodedata
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

import material
from playwright.sync_api import Error, sync_playwright

from benchmarks import corpus, drawing
from benchmarks.limits import Limit
from digest.enrich.securities import Securities
from digest.library import folder
from digest.search import Source
from digest.search.blocks import blocks, order
from digest.search.index import build
from digest.site import search_records
from digest.site.catalogue import Catalogue
from digest.site.render import overrides
from digest.site.settings import load

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Browser, Page

    from digest.search import Record

ROOT = Path(__file__).resolve().parents[1]
QUERIES = Path(__file__).parent / "queries"
BUILDING = 400
"""Seconds that another engine is given for its index."""
SECONDS = 200
"""And for its first result, and again for all others."""
PAIRS = 10_000
"""Most articles that Pagefind is fed a second time, cut into pairs."""
BLANK = "blank.html"
"""A page of the site that holds nothing, from which the worker is asked."""
LARGEST = 10e9
"""Bytes that a page of another engine may grow to."""
DRAWN = 12
"""Most queries that are typed into the page, at each speed."""
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--enable-precise-memory-info"]
_WIDE = "가-힣一-鿿ぁ-ヿ"
SEPARATOR = r"[\s\-\[\](){}<>·ㆍ…“”‘’'\"「」『』【】,/:;!?①-⑳]+|\.(?!\d)"
PAGEFIND = """
import asyncio, json, sys
from pagefind.index import IndexConfig, PagefindIndex
sleep = asyncio.sleep
asyncio.sleep = lambda _: sleep(0)  # its interface waits 0.1 s for each answer: that is not counted against it
async def main():
    out, lang = sys.argv[1:]
    async with PagefindIndex(config=IndexConfig(output_path=out)) as index:
        for line in sys.stdin:
            number, text = json.loads(line)
            await index.add_custom_record(url=f"/{number}/", content=text, language=lang, meta={"title": str(number)})
asyncio.run(main())
"""


class Corpus(NamedTuple):
    """Articles in the order of their numbers, and their texts in a normal form of the benchmark's own."""

    records: list[Record]
    texts: list[str]
    files: int
    """Bytes of the article files."""
    catalogue: Catalogue
    spent: float
    """CPU seconds in which the records were made."""


def read(content: Path) -> Corpus:
    """A content folder."""
    library, _ = folder.survey(content)
    catalogue = Catalogue(library, Securities.beside(content), load(ROOT / "digest.toml"))
    start = time.process_time()
    made = list(search_records.records(catalogue))
    spent = time.process_time() - start
    sources = [Source(item.id, item.date, item.lang, "", partial(_same, item)) for item in made]
    records = [item.load() for items in blocks(sources).values() for item in items]
    texts = [plain("\n".join((item.title, *item.names, *item.body, *item.text))) for item in records]
    files = sum((content / library.paths[item.id]).stat().st_size for item in records)
    return Corpus(records, texts, files, catalogue, spent)


def _same(item: Record) -> Record:
    return item


def plain(text: str) -> str:
    """Truth is looked up in this."""
    text = unicodedata.normalize("NFKC", text).lower()
    return re.sub(r"[^\S\n]+", " ", re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text))


def pattern(word: str) -> re.Pattern[str]:
    """A word as a substring: a space may stand where two syllables are on either side, short codes are whole words."""
    if not re.search(f"[{_WIDE}]", word):
        if len(word) < 3:
            return re.compile(rf"(?<![0-9a-z]){re.escape(word)}(?![0-9a-z])")
        return re.compile(("(?<![0-9.])" if word[0].isdecimal() else "") + re.escape(word))

    def fits(part: str) -> bool:
        return len(part) > 1 or part.isascii()

    return re.compile(
        "".join(
            (" ?" if at and fits(word[:at]) and fits(word[at:]) else "") + re.escape(c) for at, c in enumerate(word)
        )
    )


def truth(texts: Sequence[str], query: str) -> set[int]:
    """The numbers of all articles that have every word of the query."""
    found = [pattern(word) for word in plain(query).split()]
    return {number for number, text in enumerate(texts) if all(one.search(text) for one in found)}


def answered(texts: Sequence[str], every: int = 1) -> dict[str, set[int]]:
    """Queries that have a match, each with its articles."""
    found = ((query, truth(texts, query)) for query in words()[::every])
    return {query: numbers for query, numbers in found if numbers}


def words() -> list[str]:
    """The queries."""
    return [line for line in (QUERIES / "words.txt").read_text("utf-8").splitlines() if line and line[0] != "#"]


def known() -> list[tuple[str, str]]:
    """Queries over the project's own articles and the address that each should lead to."""
    rows = [line.split("\t") for line in (QUERIES / "known.tsv").read_text("utf-8").splitlines() if line[:1] != "#"]
    return [(query, address) for query, address in rows]


def headlines(records: Sequence[Record], count: int = 60) -> list[tuple[str, str]]:
    """Three long words of headlines spread over a made-up library, and the address of the article."""
    found = []
    for item in sorted(records, key=order)[:: max(1, len(records) // count)][:count]:
        parts = sorted(set(re.findall(r"[\w-]+", item.title)), key=lambda word: (-len(word), word))[:3]
        found.append((" ".join(parts), item.url))
    return found


class Bytes:
    """What was sent, by path."""

    def __init__(self) -> None:
        self.sent: list[tuple[str, int]] = []

    def take(self) -> list[tuple[str, int]]:
        """Since the last call."""
        found, self.sent = self.sent, []
        return found


@contextmanager
def served(site: Path, count: Bytes) -> Iterator[str]:
    """Serve a folder; counted is what a host sends, which compresses pages, JSON and scripts and no `.bin`."""

    class Handler(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing."""

        def end_headers(self) -> None:
            self.send_header("Cache-Control", "no-store")
            self.send_header("Cross-Origin-Opener-Policy", "same-origin")
            self.send_header("Cross-Origin-Embedder-Policy", "require-corp")
            super().end_headers()

        def copyfile(self, source: Any, outputfile: Any) -> None:
            path = self.path.split("?")[0]
            file = site / f"{path[1:]}index.html" if path.endswith("/") else site / path[1:]
            known = file.suffix in {".html", ".json", ".js"}
            count.sent.append((path, compressed(file) if known else _size(source)))
            shutil.copyfileobj(source, outputfile)

    class Server(http.server.ThreadingHTTPServer):
        def handle_error(self, *_: object) -> None:
            """A worker that ends does not wait for what it asked."""

    server = Server(("127.0.0.1", 0), functools.partial(Handler, directory=str(site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@functools.cache
def compressed(path: Path) -> int:
    """Bytes of a file as a static host sends it."""
    return len(gzip.compress(path.read_bytes()))


def _size(file: Any) -> int:
    return os.fstat(file.fileno()).st_size


PRELUDE = """{
    const ask = fetch, post = postMessage.bind(self);
    let last = 0;
    self.fetch = async (...asked) => {
        const answer = await ask(...asked), data = await answer.arrayBuffer();
        last = performance.now();
        return new Response(data, {status: answer.status});
    };
    self.postMessage = (message) => post({...message, after: performance.now() - last});
}
"""
"""Before the worker's script: each file is there as a whole before it is looked at, and an answer says how long after
the last of them it was posted."""
LONG_TASKS = """() => {
    window.long = 0;
    new PerformanceObserver((list) => { window.long += list.getEntries().length; }).observe({entryTypes: ["longtask"]});
}"""
OURS = """async ([typed, fresh, most, all]) => {
    if (fresh || !window.w) { window.w?.terminate(); window.w = new Worker("search.js"); }
    const start = performance.now();
    const answer = await new Promise((done) => {
        window.w.onmessage = ({data}) => done(data);
        window.w.postMessage({do: "find", typed, most, all, base: new URL("search/", location.href).href});
    });
    return {...answer, ms: performance.now() - start};
}"""
MEMORY = """async () => (await performance.measureUserAgentSpecificMemory()).breakdown
    .filter((part) => part.attribution.some((one) => one.scope.includes("Worker")))
    .reduce((sum, part) => sum + part.bytes, 0)"""
THEME = """async ([typed, index]) => {
    const ask = (message, type) => new Promise((done) => {
        const hear = ({data}) => {
            if (data.type !== type) return;
            window.t.removeEventListener("message", hear);
            done(data);
        };
        window.t.addEventListener("message", hear);
        window.t.postMessage(message);
    });
    const start = performance.now();
    if (!window.t) {
        window.t = new Worker("assets/javascripts/workers/search.js");
        const index = await (await fetch("search_index.json")).json();
        await ask({type: 0, data: {...index, options: {suggest: false}}}, 1);
    }
    const answer = await ask({type: 2, data: typed}, 3);
    return {places: answer.data.items.map((item) => item[0].location), ms: performance.now() - start};
}"""
OTHER = """async ([typed, folder]) => {
    window.p ||= {};
    const start = performance.now();
    if (!window.p[folder]) {
        window.p[folder] = await import(`/${folder}/pagefind.js`);
        await window.p[folder].init();
    }
    const answer = await window.p[folder].search(typed);
    const ten = await Promise.all(answer.results.slice(0, 10).map((one) => one.data()));
    const ms = performance.now() - start;
    return {places: answer.results.length, ten: ten.map((one) => one.url), ms};
}"""


def pairs(text: str) -> str:
    """Hangul cut into overlapping pairs."""
    return re.sub(r"[가-힣]{2,}", lambda m: " " + " ".join(m[0][i : i + 2] for i in range(len(m[0]) - 1)) + " ", text)


def as_phrases(query: str) -> str:
    """A query for text that is cut into pairs."""
    return " ".join(f'"{pairs(word).strip()}"' if re.search("[가-힣]{2}", word) else word for word in query.split())


def score(found: Sequence[set[int]], wanted: Sequence[set[int]]) -> str:
    """Recall and precision over all queries together, and the worst query of each."""
    both = sum(len(a & b) for a, b in zip(found, wanted, strict=True))
    recall, precision = both / max(1, sum(map(len, wanted))), both / max(1, sum(map(len, found)))
    worst = min(len(a & b) / len(b) for a, b in zip(found, wanted, strict=True))
    loose = min(len(a & b) / max(1, len(a)) for a, b in zip(found, wanted, strict=True))
    return f"recall {recall:.4f} (worst query {worst:.3f})  precision {precision:.4f} (worst {loose:.3f})"


def reciprocal(ranks: Sequence[int]) -> float:
    """Mean reciprocal rank; 0 stands for not among the ten."""
    return sum(1 / rank for rank in ranks if rank) / len(ranks)


def spread(values: Sequence[float], unit: str, scale: float = 1) -> str:
    """Median, 95th of a hundred, and most."""
    rows = sorted(value / scale for value in values)
    return f"median {statistics.median(rows):.0f}, 95 % {rows[int(len(rows) * 0.95)]:.0f}, most {rows[-1]:.0f} {unit}"


def ours(
    browser: Browser, site: Path, data: Corpus, wanted: Mapping[str, set[int]], items: list[tuple[str, str]]
) -> None:
    """Build the index once more by itself, then ask that of the site."""
    queries = list(wanted)
    if data.spent:
        print(f"  records made at {len(data.records) / data.spent:.0f} articles per CPU s, apart from the index")
    sources = [Source(item.id, item.date, item.lang, item.id, partial(_same, item)) for item in data.records]
    start = time.process_time()
    built = build(sources, search_records.entries(data.catalogue))
    spent = time.process_time() - start
    (site / BLANK).write_text("<!doctype html><meta charset=utf-8><title>search</title>", "utf-8")
    script = (overrides() / "assets/search.js").read_text("utf-8")
    (site / "search.js").write_text(PRELUDE + script, "utf-8")
    total, text = (
        sum(path.stat().st_size for path in site.rglob("search/**/*") if path.is_file()),
        sum(len(text.encode()) for text in data.texts),
    )
    print(f"  built {len(data.records) / spent:.0f} articles per CPU s: {len(built.files)} files, {total / 1e6:.2f} MB")
    print(f"    {total / text:.0%} of the text searched, {total / data.files:.0%} of the article files")
    count = Bytes()
    with served(site, count) as base:
        page = opened(browser, base + BLANK)
        page.evaluate(LONG_TASKS)
        places = numbered(json.loads((site / "search/head.json").read_text("utf-8")))
        found = [{places[n] for n in page.evaluate(OURS, [query, False, 1, True])["numbers"]} for query in queries]
        print(f"  {len(queries)} queries: {score(found, list(wanted.values()))}")
        print(f"  worker after all queries: {page.evaluate(MEMORY) / 1e6:.0f} MB")
        count.take()
        sizes, cold, costly, after = [], [], [], []
        for query in queries:
            answer = page.evaluate(OURS, [query, True, 10, False])
            cold.append(answer["ms"])
            after.append(answer["after"])
            sent = [one for one in count.take() if one[0] not in {"/search.js", "/search/series.bin"}]
            sizes.append(sum(size for _, size in sent))
            costly.append((sizes[-1], query, _parts(sent)))
        print(f"  first query with ten results: {spread(sizes, 'KB', 1000)}; {spread(cold, 'ms')} with loading")
        print(f"    results after the last byte of them: {spread(after, 'ms')}")
        for size, query, parts in sorted(costly, reverse=True)[:5]:
            print(f"    {size / 1000:.0f} KB {query}: {parts}")
        warm = [page.evaluate(OURS, [query, False, 10, False])["ms"] for query in queries]
        later = [size for path, size in count.take()]
        print(f"  later ones: {sum(later) / len(queries) / 1000:.0f} KB on average; {spread(warm, 'ms')}")
        print(f"  long tasks of the main thread in all of it: {page.evaluate('window.long')}")
        small = len(gzip.compress(script.encode()))
        print(f"  script {len(script.encode()) / 1000:.0f} KB, {small / 1000:.1f} compressed")
        print(f"  {len(items)} known items: MRR {reciprocal([rank(page, query, url) for query, url in items]):.3f}")
        page.close()


def numbered(head: dict[str, Any]) -> dict[int, int]:
    """The place of each number of an article among all articles: blocks have room to grow."""
    every = [start + n for _, _, start, months in head["blocks"] for n in range(sum(count for _, count in months))]
    return {number: place for place, number in enumerate(every)}


def _parts(sent: Sequence[tuple[str, int]]) -> str:
    """What a query read, by kind."""
    kinds: dict[str, list[int]] = {}
    for path, size in sent:
        kind = "pages" if path.endswith("/") else path.split("/")[2] if path.count("/") > 2 else path.rpartition("/")[2]
        kinds.setdefault(kind, []).append(size)
    return ", ".join(f"{kind} {len(sizes)} of {sum(sizes) / 1000:.1f} KB" for kind, sizes in kinds.items())


def rank(page: Page, query: str, url: str) -> int:
    """At which place the page or article stands among what is shown."""
    answer = page.evaluate(OURS, [query, False, 10, False])
    kinds = {"c": "companies/", "s": "series/", "t": "topics/"}
    places = [f"{kinds[one['kind']]}{one['key']}/" for one in answer["entries"]]
    articles = [item["url"] for item in answer["items"]]
    found = articles if url.startswith("articles/") else places
    return found.index(url) + 1 if url in found else 0


def opened(browser: Browser, base: str) -> Page:
    """An empty page of the site, with patience."""
    page = browser.new_page()
    page.set_default_timeout(600_000)
    page.goto(base)
    return page


def theme(browser: Browser, site: Path, data: Corpus, wanted: Mapping[str, set[int]]) -> None:
    """The search of Material for MkDocs, with the settings this project had."""
    queries = list(wanted)
    home = Path(str(material.__file__)).parent / "templates/assets/javascripts"
    (site / "assets/javascripts/workers").mkdir(parents=True)
    shutil.copytree(home / "lunr", site / "assets/javascripts/lunr")
    shutil.copy(next((home / "workers").glob("search.*.min.js")), site / "assets/javascripts/workers/search.js")
    docs = [{"location": str(n), "title": item.title, "text": data.texts[n]} for n, item in enumerate(data.records)]
    fields = {"title": {"boost": 1000.0}, "text": {"boost": 1.0}, "tags": {"boost": 1_000_000.0}}
    config = {"lang": ["ko", "en"], "separator": SEPARATOR, "pipeline": ["stopWordFilter"], "fields": fields}
    index = site / "search_index.json"
    index.write_text(json.dumps({"config": config, "docs": docs}))
    print(f"  index {index.stat().st_size / 1e6:.1f} MB, {compressed(index) / 1e6:.1f} compressed", flush=True)
    count = Bytes()
    with served(site, count) as base:
        page = opened(browser, base)
        count.take()
        with limited() as limit:
            first = page.evaluate(THEME, [queries[0], True])
        if limit.reached:
            return
        sent = sum(size for _, size in count.take())
        print(f"  first query {sent / 1e6:.1f} MB, {first['ms']:.0f} ms, page of {limit.most / 1e9:.1f} GB", flush=True)
        rows: list[dict[str, Any]] = []
        with limited() as limit:
            for query in queries:
                rows.append(page.evaluate(THEME, [query, True]))  # noqa: PERF401 - some are there when it is given up
        if rows:
            found = [{int(place) for place in row["places"]} for row in rows]
            print(f"  {len(rows)} of {len(queries)} queries: {score(found, list(wanted.values())[: len(rows)])}")
            print(f"  later {spread([row['ms'] for row in rows], 'ms')}; page of {limit.most / 1e9:.1f} GB", flush=True)
        if not limit.reached:
            page.close()


@contextmanager
def limited() -> Iterator[Limit]:
    """What is inside ends where it takes too long or too much; then that is told."""
    with Limit(SECONDS, LARGEST) as limit:
        try:
            yield limit
        except Error as error:
            print(f"  gave up after {limit.reached or error}; page of {limit.most / 1e9:.1f} GB", flush=True)
            limit.reached = limit.reached or "an error"


def pagefind(browser: Browser, site: Path, data: Corpus, wanted: Mapping[str, set[int]], python: str) -> None:
    """Pagefind with the text as it is, and cut into pairs."""
    queries = list(wanted)
    for name, cut in (("plain", False), ("pairs", True)):
        if cut and len(data.texts) > PAIRS:
            print(f"  {name}: not tried above {PAIRS} articles")
            continue
        rows = "\n".join(json.dumps([n, pairs(text) if cut else text]) for n, text in enumerate(data.texts))
        start = time.monotonic()
        if not fed([python, "-c", PAGEFIND, str(site / name), "ko"], rows):
            print(f"  {name}: gave up building after {BUILDING} s", flush=True)
            continue
        spent = time.monotonic() - start
        files = [path for path in (site / name).rglob("*") if path.is_file()]
        size = sum(path.stat().st_size for path in files)
        print(f"  {name}: built in {spent:.1f} s (wall), {len(files)} files, {size / 1e6:.2f} MB")
        count = Bytes()
        sizes, counts, times = [], [], []
        with served(site, count) as base, limited() as limit:
            for query in queries:
                page = browser.new_context().new_page()
                page.set_default_timeout(600_000)
                page.goto(base)
                count.take()
                asked = [as_phrases(query) if cut else query, name]
                try:
                    answer = page.evaluate(OTHER, asked)
                except Error:  # now and then it does not get its own files
                    if limit.reached:
                        raise
                    page.goto(base)
                    count.take()
                    answer = page.evaluate(OTHER, asked)
                sizes.append(sum(sent for path, sent in count.take() if not path.endswith((".js", ".pagefind"))))
                counts.append(answer["places"])
                times.append(answer["ms"])
                page.context.close()
        if counts:
            right = [len(numbers) for numbers in wanted.values()][: len(counts)]
            off = sum(abs(a - b) for a, b in zip(counts, right, strict=True)) / sum(right)
            print(f"    first query: {spread(sizes, 'KB', 1000)} without scripts; {spread(times, 'ms')}")
            same = sum(a == b for a, b in zip(counts, right, strict=True))
            print(
                f"    right number of results for {same} of {len(right)} queries (of {len(queries)} to ask); ", end=""
            )
            print(f"{off:.1%} of results missing or too many; page of {limit.most / 1e9:.1f} GB", flush=True)


def fed(command: list[str], rows: str) -> bool:
    """Whether a program took in the rows and ended well in time; if not, it and what it started are ended."""
    program = subprocess.Popen(command, stdin=subprocess.PIPE, text=True, start_new_session=True)
    try:
        program.communicate(rows, timeout=BUILDING)
    except subprocess.TimeoutExpired:
        os.killpg(program.pid, signal.SIGKILL)
        program.wait()
        return False
    if program.returncode:
        raise subprocess.CalledProcessError(program.returncode, command)
    return True


def in_page(browser: Browser, site: Path, queries: Sequence[str]) -> None:
    """Type into the search page of a site."""
    with served(site, Bytes()) as base:
        drawing.measure(browser, base, queries[:: max(1, -(-len(queries) // DRAWN))])


def main() -> int:
    """Measure."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--sizes", default="1000,10000")
    options.add_argument("--others", metavar="PYTHON", help="an interpreter that has pagefind[extended]")
    options.add_argument("--every", default="1", metavar="N", help="ask only every Nth query; a number for each size")
    options.add_argument("--every-other", default="1", metavar="N", help="the others: every Nth of those")
    given = options.parse_args()
    sizes, every, every_other = (
        [int(one) for one in text.split(",")] for text in (given.sizes, given.every, given.every_other)
    )
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as play:
        if not chromium:
            print("no Chromium on this machine (apt install chromium)")
            return 0
        browser = play.chromium.launch(executable_path=chromium, args=FLAGS)
        out = Path(temporary)
        data = read(ROOT / "content")
        queries = answered(data.texts)
        print(f"ours, the project's own {len(data.records)} articles")
        shutil.copytree(ROOT / "content", out / "own" / "content")
        ours(browser, drawing.site(out / "own"), data, queries, known())
        for at, size in enumerate(sizes):
            corpus.write(out / str(size), size)
            data = read(out / str(size) / "content")
            queries = answered(data.texts, every[min(at, len(every) - 1)])
            print(f"ours, {size} made-up articles{_now()}")
            site = drawing.site(out / str(size))
            ours(browser, site, data, queries, headlines(data.records))
            if size == min(sizes):
                print(f"ours in its page, a site of {size} made-up articles{_now()}")
                in_page(browser, site, list(queries))
            if given.others:
                some = dict(list(queries.items())[:: every_other[min(at, len(every_other) - 1)]])
                for name, ask in (("theme's search", theme), ("Pagefind", partial(pagefind, python=given.others))):
                    print(f"{name}, {size} made-up articles, {len(some)} queries{_now()}", flush=True)
                    other = play.chromium.launch(executable_path=chromium, args=FLAGS)  # it may be ended
                    ask(other, page_of(out / f"{size}-{name.split()[0]}"), data, some)
                    other.close()
            shutil.rmtree(out / str(size))
        browser.close()
        print(f"done{_now()}")
    return 0


def _now() -> str:
    return f" ({time.strftime('%H:%M')}, load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores)"


def page_of(site: Path) -> Path:
    """A folder with an empty page."""
    site.mkdir(parents=True)
    (site / "index.html").write_text("<!doctype html><meta charset=utf-8><title>search</title>")
    return site


if __name__ == "__main__":
    sys.exit(main())
