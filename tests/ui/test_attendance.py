"""Who came: one key, and its second press."""

import pytest

from kapcircle.core.attendance import Attendance, Attended, NotToday, SentHome
from kapcircle.core.ids import Instant
from kapcircle.core.session import commands as c
from kapcircle.core.session import people
from kapcircle.core.session.presence import presence_of
from tests.made_up import MINUTES
from tests.ui import hands
from tests.ui.attending import arrive, choose, last, seat, staffed
from tests.ui.scene import NAMES, Scene, Stage


def test_the_first_press_is_arrived_and_reads_back_mat_and_name(stage: Stage) -> None:
    scene = stage()
    scene.do(c.Open())
    choose(scene, "Heron")
    scene.press("P")
    assert last(scene, "Heron") == Attended(Attendance.ARRIVED)
    assert scene.window.status.words == "Mat 2, Heron: arrived."
    assert scene.page.ring.seats[1].accessibleName() == "Heron, mat 2, nobody covers"


def test_after_the_opening_circle_began_late_is_said_and_never_entered_by_itself(stage: Stage) -> None:
    scene = stage().running()
    choose(scene, "Heron")
    scene.press("P")
    assert last(scene, "Heron") == Attended(Attendance.ARRIVED)
    assert scene.window.status.words.endswith("The opening circle began 10 min ago: P and L make it late.")
    arrived = seat(scene, "Heron").records[-1].happened
    scene.pass_(5 * MINUTES)
    scene.press("P")
    scene.press("L")
    assert last(scene, "Heron") == Attended(Attendance.LATE)
    assert seat(scene, "Heron").records[-1].happened == arrived, "late when they came, not now"


@pytest.mark.parametrize(
    ("key", "status"), [("E", Attendance.LEFT_EARLY), ("B", Attendance.ABSENT), ("L", Attendance.LATE)]
)
def test_the_second_press_offers_the_others(stage: Stage, key: str, status: Attendance) -> None:
    scene = stage().running()
    choose(scene, "Ash")
    scene.press("P")
    scene.pass_(20 * MINUTES)
    scene.press("P")
    assert "Arrived 09:25, here for 20:00." in hands.shown(scene.page.ask)
    scene.press(key)
    assert last(scene, "Ash") == Attended(status)
    assert not scene.page.ask.isVisible()


def test_excused_takes_their_words(stage: Stage) -> None:
    scene = stage().running()
    choose(scene, "Ash")
    scene.press("P")
    scene.press("P")
    scene.press("X")
    hands.type_in(scene.page.ask, "Why, if they said so", "a funeral", enter=True)
    assert last(scene, "Ash") == Attended(Attendance.EXCUSED, "a funeral")
    scene.press("P", scene.page)
    assert "Excused 09:25." in hands.shown(scene.page.ask), "who is not here has no minutes that run"


def test_a_wrong_press_is_withdrawn_while_it_is_fresh(stage: Stage) -> None:
    scene = stage().running()
    choose(scene, "Ash")
    scene.press("P")
    scene.press("P")
    scene.press("W")
    assert people.attendance(seat(scene, "Ash")) is None
    scene.press("P", scene.page)
    scene.pass_(40_000)
    scene.press("P")
    assert "withdraw" not in "".join(key.text() for key in scene.page.ask.keys)


def test_without_anybody_chosen_or_before_opening_it_says_what_to_do(stage: Stage) -> None:
    scene = stage()
    scene.press("P", scene.page)
    assert "Choose a seat first" in scene.window.status.words
    scene.press("Right")
    scene.press("P")
    assert "GO opens it" in scene.window.status.words
    scene.press("J")
    assert "GO opens it" in scene.window.status.words


# opting out


def test_not_today_is_one_press_and_asks_nothing(stage: Stage) -> None:
    scene = stage().running()
    arrive(scene)
    who = choose(scene, "Wren")
    scene.press("X")
    assert last(scene, "Wren") == NotToday()
    assert "Attendance and integration stay theirs" in hands.shown(scene.page.ask)
    scene.press("Return")
    assert not scene.page.ask.isVisible()
    assert people.here(scene.session.seats[who])
    assert "not today" in scene.page.ring.seats[0].accessibleName()
    before = len(seat(scene, "Wren").records)
    scene.press("X", scene.page)
    assert len(seat(scene, "Wren").records) == before, "said once is enough"


def test_a_second_key_ends_their_part_for_good(stage: Stage) -> None:
    scene = stage().running()
    arrive(scene)
    choose(scene, "Wren")
    scene.press("X")
    scene.press("S")
    assert last(scene, "Wren") == NotToday(stops=True)
    assert scene.page.ring.seats[0].view.standing == "has stopped"
    scene.press("X", scene.page)
    assert "ended their part in the medicine sessions already" in scene.window.status.words


def test_their_words_and_the_way_home_are_kept_when_they_are_given(stage: Stage) -> None:
    scene = stage().running()
    arrive(scene)
    choose(scene, "Wren")
    scene.press("X")
    scene.press("W")
    hands.type_in(scene.page.ask, "Why, in their words", "slept badly", enter=True)
    assert last(scene, "Wren") == NotToday("slept badly")
    scene.press("X", scene.page)
    scene.press("H")
    hands.type_in(scene.page.ask, "How they get there, and with whom", "taxi, with her sister", enter=True)
    assert last(scene, "Wren") == SentHome("taxi, with her sister")
    assert scene.page.ring.seats[0].view.standing == "sent home"


# latecomers


def latecomer(scene: Scene, alias: str, mat: int | None = None) -> None:
    scene.house.planning.enrol(scene.cohort, alias, mat)


def test_a_latecomers_seat_is_two_keystrokes(stage: Stage) -> None:
    scene = stage().running()
    latecomer(scene, "Quince")
    scene.press("J", scene.page)
    scene.press("1")
    (new,) = [x for x in scene.session.seats.values() if scene.house.planning.alias(x.person) == "Quince"]
    assert new.mat == 7
    assert scene.page.who == new.person
    assert new.mats == ((Instant(scene.bridge.now), 7),)
    scene.press("P", scene.page)
    assert people.here(scene.session.seats[new.person])
    scene.press("J", scene.page)
    assert "Everyone in the cohort has a seat" in scene.window.status.words


def test_whose_mat_is_taken_has_the_first_free_one(stage: Stage) -> None:
    scene = stage().running()
    scene.do(c.TakeSeat(scene.who("Wren"), 7))
    latecomer(scene, "Quince", 7)
    scene.press("J", scene.page)
    scene.press("1")
    assert scene.window.status.words == "Quince has mat 1. P: arrived."


def test_mats_are_swapped_by_name_of_the_mat(stage: Stage) -> None:
    scene = stage().running()
    choose(scene, "Wren")
    words = scene.page.commands.words
    assert words["mat"].act("2") == ""  # type: ignore[union-attr] # it is the page's own
    assert (seat(scene, "Wren").mat, seat(scene, "Heron").mat) == (2, 1)
    assert words["mat"].act("there") == "Name a mat, as in: mat 7."  # type: ignore[union-attr] # "


def test_somebody_who_left_the_cohort_is_not_seated(stage: Stage) -> None:
    scene = stage().running()
    quince = scene.house.planning.enrol(scene.cohort, "Quince")
    scene.house.planning.leave(scene.cohort, quince)
    assert not scene.bridge.do(c.TakeSeat(quince, 9))
    assert "not in the cohort" in scene.window.status.words


def test_a_circle_waits_for_a_mat_and_covered_says_nothing_of_it(stage: Stage) -> None:
    scene = stage().running()
    scene.press("H", scene.page)
    hands.type_in(scene.page.ask, "Reason, if you like", "needs air")
    hands.type_in(scene.page.ask, "For mat, if for one person", "9", enter=True)
    assert "Nobody sits on mat 9." in hands.shown(scene.page.ask)
    hands.type_in(scene.page.ask, "For mat, if for one person", "2", enter=True)
    assert scene.session.waits_for == scene.who("Heron")
    scene.pass_(1_000)
    assert "for mat 2: needs air" in scene.page.ring.clock.accessibleDescription()
    scene.bridge.cover()
    scene.pass_(1_000)
    assert "mat 2" not in scene.page.ring.clock.accessibleDescription()


def test_a_circle_is_held_for_somebody_by_name(stage: Stage) -> None:
    scene = stage().running()
    wait = scene.page.commands.words["wait-for"].act  # type: ignore[union-attr] # it is the page's own
    assert wait("") == "Name a mat, as in: wait-for 3 air."
    assert wait("9 air") == "Nobody sits on mat 9."
    assert wait("2 needs air") == ""
    assert (scene.session.reason, scene.session.waits_for) == ("needs air", scene.who("Heron"))


@pytest.mark.parametrize("word", ["here", "not-today", "latecomer", "team", "round", "kiosk", "place", "mat 2"])
def test_covered_no_word_names_anybody(stage: Stage, word: str) -> None:
    scene = stage().running()
    arrive(scene)
    choose(scene, "Heron")
    before = scene.session
    scene.bridge.cover()
    name, _, rest = word.partition(" ")
    said = scene.page.commands.words[name].act(rest)  # type: ignore[union-attr] # it is the page's own
    assert "Names are covered." in said + scene.window.status.words
    assert scene.session is before
    assert not any(x.isVisible() for x in scene.page.presence.lying)
    assert scene.window.before is None


def test_a_mat_and_a_letter_mean_whoever_sits_there(stage: Stage) -> None:
    scene = stage(people=12).running()
    for key in ("1", "2", "P"):
        scene.press(key, scene.page)
    assert last(scene, "Yarrow") == Attended(Attendance.ARRIVED)
    for key in ("3", "X"):
        scene.press(key, scene.page)
    assert last(scene, "Ash") == NotToday()


def test_when_somebody_came_is_put_right_and_their_minutes_go_by_it(stage: Stage) -> None:
    scene = staffed(stage())
    arrive(scene, "Wren")
    scene.pass_(5 * MINUTES)
    choose(scene, "Wren")
    scene.press("P")
    scene.press("T", scene.page.ask)
    assert "Wren: arrived when?" in hands.shown(scene.page.ask)
    name = "-5 is five minutes ago, or 14:05"
    hands.type_in(scene.page.ask, name, "soon", enter=True)
    assert "“soon” is no time" in hands.shown(scene.page.ask)
    hands.type_in(scene.page.ask, name, "-12", enter=True)
    assert not scene.page.ask.isVisible()
    assert scene.window.status.words == "Mat 1, Wren: arrived at 09:18."
    (wrong, right) = seat(scene, "Wren").records
    assert (wrong.struck, right.content, right.replaces) == ("at another time", wrong.content, wrong.stamp)
    assert presence_of(seat(scene, "Wren")).lasted(scene.bridge.now) == 12 * MINUTES


def test_of_many_without_a_seat_the_latecomer_is_named(stage: Stage) -> None:
    """More than there are keys for would squeeze one another out of sight."""
    scene = staffed(stage())
    late = {alias: scene.house.planning.enrol(scene.cohort, alias) for alias in NAMES[6:40]}
    scene.page.setFocus()
    scene.press("J")
    assert "34 of the cohort have no seat here." in hands.shown(scene.page.ask)
    name = "Alias, or how it begins"
    for typed, wrong in (("", "Type how the alias begins."), ("Wren", "Nobody without a seat is called “Wren”.")):
        hands.type_in(scene.page.ask, name, typed, enter=True)
        assert wrong in hands.shown(scene.page.ask)
    hands.type_in(scene.page.ask, name, "ro", enter=True)
    assert [key.text() for key in scene.page.ask.keys] == ["Rowan", "Robin", "Rose", "Leave it"]
    scene.press("2", scene.page.ask)
    assert scene.session.seats[late["Robin"]].mat == 36
    scene.press("J", scene.page)
    hands.type_in(scene.page.ask, name, "yarr", enter=True)
    assert (scene.session.seats[late["Yarrow"]].mat, scene.page.ask.isVisible()) == (12, False)
