"""Pods on the Plan page: a participant's pod by key and by drag, and what a session is and for whom."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox

from kapcircle.core.attending import OtherRole
from kapcircle.core.cohort.calendar import Planned
from kapcircle.core.ids import PodId
from kapcircle.core.programme import SessionKind
from kapcircle.ui.tick import Tick
from tests.ui.hands import drag, field, press, shown, type_in
from tests.ui.planning import Desk, choose_person, listing

K, ALT, CONTROL = Qt.Key, Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def choice(desk: Desk, name: str) -> QComboBox:
    (found,) = [x for x in desk.page.findChildren(QComboBox) if x.accessibleName() == name and x.isVisible()]
    return found


def pods(desk: Desk, *names: str) -> list[PodId]:
    """Wren and Heron in the first pod, Ash in the second, Lark in none."""
    group = desk.house.planning.group
    made = [group.begin_pod(desk.cohort, name) for name in names]
    for alias in ("Wren", "Heron", "Ash", "Lark"):
        type_in(desk.page, "Alias", alias, enter=True)
    wren, heron, ash, _ = desk.house.planning.cohort(desk.cohort).mats
    for person, pod in ((wren, made[0]), (heron, made[0]), (ash, made[1])):
        group.choose_pod(desk.cohort, person, pod)
    return made


def lines(desk: Desk) -> list[str]:
    """The list of participants: the name of a pod in capitals."""
    items = listing(desk, "Participants").items
    return [x.name.upper() if x.heading else f"{x.name} {x.beside.removeprefix('mat ')}" for x in items]


FIRST = ["TIDE", "Wren 1", "Heron 2", "SHORE", "Ash 3", "NO POD", "Lark 4"]


def test_people_stand_under_the_names_of_their_pods(desk: Desk) -> None:
    pods(desk, "Tide", "Shore")
    assert lines(desk) == FIRST


@pytest.mark.parametrize(
    ("alias", "keys", "after"),
    [
        ("Heron", [K.Key_Down], ["TIDE", "Wren 1", "SHORE", "Heron 2", "Ash 3", "NO POD", "Lark 4"]),
        ("Ash", [K.Key_Up], ["TIDE", "Wren 1", "Heron 2", "Ash 3", "SHORE", "NO POD", "Lark 4"]),
        ("Wren", [K.Key_Down], ["TIDE", "Heron 1", "Wren 2", "SHORE", "Ash 3", "NO POD", "Lark 4"]),
        ("Wren", [K.Key_Up], FIRST),
        ("Lark", [K.Key_Up], ["TIDE", "Wren 1", "Heron 2", "SHORE", "Ash 3", "Lark 4"]),
    ],
)
def test_alt_and_an_arrow_moves_to_another_mat_and_over_a_name_to_another_pod(
    desk: Desk, alias: str, keys: list[Qt.Key], after: list[str]
) -> None:
    pods(desk, "Tide", "Shore")
    choose_person(desk, alias)
    for key in keys:
        QTest.keyClick(listing(desk, "Participants"), key, ALT)
    assert lines(desk) == after


@pytest.mark.parametrize(
    ("row", "before", "after"),
    [
        (1, 5, ["TIDE", "Heron 2", "SHORE", "Wren 1", "Ash 3", "NO POD", "Lark 4"]),
        (6, 1, ["TIDE", "Wren 1", "Heron 2", "Lark 4", "SHORE", "Ash 3"]),
        (2, 1, ["TIDE", "Heron 1", "Wren 2", "SHORE", "Ash 3", "NO POD", "Lark 4"]),
        (1, 7, ["TIDE", "Heron 2", "SHORE", "Ash 3", "NO POD", "Wren 1", "Lark 4"]),
        (0, 5, FIRST),
    ],
)
def test_a_drag_under_the_name_of_a_pod_puts_a_person_there(
    desk: Desk, row: int, before: int, after: list[str]
) -> None:
    pods(desk, "Tide", "Shore")
    drag(listing(desk, "Participants"), row, before)
    assert lines(desk) == after


def test_the_pod_of_who_is_chosen_is_chosen_by_key(desk: Desk) -> None:
    pods(desk, "Tide", "Shore")
    choose_person(desk, "Wren")
    which = choice(desk, "Pod")
    assert which.currentText() == "Tide"
    which.setFocus()
    QTest.keyClick(which, K.Key_Down)
    assert lines(desk)[2:5] == ["SHORE", "Wren 1", "Ash 3"]
    QTest.keyClick(desk.page, K.Key_Z, CONTROL)
    assert lines(desk) == FIRST


def test_who_is_typed_while_a_pod_is_chosen_comes_into_it(desk: Desk) -> None:
    pods(desk, "Tide", "Shore")
    choose_person(desk, "Shore")
    assert "New participant in Shore" in shown(desk.page)
    for alias in ("Owl", "Elm"):
        type_in(desk.page, "Alias", alias, enter=True)
    assert lines(desk)[3:7] == ["SHORE", "Ash 3", "Owl 5", "Elm 6"]
    QTest.keyClick(field(desk.page, "Alias"), K.Key_Escape)
    type_in(desk.page, "Alias", "Fir", enter=True)
    assert lines(desk)[-3:] == ["NO POD", "Lark 4", "Fir 7"]
    QTest.keyClick(desk.page, K.Key_Z, CONTROL)
    assert lines(desk)[-2:] == ["NO POD", "Lark 4"], "alias, mat and pod go together"


def test_a_name_of_a_pod_is_not_removed_as_if_it_were_somebody(desk: Desk) -> None:
    pods(desk, "Tide", "Shore")
    choose_person(desk, "Shore")
    QTest.keyClick(listing(desk, "Participants"), K.Key_Delete)
    assert lines(desk) == FIRST


def test_what_is_unusual_is_said_and_goes_when_it_is_usual(desk: Desk) -> None:
    pods(desk, "Tide", "Shore")
    words = shown(desk.page)
    assert "▲ 4 people: a cohort usually has 6 to 40. (and 5 more)" in words
    for alias in ("Owl", "Elm"):
        type_in(desk.page, "Alias", alias, enter=True)
    assert "a cohort usually has" not in shown(desk.page)


def test_names_that_are_easily_mixed_up_in_a_pod_are_said_and_in_two_pods_are_not(desk: Desk) -> None:
    _, shore = pods(desk, "Tide", "Shore")
    for alias in ("Owl", "Elm"):
        type_in(desk.page, "Alias", alias, enter=True)
    wren = next(iter(desk.house.planning.cohort(desk.cohort).mats))
    wrem = desk.house.planning.enrol(desk.cohort, "Wrem", pod=shore)
    said = "Wren and Wrem: one letter different."
    assert said not in desk.page._people._unusual.toolTip()
    desk.house.planning.group.choose_pod(desk.cohort, wren, shore)
    assert said in desk.page._people._unusual.toolTip()
    assert said in desk.page._people._unusual.accessibleName()
    desk.house.planning.leave(desk.cohort, wrem)
    assert said not in desk.page._people._unusual.toolTip()


# what a session is


def planned(desk: Desk) -> Planned:
    return desk.house.planning.cohort(desk.cohort).sessions[desk.session]


def test_a_session_is_of_a_kind_chosen_by_key(desk: Desk) -> None:
    kinds = choice(desk, "Kind of session")
    kinds.setFocus()
    QTest.keyClicks(kinds, "med")
    assert planned(desk).kind is SessionKind.MEDICINE
    assert "medicine" in listing(desk, "Sessions").items[0].under
    QTest.keyClick(desk.page, K.Key_Z, CONTROL)
    assert planned(desk).kind is SessionKind.OPEN_CIRCLE


def test_a_session_is_a_pods_and_seats_its_people(desk: Desk) -> None:
    tide, _ = pods(desk, "Tide", "Shore")
    whose = choice(desk, "Whose session")
    whose.setFocus()
    QTest.keyClicks(whose, "Tide")
    assert planned(desk).pod == tide
    assert "Tide" in listing(desk, "Sessions").items[0].under
    assert [mat for _, mat in desk.house.opening.plan(desk.session).mats] == [1, 2]


def test_a_session_is_online_at_a_link_or_somewhere(desk: Desk) -> None:
    type_in(desk.page, "Where the session is", "Garden room", enter=True)
    (online,) = [x for x in desk.page.findChildren(Tick) if x.text() == "Online"]
    online.click()
    assert (planned(desk).virtual, planned(desk).place) == (True, "Garden room")
    type_in(desk.page, "Link of the session", "https://circle.example", enter=True)
    assert planned(desk).place == "https://circle.example"
    assert "online" in listing(desk, "Sessions").items[0].under


def test_without_pods_there_is_nothing_to_choose(desk: Desk) -> None:
    names = [x.accessibleName() for x in desk.page.findChildren(QComboBox) if x.isVisible()]
    assert "Kind of session" in names
    assert not {"Pod", "Whose session"} & set(names)


def test_the_head_says_how_many_others_come(desk: Desk) -> None:
    group = desk.house.planning.group
    ira = group.welcome(desk.cohort, "Ira", OtherRole.INTERPRETER)
    group.choose_company(desk.cohort, desk.session, ira, comes=True)
    press(desk.page, "Others: 1")


def test_no_key_of_the_page_loses_its_room(desk: Desk, in_type: Callable[[], None]) -> None:
    """All that is on the left is in sight, with forty people in five pods."""
    group = desk.house.planning.group
    five = [group.begin_pod(desk.cohort) for _ in range(5)]
    for n in range(40):
        desk.house.planning.enrol(desk.cohort, f"Guest {n}", pod=five[n % 5])
    desk.page.resize(1366, 698)
    QTest.qWait(1)
    people = desk.page._people
    assert people.minimumSizeHint().height() <= people.height()
    assert listing(desk, "Participants").height() >= listing(desk, "Participants").height_of(5)
