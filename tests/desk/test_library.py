"""Sheets and recordings."""

import pytest

from kapcircle.core.errors import KnownError
from kapcircle.core.ids import TrackId
from kapcircle.core.rundown import Look, Music, Rundown
from kapcircle.desk.fittings import Draft, NotCopied
from tests.fakes import house
from tests.made_up import cue, phase, small_rundown


def test_a_draft_is_taken_in_under_the_content_of_its_files() -> None:
    here = house()
    tide, lake = TrackId("file:tide"), TrackId("file:lake")
    music = cue("music", Music("evening", (lake, tide, TrackId("left out"))))
    draft = Draft(
        Rundown((phase("One", 1, music, cue("look", Look("day"))),)), (), (), {tide: "tide.flac", lake: "lake.ogg"}
    )
    adopted = here.library.adopt(draft)
    first, second = adopted.rundown.phases[0].cues
    assert first.content == Music("evening", (TrackId("hash-of-lake.ogg"), TrackId("hash-of-tide.flac")))
    assert second.content == Look("day")
    assert set(here.practice.tracks) == {"hash-of-tide.flac", "hash-of-lake.ogg"}


def test_templates_and_sheets() -> None:
    here = house()
    assert here.planning.template("Small circle") == small_rundown()
    assert here.library.read_sheet("plan.csv", "media").notices
    assert here.library.write_sheet("plan.csv", small_rundown()) == ()


def test_a_file_that_cannot_be_played_is_left_out_and_the_phase_without_music_named() -> None:
    here, tide, lake = house(), TrackId("file:tide"), TrackId("file:lake")
    music = (cue("a", Music("lake", (lake,))), cue("b", Music("tide", (tide,))))
    plan = Rundown((phase("One", 1, music[0]), phase("Two", 1, music[1])))
    here.fittings.media.broken["tide.mp3"] = KnownError("tide.mp3 is damaged")  # type: ignore[attr-defined] # a fake
    adopted = here.library.adopt(Draft(plan, (), (), {tide: "tide.mp3", lake: "lake.ogg"}))
    assert adopted.notices == (
        "tide.mp3 is damaged. It was left out.",
        "Phase 2 “Two”: its music “tide” has no recording: what plays before it goes on.",
    )


def test_a_file_that_could_not_be_copied_is_not_left_out() -> None:
    here = house()
    here.fittings.media.broken["tide.mp3"] = NotCopied("The disk is full.")  # type: ignore[attr-defined] # a fake
    with pytest.raises(NotCopied):
        here.library.adopt(Draft(Rundown(), (), (), {TrackId("file:tide"): "tide.mp3"}))
    assert here.practice.tracks == {}
