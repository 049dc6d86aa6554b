"""An engine that takes over is asked for what was last wanted, with the music where it would be by now."""

from kapcircle.core.ids import LampId, Millis, TrackId
from kapcircle.core.light import LampLevel
from kapcircle.desk.orders import Hush, Leave, Master, Order, Play, Recording, Rise, Show, Tone
from kapcircle.engine.wanted import Wanted

TRACKS = (Recording(TrackId("a"), "a.flac", Millis(60_000)),)
SHOW = Show((LampLevel(LampId("1"), 0.5),), Millis(1000))


def test_nothing_told_is_nothing_wanted() -> None:
    assert Wanted().again(5.0, Millis(20_000)) == [Rise(Millis(20_000))]


def test_the_last_of_each_part_is_asked_again() -> None:
    wanted = Wanted()
    orders: list[Order] = [
        Master(0.2, Millis(0)),
        Play((), fade=Millis(5)),
        Hush(on=True, fade=Millis(1)),
        SHOW,
        Tone(),
        Play(TRACKS, Millis(500), Millis(10_000), Millis(3000)),
        Master(0.7, Millis(400)),
        Leave(Millis(1)),
    ]
    for at, order in enumerate(orders):
        wanted = wanted.told(order, float(at))
    assert wanted.again(7.25, Millis(100)) == [
        Rise(Millis(100)),
        Master(0.7, Millis(0)),
        Hush(on=True, fade=Millis(0)),
        SHOW,
        Play(TRACKS, Millis(2750), Millis(10_000), Millis(3000)),
    ]
