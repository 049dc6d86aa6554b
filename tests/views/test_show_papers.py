"""The papers of the run of show: return card, rundown, cue sheet. They name nobody."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from kapcircle.core.light import Colour, LookDesign
from kapcircle.core.rundown import Music, Rundown
from kapcircle.core.session import commands as c
from kapcircle.views.light_words import light_words
from kapcircle.views.name_lint import Called, by_mat
from kapcircle.views.printed import Paper, Size
from kapcircle.views.return_card import DOES, return_card
from kapcircle.views.rundown_paper import cue_paper, rundown_paper
from kapcircle.views.show_paper import Show
from tests import made_up
from tests.made_up import MINUTES, START, small_plan
from tests.views.shows import RUNDOWN, flat, running, show, words


@pytest.mark.parametrize("make", [return_card, rundown_paper, cue_paper])
def test_no_paper_of_the_run_of_show_has_a_name_or_an_alias(make: Callable[[Show], Paper]) -> None:
    for each in (show(), running(20)):
        said = words(make(each))
        for name in ("Wren", "Renate", "Beispiel", "Ana"):
            assert name not in said


def test_by_mat_nobody_has_a_name() -> None:
    lint = by_mat([Called("Wren", (3,), ("Renate Beispiel",), ("Ana Probe", "")), Called("Ash")])
    said = lint.clean("Wren and Renate with Ana Probe; Ash later; Wrenlike")
    assert said == "[mat 3] and [mat 3] with [their contact]; [another] later; Wrenlike"


@pytest.mark.parametrize(
    "line",
    [
        "Fallback playlist: Tides, offline",
        "Begins | Phase | Plays | Light",
        "09:00 | Arrival | no music | dusk: dim, warm",
        "09:15 | Peak | tide | ember: very dim, warm",
        "10:05 | Return | silence | aurora",
        "09:15 to 09:55: Peak, 40 min, stays",
        "09:00 to 09:15: Arrival, 15 min, offers the next",
        "Music: Play tide: Tide 3:00; Shore 4:00. Crossfade 10 s",
        "Light: ember: very dim, warm, 8 %, over 60 s",
        "Note: [mat 3] sits by the door.",
        "To begin: Say or do: Say that all is well.",
        "on GO: Say or do: Strike the bowl for [mat 3].",
        "+20:00 and 0:05 later: Silence for 2:00, fade 10 s",
        "Minute: 0:00 (09:15) Tide; 10:00 (09:25) Shore at 0:30; 20:00 (09:35) Tide; 30:00 (09:45) Shore at 0:30",
        "Minute: 0:00 (09:55) Tide; 2:50 (09:57) Shore; 6:40 (10:01) Tide; 9:30 (10:04) Shore",
        "Music: goes on: tide",
        "Light: aurora, over 5 s",
        "Printed 15 Jan 2027 09:00. What was changed since is not on it.",
        *DOES,
    ],
)
def test_lines_of_the_return_card(line: str) -> None:
    said = words(return_card(show(fallback=" Tides, offline "))).splitlines()
    assert line in said


def test_it_is_small_and_a_phase_without_music_does_not_say_when_which_recording_plays() -> None:
    paper = return_card(show())
    assert paper.size is Size.SMALL
    arrival = next(part for part in paper.parts if "Arrival, 15 min" in str(part))
    assert "Minute" not in str(arrival)


def test_a_recording_that_goes_through_its_phase_is_named_once() -> None:
    hour = made_up.track("hour", 60)
    one = made_up.phase("One", 15, made_up.cue("hour", Music("hour", (hour.id,))))
    plan = replace(small_plan(Rundown((one, made_up.phase("Two", 10)))), tracks=(hour,))
    first, second = words(return_card(show(plan=plan))).split("09:15 to 09:25")
    assert "Music: Play hour: Hour 1:00:00" in first
    assert "Minute" not in first
    assert "Minute: 0:00 (09:15) Hour at 15:00" in second, "where it is when the next phase begins"


def test_what_to_do_stands_before_the_phases_however_many_there_are() -> None:
    said = words(return_card(show()))
    assert said.index(DOES[-1]) < said.index("Begins | Phase")


def test_without_a_fallback_it_says_so_and_without_an_hour_it_counts() -> None:
    plan = small_plan(RUNDOWN)
    said = words(return_card(show(plan=replace(plan, scheduled=None)))).splitlines()
    assert "No fallback playlist named" in said
    assert "+15:00 to +55:00: Peak, 40 min, stays" in said
    assert "Begins: no hour yet: times count from the opening" in words(
        rundown_paper(show(plan=replace(plan, scheduled=None)))
    )


def test_in_a_running_circle_it_says_where_it_is_and_goes_on_from_there() -> None:
    said = words(return_card(running(35.5))).splitlines()
    assert said[1] == "It is 09:35. Peak, 20:30 in. Silence."
    assert "09:35 to 09:55: Peak, 20 min, stays" in said
    assert [x for x in said if x.startswith("Minute: 20:30 (09:35) silence; 25:30 (09:40) Shore at 2:40; ")]
    assert not [x for x in said if "Arrival" in x or "To begin" in x or x.startswith("+20:00")]


def test_a_held_circle_and_what_plays_in_it() -> None:
    said = words(return_card(running(17, c.Hold("Renate"))))
    assert "It is 09:17. Peak, 2:00 in. The clock is held. Tide at 2:00." in said
    assert "Music: goes on. Play tide: Tide 3:00; Shore 4:00. Crossfade 10 s" in said
    assert "Minute: 2:00 (09:17) Tide at 2:00; " in said


def test_before_any_music_it_says_that_there_is_none() -> None:
    said = words(return_card(running(5)))
    assert "It is 09:05. Arrival, 5:00 in. No music." in said


def test_music_that_a_phase_takes_over_goes_on() -> None:
    said = words(return_card(show()))
    assert "09:55 | Rest | tide | " in said
    assert "Music: goes on: tide" in said


def test_a_circle_without_phases_has_papers_that_say_so() -> None:
    empty = show(plan=small_plan(Rundown()))
    assert "Nothing more is planned." in words(return_card(empty))
    assert "This session has no phases yet." in words(rundown_paper(empty))
    assert "No phase has a cue." in words(cue_paper(empty))


def test_the_light_before_any_look_is_left_as_it_is() -> None:
    plan = small_plan(Rundown((RUNDOWN.phases[2],)))
    said = words(return_card(show(plan=plan)))
    assert "Light: dark: dark, 0 %" in said


@pytest.mark.parametrize(
    "line",
    [
        "1 | Arrival | 09:00 | 15 | – | offers the next | [mat 3] sits by the door.",
        "2 | Peak | 09:15 | 40 | – | stays | Nobody speaks.",
        "3 | Rest | 09:55 | 10 | – | goes on by itself | ",
        "4 | Return | 10:05 | 20 | 5 min | stays | ",
        "Deep",
        "Planned: 1 h 25",
    ],
)
def test_lines_of_the_rundown(line: str) -> None:
    assert line in words(rundown_paper(show())).splitlines()


@pytest.mark.parametrize(
    "line",
    [
        "Peak: 09:15, 40 min",
        "1 | on entry | welcome | Say or do: Say that all is well. | – | yes",
        "2 | on entry | tide | Play tide: Tide 3:00; Shore 4:00. Crossfade 10 s | – | yes",
        "4 | on GO | bowl | Say or do: Strike the bowl for [mat 3]. | – | yes",
        "5 | +20:00 | still | Silence for 2:00, fade 10 s | 0:05 | yes",
        "6 | on entry | spare | Play spare: no recording. Crossfade 10 s | – | no",
        "1 | on entry | quiet | Silence until the next music, fade 10 s | – | yes",
    ],
)
def test_lines_of_the_cue_sheet(line: str) -> None:
    assert line in words(cue_paper(show())).splitlines()


def test_phases_without_cues_are_not_on_the_cue_sheet() -> None:
    assert not [x for x in flat(cue_paper(show())) if "Rest" in str(x)]


def test_a_session_that_is_over_has_the_plan_it_ran_with() -> None:
    ran = running(20, c.Next(), c.Next(), c.Close())
    assert "4 | Return | 10:05" in words(rundown_paper(ran))
    assert "09:15 | Peak" in words(return_card(ran)), "and its card is that of the plan"
    assert ran.start == START
    assert ran.s.time == START + 20 * MINUTES


@pytest.mark.parametrize(
    ("level", "colour", "words_"),
    [
        (0.0, (1, 0.5, 0.2), "x: dark, 0 %"),
        (0.2, (1, 0.2, 0.02), "x: very dim, amber, 20 %"),
        (0.4, (1, 0.5, 0.2), "x: dim, warm, 40 %"),
        (0.6, (1, 0.8, 0.6), "x: half, warm white, 60 %"),
        (0.8, (1, 1, 0.9), "x: bright, white, 80 %"),
        (1.0, (0.7, 0.8, 1), "x: full, cold white, 100 %"),
        (0.5, (1, 0.1, 0.1), "x: half, red, 50 %"),
        (0.5, (0.2, 1, 0.2), "x: half, green, 50 %"),
        (0.5, (0.1, 0.2, 1), "x: half, blue, 50 %"),
        (0.5, (1, 0.2, 0.5), "x: half, rose, 50 %"),
    ],
)
def test_light_in_words(level: float, colour: Colour, words_: str) -> None:
    assert light_words("x", {"x": LookDesign("x", level, colour)}) == words_
