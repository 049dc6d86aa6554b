"""S24: the follow-up schedule and its list of what is late; a request to the prescriber with interval and cap; how
often there was medicine, and the question about urinary symptoms.
"""

import json
import re

import pytest

from kapcircle.app.fit import programmes
from kapcircle.core.aftercare import Dosed, contacts_due, contacts_planned
from kapcircle.core.errors import Refused
from kapcircle.core.ids import DAY, CohortId, Instant, Millis, PersonId, SessionId
from kapcircle.core.person.care import Means, RecordContact
from kapcircle.core.programme import HOUR, SessionKind
from kapcircle.views import aftercare as views
from tests.after import After
from tests.core import people as p
from tests.made_up import MARA, START

SHIPPED = {name: make(lambda: "x") for name, make in programmes().items()}


@pytest.fixture
def after() -> After:
    return After()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_point_of_every_shipped_programme_comes_onto_the_list_and_stays_there(name: str) -> None:
    points = SHIPPED[name].follow_ups
    planned = contacts_planned(CohortId("c"), (), points, {PersonId("wren"): START}, SHIPPED[name].integration)
    assert [x.name for x in planned] == [x.name for x in points if x.after > DAY]
    year = Instant(START + 400 * DAY)
    assert [x.name for x in contacts_due(planned, (), year)] == [x.name for x in planned]
    assert planned
    assert all(x.source for x in points)


@pytest.mark.parametrize("name", SHIPPED)
def test_in_each_week_of_the_window_of_every_shipped_programme_a_contact_is_planned(name: str) -> None:
    window, dosed = SHIPPED[name].integration, Dosed(PersonId("wren"), SessionId("s"), START)
    planned = contacts_planned(CohortId("c"), (dosed,), (), {}, window)
    assert [x.name for x in planned] == ["Next day", "In the window"]
    assert planned[-1].until == START + window.closes, "late when the window is over, and not before"


def test_the_usual_points_reach_from_one_week_to_twelve_months() -> None:
    usual = SHIPPED["Twelve-week community of practice"].follow_ups
    assert [x.name for x in usual] == [
        "Next day",
        "One to two weeks",
        "One month",
        "Three months",
        "Six months",
        "Twelve months",
    ]


def test_nobody_who_had_medicine_is_forgotten_on_the_next_day_not_by_striking_either(after: After) -> None:
    after.at(29)
    assert [(x.alias, x.due.late(Instant(after.clock.at))) for x in after.aftercare.due()] == [
        ("Wren", True),
        ("Heron", True),
    ]
    wren = after.aftercare.due()[0].due
    on = Instant(START + 2 * HOUR)
    early = RecordContact(wren.key, wren.name, Means.PHONE, "Mara", on, safety=False, since=wren.since)
    with pytest.raises(Refused, match="before the contact was due"):
        after.aftercare.contact(after.wren, early)
    assert len(after.aftercare.due()) == 2


def test_a_request_is_never_decided_by_the_program(after: After) -> None:
    after.act(p.ILIC)
    after.house.programmes.sign(after.programme.id, after.programme.version)
    after.act(MARA)
    for n in range(2, 5):
        after.at(n * 24)
        session = after.plan(f"Medicine {n}", n * 24, SessionKind.MEDICINE)
        after.hold(session, (after.wren, 0))
    held = after.aftercare.held(after.wren)
    now = Instant(after.clock.at)
    assert "Interval not over until" in views.held_words(held, now, lambda _: 0)
    assert "cap reached: 4 of 3" in views.held_words(held, now, lambda _: 0)
    after.aftercare.ask(after.wren, "One more.")
    (asked,) = after.aftercare.person(after.wren).maintenance.asked
    with pytest.raises(Refused, match="this is for the medical lead"):
        after.aftercare.answer(after.wren, asked.stamp, "Mara", "Yes.", yes=True)
    assert after.aftercare.person(after.wren).maintenance.answer(asked.stamp) is None
    after.act(p.ILIC)
    after.aftercare.answer(after.wren, asked.stamp, "Dr Ilić", "In May, after a talk.", yes=True)


def test_every_session_with_medicine_counts_once_however_many_doses(after: After) -> None:
    after.at(24)
    session = after.plan("Medicine 2", 24, SessionKind.MEDICINE)
    after.hold(session, (after.wren, 0), (after.wren, 12), (after.heron, 15))
    assert dict(after.aftercare.exposure(after.wren)) == {30: 2, 90: 2, 365: 2}
    assert dict(after.aftercare.exposure(after.heron)) == {30: 2, 90: 2, 365: 2}


def test_the_words_ask_and_never_advise() -> None:
    assert views.URINARY.startswith("Ask about urinary symptoms")
    said = json.dumps([views.SETTING, views.URINARY, views.UNSIGNED, *(x.value for x in views.Sign)]).casefold()
    assert not re.search(r"should (take|stop|have)|recommend|diagnos|monitor|mg\b", said)


def test_figures_that_nobody_signed_are_inert(after: After) -> None:
    after.at(2)
    held = after.aftercare.held(after.wren)
    assert views.held_words(held, Instant(after.clock.at), lambda _: 0) == views.UNSIGNED
    assert held.until(Instant(after.clock.at)) is None
    assert Millis(held.interval) == 30 * DAY
