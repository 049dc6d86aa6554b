"""S5: a dose is two people, a confirmed person, a time, a route and a site; it is never deleted, only struck."""

from dataclasses import replace
from typing import Any

import pytest

from kapcircle.core import undo
from kapcircle.core.dose import DoseGiven, DoseSigned
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId
from kapcircle.core.programme import Route
from kapcircle.core.roles import CLINICAL, Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.signatures import unsigned
from kapcircle.core.words import Undo
from tests.safety.evenings import FORTY, Evening
from tests.safety.rooms import LEAD, NURSE, P1, P2, Day
from tests.ui import hands
from tests.ui.recording import Hand, contents, fill_dose, staffed
from tests.ui.scene import Stage

ANA = Actor(MemberId("ana"), Role.COTHERAPIST)
WHOLE = DoseGiven(Route.IM, 50.0, "left deltoid", "L1", "Jonas", "Ana", "made up", 1)


def given() -> Day:
    day = Day()
    day.start(P1, P2)
    day.dose(P1)
    return day


@pytest.mark.parametrize(
    ("lacks", "words"),
    [
        ({"given_by": ""}, "Two people stand for a dose"),
        ({"witness": "  "}, "Two people stand for a dose"),
        ({"witness": "Jonas"}, "the witness is another than who gave it"),
        ({"witness": " JONAS "}, "the witness is another than who gave it"),
        ({"site": " "}, "Say where it was given"),
        ({"alias": " "}, "the alias, as the person confirmed it"),
        ({"mat": 2}, "You confirmed mat 2, and this is mat 1. Choose the right person."),
        ({"mg": 0.0}, "Type the dose in mg, above 0."),
        ({"mg": float("nan")}, "Type the dose in mg, above 0."),
    ],
)
def test_s05_a_dose_that_says_too_little_is_refused(lacks: dict[str, Any], words: str) -> None:
    day = Day()
    day.start(P1, P2)
    with pytest.raises(Refused, match=words):
        day.record(P1, replace(WHOLE, **lacks))
    assert day.contents(P1, DoseGiven) == []
    day.record(P1, WHOLE)
    assert day.contents(P1, DoseGiven) == [WHOLE]


def test_s05_one_person_is_not_both_who_sign_it() -> None:
    day = given()
    dose = day.state.seats[P1].records[-1]
    day.clinical = {NURSE.member: "Jonas", LEAD.member: "Dr. Ilić", ANA.member: "Ana"}
    with pytest.raises(Refused, match="Two people sign a dose: you have recorded it"):
        day.do(c.Record(DoseSigned(dose.stamp), P1), NURSE)
    with pytest.raises(Refused, match=r"one of those it names\. Ana may sign it too"):
        day.do(c.Record(DoseSigned(dose.stamp), P1), LEAD)
    assert unsigned(day.state.seats[P1]) == (dose,)
    day.do(c.Record(DoseSigned(dose.stamp), P1), ANA)
    assert unsigned(day.state.seats[P1]) == ()


def test_s05_it_has_the_time_at_which_it_was_given_and_none_that_is_to_come() -> None:
    day = Day()
    day.start(P1, P2)
    day.later(10 * 60_000)
    with pytest.raises(Refused, match="has not come yet"):
        day.record(P1, WHOLE, happened=day.now + 1)
    day.record(P1, WHOLE, happened=day.now - 60_000)
    assert day.state.seats[P1].records[-1].happened == day.now - 60_000


@pytest.mark.parametrize("role", [role for role in Role if role not in CLINICAL], ids=lambda x: x.value)
def test_s05_who_is_not_of_the_clinical_team_records_and_strikes_none(role: Role) -> None:
    day, actor = given(), Actor(MemberId("someone"), role)
    attempt: Any
    for attempt in (c.Record(WHOLE, P1), c.Strike(day.state.seats[P1].records[-1].stamp, "wrong")):
        with pytest.raises(Refused, match="this is for"):
            day.do(attempt, actor)


def test_s05_it_is_never_withdrawn_moved_or_struck_without_a_reason() -> None:
    day = given()
    stamp = day.state.seats[P1].records[-1].stamp
    tries: list[tuple[c.Command, str]] = [
        (c.Withdraw(stamp), "Dose given: this is never withdrawn. Strike it, with a reason."),
        (c.Move(stamp, P2), "Strike it here, with a reason, and record it on the other person with its time"),
        (c.Strike(stamp, "  "), "Say why the record is wrong."),
        (c.Correct(stamp, "", WHOLE), "Say why the record is wrong."),
    ]
    for attempt, words in tries:
        for actor in (NURSE, LEAD):
            with pytest.raises(Refused, match=words):
                day.do(attempt, actor)
    assert len(day.contents(P1, DoseGiven)) == 1


def test_s05_struck_it_stays_to_be_read_with_the_reason() -> None:
    day = given()
    record = day.state.seats[P1].records[-1]
    day.do(c.Strike(record.stamp, "drawn up, not given"), NURSE)
    kept = next(x for x in day.state.seats[P1].records if x.stamp == record.stamp)
    assert (kept.content, kept.struck) == (record.content, "drawn up, not given")
    assert day.contents(P1, DoseGiven) == []


def test_s05_put_right_it_stands_anew_beside_the_one_that_was_wrong() -> None:
    day = given()
    record = day.state.seats[P1].records[-1]
    day.do(c.Correct(record.stamp, "misread", replace(WHOLE, mg=40.0)), NURSE)
    assert [x.mg for x in day.contents(P1, DoseGiven)] == [40.0]
    assert [x.struck for x in day.state.seats[P1].records if isinstance(x.content, DoseGiven)] == ["misread", None]


def test_s05_undo_takes_the_show_back_and_no_dose() -> None:
    evening = Evening()
    evening.do(c.Open(), c.Next())
    evening.dose(FORTY[0])
    dose = evening.stream.entries[-1]
    found = undo.candidate(evening.stream.effective, evening.device)
    assert found is not None
    assert dose.command not in found.commands
    assert evening.do(Undo())
    assert not evening.do(Undo()), "the opening would take the dose with it"
    with pytest.raises(Refused, match="its opening is not taken back"):
        evening.conductor.undo()
    assert [x.content.mg for x in evening.seat(FORTY[0]).counted if isinstance(x.content, DoseGiven)] == [50]


def test_s05_at_the_seat_the_mat_is_typed_the_alias_seen_and_another_mat_saves_nothing(stage: Stage) -> None:
    scene = staffed(stage(people=12))
    hand = Hand(scene)
    hand.types("3DG")
    assert hand.raws["mat"] == "", "nobody is confirmed by a form that has filled itself in"
    fill_dose(scene, hand, mat="4")
    assert "Juniper" in hands.shown(scene.page.form.parts["mat"])
    hand.types("\r\r\r")
    assert contents(hand, "Ash") == contents(hand, "Juniper") == []
    assert "You typed mat 4, and this form is for mat 3, Ash. Look again." in hand.shown
