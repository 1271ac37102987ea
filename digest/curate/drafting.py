"""The file of a draft: what is left to do stands first, where whoever opens it sees it.

`status: draft` keeps it off the site, and `notes` are what the check counts; a comment says how to finish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from digest.curate.speech import knows, say
from digest.library.writer import write_article
from digest.text import yaml_writer

if TYPE_CHECKING:
    from digest.curate.speech import Tongue
    from digest.model import Article

_MARKED = frozenset({"status"})


def as_draft(article: Article) -> Article:
    """The same article, kept off the site until a person has finished it."""
    return article.model_copy(update={"status": "draft"})


def text(article: Article, lang: Tongue) -> str:
    """The whole file of a draft, with status and notes at its top."""
    rest = write_article(article.model_copy(update={"status": "published", "notes": ()}))
    rows = [f"# {line}" for line in say("draft.how", lang).split("\n")]
    status = yaml_writer.dump({"status": article.status}, words=_MARKED, blocks=frozenset())
    notes = [yaml_writer.dump({"n": note}, words=_MARKED, blocks=frozenset()) for note in article.notes]
    listed = ["notes:", *(f"  - {note.removeprefix('n: ').rstrip()}" for note in notes)] if notes else []
    top = "\n".join([*rows, status.rstrip("\n"), *listed])
    return rest.replace("---\n", f"---\n{top}\n", 1)


def todo(note: str, lang: Tongue) -> str:
    """A note in the curator's language: what is meant, then its own words."""
    key = f"todo.{note.partition(':')[0].strip()}"
    return f"{say(key, lang)} ({note})" if lang != "en" and knows(key) else note
