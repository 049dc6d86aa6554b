"""Soften, deepen, ground, lift: where the music turns, what stands in the way, and what nobody here has to hear."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.attendance import Attendance, Attended
from kapcircle.core.avoiding import Avoids
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Plan
from kapcircle.core.ids import CueId, Instant, Millis, PersonId, TrackId
from kapcircle.core.leaving import LeftUnseen
from kapcircle.core.playlist import Playlist, Track
from kapcircle.core.rundown import Music, OnGo, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.state import Session
from kapcircle.core.session.turning import present, turn
from kapcircle.core.session.wanted import wanted
from kapcircle.core.tracks import Quality
from kapcircle.core.undo import candidate
from tests.core.circles import Circle, refused
from tests.made_up import DEVICE, MINUTES, cue, facts, phase, small_plan, track

SOFTEN, DEEPEN, GROUND, LIFT = Quality
P1, P2, P3, P4 = (PersonId(f"p{n}") for n in range(1, 5))
TIDE = replace(track("tide"), title="Tide", qualities=(DEEPEN,))
SHORE = replace(track("shore", 4), title="Shore", qualities=(GROUND, SOFTEN))
LAKE = replace(track("lake", 5), title="Lake", qualities=(GROUND,), words=True)
STONE = replace(track("stone", 6), title="Stone", qualities=(GROUND, LIFT), words=False)
ALL = (TIDE, SHORE, LAKE, STONE)
FIRST, SECOND = CueId("first"), CueId("second")
CROSSFADE, FADE = Millis(8_000), Millis(20_000)


def ids(*tracks: Track) -> tuple[TrackId, ...]:
    return tuple(x.id for x in tracks)


def plan_of(first: tuple[Track, ...] = ALL, second: tuple[Track, ...] = (), *, armed: bool = True) -> Plan:
    peak = phase(
        "Peak",
        60,
        cue("first", Music("first", ids(*first), CROSSFADE)),
        cue("second", Music("second", ids(*second), Millis(30_000)), trigger=OnGo(), armed=armed),
    )
    return replace(small_plan(Rundown((peak, phase("Return", 10)))), tracks=ALL)


def circle_of(plan: Plan | None = None) -> Circle:
    circle = Circle(plan=plan or plan_of())
    circle.do(c.Open())
    return circle


def title(s: Session, now: Instant) -> str:
    heard = wanted(s, now).sound
    return heard.playlist.tracks[0].title if heard.playlist.tracks else ""


def turned(
    circle: Circle, quality: Quality = GROUND, avoids: dict[PersonId, Avoids] | None = None
) -> tuple[TrackId, ...]:
    circle.avoids = avoids or {}
    (event,) = circle.do(c.Turn(quality))
    assert isinstance(event, e.Turned)
    return event.tracks


def test_the_nearest_after_the_one_that_leads_comes_by_a_long_crossfade() -> None:
    circle = circle_of()
    circle.later(1 * MINUTES)
    assert turned(circle) == ids(SHORE, LAKE, STONE, TIDE), "then on round the playlist"
    heard = wanted(circle.state, circle.now).sound
    assert heard.playlist == Playlist((SHORE, LAKE, STONE, TIDE), CROSSFADE)
    assert (heard.since, heard.fade) == (circle.now, FADE)
    assert circle.state.sounding == FIRST, "the cue that it is of plays already"
    assert circle.state.before is not None, "what it followed goes on where nothing of it can be played"


@pytest.mark.parametrize(("says", "fade"), [(5_000, CROSSFADE), (60_000, Millis(60_000))])
def test_the_programme_says_how_long_it_takes(says: int, fade: Millis) -> None:
    plan = plan_of()
    circle = circle_of(replace(plan, programme=replace(plan.programme, turning=Millis(says))))
    turned(circle)
    assert wanted(circle.state, circle.now).sound.fade == fade


@pytest.mark.parametrize(
    ("minutes", "quality", "first"),
    [
        (1, DEEPEN, None),
        (1, SOFTEN, SHORE),
        (1, LIFT, STONE),
        (5, GROUND, LAKE),
        (9, GROUND, STONE),
        (14, GROUND, SHORE),
        (14, DEEPEN, TIDE),
    ],
    ids=str,
)
def test_nearest_is_on_round_the_playlist(minutes: int, quality: Quality, first: Track | None) -> None:
    circle = circle_of()
    circle.later(minutes * MINUTES)
    if first is None:
        refused(circle, c.Turn(quality), "“Tide” deepens and is heard already: no other track of Peak does.")
    else:
        assert turned(circle, quality)[0] == first.id


def test_from_one_playlist_of_the_phase_to_another_and_back() -> None:
    circle = circle_of(plan_of((TIDE, SHORE), (LAKE, SHORE, STONE)))
    circle.later(5 * MINUTES)
    assert turned(circle) == ids(LAKE, SHORE, STONE)
    assert circle.state.sounding == SECOND
    assert circle.state.sound.fade == 30_000, "a crossfade that was planned longer is not made shorter"
    circle.later(1 * MINUTES)
    assert turned(circle, SOFTEN) == ids(SHORE, STONE, LAKE), "the one beside it, not that of the other playlist"


def test_what_is_not_armed_is_not_of_the_phase() -> None:
    circle = circle_of(plan_of((TIDE,), (LAKE,), armed=False))
    refused(circle, c.Turn(GROUND), "No track of Peak grounds. Mark one on the Music page.")


def test_a_recording_that_cannot_be_played_is_not_chosen() -> None:
    circle = circle_of()
    circle.do(c.SkipTrack(SHORE.id, "damaged"))
    assert turned(circle) == ids(LAKE, STONE, TIDE)
    circle.do(c.SkipTrack(LAKE.id, "damaged"))
    assert title(circle.state, circle.now) == "Stone"
    circle.do(c.SkipTrack(STONE.id, "damaged"))
    circle.do(c.SkipTrack(TIDE.id, "damaged"))
    refused(circle, c.Turn(GROUND), "No track of Peak grounds. Mark one on the Music page.")


@pytest.mark.parametrize(
    ("avoids", "tracks"),
    [
        (Avoids(ids(SHORE)), ids(LAKE, STONE, TIDE)),
        (Avoids(no_lyrics=True), ids(SHORE, STONE, TIDE)),
        (Avoids(ids(SHORE), no_lyrics=True), ids(STONE, TIDE)),
        (Avoids(ids(SHORE, LAKE, TIDE)), ids(STONE)),
    ],
)
def test_what_somebody_here_avoids_neither_comes_nor_follows(avoids: Avoids, tracks: tuple[TrackId, ...]) -> None:
    circle = circle_of()
    assert turned(circle, avoids={P2: avoids}) == tracks
    (event,) = (x.event for x in circle.entries if isinstance(x.event, e.Turned))
    assert set(event.left_out) == set(ids(*ALL)) - set(tracks), "what the decision relied on"


def test_where_only_that_fits_it_is_said_and_nothing_is_offered_instead() -> None:
    circle = circle_of()
    circle.avoids = {P1: Avoids(ids(SHORE)), P2: Avoids(ids(STONE), no_lyrics=True)}
    words = "“Shore”, “Lake”, “Stone”: somebody here avoids it. Nothing else of Peak grounds."
    refused(circle, c.Turn(GROUND), words)


@pytest.mark.parametrize("gone", [Attended(Attendance.ABSENT), Attended(Attendance.LEFT_EARLY), LeftUnseen("Jo")])
def test_who_is_not_here_is_spared_nothing(gone: object) -> None:
    circle = circle_of()
    circle.avoids = {P2: Avoids(ids(SHORE))}
    circle.do(c.Record(gone, P2))  # type: ignore[arg-type] # each is a record
    assert [x.person for x in present(circle.state)] == [P1, P3, P4]
    assert turned(circle, avoids=circle.avoids)[0] == SHORE.id


def test_a_latecomer_is_spared_as_the_others_are() -> None:
    circle = circle_of()
    late = PersonId("late")
    circle.do(c.TakeSeat(late, 9))
    assert turned(circle, avoids={late: Avoids(ids(SHORE))})[0] == LAKE.id


@pytest.mark.parametrize(("length", "first"), [(0, "Tide"), (60_000, "Tide")])
def test_after_a_silence_what_it_took_away_may_come_back(length: int, first: str) -> None:
    circle = circle_of()
    circle.later(1 * MINUTES)
    circle.do(c.Silence(Millis(length)))
    circle.later(20_000)
    turned(circle, DEEPEN)
    assert title(circle.state, circle.now) == first, "the silence is over"
    assert circle.state.before is None


def test_a_silence_that_is_over_hides_nothing() -> None:
    circle = circle_of()
    circle.do(c.Silence(Millis(20_000)))
    circle.later(30_000)
    refused(circle, c.Turn(DEEPEN), "“Tide” deepens and is heard already: no other track of Peak does.")


def test_after_all_was_faded_it_begins_with_the_first() -> None:
    circle = circle_of()
    circle.later(5 * MINUTES)
    circle.do(c.FadeAll())
    assert turned(circle)[0] == SHORE.id
    assert circle.state.faded is None


def test_a_hush_stays_over_it() -> None:
    circle = circle_of()
    circle.do(c.Hush())
    turned(circle)
    assert wanted(circle.state, circle.now).murmur.on


def test_in_an_emergency_it_turns_low_and_where_the_music_is_out_it_waits() -> None:
    circle = circle_of()
    circle.do(c.Emergency())
    turned(circle)
    assert wanted(circle.state, circle.now).murmur.on
    circle.do(c.WholeRoom())
    refused(circle, c.Turn(SOFTEN), "The emergency has taken the music out. Stand down, and it returns.")


def test_outside_a_phase_there_is_nothing_to_turn_to() -> None:
    with pytest.raises(Refused, match="No phase is running"):
        turn(Session(), GROUND, facts())
    refused(Circle(plan=plan_of()), c.Turn(GROUND), "The circle is not open yet: open it first.")


def test_what_nobody_knows_any_more_changes_nothing() -> None:
    """A merge brings a turn to recordings that this circle has not, or into a circle that is over."""
    circle = circle_of()
    event = e.Turned(GROUND, FIRST, (TrackId("gone"),), CROSSFADE, FADE)
    entry = circle.entries[-1]._replace(event=event)
    assert evolve(circle.state, entry).sound == circle.state.sound
    circle.do(c.Close())
    known = entry._replace(event=replace(event, tracks=ids(SHORE)))
    assert evolve(circle.state, known).sound == circle.state.sound


QUALITIES = st.frozensets(st.sampled_from(Quality))
AVOIDS = st.builds(Avoids, st.frozensets(st.sampled_from(ids(*ALL))).map(tuple), st.booleans())


@given(
    st.tuples(*(QUALITIES for _ in ALL)),
    st.lists(st.sampled_from(ALL), min_size=1, unique=True),
    st.lists(st.sampled_from(ALL), unique=True),
    st.dictionaries(st.sampled_from((P1, P2, P3, P4)), AVOIDS),
    st.integers(0, 40 * MINUTES),
    st.sampled_from(Quality),
    st.sampled_from((None, c.Hush(), c.Silence(Millis(0)), c.FadeAll(), c.SkipTrack(SHORE.id, "damaged"))),
)
def test_no_turn_ever_plays_what_somebody_here_avoids_and_an_undo_returns(
    marked: tuple[frozenset[Quality], ...],
    first: list[Track],
    second: list[Track],
    avoids: dict[PersonId, Avoids],
    into: int,
    quality: Quality,
    was: c.Command | None,
) -> None:
    plan = plan_of(tuple(first), tuple(second))
    known = tuple(replace(x, qualities=tuple(q)) for x, q in zip(ALL, marked, strict=True))
    circle = circle_of(replace(plan, tracks=known))
    circle.avoids = avoids
    circle.later(into)
    if was is not None:
        circle.do(was)
    before = wanted(circle.state, circle.now)
    try:
        circle.do(c.Turn(quality))
    except Refused:
        assert wanted(circle.state, circle.now) == before
        return
    heard = wanted(circle.state, circle.now).sound
    assert heard.fade >= FADE
    assert quality in heard.playlist.tracks[0].qualities
    for each in heard.playlist.tracks:
        assert each.id not in circle.state.broken
        assert not any(x.meets(each) for x in avoids.values())
    latest = candidate(circle.entries, DEVICE)
    assert latest is not None
    assert isinstance(latest.event, e.Turned)
    again = Session()
    for entry in circle.entries:
        again = again if entry.command in latest.commands else evolve(again, entry)
    assert wanted(again, circle.now) == before
