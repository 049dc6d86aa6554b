"""Any other medicine, and oxygen: as words, without a list and without a proposal."""

from kapcircle.core.dose import MedicineGiven
from kapcircle.ui.records.form import Form, Text, Values, Whom, needed
from kapcircle.ui.records.people import member_named, member_said, offered

MEDICINE = "other medicine"


def _who(name: str, label: str) -> Text:
    return Text(name, label, member_named, offers=offered, says=member_said)


REST = (
    Text("amount", "how much", needed("Say how much.")),
    Text("route", "how"),
    _who("given by", "given by"),
    _who("witness", "seen by"),
    Text("words", "words"),
)


def _build(values: Values, _: Whom) -> MedicineGiven:
    name = values.get("name", "oxygen")
    return MedicineGiven(
        name, values["amount"], values["route"], values["given by"], values["witness"], values["words"]
    )


def _again(*_: object) -> tuple[str, ...]:
    return ("Read it aloud once more",)


OTHER = Form(
    MEDICINE,
    "Other medicine",
    MedicineGiven,
    (Text("name", "what", needed("Say what was given.")), *REST),
    _build,
    again=_again,
)
OXYGEN = Form("oxygen", "Oxygen", MedicineGiven, REST, _build, again=_again)
