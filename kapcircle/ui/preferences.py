"""How this person likes the window: plain values that are kept, not events."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, Signal

TEXT_SIZES = (1.0, 1.25, 1.5, 1.75, 2.0)

IDLE_MINUTES = 10
"""Programme setting."""


class Preferences(QObject):
    """Reads what was kept, keeps what is changed."""

    changed = Signal(str)
    """The name of what changed."""

    def __init__(
        self,
        kept: Mapping[str, str] | None = None,
        keep: Callable[[str, str], object] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._kept = dict(kept or {})
        self._keep = keep

    def get(self, name: str, default: str = "") -> str:
        """A value as it was kept."""
        return self._kept.get(name, default)

    def set(self, name: str, value: str) -> None:
        """Keep a value, and tell who follows it."""
        if self._kept.get(name) != value:
            self._kept[name] = value
            if self._keep is not None:
                self._keep(name, value)
            self.changed.emit(name)

    @property
    def text_size(self) -> float:
        """Size of all text, 1.0 is 100 %."""
        try:
            return min(max(float(self.get("text size", "1.0")), TEXT_SIZES[0]), TEXT_SIZES[-1])
        except ValueError:
            return 1.0

    @property
    def idle_minutes(self) -> int:
        """After how many minutes without a touch the vault is locked, outside a session; 0 is never."""
        kept = self.get("idle minutes")
        return int(kept) if kept.isdecimal() else IDLE_MINUTES

    @property
    def left_handed(self) -> bool:
        """Whether the Circle page is mirrored."""
        return self.get("left-handed") == "yes"

    @property
    def motion(self) -> bool:
        """Whether a change of state fades in; at once otherwise."""
        return self.get("motion", "yes") == "yes"
