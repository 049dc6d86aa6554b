"""Another facilitator goes on."""

import pytest
from PySide6.QtCore import QPoint, QRect
from PySide6.QtTest import QTest

from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.record import of
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.staffing import HandedOver
from kapcircle.ui.label import Label
from tests.core.caring import HIGH
from tests.ui import hands
from tests.ui.attending import ANA, OTHER, PIN, arrive, staffed
from tests.ui.cared import peak, write
from tests.ui.scene import Scene, Stage


def two(stage: Stage) -> Scene:
    """Mara has the desk, and Ana a PIN too."""
    scene = staffed(stage())
    scene.house.shift.admit(ANA, OTHER)
    scene.house.shift.admit(scene.house.desk.actor, PIN)
    arrive(scene, "Wren")
    return scene


def test_both_read_what_is_open_and_it_is_recorded(stage: Stage) -> None:
    scene = two(stage)
    giver = scene.house.desk.actor.member
    scene.do(c.Hold("air", scene.who("Wren")))
    scene.press("F4", scene.page)
    scene.press("H")
    assert "Ana Novak" in [key.text() for key in scene.page.ask.keys]
    scene.press("2")
    assert "• The circle is held for mat 1." in hands.shown(scene.page.ask)
    assert "• Nobody looks after mat 1." in hands.shown(scene.page.ask)
    QTest.keyClicks(scene.focus, "111222")
    assert "4 tries left" in hands.shown(scene.page.ask)
    assert scene.house.desk.actor.member == giver
    QTest.keyClicks(scene.focus, OTHER)
    assert scene.house.desk.actor == ANA
    ((record, handed),) = of(scene.session.records, HandedOver)
    assert (handed.giver, handed.taker, record.by) == (giver, ANA.member, giver)
    assert "Nobody looks after mat 1." in handed.open
    assert scene.window.status.words.startswith("Ana Novak goes on, with ")


def test_it_is_offered_in_a_circle_that_runs_by_whoever_is_in_the_room(stage: Stage) -> None:
    scene = stage()
    scene.press("F4", scene.page)
    assert "Hand the circle over…" not in [key.text() for key in scene.page.ask.keys]
    scene.press("Esc")
    scene.running()
    scene.press("F4", scene.page)
    scene.press("H")
    assert "Nobody else has a PIN yet" in scene.window.status.words
    scene.house.desk.actor = Actor(MemberId("jo"), Role.COORDINATOR)
    scene.press("F4", scene.page)
    assert "Hand the circle over…" not in [key.text() for key in scene.page.ask.keys]
    scene.press("Esc")
    scene.bridge.cover()
    scene.press("F4")
    assert "Hand the circle over…" not in [key.text() for key in scene.page.ask.keys]


def test_where_the_disk_does_not_answer_it_is_said(stage: Stage) -> None:
    scene = two(stage)
    scene.press("F4", scene.page)
    scene.press("H")
    scene.press("2")
    scene.log.disk = "full"
    QTest.keyClicks(scene.focus, OTHER)
    assert scene.house.desk.actor == ANA
    assert "The handover is not recorded" in scene.window.status.words


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_long_list_scrolls_and_the_pin_stays_in_sight(stage: Stage, scale: float) -> None:
    """Twenty things are open: more than the column holds, and read to the last before somebody takes over."""
    scene = peak(stage(people=40, scale=scale))
    scene.house.staff.add(ANA.member, "Ana Novak", Role.COTHERAPIST)
    scene.house.shift.admit(ANA, OTHER)
    for who in list(scene.session.seats)[::3]:
        write(scene, who, HIGH)
    scene.press("F4", scene.page)
    scene.press("H")
    scene.press("1")
    ask = scene.page.ask
    (words,) = [x for x in ask.findChildren(Label) if x.text().startswith("•")]
    assert scene.page.rect().contains(ask.geometry())
    for part in (*ask.fields, *ask.keys):
        assert ask.rect().contains(QRect(part.mapTo(ask, QPoint()), part.size()))
    assert words.height() >= words.heightForWidth(words.width()), "no line is squeezed"

    def end_in_sight() -> bool:
        return not (words.visibleRegion() & QRect(0, words.height() - 4, words.width(), 4)).isEmpty()

    assert not end_in_sight()
    for _ in range(40):
        scene.press("PgDown" if end_in_sight() else "Down")
    assert end_in_sight()
    assert scene.focus is ask.fields[0], "the hand is still in the field"
    QTest.keyClicks(scene.focus, OTHER)
    assert scene.house.desk.actor == ANA
