"""The second signature of a dose: by another than who recorded it, on a dose of this person that counts."""

from dataclasses import replace

import pytest

from kapcircle.core.dose import DoseSigned
from kapcircle.core.errors import Refused
from kapcircle.core.ids import MemberId
from kapcircle.core.session import commands as c
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.signatures import may_sign, second, unsigned, who_may_sign
from kapcircle.core.session.state import Session
from tests.safety.rooms import LEAD, NURSE, P1, P2, Day


def given() -> Day:
    day = Day()
    day.start(P1, P2)
    day.dose(P1)
    return day


def test_another_than_who_recorded_it_signs_it() -> None:
    day = given()
    (dose,) = unsigned(day.state.seats[P1])
    with pytest.raises(Refused, match="Two people sign a dose: you have recorded it"):
        day.do(c.Record(DoseSigned(dose.stamp), P1), NURSE)
    with pytest.raises(Refused, match="Two people sign a dose"):
        day.do(c.Record(DoseSigned(dose.stamp, " "), P1), NURSE)
    day.do(c.Record(DoseSigned(dose.stamp), P1), LEAD)
    found = second(day.state.seats[P1], dose)
    assert found is not None
    assert (found.by, unsigned(day.state.seats[P1])) == (LEAD.member, ())


TEAM = {NURSE.member: "Jonas", LEAD.member: "Dr. Ilić", MemberId("ana"): "Ana", MemberId("li"): "Ana"}


@pytest.mark.parametrize(
    ("named", "may", "who"),
    [
        (("Jonas", "Ana"), {"ana", "li"}, "Ana or Ana"),
        (("Jonas", " dr. ilić "), {"ilic"}, "Dr. Ilić"),
        (("Dr. Ilić", "ANA"), {"ilic", "ana", "li"}, "Dr. Ilić or Ana or Ana"),
        (("Jonas", "somebody"), {"ilic", "ana", "li"}, "Anybody else of the clinical team"),
        (("a nurse", "somebody"), {"ilic", "ana", "li"}, "Anybody else of the clinical team"),
    ],
)
def test_one_of_those_it_names_signs_it_and_anybody_where_it_names_nobody_else(
    named: tuple[str, str], may: set[str], who: str
) -> None:
    """Recorded by Jonas. Names are words, and two may have the same."""
    day = given()
    (dose,) = unsigned(day.state.seats[P1])
    dose = dose._replace(content=replace(dose.content, given_by=named[0], witness=named[1]))
    assert {x for x in TEAM if may_sign(dose, x, TEAM)} == may
    assert who_may_sign(dose, TEAM) == who


def test_whom_a_dose_does_not_name_is_told_who_may_sign_it_or_says_why_it_is_not() -> None:
    day = given()
    day.clinical = TEAM
    (dose,) = unsigned(day.state.seats[P1])
    with pytest.raises(Refused, match=r"and one of those it names\. Ana or Ana may sign it too"):
        day.do(c.Record(DoseSigned(dose.stamp), P1), LEAD)
    assert unsigned(day.state.seats[P1]) == (dose,)
    day.do(c.Record(DoseSigned(dose.stamp, "Ana has left"), P1), LEAD)
    assert unsigned(day.state.seats[P1]) == ()


def test_who_signed_under_another_rule_has_signed() -> None:
    """The log is read as it stands: only what is done now is asked who may."""
    day = given()
    (dose,) = unsigned(day.state.seats[P1])
    day.do(c.Record(DoseSigned(dose.stamp), P1), LEAD)
    day.clinical = TEAM
    again = Session()
    for entry in day.entries:
        again = evolve(again, entry)
    found = second(again.seats[P1], dose)
    assert found is not None
    assert found.by == LEAD.member


def test_a_signature_counts_for_more_than_the_reason_why_there_was_none() -> None:
    day = given()
    (dose,) = unsigned(day.state.seats[P1])
    day.do(c.Record(DoseSigned(dose.stamp, "no PIN yet"), P1), NURSE)
    assert unsigned(day.state.seats[P1]) == ()
    day.do(c.Record(DoseSigned(dose.stamp), P1), LEAD)
    found = second(day.state.seats[P1], dose)
    assert found is not None
    assert found.content == DoseSigned(dose.stamp)


def test_what_is_no_dose_of_theirs_is_not_signed() -> None:
    day = given()
    (dose,) = unsigned(day.state.seats[P1])
    with pytest.raises(Refused, match="This is no dose of mat 2"):
        day.do(c.Record(DoseSigned(dose.stamp), P2), LEAD)
    day.do(c.Strike(dose.stamp, "drawn up, not given"), NURSE)
    with pytest.raises(Refused, match="This is no dose of mat 1"):
        day.do(c.Record(DoseSigned(dose.stamp), P1), LEAD)


def test_put_right_it_is_signed_anew_and_a_struck_signature_is_none() -> None:
    day = given()
    (dose,) = unsigned(day.state.seats[P1])
    day.do(c.Record(DoseSigned(dose.stamp), P1), LEAD)
    signature = second(day.state.seats[P1], dose)
    assert signature is not None
    day.do(c.Strike(signature.stamp, "signed for another"), LEAD)
    assert unsigned(day.state.seats[P1]) == (dose,)
    day.do(c.Record(DoseSigned(dose.stamp), P1), LEAD)
    day.do(c.Correct(dose.stamp, "misread", dose.content), NURSE)
    (right,) = unsigned(day.state.seats[P1])
    assert right.replaces == dose.stamp
