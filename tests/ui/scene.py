"""A Circle page on a house without a disk, a speaker or a lamp: what a test looks at and presses."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget

from kapcircle.core.catalogue import AddTrack
from kapcircle.core.ids import Instant, Millis, PersonId, TrackId
from kapcircle.core.rundown import End, Look, Music, OnGo, Prompt, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Session
from kapcircle.desk.house import PRACTICE
from kapcircle.places import resources
from kapcircle.ui import typeface
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.pages.circle import CirclePage
from kapcircle.ui.preferences import Preferences
from kapcircle.ui.theme import ROOM, dress
from kapcircle.ui.window import Window
from tests import fakes, made_up, memory
from tests.ui import hands

MINUTES = 60_000
# fmt: off
NAMES = (
    "Wren", "Heron", "Ash", "Juniper", "Lark", "Sorrel", "Rowan", "Finch", "Sage", "Linden", "Plover", "Yarrow",
    "Alder", "Birch", "Cedar", "Clover", "Daisy", "Elm", "Fern", "Flint", "Ginger", "Hazel", "Iris", "Ivy",
    "Jasmine", "Kestrel", "Laurel", "Maple", "Myrtle", "Nettle", "Olive", "Osprey", "Poppy", "Quail", "Reed",
    "Robin", "Rose", "Rue", "Saffron", "Tansy",
)
# fmt: on
SIZE = (1366, 768)


def day() -> Rundown:
    """Four phases in two groups; the second has music, light and a cue that waits for GO."""
    music = Music("Tide, slow", (TrackId("tide"), TrackId("shore")))
    return Rundown(
        (
            made_up.phase("Arrival", 15, end=End.OFFER, group="Opening"),
            made_up.phase(
                "Peak",
                40,
                made_up.cue("tide", music),
                made_up.cue("ember", Look("ember", Millis(MINUTES))),
                made_up.cue("bowl", Prompt("Strike the bowl once."), trigger=OnGo()),
                group="Journey",
                note="Nobody speaks.",
            ),
            made_up.phase(
                "Return",
                20,
                made_up.cue("dawn", Look("dawn")),
                group="Journey",
                shrink=Millis(5 * MINUTES),
                note="Water.",
            ),
            made_up.phase("Sharing", 45),
        )
    )


class Scene:
    """`people` participants; the text `scale` times as large; `kept` are the preferences."""

    def __init__(
        self,
        *,
        people: int = 6,
        scale: float = 1.0,
        kept: Mapping[str, str] | None = None,
        rundown: Rundown | None = None,
    ) -> None:
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        if not app.styleSheet():
            app.setStyle("Fusion")
            dress(app, ROOM)
        typeface.set_type(app, typeface.load(resources() / "fonts"), scale)
        self.clock, self.log, self.room = memory.FakeClock(), memory.MemoryLog(), fakes.SilentRoom()
        self.house = fakes.house(self.log, self.clock, lambda _: self.room)
        for track in (made_up.track("tide", 30), made_up.track("shore", 44)):
            self.house.desk.do((PRACTICE, AddTrack(track)))
        self.cohort = self.house.planning.begin_cohort("Harbour circle")
        for alias in NAMES[:people]:
            self.house.planning.enrol(self.cohort, alias)
        at = Instant(made_up.START + 5 * MINUTES)
        plan = day() if rundown is None else rundown
        self.planned = self.house.planning.plan_session(self.cohort, "Medicine 2 of 3", at, plan)
        self.bridge = Bridge(self.house, lambda _: 60)
        self.preferences = Preferences(kept)
        self.page, self.window = CirclePage(self.bridge, self.preferences), Window()
        self.window.follow(self.bridge)
        self.window.like(self.preferences)
        self.window.may_close = self.page.closing.may_close
        self.window.show_pages([self.page], "Circle")
        self.window.resize(*SIZE)
        self.window.show()
        self.window.activateWindow()
        self.bridge.sit_down(self.planned)
        hands.looked(self.page.readiness)
        self.pass_(0)

    def running(self) -> "Scene":
        """Open, in the second phase, ten minutes in."""
        self.do(c.Open())
        self.pass_(15 * MINUTES)
        self.do(c.Next())
        self.pass_(10 * MINUTES)
        return self

    @property
    def session(self) -> Session:
        """The circle."""
        assert self.bridge.circle is not None
        return self.bridge.circle.session

    def do(self, command: c.Command) -> None:
        """Give a command that must be obeyed."""
        assert self.bridge.do(command), self.window.status.words

    def pass_(self, millis: int) -> None:
        """Let time pass, the laptop awake all the while."""
        self.clock.pass_(millis)
        self.bridge._last = self.bridge.now
        self.bridge.tick()
        QApplication.processEvents()

    def press(self, key: str, where: QWidget | None = None) -> None:
        """Press and let go of a key, as Qt writes it, where the focus is."""
        if where is not None:
            where.setFocus(Qt.FocusReason.TabFocusReason)
        combination: QKeyCombination = QKeySequence(key)[0]  # type: ignore[index]
        QTest.keyClick(self.focus, combination.key(), combination.keyboardModifiers())

    @property
    def focus(self) -> QWidget:
        """What has the focus, else the window."""
        has: QWidget | None = self.window.focusWidget()
        return self.window if has is None else has

    def who(self, alias: str) -> PersonId:
        """The participant of this alias."""
        return next(p for p, _ in self.session.plan.mats if self.house.planning.alias(p) == alias)

    def photograph(self, path: Path) -> None:
        """Save the window as it looks."""
        self.window.grab().save(str(path))

    def end(self) -> None:
        """Leave nothing behind."""
        self.preferences.set("palette", "room")
        self.page.closing.leaving = True
        self.bridge.retire()
        self.window.close()
        self.window.deleteLater()


Stage = Callable[..., Scene]
"""Makes a scene: the fixture of that name."""


def press(root: QWidget, words: str) -> None:
    """Press the key with these words, once the page has drawn what it shows."""
    QApplication.processEvents()
    hands.press(root, words)


def clock(scene: Scene) -> str:
    """What the phase clock says."""
    return scene.page.ring.clock.accessibleDescription()


def eyes(scene: Scene) -> list[str]:
    """What needs eyes, line by line."""
    return [row.accessibleName() for row in scene.page.eyes._rows]


def texts(root: QWidget) -> Iterator[str]:
    """Every text that a person or a screen reader could meet in and under a widget in sight."""
    QApplication.processEvents()
    for widget in (root, *root.findChildren(QWidget)):
        if not widget.isVisibleTo(root):
            continue
        yield from (widget.accessibleName(), widget.accessibleDescription(), widget.toolTip(), widget.windowTitle())
        match widget:
            case QLabel():
                yield widget.text()
            case QLineEdit():
                yield from (widget.text(), widget.placeholderText())
            case _:
                yield str(getattr(widget, "text", str)())
