"""Where the music is, and what becomes of it under a hand; tide is 180 s long, shore 240, lake 300; crossfade 10."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kapcircle.core.heard import (
    SHIFT,
    alone_until,
    fitted,
    followed_by,
    here,
    left,
    looped,
    planned,
    rest,
    section,
    sought,
    without,
)
from kapcircle.core.ids import Instant, Millis, TrackId
from kapcircle.core.looping import SEAM, Leave, Loop, Section
from kapcircle.core.outputs import Heard
from kapcircle.core.playlist import Playlist
from kapcircle.core.swelling import across
from tests.made_up import START, TRACKS, track

TIDE, SHORE, LAKE = TRACKS
ALL = Heard(Playlist(TRACKS, Millis(10_000)), START, Millis(4_000))
ALONE = Heard(Playlist((LAKE,), Millis(10_000)), START, Millis(4_000))


def at(seconds: float) -> Instant:
    return Instant(START + round(seconds * 1000))


def asked(begin: float, end: float, of: TrackId | None = TIDE.id, leave: Leave = Leave.AT_THE_END) -> Section:
    return Section(Millis(round(begin * 1000)), Millis(round(end * 1000)), leave, of)


def place(heard: Heard, seconds: float) -> tuple[str, float]:
    found = here(heard, at(seconds))
    assert found is not None
    return found.track.id, found.position / 1000


def spoken(heard: Heard, seconds: float) -> tuple[float, float] | None:
    found = section(heard, at(seconds))
    return None if found is None else (found.begin / 1000, found.end / 1000)


def test_silence_is_nowhere() -> None:
    assert here(Heard(), at(0)) is None
    assert section(Heard(), at(0)) is None
    for same in (
        looped(Heard(), asked(1, 9), at(0)),
        left(Heard(), Leave.AT_ONCE, at(0)),
        sought(Heard(), TIDE.id, Millis(0), at(0)),
        followed_by(Heard(), TIDE.id, SHORE, at(0)),
        without(Heard(), TIDE.id, at(0)),
    ):
        assert same == Heard()


def test_before_it_began_it_is_at_its_beginning() -> None:
    assert place(ALL, -5) == ("tide", 0)


def test_a_section_is_heard_until_it_is_left() -> None:
    kept = looped(ALL, asked(30, 60), at(20))
    assert [place(kept, x) for x in (20, 59, 60, 89, 90, 1000)] == [
        ("tide", x) for x in (20, 59, 30, 59, 30, 30 + 940 % 30)
    ]
    assert kept.since == ALL.since
    assert [spoken(kept, x) for x in (0, 1000)] == [(30, 60)] * 2
    goes = left(kept, Leave.AT_THE_END, at(70))
    assert spoken(goes, 80) == (30, 60)
    assert [place(goes, x) for x in (70, 89, 90, 100)] == [("tide", x) for x in (40, 59, 60, 70)]
    assert spoken(goes, 90) is None
    assert place(goes, 200) == ("shore", 0)
    assert left(goes, Leave.AT_THE_END, at(75)) == goes
    assert left(goes, Leave.AT_ONCE, at(95)) == goes


def test_how_long_until_another_track_leads() -> None:
    assert rest(Heard(), at(0)) is None
    assert [rest(ALL, at(x)) for x in (0, 169, 170)] == [170_000, 1_000, 230_000]
    kept = looped(ALL, asked(30, 60), at(20))
    assert rest(kept, at(100)) is None
    goes = left(kept, Leave.AT_THE_END, at(100))  # its place is 40, and the pass is over at 120
    assert [rest(goes, at(x)) for x in (100, 119, 125)] == [130_000, 111_000, 105_000]
    late = left(kept, Leave.AT_THE_END, at(119.99))  # another pass follows
    assert rest(late, at(119.99)) == 140_010
    assert place(late, 119.99 + 140.01) == ("shore", 0)


def test_left_at_once_it_is_behind_it() -> None:
    kept = looped(ALL, asked(30, 60), at(20))
    gone = left(kept, Leave.AT_ONCE, at(100))
    assert (gone.loop, gone.fade) == (None, SHIFT)
    assert place(gone, 100) == ("tide", 60)
    # On its way out at the end of the pass it may still be left at once.
    assert place(left(left(kept, Leave.AT_THE_END, at(99)), Leave.AT_ONCE, at(100)), 100) == ("tide", 60)
    # Before it there is nothing to leave.
    assert left(kept, Leave.AT_ONCE, at(25)) == replace(kept, loop=None)


def test_a_section_that_is_behind_already_is_gone_back_to() -> None:
    kept = looped(ALL, asked(30, 60), at(59.98))
    assert place(kept, 59.98) == ("tide", 30)
    assert kept.fade == SHIFT
    assert looped(ALL, asked(30, 60), at(59.95)).fade == ALL.fade


def test_another_section_takes_over_where_the_first_is() -> None:
    kept = looped(looped(ALL, asked(30, 60), at(20)), asked(35, 80), at(100))
    assert [place(kept, x) for x in (100, 139, 140)] == [("tide", x) for x in (40, 79, 35)]


@pytest.mark.parametrize("of", [SHORE.id, None])
def test_a_section_of_a_track_that_does_not_lead_has_no_effect(of: TrackId | None) -> None:
    assert looped(ALL, asked(30, 60, of), at(20)) == ALL


def test_a_section_of_a_later_track_and_of_a_later_lap() -> None:
    kept = looped(ALL, asked(30, 60, SHORE.id), at(180))
    assert [place(kept, x) for x in (180, 229, 230, 260)] == [("shore", x) for x in (10, 59, 30, 30)]
    assert spoken(kept, 180) == (30, 60)
    again = looped(ALONE, asked(30, 60, LAKE.id), at(620))
    assert [place(again, x) for x in (620, 659, 660)] == [("lake", x) for x in (20, 59, 30)]


def test_a_section_is_fitted_between_the_neighbours() -> None:
    playlist = ALL.playlist
    assert alone_until(playlist, 0) == 170_000
    assert fitted(playlist, 0, asked(0, 999)) == asked(SEAM / 1000, 170)
    assert fitted(playlist, 0, asked(167, 999)) is None
    assert fitted(playlist, 1, asked(2, 10)) is None  # tide is still heard
    assert fitted(playlist, 1, asked(2, 10.5)) == asked(2, 10.5)
    assert fitted(ALONE.playlist, 0, asked(2, 999)) == asked(2, 300)
    assert fitted(ALONE.playlist, 0, replace(asked(0, 9), seam=Millis(10_000))) is None


def test_looping_what_does_not_fit_has_no_effect() -> None:
    assert looped(ALL, asked(167, 999), at(20)) == ALL


def test_a_cue_plans_its_section() -> None:
    playlist = ALL.playlist
    assert planned(playlist, None) is None
    assert planned(Playlist(), asked(30, 60)) is None
    assert planned(playlist, asked(30, 60, None)) == Loop(Millis(30_000), Millis(60_000))
    assert planned(playlist, asked(30, 60, LAKE.id, Leave.AT_ONCE)) == Loop(
        Millis(430_000), Millis(460_000), leave=Leave.AT_ONCE
    )
    assert planned(playlist, asked(30, 60, TrackId("gone"))) is None
    assert planned(playlist, asked(30, 31)) is None


def test_a_planned_section_of_a_later_track_waits_for_it() -> None:
    kept = replace(ALL, loop=planned(ALL.playlist, asked(30, 60, SHORE.id)))
    assert spoken(kept, 20) is None
    assert spoken(kept, 175) == (30, 60)
    assert place(kept, 500)[0] == "shore"


@pytest.mark.parametrize(("to", "lands"), [(100, ("tide", 100)), (-5, ("tide", 0)), (999, ("shore", 0))])
def test_another_place(to: float, lands: tuple[str, float]) -> None:
    moved = sought(ALL, TIDE.id, Millis(round(to * 1000)), at(20))
    assert place(moved, 20) == lands
    assert moved.fade == SHIFT
    assert sought(ALL, SHORE.id, Millis(0), at(20)) == ALL


def test_music_that_still_rises_is_not_up_sooner_because_of_another_place() -> None:
    assert sought(replace(ALL, fade=Millis(60_000)), TIDE.id, Millis(90_000), at(20)).fade == 40_000


def test_out_of_a_quiet_place_into_a_loud_one_it_takes_as_long_as_is_gentle() -> None:
    """A nudge, the way out of a section, and back into one that was passed already."""
    loud_then_soft = replace(TIDE, shape="z" * 10 + "f" * 10)
    swells = replace(ALL, playlist=replace(ALL.playlist, tracks=(loud_then_soft, SHORE, LAKE)))
    gentle = across(loud_then_soft, Millis(100_000), loud_then_soft, Millis(30_000))
    assert gentle > SHIFT
    assert sought(swells, TIDE.id, Millis(30_000), at(100)).fade == gentle
    assert sought(swells, TIDE.id, Millis(100_000), at(30)).fade == SHIFT
    assert looped(swells, asked(30, 60), at(100)).fade == gentle
    soft_then_loud = replace(TIDE, shape="f" * 10 + "z" * 10)
    rises = replace(ALL, playlist=replace(ALL.playlist, tracks=(soft_then_loud, SHORE, LAKE)))
    assert left(looped(rises, asked(30, 100), at(20)), Leave.AT_ONCE, at(60)).fade == gentle


def test_within_its_section_another_place_keeps_it_and_behind_it_leaves_it() -> None:
    kept = looped(ALL, asked(30, 60), at(20))
    near = sought(kept, TIDE.id, Millis(50_000), at(100))
    assert [place(near, x)[1] for x in (100, 109, 110)] == [50, 59, 30]
    for to in (59.98, 90):
        far = sought(kept, TIDE.id, Millis(round(to * 1000)), at(100))
        assert (far.loop, place(far, 100)) == (None, ("tide", to))
    goes = left(kept, Leave.AT_THE_END, at(99))
    assert sought(goes, TIDE.id, Millis(50_000), at(100)).loop is None


def order(heard: Heard) -> list[str]:
    return [x.id for x in heard.playlist.tracks]


def test_another_track_next_and_what_stood_there_goes_to_the_end() -> None:
    dune = track("dune", 4)
    for new, then in ((LAKE, ["tide", "lake", "shore"]), (dune, ["tide", "dune", "lake", "shore"])):
        after = followed_by(ALL, TIDE.id, new, at(100))
        assert order(after) == then
        assert place(after, 100) == ("tide", 100)
        assert place(after, 175) == (new.id, 5)
    second = followed_by(ALL, SHORE.id, dune, at(200))
    assert order(second) == ["shore", "dune", "tide", "lake"]
    assert place(second, 200) == place(ALL, 200) == ("shore", 30)
    alone = followed_by(ALONE, LAKE.id, dune, at(3000 + 100))
    assert order(alone) == ["lake", "dune"]
    assert place(alone, 3100) == ("lake", 100)


def test_another_track_next_is_no_matter_once_another_leads_or_it_is_too_late() -> None:
    long = Heard(Playlist((TIDE, track("bell", 0.1)), Millis(10_000)), START)
    for same, after in ((ALL, SHORE.id), (ALL, TIDE.id)):
        assert followed_by(same, after, TIDE, at(100)) == same
    assert followed_by(long, TIDE.id, LAKE, at(175)) == long


def test_a_section_outlives_another_track_next() -> None:
    kept = looped(ALL, asked(30, 60, SHORE.id), at(180))
    after = followed_by(kept, SHORE.id, TIDE, at(300))
    assert [place(after, x) for x in (300, 333, 1000)] == [place(kept, x) for x in (300, 333, 1000)]
    late = looped(Heard(Playlist((TIDE, track("bell", 0.1)), Millis(10_000)), START), asked(30, 177), at(20))
    assert followed_by(late, TIDE.id, LAKE, at(100)) == late


def test_a_planned_section_of_a_later_track_goes_with_it() -> None:
    kept = replace(ALL, loop=planned(ALL.playlist, asked(30, 60, SHORE.id)))
    after = followed_by(kept, TIDE.id, LAKE, at(100))
    assert order(after) == ["tide", "lake", "shore"]
    assert place(after, 5000)[0] == "shore"
    assert spoken(after, 5000) == (30, 60)
    assert spoken(without(kept, TIDE.id, at(100)), 120) == (30, 60)
    assert without(kept, SHORE.id, at(100)).loop is None


def test_a_section_that_was_left_for_good_moves_nothing_when_another_track_is_put_next() -> None:
    gone = left(looped(ALL, asked(30, 60), at(20)), Leave.AT_THE_END, at(75))
    after = followed_by(gone, SHORE.id, TIDE, at(250))
    assert place(after, 250) == place(gone, 250) == ("shore", 50)
    assert place(after, 590) == ("tide", 160)
    unheard = left(replace(ALL, loop=planned(ALL.playlist, asked(30, 60, LAKE.id))), Leave.AT_THE_END, at(20))
    assert place(followed_by(unheard, SHORE.id, TIDE, at(200)), 200) == ("shore", 30)


def test_a_section_outlives_a_broken_track_elsewhere_and_ends_with_its_own() -> None:
    kept = looped(ALL, asked(30, 60, SHORE.id), at(180))
    after = without(kept, TIDE.id, at(300))
    assert [place(after, x) for x in (300, 333, 1000)] == [place(kept, x) for x in (300, 333, 1000)]
    assert without(kept, SHORE.id, at(300)).loop is None
    goes = left(kept, Leave.AT_THE_END, at(300))
    assert place(without(goes, TIDE.id, at(500)), 500) == place(goes, 500)


def test_of_a_track_that_comes_twice_the_one_that_leads_is_kept() -> None:
    twice = Heard(Playlist((TIDE, SHORE, TIDE), Millis(10_000)), START)
    kept = looped(twice, asked(30, 60), at(400 + 20))
    after = without(kept, SHORE.id, at(1000))
    assert [place(after, x) for x in (1000, 1009, 1012)] == [place(kept, x) for x in (1000, 1009, 1012)]


def test_a_section_ends_before_whatever_joins_in_now() -> None:
    """Bell is 6 s long and leaves tide heard alone until 177 s; lake joins in at 170 s."""
    three = Heard(Playlist((TIDE, track("bell", 0.1), LAKE), Millis(10_000)), START)
    after = without(looped(three, asked(30, 177), at(20)), TrackId("bell"), at(100))
    assert spoken(after, 100) == (30, 170)
    assert without(looped(three, asked(168, 177), at(20)), TrackId("bell"), at(100)).loop is None


@given(st.data())
def test_whatever_hands_do_what_sounds_moves_only_where_they_move_it(data: st.DataObject) -> None:
    """A section taken up before its end, left at the end of a pass, or another track next: the place goes on."""
    heard, now = replace(ALL, fade=Millis(0)), 1.0
    for _ in range(data.draw(st.integers(1, 8))):
        now = round(now + data.draw(st.floats(0.1, 60)), 3)
        lead = here(heard, at(now))
        assert lead is not None
        begin = data.draw(st.integers(1, 100))
        done = [
            looped(heard, asked(begin, begin + data.draw(st.integers(5, 90)), lead.track.id), at(now)),
            left(heard, Leave.AT_THE_END, at(now)),
            followed_by(heard, lead.track.id, data.draw(st.sampled_from(TRACKS)), at(now)),
            left(heard, Leave.AT_ONCE, at(now)),
            sought(heard, lead.track.id, Millis(data.draw(st.integers(0, 170_000))), at(now)),
        ]
        after = data.draw(st.sampled_from(done))
        found = here(after, at(now))
        assert found is not None
        if after.fade != SHIFT:
            assert (found.track.id, found.position) == (lead.track.id, lead.position)
        heard = replace(after, fade=Millis(0))
