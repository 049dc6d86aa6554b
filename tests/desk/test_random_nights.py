"""Whatever is done, whenever: no illegal state, no lost time, and an undo that restores."""

from dataclasses import replace
from itertools import pairwise
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from kapcircle.core.facts import Plan
from kapcircle.core.ids import CommandId, CueId, Device, Instant, MemberId, Millis, PersonId, PhaseId, TrackId
from kapcircle.core.log import Entry, Stamp, Struck, Undone, Unknown
from kapcircle.core.looping import Leave, Section
from kapcircle.core.rundown import Look
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session import timing
from kapcircle.core.session.due import LATEST, dues, next_due, offered
from kapcircle.core.session.state import Run, Session
from kapcircle.core.session.wanted import silence_ends, wanted
from kapcircle.core.words import Named, Undo
from kapcircle.desk.stream import Stream, fold_rows
from tests.core.circles import busy_rundown
from tests.desk.nights import NAME, PAUSES, SHOW_COMMANDS, STEPS, Night, Step, take
from tests.made_up import START, cue, phase, small_plan

SECOND = 1_000
FEW = settings(max_examples=50, deadline=None)


def no_time_is_lost(s: Session, now: Instant) -> None:
    if s.opened is None:
        assert not any(leg.visits for leg in s.legs)
        return
    stays = sorted((v for leg in s.legs for v in leg.visits), key=lambda v: (v.entered, v.left or now + 1))
    assert stays[0].entered == s.opened
    assert all(before.left == after.entered for before, after in pairwise(stays))
    assert stays[-1].left == s.closed
    until = now if s.closed is None else s.closed
    assert sum(timing.leg_actual(leg, now) for leg in s.legs) == until - s.opened
    for stay in stays:
        lasted, held = timing.actual(stay, now), timing.held(stay, now)
        assert 0 <= held <= lasted
        assert timing.running(stay, now) == lasted - held + stay.carried


def state_is_legal(s: Session, now: Instant) -> None:
    assert (s.run is Run.WAITING) == (s.opened is None) == (s.at < 0)
    assert (s.run is Run.OVER) == (s.closed is not None)
    assert len({leg.phase.id for leg in s.legs}) == len(s.legs)
    assert len(s.timers) == 3
    assert 0 <= s.volume <= s.plan.ceiling
    if s.run is Run.RUNNING:
        assert s.visit.left is None
        assert not s.leg.skipped
        assert {w.cue for w in s.waits} <= {q.id for q in s.leg.phase.cues}
    if s.holding or not s.runs:
        assert dues(s) == ()
    wanted(s, now)


def what_is_due_is_not_too_late(s: Session, now: Instant) -> None:
    due = next_due(s, now)
    assert due is None or due.at >= now - LATEST
    assert all(late.at < now - LATEST for late in offered(s, now))


def time_left_runs_down(s: Session, now: Instant) -> None:
    if s.runs:
        later = timing.remaining(s.leg, Instant(now + SECOND))
        assert timing.remaining(s.leg, now) - later == (0 if s.holding else SECOND)


def the_log_is_the_truth(night: Night) -> None:
    again = Stream(NAME, night.log.read(NAME))
    assert again.state == night.session
    told = {(row.table, row.key): dict(row.values) for row in fold_rows(NAME, again.entries)}
    kept = {(table, key): values for table, rows in night.log.tables.items() for key, values in rows.items()}
    assert kept == told


@FEW
@given(STEPS)
def test_a_random_night(steps: list[Step]) -> None:
    night = Night()
    night.do(c.Open())
    for step in steps:
        take(night, step)
        s, now = night.session, night.now
        no_time_is_lost(s, now)
        state_is_legal(s, now)
        what_is_due_is_not_too_late(s, now)
        time_left_runs_down(s, now)
    night.conductor.tick()
    assert not [due for due in dues(night.session) if night.now - LATEST <= due.at <= night.now]
    the_log_is_the_truth(night)


def plain(s: Session) -> Session:
    """Without the instant of the last thing that happened."""
    return replace(s, time=Instant(0))


def unheld(s: Session) -> Session:
    """With the hold that a stay begins taken off the present phase."""
    visit = replace(s.visit, held_since=None)
    leg = replace(s.leg, visits=(*s.leg.visits[:-1], visit))
    return replace(plain(s), legs=(*s.legs[: s.at], leg, *s.legs[s.at + 1 :]), reason="")


@FEW
@given(STEPS, SHOW_COMMANDS)
def test_undo_restores_what_was_before_the_command(steps: list[Step], command: Named) -> None:
    night = Night()
    night.do(c.Open())
    for step in steps:
        take(night, step)
    night.conductor.tick()
    before = night.session
    if night.do(command):
        assert night.do(Undo())
        same_again(night, before)


@FEW
@given(STEPS, st.sampled_from((c.Go(), c.Next(), c.Back(), c.Jump(2), c.Jump(4))), PAUSES)
def test_undo_of_a_move_restores_however_much_later(steps: list[Step], command: c.Command, pause: int) -> None:
    night = Night()
    night.do(c.Open())
    for step in steps:
        take(night, step)
    night.conductor.tick()
    before = night.session
    if night.do(command) and isinstance(night.conductor.undoing().candidate.event, e.PhaseEntered):
        night.passes(pause)
        assert night.do(Undo())
        same_again(night, before)


def same_again(night: Night, before: Session) -> None:
    after = night.session
    if after.holding and not before.holding:
        assert after.reason == "stayed"
        assert unheld(after) == plain(before)
    else:
        assert plain(after) == plain(before)


@FEW
@given(STEPS)
def test_an_undo_undone_brings_all_back(steps: list[Step]) -> None:
    night = Night()
    night.do(c.Open())
    for step in steps:
        take(night, step)
    before = night.session
    commands = list(dict.fromkeys(x.command for x in night.stream.effective))[-3:]
    undo = night.desk.undo(NAME, commands)
    night.desk.undo(NAME, [undo])
    assert night.session == before


def night_on(device: str, steps: list[Step], shared: Night) -> Night:
    """What another laptop makes of the same beginning."""
    night = Night(device=Device(device))
    night.log.entries = {NAME: list(shared.log.read(NAME))}
    night.clock.at = shared.clock.at
    night.sit()
    for step in steps:
        take(night, step)
    return night


@settings(max_examples=40, deadline=None)
@given(STEPS, STEPS, STEPS, st.randoms())
def test_two_laptops_come_to_the_same(first: list[Step], a: list[Step], b: list[Step], chance: Random) -> None:
    shared = night_on("shared", [c.Open(), *first], Night())
    union = {x.stamp: x for night in (night_on("a", a, shared), night_on("b", b, shared)) for x in night.log.read(NAME)}
    whole = Stream(NAME, union.values())
    mixed = list(union.values())
    chance.shuffle(mixed)
    arriving = Stream(NAME)
    for n in range(0, len(mixed), 3):
        arriving.add(mixed[n : n + 3])
    assert arriving.state == whole.state
    assert arriving.effective == whole.effective
    s, now = whole.state, Instant(whole.latest + 1)
    no_time_is_lost(s, now)
    state_is_legal(s, now)


# --- any event, in any order: a foreign log, a newer program, a merge that makes no sense ---

PHASES = st.sampled_from(("arrival", "settling", "peak", "quiet", "return", "nowhere")).map(PhaseId)
CUES = st.sampled_from(("dusk", "breath", "tide", "hush", "bowl", "lake", "nothing")).map(CueId)
AMOUNTS = st.integers(-200_000, 200_000).map(Millis)
PLAYED = st.sampled_from(("tide", "shore", "lake", "gone")).map(TrackId)
RECORDS = st.builds(Stamp, st.integers(0, 30), st.just(Device("x")))
EVENTS: st.SearchStrategy[e.Event | Unknown] = st.one_of(
    st.sampled_from(
        (
            e.Opened(small_plan(busy_rundown())),
            e.Opened(Plan()),
            e.Held("x"),
            e.Resumed(),
            e.Closed(),
            e.Hushed(),
            e.Unhushed(),
            e.EmergencyCalled(),
            e.StoodDown(),
            e.FadedAll(Millis(500)),
            e.LookCalled("nowhere", Millis(0)),
            e.VolumeSet(2.0),
            e.Reported("x"),
            e.Noted("x", PersonId("p1")),
            e.Noted("x", PersonId("stranger")),
            Unknown("Danced", "{}"),
        )
    ),
    st.builds(e.PhaseEntered, PHASES, st.booleans()),
    st.builds(e.CueCalled, CUES),
    st.builds(e.CueFired, CUES),
    st.builds(e.Extended, AMOUNTS),
    st.builds(e.PhaseSkipped, PHASES),
    st.builds(e.PhaseInserted, st.just(phase("Tea", 1, cue("cup", Look("day")))), PHASES),
    st.builds(e.CameBack, AMOUNTS, st.booleans()),
    st.builds(e.Silenced, st.one_of(st.none(), AMOUNTS)),
    st.builds(e.TimerStarted, st.integers(-1, 5), AMOUNTS),
    st.builds(e.TimerStopped, st.integers(-1, 5)),
    st.builds(e.TrackSkipped, PLAYED, st.just("x")),
    st.builds(e.SectionLooped, st.builds(Section, AMOUNTS, AMOUNTS, st.sampled_from(Leave), PLAYED, AMOUNTS)),
    st.builds(e.LoopLeft, st.sampled_from(Leave)),
    st.builds(e.Sought, PLAYED, AMOUNTS),
    st.builds(e.NextChosen, PLAYED, PLAYED),
    st.builds(Struck, RECORDS, st.just("x")),
    st.builds(Undone, st.lists(st.integers(0, 20).map(lambda n: CommandId(f"c{n}")), max_size=3).map(tuple)),
)
OFFSETS = st.integers(-100_000, 500_000)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(EVENTS, OFFSETS, OFFSETS, st.integers(0, 20)), max_size=30), st.randoms())
def test_no_log_is_too_strange_to_fold(log: list[tuple[e.Event, int, int, int]], chance: Random) -> None:
    entries = [
        Entry(
            Stamp(n, Device("x")),
            Instant(START + at),
            Instant(START + happened),
            0,
            MemberId("m"),
            CommandId(f"c{k}"),
            event,
        )
        for n, (event, at, happened, k) in enumerate(log)
    ]
    stream = Stream(NAME, entries)
    s, now = stream.state, Instant(START + 100_000)
    wanted(s, now)
    silence_ends(s, now)
    dues(s)
    timing.over(s, now)
    timing.group_end(s, now)
    timing.shrinking(s, now)
    fold_rows(NAME, entries)
    chance.shuffle(entries)
    assert Stream(NAME, entries).state == s
