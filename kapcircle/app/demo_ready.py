"""The made-up circle before its day: who is on its team, and who is ready, but for one, so that a gate can be seen."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from kapcircle.core.attending import Duty, TeamMember
from kapcircle.core.details import Details
from kapcircle.core.facts import Actor
from kapcircle.core.ids import DAY, CohortId, Instant, MemberId, PersonId, SessionId, stream_of
from kapcircle.core.observation import Touch
from kapcircle.core.person.consents import AnswerConsent
from kapcircle.core.person.preferences import Preferences, SetPreferences
from kapcircle.core.person.preparation import NameRide, RecordPreparation
from kapcircle.core.person.screening import Answer, RecordClearance, RecordScreening, Said
from kapcircle.core.programme import Programme
from kapcircle.core.roles import Role
from kapcircle.desk.house import House

LEAD = MemberId("ilic")
LEAD_NAME, NURSE_NAME = "Dr Ilić (made up)", "Jonas (made up)"

PODS = ("Tide", "Dune")
UNREADY = "Plover"
"""Who lacks a clearance and a ride, so that the readiness board and Gate A have something to say."""

DETAILS = Details(
    "Harbour practice (made up)",
    "12 Nowhere Quay (made up), first floor, the blue door",
    "555 0112",
    "A made-up crisis line: 555 0101",
    calls="Nina",
    stays="Jonas",
    opens="Teo",
)
NEAR = ((9, 10), (8,), (11, 12), (7,), (1,), (6,), (2, 3), (4, 5))
"""The mats that each of the eight lamps is near, from left to right."""

HANG = (
    (0.07, 0.42, "corner"),
    (0.22, 0.1, "corner"),
    (0.23, 0.92, "corner"),
    (0.5, 0.08, "altar"),
    (0.5, 0.95, "key"),
    (0.77, 0.1, "altar"),
    (0.78, 0.92, "corner"),
    (0.93, 0.42, "exit"),
)
"""Where each hangs, from the left and from the front, in parts of the room, and what it is for."""

TOUCHES = (Touch.HAND, Touch.ASK, Touch.SHOULDER, Touch.NONE)
"""What one after the other has agreed to."""


@dataclass(frozen=True, slots=True)
class Colleague:
    """A made-up member of the team, and the pods they lead. They have no passphrase: nobody signs by their PIN."""

    member: MemberId
    name: str
    role: Role
    duty: Duty
    counts: bool = True
    leads: tuple[str, ...] = ()


TEAM = (
    Colleague(LEAD, LEAD_NAME, Role.MEDICAL_LEAD, Duty.MEDICAL_LEAD, counts=False),
    Colleague(MemberId("jonas"), NURSE_NAME, Role.COTHERAPIST, Duty.NURSE, leads=("Tide",)),
    Colleague(MemberId("nina"), "Nina (made up)", Role.COTHERAPIST, Duty.THERAPIST, leads=("Dune",)),
    Colleague(MemberId("teo"), "Teo (made up)", Role.COTHERAPIST, Duty.SITTER),
)


def settle_in(house: House) -> None:
    """The colleagues are on the list of staff; what an emergency asks for is written down; each mat has a lamp."""
    for colleague in TEAM:
        house.staff.add(colleague.member, colleague.name, colleague.role)
    house.name_practice(DETAILS)
    room = house.room
    lamps = tuple(
        replace(lamp, mats=mats, place=place, depth=depth, role=role)
        for lamp, mats, (place, depth, role) in zip(room.lamps, NEAR, HANG, strict=True)
    )
    house.save_room(replace(room, lamps=lamps))


def gather(house: House, cohort: CohortId) -> None:
    """They and whoever made the vault are the team of the cohort; two of them lead its pods."""
    pods = {pod.name: pod.id for pod in house.planning.cohort(cohort).pods.values()}
    house.planning.group.join(cohort, TeamMember(house.staff.acting.member, Duty.FACILITATOR, counts=False))
    for x in TEAM:
        leads = tuple(pods[name] for name in x.leads)
        house.planning.group.join(cohort, TeamMember(x.member, x.duty, x.counts, leads))


def make_ready(house: House, session: SessionId) -> None:
    """Everybody has been screened, cleared and prepared, has said yes and back, and is fetched; but for one."""
    (cohort, planned), now = house.planning.planned(session), house.desk.clock.now()
    programme = house.programmes.of_cohort(house.planning.cohort(cohort).programme)
    for number, person in enumerate(house.planning.cohort(cohort).mats):
        ready = house.planning.alias(person) != UNREADY
        before = _Before(house, person, session, programme, now)
        steps = (*before.asked(), *before.agreed(TOUCHES[number % len(TOUCHES)]), *(before.fetched() if ready else ()))
        house.desk.do(*((stream_of("person", person), step) for step in steps))
        if ready:
            as_lead = house.desk.facts(actor=Actor(LEAD, Role.MEDICAL_LEAD))
            house.desk.do((stream_of("person", person), before.cleared(planned.scheduled or now)), facts=as_lead)


def fetch_again(house: House, was: SessionId, session: SessionId) -> None:
    """Whoever had a ride home from one session has the same from another."""
    for person in house.planning.cohort(house.planning.planned(session)[0]).mats:
        ride = house.people.person(person).preparation.rides.get(was)
        if ride is not None:
            house.desk.do((stream_of("person", person), NameRide(session, ride.ride, ride.escort, ride.phone)))


@dataclass(frozen=True, slots=True)
class _Before:
    """What is written down of a participant before the day, all of it made up."""

    house: House
    person: PersonId
    session: SessionId
    programme: Programme
    now: Instant

    def _ago(self, days: int) -> Instant:
        return Instant(self.now - days * DAY)

    def asked(self) -> Iterator[object]:
        """The screening, and the meetings that prepare."""
        answers = tuple(Answer(item, Said.NO) for item in self.programme.screening)
        on, lasts = self._ago(16), self.programme.screening_lasts
        yield RecordScreening(self.programme.id, self.programme.version, answers, on, lasts)
        for n in range(self.programme.preparations):
            yield RecordPreparation("In the practice, with Jonas", self._ago(9 - 2 * n))

    def cleared(self, day: Instant) -> RecordClearance:
        """By the medical lead, for some time after the day."""
        return RecordClearance(LEAD_NAME, outside=False, on=self._ago(12), expires=Instant(day + 60 * DAY))

    def agreed(self, touch: Touch) -> Iterator[object]:
        """Yes to what is needed, no to the rest but for touch, which is asked about in its own words."""
        yield SetPreferences(Preferences(touch=touch))
        name = self.house.people.person(self.person).identity.names.legal
        for text in self.programme.consents:
            yes = text.required or (text.kind == "touch" and touch is not Touch.NONE)
            said_back = tuple(yes for _ in text.teach_back)
            signed = (name, NURSE_NAME) if yes else ("", "")
            yield AnswerConsent(text, yes, said_back, self._ago(9), typed=signed[0], witness=signed[1])

    def fetched(self) -> Iterator[object]:
        """Home by taxi, with the escort whom they named."""
        escort = self.house.people.person(self.person).contacts.escorts.first
        yield NameRide(self.session, "Taxi", escort.name, escort.phone)
