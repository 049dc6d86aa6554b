"""A medicine day of twelve made-up people in two pods, in a real vault, with a clock that obeys."""

import shutil
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from kapcircle.app.vaults import furnish
from kapcircle.core.attendance import Attendance, Attended, Readied
from kapcircle.core.dose import DoseGiven, DoseSigned
from kapcircle.core.facts import Actor
from kapcircle.core.ids import DAY, Instant, MemberId, PersonId, PodId, SessionId
from kapcircle.core.leaving import Aldrete, Discharged
from kapcircle.core.log import Stamp
from kapcircle.core.observation import Depth, Observed
from kapcircle.core.person.contacts import EmergencyContact, SetEmergencyContact
from kapcircle.core.person.screening import Answer, Said
from kapcircle.core.practice import AddStaff
from kapcircle.core.programme import Programme, Route
from kapcircle.core.programmes import SignProgramme
from kapcircle.core.questions import DayQuestions
from kapcircle.core.roles import Role
from kapcircle.core.rundown import Rundown
from kapcircle.core.session import commands as c
from kapcircle.core.session.state import Seat, Session
from kapcircle.core.staffing import Covering, EquipmentSigned, StaffHere
from kapcircle.core.vitals import Vitals
from kapcircle.desk.conductor import Conductor
from kapcircle.desk.house import PRACTICE, House
from kapcircle.store import backup
from kapcircle.store.vault import Vault, create, unlock
from tests.fakes import SilentRoom
from tests.made_up import MINUTES, START, phase
from tests.memory import FakeClock
from tests.store.vaults import CHEAP, PASSPHRASE

ALIASES = (
    *("Wren", "Heron", "Ash", "Juniper", "Lark", "Sorrel"),
    *("Rowan", "Finch", "Sage", "Linden", "Plover", "Yarrow"),
)
TEMPLATE = "Twelve-week community of practice"
LEAD = Actor(MemberId("ilic"), Role.MEDICAL_LEAD)
NURSE = Actor(MemberId("jonas"), Role.COTHERAPIST)
THERAPIST = Actor(MemberId("nina"), Role.COTHERAPIST)
TEAM = {
    LEAD.member: ("Dr Ilić (made up)", Role.MEDICAL_LEAD),
    NURSE.member: ("Jonas (made up)", Role.COTHERAPIST),
    THERAPIST.member: ("Nina (made up)", Role.COTHERAPIST),
}
RUNDOWN = Rundown(
    (
        phase("Arrival", 30),
        phase("Opening circle", 30),
        phase("Dosing", 15, medicine=True),
        phase("Peak", 45),
        phase("Return", 30),
        phase("Sharing circle", 45),
        phase("Discharge", 60),
    )
)
SUBLINGUAL = frozenset({"Ash", "Plover"})
ESCORT = "Made-up sister"


class MedicineDay:
    """The practice, its cohort, and the circle of the day; what the team does is one line each."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.clock = folder, FakeClock()
        self._houses: list[House] = []
        made = create(folder / "Harbour.kapcircle", "Mara (made up)", PASSPHRASE, START, cost=CHEAP)[0]
        for each in backup.found(made.path):
            each.path.unlink()
        self.vault: Vault = made
        self.house: House = self._open(made)
        self.people: dict[str, PersonId] = {}
        self.session = self._plan()
        self.clock.at = START + 10 * DAY
        self.circle: Conductor = self._sit()

    def _open(self, vault: Vault) -> House:
        self._houses.append(furnish(vault, self.clock, lambda _: SilentRoom()))
        return self._houses[-1]

    def _sit(self) -> Conductor:
        circle = self.house.circle(self.session)
        circle.begin()
        return circle

    # before the day

    def _plan(self) -> SessionId:
        house = self.house
        for member, (name, role) in TEAM.items():
            house.desk.do((PRACTICE, AddStaff(member, name, role)))
        programme = house.programmes.save(house.programmes.template(TEMPLATE))
        as_lead = house.desk.facts(actor=LEAD)
        house.desk.do((PRACTICE, SignProgramme(programme.id, programme.version)), facts=as_lead)
        cohort = house.planning.begin_cohort("Harbour")
        house.planning.course.follow(cohort, programme.id)
        pods = [house.planning.group.begin_pod(cohort, name) for name in ("Tide", "Shore")]
        for n, alias in enumerate(ALIASES):
            self.people[alias] = house.planning.enrol(cohort, alias, pod=PodId(pods[n // 6]))
        day = Instant(START + 10 * DAY)
        session = house.planning.plan_session(cohort, "Medicine 1 of 3", day, RUNDOWN)
        for alias in ALIASES:
            self._make_ready(self.people[alias], session, house.programmes.of_cohort(programme.id))
        return session

    def _make_ready(self, person: PersonId, session: SessionId, programme: Programme) -> None:
        readying, now = self.house.readying, self.house.desk.clock.now()
        readying.screen(person, [Answer(item, Said.NO) for item in programme.screening], now)
        was, self.house.desk.actor = self.house.desk.actor, LEAD
        readying.clear(person, "Dr Ilić", now, Instant(now + 60 * DAY), "", outside=False)
        self.house.desk.actor = was
        for text in programme.consents:
            back = tuple(True for _ in text.teach_back)
            readying.consent(person, text, back, now, yes=text.required, typed="made up", witness="Jonas")
        for _ in range(programme.preparations):
            readying.prepared(person, "With Jonas, in the practice", now)
        readying.name_ride(person, session, "Taxi", ESCORT, "0660 0000000")
        contact = SetEmergencyContact(EmergencyContact(ESCORT, "sister", "0660 0000000"))
        self.house.people.change(person, contact)

    # the circle

    @property
    def state(self) -> Session:
        return self.circle.session

    @property
    def now(self) -> Instant:
        return self.clock.now()

    def seat(self, alias: str) -> Seat:
        return self.state.seats[self.people[alias]]

    def go(self) -> None:
        self.circle.do(c.Go())

    def later(self, minutes: float) -> None:
        """So much later; the desk looks at the clock each minute on the way."""
        end = self.clock.at + int(minutes * MINUTES)
        while self.clock.at < end:
            self.clock.at = min(end, self.clock.at + MINUTES)
            self.circle.tick()

    def at(self, minutes: float) -> None:
        """Wait until so long after the day began."""
        self.later((START + 10 * DAY - self.clock.at) / MINUTES + minutes)

    def record(self, alias: str, content: Any, by: Actor = NURSE, ago: float = 0) -> Stamp:
        """Somebody records something of a person, as it happened so many minutes ago; returns its stamp."""
        happened = Instant(self.clock.at - int(ago * MINUTES)) if ago else None
        self.circle.do(c.Record(content, self.people[alias]), by, happened=happened)
        return self.seat(alias).records[-1].stamp

    def about_circle(self, content: Any, by: Actor = NURSE) -> None:
        self.circle.do(c.Record(content), by)

    def team_comes(self) -> None:
        for member, (name, role) in (*TEAM.items(), (self.house.desk.actor.member, ("Mara", Role.FACILITATOR))):
            self.about_circle(StaffHere(member, name, role))
        self.about_circle(EquipmentSigned(self.state.plan.programme.equipment))
        halves = [tuple(self.people[alias] for alias in half) for half in (ALIASES[:6], ALIASES[6:])]
        for sitter, people in zip((NURSE, THERAPIST), halves, strict=True):
            self.about_circle(Covering(sitter.member, people))

    def arrives(self, alias: str, status: Attendance = Attendance.ARRIVED) -> None:
        """Comes, is asked, has a baseline, and is made ready."""
        self.record(alias, Attended(status))
        self.record(alias, DayQuestions(False, sleep="six hours"))
        self.record(alias, Vitals(118, 76, 68, 98, weight=70.0))

    def ready(self, *aliases: str) -> None:
        for alias in aliases:
            self.record(alias, Readied(), LEAD)

    def dose(self, alias: str, ago: float = 0) -> Stamp:
        route = Route.SUBLINGUAL if alias in SUBLINGUAL else Route.IM
        site = "under the tongue" if route is Route.SUBLINGUAL else "left deltoid"
        mg = 100.0 if route is Route.SUBLINGUAL else 50.0
        given = DoseGiven(route, mg, site, "L7", "Jonas", "Nina", alias, self.seat(alias).mat)
        stamp = self.record(alias, given, ago=ago)
        self.record(alias, DoseSigned(stamp), THERAPIST)
        return stamp

    def vitals(self, aliases: Sequence[str], systolic: int = 124, diastolic: int = 80) -> None:
        for alias in aliases:
            self.record(alias, Vitals(systolic, diastolic, 74, 98))

    def discharge(self, alias: str, **more: Any) -> None:
        """Seen, measured, asked, and handed to the escort."""
        self.record(alias, Observed(Depth.PRESENT, 1))
        self.record(alias, Vitals(120, 78, 70, 98))
        leaves = Discharged(Aldrete(2, 2, 2, 2, 2), True, True, True, 1, True, ESCORT, True, True, True, ("JO", "NI"))
        self.record(alias, replace(leaves, **more))

    def crash(self) -> None:
        """The laptop dies: what lies on its disk at this instant is opened again, half a minute later."""
        copy = self.folder / "after"
        copy.mkdir()
        for file in self.folder.iterdir():
            if file.is_file():
                shutil.copy(file, copy / file.name)
        self.clock.pass_(30_000)
        self.vault = unlock(copy / "Harbour.kapcircle", PASSPHRASE, Instant(self.clock.at))
        self.house = self._open(self.vault)
        self.circle = self._sit()

    def end(self) -> None:
        """Everybody goes home, and what the crash left in memory goes too."""
        for house in self._houses:
            house.shut()
        self._houses.clear()
