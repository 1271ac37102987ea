"""What pages read, by name: values of the catalogue that note each look into them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from digest.build.fingerprint import keyed

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONG = frozenset({"coverage", "topics"})
"""Groups whose values are lists in leaves."""


class Recorder:
    """What the page that is being made has read, by name."""

    def __init__(self) -> None:
        self._frames: list[dict[str, None]] = []
        self.paused = True
        self.light = ""
        """The look-up that is being made, where it is to be made of light sides alone."""

    def note(self, name: str) -> None:
        """Something was read."""
        if not self.paused:
            self._frames[-1][name] = None

    def note_whole(self, name: str) -> None:
        """A whole article was read, by its id.

        Raises:
            RuntimeError: A look-up is made of it that is taken for one of light sides.
        """
        if self.light:
            raise RuntimeError(
                f"{self.light} is made of whole articles: it cannot stand in LIGHT (digest.build.groups)"
            )
        self.note(f"whole\t{name}")

    @contextmanager
    def page(self) -> Iterator[dict[str, None]]:
        """While a page is made; what it read."""
        self._frames, self.paused = [{}], False
        try:
            yield self._frames[0]
        finally:
            self._frames, self.paused = [], True

    @contextmanager
    def pause(self, light: str = "") -> Iterator[None]:
        """While a group is made, whose own hash will tell; `light` names one that is made of light sides alone."""
        before = (self.paused, self.light)
        self.paused, self.light = True, light
        try:
            yield
        finally:
            self.paused, self.light = before

    def push(self) -> None:
        """Begin to note apart what a value is made from that later pages will reuse."""
        if not self.paused:
            self._frames.append({})

    def pop(self) -> dict[str, None]:
        """What was noted since; the page has read it too."""
        if self.paused:
            return {}
        found = self._frames.pop()
        self._frames[-1].update(found)
        return found


class Memo(dict[str, Any]):
    """Values that a page leaves for others (`if key not in memo: memo[key] = …`), with what they were made from."""

    def __init__(self, recorder: Recorder) -> None:
        super().__init__()
        self._recorder = recorder
        self._read: dict[str, dict[str, None]] = {}

    def __contains__(self, key: object) -> bool:
        if super().__contains__(key):
            return True
        self._recorder.push()
        return False

    def __setitem__(self, key: str, value: Any) -> None:
        self._read[key] = self._recorder.pop()
        super().__setitem__(key, value)

    def __getitem__(self, key: str) -> Any:
        for name in self._read.get(key, ()):
            self._recorder.note(name)
        return super().__getitem__(key)


class _Noted:
    """A value with the name under which its reading is noted."""

    def __init__(self, name: str, raw: Any, recorder: Recorder) -> None:
        self._name, self._raw, self._recorder = name, raw, recorder

    def _read(self, what: str) -> Any:
        """The value, of which this is read."""
        self._recorder.note(f"{self._name}\t{what}")
        return self._raw


class Map(_Noted, Mapping[Any, Any]):
    """A group whose look-ups are noted."""

    def __getitem__(self, key: Any) -> Any:
        return self._found(key, self._raw[key])

    def _found(self, key: Any, value: Any) -> Any:
        """The value of a key; of long lists that pages show in leaves, what is read of it is noted, not all."""
        name = f"{self._name}\t={keyed(key)}"
        if self._name in _LONG:
            return Row(name, value, self._recorder)
        if self._name == "publishers":
            self._recorder.note(f"{name}\t@")
            return value[0], Row(name, value[1], self._recorder)
        self._recorder.note(name)
        return value

    def __contains__(self, key: object) -> bool:
        return key in self._read(f"?{keyed(key)}")

    def get(self, key: Any, default: Any = None) -> Any:
        """The value of a key."""
        if key in self._raw:
            return self._found(key, self._raw[key])
        self._read(f"={keyed(key)}")
        return default

    def __iter__(self) -> Iterator[Any]:
        return iter(self._read("*"))

    def __len__(self) -> int:
        return len(self._read("*"))

    def items(self) -> Any:
        """All of it."""
        return self._read("**").items()

    def values(self) -> Any:
        """All of it."""
        return self._read("**").values()


class Row(_Noted, Sequence[Any]):
    """A sequence whose reading is noted: slices apart from the whole."""

    def __getitem__(self, place: Any) -> Any:
        some = isinstance(place, slice) and place.step is None
        what = f"{'' if place.start is None else place.start}:{place.stop or ''}" if some else "**"
        return self._read(what)[place]

    def __len__(self) -> int:
        return len(self._read("#"))

    def __iter__(self) -> Iterator[Any]:
        return iter(self._read("**"))


class Group(_Noted, AbstractSet[Any]):
    """A set whose questions are noted."""

    def __contains__(self, key: object) -> bool:
        return key in self._read(f"?{keyed(key)}")

    def __iter__(self) -> Iterator[Any]:
        return iter(self._read("**"))

    def __len__(self) -> int:
        return len(self._read("**"))
