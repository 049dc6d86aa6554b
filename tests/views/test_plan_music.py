"""The planned music along the time of the circle: laps, silence, and phases without any are told by their phase."""

from dataclasses import replace

import pytest

from kapcircle.core.ids import MINUTE, CueId, Instant, Millis, PhaseId, TrackId
from kapcircle.core.looping import Section
from kapcircle.core.playlist import Track
from kapcircle.core.rundown import AtOffset, Content, Cue, Look, Music, OnEntry, OnGo, Phase, Rundown, Silence, Trigger
from kapcircle.views.plan_music import Kind, MusicLine, music_line

A, B = (Track(TrackId(x), x.upper(), Millis(10 * MINUTE)) for x in "ab")
TRACKS = {A.id: A, B.id: B}
BOTH = Music("both", (A.id, B.id), Millis(0))
ONE = Music("one", (A.id,), Millis(0))


def cue(content: Content, trigger: Trigger | None = None, wait: int = 0, *, armed: bool = True) -> Cue:
    return Cue(CueId("q"), "Q", content, OnEntry() if trigger is None else trigger, Millis(wait), armed)


def phase(name: str, minutes: int, *cues: Cue) -> Phase:
    return Phase(PhaseId(name), name, Millis(minutes * MINUTE), cues=cues)


def line(*phases: Phase) -> MusicLine:
    return music_line(Rundown(phases), TRACKS, None, lambda _: 0)


def blocks(shown: MusicLine) -> list[tuple[Kind, int, int, str]]:
    return [(x.kind, x.begins // MINUTE, x.ends // MINUTE, x.words) for x in shown.blocks]


def test_a_playlist_that_is_too_short_loops_and_says_how_often() -> None:
    shown = line(phase("Peak", 50, cue(BOTH)))
    assert blocks(shown) == [
        (Kind.TRACK, 0, 10, "A"),
        (Kind.TRACK, 10, 20, "B"),
        (Kind.AGAIN, 20, 50, "looping"),
    ]
    assert shown.phases[0].words == "20:00 of music for 50:00: it loops, 2.5 times over"
    assert not shown.phases[0].short


@pytest.mark.parametrize(
    ("minutes", "words"),
    [(20, "20:00 of music for 20:00: it fits"), (15, "20:00 of music for 15:00: the last 5:00 are not heard")],
)
def test_a_playlist_that_is_long_enough_says_what_is_left(minutes: int, words: str) -> None:
    shown = line(phase("Peak", minutes, cue(BOTH)))
    assert shown.phases[0].words == words
    assert shown.blocks[-1].ends == minutes * MINUTE


def test_cue_points_and_crossfades_shorten_what_there_is() -> None:
    tracks = {A.id: replace(A, begins=Millis(MINUTE)), B.id: B}
    music = replace(BOTH, crossfade=Millis(30_000))
    shown = music_line(Rundown((phase("Peak", 30, cue(music)),)), tracks, None, lambda _: 0)
    assert shown.phases[0].words == "18:00 of music for 30:00: it loops, 1.7 times over"


def test_a_circle_that_begins_without_music_is_told() -> None:
    shown = line(phase("Arrival", 10), phase("Peak", 10, cue(ONE, AtOffset(Millis(3 * MINUTE)))))
    assert blocks(shown) == [(Kind.NOTHING, 0, 13, "no music"), (Kind.TRACK, 13, 20, "A")]
    assert [(x.words, x.short) for x in shown.phases] == [
        ("no music in this phase", True),
        (
            "10:00 of music for 7:00: the last 3:00 are not heard; 3:00 without music before it begins",
            True,
        ),
    ]


def test_music_that_no_other_follows_goes_on_in_the_next_phase() -> None:
    shown = line(phase("Peak", 5, cue(ONE)), phase("Return", 10))
    assert [x.words for x in shown.phases][1] == "the music from before goes on, looping"
    peak, back = line(phase("Peak", 5, cue(ONE)), phase("Return", 5)).phases
    assert peak.words == "10:00 of music for 5:00: it goes on into the next phase"
    assert back.words == "the music from before goes on"


def test_a_silence_of_a_length_lets_the_music_come_back_where_it_would_be() -> None:
    quiet = cue(Silence(Millis(2 * MINUTE)), AtOffset(Millis(5 * MINUTE)))
    shown = line(phase("Peak", 15, cue(ONE), quiet))
    assert blocks(shown) == [
        (Kind.TRACK, 0, 5, "A"),
        (Kind.SILENCE, 5, 7, "silence"),
        (Kind.TRACK, 7, 10, "A"),
        (Kind.AGAIN, 10, 15, "looping"),
    ]


def test_a_silence_without_a_length_lasts_until_the_next_music() -> None:
    shown = line(phase("Circle", 5, cue(Silence())), phase("Tea", 5), phase("Peak", 10, cue(ONE)))
    assert blocks(shown) == [(Kind.SILENCE, 0, 10, "silence"), (Kind.TRACK, 10, 20, "A")]
    assert [x.words for x in shown.phases][:2] == ["silence", "silence"]


def test_after_a_silence_at_the_beginning_there_is_no_music_to_come_back() -> None:
    shown = line(phase("Circle", 5, cue(Silence(Millis(MINUTE)))))
    assert blocks(shown) == [(Kind.SILENCE, 0, 1, "silence"), (Kind.NOTHING, 1, 5, "no music")]
    assert shown.phases[0].short


def test_what_cannot_sound_changes_nothing_and_is_told() -> None:
    gone = Music("gone", (TrackId("gone"),))
    shown = line(phase("Peak", 10, cue(ONE), cue(gone, AtOffset(Millis(MINUTE))), cue(Look("day"))))
    assert blocks(shown) == [(Kind.TRACK, 0, 10, "A")]
    assert shown.phases[0].words == "10:00 of music for 10:00: it fits; a music cue has no recording"
    assert shown.phases[0].short


def test_what_is_not_armed_or_comes_after_the_phase_is_not_heard_and_go_is_said() -> None:
    late, off = cue(ONE, AtOffset(Millis(30 * MINUTE))), cue(ONE, armed=False)
    assert blocks(line(phase("Peak", 10, late, off))) == [(Kind.NOTHING, 0, 10, "no music")]
    assert line(phase("Peak", 10, cue(ONE, OnGo()))).phases[0].words.endswith("; some of it waits for GO")
    kept = replace(ONE, loop=Section(Millis(0), Millis(8_000)))
    assert line(phase("Peak", 10, cue(kept))).phases[0].words.endswith("; a section is kept until GO")


def test_a_section_whose_passes_begin_with_a_sudden_rise_is_told() -> None:
    swells = {A.id: replace(A, shape="zf"), B.id: replace(B, shape="fz")}
    section = Section(Millis(MINUTE), Millis(6 * MINUTE))
    for loop, words in (
        (section, "kept until GO (its beginning is 20 dB louder than its end)"),
        (replace(section, track=B.id), "kept until GO"),
        (replace(section, track=TrackId("gone")), "kept until GO"),
    ):
        plan = Rundown((phase("Peak", 10, cue(replace(BOTH, loop=loop))),))
        assert music_line(plan, swells, None, lambda _: 0).phases[0].words.endswith(words)


def test_the_ends_say_the_hours_where_there_are_any() -> None:
    plan = Rundown((phase("Peak", 90, cue(ONE)),))
    shown = music_line(plan, TRACKS, Instant(0), lambda _: 60)
    assert (shown.first, shown.last, shown.lasts) == ("01:00", "02:30", 90 * MINUTE)
    assert music_line(Rundown(), TRACKS, None, lambda _: 0) == MusicLine()


def test_what_waits_beyond_the_next_phase_comes_after_it_and_beyond_the_end_never() -> None:
    slow = phase("Arrival", 5, cue(ONE, wait=7 * MINUTE))
    shown = line(slow, phase("Peak", 5, cue(BOTH)))
    assert blocks(shown) == [
        (Kind.NOTHING, 0, 5, "no music"),
        (Kind.TRACK, 5, 7, "A"),
        (Kind.TRACK, 7, 10, "A"),
    ]
    assert blocks(line(slow)) == [(Kind.NOTHING, 0, 5, "no music")]
