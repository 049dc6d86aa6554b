"""Who of the team is here and who covers whom, on one sheet."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication

from kapcircle.core.attending import Other, OtherRole
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId, SessionId
from kapcircle.core.practice import AddStaff
from kapcircle.core.programme import Programme
from kapcircle.core.roles import Role
from kapcircle.core.session import commands as c
from kapcircle.core.session.team import Team, team
from kapcircle.core.staffing import Covering, LeadAway, OnBreak
from kapcircle.desk.house import PRACTICE
from kapcircle.desk.opening import Opening
from tests.made_up import MINUTES, START
from tests.safety.rooms import PROGRAMME
from tests.ui import hands
from tests.ui.attending import ANA, BEN, LEAD, arrive, here, staffed
from tests.ui.scene import Scene, Stage, eyes


def opened(stage: Stage) -> Scene:
    """Everyone is here, and the sheet lies on the page; Ana is the second on it."""
    scene = staffed(stage())
    arrive(scene)
    scene.press("B", scene.page)
    assert scene.page.presence.team.isVisible()
    return scene


def found(scene: Scene) -> Team:
    return team(scene.session)


def rows(scene: Scene) -> list[tuple[str, ...]]:
    model = scene.page.presence.team.table
    return [tuple(model.data(model.index(r, k)) for k in range(4)) for r in range(model.rowCount())]


def test_whoever_is_here_is_said_by_a_key(stage: Stage) -> None:
    scene = opened(stage)
    scene.press("2")
    scene.press("H")
    assert [x.name for x in found(scene).here] == ["Ana Novak"]
    assert scene.window.status.words == "Ana Novak is here."
    assert rows(scene)[1] == ("2", "Ana Novak, co-therapist", "", "here")
    scene.press("N")
    assert rows(scene)[1][3] == "here, not counted"
    scene.press("H")
    assert found(scene).here == ()
    assert rows(scene)[1][3] == "gone"


def test_mats_are_given_by_number_and_whoever_gets_them_is_here(stage: Stage) -> None:
    scene = opened(stage)
    scene.press("2")
    scene.press("C")
    hands.type_in(scene.page.ask, "Mats, as in 3-6, 9; or all, or rest", "1-3", enter=True)
    assert [x.member for x in found(scene).here] == [ANA.member]
    assert found(scene).sitter_of(scene.who("Ash")) == ANA.member
    assert scene.window.status.words == "Ana Novak looks after mats 1–3."
    assert scene.page.ring.seats[0].view.numbered == "1 · AN"
    assert "Nobody looks after mats 4–6." in hands.shown(scene.page.presence.team)
    scene.press("3")
    scene.press("Return")
    hands.type_in(scene.page.ask, "Mats, as in 3-6, 9; or all, or rest", "rest", enter=True)
    assert found(scene).people_of(BEN.member) == tuple(scene.who(x) for x in ("Juniper", "Lark", "Sorrel"))
    assert "Nobody looks" not in hands.shown(scene.page.presence.team)
    scene.press("C")
    hands.type_in(scene.page.ask, "Mats, as in 3-6, 9; or all, or rest", "rest", enter=True)
    assert "Everybody has somebody already" in hands.shown(scene.page.ask)
    hands.type_in(scene.page.ask, "Mats, as in 3-6, 9; or all, or rest", "12", enter=True)
    assert "Nobody sits on mat 12" in hands.shown(scene.page.ask)


def test_a_break_needs_a_taker_and_ends_with_the_same_key(stage: Stage) -> None:
    scene = opened(stage)
    scene.press("2")
    scene.press("B")
    assert "Nobody else is here who could take over" in scene.window.status.words
    here(scene, ANA, BEN)
    scene.do(c.Record(Covering(ANA.member, (scene.who("Wren"), scene.who("Heron")))))
    scene.press("B")
    assert "They have mats 1, 2." in hands.shown(scene.page.ask)
    assert "3" in rows(scene)[2][0], "Ben has the number that he has on the sheet"
    scene.press("1")
    assert scene.page.ask.isVisible()
    scene.press("3")
    assert found(scene).sitter_of(scene.who("Wren")) == BEN.member
    scene.pass_(4 * MINUTES)
    scene.page.presence.team._show()
    assert rows(scene)[1][3] == "on a break for 4:00, Ben Okafor has their people"
    assert rows(scene)[2][3] == "for Ana Novak"
    scene.press("B")
    assert found(scene).sitter_of(scene.who("Wren")) == ANA.member


def test_the_medical_lead_is_away_until_an_hour_and_reached_somehow(stage: Stage) -> None:
    scene = opened(stage)
    here(scene, LEAD)
    scene.press("L")
    hands.type_in(scene.page.ask, "Until (14:20, or +15 minutes)", "soon")
    hands.press(scene.page.ask, "Away")
    assert "Say how they are reached" in hands.shown(scene.page.ask)
    hands.type_in(scene.page.ask, "Reached by", "pager", enter=True)
    assert "Say when: 14:20" in hands.shown(scene.page.ask)
    hands.type_in(scene.page.ask, "Until (14:20, or +15 minutes)", "+15")
    hands.type_in(scene.page.ask, "Reached by", "pager", enter=True)
    assert rows(scene)[3][3] == "away until 09:40, pager"
    scene.press("Esc")
    assert not [x for x in eyes(scene) if "medical lead" in x]
    scene.pass_(16 * MINUTES)
    assert [x for x in eyes(scene) if "The medical lead is not back, expected 09:40." in x]
    scene.press("B", scene.page)
    scene.press("L")
    assert found(scene).away is None


def test_equipment_is_signed_item_by_item(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Opening, "plan", _with(Opening.plan, PROGRAMME))
    scene = opened(stage)
    assert "Not signed for yet: oxygen, AED." in hands.shown(scene.page.presence.team)
    scene.press("E")
    scene.press("2")
    assert found(scene).signed == {"AED"}
    scene.press("1")
    assert found(scene).signed == {"AED", "oxygen"}
    scene.press("E", scene.page.presence.team.list)
    assert scene.window.status.words == "Everything is signed for."
    assert "Equipment signed." in hands.shown(scene.page.presence.team)
    assert "Ratio met: 0 with medicine and 0 of the team, one for each 2." in hands.shown(scene.page.presence.team)


def test_a_long_list_of_equipment_is_read_whole_before_it_is_signed(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    items = tuple(f"Item {n}, complete and in date, with all that belongs to it" for n in range(11))
    monkeypatch.setattr(Opening, "plan", _with(Opening.plan, replace(PROGRAMME, equipment=items)))
    scene = opened(stage)
    scene.press("E")
    assert "2 more follow." in hands.shown(scene.page.ask)
    assert [key.text() for key in scene.page.ask.keys] == [*items[:9], "Done for now"]
    for item in items:
        assert f"Enter signs the first: {item}." in hands.shown(scene.page.ask)
        scene.press("Return")
    assert found(scene).signed == set(items)


def _with(plan: object, programme: Programme) -> object:

    return lambda opening, session: replace(plan(opening, session), programme=programme)  # type: ignore[operator] # it is one


def test_a_programme_without_a_list_says_so(stage: Stage) -> None:
    scene = opened(stage)
    scene.press("E")
    assert "names no equipment" in scene.window.status.words


def test_before_opening_it_stays_away(stage: Stage) -> None:
    scene = stage()
    scene.press("B", scene.page)
    assert not scene.page.presence.team.isVisible()
    assert "GO opens it" in scene.window.status.words


def test_whom_nobody_looks_after_wants_eyes_and_the_row_leads_to_the_sheet(stage: Stage) -> None:
    scene = staffed(stage())
    arrive(scene, "Wren", "Ash")
    scene.pass_(1_000)
    (row,) = [row for row in scene.page.eyes._rows if row.eye.key == "cover"]
    assert row.accessibleName() == "Cover, Nobody looks after mats 1, 3.,"[:-1]
    QTest.mouseClick(row.keys[0], Qt.MouseButton.LeftButton)
    assert scene.page.presence.team.isVisible()


def test_covered_a_gap_is_said_without_a_name(stage: Stage) -> None:
    scene = staffed(stage())
    arrive(scene, "Wren")
    here(scene, ANA, BEN)
    scene.do(c.Record(Covering(ANA.member, (scene.who("Wren"),))))
    scene.do(c.Record(OnBreak(ANA.member, BEN.member)))
    scene.house.desk.do((scene.bridge.circle.name, c.Record(LeadAway(None))))  # type: ignore[union-attr] # it runs
    here_no_more = Actor(MemberId("ben"), Role.COTHERAPIST)
    scene.press("B", scene.page)
    scene.press("3")
    scene.press("H")
    assert here_no_more.member == BEN.member
    scene.press("Esc")
    scene.pass_(1_000)
    assert any("Ana Novak is on a break, and nobody has mat 1." in x for x in eyes(scene))
    scene.bridge.cover()
    scene.pass_(1_000)
    assert any("A co-therapist is on a break, and nobody has mat 1." in x for x in eyes(scene))
    assert not any("Ana" in x for x in eyes(scene))


def welcomed(stage: Stage) -> Scene:
    """An interpreter comes for Ash and said yes; a trainee, who counts, has not said it."""
    scene = staffed(stage())
    group = scene.house.planning.group
    ira = group.welcome(scene.cohort, "Ira", OtherRole.INTERPRETER)
    group.change_other(scene.cohort, Other(ira, "Ira", OtherRole.INTERPRETER, scene.who("Ash"), START))
    nila = group.welcome(scene.cohort, "Nila", OtherRole.TRAINEE)
    group.change_other(scene.cohort, Other(nila, "Nila", OtherRole.TRAINEE, counts=True))
    for other in (ira, nila):
        group.choose_company(scene.cohort, scene.planned, other, comes=True)
    arrive(scene)
    scene.press("B", scene.page)
    return scene


def test_others_in_the_room_stand_under_the_team_and_come_and_go_by_the_same_key(stage: Stage) -> None:
    scene = welcomed(stage)
    assert rows(scene)[-2:] == [
        ("5", "Ira, interpreter for mat 3", "", ""),
        ("6", "Nila, trainee", "", "no confidentiality"),
    ]
    scene.press("5")
    scene.press("H")
    assert scene.window.status.words == "Ira is here."
    assert rows(scene)[-2][3] == "here, not counted"
    scene.press("H")
    assert rows(scene)[-2][3] == "gone"
    scene.press("6")
    scene.press("H")
    assert rows(scene)[-1][3] == "here, no confidentiality"


def test_others_count_in_the_ratio_as_planned_until_a_key_says_otherwise(stage: Stage) -> None:
    scene = welcomed(stage)
    scene.press("6")
    scene.press("H")
    assert [x.counts for x in found(scene).others.values()] == [True]
    scene.press("N")
    assert scene.window.status.words == "Nila does not count in the ratio."
    assert rows(scene)[-1][3] == "here, not counted, no confidentiality"
    scene.press("H")
    scene.press("N")
    assert [(x.here, x.counts) for x in found(scene).others.values()] == [(False, True)], "gone, and still gone"


@pytest.mark.parametrize("key", ["C", "B", "Return"])
def test_nobody_is_given_to_others_to_look_after(stage: Stage, key: str) -> None:
    scene = welcomed(stage)
    scene.press("5")
    scene.press(key)
    assert scene.window.status.words == "People are looked after by the team: choose one of them."
    assert not scene.page.ask.isVisible()


def test_a_session_off_the_calendar_has_the_others_it_opened_with(stage: Stage) -> None:
    scene = staffed(stage())
    scene.bridge.sitting = SessionId("never planned")
    scene.press("B", scene.page)
    assert len(rows(scene)) == 4


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_a_whole_team_is_seen_at_once_and_the_keys_stay_in_sight(
    stage: Stage, monkeypatch: pytest.MonkeyPatch, scale: float
) -> None:
    items = tuple(f"Item {n}, complete and in date, with all that belongs to it" for n in range(11))
    monkeypatch.setattr(Opening, "plan", _with(Opening.plan, replace(PROGRAMME, equipment=items)))
    scene = staffed(stage(scale=scale))
    for n in range(4):
        scene.house.desk.do((PRACTICE, AddStaff(MemberId(f"more {n}"), f"Sitter {n}", Role.COTHERAPIST)))
    scene.press("B", scene.page)
    QApplication.processEvents()
    sheet = scene.page.presence.team
    assert "Not signed for yet: 11 of 11 items. E names them." in hands.shown(sheet)
    assert scale > 1 or not sheet.list.verticalScrollBar().isVisible()
    assert scene.page.rect().contains(sheet.geometry())
    keys = [x for x in sheet.findChildren(QAbstractButton) if x.isVisible()]
    assert all(sheet.rect().contains(x.geometry()) for x in keys)
