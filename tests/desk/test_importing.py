"""Recordings come into the music library one by one; what is there already, or cannot be played, is told by name."""

import threading

import pytest

from kapcircle.core.catalogue import Description
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.ids import TrackId
from kapcircle.desk.fittings import NotCopied
from kapcircle.desk.house import House
from kapcircle.desk.importing import Came, Progress
from tests.fakes import FakeMedia, house


def media(here: House) -> FakeMedia:
    found = here.fittings.media
    assert isinstance(found, FakeMedia)
    return found


def bring(here: House, *paths: str) -> tuple[list[Came], list[Progress]]:
    came, told = list[Came](), list[Progress]()
    every = here.library.importing().run(paths, told.append, came.append)
    for one in every:
        here.library.keep(one)
    assert [x for x in every if x.name] == came
    return came, told


def test_each_file_is_told_when_it_came_and_how_far_it_is_on_the_way() -> None:
    here = house()
    came, told = bring(here, "a/tide.flac", "a/lake.flac")
    assert [(x.number, x.of, x.name, x.share) for x in told] == [
        (1, 2, "tide.flac", 0.0),
        (1, 2, "tide.flac", 0.5),
        (1, 2, "tide.flac", 1.0),
        (2, 2, "lake.flac", 0.0),
        (2, 2, "lake.flac", 0.5),
        (2, 2, "lake.flac", 1.0),
    ]
    assert [x.whole for x in told] == [0.0, 0.25, 0.5, 0.5, 0.75, 1.0]
    assert [x.words for x in came] == ["tide.flac is taken in.", "lake.flac is taken in."]
    assert set(here.library.catalogue.listed) == {"hash-of-a/tide.flac", "hash-of-a/lake.flac"}


def test_the_same_recording_is_not_taken_twice_and_told_by_the_title_of_the_one_that_is_there() -> None:
    here = house()
    media(here).sounds.update({"tide.flac": "0f", "copy.wav": "0f", "again.aiff": "0f"})
    bring(here, "tide.flac")
    here.library.describe(TrackId("hash-of-tide.flac"), Description("Rising tide"))
    came, _ = bring(here, "tide.flac", "copy.wav", "again.aiff")
    assert [x.words for x in came] == [
        "tide.flac is the same recording as “Rising tide”, which is there already.",
        "copy.wav is the same recording as “Rising tide”, which is there already.",
        "again.aiff is the same recording as “Rising tide”, which is there already.",
    ]
    assert set(here.practice.tracks) == {"hash-of-tide.flac"}
    assert "copy.wav" not in media(here).taken


def test_twins_that_come_together_are_known_too() -> None:
    here = house()
    media(here).sounds.update({"tide.flac": "0f", "copy.wav": "0f"})
    came, _ = bring(here, "tide.flac", "copy.wav", "tide.flac")
    assert [x.track is None for x in came] == [False, True, True]
    assert came[1].words == "copy.wav is the same recording as “tide.flac”, which is there already."


def test_what_cannot_be_played_is_named_with_its_reason_and_the_rest_comes_in() -> None:
    here = house()
    media(here).broken["b.mp3"] = KnownError("b.mp3 ends at 3.0 s, before it should. Copy it again")
    came, _ = bring(here, "a.flac", "b.mp3", "c.flac")
    assert came[1].words == "b.mp3 ends at 3.0 s, before it should. Copy it again. It was left out."
    assert set(here.practice.tracks) == {"hash-of-a.flac", "hash-of-c.flac"}


def test_whoever_cancels_keeps_what_came_before_and_nothing_of_the_file_under_way() -> None:
    here = house()
    coming, came = here.library.importing(), list[Came]()

    def enough(progress: Progress) -> None:
        if progress.number == 2:
            threading.Thread(target=coming.cancel).run()

    every = coming.run(["a.flac", "b.flac", "c.flac"], enough, came.append)
    assert coming.cancelled
    assert [x.name for x in every] == [x.name for x in came] == ["a.flac"]
    assert media(here).taken == ["a.flac"]


def test_a_full_disk_is_said_before_anything_is_copied() -> None:
    here = house()
    media(here).broken["full"] = NotCopied("These recordings need about 3.0 GB.")
    with pytest.raises(NotCopied):
        bring(here, "a.flac")
    assert media(here).taken == []


def test_a_disk_that_refuses_on_the_way_ends_it_and_what_came_before_is_told() -> None:
    here, came = house(), list[Came]()
    media(here).broken["b.flac"] = NotCopied("b.flac could not be copied.")
    with pytest.raises(NotCopied):
        here.library.importing().run(["a.flac", "b.flac"], lambda _: None, came.append)
    assert [x.name for x in came] == ["a.flac"]


def test_a_recording_that_was_removed_comes_back_with_what_was_said_of_it() -> None:
    here = house()
    bring(here, "tide.flac")
    track = TrackId("hash-of-tide.flac")
    here.library.describe(track, Description("Rising tide"))
    here.library.remove(track)
    assert not here.library.catalogue.listed
    came, _ = bring(here, "tide.flac")
    assert came[0].words == "tide.flac is taken in."
    assert here.library.catalogue.listed[track].title == "Rising tide"
    with pytest.raises(Refused):
        here.library.remove(TrackId("none"))


def test_an_old_recording_is_measured_and_every_gain_follows_the_target() -> None:
    here = house()
    bring(here, "tide.flac")
    track = here.library.catalogue.listed[TrackId("hash-of-tide.flac")]
    here.library.keep_measures(track.id, here.library.measure(track))
    assert here.practice.tracks[track.id].gain == 7.0
    here.library.aim(-26.0)
    assert here.practice.tracks[track.id].gain == 4.0


def test_a_sheet_that_names_a_twin_plays_the_one_that_is_there() -> None:
    here = house()
    media(here).sounds.update({"tide.flac": "0f", "copy.wav": "0f"})
    bring(here, "tide.flac")
    taken = here.library.take_in({TrackId("file:copy"): "copy.wav"})
    assert taken.tracks[TrackId("file:copy")].id == "hash-of-tide.flac"
