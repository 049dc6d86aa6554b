"""A hand that records: it types on the page, and counts its strokes."""

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapcircle.core.record import Record
from tests.ui import hands
from tests.ui.scene import Scene


class Hand:
    """Types where the focus is, as a person would."""

    def __init__(self, scene: Scene) -> None:
        self.scene, self.strokes = scene, 0

    def types(self, keys: str) -> None:
        """Press these keys one after the other, each where the one before has led."""
        for key in keys:
            self.strokes += 1
            if key == "\r":
                self.scene.press("Return")
            else:
                QTest.keyClicks(self.scene.focus, key)
        QApplication.processEvents()

    def records(self, alias: str) -> list[Record]:
        """What stands on a participant."""
        return list(self.scene.session.seats[self.scene.who(alias)].records)

    @property
    def reads_back(self) -> str:
        """What the form says that it will save."""
        return self.scene.page.form._back.text()

    @property
    def shown(self) -> str:
        """Every word of the form."""
        return hands.shown(self.scene.page.form)

    @property
    def raws(self) -> dict[str, str]:
        """What stands in each field of the form."""
        return {name: part.raw for name, part in self.scene.page.form.parts.items()}
