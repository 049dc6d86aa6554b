"""Whether the window may close: while a circle runs it asks first."""

from collections.abc import Callable

from kapcircle.core.session.state import Run, Session
from kapcircle.ui.ask import Answer, Ask, Asked
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.front import Screens
from kapcircle.ui.words import CLOSING


class Closing:
    """Says what becomes of the music, and closes once it is answered."""

    def __init__(
        self,
        bridge: Bridge,
        ask: Ask,
        screens: Screens,
        session: Callable[[], Session],
        close: Callable[[], bool],
    ) -> None:
        self._bridge, self._ask, self._screens, self._session, self._close = bridge, ask, screens, session, close
        self.leaving = False

    def may_close(self) -> bool:
        """Whether it may close now; else the question lies on the page."""
        if self.leaving or self._bridge.circle is None or self._session().run is not Run.RUNNING:
            self._screens.put_away()
            return True
        answers = (Answer("Stay"), Answer("Close the window", lambda _: self.leave()))
        self._ask.put(Asked("Close the window?", CLOSING, (), answers))
        return False

    def leave(self) -> None:
        """Close the window, whatever runs."""
        self.leaving = True
        self.leaving = self._close()
