"""S18: half-typed words are kept within two seconds, a crash loses no stamp, power and disk are asked before T0."""

import shutil
import time
from types import SimpleNamespace

import psutil
import pytest
from PySide6.QtTest import QTest

from kapcircle import places
from kapcircle.core.ids import MINUTE, Millis
from kapcircle.core.session import commands as c
from kapcircle.core.session import timing
from kapcircle.core.session.state import Run
from kapcircle.desk.desk import PATIENCE, NotSavedError
from kapcircle.drivers.laptop import Laptop
from kapcircle.ui import draft
from kapcircle.ui.panels.preflight import CheckLine
from tests.core.caring import CALM
from tests.safety.evenings import FORTY, Evening, staggered
from tests.ui.hands import press
from tests.ui.recording import Hand, staffed
from tests.ui.scene import Stage
from tests.ui.test_preflight import Seated, seated

__all__ = ["seated"]
TWO_SECONDS = 2_000


def test_s18_whoever_types_without_a_pause_has_their_words_kept_within_two_seconds(stage: Stage) -> None:
    assert max(draft.PAUSE_MS, draft.LONGEST_MS) + PATIENCE < TWO_SECONDS
    scene = staffed(stage(people=12))
    hand = Hand(scene)
    hand.types("3N")
    began = time.monotonic()
    while not scene.log.half_typed:
        assert (time.monotonic() - began) * 1000 < TWO_SECONDS, "two seconds of typing, and nothing is kept"
        hand.types("a")
        QTest.qWait(40)
    assert any("aaa" in words for words in scene.log.half_typed.values())


def test_s18_a_form_that_was_half_filled_in_comes_back_after_a_crash(stage: Stage) -> None:
    scene = staffed(stage(people=12))
    hand = Hand(scene)
    hand.types("3V120/80")
    QTest.qWait(draft.PAUSE_MS + 300)
    (kept,) = scene.log.half_typed.values()
    assert "120/80" in kept
    scene.page.form.hide()
    hand.types("3V")
    assert "120/80" in " ".join(hand.raws.values())


def test_s18_what_was_recorded_is_on_the_disk_when_it_is_read_back_or_is_said_not_to_be() -> None:
    evening = Evening()
    evening.do(c.Open())
    evening.record(FORTY[0], CALM)
    assert evening.log.read(evening.stream.name)[-1] == evening.stream.entries[-1]
    evening.log.disk = "slow"
    with pytest.raises(NotSavedError):
        evening.record(FORTY[1], CALM)
    assert evening.seat(FORTY[1]).records == ()


@pytest.mark.parametrize("away", [0, 999, 7_000, 61_000])
def test_s18_after_a_crash_the_timeline_stands_at_the_same_second_and_no_stamp_is_lost(away: int) -> None:
    evening = staggered()
    visit, stamps = evening.session.visit, [x.stamp for x in evening.stream.entries]
    assert visit is not None
    records = {who: seat.records for who, seat in evening.session.seats.items()}
    was = timing.actual(visit, evening.now)
    evening.crash(away)
    after = evening.session.visit
    assert after is not None
    assert timing.actual(after, evening.now) == was + away
    assert [x.stamp for x in evening.stream.entries][: len(stamps)] == stamps
    assert {who: seat.records for who, seat in evening.session.seats.items()} == records


@pytest.fixture
def poor(seated: Seated, monkeypatch: pytest.MonkeyPatch) -> Seated:
    """A laptop that is not plugged in, with forty minutes left and a disk that is nearly full."""
    charge = SimpleNamespace(percent=20.0, secsleft=40 * 60, power_plugged=False)
    monkeypatch.setattr(psutil, "sensors_battery", lambda: charge)
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=100 * 2**20))
    laptop, machine = Laptop(places.resources()), seated.house.fittings.machine
    monkeypatch.setattr(machine, "checks", lambda lasting: laptop.checks(Millis(max(lasting, 3 * 60 * MINUTE))))
    return seated


def test_s18_power_and_disk_are_warned_of_before_the_circle_opens(poor: Seated) -> None:
    dialog = poor.sheet()
    said = poor.says(dialog)
    assert (said["Disk"], said["Battery"]) == ("not right", "not right")
    lines = [x.accessibleDescription() for x in dialog.findChildren(CheckLine) if x.isVisibleTo(dialog)]
    assert "0.1 GB free" in lines
    assert "ends 140 min before the circle does: plug the laptop in" in lines
    assert poor.house.session(poor.session).run is Run.WAITING
    dialog.reject()


def test_s18_who_opens_although_has_it_on_the_report(poor: Seated) -> None:
    dialog = poor.sheet()
    press(dialog, "Open anyway")
    (said,) = poor.report
    assert "Disk: 0.1 GB free" in said
    assert "Battery: ends 140 min before the circle does" in said
