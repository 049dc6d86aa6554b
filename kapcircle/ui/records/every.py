"""Every form, by the name of the action whose letter opens it, or by which something else leads to it."""

from collections.abc import Mapping

from kapcircle.core.leaving import Discharged
from kapcircle.core.record import Record
from kapcircle.core.session.state import Session
from kapcircle.ui.records import (
    acknowledge,
    checkin,
    dose,
    gate,
    incident,
    leaving,
    medicine,
    observation,
    questions,
    song,
    touch,
    vitals,
)
from kapcircle.ui.records.form import Form

FORMS: Mapping[str, Form] = {
    form.name: form
    for form in (
        vitals.VITALS,
        vitals.NOT_TAKEN,
        checkin.CHECK_IN,
        observation.OBSERVATION,
        dose.GIVEN,
        dose.ORDERED,
        medicine.OTHER,
        medicine.OXYGEN,
        acknowledge.ACKNOWLEDGE,
        touch.TOUCH,
        questions.QUESTIONS,
        incident.INCIDENT,
        gate.READY,
        gate.ROOM,
        leaving.DISCHARGE,
        leaving.DISCHARGE_PERCENT,
        leaving.READY_TO_LEAVE,
        leaving.AGAINST_ADVICE,
        leaving.TRANSFERRED,
        leaving.UNSEEN,
        leaving.ESCORT,
        song.SONG,
    )
}

CHOICES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "dose": (("G", "dose given"), ("O", "dose ordered"), ("M", "other medicine"), ("X", "oxygen")),
}
"""By an action that stands for several forms: the key of each, and its name."""


def form_of(record: Record, s: Session) -> Form | None:
    """The form in which a record of a circle is put right; None where its kind has none."""
    kind = type(record.content)
    if kind is Discharged:
        return leaving.discharge(s)
    return next((form for form in FORMS.values() if form.content is kind), None)
