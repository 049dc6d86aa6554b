"""What every house gets that sets nothing: the figures that people were promised."""

from pathlib import Path

from kapcircle.core.fading import Guard
from kapcircle.core.ids import Millis
from kapcircle.desk.stage import RISE
from kapcircle.engine.devices import NullClock
from kapcircle.engine.fitting import Fitting
from kapcircle.engine.settings import HOUSE, SoundSettings, frames
from tests.engine.stand_ins import Lamp


def test_without_its_window_the_room_goes_on_for_two_minutes_and_fades_over_thirty_seconds(tmp_path: Path) -> None:
    assert (HOUSE.alone, HOUSE.dusk) == (120_000, 30_000)
    assert Fitting(NullClock, lambda: Lamp(tmp_path / "light"), "lamp").settings == HOUSE


def test_an_engine_that_comes_after_another_rises_as_slowly_as_that_one_fades() -> None:
    assert HOUSE.handover == RISE == 20_000


def test_nothing_rises_faster_than_the_startle_guard_allows() -> None:
    assert (HOUSE.rise, HOUSE.quiet) == (12.0, -40.0)
    assert (Guard().rise, Guard().emergency) == (0.25, 0.4)


def test_how_soft_a_murmur_is_and_how_short_the_shortest_fades() -> None:
    assert SoundSettings(murmur=-18.0, shortest=Millis(500), touch=Millis(50)) == HOUSE
    assert frames(HOUSE.touch) == 2_400
