"""Getting people ready for a session: screening, clearance, consents, documents, preparation, the ride home; and who
lacks what.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any

from kapcircle.core.attendance import STOPS, Attendance
from kapcircle.core.cohort.calendar import Planned
from kapcircle.core.cohort.counting import mats_of
from kapcircle.core.cohort.state import Cohort
from kapcircle.core.errors import Refused
from kapcircle.core.facts import require
from kapcircle.core.gates import Gap, gaps
from kapcircle.core.ids import CohortId, Digest, Instant, PersonId, SessionId, stream_of
from kapcircle.core.log import Stamp
from kapcircle.core.person import consents, documents, preparation, safety, screening
from kapcircle.core.person.documents import MOST_BYTES, DocumentAttached, DocumentKind
from kapcircle.core.person.ready import readiness_from, readiness_of
from kapcircle.core.person.screening import Answer
from kapcircle.core.person.state import Person
from kapcircle.core.picture import Value
from kapcircle.core.programme import NO_PROGRAMME, ConsentText, Programme, SessionKind
from kapcircle.core.readiness import Readiness
from kapcircle.core.roles import CLINICAL
from kapcircle.core.signature import Strokes, from_bytes, signed, to_bytes
from kapcircle.desk.archive import running
from kapcircle.desk.desk import Desk
from kapcircle.desk.fittings import Papers
from kapcircle.desk.planning import Planning
from kapcircle.desk.ports import Blob
from kapcircle.desk.printouts import Printout
from kapcircle.views.consents import followed, signed_consent
from kapcircle.views.readiness import Candidate
from kapcircle.views.times import Zone, date

Rows = Callable[..., list[dict[str, Value]]]


class Readying:
    """Records wait for the disk: what cannot be saved raises NotSavedError, and its words stay in the form.

    `programme_of` says which programme a cohort follows; nobody is ready where it follows none.
    """

    def __init__(
        self,
        desk: Desk,
        planning: Planning,
        papers: Papers,
        rows: Rows,
        programme_of: Callable[[CohortId], Programme] = lambda _: NO_PROGRAMME,
    ) -> None:
        self._desk, self._planning, self._papers, self._rows = desk, planning, papers, rows
        self.programme_of = programme_of

    # who and what

    def person(self, person: PersonId) -> Person:
        """All that is known of a participant."""
        state: Person = self._desk.stream(stream_of("person", person)).state
        return state

    def programme(self, person: PersonId) -> Programme:
        """What the cohort of a person follows; of the last one that they came to."""
        cohort = self._cohort(person)
        return NO_PROGRAMME if cohort is None else self.programme_of(cohort)

    def circle(self, person: PersonId) -> str:
        """What the cohort of a person is called."""
        cohort = self._cohort(person)
        return "" if cohort is None else self._planning.cohort(cohort).name

    def sessions(self, person: PersonId) -> tuple[Planned, ...]:
        """The sessions of the calendar that a person comes to, or has a seat in: it may be another pod's circle."""
        cohort = self._cohort(person)
        plan = Cohort() if cohort is None else self._planning.cohort(cohort)
        seated = {str(row["session"]) for row in self._rows("session_seat", person=person)}
        return tuple(x for x in plan.sessions.values() if person in dict(mats_of(plan, x)) or x.session in seated)

    def next_session(self, person: PersonId, zone: Zone) -> Planned | None:
        """What a person is made ready for: what runs now, else the next medicine session, else the next of any kind,
        else the last. Today's is the next one until it is over, or the day is: some come late.
        """
        known, runs = self.sessions(person), running(self._rows)
        now = next((x for x in known if x.session == runs), None)
        if now is not None:
            return now
        today = date(self._desk.clock.now(), zone)
        hours = ((x, x.scheduled) for x in known if x.scheduled and not self._over(x.session))
        coming = sorted((x for x, at in hours if date(at, zone) >= today), key=_hour)
        medicine = [x for x in coming if x.kind is SessionKind.MEDICINE]
        return next(iter((*medicine, *coming, *known[::-1])), None)

    def _over(self, session: SessionId) -> bool:
        return any(row["closed"] is not None for row in self._rows("session_run", session=session))

    def _cohort(self, person: PersonId) -> CohortId | None:
        there = {str(row["cohort"]) for row in self._rows("participant", person=person)}
        found = [cohort for cohort, _ in self._planning.cohorts() if cohort in there]
        return found[-1] if found else None

    # screening and clearance

    def screen(self, person: PersonId, answers: Sequence[Answer], on: Instant) -> None:
        """Write a form down; how long it holds says the programme."""
        programme = self.programme(person)
        lasts = programme.screening_lasts
        self._do(
            person, screening.RecordScreening(programme.id, programme.version, tuple(answers), on, lasts), happened=on
        )

    def review(self, person: PersonId, key: str, words: str, *, fits: bool) -> None:
        """Decide on an answer of the form that stands."""
        self._do(person, screening.ReviewItem(key, fits, words))

    def clear(
        self, person: PersonId, prescriber: str, on: Instant, expires: Instant, limits: str, *, outside: bool
    ) -> None:
        """Write a prescriber's clearance down."""
        self._do(person, screening.RecordClearance(prescriber, outside, on, expires, limits), happened=on)

    def withdraw_clearance(self, person: PersonId, reason: str) -> None:
        """The clearance holds no longer."""
        self._do(person, screening.WithdrawClearance(reason))

    # consents

    def consent(
        self,
        person: PersonId,
        text: ConsentText,
        said_back: Sequence[bool],
        on: Instant,
        *,
        yes: bool,
        strokes: Strokes = (),
        typed: str = "",
        witness: str = "",
    ) -> None:
        """Write an answer down, with the signature that was drawn."""
        blob = blob_of(to_bytes(strokes)) if yes and signed(strokes) else None
        digest, blobs = (Digest(""), ()) if blob is None else (blob.hash, (blob,))
        answer = consents.AnswerConsent(text, yes, tuple(said_back), on, digest, typed, witness)
        self._do(person, answer, happened=on, blobs=blobs)

    def withdraw_consent(self, person: PersonId, kind: str, on: Instant, words: str = "") -> None:
        """The person takes a consent back."""
        self._do(person, consents.WithdrawConsent(kind, on, words), happened=on)

    def strokes(self, digest: Digest) -> Strokes:
        """A signature as it was drawn. Raises KnownError where it is missing."""
        return from_bytes(self._desk.blob(digest)) if digest else ()

    def consent_paper(self, person: PersonId, kind: str, zone: Zone) -> Printout:
        """The PDF of a consent as it was signed last; it says whether it was withdrawn since.

        Raises Refused where there is none, KnownError from the disk.
        """
        consents, alias = self.person(person).consents, self.person(person).alias
        signed = consents.signed(kind)
        if signed is None:
            raise Refused("There is no consent of this kind to print.")
        since = followed(consents, kind, zone)
        paper = signed_consent(self.circle(person), alias, signed, self.strokes(signed.signature), zone, since)
        return Printout(self._papers.consent(paper), "consent", person)

    # documents

    def attach(self, person: PersonId, path: str, kind: DocumentKind) -> None:
        """Take a file into the vault. Raises KnownError where it cannot be read or is too large."""
        name, body = self._papers.read(path, MOST_BYTES)
        blob = blob_of(body)
        self._do(person, documents.AttachDocument(blob.hash, name, kind, len(body)), blobs=(blob,))

    def open_document(self, person: PersonId, document: DocumentAttached) -> Printout:
        """What was attached. Raises Refused where this role does not read documents, KnownError where it is missing."""
        require(self._desk.facts(), CLINICAL, "Opening a document")
        return Printout(self._desk.blob(document.hash), "document", person)

    # before the day

    def prepared(self, person: PersonId, where: str, on: Instant) -> None:
        """Count a preparation meeting elsewhere."""
        self._do(person, preparation.RecordPreparation(where, on), happened=on)

    def name_ride(self, person: PersonId, session: SessionId, ride: str, escort: str, phone: str) -> None:
        """Say how a person gets home from a session."""
        self._do(person, preparation.NameRide(session, ride, escort, phone))

    def flag(self, person: PersonId, words: str) -> None:
        """Something was said that a licensed clinician should hear of."""
        self._do(person, safety.FlagSafety(words))

    def decide_flag(self, person: PersonId, flag: Stamp, clinician: str, decision: str, *, proceed: bool) -> None:
        """What a licensed clinician decided on a flag."""
        self._do(person, safety.DecideSafety(flag, clinician, decision, proceed))

    def strike(self, person: PersonId, noun: str, record: Stamp, reason: str) -> None:
        """Mark a record of this noun as wrong: it stays readable, with the reason."""
        self._do(person, STRIKES[noun](record, reason))

    def _do(self, person: PersonId, command: Any, **more: Any) -> None:
        self._desk.do((stream_of("person", person), command), record=True, **more)

    # who lacks what

    def readiness(self, person: PersonId, session: SessionId) -> Readiness:
        """How ready a person is for a session, read off their own stream: what Gate A is fed with."""
        attended = self._attended(self._planning.planned(session)[0])
        return readiness_of(self.person(person), session, attended[person], self._stopped(session).get(person))

    def _attended(self, cohort: CohortId) -> Counter[PersonId]:
        """How many preparation sessions of a cohort's calendar each person has attended."""
        count: Counter[PersonId] = Counter()
        for session in self._rows("session", cohort=cohort, kind=SessionKind.PREPARATION.value):
            told = self._rows("session_attendance", session=session["session"])
            told.sort(key=lambda row: int(row["tick"] or 0))
            last = {str(row["person"]): row["status"] for row in told if row["struck"] is None}
            count.update(PersonId(person) for person, status in last.items() if status not in AWAY)
        return count

    def _stopped(self, session: SessionId) -> dict[PersonId, Instant]:
        """When people ended their part in the medicine sessions, in any session but this one, which knows it itself."""
        told = [x for x in self._rows("session_attendance", status=STOPS) if x["session"] != session]
        counts = sorted((int(x["happened"] or 0), str(x["person"])) for x in told if x["struck"] is None)
        return {PersonId(person): Instant(happened) for happened, person in counts}

    def gaps(self, person: PersonId, session: SessionId) -> tuple[Gap, ...]:
        """What a person lacks for a session, by their own stream."""
        (cohort, planned), now = self._planning.planned(session), self._desk.clock.now()
        return gaps(self.readiness(person, session), self.programme_of(cohort), now, planned.scheduled or now)

    def board(self, session: SessionId) -> tuple[Candidate, ...]:
        """Everyone who comes to the session, or has a seat in it, and what they lack, read off the tables: nobody is
        folded for it.
        """
        cohort, planned = self._planning.planned(session)
        programme, now = self.programme_of(cohort), self._desk.clock.now()
        ready = {str(row["person"]): row for row in self._rows("readiness")}
        aliases = {str(row["person"]): str(row["alias"]) for row in self._rows("person")}
        rides = {str(row["person"]): row for row in self._rows("ride", session=session)}
        attended, stopped = self._attended(cohort), self._stopped(session)
        said: dict[str, list[dict[str, Value]]] = {}
        for row in self._rows("consent"):
            said.setdefault(str(row["person"]), []).append(row)

        def lacks(person: PersonId) -> tuple[Gap, ...]:
            row = ready.get(person)
            known = (
                self.readiness(person, session)
                if row is None
                else readiness_from(row, said.get(person, ()), rides.get(person), attended[person], stopped.get(person))
            )
            return gaps(known, programme, now, planned.scheduled or now)

        mats = dict(mats_of(self._planning.cohort(cohort), planned))
        seats = self._rows("session_seat", session=session)
        mats.update((PersonId(str(x["person"])), int(x["mat"] or 0)) for x in seats)
        return tuple(Candidate(who, aliases.get(who, ""), mat, lacks(who)) for who, mat in mats.items())


AWAY = frozenset({Attendance.ABSENT.value, Attendance.EXCUSED.value})
"""How one did not attend."""


def _hour(planned: Planned) -> int:
    return planned.scheduled or 0


STRIKES: dict[str, Callable[[Stamp, str], Any]] = {
    "screening": screening.StrikeScreening,
    "consents": consents.StrikeConsent,
    "documents": documents.StrikeDocument,
    "preparation": preparation.StrikePreparation,
    "safety": safety.StrikeSafety,
}


def blob_of(body: bytes) -> Blob:
    """Bytes and their name."""
    return Blob(Digest(hashlib.sha256(body).hexdigest()), body)
