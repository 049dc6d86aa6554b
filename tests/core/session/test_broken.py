"""What becomes of the music when a track cannot be played: tide is 3, shore 4, lake 5 minutes; crossfade 10 s."""

import pytest

from kapcircle.core.ids import Instant, Millis, TrackId
from kapcircle.core.outputs import Heard
from kapcircle.core.playlist import Playlist
from kapcircle.core.rundown import Music, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.state import Session
from tests.core.circles import SECONDS, Circle, opened
from tests.made_up import START, TRACKS, cue, entries, phase


def at(offset: int) -> Instant:
    return Instant(START + offset)


def playing(*tracks: int, crossfade: int = 10_000) -> Session:
    music = Music("all", tuple(TRACKS[n].id for n in tracks), Millis(crossfade))
    return opened(Rundown((phase("One", 60, cue("x", music)),))).state


def broken(s: Session, track: int, after: int) -> Session:
    return evolve(s, entries([(after, e.TrackSkipped(TRACKS[track].id, "damaged"))])[0])


@pytest.mark.parametrize(
    ("tracks", "gone", "after", "left", "since"),
    [
        # The track that leads goes on where it is.
        ((0, 1, 2), 1, 60_000, (0, 2), 0),
        ((0, 1, 2), 0, 200_000, (1, 2), 170_000),
        # The broken one leads: the next begins now.
        ((0, 1, 2), 0, 60_000, (1, 2), 60_000),
        ((0, 1, 2), 1, 200_000, (0, 2), 200_000 - 170_000),
        ((0, 1, 2), 2, 420_000, (0, 1), 420_000),
        # In a second lap, what leads keeps its place.
        ((0, 1), 1, 390_000 + 60_000, (0,), 390_000 + 10_000),
        # Nothing is left, or nothing changes.
        ((0,), 0, 60_000, (), 60_000),
        ((0, 1), 2, 60_000, (0, 1), 0),
        ((0, 1, 0), 0, 60_000, (1,), 60_000),
    ],
)
def test_music_goes_on_without_it(
    tracks: tuple[int, ...], gone: int, after: int, left: tuple[int, ...], since: int
) -> None:
    s = broken(playing(*tracks), gone, after)
    assert s.sound.playlist.tracks == tuple(TRACKS[n] for n in left)
    assert s.sound.since == at(since)
    assert s.broken == (TRACKS[gone].id,)


def test_a_broken_track_is_not_begun_again() -> None:
    circle = opened()
    circle.do(c.SkipTrack(TrackId("tide"), "damaged"))
    circle.do(c.SkipTrack(TrackId("tide"), "damaged"))
    circle.do(c.Go())
    assert circle.state.sound.playlist.tracks == (TRACKS[1],)
    assert circle.state.broken == ("tide",)


TIDE = Heard(Playlist((TRACKS[0],), Millis(10_000)), START, Millis(10_000))


def two_phases(before: c.Command | None = None) -> Circle:
    """Tide plays; the next phase has nothing but shore, and is entered after ten seconds."""
    music = (cue(name, Music(name, (TRACKS[n].id,))) for n, name in enumerate(("tide", "shore")))
    circle = opened(Rundown(tuple(phase(x.name, 10, x) for x in music)))
    circle.later(5 * SECONDS)
    if before is not None:
        circle.do(before)
    circle.later(5 * SECONDS)
    circle.do(c.Go())
    return circle


def test_where_nothing_of_the_new_music_can_be_played_what_is_heard_goes_on() -> None:
    circle = two_phases()
    circle.do(c.SkipTrack(TRACKS[1].id, "gone"))
    assert (circle.state.sound, circle.state.sounding, circle.state.leg.phase.name) == (TIDE, "tide", "shore")
    circle.do(c.Back())
    assert circle.state.sound == TIDE
    circle.do(c.Go())
    assert (circle.state.sound, circle.state.sounding) == (TIDE, "tide"), "known by now"


def test_where_nothing_at_all_can_be_played_there_is_silence() -> None:
    circle = two_phases()
    circle.do(c.SkipTrack(TRACKS[0].id, "gone"))
    circle.do(c.SkipTrack(TRACKS[1].id, "gone"))
    assert circle.state.sound == Heard(Playlist((), Millis(10_000)), circle.now, Millis(10_000))


@pytest.mark.parametrize("quiet", [c.Silence(Millis(0)), c.Silence(Millis(60_000)), c.FadeAll()])
def test_music_that_cannot_be_played_does_not_bring_back_what_had_ended(quiet: c.Command) -> None:
    circle = two_phases(quiet)
    circle.do(c.SkipTrack(TRACKS[1].id, "gone"))
    assert circle.state.sound.playlist.tracks == ()


def test_music_that_had_returned_from_a_silence_goes_on() -> None:
    circle = two_phases(c.Silence(Millis(1_000)))
    circle.do(c.SkipTrack(TRACKS[1].id, "gone"))
    assert circle.state.sound == TIDE


def test_music_of_which_nothing_can_be_played_leaves_the_sound_as_it_is() -> None:
    tide, gone = Music("tide", (TrackId("tide"),)), Music("gone", (TrackId("gone"),))
    circle = opened(Rundown((phase("One", 1, cue("tide", tide)), phase("Two", 1, cue("gone", gone)))))
    sound = circle.state.sound
    circle.later(20 * SECONDS)
    circle.do(c.Go())
    assert (circle.state.sound, circle.state.sounding) == (sound, "tide")
    assert [made.cue for made in circle.state.leg.made] == ["gone"]
