"""A hand on the music of the circle: kept in a section, moved a little, another track next."""

from collections.abc import Callable, Collection, Mapping

from PySide6.QtCore import QObject

from kapcircle.core import heard as music
from kapcircle.core.avoiding import Avoids, avoided
from kapcircle.core.ids import Millis
from kapcircle.core.looping import Leave
from kapcircle.core.playlist import Track
from kapcircle.core.session import commands as c
from kapcircle.core.session.playing import choices
from kapcircle.core.session.wanted import wanted
from kapcircle.ui.ask import Answer, Ask, Asked
from kapcircle.ui.bridge import Bridge
from kapcircle.ui.key import Kind
from kapcircle.views.avoided import heed
from kapcircle.views.times import span

STEP = Millis(10_000)
"""What one press brings the music on, or back: programme setting."""

LISTED = 9
"""Keys from 1 to 9; whatever is beyond them is put next by name."""

HEARD = "What sounds goes on. The one that stood next goes to the end of the playlist."
MARKED = "▲ is avoided by somebody here."
MORE = "There are more: Ctrl+K, then play-next and a title."


class Playing(QObject):
    """`table` says what each key does by the name of its action."""

    def __init__(self, bridge: Bridge, ask: Ask, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bridge, self._ask = bridge, ask
        self.table: Mapping[str, Callable[[], object]] = {
            "loop": self.loop,
            "nudge back": lambda: bridge.do(c.Nudge(Millis(-STEP))),
            "nudge on": lambda: bridge.do(c.Nudge(STEP)),
            "next track": self.offer,
        }

    def seek(self, to: int) -> None:
        """Bring the track to a place of it; while names are covered a touch is no wish."""
        if not self._bridge.covered:
            self._bridge.do(c.Seek(Millis(to)))

    def loop(self) -> None:
        """Keep what is heard just now; again: let it go on at the end of its pass; again: at once."""
        circle, now = self._bridge.circle, self._bridge.now
        heard = None if circle is None else circle.session.sound
        if heard is None or music.section(heard, now) is None:
            self._bridge.do(c.LoopSection())
        else:
            going = heard.loop is not None and heard.loop.left is not None
            self._bridge.do(c.LeaveLoop(Leave.AT_ONCE if going else None))

    def offer(self) -> None:
        """What may come next, by its number."""
        circle, now = self._bridge.circle, self._bridge.now
        lead = None if circle is None else music.here(wanted(circle.session, now).sound, now)
        if circle is None or lead is None:
            self._bridge.do(c.ChooseNext(""))  # it says why not
            return
        tracks = circle.session.sound.playlist.tracks
        follows = tracks[(lead.place.index + 1) % len(tracks)]
        among = [x for x in choices(circle.session) if x.id not in {lead.track.id, follows.id}]
        avoids = circle.avoids
        answers = [self._answer(n, track, avoids) for n, track in enumerate(among[:LISTED], 1)]
        heeded = heed(follows, avoids)
        coming = f"Next is “{follows.title}”{heeded and f', {heeded}'}."
        said = (
            coming if follows.id != lead.track.id else "",
            HEARD if among else "This phase has no other music.",
            MARKED if any(avoided(x, avoids) for x in among[:LISTED]) else "",
            MORE if among[LISTED:] else "",
        )
        self._ask.put(Asked("Next track", " ".join(filter(None, said)), (), (*answers, Answer("Leave it"))))

    def _answer(self, number: int, track: Track, avoids: Collection[Avoids]) -> Answer:
        """What somebody here avoids is marked before its title, where no width cuts it off."""

        def choose(_: tuple[str, ...]) -> None:
            self._bridge.do(c.ChooseNext(track.id))

        marked = "▲ " if avoided(track, avoids) else ""
        return Answer(f"{marked}{track.title}   {span(track.lasts)}", choose, Kind.PLAIN, str(number))
