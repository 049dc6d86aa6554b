"""The people of the practice: found on lists without folding anybody, written down one by one or a sheet at a time."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from kapcircle.core.cells import Grid
from kapcircle.core.cohort.roster import ChoosePod, Enrol
from kapcircle.core.errors import Refused
from kapcircle.core.facts import Facts
from kapcircle.core.ids import CohortId, Instant, PersonId, stream_of
from kapcircle.core.newcomer import Newcomer
from kapcircle.core.observation import Touch
from kapcircle.core.person.identity import Names, SetAlias, checked_alias
from kapcircle.core.person.ready import touch_of
from kapcircle.core.person.standing import SetStatus, Status
from kapcircle.core.person.state import Person
from kapcircle.core.picture import Value
from kapcircle.core.roles import CLINICAL
from kapcircle.core.roster_sheet import Acquaintance, Known, Roster, read
from kapcircle.desk.desk import Desk, Step
from kapcircle.desk.fittings import Fittings
from kapcircle.desk.planning import Planning
from kapcircle.desk.visit import Place
from kapcircle.views.people import Listed, Seat, close_to

Cells = Mapping[str, Value]


class People:
    """What is changed here can be taken back with the plans, in one order; a status is followed by another instead."""

    def __init__(
        self, desk: Desk, planning: Planning, fittings: Fittings, rows: Callable[..., list[dict[str, Value]]]
    ) -> None:
        self._desk, self._planning, self._fittings, self._rows = desk, planning, fittings, rows

    # who there is

    def listed(self) -> tuple[Listed, ...]:
        """Everybody, by the tables; always in the same order."""
        names = {PersonId(str(row["person"])): row for row in self._table("person", "person")}
        contacts = {PersonId(str(row["person"])): row for row in self._table("person_contact", "person")}
        stands = {PersonId(str(row["person"])): row for row in self._table("person_status", "person") if row["current"]}
        seats = self._seats()
        everybody = sorted({*names, *seats})
        return tuple(
            _listed(x, names.get(x, {}), contacts.get(x, {}), stands.get(x, {}), seats.get(x, ())) for x in everybody
        )

    def _seats(self) -> dict[PersonId, tuple[Seat, ...]]:
        """Who sits where, in the order of the cohorts."""
        cohorts = dict(self._planning.cohorts())
        found: dict[PersonId, tuple[Seat, ...]] = {}
        pods = {row["pod"]: str(row["name"]) for row in self._table("pod", "cohort")}
        inside = {(row["cohort"], row["person"]): row["pod"] for row in self._table("pod_member", "cohort")}
        rows = self._table("participant", "cohort")
        for cohort, name in cohorts.items():
            for row in (row for row in rows if row["cohort"] == cohort):
                person = PersonId(str(row["person"]))
                pod = pods.get(inside.get((cohort, person)), "")
                found[person] = (*found.get(person, ()), Seat(cohort, name, int(row["mat"] or 0), pod))
        return found

    def _table(self, table: str, kind: str) -> list[Cells]:
        """The rows of a table; of streams that are folded what they know, which may not be on the disk yet."""
        held = set(self._desk.held(kind))
        kept: list[Cells] = [row for row in self._rows(table) if stream_of(kind, str(row[kind])) not in held]
        fresh = [row for name in held for row in self._desk.stream(name).rows() if row.table == table]
        return [*kept, *({**dict(row.key), **row.values} for row in fresh)]

    def person(self, person: PersonId) -> Person:
        """One participant."""
        state: Person = self._desk.stream(stream_of("person", person)).state
        return state

    def touch(self, people: Iterable[PersonId]) -> tuple[tuple[PersonId, Touch], ...]:
        """Which touch each of these has agreed to; those who were not asked yet are left out."""
        agreed = ((person, touch_of(self.person(person))) for person in people)
        return tuple((person, touch) for person, touch in agreed if touch is not None)

    @property
    def clinical(self) -> bool:
        """Whether the one at the desk sees clinical detail."""
        return self._desk.actor.role in CLINICAL

    def close(self, person: PersonId) -> tuple[str, ...]:
        """With whom of their cohorts somebody is easily mixed up, each in words."""
        people = self.listed()
        return tuple(words for x in people if x.key == person for words in close_to(x, people))

    # one by one

    def begin(self, alias: str) -> PersonId:
        """Somebody who has asked about the circle, and is in no cohort yet."""
        person = PersonId(self._desk.fresh())
        who = stream_of("person", person)
        steps = ((who, SetAlias(alias)), (who, SetStatus(Status.ENQUIRED)))
        self._planning.visit.do(Place(None, person=person), *steps)
        return person

    def change(self, person: PersonId, command: object) -> None:
        """Write something down. Raises Refused with nothing changed."""
        facts = self._facts(person) if isinstance(command, SetAlias) else None
        self._planning.visit.do(Place(None, person=person), (stream_of("person", person), command), facts=facts)

    def _facts(self, person: PersonId) -> Facts:
        """With the aliases of the others in the cohorts of a participant."""
        people = self.listed()
        mine = {seat.cohort for x in people if x.key == person for seat in x.seats}
        others = (x.alias for x in people if x.key != person and mine & {seat.cohort for seat in x.seats})
        return replace(self._desk.facts(), aliases=tuple(others))

    def stand(self, person: PersonId, status: Status, reason: str = "", since: Instant | None = None) -> None:
        """Where a participant stands from now on, or since then: for good, and followed by what comes next."""
        self._desk.do((stream_of("person", person), SetStatus(status, reason, since)))

    def enrol(self, person: PersonId, cohort: CohortId) -> None:
        """Take somebody who is known into a cohort, on the first free mat."""
        state = self.person(person)
        plan = self._planning.cohort(cohort)
        if person in plan.mats:
            raise Refused(f"{state.alias} is in {plan.name} already.")
        checked_alias(state.alias, tuple(self._planning.alias(other) for other in plan.mats))
        steps: list[Step] = [(stream_of("cohort", cohort), Enrol(person, _free(plan.mats.values())))]
        if state.standing.status is not Status.ENROLLED:
            steps.append((stream_of("person", person), SetStatus(Status.ENROLLED)))
        self._planning.visit.do(Place(cohort, person=person), *steps)

    # a sheet at a time

    def read_sheet(self, path: str) -> Grid:
        """The cells of a list of people; slow, and may be called from any thread. Raises KnownError."""
        return self._fittings.sheets.people(path)

    def roster(self, grid: Grid, cohort: CohortId) -> Roster:
        """What a sheet would bring into a cohort. Raises KnownError where it is no list of people."""
        people = self.listed()
        seats = [(x.alias, seat.mat) for x in people if (seat := x.seat(cohort)) is not None]
        known = Known(
            self._desk.clock.now(),
            tuple(_acquaintance(x) for x in people),
            tuple(alias for alias, _ in seats),
            frozenset(mat for _, mat in seats),
            tuple(pod.name for pod in self._planning.cohort(cohort).pods.values()),
            self.clinical,
        )
        return read(grid, known)

    def enrol_all(self, cohort: CohortId, newcomers: Iterable[Newcomer]) -> tuple[PersonId, ...]:
        """Enrol them all with one command, taken back by one undo. Raises Refused with nobody enrolled."""
        newcomers = tuple(newcomers)
        plan = self._planning.cohort(cohort)
        taken = {*plan.mats.values(), *(x.mat for x in newcomers if x.mat is not None)}
        pods = {pod.name: pod.id for pod in plan.pods.values()}
        steps: list[Step] = []
        enrolled: list[PersonId] = []
        for newcomer in newcomers:
            person = PersonId(self._desk.fresh())
            mat = _free(taken) if newcomer.mat is None else newcomer.mat
            taken.add(mat)
            who = stream_of("person", person)
            steps += [(who, command) for command in newcomer.commands()]
            steps.append((stream_of("cohort", cohort), Enrol(person, mat)))
            if newcomer.pod in pods:
                steps.append((stream_of("cohort", cohort), ChoosePod(person, pods[newcomer.pod])))
            enrolled.append(person)
        self._planning.visit.do(Place(cohort), *steps, facts=self._planning.facts(cohort))
        return tuple(enrolled)


def _free(taken: Iterable[int]) -> int:
    """The first mat that nobody has."""
    mats = set(taken)
    return next(mat for mat in range(1, 1000) if mat not in mats)


def _listed(person: PersonId, name: Cells, contact: Cells, stands: Cells, seats: tuple[Seat, ...]) -> Listed:
    year, since = name.get("birth_year"), stands.get("since")
    return Listed(
        person,
        alias=_text(name, "alias"),
        legal=_text(name, "legal"),
        chosen=_text(name, "chosen"),
        pronouns=_text(name, "pronouns"),
        birth_year=None if year is None else int(year),
        phone=_text(contact, "phone"),
        email=_text(contact, "email"),
        status=_text(stands, "status"),
        since=None if since is None else Instant(int(since)),
        seats=seats,
    )


def _text(row: Cells, column: str) -> str:
    return str(row.get(column, ""))


def _acquaintance(x: Listed) -> Acquaintance:
    who = f"“{x.shown}”, who is in the vault already"
    return Acquaintance(who, Names(x.legal, x.chosen, x.pronouns, x.birth_year), x.phone, x.email)
