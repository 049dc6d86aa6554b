"""What the battery says before a circle."""

from collections import namedtuple
from typing import Any

import psutil
import pytest

from kapcircle.core.ids import MINUTE, Millis
from kapcircle.drivers.laptop import battery

Reading = namedtuple("Reading", "percent secsleft power_plugged")  # noqa: PYI024 - psutil's own shape
TWO_HOURS = Millis(120 * MINUTE)

CASES = [
    (None, None, "no battery is seen"),
    (Reading(81.0, psutil.POWER_TIME_UNLIMITED, True), True, "on the mains, 81 %"),
    (Reading(60.0, psutil.POWER_TIME_UNKNOWN, False), None, "60 %, on battery: plug the laptop in"),
    (Reading(40.0, 80 * 60, False), False, "ends 40 min before the circle does: plug the laptop in"),
    (Reading(90.0, 150 * 60, False), True, "lasts 30 min longer than the circle"),
]


@pytest.mark.parametrize(("state", "good", "words"), CASES)
def test_the_battery_is_held_against_the_length_of_the_circle(
    monkeypatch: pytest.MonkeyPatch, state: Any, good: bool | None, words: str
) -> None:
    monkeypatch.setattr(psutil, "sensors_battery", lambda: state)
    check = battery(TWO_HOURS)
    assert (check.good, check.words) == (good, words)


def test_a_system_that_shows_nothing_of_its_hardware_is_no_error(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails() -> None:
        raise FileNotFoundError("power_supply")

    monkeypatch.setattr(psutil, "sensors_battery", fails)
    assert battery(TWO_HOURS).good is None
