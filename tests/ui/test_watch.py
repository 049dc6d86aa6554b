"""What the Circle page learns about its circle beside the log, and when."""

import pytest

from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId, Millis
from kapcircle.core.picture import Value
from kapcircle.core.rundown import End, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run
from tests import made_up, memory
from tests.ui.scene import MINUTES, Stage, eyes, press, texts


def test_no_key_of_a_running_circle_waits_for_the_tables(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []
    rows = memory.MemoryLog.rows

    def spy(log: memory.MemoryLog, table: str, **by: Value) -> list[dict[str, Value]]:
        read.append(table)
        return rows(log, table, **by)

    monkeypatch.setattr(memory.MemoryLog, "rows", spy)
    scene = stage().running()
    read.clear()
    for command in (c.Go(), c.Hold(), c.Resume(), c.Hush()):
        scene.do(command)
        scene.pass_(1_000)
    assert read == []
    assert scene.page.watch.title == "Harbour circle"


def test_a_phase_that_began_by_itself_can_be_left_again_for_a_minute(stage: Stage) -> None:
    scene = stage(rundown=Rundown((made_up.phase("Rest", 1, end=End.ADVANCE), made_up.phase("Return", 20))))
    scene.do(c.Open())
    scene.pass_(MINUTES)
    scene.pass_(MINUTES)
    assert eyes(scene) == ["Return, entered by itself, 1:00 ago"]
    scene.pass_(1_000)
    assert eyes(scene) == []


def test_two_sleeps_before_an_answer_are_one_question(stage: Stage) -> None:
    scene = stage().running()
    for _ in range(2):
        scene.clock.pass_(42_000)
        scene.bridge.tick()
    assert "The laptop was away for 1:24." in eyes(scene)[0]


def test_an_answer_that_was_refused_leaves_the_question(stage: Stage) -> None:
    scene = stage().running()
    scene.clock.pass_(42_000)
    scene.bridge.tick()
    (asked, *_) = eyes(scene)
    scene.house.desk.actor = Actor(MemberId("guest"))
    press(scene.page, "Yes, without it")
    assert scene.window.status.words
    assert eyes(scene)[0] == asked
    scene.house.desk.actor = made_up.MARA
    press(scene.page, "Yes, without it")
    assert scene.bridge.away == Millis(0)


def test_close_by_name_asks_first(stage: Stage) -> None:
    scene = stage().running()
    assert scene.page.deeds.obey("close") == ""
    assert "Close the circle?" in "\n".join(texts(scene.page.ask))
    was = scene.session.run
    press(scene.page.ask, "Close the circle")
    assert (was, scene.session.run) == (Run.RUNNING, Run.OVER)
