"""What is made to leave the vault: reports, the paper pack, sheets to hand over, attendance. What comes from paper."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from kapcircle.core.attendance import Readied
from kapcircle.core.cohort.counting import mats_of
from kapcircle.core.errors import KnownError, Refused
from kapcircle.core.facts import Plan, require
from kapcircle.core.ids import CohortId, Instant, MemberId, PersonId, SessionId, StreamId, stream_of
from kapcircle.core.light import LookDesign
from kapcircle.core.looks_kept import as_opened, merged
from kapcircle.core.notes import Note
from kapcircle.core.person.at_hand import at_hand
from kapcircle.core.person.contacts import Escort
from kapcircle.core.person.ready import touch_of
from kapcircle.core.person.state import Person
from kapcircle.core.practice import Export, Practice
from kapcircle.core.readiness import Readiness
from kapcircle.core.record import ON_PAPER
from kapcircle.core.roles import CLINICAL
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Run, Session
from kapcircle.core.staffing import OtherHere, StaffHere
from kapcircle.desk.desk import Desk
from kapcircle.desk.fittings import Fittings
from kapcircle.desk.planning import Planning
from kapcircle.desk.printouts import Printout
from kapcircle.views import report_paper
from kapcircle.views.account import Account, Known, account
from kapcircle.views.attendance_sheet import Held, attendance_sheet
from kapcircle.views.circle_sheet import NOTHING, circle_sheet
from kapcircle.views.name_lint import Called, by_mat
from kapcircle.views.paper_lines import Sheet
from kapcircle.views.paper_pack import Card, Pack, paper_pack
from kapcircle.views.printed import Paper
from kapcircle.views.return_card import return_card
from kapcircle.views.review import zone_of
from kapcircle.views.rundown_paper import cue_paper, rundown_paper
from kapcircle.views.show_paper import Show
from kapcircle.views.times import Zone
from kapcircle.views.transfer_sheet import Patient, transfer_sheet

ELSEWHERE = "a member of the team"


class Paperwork:
    """Raises Refused where the role at the desk does not have it; a paper is made and has not left yet.

    `plan` says what a session would open with now, `readiness` how ready a person is for one, `fallback`
    what a phone plays in this room.
    """

    def __init__(
        self,
        desk: Desk,
        practice: StreamId,
        planning: Planning,
        fittings: Fittings,
        plan: Callable[[SessionId], Plan],
        readiness: Callable[[PersonId, SessionId], Readiness],
        fallback: Callable[[], str],
    ) -> None:
        self._desk, self._practice, self._planning, self._plan = desk, practice, planning, plan
        self._readiness, self._fallback = readiness, fallback
        self._papers, self._table, self._shipped = fittings.papers, fittings.table, fittings.looks

    def _looks(self, plan: Plan) -> Mapping[str, LookDesign]:
        return as_opened(merged(self._shipped, self._state.looks), plan.designs)

    # the record of a session

    def report(self, session: SessionId, zone: Zone, only: PersonId | None = None) -> Printout:
        """The report of a session that was opened, by alias; of one person alone it names nobody else."""
        self._permit("Writing a session report")
        paper = report_paper.report(self.account(session, zone, only))
        return self._made(paper, "session report" if only is None else "session report of one person", only or session)

    def key(self, session: SessionId) -> Printout:
        """Who is who in a session: the sheet that a report by alias lies apart from."""
        self._permit("Writing the key to a report")
        people = [
            report_paper.Person(self._planning.alias(x), mat, self._person(x).identity.names)
            for x, mat in self._mats(session)
        ]
        s = self._opened(session)
        return self._made(report_paper.key(self._circle(session), s.plan.name, people), "key to a report", session)

    def people(self, session: SessionId) -> tuple[tuple[PersonId, str], ...]:
        """Who has a seat in a session, in mat order, as a report names them."""
        return tuple((x, f"{self._planning.alias(x)}, mat {mat}") for x, mat in self._mats(session))

    def transfer(self, session: SessionId, person: PersonId, zone: Zone) -> Printout:
        """What goes with a person who is transferred; it names them."""
        self._permit("Writing a handover sheet")
        who = self._person(person)
        patient = Patient(
            who.identity.names, who.needs.notes, who.needs.access, who.contacts.emergency, self._state.details
        )
        paper = transfer_sheet(self.account(session, zone, person), patient)
        return Printout(self._papers.printed(paper), "handover sheet", person, urgent=True)

    def take_home(self) -> Printout:
        """The sheet that people take home: it names nobody."""
        return Printout(self._papers.take_home(self._state.details), "sheet to take home", "", urgent=True)

    # the evening before

    def pack(self, session: SessionId, zone: Zone) -> Printout:
        """The paper pack of a session on the calendar."""
        self._permit("Printing the paper pack")
        plan = self._plan(session)
        staff = self._state.staff
        team = tuple((each, staff[each.member].name) for each in plan.team if each.member in staff)
        cards = tuple(self._card(person, mat, session) for person, mat in plan.mats)
        now = self._desk.clock.now()
        show = self.show(session, zone)
        paper = paper_pack(Pack(self._circle(session), plan, cards, team, self._state.details, zone, now, show))
        return self._made(paper, "paper pack", session)

    # the run of show, which names nobody: whoever is at the desk may print it

    def return_card(self, session: SessionId, zone: Zone) -> Printout:
        """What to do when music, light or laptop fail; of a circle that runs, from now on."""
        return replace(self._made(return_card(self.show(session, zone)), "return card", session), urgent=True)

    def rundown(self, session: SessionId, zone: Zone) -> Printout:
        """The phases of a session."""
        return self._made(rundown_paper(self.show(session, zone)), "rundown", session)

    def cue_sheet(self, session: SessionId, zone: Zone) -> Printout:
        """The cues of a session."""
        return self._made(cue_paper(self.show(session, zone)), "cue sheet", session)

    def show(self, session: SessionId, zone: Zone) -> Show:
        """The run of show of a session: as it runs or ran, else as it would open."""
        ran = self._ran(session)
        plan = self._plan(session) if ran is None else ran.plan
        people = dict(plan.mats) if ran is None else {x.person: x.mat for x in ran.seats.values()}
        return Show(
            self._circle(session),
            plan,
            zone if ran is None else self._zone(session, zone),
            self._desk.clock.now(),
            self._looks(plan),
            self._fallback(),
            () if ran is None else tuple(self._desk.stream(stream_of("session", session)).entries),
            Session() if ran is None else ran,
            by_mat(self._by_names(person, mat) for person, mat in people.items()),
        )

    def _by_names(self, person: PersonId, mat: int) -> Called:
        who = self._person(person)
        names, near = who.identity.names, who.contacts
        kin = (near.emergency.name, near.escorts.first.name, near.escorts.second.name)
        return Called(self._planning.alias(person), (mat,), (names.legal, names.chosen), kin)

    def _card(self, person: PersonId, mat: int, session: SessionId) -> Card:
        who = self._person(person)
        known = at_hand(who, session)
        notes, likes = who.needs.notes, who.preferences.preferences
        return Card(
            person,
            who.alias,
            mat,
            who.identity.names,
            notes.allergies,
            notes.medication,
            who.contacts.emergency,
            Escort(*known.escorts[0]) if known.escorts else Escort(),
            touch_of(who),
            likes.helps,
            known.limits,
        )

    def for_the_circle(self, session: SessionId) -> Printout:
        """What the circle may have in their hands in a session, by alias: whoever is at the desk may print it."""
        cohort, _ = self._planning.planned(session)
        paper = circle_sheet(self._planning.cohort(cohort), session, self._planning.alias)
        if paper is None:
            raise Refused(NOTHING)
        return self._made(paper, "sheet for the circle", session)

    # from paper

    def sheet(self, session: SessionId, person: PersonId | None) -> Sheet:
        """Whom a line on paper is about, and who of the staff and the others, and which equipment, it may name."""
        s = self._opened(session)
        counts = {x.member: x.counts for x in s.plan.team}
        known = self._state.staff.items()
        staff = tuple(StaffHere(x, member.name, member.role, counts=counts.get(x, True)) for x, member in known)
        seat = None if person is None else s.seats[person]
        alias, mat = ("", 0) if seat is None else (self._planning.alias(seat.person), seat.mat)
        others = tuple(OtherHere(x.id, x.name, x.role, counts=x.counts) for x in s.plan.company)
        return Sheet(alias, mat, (*staff, *others), s.plan.programme.equipment)

    def enter(self, session: SessionId, content: Any, person: PersonId | None, at: Instant, by_hand: str = "") -> None:
        """Write down what stands on paper, with the time at which it happened, and whose hand it is in, if that is
        known. It waits for the disk.
        """
        self._opened(session)
        facts = replace(self._desk.facts(), happened=at)
        command: c.Command = c.Record(content, person, by_hand)
        match content:
            case Note(text):
                command = c.Note(f"{text} ({ON_PAPER}, by {by_hand})" if by_hand and text.strip() else text, person)
            case Readied() if person is not None:
                facts = replace(facts, readiness={person: self._readiness(person, session)})
        self._desk.do((stream_of("session", session), command), facts=facts, happened=at, record=True)

    # attendance

    def attendance(self, cohort: CohortId, path: str, zone: Zone) -> int:
        """Who was at which session of a cohort, and how long, as CSV; returns of how many sessions."""
        held = [Held(x, s, self._zone(x, zone)) for x in self._planning.cohort(cohort).sessions if (s := self._ran(x))]
        rows = attendance_sheet(held, self._planning.alias, self._desk.clock.now())
        self._desk.do((self._practice, Export("attendance", cohort)), record=True)
        self._table(path, rows)
        return len(held)

    # what they are made of

    @property
    def lacking(self) -> tuple[str, ...]:
        """What nobody has typed yet of what stands on emergency cards."""
        place = self._state.details
        wanted = {"the emergency number": place.emergency, "the address": place.address}
        return tuple(name for name, words in wanted.items() if not words.strip())

    @property
    def _state(self) -> Practice:
        practice: Practice = self._desk.stream(self._practice).state
        return practice

    def _permit(self, deed: str) -> None:
        require(self._desk.facts(), CLINICAL, deed)

    def _made(self, paper: Paper, what: str, of: str) -> Printout:
        return Printout(self._papers.printed(paper), what, of)

    def account(self, session: SessionId, zone: Zone, only: PersonId | None = None) -> Account:
        """What a report of a session tells, of all or of one. Raises Refused where it was not opened."""
        s = self._opened(session)
        known = Known(
            self._circle(session),
            {person: self._called(s, person) for person in s.seats},
            self._member,
            self._zone(session, zone),
            self._desk.clock.now(),
            self._looks(s.plan),
        )
        return account(s, self._desk.stream(stream_of("session", session)).entries, known, only)

    def _called(self, s: Session, person: PersonId) -> Called:
        seat = s.seats[person]
        mats = dict.fromkeys((seat.mat, *(mat for _, mat in seat.mats)))
        return replace(self._by_names(person, seat.mat), mats=tuple(mats))

    def _opened(self, session: SessionId) -> Session:
        s = self._ran(session)
        if s is None:
            raise Refused("This session was not opened: there is nothing to report yet.")
        return s

    def _ran(self, session: SessionId) -> Session | None:
        s: Session = self._desk.stream(stream_of("session", session)).state
        return None if s.run is Run.WAITING else s

    def _mats(self, session: SessionId) -> list[tuple[PersonId, int]]:
        s = self._ran(session)
        if s is not None:
            return sorted(((x.person, x.mat) for x in s.seats.values()), key=lambda x: x[1])
        cohort, planned = self._planning.planned(session)
        return list(mats_of(self._planning.cohort(cohort), planned))

    def _zone(self, session: SessionId, zone: Zone) -> Zone:
        """As it was at the desk of the session."""
        entries = self._desk.stream(stream_of("session", session)).entries
        return zone_of(entries, zone(self._desk.clock.now()))

    def _circle(self, session: SessionId) -> str:
        try:
            return self._planning.cohort(self._planning.planned(session)[0]).name
        except KnownError:  # it was taken off the calendar since
            return ""

    def _member(self, member: MemberId) -> str:
        known = self._state.staff.get(member)
        return ELSEWHERE if known is None else known.name

    def _person(self, person: PersonId) -> Person:
        state: Person = self._desk.stream(stream_of("person", person)).state
        return state
