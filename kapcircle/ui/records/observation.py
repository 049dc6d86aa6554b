"""What is seen: how deep, how distressed, what is seen often on a key each; sedation only when it is asked for."""

from typing import Any

from kapcircle.core.errors import Refused
from kapcircle.core.observation import MOAAS, RASS, Depth, Observed, Preset
from kapcircle.core.session import people
from kapcircle.ui.records.form import Choice, Form, Option, Raw, Scale, Text, Values, Whom, chosen, key_of
from kapcircle.ui.records.people import offered, person_named, said

DEPTHS = (
    Option("0", Depth.PRESENT, "present"),
    Option("1", Depth.LIGHT, "light"),
    Option("2", Depth.INWARD, "inward"),
    Option("3", Depth.DEEP, "deep"),
    Option("4", Depth.UNEXPECTED, "unexpected"),
)
PRESETS = (
    Option("C", Preset.CRYING, "crying"),
    Option("V", Preset.VOMITING, "vomiting"),
    Option("K", Preset.COLD, "cold"),
    Option("W", Preset.WATER, "water"),
    Option("O", Preset.RESTROOM_OUT, "restroom"),
    Option("B", Preset.RESTROOM_BACK, "back"),
    Option("P", Preset.PHONE, "phone"),
)
SEDATION = (Option("M", "MOAA/S", "MOAA/S"), Option("R", "RASS", "RASS"))


def _figure(name: str, allowed: range) -> Any:
    def read(text: str, _: Whom) -> int:
        try:
            figure = int(text.strip().replace("−", "-"))
        except ValueError:
            figure = allowed.start - 1
        if figure not in allowed:
            raise Refused(f"{name} goes from {allowed.start} to {allowed.stop - 1}.")
        return figure

    return read


def _build(values: Values, _: Whom) -> Observed:
    return Observed(
        values["depth"],
        values["distress"],
        values.get("moaas"),
        values.get("rass"),
        values["preset"],
        values.get("with", ""),
        values["words"],
    )


def _again(seen: Observed, whom: Whom) -> tuple[str, ...]:
    medicine = whom.seat is not None and people.first_dose(whom.seat) is not None
    alone = medicine and seen.preset is Preset.RESTROOM_OUT and not seen.accompanied
    unexpected = ("Not responding as expected: look again",) if seen.depth is Depth.UNEXPECTED else ()
    return (*unexpected, "Nobody is named who goes with them") if alone else unexpected


def _retype(x: Any) -> Raw:
    figures = {"distress": x.distress, "moaas": x.moaas, "rass": x.rass}
    sedation = "M" if x.moaas is not None else "R" if x.rass is not None else ""
    return {
        "depth": key_of(DEPTHS, x.depth),
        **{name: "" if figure is None else str(figure) for name, figure in figures.items()},
        "preset": key_of(PRESETS, x.preset),
        "with": x.accompanied,
        "sedation": sedation,
        "words": x.words,
    }


OBSERVATION = Form(
    "observation",
    "Observation",
    Observed,
    (
        Choice("depth", "depth; 4 is not responding as expected", DEPTHS),
        Scale("distress", "distress"),
        Choice("preset", "seen", PRESETS),
        Text("with", "with whom", person_named, offers=offered, says=said, shown=chosen("O", "preset")),
        Choice("sedation", "if asked for", SEDATION),
        Text("moaas", "MOAA/S", _figure("MOAA/S", MOAAS), "0 to 5", shown=chosen("M", "sedation"), figures=True),
        Text("rass", "RASS", _figure("RASS", RASS), "-5 to 4", shown=chosen("R", "sedation"), figures=True),
        Text("words", "words"),
    ),
    _build,
    again=_again,
    retype=_retype,
)
