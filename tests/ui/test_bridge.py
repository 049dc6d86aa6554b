"""Commands in, signals out."""

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from kapcircle.core.ids import Millis
from kapcircle.core.session import commands as c
from kapcircle.ui.bridge import Bridge
from tests import fakes, made_up, memory


def seated() -> tuple[Bridge, memory.FakeClock, list[str]]:
    clock = memory.FakeClock()
    house = fakes.house(clock=clock)
    cohort = house.planning.begin_cohort("Harbour")
    session = house.planning.plan_session(cohort, "Medicine", None, made_up.small_rundown())
    bridge = Bridge(house, lambda _: 0)
    said: list[str] = []
    bridge.refused.connect(lambda words: said.append(f"refused: {words}"))
    bridge.failed.connect(lambda words: said.append(f"failed: {words}"))
    assert bridge.sit_down(session)
    return bridge, clock, said


def test_obeyed_and_refused(qapp: QApplication) -> None:
    bridge, _, said = seated()
    assert bridge.do(c.Open())
    assert not bridge.do(c.Open())
    assert said == ["refused: The circle is open already."]


def test_a_change_is_told_with_the_streams_it_touched(qtbot: QtBot) -> None:
    bridge, _, _ = seated()
    assert bridge.circle is not None
    with qtbot.waitSignal(bridge.changed) as told:
        bridge.do(c.Open())
    assert told.args is not None
    assert told.args[0] == frozenset({bridge.circle.name})


def test_without_a_circle_a_command_is_refused_in_words(qapp: QApplication) -> None:
    bridge = Bridge(fakes.house(), lambda _: 0)
    said: list[str] = []
    bridge.refused.connect(said.append)
    assert not bridge.do(c.Go())
    assert said == ["No circle is open. Choose one on the Plan page."]


def test_what_falls_due_is_made_by_a_tick(qapp: QApplication) -> None:
    bridge, clock, _ = seated()
    bridge.do(c.Open())
    bridge.do(c.StartTimer(1, Millis(60_000)))
    clock.pass_(100)
    ticks: list[int] = []
    bridge.ticked.connect(lambda: ticks.append(1))
    bridge.tick()
    assert ticks == [1]


def test_what_goes_wrong_with_the_vault_is_told_once_on_any_page(qapp: QApplication) -> None:
    house = fakes.house()
    bridge = Bridge(house, lambda _: 0)
    said: list[str] = []
    bridge.failed.connect(said.append)
    house.fittings.keeping.troubles = ["A backup is not sound.", "The mirror is gone."]  # type: ignore[attr-defined] # a fake
    bridge.tick()
    bridge.tick()
    assert said == ["A backup is not sound. The mirror is gone."]


def test_sleep_is_noticed_only_while_a_circle_runs(qapp: QApplication) -> None:
    bridge, clock, _ = seated()
    clock.pass_(3_600_000)
    bridge.tick()
    assert bridge.away == 0
    bridge.do(c.Open())
    clock.pass_(42_000)
    bridge.tick()
    assert bridge.away == 42_000
    bridge.come_back(counted=False)
    assert bridge.away == 0


def test_sleep_and_sleep_again_before_an_answer_are_asked_about_together(qapp: QApplication) -> None:
    bridge, clock, _ = seated()
    bridge.do(c.Open())
    for _ in range(2):
        clock.pass_(42_000)
        bridge.tick()
    assert bridge.away == 84_000


def test_time_away_that_nobody_answered_for_is_asked_about_after_the_next_start_too(qapp: QApplication) -> None:
    before, clock, _ = seated()
    before.do(c.Open())
    clock.pass_(168_000)
    before.tick()
    clock.pass_(2_000)
    before.tick()
    again = Bridge(before.house, lambda _: 0)
    clock.pass_(42_000)
    assert before.sitting is not None
    assert again.sit_down(before.sitting)
    assert again.away == 210_000
    again.come_back(counted=False)
    again.tick()
    clock.pass_(1_000)
    assert again.house.away(before.sitting) == 1_000


def test_an_answer_that_is_refused_leaves_the_question(qapp: QApplication) -> None:
    bridge, clock, said = seated()
    bridge.do(c.Open())
    clock.pass_(42_000)
    bridge.tick()
    bridge.do(c.Close())
    bridge.come_back(counted=True)
    assert said == ["refused: The circle is closed. Undo the close to go on."]
    assert bridge.away == 42_000


def test_the_timer_ticks_until_it_is_stopped(qtbot: QtBot) -> None:
    bridge, _, _ = seated()
    bridge.start()
    with qtbot.waitSignal(bridge.ticked, timeout=2_000):
        pass
    bridge.stop()
    with qtbot.assertNotEmitted(bridge.ticked, wait=250):
        pass


def test_retired_it_hears_nothing(qapp: QApplication) -> None:
    bridge, _, _ = seated()
    told: list[object] = []
    bridge.changed.connect(told.append)
    bridge.retire()
    bridge.do(c.Open())
    assert not told
