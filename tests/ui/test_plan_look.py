"""How the Plan page lies in a window of 1366 x 768: nothing is cut, nothing jumps."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from kapcircle.ui.forms import Roomy
from kapcircle.ui.key import Key
from kapcircle.ui.theme import ROOM, dress
from kapcircle.ui.tick import Tick
from tests.ui.hands import press
from tests.ui.planning import Desk, listing

PAGE = (1366, 698)
"""What the header and the status line leave of the window."""


@pytest.fixture
def roomy(qtbot: QtBot, in_type: None) -> Iterator[Desk]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    dress(app, ROOM)
    made = Desk(qtbot)
    made.page.resize(*PAGE)
    yield made
    made.bridge.deleteLater()


def seen(part: QWidget) -> bool:
    """Whether all of a part is in sight."""
    return part.visibleRegion().boundingRect() == QRect(0, 0, part.width(), part.height())


@pytest.mark.parametrize("cue", range(3))
def test_all_of_a_phase_and_its_cue_is_in_sight(roomy: Desk, qtbot: QtBot, cue: int) -> None:
    roomy.choose("Peak")
    cues = listing(roomy, "Cues")
    cues.setCurrentIndex(cues.model().index(cue, 0))
    page = roomy.page
    (remove,) = [key for key in page.findChildren(Key) if key.text() == "Remove this cue"]
    qtbot.waitUntil(lambda: seen(remove))
    assert all(seen(tick) for tick in page.findChildren(Tick))
    note = page._form._note
    assert note.height() == note.sizeHint().height()


def test_an_empty_session_does_not_scroll_the_page(roomy: Desk, qtbot: QtBot) -> None:
    for wish in ("New", "Add", "Add session"):
        press(roomy.page, wish)
    (area,) = roomy.page.findChildren(Roomy)
    qtbot.waitUntil(roomy.page._editor.isVisible)
    QApplication.processEvents()
    assert [bar.maximum() for bar in (area.verticalScrollBar(), area.horizontalScrollBar())] == [0, 0]


def test_the_column_beside_the_rundown_is_as_wide_when_it_scrolls(roomy: Desk, qtbot: QtBot) -> None:
    bar, wide = roomy.page._side.verticalScrollBar(), set()
    for height, scrolls in ((900, False), (560, True)):
        roomy.page.resize(PAGE[0], height)
        qtbot.waitUntil(lambda scrolls=scrolls: bar.isVisible() is scrolls)  # type: ignore[misc]
        wide.add(roomy.page._form.width())
    assert len(wide) == 1
