import pytest

from kapcircle.core.ids import RoomId, TrackId
from kapcircle.core.rooms import RoomPlan
from kapcircle.core.rundown import Look, Music, Rundown
from kapcircle.desk.fittings import Check
from kapcircle.desk.orders import Lights, Output
from kapcircle.desk.preflight import although, light, music, second, sound
from tests.made_up import TRACKS, cue, phase
from tests.outlets import FakeOutlets


@pytest.mark.parametrize(
    ("output", "good", "words"),
    [
        (None, None, "not answered"),
        (Output(None), False, "nobody will hear"),
        (Output(None, "the speaker is gone"), False, "the speaker is gone"),
        (Output("USB Speaker"), True, "USB Speaker"),
    ],
)
def test_the_output_answers_for_itself(output: Output | None, good: bool | None, words: str) -> None:
    where, _ = sound(output, None)
    assert where.good is good
    assert words in where.words


@pytest.mark.parametrize(
    ("heard", "words"), [(None, "play the tone"), (True, "was heard"), (False, "choose another output")]
)
def test_only_a_person_can_tell_what_is_heard(heard: bool | None, words: str) -> None:
    _, tone = sound(Output("USB Speaker"), heard)
    assert tone.good is heard
    assert words in tone.words


@pytest.mark.parametrize(
    ("output", "good", "words"),
    [
        (None, None, "Phones has not answered yet"),
        (Output(None), False, "Phones is not there"),
        (Output(None, "the output Phones is not there"), False, "the output Phones is not there"),
        (Output("Phones"), True, "Phones, at 50 %"),
    ],
)
def test_a_second_output_is_named_when_it_is_missing(output: Output | None, good: bool | None, words: str) -> None:
    room = RoomPlan(RoomId("r"), "Room", second="Phones", second_volume=0.5)
    assert second(room, output) == (Check("Second output", good, words),)
    assert second(RoomPlan(RoomId("r"), "Room"), output) == ()


def test_lamps_answer_or_not_or_are_only_simulated() -> None:
    simulated, sacn, *_ = FakeOutlets().lightings()
    (seen,) = light({}, simulated)
    assert (seen.good, seen.words) == (None, "simulated, on the page: no lamp is driven")
    for lighting in (sacn, None):
        assert light({}, lighting)[0].words == "has not answered yet"
    two = {"a": Lights("sACN", answers=True), "b": Lights("Hue", answers=False, why="no bridge")}
    assert [(x.good, x.words) for x in light(two, sacn)] == [
        (True, "sACN answers"),
        (False, "Hue: no bridge"),
    ]


@pytest.mark.parametrize(("count", "words"), [(1, "1 recording"), (3, "3 recordings")])
def test_music_that_is_there_is_counted(count: int, words: str) -> None:
    check = music(Rundown(), TRACKS[:count], ())
    assert (check.good, check.words) == (True, f"{words} present and readable")


def test_a_rundown_without_music_is_as_it_should_be() -> None:
    check = music(Rundown(), (), ())
    assert (check.good, check.words) == (True, "this rundown has none")


def test_music_without_any_recording_is_not_right_unless_it_is_disarmed() -> None:
    tide, gone = Music("tide", (TrackId("tide"),)), Music("far shore", ())
    plan = Rundown((phase("One", 1, cue("a", tide), cue("b", Look("day"))), phase("Two", 1, cue("c", gone))))
    check = music(plan, TRACKS, ())
    assert (check.good, check.words) == (False, "Phase 2 “Two”: its music “far shore” has no recording")
    assert music(Rundown((phase("Two", 1, cue("c", gone, armed=False)),)), TRACKS, ()).good


def test_the_report_says_what_was_not_right() -> None:
    good, unseen = Check("Disk", good=True, words="fine"), Check("Battery", None, "no battery")
    assert although((good, unseen, Check("Sound heard", good=True, words=""))) == ""
    untried = Check("Sound heard", None, "")
    wrong = Check("Music", good=False, words="shore.flac is missing")
    assert although((good, wrong, untried)) == "Opened although: Music: shore.flac is missing; Sound heard: not tried."
