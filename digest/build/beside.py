"""Files beside the content as pages read them: rows of the table of securities, values of the settings.

Each reading is noted by the row or value that was read, so that another row or another setting touches only the pages
that show it.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from digest.build.fingerprint import ABSENT, fingerprint
from digest.model import Model
from digest.site import companies

if TYPE_CHECKING:
    from digest.build.noted import Recorder
    from digest.model import Security
    from digest.site.companies import Company, Securities
    from digest.site.settings import Settings

GROUPS = frozenset({"firms", "securities", "settings"})
"""What stands before the tab in the names of such readings."""


class Beside:
    """The two files, in the place of the table for those who ask it.

    Args:
        securities: The table of securities.
        settings: The site's settings.
        recorder: What notes.
    """

    def __init__(self, securities: Securities, settings: Settings, recorder: Recorder) -> None:
        self._securities, self._recorder, self._raw = securities, recorder, settings
        self._find = cache(lambda ticker: companies.find(securities, ticker))
        self.settings: Any = Told(settings, "", recorder)

    def company(self, ticker: str) -> Company:
        """The company of a ticker."""
        self._recorder.note(f"firms\t{ticker}")
        return self._find(ticker)

    def meant(self, ticker: str) -> str:
        """The id of that company, which nobody depends on (`digest.build.meanings`)."""
        return self._find(ticker).id

    def get(self, ticker: str) -> Security | None:
        """The whole row of a ticker."""
        self._recorder.note(f"securities\t{ticker}")
        return self._securities.get(ticker)

    def ticker(self, security: Security) -> str:
        """The shortest code of a row."""
        return self.company(security.id).ticker

    def current(self, group: str, key: str) -> bytes:
        """The hash of what is read under a name of `GROUPS`, as it is now."""
        if group == "firms":
            return fingerprint(self._find(key))
        if group == "securities":
            return fingerprint(self._securities.get(key))
        value: Any = self._raw
        for part in key.split("."):
            value = getattr(value, part, ABSENT)
        return fingerprint(type(value) if isinstance(value, Model) else value)


class Told:
    """A group of settings whose values are noted when they are read."""

    def __init__(self, raw: Model, path: str, recorder: Recorder) -> None:
        self._raw, self._path, self._recorder = raw, path, recorder

    def __getattr__(self, name: str) -> Any:
        value = getattr(self._raw, name)
        path = f"{self._path}{name}"
        self._recorder.note(f"settings\t{path}")
        return Told(value, f"{path}.", self._recorder) if isinstance(value, Model) else value
