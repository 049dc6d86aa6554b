"""An engine that takes over is asked for what was last wanted, with music and light where they would be by now."""

import pytest

from kapcircle.core.ids import LampId, Millis, TrackId
from kapcircle.core.light import LampLevel
from kapcircle.desk.orders import Hush, Leave, Master, Order, Play, Recording, Rise, Show, Tone
from kapcircle.engine.wanted import Sent, Wanted

TRACKS = (Recording(TrackId("a"), "a.flac", Millis(60_000)),)
SHOW = Show((LampLevel(LampId("1"), 0.5),), Millis(30_000))


def test_nothing_told_is_nothing_wanted() -> None:
    assert Wanted().again(5.0, Millis(20_000)) == [Sent(5.0, Rise(Millis(20_000)))]


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
        wanted = wanted.told(Sent(float(at), order))
    again = wanted.again(7.25, Millis(100))
    assert [sent.by(7.25) for sent in again] == [
        Rise(Millis(100)),
        Master(0.7, Millis(0)),
        Hush(on=True, fade=Millis(0)),
        Show(SHOW.levels, Millis(25_750)),
        Play(TRACKS, Millis(2750), Millis(10_000), Millis(3000)),
    ]


@pytest.mark.parametrize(
    ("order", "obeyed"),
    [
        (Play(TRACKS, Millis(500), Millis(9)), Play(TRACKS, Millis(1_400), Millis(9))),
        (Play((), fade=Millis(9)), Play((), fade=Millis(9))),
        (SHOW, Show(SHOW.levels, Millis(29_100))),
        (Show(SHOW.levels, Millis(500), emergency=True), Show(SHOW.levels, Millis(0), emergency=True)),
        (Hush(on=True, fade=Millis(2_000)), Hush(on=True, fade=Millis(2_000))),
    ],
)
def test_an_order_that_waited_is_obeyed_as_if_it_had_not(order: Order, obeyed: Order) -> None:
    assert Sent(10.0, order).by(10.9) == obeyed
    assert Sent(10.0, order).by(9.9) == order
