"""The command line: one parser, one verb, one function that returns an exit code.

0: done. 1: something is wrong with the input or the library, and it was said. 2: the command itself is off.
"""

from __future__ import annotations

import argparse
import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from digest import __version__
from digest.curate import verbs as for_curators
from digest.curate.verbs import count
from digest.errors import of_machine

if TYPE_CHECKING:
    from collections.abc import Sequence

_IMPORT_EXAMPLES = """\
inputs, in any mixture (each form is told by its content):
  digest import https://www.example.com/news/1 --contact me@example.com   an address
  digest import page.html --url https://www.example.com/news/1            a saved page (.html, .mhtml), a letter (.eml)
  digest import page.txt --url https://www.example.com/news/1             a text dump of a page
  digest import page.txt --url … --date 2025-01-31T14:43+09:00           where the page does not say when
  pbpaste | digest import - --url … --title "…"                           the text of a page without its title
  digest import https://www.example.com/rss.xml --since 2025-01-31        a feed: RSS, Atom or JSON Feed
  digest import sitemap.xml --limit 20                                    a sitemap or news sitemap
  digest import items.jsonl --map headline=title                          JSON lines of another scraper
  digest import dumps/                                                    a folder of any of these
  digest import news.warc.gz --host newspim.com --since 2025-01-01        a web archive on this machine
  digest import s3://bucket/2024/ --engine dask --scheduler tcp://host:8786   years of an archive, on a cluster
  digest import page.txt --url … --rights link                            only title, date, companies and the link
exit codes: 0 all done, 1 something failed and was said, 2 the command is off
"""


def parser() -> argparse.ArgumentParser:
    """The parser of all verbs."""
    root = argparse.ArgumentParser(prog="digest", description="A curated finance-news digest as a static site.")
    root.add_argument("--version", action="version", version=f"digest {__version__}")
    verbs = root.add_subparsers(dest="verb", required=True, metavar="VERB")
    _import(verbs)
    _check(verbs)
    pages = _verb(verbs, "pages", "pages", "write the generated pages as files, for another site builder")
    _content(pages)
    pages.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder to write to")
    url = os.environ.get("DIGEST_SITE_URL", "")
    text = "address of the site, for its feeds (default: DIGEST_SITE_URL, or site_url of mkdocs.yml)"
    pages.add_argument("--site-url", default=url, metavar="URL", help=text)
    name = "name of the site in its feeds (default: site_name of mkdocs.yml)"
    pages.add_argument("--site-name", default="", metavar="NAME", help=name)
    _content(_verb(verbs, "ledger", "ledger", "note every address of the site in ledger.csv, so that none is lost"))
    _newsletter(verbs)
    _build(verbs)
    schema = _verb(verbs, "schema", "schema", "print the JSON Schema of a kind of file")
    kinds = ["article", "series", "page", "translation", "publishers", "settings"]
    schema.add_argument("kind", choices=kinds, help="which kind of file")
    _explain(verbs)
    _securities(verbs)
    _impacts(verbs)
    _train(verbs)
    _translate(verbs)
    for_curators.add(verbs)
    sources = _verb(verbs, "sources", "sources", "list the publishers known, or test an adapter on a saved page")
    sources.add_argument("publisher", nargs="?", help="whose adapter to test")
    sources.add_argument("--page", metavar="FILE", help="a saved page of that publisher")
    sources.add_argument("--json", action="store_true", help="print as JSON")
    return root


def main(argv: Sequence[str] | None = None) -> int:
    """Run one verb; the exit code."""
    arguments = parser().parse_args(argv)
    arguments.alone = argv is None  # whether the process is there for this verb only
    try:
        code: int = importlib.import_module(f"digest.commands.{arguments.module}").run(arguments)
    except KeyboardInterrupt:
        print("stopped; every file is whole", file=sys.stderr)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except (OSError, UnicodeError) as error:
        print(of_machine(error), file=sys.stderr)
        return 1
    return code


_Verbs = argparse._SubParsersAction  # noqa: SLF001 - argparse has no public name for it


def _verb(verbs: _Verbs[argparse.ArgumentParser], name: str, module: str, text: str) -> argparse.ArgumentParser:
    made = verbs.add_parser(
        name,
        help=text,
        description=f"{text[:1].upper()}{text[1:]}.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(module=module)
    return made


def _content(verb: argparse.ArgumentParser) -> None:
    text = "the content folder (default: content)"
    verb.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help=text)


def _build(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _verb(verbs, "build", "build", "build the site; what has not changed since the last build is left alone")
    text = "the settings of the site (default: mkdocs.yml)"
    verb.add_argument("--config", type=Path, default=Path("mkdocs.yml"), metavar="FILE", help=text)
    verb.add_argument("--out", "-d", type=Path, metavar="DIR", help="folder of the site (default: what FILE says)")
    verb.add_argument("--jobs", "-j", type=count, default=0, metavar="N", help="processes (default: one a core)")
    verb.add_argument("--strict", action="store_true", help="warnings are errors: links of our words that lead nowhere")
    verb.add_argument("--profile", action="store_true", help="tell where time and bytes go")
    verb.add_argument("--json", action="store_true", help="print what was done as JSON")


def _import(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _verb(verbs, "import", "import_", "make an article file from a scraped page")
    verb.epilog = _IMPORT_EXAMPLES
    verb.add_argument("inputs", nargs="+", metavar="INPUT", help="an address, a file or a folder; - for standard input")
    verb.add_argument("--url", help="address of the original")
    verb.add_argument("--title", help="the headline, where the dump has none or a wrong one")
    verb.add_argument("--date", help="when the source published, where the dump does not say it")
    verb.add_argument("--lang", choices=["ko", "en"], help="language, where it is read wrongly")
    verb.add_argument("--series", metavar="NAME", help="the series that it belongs to (slug, title or alias)")
    verb.add_argument("--part", type=count, metavar="N", help="its part in the series")
    rights = "excerpt: quote a little (default); full: publish the whole text; link: only the reference"
    verb.add_argument("--rights", choices=["excerpt", "full", "link"], help=rights)
    verb.add_argument("--basis", help="with --rights full: the licence or permission; without it a draft is made")
    verb.add_argument(
        "--map",
        action="append",
        default=[],
        metavar="FIELD=FACT",
        help="a field of JSON lines, or a column of a table, by our name",
    )
    verb.add_argument(
        "--host", action="append", default=[], metavar="HOST", help="of archives and feeds, only this host"
    )
    verb.add_argument("--since", metavar="DAY", help="of archives and feeds, from this day on")
    verb.add_argument("--until", metavar="DAY", help="of archives and feeds, up to this day")
    verb.add_argument(
        "--limit", type=count, default=200, metavar="N", help="most articles of one feed or sitemap (200)"
    )
    verb.add_argument("--contact", help="mail or site that publishers are told when pages are fetched (DIGEST_CONTACT)")
    verb.add_argument("--offline", action="store_true", help="fetch nothing; use what was fetched before")
    verb.add_argument("--no-fetch", action="store_true", help="fetch nothing; feeds give references alone")
    verb.add_argument("--allow-loopback", action="store_true", help="fetch from this machine too (for tests)")
    _sentiment(verb)
    verb.add_argument("--engine", choices=["local", "dask"], default="local", help="who reads and drafts (local)")
    verb.add_argument("--jobs", type=count, metavar="N", help="processes on this machine (default: one for each core)")
    verb.add_argument("--scheduler", metavar="ADDRESS", help="with --engine dask: a cluster, tcp://host:8786")
    verb.add_argument("--dry-run", action="store_true", help="say what would be done, write nothing")
    verb.add_argument("--json", action="store_true", help="print one JSON object a file")
    _content(verb)


def _check(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _verb(verbs, "check", "check", "read and check the whole library")
    verb.add_argument("paths", nargs="*", metavar="PATH", help="tell only what concerns these files or folders")
    since = "tell only what concerns files changed since the branch left BASE (default: origin/main, or main)"
    verb.add_argument("--changed", nargs="?", const="", metavar="BASE", help=since)
    verb.add_argument("--fix", action="store_true", help="mend what is mechanical first; facts are never touched")
    forms = ["text", "json", "sarif", "github"]
    form = "how to print the problems: for people (default), as JSON, SARIF 2.1.0 or annotations of GitHub"
    verb.add_argument("--format", choices=forms, default="text", metavar="FORM", help=form)
    verb.add_argument("--json", action="store_true", help="the same as --format json")
    colour = "colours: auto (default: on a terminal, unless NO_COLOR is set), always or never"
    verb.add_argument("--color", choices=["auto", "always", "never"], default="auto", metavar="WHEN", help=colour)
    verb.add_argument("--online", action="store_true", help="ask whether the originals are still there")
    verb.add_argument("--contact", help="mail or site that publishers are told with --online (DIGEST_CONTACT)")
    verb.add_argument("--allow-loopback", action="store_true", help="ask this machine too (for tests)")
    verb.add_argument("--no-cache", action="store_true", help="look at every file anew, and keep nothing")
    verb.add_argument("--differences", action="store_true", help="list numbers on which sources of a series differ")
    _content(verb)


def _newsletter(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _verb(verbs, "newsletter", "newsletter", "write the digest of a week as a letter for a mail program")
    verb.add_argument("--week", required=True, metavar="WEEK", help="year and ISO week: 2025-W05")
    verb.add_argument("--lang", choices=["ko", "en"], default="ko", help="language of the letter (default: ko)")
    text = "HTML file to write, with its plain text beside it (default: print)"
    verb.add_argument("-o", "--out", type=Path, metavar="FILE", help=text)
    verb.add_argument("--text", action="store_true", help="plain text alone")
    url = os.environ.get("DIGEST_SITE_URL", "")
    text = "address of the site (default: DIGEST_SITE_URL, or site_url of mkdocs.yml)"
    verb.add_argument("--site-url", default=url, metavar="URL", help=text)
    name = "name of the site (default: site_name of mkdocs.yml)"
    verb.add_argument("--site-name", default="", metavar="NAME", help=name)
    _content(verb)


def _explain(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _verb(
        verbs, "explain", "explain", "show which companies, sentiment and figures are read from a text, and why"
    )
    verb.add_argument("file", metavar="FILE", help="a text dump or plain text; - for standard input")
    verb.add_argument("--json", action="store_true", help="print companies, sentiment and figures as JSON")
    verb.add_argument(
        "--lines", action="store_true", help="take every line as a text of its own; one JSON object a line"
    )
    verb.add_argument("--lang", choices=["ko", "en"], help="language (default: by its letters)")
    _sentiment(verb)
    _content(verb)


def _securities(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _verb(verbs, "securities", "securities", "look up and check the table of securities")
    actions = verb.add_subparsers(dest="action", required=True, metavar="ACTION", help="what to do with it")
    find = actions.add_parser("find", help="find a company by code or name, in Korean or English")
    find.add_argument("query", help="for example 하이닉스, hynix, 000660")
    find.add_argument("--json", action="store_true", help="print the rows as JSON")
    _content(find)
    check = actions.add_parser("check", help="prove the table: codes valid, no name shared by two issuers")
    check.add_argument("--json", action="store_true", help="print the problems as JSON")
    _content(check)
    add = actions.add_parser("import", help="add an official list (KRX, KIND, Nasdaq, NYSE, SEC) beside our table")
    add.add_argument("file", metavar="FILE", help="the downloaded list: CSV, text, HTML table or JSON")
    add.add_argument("--dry-run", action="store_true", help="only tell what is new and what conflicts")
    _content(add)


def _impacts(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _verb(verbs, "impacts", "impacts", "draft the impact table of an article from the clauses of its source")
    verb.add_argument("file", metavar="FILE", help="an article of the library, or a text dump")
    verb.add_argument("--write", action="store_true", help="write the rows into the article, if it has none")
    verb.add_argument("--json", action="store_true", help="print the rows as JSON")
    _sentiment(verb)
    _content(verb)


def _train(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _verb(verbs, "train", "train", "fit a small sentiment model on your own labels, if it beats the lexicon")
    verb.add_argument(
        "--labels", type=Path, metavar="FILE", help="JSON lines: text, lang, label (default: the library)"
    )
    out = "where to write the model (default: sentiment.json)"
    verb.add_argument("--out", type=Path, default=Path("sentiment.json"), metavar="FILE", help=out)
    _content(verb)


def _translate(verbs: _Verbs[argparse.ArgumentParser]) -> None:
    verb = _verb(verbs, "translate", "translate", "draft a translation of our summary by a model, to be reviewed")
    verb.add_argument("file", type=Path, metavar="FILE", help="an article of the library")
    verb.add_argument("--to", choices=["ko", "en"], required=True, help="language to translate into")
    text = "model at the address in DIGEST_LLM_URL, with the key in DIGEST_LLM_KEY (default: DIGEST_LLM_MODEL)"
    verb.add_argument("--model", metavar="NAME", help=text)


def _sentiment(verb: argparse.ArgumentParser) -> None:
    text = "who judges: lexicon (default), onnx:FOLDER, trained:FILE or llm:MODEL (address in DIGEST_LLM_URL)"
    verb.add_argument("--sentiment", default="lexicon", metavar="BACKEND", help=text)


if __name__ == "__main__":
    sys.exit(main())
