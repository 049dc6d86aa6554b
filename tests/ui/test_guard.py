import pytest

from kapcircle.core.ids import Instant
from kapcircle.ui.guard import HELD_DOWN, MOVED_ON, TOO_SOON, Fingers, GoGuard


def test_a_press_goes_when_the_key_was_let_go_of_and_a_second_has_passed() -> None:
    guard = GoGuard()
    said = []
    for at, deed in ((0, "press"), (500, "repeat"), (600, "press"), (650, "release"), (999, "press"), (999, "release")):
        if deed == "release":
            guard.release()
        else:
            said.append(guard.press(Instant(at), repeated=deed == "repeat"))
    assert said == ["", HELD_DOWN, HELD_DOWN, TOO_SOON]
    assert guard.press(Instant(1_999)) == ""


def test_a_refused_press_begins_the_second_anew() -> None:
    guard = GoGuard()
    said = []
    for at in (0, 400, 800, 1_000, 1_999, 2_999):
        said.append(guard.press(Instant(at)))
        guard.release()
    assert said == ["", TOO_SOON, TOO_SOON, TOO_SOON, TOO_SOON, ""]


@pytest.mark.parametrize(("after", "said"), [(0, MOVED_ON), (999, MOVED_ON), (1_000, "")])
def test_who_means_the_step_that_the_circle_just_took_by_itself_does_not_take_the_next(after: int, said: str) -> None:
    assert GoGuard().press(Instant(5_000 + after), moved_on=Instant(5_000)) == said


def test_a_held_key_that_is_told_as_releases_and_presses_goes_once() -> None:
    guard = GoGuard()
    said = [guard.press(Instant(0))]
    for at in range(500, 4_500, 33):
        guard.release()
        said.append(guard.press(Instant(at)))
    assert [why for why in said if not why] == [""]


@pytest.mark.parametrize(
    ("lifted", "at", "repeated", "own"),
    [(1_000, 1_000, False, False), (1_000, 1_002, False, False), (1_000, 1_045, False, True), (0, 1_000, True, False)],
    ids=["with the release", "just after it", "tapped fast", "a repeat that says so"],
)
def test_a_press_of_its_own(lifted: int, at: int, repeated: bool, own: bool) -> None:
    fingers = Fingers()
    assert fingers.press(77, 400)
    if lifted:
        fingers.release(77, lifted)
    assert fingers.press(77, at, repeated=repeated) is own


def test_fingers_know_nothing_of_events_without_a_time() -> None:
    fingers = Fingers()
    fingers.release(77, 0)
    assert fingers.press(77, 0)
    fingers.release(77, 1_000)
    assert fingers.press(78, 1_000), "another key"
