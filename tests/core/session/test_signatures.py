"""The second signature of a dose: by another than who recorded it, on a dose of this person that counts."""

import pytest

from kapcircle.core.dose import DoseSigned
from kapcircle.core.errors import Refused
from kapcircle.core.session import commands as c
from kapcircle.core.session.signatures import second, unsigned
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
