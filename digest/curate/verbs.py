"""The options of the verbs for curators and maintainers; `cli.py` takes them in."""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import Any

_Verbs = Any
"""argparse has no public name for it."""


def count(text: str) -> int:
    """A number of things, for argparse; raises ArgumentTypeError for none of them, or fewer."""
    if not (text.isascii() and text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no count: give a whole number from 1, or leave the option out")
    return int(text)


def add(verbs: _Verbs) -> None:
    """Add every verb of this folder."""
    _new(verbs)
    _init(verbs)
    _policy(verbs)
    _review(verbs)
    _suggest(verbs)
    _links(verbs)
    _archive(verbs)


def _verb(verbs: _Verbs, name: str, text: str) -> argparse.ArgumentParser:
    made: argparse.ArgumentParser = verbs.add_parser(
        name,
        help=text,
        description=f"{text[:1].upper()}{text[1:]}.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    made.set_defaults(module=name)
    return made


def _commits(verb: argparse.ArgumentParser) -> None:
    verb.add_argument("base", metavar="BASE", help="the commit of the main branch")
    verb.add_argument("head", metavar="HEAD", help="the last commit of the pull request")
    verb.add_argument(
        "--repository", type=Path, default=Path(), metavar="DIR", help="where both commits are (default: here)"
    )


def _new(verbs: _Verbs) -> None:
    verb = _verb(verbs, "new", "make a draft of one article, open it in your editor, and offer it as a pull request")
    verb.add_argument(
        "input", metavar="URL|FILE", help="an address, a saved page, a text dump, or a draft to go on with"
    )
    verb.add_argument("--no-edit", action="store_true", help="do not open the editor ($VISUAL or $EDITOR)")
    verb.add_argument("--preview", action="store_true", help="then show the page in the browser (mkdocs serve)")
    pr = "make branch, commit and pull request with GitHub's program gh; without it, print the commands"
    verb.add_argument("--pr", action="store_true", help=pr)
    verb.add_argument("--url", help="address of the original, where the file does not say it")
    verb.add_argument("--title", help="the headline, where the dump has none or a wrong one")
    verb.add_argument("--date", help="when the source published, where the page does not say it")
    verb.add_argument("--lang", choices=["ko", "en"], help="language, where it is read wrongly")
    verb.add_argument("--series", metavar="NAME", help="the series that it belongs to (slug, title or alias)")
    verb.add_argument("--part", type=count, metavar="N", help="its part in the series")
    rights = "excerpt: quote a little (default); full: publish the whole text; link: only the reference"
    verb.add_argument("--rights", choices=["excerpt", "full", "link"], help=rights)
    verb.add_argument("--basis", help="with --rights full: the licence or permission")
    verb.add_argument("--contact", help="mail or site that publishers are told when pages are fetched (DIGEST_CONTACT)")
    verb.add_argument("--allow-loopback", action="store_true", help="fetch from this machine too (for tests)")
    _content(verb)


def _init(verbs: _Verbs) -> None:
    verb = _verb(verbs, "init", "make a digest of your own in an empty folder, ready for GitHub Pages")
    verb.add_argument("folder", type=Path, metavar="DIR", help="a new or empty folder")
    verb.add_argument("--name", help="name of the site (default: asked for, or the folder's name)")
    verb.add_argument(
        "--lang", choices=["ko", "en"], help="language of the home page and menu (default: the terminal's)"
    )
    verb.add_argument("--languages", metavar="ko,en", help="languages of the articles (default: both)")
    verb.add_argument("--url", metavar="URL", help="address of the site, such as https://owner.github.io/name/")
    publisher = "a publisher that you read most, by key, name or host; may be given several times"
    verb.add_argument("--publisher", action="append", default=[], metavar="NAME", help=publisher)
    verb.add_argument("--series", metavar="TITLE", help="title of the first series")
    repository = "the repository on GitHub; its owner then guards the machinery (CODEOWNERS)"
    verb.add_argument("--repository", metavar="OWNER/NAME", help=repository)
    install = "what pip installs, as a line of requirements.txt (default: this version, or this checkout)"
    verb.add_argument("--install", metavar="LINE", help=install)
    verb.add_argument("--yes", action="store_true", help="ask nothing; take the defaults for what is not given")


def _policy(verbs: _Verbs) -> None:
    verb = _verb(verbs, "policy", "tell whether a pull request from outside changes only content, and take it as data")
    _commits(verb)
    verb.add_argument("--take", action="store_true", help="write its content into the working tree, if it is allowed")
    inside = "a branch of this repository itself: judge and take its content, leave its code to other checks"
    verb.add_argument("--inside", action="store_true", help=inside)
    form = "how problems are printed (default: text)"
    verb.add_argument("--format", choices=["text", "github", "json"], default="text", help=form)


def _review(verbs: _Verbs) -> None:
    verb = _verb(verbs, "review", "sum up what a pull request changes: articles, companies, figures, pictures of pages")
    _commits(verb)
    site = "the built site, to take pictures of new pages at phone width (needs Playwright and Chromium)"
    verb.add_argument("--site", type=Path, metavar="DIR", help=site)
    verb.add_argument("--out", type=Path, required=True, metavar="DIR", help="folder for summary.md and the pictures")


def _suggest(verbs: _Verbs) -> None:
    verb = _verb(verbs, "suggest", "make a draft of an article suggested by an issue form, whose fields are only data")
    body = "the form as posted (default: the environment variable ISSUE_BODY)"
    verb.add_argument("--body", type=Path, metavar="FILE", help=body)
    number = "the issue's number (default: ISSUE_NUMBER)"
    verb.add_argument("--number", metavar="N", help=number)
    out = "write the draft, and title and text of its pull request, into this folder"
    verb.add_argument("--out", type=Path, metavar="DIR", help=out)
    take = "read such a folder again strictly and take its one draft into the content folder"
    verb.add_argument("--take", type=Path, metavar="DIR", help=take)
    verb.add_argument("--contact", help="mail or site that publishers are told when pages are fetched (DIGEST_CONTACT)")
    verb.add_argument("--allow-loopback", action="store_true", help="fetch from this machine too (for tests)")
    _content(verb)


def _links(verbs: _Verbs) -> None:
    verb = _verb(verbs, "links", "ask whether the originals still answer, and report; a dead link is no failure")
    verb.add_argument("--out", type=Path, metavar="FILE", help="write the report there (default: print it)")
    limit = "ask at most this many, those not asked for longest by the week's number (200)"
    verb.add_argument("--limit", type=count, default=200, metavar="N", help=limit)
    verb.add_argument("--contact", help="mail or site that publishers are told when pages are fetched (DIGEST_CONTACT)")
    verb.add_argument("--allow-loopback", action="store_true", help="fetch from this machine too (for tests)")
    _content(verb)


def _archive(verbs: _Verbs) -> None:
    verb = _verb(verbs, "archive", "move the oldest years to a site of their own, to which their old addresses lead")
    before = "the first year that stays; a series that reaches into it stays whole"
    verb.add_argument("--before", type=int, required=True, metavar="YEAR", help=before)
    to = "folder of the other site: a new one, or one that was made so before"
    verb.add_argument("--to", type=Path, required=True, metavar="DIR", help=to)
    url = "address of the other site, such as https://owner.github.io/name-2019/"
    verb.add_argument("--url", required=True, metavar="URL", help=url)
    here = "address of this site (default: DIGEST_SITE_URL, or site_url of mkdocs.yml)"
    verb.add_argument("--site-url", default=os.environ.get("DIGEST_SITE_URL", ""), metavar="URL", help=here)
    verb.add_argument("--dry-run", action="store_true", help="say what would be done, write nothing")
    verb.add_argument("--json", action="store_true", help="print what was done as JSON")
    _content(verb)


def _content(verb: argparse.ArgumentParser) -> None:
    text = "the content folder (default: content)"
    verb.add_argument("--content", type=Path, default=Path("content"), metavar="DIR", help=text)
