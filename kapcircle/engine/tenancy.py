"""Who owns the room: the last engine that signed the lock file. The one before sees it and fades."""

from pathlib import Path
from uuid import uuid4


class Tenancy:
    """A name in a file. Without a file there is nobody to give way to."""

    def __init__(self, file: Path | None) -> None:
        self._file, self._name = file, uuid4().hex

    def take(self) -> bool:
        """Sign: from now on all others give way. True if one had signed and never signed off. Raises OSError."""
        before = self._signed()
        if self._file is not None:
            mine = self._file.with_suffix(f".{self._name}")
            mine.write_text(self._name, "ascii")
            mine.replace(self._file)
        return before != ""

    def lost(self) -> bool:
        """Whether another has signed since."""
        return self._signed() not in {self._name, ""}

    def leave(self) -> None:
        """Sign off."""
        if self._file is not None and self._signed() == self._name:
            self._file.unlink(missing_ok=True)

    def _signed(self) -> str:
        try:
            return self._file.read_text("ascii") if self._file is not None else ""
        except OSError:
            return ""
