"""What was heard and seen when, read off a log."""

from kapcircle.core.ids import CommandId, Instant, Millis
from kapcircle.core.log import Entry, Stamp, Undone
from kapcircle.core.rundown import AtOffset, Look, Music, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.evolve import evolve
from kapcircle.core.session.heard import (
    HeardSpan,
    Level,
    SeenSpan,
    Sound,
    aways,
    cues_made,
    heard_levels,
    heard_spans,
    seen_spans,
)
from kapcircle.core.session.state import Session
from tests.core.circles import SECONDS, Circle, opened
from tests.made_up import DEVICE, MARA, MINUTES, START, TRACKS, cue, entries, phase, small_rundown

TIDE, SHORE, LAKE = TRACKS


def told(spans: tuple[HeardSpan, ...]) -> list[tuple[float, float, str, float, bool]]:
    """From which minute to which, what, how far in minutes into it, and whether hushed."""
    return [
        (
            round((x.since - START) / MINUTES, 4),
            round((x.until - START) / MINUTES, 4),
            x.track.title if x.track else x.sound.value,
            round(x.position / MINUTES, 4),
            x.hushed,
        )
        for x in spans
    ]


def heard(circle: Circle) -> list[tuple[float, float, str, float, bool]]:
    return told(heard_spans(circle.entries, circle.now))


def peak(after: float = 3) -> Circle:
    """A circle in its Peak after so many minutes: Tide of three minutes, then Shore of four, crossfading over 10 s."""
    circle = opened()
    circle.later(after * MINUTES)
    circle.do(c.Go())
    return circle


def undo(circle: Circle, count: int = 1) -> None:
    """Take the latest commands back, now."""
    commands = tuple(dict.fromkeys(x.command for x in circle.entries))[-count:]
    stamp = Stamp(len(circle.entries) + 1, DEVICE)
    circle.entries.append(
        Entry(stamp, circle.now, circle.now, 60, MARA.member, CommandId(f"u{stamp.tick}"), Undone(commands))
    )
    gone = set(commands)
    circle.state = Session()
    for entry in circle.entries:
        if entry.command not in gone and not isinstance(entry.event, Undone):
            circle.state = evolve(circle.state, entry)


def test_before_the_circle_opens_nothing_is_told() -> None:
    assert heard_spans((), START) == ()
    assert seen_spans((), START) == ()
    assert heard_levels(()) == ()
    assert cues_made(Session()) == ()


def test_a_playlist_is_told_track_by_track_and_begins_again() -> None:
    circle = peak()
    circle.later(8 * MINUTES)
    assert heard(circle) == [
        (0, 3, "no music", 0, False),
        (3, 5.8333, "Tide", 0, False),
        (5.8333, 9.6667, "Shore", 0, False),
        (9.6667, 11, "Tide", 0, False),
    ]


def test_the_cue_that_called_the_music_is_known_and_nothing_is_told_after_the_close() -> None:
    circle = peak()
    circle.later(MINUTES)
    circle.do(c.Go())
    circle.do(c.Go())
    circle.do(c.Close())
    circle.later(MINUTES)
    last = heard_spans(circle.entries, circle.now)[-1]
    assert (last.cue, last.sound, last.until) == ("tide", Sound.MUSIC, START + 4 * MINUTES)


def test_what_was_taken_back_was_heard_until_then() -> None:
    circle = peak()
    circle.later(MINUTES / 2)
    undo(circle)
    circle.later(MINUTES)
    assert heard(circle) == [
        (0, 3, "no music", 0, False),
        (3, 3.5, "Tide", 0, False),
        (3.5, 4.5, "no music", 0, False),
    ]


def test_a_hush_and_a_silence_cut_what_sounds() -> None:
    circle = peak()
    circle.later(MINUTES)
    circle.do(c.Hush())
    circle.later(MINUTES / 2)
    circle.do(c.Unhush())
    circle.do(c.Note("A bell outside."))
    circle.later(MINUTES / 4)
    circle.do(c.Silence(Millis(30_000)))
    circle.later(MINUTES)
    assert heard(circle)[1:] == [
        (3, 4, "Tide", 0, False),
        (4, 4.5, "Tide", 1, True),
        (4.5, 4.75, "Tide", 1.5, False),
        (4.75, 5.25, "silence", 0, False),
        (5.25, 5.75, "Tide", 2.25, False),
    ]


def test_a_hold_or_a_note_cuts_nothing() -> None:
    circle = peak()
    circle.later(MINUTES)
    circle.do(c.Hold())
    circle.do(c.SetVolume(0.3))
    circle.later(MINUTES)
    assert heard(circle)[1:] == [(3, 5, "Tide", 0, False)]


def test_a_loop_of_one_recording_is_one_stretch() -> None:
    rundown = Rundown((phase("Rest", 20, cue("tide", Music("tide", (TIDE.id,)))),))
    circle = opened(rundown)
    circle.later(10 * MINUTES)
    assert heard(circle) == [(0, 10, "Tide", 0, False)]


def test_a_quiet_in_which_the_volume_is_set_is_one_stretch() -> None:
    circle = opened()
    for level in (0.2, 0.3):
        circle.later(20_000)
        circle.do(c.SetVolume(level))
    circle.later(20_000)
    (span,) = heard_spans(circle.entries, circle.now)
    assert (span.track, span.until - span.since) == (None, 60_000)


def test_a_section_that_is_kept_is_one_stretch_and_then_the_recording_goes_on() -> None:
    circle = peak()
    circle.later(20_000)
    circle.do(c.LoopSection(Millis(30_000), Millis(60_000)))
    circle.later(230_000)  # its place is 40
    circle.do(c.LeaveLoop())
    circle.later(200_000)
    found = [(x.track.id, x.position, x.until - x.since) for x in heard_spans(circle.entries, circle.now) if x.track]
    assert found[-3:] == [("tide", 0, 250_000), ("tide", 40_000, 130_000), ("shore", 0, 70_000)]


def test_a_skipped_track_ends_when_it_was_skipped() -> None:
    circle = peak()
    circle.later(MINUTES)
    circle.do(c.SkipTrack(TIDE.id, "damaged"))
    circle.later(MINUTES)
    assert heard(circle)[1:] == [(3, 4, "Tide", 0, False), (4, 5, "Shore", 0, False)]


def test_why_it_is_silent_is_told() -> None:
    circle = peak()
    circle.later(MINUTES)
    circle.do(c.FadeAll())
    circle.later(MINUTES)
    circle.do(c.Silence(Millis(0)))
    circle.later(MINUTES)
    circle.do(c.Emergency())
    circle.do(c.WholeRoom())
    circle.later(MINUTES)
    assert [x[2] for x in heard(circle)[2:]] == ["all faded", "silence", "music out for an emergency"]


def test_where_the_laptop_was_away_nobody_can_tell() -> None:
    circle = peak()
    circle.later(MINUTES / 2)
    circle.do(c.Note("Quiet."))
    circle.sleeps(MINUTES)
    circle.do(c.ComeBack(Millis(MINUTES)))
    circle.later(MINUTES / 2)
    assert heard(circle)[1:] == [
        (3, 3.5, "Tide", 0, False),
        (3.5, 4.5, "the laptop was away", 0, False),
        (4.5, 5, "Tide", 1.5, False),
    ]


def test_an_answer_that_came_late_leaves_the_time_away_where_it_was() -> None:
    log = entries(
        [
            (0, e.Noted("a")),
            (MINUTES, e.Noted("b")),
            (6 * MINUTES, e.Noted("back")),
            (7 * MINUTES, e.CameBack(Millis(4 * MINUTES))),
        ]
    )
    assert aways(log) == ((START + MINUTES, START + 5 * MINUTES),)
    assert aways(log[-1:]) == ((START + 3 * MINUTES, START + 7 * MINUTES),)


def test_an_absence_before_the_opening_is_no_part_of_it() -> None:
    log = entries([(0, e.CameBack(Millis(5 * MINUTES)))])
    assert heard_spans(log, Instant(START + MINUTES)) == ()


def test_a_late_cue_is_heard_from_when_it_was_made_where_it_would_have_been() -> None:
    lake = cue("lake", Music("lake", (LAKE.id,)), trigger=AtOffset(Millis(MINUTES)))
    rundown = Rundown((phase("Rest", 20, cue("tide", Music("tide", (TIDE.id,))), lake),))
    circle = opened(rundown)
    circle.sleeps(1.5 * MINUTES)
    circle.do(c.Fire(lake.id), happened=START + MINUTES)
    circle.later(MINUTES)
    assert heard(circle) == [(0, 1.5, "Tide", 0, False), (1.5, 2.5, "Lake", 0.5, False)]
    made = cues_made(circle.state)
    assert [(x.cue.name, x.due - START, x.made - START) for x in made] == [
        ("tide", 0, 0),
        ("lake", MINUTES, 1.5 * MINUTES),
    ]


def test_looks_are_told_with_their_fades() -> None:
    circle = peak()
    circle.later(10 * SECONDS)
    circle.do(c.Hush())
    circle.later(10 * SECONDS)
    circle.do(c.CallLook("day", Millis(2_000)))
    circle.later(MINUTES)
    at = 3 * MINUTES
    assert [
        (x.since - START, x.until - START, x.look, x.fade, x.lifted) for x in seen_spans(circle.entries, circle.now)
    ] == [
        (0, at, "dusk", 5_000, False),
        (at, at + 10_000, "ember", 60_000, False),
        (at + 10_000, at + 20_000, "ember", 50_000, True),
        (at + 20_000, at + 80_000, "day", 2_000, True),
    ]


def test_a_look_goes_on_whatever_else_happens() -> None:
    circle = opened(Rundown((phase("Rest", 20, cue("dusk", Look("dusk"))),)))
    circle.later(MINUTES)
    circle.do(c.Extend(Millis(MINUTES)))
    circle.later(MINUTES)
    (span,) = seen_spans(circle.entries, circle.now)
    assert span == SeenSpan(START, Instant(START + 2 * MINUTES), "dusk", Millis(5_000))


def test_levels_lie_before_the_moment_that_they_were_kept_for() -> None:
    log = entries([(20_000, e.Sounded((-21, None))), (30_000, e.Noted("x")), (30_000, e.Sounded((-120,)))])
    assert heard_levels(log) == (
        Level(START, -21),
        Level(Instant(START + 10_000), None),
        Level(Instant(START + 20_000), -120),
    )


def test_what_was_heard_is_not_a_part_of_the_circle() -> None:
    circle = opened(small_rundown())
    was = circle.state
    circle.do(c.KeepLevels((-20,) * 6))
    assert circle.state is was
