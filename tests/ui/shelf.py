"""The Music page with a few recordings, as a hand meets it."""

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapcircle.core.catalogue import AddTrack
from kapcircle.core.ids import Millis, TrackId
from kapcircle.core.playlist import Track
from kapcircle.core.tracks import SuddenRise
from kapcircle.desk.house import PRACTICE
from kapcircle.ui.forms import Choice
from kapcircle.ui.panels.music_desk import MusicDesk
from kapcircle.ui.panels.track_import import TrackImport
from kapcircle.ui.panels.track_list import TrackGrid
from tests.fakes import FakeMedia
from tests.ui.entered import Entered
from tests.ui.hands import shown
from tests.ui.people import the

TIDE = Track(
    TrackId("tide"),
    "Tide",
    Millis(400_000),
    shape="0az" * 40,
    loudness=-20.0,
    peak=-4.0,
    rises=(SuddenRise(Millis(192_000), 14.4),),
    artist="Ana",
    licence="CC BY 4.0",
    sound="0f",
)
LAKE = Track(TrackId("lake"), "Lake", Millis(100_000), shape="z" * 160, loudness=-40.0, peak=-10.0, sound="1f")
OLD = Track(TrackId("old"), "Old", Millis(100_000))


class Shelf:
    """A program turned to its Music page, with these recordings."""

    def __init__(self, entered: Entered, *tracks: Track) -> None:
        self.entered, self.house, self.window = entered, entered.house, entered.window
        for track in tracks:
            self.house.desk.do((PRACTICE, AddTrack(track)))
        self.window.turn_to("Music")
        QApplication.processEvents()

    @property
    def media(self) -> FakeMedia:
        found = self.house.fittings.media
        assert isinstance(found, FakeMedia)
        return found

    @property
    def desk(self) -> MusicDesk:
        return the(self.window, MusicDesk)

    @property
    def listed(self) -> list[str]:
        grid = the(self.window, TrackGrid)
        model = grid.model()
        rows = range(model.rowCount()) if grid.isVisible() else []
        return [str(model.index(i, 0).data()).partition("\n")[0] for i in rows]

    @property
    def said(self) -> str:
        return shown(self.window)

    def choose(self, title: str) -> None:
        grid = the(self.window, TrackGrid)
        index = grid.model().index(self.listed.index(title), 0)
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=grid.visualRect(index).center())
        QApplication.processEvents()

    def track(self, track: Track) -> Track:
        return self.house.practice.tracks[track.id]

    def pick(self, name: str, words: str) -> None:
        (choice,) = [x for x in self.window.findChildren(Choice) if x.accessibleName() == name and x.isVisible()]
        choice.setCurrentText(words)
        choice.activated.emit(choice.currentIndex())

    def let_fall(self, *paths: str) -> None:
        """A hand lets files fall on the page."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(path) for path in paths])
        copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        self.desk.dropEvent(QDropEvent(QPointF(9, 9), copy, data, left, none))

    @property
    def under_way(self) -> bool:
        return the(self.window, TrackImport).busy if self.window.findChildren(TrackImport) else False
