from kapcircle.core.ids import Instant
from kapcircle.ui.guard import HELD_DOWN, TOO_SOON, GoGuard


def test_a_press_goes_when_the_key_was_let_go_of_and_a_second_has_passed() -> None:
    guard = GoGuard()
    said = []
    for at, deed in ((0, "press"), (500, "repeat"), (600, "press"), (650, "release"), (999, "press"), (999, "release")):
        if deed == "release":
            guard.release()
        else:
            said.append(guard.press(Instant(at), repeated=deed == "repeat"))
    assert said == ["", HELD_DOWN, HELD_DOWN, TOO_SOON]
    assert guard.press(Instant(1_000)) == ""


def test_a_refused_press_does_not_move_the_second() -> None:
    guard = GoGuard()
    said = []
    for at in (0, 400, 800, 1_000):
        said.append(guard.press(Instant(at)))
        guard.release()
    assert said == ["", TOO_SOON, TOO_SOON, ""]
