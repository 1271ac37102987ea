"""A security: the listed thing behind a ticker."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from digest.model.base import Line, Model


class Security(Model):
    """One row of `digest/data/securities.csv`."""

    mic: Annotated[str, StringConstraints(pattern=r"^[A-Z0-9]{4}$")]
    """ISO 10383 market code; `XXXX` for instruments without a market (indices, rates)."""
    code: Annotated[str, StringConstraints(pattern=r"^[0-9A-Z][0-9A-Z.\-]{0,11}$")]
    isin: str = ""
    name_ko: Line
    name_en: Line
    aliases: tuple[Line, ...] = ()
    sector: str = ""
    """GICS sector, in English; empty for what is not a share."""
    kind: Literal["share", "index", "currency", "rate", "commodity"] = "share"
    flags: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """`XNAS:NVDA`: one name for one security."""
        return f"{self.mic}:{self.code}"
