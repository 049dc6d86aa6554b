"""Vital signs, on one line; and a check that was not made, on a key."""

from typing import Any

from kapcircle.core.record import latest
from kapcircle.core.typed.unusual import unusual
from kapcircle.core.typed.vitals_line import line_of, parse_vitals
from kapcircle.core.vitals import Vitals, VitalsNotTaken, WhyNot
from kapcircle.ui.records.form import Choice, Form, Option, Raw, Text, Values, Whom, key_of


def _reading(line: str, _: Whom) -> Vitals:
    return parse_vitals(line)


def _build(said: Values, _: Whom) -> Vitals:
    reading: Vitals = said["line"]
    return reading


def _again(reading: Vitals, whom: Whom) -> tuple[str, ...]:
    before = None if whom.seat is None else latest(whom.seat.records, Vitals)
    return unusual(reading, None if before is None else before[1])


def _retype(content: Any) -> Raw:
    return {"line": line_of(content)}


VITALS = Form(
    "vitals",
    "Vitals",
    Vitals,
    (Text("line", "pressure, pulse, SpO2, respiration, °C, kg", _reading, "120/80 72 98", figures=True, wide=True),),
    _build,
    again=_again,
    retype=_retype,
    turns=(("R", "not taken", "not taken"),),
)


WHY_NOT = (
    Option("D", WhyNot.DECLINED, "declined"),
    Option("A", WhyNot.ASLEEP, "asleep"),
    Option("C", WhyNot.CUFF, "cuff failed"),
    Option("B", WhyNot.BUSY, "busy"),
)


def _not_taken(said: Values, _: Whom) -> VitalsNotTaken:
    return VitalsNotTaken(said["why not"], said["words"])


NOT_TAKEN = Form(
    "not taken",
    "Vitals not taken",
    VitalsNotTaken,
    (
        Choice(
            "why not",
            "Why",
            WHY_NOT,
            must="Say why: D declined, A asleep, C cuff failed, B busy with somebody else.",
        ),
        Text("words", "Words"),
    ),
    _not_taken,
    retype=lambda x: {"why not": key_of(WHY_NOT, x.why), "words": x.words},
    turns=(("V", "vitals", "vitals after all"),),
)
