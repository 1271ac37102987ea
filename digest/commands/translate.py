"""`digest translate`: a machine's draft of our summary in the other language, marked until a person has read it."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from digest.acquire.endpoint import post
from digest.enrich.backends.chat import Chat
from digest.enrich.backends.translate import translate
from digest.errors import DigestError, InputError
from digest.files import write_text
from digest.library.files import shown
from digest.library.reader import decode, read_article, read_translation
from digest.library.writer import write_translation

if TYPE_CHECKING:
    import argparse
    from pathlib import Path


def run(arguments: argparse.Namespace) -> int:
    """Write `<id>.<lang>.md` beside the article; never over one that a person wrote or reviewed."""
    path: Path = arguments.file
    name = shown(path)
    try:
        article = read_article(decode(_bytes(path, name), name), name)
        target = path.with_name(f"{article.id}.{arguments.to}.md")
        if target.exists():
            old = read_translation(decode(_bytes(target, shown(target)), shown(target)), shown(target))
            if not old.by_machine:
                remedy = "mend it by hand, or remove it first to have a new draft"
                raise InputError("is a person's translation", remedy, path=shown(target))
        model = arguments.model or os.environ.get("DIGEST_LLM_MODEL", "")
        if not model:
            raise InputError("no model is named", "give --model, or set DIGEST_LLM_MODEL", field="--model")
        draft = translate(article, arguments.to, Chat.of(model, os.environ, post))
        changed = write_text(target, write_translation(draft))
    except DigestError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{shown(target)}: {'written' if changed else 'unchanged'} (by {draft.version}, not reviewed)")
    print("Read it against the original, mend it, run digest check, then set reviewed: true.")
    return 0


def _bytes(path: Path, name: str) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(f"cannot be read ({error.strerror})", "give the file of an article", path=name) from error
