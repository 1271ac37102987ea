"""The rules of `digest check` in one table: what each is called, how grave it is, and where it is explained.

The page of a rule is `docs/rules/<id>.md`. The reader names some problems after the field and the kind of
mistake (`date-value-error`); `canonical` gives these the few names that stand here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]
Needs = Literal["", "source", "online"]


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule.

    Attributes:
        id: Permanent name, for waivers and other tools.
        level: The usual severity; a problem may be milder.
        summary: One sentence that says what holds.
        waivable: Whether an article may set it aside (`waive`), with a reason.
        needs: What it needs besides the files: the stored source text, or the network.
        fix: Whether `--fix` mends it, always or in part.
    """

    id: str
    level: Level
    summary: str
    waivable: bool = False
    needs: Needs = ""
    fix: bool = False

    @property
    def page(self) -> str:
        """The page that explains it, from the root of the repository."""
        return f"docs/rules/{self.id}.md"


_FILES = (
    Rule("invalid", "error", "A file or folder can be read."),
    Rule("file-link", "error", "A file is no symbolic link."),
    Rule(
        "file-name",
        "error",
        "A file has a name that every system can hold and no file of the site has, without invisible characters.",
    ),
    Rule("file-case", "error", "No two files differ only in case or in the form of their letters."),
    Rule("file-kind", "error", "The content folder holds only Markdown and PNG, JPEG or WebP images."),
    Rule("size", "error", "A text file has at most 256 KB."),
    Rule("encoding", "error", "A text file is UTF-8."),
    Rule("control-character", "error", "A text holds no control or bidirectional characters."),
    Rule("front-matter", "error", "A file starts with front matter between two lines of three hyphens."),
    Rule("merge-marks", "error", "A file holds no marks of a merge that was left half done."),
    Rule("yaml", "error", "Front matter is plain YAML without tags, anchors and doubles."),
    Rule("unknown-field", "error", "Every field is known."),
    Rule("field-missing", "error", "Every required field is there."),
    Rule("field-form", "error", "Every field has its form."),
    Rule("field-consistent", "error", "Fields that belong together agree."),
    Rule("unquoted-code", "error", "Codes stand in quotes.", fix=True),
    Rule("body", "error", "A body is text of a bounded size."),
)
_LIBRARY = (
    Rule("id-double", "error", "An id belongs to one article."),
    Rule("address-double", "error", "No two pages have one address, also where case is ignored."),
    Rule(
        "address-reserved", "error", "No page has the address of a folder's index, or a name that Windows cannot hold."
    ),
    Rule("address-file", "warning", "A file is named after its id.", waivable=True),
    Rule("address-month", "warning", "An article stands in the folder of its year and month.", waivable=True),
    Rule("source-double", "error", "An original has one article."),
    Rule("near-duplicate", "warning", "No two articles sum up copies of one report.", waivable=True, needs="source"),
    Rule("series-unknown", "error", "A series has its file."),
    Rule("part-double", "error", "A part of a series is one article."),
    Rule("part-beyond", "error", "A part is not beyond the parts of its series.", waivable=True),
    Rule("part-gap", "warning", "No part is missing between the parts of a series.", waivable=True),
    Rule("translation-original", "error", "A translation stands beside its article, in the other language."),
    Rule("translation-stale", "warning", "A translation is not older than the words of its article.", waivable=True),
    Rule("translation-missing", "warning", "A translation renders every line of its article.", waivable=True),
    Rule("translation-figures", "error", "A translation states the numbers of its article.", waivable=True),
    Rule("ledger", "error", "An address that was published still leads somewhere."),
    Rule("ledger-behind", "warning", "The ledger holds the address of every article and series."),
    Rule("disclaimers", "error", "The notices for readers are there, in both languages."),
)
_FACTS = (
    Rule("ticker-unknown", "error", "Every code is a security that we know."),
    Rule("ticker-double", "error", "A company stands in `tickers` and `mentions` once, and is judged once."),
    Rule("ticker-unlisted", "error", "A company that the sentiment judges stands in another list of the article."),
    Rule(
        "sentiment-score",
        "error",
        "A score of the sentiment is a machine's, and on the side of its label.",
        waivable=True,
    ),
    Rule("date-future", "error", "An article is not of the future.", waivable=True),
    Rule("date-after-retrieved", "error", "An article is not published after it was read.", waivable=True),
    Rule("date-before-event", "error", "An article is not older than the day of its figures.", waivable=True),
    Rule("modified-before-date", "error", "An article is not changed before it is published.", waivable=True),
    Rule("trading-day", "error", "A price at the close is of a day on which its market traded.", waivable=True),
    Rule("figures-inconsistent", "error", "The numbers of a summary agree with each other.", waivable=True),
    Rule("figures-untraced", "error", "Every number stands in the source.", waivable=True, needs="source"),
    Rule(
        "summary-missing",
        "error",
        "A published article has a summary or a quotation, unless its rights are for a link alone.",
        waivable=True,
    ),
    Rule("excerpt-sentences", "error", "A quotation has at most two sentences.", waivable=True),
    Rule("excerpt-subordinate", "error", "Our own summary is longer than what is quoted.", waivable=True),
    Rule("excerpt-share", "error", "A quotation is at most a tenth of its source.", waivable=True, needs="source"),
    Rule("excerpt-verbatim", "error", "A quotation is word for word.", waivable=True, needs="source"),
    Rule("summary-copied", "error", "A summary copies no run of its source.", waivable=True, needs="source"),
    Rule("rights-link", "error", "An article with the right to link alone quotes nothing.", waivable=True),
    Rule("source-link", "warning", "A link leads to the original, publicly and without tracking.", waivable=True),
    Rule(
        "source-publisher",
        "warning",
        "A publisher is called as it is known, by its key and its name alike.",
        waivable=True,
    ),
    Rule("source-dead", "warning", "The original is still there.", waivable=True, needs="online"),
    Rule("note", "warning", "What the importer left to the curator is done."),
    Rule("waiver-unknown", "error", "A waiver names a rule that can be waived."),
    Rule("waiver-unused", "warning", "A waiver sets something aside."),
)
_WORDS = (
    Rule("lost-letters", "error", "A text holds no letters that were lost or misread.", waivable=True),
    Rule("left-over", "warning", "Nothing is left of a source's frame, of notes, of an assistant.", waivable=True),
    Rule("said-twice", "warning", "An article says nothing twice.", waivable=True),
    Rule("template-text", "error", "No text of the template is published."),
    Rule("image", "error", "An image is what its ending says, and at most 2 MB."),
    Rule("image-size", "error", "An image has at most 4096 pixels a side and 12 million in all."),
    Rule("image-metadata", "error", "An image carries no metadata (place, camera, names, comments)."),
    Rule("image-missing", "error", "An image that a text shows is there.", waivable=True),
    Rule("image-unused", "warning", "Every image is shown somewhere."),
    Rule("image-alt", "error", "An image has an alternative text.", waivable=True),
    Rule("image-remote", "error", "No image comes from another site.", waivable=True),
    Rule("link-dead", "error", "A link to another page of the digest leads somewhere.", waivable=True),
    Rule("link-anchor", "error", "A link to a heading finds it.", waivable=True),
    Rule("link-scheme", "error", "A link is http, https or mailto.", waivable=True),
    Rule("link-absolute", "error", "A link inside the digest is relative.", waivable=True),
    Rule("html-left-out", "warning", "A text holds no HTML that its page leaves out.", waivable=True),
    Rule("other-markup", "warning", "A text holds no marks that only other programs read.", waivable=True),
    Rule("markup-list", "warning", "A list stands below a blank line, each item behind its mark.", waivable=True),
    Rule("markup-table", "error", "A table is one: names, a row of hyphens, as many cells in each row.", waivable=True),
    Rule("markup-heading", "warning", "A heading begins its line, with a blank behind its signs.", waivable=True),
    Rule("markup-unread", "warning", "Every mark of Markdown is one that the page reads.", waivable=True),
    Rule("style-unit", "warning", "A unit stands right behind its number.", waivable=True, fix=True),
    Rule("style-percent", "warning", "Percentages are written in one way.", waivable=True, fix=True),
    Rule("style-amount", "warning", "Amounts are written in one way.", waivable=True, fix=True),
    Rule("style-width", "warning", "Digits, letters and punctuation are not full-width.", waivable=True, fix=True),
    Rule("style-space", "warning", "Words are one space apart; none is before a comma.", waivable=True, fix=True),
    Rule("style-sign", "warning", "Ellipses, minus signs and Korean quotation marks are the proper characters.",
         waivable=True, fix=True),
    Rule("style-name", "warning", "Names of indices are written in one way.", waivable=True, fix=True),
    Rule("style-ticker", "warning", "A text names companies; codes stand in the fields.", waivable=True),
    Rule("format", "warning", "A file has one normal form: NFC, plain line ends, no idle spaces.", fix=True),
)  # fmt: skip
RULES: dict[str, Rule] = {rule.id: rule for rule in (*_FILES, *_LIBRARY, *_FACTS, *_WORDS)}
"""Every rule by its id."""


def canonical(name: str) -> str:
    """The id of the rule that the reader calls `name`: `title-missing` is `field-missing`."""
    if name in RULES:
        return name
    if name == "source.url-double":
        return "source-double"
    if name.endswith("-missing"):
        return "field-missing"
    return "field-consistent" if name.endswith("-consistent") else "field-form"
