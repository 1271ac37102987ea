"""A digest of any size, made up: the same articles on every machine, for benchmarks and trials.

    python benchmarks/corpus.py FOLDER N

makes `FOLDER/content` (ours, valid for `digest check`), `FOLDER/hugo` (the same for Hugo) and the static pages of
this digest beside it. Six articles in ten are Korean. Words are drawn by Zipf's law from compounds of nouns, with
particles; about 350 companies of the table stand in them, also by Zipf's law; there is a series for every twenty
articles. The text is synthetic: sentences are grammatical, their sense is none.
"""

from __future__ import annotations

import json
import random
import sys
import tomllib
from datetime import UTC, date, datetime, timedelta, timezone
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from digest.check.sessions import is_open, years
from digest.enrich.securities import Securities

HERE = Path(__file__).resolve().parent
SEED = "digest-corpus-1"
COMPANIES = 350
PER_SERIES = 20
KOREAN = 0.6
IN_SERIES = 0.7
FIRST = datetime(2016, 1, 4, tzinfo=UTC)
YEARS = 10
COMPOUNDS = 40_000
"""Most different compounds of a language; the rarest are hardly drawn."""
PUBLISHERS = {"ko": ("newspim", "hankyung", "yna", "edaily", "mk"), "en": ("reuters", "cnbc", "apnews", "bbc")}
_ZONES = {"ko": timezone(timedelta(hours=9)), "en": UTC}
_LABELS = ("negative", "positive", "neutral", "mixed")
_SHARES = (35, 35, 20, 10)
"""Of a hundred articles."""
_PARTICLES = (
    ("은(는)", "은", "는"),
    ("이(가)", "이", "가"),
    ("을(를)", "을", "를"),
    ("과(와)", "과", "와"),
    ("(으)로", "으로", "로"),
)
_RIEUL = 8
"""Place of ㄹ among final consonants; (으)로 takes it for none."""


class Zipf(NamedTuple):
    """Things of which the k-th is drawn about k times as seldom as the first."""

    items: tuple[Any, ...]
    weights: tuple[float, ...]

    @classmethod
    def of(cls, items: list[Any], exponent: float = 1.0) -> Zipf:
        """Weights in the order of the items."""
        return cls(tuple(items), tuple(accumulate(1 / (rank + 2) ** exponent for rank in range(len(items)))))

    def draw(self, dice: random.Random, count: int = 1) -> list[Any]:
        """So many items, with repeats."""
        return dice.choices(self.items, cum_weights=self.weights, k=count)


class Words(NamedTuple):
    """What is needed of one language."""

    lang: str
    nouns: Zipf
    lines: dict[str, tuple[str, ...]]


class Company(NamedTuple):
    """A company as articles name it."""

    ticker: str
    ko: str
    en: str


class Place(NamedTuple):
    """Where an article stands: decided before its text, so that others can link to it."""

    number: int
    lang: str
    when: datetime
    publisher: str
    id: str

    @property
    def path(self) -> str:
        """Below `articles/`."""
        return f"{self.when:%Y}/{self.when:%m}/{self.id}.md"


@cache
def words(lang: str) -> Words:
    """The vocabulary: single nouns are frequent, compounds fill the long tail."""
    table = tomllib.loads((HERE / "corpus.toml").read_text("utf-8"))[lang]
    nouns, heads = table["nouns"].split(), table["heads"].split()
    dice = random.Random(f"{SEED}-{lang}")  # noqa: S311 - not for secrets
    dice.shuffle(nouns)
    joint = "" if lang == "ko" else "-"
    pairs = [first + joint + second for first in nouns for second in (*heads, *nouns) if first != second]
    dice.shuffle(pairs)
    mixed = nouns[:40] + [one for both in zip(nouns[40:], pairs, strict=False) for one in both]
    lines = {name: tuple(value.strip().split("\n" if "\n" in value else "|")) for name, value in table.items()}
    return Words(lang, Zipf.of([*mixed, *pairs[len(nouns) - 40 :]][:COMPOUNDS], 0.9), lines)


@cache
def companies() -> Zipf:
    """Some 350 companies of the table, those of both markets in turn."""
    table = Securities.load()
    rows = [Company(table.ticker(row), row.name_ko, row.name_en) for row in table if row.kind == "share"]
    dice = random.Random(f"{SEED}-companies")  # noqa: S311
    dice.shuffle(rows)
    return Zipf.of(rows[:COMPANIES])


def place(number: int, total: int) -> Place:
    """The language, day, source and id of article `number` of `total`; numbers go up with time."""
    dice = random.Random(f"{SEED}-place-{number}")  # noqa: S311
    lang = "ko" if dice.random() < KOREAN else "en"
    minutes = YEARS * 365 * 24 * 60
    when = (FIRST + timedelta(minutes=int(minutes * number / total))).astimezone(_ZONES[lang])
    publisher = dice.choice(PUBLISHERS[lang])
    return Place(number, lang, when, publisher, f"{when:%Y%m%d}-{publisher}-{number:07}")


@cache
def in_series(number: int) -> bool:
    """Whether article `number` belongs to the series of its block."""
    return random.Random(f"{SEED}-series-{number}").random() < IN_SERIES  # noqa: S311


@cache
def session(day: date) -> date:
    """The last day up to `day` on which every market traded: a close has no other."""
    markets = {mic for mic, _ in years()}
    while any(is_open(mic, day) is False for mic in markets):
        day -= timedelta(days=1)
    return day


def particles(text: str) -> str:
    """Korean with the particle that fits the syllable before it."""
    for both, closed, opened in _PARTICLES:
        head, *rest = text.split(both)
        for piece in rest:
            final = _final(head)
            head += (closed if final and (both != "(으)로" or final != _RIEUL) else opened) + piece
        text = head
    return text


def _final(text: str) -> int:
    """The final consonant of the last syllable; 0 for none, and for what is no Hangul."""
    last = text[-1:]
    return (ord(last) - 0xAC00) % 28 if "가" <= last <= "힣" else 0


class Writer:
    """Writes one article: its own dice, so that it does not depend on those before it."""

    def __init__(self, at: Place, total: int) -> None:
        self.at, self.total = at, total
        self.dice = random.Random(f"{SEED}-{at.number}")  # noqa: S311
        self.words = words(at.lang)
        self.cast = list(dict.fromkeys(companies().draw(self.dice, self.dice.randint(2, 7))))

    def line(self, kind: str) -> str:
        """One made-up sentence, title or label."""
        noun, more, third = self.words.nouns.draw(self.dice, 3)
        company = self.dice.choice(self.cast[:3])
        shape = self.dice.choice(self.words.lines[kind])
        names = {"n": noun, "m": more, "k": third, "c": company.ko if self.at.lang == "ko" else company.en}
        made = shape.format_map(names | {"p": self.percent(), "a": self.amount(), "w": self.who()})
        return particles(made) if self.at.lang == "ko" else made[:1].upper() + made[1:]

    def who(self) -> str:
        """Who says it."""
        return self.dice.choice(self.words.lines["who"])

    def percent(self) -> str:
        """A share."""
        return f"{self.dice.randint(11, 899) / 10:.1f}%"

    def amount(self) -> str:
        """A sum of money."""
        number = self.dice.randint(12, 9800)
        return f"{number}억원" if self.at.lang == "ko" else f"${number} million"

    def paragraph(self) -> str:
        """Three to seven sentences, now and then with a link."""
        text = " ".join(self.line("sentences") for _ in range(self.dice.randint(3, 7)))
        if self.dice.random() < 0.12:
            text += f" [{self.line('source')}](https://example.org/{self.dice.randint(1, 10**6)})"
        return text

    def section(self, title: str) -> str:
        """A heading with paragraphs, a list or a table."""
        parts = [f"## {title}", *(self.paragraph() for _ in range(self.dice.randint(1, 3)))]
        roll = self.dice.random()
        if roll < 0.25:
            parts.append("\n".join(f"- {self.line('sentences')}" for _ in range(self.dice.randint(2, 5))))
        elif roll < 0.45:
            head = self.words.lines["table"]
            rows = [f"| {cell} | {self.percent()} | {self.line('source')} |" for cell in self.words.lines["cells"]]
            parts.append("\n".join([f"| {' | '.join(head)} |", "|---|--:|---|", *rows]))
        elif roll < 0.52:
            parts.append(f"> {self.line('sentences')}")
        return "\n\n".join(parts)

    def body(self) -> str:
        """The summary: about 400 to 900 words in English, fewer and longer ones in Korean."""
        wanted = self.dice.randint(400, 850) * (0.62 if self.at.lang == "ko" else 1)
        titles = list(self.words.lines["sections"])
        parts: list[str] = []
        while sum(part.count(" ") for part in parts) < wanted:
            parts.append(self.section(titles[len(parts) % len(titles)]))
        if self.at.number > 20 and self.dice.random() < 0.5:
            other = place(self.at.number - self.dice.randint(1, min(300, self.at.number)), self.total)
            parts[0] += f"\n\n[{self.line('titles').replace('[', '')}](../../{other.path})"
        return "\n\n".join(parts)

    def figures(self) -> list[str]:
        """Rows of numbers as data, of a day on which markets traded; of two with one name and unit the last."""
        day = session(self.at.when.date())
        drawn = (
            (quoted(self.line("labels")), self.dice.randint(-300, 9000) / 10, self.dice.choice(("%", "USD", "KRW")))
            for _ in range(self.dice.choice((0, 1, 2, 4)))
        )
        values = {(label, unit): value for label, value, unit in drawn}
        return [
            f'  - {{label: {label}, value: "{value}", unit: "{unit}", date: {day}}}'
            for (label, unit), value in values.items()
        ]

    def series(self) -> tuple[int, int] | None:
        """The number of its series and its part: series are blocks of articles near each other in time."""
        block = self.at.number // PER_SERIES
        if not in_series(self.at.number):
            return None
        return block, sum(in_series(number) for number in range(block * PER_SERIES, self.at.number + 1))


def quoted(text: str) -> str:
    """A YAML string that is also JSON."""
    return json.dumps(text, ensure_ascii=False)


def article(number: int, total: int) -> tuple[str, str, str]:
    """Path below `articles/`, our file, and Hugo's file of article `number`."""
    at = place(number, total)
    writer = Writer(at, total)
    title, series, body = writer.line("titles"), writer.series(), writer.body()
    codes = [company.ticker for company in writer.cast]
    subjects, mentions = codes[: 1 + len(codes) // 2], codes[1 + len(codes) // 2 :]
    label = writer.dice.choices(_LABELS, _SHARES)[0]
    rows = [
        f'  - {{ticker: "{code}", direction: {writer.dice.choice(("positive", "negative"))}, '
        f"reason: {quoted(writer.line('reasons'))}}}"
        for code in subjects[: writer.dice.randint(0, 3)]
    ]
    link = f"https://www.{at.publisher}.example/news/{at.id}"
    lines = [f'id: "{at.id}"', f"title: {quoted(title)}", f"date: {at.when.isoformat(timespec='seconds')}"]
    lines += [f"lang: {at.lang}"]
    lines += [f"series: {slug(series[0])}", f"part: {series[1]}"] if series else []
    lines += [f"tickers: {json.dumps(subjects)}", f"mentions: {json.dumps(mentions)}", f"sentiment: {label}"]
    if writer.dice.random() < 0.6:
        lines.append(f"deck: [{quoted(writer.line('sentences'))}, {quoted(writer.line('sentences'))}]")
    lines += ["impacts:", *rows] if rows else []
    lines += ["figures:", *figures] if (figures := writer.figures()) else []
    lines += ["source:", f'  url: "{link}"', f"  publisher: {at.publisher}", f'  name: "{at.publisher.title()}"']
    ours = "\n".join(["---", *lines, "rights: excerpt", "---", body, ""])
    taken = {"title": title, "date": at.when.isoformat(), "companies": codes, "lang_": at.lang}
    taken |= {"serieses": [slug(series[0])]} if series else {}
    hugo = json.dumps(taken, ensure_ascii=False) + "\n\n" + body.replace(".md)", "/)").replace("](../", "](../../")
    return at.path, ours, hugo + "\n"


def slug(number: int) -> str:
    """The file name of a series."""
    return f"series-{number:05}"


def series(number: int) -> str:
    """The file of a series."""
    at = place(number * PER_SERIES, 10**9)
    writer = Writer(at._replace(number=-number - 1), 1)
    title = f"{writer.line('series')} {number}"
    thesis = "\n\n".join(writer.paragraph() for _ in range(2))
    return f"---\ntitle: {quoted(title)}\nlang: {at.lang}\nstatus: ongoing\n---\n{thesis}\n"


def write(folder: Path, total: int) -> None:
    """The digest of `total` articles; files that are there already with the same text are left alone."""
    content, hugo = folder / "content", folder / "hugo" / "content"
    for number in range(total):
        path, ours, theirs = article(number, total)
        _put(content / "articles" / path, ours)
        _put(hugo / "articles" / path, theirs)
    for number in range((total + PER_SERIES - 1) // PER_SERIES):
        _put(content / "series" / f"{slug(number)}.md", series(number))
    for source in sorted((HERE.parent / "content").rglob("*.md")):
        name = source.relative_to(HERE.parent / "content")
        if name.parts[0] not in {"articles", "series"}:
            _put(content / name, source.read_text("utf-8"))


def _put(path: Path, text: str) -> None:
    data = text.encode("utf-8")
    if path.is_file() and path.read_bytes() == data:
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)


def main() -> int:
    """Make the digest named on the command line; without one, a small one where benchmarks keep theirs."""
    arguments = sys.argv[1:] or [str(HERE.parent / ".cache" / "bench" / "200"), "200"]
    if len(arguments) != 2 or not arguments[1].isdecimal():
        print(__doc__, file=sys.stderr)
        return 2
    write(Path(arguments[0]), int(arguments[1]))
    print(f"{int(arguments[1]):,} articles in {arguments[0]}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
