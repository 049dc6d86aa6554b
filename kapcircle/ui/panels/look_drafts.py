"""Looks that were changed and are not saved: kept like half-typed words, whatever happens to the window."""

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal

from kapcircle.core.light import LookDesign
from kapcircle.core.looks_files import read_edited, write_edited


class LookDrafts(QObject):
    """Designs as edited, by the name that each is kept under; for a `Draft` it is a text."""

    textChanged = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._designs: dict[str, LookDesign] = {}

    @property
    def all(self) -> Mapping[str, LookDesign]:
        """Every one of them."""
        return self._designs

    def put(self, name: str, design: LookDesign) -> None:
        """This look is thus now."""
        self._take({**self._designs, name: design})

    def drop(self, *names: str) -> None:
        """These are as they are kept."""
        self._take({name: x for name, x in self._designs.items() if name not in names})

    def leave_out(self, kept: Mapping[str, LookDesign]) -> None:
        """Those that are as they are kept, or are kept no more, are no drafts."""
        self._take({name: x for name, x in self._designs.items() if name in kept and x != kept[name]})

    def _take(self, designs: dict[str, LookDesign]) -> None:
        if designs != self._designs:
            self._designs = designs
            self.textChanged.emit(self.text())

    def text(self) -> str:
        """All of them, as words."""
        return write_edited(self._designs)

    def setText(self, text: str) -> None:
        """Those that were written so."""
        self._designs = read_edited(text)
