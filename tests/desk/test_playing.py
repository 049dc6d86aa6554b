"""A hand on the music at the desk: what the room is told, and what a crash leaves."""

from kapcircle.core.heard import here
from kapcircle.core.ids import Millis
from kapcircle.core.rundown import Music, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.words import Undo
from kapcircle.desk.orders import Play
from tests.desk.nights import Night, night_of
from tests.made_up import TRACKS, cue, phase

TIDE = Rundown((phase("One", 60, cue("x", Music("all", tuple(t.id for t in TRACKS[:2]), Millis(10_000)))),))
KEPT = c.LoopSection(Millis(30_000), Millis(60_000))


def plays(night: Night) -> list[Play]:
    return [x for x in night.room.told if isinstance(x, Play)]


def place(night: Night) -> int:
    lead = here(night.session.sound, night.now)
    assert lead is not None
    return lead.position


def test_a_crash_in_the_middle_of_a_section_resumes_in_it() -> None:
    night = night_of(c.Open(), KEPT, rundown=TIDE)
    night.passes(100_000)
    night.crash(20_000)
    (play,) = plays(night)
    assert play.loop is not None
    assert (play.loop.begin, play.loop.end, play.loop.left, play.into) == (30_000, 60_000, None, 120_000)
    assert place(night) == 30_000


def test_only_what_changed_is_told_and_undo_is_slow() -> None:
    night = night_of(c.Open(), rundown=TIDE)
    night.passes(20_000)
    night.room.told.clear()
    night.do(KEPT)
    night.passes(100_000)
    night.do(c.Seek(Millis(40_000)))
    night.do(Undo())
    first, second, third = plays(night)
    assert [type(x) for x in night.room.told] == [Play] * 3
    assert (second.fade, third.fade) == (2_000, 10_000)
    assert (first.loop, third.into) == (third.loop, 120_000)
    night.do(Undo())
    assert (plays(night)[-1].loop, place(night)) == (None, 120_000)
