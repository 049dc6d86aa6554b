"""One window, from the locked vault to the circle and back.

The unlock page is shown before anything else is loaded: a page is imported where it is made.
"""

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication, QKeySequence, QSessionManager, QShortcut
from PySide6.QtWidgets import QApplication

from kapcircle.core.errors import KnownError
from kapcircle.desk.doors import Doors
from kapcircle.ui import typeface
from kapcircle.ui.actions import ACTIONS
from kapcircle.ui.idle import Idle
from kapcircle.ui.pages.unlock import Unlock
from kapcircle.ui.preferences import Preferences
from kapcircle.ui.theme import ROOM, dress
from kapcircle.ui.window import CIRCLE, Window

if TYPE_CHECKING:
    from kapcircle.core.ids import SessionId
    from kapcircle.desk.house import House
    from kapcircle.ui.bridge import Bridge
    from kapcircle.ui.pages.circle import CirclePage
    from kapcircle.ui.pages.review import Review


def application(fonts: Path) -> QApplication:
    """The application, in our typeface and the room's colours."""
    running = QApplication.instance()
    app = running if isinstance(running, QApplication) else QApplication(["kapcircle", "-style", "Fusion"])
    app.setApplicationName("KapCircle")
    typeface.set_type(app, typeface.load(fonts))
    dress(app, ROOM)
    return app


RUNS = "A circle is running: cover it with {cover}. The vault can be locked once the circle is closed."


class Program(QObject):
    """Shows the unlock page, and the pages of a vault once it is open. Everything shown is put away with the vault."""

    def __init__(self, doors: Doors, folder: Path, parent: QObject | None = None) -> None:
        """`folder` is where a new vault goes unless told otherwise."""
        super().__init__(parent)
        self._doors, self._folder = doors, folder
        self.window = Window()
        self.bridge: Bridge | None = None
        self._circle: CirclePage | None = None
        self._house: House | None = None
        self._idle: Idle | None = None
        self._quit = QShortcut(QKeySequence(ACTIONS["quit"].keys[0]), self.window)  # before there are keys to change
        self._quit.activated.connect(self.window.close)
        QGuiApplication.instance().commitDataRequest.connect(self.wish_end)  # type: ignore[union-attr] # it runs

    def wish_lock(self) -> None:
        """Lock, unless a circle runs: its music would end with it. What is not saved is asked about first."""
        if self.bridge is None:
            return
        if self.bridge.runs:
            cover = "" if self._circle is None else self._circle.keymap.shown("cover")
            self.window.status.refuse(RUNS.format(cover=cover))
        elif self.bridge.not_saved:
            self._ask_unsaved("Lock", self.lock)
        else:
            self.lock()

    def wish_end(self, session: QSessionManager) -> None:
        """The system wants to shut down, or the person to log out: not before a running circle is asked about."""
        if self.bridge is not None and (self.bridge.runs or self.bridge.not_saved):
            session.cancel()
            self.window.close()

    def lock(self) -> None:
        """Put everything away, and ask for the passphrase again. What could not be done in order stays said."""
        try:
            self._leave(again=False)
        except KnownError as error:
            self.window.status.fail(str(error), stays=True)
        self.offer(None)

    def offer(self, vault: str | None) -> None:
        """The unlock page, with this vault chosen."""
        unlock = Unlock(self._doors, self._folder)
        unlock.opened.connect(self.enter)
        self.window.may_close = unlock.may_close
        self.window.show_alone(unlock)
        if vault is not None:
            unlock.choose(vault)

    def enter(self, house: "House", session: "SessionId | None" = None) -> None:
        """Show the pages of an open vault; sit down where a circle runs, or at `session`."""
        from kapcircle.ui.bridge import Bridge
        from kapcircle.ui.pages.circle import CirclePage
        from kapcircle.ui.pages.music import MusicPage
        from kapcircle.ui.pages.people import PeoplePage
        from kapcircle.ui.pages.plan import Plan
        from kapcircle.ui.pages.review import Review
        from kapcircle.ui.pages.settings import SettingsPage

        self.window.status.say("")
        preferences = Preferences(house.desk.settings(), house.desk.keep)
        self._resize_text(preferences)
        preferences.changed.connect(lambda _: self._resize_text(preferences))
        self.bridge = bridge = Bridge(house)
        plan, circle, review = Plan(bridge), CirclePage(bridge, preferences), Review(bridge)
        self._circle = circle
        self._quit.setEnabled(False)
        circle.locking.connect(self.wish_lock)
        circle.looking_back.connect(lambda session: self._look_back(review, session))
        circle.finding.connect(lambda words: self._find(review, words))
        plan.sit.connect(self.prepare)
        plan.review.connect(lambda session: self._look_back(review, session))
        self.window.follow(bridge)
        self.window.like(preferences)
        self.window.may_close = lambda: self._may_close(circle)
        running = house.running() or session
        settings = SettingsPage(bridge, preferences)
        settings.lock.connect(self.wish_lock)
        pages = [plan, circle, PeoplePage(bridge), MusicPage(bridge), review, settings]
        self.window.show_pages(pages, CIRCLE if running else plan.name)
        bridge.start()
        if running is not None:
            self.sit(running)
        self._watch(preferences, bridge)

    def sit(self, session: "SessionId") -> None:
        """Take the desk of a session; who sits there already only turns to it."""
        if self.bridge is not None and (session == self.bridge.sitting or self.bridge.sit_down(session)):
            self.window.turn_to(CIRCLE)

    def prepare(self, session: "SessionId") -> None:
        """Take the desk of a session, and before it opens ask what should be right."""
        self.sit(session)
        if self._circle is not None and self.bridge is not None and self.bridge.sitting == session:
            self._circle.prepare()

    def _look_back(self, review: "Review", session: "SessionId") -> None:
        self.window.turn_to(review.name)
        review.choose(session)

    def _find(self, review: "Review", words: str) -> None:
        self.window.turn_to(review.name)
        review.look_for(words)

    def _may_close(self, circle: "CirclePage") -> bool:
        """Asked about, in this order, are a circle that runs, what is not saved, and what goes wrong in closing."""
        if self.bridge is not None and self.bridge.runs:
            self.window.bring_forward(CIRCLE)  # where the question is put
        if not circle.closing.may_close():
            return False
        if self.bridge is not None and self.bridge.not_saved:
            self._ask_unsaved("Close", self._close_anyway)
            return False
        return self._close()

    def _ask_unsaved(self, deed: str, anyway: Callable[[], object]) -> None:
        from kapcircle.ui.panels.leaving import Unsaved

        if self.bridge is not None:
            asked = Unsaved(self.bridge.not_saved, deed, self.window)
            asked.anyway.connect(anyway)
            asked.open()

    def _close(self) -> bool:
        """Shut the house while the window can still say what went wrong; until then nobody has to look at it."""
        self.window.hide()
        try:
            self._leave(again=True)
        except KnownError as error:
            self._offer_again(str(error))
            return False
        return True

    def _offer_again(self, why: str) -> None:
        from kapcircle.ui.panels.leaving import Unclosed

        unclosed = Unclosed(why)
        unclosed.again.connect(self.window.close)
        unclosed.anyway.connect(self._close_anyway)
        self.window.show_alone(unclosed)
        self.window.show()
        unclosed.setFocus()

    def _close_anyway(self) -> None:
        """Somebody has read what is lost, and closes all the same."""
        with suppress(KnownError):
            self._leave(again=False)
        self.window.close()

    def _watch(self, preferences: Preferences, bridge: "Bridge") -> None:
        self._idle = Idle(
            lambda: preferences.idle_minutes,
            lambda: bridge.runs or bool(bridge.not_saved),
            lambda: bridge.now,
            self,
        )
        self._idle.lapsed.connect(self.lock)
        self._idle.start()

    def _leave(self, *, again: bool) -> None:
        """Close the house behind us. Raises KnownError for what could not be done, which may be tried `again`."""
        if self._idle is not None:
            self._idle.stop()
        bridge, self.bridge = self.bridge, None
        if bridge is not None:
            self._house = bridge.house
            bridge.retire()
            self._circle = None
            self._quit.setEnabled(True)
            self.window.clear()
            self.window.may_close = self._close
        if self._house is not None:
            house, self._house = self._house, self._house if again else None
            house.shut(again=again)
            self._house = None

    def end(self) -> None:
        """The program ends: nothing of it stays behind. Raises KnownError for what could not be done in order."""
        self._leave(again=False)

    def _resize_text(self, preferences: Preferences) -> None:
        app = QApplication.instance()
        if isinstance(app, QApplication) and typeface.scale() != preferences.text_size:
            typeface.set_type(app, app.font().family(), preferences.text_size)
