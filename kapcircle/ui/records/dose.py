"""What was ordered and what was given. Nothing stands here before it is typed: no default, no proposal, no last one.

A dose is read back once more before it is saved, whatever it says; milligrams by weight are a read-back and no more.
"""

from dataclasses import replace
from typing import Any

from kapcircle.core.dose import DoseGiven, DoseOrdered
from kapcircle.core.errors import Refused
from kapcircle.core.gates import Gap
from kapcircle.core.programme import Route
from kapcircle.core.record import Record, of
from kapcircle.core.roles import CLINICAL
from kapcircle.core.session.people import doses, weight
from kapcircle.core.session.rules import outside_range
from kapcircle.core.session.state import Seat
from kapcircle.core.session.team import team
from kapcircle.ui.records.form import Choice, Form, Option, Text, Values, Whom, limits, needed
from kapcircle.ui.records.people import alias_typed, mat_typed, member_named, member_said, offered
from kapcircle.views.recorded import words_of
from kapcircle.views.times import hour

ROUTES = (
    Option("I", Route.IM, "IM"),
    Option("S", Route.SUBLINGUAL, "sublingual"),
    Option("O", Route.ORAL, "oral"),
    Option("V", Route.IV, "IV"),
)
READ_IT = "Read it aloud: the other of the two listens"
CHECK = "check the order"
WHO = "check who it was"
OUTSIDE = "Something is missing still: it would be recorded outside the gate"
ASK_FIRST = "To ask the prescriber: is this the person’s first session at this route? F says that it is."
ORDERED_FIRST = "Ordered as the first time at this route: F says so"


def milligrams(text: str, _: Whom) -> float:
    """Above nothing. Raises Refused."""
    typed = text.strip()
    if not typed:
        raise Refused("Type the dose in mg.")
    whole, _point, parts = typed.replace(",", ".").partition(".")
    if not all(x.isascii() and x.isdigit() for x in (whole, parts or "0")) or len(whole) > 4 or len(parts) > 3:
        raise Refused(f"“{typed}” is no dose: type it in mg, as a number.")
    return float(f"{whole}.{parts or 0}")


def _confirmed(text: str, whom: Whom) -> int:
    mat = mat_typed(text)
    if mat is None:
        raise Refused("Type the number of the mat that you stand at, and see the alias beside it.")
    if mat != whom.mat:
        raise Refused(f"You typed mat {mat}, and this form is for mat {whom.mat}, {whom.name}. Look again.")
    return mat


def _ordered(seat: Seat | None, *, supplement: bool) -> tuple[Record, DoseOrdered] | None:
    found = [] if seat is None else [x for x in of(seat.counted, DoseOrdered) if x[1].supplement is supplement]
    return found[-1] if found else None


def _build(values: Values, whom: Whom) -> DoseGiven:
    supplement = SUPPLEMENT in values["if so"]
    order = _ordered(whom.seat, supplement=supplement)
    return DoseGiven(
        values["route"],
        values["mg"],
        values["site"],
        values["lot"],
        values["given by"],
        values["witness"],
        whom.name,
        values["mat"],
        supplement,
        FIRST in values["if so"],
        None if order is None else order[0].stamp,
    )


def _words(x: Any, whom: Whom) -> str:
    kilograms = None if whom.seat is None else weight(whom.seat)
    by_weight = "no weight recorded today" if kilograms is None else f"{x.mg / kilograms:.2f} mg/kg of {kilograms:g} kg"
    return f"{words_of(x)}, {by_weight}"


def _again(given: DoseGiven, whom: Whom) -> tuple[str, ...]:
    outside = (OUTSIDE,) if _lacks(whom) else ()
    return (*outside, *_giver(given, whom), *_order(given, whom), *_range(given, whom), *_twice(given, whom), READ_IT)


def _lacks(whom: Whom) -> tuple[Gap, ...]:
    """It is asked for before anything is given; what was given is recorded whatever is missing."""
    return () if whom.person is None or whom.seat is None else whom.hand.dosing(whom.person)


def _giver(given: DoseGiven, whom: Whom) -> tuple[str, ...]:
    """Where whoever gave it was not said to be here by then, or is none of the clinical team: another may be meant."""
    by_then = tuple(x for x in whom.session.records if x.happened <= whom.then)
    name = given.given_by.strip()
    here = [
        x for x in team(replace(whom.session, records=by_then)).here if x.name.strip().casefold() == name.casefold()
    ]
    if not here:
        return (f"{name} gave it, and is not marked as here: {WHO}",)
    if any(x.role in CLINICAL for x in here):
        return ()
    return (f"{name} gave it, and is here as {here[0].role.value}: {WHO}",)


def _order(given: DoseGiven, whom: Whom) -> tuple[str, ...]:
    order = _ordered(whom.seat, supplement=given.supplement)
    if order is None:
        return ("No order is recorded",)
    other = (f"Not as ordered: {CHECK}",) if (order[1].route, order[1].mg) != (given.route, given.mg) else ()
    return (*other, ORDERED_FIRST) if order[1].first and not given.first else other


def _range(given: DoseGiven, whom: Whom) -> tuple[str, ...]:
    outside = whom.seat is not None and outside_range(whom.session.plan.programme, whom.seat, given)
    return (f"Outside the programme’s range: {CHECK}",) if outside else ()


def _twice(given: DoseGiven, whom: Whom) -> tuple[str, ...]:
    if whom.seat is None:
        return ()
    within = whom.session.plan.programme.one_injection
    same = [x for x, dose in doses(whom.seat) if (dose.route, dose.mg) == (given.route, given.mg)]
    soon = [hour(x.happened, whom.zone) for x in same if whom.now - x.happened <= within]
    return tuple(f"Possible double entry: the same stands at {at}" for at in soon)


ROUTE = Choice("route", "route", ROUTES, must="Choose the route: I, S, O or V.")
MG = Text("mg", "mg", milligrams, figures=True)
SUPPLEMENT, FIRST = "supplement", "first"
IF_SO = Choice("if so", "if so", (Option("U", SUPPLEMENT, "supplement"), Option("F", FIRST, "first time")), many=True)


def _who(name: str, words: str) -> Text:
    def read(text: str, whom: Whom) -> str:
        return needed(words)(member_named(text, whom), whom)

    return Text(name, name, read, offers=offered, says=member_said)


GIVEN = Form(
    "dose given",
    "Dose given",
    DoseGiven,
    (
        ROUTE,
        MG,
        Text("site", "site", needed("Say where it was given, as in “left deltoid” or “under the tongue”.")),
        Text("lot", "lot"),
        _who("given by", "Say who gave it."),
        _who("witness", "Say who saw it: another than who gave it."),
        Text("mat", "mat, to confirm", _confirmed, says=alias_typed, figures=True),
        IF_SO,
    ),
    _build,
    words=_words,
    again=_again,
    proven=True,
    lead=limits,
    gaps=_lacks,
)


def _order_of(values: Values, _: Whom) -> DoseOrdered:
    return DoseOrdered(
        values["route"],
        values["mg"],
        values["prescriber"],
        SUPPLEMENT in values["if so"],
        FIRST in values["if so"],
        values["words"],
    )


ORDERED = Form(
    "dose ordered",
    "Dose ordered",
    DoseOrdered,
    (
        ROUTE,
        MG,
        _who("prescriber", "Name the prescriber of the order."),
        IF_SO,
        Text("words", "words"),
    ),
    _order_of,
    words=_words,
    again=lambda *_: ("Read the order back",),
    lead=lambda whom: "\n".join(filter(None, (limits(whom), ASK_FIRST))),
)
