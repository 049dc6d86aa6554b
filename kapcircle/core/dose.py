"""What was ordered and what was given. KapCircle records it: it never proposes, and never copies the last one."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kapcircle.core.errors import Refused
from kapcircle.core.log import Stamp
from kapcircle.core.picture import Value
from kapcircle.core.programme import Route
from kapcircle.core.record import About, Kind
from kapcircle.core.roles import CLINICAL, Role

MEDICAL = frozenset({Role.MEDICAL_LEAD})


@dataclass(frozen=True, slots=True)
class DoseOrdered:
    """The prescriber's order for this person, this day: mg by a route. `first`: the first time at this route."""

    route: Route
    mg: float
    prescriber: str
    supplement: bool = False
    first: bool = False
    words: str = ""


@dataclass(frozen=True, slots=True)
class DoseGiven:
    """What was given: mg by a route, where, from which lot, by whom and before whose eyes.

    `alias` and `mat` are the identity as it was confirmed. `outside_range`: outside the programme's own range.
    """

    route: Route
    mg: float
    site: str
    lot: str
    given_by: str
    witness: str
    alias: str
    mat: int
    supplement: bool = False
    first: bool = False
    order: Stamp | None = None
    outside_range: bool = False


@dataclass(frozen=True, slots=True)
class DoseSigned:
    """The second of two people stands for a dose, as recorded by another. `why_not`: it is not signed, and why."""

    dose: Stamp
    why_not: str = ""


@dataclass(frozen=True, slots=True)
class MedicineGiven:
    """Any other medicine, or oxygen, as words: what, how much, how, by whom."""

    name: str
    amount: str
    route: str = ""
    given_by: str = ""
    witness: str = ""
    words: str = ""


def check_amount(mg: float) -> None:
    """Raise Refused for an amount that is none."""
    if not mg > 0:
        raise Refused("Type the dose in mg, above 0.")


def check_ordered(x: DoseOrdered) -> None:
    """Raise Refused where the order says too little."""
    check_amount(x.mg)
    if not x.prescriber.strip():
        raise Refused("Name the prescriber of the order.")


def check_given(x: DoseGiven) -> None:
    """Raise Refused where the record says too little."""
    check_amount(x.mg)
    if not x.given_by.strip() or not x.witness.strip():
        raise Refused("Two people stand for a dose: who gave it, and who saw it.")
    if x.given_by.strip().casefold() == x.witness.strip().casefold():
        raise Refused("Two people stand for a dose: the witness is another than who gave it.")
    if not x.alias.strip():
        raise Refused("Say whose dose it is: the alias, as the person confirmed it.")
    if not x.site.strip():
        raise Refused("Say where it was given, as in “left deltoid” or “under the tongue”.")


def check_medicine(x: MedicineGiven) -> None:
    """Raise Refused where the record says too little."""
    if not x.name.strip() or not x.amount.strip():
        raise Refused("Say what was given, and how much.")


def _ordered(x: DoseOrdered) -> Mapping[str, Value]:
    return _dose("ordered", x, prescriber=x.prescriber)


def _given(x: DoseGiven) -> Mapping[str, Value]:
    more: dict[str, Value] = {"site": x.site, "lot": x.lot, "given_by": x.given_by, "witness": x.witness}
    return _dose("given", x, **more, outside_range=int(x.outside_range))


def _dose(what: str, x: Any, **more: Value) -> Mapping[str, Value]:
    empty = dict.fromkeys(("prescriber", "site", "lot", "given_by", "witness", "outside_range"))
    common = {"what": what, "route": x.route.value, "mg": x.mg, "supplement": int(x.supplement), "first": int(x.first)}
    return {**common, **empty, **more}


ORDERED = Kind(DoseOrdered, "session_dose", "Dose ordered", MEDICAL, About.PERSON, _ordered, check_ordered)
GIVEN = Kind(DoseGiven, "session_dose", "Dose given", CLINICAL, About.PERSON, _given, check_given)
SIGNED = Kind(
    DoseSigned,
    "session_acknowledgement",
    "Second signature",
    CLINICAL,
    About.PERSON,
    lambda x: {
        "record_tick": x.dose.tick,
        "record_device": x.dose.device,
        "done": "not signed" if x.why_not else "signed",
        "told": x.why_not,
    },
)
MEDICINE = Kind(
    MedicineGiven,
    "session_medicine",
    "Other medicine",
    CLINICAL,
    About.PERSON,
    lambda x: {
        "name": x.name,
        "amount": x.amount,
        "route": x.route,
        "given_by": x.given_by,
        "witness": x.witness,
        "words": x.words,
    },
    check_medicine,
    moves=True,
)
