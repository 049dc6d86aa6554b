"""It was the wrong person: the record is struck there and entered here, as of when it happened."""

from typing import Any

from kapcircle.core.dose import DoseGiven
from kapcircle.core.errors import Refused
from kapcircle.core.ids import PersonId
from kapcircle.core.record import Record
from kapcircle.core.session import commands as c
from kapcircle.core.session.contents import KINDS
from kapcircle.ui.records.form import Form, Text, Values, Whom
from kapcircle.ui.records.people import alias_typed, mat_typed
from kapcircle.views.recorded import words_of
from kapcircle.views.times import hour


def moving(record: Record) -> Form:
    """The form that moves this record: it asks for a mat, and nothing else."""

    def read(text: str, whom: Whom) -> PersonId:
        mat = mat_typed(text)
        if mat is None:
            raise Refused("Type the number of the mat that it belongs to.")
        person = whom.on_mat(mat)
        if person is None:
            raise Refused(f"Nobody sits on mat {mat}.")
        if person == whom.person:
            raise Refused("It stands on this person already: type the number of the other mat.")
        return person

    def build(values: Values, _: Whom) -> PersonId:
        person: PersonId = values["mat"]
        return person

    def words(person: Any, whom: Whom) -> str:
        seat = whom.session.seats[person]
        at = hour(record.happened, whom.zone)
        return f"{words_of(record.content)}, at {at}, is struck here and stands on mat {seat.mat}, {whom.alias(person)}"

    def lead(whom: Whom) -> str:
        return f"{words_of(record.content)}, at {hour(record.happened, whom.zone)}. It stays readable here, struck."

    def command(person: Any, _: Whom) -> c.Command:
        return c.Move(record.stamp, person)

    return Form(
        "wrong person",
        "Wrong person",
        type(record.content),
        (Text("mat", "to mat", read, says=alias_typed, figures=True),),
        build,
        words=words,
        lead=lead,
        command=command,
        timed=False,
    )


def last_to_move(whom: Whom) -> Record | None:
    """The record of theirs that was written last and may belong to somebody else; a dose too, though it stays."""
    records = () if whom.seat is None else whom.seat.records
    found = [x for x in records if x.struck is None and _asked_about(x)]
    return max(found, key=lambda x: x.stamp, default=None)


def _asked_about(record: Record) -> bool:
    return KINDS[type(record.content)].moves or isinstance(record.content, DoseGiven)
