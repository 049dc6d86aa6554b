"""S8: a value outside the signed range is in sight at once, by shape and word and place, and stays until it is answered
with what was done and by whom; another check is planned by itself.
"""

import time
from typing import Any

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from kapcircle.core.alarms import Acknowledged
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.leaving import LeftAgainstAdvice, LeftUnseen, Transferred
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.limits import alarms
from kapcircle.core.session.schedule import State, What, tasks
from kapcircle.core.session.state import Run
from kapcircle.core.vitals import Vitals, VitalsNotTaken, WhyNot
from kapcircle.views.eyes import Eye, eyes
from kapcircle.views.seats import Badge, SeatView, seats
from tests.core.caring import PROGRAMME
from tests.safety.rooms import CALM, LEAVES, NURSE, P1, P2, Day, minutes
from tests.ui.cared import peak, write
from tests.ui.scene import Stage
from tests.ui.scene import eyes as in_sight

HIGH = Vitals(172, 96, 88, 97)


def evening(reading: Vitals = HIGH) -> Day:
    day = Day()
    day.start(P1, P2)
    day.dose(P1)
    day.dose(P2)
    day.sleeps(minutes(16))
    day.record(P1, reading, NURSE)
    return day


def rows(day: Day, *, covered: bool = False) -> tuple[Eye, ...]:
    return eyes(day.state, day.now, lambda _: 0, str.title, covered=covered)


def seat(day: Day, who: Any = P1, *, covered: bool = False) -> SeatView:
    return next(x for x in seats(day.state, str.title, day.now, covered=covered) if x.person == who)


def test_s08_it_is_in_sight_with_the_record_and_before_any_time_has_passed() -> None:
    day = evening()
    first = rows(day)[0]
    assert (first.shape, first.who, first.when) == ("alarm", "1 P1", "now")
    assert first.why.startswith("172/96, outside your programme’s range (160/100, set by Dr. Ilić (made up) on ")
    assert first.why.endswith("Tell the medical lead.")
    assert (seat(day).badge, seat(day).outside) == (Badge("alarm", "outside range"), True)


def test_s08_shape_and_word_say_it_where_no_colour_does() -> None:
    day = evening()
    badge = seat(day).badge
    assert badge is not None
    assert badge.shape == "alarm"
    assert badge.words
    assert "outside range" in seat(day).spoken


def test_s08_it_stays_for_hours_until_it_is_acknowledged() -> None:
    day = evening()
    for _ in range(6):
        day.sleeps(minutes(30))
        assert rows(day)[0].key.startswith("alarm")
    day.record(P1, CALM, NURSE)
    assert rows(day)[0].key.startswith("alarm"), "a later reading inside the range is no answer"


def test_s08_an_answer_says_what_was_done_and_the_record_says_by_whom() -> None:
    day = evening()
    stamp = day.state.seats[P1].records[-1].stamp
    with pytest.raises(Refused, match="Say what was done"):
        day.record(P1, Acknowledged(stamp, " "), NURSE)
    day.record(P1, Acknowledged(stamp, "told the medical lead", "Dr. Ilić (made up)"), NURSE)
    (alarm,) = alarms(day.state.seats[P1], day.state.plan.programme)
    assert alarm.acknowledged is not None
    assert alarm.acknowledged.by == NURSE.member
    assert not [x for x in rows(day) if x.shape == "alarm"]


def test_s08_an_answer_is_never_withdrawn_and_struck_it_is_open_again() -> None:
    day = evening()
    stamp = day.state.seats[P1].records[-1].stamp
    day.record(P1, Acknowledged(stamp, "told"), NURSE)
    answer = day.state.seats[P1].records[-1].stamp
    with pytest.raises(Refused, match="never withdrawn"):
        day.do(c.Withdraw(answer), NURSE)
    day.do(c.Strike(answer, "nobody was told"), NURSE)
    assert rows(day)[0].key.startswith("alarm")


def test_s08_an_answer_on_another_person_answers_nothing() -> None:
    day = evening()
    stamp = day.state.seats[P1].records[-1].stamp
    with pytest.raises(Refused, match="This is no record of mat 2"):
        day.record(P2, Acknowledged(stamp, "told"), NURSE)
    assert rows(day)[0].key.startswith("alarm")


def test_s08_who_is_not_in_the_room_answers_nothing() -> None:
    day = evening()
    stamp = day.state.seats[P1].records[-1].stamp
    with pytest.raises(Refused, match="this is for"):
        day.record(P1, Acknowledged(stamp, "seen"), Actor(MemberId("kim"), Role.COORDINATOR))


def test_s08_another_check_is_planned_five_minutes_later_by_itself() -> None:
    day = evening()
    found = [x for x in tasks(day.state.seats[P1], day.state.plan.programme, day.now) if x.what is What.RECHECK]
    assert [(x.due - day.now, x.state) for x in found] == [(minutes(5), State.COMING)]
    day.sleeps(minutes(11))
    assert any("re-check" in x.why and x.shape == "late" for x in rows(day))
    day.record(P1, VitalsNotTaken(WhyNot.BUSY), NURSE)
    assert not any("re-check" in x.why for x in rows(day))


def test_s08_it_is_not_lost_when_the_reading_was_another_persons() -> None:
    day = evening()
    stamp = day.state.seats[P1].records[-1].stamp
    day.do(c.Move(stamp, P2), NURSE)
    assert [x.people for x in rows(day) if x.shape == "alarm"] == [(P2,)]
    assert seat(day).badge != seat(day, P2).badge


WAYS = [LEAVES, LeftAgainstAdvice("not to drive", "Jonas"), Transferred("hospital", "ambulance")]


@pytest.mark.parametrize("way", WAYS, ids=lambda x: type(x).__name__)
def test_s08_of_whoever_left_neither_list_nor_seat_asks_and_the_record_has_it_as_not_acknowledged(way: Any) -> None:
    day = evening()
    day.record(P2, CALM, NURSE)
    day.sleeps(minutes(120))
    day.record(P1, CALM, NURSE)
    day.record(P1, way)
    for over in (False, True):
        assert not [x for x in rows(day) if x.people == (P1,) and x.shape == "alarm"], over
        assert (seat(day).badge, seat(day).outside) == (None, False)
        (alarm,) = alarms(day.state.seats[P1], day.state.plan.programme)
        assert alarm.acknowledged is None, "leaving is no answer"
        if not over:
            day.record(P2, Transferred("hospital", "ambulance"))
            day.do(c.Close())
    assert day.state.run is Run.OVER


def test_s08_whoever_left_unseen_is_known_by_it_until_found_also_when_the_circle_is_over() -> None:
    day = evening()
    day.record(P2, Transferred("hospital", "ambulance"))
    day.record(P1, LeftUnseen("Ana"))
    day.do(c.Close())
    day.sleeps(minutes(600))
    first, second = rows(day)[:2]
    assert (first.key.partition(":")[0], first.people) == ("alarm", (P1,))
    assert "left unseen" in second.why
    assert seat(day).badge == Badge("alarm", "outside range")
    day.record(P1, Acknowledged(day.state.seats[P1].records[-2].stamp, "told the searcher"), NURSE)
    assert (rows(day)[0].key, seat(day).badge) == (second.key, Badge("alarm", "left unseen"))


def test_s08_covered_it_is_in_sight_without_a_name_or_a_value() -> None:
    day = evening()
    assert [(x.shape, x.who, x.why) for x in rows(day, covered=True)] == [("alarm", "2 need eyes", "")]
    shown = seat(day, covered=True)
    assert (shown.badge is not None and shown.badge.shape, shown.alias, shown.reading) == ("alarm", "", "")


@pytest.mark.parametrize("reading", [Vitals(160, 100), Vitals(120, 80, 72, 92)])
def test_s08_at_the_limit_is_inside(reading: Vitals) -> None:
    assert not [x for x in rows(evening(reading)) if x.shape == "alarm"]


def test_s08_on_the_page_it_is_there_within_a_second_without_a_sound_and_without_flashing(stage: Stage) -> None:
    scene = peak(stage(people=12), PROGRAMME)
    who = scene.who("Heron")
    told = list(scene.room.told)
    write(scene, who, HIGH)
    began = time.monotonic()
    while not any("172/96, outside" in row for row in in_sight(scene)):
        assert time.monotonic() - began < 1
        QApplication.processEvents()
    assert scene.room.told == told, "nothing is played, and no lamp moves"
    ring = next(x for x in scene.page.ring.seats if x.view.person == who)
    first = ring.grab().toImage()
    for _ in range(12):
        QTest.qWait(100)
        assert ring.grab().toImage() == first, "it stands still"
