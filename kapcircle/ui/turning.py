"""One key turns the music where it should lead; another asks first, and names the recordings."""

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QObject, Signal

from kapcircle.core.errors import Refused
from kapcircle.core.session import commands as c
from kapcircle.core.session.turning import MARK
from kapcircle.core.tracks import Quality
from kapcircle.desk.conductor import Conductor
from kapcircle.ui.ask import Answer, Ask, Asked
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.key import Kind

KEYS = {Quality.SOFTEN: "S", Quality.DEEPEN: "D", Quality.GROUND: "G", Quality.LIFT: "L"}
NO_CIRCLE = "No circle is open. Choose one on the Plan page."
LEAVE = Answer("Leave it")


class Turning(QObject):
    """`noticed` says where the music has turned. Of a recording the title is told, and never who avoids it."""

    noticed = Signal(str)

    def __init__(self, bridge: Bridge, ask: Ask, undo: Callable[[], str], parent: QObject) -> None:
        """`undo` is the key that takes it back, as people write it."""
        super().__init__(parent)
        self._bridge, self._ask, self._undo = bridge, ask, undo

    def offer(self) -> None:
        """Each quality with the recording it would turn to; one that leads nowhere says why."""
        circle = self._bridge.circle
        if circle is None:
            self._bridge.refused.emit(NO_CIRCLE)
            return
        found = [self._way(circle, quality) for quality in Quality]
        why = dict.fromkeys(words for _, words in found if words)
        back = f"By a long crossfade. {self._undo()} returns to what is heard now."
        words = "\n".join((back, *_once(tuple(why))))
        self._ask.put(Asked("Where should the music lead?", words, (), (*(answer for answer, _ in found), LEAVE)))

    def _way(self, circle: Conductor, quality: Quality) -> tuple[Answer, str]:
        """Its key, and why it leads nowhere, or nothing."""
        name, key = quality.value.capitalize(), KEYS[quality]
        try:
            title = circle.turning(quality).title
        except Refused as refusal:
            why = str(refusal)
            return Answer(f"{name}: nothing now", lambda _: why, Kind.QUIET, key), why
        return Answer(f"{name}: {title}", lambda _: self.turn(quality), key=key), ""

    def turn(self, quality: Quality) -> None:
        """Turn the music there at once, and say to which recording; one that leads nowhere says why."""
        circle = self._bridge.circle
        if self._bridge.do(c.Turn(quality)) and circle is not None:
            sound = circle.session.sound
            title = sound.playlist.tracks[0].title
            self.noticed.emit(f"{title} comes over {sound.fade // 1000} s. {self._undo()} returns.")


def _once(why: Sequence[str]) -> Iterator[str]:
    """Each of them, and what helps against several only after the last of these."""
    last = max((n for n, words in enumerate(why) if words.endswith(MARK)), default=0)
    yield from (words if n == last else words.removesuffix(f" {MARK}") for n, words in enumerate(why))
