"""The catalogue: what is said of a recording, where it is heard from and to, and how loud."""

from dataclasses import replace

import pytest

from kapcircle.core import catalogue as c
from kapcircle.core.catalogue import Catalogue, Description, Measures, description_of, gain_towards
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MemberId, Millis, TrackId
from kapcircle.core.playlist import Track
from kapcircle.core.roles import Role
from kapcircle.core.tracks import NAMELESS, Feel, Quality, SuddenRise, title_of
from tests.core.nouns import Noun

LENGTH = Millis(300_000)
TIDE = Track(TrackId("tide"), "Tide", LENGTH, loudness=-17.0, peak=-2.0, sound="0f")
LAKE = Track(TrackId("lake"), "Lake", LENGTH)
SAID = Description(
    "Tide",
    "Ana",
    (Quality.SOFTEN, Quality.GROUND),
    words=False,
    feel=Feel.SLOW,
    tags=("strings", "night"),
    licence="CC BY 4.0",
    source="label",
    begins=Millis(5_000),
    ends=Millis(200_000),
)


def practice(*commands: c.Command) -> Noun:
    noun = Noun("practice")
    for command in commands:
        noun.do(command)
    return noun


def tracks(noun: Noun) -> Catalogue:
    found: Catalogue = noun.state.catalogue
    return found


@pytest.mark.parametrize(
    ("target", "loud", "peak", "gain"),
    [
        (-23, -16, -0.5, -7),
        (-23, -30, -12, 7),
        (-23, -30, -4, 3),
        (-23, -60, -50, 12),
        (-27, -16, -0.5, -11),
        (-14, -16, -0.5, -0.5),
        (-23, float("-inf"), float("-inf"), 0),
    ],
)
def test_the_gain_aims_at_the_target_and_never_lets_peaks_clip(
    target: float, loud: float, peak: float, gain: float
) -> None:
    assert gain_towards(target, loud, peak) == gain


def test_what_is_said_of_a_recording_is_kept_in_order() -> None:
    noun = practice(c.AddTrack(TIDE))
    untidy = replace(
        SAID, title=" Tide ", qualities=(Quality.GROUND, Quality.SOFTEN), tags=("strings", " night", "strings", " ")
    )
    assert noun.do(c.DescribeTrack(TIDE.id, untidy)) == (c.TrackDescribed(TIDE.id, SAID),)
    (kept,) = tracks(noun).tracks.values()
    assert description_of(kept) == SAID
    assert (kept.length, kept.loudness, kept.sound, kept.lasts) == (LENGTH, -17.0, "0f", 195_000)
    assert noun.do(c.DescribeTrack(TIDE.id, untidy)) == (), "it says so already"


@pytest.mark.parametrize(
    ("stem", "title"),
    [("03 Far shore", "03 Far shore"), ("Far\nshore", "Far shore"), ("x" * 250, "x" * 200), ("\udcff", NAMELESS)],
)
def test_a_recording_without_a_title_is_called_as_its_file(stem: str, title: str) -> None:
    assert title_of(stem) == title


def test_what_cannot_be_printed_or_would_break_a_line_does_not_come_into_a_description() -> None:
    noun = practice(c.AddTrack(TIDE))
    odd = replace(SAID, title="Far\nshore\udcff", artist="Ana\tIlić", tags=("night, strings", "sea\n"), licence="\x00")
    noun.do(c.DescribeTrack(TIDE.id, odd))
    (kept,) = tracks(noun).tracks.values()
    assert (kept.title, kept.artist, kept.licence) == ("Far shore", "Ana Ilić", "")
    assert kept.tags == ("night", "strings", "sea"), "commas part tags"


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"title": "  "}, "Give the recording a title."),
        ({"licence": "x" * 201}, "The licence has more than 200 characters."),
        ({"tags": ("night", "x" * 201)}, "A tag has more than 200 characters. Put commas between tags."),
        ({"begins": -1_000}, "“Tide” is 0:05:00 long: it cannot begin at -0:00:01."),
        ({"begins": 300_000}, "“Tide” is 0:05:00 long: it cannot begin at 0:05:00."),
        ({"ends": 300_001}, "“Tide” is 0:05:00 long: it cannot end at 0:05:00."),
        ({"begins": 60_000, "ends": 60_000}, "“Tide” would end at 0:01:00, before it begins at 0:01:00."),
        (
            {"begins": 60_000, "ends": 69_000},
            "“Tide” would be heard for 0:00:09: at least 10 s lie between cue points.",
        ),
        (
            {"begins": 295_000, "ends": None},
            "“Tide” would be heard for 0:00:05: at least 10 s lie between cue points.",
        ),
    ],
)
def test_a_description_that_cannot_be_is_refused(wrong: dict[str, object], words: str) -> None:
    noun = practice(c.AddTrack(TIDE))
    was = noun.state
    with pytest.raises(Refused) as refusal:
        noun.do(c.DescribeTrack(TIDE.id, replace(SAID, **wrong)))  # type: ignore[arg-type] # a table of cases
    assert str(refusal.value) == words
    assert noun.state is was


def test_a_recording_of_less_than_ten_seconds_is_heard_whole() -> None:
    short = replace(TIDE, length=Millis(4_000))
    noun = practice(c.AddTrack(short))
    assert noun.do(c.DescribeTrack(TIDE.id, Description("Bell")))
    with pytest.raises(Refused, match="would be heard for"):
        noun.do(c.DescribeTrack(TIDE.id, Description("Bell", begins=Millis(1_000))))


@pytest.mark.parametrize(
    "command",
    [
        c.DescribeTrack(LAKE.id, SAID),
        c.MeasureTrack(LAKE.id, Measures(None, None, (), "", "")),
        c.RemoveTrack(LAKE.id),
    ],
)
def test_a_recording_that_is_not_there_is_refused(command: c.Command) -> None:
    with pytest.raises(Refused, match=r"^This recording is not in the music library\.$"):
        practice(c.AddTrack(TIDE)).do(command)


def test_a_recording_that_was_measured_has_its_gain_towards_the_target() -> None:
    noun = practice(c.AimAt(-27.0), c.AddTrack(TIDE), c.AddTrack(LAKE))
    assert [x.gain for x in tracks(noun).tracks.values()] == [-10.0, 0.0]
    (event,) = noun.do(c.AimAt(-20.0))
    assert event == c.LoudnessAimed(-20.0)
    assert [x.gain for x in tracks(noun).tracks.values()] == [-3.0, 0.0]
    assert tracks(noun).target == -20.0
    assert noun.do(c.AimAt(-20.0)) == ()


@pytest.mark.parametrize("lufs", [-36.5, -13.9, float("nan")])
def test_a_target_out_of_range_is_refused(lufs: float) -> None:
    with pytest.raises(Refused, match=r"^The loudness of the house lies from -36 to -14 LUFS, not at "):
        practice().do(c.AimAt(lufs))


def test_an_old_recording_is_measured_anew() -> None:
    rise = SuddenRise(Millis(192_000), 14.0)
    noun = practice(c.AddTrack(LAKE), c.MeasureTrack(LAKE.id, Measures(-30.0, -12.0, (rise,), "09az", "00")))
    (lake,) = tracks(noun).tracks.values()
    assert (lake.gain, lake.loudness, lake.peak, lake.rises, lake.shape, lake.sound) == (
        7.0,
        -30.0,
        -12.0,
        (rise,),
        "09az",
        "00",
    )
    assert lake.title == "Lake"


def test_a_recording_off_the_list_still_plays_where_a_plan_names_it_and_comes_back_as_it_was() -> None:
    noun = practice(c.AddTrack(TIDE), c.AddTrack(LAKE), c.DescribeTrack(TIDE.id, SAID))
    noun.do(c.RemoveTrack(TIDE.id))
    assert set(tracks(noun).listed) == {LAKE.id}
    assert set(noun.state.tracks) == {TIDE.id, LAKE.id}
    assert [key for _, key, _ in noun.rows()] == [{"track": "lake"}]
    with pytest.raises(Refused, match="not in the music library"):
        noun.do(c.RemoveTrack(TIDE.id))
    noun.do(c.AddTrack(TIDE))
    assert description_of(tracks(noun).listed[TIDE.id]) == SAID


@pytest.mark.parametrize("command", [c.RemoveTrack(TIDE.id), c.AimAt(-20.0)])
def test_what_everybody_would_hear_is_for_those_who_lead(command: c.Command) -> None:
    noun = practice(c.AddTrack(TIDE))
    with pytest.raises(Refused, match="this is for the coordinator or facilitator"):
        noun.do(command, Actor(MemberId("x"), Role.COTHERAPIST))
    noun.do(command, Actor(MemberId("x"), Role.COORDINATOR))


def test_the_same_sound_in_other_bytes_is_found() -> None:
    here = tracks(practice(c.AddTrack(TIDE), c.AddTrack(LAKE)))
    assert here.twin(replace(TIDE, id=TrackId("other"))) == here.tracks[TIDE.id]
    assert here.twin(TIDE) is None, "it is no twin of itself"
    assert here.twin(replace(LAKE, id=TrackId("other"))) is None, "nobody knows how it sounds"
    gone = tracks(practice(c.AddTrack(TIDE), c.RemoveTrack(TIDE.id)))
    assert gone.twin(replace(TIDE, id=TrackId("other"))) is None


def test_what_happened_to_a_recording_that_is_not_there_changes_nothing() -> None:
    noun = practice(c.AddTrack(LAKE))
    was = tracks(noun)
    for event in (
        c.TrackDescribed(TIDE.id, SAID),
        c.TrackRemoved(TIDE.id),
        c.TrackMeasured(TIDE.id, Measures(None, None, (), "", "")),
    ):
        noun.fold(event)
    assert tracks(noun) is was


def test_its_row_says_it_all() -> None:
    rise = SuddenRise(Millis(192_000), 14.0)
    noun = practice(c.AddTrack(replace(TIDE, rises=(rise,))), c.DescribeTrack(TIDE.id, SAID))
    ((_, _, values),) = noun.rows()
    assert values == {
        "title": "Tide",
        "length_ms": 300_000,
        "gain": -6.0,
        "suffix": ".flac",
        "artist": "Ana",
        "qualities": "soften,ground",
        "words": 0,
        "feel": "slow",
        "tags": "strings,night",
        "licence": "CC BY 4.0",
        "source": "label",
        "begins_ms": 5_000,
        "ends_ms": 200_000,
        "loudness": -17.0,
        "peak": -2.0,
        "rises": 1,
        "sound": "0f",
    }
