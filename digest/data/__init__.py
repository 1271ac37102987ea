"""Tables with their sources; read by the steps that own them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


def own_securities(content: Path) -> Path:
    """Where a digest's own table of securities is, if it has one: beside its content folder."""
    return content.absolute().parent / "securities.csv"
