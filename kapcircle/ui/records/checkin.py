"""A check-in: five figures, a word; or they pass."""

from typing import Any

from kapcircle.core.checkin import SCALES, CheckIn
from kapcircle.ui.records.form import Choice, Form, Option, Raw, Scale, Text, Values, Whom

PASSED = "P"


def _speaks(raw: Raw) -> bool:
    return raw.get("passed", "") != PASSED


def _build(said: Values, _: Whom) -> CheckIn:
    mood, energy, safety, body, connection = (said.get(scale) for scale in SCALES)
    return CheckIn(mood, energy, safety, body, connection, said.get("word", ""), bool(said["passed"]))


def _retype(x: Any) -> Raw:
    scales = {scale: "" if getattr(x, scale) is None else str(getattr(x, scale)) for scale in SCALES}
    return {**scales, "word": x.word, "passed": PASSED if x.passed else ""}


CHECK_IN = Form(
    "check-in",
    "Check-in",
    CheckIn,
    (
        *(Scale(scale, scale, shown=_speaks) for scale in SCALES),
        Text("word", "word, intention", shown=_speaks),
        Choice("passed", "or", (Option(PASSED, True, "passed"),)),
    ),
    _build,
    retype=_retype,
)
