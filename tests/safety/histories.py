"""Histories of a medicine day at a real desk, and what must hold of each, said once more the long way round.

A history is a list of steps of the team: show, records, corrections, moves, undo, sleep, crashes. It is judged by
nothing but the log: which entries were written, in which order. What the program made of them is not believed.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from kapcircle.core.attendance import Attendance, Attended, Readied
from kapcircle.core.dose import DoseGiven
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Actor
from kapcircle.core.ids import MINUTE, Instant, Millis, PersonId
from kapcircle.core.log import Entry, Stamp, Struck, Undone
from kapcircle.core.programme import Route
from kapcircle.core.record import Record
from kapcircle.core.roles import Role
from kapcircle.core.rundown import End, Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session import events as e
from kapcircle.core.session.gates import gate_b
from kapcircle.core.session.state import Run
from kapcircle.core.staffing import EquipmentSigned, RoomOverridden, StaffHere
from kapcircle.desk.stream import Stream, fold_rows
from tests.desk.nights import NAME, Night
from tests.made_up import MARA, phase, small_plan
from tests.safety.judge import COMES, Fact, Judge, facts_of
from tests.safety.rooms import CALM, DOCTOR, FINE, LEAVES, NURSE, P1, P2, P3, P4, PROGRAMME, WELL

PEOPLE = (P1, P2, P3, P4)
DOSED = frozenset({"dosing", "second"})
RUNDOWN = Rundown(
    (
        phase("Arrival", 30, end=End.ADVANCE),
        phase("Opening", 20, end=End.ADVANCE),
        phase("Dosing", 10, medicine=True, end=End.ADVANCE),
        phase("Peak", 40),
        phase("Second", 10, medicine=True),
        phase("Discharge", 60),
    )
)
PLAN = replace(small_plan(RUNDOWN), programme=PROGRAMME, mats=((P1, 1), (P2, 2), (P3, 3)))
"""The fourth of them is of the cohort, and comes without having been planned."""

SPOILS = {
    "consent": replace(WELL, consents=()),
    "ride": replace(WELL, ride=""),
    "well": WELL,
}
Step = tuple[Any, ...]


class History(Night):
    """A desk that is watched: after every step what must hold is looked at."""

    def __init__(self) -> None:
        self.known: dict[PersonId, Any] = dict.fromkeys(PEOPLE, WELL)
        self.seen = 0
        self.reached: Counter[str] = Counter()
        super().__init__(RUNDOWN)

    def sit(self, actor: Actor = MARA) -> None:
        super().sit(actor)
        self.conductor._plan = lambda: PLAN
        self.conductor.gates._readiness = self.known.__getitem__
        self.conductor._enrolled = lambda: frozenset(PEOPLE)

    # what the team does

    def ask(self, command: c.Command, actor: Actor = MARA, ago: int = 0) -> bool:
        """Ask for something; what is refused has changed nothing."""
        self.conductor.tick()
        before, happened = self.session, Instant(self.now - ago * MINUTE) if ago else None
        try:
            self.conductor.do(command, actor, happened=happened)
        except Refused:
            assert self.session is before, "what is refused has changed nothing"
            return False
        return True

    def step(self, kind: str, what: Any = None, actor: Actor = MARA, more: Any = None) -> None:
        """One step, and then all that must hold."""
        self.count(f"asked: {kind}", done=STEPS[kind](self, what, actor, more) is not False)
        self.judge()

    def count(self, what: str, *, done: bool = True) -> None:
        self.reached[what] += done

    def stamps(self) -> list[Stamp]:
        return list(facts_of(self.log.read(NAME))[0])

    def record(self, which: int) -> Record | None:
        """One of those that were written, as the circle has it now."""
        every = [*self.session.records, *(x for seat in self.session.seats.values() for x in seat.records)]
        ordered = sorted(every, key=lambda x: x.stamp)
        return ordered[which % len(ordered)] if ordered else None

    # what must hold

    def judge(self) -> None:
        entries = self.log.read(NAME)
        for n in range(self.seen, len(entries)):
            self._judge_entry(entries[:n], entries[n])
        self.seen = len(entries)
        self._nothing_is_lost(entries)
        s = self.session
        if s.runs and s.leg.phase.medicine:
            began = {x.event.phase for x in self.stream.effective if _begins(x.event)}
            assert s.leg.phase.id in began, "medicine runs that nobody started"
            self.count("medicine runs")

    def _judge_entry(self, before: Sequence[Entry[Any]], entry: Entry[Any]) -> None:
        match entry.event:
            case e.PhaseEntered(phase_, continues):
                if not continues and phase_ in DOSED:
                    assert Judge(before).unmet(self.known) == [], "medicine started through a gate that holds"
                    self.count("medicine starts")
                self.count("came back to medicine", done=continues and phase_ in DOSED)
            case e.Recorded(Attended(status), person) if person is not None and status in COMES:
                self.count("came back after leaving", done=Judge(before).gone(person))
            case e.Closed():
                assert Judge(before).inside() == [], "closed with somebody inside"
                self.count("closed after medicine", done=any(_gives(x.event) for x in before))
            case Undone(commands):
                for x in before:
                    if x.command in commands:
                        assert not isinstance(x.event, FACTS), f"undo took a recorded fact: {x.event}"
                        self.count(f"undone: {type(x.event).__name__}")

    def _nothing_is_lost(self, entries: Sequence[Entry[Any]]) -> None:
        """Every record ever written is where it was written, as it was; struck only where somebody struck it."""
        every, struck = facts_of(entries)
        seats = self.session.seats
        kept: dict[Stamp, tuple[PersonId | None, Record]] = {x.stamp: (None, x) for x in self.session.records}
        kept |= {x.stamp: (seat.person, x) for seat in seats.values() for x in seat.records}
        assert kept.keys() == every.keys(), "a record is lost, or from nowhere"
        for stamp, fact in every.items():
            person, x = kept[stamp]
            assert Fact(stamp, x.at, x.happened, x.by, person, x.content, x.marks) == fact
            assert x.struck == struck.get(stamp)
            if x.replaces is not None:
                assert x.happened == every[x.replaces].happened, "what is put right took place when the first did"
        for entry in entries:
            if isinstance(entry.event, e.SeatTaken):
                assert (entry.happened, entry.event.mat) in seats[entry.event.person].mats, "where somebody sat is lost"
            if isinstance(entry.event, e.EmergencyCalled):
                assert entry in self.stream.effective, "an emergency is lost"

    def ended(self) -> None:
        """What is in the log is all there is: the state and the tables follow from it."""
        self.conductor.tick()
        self.judge()
        again = Stream(NAME, self.log.read(NAME))
        assert again.state == self.session
        told = {(row.table, row.key): dict(row.values) for row in fold_rows(NAME, again.entries)}
        kept = {(table, key): values for table, rows in self.log.tables.items() for key, values in rows.items()}
        assert kept == told
        self.count("over", done=self.session.run is Run.OVER)


FACTS = (e.Noted, e.Recorded, Struck, e.SeatTaken, e.SeatPlaced, e.EmergencyCalled, e.Reported)


def _begins(event: Any) -> bool:
    return isinstance(event, e.PhaseEntered) and not event.continues


def _gives(event: Any) -> bool:
    return isinstance(event, e.Recorded) and isinstance(event.content, DoseGiven)


# the steps: each takes the history, what, who, and more, and says whether it was done


def _show(h: History, command: Any, actor: Actor, _: Any) -> bool:
    return h.ask(command, actor)


def _about(h: History, what: tuple[PersonId | None, Any], actor: Actor, ago: int | None) -> bool:
    return h.ask(c.Record(what[1], what[0]), actor, ago or 0)


def _paper(h: History, what: tuple[PersonId | None, Any], actor: Actor, ago: int | None) -> bool:
    """What was written by hand while it was done: no gate holds it, and it opens none."""
    return h.ask(c.Record(what[1], what[0], "JK"), actor, ago or 0)


def _dose(h: History, person: PersonId, actor: Actor, ago: int | None) -> bool:
    if person not in h.session.seats:
        return False
    mat = h.session.seats[person].mat
    return h.ask(c.Record(DoseGiven(Route.IM, 50, "left deltoid", "L1", "JO", "AN", "x", mat), person), actor, ago or 0)


def _comes(h: History, person: PersonId, _: Actor, __: Any) -> bool:
    """They come, are asked and measured, and are made ready if nothing is missing."""
    contents: tuple[Any, ...] = (Attended(Attendance.ARRIVED), FINE, CALM, Readied())
    done = [h.ask(c.Record(content, person), NURSE) for content in contents]
    return all(done)


def _lets(h: History, person: PersonId, actor: Actor, _: Any) -> bool:
    """Made ready over whatever is missing."""
    if person not in h.session.seats:
        return False
    stand = tuple(gap.words for gap in h.conductor.gates.lacks(person))
    return h.ask(c.Record(Readied(stand, "knows why"), person), actor)


def _opens_the_room(h: History, _: Any, actor: Actor, __: Any) -> bool:
    """The room is let start over whatever is missing."""
    facts = replace(h.desk.facts(), readiness=h.known)
    stand = tuple(gap.words for gap in gate_b(h.session, facts))
    return h.ask(c.Record(RoomOverridden(stand, "next door")), actor)


def _team(h: History, _: Any, __: Actor, ___: Any) -> bool:
    roles = ((MARA.member, Role.FACILITATOR), (NURSE.member, Role.COTHERAPIST))
    here = (DOCTOR, *(StaffHere(member, member, role) for member, role in roles))
    contents: tuple[Any, ...] = (*here, EquipmentSigned(PROGRAMME.equipment))
    done = [h.ask(c.Record(content), NURSE) for content in contents]
    return all(done)


def _all_leave(h: History, _: Any, __: Actor, ___: Any) -> bool:
    """Everybody who is here goes, in order."""
    h.clock.pass_(PROGRAMME.minimum_observation)
    for person in Judge(h.log.read(NAME)).inside():
        h.ask(c.Record(CALM, person), NURSE)
        h.ask(c.Record(LEAVES, person), NURSE)
    return True


def _strike(h: History, which: int, actor: Actor, _: Any) -> bool:
    x = h.record(which)
    return x is not None and h.ask(c.Strike(x.stamp, "wrong"), actor)


def _move(h: History, which: int, actor: Actor, to: PersonId) -> bool:
    x = h.record(which)
    return x is not None and h.ask(c.Move(x.stamp, to), actor)


def _correct(h: History, which: int, actor: Actor, right: Any) -> bool:
    """By another content of its kind, where there is one; else by its own words."""
    x = h.record(which)
    if x is None:
        return False
    return h.ask(c.Correct(x.stamp, "misread", right if type(right) is type(x.content) else x.content), actor)


def _withdraw(h: History, which: int, _: Actor, __: Any) -> bool:
    """One of the latest, by who wrote it."""
    x = h.record(-1 - which % 3)
    return x is not None and h.ask(c.Withdraw(x.stamp), replace(NURSE, member=x.by))


def _undo(h: History, take_back: str, actor: Actor, _: Any) -> bool:
    h.desk.actor = actor
    before = h.session
    try:
        h.conductor.undo() if take_back == "undo" else h.conductor.stay()
    except Refused:
        h.conductor.tick()
        return False
    finally:
        h.desk.actor = MARA
    return h.session is not before


def _wait(h: History, minutes: int, _: Actor, __: Any) -> None:
    h.passes(minutes * MINUTE)


def _sleep(h: History, minutes: int, _: Actor, __: Any) -> None:
    h.clock.pass_(minutes * MINUTE)


def _crash(h: History, away: int, _: Actor, __: Any) -> None:
    """The desk dies, and another one is made of what the log holds; the clock may have been set back."""
    before = h.session
    h.crash(Millis(away))
    assert h.session == before, "what was read back is what was there"


def _zone(h: History, minutes: int, _: Actor, __: Any) -> None:
    h.clock.minutes = minutes


def _known(h: History, person: PersonId, _: Actor, what: str) -> None:
    h.known[person] = SPOILS[what]


STEPS: dict[str, Callable[[History, Any, Actor, Any], bool | None]] = {
    "show": _show,
    "about": _about,
    "paper": _paper,
    "dose": _dose,
    "comes": _comes,
    "lets": _lets,
    "opens the room": _opens_the_room,
    "team": _team,
    "all leave": _all_leave,
    "strike": _strike,
    "move": _move,
    "correct": _correct,
    "withdraw": _withdraw,
    "undo": _undo,
    "wait": _wait,
    "sleep": _sleep,
    "crash": _crash,
    "zone": _zone,
    "known": _known,
}
