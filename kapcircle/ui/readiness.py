"""What is known before a circle opens: one list for the page and for the sheet that opens it."""

from PySide6.QtCore import QObject, Signal

from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.session import commands as c
from kapcircle.desk import preflight
from kapcircle.desk.fittings import Check
from kapcircle.desk.orders import Output
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.errand import Errand


class Readiness(QObject):
    """Of the circle on the desk; another circle is asked about anew. `heard` None: nobody has said."""

    changed = Signal()
    """The laptop has been looked at."""

    def __init__(self, bridge: Bridge, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._laptop: tuple[Check, ...] = ()
        self._errand: Errand | None = None
        self.played = False
        self.heard: bool | None = None
        bridge.seated.connect(self._begin)

    def _begin(self) -> None:
        self.played, self.heard = False, None
        self._laptop = (preflight.LOOKING,)
        self.look_again()

    def look_again(self) -> None:
        """Look at recordings and laptop again, beside the window; what was found last stands until then.

        Nobody waits for it in a circle that runs, least of all after a crash. Sound and light answer for themselves.
        """
        if self._errand is not None:  # what it was sent for is not wanted any more
            self._errand.done.disconnect(self._found)
            self._errand.failed.disconnect(self._failed)
            self._errand = None
        sitting = self._bridge.sitting
        if sitting is None or not self._bridge.waits:
            self._laptop = ()
            return
        try:
            look = self._bridge.house.preflight(sitting)
        except (KnownError, Refused) as error:
            self._failed(str(error))
            return
        self._errand = Errand(lambda _: look())
        self._errand.done.connect(self._found)
        self._errand.failed.connect(self._failed)
        self._errand.start()

    @property
    def looking(self) -> bool:
        """Whether somebody is on the way to look."""
        return self._errand is not None and self._errand.under_way

    def _found(self, checks: tuple[Check, ...]) -> None:
        self._laptop = checks
        self.changed.emit()

    def _failed(self, why: str) -> None:
        self._found((Check("Checks", good=False, words=why),))

    @property
    def output(self) -> Output | None:
        """Where sound goes, once the room has said so."""
        return None if self._bridge.circle is None else self._bridge.circle.output

    @property
    def silent(self) -> bool:
        """Whether there is no output: then nothing can be heard."""
        return self.output is not None and self.output.device is None

    @property
    def checks(self) -> tuple[Check, ...]:
        """Everything that is known now."""
        circle = self._bridge.circle
        lights = {} if circle is None else circle.lights
        seen = preflight.light(lights, self._bridge.house.lighting)
        return (*preflight.sound(self.output, self.heard), *self._second, *seen, *self._laptop)

    @property
    def _second(self) -> tuple[Check, ...]:
        circle = self._bridge.circle
        return preflight.second(self._bridge.house.room, None if circle is None else circle.sound.second)

    def play(self) -> None:
        """Let the test tone be heard."""
        if self._bridge.circle is not None:
            self._bridge.circle.tone()
            self.played = True

    def open(self) -> bool:
        """Open the circle; the report says what was not right. True when it is open."""
        said = preflight.although(self.checks)
        if not self._bridge.do(c.Open()):
            return False
        if said:
            self._bridge.do(c.Report(said))
        return True
