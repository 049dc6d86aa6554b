"""Who is still here at the close; incidents; the emergency card."""

import pytest

from kapcircle.core.attendance import NotToday
from kapcircle.core.details import Details
from kapcircle.core.errors import Refused
from kapcircle.core.incident import Incident, Relation, Severity
from kapcircle.core.leaving import EscortTrouble, ReadyToLeave
from kapcircle.core.observation import Touch, TouchAgreed
from kapcircle.core.person.at_hand import AtHand
from kapcircle.core.session import commands as c
from kapcircle.core.staffing import Covering
from kapcircle.views.emergency import NO_ADDRESS, NO_NUMBER, card, cover
from kapcircle.views.incidents import incidents
from kapcircle.views.leaving import of_mat, staying, staying_lines
from tests.safety.rooms import CALM, LEAD, LEAVES, P1, P2, P3, Day, minutes
from tests.views.test_seats import NAMES

HERE = Details("Circle house", "Hafen 1", "144", calls="Jonas")
KNOWN = {P1: AtHand("Wren", "nuts", ("an inhaler",), "Ana (sister) 0660 7", "a chair")}


def utc(_: int) -> int:
    return 0


def peak() -> Day:
    day = Day()
    day.start(P1, P2)
    day.dose(P1)
    day.sleeps(minutes(40))
    return day


def test_who_is_still_here_and_what_is_missing_for_each() -> None:
    day = peak()
    day.record(P2, NotToday())
    day.record(P1, ReadyToLeave())
    first, second = staying(day.state, day.now, utc, NAMES.__getitem__)
    assert (first.mat, first.name) == (1, NAMES[P1])
    missing, reading, *rest = first.words.split("; ")
    assert (missing, reading) == ("Minimum observation is not over: 80 min left", "No reading in the last 30 min")
    assert (len(rest), rest[0].startswith("ready since")) == (1, True)
    assert (second.words, second.medicine) == ("no medicine", False)
    without = f"Without medicine, 2\u00a0{NAMES[P2]}: L records that they left."
    assert staying_lines((first, second)) == (f"1\u00a0{NAMES[P1]}: {first.words}", without)
    covered = staying(day.state, day.now, utc, NAMES.__getitem__, covered=True)
    assert staying_lines(covered) == ("Mat 1", "Without medicine, mat 2: L records that they left.")


def test_who_waits_for_the_same_stands_in_one_line_and_everybody_is_named() -> None:
    day = Day()
    day.start(P1, P2, P3)
    for person in (P1, P2, P3):
        day.dose(person)
    day.sleeps(minutes(125))
    for person in (P1, P3):
        day.record(person, CALM)
    found = staying(day.state, day.now, utc, NAMES.__getitem__)
    one, two, three = (f"{n}\u00a0{NAMES[person]}" for n, person in enumerate((P1, P2, P3), 1))
    assert staying_lines(found) == (
        f"{one}, {three}: not stamped as ready",
        f"{two}: No reading in the last 30 min; not stamped as ready",
    )
    assert staying_lines(staying(day.state, day.now, utc, NAMES.__getitem__, covered=True)) == ("Mats 1–3",)


@pytest.mark.parametrize("typed", ["2", " 2 ", "2L", "2 l"])
def test_who_leaves_is_found_by_their_mat_as_it_is_typed_on_the_page(typed: str) -> None:
    day = peak()
    found = staying(day.state, day.now, utc, NAMES.__getitem__)
    assert of_mat(found, typed) == P2


@pytest.mark.parametrize("typed", ["", "L", "7", "Wren", "²"])
def test_a_mat_that_nobody_still_here_sits_on_is_told_with_those_that_are(typed: str) -> None:
    day = peak()
    with pytest.raises(Refused, match=r"Type one of these mats: 1, 2\."):
        of_mat(staying(day.state, day.now, utc, NAMES.__getitem__), typed)


def test_why_somebody_still_waits_is_told_at_the_close() -> None:
    day = peak()
    day.record(P1, EscortTrouble("does not come", "they stay overnight"))
    first = staying(day.state, day.now, utc, NAMES.__getitem__)[0]
    assert first.words.endswith("not stamped as ready; escort does not come: they stay overnight")


def test_nobody_is_here_any_more() -> None:
    day = peak()
    day.sleeps(minutes(80))
    day.record(P1, CALM)
    day.record(P1, LEAVES)
    day.record(P2, NotToday())
    assert [x.person for x in staying(day.state, day.now, utc, NAMES.__getitem__)] == [P2]


def test_incidents_of_people_and_of_the_circle_the_newest_first() -> None:
    day = peak()
    day.record(P1, Incident("fall", Severity.MILD, Relation.UNRELATED, "sat down", resolved=True))
    day.sleeps(minutes(1))
    day.record(None, Incident("fire alarm", Severity.NEAR_MISS, Relation.UNRELATED))
    fire, fall = incidents(day.state, utc, NAMES.__getitem__)
    assert (fire.what, fire.open) == ("The circle: fire alarm", True)
    assert (fall.what, fall.open) == (f"Mat 1, {NAMES[P1]}: fall", False)
    assert "sat down, resolved" in fall.words


def test_the_card_says_what_a_caller_is_asked_for() -> None:
    day = peak()
    day.record(P1, TouchAgreed(Touch.HAND))
    day.record(None, Covering(LEAD.member, (P1,)), LEAD)
    day.do(c.Emergency(P1))
    shown = card(day.state, HERE, KNOWN, P1, day.now, utc)
    said = dict(shown.lines)
    assert (shown.address, shown.number, shown.mat, shown.name) == ("Hafen 1", "144", 1, "Wren")
    assert said["allergies"] == "nuts"
    assert said["medication"] == "an inhaler"
    assert said["dose"].startswith("50 mg IM at ")
    assert said["dose"].endswith("40 min ago")
    assert said["last vitals"] == "120/80, pulse 72, SpO2 98 %, 70 kg, 40 min ago"
    assert said["weight"] == "70 kg"
    assert said["contact"] == "Ana (sister) 0660 7"
    assert said["touch"] == "a hand"
    assert said["covered by"] == "Ilic"
    assert said["access"] == "a chair"
    assert dict(shown.roles)["calls"] == "Jonas"
    assert dict(shown.roles)["stays"] == "say it aloud now"


def test_what_nobody_knows_is_said_and_not_left_out() -> None:
    day = Day()
    shown = card(day.state, Details(), {}, P3, day.now, utc)
    assert (shown.address, shown.number, shown.since) == (NO_ADDRESS, NO_NUMBER, "")
    assert dict(shown.lines) == {
        "allergies": "not written down",
        "medication": "not written down",
        "dose": "none recorded",
        "last vitals": "none recorded",
        "weight": "not measured today",
        "contact": "not written down",
        "touch": "not asked",
        "covered by": "nobody is named",
    }


def test_without_a_participant_it_is_the_card_of_the_house() -> None:
    day = Day()
    assert card(day.state, HERE, KNOWN, None, day.now, utc).mat is None
    day.record(None, Covering(LEAD.member, (P1,)), LEAD)
    assert cover(day.state, P1) == "", "who is not on the list of who is here has no name"
