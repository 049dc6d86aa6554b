"""S14: incidents and near misses: kind, severity, relation, what was done. An open one wants eyes."""

import pytest

from kapcircle.core.errors import Refused
from kapcircle.core.incident import INCIDENT, PRESETS, Incident, Relation, Severity
from kapcircle.core.session import commands as c
from kapcircle.ui.leaving import IN_EYES
from kapcircle.views.eyes import eyes
from kapcircle.views.session_report import sections
from tests.safety import rooms
from tests.safety.rooms import P1, Day
from tests.ui import gated
from tests.ui.recording import Hand
from tests.ui.scene import Stage, press
from tests.views.medicine_day import told

FELL = Incident("fall", Severity.MILD, Relation.UNRELATED, "sat down")


def wanting(day: Day) -> list[str]:
    return [eye.why for eye in eyes(day.state, day.now, lambda _: 0) if "not resolved" in eye.why]


def test_s14_an_open_one_wants_eyes_until_it_is_resolved() -> None:
    day = Day()
    day.record(P1, FELL)
    day.record(None, Incident("fire alarm", Severity.NEAR_MISS, Relation.UNRELATED))
    assert wanting(day) == ["mild, fall: not resolved yet", "near miss, fire alarm: not resolved yet"]
    over = Incident("fall", Severity.MILD, Relation.UNRELATED, "rested", True)
    day.do(c.Correct(day.entries[-2].stamp, "over", over))
    assert wanting(day) == ["near miss, fire alarm: not resolved yet"]
    kept = [x.struck for x in day.state.seats[P1].records]
    assert kept == ["over", None], "what was written down first stays readable"


def test_s14_it_is_never_withdrawn_and_says_what_happened() -> None:
    day = Day()
    day.record(P1, FELL)
    with pytest.raises(Refused, match="never withdrawn"):
        day.do(c.Withdraw(day.entries[-1].stamp), rooms.NURSE)
    with pytest.raises(Refused, match="Say what happened"):
        day.record(None, Incident(" ", Severity.MILD, Relation.UNKNOWN))


def test_s14_what_happens_in_such_a_room_is_one_key() -> None:
    """What the requirement names, in words that judge nobody; and what else happens."""
    assert {"distress", "panic", "vomiting", "fall", "raised pressure"} < set(PRESETS)
    assert len(PRESETS) < 10, "each has a figure of its own"


def test_s14_all_of_it_stands_on_the_report_and_in_the_table() -> None:
    day = Day()
    happened = Incident("panic", Severity.SEVERE, Relation.PROBABLE, "sat with them", True)
    day.record(P1, happened)
    (found,) = [x for x in sections(told(day)) if x.title == "Incidents and near misses"]
    assert [row[1:3] for row in found.rows] == [("1 Wren", "severe, panic, probably related, sat with them, resolved")]
    row = INCIDENT.values(happened)
    assert row == {
        "kind": "panic",
        "severity": "severe",
        "relation": "probably related",
        "done": "sat with them",
        "resolved": 1,
    }


def test_s14_the_list_of_a_circle_leads_to_what_resolves_it(stage: Stage) -> None:
    scene = gated.arriving(stage(rundown=rooms.RUNDOWN))
    hand = Hand(scene)
    hand.types("1I4MUX\r")
    scene.page.choose(None)
    hand.types("I6NKX\r")
    scene.press("F7", scene.page)
    said = scene.page.ask.accessibleDescription()
    assert "Mat 1, Wren: mild, fall" in said
    assert "The circle: near miss, wrong person" in said
    press(scene.page.ask, "Mat 1, Wren: fall: resolved…")
    assert hand.raws["resolved"] == "R"
    hand.types("\r")
    assert hand.records("Wren")[-1].content == Incident(PRESETS[3], Severity.MILD, Relation.UNRELATED, "", True)


def test_s14_many_are_all_told_and_their_keys_leave_room_to_read_them(stage: Stage) -> None:
    scene = gated.arriving(stage(people=16, rundown=rooms.RUNDOWN))
    for person in scene.session.seats:
        gated.write(scene, person, Incident("fall", Severity.MILD, Relation.UNRELATED, "sat with them"))
    scene.press("F7", scene.page)
    ask = scene.page.ask
    assert ask.accessibleDescription().count("mild, fall") == 16
    assert ask.accessibleDescription().endswith(IN_EYES)
    assert len(ask.keys) == 6
    assert ask._words.height() > ask.height() / 3


def test_s14_a_row_of_what_needs_eyes_leads_there_too_also_for_the_circle(stage: Stage) -> None:
    scene = gated.arriving(stage(rundown=rooms.RUNDOWN))
    hand = Hand(scene)
    hand.types("I6NKX\r")
    scene.press("Esc")
    press(scene.page.eyes, "Resolved")
    hand.types("\r")
    assert scene.session.records[-1].content.resolved


def test_s14_covered_the_list_stays_closed(stage: Stage) -> None:
    scene = gated.arriving(stage(rundown=rooms.RUNDOWN))
    scene.bridge.cover()
    scene.press("F7", scene.page)
    assert not scene.page.ask.isVisible()
    assert "Names are covered" in scene.window.status.words
