"""Sheets and recordings."""

from kapcircle.core.ids import TrackId
from kapcircle.core.rundown import Look, Music, Rundown
from kapcircle.desk.fittings import Draft
from tests.fakes import cue, house, phase, small_rundown


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
