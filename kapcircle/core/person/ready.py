"""How ready a person is, read off all that is known of them; the table `readiness` is a picture of it."""

from collections.abc import Mapping, Sequence

from kapcircle.core.ids import Instant, SessionId, StreamId
from kapcircle.core.observation import Touch
from kapcircle.core.person.screening import Verdict
from kapcircle.core.person.state import NOUNS, Person
from kapcircle.core.picture import Row, Value
from kapcircle.core.readiness import ConsentGiven, Readiness

PART = "readiness"
TOUCH = "touch"
"""The kind of the consent to touch, in every programme that is shipped."""

BETWEEN = "\n"
"""Between two keys in a cell: no key has it."""


def readiness_of(
    person: Person, session: SessionId | None = None, attended: int = 0, stopped: Instant | None = None
) -> Readiness:
    """How ready a person is; with the ride home from `session`, and so many preparation sessions `attended` here.

    `stopped` is when they ended their part in the medicine sessions, in another session.
    """
    screening, form, clearance = person.screening, person.screening.form, person.screening.clearance
    ride = None if session is None else person.preparation.rides.get(session)
    given = (person.consents.given(kind) for kind in person.consents.kinds)
    last = (person.consents.last(kind) for kind in person.consents.kinds)
    first, emergency = person.contacts.escorts.first, person.contacts.emergency
    named = ("", "") if ride is None else (ride.escort, ride.phone)
    escort, phone = _escort(named, (first.name, first.phone))
    return Readiness(
        status="" if person.standing.status is None else person.standing.status.value,
        screened=None if form is None else form.what.on,
        screening_expires=None if form is None else form.what.expires,
        asked=tuple(x.item.key for x in screening.answers),
        excluded=screening.keys(Verdict.EXCLUDED),
        hard_excluded=screening.keys(Verdict.HARD),
        review=screening.keys(Verdict.REVIEW),
        cleared=None if clearance is None else clearance.on,
        cleared_by="" if clearance is None else clearance.prescriber,
        clearance_expires=None if clearance is None else clearance.expires,
        clearance_limits="" if clearance is None else clearance.limits,
        consents=tuple(ConsentGiven(x.kind, x.text.version, x.on) for x in given if x is not None),
        refused=tuple(x.what.kind for x in last if x is not None and person.consents.given(x.what.kind) is None),
        preparations=person.preparation.attended + attended,
        ride="" if ride is None else ride.ride,
        escort=escort,
        escort_phone=phone,
        emergency_contact=", ".join(x for x in (emergency.name, emergency.phone) if x),
        safety_open=bool(person.safety.open),
        stopped=stopped,
    )


def _escort(named: tuple[str, str], usual: tuple[str, str]) -> tuple[str, str]:
    """Name and telephone of who takes the person home: named for the session, else the one who usually does."""
    return named if named[0] else usual


def touch_of(person: Person) -> Touch | None:
    """Which touch a person agreed to before the day: no touch where they refused it or took it back; None where
    nobody has asked.
    """
    if person.consents.last(TOUCH) is not None and person.consents.given(TOUCH) is None:
        return Touch.NONE
    return person.preferences.preferences.touch


def parts(person: Person) -> Mapping[str, object]:
    """The parts of all nouns, and how ready the person is."""
    return {**NOUNS.parts(person), PART: person}


def rows(stream: StreamId, person: Person, part: str) -> tuple[Row, ...]:
    """The rows of one part."""
    if part != PART:
        return NOUNS.rows(stream, person, part)
    ready = readiness_of(person)
    values: dict[str, Value] = {
        "status": ready.status,
        "screened": ready.screened,
        "screening_expires": ready.screening_expires,
        "asked": BETWEEN.join(ready.asked),
        "excluded": BETWEEN.join(ready.excluded),
        "hard_excluded": BETWEEN.join(ready.hard_excluded),
        "review": BETWEEN.join(ready.review),
        "cleared": ready.cleared,
        "cleared_by": ready.cleared_by,
        "clearance_expires": ready.clearance_expires,
        "clearance_limits": ready.clearance_limits,
        "preparations": ready.preparations,
        "escort": ready.escort,
        "escort_phone": ready.escort_phone,
        "emergency_contact": ready.emergency_contact,
        "safety_open": int(ready.safety_open),
    }
    return (Row(stream, "readiness", (("person", stream.partition(":")[2]),), values),)


Cells = Mapping[str, Value]


def readiness_from(
    row: Cells, consents: Sequence[Cells], ride: Cells | None, attended: int = 0, stopped: Instant | None = None
) -> Readiness:
    """The same from the tables: a row of `readiness`, the rows of `consent`, and the ride home from the session."""
    named = ("", "") if ride is None else (str(ride["escort"]), str(ride["phone"]))
    escort, phone = _escort(named, (str(row["escort"]), str(row["escort_phone"])))
    return Readiness(
        status=str(row["status"]),
        screened=_instant(row["screened"]),
        screening_expires=_instant(row["screening_expires"]),
        asked=_keys(row["asked"]),
        excluded=_keys(row["excluded"]),
        hard_excluded=_keys(row["hard_excluded"]),
        review=_keys(row["review"]),
        cleared=_instant(row["cleared"]),
        cleared_by=str(row["cleared_by"]),
        clearance_expires=_instant(row["clearance_expires"]),
        clearance_limits=str(row["clearance_limits"]),
        consents=tuple(
            ConsentGiven(str(x["kind"]), int(x["version"] or 0), Instant(int(x["at"] or 0)))
            for x in consents
            if x["answer"] == "yes"
        ),
        refused=tuple(str(x["kind"]) for x in consents if x["answer"] != "yes"),
        preparations=int(row["preparations"] or 0) + attended,
        ride="" if ride is None else str(ride["ride"]),
        escort=escort,
        escort_phone=phone,
        emergency_contact=str(row["emergency_contact"]),
        safety_open=bool(row["safety_open"]),
        stopped=stopped,
    )


def _instant(value: Value) -> Instant | None:
    return None if value is None else Instant(int(value))


def _keys(value: Value) -> tuple[str, ...]:
    return tuple(str(value).split(BETWEEN)) if value else ()
