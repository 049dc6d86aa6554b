from dataclasses import replace

import pytest
from hypothesis import given

from kapcircle.core.ids import CueId, Millis, PhaseId, TrackId
from kapcircle.core.looping import Section
from kapcircle.core.rundown import AtOffset, Cue, End, Look, Music, OnGo, Phase, Prompt, Rundown, Silence
from kapcircle.core.sheet import read
from kapcircle.core.sheet_header import COLUMNS
from kapcircle.core.sheet_out import lay_out
from tests.core.sheets import anonymous, cues, grid, known, rundowns

PEAK = Phase(PhaseId("p"), "Peak", Millis(900_000))


def cue(content: Music | Silence | Look | Prompt, name: str = "c", **more: object) -> Cue:
    return replace(Cue(CueId(name), name, content), **more)  # type: ignore[arg-type]


@given(rundowns)
def test_what_a_sheet_can_hold_comes_back_as_it_was(rundown: Rundown) -> None:
    layout = lay_out(rundown)
    assert layout.lost == ()
    assert anonymous(read(grid(*layout.rows), known()).rundown) == rundown


def test_every_column_is_written_under_its_heading() -> None:
    phase = Phase(
        PhaseId("p"), "Peak", Millis(450_000), End.OFFER, "Journey", True, Millis(180_000), Millis(30_000), "Quiet",
        Millis(60_000), cues(Music("peak", (TrackId("t"),), Millis(12_500)), Look("ember", Millis(90_000))), True,
    )  # fmt: skip
    header, row = lay_out(Rundown((phase,))).rows
    assert header == (*COLUMNS[:8], "Group", "Shrink", "Warn", "Danger", "Medicine")
    assert header[:8] == ("Phase", "Minutes", "End", "Note", "Music", "Crossfade", "Look", "Fade")
    assert row == ("Peak", 7.5, "offer", "Quiet", "peak", 12.5, "ember", 90, "Journey", 1, 3, 0.5, "yes")


def test_a_phase_without_cues_leaves_their_cells_empty() -> None:
    assert lay_out(Rundown((PEAK,))).rows[1] == ("Peak", 15, "hold", "", None, None, None, None, "", "no", 2, 1, None)


LOOK = Look("dawn")
KEPT = Music("a", (), loop=Section(Millis(30_000), Millis(60_000)))


@pytest.mark.parametrize(
    ("left_out", "words"),
    [
        (cue(Prompt("Breathe"), "Breathe"), "the cue “Breathe” (a prompt)"),
        (cue(LOOK, trigger=AtOffset(Millis(600_000))), "the cue “c” (0:10:00 into the phase)"),
        (cue(LOOK, trigger=OnGo()), "the cue “c” (on GO)"),
        (cue(LOOK, pre_wait=Millis(5_000)), "the cue “c” (after a wait of 0:00:05)"),
        (cue(LOOK, armed=False), "the cue “c” (disarmed)"),
        (cue(Silence(Millis(60_000))), "the cue “c” (music comes back after 0:01:00)"),
        (cue(Look("")), "the cue “c” (its name cannot be written)"),
        (cue(Music(" a", ())), "the cue “c” (its name cannot be written)"),
        (cue(Music("Silence", ())), "the cue “c” (a sheet takes its name for a silence)"),
    ],
)
def test_a_cue_that_a_sheet_cannot_say_is_left_out_and_listed(left_out: Cue, words: str) -> None:
    layout = lay_out(Rundown((replace(PEAK, cues=(left_out,)),)))
    assert layout.lost == (f"Phase 1 “Peak”: {words}.",)
    assert layout.rows[1][4:8] == (None, None, None, None)


def test_the_second_of_a_kind_is_listed_and_the_first_is_written() -> None:
    first, second = cue(Music("a", ()), "a"), cue(Silence(), "quiet")
    looks = cue(Look("dusk"), "dusk"), cue(LOOK, "dawn")
    layout = lay_out(Rundown((replace(PEAK, cues=(first, second, *looks)),)))
    assert layout.rows[1][4:8] == ("a", 10, "dusk", 5)
    assert layout.lost == (
        "Phase 1 “Peak”: the cue “quiet” (the second of its kind on entry).",
        "Phase 1 “Peak”: the cue “dawn” (the second of its kind on entry).",
    )


@pytest.mark.parametrize(
    ("phase", "column", "written", "words"),
    [
        (replace(PEAK, name=""), "Phase", "Phase 1", "its name, letter by letter"),
        (replace(PEAK, name=" Peak"), "Phase", "Peak", "its name, letter by letter"),
        (replace(PEAK, note="a\x07b"), "Note", "a\ufffdb", "its note, letter by letter"),
        (replace(PEAK, note="x" * 40_000), "Note", "x" * 32_767, "its note, letter by letter"),
        (replace(PEAK, group="a\r\nb"), "Group", "a\nb", "its group, letter by letter"),
        (replace(PEAK, planned=Millis(0)), "Minutes", 0, "a length of 0:00:00 will not be read back"),
        (replace(PEAK, planned=Millis(86_400_001)), "Minutes", 1440.000017, "a length of 24:00:00 will not be read"),
        (replace(PEAK, shrink=Millis(900_001)), "Shrink", 15, "it may shrink by more than its length"),
        (replace(PEAK, danger=Millis(180_000)), "Danger", 2, "a danger mark before the warning"),
        (replace(PEAK, countdown=False), "Phase", "Peak", "that its countdown is hidden"),
        (replace(PEAK, cues=(cue(LOOK, "Sunrise"),)), "Look", "dawn", "the cue for “dawn” is called “Sunrise”"),
        (
            replace(PEAK, cues=(cue(Music("a", (), Millis(600_001)), "a"),)),
            "Crossfade",
            600,
            "a crossfade of 0:10:00, which is written as 0:10:00",
        ),
        (replace(PEAK, cues=(cue(KEPT, "a"),)), "Crossfade", 10, "that its music is kept in a section until GO"),
        (replace(PEAK, cues=(cue(Silence(fade=Millis(700_000)), "Silence"),)), "Crossfade", 600, "of 0:11:40"),
        (replace(PEAK, cues=(cue(Look("dawn", Millis(1_801_000)), "dawn"),)), "Fade", 1800, "a fade of 0:30:01"),
    ],
)
def test_what_is_written_otherwise_is_listed(phase: Phase, column: str, written: object, words: str) -> None:
    layout = lay_out(Rundown((phase,)))
    assert layout.rows[1][COLUMNS.index(column)] == written
    assert len(layout.lost) == 1
    assert words in layout.lost[0]
