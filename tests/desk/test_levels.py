"""How loud it was, by the minute."""

from kapcircle.core.ids import Instant
from kapcircle.desk.levels import Levels, Minute

START = Instant(1_800_000_000_000)


def test_a_minute_is_six_means_of_their_power() -> None:
    levels = Levels()
    for at in range(0, 60_000, 500):
        levels.hear(-20 if at % 1_000 else -120, Instant(START + at))
    assert levels.take(Instant(START + 59_999)) is None
    assert levels.take(Instant(START + 60_000)) == Minute(Instant(START + 60_000), (-23,) * 6)
    assert levels.take(Instant(START + 60_000)) is None


def test_silence_is_a_level_and_no_output_is_none() -> None:
    levels = Levels()
    for at in range(0, 60_000, 500):
        levels.hear(None if at >= 30_000 else -120, Instant(START + at))
    assert levels.take(Instant(START + 62_500)) == Minute(Instant(START + 60_000), (-120,) * 3 + (None,) * 3)


def test_a_level_below_all_measure_is_silence() -> None:
    levels = Levels()
    levels.hear(-9_000.0, START)
    minute = levels.take(Instant(START + 60_000))
    assert minute is not None
    assert minute.levels == (-120, None, None, None, None, None)


def test_after_a_sleep_and_a_clock_put_back_it_begins_anew() -> None:
    levels = Levels()
    levels.hear(-20, START)
    levels.hear(-30, Instant(START + 3_600_000))
    assert levels.take(Instant(START + 3_600_000 + 59_999)) is None
    levels.hear(-40, Instant(START + 1_800_000))
    for at in range(0, 60_000, 10_000):
        levels.hear(-40, Instant(START + 1_800_000 + at))
    assert levels.take(Instant(START + 1_860_000)) == Minute(Instant(START + 1_860_000), (-40,) * 6)


def test_nothing_heard_nothing_to_take() -> None:
    assert Levels().take(START) is None
