"""Three seconds of a silence that nobody asked for are said; one that was asked for never is."""

import pytest

from kapcircle.core.ids import Millis, TrackId
from kapcircle.desk.orders import Hush, Leave, Master, Order, Play, Recording, Rise, Tone
from kapcircle.engine.watchdog import Asked, Lack, Look, Watchdog

MUSIC = Play((Recording(TrackId("a"), "a.flac", Millis(60_000)),))
SILENT = -120.0


def faded(seconds: float) -> Play:
    return Play(MUSIC.recordings, fade=Millis(round(1000 * seconds)))


@pytest.mark.parametrize(
    ("orders", "asked"),
    [
        ([], None),
        ([MUSIC], 0.0),
        ([MUSIC, Master(0.1, Millis(0))], -20.0),
        ([MUSIC, Hush(True, Millis(0))], -18.0),
        ([MUSIC, Hush(True, Millis(0)), Hush(False, Millis(0))], 0.0),
        ([MUSIC, Tone()], 0.0),
        ([MUSIC, Play(fade=Millis(60_000))], None),  # a silence, and fade all: a fade that is under way is asked for
        ([MUSIC, Leave(Millis(60_000))], None),
        ([MUSIC, Master(0.0, Millis(400))], None),
        ([MUSIC, Master(0.0005, Millis(0))], None),  # softer than any silence
        ([MUSIC, Master(0.005, Millis(0)), Hush(True, Millis(0))], None),  # a hush takes it below
        ([faded(100)], None),  # it may still be rising
        ([faded(19)], 0.0),  # by now it is well under way
        ([Rise(Millis(60_000)), MUSIC], None),
        ([MUSIC, Play(), Rise(Millis(0)), MUSIC], 0.0),
    ],
)
def test_what_should_be_heard_follows_from_what_was_told(orders: list[Order], asked: float | None) -> None:
    """All of it told ten seconds ago."""
    state = Asked()
    for order in orders:
        state = state.told(order, 0.0)
    assert state.gain(10.0) == (None if asked is None else pytest.approx(asked))


def looked(seconds: float, **of: object) -> list[Lack | None]:
    """Ten looks a second at an engine that takes frames and applies what is asked, but for what is said of it."""
    dog = Watchdog()
    moves = of.get("moves", True)
    return [
        dog.look(
            Look(
                n / 10,
                n if moves else 0,
                of.get("asked", 0.0),  # type: ignore[arg-type]
                of.get("applied", 0.0),  # type: ignore[arg-type]
                bool(of.get("dry")),
            )
        )
        for n in range(round(10 * seconds))
    ]


@pytest.mark.parametrize(
    ("of", "lack"),
    [
        ({}, None),
        ({"moves": False}, Lack.TAKEN),
        ({"moves": False, "asked": None, "applied": SILENT}, Lack.TAKEN),
        ({"applied": SILENT}, Lack.GAIN),
        ({"applied": -61.0}, Lack.GAIN),
        ({"applied": -59.0}, None),
        ({"asked": -50.0, "applied": -61.0}, None),
        ({"asked": -50.0, "applied": -71.0}, Lack.GAIN),
        ({"asked": None, "applied": SILENT}, None),
        ({"dry": True}, Lack.DRY),
        ({"dry": True, "asked": None}, None),
    ],
)
def test_three_seconds_of_it_are_said_and_no_less(of: dict[str, object], lack: Lack | None) -> None:
    said = looked(5, **of)
    assert set(said[:29]) == {None}
    assert set(said[31:]) == {lack}


def test_what_comes_back_in_time_is_not_said_and_begins_anew() -> None:
    dog = Watchdog()
    for n in range(200):
        applied = 0.0 if n % 29 == 28 else SILENT
        assert dog.look(Look(n / 10, n, 0.0, applied)) is None


def test_it_is_over_as_soon_as_it_is_heard_again() -> None:
    dog = Watchdog()
    for n in range(40):
        dog.look(Look(n / 10, n, 0.0, SILENT))
    assert dog.look(Look(4.0, 40, 0.0, SILENT)) is Lack.GAIN
    assert dog.look(Look(4.1, 41, 0.0, -20.0)) is None
